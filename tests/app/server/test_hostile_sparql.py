"""The hostile collection against a real server: nothing foreign is shown, nobody called, everybody else answered."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import httpx
import pytest

from app.settings import StoreAddress
from tests.app.server.conftest import MEMORY, PRIVATE, SECRET, Client, make_world, running
from tests.graph.research.hostile import COLLECTION, FOREIGN, Ends, Hostile
from tests.listening import Listener, listening

BASE = "http://localhost:8000/"
ROWS = 500
HONEST = "SELECT ?t { ?w <http://id.loc.gov/ontologies/bibframe/mainTitle> ?t }"
ATTACKER, OWNER, HONEST_READER = "researcher@harbor", f"researcher@{PRIVATE}", "researcher@lindenau"


@dataclass(frozen=True)
class Field:
    """A client of the server, the address that must not be called, and who called it."""

    client: Client
    listener: Listener

    def text(self, row: Hostile) -> str:
        return row.text(
            foreign=f"{BASE}{PRIVATE}/graphs/catalogue",
            base=BASE,
            slug=PRIVATE,
            listener=f"127.0.0.1:{self.listener.server_port}",
        )

    def ask(self, who: str, text: str) -> httpx.Response:
        headers = self.client.headers(who) | {"Content-Type": "application/sparql-query"}
        return self.client.http.post("/sparql", content=text.encode(), headers=headers)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Field]:
    directory = tmp_path_factory.mktemp("hostile")
    made = make_world(
        replace(
            MEMORY,
            store=StoreAddress("sqlite", directory / "store.sqlite"),
            sparql_time_limit_s=1,
            sparql_row_limit=ROWS,
        )
    )
    made.installation.bring_up_to_date("sparql")
    with (
        listening() as listener,
        running(made.installation) as address,
        httpx.Client(base_url=address, timeout=60) as http,
    ):
        yield Field(Client(http, made.tokens), listener)
    made.installation.close()


def ended(answer: httpx.Response) -> Ends:
    """How a query ended, by what a client sees."""
    if answer.status_code != 200:
        code = answer.json()["errors"][0]["extensions"]["code"]
        return {(400, "SPARQL_REFUSED"): Ends.REFUSED, (503, "SPARQL_TIMEOUT"): Ends.STOPPED}[answer.status_code, code]
    if answer.headers["X-Truncated"] == "true":
        return Ends.CUT
    if answer.headers["Content-Type"].startswith("application/n-triples"):
        return Ends.OWN if answer.text else Ends.EMPTY
    body = answer.json()
    found = body["boolean"] if "boolean" in body else any(body["results"]["bindings"])
    return Ends.OWN if found else Ends.EMPTY


@pytest.mark.parametrize("row", COLLECTION, ids=lambda row: row.name)
def test_a_hostile_query_ends_in_its_limit_shows_nothing_foreign_and_stops_nobody(place: Field, row: Hostile) -> None:
    found: list[httpx.Response] = []
    asking = threading.Thread(target=lambda: found.append(place.ask(ATTACKER, place.text(row))))
    asking.start()
    time.sleep(0.05)
    honest = place.ask(HONEST_READER, HONEST)
    asking.join()
    assert honest.status_code == 200
    assert len(honest.json()["results"]["bindings"]) > 5
    assert ended(found[0]) in row.ends
    assert SECRET not in found[0].text
    if found[0].status_code == 200:
        assert f"{PRIVATE}/works" not in found[0].text
    assert place.listener.calls == []


def test_a_flood_of_slow_queries_keeps_another_librarys_query_waiting_for_one_slot_at_most(place: Field) -> None:
    slow = next(row for row in COLLECTION if row.name == "cross product counted")
    ends: list[int] = []
    threads = [
        threading.Thread(target=lambda: ends.append(place.ask(ATTACKER, place.text(slow)).status_code))
        for _ in range(20)
    ]
    for thread in threads:
        thread.start()
    while not ends:  # the first is turned away or stopped: all places to wait are taken
        time.sleep(0.01)
    for _ in range(3):
        assert place.ask(HONEST_READER, HONEST).status_code == 200
    waiting = sum(thread.is_alive() for thread in threads)
    for thread in threads:
        thread.join()
    assert set(ends) == {503}
    assert waiting >= 2, "three queries were answered before the flood had drained"


@pytest.mark.parametrize("row", [row for row in FOREIGN if row.shows], ids=lambda row: row.name)
def test_the_same_query_shows_a_library_to_its_own_researchers(place: Field, row: Hostile) -> None:
    answer = place.ask(OWNER, place.text(row))
    assert ended(answer) in {Ends.OWN, Ends.CUT}
    assert SECRET in answer.text or f"{PRIVATE}/" in answer.text
