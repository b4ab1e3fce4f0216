"""The schemas in which records are answered: an edition with its work, as an element of XML."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from app.protocols.oai.formats import (
    COPIES_ALONE,
    DC,
    FORMATS,
    MARC_WITH_COPIES,
    RDF,
    Described,
    described,
    elements_of_dc,
)
from app.protocols.public_graphs import PublicGraph
from app.protocols.sru.diagnostics import SCHEMA, SearchRefused
from app.protocols.sru.holdings import ISO_20775, holdings
from graph.services import Services

_SRU_DC: Final = "info:srw/schema/1/dc-schema"


def _dc(record: Described) -> etree._Element:
    root = etree.Element(f"{{{_SRU_DC}}}dc", nsmap={"srw_dc": _SRU_DC, "dc": DC})
    root.extend(elements_of_dc(record))
    return root


def _holdings(record: Described) -> etree._Element | None:
    return None if record.copies is None else holdings(record.copies)


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema: its short name and its identifier, what it is called, in which format of OAI-PMH its records are
    read, and how one is written; None where it can't be.
    """

    name: str
    uri: str
    title: str
    read_as: str
    write: Callable[[Described], etree._Element | None]


SCHEMAS: Final = (
    Schema("marcxml", "info:srw/schema/1/marcxml-v1.1", "MARCXML", "marcxml", FORMATS["marcxml"].write),
    Schema("dc", "info:srw/schema/1/dc-v1.1", "Dublin Core", "oai_dc", _dc),
    Schema(
        "bibframe", "http://id.loc.gov/ontologies/bibframe/", "BIBFRAME in RDF/XML", "rdfxml", FORMATS["rdfxml"].write
    ),
    Schema(
        MARC_WITH_COPIES,
        "https://catalograph.org/ns/sru/marcxml-holdings",
        "MARCXML with the copies as they are now",
        MARC_WITH_COPIES,
        FORMATS[MARC_WITH_COPIES].write,
    ),
    Schema(COPIES_ALONE, "info:srw/schema/5/iso20775-v1.0", "Holdings by ISO 20775", COPIES_ALONE, _holdings),
)
"""The schemas there are, the usual one first."""
_ALSO: Final[Mapping[str, str]] = {
    RDF: "bibframe", "info:srw/schema/1/marcxml": "marcxml", "rdfxml": "bibframe", ISO_20775: COPIES_ALONE,
}  # fmt: skip


def schema_of(named: str | None) -> Schema:
    """The schema of a name. Raises `SearchRefused`."""
    if not named:
        return SCHEMAS[0]
    wanted = _ALSO.get(named, named)
    found = next((each for each in SCHEMAS if wanted in {each.name, each.uri}), None)
    if found is None:
        raise SearchRefused(SCHEMA, named)
    return found


def written(
    services: Services, iris: Sequence[str], schema: Schema, public: PublicGraph
) -> list[etree._Element | None]:
    """The records in the order asked; None for one that has no such form. A constant number of store calls."""
    found = described(services, iris, schema.read_as, public)
    return [None if (record := found.get(iri)) is None else schema.write(record) for iri in iris]
