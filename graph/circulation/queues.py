"""The queue of a work: who comes first, and which requests an item could serve.

There is one queue for each work in each library; requests for an edition or a copy stand in it too and are passed by
where an item is none of theirs. Positions are ranks, counted from 1, so they never have gaps.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from graph.circulation.model import Request, RequestLevel, RequestState


def in_order(requests: Iterable[Request]) -> tuple[Request, ...]:
    """The open requests of a queue as they stand: those whose item is on its way or ready before all others."""
    standing = (each for each in requests if each.open)
    return tuple(sorted(standing, key=lambda each: (not each.ready, each.order, each.requested_at, each.iri)))


def position(request: Request, queue: Sequence[Request]) -> int | None:
    """The place of a request in its queue, counted from 1; None once it stands in it no more."""
    return next((n for n, each in enumerate(in_order(queue), 1) if each.iri == request.iri), None)


def covers(request: Request, item: str, instance: str | None, queue: str) -> bool:
    """Whether an item is one that the request asks for."""
    match request.level:
        case RequestLevel.ITEM:
            return request.target == item
        case RequestLevel.INSTANCE:
            return request.target == instance
        case RequestLevel.WORK:
            return request.queue == queue


def waits(request: Request, day: date) -> bool:
    """Whether a request waits for an item: none chosen yet, not suspended, not expired."""
    return (
        request.state is RequestState.PENDING
        and request.item is None
        and (request.suspended_until is None or request.suspended_until <= day)
        and (request.expires is None or day <= request.expires)
    )
