"""What staff change of items and holdings, what others see of it, and what an exported record says then."""

from __future__ import annotations

import pytest

from graph.access.model import ANONYMOUS, Forbidden, operator
from graph.catalogue.errors import InUse, Invalid, NotFound, StaleRevision
from graph.holdings.changes import HoldingsChange, ItemChange, ShelfMark, Stated
from graph.holdings.details import item_details
from graph.holdings.editor import HoldingsEditor
from graph.holdings.errors import BarcodeTaken, Hindered, Hindrance, ItemHindered
from graph.holdings.service import item_of
from graph.holdings.status import ItemStatus, Lifecycle, Marker
from graph.store.model import ABSENT, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.scope import SystemScope
from tests.graph.holdings.conftest import SALT

pytestmark = pytest.mark.parametrize("store", ["memory", "sqlite"], indirect=True)


def test_an_edited_copy_is_exported_in_the_librarys_own_field(copy, editor, actor, place, fields, listed) -> None:
    item, (instance,) = copy(), listed("bf:Instance")
    place("ANNEX")
    stacks = place("STACKS", "ANNEX")
    change = ItemChange(
        barcode=" 32 ", copy_number="2", enumeration="v.2", call_number=ShelfMark("KUR 9"), material_type="DVD",
        location=stacks, notes=["Signed", "Torn"],
    )  # fmt: skip
    changed = editor.item_update(actor, item.iri, item.revision, change)
    assert fields(instance, "952") == [
        "952 ## $2 ddc $a ANNEX $b ANNEX $c STACKS $h v.2 $o KUR 9 $p 32 $t 2 $y DVD $z Signed $z Torn"
    ]
    shown = item_of(changed)
    assert (shown.barcode, shown.location, shown.call_number) == ("32", stacks, "KUR 9")
    cleared = ItemChange(barcode=None, enumeration=None, notes=[], call_number=None)
    editor.item_update(actor, item.iri, changed.revision, cleared)
    assert fields(instance, "952") == ["952 ## $a ANNEX $b ANNEX $c STACKS $t 2 $y DVD"]


def test_a_missing_copy_and_a_withdrawn_one_are_exported_as_such(copy, editor, actor, fields, listed) -> None:
    item, (instance,) = copy(), listed("bf:Instance")
    marked = editor.item_update(actor, item.iri, item.revision, ItemChange(marker=Marker.MISSING))
    assert fields(instance, "952")[0].startswith("952 ## $1 1 $2 ddc")
    gone = editor.item_withdraw(actor, item.iri, marked.revision, "Mould")
    assert fields(instance, "952")[0].startswith("952 ## $0 1 $2 ddc")
    assert item_of(gone).status is ItemStatus.WITHDRAWN
    assert item_details(gone).staff_notes == ("Mould",)


def test_a_copy_of_marcs_own_fields_is_exported_in_852(
    store, names, clock, tenants, access, actor, marc, catalogue, listed, scope, place, fields
) -> None:
    tenants.update(operator(), "harbor", item_table="standard")
    from graph.catalogue.importer import Importer

    Importer(store, names, clock, tenants).run(
        actor, "harbor", [marc(*SALT, "852 0# $b MU $c STACKS $h ML410 $i K4 $p M1 $t 2")]
    )
    editor = HoldingsEditor(store, names, clock, access, tenants)
    (item,) = catalogue.resources(listed("bf:Item"), scope)
    (instance,) = listed("bf:Instance")
    place("AX")
    change = ItemChange(barcode="M2", location=place("ATLAS", "AX"), call_number=ShelfMark("912 TUR", "ddc"))
    editor.item_update(actor, item.iri, item.revision, change)
    assert fields(instance, "852", "876") == ["852 1# $b AX $c ATLAS $h 912 TUR $p M2 $t 2"]
    editor.item_create(actor, instance, ItemChange(barcode="M3", location=place("AX"), copy_number="3"))
    assert fields(instance, "852")[1] == "852 ## $c AX $p M3 $t 3"


def test_a_new_copy_is_exported_in_the_librarys_own_field(copy, editor, actor, place, fields, listed, holdings, wide):
    copy()
    (instance,) = listed("bf:Instance")
    change = ItemChange(barcode="40", location=place("FIC"), material_type="BK", call_number=ShelfMark("KUR", "lcc"))
    made = editor.item_create(actor, instance, change, "r1")
    assert editor.item_create(actor, instance, change, "r1").iri == made.iri
    assert fields(instance, "952")[1] == "952 ## $2 lcc $c FIC $o KUR $p 40 $y BK"
    assert {each.barcode for each in holdings.items_of([instance], wide, Page())[0].items} == {"31", "40"}


def test_a_barcode_is_one_copys_in_its_library_and_the_refusal_names_it(copy, editor, actor, listed, store, load, marc):
    item, (instance,) = copy(), listed("bf:Instance")
    position = store.position()
    with pytest.raises(BarcodeTaken, match="barcode 31") as refused:
        editor.item_create(actor, instance, ItemChange(barcode="31"))
    assert (refused.value.code, refused.value.holder) == ("DUPLICATE", item.iri)
    assert store.position() == position
    load(marc(*SALT), tenant="lindenau")
    (theirs,) = listed("bf:Instance", "lindenau")
    assert item_of(editor.item_create(operator("lindenau"), theirs, ItemChange(barcode="31"))).barcode == "31"


def test_a_stale_revision_is_told_with_both_sides(copy, editor, actor) -> None:
    item = copy()
    editor.item_update(actor, item.iri, item.revision, ItemChange(copy_number="2"), "first")
    with pytest.raises(StaleRevision) as stale:
        editor.item_update(actor, item.iri, item.revision, ItemChange(condition="torn"))
    assert [each.path for each in stale.value.theirs] == ["lsp:copyNumber"]
    assert [each.path for each in stale.value.ours] == ["lsp:condition"]
    again = editor.item_update(actor, item.iri, item.revision, ItemChange(copy_number="2"), "first")
    assert item_of(again).copy_number == "2"


def test_holdings_are_edited_and_exported(editor, actor, load, marc, listed, place, fields, catalogue, scope) -> None:
    load(
        marc(*SALT, "852 0# $8 1 $b MU $c STACKS $h ML410", "866 41 $8 1 $a v.1-4 $z Lacks v.2", "867 41 $8 1 $a Atlas")
    )
    (instance,), (held,) = listed("bf:Instance"), catalogue.resources(listed("lsp:Holdings"), scope)
    place("MP")
    change = HoldingsChange(
        location=place("MAPS", "MP"),
        call_number=ShelfMark("G 12"),
        statements=[Stated("basic", "v.1-9"), Stated("supplement", "Atlas", "Loose")],
        policies={"lsp:lending": "will not lend", "lsp:retention": "permanently retained"},
        notes=["Ask at the desk"],
    )
    editor.holdings_update(actor, held.iri, held.revision, change)
    assert fields(instance, "852", "866", "867") == [
        "852 0# $8 1 $b MP $c MAPS $h G 12 $z Ask at the desk",
        "866 ## $a v.1-9",
        "867 41 $8 1 $a Atlas $z Loose",
    ]
    (coded,) = fields(instance, "841")
    assert coded[8 + 18 - 6 :].count("8") >= 1
    with pytest.raises(Invalid, match="none of the words"):
        editor.holdings_create(actor, instance, HoldingsChange(policies={"lsp:lending": "perhaps"}))


def test_items_move_and_take_along_what_their_holdings_said(
    copy, editor, actor, load, marc, listed, place, fields, holdings, wide
) -> None:
    copy()
    load(marc("001 s2", "245 10 $a Pepper."))
    salt, pepper = sorted(listed("bf:Instance"), key=lambda iri: not fields(iri, "001")[0].endswith("s1"))
    maps = place("MAPS")
    held = editor.holdings_create(actor, salt, HoldingsChange(location=maps, call_number=ShelfMark("G 12")))
    item = editor.item_create(actor, salt, ItemChange(barcode="60", holdings=held.iri))
    assert fields(salt, "852", "876") == ["852 ## $c MAPS $h G 12", "876 ## $p 60"]
    (moved,) = editor.items_move(actor, [item.iri], instance=pepper)
    assert item_of(moved).instance == pepper
    assert (item_of(moved).location, item_of(moved).call_number) == (maps, "G 12")
    assert fields(pepper, "952") == ["952 ## $c MAPS $o G 12 $p 60"]
    (back,) = editor.items_move(actor, [item.iri], holdings=held.iri)
    assert (item_of(back).instance, item_of(back).holding) == (salt, held.iri)
    editor.holdings_move(actor, [held.iri], pepper)
    assert [each.barcode for each in holdings.items_of([pepper], wide, Page())[0].items] == ["60"]
    assert fields(pepper, "852", "876")[0] == "852 ## $c MAPS $h G 12"
    assert [each for each in fields(salt, "852", "876", "952") if "60" in each] == []


def test_a_copy_that_is_bound_with_another_title_is_found_under_both(
    copy, editor, actor, load, marc, listed, holdings, wide
) -> None:
    item = copy()
    load(marc("001 s2", "245 10 $a Pepper."))
    salt, pepper = sorted(listed("bf:Instance"), key=lambda iri: iri != item_of(item).instance)
    bound = editor.item_update(actor, item.iri, item.revision, ItemChange(bound_with=[pepper]))
    for instance in (salt, pepper):
        assert [each.iri for each in holdings.items_of([instance], wide, Page())[0].items] == [item.iri]
        assert holdings.availability([instance], wide)[0].total == 1
    with pytest.raises(Invalid, match="bound with"):
        editor.item_update(actor, item.iri, bound.revision, ItemChange(bound_with=[salt]))
    (moved,) = editor.items_move(actor, [item.iri], instance=pepper)
    assert item_details(moved).bound_with == ()


def test_what_somebody_has_is_not_withdrawn_deleted_or_marked_and_every_reason_is_told(
    copy, store, names, clock, access, tenants, actor
) -> None:
    item = copy()
    reasons = (Hindrance("ON_LOAN", "It is on loan."), Hindrance("REQUESTED", "Two readers wait for it."))
    asked: list[tuple[str, tuple[str, ...]]] = []

    def hindrances(tenant: str, items):
        asked.append((tenant, tuple(items)))
        return [Hindered(reasons) for _ in items]

    editor = HoldingsEditor(store, names, clock, access, tenants, hindrances)
    position = store.position()
    for command in (
        lambda: editor.item_withdraw(actor, item.iri, item.revision),
        lambda: editor.item_delete(actor, item.iri, item.revision),
        lambda: editor.item_update(actor, item.iri, item.revision, ItemChange(marker=Marker.MISSING)),
    ):
        with pytest.raises(ItemHindered, match=r"It is on loan\. Two readers wait for it\.") as refused:
            command()
        assert refused.value.hindrances == reasons
    assert store.position() == position
    assert asked == [("harbor", (item.iri,))] * 3
    editor.item_update(actor, item.iri, item.revision, ItemChange(condition="torn", marker=Marker.RESTRICTED))


def test_what_is_lent_while_it_is_being_withdrawn_is_not_withdrawn(
    copy, store, names, clock, access, tenants, actor, scope
) -> None:
    item = copy()
    sighting = Key(names.graph("harbor", GraphKind.CIRCULATION), names.resource("harbor", "sightings", "s1"))
    lent = Hindrance("ON_LOAN", "It is on loan.")

    def hindrances(tenant: str, items):
        if store.read([sighting], SystemScope())[0] is not None:
            return [Hindered((lent,)) for _ in items]
        seen = Put(sighting, {"@type": ["lsp:Sighting"]}, ABSENT)  # a desk is quicker
        store.commit(Change(Cause("desk", "circulation.checkOut", clock()), (seen,)), SystemScope())
        return [Hindered((), Delete(sighting, ABSENT)) for _ in items]

    editor = HoldingsEditor(store, names, clock, access, tenants, hindrances)
    with pytest.raises(ItemHindered, match="It is on loan"):
        editor.item_withdraw(actor, item.iri, item.revision)
    assert editor.item_update(actor, item.iri, item.revision, ItemChange(condition="torn")).iri == item.iri


def test_a_copy_on_which_nothing_hangs_is_deleted_and_a_retry_changes_nothing(
    copy, editor, actor, holdings, scope, store, fields, listed
) -> None:
    item = copy()
    noted = editor.item_update(actor, item.iri, item.revision, ItemChange(staff_notes=["x"]))
    editor.item_delete(actor, item.iri, noted.revision, "gone")
    assert holdings.items([item.iri], scope) == [None]
    position = store.position()
    editor.item_delete(actor, item.iri, noted.revision, "gone")
    assert store.position() == position
    assert fields(listed("bf:Instance")[0], "952") == []
    with pytest.raises(NotFound):
        editor.item_delete(actor, item.iri, noted.revision)


def test_only_what_is_the_librarys_own_is_changed_and_named(
    copy, editor, actor, place, listed, load, marc, store
) -> None:
    item = copy()
    load(marc("001 s9", "245 10 $a Theirs.", "952 ## $a LIN $p 90"), tenant="lindenau")
    (theirs,), (foreign,) = listed("bf:Instance", "lindenau"), listed("bf:Item", "lindenau")
    elsewhere = place("ELSEWHERE", None, "lindenau")
    position = store.position()
    for command, error in (
        (lambda: editor.item_update(actor, item.iri, item.revision, ItemChange(location=elsewhere)), NotFound),
        (lambda: editor.item_update(actor, item.iri, item.revision, ItemChange(location="x")), NotFound),
        (lambda: editor.item_update(actor, foreign, item.revision, ItemChange(condition="x")), NotFound),
        (lambda: editor.item_create(actor, theirs, ItemChange()), NotFound),
        (lambda: editor.items_move(actor, [item.iri], instance=theirs), NotFound),
        (lambda: editor.items_move(actor, [foreign], instance=item_of(item).instance), NotFound),
        (lambda: editor.item_update(actor, item.iri, item.revision, ItemChange(holdings=foreign)), NotFound),
        (lambda: editor.item_create(ANONYMOUS, theirs, ItemChange()), Forbidden),
        (lambda: editor.item_update(actor, item.iri, "x", ItemChange()), StaleRevision),
        (lambda: editor.item_update(actor, item.iri, item.revision, ItemChange(pieces=0)), Invalid),
        (
            lambda: editor.item_update(actor, item.iri, item.revision, ItemChange(lifecycle=Lifecycle.WITHDRAWN)),
            Invalid,
        ),
        (lambda: editor.item_update(actor, item.iri, item.revision, ItemChange(condition="\x01")), Invalid),
    ):
        with pytest.raises(error):
            command()
    assert store.position() == position


def test_an_instance_that_copies_are_bound_with_is_not_deleted_and_takes_them_to_its_replacement(
    copy, editor, actor, load, marc, listed, catalogue, scope
) -> None:
    item = copy()
    load(marc("001 s2", "245 10 $a Pepper."), marc("001 s3", "245 10 $a Pepper again."))
    pepper, again = [iri for iri in listed("bf:Instance") if iri != item_of(item).instance]
    editor.item_update(actor, item.iri, item.revision, ItemChange(bound_with=[pepper]))
    (there,) = catalogue.resources([pepper], scope)
    with pytest.raises(InUse):
        catalogue.delete(actor, pepper, there.revision, with_dependents=True)
    catalogue.delete(actor, pepper, there.revision, redirect_to=again)
    (moved,) = catalogue.resources([item.iri], scope)
    assert item_details(moved).bound_with == (again,)
