"""BIBFRAME of another system in and out again: every graph of a file of N-Quads is imported, given away, and compared.

`lost` and `added` are statements that differ between a graph and what became of it, blank nodes told apart by what is
said of them (RDFC-1.0), so 0 and 0 say that each graph is the same. `held` is the share of statements that the
library's own descriptions hold, so that they are searched, shown and edited; the rest is kept beside them. `again` is
the share of descriptions that a second import leaves alone. `edits` says of how many descriptions a title was changed,
and `edits_exact` in how many that changed the statement with the title and no other.

    make bench NAME=exchange             # or: python bench/exchange.py [FILE] [--limit GRAPHS]
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import resource
import time
from collections import defaultdict
from copy import deepcopy
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pyoxigraph as ox

from graph.access.model import Reading, operator
from graph.access.service import AccessService
from graph.backends.sqlite.store import SqliteStore
from graph.catalogue.exchange import Exchange, Given
from graph.catalogue.giving_back import given_back, held
from graph.catalogue.identity import HeadingNames
from graph.catalogue.importer import Importer
from graph.catalogue.rdf_describing import Naming, told
from graph.catalogue.rdf_terms import written
from graph.catalogue.source import received_of
from graph.store.names import Names
from graph.tenants.service import TenantService
from mappings.bibframe.node import Node

TENANT = "harbor"
_SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=_SHARED / "reference" / "loc_bibframe.nq.gz")
    parser.add_argument("--limit", type=int, default=None, help="no more than so many graphs")
    arguments = parser.parse_args()
    octets = _octets(arguments.file, arguments.limit)
    with TemporaryDirectory() as folder:
        print(json.dumps(_measured(octets, Path(folder)), indent=2))


def _measured(octets: bytes, folder: Path) -> dict[str, object]:
    names, store = Names("https://bench.example/"), SqliteStore(folder / "store.sqlite")
    tenants = TenantService(store, names, _clock)
    tenants.create_tenant(operator(), TENANT, {"en": "Harbor"})
    scope = AccessService(store, names, _clock, tenants.policies).scope(operator(TENANT), Reading(tenants=(TENANT,)))
    importer = Importer(store, names, _clock, tenants)
    begun = time.perf_counter()
    report = importer.run(operator(TENANT), TENANT, io.BytesIO(octets))
    imported = time.perf_counter()
    given = list(Exchange(store, names).everything(TENANT, scope))
    exported = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    again = importer.run(operator(TENANT), TENANT, io.BytesIO(octets))
    before, after = _graphs(octets), _graphs("".join(each.lines for each in given).encode())
    differences = [_difference(before[name], after[name]) for name in before.keys() | after.keys()]
    store.close()
    return {
        "records": len(before),
        "descriptions": report.read,
        "failed": report.failed,
        "statements": sum(map(len, before.values())),
        "lost": sum(lost for lost, _ in differences),
        "added": sum(added for _, added in differences),
        "records_that_differ": sum(each != (0, 0) for each in differences),
        "held": _held(given, names),
        "again": round(again.unchanged / again.read, 4),
        **_edits(given, names),
        "records_per_s": round(len(before) / (imported - begun), 1),
        "records_per_s_out": round(len(before) / (exported - imported), 1),
        "peak_rss": peak,
    }


def _octets(file: Path, limit: int | None) -> bytes:
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as lines:
        if limit is None:
            return lines.read()
        wanted: dict[bytes, None] = {}
        kept = []
        for line in lines:
            graph = line.rsplit(b" ", 2)[1]
            if graph in wanted or len(wanted) < limit:
                wanted[graph] = None
                kept.append(line)
        return b"".join(kept)


def _graphs(octets: bytes) -> defaultdict[str, ox.Dataset]:
    found: defaultdict[str, ox.Dataset] = defaultdict(ox.Dataset)
    for quad in ox.parse(octets, format=ox.RdfFormat.N_QUADS, lenient=True):
        found[str(quad.graph_name)].add(ox.Quad(quad.subject, quad.predicate, quad.object))
    return found


def _difference(one: ox.Dataset, other: ox.Dataset) -> tuple[int, int]:
    one.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    other.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    if one == other:
        return 0, 0
    before, after = set(one), set(other)
    return len(before - after), len(after - before)


def _held(given: list[Given], names: Names) -> float:
    told_of = held_of = 0
    for each in given:
        if each.source is not None:
            received = received_of(each.source.body)
            made = told(received, "", Naming(HeadingNames(names, TENANT), {}))
            told_of += len(received.statements)
            held_of += held(received, made)
    return round(held_of / told_of, 4)


def _edits(given: list[Given], names: Names) -> dict[str, int]:
    edits = exact = 0
    for each in given:
        titled = [document for document in each.documents if _title(document.body) is not None]
        if each.source is None or not titled:
            continue
        received = received_of(each.source.body)
        made = told(received, "", Naming(HeadingNames(names, TENANT), {}))
        now = {root.iri: deepcopy(root.body) for root in made.roots}
        title = _title(now[titled[0].key.iri])
        assert title is not None
        title["bf:mainTitle"][0] = "Another title"
        statements = given_back(received, made, now)
        lines = "".join(f"{written(one)}\n" for one in statements).encode()
        was = "".join(f"{written(one)}\n" for one in received.statements).encode()
        edits += 1
        exact += len(lines.splitlines()) == len(was.splitlines()) and _apart(was, lines) == 1
    return {"edits": edits, "edits_exact": exact}


def _apart(one: bytes, other: bytes) -> int:
    """How many lines of the one are not in the other."""
    return len(set(one.splitlines()) - set(other.splitlines()))


def _title(body: Node) -> Node | None:
    return next((each for each in body.get("bf:title", ()) if "bf:mainTitle" in each), None)


def _clock() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
