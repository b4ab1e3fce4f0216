"""How fast records come in: from a file of MARC to a new SQLite store, with search and SPARQL following beside.

`search_records_per_s`: records read until all are durable and search holds them; `records_per_s`: until SPARQL holds
them too. `peak_rss_mb`: all processes together, memory they share counted once for each. `…_cpu_ms_per_record`: what
each process took, which says more than rates do where others use the machine. `loop_ms`: how long the same small
piece of Python took before and after, the least of five, to compare machines and their moods by: a machine whose loop
takes twice as long imports half as much.

    make bench NAME=import               # or: python bench/import.py [FILE] [--tenants N] [--limit N] [--only search]
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from threading import Event, Thread

# A file beside this one is called like a library, and Python looks beside the script first.
sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).parents[1]))

from app.bootstrap import Installation, installed
from app.projecting import PROJECTIONS, projectors, wait_until_caught_up
from app.settings import read_settings
from bench.serving import loop_ms
from graph.access.model import operator
from graph.catalogue.report import ImportProgress, ImportReport
from mappings.marc.reader import read
from mappings.marc.record import Broken

_SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=_SHARED / "marc" / "us_federal.mrc.gz")
    parser.add_argument("--tenants", type=int, default=1, help="import the file into so many libraries, one by one")
    parser.add_argument("--limit", type=int, default=None, help="only so many records")
    parser.add_argument("--only", choices=PROJECTIONS, default=None, help="follow with one projection only")
    chosen = parser.parse_args()
    names = (chosen.only,) if chosen.only else PROJECTIONS
    before = loop_ms()
    with tempfile.TemporaryDirectory(prefix="catalograph-bench-") as folder, peak_memory() as peak:
        file = chosen.file if chosen.limit is None else cut(chosen.file, chosen.limit, Path(folder) / "records.mrc")
        settings = read_settings().with_store(f"sqlite:///{folder}/store.sqlite")
        with installed(settings, create=True) as installation:
            tenants = [f"library-{number}" for number in range(1, chosen.tenants + 1)]
            for tenant in tenants:
                installation.services.tenants.create_tenant(operator(), tenant, {"en": tenant})
            with projectors(settings, names):
                figures = measured(installation, tenants, file, names)
    figures |= {"peak_rss_mb": round(peak[0] / 2**20), "loop_ms": [before, loop_ms()]}
    print(json.dumps({"name": "import", "figures": figures}))


def measured(installation: Installation, tenants: list[str], file: Path, names: tuple[str, ...]) -> dict[str, object]:
    """Import into each library, wait for each projection, and count."""
    began, taken = time.monotonic(), time.process_time()
    reports = [imported(installation, tenant, file, began) for tenant in tenants]
    records = sum(report.read for report in reports)
    figures: dict[str, object] = {"import_records_per_s": rate(records, began)}
    figures |= {"import_cpu_ms_per_record": round((time.process_time() - taken) * 1000 / max(records, 1), 3)}
    for name in names:
        if not wait_until_caught_up(installation, (name,)):
            sys.exit(f"nobody projects {name}")
        told(f"{name} caught up, {rate(records, began)} records/s")
        figures["search_records_per_s" if name == "search" else "records_per_s"] = rate(records, began)
    for name, spent in projecting():
        figures[f"{name}_cpu_ms_per_record"] = round(spent * 1000 / max(records, 1), 3)
    return figures | {
        "read": records,
        "stored": sum(report.stored for report in reports),
        "reported": sum(report.reported for report in reports),
    }


def imported(installation: Installation, tenant: str, file: Path, began: float) -> ImportReport:
    """One import, with progress every 5,000 records."""

    def progress(state: ImportProgress) -> bool:
        if state.read % 5000 < 500:
            told(f"{tenant}: {state.read} read, {rate(state.read, began)} records/s")
        return True

    with file.open("rb") as stream:
        return installation.services.importer.run(operator(tenant), tenant, stream, None, progress)


def cut(file: Path, limit: int, to: Path) -> Path:
    """The first records of a file in a file of their own."""
    with file.open("rb") as stream, to.open("wb") as out:
        for record in islice(read(stream), limit):
            out.write(record.octets if isinstance(record, Broken) else record.source)
    return to


def rate(records: int, began: float) -> float:
    """Records a second since then."""
    return round(records / (time.monotonic() - began), 1)


def told(text: str) -> None:
    """Progress goes to the error stream."""
    print(text, file=sys.stderr, flush=True)


class peak_memory:  # noqa: N801 - reads as a verb where it is used
    """The largest sum of resident memory, in bytes, of this process and its children while the block runs."""

    def __enter__(self) -> list[int]:
        """Start looking five times a second."""
        self._peak, self._stop = [0], Event()
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()
        return self._peak

    def __exit__(self, *_: object) -> None:
        """Stop looking."""
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.2):
            self._peak[0] = max(self._peak[0], sum(map(resident, family())))


def family() -> list[int]:
    """This process and its children."""
    own = os.getpid()
    tasks = Path(f"/proc/{own}/task")
    children = [int(child) for task in tasks.iterdir() for child in (task / "children").read_text().split()]
    return [own, *children]


def projecting() -> Iterator[tuple[str, float]]:
    """The projectors among the children by name, and the seconds of processor time each has taken."""
    for process in family()[1:]:
        words = Path(f"/proc/{process}/cmdline").read_bytes().rstrip(b"\0").split(b"\0")
        if len(words) > 2 and words[-2] == b"app.projecting":
            user, system = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13]
            yield words[-1].decode(), (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def resident(process: int) -> int:
    """Resident bytes of a process, 0 when it is gone."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    main()
