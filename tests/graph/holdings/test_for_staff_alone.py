"""What staff hide and note of items and holdings: nobody else meets it, and it goes with what it is about."""

from __future__ import annotations

import pytest

from graph.access.model import Forbidden
from graph.catalogue.errors import InUse, Invalid
from graph.holdings.changes import HoldingsChange, ItemChange
from graph.holdings.details import holding_details, item_details
from graph.holdings.errors import BarcodeTaken
from graph.store.model import Key
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.scope import SystemScope

pytestmark = pytest.mark.parametrize("store", ["memory", "sqlite"], indirect=True)


def test_a_suppressed_copy_is_in_no_graph_that_can_be_shared(
    copy, editor, actor, holdings, wide, scope, listed, store, names, access
) -> None:
    item, (instance,) = copy(), listed("bf:Instance")
    hidden = editor.item_update(
        actor, item.iri, item.revision, ItemChange(suppressed=True, staff_notes=["At the binder's"])
    )
    assert item_details(hidden).suppressed
    assert holdings.items([item.iri], wide) == [None]
    assert holdings.items_by_barcode(["31"], wide) == [()]
    assert holdings.items_of([instance], wide, Page())[0].items == ()
    assert holdings.availability([instance], scope)[0].total == holdings.availability([instance], wide)[0].total == 0
    assert store.read([Key(names.graph("harbor", GraphKind.CATALOGUE), item.iri)], SystemScope()) == [None]
    assert holdings.items_by_barcode(["31"], scope)[0][0].iri == item.iri
    with pytest.raises(BarcodeTaken):
        editor.item_create(actor, instance, ItemChange(barcode="31"))
    shown = editor.item_update(actor, item.iri, hidden.revision, ItemChange(suppressed=False))
    (public,) = holdings.items([item.iri], wide)
    assert public is not None
    assert public.barcode == "31"
    assert item_details(shown).staff_notes == ("At the binder's",)
    assert item_details(public.resource).staff_notes == ()
    assert "lsp:suppressed" not in shown.body


def test_what_is_in_suppressed_holdings_is_hidden_and_comes_back_with_them(
    copy, editor, actor, holdings, wide, listed, place
) -> None:
    copy()
    (instance,) = listed("bf:Instance")
    held = editor.holdings_create(actor, instance, HoldingsChange(location=place("MAPS")))
    inside = editor.item_create(actor, instance, ItemChange(barcode="50", holdings=held.iri))
    alone = editor.item_create(actor, instance, ItemChange(barcode="51", holdings=held.iri, suppressed=True))
    hidden = editor.holdings_update(actor, held.iri, held.revision, HoldingsChange(suppressed=True))
    assert holding_details(hidden).suppressed
    assert holdings.items([inside.iri], wide) == [None]
    late = editor.item_create(actor, instance, ItemChange(barcode="52", holdings=held.iri))
    assert item_details(late).suppressed
    editor.holdings_update(actor, held.iri, hidden.revision, HoldingsChange(suppressed=False))
    there, still, also = holdings.items([inside.iri, alone.iri, late.iri], wide)
    assert there is not None
    assert there.location == place("MAPS")
    assert still is None
    assert also is not None


def test_what_staff_note_never_becomes_public_by_way_of_the_description(copy, editor, actor, catalogue, wide, holdings):
    item = copy()
    noted = editor.item_update(actor, item.iri, item.revision, ItemChange(staff_notes=["Sold"]))
    whole = {**noted.body, "lsp:condition": ["torn"]}
    changed = catalogue.update(actor, item.iri, noted.revision, whole)
    (public,) = holdings.items([item.iri], wide)
    assert public is not None
    assert (public.resource.body["lsp:condition"], "lsp:staffNote" in public.resource.body) == (["torn"], False)
    assert changed.body["lsp:staffNote"] == ["Sold"]
    for told in (["Other"], ["Sold", "Other"]):
        with pytest.raises(Invalid, match="for staff alone"):
            catalogue.update(actor, item.iri, changed.revision, {**whole, "lsp:staffNote": told})
    hidden = editor.item_update(actor, item.iri, changed.revision, ItemChange(suppressed=True))
    with pytest.raises(Forbidden, match="suppressed"):
        catalogue.update(actor, item.iri, hidden.revision, hidden.body)


def test_what_staff_noted_and_hid_goes_with_what_it_is_about(
    copy, editor, actor, catalogue, scope, listed, store, names
):
    item, (instance,) = copy(), listed("bf:Instance")
    noted = editor.item_update(actor, item.iri, item.revision, ItemChange(staff_notes=["Sold"]))
    hidden = editor.item_create(actor, instance, ItemChange(barcode="70", suppressed=True))
    (there,) = catalogue.resources([instance], scope)
    with pytest.raises(InUse):
        catalogue.delete(actor, instance, there.revision)
    catalogue.delete(actor, instance, there.revision, with_dependents=True)
    assert catalogue.resources([noted.iri, hidden.iri], scope) == [None, None]
    assert store.scan(names.graph("harbor", GraphKind.STAFF), SystemScope()).keys == ()
