"""Resources written whole in the formats records are exchanged in."""

from __future__ import annotations

from collections.abc import Sequence

import orjson
import strawberry

from mappings.bibframe import rdf
from schema.ask import Ask
from schema.fields import attribute
from schema.ids import Naming, name_in
from schema.mutations.inputs import node_of
from schema.scalars import JSONLD
from schema.types.formats import MARC, ExportFormat, MarcFormat
from schema.types.resource import document_of
from schema.types.tenant import EVERYWHERE


@strawberry.type(description="The MARC record that a description would be if it were published now.")
class MarcPreview:
    """The MARC record that a description would be."""

    node: int = attribute("Which of the descriptions, counted from 0.")
    marc: str | None = attribute("The record; null where the format can't carry it.")


def marc_previews(nodes: Sequence[JSONLD], format: MarcFormat, ask: Ask) -> list[MarcPreview]:
    """The records that descriptions would be. Raises `Forbidden`, `Invalid`."""
    bodies = [node_of(each) for each in nodes]
    found = ask.services.catalogue.marc_previews(ask.actor, bodies, *MARC[format.value])
    return [MarcPreview(node=each.root, marc=each.text) for each in found]


def records(ids: Sequence[str], format: ExportFormat, ask: Ask) -> list[str | None]:
    """Each resource in the format; None where there is none to read, or the format can't express it."""
    iris = [name_in(each, Naming.RESOURCE) for each in ids]
    scope = ask.scope(EVERYWHERE)
    if format.value in MARC:
        return ask.services.catalogue.marc(iris, scope, *MARC[format.value])
    written: list[str | None] = []
    for found in ask.services.catalogue.resources(iris, scope):
        if found is None:
            written.append(None)
        elif format is ExportFormat.NQUADS:
            written.append("".join(rdf.nquads([layer.body], layer.key.graph) for layer in found.layers))
        elif format is ExportFormat.TURTLE:
            written.append(rdf.turtle([found.body]))
        else:
            written.append(orjson.dumps(document_of(found.body)).decode())
    return written
