"""`itemsChange`: the same change to many copies, with a preview."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.catalogue.errors import Invalid
from graph.catalogue.merge import differences
from graph.holdings.bulk import Done, Outcome, Selection
from schema.ask import Ask
from schema.errors import PropertyChange, UserError, changes_of, user_error
from schema.fields import attribute, choice, relation
from schema.ids import Naming, name_in
from schema.mutations.item_fields import ItemFieldsInput
from schema.mutations.payload import REQUEST_ID, attempt, event_unless_tried
from schema.types.item import Item, items_by_iri


@strawberry.input(description="Which items: by id and barcode, or all at a location, at most 1,000.")
class ItemSelectionInput:
    """Which items."""

    ids: list[strawberry.ID] | None = strawberry.field(default=None, description="Items, at most 100.")
    barcodes: str | None = strawberry.field(default=None, description="Barcodes, one a line, at most 1,000.")
    location: strawberry.ID | None = strawberry.field(
        default=None, description="All items that say they are at this location. Exclusive with `ids` and `barcodes`."
    )
    material_type: str | None = strawberry.field(
        default=None, description="Of those at the location, only the ones of this type."
    )
    loan_type: str | None = strawberry.field(
        default=None, description="Of those at the location, only the ones lent so."
    )

    def selection(self) -> Selection:
        """As the graph takes it. Raises `InvalidId`, `Invalid`."""
        if self.location is None and (self.material_type is not None or self.loan_type is not None):
            raise Invalid("A type narrows the items at a location; name one.", ("items", "location"))
        return Selection(
            items=[name_in(each, Naming.RESOURCE) for each in self.ids or ()],
            barcodes=(self.barcodes or "").splitlines(),
            location=None if self.location is None else name_in(self.location, Naming.LOCATION),
            material_type=self.material_type,
            loan_type=self.loan_type,
        )


@strawberry.input(description="The same change to many items.")
class ItemsChangeInput:
    """The same change to many items."""

    items: ItemSelectionInput = strawberry.field(description="Which items.")
    set: ItemFieldsInput = strawberry.field(description="What to change of each.")
    dry_run: bool = strawberry.field(default=False, description="Tell what it would do, and change nothing.")
    if_preview: str | None = strawberry.field(
        default=None,
        description="The `preview` of a dry run: refused whole where an item came, went or was changed since.",
    )
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.enum(description="What became of one item.")
class ItemOutcome(Enum):
    """What became of one item."""

    CHANGED = choice(Done.CHANGED, "It was changed, or would be.")
    UNCHANGED = choice(Done.UNCHANGED, "It says so already.")
    REFUSED = choice(Done.REFUSED, "It stays as it was, for the reason in `refusal`.")


@strawberry.type(description="One of many items: what was changed of it, or would be, or why it was not.")
class ItemChangeReport:
    """One of many items."""

    named: str = attribute("What the item was named by: its barcode or its address.")
    outcome: ItemOutcome = attribute("What became of it.")
    changes: list[PropertyChange] = attribute("What was before and what is after, property by property.")
    refusal: UserError | None = attribute("Why it stays as it was.")
    iri: strawberry.Private[str | None]

    @relation()
    @staticmethod
    def item(parents: list[ItemChangeReport], ask: Ask) -> list[Item | None]:
        """The item as it is now; null where the library has none."""
        wanted = list(dict.fromkeys(each.iri for each in parents if each.iri is not None))
        found = dict(zip(wanted, items_by_iri(wanted, ask, ask.scope()), strict=True))
        return [None if each.iri is None else found[each.iri] for each in parents]


@strawberry.type(description="What became of each item, or why nothing was done.")
class ItemsChangePayload:
    """What became of each item."""

    reports: list[ItemChangeReport] = attribute("Each item, in the order they were named.")
    changed: int = attribute("How many were changed, or would be.")
    unchanged: int = attribute("How many said so already.")
    refused: int = attribute("How many stay as they were.")
    preview: str | None = attribute("What stands for these items as they were: see `ifPreview`.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was done; empty when it was, even if some were refused.")
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[ItemsChangePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes the changes."""
        return event_unless_tried(parents, ask)


def items_change(input: ItemsChangeInput, ask: Ask) -> ItemsChangePayload:
    """Change many copies alike."""

    def command() -> ItemsChangePayload:
        found = ask.services.holdings_editor.items_change(
            ask.actor,
            input.items.selection(),
            input.set.change(),
            dry_run=input.dry_run,
            preview=input.if_preview,
            request_id=input.request_id,
        )
        return ItemsChangePayload(
            reports=[_report(each, ask) for each in found.each],
            changed=found.count(Done.CHANGED),
            unchanged=found.count(Done.UNCHANGED),
            refused=found.count(Done.REFUSED),
            preview=found.preview,
            request_id=input.request_id,
            user_errors=[],
            dry_run=input.dry_run,
        )

    return attempt(ask, command, lambda errors: _refused(input, errors))


def _refused(input: ItemsChangeInput, errors: list[UserError]) -> ItemsChangePayload:
    return ItemsChangePayload(
        reports=[], changed=0, unchanged=0, refused=0, request_id=input.request_id, user_errors=errors
    )


def _report(outcome: Outcome, ask: Ask) -> ItemChangeReport:
    before, after = outcome.before, outcome.after
    changes = () if before is None or after is None else differences(before.body, after)
    return ItemChangeReport(
        named=outcome.named,
        outcome=ItemOutcome(outcome.done),
        changes=changes_of(changes),
        refusal=None if outcome.refusal is None else user_error(outcome.refusal, ask.scope()),
        iri=None if before is None else before.iri,
    )
