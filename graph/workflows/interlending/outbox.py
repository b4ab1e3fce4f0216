"""Letters to partners that wait: which of them are due, and what becomes of each. Who sends them is above.

Letters about one request are sent one after the other: one that was not taken keeps those behind it waiting. A partner
that did not answer is asked nothing more in a round, so that nobody waits for it long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Put
from graph.store.port import Store
from graph.tenants.partners import Partner
from graph.workflows.interlending import documents
from graph.workflows.interlending.carrying import Keeper
from graph.workflows.interlending.model import Delivery, Letter

MOST_FAILURES: Final = 20
"""So often a letter is tried, over about five days, until it is given up."""
_LONGEST_WAIT: Final = timedelta(hours=12)
_AT_ONCE: Final = 500
_BY: Final = "interlending"
_LONGEST_ANSWER: Final = 300


@dataclass(frozen=True, slots=True)
class Due:
    """A letter to send now, and to whom."""

    letter: Letter
    partner: Partner


class Outbox:
    """The letters of each library."""

    def __init__(self, store: Store, keeper: Keeper, clock: Callable[[], datetime]) -> None:
        self._store, self._keeper, self._clock = store, keeper, clock

    def due(self, tenant: str) -> Iterator[Due]:
        """What is to be sent now, in the order in which it was written. What is answered meanwhile counts at once: take
        one, send it, say what became of it, and take the next.
        """
        partners, now = self._keeper.partners.of(tenant), self._clock()
        held, silent = set[str](), set[str]()
        for letter in self._waiting(tenant):
            partner = partners.named(letter.partner)
            if partner is None or not partner.address:
                self._settle(letter, Delivery.GIVEN_UP, "There is no such partner any more.")
            elif letter.about not in held and partner.id not in silent:
                if letter.next_at is not None and letter.next_at > now:
                    held.add(letter.about)
                    continue
                yield Due(letter, partner)
                (after,) = self._letters(tenant, [letter.iri])
                if after is not None and after.delivery is Delivery.WAITING:
                    silent.add(partner.id)

    def taken(self, letter: Letter) -> None:
        """The partner confirmed it."""
        self._settle(letter, Delivery.TAKEN)

    def refused(self, letter: Letter, answer: str) -> None:
        """The partner says that it is wrong: sending it again would not help."""
        self._settle(letter, Delivery.REFUSED, answer)

    def failed(self, letter: Letter, answer: str) -> None:
        """It was not answered: it is sent again later, each time twice as much later, until it is given up."""
        failures = letter.failures + 1
        wait = min(timedelta(minutes=2 ** min(letter.failures, 12)), _LONGEST_WAIT)
        delivery = Delivery.GIVEN_UP if failures >= MOST_FAILURES else Delivery.WAITING
        self._write(replace(letter, failures=failures, next_at=self._clock() + wait, delivery=delivery, answer=answer))

    def again(self, actor: Actor, request: str) -> int:
        """Send what was given up or refused about a request, or waits, now; how many. Needs `circulation.write`."""
        tenant = acting(actor, Permission.CIRCULATION_WRITE)
        (about,) = self.about(tenant, [request])
        stuck = [each for each in about if each.delivery is not Delivery.TAKEN]
        for each in stuck:
            self._write(replace(each, delivery=Delivery.WAITING, failures=0, next_at=None))
        return len(stuck)

    def about(self, tenant: str, requests: list[str]) -> list[tuple[Letter, ...]]:
        """Per request, its letters in order. Two calls of the store."""
        scope = self._keeper.scope(tenant)
        pages = self._store.incoming(requests, (documents.ABOUT,), scope, first=_AT_ONCE) if requests else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        found = dict(zip((key.iri for key in keys), self._letters(tenant, [key.iri for key in keys]), strict=True))
        return [
            tuple(sorted((one for key in page.keys if (one := found[key.iri]) is not None), key=_order))
            for page in pages
        ]

    # inside

    def _waiting(self, tenant: str) -> list[Letter]:
        graph = self._keeper.desk.facts.graph(tenant)
        found = walking.documents(self._store, graph, self._keeper.scope(tenant), type=documents.WAITING)
        return sorted(map(documents.letter_of, found), key=_order)

    def _letters(self, tenant: str, iris: list[str]) -> list[Letter | None]:
        keys = [self._keeper.key(tenant, iri) for iri in iris]
        found = self._store.read(keys, self._keeper.scope(tenant)) if keys else []
        return [
            None if each is None or documents.LETTER not in each.body["@type"] else documents.letter_of(each)
            for each in found
        ]

    def _settle(self, letter: Letter, delivery: Delivery, answer: str = "") -> None:
        self._write(replace(letter, delivery=delivery, next_at=None, answer=answer))

    def _write(self, letter: Letter) -> None:
        short = replace(letter, answer=letter.answer[:_LONGEST_ANSWER])
        put = Put(self._keeper.key(letter.tenant, letter.iri), documents.letter_node(short), letter.revision)
        try:
            cause = Cause(_BY, "interlending.letter", self._clock())
            self._store.commit(Change(cause, (put,)), self._keeper.scope(letter.tenant))
        except Conflict:  # another said what became of it
            return


def _order(letter: Letter) -> tuple[datetime, str]:
    return letter.at, letter.iri
