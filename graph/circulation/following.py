"""Requests follow what they ask for: a work that was joined with another, an edition that moved to another work.

Such changes are made by cataloguers, who don't know of queues. The night's work brings requests to the queue where the
items look for them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from graph.access.model import Actor, Permission
from graph.circulation.desk import Attempt, Desk, Order, Receipt
from graph.circulation.model import Request, RequestLevel


@dataclass(frozen=True, slots=True)
class _Followed:
    request: Request
    sequence: int


def moved(desk: Desk, tenant: str, requests: Sequence[Request]) -> list[Request]:
    """The requests of which the target or the queue is elsewhere now, as they should be. Two calls of the store, and
    more where something was replaced.
    """
    targets = desk.facts.targets(tenant, [each.target for each in requests])
    instances = list(dict.fromkeys(each.instance for each in targets if each is not None and each.instance))
    queues = desk.facts.queues_of(tenant, instances)
    found = []
    for request, target in zip(requests, targets, strict=True):
        if target is None:
            continue
        queue = target.iri if request.level is RequestLevel.WORK else queues.get(target.instance or "", target.iri)
        if (request.target, request.queue) != (target.iri, queue):
            found.append(replace(request, target=target.iri, queue=queue))
    return found


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
