"""How fast the public's pages are answered over HTTP: searches, works, agents, as readers and robots ask for them.

    python bench/pages.py [--records N] [--seconds S] [--clients N] [--store DIRECTORY]

Takes the store of `bench/graphql.py`, serves it with two workers, and asks from 8 clients at once, all on the same
cores. Every page is asked for by somebody who has not seen it: `cold` pages were not made before, `warm` ones were.
Progress goes to stderr, one JSON object to stdout.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

# A file beside this one is called like a library that the server needs, and Python looks beside the script first.
sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).parents[1]))

from bench.serving import LIBRARIES, WORDS, Ask, load, prepare, say, served

SPARE = "forests and rivers of the north"
"""Words that make searches differ, so that none was made before."""


def get(connection: http.client.HTTPConnection, path: str) -> bytes:
    """A page, packed as browsers take it."""
    connection.request("GET", path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    response = connection.getresponse()
    answer = response.read()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
    return answer


def works(port: int) -> list[str]:
    """The paths of works of every library."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    found = []
    for slug in LIBRARIES:
        connection.request("GET", f"/{slug}/works.xml")
        found += re.findall(rf"/{slug}/works/[0-9a-z]+", connection.getresponse().read().decode())
    return found


def asking(paths: list[str]) -> Ask:
    """A page of these, taken at random."""

    def ask(connection: http.client.HTTPConnection, chance: random.Random) -> bytes:
        return get(connection, chance.choice(paths))

    return ask


def searching(connection: http.client.HTTPConnection, chance: random.Random) -> bytes:
    """A search that hardly anybody made before."""
    words = " ".join(chance.sample(WORDS, 1)) + f" -{chance.choice(SPARE.split())}{chance.randrange(10**6)}"
    return get(connection, f"/{chance.choice(LIBRARIES)}/search?q={quote(words)}")


def main() -> None:
    """Prepare, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=63_388)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "catalograph-bench")
    options = parser.parse_args()
    settings = prepare(options.store, options.records)
    figures: dict[str, object] = {"records": options.records, "clients": options.clients}
    with served(settings) as (port, server):
        every = works(port)
        random.Random(1).shuffle(every)
        kinds = {
            "work_warm": asking(every[:200]),
            "work_cold": asking(every[200:]),
            "search_cold": searching,
            "search_warm": asking([f"/{slug}/search?q={word}" for slug in LIBRARIES for word in WORDS]),
            "front": asking([f"/{slug}/" for slug in LIBRARIES]),
        }
        for name, ask in kinds.items():
            say(f"{name}, {options.clients} clients, {options.seconds:g} s")
            load(port, server, 2, options.seconds / 5, ask)
            alone = load(port, server, 1, options.seconds / 3, ask)
            crowd = load(port, server, options.clients, options.seconds, ask)
            figures |= {
                f"{name}_p95_ms": crowd.at(0.95),
                f"{name}_one_client_p95_ms": alone.at(0.95),
                f"{name}_cpu_ms": round(crowd.cpu_s * 1000 / len(crowd.times), 2),
                f"{name}_kb": round(crowd.octets / len(crowd.times) / 1000, 1),
            }
    print(json.dumps({"name": "pages", "figures": figures}))


if __name__ == "__main__":
    main()
