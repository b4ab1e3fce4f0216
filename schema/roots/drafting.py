"""What people work on before it is in the catalogue, at the root: drafts."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.connections import After, Connection, First
from schema.fields import relation
from schema.ids import Naming, name_in
from schema.mutations.drafts import (
    DraftDeletePayload,
    DraftInput,
    DraftPayload,
    DraftPutInput,
    PublishPayload,
    draft_delete,
    draft_publish,
    draft_put,
)
from schema.roots.arguments import Id, Input, Roots
from schema.types.draft import Draft, drafts, drafts_by_iri


@strawberry.type(description="What people work on.")
class DraftingQueries:
    """What people work on."""

    @relation(per="first", requires="catalogue.propose")
    @staticmethod
    def drafts(roots: Roots, ask: Ask, first: First = 50, after: After = None) -> list[Connection[Draft]]:
        """The caller's drafts in the acting library, the last saved first; nobody else sees them."""
        return [drafts(ask, first, after)]

    @relation(requires="catalogue.propose")
    @staticmethod
    def draft(roots: Roots, ask: Ask, id: Id) -> list[Draft | None]:
        """A draft of the caller; null where they have none of this id."""
        return drafts_by_iri([name_in(id, Naming.DRAFT)], ask)


@strawberry.type(description="What people can do with what they work on.")
class DraftingMutations:
    """What people can do with what they work on."""

    @relation(cost=5, requires="catalogue.propose")
    @staticmethod
    def draft_put(roots: Roots, ask: Ask, input: Input[DraftPutInput]) -> list[DraftPayload]:
        """Begin a draft, or save it as it is now."""
        return [draft_put(input, ask)]

    @relation(cost=5, requires="catalogue.propose")
    @staticmethod
    def draft_delete(roots: Roots, ask: Ask, input: Input[DraftInput]) -> list[DraftDeletePayload]:
        """Throw a draft away."""
        return [draft_delete(input, ask)]

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def draft_publish(roots: Roots, ask: Ask, input: Input[DraftInput]) -> list[PublishPayload]:
        """Bring everything in a draft into the catalogue at once, and take the draft away."""
        return [draft_publish(input, ask)]
