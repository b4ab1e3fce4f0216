"""What staff can change of items and holdings, at the root."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.fields import relation
from schema.mutations.holdings_create import HoldingsCreateInput, HoldingsPayload, holdings_create
from schema.mutations.holdings_move import HoldingsMoveInput, HoldingsMovePayload, holdings_move
from schema.mutations.holdings_update import HoldingsUpdateInput, holdings_update
from schema.mutations.item_create import ItemCreateInput, ItemPayload, item_create
from schema.mutations.item_delete import ItemDeleteInput, ItemDeletePayload, item_delete
from schema.mutations.item_update import ItemUpdateInput, item_update
from schema.mutations.item_withdraw import ItemWithdrawInput, item_withdraw
from schema.mutations.items_change import ItemsChangeInput, ItemsChangePayload, items_change
from schema.mutations.items_move import ItemsMoveInput, ItemsMovePayload, items_move
from schema.roots.arguments import Input, Roots


@strawberry.type(description="What staff can change of items and holdings.")
class HoldingsMutations:
    """What staff can change of items and holdings."""

    @relation(cost=10, requires="holdings.write")
    @staticmethod
    def item_create(roots: Roots, ask: Ask, input: Input[ItemCreateInput]) -> list[ItemPayload]:
        """A new copy of an instance, in the acting tenant."""
        return [item_create(input, ask)]

    @relation(cost=10, requires="holdings.write")
    @staticmethod
    def item_update(roots: Roots, ask: Ask, input: Input[ItemUpdateInput]) -> list[ItemPayload]:
        """Change what is said of a copy; its exported record says it in the library's own field."""
        return [item_update(input, ask)]

    @relation(cost=10, requires="holdings.write")
    @staticmethod
    def item_withdraw(roots: Roots, ask: Ask, input: Input[ItemWithdrawInput]) -> list[ItemPayload]:
        """Take a copy out of the collection; its description stays. Refused with every reason where it is needed."""
        return [item_withdraw(input, ask)]

    @relation(cost=10, requires="holdings.write")
    @staticmethod
    def item_delete(roots: Roots, ask: Ask, input: Input[ItemDeleteInput]) -> list[ItemDeletePayload]:
        """Delete a copy on which nothing hangs; its history stays."""
        return [item_delete(input, ask)]

    @relation(cost=20, requires="holdings.write")
    @staticmethod
    def items_move(roots: Roots, ask: Ask, input: Input[ItemsMoveInput]) -> list[ItemsMovePayload]:
        """Put copies under another instance, or into holdings; all of them or none."""
        return [items_move(input, ask)]

    @relation(cost=50, requires="holdings.write")
    @staticmethod
    def items_change(roots: Roots, ask: Ask, input: Input[ItemsChangeInput]) -> list[ItemsChangePayload]:
        """The same change to many copies, or what it would do to each. Reported item by item."""
        return [items_change(input, ask)]

    @relation(cost=10, requires="holdings.write")
    @staticmethod
    def holdings_create(roots: Roots, ask: Ask, input: Input[HoldingsCreateInput]) -> list[HoldingsPayload]:
        """What the acting tenant has of an instance at one place."""
        return [holdings_create(input, ask)]

    @relation(cost=10, requires="holdings.write")
    @staticmethod
    def holdings_update(roots: Roots, ask: Ask, input: Input[HoldingsUpdateInput]) -> list[HoldingsPayload]:
        """Change what is said of holdings."""
        return [holdings_update(input, ask)]

    @relation(cost=20, requires="holdings.write")
    @staticmethod
    def holdings_move(roots: Roots, ask: Ask, input: Input[HoldingsMoveInput]) -> list[HoldingsMovePayload]:
        """Put holdings, with the copies in them, under another instance; all of them or none."""
        return [holdings_move(input, ask)]
