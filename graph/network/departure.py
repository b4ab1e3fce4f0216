"""A library leaves a network: it takes along what is its own, and nothing of it is left behind.

What it has something of becomes its own description. What it brought in and no other member uses goes, and so does
whatever named an address of the library in the network's descriptions, their past included. What others use by now is
the network's. Every step may be done again, and the membership ends after them: a departure that was killed is
completed by starting it once more. What comes to the network while it ends goes after it; the library's own document
says so until that is done, and whoever keeps clusters completes what was cut off there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from graph.access.model import Actor, network_owner, operator
from graph.access.service import AccessService
from graph.catalogue.taking_back import TakingBack, reach
from graph.network.traces import Traces, of_network
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.names import Names
from graph.store.portable import Portable
from graph.store.scope import Scope
from graph.tenants.applications import Applications
from graph.tenants.model import StaleTenant, Tenant

MOST_AT_ONCE: Final = 2_000
"""Descriptions that one request takes along or rids of the library; a larger departure goes on with the next."""
_CHUNK: Final = 50
_TRIES: Final = 5
_PASSES: Final = 100


@dataclass(frozen=True, slots=True)
class Departure:
    """What leaving comes to: the library after it, how many shared descriptions it takes along as its own, how many
    that it brought in go because nobody else uses them, how many of the network's are rid of its addresses, and how
    many of its accounts lose their roles there. `ended` is False where more is to be done.
    """

    tenant: Tenant
    taken: int = 0
    removed: int = 0
    cleared: int = 0
    accounts: int = 0
    ended: bool = True


class Departures:
    """Ends memberships. Every method needs the library's administrator, or the network's."""

    def __init__(
        self,
        store: Portable,
        names: Names,
        clock: Callable[[], datetime],
        applications: Applications,
        access: AccessService,
        taking_back: TakingBack,
        forget_files: Callable[[Tenant, str], None] = lambda _tenant, _network: None,
    ) -> None:
        """`forget_files` takes away what was made of a network's graph, and of the library's as its members read it, to
        be fetched or asked.
        """
        self._store, self._names, self._clock = store, names, clock
        self._applications, self._access, self._taking_back = applications, access, taking_back
        self._forget_files, self._traces = forget_files, Traces(store, names, clock)

    def leave(
        self, actor: Actor, tenant: str, network: str, *, dry_run: bool = False, most: int | None = None
    ) -> Departure:
        """End a membership, complete a departure that was broken off, or take an application back; or tell what that
        comes to. Writes at most about `most` descriptions, and ends the membership once nothing is left. Nothing is
        touched of a network that the library doesn't belong to.

        Raises `Forbidden`, `NoApplication`, `UnknownTenant`.
        """
        before = self._applications.leaving(actor, tenant, network)
        if dry_run:
            there = network in {*before.networks, *before.leaving}
            return self._foreseen(before, network) if there else Departure(before.parted(network))
        if network not in before.networks:  # it asked to belong, has left, or was cut off
            done = self._rid(actor, before, network, most) if network in before.leaving else Departure(before)
            if not done.ended:
                return done
            self._applications.leave(actor, tenant, network)
            return replace(done, tenant=self._applications.gone(actor, tenant, network))
        since = self._store.position()
        done = self._rid(actor, before, network, most)
        if not done.ended:
            return done
        self._applications.leave(actor, tenant, network)
        late, _ = self._take_along(actor, tenant, network, None)  # what somebody was at while it left
        self._traces.clear_late(actor, tenant, network, since)
        self._forget_files(before, network)
        return replace(done, tenant=self._applications.gone(actor, tenant, network), taken=done.taken + late)

    def leave_wholly(self, actor: Actor, tenant: str, network: str, told: Callable[[int], object]) -> Departure:
        """The same, until it has ended; `told` hears how many descriptions are done with so far. Raises as `leave`."""
        taken = removed = cleared = 0
        while True:
            done = self.leave(actor, tenant, network, most=MOST_AT_ONCE)
            taken, removed, cleared = taken + done.taken, removed + done.removed, cleared + done.cleared
            told(taken + removed + cleared)
            if done.ended:
                return replace(done, taken=taken, removed=removed, cleared=cleared)

    def complete(self, stop: Callable[[], bool] = lambda: False) -> int:
        """Complete what was cut off when the membership had ended already, or leave it where `stop` asks to; how many
        departures. What is under way elsewhere is done twice, which changes nothing.
        """
        completed = 0
        while not stop() and (left := self._applications.unfinished()):
            tenant, network = left[0]
            if self._rid(operator(), tenant, network, MOST_AT_ONCE).ended:
                with suppress(StaleTenant):  # its settings were just changed: once more
                    self._applications.gone(operator(), tenant.slug, network)
                    completed += 1
        return completed

    def _rid(self, actor: Actor, before: Tenant, network: str, most: int | None) -> Departure:
        """All but the end of the membership, about `most` descriptions of it."""
        tenant = before.slug
        taken, ended = self._take_along(actor, tenant, network, most)
        if not ended:
            return Departure(before, taken, ended=False)
        left = None if most is None else most - taken
        removed, ended = self._traces.remove(actor, tenant, network, left)
        if not ended:
            return Departure(before, taken, removed, ended=False)
        left = None if left is None else left - removed
        cleared, ended = self._traces.clear(actor, tenant, network, left)
        if not ended:
            return Departure(before, taken, removed, cleared, ended=False)
        self._forget_files(before, network)
        return Departure(before, taken, removed, cleared, self._end_roles(tenant, network))

    def _foreseen(self, before: Tenant, network: str) -> Departure:
        tenant, scope, moved = before.slug, reach(before.slug, network), set[str]()
        for chunk in walking.chunks(self._had(tenant, network), _CHUNK):
            _, along, _ = self._taking_back.plan(chunk, tenant, network, scope, all_at_once=False)
            moved |= along.keys()
        gone = {each.key for each in self._traces.unused(tenant, network)}
        cleared = sum(each.key not in gone for each in self._traces.telling(tenant, network))
        accounts = len(self._holders(tenant, network))
        return Departure(before.parted(network), len(moved), len(gone), cleared, accounts)

    # what is taken along

    def _take_along(self, actor: Actor, tenant: str, network: str, most: int | None) -> tuple[int, bool]:
        """How many became the library's own, and whether none is left."""
        scope, taken = reach(tenant, network), 0
        for _ in range(_PASSES):  # what has more copies than are moved at once is met again
            found = 0
            for chunk in walking.chunks(self._had(tenant, network), _CHUNK):
                if most is not None and taken + found >= most:
                    return taken + found, False
                found += self._take(actor, chunk, tenant, network, scope)
            if not found:
                return taken, True
            taken += found
        return taken, False

    def _take(self, actor: Actor, chunk: Sequence[str], tenant: str, network: str, scope: Scope) -> int:
        for left in reversed(range(_TRIES)):
            moves, moved, _ = self._taking_back.plan(chunk, tenant, network, scope, all_at_once=False)
            try:
                self._taking_back.write(actor, moves, scope)
            except Conflict:
                if not left:
                    raise
            else:
                break
        return len(moved)

    def _had(self, tenant: str, network: str) -> Iterator[str]:
        """What the network describes and the library has something of."""
        graph = self._names.network_graph(network)
        for page in walking.pages(self._store, graph, of_network(network)):
            yield from self._taking_back.had([key.iri for key in page], tenant)

    def _end_roles(self, tenant: str, network: str) -> int:
        """The library's own people have no roles in the network any more; how many lost some."""
        found = self._holders(tenant, network)
        for account in found:
            self._access.set_roles(operator(), account, network_owner(network), ())
        return len(found)

    def _holders(self, tenant: str, network: str) -> list[str]:
        owner = network_owner(network)
        return [
            each.id
            for each in self._access.all_accounts(operator(), tenant)
            if each.tenant == tenant and owner in each.roles
        ]
