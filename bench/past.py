"""What it costs to read what was, against what it costs to read what is.

    python bench/past.py [--records N] [--states N] [--works N]

Imports records into a store of its own (SQLite), changes some works, one of them as often as `--states` says, and reads
them at a moment before the last change. `past_ratio` is how many times as long reading a hundred works of a moment
takes as reading them as they are; `long_past_ratio` the same of the one work with all its states, and
`long_history_ratio` of its whole history, which a reading of a moment must not cost. `turtle_past_ratio` is a work as
Turtle over HTTP. `dump_past_ratio` is a graph written as it was, with reading the log, against as it is, and
`query_set_documents_per_s` how fast the data for SPARQL is put together. Progress goes to stderr, one JSON object to
stdout.
"""

from __future__ import annotations

import argparse
import gc
import http.client
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

# A file beside this one is called like a library that the server needs, and Python looks beside the script first.
sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).parents[1]))

from app.bootstrap import Installation, installed
from app.protocols.linked.memento import as_of
from app.settings import Settings, StoreAddress
from bench.serving import octets, say, served
from graph.access.model import operator
from graph.store.names import GraphKind

WANTED: dict[str, float] = {"past_ratio": 4.0, "long_past_ratio": 5.0, "turtle_past_ratio": 3.0}
"""The most that these ratios may be."""
SLUG = "bench"


def best(call: Callable[[], object], times: int = 15, clock: Callable[[], float] = time.process_time) -> float:
    """The median of the seconds that a call takes: of this process's own, so that others don't count."""
    took = []
    for _ in range(times):
        began = clock()
        call()
        took.append(clock() - began)
    return statistics.median(took)


def prepared(installation: Installation, records: int, works: int, states: int) -> tuple[list[str], datetime]:
    """Works with more than one state, the first of them with many, and a moment before the last change."""
    services, actor = installation.services, operator(SLUG)
    services.tenants.create_tenant(operator(), SLUG, {"en": "Bench"})
    services.importer.run(actor, SLUG, octets(0, records))
    scope = services.access.scope(actor)
    iris = [each.iri for each in services.catalogue.works_in(SLUG, scope, works).keys]
    moment = datetime.now(UTC)
    for at, iri in enumerate(iris):
        (found,) = services.catalogue.resources([iri], scope)
        if found is None:
            continue
        for number in range(2 if at else states):
            body = {**found.body, "rdfs:label": [f"State {number}"]}
            moment = datetime.now(UTC)
            found = services.catalogue.update(actor, iri, found.revision, body)
    return iris, moment


def read(installation: Installation, iris: list[str], moment: datetime) -> dict[str, float]:
    """The ratios of reading in the process."""
    gc.collect()
    gc.freeze()  # as the server does
    gc.set_threshold(50_000, 20, 20)
    catalogue, scope = installation.services.catalogue, installation.services.access.scope(operator(SLUG))
    then, one, hundred = scope.at(moment), iris[:1], iris[1:101]
    now_s, past_s = best(lambda: catalogue.resources(hundred, scope)), best(lambda: catalogue.resources(hundred, then))
    one_s = best(lambda: catalogue.resources(one, scope))
    return {
        "present_ms": round(now_s * 1000, 2),
        "past_ratio": round(past_s / now_s, 2),
        "long_past_ratio": round(best(lambda: catalogue.resources(one, then)) / one_s, 2),
        "long_history_ratio": round(best(lambda: catalogue.history(one, scope), 3) / one_s, 1),
    }


def asked(port: int, iri: str, moment: datetime) -> dict[str, float]:
    """The ratio of a work as Turtle over HTTP."""
    connection, path = http.client.HTTPConnection("127.0.0.1", port), f"{urlsplit(iri).path}.ttl"

    def get(address: str) -> None:
        connection.request("GET", address)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise SystemExit(f"{address}: {answer.status}")

    now_s = best(lambda: get(path), 60, time.perf_counter)
    past_s = best(lambda: get(as_of(path, moment)), 60, time.perf_counter)
    return {"turtle_ms": round(now_s * 1000, 2), "turtle_past_ratio": round(past_s / now_s, 2)}


def whole(installation: Installation, moment: datetime) -> dict[str, float]:
    """The ratio of whole graphs, and how fast the data for queries is put together."""
    services = installation.services
    scope, graph = services.access.scope(operator(SLUG)), services.names.graph(SLUG, GraphKind.CATALOGUE)
    now_s = best(lambda: sum(map(len, services.exporter.nodes(graph, scope))), 3)
    past_s = best(lambda: sum(map(len, services.exporter.nodes_at(graph, moment, scope))), 3)
    past = services.past.by_hand()
    past.ask(operator(SLUG), scope, moment)
    began = time.perf_counter()
    past.work()
    took, made = time.perf_counter() - began, past.ask(operator(SLUG), scope, moment)
    return {"dump_past_ratio": round(past_s / now_s, 2), "query_set_documents_per_s": round(made.documents / took)}


def main() -> None:
    """Prepare, read, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=2_000)
    parser.add_argument("--works", type=int, default=120)
    parser.add_argument("--states", type=int, default=2_000)
    options = parser.parse_args()
    figures: dict[str, object] = {"records": options.records, "states": options.states}
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(store=StoreAddress("sqlite", Path(folder) / "past.sqlite"))
        with installed(settings, create=True) as installation:
            iris, moment = prepared(installation, options.records, options.works, options.states)
            say("prepared")
            figures |= read(installation, iris, moment) | whole(installation, moment)
        with served(settings) as (port, _):
            figures |= asked(port, iris[1], moment)
    for name, most in WANTED.items():
        say(f"{name}: {figures[name]} of at most {most:g}")
    print(json.dumps({"name": "past", "figures": figures}))


if __name__ == "__main__":
    main()
