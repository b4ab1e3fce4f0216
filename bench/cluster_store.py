"""How fast clusters are made on the way that a running installation takes, for `bench/clusters.py`.

The records of the files are dealt to ten libraries of one network and imported into a SQLite store, before the clock.
What is measured is the first `catalograph run clusters`, in a process of its own: the works read from the store, what
they are compared by kept beside it, regions compared, clusters and proposals committed to the network's graph; and a
second, which takes note of what the first wrote. Then a library imports what another has already, and the next run
is measured.
"""

from __future__ import annotations

import resource
import shutil
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from app.bootstrap import Installation, installed
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from graph.store import walking
from graph.store.names import GraphKind
from graph.store.scope import SystemScope
from mappings.marc.reader import read
from mappings.marc.record import Record

NETWORK = "rivers"
LIBRARIES = tuple(f"library{letter}" for letter in "abcdefghij")
_WHOLE, _LATER = "imported", "later.mrc"


def followed(files: Sequence[Path], limit: int | None, kept: Path | None = None) -> dict[str, Any]:
    """The figures of a first run over these records. What was imported stays in `kept`, where that is given, for the
    next time, which imports nothing.
    """
    with tempfile.TemporaryDirectory(prefix="catalograph-bench-") as folder:
        imported = kept or Path(folder) / "imported"
        if not (imported / _WHOLE).exists():
            _import(imported, files, limit)
            (imported / _WHOLE).touch()
        measured = Path(folder) / "measured"
        shutil.copytree(imported, measured)
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            return pool.submit(_followed, measured).result()


def _opened(folder: Path) -> Settings:
    return Settings(store=StoreAddress("sqlite", folder / "store.sqlite"), projectors=False)


def _import(folder: Path, files: Sequence[Path], limit: int | None) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    dealt = [folder / f"{slug}.mrc" for slug in LIBRARIES]
    with ExitStack() as stack:
        outs = [stack.enter_context(each.open("wb")) for each in dealt]
        for path in files:
            stream = stack.enter_context(path.open("rb"))
            for n, record in enumerate(islice(read(stream), limit)):
                if isinstance(record, Record):
                    if not (folder / _LATER).exists() and n % len(outs):
                        (folder / _LATER).write_bytes(record.source)
                    outs[n % len(outs)].write(record.source)
    with installed(_opened(folder), create=True) as installation:
        services = installation.services
        services.tenants.create_network(operator(), NETWORK, {"en": "Rivers"})
        for slug, path in zip(LIBRARIES, dealt, strict=True):
            services.tenants.create_tenant(operator(), slug, {"en": slug}, networks=(NETWORK,))
            with path.open("rb") as stream:
                services.importer.run(operator(slug), slug, stream)
            path.unlink()


def _followed(folder: Path) -> dict[str, Any]:
    with installed(_opened(folder)) as installation:
        services, began = installation.services, time.monotonic()
        written, spent = _run(installation)
        _, reading = _run(installation)
        took = time.monotonic() - began
        works = _works(installation)
        with (folder / _LATER).open("rb") as stream:
            services.importer.run(operator(LIBRARIES[0]), LIBRARIES[0], stream)
        _, later = _run(installation)
    return {
        "store_works": works,
        "store_written": written,
        "store_works_per_s": round(works / (spent + reading)),
        "store_s": round(took, 1),
        "store_later_ms": round(later * 1000, 1),
        "store_peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


def _run(installation: Installation) -> tuple[int, float]:
    """Bring clusters up; what was written, and the processor time in seconds."""
    began = time.process_time()
    return installation.services.clusters.follow()[NETWORK], time.process_time() - began


def _works(installation: Installation) -> int:
    names = installation.services.names
    graphs = [names.graph(slug, GraphKind.CATALOGUE) for slug in LIBRARIES]
    return sum(1 for graph in graphs for _ in walking.keys(installation.store, graph, SystemScope(), type="bf:Work"))
