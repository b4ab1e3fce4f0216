"""What staff do to items and holdings: one command, one Change, one event.

An edit writes statements as the converter makes them from MARC (`graph.holdings.writing`), so that exported records say
what was edited. Sending a command again with the same request id answers as the first time. A dry run answers as the
command would and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from graph.access.model import Actor
from graph.access.service import AccessService
from graph.catalogue.errors import Invalid
from graph.catalogue.lists import LONGEST
from graph.catalogue.model import Resource
from graph.holdings.bulk import BulkChange, Outcomes, Selection
from graph.holdings.changes import KEEP, HoldingsChange, ItemChange, Keep
from graph.holdings.editing import Acting, Asked, Editing, Expectations, Own, instance_of
from graph.holdings.errors import Hindrances, nothing_hinders
from graph.holdings.layers import layers_of, new_layers
from graph.holdings.moving import Moving
from graph.holdings.status import Lifecycle
from graph.holdings.terms import HOLDINGS, HOLDINGS_FOR, IN_HOLDINGS, ITEM, ITEM_OF, SUPPRESSED
from graph.holdings.writing import changed_holdings, changed_item
from graph.store.errors import Conflict
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node


class HoldingsEditor:
    """Commands on items and holdings. They take the actor first, who acts in their own library; the errors are those of
    `graph.holdings.errors`, `graph.catalogue.errors` and `graph.access.model`.
    """

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        access: AccessService,
        tenants: TenantService,
        hindrances: Hindrances = nothing_hinders,
    ) -> None:
        self._editing = Editing(store, names, clock, access, tenants, hindrances)
        self._moving = Moving(self._editing)
        self._bulk = BulkChange(self._editing)

    # items

    def item_create(
        self,
        actor: Actor,
        instance: str,
        change: ItemChange,
        request_id: str | None = None,
        *,
        dry_run: bool = False,
    ) -> Resource:
        """A new copy of an instance. Raises `Forbidden`, `NotFound`, `Invalid`, `BarcodeTaken`."""
        acting = self._editing.acting(actor)
        of = self._editing.instance(instance, acting)
        iri = self._editing.new_iri(acting, "items", request_id)
        if dry_run and request_id and (made := self._made(iri, acting)) is not None:
            return made
        self._check(change, of, acting)
        body = changed_item(
            {"@id": iri, "@type": [ITEM], ITEM_OF: [{"@id": of}]}, change, self._editing.places([change], acting)
        )
        layers = new_layers(iri, acting.tenant, self._editing.names)
        puts, deletes = layers.writes(body, hidden=self._is_in_hidden(body, acting))
        return self._editing.write_one(acting, Asked("itemCreate", request_id, dry_run), puts, deletes, iri)

    def item_update(
        self,
        actor: Actor,
        iri: str,
        revision: str,
        change: ItemChange,
        request_id: str | None = None,
        *,
        dry_run: bool = False,
    ) -> Resource:
        """Change a copy. `revision` is the one the caller saw.

        Raises `NotFound`, `Forbidden`, `Invalid`, `StaleRevision`, `BarcodeTaken`, `ItemHindered`.
        """
        acting = self._editing.acting(actor)
        own = self._editing.seen(iri, revision, ITEM, acting)
        if change.lifecycle is Lifecycle.WITHDRAWN:
            raise Invalid("An item is withdrawn by a command of its own.", ("lifecycle",), hint="Use itemWithdraw.")
        self._check(change, instance_of(own.layers.body), acting)
        still = self._editing.unhindered(own.current.iri, acting) if change.hides_from_desk else ()
        body = changed_item(own.layers.body, change, self._editing.places([change], acting))
        return self._rewrite(own, body, Asked("itemUpdate", request_id, dry_run), acting, still=still)

    def item_withdraw(
        self,
        actor: Actor,
        iri: str,
        revision: str,
        note: str | None = None,
        request_id: str | None = None,
        *,
        dry_run: bool = False,
    ) -> Resource:
        """Take a copy out of the collection; its description stays, with a note for staff where one is given.

        Raises `NotFound`, `Forbidden`, `StaleRevision`, `ItemHindered` with every reason.
        """
        acting = self._editing.acting(actor)
        own = self._editing.seen(iri, revision, ITEM, acting)
        still = self._editing.unhindered(own.current.iri, acting)
        kept = [str(each) for each in own.layers.body.get("lsp:staffNote", ())]
        change = ItemChange(
            lifecycle=Lifecycle.WITHDRAWN,
            marker=None,
            temporary_location=None,
            staff_notes=[*kept, note] if note else KEEP,
        )
        body = changed_item(own.layers.body, change, {})
        return self._rewrite(own, body, Asked("itemWithdraw", request_id, dry_run), acting, still=still)

    def item_delete(
        self, actor: Actor, iri: str, revision: str, request_id: str | None = None, *, dry_run: bool = False
    ) -> None:
        """Delete a copy on which nothing hangs; its history stays.

        Raises `NotFound`, `Forbidden`, `StaleRevision`, `ItemHindered`.
        """
        acting = self._editing.acting(actor)
        (there,) = self._editing.resources.resources([iri], acting.scope) if iri else (None,)
        if there is None and request_id is not None and not dry_run and self._was_deleted(request_id, acting):
            return
        own = self._editing.seen(iri, revision, ITEM, acting)
        still = self._editing.unhindered(own.current.iri, acting)
        try:
            gone, asked = own.layers.removal(), Asked("itemDelete", request_id, dry_run)
            self._editing.write(acting, asked, (), gone, (), still)
        except Conflict:
            self._editing.unhindered(own.current.iri, acting)
            self._editing.stale(own, None, acting)

    def items_move(
        self,
        actor: Actor,
        items: Sequence[str],
        instance: str | None = None,
        holdings: str | None = None,
        request_id: str | None = None,
        *,
        dry_run: bool = False,
    ) -> list[Resource]:
        """Put copies under another instance, or into holdings and with them under their instance. See `Moving`."""
        return self._moving.items(actor, items, instance, holdings, Asked("itemsMove", request_id, dry_run))

    def items_change(
        self,
        actor: Actor,
        selection: Selection,
        change: ItemChange,
        *,
        dry_run: bool,
        preview: str | None = None,
        request_id: str | None = None,
    ) -> Outcomes:
        """The same change to many copies, or what it would do. See `BulkChange.run`."""
        return self._bulk.run(actor, selection, change, dry_run=dry_run, preview=preview, request_id=request_id)

    # holdings

    def holdings_create(
        self,
        actor: Actor,
        instance: str,
        change: HoldingsChange,
        request_id: str | None = None,
        *,
        dry_run: bool = False,
    ) -> Resource:
        """What the library has of an instance at one place. Raises `Forbidden`, `NotFound`, `Invalid`."""
        acting = self._editing.acting(actor)
        of = self._editing.instance(instance, acting)
        iri = self._editing.new_iri(acting, "holdings", request_id)
        if dry_run and request_id and (made := self._made(iri, acting)) is not None:
            return made
        start: Node = {"@id": iri, "@type": [HOLDINGS], HOLDINGS_FOR: [{"@id": of}]}
        body = changed_holdings(start, change, self._editing.places([change], acting))
        puts, deletes = new_layers(iri, acting.tenant, self._editing.names).writes(body, hidden=False)
        return self._editing.write_one(acting, Asked("holdingsCreate", request_id, dry_run), puts, deletes, iri)

    def holdings_update(
        self,
        actor: Actor,
        iri: str,
        revision: str,
        change: HoldingsChange,
        request_id: str | None = None,
        *,
        dry_run: bool = False,
    ) -> Resource:
        """Change holdings. What is in suppressed holdings is suppressed with them.

        Raises `NotFound`, `Forbidden`, `Invalid`, `StaleRevision`.
        """
        acting = self._editing.acting(actor)
        own = self._editing.seen(iri, revision, HOLDINGS, acting)
        body = changed_holdings(own.layers.body, change, self._editing.places([change], acting))
        along = [] if isinstance(change.suppressed, Keep) else self._inside(own, acting)
        return self._rewrite(own, body, Asked("holdingsUpdate", request_id, dry_run), acting, along)

    def holdings_move(
        self,
        actor: Actor,
        holdings: Sequence[str],
        instance: str,
        request_id: str | None = None,
        *,
        dry_run: bool = False,
    ) -> list[Resource]:
        """Put holdings, with the copies in them, under another instance. See `Moving`."""
        return self._moving.holdings(actor, holdings, instance, Asked("holdingsMove", request_id, dry_run))

    def _rewrite(
        self,
        own: Own,
        body: Node,
        asked: Asked,
        acting: Acting,
        along: Sequence[Resource] = (),
        still: Expectations = (),
    ) -> Resource:
        """Write what one is now, and show or hide the copies `along` with the holdings they are in."""
        hidden = self._is_in_hidden(body, acting)
        puts, deletes = own.layers.writes(body, hidden=hidden)
        for each in along:
            layers = layers_of(each, acting.tenant, self._editing.names)
            more, gone = layers.writes(layers.body, hidden=SUPPRESSED in body)
            puts += more
            deletes += gone
        try:
            return self._editing.write_one(acting, asked, puts, deletes, own.current.iri, still)
        except Conflict:
            if still:
                self._editing.unhindered(own.current.iri, acting)
            self._editing.stale(own, body, acting)

    def _made(self, iri: str, acting: Acting) -> Resource | None:
        """What an earlier request of the same id made."""
        return self._editing.resources.resources([iri], acting.scope)[0]

    def _inside(self, own: Own, acting: Acting) -> list[Resource]:
        """The acting library's items in holdings. Raises `Invalid` where there are more than one Change can take."""
        store = self._editing.store
        (page,) = store.incoming([own.current.iri], (IN_HOLDINGS,), acting.scope, first=LONGEST)
        if page.after is not None:
            raise Invalid(f"More than {LONGEST:,} items are in these holdings.", ("suppressed",))
        found = self._editing.resources.resources(list(dict.fromkeys(key.iri for key in page.keys)), acting.scope)
        return [
            each for each in found if each is not None and layers_of(each, acting.tenant, self._editing.names).is_there
        ]

    def _is_in_hidden(self, body: Node, acting: Acting) -> bool:
        return bool(self._editing.hidden_holdings([body], acting))

    def _check(self, change: ItemChange, instance: str | None, acting: Acting) -> None:
        """What an item names must be there. Raises `Invalid`, `NotFound`, `Forbidden`."""
        if change.holdings and not isinstance(change.holdings, Keep):
            (held,) = self._editing.all_own([change.holdings], HOLDINGS, acting)
            if instance_of(held.layers.body) != instance:
                raise Invalid("These holdings are of something else.", ("holdings",), hint="Move the item.")
        if change.bound_with and not isinstance(change.bound_with, Keep):
            others = self._editing.instances(change.bound_with, acting)
            if instance in others:
                raise Invalid("A copy is not bound with what it is of.", ("boundWith",), which="bound-itself")

    def _was_deleted(self, request_id: str, acting: Acting) -> bool:
        return self._editing.commit(acting, "itemDelete", request_id, (), ()).replayed
