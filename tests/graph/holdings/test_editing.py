"""What staff change of items and holdings, what others see of it, and what an exported record says then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from graph.access.model import ANONYMOUS, Forbidden, Reading, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.backends.sqlite.store import SqliteStore
from graph.catalogue.errors import InUse, Invalid, NotFound, StaleRevision
from graph.catalogue.exporter import Exporter
from graph.catalogue.model import Resource
from graph.holdings.changes import HoldingsChange, ItemChange, ShelfMark, Stated
from graph.holdings.details import holding_details, item_details
from graph.holdings.editor import HoldingsEditor
from graph.holdings.errors import BarcodeTaken, Hindered, Hindrance, ItemHindered
from graph.holdings.explaining import BECAUSE, explanation
from graph.holdings.service import HoldingsService, item_of
from graph.holdings.status import STATUS, ItemStatus, Lifecycle, Marker
from graph.store.model import ABSENT, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.port import Store
from graph.store.scope import SystemScope
from graph.tenants.documents import location_iri
from mappings.marc.notation import show
from mappings.marc.reader import parse

SALT = ("001 s1", "245 10 $a Salt.")
KOHA = "952 ## $2 ddc $a HBC $b HBC $c FIC $h v.1 $o FIC KUR $p 31 $t 1 $y BK $z Signed"


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "store.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def holdings(store) -> HoldingsService:
    return HoldingsService(store, lambda: datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def editor(store, names, clock, access, tenants) -> HoldingsEditor:
    return HoldingsEditor(store, names, clock, access, tenants)


@pytest.fixture
def wide(access: AccessService):
    return access.scope(ANONYMOUS, Reading(all=True))


@pytest.fixture
def listed(store, names) -> Callable[..., list[str]]:
    def of_type(type: str, tenant: str = "harbor") -> list[str]:
        return [key.iri for key in store.scan(names.graph(tenant, GraphKind.CATALOGUE), SystemScope(), type=type).keys]

    return of_type


@pytest.fixture
def place(names, tenants, actor) -> Callable[[str, str | None], str]:
    """A location of Harbor, below another one where that is named."""

    def made(code: str, parent: str | None = None, tenant: str = "harbor") -> str:
        tenants.add_locations(operator(tenant), tenant, [(code, {"en": code}, parent)])
        return location_iri(names, tenant, code)

    return made


@pytest.fixture
def fields(exporter: Exporter, scope) -> Callable[..., list[str]]:
    """The fields of an instance's exported record, as text."""

    def exported(instance: str, *tags: str) -> list[str]:
        (octets,) = exporter.marc("harbor", scope, [instance])
        return [show(field) for field in parse(octets).fields if field.tag in tags]

    return exported


@pytest.fixture
def copy(catalogue, load, marc, listed, scope) -> Callable[..., Resource]:
    """An imported item, as it is."""

    def imported(*lines: str) -> Resource:
        load(marc(*SALT, *(lines or (KOHA,))))
        (found,) = catalogue.resources(listed("bf:Item")[:1], scope)
        return found

    return imported


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


@pytest.mark.parametrize("row", STATUS, ids=lambda row: row.status.value)
def test_a_status_is_explained_by_the_row_that_won_and_the_facts(row) -> None:
    found = explanation(row.example)
    assert (found.status, found.because) == (row.status, BECAUSE[row.status])
    assert found.facts


def test_an_explanation_names_what_gave_way() -> None:
    withdrawn = next(row for row in STATUS if row.status is ItemStatus.WITHDRAWN)
    found = explanation(withdrawn.example)
    assert found.over == (ItemStatus.CHECKED_OUT, ItemStatus.MISSING)
    assert {each.about: each.says for each in found.facts}["marker"] == "Missing"


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
