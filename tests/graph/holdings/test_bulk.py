"""One change to many items: previewed, done in few Changes, reported item by item."""

from __future__ import annotations

import pytest

from graph.access.model import operator
from graph.backends.memory import MemoryStore
from graph.catalogue.errors import Invalid, NotFound
from graph.holdings.bulk import Done, Selection
from graph.holdings.changes import ItemChange
from graph.holdings.editor import HoldingsEditor
from graph.holdings.errors import Hindered, Hindrance, PreviewOutdated, TooManyItems
from graph.holdings.service import HoldingsService
from graph.holdings.status import ItemStatus, Lifecycle, Marker
from graph.store.port import Store
from graph.tenants.documents import location_iri


@pytest.fixture
def store() -> Store:
    return MemoryStore()


@pytest.fixture
def barcodes(load, marc) -> list[str]:
    """Five copies at FIC, the last two of them discs; Lindenau has a sixth."""
    found = [f"b{number}" for number in range(1, 6)]
    kinds = ["BK", "BK", "BK", "CD", "CD"]
    lines = [f"952 ## $c FIC $p {code} $y {kind}" for code, kind in zip(found, kinds, strict=True)]
    load(marc("001 s1", "245 10 $a Salt.", *lines))
    load(marc("001 s2", "245 10 $a Theirs.", "952 ## $c FIC $p b6 $y BK"), tenant="lindenau")
    return found


@pytest.fixture
def shown(store, clock, scope):
    """The items with these barcodes, as staff see them."""

    def items(barcodes):
        found = HoldingsService(store, clock).items_by_barcode(barcodes, scope)
        return [each[0] for each in found]

    return items


def test_a_preview_tells_before_and_after_of_each_and_changes_nothing(editor, actor, barcodes, store, shown) -> None:
    position = store.position()
    seen = editor.items_change(
        actor, Selection(barcodes=["b1", " b2 ", "b9", "b6"]), ItemChange(material_type="REF"), dry_run=True
    )
    assert store.position() == position
    assert [(each.named, each.done) for each in seen.each] == [
        ("b1", Done.CHANGED), ("b2", Done.CHANGED), ("b9", Done.REFUSED), ("b6", Done.REFUSED),
    ]  # fmt: skip
    first = seen.each[0]
    assert first.before is not None
    assert first.after is not None
    assert (first.before.body["lsp:materialType"], first.after["lsp:materialType"]) == (["BK"], ["REF"])
    assert seen.each[2].refusal is not None
    assert seen.each[2].refusal.code == seen.each[3].refusal.code == "NOT_FOUND"


def test_what_was_previewed_is_done_in_one_change_and_reported(editor, actor, barcodes, store, shown) -> None:
    selection, change = Selection(barcodes=barcodes), ItemChange(loan_type="short", suppressed=False)
    preview = editor.items_change(actor, selection, change, dry_run=True).preview
    position = store.position()
    done = editor.items_change(actor, selection, change, dry_run=False, preview=preview, request_id="r1")
    assert (done.count(Done.CHANGED), store.position()) == (5, position + 1)
    assert [each.loan_type for each in shown(barcodes)] == ["short"] * 5
    again = editor.items_change(actor, selection, change, dry_run=False, request_id="r1")
    assert (again.count(Done.UNCHANGED), store.position()) == (5, position + 1)


def test_an_outdated_preview_is_refused_whole(editor, actor, barcodes, store, shown) -> None:
    selection, change = Selection(barcodes=barcodes), ItemChange(condition="torn")
    preview = editor.items_change(actor, selection, change, dry_run=True).preview
    item = shown(["b3"])[0]
    editor.item_update(actor, item.iri, item.resource.revision, ItemChange(copy_number="7"))
    position = store.position()
    with pytest.raises(PreviewOutdated):
        editor.items_change(actor, selection, change, dry_run=False, preview=preview)
    assert store.position() == position


def test_all_at_a_location_of_a_type_are_changed_and_no_other_librarys(
    editor, actor, barcodes, names, tenants, shown, store
) -> None:
    tenants.add_locations(operator("harbor"), "harbor", [("MEDIA", {"en": "Media"}, None)])
    fic, media = location_iri(names, "harbor", "FIC"), location_iri(names, "harbor", "MEDIA")
    selection = Selection(location=fic, material_type="CD")
    done = editor.items_change(actor, selection, ItemChange(location=media), dry_run=False)
    assert done.count(Done.CHANGED) == len(done.each) == 2
    assert [each.location for each in shown(barcodes)] == [fic, fic, fic, media, media]
    with pytest.raises(NotFound):
        editor.items_change(
            actor, Selection(location=location_iri(names, "lindenau", "FIC")), ItemChange(condition="x"), dry_run=False
        )


def test_what_somebody_has_is_left_and_told_while_the_rest_is_marked(
    store, names, clock, access, tenants, actor, barcodes, shown
) -> None:
    (held,) = shown(["b2"])
    reason = Hindrance("ON_LOAN", "It is on loan.")
    editor = HoldingsEditor(
        store,
        names,
        clock,
        access,
        tenants,
        lambda _, items: [Hindered((reason,)) if iri == held.iri else Hindered() for iri in items],
    )
    change = ItemChange(marker=Marker.LONG_MISSING, temporary_location=None)
    done = editor.items_change(actor, Selection(barcodes=barcodes), change, dry_run=False)
    assert [each.done for each in done.each].count(Done.REFUSED) == 1
    assert done.each[1].refusal is not None
    assert done.each[1].refusal.message == "It is on loan."
    assert [each.status for each in shown(barcodes)].count(ItemStatus.LONG_MISSING) == 4


def test_somebody_being_faster_is_met_by_planning_again(store, names, clock, access, tenants, actor, barcodes, shown):
    other = HoldingsEditor(store, names, clock, access, tenants)

    class Raced:
        """A store in which somebody else changes an item right before the first commit."""

        done = False

        def __getattr__(self, name):
            return getattr(store, name)

        def commit(self, change, scope):
            if not self.done:
                self.done = True
                (item,) = shown(["b1"])
                other.item_update(actor, item.iri, item.resource.revision, ItemChange(copy_number="9"))
            return store.commit(change, scope)

    editor = HoldingsEditor(Raced(), names, clock, access, tenants)
    done = editor.items_change(actor, Selection(barcodes=barcodes), ItemChange(condition="torn"), dry_run=False)
    assert done.count(Done.CHANGED) == 5
    (item,) = shown(["b1"])
    assert (item.copy_number, item.resource.body["lsp:condition"]) == ("9", ["torn"])


@pytest.mark.parametrize(
    "change",
    [ItemChange(barcode="x"), ItemChange(bound_with=[]), ItemChange(lifecycle=Lifecycle.WITHDRAWN), ItemChange()],
)
def test_what_is_one_items_alone_is_not_said_of_many(editor, actor, barcodes, store, change) -> None:
    position = store.position()
    with pytest.raises(Invalid):
        editor.items_change(actor, Selection(barcodes=barcodes), change, dry_run=False)
    assert store.position() == position


def test_at_most_a_thousand_are_changed_at_once_in_a_constant_number_of_calls(
    store, names, clock, access, tenants, actor, barcodes
) -> None:
    class Counting:
        def __init__(self) -> None:
            self.calls = 0

        def __getattr__(self, name):
            self.calls += 1
            return getattr(store, name)

    counts = []
    for few in (barcodes[:1], barcodes):
        counting = Counting()
        editor = HoldingsEditor(counting, names, clock, access, tenants)
        editor.items_change(actor, Selection(barcodes=few), ItemChange(condition=f"c{len(few)}"), dry_run=False)
        counts.append(counting.calls)
    assert counts[0] == counts[1]
    with pytest.raises(TooManyItems):
        editor.items_change(
            actor, Selection(barcodes=[str(n) for n in range(1001)]), ItemChange(condition="x"), dry_run=True
        )
