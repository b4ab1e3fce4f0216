"""What a page of a search over a network takes, against a page of one of its libraries, in one run.

    python bench/union.py [--records N] [--pages N] [--store DIRECTORY]

Ten libraries with a tenth of the records each, drawn from the same titles, so that most works are in several of them;
what is the same is in clusters. They stay in `--store` for the next run where that is given. By turns, each word once
in either, are asked: the public page of hits as browsers get it from a server (`page_one_ms`, `page_union_ms`), and
what that page asks of the API, in this process (`one_ms`, `union_ms`): 20 works, their availability, facets; over the
network each work once, with the libraries that have it. These are medians; `page_ratio` and `ratio` are the medians of
union over one, `cpu_ratio` the same of this process's CPU. `calls` is how many calls of the store a page of the union
made, for pages of 5 and 20 works. `together` is how many descriptions a work has.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.bootstrap import Installation, install
from app.clock import clock
from app.pages.asking import stored
from app.pages.views import COSTLY, FACETS
from app.server import limits
from app.settings import Settings, StoreAddress
from bench.serving import served
from graph.access.model import ANONYMOUS, operator
from graph.backends.sqlite.store import SqliteStore
from graph.network.clusters.documents import cluster_key, cluster_node
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.scope import SystemScope
from mappings.bibframe.node import Node
from schema.build import schema
from schema.running.engine import Caller, Engine, Request

LIBRARIES: Final = tuple(f"library{letter}" for letter in "abcdefghij")
NETWORK: Final = "rivers"
WORDS: Final = 3_000
LANGUAGES: Final = ("eng", "eng", "pol", "ger", "fre")
_AT_ONCE: Final = 300


class Titles:
    """Titles that libraries draw from: each is always the same, common words in many of them."""

    def __init__(self, names: Names, records: int) -> None:
        self._names, self._each = names, records // len(LIBRARIES)
        self._there = self._each * 4

    def drawn(self, library: str) -> list[int]:
        """The titles a library has: well-known ones are in most."""
        random, found = Random(library), {}
        while len(found) < self._each:
            found[int(self._there * random.random() ** 2)] = None
        return list(found)

    def documents(self, library: str) -> Iterator[Put]:
        """The works, editions and copies of a library."""
        graph = self._names.graph(library, GraphKind.CATALOGUE)
        for number in self.drawn(library):
            for body in self._described(library, number):
                yield Put(Key(graph, str(body["@id"])), body, ANY)

    def clusters(self) -> Iterator[Put]:
        """What is the same in several libraries."""
        having: dict[int, list[str]] = {}
        for library in LIBRARIES:
            for number in self.drawn(library):
                having.setdefault(number, []).append(self._iri(library, "works", number))
        for number, works in having.items():
            if len(works) > 1:
                key = cluster_key(self._names, NETWORK, f"c{number}")
                yield Put(key, cluster_node(key.iri, sorted(works), ()), ANY)

    def together(self) -> float:
        """How many descriptions a work has."""
        every = [number for library in LIBRARIES for number in self.drawn(library)]
        return round(len(every) / len(set(every)), 1)

    def _described(self, library: str, number: int) -> Iterator[Node]:
        random = Random(number)
        title = {"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": [" ".join(word(random) for _ in range(5))]}
        named = {"@id": "#a", "@type": ["bf:Agent", "bf:Person"], "rdfs:label": [f"{word(random)}, {word(random)}"]}
        agent = {"@id": "#c", "@type": ["bf:Contribution", "bf:PrimaryContribution"], "bf:agent": [named]}
        about = [
            {"@id": f"#s{at}", "@type": ["bf:Topic"], "rdfs:label": [f"{word(random)} {word(random)}"]} for at in (1, 2)
        ]
        language = f"http://id.loc.gov/vocabulary/languages/{random.choice(LANGUAGES)}"
        made = {
            "@id": "#p", "@type": ["bf:Publication"], "bf:date": [str(random.randrange(1950, 2025))],
            "bf:agent": [{"@id": "#h", "@type": ["bf:Agent"], "rdfs:label": [f"{word(random)} Press"]}],
        }  # fmt: skip
        isbn = {"@id": "#i", "@type": ["bf:Isbn"], "rdf:value": [f"978{number:010d}"]}
        work, edition = (self._iri(library, each, number) for each in ("works", "instances"))
        yield {
            "@id": work, "@type": ["bf:Work", "bf:Text"], "bf:title": [title], "bf:contribution": [agent],
            "bf:language": [{"@id": language}], "bf:subject": about, "bf:hasInstance": [{"@id": edition}],
        }  # fmt: skip
        yield {
            "@id": edition, "@type": ["bf:Instance"], "bf:title": [title], "bf:instanceOf": [{"@id": work}],
            "bf:provisionActivity": [made], "bf:identifiedBy": [isbn],
        }  # fmt: skip
        yield {"@id": self._iri(library, "items", number), "@type": ["bf:Item"], "bf:itemOf": [{"@id": edition}]}

    def _iri(self, library: str, collection: str, number: int) -> str:
        return self._names.resource(library, collection, f"n{number}")


def word(random: Random) -> str:
    """A word of a title, the first ones in many of them."""
    return f"word{int(WORDS * random.random() ** 3)}"


def prepared(folder: Path, records: int) -> Installation:
    """The libraries with their records, searched."""
    store = StoreAddress("sqlite", folder / "store.sqlite")
    settings = Settings(store=store, query_budget_per_minute=1_000_000_000)
    there = (folder / "done").exists()
    installation = install(settings, create=not there)
    if not there:
        described(installation, records)
        (folder / "done").touch()
    began = time.monotonic()
    installation.bring_up_to_date("search")
    say(f"searched after {time.monotonic() - began:.0f} s")
    return installation


def described(installation: Installation, records: int) -> None:
    """The network, its libraries, what they have, and what of it is the same."""
    tenants, titles = installation.services.tenants, Titles(installation.services.names, records)
    tenants.create_network(operator(), NETWORK, {"en": "Rivers"})
    for slug in LIBRARIES:
        tenants.create_tenant(operator(), slug, {"en": slug}, networks=(NETWORK,))
        filled(installation, titles.documents(slug))
    filled(installation, titles.clusters())


def filled(installation: Installation, puts: Iterator[Put]) -> None:
    """Write documents, some hundred in a change."""
    began, several = time.monotonic(), list(puts)
    changes = (
        Change(Cause("bench", "bench", clock()), tuple(several[at : at + _AT_ONCE]))
        for at in range(0, len(several), _AT_ONCE)
    )
    installation.store.load(changes, SystemScope())
    say(f"{len(several):,} documents in {time.monotonic() - began:.0f} s")


class Pages:
    """Asks for pages of hits as the public's pages do."""

    def __init__(self, installation: Installation) -> None:
        self._engine = Engine(
            schema(), installation.services, limits(installation.settings), clock, introspection=False
        )
        self._caller = Caller(installation.services.access.acting(ANONYMOUS, LIBRARIES[0]), "bench")

    def ask(self, text: str, *, union: bool, first: int = 20) -> tuple[float, float]:
        """Milliseconds, of the clock and of CPU, for one page."""
        facets = [field for name, field in FACETS.items() if name not in COSTLY and (union or name != "library")]
        asked: dict[str, Any] = {"text": text, "filters": [], "kinds": ["WORK"]}
        asked |= {"scope": {"network": NETWORK}, "by": "CLUSTER"} if union else {}
        variables = {"input": asked, "first": first, "sort": "RELEVANCE", "fields": facets, "union": union}
        began, cpu = time.perf_counter(), time.process_time()
        body = self._engine.run(Request(stored()["search"], variables=variables), self._caller).body
        took = (time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000
        if "errors" in body or not body["data"]["search"]["edges" if union else "nodes"]:
            raise SystemExit(str(body)[:500])
        return took


def fetched(settings: Settings, words: Sequence[str]) -> list[tuple[float, float]]:
    """Milliseconds of a page of one library and of one of the union, for each word, from a server."""
    with served(settings) as (port, _):
        connection = http.client.HTTPConnection("127.0.0.1", port)

        def took(path: str) -> float:
            began = time.perf_counter()
            connection.request("GET", path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
            response = connection.getresponse()
            if response.status != 200 or not response.read():
                raise SystemExit(f"{path}: {response.status}")
            return (time.perf_counter() - began) * 1000

        here = f"/{LIBRARIES[0]}/search?q="
        return [(took(f"{here}{word}"), took(f"{here}{word}&where={NETWORK}")) for word in words]


def turn(pages: Pages, text: str) -> tuple[tuple[float, float], tuple[float, float]]:
    """A page of one library, and a page of the union."""
    return pages.ask(text, union=False), pages.ask(text, union=True)


def calls(pages: Pages, sizes: Sequence[int]) -> list[int]:
    """How many calls of the store pages of these sizes make."""
    counted: list[str] = []
    store = SqliteStore
    before = {name: getattr(store, name) for name in ("read", "incoming", "find", "layers", "scan")}
    for name, call in before.items():
        setattr(store, name, lambda *a, name=name, call=call, **k: counted.append(name) or call(*a, **k))
    found = []
    for size in sizes:
        counted.clear()
        pages.ask("word40", union=True, first=size)
        found.append(len(counted))
    for name, call in before.items():
        setattr(store, name, call)
    return found


def say(text: str) -> None:
    """Tell how it goes."""
    print(text, file=sys.stderr, flush=True)


def main() -> None:
    """Prepare, ask by turns, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--store", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="catalograph-bench-") as folder:
        place = asked.store or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        installation = prepared(place, asked.records)
        pages = Pages(installation)
        words = [f"word{number % 97 + 3}" for number in range(-5, asked.pages)]  # the first five open files
        turns = [turn(pages, word) for word in words][5:]
        served_turns = fetched(installation.settings, words)[5:]
        figures = {
            "records": asked.records,
            "together": Titles(installation.services.names, asked.records).together(),
            "page_one_ms": round(median(one for one, _ in served_turns), 1),
            "page_union_ms": round(median(union for _, union in served_turns), 1),
            "page_ratio": round(median(union / one for one, union in served_turns), 2),
            "one_ms": round(median(one[0] for one, _ in turns), 1),
            "union_ms": round(median(union[0] for _, union in turns), 1),
            "ratio": round(median(union[0] / one[0] for one, union in turns), 2),
            "cpu_ratio": round(median(union[1] / one[1] for one, union in turns), 2),
            "calls": calls(pages, (5, 20)),
            "load": [round(each, 1) for each in os.getloadavg()],
        }
        installation.close()
    print(json.dumps({"name": "union", "figures": figures}))


if __name__ == "__main__":
    main()
