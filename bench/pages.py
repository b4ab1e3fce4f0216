"""How fast the public's pages are answered over HTTP: searches and works, as readers and robots ask for them.

    python bench/pages.py [--records N] [--seconds S] [--clients N] [--store DIRECTORY]

Takes the store of `bench/graphql.py`, serves it with two workers, and asks from 8 clients at once, all on the same
cores. `work_cold` and `search_cold` are pages that were not made before, one after the other: more than any reader
ever asks for. `kept` were made before. `mix` is what a public's day looks like: works and searches by Zipf's law, a
few of them asked for again and again and most of them once, and the front page now and then.

Of each: percentiles of 8 clients and of one alone, the server's CPU a request, and the size. `loop_ms`: how long the
same small piece of work took before and after, to tell how busy others kept the machine. Progress goes to stderr, one
JSON object to stdout.
"""

from __future__ import annotations

import argparse
import http.client
import itertools
import json
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

# A file beside this one is called like a library that the server needs, and Python looks beside the script first.
sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).parents[1]))

from bench.serving import LIBRARIES, WORDS, Ask, load, loop_ms, prepare, say, served

SPARE = "forests and rivers of the north"
"""Words that make searches differ, so that none was made before."""
SHARES = (60, 35, 5)
"""Of a hundred pages: works, searches, front pages."""


def get(connection: http.client.HTTPConnection, path: str) -> bytes:
    """A page, packed as browsers take it."""
    connection.request("GET", path, headers={"Accept": "text/html", "Accept-Encoding": "gzip"})
    response = connection.getresponse()
    answer = response.read()
    if response.status != 200:
        raise SystemExit(f"{path}: {response.status}")
    return answer


def works(port: int) -> list[str]:
    """The paths of works of every library, in no order."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    found = []
    for slug in LIBRARIES:
        connection.request("GET", f"/{slug}/works.xml")
        found += re.findall(rf"/{slug}/works/[0-9a-z]+", connection.getresponse().read().decode())
    random.Random(1).shuffle(found)
    return found


def searches() -> list[str]:
    """The paths of searches for one word and for two, in no order."""
    texts = [*WORDS, *(f"{one} {other}" for one, other in itertools.combinations(WORDS, 2))]
    found = [f"/{slug}/search?q={quote(text)}" for slug in LIBRARIES for text in texts]
    random.Random(2).shuffle(found)
    return found


def asking(paths: Sequence[str]) -> Ask:
    """A page of these, taken at random."""

    def ask(connection: http.client.HTTPConnection, chance: random.Random) -> bytes:
        return get(connection, chance.choice(paths))

    return ask


def searching(connection: http.client.HTTPConnection, chance: random.Random) -> bytes:
    """A search that hardly anybody made before."""
    words = f"{chance.choice(WORDS)} -{chance.choice(SPARE.split())}{chance.randrange(10**6)}"
    return get(connection, f"/{chance.choice(LIBRARIES)}/search?q={quote(words)}")


def mixing(kinds: Sequence[Sequence[str]]) -> Ask:
    """A page of one of these kinds, taken by Zipf's law: the second half as often as the first, the third a third."""
    weights = [list(itertools.accumulate(1 / rank for rank in range(1, len(paths) + 1))) for paths in kinds]
    numbers = range(len(kinds))

    def ask(connection: http.client.HTTPConnection, chance: random.Random) -> bytes:
        kind = chance.choices(numbers, SHARES)[0]
        return get(connection, chance.choices(kinds[kind], cum_weights=weights[kind])[0])

    return ask


def main() -> None:
    """Prepare, serve, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=63_388)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--store", type=Path, default=Path(tempfile.gettempdir()) / "catalograph-bench")
    options = parser.parse_args()
    settings = prepare(options.store, options.records)
    before = loop_ms()
    figures: dict[str, object] = {"records": options.records, "clients": options.clients}
    with served(settings) as (port, server):
        every, texts, fronts = works(port), searches(), [f"/{slug}/" for slug in LIBRARIES]
        kinds = {
            "mix": mixing([every, texts, fronts]),
            "work_cold": asking(every[200:]),
            "search_cold": searching,
            "kept": asking([*every[:100], *texts[:100], *fronts]),
        }
        for name, ask in kinds.items():
            say(f"{name}, {options.clients} clients, {options.seconds:g} s")
            load(port, server, 2, options.seconds / 5, ask)
            alone = load(port, server, 1, options.seconds / 3, ask)
            crowd = load(port, server, options.clients, options.seconds, ask)
            figures |= {
                f"{name}_p50_ms": crowd.at(0.5),
                f"{name}_p95_ms": crowd.at(0.95),
                f"{name}_one_client_p95_ms": alone.at(0.95),
                f"{name}_cpu_ms": round(crowd.cpu_s * 1000 / len(crowd.times), 2),
                f"{name}_kb": round(crowd.octets / len(crowd.times) / 1000, 1),
            }
    print(json.dumps({"name": "pages", "figures": {**figures, "loop_ms": [before, loop_ms()]}}))


if __name__ == "__main__":
    main()
