"""How fast linked data is answered over HTTP: a Work as Turtle, the same asked for by those who have it already, whole
graphs as files, and the making of these.

    python bench/linked_data.py [--records N] [--quads N] [--seconds S] [--store DIRECTORY]

Takes the store of `bench/graphql.py` and serves it with two workers. One client asks at a time; `ms` is what it
waits, `cpu_ms` what the server works. Files are made and fetched of one library after another, until they have
`--quads` statements together (10,000,000 are in two of the libraries of the usual 63,388 records). `quads_per_s` are
of files of statements, packed, that are unpacked and counted as they come; `dump_peak_mb` is the most memory that
making them took, `serve_peak_mb` the most that a process of the server had. Progress goes to stderr, one JSON object to
stdout.
"""

from __future__ import annotations

import argparse
import gzip
import http.client
import json
import random
import re
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin

# A file beside this one is called like a library that the server needs, and Python looks beside the script first.
sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).parents[1]))

from app.bootstrap import installed
from app.downloads import Downloads
from app.protocols.public_graphs import of_library
from app.settings import Settings
from bench.serving import LIBRARIES, Ask, load, prepare, say, served
from graph.services import Services

WANTED: dict[str, float] = {"conditional_get_ms": 2.0, "turtle_ms": 10.0}
"""The most that these figures may be."""
HOPED: dict[str, float] = {
    "dump_quads_per_s": 100_000, "dump_quads_per_cpu_s": 100_000, "download_quads_per_s": 100_000,
}  # fmt: skip
"""The least that these may be."""


def documents(port: int, most: int = 500) -> dict[str, str]:
    """The paths of works as Turtle, each with its tag."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    found = []
    for slug in LIBRARIES:
        connection.request("GET", f"/{slug}/works.xml")
        found += re.findall(rf"/{slug}/works/[0-9a-z]+", connection.getresponse().read().decode())
    tags: dict[str, str] = {}
    for path in (f"{each}.ttl" for each in random.Random(1).sample(found, min(most, len(found)))):
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        tags[path] = answer.headers["ETag"]
    return tags


def asking(tags: dict[str, str], status: int) -> Ask:
    """One of these at random; with status 304 by somebody who has it."""
    paths = list(tags)

    def ask(connection: http.client.HTTPConnection, chance: random.Random) -> bytes:
        path = chance.choice(paths)
        connection.request("GET", path, headers={"If-None-Match": tags[path]} if status == 304 else {})
        answer = connection.getresponse()
        octets = answer.read()
        if answer.status != status:
            raise SystemExit(f"{path}: {answer.status}")
        return octets

    return ask


@dataclass(slots=True)
class Dumped:
    """What making files came to: statements, the seconds and seconds of CPU that writing them and the descriptions
    took, and the most memory meanwhile.
    """

    quads: dict[str, int] = field(default_factory=dict)
    took_s: float = 0.0
    cpu_s: float = 0.0
    peak_mb: int = 0

    @property
    def total(self) -> int:
        """The statements of all libraries together."""
        return sum(self.quads.values())


def dumped(settings: Settings, quads: int) -> Dumped:
    """Make the files of libraries until they have so many statements, of one at least."""
    done = Dumped()
    with installed(settings) as installation:
        services = installation.services
        services.feeds.catch_up()
        downloads = Downloads(installation.layout.downloads, services.names.base)
        for slug in LIBRARIES:
            if not done.quads or done.total < quads:
                done.quads[slug] = dump(done, services, downloads, slug)
    if done.total < quads:
        raise SystemExit(f"There are only {done.total:,} statements: ask for more --records.")
    return done


def dump(done: Dumped, services: Services, downloads: Downloads, slug: str) -> int:
    """Make the files of a library; how many statements they have."""
    moments: list[tuple[float, float]] = []

    def told(_: int) -> bool:
        moments.append((time.monotonic(), time.process_time()))
        done.peak_mb = max(done.peak_mb, memory_mb("self", "VmRSS"))
        return True

    began, worked = time.monotonic(), time.process_time()
    made = downloads.make(services, of_library(services, slug), datetime.now(UTC), told)
    counts = {each.of: each.count for each in made.files}
    end, cpu = moments[-(-counts["descriptions"] // 500) - 1]
    done.took_s, done.cpu_s = done.took_s + end - began, done.cpu_s + cpu - worked
    say(f"all files of {slug} in {time.monotonic() - began:.0f} s, {end - began:.0f} s of it for statements: {counts}")
    return counts["statements"]


def fetched(port: int, quads: dict[str, int]) -> float:
    """How long the files of statements take to fetch, in seconds, each to its last statement."""
    connection, took = http.client.HTTPConnection("127.0.0.1", port), 0.0
    for slug, wanted in quads.items():
        name = f"/{slug}/downloads/latest/{slug}.nq.gz"
        connection.request("GET", name)
        answer = connection.getresponse()
        answer.read()
        began, lines = time.monotonic(), 0
        connection.request("GET", urljoin(name, answer.headers["Location"]))
        with gzip.open(connection.getresponse()) as stream:
            while block := stream.read(1 << 20):
                lines += block.count(b"\n")
        took += time.monotonic() - began
        if lines != wanted:
            raise SystemExit(f"{slug}: {lines:,} statements came of {wanted:,}")
    return took


def memory_mb(process: str, kind: str) -> int:
    """How much memory a process has (`VmRSS`) or had at most (`VmHWM`)."""
    status = Path(f"/proc/{process}/status").read_text("ascii", "replace")
    return int(status.partition(f"{kind}:")[2].split()[0]) // 1024


def peak_mb(server: int) -> int:
    """The most memory that a process of the server had."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text("ascii").split()
    return max(memory_mb(each, "VmHWM") for each in (str(server), *children))


def main() -> None:
    """Prepare, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=63_388)
    parser.add_argument("--quads", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "catalograph-bench")
    options = parser.parse_args()
    figures: dict[str, object] = {"records": options.records}
    settings = prepare(options.store, options.records)
    done = dumped(settings, options.quads)
    figures |= {
        "quads": done.total,
        "dump_quads_per_s": round(done.total / done.took_s),
        "dump_quads_per_cpu_s": round(done.total / done.cpu_s),
        "dump_peak_mb": done.peak_mb,
    }
    with served(settings) as (port, server):
        figures["download_quads_per_s"] = round(done.total / fetched(port, done.quads))
        figures["serve_peak_mb"] = peak_mb(server)
        tags = documents(port)
        for name, status in (("turtle", 200), ("conditional_get", 304)):
            say(f"{name}, {options.seconds:g} s")
            found = load(port, server, 1, options.seconds, asking(tags, status))
            figures |= {
                f"{name}_ms": found.at(0.5),
                f"{name}_p95_ms": found.at(0.95),
                f"{name}_cpu_ms": round(found.cpu_s * 1000 / len(found.times), 2),
                f"{name}_kb": round(found.octets / len(found.times) / 1000, 1),
            }
    for name, most in WANTED.items():
        say(f"{name}: {figures[name]} of at most {most:g}")
    for name, least in HOPED.items():
        say(f"{name}: {figures[name]:,.0f} of at least {least:,.0f}")
    print(json.dumps({"name": "linked_data", "figures": figures}))


if __name__ == "__main__":
    main()
