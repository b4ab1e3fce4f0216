"""What MARC records are made of while somebody still works on them: descriptions as they are in hand, together with
what the catalogue has of the same record, such as its items, or the work of a new edition. Nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.catalogue.export_units import HANGING, HOLDINGS, Unit, UnitReader
from graph.catalogue.layers import resource
from graph.catalogue.model import Resource
from graph.catalogue.papers import Content, addressed, checked_content, root_at
from graph.catalogue.resources import ResourceReader
from graph.catalogue.validation import checked
from graph.store.model import Document, Key
from graph.store.names import GraphKind, Names
from graph.store.scope import Scope
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris

_OF: Final = "bf:instanceOf"


@dataclass(frozen=True, slots=True)
class MarcPreview:
    """The MARC record that one of several descriptions would be; `root` is its place among them. `text` is None where
    the form can't carry it.
    """

    root: int
    text: str | None


def in_hand(nodes: Sequence[Node], names: Names, tenant: str, moment: datetime) -> list[Resource]:
    """Descriptions as they would be if the library published them; a new one may be called `_:anything`.

    Raises `Invalid`, with the place among them.
    """
    content, _ = addressed(checked_content(Content(nodes=tuple(nodes))), names, tenant, "draft-{}".format)
    graph, found = names.graph(tenant, GraphKind.CATALOGUE), []
    for at, node in enumerate(content.nodes):
        with root_at(at):
            body = checked(node, node["@id"])
        found.append(resource([Document(Key(graph, body["@id"]), 0, body, moment, moment)]))
    return found


def foreseen(
    hand: Sequence[Resource], units: UnitReader, resources: ResourceReader, scope: Scope
) -> list[tuple[int, Unit]]:
    """A unit for each instance in hand, and each work that no instance in hand is of, with its place.

    A constant number of store calls.
    """
    ours = {each.iri: each for each in hand}
    named_works = {iri for each in hand for iri in iris(each.body, _OF)}
    mains = [
        (at, each)
        for at, each in enumerate(hand)
        if "bf:Instance" in each.types or ("bf:Work" in each.types and each.iri not in named_works)
    ]
    there = units.units([each.iri for _, each in mains], scope) if mains else []
    absent = sorted({iri for _, each in mains for iri in iris(each.body, _OF)} - ours.keys())
    read = resources.resources(absent, scope) if absent else []
    works = ours | {iri: each for iri, each in zip(absent, read, strict=True) if each is not None}
    return [(at, _unit(main, unit, ours, works)) for (at, main), unit in zip(mains, there, strict=True)]


def _unit(main: Resource, stored: Unit | None, ours: Mapping[str, Resource], works: Mapping[str, Resource]) -> Unit:
    """The record of what is in hand: what is stored of it, with all that is in hand in its place."""
    if stored is None or main.iri not in {each.iri for each in stored.parts.values()}:
        stored = Unit(main.iri, {"Instance" if "bf:Instance" in main.types else "Work": main})
    parts = {part: ours.get(each.iri, each) for part, each in stored.parts.items()}
    work = next((works[iri] for iri in iris(main.body, _OF) if iri in works), None)
    if "Work" not in parts and work is not None:
        parts["Work"] = work
    known = {each.iri for each in parts.values()}
    for at, each in enumerate(ours.values()):
        if each.iri not in known and any(main.iri in iris(each.body, link) for link in HANGING):
            parts[f"{'Holdings' if HOLDINGS in each.types else 'Item'} in hand {at}"] = each
    return Unit(stored.main, parts, stored.source)
