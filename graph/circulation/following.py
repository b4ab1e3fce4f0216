"""Requests follow what they ask for: a work that was joined with another, an edition that moved to another work, what
was shared and is the library's own again.

Such changes are made by cataloguers, who don't know of queues. The night's work brings requests to the queue where the
items look for them, and back where such a change was taken back: what was asked for at first is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graph.access.model import Actor, Permission
from graph.circulation.desk import Attempt, Desk, Order, Receipt
from graph.circulation.model import Request, RequestLevel
from graph.circulation.queues import covers


@dataclass(frozen=True, slots=True)
class _Followed:
    request: Request
    sequence: int


def moved(desk: Desk, tenant: str, requests: Sequence[Request]) -> list[Request]:
    """The requests of which the target or the queue is elsewhere now, or the copy on the shelf, as they should be. Two
    calls of the store, and more where something was replaced, or copies are looked for.
    """
    targets = desk.facts.targets(tenant, [each.asked or each.target for each in requests])
    instances = list(dict.fromkeys(each.instance for each in targets if each is not None and each.instance))
    queues = desk.facts.queues_of(tenant, instances)
    wanted = []
    for request, target in zip(requests, targets, strict=True):
        if target is None:
            wanted.append(request)
            continue
        queue = target.iri if request.level is RequestLevel.WORK else queues.get(target.instance or "", target.iri)
        first = request.asked or request.target
        asked = "" if target.iri == first else first
        wanted.append(replace(request, target=target.iri, queue=queue, asked=asked))
    fitting = _without_others(desk, tenant, wanted)
    return [now for before, now in zip(requests, fitting, strict=True) if now != before]


def _without_others(desk: Desk, tenant: str, requests: Sequence[Request]) -> list[Request]:
    """A copy that is only looked for on the shelf, and is none of what is asked for by now, stays there."""
    paged = [each.item for each in requests if each.item is not None and not each.ready]
    found = {each.item.iri: each for each in desk.facts.copies(tenant, paged) if each is not None} if paged else {}
    return [
        replace(each, item=None)
        if not each.ready
        and (copy := found.get(each.item or "")) is not None
        and not covers(each, copy.item.iri, copy.item.instance, copy.queue_of)
        else each
        for each in requests
    ]


def follow(desk: Desk, actor: Actor, request: Request, *, dry_run: bool = False) -> Request:
    """Write a request as it should be, unless it has changed meanwhile; as it is then."""

    def decide(attempt: Attempt) -> Callable[[int], _Followed]:
        (now,) = desk.facts.requests(attempt.tenant, [request.iri])
        if now is None or not now.open or now.revision != request.revision:
            return lambda sequence: _Followed(now or request, sequence)
        _, head = desk.facts.queue_and_head(attempt.tenant, request.queue)
        attempt.writes.reordered(head, request.order)  # among the others by the place it had
        written = attempt.writes.request(request)
        return lambda sequence: _Followed(written, sequence)

    order = Order(actor, "circulation.followTarget", dry_run=dry_run)
    return desk.carry_out(order, Permission.CIRCULATION_WRITE, decide, _never).request


def _never(_: Receipt) -> _Followed:
    raise AssertionError  # it is asked for without a request id
