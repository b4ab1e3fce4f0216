"""What can be said of holdings, as clients write it: a field that is left out stays as it is, null takes it away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import strawberry

from graph.holdings.changes import KEEP, HoldingsChange, Keep, Stated
from schema.ids import Naming
from schema.mutations.item_fields import CallNumberInput, flag, given, mark_in, named
from schema.types.holding_parts import HoldingUnit

_POLICIES: Final = {
    "receipt": "lsp:receiptStatus",
    "acquisition": "lsp:acquisitionMethod",
    "retention": "lsp:retention",
    "completeness": "lsp:completeness",
    "lending": "lsp:lending",
    "reproduction": "lsp:reproduction",
}


def _field(description: str) -> Any:
    return strawberry.field(default=strawberry.UNSET, description=description)


@strawberry.input(description="A statement of what is held, in words.")
class HoldingStatementInput:
    """A statement of what is held, in words."""

    unit: HoldingUnit = strawberry.field(description="What it is about.")
    text: str = strawberry.field(description="What is held, such as `v.1-49 (1950-1998)`.")
    note: str | None = strawberry.field(default=None, description="A note on it.")


@strawberry.input(description="How holdings grow, are kept, lent and copied, in the words of MARC's 008 for holdings.")
class HoldingPoliciesInput:
    """How holdings grow, are kept, lent and copied."""

    receipt: str | None = _field("Whether new parts come in, such as `currently received`.")
    acquisition: str | None = _field("How they are acquired, such as `purchase`.")
    retention: str | None = _field("How long they are kept, such as `permanently retained`.")
    completeness: str | None = _field("How complete they are, such as `complete`.")
    lending: str | None = _field("Whether they are lent to other libraries: `will lend`, `will not lend` …")
    reproduction: str | None = _field("Whether copies are made for other libraries: `will reproduce` …")


@strawberry.input(description="What to say of holdings. A field that is left out stays as it is; null takes it away.")
class HoldingFieldsInput:
    """What to say of holdings."""

    location: strawberry.ID | None = _field("Where they are: a location of the library.")
    temporary_location: strawberry.ID | None = _field("Where they are for a while: a location of the library.")
    call_number: CallNumberInput | None = _field("Where they stand on the shelf.")
    copy_number: str | None = _field("Their number among the holdings of the same thing.")
    kind: str | None = _field("single-part, multipart, serial or unknown.")
    statements: list[HoldingStatementInput] | None = _field("What is held, in words, all of it. Coded numbers stay.")
    policies: HoldingPoliciesInput | None = _field("How they grow, are kept, lent and copied.")
    notes: list[str] | None = _field("Notes for the public, all of them.")
    staff_notes: list[str] | None = _field("Notes for staff, all of them.")
    suppressed: bool | None = _field("Whether staff alone see them, and the items in them.")

    def change(self) -> HoldingsChange:
        """As the graph takes it. Raises `InvalidId`."""
        return HoldingsChange(
            location=named(self.location, Naming.LOCATION),
            temporary_location=named(self.temporary_location, Naming.LOCATION),
            call_number=mark_in(self.call_number),
            copy_number=given(self.copy_number),
            type=given(self.kind),
            statements=_stated(self.statements),
            policies=_policies(self.policies),
            notes=given(self.notes),
            staff_notes=given(self.staff_notes),
            suppressed=flag(self.suppressed),
        )


def _stated(values: Sequence[HoldingStatementInput] | None) -> Sequence[Stated] | Keep | None:
    found = given(values)
    if found is None or isinstance(found, Keep):
        return found
    return [Stated(str(each.unit.value), each.text, each.note) for each in found]


def _policies(value: HoldingPoliciesInput | None) -> dict[str, str | None] | Keep:
    found = given(value)
    if isinstance(found, Keep):
        return KEEP
    if found is None:
        return dict.fromkeys(_POLICIES.values())
    said = {prop: given(getattr(found, name)) for name, prop in _POLICIES.items()}
    return {prop: word for prop, word in said.items() if not isinstance(word, Keep)}
