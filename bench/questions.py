"""How long the questions about collections of a network take, over ten libraries.

    python bench/questions.py [--records N]

Works of ten libraries with an edition, copies and makers each are written and projected into a store of statements;
about half of them have their like in another library, as clusters of the network say. Then each question is asked five
times through the service that GraphQL asks, which runs the text that anybody may run as SPARQL: `…_ms` is the median,
with what a worker process takes. The wanted most is 1,000.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graph.access.model import operator
from graph.access.service import AccessService
from graph.backends.oxigraph import OxigraphSparql, SparqlFollower
from graph.backends.sqlite.store import SqliteStore
from graph.network.clusters.documents import cluster_key, cluster_node
from graph.network.insight.service import CollectionInsight
from graph.research.service import ResearchService
from graph.store.followed import Freshness
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.projector import catch_up
from graph.store.scope import SystemScope
from graph.store.walking import chunks
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node

NAMES: Final = Names("https://c.example/")
LIBRARIES: Final = tuple(f"library{letter}" for letter in "abcdefghij")
NETWORK: Final = "rivers"
NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGES: Final = ("eng", "ger", "pol")


def main() -> None:
    """Write, project, ask, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    records = parser.parse_args().records
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "store.db")
        tenants = TenantService(store, NAMES, lambda: NOW)
        tenants.create_network(operator(), NETWORK, {"en": "Rivers"})
        for slug in LIBRARIES:
            tenants.create_tenant(operator(), slug, {"en": slug}, networks=(NETWORK,))
        store.load((Change(Cause("b", "b", NOW), tuple(some)) for some in chunks(written(records), 300)), SystemScope())
        follower, sparql = SparqlFollower(Path(folder) / "sparql"), OxigraphSparql(Path(folder) / "sparql")
        catch_up(follower, store, SystemScope())
        access = AccessService(store, NAMES, lambda: NOW, tenants.policies)
        research = ResearchService(sparql, NAMES, Freshness(store, {"sparql": sparql.position}, 1.0), time_limit_s=60.0)
        figures = asked(CollectionInsight(NAMES, access, tenants, research), records)
        for each in (follower, sparql, store):
            each.close()
    print(json.dumps({"name": "questions", "figures": figures}))


def asked(insight: CollectionInsight, records: int) -> dict[str, Any]:
    """Each question's median, and how much it answered."""
    one, other = LIBRARIES[1], LIBRARIES[2]
    work = NAMES.resource(one, "works", "n1")
    calls: dict[str, Callable[[], Any]] = {
        "holders": lambda: insight.holders(operator(), NETWORK, work),
        "last_copies": lambda: insight.last_copies(operator(), NETWORK, one),
        "overlap": lambda: insight.overlap(operator(), NETWORK, one, other),
        "versions": lambda: insight.versions(operator(), NETWORK, work),
        "linking_agents": lambda: insight.linking_agents(operator(), NETWORK, one, other),
    }
    figures: dict[str, Any] = {"records": records}
    for name, call in calls.items():
        times = []
        for _ in range(5):
            began = time.perf_counter()
            found = call()
            times.append((time.perf_counter() - began) * 1000)
        figures[f"{name}_ms"] = round(median(times))
        figures[f"{name}_rows"] = len(found) if isinstance(found, list) else 1
    figures["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return figures


def written(records: int) -> Iterator[Put]:
    """Every document: descriptions and copies of the libraries, then the clusters of the network."""
    random, alike = Random(7), dict[int, list[str]]()
    for number in range(records):
        library = LIBRARIES[number % len(LIBRARIES)]
        graph = NAMES.graph(library, GraphKind.CATALOGUE)
        work, edition = (NAMES.resource(library, kind, f"n{number}") for kind in ("works", "instances"))
        makers = [_maker(library, int(random.paretovariate(1) * 3) % (records // 3)) for _ in range(1 + number % 2)]
        language = {"@id": f"http://id.loc.gov/vocabulary/languages/{LANGUAGES[number % 3]}"}
        title = {"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": [f"Title {number}"]}
        said: Node = {"bf:title": [title], "bf:language": [language], "bf:contribution": list(_numbered(makers))}
        yield _put(graph, work, {"@type": ["bf:Work", "bf:Text"], **said})
        yield _put(graph, edition, {"@type": ["bf:Instance"], "bf:title": [title], "bf:instanceOf": [{"@id": work}]})
        for copy in range(2 if number % 5 == 0 else 1):
            item = NAMES.resource(library, "items", f"n{number}-{copy}")
            yield _put(graph, item, {"@type": ["bf:Item"], "bf:itemOf": [{"@id": edition}]})
        alike.setdefault(random.randrange(records * 2 // 3) if random.random() < 0.5 else number, []).append(work)
    for name, works in alike.items():
        if len(works) > 1:
            key = cluster_key(NAMES, NETWORK, f"n{name}")
            yield _put(key.graph, key.iri, cluster_node(key.iri, works, []))


def _maker(library: str, number: int) -> Node:
    agent = {
        "@id": NAMES.resource(library, "agents", f"n{number}"),
        "@type": ["bf:Person"],
        "rdfs:label": [f"Maker, {number}"],
    }
    return {"@type": ["bf:Contribution"], "bf:agent": [agent]}


def _numbered(makers: list[Node]) -> Iterator[Node]:
    return ({**each, "@id": f"#c{number}"} for number, each in enumerate(makers))


def _put(graph: str, name: str, body: Node) -> Put:
    return Put(Key(graph, name), {**body, "@id": name}, ANY)


if __name__ == "__main__":
    main()
