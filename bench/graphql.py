"""How fast the GraphQL API answers over HTTP: a search page of 20 works with everything on it, and 50 instances by id.

    python bench/graphql.py [--records N] [--seconds S] [--clients N] [--store DIRECTORY] [--while-importing]

Imports real records into three libraries, two items added to each, into a store that is kept for the next run
(`--store`, beside the system's temporary files unless given). Then starts a server with two workers, and asks it from
8 clients at once, all on the same cores. Progress goes to stderr, one JSON object to stdout.

With `--while-importing` it measures what people notice of an import: on a copy of that store, a library's records come
in and search and SPARQL follow, and every few seconds all that is stopped for as long (SIGSTOP). `busy_ratio` is the
95th percentile of the search page while they run over that while they stand; by turns, because others use the machine.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

# This file is called like a library that the server needs, and Python looks beside the script first.
sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).parents[1]))

from app.bootstrap import Installation, install, installed
from app.clock import clock
from app.projecting import projectors
from app.server import limits
from app.settings import Settings, StoreAddress
from bench.serving import WORDS, Measured, load, octets, prepare, say, served
from graph.access.model import ANONYMOUS, operator
from graph.store.scope import SystemScope
from schema.build import schema
from schema.running.engine import Caller, Engine, Request

COMING = "newcomer"
"""The library whose records come in while others ask."""
TURNS = 6
PAGE = """query Page($text: String!) { search(input: {text: $text, scope: {all: true}}, first: 20) {
  totalCount nodes {
  ... on Work { id title { full main { value lang } } languages { label { value } }
    contributions(first: 10) { nodes { isPrimary agent { id name { value } } role { label { value } } } }
    subjects(first: 10) { nodes { __typename ... on Concept { id label { value } } ... on Agent { id name { value } }
      ... on Work { id title { full } } } }
    availability { total available byTenant { tenant { slug } total available } }
    instances(first: 5) { nodes { id title { full } publication { place { value } publisher { value } dateText }
      identifiers { scheme value } extent
      items(first: 10) { nodes { id barcode callNumber availability { status available }
        location { name { value } } } } } } } } } }"""
INSTANCES = """query Instances($ids: [ID!]!) { instances(ids: $ids) { id title { full } responsibility
  publication { publisher { value } dateText } identifiers { scheme value }
  items(first: 10) { nodes { id barcode callNumber location { name { value } } availability { status available } } }
  availability { total available } } }"""
IDS = """query Ids($text: String!) { search(input: {text: $text, kinds: [INSTANCE], scope: {all: true}}, first: 100) {
  nodes { ... on Instance { id } } } }"""


def ask(connection: http.client.HTTPConnection, query: str, variables: dict[str, object]) -> bytes:
    """One request on a connection that stays open."""
    body = json.dumps({"query": query, "variables": variables}).encode()
    connection.request("POST", "/graphql", body, {"Content-Type": "application/json"})
    response = connection.getresponse()
    answer = response.read()
    if response.status != 200 or b'"errors"' in answer:
        raise SystemExit(f"{response.status}: {answer[:500]!r}")
    return answer


@dataclass
class Importing:
    """An import that goes on, and the projectors that follow it."""

    installation: Installation
    job: str

    def processed(self) -> tuple[int, bool]:
        """Records read so far, and whether more come."""
        found = self.installation.services.jobs.job(self.job, SystemScope())
        assert found is not None
        return found.report.read, found.finished is None

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Have it stand still during the block, and whatever it began."""
        processes = list(children())
        store = self.installation.settings.store
        assert store is not None
        assert store.path is not None
        with closing(sqlite3.connect(store.path, timeout=60, isolation_level=None)) as writer:
            writer.execute("BEGIN IMMEDIATE")  # none of them holds the store when it is stopped
            for process in processes:
                os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)


@contextmanager
def importing(settings: Settings, directory: Path) -> Iterator[Importing]:
    """An import as one asked for over HTTP runs, and projectors as a server keeps them; cancelled at the end."""
    file = directory / "coming.mrc"
    file.write_bytes(b"".join(itertools.islice(octets(0, 10**9), 12_000)))
    with installed(settings) as installation, projectors(settings):
        services, actor = installation.services, operator(COMING)
        services.tenants.create_tenant(operator(), COMING, {"en": COMING.title()}, networks=["bench"])
        running = Importing(installation, services.jobs.start(actor, file).id)
        while not running.processed()[0]:
            time.sleep(0.1)
        yield running
        if running.processed()[1]:
            services.jobs.cancel(actor, running.job)
        while running.processed()[1]:
            time.sleep(0.1)


def noticed(settings: Settings, seconds: float, clients: int) -> dict[str, object]:
    """What askers of search pages notice of an import, on a copy of the store."""
    with tempfile.TemporaryDirectory(prefix="catalograph-bench-") as name:
        directory = Path(name)
        own = settings.store.path  # type: ignore[union-attr]
        for each in own.parent.glob(f"{own.name}*"):
            (shutil.copytree if each.is_dir() else shutil.copy)(each, directory / each.name)
        settings = replace(settings, store=StoreAddress("sqlite", directory / own.name))
        with installed(settings) as installation:
            installation.bring_up_to_date("sparql")
        idle, busy = Measured(), Measured()
        with served(settings) as (port, server), importing(settings, directory) as running:
            first = running.processed()[0]
            for turn in range(TURNS + 1):
                with running.stopped():
                    standing = load(port, server, clients, seconds / TURNS, page)
                moving = load(port, server, clients, seconds / TURNS, page)
                busy.wall_s += moving.wall_s
                if turn:  # the first warms up
                    idle.times += standing.times
                    busy.times += moving.times
            last, goes_on = running.processed()
        if not goes_on:
            sys.exit("the import ended before the measurement did: measure for fewer seconds")
    return {
        "idle_p50_p95_ms": [idle.at(0.5), idle.at(0.95)],
        "busy_p50_p95_ms": [busy.at(0.5), busy.at(0.95)],
        "busy_p50_ratio": round(busy.at(0.5) / idle.at(0.5), 2),
        "busy_ratio": round(busy.at(0.95) / idle.at(0.95), 2),
        "records_per_s_meanwhile": round((last - first) / busy.wall_s, 1),
        "load": [round(each, 1) for each in os.getloadavg()],
    }


def children() -> Iterator[int]:
    """The processes of an import and its projectors, which this one started."""
    for tasks in Path("/proc/self/task").glob("*/children"):
        for process in tasks.read_text().split():
            if b"\0app." in Path(f"/proc/{process}/cmdline").read_bytes():
                yield int(process)


def page(connection: http.client.HTTPConnection, chance: random.Random) -> bytes:
    """A search page for one word or two."""
    return ask(connection, PAGE, {"text": " ".join(chance.sample(WORDS, chance.choice((1, 1, 1, 2))))})


def store_calls(installation: Installation) -> float:
    """How often a search page goes to the store, counted in this process."""
    counted: Counter[str] = Counter()
    kind = type(installation.store._store)  # noqa: SLF001 - the engine behind what guards it
    for name in ("read", "layers", "incoming", "find", "scan", "history", "versions", "changes"):
        original = getattr(kind, name)

        def counting(self, *arguments, _original=original, _name=name, **options):
            counted[_name] += 1
            return _original(self, *arguments, **options)

        setattr(kind, name, counting)
    engine = Engine(schema(), installation.services, limits(installation.settings), clock, introspection=True)
    caller = Caller(ANONYMOUS, "bench")
    engine.run(Request(PAGE, None, {"text": "water"}), caller)
    counted.clear()
    for word in WORDS:
        engine.run(Request(PAGE, None, {"text": word}), caller)
    return sum(counted.values()) / len(WORDS)


def main() -> None:
    """Prepare, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=63_388)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "catalograph-bench")
    parser.add_argument("--while-importing", action="store_true")
    options = parser.parse_args()
    settings = prepare(options.store, options.records)
    if options.while_importing:
        print(json.dumps({"name": "graphql", "figures": noticed(settings, options.seconds, options.clients)}))
        return
    with served(settings) as (port, server):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        answers = [json.loads(ask(connection, IDS, {"text": word})) for word in WORDS]
        ids = [each["id"] for answer in answers for each in answer["data"]["search"]["nodes"]]
        for word in WORDS:
            ask(connection, PAGE, {"text": word})

        def instances(connection: http.client.HTTPConnection, chance: random.Random) -> bytes:
            return ask(connection, INSTANCES, {"ids": chance.sample(ids, 50)})

        say(f"one client, {options.seconds:g} s")
        alone = load(port, server, 1, options.seconds / 3, page)
        say(f"{options.clients} clients, {options.seconds:g} s")
        pages = load(port, server, options.clients, options.seconds, page)
        say("50 instances by id")
        fifty = load(port, server, 1, options.seconds / 3, instances)
        crowd = load(port, server, options.clients, options.seconds, instances)
    installation = install(settings)
    calls = store_calls(installation)
    installation.close()
    figures = {
        "search_p50_ms": pages.at(0.5),
        "search_p95_ms": pages.at(0.95),
        "search_one_client_p50_ms": alone.at(0.5),
        "search_one_client_p95_ms": alone.at(0.95),
        "instances_p95_ms": fifty.at(0.95),
        "instances_8_clients_p95_ms": crowd.at(0.95),
        "requests_per_s": round(len(pages.times) / pages.wall_s, 1),
        "server_cpu_ms_per_request": round(pages.cpu_s * 1000 / len(pages.times), 2),
        "store_calls_per_request": round(calls, 2),
        "answer_kb": round(pages.octets / len(pages.times) / 1000, 1),
        "records": options.records,
    }
    print(json.dumps({"name": "graphql", "figures": figures}))


if __name__ == "__main__":
    main()
