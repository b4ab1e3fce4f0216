"""What cataloguers ask of authorities and vocabularies, at the root."""

from __future__ import annotations

from typing import Annotated, Final

import strawberry

from graph.authorities.looking_up import LookUp
from schema.ask import Ask
from schema.connections import MOST, After, Connection, First, InvalidPage, page
from schema.fields import relation
from schema.ids import Naming, name_in
from schema.mutations.headings import (
    HeadingAdoptInput,
    HeadingBatchContinueInput,
    HeadingBatchPayload,
    HeadingBatchUndoInput,
    HeadingsCarryInput,
    heading_adopt,
    heading_batch_continue,
    heading_batch_undo,
    headings_carry,
)
from schema.roots.arguments import Id, Input, Roots
from schema.scalars import IRI
from schema.types.bare_heading import BareHeadingPage, bare_headings
from schema.types.heading_batch import HeadingBatch, batches, batches_by_id
from schema.types.scope import ScopeArgument
from schema.types.search import AFTER_EVENT
from schema.types.term import (
    Kind,
    LookUpMatch,
    Term,
    TermNameInput,
    TermNameLookedUp,
    Vocabulary,
    look_up,
    vocabulary_of,
)

MOST_NAMES: Final = 50


@strawberry.type(description="What cataloguers ask of authorities and vocabularies.")
class AuthorityQueries:
    """What cataloguers ask of authorities and vocabularies."""

    @relation(cost=5, per="first")
    @staticmethod
    def look_up(
        roots: Roots,
        ask: Ask,
        *,
        text: Annotated[str, strawberry.argument(description="What has been typed; empty, every term in order.")],
        match: Annotated[
            LookUpMatch, strawberry.argument(description="How a term must answer to it.")
        ] = LookUpMatch.LEFT_ANCHORED,
        kinds: Annotated[list[Kind] | None, strawberry.argument(description="Only terms of these kinds.")] = None,
        vocabularies: Annotated[
            list[IRI] | None, strawberry.argument(description="Only terms of these vocabularies, by IRI.")
        ] = None,
        first: First = 20,
        after: After = None,
        scope: ScopeArgument = None,
        after_event: Annotated[int | None, strawberry.argument(description=AFTER_EVENT)] = None,
    ) -> list[Connection[Term]]:
        """Terms of authorities and vocabularies by what they are called, whatever their case, marks and script."""
        size = page(first, after).first
        for each in (kinds, vocabularies):
            if each is not None and len(each) > MOST:
                raise InvalidPage(f"At most {MOST} are named at once.")
        wanted = LookUp(
            text=text,
            match=match.value,
            kinds=tuple(each.value for each in kinds or ()),
            vocabularies=tuple(vocabularies or ()),
            first=size or 0,
            after=after,
            after_event=after_event,
        )
        return [look_up(wanted, ask, ask.scope(None if scope is None else scope.reading()))]

    @relation(per="names")
    @staticmethod
    def look_up_each(
        roots: Roots,
        ask: Ask,
        *,
        names: Annotated[list[TermNameInput], strawberry.argument(description="What is looked up, at most 50 names.")],
        match: Annotated[
            LookUpMatch, strawberry.argument(description="How a term must answer to a name.")
        ] = LookUpMatch.LEFT_ANCHORED,
        scope: ScopeArgument = None,
    ) -> list[list[TermNameLookedUp]]:
        """Several names at once, such as the parts of a subject string: per name, the terms that answer to it."""
        if len(names) > MOST_NAMES:
            raise InvalidPage(f"At most {MOST_NAMES} names are looked up at once.")
        reading = ask.scope(None if scope is None else scope.reading())
        wanted = [LookUp(each.text, match.value, tuple(kind.value for kind in each.kinds or ())) for each in names]
        return [[TermNameLookedUp(wanted=each, scope=reading, text=each.text) for each in wanted]]

    @relation(cost=5)
    @staticmethod
    def vocabularies(roots: Roots, ask: Ask, scope: ScopeArgument = None) -> list[list[Vocabulary]]:
        """The vocabularies and authority files there are terms of, by IRI."""
        reading = ask.scope(None if scope is None else scope.reading())
        return [[vocabulary_of(each) for each in ask.services.look_up.vocabularies(reading)]]

    @relation(cost=20, per="first")
    @staticmethod
    def headings_without_authority(
        roots: Roots, ask: Ask, first: First = 20, after: After = None
    ) -> list[BareHeadingPage]:
        """Headings of the acting tenant's descriptions that nobody described, in the order of their labels."""
        return [bare_headings(ask, page(first, after).first or 0, after)]

    @relation()
    @staticmethod
    def heading_batch(roots: Roots, ask: Ask, id: Id) -> list[HeadingBatch | None]:
        """A batch of heading changes of the acting tenant."""
        return batches_by_id([name_in(id, Naming.BATCH)], ask)

    @relation(cost=2, per="first")
    @staticmethod
    def heading_batches(
        roots: Roots, ask: Ask, first: First = 20, after: After = None
    ) -> list[Connection[HeadingBatch]]:
        """The batches of heading changes of the acting tenant, the newest first; for those who may import there."""
        return [batches(ask, page(first, after))]


@strawberry.type(description="What cataloguers do with headings in many descriptions at once.")
class AuthorityMutations:
    """What cataloguers do with headings in many descriptions at once."""

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def headings_carry(roots: Roots, ask: Ask, input: Input[HeadingsCarryInput]) -> list[HeadingBatchPayload]:
        """Have every description of the acting tenant call these headings as they are called; in the background."""
        return [headings_carry(input, ask)]

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def heading_adopt(roots: Roots, ask: Ask, input: Input[HeadingAdoptInput]) -> list[HeadingBatchPayload]:
        """Have every description of the acting tenant name an authority in a heading's place; in the background."""
        return [heading_adopt(input, ask)]

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def heading_batch_undo(roots: Roots, ask: Ask, input: Input[HeadingBatchUndoInput]) -> list[HeadingBatchPayload]:
        """Take back what a batch did; what was edited since is brought together, or told; in the background."""
        return [heading_batch_undo(input, ask)]

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def heading_batch_continue(
        roots: Roots, ask: Ask, input: Input[HeadingBatchContinueInput]
    ) -> list[HeadingBatchPayload]:
        """Have a batch that failed or was stopped do what is left of it; in the background."""
        return [heading_batch_continue(input, ask)]
