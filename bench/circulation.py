"""How fast a library lends over HTTP: 100,000 records, 200,000 items, 20,000 patrons, eight desks at two workers.

    python bench/circulation.py [--records N] [--patrons N] [--seconds S] [--clients N] [--store DIRECTORY]

Real records grown to so many (`bench/synthetic.py`), two items added to each, are imported into one library, into a
store that is kept for the next run. `checkout_p95_ms` and `checkouts_per_s` are of durable checkouts of items that are
in, by patrons drawn at random; `checkin_…` of their returns; `availability_p95_ms` of one query for 50 instances, each
with its items, their status and due dates; `account_p95_ms` of a patron with 400 loans, each with its item and title.
`import_ratio` is the 95th percentile of checkouts while a library's records come in, over that while the import stands
still. `store_calls` are those of each command, counted in this process. Client and server share the cores.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.bootstrap import Installation, install, installed
from app.clock import clock
from app.server import limits
from app.settings import Settings, StoreAddress
from bench.graphql import COMING, importing
from bench.serving import Measured, say, served
from bench.synthetic import SHARED, grown
from graph.access.model import operator
from graph.patrons.service import PatronWanted
from graph.store.scope import SystemScope
from graph.tenants.places import PointWanted
from mappings.marc.notation import field as marc_field
from mappings.marc.reader import read
from mappings.marc.record import Record
from mappings.marc.writer import write_marc21
from schema.build import schema
from schema.ids import resource_id
from schema.running.engine import Caller, Engine, Request

LIBRARY = "harbor"
BORROWER = "card-many"
LOANS = 400
TURNS = 4
CHECK_OUT = """mutation Out($input: CheckOutInput!) { checkOut(input: $input) {
  loan { id dueAt item { barcode callNumber } } userErrors { code message } } }"""
CHECK_IN = """mutation In($input: CheckInInput!) { checkIn(input: $input) {
  action loan { id returnedAt } item { barcode } userErrors { code message } } }"""
AVAILABILITY = """query Fifty($ids: [ID!]!) { instances(ids: $ids) { id
  items(first: 10) { nodes { barcode callNumber location { name { value } }
    availability { status available dueAt queueLength } } } } }"""
ACCOUNT = """query Account($card: String!, $after: String) { patron(by: {barcode: $card}) { name blocks { message }
  owed { amount currency } requests(first: 20) { totalCount }
  loans(first: 100, after: $after) { totalCount pageInfo { endCursor }
    nodes { dueAt overdue renewals item { barcode instance { title { full } } } } } } }"""


@dataclass
class Desks:
    """What the clients share: the items that are in, and the loans that were made."""

    patrons: int
    token: str
    ids: list[str] = field(default_factory=list)
    items: Iterator[str] = field(default_factory=lambda: iter(()))
    out: list[str] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def check_out(self, chance: random.Random) -> tuple[str, dict[str, Any]]:
        """An item that is in, to somebody."""
        with self._lock:
            barcode = next(self.items)
            self.out.append(barcode)
        return CHECK_OUT, {"input": {"item": barcode, "patron": f"card-{chance.randrange(self.patrons)}",
                                     "servicePoint": "DESK"}}  # fmt: skip

    def check_in(self, _: random.Random) -> tuple[str, dict[str, Any]]:
        """An item that is out comes back."""
        with self._lock:
            barcode = self.out.pop(0) if self.out else next(self.items)
        return CHECK_IN, {"input": {"item": barcode, "servicePoint": "DESK"}}

    def availability(self, chance: random.Random) -> tuple[str, dict[str, Any]]:
        """Fifty instances at once."""
        return AVAILABILITY, {"ids": chance.sample(self.ids, 50)}

    def account(self, _: random.Random) -> tuple[str, dict[str, Any]]:
        """A patron with many loans."""
        return ACCOUNT, {"card": BORROWER}


def prepare(directory: Path, records: int, patrons: int) -> Settings:
    """The store with records, items and patrons in it, made on the first run."""
    directory.mkdir(parents=True, exist_ok=True)
    settings = Settings(store=StoreAddress("sqlite", directory / f"lending-{records}-{patrons}.sqlite"))
    done = directory / f"lending-{records}-{patrons}.done"
    if done.exists():
        say(f"using {settings.store}")
        return settings
    installation = install(settings, create=True)
    services, chief = installation.services, operator(LIBRARY)
    services.tenants.create_network(operator(), "bench", {"en": "Bench"})
    services.tenants.create_tenant(operator(), LIBRARY, {"en": "Harbor"}, networks=["bench"])
    places = [("MAIN", {"en": "Main"}, None), ("STACKS", {"en": "Stacks"}, None)]
    services.tenants.add_locations(operator(), LIBRARY, places)
    services.places.put_point(chief, PointWanted("DESK", {"en": "Desk"}, serves=("MAIN", "STACKS")))
    began = time.monotonic()
    services.importer.run(chief, LIBRARY, with_items(records), progress=told)
    say(f"{records:,} records with items in {time.monotonic() - began:.0f} s")
    rules = services.settings.rules(chief).text + "\neverywhere group=library : items 1000, loanable\n"
    services.settings.publish_rules(chief, rules)
    for number in range(patrons):
        services.patrons.create(chief, PatronWanted(f"card-{number}", f"Patron {number}", "adult"))
    services.patrons.create(chief, PatronWanted(BORROWER, "A school", "library"))
    point = services.places.points([LIBRARY], services.access.scope(chief))[0][0].iri
    for barcode in in_house(installation, records)[:LOANS]:
        services.circulation.lending.check_out(chief, barcode, BORROWER, point)
    say(f"{patrons:,} patrons")
    installation.close()
    done.write_text("done\n")
    return settings


def with_items(records: int) -> Iterator[bytes]:
    """Records with two items each."""
    for number, record in enumerate(read(grown(SHARED / "marc" / "us_federal.mrc.gz", records))):
        if isinstance(record, Record):
            fields = [each for each in record.fields if each.tag != "852"]
            fields += [marc_field(f"852 0# $b MAIN $c STACKS $h QA{number} $p i-{number}-{copy}") for copy in (1, 2)]
            yield write_marc21(replace(record, fields=tuple(fields)))


def told(now: object) -> bool:
    """Tell how far the import is, now and then."""
    if (read_so_far := getattr(now, "read", 0)) % 20_000 < 25:
        say(f"{read_so_far:,}")
    return True


def load(port: int, clients: int, seconds: float, desks: Desks, make: Callable[[random.Random], Any]) -> Measured:
    """Ask from many clients at once for some seconds; refusals end the run."""
    measured, lock = Measured(), threading.Lock()
    until = time.monotonic() + seconds
    failures: list[str] = []

    def client(number: int) -> None:
        chance = random.Random(number + int(until * 1000))
        connection = http.client.HTTPConnection("127.0.0.1", port)
        own: list[float] = []
        while time.monotonic() < until and not failures:
            query, variables = make(chance)
            began = time.perf_counter()
            answer = ask(connection, desks.token, query, variables)
            own.append((time.perf_counter() - began) * 1000)
            if b'"errors"' in answer or (b'"userErrors"' in answer and b'"userErrors":[]' not in answer):
                failures.append(answer[:500].decode())
        with lock:
            measured.times.extend(own)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    began = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured.wall_s = time.monotonic() - began
    if failures:
        raise SystemExit(failures[0])
    return measured


def ask(connection: http.client.HTTPConnection, token: str, query: str, variables: dict[str, Any]) -> bytes:
    """One request of the desk on a connection that stays open."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}
    connection.request("POST", "/graphql", body, headers)
    return connection.getresponse().read()


def in_house(installation: Installation, records: int) -> list[str]:
    """The barcodes of items that are in, in any order."""
    store, scope = installation.store, SystemScope()
    barcodes = [f"i-{number}-{copy}" for number in range(records) for copy in (1, 2)]
    found: list[str] = []
    for some in (barcodes[at : at + 5_000] for at in range(0, len(barcodes), 5_000)):
        there = [
            (code, keys[0].iri) for code, keys in zip(some, store.find("barcode", some, scope), strict=True) if keys
        ]
        loans = store.find("open-loan", [iri for _, iri in there], scope)
        found += [code for (code, _), loan in zip(there, loans, strict=True) if not loan]
    random.Random(1).shuffle(found)
    return found


def store_calls(installation: Installation, records: int) -> dict[str, int]:
    """How often each command goes to the store, counted in this process."""
    counted: Counter[str] = Counter()
    kind = type(installation.store._store)  # noqa: SLF001 - the engine behind what guards it
    for name in ("read", "layers", "incoming", "find", "scan", "history", "versions", "changes", "head", "commit"):
        original = getattr(kind, name)

        def counting(self, *arguments, _original=original, _name=name, **options):
            counted[_name] += 1
            return _original(self, *arguments, **options)

        setattr(kind, name, counting)
    engine = Engine(schema(), installation.services, limits(installation.settings), clock, introspection=True)
    caller = Caller(operator(LIBRARY), "bench")
    answer: dict[str, int] = {}
    where = {"servicePoint": "DESK", "item": in_house(installation, min(records, 500))[0]}
    for name, query, given in (
        ("checkOut", CHECK_OUT, {"input": {**where, "patron": "card-1"}}),
        ("checkIn", CHECK_IN, {"input": where}),
    ):
        for _ in range(2 if name == "checkIn" else 1):  # settings and scopes are known from the second on
            counted.clear()
            engine.run(Request(query, None, given), caller)
            answer[name] = sum(counted.values())
    return answer


def main() -> None:
    """Prepare, serve, lend, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--patrons", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=12)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "catalograph-bench")
    options = parser.parse_args()
    settings = prepare(options.store, options.records, options.patrons)
    with installed(settings) as installation:
        services = installation.services
        account = services.access.create_account(operator(), "Desk", {LIBRARY: ["desk"]}, LIBRARY)
        desks = Desks(options.patrons, services.access.issue_token(operator(), account.id).secret)
        scope = services.access.scope(operator(LIBRARY))
        found = services.holdings.items_by_barcode([f"i-{number * 7}-1" for number in range(400)], scope)
        desks.ids = [str(resource_id(one.instance)) for each in found for one in each if one.instance]
        calls = store_calls(installation, options.records)
        desks.items = iter(in_house(installation, options.records))
    figures: dict[str, Any] = {}
    with served(settings) as (port, _):
        load(port, options.clients, 2, desks, desks.check_out)  # the workers warm up
        say("checkouts")
        out = load(port, options.clients, options.seconds, desks, desks.check_out)
        say("check-ins")
        back = load(port, options.clients, options.seconds, desks, desks.check_in)
        say("50 instances")
        fifty = load(port, 1, options.seconds / 2, desks, desks.availability)
        crowd = load(port, options.clients, options.seconds / 2, desks, desks.availability)
        say("an account")
        many = load(port, 1, options.seconds / 3, desks, desks.account)
        figures |= {
            "checkout_p50_ms": out.at(0.5),
            "checkout_p95_ms": out.at(0.95),
            "checkouts_per_s": round(len(out.times) / out.wall_s, 1),
            "checkin_p95_ms": back.at(0.95),
            "checkins_per_s": round(len(back.times) / back.wall_s, 1),
            "availability_p95_ms": fifty.at(0.95),
            "availability_8_clients_p95_ms": crowd.at(0.95),
            "account_p95_ms": many.at(0.95),
        }
        figures |= while_importing(settings, port, options.seconds, options.clients, desks)
    figures |= {"store_calls": calls, "records": options.records, "patrons": options.patrons,
                "load": [round(each, 1) for each in os.getloadavg()]}  # fmt: skip
    print(json.dumps({"name": "circulation", "figures": figures}))


def while_importing(settings: Settings, port: int, seconds: float, clients: int, desks: Desks) -> dict[str, Any]:
    """Checkouts while an import runs and while it stands still, by turns."""
    say("checkouts while an import runs")
    still, moving = Measured(), Measured()
    with tempfile.TemporaryDirectory(prefix="catalograph-bench-") as name, importing(settings, Path(name)) as running:
        first = running.processed()[0]
        for turn in range(TURNS + 1):
            with running.stopped():
                one = load(port, clients, seconds / TURNS, desks, desks.check_out)
            other = load(port, clients, seconds / TURNS, desks, desks.check_out)
            if turn:
                still.times += one.times
                moving.times += other.times
            moving.wall_s += other.wall_s
        last = running.processed()[0]
    with installed(settings) as installation:
        installation.remove_tenant(COMING, lambda _: None)
    return {
        "import_ratio": round(moving.at(0.95) / still.at(0.95), 2),
        "idle_p50_p95_ms": [still.at(0.5), still.at(0.95)],
        "busy_p50_p95_ms": [moving.at(0.5), moving.at(0.95)],
        "records_per_s_meanwhile": round((last - first) / moving.wall_s, 1),
    }


if __name__ == "__main__":
    main()
