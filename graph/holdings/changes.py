"""What people change of items and holdings, as values: a field that is `KEEP` stays as it is, None takes it away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from enum import Enum
from typing import Final, TypeAlias, TypeVar

from graph.holdings.status import Lifecycle, Marker

T = TypeVar("T")


class Keep(Enum):
    """Leave a field as it is."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP
Maybe: TypeAlias = T | Keep | None


@dataclass(frozen=True, slots=True)
class ShelfMark:
    """A call number. `scheme` is `lcc`, `ddc`, `nlm` or another code of a classification; KEEP leaves what is there."""

    text: str
    scheme: Maybe[str] = KEEP


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemChange:
    """What to change of an item. Locations, holdings and instances are addresses of the acting library's own."""

    barcode: Maybe[str] = KEEP
    copy_number: Maybe[str] = KEEP
    enumeration: Maybe[str] = KEEP
    volume: Maybe[str] = KEEP
    chronology: Maybe[str] = KEEP
    call_number: Maybe[ShelfMark] = KEEP
    material_type: Maybe[str] = KEEP
    loan_type: Maybe[str] = KEEP
    temporary_loan_type: Maybe[str] = KEEP
    location: Maybe[str] = KEEP
    temporary_location: Maybe[str] = KEEP
    holdings: Maybe[str] = KEEP
    bound_with: Maybe[Sequence[str]] = KEEP
    pieces: Maybe[int] = KEEP
    condition: Maybe[str] = KEEP
    notes: Maybe[Sequence[str]] = KEEP
    staff_notes: Maybe[Sequence[str]] = KEEP
    lifecycle: Lifecycle | Keep = KEEP
    marker: Maybe[Marker] = KEEP
    marker_reason: Maybe[str] = KEEP
    suppressed: bool | Keep = KEEP

    @property
    def hides_from_desk(self) -> bool:
        """Whether it says that the item can't be had, which what somebody has of it hinders."""
        withdrawn = self.lifecycle is Lifecycle.WITHDRAWN
        return withdrawn or (isinstance(self.marker, Marker) and self.marker is not Marker.RESTRICTED)


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement of what is held, in words: `unit` is basic, supplement or index."""

    unit: str
    text: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldingsChange:
    """What to change of holdings."""

    location: Maybe[str] = KEEP
    temporary_location: Maybe[str] = KEEP
    call_number: Maybe[ShelfMark] = KEEP
    copy_number: Maybe[str] = KEEP
    type: Maybe[str] = KEEP
    statements: Maybe[Sequence[Stated]] = KEEP
    policies: Mapping[str, str | None] | Keep = KEEP
    notes: Maybe[Sequence[str]] = KEEP
    staff_notes: Maybe[Sequence[str]] = KEEP
    suppressed: bool | Keep = KEEP


def is_empty(change: ItemChange | HoldingsChange) -> bool:
    """Whether it leaves everything as it is."""
    return all(getattr(change, each.name) is KEEP for each in fields(change))
