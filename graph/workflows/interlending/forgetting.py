"""Whose requests to other libraries were is forgotten when they have been over for as long as the library settled for
loans: a copy that names nobody stays, so that figures still add up. Safe to run again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.patrons.register import Register
from graph.store.model import ABSENT, Cause, Change, Put
from graph.store.names import opaque_id
from graph.store.port import Store
from graph.workflows.interlending import documents
from graph.workflows.interlending.carrying import Keeper
from graph.workflows.interlending.model import LibraryRequest
from graph.workflows.interlending.outbox import Outbox

_AT_ONCE: Final = 100


class ForgettingService:
    """Forgets whose past requests were."""

    def __init__(
        self, store: Store, keeper: Keeper, outbox: Outbox, register: Register, clock: Callable[[], datetime]
    ) -> None:
        self._store, self._keeper, self._outbox = store, keeper, outbox
        self._register, self._clock = register, clock

    def forget(self, actor: Actor, days: int | None) -> int:
        """Forget whose the requests of the acting tenant were that ended so many days ago, but for patrons who keep
        their history. How many. Needs `circulation.write`.
        """
        tenant = acting(actor, Permission.CIRCULATION_WRITE)
        if days is None:
            return 0
        before = self._clock() - timedelta(days=days)
        over = [each for each in self._keeper.every(tenant, only_open=False) if _is_over(each, before)]
        patrons = self._register.patrons(tenant, [each.patron or "" for each in over]) if over else []
        going = [each for each, patron in zip(over, patrons, strict=True) if patron is None or not patron.keep_history]
        for start in range(0, len(going), _AT_ONCE):
            self._make_nameless(actor, tenant, going[start : start + _AT_ONCE])
        return len(going)

    def _make_nameless(self, actor: Actor, tenant: str, requests: list[LibraryRequest]) -> None:
        scope = self._keeper.scope(tenant)
        copies = [self._copy(each) for each in requests]
        keys = [self._keeper.key(tenant, each.iri) for each in copies]
        there = self._store.read(keys, scope)
        puts = tuple(
            Put(key, documents.request_node(copy), ABSENT)
            for key, copy, known in zip(keys, copies, there, strict=True)
            if known is None
        )
        if puts:
            self._store.commit(Change(Cause(actor.id, "interlending.forget", self._clock()), puts), scope)
        letters = self._outbox.about(tenant, [each.iri for each in requests])
        gone = [each.iri for some in letters for each in some] + [each.iri for each in requests]
        self._store.forget([self._keeper.key(tenant, iri) for iri in gone], scope)

    def _copy(self, request: LibraryRequest) -> LibraryRequest:
        """The request as one of nobody: nothing that was said about it stays, either."""
        bare = opaque_id("nobody", request.iri)
        history = tuple(replace(each, note="") for each in request.history)
        return replace(
            request,
            iri=self._keeper.asked_here(request.tenant, bare),
            id=bare,
            note="",
            patron=None,
            queued=None,
            history=history,
            seen=(),
            rota=(),
            revision=0,
        )


def _is_over(request: LibraryRequest, before: datetime) -> bool:
    return not request.open and request.patron is not None and request.changed_at < before
