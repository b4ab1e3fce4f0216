"""The order of subfields coming back: the row's own, or the one a field had, where its node kept it in a `marcKey`."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from mappings.marc.record import Subfield
from mappings.rules.marc_keys import parsed_key
from mappings.rules.punctuation import chop

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import DataField
    from mappings.rules.model import Field

Marked: TypeAlias = tuple[str, str, str | tuple[str, ...]]
"""A subfield coming back: code, text, and the mark that stands before it."""


class Order:
    """The order a row puts subfields in coming back."""

    __slots__ = ("_bare", "_codes", "_mixed", "_rank")

    def __init__(self, row: Field) -> None:
        self._codes = "".join(sub.codes for sub in row.subfields)
        self._mixed = row.interleave
        self._bare = {code: sub.take for sub in row.subfields if sub.wrap and sub.take for code in sub.codes}
        first = row.interleave[:1]
        self._rank = {code: self._codes.index(first if code in row.interleave else code) for code in self._codes}

    def parts(self, field: DataField) -> list[Subfield]:
        """The subfields that the row reads, without the punctuation that comes and goes with their order."""
        return [
            Subfield(code, self._bare.get(code, chop)(text)) for code, text in field.subfields if code in self._rank
        ]

    def keeps(self, field: DataField) -> bool:
        """Whether the subfields of `field` stand in this order."""
        before, mixed = -1, ""
        for code, _ in field.subfields:
            if (rank := self._rank.get(code)) is not None:
                if rank < before:
                    return False
                before = rank
                if code in self._mixed:
                    mixed += code
        return not mixed or mixed == _alternating(mixed, self._mixed)


def _alternating(codes: str, by: str) -> str:
    """`codes` as they alternate: `ppn` by `np` -> `npp`."""
    counts = {code: codes.count(code) for code in by}
    return "".join(code for turn in range(len(codes)) for code in by if turn < counts[code])


def order_of(node: Node) -> list[str]:
    """The codes of the field that the node's `marcKey` writes, in its order."""
    key = next((key for key in node.get("bflc:marcKey", ()) if isinstance(key, str)), "")
    field = parsed_key(key)
    return [code for code, _ in field.subfields] if field is not None else []


def in_order(pairs: list[Marked], codes: list[str]) -> list[Marked]:
    """The subfields in the order of `codes`; as they are where those are not the same."""
    if sorted(code for code, _, _ in pairs) != sorted(codes):
        return pairs
    waiting = list(pairs)
    return [waiting.pop(next(at for at, pair in enumerate(waiting) if pair[0] == code)) for code in codes]


def interleaved(pairs: list[Marked], codes: str) -> list[Marked]:
    """The subfields with those of `codes` in turn, where the first of them stands."""
    queues = {code: [pair for pair in pairs if pair[0] == code] for code in codes}
    at = next((index for index, pair in enumerate(pairs) if pair[0] in codes), len(pairs))
    mixed: list[Marked] = []
    while any(queues.values()):
        mixed.extend(queues[code].pop(0) for code in codes if queues[code])
    rest = [pair for pair in pairs if pair[0] not in codes]
    return [*rest[:at], *mixed, *rest[at:]]
