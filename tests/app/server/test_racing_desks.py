"""Sixteen clients race over HTTP for the same copies and their queues: what was promised holds, whoever was quicker."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.bootstrap import Installation, installed
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from graph.circulation.documents import loan_of, request_of
from graph.patrons.service import PatronWanted
from graph.store import walking
from graph.store.names import GraphKind
from graph.store.scope import SystemScope
from graph.tenants.places import PointWanted
from tests.app.processes import answered, running, unused_port

pytestmark = pytest.mark.slow
CLIENTS, COPIES, PATRONS, SECONDS = 16, 12, 24, 6.0
SHOWN = {
    "checkOut": "loan { id }",
    "checkIn": "action",
    "renew": "loan { id }",
    "placeRequest": "request { id }",
    "cancelRequest": "request { id }",
}
COMMANDS = {
    name: f"mutation M($input: {name[0].upper()}{name[1:]}Input!) {{ done: {name}(input: $input) "
    f"{{ {shown} userErrors {{ code message ... on BlockedError {{ blocks {{ code }} }} }} }} }}"
    for name, shown in SHOWN.items()
}
TYPED = {"BLOCKED", "CONFLICT"}


@dataclass
class Race:
    """What the clients share and note."""

    address: str
    token: str
    until: float
    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    placed: list[str] = field(default_factory=list)
    cancelled: set[str] = field(default_factory=set)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def run(self, number: int) -> None:
        """One client until the time is over."""
        chance = random.Random(number)
        with httpx.Client(headers={"Authorization": f"Bearer {self.token}"}, timeout=60) as client:
            while time.monotonic() < self.until:
                self.ask(client, *self.command(chance))

    def command(self, chance: random.Random) -> tuple[str, dict[str, Any]]:
        copy, patron = f"copy-{chance.randrange(COPIES)}", f"card-{chance.randrange(PATRONS)}"
        name = chance.choice(list(COMMANDS))
        with self.lock:
            request = chance.choice(self.placed) if self.placed else ""
        return name, {
            "checkOut": {"item": copy, "patron": patron, "servicePoint": "DESK"},
            "checkIn": {"item": copy, "servicePoint": "DESK"},
            "renew": {"loan": copy},
            "placeRequest": {"target": copy, "patron": patron, "pickup": "DESK"},
            "cancelRequest": {"request": request},
        }[name]

    def ask(self, client: httpx.Client, name: str, given: dict[str, Any]) -> None:
        if given.get("request") == "":
            return
        try:
            answer = client.post(
                f"{self.address}/graphql", json={"query": COMMANDS[name], "variables": {"input": given}}
            )
        except httpx.HTTPError as error:
            with self.lock:
                self.wrong.append(f"{name}: {error!r}")
            return
        body = answer.json()
        with self.lock:
            if "errors" in body or answer.status_code != 200:
                self.wrong.append(f"{name}: {answer.status_code} {body}")
                return
            done = body["data"]["done"]
            if codes := {each["code"] for each in done["userErrors"]}:
                self.counts[f"{name} refused"] += 1
                if not codes <= TYPED:
                    self.wrong.append(f"{name}: {done}")
                return
            self.counts[name] += 1
            if name == "placeRequest":
                self.placed.append(done["request"]["id"])
            if name == "cancelRequest":
                self.cancelled.add(given["request"])


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A library with copies of a few works, patrons and a desk."""
    return Settings(store=StoreAddress("sqlite", tmp_path / "c.sqlite"), data=tmp_path / "data")


@pytest.fixture
def token(settings: Settings) -> str:
    with installed(settings, create=True) as installation:
        services, chief = installation.services, operator("harbor")
        services.tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
        services.places.put_point(chief, PointWanted("DESK", {"en": "Desk"}))
        for number in range(COPIES):
            if number % 4 == 0:
                work = services.catalogue.create(chief, "bf:Work", {"rdfs:label": [f"Work {number}"]})
                described = {"bf:instanceOf": [{"@id": work.iri}], "rdfs:label": [f"Edition {number}"]}
                edition = services.catalogue.create(chief, "bf:Instance", described)
            mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [f"copy-{number}"]}
            copy = {"bf:itemOf": [{"@id": edition.iri}], "bf:identifiedBy": [mark]}
            services.catalogue.create(chief, "bf:Item", copy)
        for number in range(PATRONS):
            services.patrons.create(chief, PatronWanted(f"card-{number}", f"Patron {number}", "adult"))
        account = services.access.create_account(operator(), "Desk", {"harbor": ["desk"]}, "harbor")
        return services.access.issue_token(operator(), account.id).secret


def test_no_copy_is_lent_twice_no_queue_has_gaps_and_no_request_is_lost(settings: Settings, token: str) -> None:
    port = unused_port()
    environment = {"CATALOGRAPH_STORE": str(settings.store), "CATALOGRAPH_DATA": str(settings.data),
                   "CATALOGRAPH_QUERY_BUDGET_PER_MINUTE": "1000000000", "CATALOGRAPH_PROJECTORS": "no"}  # fmt: skip
    with running("serve", "--port", port, "--workers", "3", **environment):
        address = f"http://127.0.0.1:{port}"
        answered(address, "/health")
        race = Race(address, token, time.monotonic() + SECONDS)
        clients = [threading.Thread(target=race.run, args=(number,)) for number in range(CLIENTS)]
        for each in clients:
            each.start()
        for each in clients:
            each.join()
    assert race.wrong == []
    assert all(race.counts[name] for name in ("checkOut", "checkIn", "placeRequest", "cancelRequest")), race.counts
    with installed(settings) as installation:
        _look(installation, race)


def _look(installation: Installation, race: Race) -> None:
    services, scope = installation.services, SystemScope()
    graph = services.names.graph("harbor", GraphKind.CIRCULATION)
    loans = list(map(loan_of, walking.documents(installation.store, graph, scope, type="lsp:Loan")))
    assert max(Counter(each.item for each in loans if each.open).values(), default=0) <= 1
    assert len(loans) == race.counts["checkOut"]
    requests = list(map(request_of, walking.documents(installation.store, graph, scope, type="lsp:Request")))
    assert len(requests) == race.counts["placeRequest"]
    chief = operator("harbor")
    for queue in services.circulation.reading.queues(chief, list({each.queue for each in requests})):
        places = services.circulation.reading.places(chief, queue)
        assert [each.position for each in places if each is not None] == list(range(1, len(queue) + 1))
        readies = [each.ready for each in queue]
        assert readies == sorted(readies, reverse=True)
    kept = Counter(each.item for each in requests if each.ready)
    assert max(kept.values(), default=0) <= 1
    findings = [each for each in installation.check() if each.projection is None]
    assert findings == []
