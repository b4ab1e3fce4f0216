"""What publishing the works that the same people borrow takes, for a network of ten libraries.

    python bench/co_circulation.py [--loans N]

Loans of a quarter are written into a store of its own, spread over ten libraries whose patrons have tastes of their
own. `loans_per_s` is how many of them are read and counted in a second, until what is published is written, `publish_s`
how long it is, `peak_rss_mb` the most memory of this process, and `pairs` how many pairs of works are told of.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Final

sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graph.access.model import operator
from graph.backends.sqlite.store import SqliteStore
from graph.circulation.documents import LOANS, loan_node
from graph.circulation.model import Loan
from graph.network.clusters.deciding import Clustering
from graph.network.co_circulation.clearing import Clearing
from graph.network.co_circulation.service import CoCirculation
from graph.patrons.documents import patron_node
from graph.patrons.model import Patron
from graph.patrons.register import Register
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import NETWORKS, GraphKind, Names
from graph.store.scope import SystemScope
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node

LIBRARIES: Final = tuple(f"library{letter}" for letter in "abcdefghij")
NETWORK: Final = "rivers"
BEGIN: Final = datetime(2026, 1, 1, tzinfo=UTC)
PUBLISHED: Final = datetime(2026, 4, 1, 3, tzinfo=UTC)
TITLES: Final = 4_000
NAMES: Final = Names("https://c.example/")


def main() -> None:
    """Write the loans, publish, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--loans", type=int, default=100_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "store.db")
        at = [BEGIN]
        tenants = TenantService(store, NAMES, lambda: at[0])
        clusters = Clustering(store, NAMES, lambda: at[0], None)  # type: ignore[arg-type] - it is read alone
        register, clearing = Register(store, NAMES), Clearing(store, lambda: at[0])
        counting = CoCirculation(store, NAMES, lambda: at[0], tenants, register, clusters.of_works, clearing)
        tenants.create_network(operator(), NETWORK, {"en": "Rivers"})
        for slug in LIBRARIES:
            tenants.create_tenant(operator(), slug, {"en": slug}, networks=(NETWORK,))
            tenants.pool(operator(slug), slug, NETWORK)
        counting.settle(operator(), NETWORK, 10, 3)
        store.load(changes(asked.loans), SystemScope())
        at[0], began = PUBLISHED, time.perf_counter()
        published = counting.publish(operator(), NETWORK)
        took = time.perf_counter() - began
        store.close()
    assert published is not None
    figures = {
        "loans": asked.loans,
        "publish_s": round(took, 1),
        "loans_per_s": round(asked.loans / took),
        "pairs": published.pairs,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps({"name": "co_circulation", "figures": figures}))


def changes(loans: int) -> Iterator[Change]:
    """Shared descriptions, then each library's copies, patrons and loans, a hundred documents in a change."""
    puts: list[Put] = []
    for put in written(loans):
        puts.append(put)
        if len(puts) == 100:
            yield Change(Cause("bench", "bench", BEGIN), tuple(puts))
            puts = []
    yield Change(Cause("bench", "bench", BEGIN), tuple(puts))


def written(loans: int) -> Iterator[Put]:
    """Every document. A reader of a taste borrows works of it, well-known ones more often."""
    shared, random = NAMES.network_graph(NETWORK), Random(7)
    for number in range(TITLES):
        yield put(shared, iri(NETWORKS, "works", number), {"@type": ["bf:Work"]})
        body: Node = {"@type": ["bf:Instance"], "bf:instanceOf": [{"@id": iri(NETWORKS, "works", number)}]}
        yield put(shared, iri(NETWORKS, "instances", number), body)
    for library in LIBRARIES:
        of = {kind: NAMES.graph(library, kind) for kind in GraphKind}
        for number in range(TITLES):
            item: Node = {"@type": ["bf:Item"], "bf:itemOf": [{"@id": iri(NETWORKS, "instances", number)}]}
            yield put(of[GraphKind.CATALOGUE], iri(library, "items", number), item)
        readers = max(10, loans // len(LIBRARIES) // 12)
        for number in range(readers):
            patron = Patron(iri(library, "patrons", number), library, f"{library}-{number}", "Somebody", "adult")
            yield put(of[GraphKind.PATRONS], patron.iri, patron_node(patron))
        for number in range(loans // len(LIBRARIES)):
            reader = random.randrange(readers)
            title = int(random.paretovariate(1.1) * 20) * 8 + reader % 8
            opened = BEGIN + timedelta(minutes=random.randrange(88 * 24 * 60))
            loan = Loan(
                iri(library, LOANS, number), library, iri(library, "items", title % TITLES),
                iri(library, "patrons", reader), opened, opened + timedelta(days=28), "adult", None, "",
            )  # fmt: skip
            yield put(of[GraphKind.CIRCULATION], loan.iri, {**loan_node(loan), "@type": ["lsp:Loan"]})


def put(graph: str, name: str, body: Node) -> Put:
    """A document that wasn't there."""
    kept = {key: values for key, values in body.items() if key != "lsp:openLoanOf"}
    return Put(Key(graph, name), {**kept, "@id": name}, ANY)


def iri(owner: str, collection: str, number: int) -> str:
    """What a thing of the bench is called."""
    return NAMES.resource(owner, collection, f"n{number}")


if __name__ == "__main__":
    main()
