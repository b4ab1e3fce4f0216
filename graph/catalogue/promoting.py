"""A library's description becomes a network's: one description that every member reads, under an address of its own.

The library's address leads there from then on, what hung on it hangs on that, and what is its own of it (numbers, where
the record came from, what names its own addresses) stays as its overlay. One Change.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.access.model import Actor, Forbidden, Permission, acting
from graph.access.service import AccessService
from graph.catalogue.dependents import listing
from graph.catalogue.errors import Invalid
from graph.catalogue.layers import overlay
from graph.catalogue.model import Resource
from graph.catalogue.readdressing import Mover, Moves
from graph.catalogue.resources import REDIRECT, REPLACED_BY, ResourceReader
from graph.catalogue.shareable import as_common
from graph.catalogue.validation import checked, collection_of, valid_iri
from graph.catalogue.writing import Layer, Writing, not_found, refuse_duplicates, stale
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Document, Key
from graph.store.names import NETWORKS, Names, opaque_id
from graph.store.port import Store
from graph.store.scope import Scope

MOST_SHARED: Final = 100
SHAREABLE: Final = frozenset({"works", "instances"})


@dataclass(frozen=True, slots=True)
class Shared:
    """What became a network's, or a library's own again: the address before and after, and how much is written."""

    moved: Mapping[str, str]
    written: int


class Promoting:
    """Makes descriptions of the acting library its network's. Needs `catalogue.write` in both."""

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
        self._resources, self._writing, self._mover = resources, writing, Mover(store, names)

    def promote(
        self,
        actor: Actor,
        network: str,
        revisions: Mapping[str, str],
        *,
        into: Mapping[str, str] | None = None,
        keep: Collection[str] = (),
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Shared:
        """Make works and instances, at the revisions the caller saw, a network's; or tell what that would write.

        `into` names what the network describes already in place of some; of these stays what is the library's own.
        `keep` are properties that stay the library's own besides. Raises `Forbidden`, `NotFound`, `Invalid`,
        `StaleRevision`, `Conflict`; then nothing was written.
        """
        tenant, scope, graph = self._place(actor, network)
        found = self._resources.resources(list(revisions), scope) if all(map(valid_iri, revisions)) else [None]
        if request_id is not None and (known := _known(revisions, found, graph)) is not None:
            return known
        wanted = _checked(list(revisions), found)
        layers = self._layers(actor, wanted, revisions, scope)
        moved = self._addresses(wanted, into or {})
        there = self._there(moved, graph, into or {}, scope)
        self._refuse_without_work(wanted, moved, graph, scope)
        moves = Moves()
        for each, layer in zip(wanted, layers, strict=True):
            new = moved[each.iri]
            shared, local = as_common(layer.before, new, moved, self._names, tenant, keep)
            if there[new] is None:
                moves.put(Key(graph, new), checked(shared, new), None)
            moves.put(Key(layer.key.graph, new), overlay({}, local, tenant), None)
            redirect = {"@id": each.iri, "@type": [REDIRECT], REPLACED_BY: [{"@id": new}]}
            moves.put(layer.key, redirect, layer.now)
        self._list(moves, wanted, moved, graph, scope)
        for changed in self._mover.follow(moves, moved, tenant, scope):
            self._writing.place(actor, collection_of(changed.body["@type"]), None)
        if not dry_run:
            self._commit(actor, moves, request_id, scope)
        return Shared(moved, moves.count)

    def _place(self, actor: Actor, network: str) -> tuple[str, Scope, str]:
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        graph, _ = self._writing.place(actor, "works", network)
        scope = self._access.scope(actor)
        if not scope.reads(graph):
            raise Forbidden(f"“{tenant}” doesn't belong to a network “{network[:40]}”.")
        return tenant, scope, graph

    def _layers(
        self, actor: Actor, wanted: Sequence[Resource], revisions: Mapping[str, str], scope: Scope
    ) -> list[Layer]:
        layers = self._writing.layers(actor, [(each, revisions[each.iri]) for each in wanted], None, scope)
        for each, layer in zip(wanted, layers, strict=True):
            if layer.is_stale or layer.now is None:
                raise stale(each, layer.before, None)
            if layer.below is not None:
                raise Invalid(f"A network describes {each.iri} already.", ("ids",), which="shared-already")
        return layers

    def _addresses(self, wanted: Sequence[Resource], into: Mapping[str, str]) -> dict[str, str]:
        if strange := next((each for each in into if each not in {one.iri for one in wanted}), None):
            raise Invalid(f"{strange} is none of those that are shared.", ("into",))
        return {
            each.iri: into.get(each.iri)
            or self._names.resource(NETWORKS, collection_of(each.types), shared_id(each.iri))
            for each in wanted
        }

    def _there(
        self, moved: Mapping[str, str], graph: str, into: Mapping[str, str], scope: Scope
    ) -> dict[str, Document | None]:
        """What the network says already at these addresses. Raises `NotFound`, `Invalid`."""
        targets = list(dict.fromkeys(moved.values()))
        found = dict(zip(targets, self._store.read([Key(graph, each) for each in targets], scope), strict=True))
        for iri, target in into.items():
            document = found[target]
            if document is None:
                raise not_found(target)
            collection = iri.removeprefix(self._names.base).split("/")[1:2]
            if collection != [collection_of(document.body["@type"])]:
                raise Invalid("A work is shared as a work, and an instance as an instance.", ("into",))
        return found

    def _refuse_without_work(
        self, wanted: Sequence[Resource], moved: Mapping[str, str], graph: str, scope: Scope
    ) -> None:
        """An instance is shared with its work, or after it: others would read it without one."""
        works = {str(one["@id"]) for each in wanted for one in each.body.get("bf:instanceOf", ())} - moved.keys()
        keys = [Key(graph, each) for each in sorted(works)]
        if keys and None in self._store.read(keys, scope):
            raise Invalid("An instance is shared together with its work, or after it.", ("ids",), which="work-first")

    def _list(
        self, moves: Moves, wanted: Sequence[Resource], moved: Mapping[str, str], graph: str, scope: Scope
    ) -> None:
        """Works that the network describes already list their new instances."""
        pairs = [
            (Key(graph, moved.get(one["@id"], one["@id"])), moved[each.iri])
            for each in wanted
            for one in each.body.get("bf:instanceOf", ())
        ]
        fresh = [key for key, _ in pairs if key not in moves.puts]
        there = {each.key: each for each in (self._store.read(fresh, scope) if fresh else ()) if each is not None}
        for key, instance in pairs:
            if key in moves.puts:
                put = moves.puts[key]
                moves.puts[key] = type(put)(key, listing(put.body, instance), put.expects)
            elif key in there and (body := listing(there[key].body, instance)) is not there[key].body:
                moves.put(key, body, there[key])

    def _commit(self, actor: Actor, moves: Moves, request_id: str | None, scope: Scope) -> None:
        cause = Cause(actor.id, "networkPromote", self._clock(), request_id)
        try:
            self._store.commit(Change(cause, tuple(moves.puts.values()), tuple(moves.deletes.values())), scope)
        except Conflict as conflict:
            refuse_duplicates(conflict)
            raise


def shared_id(iri: str) -> str:
    """The last part of the address that a library's description gets as a network's: it doesn't tell whose it was."""
    return opaque_id("shared", iri)


def _checked(asked: Sequence[str], found: Sequence[Resource | None]) -> list[Resource]:
    if not 0 < len(asked) <= MOST_SHARED:
        raise Invalid(
            f"1 to {MOST_SHARED} descriptions are shared at once.",
            ("ids",),
            which="shared-count",
            values={"most": MOST_SHARED},
        )
    wanted = []
    for iri, each in zip(asked, found, strict=False):
        if each is None or each.iri != iri:
            raise not_found(iri)
        if collection_of(each.types) not in SHAREABLE:
            raise Invalid("Works and instances are shared; copies stay a library's own.", ("ids",), which="shared-kind")
        wanted.append(each)
    return wanted


def _known(asked: Mapping[str, str], found: Sequence[Resource | None], graph: str) -> Shared | None:
    """What a request did that is sent again: all of them are the network's by now."""
    moved = {}
    for iri, each in zip(asked, found, strict=False):
        if each is None or each.iri == iri or all(layer.key.graph != graph for layer in each.layers):
            return None
        moved[iri] = each.iri
    return Shared(moved, 0) if moved else None
