"""Which fields of a record speak of the same holdings, and what carries their statements.

A bibliographic record has the holdings of many libraries one after another; a holdings record (MFHD) has one, now and
then several. An 852 begins holdings. The fields 853-878 belong to the 852 whose link number (`$8`, or the number of the
holdings in `$0`) they repeat, else to the last 852 before them; 841-845 stand before their 852. In a bibliographic
record an 852 with a piece designation and without any further field is a single copy: an item, and no holdings.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mappings.marc.formats import format_of
from mappings.marc.record import DataField
from mappings.rules.holdings_fields import AFTER, BEFORE, COPIES, LOCATION, TAGS
from mappings.rules.items import ITEM_FIELD

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import Record
    from mappings.rules.forward import Run

_LINK: Final = re.compile(r"[^.\\]+")
_EVERY_CODE: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_NUMBERS: Final = "8906="
"""Subfields of 852 that number or control it and say nothing of the place."""


class Groups:
    """The holdings of one record: which group of fields a position belongs to, and the node of each group."""

    __slots__ = ("_at", "_first", "_nodes", "copies")

    def __init__(self, at: dict[int, int], copies: frozenset[int]) -> None:
        self._at = at
        self._first = min(at.values(), default=1)
        self._nodes: dict[int, Node] = {}
        self.copies = copies
        """Groups that are a single copy."""

    def root(self, run: Run) -> Node:
        """What the field at hand speaks of: holdings, or a copy; made when first asked for."""
        group = self._at.get(run.position, self._first)
        node = self._nodes.get(group)
        if node is None:
            if group in self.copies:
                node = run.item()
                node[ITEM_FIELD] = [LOCATION]
            else:
                node = run.new_holdings()
            self._nodes[group] = node
        return node


def groups_of(record: Record, apart: str = "") -> Groups:
    """The groups of a record's fields; positions count from 2, as in a `Run`. `apart` is a tag that a tenant's own
    table of item fields reads.
    """
    separate = format_of(record.leader) == "holdings"
    fields = [
        (position, field)
        for position, field in enumerate(record.fields, 2)
        if field.tag in TAGS and field.tag != apart and isinstance(field, DataField)
    ]
    at = _adjacent(fields, separate=separate)
    linked = _linked(fields, at)
    for position, field in fields:
        if field.tag in AFTER and (group := _target(field, linked)) is not None:
            at[position] = group
    return Groups(at, frozenset() if separate else _copies(fields, at))


def _adjacent(fields: list[tuple[int, DataField]], *, separate: bool) -> dict[int, int]:
    """Position -> group by place alone."""
    at: dict[int, int] = {}
    group = 0
    waiting: list[int] = []
    before: frozenset[str] = frozenset()
    for position, field in fields:
        if field.tag in BEFORE:
            waiting.append(position)
            continue
        if field.tag == LOCATION:
            codes = {code for code, _ in field.subfields if code not in _NUMBERS}
            # Some systems spread one location over several fields: one for the library, one for the shelf mark …
            if not (separate and group and before.isdisjoint(codes)):
                group += 1
                before = frozenset()
            before = before | codes
        else:
            before = _EVERY_CODE
        at.update(dict.fromkeys((*waiting, position), group))
        waiting.clear()
    at.update(dict.fromkeys(waiting, group))
    return at


def _numbers(field: DataField, codes: str) -> list[str]:
    return [found[0].strip() for text in field.all(codes) if (found := _LINK.match(text))]


def _linked(fields: list[tuple[int, DataField]], at: dict[int, int]) -> dict[str, int]:
    """Number of the holdings -> group, where it names one alone."""
    found: dict[str, set[int]] = {}
    for position, field in fields:
        if field.tag == LOCATION:
            for number in _numbers(field, "80"):
                found.setdefault(number, set()).add(at[position])
    return {number: min(groups) for number, groups in found.items() if len(groups) == 1}


def _target(field: DataField, linked: dict[str, int]) -> int | None:
    codes = "80" if field.tag in COPIES else "8"
    return next((linked[number] for number in _numbers(field, codes) if number in linked), None)


def _copies(fields: list[tuple[int, DataField]], at: dict[int, int]) -> frozenset[int]:
    sizes: dict[int, int] = {}
    for position, _ in fields:
        sizes[at[position]] = sizes.get(at[position], 0) + 1
    return frozenset(
        at[position]
        for position, field in fields
        if field.tag == LOCATION and sizes[at[position]] == 1 and (field.get("p") or "").strip()
    )
