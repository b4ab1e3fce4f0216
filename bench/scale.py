"""How the costs of a record grow with the catalogue: bytes, processor time, memory, queries, from 10,000 records to
a million and more, grown from real ones (`bench/synthetic.py`).

The importer reads what another process makes, so that its processor time is its own. At each mark a line of JSON is
written: `cpu_ms_per_record` of the records since the mark before, everything else as it is then. With `--projections`
search and SPARQL are brought up to each mark, too. `python bench/scale_chart.py` draws the lines.

    python bench/scale.py --records 1000000 --out figures/sqlite.jsonl [--projections] [--neo4j bolt://host:7687]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import count, takewhile
from pathlib import Path
from random import Random
from statistics import median
from typing import TextIO

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from app.bootstrap import Installation, follower_of, installed
from app.projecting import PROJECTIONS
from app.settings import read_settings
from graph.access.model import Reading, operator
from graph.catalogue.report import ImportProgress
from graph.discovery.service import SearchRequest
from graph.store.model import Key
from graph.store.names import GraphKind
from graph.store.projector import catch_up
from graph.store.scope import SystemScope

EVERYTHING = SystemScope()
TENANT = "harbor"
PATHS = ("bf:contribution/bf:agent",)
WORDS = ("water", "history", "united states", "survey", "education", "health policy", "maps", "annual report")
COUNTING = "SELECT (COUNT(?w) AS ?n) WHERE { ?w a <http://id.loc.gov/ontologies/bibframe/Work> }"
JOINING = """PREFIX bf: <http://id.loc.gov/ontologies/bibframe/> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?w ?label WHERE { ?w bf:subject ?s ; bf:contribution/bf:agent ?a . ?a rdfs:label ?label } LIMIT 50"""


def main() -> None:
    """Import up to so many records and write a line at each mark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=100_000, help="how many")
    parser.add_argument("--out", type=Path, required=True, help="the file that gets a line at each mark")
    parser.add_argument("--projections", action="store_true", help="bring search and SPARQL along")
    parser.add_argument("--neo4j", help="the address of a server with an empty database, instead of SQLite")
    parser.add_argument("--neo4j-home", type=Path, help="its directory, to see its size")
    parser.add_argument("--neo4j-process", type=int, help="its process, to see its processor time")
    chosen = parser.parse_args()
    chosen.out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="catalograph-scale-", dir=os.environ.get("TMPDIR")) as folder:
        os.environ["CATALOGRAPH_DATA"] = folder
        settings = read_settings().with_store(chosen.neo4j or f"sqlite:///{folder}/store.sqlite")
        with installed(settings, create=True) as installation, chosen.out.open("a", encoding="utf-8") as out:
            installation.services.tenants.create_tenant(operator(), TENANT, {"en": TENANT})
            run(installation, chosen, Path(folder), out)


def run(installation: Installation, chosen: argparse.Namespace, folder: Path, out: TextIO) -> None:
    """One import, looked at at each mark."""
    making = [sys.executable, str(ROOT / "bench" / "synthetic.py"), "--records", str(chosen.records)]
    marks = takewhile(lambda mark: mark <= chosen.records, points())
    looking = Look(installation, chosen, folder, out)
    following = {"at": next(marks)}

    def progress(state: ImportProgress) -> bool:
        if state.read >= following["at"]:
            looking.at(state.read)
            following["at"] = next(marks, chosen.records + 1)
        return True

    with subprocess.Popen(making, stdout=subprocess.PIPE) as source:
        if source.stdout is None:
            return
        installation.services.importer.run(operator(TENANT), TENANT, source.stdout, None, progress)


def points() -> Iterator[int]:
    """The marks: 10,000, 20,000, 50,000 and every 100,000."""
    yield from (10_000, 20_000, 50_000)
    yield from (number * 100_000 for number in count(1))


class Look:
    """What is looked at at a mark. What looking takes is no part of the next interval."""

    def __init__(self, installation: Installation, chosen: argparse.Namespace, folder: Path, out: TextIO) -> None:
        self._installation, self._chosen, self._folder, self._out = installation, chosen, folder, out
        self._begin(0)

    def _begin(self, records: int) -> None:
        self._records, self._cpu, self._wall = records, time.process_time(), time.monotonic()
        self._server = self._server_cpu()

    def at(self, records: int) -> None:
        """Write a line about the store as it is."""
        new = records - self._records
        line: dict[str, object] = {
            "engine": "neo4j" if self._chosen.neo4j else "sqlite",
            "records": records,
            "cpu_ms_per_record": round((time.process_time() - self._cpu) * 1000 / new, 3),
            "wall_ms_per_record": round((time.monotonic() - self._wall) * 1000 / new, 3),
            "store_bytes": self._size(),
            "peak_rss_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        if self._chosen.neo4j_process:
            line["server_cpu_ms_per_record"] = round((self._server_cpu() - self._server) * 1000 / new, 3)
        line |= self._queries()
        if self._chosen.projections:
            for name in PROJECTIONS:
                line |= self._projected(name, new)
            line |= self._asked()
        self._out.write(json.dumps(line) + "\n")
        self._out.flush()
        self._begin(records)

    def _size(self) -> int:
        if self._chosen.neo4j_home is not None:
            return size(self._chosen.neo4j_home / "data" / "databases") + size(
                self._chosen.neo4j_home / "data" / "transactions"
            )
        return sum(each.stat().st_size for each in self._folder.glob("store.sqlite*") if each.is_file())

    def _server_cpu(self) -> float:
        if not self._chosen.neo4j_process:
            return 0.0
        user, system = Path(f"/proc/{self._chosen.neo4j_process}/stat").read_text().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def _queries(self) -> dict[str, object]:
        store = self._installation.store
        graph = self._installation.services.names.graph(TENANT, GraphKind.CATALOGUE)
        chance = Random(1)
        keys = list(store.scan(graph, EVERYTHING, type="bf:Work", first=1000).keys)
        newest = store.changes(store.position() - 20, 20, EVERYTHING)
        keys += [each.key for event in newest for each in event.touched if each.key.graph == graph]
        samples = [chance.sample(keys, 50) for _ in range(60)]
        targets = self._headings(keys[:200])
        return {
            "read50_ms": cost(lambda at: store.read(samples[at % 60], EVERYTHING)),
            "incoming20_ms": cost(lambda at: store.incoming(targets[at % 5 * 20 :][:20], PATHS, EVERYTHING, first=20)),
        }

    def _headings(self, keys: list[Key]) -> list[str]:
        found = [
            agent["@id"]
            for document in self._installation.store.read(keys, EVERYTHING)
            if document is not None
            for part in document.body.get("bf:contribution", [])
            for agent in part.get("bf:agent", [])
            if "@id" in agent
        ]
        return (found * 100)[:100]

    def _projected(self, name: str, new: int) -> dict[str, object]:
        began = time.process_time()
        follower = follower_of(name, self._installation.layout)
        try:
            catch_up(follower, self._installation.store, EVERYTHING)
        finally:
            follower.close()
        folder = self._installation.layout.search if name == "search" else self._installation.layout.sparql
        spent = time.process_time() - began
        return {f"{name}_cpu_ms_per_record": round(spent * 1000 / new, 3), f"{name}_bytes": size(folder)}

    def _asked(self) -> dict[str, object]:
        services = self._installation.services
        scope = services.access.scope(operator(), Reading(all=True))
        requests = [SearchRequest(text=word) for word in WORDS]
        return {
            "search_ms": cost(lambda at: services.discovery.search(requests[at % len(requests)], scope)),
            "sparql_count_ms": services.research.sparql(operator(), COUNTING, scope).took_ms,
            "sparql_join_ms": services.research.sparql(operator(), JOINING, scope).took_ms,
        }


def cost(call: Callable[[int], object]) -> float:
    """Milliseconds of a call, the median of sixty."""

    def once(at: int) -> float:
        began = time.perf_counter()
        call(at)
        return (time.perf_counter() - began) * 1000

    return round(median(once(at) for at in range(60)), 3)


def size(folder: Path) -> int:
    """Bytes of everything below a folder on the disk, a file with several names counted once."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            stat = path.stat()
            found[stat.st_ino] = stat.st_blocks * 512
    return sum(found.values())


if __name__ == "__main__":
    main()
