"""Importing MARC, as a library sees it: what is stored, what is reported, and what happens when it comes again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.access.model import ANONYMOUS, Actor, Forbidden, Permission
from graph.catalogue.errors import ImportRefused
from graph.catalogue.importer import Importer
from graph.catalogue.report import ImportOptions, ImportReport, OnRepeat
from graph.catalogue.service import CatalogueService
from graph.store.names import GraphKind, Names
from graph.store.scope import Scope, SystemScope
from graph.tenants.model import ImportPolicy, OnConflict, UnknownTenant
from mappings.marc.errors import EmptyInput, InputRefused
from tests.graph.catalogue.stored import SALT, graph, of_type

ITEM = "952 ## $a HBC $c FIC $o FIC KUR $p {} $y BK"


def test_a_record_becomes_a_work_an_instance_and_its_source(store, names, marc, load) -> None:
    report = load(marc(*SALT))
    assert (report.read, report.created, report.reported) == (1, 1, 0)
    (work,) = of_type(store, names, "bf:Work")
    (instance,) = of_type(store, names, "bf:Instance")
    bodies = graph(store, names)
    assert bodies[instance]["bf:instanceOf"] == [{"@id": work}]
    assert bodies[instance]["lsp:controlNumber"] == ["main|s1"]
    (source,) = (body for body in bodies.values() if "lsp:SourceRecord" in body["@type"])
    assert source["lsp:octets"] == [marc(*SALT).decode()]
    assert {each["@id"] for each in source["lsp:describes"]} == {work, instance}


def test_the_same_file_again_writes_no_version_and_no_event(store, names, marc, load) -> None:
    load(marc(*SALT), marc("001 s2", "245 10 $a Cod."))
    position, before = store.position(), graph(store, names)
    report = load(marc(*SALT), marc("001 s2", "245 10 $a Cod."))
    assert (report.unchanged, report.created, report.updated) == (2, 0, 0)
    assert (store.position(), graph(store, names)) == (position, before)


def test_a_changed_record_updates_its_description_in_place(store, names, marc, load) -> None:
    load(marc(*SALT))
    before = graph(store, names)
    report = load(marc(*SALT[:3], "245 10 $a Salt : $b a new world history.", "650 #0 $a Salt."))
    after = graph(store, names)
    assert report.updated == 1
    assert after.keys() == before.keys()
    (instance,) = of_type(store, names, "bf:Instance")
    assert after[instance]["bf:title"][0]["bf:subtitle"] == ["a new world history"]


def test_what_people_changed_stays_when_the_source_changes_something_else(
    store, names, marc, load, catalogue: CatalogueService, actor: Actor, scope: Scope
) -> None:
    load(marc(*SALT))
    (iri,) = of_type(store, names, "bf:Instance")
    (instance,) = catalogue.resources([iri], scope)
    edited = {**instance.body, "bf:title": [{**instance.body["bf:title"][0], "bf:mainTitle": ["SALT"]}]}
    catalogue.update(actor, iri, instance.revision, edited)
    report = load(marc(*SALT, "500 ## $a Includes recipes."))
    (now,) = catalogue.resources([iri], scope)
    assert now.body["bf:title"][0]["bf:mainTitle"] == ["SALT"]
    assert "Includes recipes" in str(now.body["bf:note"])
    assert not report.conflicts
    report = load(marc(*SALT[:3], "245 10 $a Salt! : $b a world history.", "500 ## $a Includes recipes."))
    (now,) = catalogue.resources([iri], scope)
    assert now.body["bf:title"][0]["bf:mainTitle"] == ["SALT"]
    assert [(each.iri, each.clash.theirs) for each in report.conflicts if each.iri == iri] == [(iri, ("Salt!",))]


def test_the_source_wins_where_the_policy_says_replace(
    store, names, marc, load, catalogue: CatalogueService, actor: Actor, scope: Scope
) -> None:
    load(marc(*SALT))
    (iri,) = of_type(store, names, "bf:Instance")
    (instance,) = catalogue.resources([iri], scope)
    edited = {**instance.body, "bf:title": [{**instance.body["bf:title"][0], "bf:mainTitle": ["SALT"]}]}
    catalogue.update(actor, iri, instance.revision, edited)
    policy = ImportPolicy(on_conflict=OnConflict.REPLACE)
    report = load(marc(*SALT[:3], "245 10 $a Salt! : $b a world history."), options=ImportOptions(policy=policy))
    (now,) = catalogue.resources([iri], scope)
    assert now.body["bf:title"][0]["bf:mainTitle"] == ["Salt!"]
    assert report.conflicted >= 1


def test_what_people_deleted_is_not_brought_back(
    store, names, marc, load, catalogue: CatalogueService, actor: Actor, scope: Scope
) -> None:
    load(marc(*SALT))
    (work,) = of_type(store, names, "bf:Work")
    (resource,) = catalogue.resources([work], scope)
    catalogue.delete(actor, work, resource.revision, with_dependents=True)
    assert load(marc(*SALT)).unchanged == 1
    report = load(marc(*SALT, "500 ## $a New."))
    assert of_type(store, names, "bf:Work") == []
    assert report.conflicted == 2


def test_a_record_without_a_control_number_is_known_by_its_content(store, marc, load) -> None:
    assert load(marc("245 10 $a Nameless.")).created == 1
    assert load(marc("245 10 $a Nameless.")).unchanged == 1
    assert load(marc("245 10 $a Nameless, changed.")).created == 1


def test_declared_sources_keep_equal_control_numbers_apart(store, names, marc, load) -> None:
    load(marc(*SALT), options=ImportOptions(source="one"))
    load(marc(*SALT), options=ImportOptions(source="two"))
    assert len(of_type(store, names, "bf:Work")) == 2


def test_libraries_do_not_touch_each_other(store, names, marc, load) -> None:
    load(marc(*SALT))
    before = graph(store, names)
    load(marc(*SALT, "500 ## $a Ours."), tenant="lindenau")
    assert graph(store, names) == before
    assert len(of_type(store, names, "bf:Work", "lindenau")) == 1


@pytest.mark.parametrize(
    ("on_repeat", "stored", "subtitle"), [("skip", 1, "first"), ("replace", 1, "second"), ("keep", 2, "first")]
)
def test_a_repeated_control_number_is_reported_unless_asked_otherwise(
    store, names, marc, load, on_repeat: str, stored: int, subtitle: str
) -> None:
    one, two = marc("001 x", "245 10 $a T : $b first."), marc("001 x", "245 10 $a T : $b second.")
    report = load(one, one, two, options=ImportOptions(on_repeat=OnRepeat(on_repeat)))
    assert report.repeated == 1
    assert report.read == report.stored + report.reported == 3
    instances = of_type(store, names, "bf:Instance")
    assert len(instances) == stored
    assert graph(store, names)[instances[0]]["bf:title"][0]["bf:subtitle"] == [subtitle]
    assert [problem.code for problem in report.problems] == (["REPEATED_CONTROL_NUMBER"] if on_repeat == "skip" else [])


def test_items_come_with_their_locations_and_their_addresses_follow_their_barcodes(store, names, marc, load) -> None:
    load(marc(*SALT, ITEM.format("31"), ITEM.format("32")))
    items = {
        graph(store, names)[iri]["bf:identifiedBy"][0]["rdf:value"][0]: iri for iri in of_type(store, names, "bf:Item")
    }
    assert items.keys() == {"31", "32"}
    assert len(of_type(store, names, "lsp:Location")) == 2
    load(marc(*SALT, ITEM.format("33"), ITEM.format("32")))
    after = {
        graph(store, names)[iri]["bf:identifiedBy"][0]["rdf:value"][0]: iri for iri in of_type(store, names, "bf:Item")
    }
    assert after.keys() == {"32", "33"}
    assert after["32"] == items["32"]


def test_a_barcode_that_another_item_has_is_left_out_and_told(store, names, marc, load) -> None:
    report = load(marc(*SALT, ITEM.format("31")), marc("001 s2", "245 10 $a Cod.", ITEM.format("31")))
    assert (report.created, report.warnings) == (2, 1)
    assert [problem.code for problem in report.problems] == ["BARCODE_TAKEN"]
    assert len(of_type(store, names, "bf:Item")) == 2
    report = load(marc("001 s3", "245 10 $a Oysters.", ITEM.format("31")))
    assert [problem.code for problem in report.problems] == ["BARCODE_TAKEN"]


def test_an_item_that_moves_to_another_record_keeps_its_barcode(store, names, marc, load) -> None:
    load(marc(*SALT, ITEM.format("31")), marc("001 s2", "245 10 $a Cod."))
    report = load(marc(*SALT), marc("001 s2", "245 10 $a Cod.", ITEM.format("31")))
    assert (report.updated, report.warnings) == (2, 0)
    (item,) = of_type(store, names, "bf:Item")
    assert graph(store, names)[item]["bf:identifiedBy"][0]["rdf:value"] == ["31"]


def test_every_record_is_stored_or_reported(marc, load) -> None:
    good = marc(*SALT)
    report = load(
        good, good[:60] + b"\x1d", marc("001 z", "153 ## $a QC", leader="00000nw  a2200000n  4500"), b"noise here"
    )
    assert report.read == report.stored + report.reported
    assert report.stored == 1
    assert {"UNSUPPORTED_RECORD"} < {problem.code for problem in report.problems}


@pytest.mark.parametrize("octets", [b"", b"   ", b"this is no MARC at all" * 50, os.urandom(100_000)])
def test_what_is_no_marc_is_refused_with_nothing_written(store, load, octets: bytes) -> None:
    position = store.position()
    with pytest.raises(InputRefused) as refused:
        load(octets)
    assert refused.value.code.startswith("MARC_")
    assert isinstance(refused.value, EmptyInput) == (not octets.strip())
    assert store.position() == position


@pytest.mark.parametrize(
    "who",
    [
        ANONYMOUS,
        Actor("reader", "R", "harbor", {"harbor": frozenset({Permission.CATALOGUE_READ})}),
        Actor("other", "O", "lindenau", {"lindenau": frozenset(Permission)}),
        Actor("other", "O", "harbor", {"lindenau": frozenset(Permission)}),
    ],
)
def test_importing_needs_the_permission_in_that_library(store, marc, importer: Importer, who: Actor, tenants) -> None:
    position = store.position()
    with pytest.raises(Forbidden):
        importer.run(who, "harbor", [marc(*SALT)])
    assert store.position() == position


def test_an_unknown_library_or_a_bad_source_is_refused(store, marc, load, tenants) -> None:
    position = store.position()
    with pytest.raises(UnknownTenant):
        load(marc(*SALT), tenant="nowhere")
    for source in ("a|b", "x" * 65, "tab\t"):
        with pytest.raises(ImportRefused):
            load(marc(*SALT), options=ImportOptions(source=source))
    with pytest.raises(ImportRefused):
        load(marc(*SALT), options=ImportOptions(batch=0))
    assert store.position() == position


def test_a_dry_run_tells_and_writes_nothing(store, marc, load, tenants) -> None:
    position = store.position()
    assert load(marc(*SALT), options=ImportOptions(dry_run=True)).created == 1
    assert store.position() == position


def test_an_import_stops_cleanly_after_a_batch(store, names, marc, importer: Importer, actor: Actor) -> None:
    records = [marc(f"001 {n}", f"245 10 $a Title {n}.") for n in range(10)]
    report = importer.run(actor, "harbor", records, ImportOptions(batch=3), lambda progress: progress.read < 6)
    assert (report.read, report.stored, report.stopped) == (6, 6, True)
    report = importer.run(actor, "harbor", records, ImportOptions(batch=3))
    assert (report.unchanged, report.created) == (6, 4)


def test_records_that_collide_with_an_address_in_use_are_completed_or_reported(store, names, marc, load) -> None:
    """The source record is gone but its description is there: nothing is duplicated, people's words stay."""
    load(marc(*SALT))
    scope = SystemScope()
    keys = store.scan(names.graph("harbor", GraphKind.SOURCE), scope).keys
    store.forget(keys, scope)
    report = load(marc(*SALT, "500 ## $a New note."))
    assert report.read == report.stored == 1
    assert len(of_type(store, names, "bf:Instance")) == 1
    (instance,) = of_type(store, names, "bf:Instance")
    assert "New note" in str(graph(store, names)[instance])


def test_two_imports_of_one_file_at_the_same_time_make_no_duplicates(
    store, names, marc, importer: Importer, actor
) -> None:
    records = [marc(f"001 {n}", f"245 10 $a Title {n}.", ITEM.format(n)) for n in range(120)]
    reports: list[ImportReport] = []
    threads = [
        threading.Thread(target=lambda: reports.append(importer.run(actor, "harbor", records, ImportOptions(batch=7))))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [report.stored for report in reports] == [120, 120, 120]
    assert sum(report.created for report in reports) == 120
    assert len(of_type(store, names, "bf:Item")) == 120
    assert not [problem for report in reports for problem in report.problems]


KILLED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from graph.access.model import operator
from graph.backends.sqlite.store import SqliteStore
from graph.catalogue.importer import Importer
from graph.catalogue.report import ImportOptions
from graph.store.names import Names
from graph.tenants.service import TenantService
now = lambda: datetime.now(UTC)
store, names = SqliteStore(Path(sys.argv[1])), Names("https://c.example/")
tenants = TenantService(store, names, now)
if not tenants.tenants():
    tenants.create_tenant(operator(), "harbor", {"en": "Harbor"}, item_table="koha")
with open(sys.argv[2], "rb") as stream:
    Importer(store, names, now, tenants).run(
        operator("harbor"), "harbor", stream, ImportOptions(batch=20), lambda p: print(p.read, flush=True) or True)
store.close()
"""


def test_an_import_killed_half_way_and_run_again_ends_as_an_undisturbed_one(
    tmp_path: Path, names: Names, marc: Callable[..., bytes]
) -> None:
    from graph.backends.sqlite.store import SqliteStore

    file = tmp_path / "records.mrc"
    file.write_bytes(b"".join(marc(f"001 {n}", f"245 10 $a Title {n}.", ITEM.format(n)) for n in range(400)))
    command = [sys.executable, "-c", KILLED]
    killed = subprocess.Popen([*command, str(tmp_path / "a.sqlite"), str(file)], stdout=subprocess.PIPE)
    assert killed.stdout is not None
    for line in killed.stdout:
        if int(line) >= 100:
            break
    time.sleep(0.01)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    killed.stdout.close()
    for store in ("a.sqlite", "b.sqlite"):
        subprocess.run([*command, str(tmp_path / store), str(file)], check=True, stdout=subprocess.DEVNULL)
    one, two = (SqliteStore(tmp_path / each) for each in ("a.sqlite", "b.sqlite"))
    scope = SystemScope()
    for kind in (GraphKind.CATALOGUE, GraphKind.SOURCE):
        keys = [store.scan(names.graph("harbor", kind), scope, first=5000).keys for store in (one, two)]
        assert set(keys[0]) == set(keys[1])
        bodies = [{doc.key: doc.body for doc in store.read(keys[0], scope) if doc is not None} for store in (one, two)]
        assert bodies[0] == bodies[1]
    one.close()
    two.close()


def test_every_record_of_the_malformed_files_is_stored_or_reported(shared_data: Path, importer, actor, tenants) -> None:
    for file in sorted((shared_data / "marc" / "malformed").iterdir()):
        with file.open("rb") as stream:
            try:
                report = importer.run(actor, "harbor", stream, ImportOptions(source=file.stem[:60]))
            except InputRefused:
                continue
        assert report.read == report.stored + report.reported, file.name
        assert all(problem.code and problem.message for problem in report.problems)
