"""The one place where every write of a library is held to its region and its quota of records.

A `GuardedStore` stands before the store for all services that write what belongs to libraries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from threading import Lock
from typing import Any, Final, cast

from graph.store.model import Change, Committed, Key
from graph.store.names import GraphKind, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.model import QuotaExceeded, Tenant, WrongRegion
from graph.tenants.service import RECORD, Directory

_NEAR: Final = 0.9
"""From this share of its quota on, a library's records are counted at each write that adds some."""


class _Guarded:
    """Refuses what a library may not write, hands everything else on."""

    def __init__(self, store: Store, directory: Callable[[], Directory]) -> None:
        self._store, self._directory = store, directory
        self._known: dict[str, int] = {}
        self._lock = Lock()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def commit(self, change: Change, scope: Scope) -> Committed:
        """See `Store.commit`. Raises `WrongRegion`, `QuotaExceeded`."""
        self._refuse(change, {})
        return self._store.commit(change, scope)

    def load(self, changes: Iterable[Change], scope: Scope) -> list[Committed]:
        """See `Store.load`. Raises `WrongRegion`, `QuotaExceeded`; the changes before are written."""
        return self._store.load(self._checked(changes), scope)

    def _checked(self, changes: Iterable[Change]) -> Iterator[Change]:
        accepted: dict[str, dict[Key, None]] = {}
        for change in changes:
            self._refuse(change, accepted)
            yield change

    def _refuse(self, change: Change, accepted: dict[str, dict[Key, None]]) -> None:
        """`accepted` holds the records of the changes before, which may not be written yet, by owner."""
        directory = self._directory()
        owners = {owner for put in change.puts if (owner := parse_graph(put.key.graph).owner) in directory.tenants}
        for owner in owners:
            _refuse_elsewhere(directory.tenants[owner], directory.region)
        limited = {owner: most for owner in owners if (most := directory.tenants[owner].quota.records) is not None}
        if limited:
            self._refuse_beyond(change, limited, accepted)

    def _refuse_beyond(self, change: Change, limited: Mapping[str, int], accepted: dict[str, dict[Key, None]]) -> None:
        records: dict[str, list[Key]] = {}
        for put in change.puts:
            kind, owner = parse_graph(put.key.graph)
            if owner in limited and kind is GraphKind.CATALOGUE and RECORD in put.body.get("@type", ()):
                records.setdefault(owner, []).append(put.key)
        for owner, keys in records.items():
            most = limited[owner]
            with self._lock:
                known = self._known.get(owner)
            # What was counted last and added since is at least what is there, unless another process added more: near
            # the limit it is counted anew.
            if known is None or known + len(keys) > most * _NEAR:
                known = self._count(owner, keys[0].graph)
                waiting = accepted.get(owner, {})
                new = self._new([key for key in keys if key not in waiting])
                known += self._new(list(waiting))
                if new and known + new > most:
                    raise QuotaExceeded(
                        f"“{owner}” has {known:,} of {most:,} records; this would add {new:,}.",
                        values={"known": known, "most": most, "more": new},
                    )
                known += new
            else:
                known += len(keys)
            with self._lock:
                self._known[owner] = known
            accepted.setdefault(owner, {}).update(dict.fromkeys(keys))

    def _count(self, owner: str, graph: str) -> int:
        page = self._store.scan(graph, _reading(owner), type=RECORD, first=1, count=True)
        return page.total or 0

    def _new(self, keys: list[Key]) -> int:
        """How many of them are not there yet."""
        if not keys:
            return 0
        scope = _reading(parse_graph(keys[0].graph).owner)
        return sum(each is None for each in self._store.read(list(dict.fromkeys(keys)), scope))


def _reading(owner: str) -> Scope:
    return Scope((grant({GraphKind.CATALOGUE}, {owner}),))


def _refuse_elsewhere(tenant: Tenant, region: str | None) -> None:
    if tenant.region is not None and tenant.region != region:
        where = "in no region" if region is None else f"in {region}"
        raise WrongRegion(f"“{tenant.slug}” is kept in {tenant.region}, and this store is {where}.")


def guarded(store: Store, directory: Callable[[], Directory]) -> Store:
    """The same store, held to what libraries may write."""
    return cast("Store", _Guarded(store, directory))
