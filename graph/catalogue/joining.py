"""Holdings records and what they are the holdings of.

A holdings record names its bibliographic record by control number (004, or 014 with a first indicator 1), in the same
declared source. The address of an instance follows from source and control number, so holdings that come first hang on
the instance that is not there yet, and are its holdings as soon as it is. Where the bibliographic record turns out to
describe an instance under another address, the holdings that waited are moved there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.catalogue.dependents import pointing_elsewhere
from graph.catalogue.descriptions import HOLDINGS_FOR, ITEM_OF
from graph.catalogue.identity import HeadingNames, control_key, derived_root, record_id
from graph.catalogue.lists import LONGEST
from graph.store.model import Put
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.marc.formats import format_of
from mappings.marc.record import Record


def bibliographic_number(record: Record) -> str | None:
    """The control number of the record whose holdings these are; None where the holdings record names none."""
    if (number := (record.control("004") or "").strip()) != "":
        return number
    linked = (field.get("a") for field in record.data("014") if field.ind1 == "1")
    return next((text.strip() for text in linked if text and text.strip()), None)


@dataclass(frozen=True, slots=True)
class Joiner:
    """Finds the instances of holdings records of one source, and the holdings that wait for an instance."""

    store: Store
    headings: HeadingNames
    source: str
    scope: Scope

    def instances(self, records: Sequence[Record]) -> list[str | None]:
        """Per record, the instance its holdings are of; None for records that have no holdings of another record."""
        numbers = [bibliographic_number(each) if format_of(each.leader) == "holdings" else None for each in records]
        wanted = list(dict.fromkeys(number for number in numbers if number is not None))
        if not wanted:
            return [None] * len(records)
        found = self.store.find("control-number", [control_key(self.source, each) for each in wanted], self.scope)
        there: Mapping[str, str] = {
            number: keys[0].iri if keys else self.expected(number) for number, keys in zip(wanted, found, strict=True)
        }
        return [None if number is None else there[number] for number in numbers]

    def expected(self, number: str) -> str:
        """Where the instance of a bibliographic record is, unless it is found to be another."""
        identifier = record_id(self.headings.tenant, self.source, number, "")
        return derived_root(self.headings, identifier, "Instance")

    def moved(self, pairs: Iterable[tuple[str, str]]) -> list[Put]:
        """The holdings and items that wait at an address, put where the instance is: pairs of (control number, its
        instance).
        """
        moves = {self.expected(number): instance for number, instance in pairs}
        moves = {old: new for old, new in moves.items() if old != new}
        if not moves:
            return []
        pages = self.store.incoming(list(moves), (HOLDINGS_FOR, ITEM_OF), self.scope, first=LONGEST)
        keys = [(old, key) for old, page in zip(moves, pages, strict=True) for key in page.keys]
        read = self.store.read([key for _, key in keys], self.scope) if keys else []
        return [
            Put(document.key, pointing_elsewhere(document.body, old, moves[old]), document.version)
            for (old, _), document in zip(keys, read, strict=True)
            if document is not None
        ]
