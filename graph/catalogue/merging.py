"""Descriptions of the same thing become one: values united, whatever points at the others points at the kept one, and
their addresses lead there. One Change, which can be taken back.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.access.service import AccessService
from graph.catalogue.batch_documents import BATCHES, BatchKind, batch_of
from graph.catalogue.batch_outcomes import BatchOutcomes
from graph.catalogue.dependents import Dependents, listing, not_listing
from graph.catalogue.errors import Invalid
from graph.catalogue.model import Resource
from graph.catalogue.resources import REDIRECT, REPLACED_BY, ResourceReader
from graph.catalogue.uniting import CHOSEN, United, pointing, united, unrelated
from graph.catalogue.validation import checked, collection_of, valid_iri
from graph.catalogue.whole_changes import MOST_WRITTEN, WholeChanges, refuse_too_many
from graph.catalogue.writing import Layer, Writing, not_found, stale
from graph.store.model import Document, Key, Put
from graph.store.names import GraphKind, Names, opaque_id
from graph.store.scope import Scope
from mappings.bibframe.node import Node

MOST_MERGED: Final = 20
MERGEABLE: Final = frozenset({"works", "instances"})


class Merging:
    """Merges works, or instances. Needs `catalogue.merge`; items besides `holdings.write`."""

    def __init__(
        self,
        names: Names,
        access: AccessService,
        resources: ResourceReader,
        writing: Writing,
        dependents: Dependents,
        whole: WholeChanges,
    ) -> None:
        self._names, self._access = names, access
        self._resources, self._writing, self._dependents, self._whole = resources, writing, dependents, whole

    def merge(
        self,
        actor: Actor,
        keep: str,
        others: Sequence[str],
        revisions: Mapping[str, str],
        *,
        take: Collection[tuple[str, str]] = (),
        dry_run: bool,
        request_id: str | None = None,
    ) -> BatchOutcomes:
        """Bring the others into the one that is kept, or tell what that would write. Where one value only can stay it
        is the kept one's, unless `take` names that of another: pairs of its address and the property.

        Raises `Forbidden`, `NotFound`, `Invalid`, `StaleRevision`, `Conflict`; then nothing was written.
        """
        tenant, scope = acting(actor, Permission.CATALOGUE_MERGE), self._access.scope(actor)
        local = opaque_id("merge", actor.id, request_id) if request_id else secrets.token_hex(10)
        batch = self._names.resource(tenant, BATCHES, local)
        if request_id is not None and not dry_run and (known := self._whole.known(batch, actor)) is not None:
            return BatchOutcomes((), "", batch_of(known), iri=keep)
        _refuse_strange(take, others)
        found = self._found(keep, others, scope)
        layers = self._layers(actor, found, revisions, scope)
        made = united(layers[0].before, [each.before for each in layers[1:]], take)
        outcomes = self._whole.outcomes(self._writes(actor, found, layers, made, scope))
        kept = None
        if not dry_run:
            kept = self._whole.write(actor, BatchKind.MERGE, batch, _title(found[0]), outcomes, request_id, scope)
        return BatchOutcomes(tuple(outcomes), "", kept, made.not_taken, keep)

    def _found(self, keep: str, others: Sequence[str], scope: Scope) -> list[Resource]:
        """The kept one first. Raises `NotFound`, `Invalid`."""
        wanted = [keep, *others]
        if not 1 <= len(others) <= MOST_MERGED or len(set(wanted)) != len(wanted):
            raise Invalid(
                f"1 to {MOST_MERGED} others are merged into one, each named once.",
                ("merge",),
                which="merge-count",
                values={"most": MOST_MERGED},
            )
        if strange := next((each for each in wanted if not valid_iri(each)), None):
            raise not_found(strange)
        found = []
        for iri, each in zip(wanted, self._resources.resources(wanted, scope), strict=True):
            if each is None or each.iri != iri:
                raise not_found(iri)
            found.append(each)
        collections = {collection_of(each.types) for each in found}
        if len(collections) > 1 or not collections <= MERGEABLE:
            raise Invalid("Works are merged with works, and instances with instances.", ("merge",), which="merge-kinds")
        return found

    def _layers(
        self, actor: Actor, found: Sequence[Resource], revisions: Mapping[str, str], scope: Scope
    ) -> list[Layer]:
        if missing := next((each.iri for each in found if each.iri not in revisions), None):
            raise Invalid(f"Say which revision of {missing} you saw.", ("ifRevisions",))
        layers = self._writing.layers(actor, [(each, revisions[each.iri]) for each in found], None, scope)
        for current, layer in zip(found, layers, strict=True):
            if layer.is_stale:
                raise stale(current, layer.before, None)
        for current, layer in zip(found[1:], layers[1:], strict=True):
            if layer.below is not None:
                raise Invalid(
                    f"{current.iri} is described by a network: others would lose it.", ("merge",), which="merge-network"
                )
            if any(each.key != layer.key for each in current.layers):
                raise Invalid(
                    f"Something is kept to staff about {current.iri}: move that first.", ("merge",), which="merge-staff"
                )
        return layers

    def _writes(
        self, actor: Actor, found: Sequence[Resource], layers: Sequence[Layer], made: United, scope: Scope
    ) -> dict[Key, tuple[Document | None, Put]]:
        keep, gone = found[0].iri, [each.iri for each in found[1:]]
        elsewhere = dict.fromkeys(gone, keep)
        own = layers[0].key.graph, self._names.graph(layers[0].owner, GraphKind.STAFF)
        merged = {each.key for each in layers}
        found_there = self._dependents.pointing(gone, scope, most=MOST_WRITTEN)
        refuse_too_many(len(found_there))
        there = [each for each in found_there if each.key.graph in own and each.key not in merged]
        body, works = made.node, {each["@id"] for each in made.node.get("bf:instanceOf", ()) if isinstance(each, dict)}
        writes: dict[Key, tuple[Document | None, Put]] = {}
        for each in there:
            if REDIRECT not in each.body["@type"]:
                self._writing.place(actor, collection_of(each.body["@type"]), None)
            if "bf:instanceOf" in each.body and each.key.graph == own[0]:
                body = listing(body, each.key.iri)
            writes[each.key] = (each, Put(each.key, _moved(each.body, keep, elsewhere, works), each.version))
        kept = checked(unrelated(pointing(body, elsewhere)), keep)
        writes = {layers[0].key: (layers[0].now, layers[0].put(kept)), **writes}
        for layer in layers[1:]:
            redirect: Node = {"@id": layer.key.iri, "@type": [REDIRECT], REPLACED_BY: [{"@id": keep}]}
            if layer.seen is not None:
                writes[layer.key] = (layer.seen, Put(layer.key, redirect, layer.seen.version))
        return writes


def _refuse_strange(take: Collection[tuple[str, str]], others: Sequence[str]) -> None:
    """Raises `Invalid` where something is to be taken that can't be, or from what isn't merged."""
    for at, (iri, name) in enumerate(take):
        if iri not in others:
            raise Invalid(f"{iri} is none of those that are merged.", ("take", str(at), "id"))
        if name not in CHOSEN:
            shown = ", ".join(sorted(CHOSEN))
            raise Invalid(f"{name} is not chosen.", ("take", str(at), "path"), hint=f"It can be one of: {shown}.")


def _moved(body: Node, keep: str, elsewhere: Mapping[str, str], works: set[str]) -> Node:
    """A description that pointed at what is merged. A work lists the kept instance only where it is one of its own."""
    if "bf:hasInstance" in body and body["@id"] not in works:
        for gone in elsewhere:
            body = not_listing(body, gone)
    found = unrelated(pointing(body, elsewhere))
    if {"@id": keep} in found.get("bf:itemOf", ()) and {"@id": keep} in found.get("lsp:boundWith", ()):
        bound = [each for each in found["lsp:boundWith"] if each != {"@id": keep}]
        rest = {name: values for name, values in found.items() if name != "lsp:boundWith"}
        found = {**rest, "lsp:boundWith": bound} if bound else rest
    return found


def _title(kept: Resource) -> str:
    return f"Merged into {kept.iri}"
