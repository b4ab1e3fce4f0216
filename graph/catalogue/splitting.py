"""One work becomes two: chosen instances and statements move to a new one. One Change, which can be taken back."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final

from graph.access.model import Actor, Forbidden, Permission, acting
from graph.access.service import AccessService
from graph.catalogue.alignment import content
from graph.catalogue.batch_documents import BATCHES, BatchKind, batch_of
from graph.catalogue.batch_outcomes import BatchOutcomes
from graph.catalogue.dependents import listing, not_listing
from graph.catalogue.errors import Invalid
from graph.catalogue.model import Resource
from graph.catalogue.resources import ResourceReader
from graph.catalogue.statements import Statement
from graph.catalogue.uniting import pointing
from graph.catalogue.validation import checked, collection_of, valid_iri
from graph.catalogue.whole_changes import WholeChanges
from graph.catalogue.writing import Writing, not_found, refuse_reserved, stale
from graph.store.model import ABSENT, Document, Key, Put
from graph.store.names import Names, opaque_id
from graph.store.scope import Scope
from mappings.bibframe.node import Node, Value

MOST_MOVED: Final = 200
_FIXED: Final = frozenset({"@id", "@type", "bf:hasInstance"})


class Splitting:
    """Splits works. Needs `catalogue.merge`."""

    def __init__(
        self, names: Names, access: AccessService, resources: ResourceReader, writing: Writing, whole: WholeChanges
    ) -> None:
        self._names, self._access = names, access
        self._resources, self._writing, self._whole = resources, writing, whole

    def split(
        self,
        actor: Actor,
        iri: str,
        revision: str,
        instances: Sequence[str],
        statements: Sequence[Statement],
        type: str | None = None,
        *,
        dry_run: bool,
        request_id: str | None = None,
    ) -> BatchOutcomes:
        """Move instances and statements of a work to a new one, or tell what that would write.

        Raises `Forbidden`, `NotFound`, `Invalid`, `StaleRevision`, `Conflict`; then nothing was written.
        """
        tenant, scope = acting(actor, Permission.CATALOGUE_MERGE), self._access.scope(actor)
        local = opaque_id("split", actor.id, request_id) if request_id else secrets.token_hex(10)
        batch = self._names.resource(tenant, BATCHES, local)
        new = self._names.resource(tenant, "works", opaque_id("split", batch))
        if request_id is not None and not dry_run and (known := self._whole.known(batch, actor)) is not None:
            return BatchOutcomes((), "", batch_of(known), iri=new)
        work, moving = self._found(iri, instances, statements, scope)
        (layer,) = self._writing.layers(actor, [(work, revision)], None, scope)
        if layer.is_stale:
            raise stale(work, layer.before, None)
        rest, made = _parted(layer.before, statements, new, type)
        refuse_reserved({}, made)
        hanging = _own(moving, layer.key.graph)
        for each in hanging:
            rest, made = not_listing(rest, each.key.iri), listing(made, each.key.iri)
        writes: dict[Key, tuple[Document | None, Put]] = {
            layer.key: (layer.now, layer.put(checked(rest, iri))),
            Key(layer.key.graph, new): (None, Put(Key(layer.key.graph, new), checked(made, new), ABSENT)),
        }
        for each in hanging:
            moved = {**each.body, "bf:instanceOf": pointing(each.body, {iri: new})["bf:instanceOf"]}
            writes[each.key] = (each, Put(each.key, moved, each.version))
        outcomes = self._whole.outcomes(writes)
        kept = None
        if not dry_run:
            title = f"Split from {iri}"
            kept = self._whole.write(actor, BatchKind.SPLIT, batch, title, outcomes, request_id, scope)
        return BatchOutcomes(tuple(outcomes), "", kept, iri=None if dry_run and request_id is None else new)

    def _found(
        self, iri: str, instances: Sequence[str], statements: Sequence[Statement], scope: Scope
    ) -> tuple[Resource, list[Resource]]:
        wanted = list(dict.fromkeys(instances))
        if not 0 < len(wanted) + len(statements) <= MOST_MOVED:
            raise Invalid(
                f"1 to {MOST_MOVED} instances and statements are moved at once.",
                ("instances",),
                which="split-count",
                values={"most": MOST_MOVED},
            )
        if strange := next((each for each in (iri, *wanted) if not valid_iri(each)), None):
            raise not_found(strange)
        work, *found = self._resources.resources([iri, *wanted], scope)
        if work is None or work.iri != iri:
            raise not_found(iri)
        if collection_of(work.types) != "works":
            raise Invalid(
                "Works are split; an instance gets a new one by being described anew.", ("id",), which="split-works"
            )
        moving = []
        for name, each in zip(wanted, found, strict=True):
            if each is None:
                raise not_found(name)
            if {"@id": iri} not in each.body.get("bf:instanceOf", ()):
                raise Invalid(f"{name} is no instance of {iri}.", ("instances",))
            moving.append(each)
        return work, moving


def _own(moving: Sequence[Resource], graph: str) -> list[Document]:
    """The library's own descriptions of what moves. Raises `Forbidden` where it has none."""
    found = []
    for each in moving:
        own = next((layer for layer in each.layers if layer.key.graph == graph), None)
        if own is None or "bf:instanceOf" not in own.body:
            raise Forbidden(f"{each.iri} is described by others.", hint="Ask them to move it.")
        found.append(own)
    return found


def _parted(body: Node, statements: Sequence[Statement], new: str, type: str | None) -> tuple[Node, Node]:
    """What stays with a work, and what the new one says. Raises `Invalid`."""
    types = list(body["@type"]) if type is None else list(dict.fromkeys(("bf:Work", type)))
    rest, made = dict(body), {"@id": new, "@type": types}
    for at, each in enumerate(statements):
        path = ("statements", str(at))
        if each.part is not None or each.property in _FIXED:
            raise Invalid("Whole statements about the work are moved, and instances by naming them.", path)
        moved = [value for value in rest.get(each.property, ()) if _is_meant(value, each.value)]
        if not moved:
            raise Invalid(f"There is no such {each.property} to move.", path)
        kept = [value for value in rest[each.property] if value not in moved]
        rest = {name: kept if name == each.property else values for name, values in rest.items()}
        made = {**made, each.property: [*made.get(each.property, ()), *moved]}
    return {name: values for name, values in rest.items() if values}, made


def _is_meant(value: Value, wanted: Value) -> bool:
    """A part is named by a bare reference to it."""
    if content(value) == content(wanted):
        return True
    part = isinstance(value, dict) and isinstance(wanted, dict) and len(wanted) == 1 and "@id" in wanted
    return part and value.get("@id") == wanted.get("@id")  # type: ignore[union-attr]
