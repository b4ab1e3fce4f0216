"""A server that is away, comes back, refuses somebody, or holds something else."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from types import SimpleNamespace

import neo4j as driver
import pytest

from graph.backends.neo4j import Neo4jStore
from graph.backends.neo4j.connection import Connection
from graph.backends.neo4j.running import plan_at
from graph.backends.neo4j.schema import MIGRATIONS
from graph.store.errors import Corrupt, Unavailable, Unfinished
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.scope import SystemScope
from tests.neo4j_server import free_port, running

pytestmark = pytest.mark.needs("java")
NAMES = Names("https://c.example/")
KEY = Key(NAMES.graph("harbor", GraphKind.CATALOGUE), NAMES.resource("harbor", "works", "1"))


def written(store: Neo4jStore, label: str) -> int:
    body = {"@type": ["bf:Work"], "rdfs:label": [label]}
    return store.commit(Change(Cause("ada", "edit", datetime.now(UTC)), (Put(KEY, body, ANY),)), SystemScope()).sequence


def test_a_server_that_is_not_there_is_told_in_the_ports_words():
    with pytest.raises(Unavailable, match="can't be reached"):
        Neo4jStore(f"bolt://127.0.0.1:{free_port()}", patience_s=0.3)


def test_the_drivers_log_does_not_tell_what_is_written(neo4j, caplog):
    store = Neo4jStore(neo4j.empty())
    with caplog.at_level("DEBUG", "neo4j"):
        written(store, "Whispered")
        store.read([KEY], SystemScope())
    store.close()
    told = [record.getMessage() for record in caplog.records if "C: RUN" in record.getMessage()]
    assert any("values]" in each for each in told)
    assert not any("Whispered" in each for each in told)


def test_a_server_that_is_away_is_asked_again_soon_however_long_it_has_been_away(neo4j, monkeypatch, caplog):
    connection = Connection(neo4j.empty(), None, None, patience_s=600)
    now, pauses, away = [0.0], [], [True]

    def sleep(seconds):
        now[0] += seconds
        pauses.append(seconds)
        away[0] = now[0] < 300

    monkeypatch.setattr("graph.backends.neo4j.connection.time", SimpleNamespace(monotonic=lambda: now[0], sleep=sleep))

    def work(transaction):
        if away[0]:
            raise driver.exceptions.ServiceUnavailable
        return transaction.single("RETURN 1 AS one")["one"]

    with caplog.at_level("WARNING"):
        assert connection.write(work) == 1
    connection.close()
    assert max(pauses) < 2
    assert now[0] < 302
    assert [record.getMessage() for record in caplog.records] == [
        "The Neo4j server does not answer; it is asked again while patience lasts.",
        "The Neo4j server answers again.",
    ]


def test_a_server_away_for_longer_than_the_patience_keeps_nobody_waiting(neo4j, monkeypatch):
    connection = Connection(neo4j.empty(), None, None, patience_s=10)
    now, pauses = [0.0], []

    def sleep(seconds):
        now[0] += seconds
        pauses.append(seconds)

    monkeypatch.setattr("graph.backends.neo4j.connection.time", SimpleNamespace(monotonic=lambda: now[0], sleep=sleep))

    def away(transaction):
        raise driver.exceptions.ServiceUnavailable

    with pytest.raises(Unavailable):
        connection.write(away)
    assert 8 < sum(pauses) < 12
    now[0] += 10
    pauses.clear()
    with pytest.raises(Unavailable):
        connection.write(away)
    assert pauses == []
    assert connection.read("RETURN 1 AS one")[0]["one"] == 1
    with pytest.raises(Unavailable):
        connection.write(away)
    assert pauses
    connection.close()


def test_another_programs_database_is_left_alone(neo4j):
    address = neo4j.empty()
    with driver.GraphDatabase.driver(address) as opened:
        opened.execute_query("CREATE (:Movie {title: 'Metropolis'})")
    with pytest.raises(Corrupt, match="another program"):
        Neo4jStore(address)


def test_a_store_that_only_a_later_release_can_use_is_left_alone(neo4j):
    address = neo4j.empty()
    Neo4jStore(address).close()
    with driver.GraphDatabase.driver(address) as opened:
        opened.execute_query("MATCH (n:Catalograph) SET n.oldest = 99")
    with pytest.raises(Corrupt, match="later release"):
        Neo4jStore(address)


def test_a_store_that_was_not_made_is_not_made_by_looking(neo4j):
    store = Neo4jStore(neo4j.empty(), create=False)
    assert store.is_empty
    store.close()


def test_a_broken_off_restore_is_told_when_the_store_is_opened_and_completed_by_another(neo4j, tmp_path):
    address = neo4j.empty()
    store = Neo4jStore(address)
    written(store, "kept")
    store.backup(tmp_path / "copy", SystemScope())
    store.close()
    with driver.GraphDatabase.driver(address) as opened:
        opened.execute_query("MATCH (n:Catalograph) SET n.restoring = true")
    with pytest.raises(Unfinished, match="broken off"):
        Neo4jStore(address)
    again = Neo4jStore(address, restoring=True)
    again.restore(tmp_path / "copy", SystemScope())
    again.close()
    opened_anew = Neo4jStore(address)
    assert opened_anew.read([KEY], SystemScope())[0].body["rdfs:label"] == ["kept"]
    opened_anew.close()


def test_what_a_release_would_change_is_told_without_changing_it(neo4j):
    address = neo4j.empty()
    Neo4jStore(address, migrations=MIGRATIONS[:1]).close()
    for _ in range(2):
        plan = plan_at(address, None, None, 10.0)
        assert (plan.formats.format, len(plan.expanding)) == (1, len(MIGRATIONS) - 1)
    store = Neo4jStore(address)
    assert store.plan().expanding == ()
    store.close()


def test_a_store_whose_server_is_killed_and_comes_back_goes_on(tmp_path):
    port = free_port()
    home = tmp_path / "server"
    with running(home, port) as (address, process):
        store = Neo4jStore(address, patience_s=240)
        assert written(store, "before") == 1
        process.kill()
        process.wait()
    hurried = []
    away = threading.Thread(target=lambda: hurried.append(written(store, "while it was away")))
    away.start()
    time.sleep(1)
    assert not hurried
    with running(home, port):
        away.join(240)
        assert hurried == [2]
        (document,) = store.read([KEY], SystemScope())
        assert document is not None
        assert (document.version, document.body["rdfs:label"]) == (2, ["while it was away"])
        assert store.check(SystemScope()) == []
        store.close()
