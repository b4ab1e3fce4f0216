"""The formats in which records are harvested: an instance with its work, as an element of XML."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import orjson
from lxml import etree

from app.formats import xml_text
from app.protocols.copies import Copies, copies_of
from app.protocols.linked.formats import from_ntriples
from app.protocols.marc_copies import with_copies
from app.protocols.public_graphs import PublicGraph
from graph.catalogue.model import Resource
from graph.services import Services
from graph.store.paging import Page
from graph.store.scope import Scope
from mappings.bibframe.dublin_core import dublin_core
from mappings.bibframe.node import PREFIXES, Node
from mappings.bibframe.rdf import jsonld, ntriples
from mappings.bibframe.read import iris
from mappings.bibframe.vocabulary import restore
from mappings.marc.marcxml import NAMESPACE as MARC

XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"
OAI_DC: Final = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC: Final = "http://purl.org/dc/elements/1.1/"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
JSONLD: Final = "https://catalograph.org/ns/oai/jsonld/"
JSONLD_SCHEMA: Final = f"""<?xml version="1.0" encoding="UTF-8"?>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{JSONLD}" elementFormDefault="qualified">
  <xs:element name="document" type="xs:string">
    <xs:annotation><xs:documentation>A JSON-LD document, as text.</xs:documentation></xs:annotation>
  </xs:element>
</xs:schema>
"""
"""JSON-LD is no XML: it travels as the text of one element."""
_SAFE: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_blank_text=True)
_ITEMS: Final = Page(first=1000)
MARC_WITH_COPIES: Final = "marcxml_holdings"
COPIES_ALONE: Final = "isohold"
"""What SRU alone has: the copies of a record as ISO 20775 writes them."""


@dataclass(frozen=True, slots=True)
class Described:
    """What is written of one record: its instance and work, everything that describes it, its MARC, and its copies as
    they are now.
    """

    instance: Node
    work: Node | None
    nodes: tuple[Node, ...] = ()
    marc: str | None = None
    copies: Copies | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its prefix: where its schema is (below the endpoint where it begins with a slash), its namespace, and
    how a record is written; None where a record can't be.
    """

    schema: str
    namespace: str
    write: Callable[[Described], etree._Element | None]


def elements_of_dc(record: Described) -> Iterator[etree._Element]:
    """What Dublin Core says of a record, an element for each statement."""
    for name, said in dublin_core(record.work, record.instance):
        each = etree.Element(f"{{{DC}}}{name}")
        each.text = xml_text(said.value)
        if said.lang:
            each.set("{http://www.w3.org/XML/1998/namespace}lang", said.lang)
        yield each


def _oai_dc(record: Described) -> etree._Element:
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    root.extend(elements_of_dc(record))
    return root


def _marcxml(record: Described) -> etree._Element | None:
    return None if record.marc is None else etree.fromstring(xml_text(record.marc).encode(), _SAFE)


def _marcxml_holdings(record: Described) -> etree._Element | None:
    made = _marcxml(record)
    return made if made is None or record.copies is None else with_copies(made, record.copies)


def _rdfxml(record: Described) -> etree._Element:
    return etree.fromstring(from_ntriples(ntriples(record.nodes), PREFIXES, "rdf"), _SAFE)


def _jsonld(record: Described) -> etree._Element:
    root = etree.Element(f"{{{JSONLD}}}document", nsmap={None: JSONLD})
    root.text = xml_text(orjson.dumps(jsonld(record.nodes)).decode())
    return root


FORMATS: Final[Mapping[str, Format]] = {
    "oai_dc": Format("http://www.openarchives.org/OAI/2.0/oai_dc.xsd", OAI_DC, _oai_dc),
    "marcxml": Format("http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", MARC, _marcxml),
    MARC_WITH_COPIES: Format("http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd", MARC, _marcxml_holdings),
    "rdfxml": Format("http://www.openarchives.org/OAI/2.0/rdf.xsd", RDF, _rdfxml),
    "jsonld": Format("/jsonld.xsd", JSONLD, _jsonld),
}


def described(services: Services, iris_: Sequence[str], prefix: str, public: PublicGraph) -> dict[str, Described]:
    """The records at these addresses that are there, with what the format needs: a constant number of store calls."""
    scope = public.scope
    found = services.catalogue.resources(iris_, scope)
    there = {iri: each for iri, each in zip(iris_, found, strict=True) if each is not None and each.iri == iri}
    names = list(there)
    marc: Sequence[str | None] = [None] * len(names)
    if prefix in {"marcxml", MARC_WITH_COPIES}:
        marc = services.catalogue.marc(names, scope, "marcxml") if names else ()
    works = _works(services, list(there.values()), scope)
    copies: Mapping[str, Sequence[Resource]] = {}
    if prefix in {"rdfxml", "jsonld"}:
        copies = _copies(services, names, scope)
    held = copies_of(services, names, public) if prefix in {MARC_WITH_COPIES, COPIES_ALONE} else {}
    answer = {}
    for (iri, instance), text in zip(there.items(), marc, strict=True):
        own = [works[each] for each in iris(instance.body, "bf:instanceOf") if each in works]
        every = (instance, *own, *copies.get(iri, ()))
        nodes = tuple(restore(each.body) for each in every) if copies else ()
        answer[iri] = Described(instance.body, own[0].body if own else None, nodes, text, held.get(iri))
    return answer


def _works(services: Services, instances: Sequence[Resource], scope: Scope) -> dict[str, Resource]:
    wanted = list(dict.fromkeys(work for each in instances for work in iris(each.body, "bf:instanceOf")))
    found = services.catalogue.resources(wanted, scope) if wanted else ()
    return {iri: each for iri, each in zip(wanted, found, strict=True) if each is not None}


def _copies(services: Services, instances: Sequence[str], scope: Scope) -> dict[str, list[Resource]]:
    """Per instance, its items and holdings."""
    if not instances:
        return {}
    items = services.holdings.items_of(instances, scope, _ITEMS)
    held = services.holdings.holdings_of(instances, scope, _ITEMS)
    return {
        iri: [*(each.resource for each in own.items), *(each.resource for each in copies.items)]
        for iri, own, copies in zip(instances, held, items, strict=True)
    }
