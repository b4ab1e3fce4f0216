"""Going back: to an earlier state of a description, or behind one change of it while later ones stay.

Both write the acting library's layer as a change like any other, so they can be taken back themselves. What hangs where
(a work's instances, what an instance or item is of) stays as it is now: that is moved, not rewound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.access.model import Actor, Forbidden, acting
from graph.access.service import AccessService
from graph.catalogue.dependents import LINKS
from graph.catalogue.errors import Invalid, StaleRevision, UndoHindered
from graph.catalogue.layers import graph_mark, resource, versions_of
from graph.catalogue.merge import Merged, merge
from graph.catalogue.model import Resource
from graph.catalogue.resources import REDIRECT, ResourceReader
from graph.catalogue.validation import RESERVED, collection_of, valid_iri
from graph.catalogue.writing import Writes, Writing, not_found, refuse_duplicates
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Document, Key, Put, Version
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node

_STAYS: Final = frozenset({"bf:hasInstance", *RESERVED, *(link for links in LINKS.values() for link in links)})


@dataclass(frozen=True, slots=True)
class _Past:
    """The acting library's layer: as it is (None: deleted) and was, oldest first."""

    key: Key
    now: Document | None
    versions: Sequence[Version]

    @property
    def body(self) -> Node:
        """What it says now; nothing where it is gone, or leads elsewhere."""
        return {} if self.now is None or REDIRECT in self.now.body["@type"] else self.now.body


class Rewinding:
    """Restores and undoes."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        access: AccessService,
        resources: ResourceReader,
        writing: Writing,
    ) -> None:
        self._store, self._names, self._clock, self._access = store, names, clock, access
        self._resources, self._writing = resources, writing

    def restore(self, actor: Actor, iri: str, to: str, revision: str | None, request_id: str | None = None) -> Resource:
        """Make a description say again what it said at the revision `to`, one that was deleted or merged too.

        `revision` is the one the caller saw, None where it is deleted. Raises `NotFound`, `Forbidden`, `Invalid`,
        `StaleRevision`, `Duplicate`.
        """
        scope = self._access.scope(actor)
        past = self._past(actor, iri, scope)
        wanted = versions_of(to).get(graph_mark(past.key.graph))
        found = next((each for each in past.versions if each.version == wanted and each.body is not None), None)
        if found is None or found.body is None or REDIRECT in found.body["@type"]:
            raise Invalid(f"Your library has no revision “{to[:100]}” of {iri}.", ("to",))
        if (done := self._done(actor, "restore", past, revision, request_id, scope)) is not None:
            return done
        return self._write(actor, "restore", past, _kept(past.body, found.body), request_id, scope)

    def undo(self, actor: Actor, iri: str, event: int, revision: str, request_id: str | None = None) -> Resource:
        """Take back what one event did to a description, and nothing else: what was changed since stays.

        Raises `NotFound`, `Forbidden`, `Invalid`, `StaleRevision`, and `UndoHindered` where something else stands now
        in the place of what it did.
        """
        scope = self._access.scope(actor)
        past = self._past(actor, iri, scope)
        if (done := self._done(actor, "undo", past, revision, request_id, scope)) is not None:
            return done
        both = undone(past.versions, event, past.body)
        if both.clashes:
            raise UndoHindered("It was changed there again since.", resource([_there(past)]), both)
        return self._write(actor, "undo", past, _kept(past.body, both.node), request_id, scope)

    def _past(self, actor: Actor, iri: str, scope: Scope) -> _Past:
        tenant = acting(actor)
        key = Key(self._names.graph(tenant, GraphKind.CATALOGUE), iri)
        (versions,) = self._store.history([key], scope) if valid_iri(iri) else ((),)
        bodies = [each.body for each in versions if each.body is not None and REDIRECT not in each.body["@type"]]
        if not bodies:
            raise not_found(iri)
        self._writing.place(actor, collection_of(bodies[-1]["@type"]), None)
        kept = Key(self._names.graph(tenant, GraphKind.STAFF), iri)
        now, hidden = self._store.read([key, kept], scope)
        if now is None and hidden is not None:
            raise Forbidden(
                "It is suppressed: staff alone see it.", hint="Use itemUpdate or holdingsUpdate.", which="suppressed"
            )
        return _Past(key, now, versions)

    def _done(
        self, actor: Actor, command: str, past: _Past, revision: str | None, request_id: str | None, scope: Scope
    ) -> Resource | None:
        """What an earlier request of the same id made of it. Raises `StaleRevision` where it was another's."""
        seen = None if revision is None else versions_of(revision).get(graph_mark(past.key.graph))
        if seen == (None if past.now is None else past.now.version):
            return None
        (current,) = self._resources.resources([past.key.iri], scope)
        if current is None:
            raise not_found(past.key.iri)
        cause = Cause(actor.id, command, self._clock(), request_id)
        if request_id is not None and self._store.commit(Change(cause), scope).replayed:
            return current
        raise StaleRevision("It has been changed since you read it.", current)

    def _write(
        self, actor: Actor, command: str, past: _Past, body: Node, request_id: str | None, scope: Scope
    ) -> Resource:
        writes = Writes()
        writes.add(Put(past.key, body, ABSENT if past.now is None else past.now.version))
        if not past.body:
            self._writing.hang(writes, past.key.graph, [body], scope)
        change = Change(Cause(actor.id, command, self._clock(), request_id), tuple(writes.puts.values()))
        try:
            self._store.commit(change, scope)
        except Conflict as conflict:
            refuse_duplicates(conflict)
            raise
        (found,) = self._resources.resources([past.key.iri], scope)
        if found is None:
            raise not_found(past.key.iri)
        return found


def undone(versions: Sequence[Version], event: int, now: Node) -> Merged:
    """A description without what one event did to it. Raises `Invalid` where that can't be taken back."""
    at = next((place for place, each in enumerate(versions) if each.sequence == event), None)
    if at is None:
        raise Invalid(f"The event {event} did nothing to it in your library.", ("event",))
    return without(versions[at - 1] if at else None, versions[at], now)


def without(before: Version | None, after: Version, now: Node) -> Merged:
    """A description without what made `after` of `before`. Raises `Invalid` where that can't be taken back."""
    if after.body is None or before is None or before.body is None or not now:
        raise Invalid(
            "It was made, or taken away, by that.", ("event",), hint="Delete it, or restore it.", which="made-or-taken"
        )
    return merge(after.body, now, before.body)


def _kept(now: Node, wanted: Node) -> Node:
    """What is wanted, hanging where it hangs now."""
    if not now:
        return wanted
    node = {name: values for name, values in wanted.items() if name not in _STAYS}
    return node | {name: values for name, values in now.items() if name in _STAYS}


def _there(past: _Past) -> Document:
    if past.now is None:
        raise not_found(past.key.iri)
    return past.now
