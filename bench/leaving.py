"""What leaving a network takes, for a library that brought many descriptions into it.

    python bench/leaving.py [--descriptions N] [--requests N]

Works and editions of a library are the network's, half of the editions have a copy of another member, and for every
tenth work there is a cluster of one more of its works and another member's. The library leaves by one request after
the other, as `networkLeave` does. `leave_s` is how long that is in all, `descriptions_per_s` how many of the library's
were written or taken away in a second, `requests` how many requests it took, `longest_request_s` the longest of them,
and `peak_rss_mb` the most memory of this process. With `--requests` the process ends after so many.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from graph.access.model import operator
from graph.access.service import AccessService
from graph.backends.sqlite.store import SqliteStore
from graph.catalogue.exporter import Exporter
from graph.catalogue.promoting import shared_id
from graph.catalogue.resources import REDIRECT, REPLACED_BY
from graph.catalogue.service import CatalogueService
from graph.network.clusters.documents import CLUSTER, MEMBER, first_key
from graph.network.departure import MOST_AT_ONCE, Departures
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import NETWORKS, GraphKind, Names
from graph.store.scope import SystemScope
from graph.store.walking import chunks
from graph.tenants.applications import Applications
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node

NAMES: Final = Names("https://c.example/")
NETWORK: Final = "rivers"
NOW: Final = datetime(2026, 3, 1, tzinfo=UTC)


def main() -> None:
    """Write the descriptions, leave, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--descriptions", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=1_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = SqliteStore(Path(folder) / "store.db")
        tenants = TenantService(store, NAMES, lambda: NOW)
        tenants.create_network(operator(), NETWORK, {"en": "Rivers"})
        for slug in ("harbor", "lindenau"):
            tenants.create_tenant(operator(), slug, {"en": slug}, networks=(NETWORK,))
        for some in chunks(written(asked.descriptions), 500):
            store.load([Change(Cause("bench", "bench", NOW), tuple(some))], SystemScope())
        access = AccessService(store, NAMES, lambda: NOW, tenants.policies)
        catalogue = CatalogueService(store, NAMES, lambda: NOW, access, Exporter(store, NAMES, tenants))
        departures = Departures(store, NAMES, lambda: NOW, Applications(tenants), access, catalogue.taking_back)
        took, done = list[float](), 0
        for _ in range(asked.requests):
            began = time.perf_counter()
            left = departures.leave(operator(), "harbor", NETWORK, most=MOST_AT_ONCE)
            took.append(time.perf_counter() - began)
            done += left.taken + left.removed + left.cleared
            if left.ended:
                break
        store.close()
    figures = {
        "descriptions": asked.descriptions,
        "leave_s": round(sum(took), 1),
        "descriptions_per_s": round(done / sum(took)),
        "requests": len(took),
        "longest_request_s": round(max(took), 1),
        "ended": left.ended,
        "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps({"name": "leaving", "figures": figures}))


def written(descriptions: int) -> Iterator[Put]:
    """Shared works with an edition each, as the library brought them in, its copies, and others'."""
    common = NAMES.network_graph(NETWORK)
    own, other = (NAMES.graph(each, GraphKind.CATALOGUE) for each in ("harbor", "lindenau"))
    for number in range(descriptions // 2):
        mine = [NAMES.resource("harbor", each, f"d{number}") for each in ("works", "instances")]
        work, edition = (
            NAMES.resource(NETWORKS, each, shared_id(NETWORK, iri))
            for each, iri in zip(("works", "instances"), mine, strict=True)
        )
        title = [{"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [f"Title {number}"]}]
        yield _put(common, work, "bf:Work", {"bf:title": title, "bf:hasInstance": [{"@id": edition}]})
        yield _put(common, edition, "bf:Instance", {"bf:title": title, "bf:instanceOf": [{"@id": work}]})
        for old, new, type_ in zip(mine, (work, edition), ("bf:Work", "bf:Instance"), strict=True):
            yield _put(own, old, REDIRECT, {REPLACED_BY: [{"@id": new}]})
            yield _put(own, new, type_, {"bf:note": ["ours"]})
        yield _put(own, NAMES.resource("harbor", "items", f"d{number}"), "bf:Item", {"bf:itemOf": [{"@id": edition}]})
        if number % 2:
            copy = NAMES.resource("lindenau", "items", f"d{number}")
            yield _put(other, copy, "bf:Item", {"bf:itemOf": [{"@id": edition}]})
        if number % 10 == 0:
            both = [NAMES.resource(each, "works", f"c{number}") for each in ("harbor", "lindenau")]
            key = first_key(NAMES, NETWORK, both[0])
            yield _put(common, key.iri, CLUSTER, {MEMBER: [{"@id": each} for each in both]})


def _put(graph: str, iri: str, type_: str, said: Node) -> Put:
    return Put(Key(graph, iri), {"@id": iri, "@type": [type_], **said}, ANY)


if __name__ == "__main__":
    main()
