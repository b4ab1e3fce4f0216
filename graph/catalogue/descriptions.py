"""From what the converter made of a record to the documents that are stored: one per root, with addresses that last.

Differences from the converter's own form: labels of controlled vocabularies are taken off (they stand once in a shared
graph); items point up to their instance, and the instance does not list them, so that buying a copy does not change the
description; an item's address follows from its barcode, not from its place in the record; location codes become
references to the tenant's locations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from graph.catalogue.identity import HeadingNames, StoreMinter, body_digest, derived_root
from graph.tenants.documents import location_iri
from mappings.bibframe.convert import Converter, Description
from mappings.bibframe.node import Node
from mappings.bibframe.outcomes import FieldOutcome
from mappings.bibframe.read import authority_of
from mappings.bibframe.vocabulary import strip
from mappings.marc.record import Record
from mappings.rules.items import LIBRARY_CODE, LOCATION_CODE, TEMPORARY_LOCATION_CODE

AUTHORITY: Final = "Authority"
"""The part that an authority record describes: the heading with its authority."""
CONTROL_NUMBER: Final = "lsp:controlNumber"
_AUTHORITIES: Final = "madsrdf:isIdentifiedByAuthority"
_THING: Final = "madsrdf:identifiesRWO"
HOLDINGS_FOR: Final = "lsp:holdingsFor"
ITEM_OF: Final = "bf:itemOf"
LOCATION: Final = "lsp:location"
TEMPORARY_LOCATION: Final = "lsp:temporaryLocation"
OTHER_RECORDS: Final[Mapping[str, str]] = {"w": "a classification record", "q": "community information"}
"""Types of record (leader/06) that describe nothing a catalogue has, with what they are."""


@dataclass(frozen=True, slots=True)
class Root:
    """One root of a description, ready to be stored. `part` is its lasting name within the record.

    The body is as the converter makes it; before it is compared with a stored one, it needs the store's canonical form.
    """

    part: str
    iri: str
    body: Node
    digest: str


@dataclass(frozen=True, slots=True)
class Describer:
    """Makes the roots of records of one tenant. `known` maps parts to addresses that exist already."""

    converter: Converter
    headings: HeadingNames

    def roots(
        self, record: Record, identifier: str, known: Mapping[str, str], instance: str | None = None
    ) -> list[Root]:
        """The roots of a record, the work first. Raises what the converter raises.

        `instance` is what a holdings record has the holdings of.
        """
        description = self.converter.forward(record, StoreMinter(self.headings, identifier, known))
        if description.heading is not None:
            heading = description.heading
            return [self._root(AUTHORITY, named(heading, known[AUTHORITY]) if AUTHORITY in known else heading)]
        if instance is not None:
            _hang(description, instance)
        return [
            *(self._root(part, node) for part, node in _main_parts(description)),
            *(self._item(part, node, identifier, known) for part, node in _item_parts(description)),
        ]

    def outcomes(self, record: Record) -> list[FieldOutcome]:
        """What becomes of each field of a record. Raises what the converter raises."""
        return self.converter.forward(record, StoreMinter(self.headings, "", {})).outcomes

    def _root(self, part: str, node: Node) -> Root:
        if "bf:hasItem" in node:
            node = {name: values for name, values in node.items() if name != "bf:hasItem"}
        body = strip(self._located(node))
        return Root(part, body["@id"], body, body_digest(body))

    def _item(self, part: str, node: Node, identifier: str, known: Mapping[str, str]) -> Root:
        iri = known.get(part) or derived_root(self.headings, identifier, part)
        return self._root(part, {**node, "@id": iri})

    def _located(self, node: Node) -> Node:
        places = {LOCATION: node.get(LOCATION_CODE) or node.get(LIBRARY_CODE, ())[:1]}
        places[TEMPORARY_LOCATION] = node.get(TEMPORARY_LOCATION_CODE, ())
        names, tenant = self.headings.names, self.headings.tenant
        links = {
            prop: [{"@id": location_iri(names, tenant, str(code))} for code in codes]
            for prop, codes in places.items()
            if codes
        }
        return {**node, **links} if links else node


def _hang(description: Description, instance: str) -> None:
    """Hang the holdings and items of a record of their own on an instance."""
    for holdings in description.holdings:
        holdings[HOLDINGS_FOR] = [{"@id": instance}]
    for item in description.items:
        item[ITEM_OF] = [{"@id": instance}]


def named(heading: Node, iri: str) -> Node:
    """A described heading under another address: that of its authority stays."""
    if heading["@id"] == iri:
        return heading
    node = {**heading, "@id": iri}
    if (authority := authority_of(heading)) is not heading:
        other = {**authority, _THING: [{"@id": iri}]}
        node[_AUTHORITIES] = [other if each is authority else each for each in heading[_AUTHORITIES]]
    return node


def _main_parts(description: Description) -> list[tuple[str, Node]]:
    parts = [("Work", description.work)] if description.work else []
    for number, instance in enumerate(description.instances, 1):
        parts.append(("Instance" if number == 1 else f"Instance{number}", instance))
    parts.extend((f"Holdings{number}", holdings) for number, holdings in enumerate(description.holdings, 1))
    return parts


def _item_parts(description: Description) -> list[tuple[str, Node]]:
    """Items by barcode; those without one, or with one met before in the record, by their place."""
    parts: list[tuple[str, Node]] = []
    seen: set[str] = set()
    for number, item in enumerate(description.items, 1):
        barcode = barcode_of(item)
        if barcode is None or barcode in seen:
            parts.append((f"Item{number}", item))
        else:
            seen.add(barcode)
            parts.append((f"Item {barcode}", item))
    return parts


def barcode_of(item: Node) -> str | None:
    """The barcode of an item, or None."""
    for value in item.get("bf:identifiedBy", ()):
        if "bf:Barcode" in value.get("@type", ()) and (found := value.get("rdf:value")):
            return str(found[0])
    return None


def without_barcode(item: Node) -> Node:
    """The item without its barcode, for when another one has it."""
    kept = [value for value in item["bf:identifiedBy"] if "bf:Barcode" not in value.get("@type", ())]
    rest = {name: values for name, values in item.items() if name != "bf:identifiedBy"}
    return {**rest, "bf:identifiedBy": kept} if kept else rest


def without_control_numbers(body: Node) -> Node:
    """A body as the converter makes it: the control numbers are put on by the import."""
    if CONTROL_NUMBER not in body:
        return body
    return {name: values for name, values in body.items() if name != CONTROL_NUMBER}
