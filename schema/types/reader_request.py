"""What readers themselves want from other libraries, as they see it: in plain words, without who is asked."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.workflows.interlending.model import LibraryRequest as Known
from graph.workflows.interlending.readers import Stage, is_cancellable, stage_of
from schema.ask import Ask
from schema.fields import attribute, choice, relation
from schema.ids import Naming, make_id
from schema.scalars import DateTime
from schema.types.place import ServicePoint, points_by_iri


@strawberry.enum(description="How what a reader wants from another library stands.")
class ReaderRequestStage(Enum):
    """How what a reader wants from another library stands."""

    WAITS_FOR_STAFF = choice(Stage.WAITS_FOR_STAFF, "Staff have to agree.")
    ASKED = choice(Stage.ASKED, "A library is asked, and the next one where it can't lend it.")
    PROMISED = choice(Stage.PROMISED, "A library will lend it.")
    ON_ITS_WAY = choice(Stage.ON_ITS_WAY, "It is on its way.")
    BEING_CANCELLED = choice(Stage.BEING_CANCELLED, "It is wanted no more; the other library has to agree.")
    NOT_TO_BE_HAD = choice(Stage.NOT_TO_BE_HAD, "No library could lend it.")
    CANCELLED = choice(Stage.CANCELLED, "It is wanted no more.")


@strawberry.type(description="Something a reader wants from another library, until it arrives.")
class ReaderRequest:
    """Something a reader wants from another library."""

    known: strawberry.Private[Known]
    id: strawberry.ID = attribute("Its id, for cancelling it.")
    title: str | None = attribute("Its title.")
    author: str | None = attribute("By whom.")
    stage: ReaderRequestStage = attribute("How it stands.")
    asked_at: DateTime = attribute("When it was asked for.")
    is_cancellable: bool = attribute("Whether it can be cancelled.")

    @relation()
    @staticmethod
    def pickup(parents: list[ReaderRequest], ask: Ask) -> list[ServicePoint | None]:
        """Where it can be fetched once it is there."""
        return points_by_iri([each.known.pickup for each in parents], ask)


def reader_request_of(known: Known) -> ReaderRequest:
    """What a reader wants, for the API."""
    return ReaderRequest(
        known=known,
        id=make_id(Naming.LIBRARY_REQUEST, known.iri),
        title=known.wanted.title or None,
        author=known.wanted.author or None,
        stage=ReaderRequestStage(stage_of(known)),
        asked_at=DateTime(known.asked_at),
        is_cancellable=is_cancellable(known),
    )
