"""A library's description becomes a network's: one description that every member reads, under an address of its own.

The library's address leads there from then on, what hung on it hangs on that, and what is its own of it (numbers, where
the record came from, what names its own addresses) stays as its overlay. One Change.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from graph.access.model import Actor, Permission, acting
from graph.catalogue.alignment import content
from graph.catalogue.changing_hands import SHAREABLE, ChangingHands, Shared, refuse_outsider
from graph.catalogue.dependents import listing
from graph.catalogue.errors import Invalid
from graph.catalogue.layers import overlay
from graph.catalogue.model import Resource
from graph.catalogue.readdressing import Moves
from graph.catalogue.resources import REDIRECT, REPLACED_BY
from graph.catalogue.shareable import as_common
from graph.catalogue.validation import checked, collection_of
from graph.catalogue.writing import Layer, not_found, stale
from graph.store.model import Document, Key
from graph.store.names import NETWORKS, opaque_id
from graph.store.scope import Scope
from graph.tenants.unchanged import unchanged
from mappings.bibframe.node import Node


class Promoting(ChangingHands):
    """Makes descriptions of the acting library its network's. Needs `catalogue.write` in both."""

    command = "networkPromote"
    says = "shared"

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
        `keep` are properties that stay the library's own besides; so does what it says by now and what it shared once
        doesn't, where that is there still. Raises `Forbidden`, `NotFound`, `Invalid`,
        `StaleRevision`, `Conflict`; then nothing was written.
        """
        held = unchanged(self._store, self._names, {acting(actor, Permission.CATALOGUE_WRITE)})
        tenant, scope, graph = self._place(actor, network)
        self._refuse_count(revisions)
        found = self._asked(revisions, scope)
        if request_id is not None and (known := _known(revisions, found, graph)) is not None:
            return known
        wanted = _checked(list(revisions), found)
        layers = self._layers(actor, wanted, revisions, scope)
        moved = self._addresses(network, wanted, into or {})
        there = self._there(moved, graph, into or {}, scope)
        self._refuse_overlaid(moved.values(), layers, scope)
        self._refuse_without_work(wanted, moved, graph, scope)
        moves = Moves()
        for each, layer in zip(wanted, layers, strict=True):
            new = moved[each.iri]
            shared, local = as_common(layer.before, new, moved, self._names, tenant, keep)
            if (before := there[new]) is None:
                moves.put(Key(graph, new), checked(shared, new), None)
            elif each.iri not in (into or {}):
                local = _besides(shared, before.body, local)
            moves.put(Key(layer.key.graph, new), overlay({}, local, tenant), None)
            redirect = {"@id": each.iri, "@type": [REDIRECT], REPLACED_BY: [{"@id": new}]}
            moves.put(layer.key, redirect, layer.now)
        self._list(moves, wanted, moved, graph, scope)
        changed = self._mover.follow(moves, moved, tenant, scope)
        return Shared(moved, self._done(actor, moves, changed, scope, request_id, dry=dry_run, held=held))

    def _place(self, actor: Actor, network: str) -> tuple[str, Scope, str]:
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        graph, _ = self._writing.place(actor, "works", network)
        scope = self._access.scope(actor)
        refuse_outsider(tenant, network, graph, scope)
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

    def _addresses(self, network: str, wanted: Sequence[Resource], into: Mapping[str, str]) -> dict[str, str]:
        if strange := next((each for each in into if each not in {one.iri for one in wanted}), None):
            raise Invalid(f"{strange} is none of those that are shared.", ("into",))
        if len(set(into.values())) != len(into):
            raise Invalid("Several can't stand in one place: merge them before they are shared.", ("into",))
        return {
            each.iri: into.get(each.iri)
            or self._names.resource(NETWORKS, collection_of(each.types), shared_id(network, each.iri))
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

    def _refuse_overlaid(self, wanted: Collection[str], layers: Sequence[Layer], scope: Scope) -> None:
        """What the library says of a shared description already isn't written over by what it says of another."""
        keys = [Key(graph, iri) for graph in {each.key.graph for each in layers} for iri in wanted]
        said = (each for each in (self._store.read(keys, scope) if keys else ()) if each is not None)
        if (known := next(said, None)) is not None:
            sentence = f"The library has words of its own on {known.key.iri} already: take it back and merge the two."
            raise Invalid(sentence, ("into",))

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


def shared_id(network: str, iri: str) -> str:
    """The last part of the address that a library's description gets as a network's: it doesn't tell whose it was, and
    is another in each network.
    """
    return opaque_id("shared", network, iri)


def _besides(shared: Node, there: Node, local: Node) -> Node:
    """What stays a library's own where what it shared once is there still: what it says now and that doesn't, too."""
    found = dict(local)
    for name, values in shared.items():
        if name[0] != "@" and name != "bf:hasInstance":
            said = {content(each) for each in there.get(name, ())}
            if more := [each for each in values if content(each) not in said]:
                found[name] = [*local.get(name, ()), *more]
    return found


def _checked(asked: Sequence[str], found: Sequence[Resource | None]) -> list[Resource]:
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
