"""What benchmarks of the server share: real records in three libraries, a server over them, clients that ask."""

from __future__ import annotations

import gc
import gzip
import http.client
import itertools
import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.bootstrap import install, installed
from app.settings import Settings, StoreAddress
from bench.synthetic import grown
from graph.access.model import operator
from mappings.marc.notation import field as marc_field
from mappings.marc.reader import read
from mappings.marc.record import Record
from mappings.marc.writer import write_marc21

SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", Path(__file__).parents[2] / "shared" / "data"))
FILE = next(SHARED.rglob("us_federal.mrc.gz"), SHARED / "us_federal.mrc.gz")
LIBRARIES = ("harbor", "lindenau", "meridian")
IN_FILE = 63_388
"""How many records the file has."""
WORKERS = 2
Ask = Callable[[http.client.HTTPConnection, random.Random], bytes]
"""One request on a connection that stays open; its answer."""
# fmt: off
WORDS = [
    "water", "report", "committee", "energy", "health", "education", "history", "land", "military", "tax",
    "survey", "map", "conservation", "trade", "labor", "forest", "national", "park", "defense", "housing",
    "ocean", "science", "treaty", "aviation", "weather", "agriculture", "transport", "census",
]
# fmt: on


def say(text: str) -> None:
    """Tell how it goes."""
    print(text, file=sys.stderr, flush=True)


def prepare(directory: Path, records: int) -> Settings:
    """The store with the records in it, made on the first run."""
    directory.mkdir(parents=True, exist_ok=True)
    settings = Settings(store=StoreAddress("sqlite", directory / f"bench-{records}.sqlite"))
    done = directory / f"bench-{records}.done"
    if done.exists():
        say(f"using {settings.store}")
        with installed(settings) as installation:
            installation.bring_up_to_date("search")  # made anew where the index has another form by now
        return settings
    for left in directory.glob(f"bench-{records}.*"):
        subprocess.run(["rm", "-rf", str(left)], check=True)
    installation = install(settings, create=True)
    services = installation.services
    services.tenants.create_network(operator(), "bench", {"en": "Bench"})
    for number, slug in enumerate(LIBRARIES):
        services.tenants.create_tenant(operator(), slug, {"en": slug.title()}, networks=["bench"])
        began = time.monotonic()
        report = services.importer.run(
            operator(slug), slug, octets(number, records), progress=lambda now, slug=slug: told(slug, now)
        )
        gc.collect()
        say(f"{slug}: {report.stored:,} stored in {time.monotonic() - began:.0f} s")
    began = time.monotonic()
    installation.bring_up_to_date("search")
    say(f"search caught up in {time.monotonic() - began:.0f} s")
    installation.close()
    done.write_text("done\n")
    return settings


def told(slug: str, now: object) -> bool:
    """Tell how far an import is, now and then."""
    count = getattr(now, "read", 0)
    if count % 5_000 < 25:
        say(f"{slug}: {count:,}")
    return True


def octets(library: int, records: int) -> Iterator[bytes]:
    """Every third record, with two items of its own."""
    for number, record in enumerate(itertools.islice(read(source(records)), records)):
        if number % len(LIBRARIES) == library and isinstance(record, Record):
            fields = [f for f in record.fields if f.tag != "852"]
            fields += [
                marc_field(f"852 0# $b MAIN $c STACKS $h QA{number} $p {LIBRARIES[library]}-{number}-{copy}")
                for copy in (1, 2)
            ]
            yield write_marc21(replace(record, fields=tuple(fields)))


def source(records: int) -> Iterable[bytes]:
    """Where so many records come from: the file, or, where it has fewer, records grown from it."""
    if records > IN_FILE:
        yield from grown(FILE, records)
        return
    with gzip.open(FILE) as stream:
        while block := stream.read(1 << 20):
            yield block


@contextmanager
def served(settings: Settings) -> Iterator[tuple[int, int]]:
    """A server over the store: its port, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "CATALOGRAPH_STORE": f"sqlite:///{settings.store.path.resolve()}",  # type: ignore[union-attr]
        "CATALOGRAPH_QUERY_BUDGET_PER_MINUTE": "1000000000",
        "CATALOGRAPH_PROJECTORS": "no",
        "CATALOGRAPH_LOG_LEVEL": "warning",
    }
    program = str(Path(sys.executable).with_name("catalograph"))
    command = [program, "serve", "--port", str(port), "--workers", str(WORKERS)]
    process = subprocess.Popen(command, env=environment)
    try:
        for _ in range(1200):
            try:
                http.client.HTTPConnection("127.0.0.1", port).request("GET", "/health")
                break
            except OSError:
                time.sleep(0.1)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(20)


@dataclass
class Measured:
    """What came of one load: milliseconds of each request, the wall time, and the server's CPU."""

    times: list[float] = field(default_factory=list)
    octets: int = 0
    wall_s: float = 0.0
    cpu_s: float = 0.0

    def at(self, share: float) -> float:
        """The time within which this share of the requests was answered."""
        return round(sorted(self.times)[min(len(self.times) - 1, int(len(self.times) * share))], 1)


def load(port: int, server: int, clients: int, seconds: float, ask: Ask) -> Measured:
    """Ask from many clients at once for some seconds."""
    measured = Measured()
    until = time.monotonic() + seconds
    lock = threading.Lock()

    def client(number: int) -> None:
        chance = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", port)
        own: list[float] = []
        size = 0
        while time.monotonic() < until:
            began = time.perf_counter()
            size += len(ask(connection, chance))
            own.append((time.perf_counter() - began) * 1000)
        with lock:
            measured.times.extend(own)
            measured.octets += size

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    cpu, began = cpu_of(server), time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    measured.wall_s, measured.cpu_s = time.monotonic() - began, cpu_of(server) - cpu
    return measured


def loop_ms() -> float:
    """The least time, in milliseconds, of five for writing and reading a fixed piece of JSON thirty times."""
    node = {"@graph": [{"@id": f"#part-{number}", "rdfs:label": [f"text {number}"] * 5} for number in range(2000)]}
    took = []
    for _ in range(5):
        began = time.perf_counter()
        for _ in range(30):
            json.loads(json.dumps(node))
        took.append((time.perf_counter() - began) * 1000)
    return round(min(took), 1)


def cpu_of(process: int) -> float:
    """Seconds of CPU of a process and its children so far."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process or int(path.parent.name) == process:
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")
