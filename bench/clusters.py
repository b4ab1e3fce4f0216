"""How well and how fast the same work is found in ten libraries, and how that is known.

The records of two collections are dealt to ten libraries, converted, and clustered without their identifiers: those are
hidden, because they are how it is known what is the same. `bench/cluster_pairs.py` says which pairs are judged and why.
Half of the pairs, by title, were there to choose weights by; the figures are of the other half alone, `tuned_…` those
of the first; `agent_…` are of the persons and bodies that the works name (`bench/cluster_agents.py`), their addresses
hidden too, again of one half by name. `hand_…` is agreement with pairs that were read one by one
(`bench/cluster_hand.tsv`), weighted by how many each stands for. `precision` and `recall` come with Wilson's intervals
of 95 %. `works_per_s` is reading what counts from the descriptions, blocking, comparing and grouping, on one core;
converting MARC isn't counted. `peak_rss_mb` is this process.

    make bench NAME=clusters             # or: python bench/clusters.py [FILE …] [--limit N] [--sample pairs.txt]
    python bench/clusters.py --store [DIRECTORY] [FILE …] [--limit N]

`--sample` writes pairs of every kind with what a person needs to see whether they are rightly judged. `--store` alone
measures the way that a running installation takes (`bench/cluster_store.py`): `store_works_per_s` is a first run over
what ten libraries have in a SQLite store, reading and writing included, in processor time of one core; `store_peak_mb`
the process that does it; `store_later_ms` the processor time of a run after one more record was imported. What is
imported before stays in the directory for the next time, where one is given.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import resource
import sys
import time
import zlib
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

# A file beside this one is called like a library, and Python looks beside the script first.
sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).parents[1]))

from bench.cluster_agents import hidden, judged_agents, named
from bench.cluster_pairs import Judged, judged
from bench.cluster_seen import Seen, seen
from bench.cluster_store import followed
from graph.network.clusters.agent_facts import AgentFacts
from graph.network.clusters.facts import WorkFacts, work_facts
from graph.network.clusters.grouping import grouped, links, meeting
from graph.network.clusters.scoring import score
from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.marc.reader import read
from mappings.marc.record import Record

SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
FILES = ("mixed_libraries", "us_federal")
HAND = Path(__file__).with_name("cluster_hand.tsv")
LIBRARIES = 10
_SHARE = 2


Found: TypeAlias = tuple[WorkFacts, Seen, tuple[AgentFacts, ...]]
"""What a work is compared by, what it is judged by, and whom it names."""


def converted(path: Path, limit: int | None, share: int) -> tuple[list[Found], float]:
    """Every second record of a file as facts, and the seconds that reading these from the descriptions took."""
    found: list[Found] = []
    spent = 0.0
    gc.disable()
    with path.open("rb") as stream:
        for n, record in enumerate(islice(read(stream), limit)):
            if n % _SHARE != share or not isinstance(record, Record):
                continue
            minter = TemplateMinter(f"https://c.example/library{n % LIBRARIES}/{path.name}/{n}/{{part}}")
            roots = converter().forward(record, minter.of(n, record)).roots
            works = [each for each in roots if "bf:Work" in each["@type"]]
            if works:
                began = time.process_time()
                facts = work_facts(works[0], [each for each in roots if "bf:Instance" in each["@type"]])
                spent += time.process_time() - began
                agents = tuple(named(works[0], f"library{n % LIBRARIES}"))
                found.append((replace(facts, identifiers=frozenset()), seen(facts.iri, record), agents))
            if n % 1000 < _SHARE:
                gc.collect()
    return found, spent


def wilson(right: int, of: int) -> tuple[float, float]:
    """The interval of 95 % of a share."""
    if not of:
        return 0.0, 1.0
    z, share = 1.96, right / of
    middle, spread = share + z * z / (2 * of), z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return round((middle - spread) / (1 + z * z / of), 4), round((middle + spread) / (1 + z * z / of), 4)


def measured(pairs: Sequence[Judged], cluster: dict[str, int]) -> dict[str, Any]:
    """Precision and recall of clusters over pairs."""
    joined = [each for each in pairs if cluster.get(each.one, -1) == cluster.get(each.other, -2)]
    right = sum(each.same for each in joined)
    same = sum(each.same for each in pairs)
    kinds = Counter(each.why for each in pairs)
    together = Counter(each.why for each in joined)
    return {
        "precision": round(right / max(1, len(joined)), 4),
        "precision_interval": wilson(right, len(joined)),
        "recall": round(right / max(1, same), 4),
        "recall_interval": wilson(right, same),
        "pairs": len(pairs),
        "joined_of_kind": {kind: f"{together[kind]} of {count}" for kind, count in sorted(kinds.items())},
    }


def agents_measured(named_by: dict[str, tuple[AgentFacts, ...]], works: Sequence[Judged]) -> dict[str, Any]:
    """Precision and recall of clusters of agents, over half of the names."""
    agents = hidden(each for own in named_by.values() for each in own)
    made = grouped(agents, list(links(meeting(agents.values()))))
    cluster = {iri: n for n, members in enumerate(made.clusters) for iri in members}
    pairs = judged_agents(named_by, works)
    figures = measured([each for each in pairs if zlib.crc32(agents[each.one].name.first.encode()) & 1], cluster)
    return {**figures, "clusters": len(made.clusters), "to_review": len(made.review)}


def by_hand(records: dict[str, Seen], cluster: dict[str, int], path: Path = HAND) -> dict[str, Any]:
    """Precision and recall over the pairs that were read one by one, as far as the records are here."""
    known = {f"{_file(each.iri)}:{each.control}": each.iri for each in records.values()}
    rows = [line.rstrip("\n").split("\t") for line in path.open(encoding="utf-8")]
    of = {row[1]: int(row[2]) for row in rows if row[0] == "# of"}
    drawn = Counter(row[0] for row in rows if len(row) == 5)
    judged_rows = [row for row in rows if len(row) == 5 and row[3] != "unsure" and {row[1], row[2]} <= known.keys()]
    joined: list[tuple[bool, float]] = []
    same = 0.0
    for stratum, one, other, label, _ in judged_rows:
        weight = of[stratum] / drawn[stratum]
        same += weight * (label == "same")
        if cluster.get(known[one], -1) == cluster.get(known[other], -2):
            joined.append((label == "same", weight))
    right = sum(weight for agreed, weight in joined if agreed)
    return {
        "precision": round(right / max(1.0, sum(weight for _, weight in joined)), 4),
        "precision_interval": wilson(sum(agreed for agreed, _ in joined), len(joined)),
        "recall": round(right / max(1.0, same), 4),
        "pairs": len(judged_rows),
    }


def _file(iri: str) -> str:
    return iri.split("/")[4].partition(".")[0]


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("files", nargs="*", type=Path)
    asked.add_argument("--limit", type=int, help="records of each file")
    asked.add_argument("--sample", type=Path, help="where to write pairs for a person to check")
    asked.add_argument(
        "--store", nargs="?", const=True, type=Path, help="measure a store; where what is imported stays"
    )
    given = asked.parse_args()
    files = given.files or [path for name in FILES if (path := SHARED / "marc" / f"{name}.mrc.gz").exists()]
    if not files:
        sys.exit("no records here; name MARC files")
    if given.store:
        kept = given.store if isinstance(given.store, Path) else None
        print(json.dumps({"name": "clusters", "figures": followed(files, given.limit, kept)}))
        return
    facts, records, agents, spent = {}, {}, {}, 0.0
    with ProcessPoolExecutor(_SHARE) as pool:
        parts = [pool.submit(converted, path, given.limit, share) for path in files for share in range(_SHARE)]
        for part in parts:
            found, seconds = part.result()
            spent += seconds
            for one, record, names in found:
                facts[one.iri], records[one.iri], agents[one.iri] = one, record, names
    print(f"{len(facts):,} works", file=sys.stderr)
    gc.freeze()
    began = time.process_time()
    made = grouped(facts, list(links(meeting(facts.values()))))
    spent += time.process_time() - began
    cluster = {iri: n for n, members in enumerate(made.clusters) for iri in members}
    pairs = [each for each in judged(records.values()) if each.one in facts and each.other in facts]
    held_out = [each for each in pairs if _half(records[each.one])]
    figures = {
        **measured(held_out, cluster),
        **{f"tuned_{name}": value for name, value in measured(_without(pairs, held_out), cluster).items()},
        **{f"agent_{name}": value for name, value in agents_measured(agents, pairs).items()},
        **{f"hand_{name}": value for name, value in by_hand(records, cluster).items()},
        "works": len(facts),
        "clusters": len(made.clusters),
        "largest": max((len(each) for each in made.clusters), default=0),
        "across_libraries": sum(len({_library(each) for each in members}) > 1 for members in made.clusters),
        "to_review": len(made.review),
        "works_per_s": round(len(facts) / spent),
        "peak_rss_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }
    if given.sample:
        given.sample.write_text("\n".join(sample(held_out, records, facts, cluster)), "utf-8")
    print(json.dumps({"name": "clusters", "figures": figures}))


def _half(record: Seen) -> bool:
    return bool(zlib.crc32(record.main.encode()) & 1)


def _library(iri: str) -> str:
    return iri.split("/")[3]


def _without(pairs: Sequence[Judged], others: Sequence[Judged]) -> list[Judged]:
    left_out = {(each.one, each.other) for each in others}
    return [each for each in pairs if (each.one, each.other) not in left_out]


def sample(
    pairs: Sequence[Judged], records: dict[str, Seen], facts: dict[str, WorkFacts], cluster: dict[str, int]
) -> list[str]:
    """Up to forty pairs of each kind, those that the clusters got wrong first."""
    lines = []
    for kind in sorted({each.why for each in pairs}):
        own = [each for each in pairs if each.why == kind]
        Random(7).shuffle(own)
        joined = {each: cluster.get(each.one, -1) == cluster.get(each.other, -2) for each in own}
        for each in sorted(own, key=lambda one: joined[one] == one.same)[:40]:
            found = score(facts[each.one], facts[each.other])
            verdict = "the same" if each.same else "not the same"
            said = "right" if joined[each] == each.same else "WRONG"
            lines += [f"##### {kind}: {verdict}; {said}; {found.value} {found.evidence}"]
            lines += [f"  {line}" for line in records[each.one].lines]
            lines += ["  --", *(f"  {line}" for line in records[each.other].lines), ""]
    return lines


if __name__ == "__main__":
    main()
