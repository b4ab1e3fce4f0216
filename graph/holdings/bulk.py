"""The same change to many copies: shown first, copy by copy, then done in few Changes, with a report for each.

What can't be changed is reported beside what can; one copy's refusal doesn't keep the others. A preview has a mark that
the change may be asked for with: it is refused whole where a copy came, went or was changed in between.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.access.model import Actor
from graph.catalogue.errors import CatalogueError, Invalid, NotFound
from graph.catalogue.lists import LONGEST
from graph.catalogue.model import Resource
from graph.holdings.changes import KEEP, ItemChange, is_empty
from graph.holdings.editing import Acting, Editing
from graph.holdings.errors import PreviewOutdated, TooManyItems
from graph.holdings.layers import Layers, layers_of
from graph.holdings.status import Lifecycle
from graph.holdings.terms import IN_HOLDINGS, ITEM, LOCATION, TEMPORARY_LOCATION
from graph.holdings.writing import Places, changed_item
from graph.store.errors import Conflict
from graph.store.model import Delete, Put
from graph.store.names import opaque_id
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris, plain
from mappings.errors import CatalographError

MOST: Final = LONGEST
_AT_ONCE: Final = 200
"""Copies in one Change: others wait for no longer than that takes."""
_TRIES: Final = 3
_Hindered = tuple[Mapping[str, CatalographError], Mapping[str, Put | Delete]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Which copies: by address and barcode, or all at a location (its own, not that of its holdings), of a type."""

    items: Sequence[str] = ()
    barcodes: Sequence[str] = ()
    location: str | None = None
    material_type: str | None = None
    loan_type: str | None = None


class Done(StrEnum):
    """What became of one copy."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One copy: what was named, how it was, and how it is now, or would be. `refusal` says why it stays as it was,
    `still` what must be so when it is written.
    """

    named: str
    done: Done
    before: Resource | None = None
    after: Node | None = None
    refusal: CatalographError | None = None
    still: Put | Delete | None = None


@dataclass(frozen=True, slots=True)
class Outcomes:
    """What became of each copy, in the order they were named, and the mark of the copies as they were before."""

    each: tuple[Outcome, ...]
    preview: str

    def count(self, done: Done) -> int:
        """How many copies ended so."""
        return sum(each.done is done for each in self.each)


class BulkChange:
    """Changes many copies alike."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def run(
        self,
        actor: Actor,
        selection: Selection,
        change: ItemChange,
        *,
        dry_run: bool,
        preview: str | None = None,
        request_id: str | None = None,
    ) -> Outcomes:
        """Change copies, or tell what it would do to each.

        Raises `Forbidden`, `Invalid`, `TooManyItems`, `PreviewOutdated`; then nothing was changed.
        """
        acting = self._editing.acting(actor)
        _refuse_singular(change)
        named = self._selected(selection, acting)
        places = self._editing.places([change], acting)
        outcomes = self._planned(named, change, places, acting)
        mark = _mark(outcomes)
        if preview is not None and preview != mark:
            raise PreviewOutdated("These are no longer the items of the preview.")
        if not dry_run:
            for start in range(0, len(outcomes), _AT_ONCE):
                part = slice(start, start + _AT_ONCE)
                request = None if request_id is None else f"{request_id}-{start}"
                outcomes[part] = self._done(outcomes[part], change, places, request, acting)
        return Outcomes(tuple(outcomes), mark)

    # which copies

    def _selected(self, selection: Selection, acting: Acting) -> dict[str, str | None]:
        """What was named, with the address of the item it means."""
        if selection.location is not None:
            if selection.items or selection.barcodes:
                raise Invalid("Name items, or a location; not both.", ("location",))
            return self._at(selection, acting)
        barcodes = [text for each in selection.barcodes if (text := each.strip())]
        found: dict[str, str | None] = dict(zip(selection.items, selection.items, strict=True))
        if barcodes:
            keys = self._editing.store.find("barcode", list(dict.fromkeys(barcodes)), acting.scope)
            own = f"/{acting.tenant}/graphs/"
            for barcode, holders in zip(dict.fromkeys(barcodes), keys, strict=True):
                found[barcode] = next((key.iri for key in holders if own in key.graph), None)
        if not found:
            raise Invalid("No item is named.", ("barcodes",), which="none-named")
        return _limited(found)

    def _at(self, selection: Selection, acting: Acting) -> dict[str, str | None]:
        self._editing.places([ItemChange(location=selection.location)], acting)
        paths = (LOCATION, TEMPORARY_LOCATION)
        wanted: list[str] = []
        after: str | None = None
        while True:
            (page,) = self._editing.store.incoming(
                [str(selection.location)], paths, acting.scope, first=LONGEST, after=after
            )
            found = self._editing.resources.resources([key.iri for key in page.keys], acting.scope)
            wanted += [each.iri for each in found if each is not None and _is_meant(each, selection)]
            after = page.after
            if after is None or len(wanted) > MOST:
                return _limited(dict(zip(wanted, wanted, strict=True)))

    # what becomes of them

    def _planned(
        self, named: dict[str, str | None], change: ItemChange, places: Places, acting: Acting
    ) -> list[Outcome]:
        """What the change would do to each copy, from fresh facts: three calls, whatever their number."""
        wanted = list(dict.fromkeys(iri for iri in named.values() if iri is not None))
        read = self._editing.resources.resources(wanted, acting.scope) if wanted else []
        there = dict(zip(wanted, read, strict=True))
        hindered = self._hindered(wanted, change, acting)
        met: set[str] = set()
        outcomes = []
        for name, iri in named.items():
            found = None if iri is None else there.get(iri)
            if found is not None and found.iri in met:
                outcomes.append(Outcome(name, Done.REFUSED, found, refusal=Invalid("It is named a second time.")))
            else:
                outcomes.append(self._outcome(name, found, change, places, hindered, acting))
            if found is not None:
                met.add(found.iri)
        return outcomes

    def _outcome(
        self,
        name: str,
        found: Resource | None,
        change: ItemChange,
        places: Places,
        hindered: _Hindered,
        acting: Acting,
    ) -> Outcome:
        layers = None if found is None else layers_of(found, acting.tenant, self._editing.names)
        if found is None or layers is None or not layers.is_there or ITEM not in found.types:
            return Outcome(name, Done.REFUSED, refusal=NotFound(f"This library has no item {name[:300]}."))
        refusals, still = hindered
        if (refusal := refusals.get(found.iri)) is not None:
            return Outcome(name, Done.REFUSED, found, refusal=refusal)
        try:
            after = changed_item(layers.body, change, places)
        except CatalogueError as error:
            return Outcome(name, Done.REFUSED, found, refusal=error)
        done = Done.UNCHANGED if after == layers.body else Done.CHANGED
        return Outcome(name, done, found, after, still=still.get(found.iri))

    def _hindered(self, items: Sequence[str], change: ItemChange, acting: Acting) -> _Hindered:
        return self._editing.hindered(items, acting) if change.hides_from_desk and items else ({}, {})

    def _done(
        self,
        outcomes: Sequence[Outcome],
        change: ItemChange,
        places: Places,
        request: str | None,
        acting: Acting,
    ) -> list[Outcome]:
        """Write one part. Somebody being faster is met by planning it again from fresh facts."""
        now = list(outcomes)
        for _ in range(_TRIES):
            puts, deletes = self._writes(now, acting)
            if not puts and not deletes:
                return now
            still = tuple(each.still for each in now if each.done is Done.CHANGED and each.still is not None)
            try:
                self._editing.commit(acting, "itemsChange", request, puts, deletes, still)
            except Conflict:
                named = {each.named: None if each.before is None else each.before.iri for each in now}
                now = self._planned(named, change, places, acting)
            else:
                return now
        busy = Conflict("Others are changing it; try again.")
        return [
            each if each.done is not Done.CHANGED else Outcome(each.named, Done.REFUSED, each.before, refusal=busy)
            for each in now
        ]

    def _writes(self, outcomes: Sequence[Outcome], acting: Acting) -> tuple[list[Put], list[Delete]]:
        puts: list[Put] = []
        deletes: list[Delete] = []
        changed = [(each, each.before, each.after) for each in outcomes if each.done is Done.CHANGED]
        hidden = self._editing.hidden_holdings([after for _, _, after in changed if after is not None], acting)
        for _, before, after in changed:
            if before is None or after is None:
                continue
            layers: Layers = layers_of(before, acting.tenant, self._editing.names)
            more, gone = layers.writes(after, hidden=not hidden.isdisjoint(iris(after, IN_HOLDINGS)))
            puts += more
            deletes += gone
        return puts, deletes


def _refuse_singular(change: ItemChange) -> None:
    """What can be one copy's alone is not for many. Raises `Invalid`."""
    for name in ("barcode", "holdings", "bound_with"):
        if getattr(change, name) is not KEEP:
            raise Invalid("This is said of one item at a time.", (name,))
    if change.lifecycle is Lifecycle.WITHDRAWN:
        raise Invalid("Items are withdrawn one by one.", ("lifecycle",), hint="Use itemWithdraw.")
    if is_empty(change):
        raise Invalid("Nothing is to be changed.", ("set",), which="nothing-changes")


def _limited(found: dict[str, str | None]) -> dict[str, str | None]:
    if len(found) > MOST:
        raise TooManyItems(f"At most {MOST:,} items are changed at once.", values={"most": MOST})
    return found


def _is_meant(found: Resource, selection: Selection) -> bool:
    body = found.body
    return ITEM in found.types and all(
        wanted is None or plain(body, name) == wanted
        for name, wanted in (("lsp:materialType", selection.material_type), ("lsp:loanType", selection.loan_type))
    )


def _mark(outcomes: Sequence[Outcome]) -> str:
    """What stands for these copies in this state."""
    return opaque_id(*(f"{each.named} {each.before.revision if each.before else ''}" for each in outcomes))
