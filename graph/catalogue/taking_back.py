"""A member takes a shared description back: what it reads of all layers becomes its own description, which says what it
was copied from, and what it has hangs on that. The network's stays as it is for the others.

A work comes along with its editions that the library has something of, and an edition with its work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.access.model import Actor, Permission, acting
from graph.catalogue.changing_hands import SHAREABLE, ChangingHands, Shared, refuse_outsider
from graph.catalogue.errors import Invalid
from graph.catalogue.layers import merged
from graph.catalogue.lists import LONGEST
from graph.catalogue.model import Resource
from graph.catalogue.readdressing import Moves, leading
from graph.catalogue.resources import REPLACED_BY
from graph.catalogue.shareable import SOURCE, as_own
from graph.catalogue.validation import checked, collection_of
from graph.catalogue.writing import not_found, stale
from graph.store.model import Document, Key
from graph.store.names import GraphKind, opaque_id
from graph.store.scope import Scope, grant
from mappings.bibframe.read import iris

_INSTANCE_OF = "bf:instanceOf"
HANGING = (_INSTANCE_OF, "bf:itemOf", "lsp:holdingsFor", "lsp:boundWith")
"""How descriptions, copies and holdings hang on what is shared."""
_OWN = (GraphKind.CATALOGUE, GraphKind.STAFF, GraphKind.SOURCE)


class TakingBack(ChangingHands):
    """Makes shared descriptions a library's own."""

    command = "networkTakeBack"
    says = "taken back"

    def take_back(
        self,
        actor: Actor,
        network: str,
        revisions: Mapping[str, str],
        *,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Shared:
        """Make shared works and instances, at the revisions the caller saw, the acting library's own; or tell what that
        would write. Needs `catalogue.write`, and for copies that hang on them `holdings.write`.

        Raises `Forbidden`, `NotFound`, `Invalid`, `StaleRevision`, `Conflict`; then nothing was written.
        """
        tenant, reading = acting(actor, Permission.CATALOGUE_WRITE), self._access.scope(actor)
        graph, scope = self._names.network_graph(network), reach(tenant, network)
        refuse_outsider(tenant, network, graph, reading)
        self._refuse_count(revisions)
        asked, found = list(revisions), self._asked(revisions, reading)
        if request_id is not None and (known := self._known(asked, tenant, reading)) is not None:
            return known
        self._check(asked, found, revisions, graph)
        moves, moved, changed = self.plan([each.iri for each in found if each], tenant, network, scope)
        return Shared(moved, self._done(actor, moves, changed, scope, request_id, dry=dry_run))

    def plan(
        self, shared: Sequence[str], tenant: str, network: str, scope: Scope, *, all_at_once: bool = True
    ) -> tuple[Moves, dict[str, str], list[Document]]:
        """What is written so that a library has these as its own, the addresses before and after, and what of it hangs
        on them. What it said of one since it has a copy is said of the copy.
        """
        catalogue, graph = self._names.graph(tenant, GraphKind.CATALOGUE), self._names.network_graph(network)
        roots = self._along(shared, tenant, network)
        copies = leading(self._store, roots, SOURCE, catalogue, scope)
        before = leading(self._store, roots, REPLACED_BY, catalogue, scope)
        layers = self._store.layers(roots, scope)
        moved = {
            iri: copy.key.iri if copy is not None else old.key.iri if old is not None else self._address(tenant, found)
            for iri, copy, old, found in zip(roots, copies, before, layers, strict=True)
            if found
        }
        moves = Moves()
        for iri, copy, old, found in zip(roots, copies, before, layers, strict=True):
            said = [each for each in found if each.key.graph in {graph, catalogue}]
            own = [each for each in said if each.key.graph == catalogue]
            if copy is not None:
                said = [_as_shared(copy, iri), *own] if own else []
            if said:
                body = as_own(merged(said), moved[iri], moved, self._names, tenant)
                moves.put(Key(catalogue, moved[iri]), checked(body, moved[iri]), copy or old)
            for each in own:
                moves.delete(each)
        changed = self._mover.follow(moves, moved, tenant, scope, all_at_once=all_at_once)
        return moves, moved, changed

    def had(self, shared: Sequence[str], tenant: str) -> list[str]:
        """Which of these shared descriptions a library has something of: an overlay, copies, or its own address that
        leads there. Three calls.
        """
        if not shared:
            return []
        own = Scope((grant(_OWN, {tenant}),))
        pages = self._store.incoming(shared, (*HANGING, REPLACED_BY), own, first=1)
        layers = self._store.layers(shared, own)
        return [iri for iri, page, found in zip(shared, pages, layers, strict=True) if page.keys or found]

    def _check(
        self, asked: Sequence[str], found: Sequence[Resource | None], revisions: Mapping[str, str], graph: str
    ) -> None:
        for iri, each in zip(asked, found, strict=False):
            if each is None:
                raise not_found(iri)
            if all(layer.key.graph != graph for layer in each.layers) or collection_of(each.types) not in SHAREABLE:
                raise Invalid(f"The network doesn't describe {iri}.", ("ids",), which="not-shared")
            if each.revision != revisions[iri]:
                raise stale(each, each.body, None)

    def _along(self, shared: Sequence[str], tenant: str, network: str) -> list[str]:
        """These, the works of instances among them, and the instances of all works that the library has."""
        common = Scope((grant({GraphKind.NETWORK}, {network}),))
        found = self._store.layers(shared, common)
        works = [iri for each in found for layer in each for iri in iris(layer.body, _INSTANCE_OF)]
        roots = list(dict.fromkeys((*shared, *works)))
        pages = self._store.incoming(roots, (_INSTANCE_OF,), common, first=LONGEST)
        editions = list(dict.fromkeys(key.iri for page in pages for key in page.keys if key.iri not in roots))
        return [*roots, *self.had(editions, tenant)]

    def _address(self, tenant: str, layers: Sequence[Document]) -> str:
        collection = collection_of(layers[0].body["@type"])
        return self._names.resource(tenant, collection, opaque_id("own", layers[0].key.iri))

    def _known(self, asked: Sequence[str], tenant: str, scope: Scope) -> Shared | None:
        """What a request did that is sent again: the library has a copy of each by now."""
        catalogue = self._names.graph(tenant, GraphKind.CATALOGUE)
        copies = leading(self._store, asked, SOURCE, catalogue, scope)
        moved = {iri: copy.key.iri for iri, copy in zip(asked, copies, strict=True) if copy is not None}
        return Shared(moved, 0) if moved and len(moved) == len(asked) else None


def _as_shared(copy: Document, iri: str) -> Document:
    """A copy as what the library said since of the shared one is said over it."""
    sources = [each for each in copy.body.get(SOURCE, ()) if each != {"@id": iri}]
    return replace(copy, body={**copy.body, "@id": iri, SOURCE: sources})


def reach(tenant: str, network: str) -> Scope:
    """What is read and written where a library takes something back: its own descriptions, and the network's to read.

    Callers have asked whether the actor may.
    """
    own = grant(_OWN, {tenant})
    return Scope((own, grant({GraphKind.NETWORK}, {network})), (own,))
