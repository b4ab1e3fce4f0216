"""How fast linked data is answered over HTTP: a Work as Turtle, the same asked for by those who have it already, a
library's whole graph as a file and the making of that.

    python bench/linked_data.py [--records N] [--seconds S] [--store DIRECTORY]

Takes the store of `bench/graphql.py` and serves it with two workers. One client asks at a time; `ms` is what it
waits, `cpu_ms` what the server works. `quads_per_s` are of the file of statements, packed. Progress goes to stderr,
one JSON object to stdout.
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


def dumped(settings: Settings) -> tuple[int, float, float]:
    """How many statements the first library's graph has, and in how many seconds, and seconds of CPU, they are written
    to files, as statements and as descriptions.
    """
    with installed(settings) as installation:
        services = installation.services
        public = of_library(services, LIBRARIES[0])
        downloads = Downloads(installation.layout.downloads, services.names.base)
        services.feeds.catch_up()
        moments: list[tuple[float, float]] = []

        def told(_: int) -> bool:
            moments.append((time.monotonic(), time.process_time()))
            return True

        began, worked = time.monotonic(), time.process_time()
        made = downloads.make(services, public, datetime.now(UTC), told)
        counts = {each.of: each.count for each in made.files}
        pages = -(-counts["descriptions"] // 500)
        say(f"all files of {LIBRARIES[0]} in {time.monotonic() - began:.0f} s: {counts}")
        end, cpu = moments[pages - 1]
        return counts["statements"], end - began, cpu - worked


def fetched(port: int) -> float:
    """How long the file of statements takes to fetch, in seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    name = f"/{LIBRARIES[0]}/downloads/latest/{LIBRARIES[0]}.nq.gz"
    connection.request("GET", name)
    answer = connection.getresponse()
    answer.read()
    began = time.monotonic()
    connection.request("GET", urljoin(name, answer.headers["Location"]))
    with gzip.open(connection.getresponse()) as stream:
        while stream.read(1 << 20):
            pass
    return time.monotonic() - began


def main() -> None:
    """Prepare, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=63_388)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "catalograph-bench")
    options = parser.parse_args()
    figures: dict[str, object] = {"records": options.records}
    settings = prepare(options.store, options.records)
    quads, took, cpu = dumped(settings)
    figures |= {"dump_quads_per_s": round(quads / took), "dump_quads_per_cpu_s": round(quads / cpu)}
    with served(settings) as (port, server):
        figures["download_quads_per_s"] = round(quads / fetched(port))
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
