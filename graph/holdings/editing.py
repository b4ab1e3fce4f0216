"""What every command on items and holdings does: who acts where, what is theirs, what they may name, one commit.

Every id in a command belongs to the acting library; what another one has is not there to be changed.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NoReturn

from graph.access.model import Actor, Forbidden, Permission, acting
from graph.access.service import AccessService
from graph.catalogue.errors import NotFound, StaleRevision
from graph.catalogue.layers import resource
from graph.catalogue.merge import differences
from graph.catalogue.model import Resource
from graph.catalogue.resources import ResourceReader
from graph.catalogue.validation import checked, valid_iri
from graph.holdings.changes import HoldingsChange, ItemChange
from graph.holdings.errors import BarcodeTaken, Hindrances, ItemHindered
from graph.holdings.layers import Layers, layers_of, seen_layers
from graph.holdings.terms import HOLDINGS, HOLDINGS_FOR, IN_HOLDINGS, ITEM, ITEM_OF, SUPPRESSED
from graph.holdings.writing import Place, Places, locations_in
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Committed, Delete, Document, Key, Put
from graph.store.names import GraphKind, Names, opaque_id
from graph.store.port import Store
from graph.store.rehearsal import rehearse
from graph.store.scope import Scope, grant
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris

_WORDS = {ITEM: "item", HOLDINGS: "holdings"}
_BARCODE = "barcode:"
Expectations = Sequence[Put | Delete]
"""Documents that a change needs as they are: see `Hindered.still`."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts, in which library, and what they read and write."""

    actor: Actor
    tenant: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Asked:
    """A command by its name, with the client's own id for the request, and whether only to tell what it would do."""

    command: str
    request: str | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """Something of the acting library: as it is now, and its documents as the caller saw them."""

    current: Resource
    layers: Layers


class Editing:
    """What commands on items and holdings stand on."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        access: AccessService,
        tenants: TenantService,
        hindrances: Hindrances,
    ) -> None:
        self.store, self.names, self._clock = store, names, clock
        self._access, self._tenants, self._hindrances = access, tenants, hindrances
        self.resources = ResourceReader(store)

    def acting(self, actor: Actor) -> Acting:
        """Who acts where. Raises `Forbidden` without the right to write holdings there."""
        return Acting(actor, acting(actor, Permission.HOLDINGS_WRITE), self._access.scope(actor))

    def all_own(self, wanted: Sequence[str], type_: str, acting: Acting) -> list[Own]:
        """Items or holdings of the acting library as they are now. Raises `NotFound`, `Forbidden`."""
        found = self.resources.resources([each if valid_iri(each) else "" for each in wanted], acting.scope)
        return [self._own(iri, each, type_, acting) for iri, each in zip(wanted, found, strict=True)]

    def seen(self, iri: str, revision: str, type_: str, acting: Acting) -> Own:
        """One as the caller saw it. Raises `NotFound`, `Forbidden`, `Invalid`, `StaleRevision`."""
        (own,) = self.all_own([iri], type_, acting)
        layers = seen_layers(own.layers, revision, self.store, acting.scope)
        if layers is None:
            raise StaleRevision("It has been changed since you read it.", own.current)
        return Own(own.current, layers)

    def _own(self, iri: str, found: Resource | None, type_: str, acting: Acting) -> Own:
        if found is None or type_ not in found.types:
            raise NotFound(f"There is no {_WORDS[type_]} {iri[:300]} that you may read.")
        layers = layers_of(found, acting.tenant, self.names)
        if not layers.is_there:
            raise Forbidden(
                "What another library has can't be changed here.", hint="Ask that library.", which="elsewhere"
            )
        return Own(found, layers)

    # what they may name

    def places(self, changes: Iterable[ItemChange | HoldingsChange], acting: Acting) -> Places:
        """The locations that changes name. Raises `NotFound` for one that is not the acting library's."""
        wanted = list(dict.fromkeys(iri for change in changes for iri in locations_in(change)))
        if not wanted:
            return {}
        found = self._tenants.locations_by_iri([each if valid_iri(each) else "" for each in wanted], acting.scope)
        for iri, each in zip(wanted, found, strict=True):
            if each is None or each.tenant != acting.tenant:
                raise NotFound(f"There is no location {iri[:300]} in this library.")
        above = [each.parent for each in found if each is not None and each.parent is not None]
        parents = {each.iri: each for each in self._tenants.locations_by_iri(above, acting.scope) if each is not None}
        return {
            each.iri: Place(each.iri, each.code, parents[each.parent].code if each.parent in parents else None)
            for each in found
            if each is not None
        }

    def instance(self, iri: str, acting: Acting) -> str:
        """The address of an instance that the acting library sees. Raises `NotFound`."""
        return self.instances([iri], acting)[0]

    def instances(self, wanted: Sequence[str], acting: Acting) -> list[str]:
        """The addresses of instances that the acting library sees. Raises `NotFound`."""
        found = self.resources.resources([each if valid_iri(each) else "" for each in wanted], acting.scope)
        for iri, each in zip(wanted, found, strict=True):
            if each is None or "bf:Instance" not in each.types:
                raise NotFound(f"There is no instance {iri[:300]} that you may read.")
        return [each.iri for each in found if each is not None]

    def hidden_holdings(self, bodies: Iterable[Node], acting: Acting) -> frozenset[str]:
        """Of the holdings that items are in, those that are suppressed: what is in them is not shown either."""
        wanted = list(dict.fromkeys(each for body in bodies for each in iris(body, IN_HOLDINGS)))
        graph = self.names.graph(acting.tenant, GraphKind.STAFF)
        found = self.store.read([Key(graph, iri) for iri in wanted], acting.scope) if wanted else []
        return frozenset(each.key.iri for each in found if each is not None and SUPPRESSED in each.body)

    def unhindered(self, item: str, acting: Acting) -> Expectations:
        """What a change must expect so that nobody gets the item meanwhile. Raises `ItemHindered` where somebody has
        it, or waits for it.
        """
        refusals, still = self.hindered([item], acting)
        for refusal in refusals.values():
            raise refusal
        return tuple(still.values())

    def hindered(self, items: Sequence[str], acting: Acting) -> tuple[dict[str, ItemHindered], dict[str, Put | Delete]]:
        """Per item that somebody has or waits for, the refusal with every reason; per item, what must be as it is."""
        found = dict(zip(items, self._hindrances(acting.tenant, items), strict=True))
        refusals = {
            iri: ItemHindered(" ".join(reason.message for reason in each.reasons), each.reasons)
            for iri, each in found.items()
            if each.reasons
        }
        return refusals, {iri: each.still for iri, each in found.items() if each.still is not None}

    # writing

    def new_iri(self, acting: Acting, collection: str, request_id: str | None) -> str:
        """An address that nothing has yet: the same for the same request."""
        local = opaque_id(collection, acting.actor.id, request_id) if request_id else secrets.token_hex(10)
        return self.names.resource(acting.tenant, collection, local)

    def commit(
        self,
        acting: Acting,
        command: str,
        request: str | None,
        puts: Sequence[Put],
        deletes: Sequence[Delete],
        still: Expectations = (),
    ) -> Committed:
        """One Change, if `still` is so. Raises `BarcodeTaken`, `Conflict`."""
        change, scope = self._change(acting, Asked(command, request), puts, deletes, still)
        try:
            return self.store.commit(change, scope)
        except Conflict as conflict:
            self._refuse_duplicate(conflict, acting)
            raise

    def write(
        self,
        acting: Acting,
        asked: Asked,
        puts: Sequence[Put],
        deletes: Sequence[Delete],
        about: Sequence[str],
        still: Expectations = (),
    ) -> list[Resource]:
        """One Change, if `still` is so, and those of what it is `about` that are there then, read again; in a dry run,
        as they would be read. Raises `BarcodeTaken`, `Conflict`.
        """
        if not asked.dry_run:
            self.commit(acting, asked.command, asked.request, puts, deletes, still)
            return [each for each in self.resources.resources(about, acting.scope) if each is not None]
        change, scope = self._change(acting, asked, puts, deletes, still)
        try:
            left = rehearse(change, self.store, scope)
        except Conflict as conflict:
            self._refuse_duplicate(conflict, acting)
            raise
        return [each for each in self._as_left(about, left, acting) if each is not None]

    def _change(
        self, acting: Acting, asked: Asked, puts: Sequence[Put], deletes: Sequence[Delete], still: Expectations
    ) -> tuple[Change, Scope]:
        """What is written, and the scope it is written in: what is expected of circulation is written as it is."""
        scope = acting.scope
        if still:
            lending = grant({GraphKind.CIRCULATION}, {acting.tenant})
            scope = Scope((*scope.reading, lending), (*scope.writing, lending))
        whole = tuple(Put(each.key, checked(each.body, each.key.iri), each.expects) for each in puts)
        kept = tuple(each for each in still if isinstance(each, Put))
        gone = tuple(each for each in still if isinstance(each, Delete))
        cause = Cause(acting.actor.id, asked.command, self._clock(), asked.request)
        return Change(cause, (*whole, *kept), (*deletes, *gone)), scope

    def _as_left(
        self, about: Sequence[str], left: Mapping[Key, Document | None], acting: Acting
    ) -> Iterator[Resource | None]:
        """Resources as a Change would leave them."""
        for iri, layers in zip(about, self.store.layers(about, acting.scope) if about else (), strict=True):
            known = {each.key: each for each in layers} | {key: each for key, each in left.items() if key.iri == iri}
            documents = [each for each in known.values() if each is not None]
            yield resource(documents) if documents else None

    def _refuse_duplicate(self, conflict: Conflict, acting: Acting) -> None:
        taken = next((each for each in conflict.subjects if each.startswith(_BARCODE)), None)
        if taken is None:
            return
        barcode = taken.removeprefix(_BARCODE)
        (holders,) = self.store.find("barcode", [barcode], acting.scope)
        holder = next((key.iri for key in holders if f"/{acting.tenant}/graphs/" in key.graph), "")
        raise BarcodeTaken(
            f"The barcode {barcode} is that of {holder or 'another item'}.", holder, values={"barcode": barcode}
        ) from None

    def stale(self, own: Own, wanted: Node | None, acting: Acting) -> NoReturn:
        """Say what others changed since, and what the caller wanted to."""
        (current,) = self.resources.resources([own.current.iri], acting.scope)
        if current is None:
            raise NotFound(f"{own.current.iri} has been deleted since you read it.")
        before = own.layers.body
        ours = () if wanted is None else differences(before, wanted)
        raise StaleRevision(
            "It has been changed since you read it.", current, differences(before, current.body), ours
        ) from None

    def write_one(
        self,
        acting: Acting,
        asked: Asked,
        puts: Sequence[Put],
        deletes: Sequence[Delete],
        iri: str,
        still: Expectations = (),
    ) -> Resource:
        """As `write`, about one. Raises `NotFound` where it is not there then."""
        found = self.write(acting, asked, puts, deletes, [iri], still)
        if not found:
            raise NotFound(f"There is no resource {iri[:300]} that you may read.")
        return found[0]


def instance_of(body: Node) -> str | None:
    """The instance that an item or holdings are of."""
    return next(iter((*iris(body, ITEM_OF), *iris(body, HOLDINGS_FOR))), None)
