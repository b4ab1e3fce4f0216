"""Holds for which a copy stands on the shelf: one was put off and is taken up again, or an item came home past it.

A check-in serves whoever waits then. Who could not be served at that moment is found here, in order of the queue, and
the copy is chosen for them to be fetched.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import groupby

from graph.circulation.desk import Desk
from graph.circulation.facts import Copy
from graph.circulation.item_rules import case_of
from graph.circulation.model import Request
from graph.circulation.queues import covers, waits
from graph.circulation.request_rules import POSSIBLE
from graph.circulation.rules.model import RequestType
from graph.circulation.settings import LendingSettings
from graph.patrons.model import Patron


def to_fetch(
    desk: Desk, settings: LendingSettings, works: Sequence[str], today: date, served: Collection[str] = ()
) -> Iterator[tuple[Request, Copy]]:
    """In the queues of these works: whoever waits and could be served from the shelf, with the copy, one at home where
    they fetch it before others; not the requests `served` before. A constant number of store calls.
    """
    copies = sorted(_on_the_shelf(desk, settings.tenant, works), key=lambda each: (each.queue_of, each.item.iri))
    wanted = {each.patron for copy in copies for each in copy.queue if each.patron is not None}
    people = sorted(wanted)
    known = dict(zip(people, desk.people.patrons(settings.tenant, people) if people else (), strict=True))
    for _, group in groupby(copies, key=lambda each: each.queue_of):
        free = list(group)
        for request in free[0].queue:
            if request.iri in served or not waits(request, today):
                continue
            patron = known.get(request.patron or "")
            able = [each for each in free if patron is not None and may_fetch(settings, request, each, patron)]
            if able:
                chosen = min(able, key=lambda each: request.pickup not in settings.serving(each.item.location))
                free = [each for each in free if each is not chosen]
                yield request, chosen
                if not free:
                    break


def may_fetch(settings: LendingSettings, request: Request, copy: Copy, patron: Patron) -> bool:
    """Whether a copy that stands on the shelf may be fetched for a request."""
    policy = settings.resolver.policy(case_of(settings, copy, patron.group))
    return (
        patron.active
        and RequestType.PAGE in POSSIBLE.get(copy.status, ())
        and covers(request, copy.item.iri, copy.item.instance, copy.queue_of)
        and policy.loanable
        and RequestType.PAGE in policy.requests
    )


def _on_the_shelf(desk: Desk, tenant: str, works: Sequence[str]) -> Iterator[Copy]:
    """The items of these works (or of editions without one) that could be fetched: what circulation has is elsewhere,
    and is looked at no further.
    """
    instances = [*works, *(each for found in desk.facts.instances_of(tenant, works) for each in found)]
    found = desk.facts.items_of(tenant, list(dict.fromkeys(instances)))
    items = list(dict.fromkeys(each for those in found for each in those))
    free = [each for each, has in zip(items, desk.facts.holders(tenant, items), strict=True) if not has]
    return (
        each
        for each in desk.facts.copies(tenant, free)
        if each is not None and RequestType.PAGE in POSSIBLE.get(each.status, ())
    )
