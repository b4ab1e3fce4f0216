"""How fast the store is, on SQLite and on Neo4j, beside what the machine can do at all in the same run.

`*_commits_per_s`: durable commits of one document each, from one process and, `contended`, from eight at once that
want the same hundred documents. `*_read50_ms`: fifty documents by key, the median. `*_load_per_s`: documents of a bulk
import; `*_load_records_per_s`: the records they describe, and `*_warm_` so of the second half, when Java has compiled
what it runs often. `fsyncs_per_s` and `neo4j_return1_ms` are the floor: a bare write to the disk, an empty question to
the server. With `--records N` the SQLite store grows to N records: `sqlite_growth` is the rate of its first tenth over
the last's. `bench/scale.py` tells how whole imports grow.

    make bench NAME=store        # or: python bench/store.py [--records N] [--neo4j bolt://host:7687 | --no-neo4j]

Without an address a Neo4j server is started from Maven artifacts, as the tests do.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import count, cycle, islice
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.demo.collection import records as demo_records
from app.demo.libraries import LIBRARIES
from graph.backends.neo4j import Neo4jStore
from graph.backends.sqlite import SqliteStore
from graph.catalogue.descriptions import Describer
from graph.catalogue.identity import HeadingNames
from graph.store.errors import Conflict
from graph.store.model import ABSENT, ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import SystemScope
from mappings.bibframe.convert import converter
from mappings.marc.reader import read
from mappings.marc.record import Record
from tests.neo4j_server import running

SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", ROOT.parent / "shared" / "data"))
NAMES = Names("https://c.example/")
GRAPH = NAMES.graph("harbor", GraphKind.CATALOGUE)
EVERYTHING = SystemScope()
WRITERS = 8
FOR_LOADING = ("-XX:+UseParallelGC", "-Xms2g", "-Xmx2g", "-Xmn1g")
"""What docs/how-to/neo4j.md says of a server into which much is loaded."""
CONTENDED = 100
TOGETHER = 2000
"""Records in one call of `load`, 500 a change."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=5000, help="grow the SQLite store to so many records")
    parser.add_argument("--neo4j-records", type=int, default=20_000, help="and the Neo4j store to so many")
    parser.add_argument("--seconds", type=float, default=5.0, help="how long each commit figure is measured")
    server = parser.add_mutually_exclusive_group()
    server.add_argument("--neo4j", help="the address of a server with an empty database")
    server.add_argument("--no-neo4j", action="store_true", help="SQLite only")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="catalograph-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        figures: dict[str, object] = {"machine": f"{os.cpu_count()} cores, {platform.machine()}"}
        figures["fsyncs_per_s"] = round(fsyncs(folder, chosen.seconds))
        figures |= measured("sqlite", str(folder / "store.sqlite"), chosen.records, chosen.seconds)
        figures["sqlite_commits_to_fsyncs"] = ratio(figures["sqlite_commits_per_s"], figures["fsyncs_per_s"])
        if not chosen.no_neo4j:
            address = chosen.neo4j or stack.enter_context(running(folder / "neo4j", options=FOR_LOADING))[0]
            figures |= measured("neo4j", address, chosen.neo4j_records, chosen.seconds)
            figures["neo4j_return1_ms"] = return1(address)
            figures["neo4j_read50_to_return1"] = ratio(figures["neo4j_read50_ms"], figures["neo4j_return1_ms"])
    print(json.dumps({"name": "store", "figures": figures}))


def opened(engine: str, where: str) -> Store:
    """A store."""
    return SqliteStore(Path(where)) if engine == "sqlite" else Neo4jStore(where)


def measured(engine: str, where: str, records: int, seconds: float) -> dict[str, object]:
    """The figures of one engine."""
    store = opened(engine, where)
    rates, documents, keys = loaded(store, records, engine)
    figures: dict[str, object] = {f"{engine}_load_per_s": round(sum(rates) / len(rates))}
    figures[f"{engine}_load_records_per_s"] = round(sum(rates) / len(rates) * records / documents)
    figures[f"{engine}_warm_load_records_per_s"] = round(sum(rates[5:]) / 5 * records / documents)
    figures[f"{engine}_growth"] = round(rates[0] / rates[-1], 2)
    figures[f"{engine}_documents"] = documents
    figures[f"{engine}_read50_ms"] = round(read50(store, keys), 2)
    figures[f"{engine}_commits_per_s"] = round(commits(store, seconds))
    store.close()
    told(f"{engine}: eight writers")
    with get_context("spawn").Pool(WRITERS) as pool:
        done = pool.starmap(contend, [(engine, where, seconds, number) for number in range(WRITERS)])
    figures[f"{engine}_contended_commits_per_s"] = round(sum(done) / seconds)
    return figures


def bodies() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """Without end, the descriptions of a record after another: real ones where they are, else the demo's."""
    file = SHARED / "marc" / "us_federal.mrc.gz"
    describer = Describer(converter(), HeadingNames(NAMES, "harbor"))
    if file.exists():
        with file.open("rb") as stream:
            source = [each for each in islice(read(stream), 4000) if isinstance(each, Record)]
    else:
        source = [each for library in LIBRARIES for each in demo_records(library)]
    made = [[(root.iri, root.body) for root in describer.roots(each, str(n), {})] for n, each in enumerate(source)]
    gc.collect()
    gc.freeze()  # collections of garbage shouldn't go through what stands here to be loaded
    return cycle(made)


def loaded(store: Store, records: int, engine: str) -> tuple[list[float], int, list[Key]]:
    """Load so many records; documents a second of each tenth, how many, and the keys of some from everywhere.

    Millions of keys kept here would be gone through by every collection of garbage, and measured as the store's growth.
    """
    source, numbers, all_documents = bodies(), count(), 0
    rates: list[float] = []
    keys: list[Key] = []
    gc.disable()  # as while records are imported
    for _tenth in range(10):
        left, took, documents = records // 10, 0.0, 0
        while left > 0:
            changes = [load_of(source, numbers, min(many, 500)) for many in range(left, max(left - TOGETHER, 0), -500)]
            left -= TOGETHER
            began = time.perf_counter()
            gc.collect(1)
            store.load(changes, EVERYTHING)
            took += time.perf_counter() - began
            documents += sum(len(each.puts) for each in changes)
            keys += [put.key for each in changes for put in each.puts[:: 1 + records // 10_000]]
        all_documents += documents
        rates.append(documents / took)
        told(f"{engine}: {all_documents} documents, {rates[-1]:.0f}/s")
    gc.enable()
    return rates, all_documents, keys


def load_of(source: Iterator[list[tuple[str, dict[str, Any]]]], numbers: Iterator[int], records: int) -> Change:
    """One change: the documents of so many records."""
    puts = []
    for number in islice(numbers, records):
        for iri, body in next(source):
            own = f"{iri}-{number}"
            puts.append(Put(Key(GRAPH, own), renumbered(body, own, number), ABSENT))
    return Change(Cause("bench", "import", datetime.now(UTC)), tuple(puts))


def renumbered(body: dict[str, Any], own: str, number: int) -> dict[str, Any]:
    """The body of another document of its kind, with barcodes of its own."""
    marks = [
        {**each, "rdf:value": [f"{value}-{number}" for value in each.get("rdf:value", ())]}
        if "bf:Barcode" in each.get("@type", ())
        else each
        for each in body.get("bf:identifiedBy", ())
    ]
    return {**body, "@id": own, **({"bf:identifiedBy": marks} if marks else {})}


def read50(store: Store, keys: Sequence[Key]) -> float:
    """Milliseconds for fifty documents, the median."""
    chance = Random(1)
    samples = [chance.sample(keys, 50) for _ in range(200)]
    return median(timed(lambda sample=sample: store.read(sample, EVERYTHING)) for sample in samples)


def commits(store: Store, seconds: float) -> float:
    """Commits a second of one document each."""
    done, until = 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        store.commit(change(f"single-{done % 500}", done), EVERYTHING)
        done += 1
    return done / seconds


def contend(engine: str, where: str, seconds: float, writer: int) -> int:
    """In a process of its own: edit the documents that all others edit too; how many edits were committed."""
    store = opened(engine, where)
    chance, done, until = Random(writer), 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        try:
            store.commit(change(f"contended-{chance.randrange(CONTENDED)}", done * WRITERS + writer), EVERYTHING)
            done += 1
        except Conflict:
            continue
    store.close()
    return done


def change(local: str, number: int) -> Change:
    """An edit of a small document."""
    key = Key(GRAPH, NAMES.resource("harbor", "works", local))
    body = {"@type": ["bf:Work"], "rdfs:label": [f"Edit {number}"], "bf:subject": [{"@id": f"urn:x:{number % 50}"}]}
    return Change(Cause("bench", "edit", datetime.now(UTC)), (Put(key, body, ANY),))


def fsyncs(folder: Path, seconds: float) -> float:
    """Four kilobytes written and brought to the disk, so many times a second."""
    done, until = 0, time.perf_counter() + seconds / 2
    with (folder / "floor").open("wb") as file:
        while time.perf_counter() < until:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
            done += 1
    return done / (seconds / 2)


def return1(address: str) -> float:
    """Milliseconds for an empty question to a Neo4j server, the median."""
    from neo4j import GraphDatabase

    with GraphDatabase.driver(address) as driver, driver.session() as session:
        return round(median(timed(lambda: session.run("RETURN 1").consume()) for _ in range(300)), 2)


def timed(call: Callable[[], object]) -> float:
    """Milliseconds of a call."""
    began = time.perf_counter()
    call()
    return (time.perf_counter() - began) * 1000


def ratio(one: object, other: object) -> float:
    """One figure over another."""
    return round(float(str(one)) / float(str(other)), 2)


def told(text: str) -> None:
    """Progress goes to the error stream."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
