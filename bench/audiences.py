"""What a reader of half the libraries pays in SPARQL for the other half being there.

One store holds the catalogues of `--libraries` libraries, of which this reader may read every second one; another holds
those of that half alone. The same queries, as researchers ask them, go to both by turns, through the service and its
worker processes. `ratios` has per query the median time in the first over that in the second, `ratio` is their
geometric mean; `listed_ratios` is what it costs before the dataset of these readers is made, at least where the time
limit ended it. `…_mb` and `…_s` are the disk that dataset takes and the time its making took.

    make bench NAME=audiences        # or: python bench/audiences.py [--libraries N] [--records N] [--rounds N]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import geometric_mean, median
from typing import Any

from graph.backends.oxigraph import OxigraphSparql, SparqlFollower
from graph.backends.oxigraph.follower import places_of, snapshots_of
from graph.backends.oxigraph.snapshots import newest
from graph.backends.sqlite import SqliteStore
from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.projector import catch_up
from graph.store.scope import SystemScope
from graph.store.sparql import SparqlTimeout

NAMES = Names("https://c.example/")
EVERYTHING = SystemScope()
AGENTS, SUBJECTS = 3000, 500
PREFIXES = (
    "PREFIX bf: <http://id.loc.gov/ontologies/bibframe/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    "PREFIX agent: <https://id.example/agents/> PREFIX topic: <https://id.example/topics/> "
    "PREFIX lang: <http://id.loc.gov/vocabulary/languages/> "
)
QUERIES = {
    "works of an author": "SELECT ?w ?t { ?w bf:contribution/bf:agent agent:7 ; bf:title/bf:mainTitle ?t }",
    "by an author's name": "SELECT ?w { ?a rdfs:label 'Agent 5' . ?c bf:agent ?a . ?w bf:contribution ?c }",
    "counts by subject": "SELECT ?s (COUNT(DISTINCT ?w) AS ?n) { ?w bf:subject ?s } GROUP BY ?s ORDER BY DESC(?n)",
    "counts by language": "SELECT ?l (COUNT(?w) AS ?n) { ?w bf:language ?l } GROUP BY ?l",
    "subject and language": "SELECT ?w ?t { ?w bf:subject topic:3 ; bf:language lang:rus ; bf:title/bf:mainTitle ?t }",
    "editions of a subject": "SELECT ?i ?t { ?w bf:subject topic:9 . ?i bf:instanceOf ?w ; bf:title/bf:mainTitle ?t }",
    "authors of topic": "SELECT ?a (COUNT(*) AS ?n) { ?w bf:subject topic:2; bf:contribution/bf:agent ?a }GROUP BY ?a",
    "works of each library": "SELECT ?g (COUNT(?w) AS ?n) { GRAPH ?g { ?w a bf:Work } } GROUP BY ?g",
    "which libraries": "SELECT DISTINCT ?g { GRAPH ?g { ?c bf:agent agent:9 . ?w bf:contribution ?c } }",
    "is there any": "ASK { ?w bf:subject topic:4 ; bf:language lang:ger }",
}
LIMIT_S = 10.0


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--libraries", type=int, default=1000)
    parser.add_argument("--records", type=int, default=20, help="works of each library, each with an instance")
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    readable = range(0, chosen.libraries, 2)
    graphs = frozenset({*(NAMES.graph(name(n), GraphKind.CATALOGUE) for n in readable), NAMES.vocabulary})
    with tempfile.TemporaryDirectory(prefix="catalograph-bench-") as folder:
        whole = Statements(Path(folder) / "whole", range(chosen.libraries), chosen.records)
        half = Statements(Path(folder) / "half", readable, chosen.records)
        told(f"{chosen.libraries} libraries and {len(readable)} are loaded")
        figures: dict[str, object] = {"libraries": chosen.libraries, "records": chosen.libraries * chosen.records}
        figures["load"] = round(os.getloadavg()[0], 1)
        listed = compared(whole, half, graphs, 1)
        figures["listed_ratios"] = {query: ratio(one, other) for query, (one, other) in listed.items()}
        began = time.monotonic()
        while not whole.has_dataset_of(graphs):
            whole.follower.tend(whole.store, EVERYTHING)
            time.sleep(0.05)
        figures["dataset_s"] = round(time.monotonic() - began, 1)
        figures["dataset_mb"] = megabytes(places_of(whole.directory).of(graphs) / "statements-1")
        figures["whole_mb"] = megabytes(whole.directory / "statements-1")
        told("the dataset is made")
        found = compared(whole, half, graphs, chosen.rounds)
        figures["half_ms"] = {query: round(other, 1) for query, (_, other) in found.items()}
        figures["ratios"] = {query: ratio(one, other) for query, (one, other) in found.items()}
        figures["ratio"] = round(geometric_mean(one / other for one, other in found.values()), 2)
        whole.close()
        half.close()
    print(json.dumps({"name": "audiences", "figures": figures}))


class Statements:
    """Some libraries' documents, their statements, and a service that answers from these."""

    def __init__(self, directory: Path, libraries: Sequence[int], records: int) -> None:
        self.directory = directory
        self.store = SqliteStore(directory.with_suffix(".sqlite"))
        self.follower = SparqlFollower(directory)
        for library in libraries:
            puts = tuple(puts_of(library, records))
            self.store.load([Change(Cause("bench", "import", datetime.now(UTC)), puts)], EVERYTHING)
        catch_up(self.follower, self.store, EVERYTHING)
        self.service = OxigraphSparql(directory, workers=2)

    def took(self, text: str, graphs: frozenset[str]) -> tuple[float, int]:
        """Milliseconds of a query (the limit's where it ended there), and how much it answered."""
        began = time.perf_counter()
        try:
            answer = self.service.query(PREFIXES + text, graphs, max_rows=100_000, time_limit_s=LIMIT_S)
        except SparqlTimeout:
            return LIMIT_S * 1000, -1
        return (time.perf_counter() - began) * 1000, len(answer.rows)

    def has_dataset_of(self, graphs: frozenset[str]) -> bool:
        """Whether readers of these graphs have a dataset of their own."""
        found = newest(snapshots_of(places_of(self.directory).of(graphs)))
        return found is not None and found.position == self.follower.position()

    def close(self) -> None:
        """End everything."""
        self.service.close()
        self.follower.close()
        self.store.close()


def compared(
    whole: Statements, half: Statements, graphs: frozenset[str], rounds: int
) -> dict[str, tuple[float, float]]:
    """Per query the median milliseconds in the one and in the other, asked by turns."""
    found: dict[str, tuple[float, float]] = {}
    for query, text in QUERIES.items():
        times: list[tuple[float, float]] = []
        for each in range(rounds + 1):
            (one, rows), (other, expected) = whole.took(text, graphs), half.took(text, graphs)
            if -1 not in {rows, expected} and rows != expected:
                sys.exit(f"{query}: {rows} rows where {expected} were expected")
            if each or rounds == 1:
                times.append((one, other))
        found[query] = (median(one for one, _ in times), median(other for _, other in times))
        told(f"{query}: {found[query][0]:.1f} ms, {found[query][1]:.1f} ms alone")
    return found


def puts_of(library: int, records: int) -> Iterator[Put]:
    """Works and instances of one library: authors and subjects are few and unevenly used, as they are in libraries."""
    chance, slug = Random(library), name(library)
    graph = NAMES.graph(slug, GraphKind.CATALOGUE)
    for number in range(records):
        work, instance = (NAMES.resource(slug, kind, str(number)) for kind in ("works", "instances"))
        agent, topic = (int(chance.paretovariate(0.6)) % most for most in (AGENTS, SUBJECTS))
        title = [{"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [f"Title {number} of {slug}"]}]
        person = {"@id": f"https://id.example/agents/{agent}", "@type": ["bf:Person"], "rdfs:label": [f"Agent {agent}"]}
        subject = {"@id": f"https://id.example/topics/{topic}", "@type": ["bf:Topic"], "rdfs:label": [f"Topic {topic}"]}
        language = chance.choice(["eng", "eng", "eng", "ger", "rus"])
        bodies: list[dict[str, Any]] = [
            {
                "@id": work,
                "@type": ["bf:Work", "bf:Text"],
                "bf:title": title,
                "bf:contribution": [{"@id": "#contribution-1", "@type": ["bf:Contribution"], "bf:agent": [person]}],
                "bf:subject": [subject],
                "bf:language": [{"@id": f"http://id.loc.gov/vocabulary/languages/{language}"}],
            },
            {
                "@id": instance,
                "@type": ["bf:Instance"],
                "bf:instanceOf": [{"@id": work}],
                "bf:title": title,
                "bf:note": [
                    {"@id": f"#note-{n}", "@type": ["bf:Note"], "rdfs:label": [f"Note {n} on {number} of {slug}"]}
                    for n in range(6)
                ],
            },
        ]
        yield from (Put(Key(graph, body["@id"]), body, ABSENT) for body in bodies)


def name(library: int) -> str:
    """A library's slug."""
    return f"library-{library}"


def ratio(one: float, other: float) -> float:
    """One time over another."""
    return round(one / other, 2)


def megabytes(directory: Path) -> int:
    """What the files below a directory take."""
    return round(sum(each.stat().st_size for each in directory.rglob("*") if each.is_file()) / 2**20)


def told(text: str) -> None:
    """Progress goes to the error stream."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
