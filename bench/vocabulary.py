"""What it takes to load a vocabulary and to look terms up in it.

    make bench NAME=vocabulary              # or: python bench/vocabulary.py [--terms 200000] [--asked 2000]

An invented vocabulary of topics with variants and links, as N-Triples packed with gzip, is loaded into a new SQLite
store, loaded again, and indexed; then terms are looked up as they are typed (three to eight letters) and by words, a
page of ten each, with how often they are used. Prints terms a second, peak memory, and milliseconds (median, p95), as
one JSON object on the last line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from app.bootstrap import Installation, installed
from app.settings import Settings, StoreAddress
from graph.access.model import Reading, operator
from graph.authorities.looking_up import LookUp
from graph.authorities.model import Shelf
from graph.store.terms import TermMatch

MADS = "http://www.loc.gov/mads/rdf/v1#"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SCHEME = "https://terms.example/topics"
ONSETS = ("b", "br", "c", "d", "f", "g", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v")
SOUNDS = ("a", "e", "i", "o", "u", "ai", "ou")


def word(chance: random.Random) -> str:
    """A word nobody knows."""
    return "".join(chance.choice(ONSETS) + chance.choice(SOUNDS) for _ in range(chance.randint(2, 4)))


def label(chance: random.Random, words: list[str]) -> str:
    """A heading of one to three words."""
    return " ".join(chance.choice(words) for _ in range(chance.randint(1, 3))).capitalize()


def lines(count: int, chance: random.Random, words: list[str]) -> Iterator[str]:
    """The statements of so many topics."""
    for number in range(count):
        subject = f"<{SCHEME}/{number}>"
        yield f"{subject} {TYPE} <{MADS}Topic> ."
        yield f"{subject} {TYPE} <{MADS}Authority> ."
        yield f'{subject} <{MADS}authoritativeLabel> "{label(chance, words)}, {number}"@en .'
        yield f"{subject} <{MADS}isMemberOfMADSScheme> <{SCHEME}> ."
        yield f"{subject} <{MADS}hasBroaderAuthority> <{SCHEME}/{number // 10}> ."
        if number % 3:
            yield f"{subject} <{MADS}hasVariant> _:v{number} ."
            yield f'_:v{number} <{MADS}variantLabel> "{label(chance, words)}"@en .'
        yield f'{subject} <http://purl.org/dc/terms/created> "2020-01-01" .'


def load(installation: Installation, file: Path) -> tuple[float, int]:
    """Seconds to load the file, and how many terms were written."""
    started = time.perf_counter()
    with file.open("rb") as stream:
        report = installation.services.vocabularies.load(operator(), Shelf(), stream)
    return time.perf_counter() - started, report.created + report.updated


def timed(questions: list[LookUp], ask: Callable[[LookUp], object]) -> dict[str, float]:
    """Milliseconds a question."""
    taken = []
    for each in questions:
        started = time.perf_counter()
        ask(each)
        taken.append((time.perf_counter() - started) * 1000)
    taken.sort()
    return {"median_ms": round(taken[len(taken) // 2], 2), "p95_ms": round(taken[int(len(taken) * 0.95)], 2)}


def main() -> int:
    """Load, load again, index, look up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--terms", type=int, default=200_000)
    parser.add_argument("--asked", type=int, default=2_000)
    given = parser.parse_args()
    chance = random.Random(7)
    words = [word(chance) for _ in range(5_000)]
    with TemporaryDirectory() as folder:
        home, file = Path(folder), Path(folder) / "topics.nt.gz"
        with gzip.open(file, "wt", compresslevel=3) as out:
            out.writelines(f"{line}\n" for line in lines(given.terms, chance, words))
        settings = Settings(store=StoreAddress("sqlite", home / "store.sqlite"), data=home)
        with installed(settings, create=True) as installation:
            figures = measured(installation, file, given, chance, words)
    print(json.dumps(figures))
    return 0


def measured(
    installation: Installation, file: Path, given: argparse.Namespace, chance: random.Random, words: list[str]
) -> dict[str, object]:
    """The figures, told one by one."""
    first, created = load(installation, file)
    print(f"load: {created / first:,.0f} terms/s ({created:,} in {first:.0f} s)")
    again, written = load(installation, file)
    print(f"load again: {given.terms / again:,.0f} terms/s, {written} written")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory after loading: {memory:,} MB")
    started = time.perf_counter()
    installation.bring_up_to_date("search")
    indexed = time.perf_counter() - started
    print(f"index: {given.terms / indexed:,.0f} terms/s")
    services = installation.services
    scope = services.access.scope(operator(), Reading(all=True))

    def ask(question: LookUp) -> None:
        services.look_up.usage(services.look_up.look_up(question, scope).items, scope)

    typed = [LookUp(label(chance, words)[: chance.randint(3, 8)], first=10) for _ in range(given.asked)]
    keyed = [LookUp(label(chance, words), TermMatch.KEYWORD, first=10) for _ in range(given.asked)]
    anchored, keyword = timed(typed, ask), timed(keyed, ask)
    print(f"left-anchored: {anchored}\nkeyword: {keyword}")
    return {
        "terms": given.terms,
        "load_terms_s": round(created / first),
        "again_terms_s": round(given.terms / again),
        "index_terms_s": round(given.terms / indexed),
        "peak_mb": memory,
        "left_anchored": anchored,
        "keyword": keyword,
    }


if __name__ == "__main__":
    sys.exit(main())
