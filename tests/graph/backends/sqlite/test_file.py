"""The file itself: made, recognised, damaged, locked, full, read-only."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from graph.backends.sqlite import schema
from graph.backends.sqlite.schema import APPLICATION_ID, VERSION
from graph.store.errors import Corrupt, Unavailable
from graph.store.model import Remedy


def test_a_new_file_is_marked_as_a_store(bench):
    bench.open()
    with closing(sqlite3.connect(bench.path)) as file:
        assert file.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert file.execute("PRAGMA user_version").fetchone() == (VERSION,)
        assert file.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_what_was_written_is_there_when_the_file_is_opened_again(bench):
    store = bench.open()
    store.commit(bench.change(bench.key("1")), bench.scope)
    store.close()
    store.close()
    assert bench.open().read([bench.key("1")], bench.scope)[0] is not None


def test_a_closed_store_says_so(bench):
    store = bench.open()
    store.close()
    with pytest.raises(Unavailable):
        store.position()


def test_the_database_of_another_program_is_refused_and_left_alone(bench):
    with closing(sqlite3.connect(bench.path)) as file:
        file.execute("CREATE TABLE theirs (a)")
        file.commit()
    before = bench.path.read_bytes()
    with pytest.raises(Corrupt, match="another program"):
        bench.open()
    assert bench.path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(bench):
    bench.path.write_bytes(b"MARC records, perhaps, but no store. " * 200)
    with pytest.raises(Corrupt):
        bench.open()


def test_a_store_that_only_a_later_release_can_use_is_refused(bench):
    bench.open().close()
    with closing(sqlite3.connect(bench.path)) as file:
        file.execute(f"UPDATE store SET oldest = {VERSION + 1}")
        file.commit()
    with pytest.raises(Corrupt, match="later release"):
        bench.open()


def test_a_store_of_the_first_format_is_brought_to_this_one_with_what_it_holds(bench):
    store = bench.open(migrations=schema.MIGRATIONS[:1])
    store.commit(bench.change(bench.key("1")), bench.scope)
    store.close()
    store = bench.open()
    assert store.read([bench.key("1")], bench.scope)[0] is not None
    assert store.check(bench.scope) == []
    with closing(sqlite3.connect(bench.path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (VERSION,)


def test_many_that_open_a_new_store_at_once_make_one(bench):
    children = [bench.child("store = SqliteStore(PATH); print(store.position()); store.close()") for _ in range(6)]
    assert [child.communicate()[0].strip() for child in children] == ["0"] * 6


def test_a_folder_that_is_not_there_makes_the_store_unavailable(make_bench):
    with pytest.raises(Unavailable):
        make_bench("no/folder/store.db").open()


def test_a_store_that_is_locked_for_longer_than_the_patience_is_unavailable(bench):
    store = bench.open(patience_s=0.05)
    with closing(sqlite3.connect(bench.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="busy"):
            store.commit(bench.change(bench.key("1")), bench.scope)
        assert store.read([bench.key("1")], bench.scope) == [None]
        other.execute("ROLLBACK")
    assert store.commit(bench.change(bench.key("1")), bench.scope).written == 1


def test_a_damaged_page_is_told_as_damage(bench):
    store = bench.open()
    for n in range(40):
        store.commit(bench.change(*(bench.key(f"{n}-{m}") for m in range(40)), note="x" * 50), bench.scope)
    store.close()
    with closing(sqlite3.connect(bench.path)) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = file.execute("PRAGMA page_size").fetchone()[0]
        root = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'iri'").fetchone()[0]
    with bench.path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    store = bench.open()
    with pytest.raises(Corrupt):
        store.layers([bench.key("1-1").iri], bench.scope) and store.scan(bench.key("1").graph, bench.scope)
    assert store.check(bench.scope) != []


def test_a_damaged_body_is_told_as_damage_and_named_by_check(bench):
    store = bench.open()
    store.commit(bench.change(bench.key("1"), bench.key("2")), bench.scope)
    with closing(sqlite3.connect(bench.path)) as file:
        file.execute("UPDATE document SET body = x'28b52ffd00' WHERE id = 1")
        file.commit()
    with pytest.raises(Corrupt):
        store.read([bench.key("1")], bench.scope)
    assert store.read([bench.key("2")], bench.scope)[0] is not None
    assert [finding.subject for finding in store.check(bench.scope)][:1] == [bench.key("1").iri]


@pytest.mark.parametrize(
    ("damage", "word", "mended"),
    [
        ("DELETE FROM edge WHERE document = 1", "lacks a link", True),
        ("INSERT INTO edge VALUES (1, 1, 17, 1)", "has a link", True),
        ("INSERT INTO edge VALUES (1, 1, 17, 99)", "has a link", True),
        ("DELETE FROM member WHERE document = 1 AND type = 0", "lacks a type", True),
        ("INSERT INTO lookup VALUES (1, 'x', 17, 1, 0)", "has a key", True),
        ("DELETE FROM iri WHERE iri = 'urn:s'", "has not kept", True),
        ("DELETE FROM event WHERE sequence = 1", "events numbered", False),
        ("UPDATE document SET sequence = 2 WHERE id = 1", "does not name it", False),
        ("DELETE FROM version WHERE id = (2 << 20 | 2)", "gap", False),
        ("DELETE FROM version WHERE id = (2 << 20 | 3)", "gap", False),
    ],
)
def test_check_names_what_does_not_agree_and_mends_what_follows_from_documents(bench, damage, word, mended):
    store = bench.open()
    store.commit(bench.change(bench.key("1")), bench.scope)
    for note in "abcd":
        store.commit(bench.change(bench.key("2"), note=note), bench.scope)
    assert store.check(bench.scope) == []
    with closing(sqlite3.connect(bench.path)) as file:
        file.execute(damage)
        file.commit()
    findings = store.check(bench.scope)
    assert any(word in finding.problem for finding in findings)
    assert {finding.remedy for finding in findings if word in finding.problem} == {
        Remedy.MEND if mended else Remedy.RESTORE
    }
    store.mend([finding.key for finding in findings if finding.key], bench.scope)
    assert (store.check(bench.scope) == []) is mended


FULL = """
import resource
store = SqliteStore(PATH)
store.commit(change(key("first")), SCOPE)
resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))
import random
written = 0
try:
    while True:
        store.commit(change(key(f"{written}"), note=random.randbytes(8000).hex()), SCOPE)
        written += 1
except Unavailable as error:
    print(written, error.code)
try:
    store.load([change(key("bulk"), note=random.randbytes(900_000).hex())], SCOPE)
except Unavailable as error:
    print("load", error.code)
print("read", store.read([key("first")], SCOPE)[0] is not None)
"""


def test_a_full_disk_is_told_and_leaves_the_store_intact(bench):
    said = bench.child(FULL).communicate()[0].split()
    written = int(said[0])
    assert said[1:] == ["STORE_UNAVAILABLE", "load", "STORE_UNAVAILABLE", "read", "True"]
    assert written > 0
    store = bench.open()
    assert store.position() == written + 1
    assert store.check(bench.scope) == []
    assert store.read([bench.key("bulk"), bench.key(str(written))], bench.scope) == [None, None]
    assert store.commit(bench.change(bench.key(str(written))), bench.scope).written == 1


def test_a_backup_onto_a_full_disk_is_told_and_leaves_no_half_copy(bench):
    said = bench.child(
        """
import resource
store = SqliteStore(PATH)
for n in range(200):
    store.commit(change(key(f"{n}"), note=str(n) * 300), SCOPE)
resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
try:
    store.backup(PATH.with_name("copy"), SCOPE)
except Unavailable as error:
    print(error.code, PATH.with_name("copy").exists(), PATH.with_name("copy.part").exists())
"""
    ).communicate()[0]
    assert said.split() == ["STORE_UNAVAILABLE", "False", "False"]


def test_a_dictionary_is_learnt_in_a_bulk_import_and_read_by_everyone(bench):
    early = bench.open()
    early.commit(bench.change(bench.key("before")), bench.scope)
    store = bench.open()
    changes = [bench.change(*(bench.key(f"{n}-{m}") for m in range(100)), note=f"A note on {n}") for n in range(30)]
    store.load(changes, bench.scope)
    with closing(sqlite3.connect(bench.path)) as file:
        assert file.execute("SELECT count(*) FROM dictionary").fetchone() == (1,)
    for each in (early, store, bench.open()):
        documents = each.read([bench.key("before"), bench.key("7-7"), bench.key("29-99")], bench.scope)
        assert [document.body["bf:note"] for document in documents] == [["n"], ["A note on 7"], ["A note on 29"]]
    assert early.commit(bench.change(bench.key("after"), note="later"), bench.scope).written == 1
    assert store.check(bench.scope) == []
