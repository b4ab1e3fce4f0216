"""What can be said of an item, as clients write it: a field that is left out stays as it is, null takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import strawberry

from graph.holdings.changes import KEEP, ItemChange, Keep, ShelfMark
from schema.ids import Naming, name_in
from schema.types.item_status import ItemLifecycle, ItemMarker

T = TypeVar("T")


def _field(description: str) -> Any:
    return strawberry.field(default=strawberry.UNSET, description=description)


@strawberry.input(description="A call number.")
class CallNumberInput:
    """A call number."""

    text: str = strawberry.field(description="The call number, as on the label.")
    scheme: str | None = _field("Its scheme: lcc, ddc, nlm, or the code of another. Left out, it stays.")

    def mark(self) -> ShelfMark:
        """As the graph takes it."""
        return ShelfMark(self.text, given(self.scheme))


@strawberry.input(description="What to say of an item. A field that is left out stays as it is; null takes it away.")
class ItemFieldsInput:
    """What to say of an item."""

    barcode: str | None = _field("Its barcode, unique in the library. One item at a time.")
    copy_number: str | None = _field("Its number among the copies of the same thing.")
    enumeration: str | None = _field("Which volume or part it is, in one text with its date.")
    volume: str | None = _field("Its volume or number, where recorded apart from its date.")
    chronology: str | None = _field("Its date, where recorded apart from its number.")
    call_number: CallNumberInput | None = _field("Where it stands on the shelf.")
    material_type: str | None = _field("What it is lent as, in the library's own words.")
    loan_type: str | None = _field("How it is lent, in the library's own words.")
    temporary_loan_type: str | None = _field("How it is lent for a while.")
    location: strawberry.ID | None = _field("Where it belongs for good: a location of the library.")
    temporary_location: strawberry.ID | None = _field("Where it is for a while: a location of the library.")
    holding: strawberry.ID | None = _field("The holdings it is in, of the same instance. One item at a time.")
    bound_with: list[strawberry.ID] | None = _field("Further instances in the same volume. One item at a time.")
    pieces: int | None = _field("How many pieces it has.")
    condition: str | None = _field("Its physical condition.")
    notes: list[str] | None = _field("Notes for the public, all of them.")
    staff_notes: list[str] | None = _field("Notes for staff, all of them.")
    lifecycle: ItemLifecycle | None = _field("Where it is in its life; withdrawing is a mutation of its own.")
    marker: ItemMarker | None = _field("What is noted about it. Refused where somebody has it, but for RESTRICTED.")
    marker_reason: str | None = _field("Why it is marked.")
    suppressed: bool | None = _field("Whether staff alone see it.")

    def change(self) -> ItemChange:
        """As the graph takes it. Raises `InvalidId`."""
        return ItemChange(
            barcode=given(self.barcode),
            copy_number=given(self.copy_number),
            enumeration=given(self.enumeration),
            volume=given(self.volume),
            chronology=given(self.chronology),
            call_number=mark_in(self.call_number),
            material_type=given(self.material_type),
            loan_type=given(self.loan_type),
            temporary_loan_type=given(self.temporary_loan_type),
            location=named(self.location, Naming.LOCATION),
            temporary_location=named(self.temporary_location, Naming.LOCATION),
            holdings=named(self.holding, Naming.RESOURCE),
            bound_with=_all_named(self.bound_with),
            pieces=given(self.pieces),
            condition=given(self.condition),
            notes=given(self.notes),
            staff_notes=given(self.staff_notes),
            lifecycle=_said(self.lifecycle),
            marker=_marker(self.marker),
            marker_reason=given(self.marker_reason),
            suppressed=flag(self.suppressed),
        )


def given(value: T | None) -> T | Keep | None:
    """A value as the graph takes it: what was left out stays."""
    return KEEP if value is strawberry.UNSET else value


def named(id: strawberry.ID | None, naming: Naming) -> str | Keep | None:
    """What an id names. Raises `InvalidId`."""
    found = given(id)
    return found if found is None or isinstance(found, Keep) else name_in(found, naming)


def mark_in(value: CallNumberInput | None) -> ShelfMark | Keep | None:
    """A call number as the graph takes it."""
    found = given(value)
    return found if found is None or isinstance(found, Keep) else found.mark()


def flag(value: bool | None) -> bool | Keep:  # noqa: FBT001 - the value of a field
    """A truth; null stays as it is."""
    found = given(value)
    return KEEP if found is None else found


def _all_named(ids: Sequence[strawberry.ID] | None) -> Sequence[str] | Keep | None:
    found = given(ids)
    if found is None or isinstance(found, Keep):
        return found
    return [name_in(each, Naming.RESOURCE) for each in found]


def _said(value: ItemLifecycle | None) -> Any:
    found = given(value)
    return KEEP if found is None or isinstance(found, Keep) else found.value


def _marker(value: ItemMarker | None) -> Any:
    found = given(value)
    return found if found is None or isinstance(found, Keep) else found.value
