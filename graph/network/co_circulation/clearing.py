"""Whose works a network may name in what it publishes of co-circulation, and how it gets rid of the others, when a
library shows its catalogue no more to whoever reads the network: with the numbers beside them, and from the past, too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.access.model import Actor, SharingLevel
from graph.access.scopes import Policies
from graph.network.co_circulation.documents import TOGETHER, naming
from graph.store import walking
from graph.store.model import Cause, Change, Delete, Document, Key, Put
from graph.store.names import NETWORKS, GraphKind, Names
from graph.store.portable import Portable
from graph.store.scope import Scope, grant

_AT_ONCE: Final = 100


@dataclass(frozen=True, slots=True)
class Naming:
    """Which works a network may name: its own, and those of members whose catalogue whoever reads the network reads."""

    names: Names
    policies: Policies
    network: str

    def of_library(self, slug: str) -> bool:
        """Whether a library's works may be named."""
        found = self.policies.tenants.get(slug)
        return (
            found is not None
            and self.network in found.networks
            and _shows(found.sharing, self.policies.networks[self.network])
        )

    def of_work(self, iri: str) -> bool:
        """Whether a work may be named."""
        owner = self.names.owner_of(iri)
        return owner == NETWORKS or self.of_library(owner)


class Clearing:
    """Rids what a network published of works that it may name no more. Callers have asked whether the actor may."""

    def __init__(self, store: Portable, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    def clear(self, actor: Actor, allowed: Naming, *, past: bool) -> None:
        """Clear what stands there, and its past wherever there was something, or everywhere where `past`. Cut off
        anywhere, it is done again. Raises `Conflict` where somebody was faster.
        """
        own = (grant({GraphKind.NETWORK}, {allowed.network}),)
        graph, scope = allowed.names.network_graph(allowed.network), Scope(own, own)
        for page in walking.pages(self._store, graph, scope, type=TOGETHER, first=_AT_ONCE):
            puts = [
                Put(each.key, body, each.version)
                for each in self._there(page, scope)
                if (body := naming(each.body, allowed.of_work)) != each.body
            ]
            if puts:
                self._store.commit(Change(self._cause(actor), tuple(puts)), scope)
            if puts or past:
                self._lose(page, scope, allowed)
            self._end(actor, page, scope)

    def _lose(self, page: Sequence[Key], scope: Scope, allowed: Naming) -> None:
        """Drop from the past of these what names other works."""
        before = [each for found in self._store.history(page, scope) for each in found[:-1] if each.body is not None]
        other = [(each.key, each.version) for each in before if naming(each.body or {}, allowed.of_work) != each.body]
        if other:
            self._store.lose(other)

    def _end(self, actor: Actor, page: Sequence[Key], scope: Scope) -> None:
        """Delete what tells of nothing by now: not before its past is lost, so that it is found again until then."""
        ends = tuple(
            Delete(each.key, each.version)
            for each in self._there(page, scope)
            if "lsp:borrowedTogether" not in each.body
        )
        if ends:
            self._store.commit(Change(self._cause(actor), deletes=ends), scope)

    def _there(self, page: Sequence[Key], scope: Scope) -> list[Document]:
        return [each for each in (self._store.read(page, scope) if page else ()) if each is not None]

    def _cause(self, actor: Actor) -> Cause:
        return Cause(actor.id, "co-circulation.clear", self._clock())


def _shows(catalogue: SharingLevel, network: SharingLevel) -> bool:
    """Whether a library's works may be named in a network's graph: whoever reads that reads its catalogue, too."""
    if catalogue is SharingLevel.NETWORK:
        return network is not SharingLevel.PUBLIC
    return catalogue is SharingLevel.PUBLIC
