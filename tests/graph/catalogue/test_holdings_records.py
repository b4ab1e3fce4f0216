"""Holdings that come as records of their own: they find what they are the holdings of, whichever comes first."""

from __future__ import annotations

import pytest

from graph.catalogue.report import ImportOptions
from graph.holdings.service import HoldingsService
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.scope import SystemScope
from graph.tenants.documents import location_iri
from graph.tenants.model import ImportPolicy, OnMatch
from mappings.marc.reader import read

SERIAL = ("001 s1", "010 ## $a   85000002", "245 00 $a Tides.")
HELD = (
    "001 s1", "004 s1", "008 0103274p    8   1001aaeng0071008",
    "852 0# $b MAIN $c STACKS $h GC1 $i .T5 $x In the cellar since 1998", "853 20 $8 1 $a v. $i (year)",
    "863 40 $8 1.1 $a 1-9 $i 1990-1998", "876 ## $p 31 $t 1 $3 v.1", "876 ## $p 32 $t 1 $3 v.2",
)  # fmt: skip
LEADER = "00000ny  a22000004n 4500"


@pytest.fixture
def held(marc) -> bytes:
    return marc(*HELD, leader=LEADER)


@pytest.fixture
def holdings(store, clock) -> HoldingsService:
    return HoldingsService(store, clock)


def of_type(store, names, type: str, tenant: str = "harbor") -> list[str]:
    return [key.iri for key in store.scan(names.graph(tenant, GraphKind.CATALOGUE), SystemScope(), type=type).keys]


def everything(store, names) -> dict[str, object]:
    found: dict[str, object] = {}
    for kind in (GraphKind.CATALOGUE, GraphKind.SOURCE):
        keys = store.scan(names.graph("harbor", kind), SystemScope(), first=1000).keys
        found.update((each.key.iri, (each.body, each.version)) for each in store.read(keys, SystemScope()) if each)
    return found


def seen(store, names, holdings, scope):
    """The one instance, its holdings and its items as a reader sees them."""
    (instance,) = of_type(store, names, "bf:Instance")
    (found,), (items,) = (
        holdings.holdings_of([instance], scope, Page()),
        holdings.items_of([instance], scope, Page()),
    )
    return instance, found.items, items.items


@pytest.mark.parametrize("order", ["after", "before", "together", "reversed"])
def test_holdings_find_their_instance_whichever_comes_first(
    store, names, marc, load, held, holdings, scope, order
) -> None:
    serial = marc(*SERIAL)
    for batch in {
        "after": [(serial,), (held,)],
        "before": [(held,), (serial,)],
        "together": [(serial, held)],
        "reversed": [(held, serial)],
    }[order]:
        assert load(*batch).reported == 0
    instance, (one,), items = seen(store, names, holdings, scope)
    assert (one.instance, one.call_number, one.type) == (instance, "GC1 .T5", "serial")
    assert one.summary == ("v.1-9 (1990-1998)",)
    assert one.policies.lending == "will lend"
    assert sorted((item.barcode, item.enumeration, item.holding) for item in items) == [
        ("31", "v.1", one.iri), ("32", "v.2", one.iri),
    ]  # fmt: skip
    assert {(item.call_number, item.location) for item in items} == {
        ("GC1 .T5", location_iri(names, "harbor", "STACKS"))
    }


def test_embedded_and_separate_holdings_are_described_alike(store, names, marc, load, held, holdings, scope) -> None:
    load(marc(*SERIAL), held)
    _, (separate,), apart = seen(store, names, holdings, scope)
    lines = [line for line in HELD if line > "8"]
    load(marc("001 s2", "245 00 $a Tides again.", *(line.replace("$p 3", "$p 4") for line in lines)))
    (embedded,) = (each for each in holdings.holdings(of_type(store, names, "lsp:Holdings"), scope)
                   if each.iri != separate.iri)  # fmt: skip
    own = {"@id", "lsp:holdingsFor", "bf:adminMetadata"}
    coded = {name for name in separate.resource.body if name not in embedded.resource.body} - own
    assert {name: embedded.resource.body[name] for name in embedded.resource.body if name not in own} == {
        name: separate.resource.body[name] for name in separate.resource.body if name not in own | coded
    }
    assert coded <= {
        "lsp:holdingsType", "lsp:holdingsLevel", "lsp:itemInformation", "lsp:bibliographicControlNumber",
        "lsp:receiptStatus", "lsp:acquisitionMethod", "lsp:retention", "lsp:completeness", "lsp:copiesReported",
        "lsp:lending", "lsp:reproduction", "lsp:statementLanguage", "lsp:compositeReport", "lsp:reportDate",
    }  # fmt: skip
    assert len(apart) == 2


def test_the_same_holdings_again_write_nothing(store, names, marc, load, held) -> None:
    load(marc(*SERIAL), held)
    before, position = everything(store, names), store.position()
    report = load(marc(*SERIAL), held)
    assert (report.unchanged, report.created, report.updated) == (2, 0, 0)
    assert (everything(store, names), store.position()) == (before, position)


def test_changed_holdings_are_updated_in_place(store, names, marc, load, held, holdings, scope) -> None:
    load(marc(*SERIAL), held)
    _, (before,), items = seen(store, names, holdings, scope)
    changed = [line.replace("1-9 $i 1990-1998", "1- $i 1990-") for line in HELD if "$p 32" not in line]
    report = load(marc(*changed, leader=LEADER))
    assert (report.updated, report.conflicted) == (1, 0)
    _, (after,), left = seen(store, names, holdings, scope)
    assert (after.iri, after.summary) == (before.iri, ("v.1- (1990-)",))
    assert [item.barcode for item in left] == ["31"]
    assert left[0].iri in {item.iri for item in items}


def test_a_holdings_record_may_have_the_number_of_another_record(store, names, marc, load, held) -> None:
    report = load(marc(*SERIAL), held)
    assert (report.created, report.repeated, report.failed) == (2, 0, 0)
    assert (len(of_type(store, names, "bf:Instance")), len(of_type(store, names, "lsp:Holdings"))) == (1, 1)


def test_holdings_wait_and_are_exported_though_their_instance_is_not_there(
    store, names, load, held, exporter, scope, holdings
) -> None:
    report = load(held)
    assert (report.created, report.reported, report.warnings) == (1, 0, 0)
    (waiting,) = holdings.holdings(of_type(store, names, "lsp:Holdings"), scope)
    assert waiting.summary == ("v.1-9 (1990-1998)",)
    assert list(exporter.marc("harbor", scope)) == [held]


def test_holdings_that_name_no_record_are_stored_and_told(store, names, marc, load) -> None:
    report = load(marc("001 h9", "852 ## $b MAIN", leader=LEADER))
    assert (report.created, report.warnings) == (1, 1)
    assert report.problems[0].code == "HOLDINGS_OF_NOTHING"
    assert len(of_type(store, names, "lsp:Holdings")) == 1


def test_a_linkage_number_names_the_record_where_004_does_not(store, names, marc, load, holdings, scope) -> None:
    load(marc(*SERIAL), marc("001 h1", "014 1# $a s1", "852 ## $b MAIN", leader=LEADER))
    instance, (one,), _ = seen(store, names, holdings, scope)
    assert one.instance == instance


def test_holdings_move_to_the_instance_their_record_turns_out_to_describe(
    store, names, marc, load, held, holdings, scope
) -> None:
    load(marc("001 other", "010 ## $a   85000002", "245 00 $a Tides."), options=ImportOptions(source="union"))
    load(held)
    policy = ImportPolicy(match_on=("lccn",), on_match=OnMatch.UPDATE)
    report = load(marc(*SERIAL), options=ImportOptions(policy=policy))
    assert report.matched == 1
    instance, (one,), items = seen(store, names, holdings, scope)
    assert one.instance == instance
    assert {item.instance for item in items} == {instance}


def test_another_librarys_record_with_the_number_is_not_meant(store, names, marc, load, held, holdings, access) -> None:
    load(marc(*SERIAL), tenant="lindenau")
    load(held)
    (lindenaus,) = of_type(store, names, "bf:Instance", "lindenau")
    assert holdings.holdings_of([lindenaus], SystemScope(), Page())[0].items == ()


def test_export_gives_both_records_back_byte_for_byte(marc, load, held, exporter, scope) -> None:
    serial = marc(*SERIAL)
    load(serial, held)
    assert list(exporter.marc("harbor", scope)) == [serial, held]


def test_an_edit_of_holdings_changes_its_field_alone_and_keeps_private_notes(
    store, names, marc, load, held, exporter, catalogue, actor, scope
) -> None:
    serial = marc(*SERIAL)
    load(serial, held)
    (iri,) = of_type(store, names, "lsp:Holdings")
    (resource,) = catalogue.resources([iri], scope)
    (part,) = resource.body["lsp:enumeratedHoldings"]
    changed = {**part, "lsp:enumeration1": ["1-10"]}
    catalogue.update(actor, iri, resource.revision, {**resource.body, "lsp:enumeratedHoldings": [changed]})
    first, second = exporter.marc("harbor", scope)
    assert first == serial
    (was,), (now,) = read(held), read(second)
    assert [field for field in now.fields if field not in was.fields] == [
        field._replace(subfields=tuple(s._replace(value="1-10") if s.code == "a" else s for s in field.subfields))
        for field in was.data("863")
    ]
    assert exporter.texts([iri], scope, "marcjson")[0] is not None


def test_a_copy_bought_later_is_in_the_exported_holdings(
    store, names, marc, load, held, exporter, catalogue, actor, scope
) -> None:
    load(marc(*SERIAL), held)
    (iri,), (instance,) = of_type(store, names, "lsp:Holdings"), of_type(store, names, "bf:Instance")
    barcode = {"@type": ["bf:Barcode"], "rdf:value": ["33"]}
    body = {
        "bf:itemOf": [{"@id": instance}], "lsp:inHoldings": [{"@id": iri}], "bf:identifiedBy": [barcode],
    }  # fmt: skip
    catalogue.create(actor, "bf:Item", body)
    _, second = exporter.marc("harbor", scope)
    (now,) = read(second)
    assert [field.get("p") for field in now.data("876")] == ["31", "32", "33"]


def test_deleted_holdings_are_gone_and_their_bibliographic_record_stays(
    store, names, marc, load, held, exporter, catalogue, actor, scope
) -> None:
    serial = marc(*SERIAL)
    load(serial, held)
    for kind in ("bf:Item", "lsp:Holdings"):
        for iri in of_type(store, names, kind):
            (resource,) = catalogue.resources([iri], scope)
            catalogue.delete(actor, iri, resource.revision)
    assert of_type(store, names, "lsp:Holdings") == []
    assert list(exporter.marc("harbor", scope)) == [serial]


def test_private_notes_are_in_the_source_graph_alone(store, names, marc, load, held) -> None:
    load(marc(*SERIAL), held)
    graph = names.graph("harbor", GraphKind.CATALOGUE)
    bodies = store.read(store.scan(graph, SystemScope(), first=1000).keys, SystemScope())
    assert not any("cellar" in str(each.body) for each in bodies if each is not None)
