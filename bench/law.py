"""The law of the mapping over whole files: every record accounted for, valid statements, and what goes comes back.

    make bench NAME=law                     # or: python bench/law.py [FILE or FOLDER ...] [--every N]

Counts, over every file of MARC given (all of the shared data if none is), the records that were converted and those
reported, and each break of these promises: `norm(norm(m)) = norm(m)`; `back(forward(m), residue) = norm(m)`;
`forward(back(g, residue)) = g`; only statements that a strict parser takes; the MARC-8 and the UTF-8 form of a record
make equal statements. `--every N` takes each Nth record. Examples of breaks go to stderr, one JSON object to stdout.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import sys
import unicodedata
from collections import Counter
from itertools import islice
from pathlib import Path

import pyoxigraph

from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.bibframe.rdf import nquads
from mappings.marc.errors import InputRefused
from mappings.marc.reader import read
from mappings.marc.record import Broken, Record

SHARED = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
MINTER = TemplateMinter("http://example.org/{n}/{001}#{part}")
_SEEN = ("files", "refused_files", "records", "converted", "reported")
_BREAKS = (
    "aborted",
    "invalid_statements",
    "norm_not_idempotent",
    "back_is_not_norm",
    "forward_is_not_the_same",
    "unequal_pairs",
)
_SHOWN = 3


class Count:
    """What was counted so far; the first few breaks of each kind are shown."""

    def __init__(self) -> None:
        self.figures: Counter[str] = Counter(dict.fromkeys((*_SEEN, *_BREAKS), 0))

    def broken(self, kind: str, where: str, what: object) -> None:
        """Count a break of a promise."""
        self.figures[kind] += 1
        if self.figures[kind] <= _SHOWN:
            print(f"{kind}: {where}: {str(what)[:600]}", file=sys.stderr, flush=True)

    def file(self, path: Path, every: int) -> None:
        """Count one file."""
        self.figures["files"] += 1
        with path.open("rb") as stream:
            try:
                found = islice(read(stream), 0, None, every)
                for n, each in enumerate(found):
                    self.figures["records"] += 1
                    if isinstance(each, Broken):
                        self.figures["reported"] += 1
                    else:
                        self._record(n, each, f"{path.name} {n * every} ({each.control_number})")
                    if n % 500 == 0:
                        gc.collect(0)
            except InputRefused as refusal:
                self.figures["refused_files"] += 1
                print(f"{path.name}: refused: {refusal.message}", file=sys.stderr)

    def _record(self, n: int, record: Record, where: str) -> None:
        machine = converter()
        try:
            description = machine.forward(record, MINTER.of(n, record))
            text = nquads(description.roots, "http://example.org/g")
            canonical = machine.norm(record)
            again = machine.norm(canonical)
            back = machine.back(description, description.residue)
            second = machine.forward(back, MINTER.of(n, record))
        except Exception as error:  # noqa: BLE001 - whatever it is, it would have aborted a batch
            self.broken("aborted", where, repr(error))
            return
        self.figures["converted"] += 1
        try:
            for _ in pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS):
                pass
        except SyntaxError as error:
            self.broken("invalid_statements", where, error)
        if again != canonical:
            self.broken("norm_not_idempotent", where, _difference(canonical, again))
        if back != canonical:
            self.broken("back_is_not_norm", where, _difference(canonical, back))
        if second.roots != description.roots:
            lines = set(text.splitlines()) ^ set(nquads(second.roots, "http://example.org/g").splitlines())
            self.broken("forward_is_not_the_same", where, sorted(lines)[:3])

    def pairs(self, one: Path, other: Path) -> None:
        """Compare the statements of two files of the same records."""
        with one.open("rb") as first, other.open("rb") as second:
            for n, (left, right) in enumerate(zip(read(first), read(second), strict=True)):
                if isinstance(left, Record) and isinstance(right, Record) and _statements(left) != _statements(right):
                    self.broken("unequal_pairs", f"{one.name} {n}", sorted(_statements(left) ^ _statements(right))[:3])


def _statements(record: Record) -> set[str]:
    """The statements, text in composed form: UTF-8 files may keep letters and marks apart, MARC-8 has no choice."""
    text = nquads(converter().forward(record, MINTER.of(0, record)).roots, "http://example.org/g")
    return set(unicodedata.normalize("NFC", text).splitlines())


def _difference(one: Record, other: Record) -> object:
    pairs = [(a, b) for a, b in zip(one.fields, other.fields, strict=False) if a != b]
    return pairs[:1] or (one.leader, other.leader, len(one.fields), len(other.fields))


def main() -> None:
    """Count and print; exit code 1 where a promise is broken."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("paths", nargs="*", type=Path, default=[SHARED / "marc"])
    asked.add_argument("--every", type=int, default=1, help="each Nth record")
    given = asked.parse_args()
    files = sorted(
        each for path in given.paths for each in (path.rglob("*") if path.is_dir() else [path]) if each.is_file()
    )
    if not files:
        sys.exit("no files here; name files or folders of MARC")
    count = Count()
    gc.disable()
    for path in files:
        count.file(path, given.every)
        print(f"{path.name}: {count.figures['records']:,} records so far", file=sys.stderr, flush=True)
        if (other := path.with_name(path.name.replace("_marc8", "_utf8"))) != path and other.exists():
            count.pairs(path, other)
    print(json.dumps({"name": "law", "every": given.every, "figures": dict(count.figures)}))
    sys.exit(any(count.figures[name] for name in _BREAKS))


if __name__ == "__main__":
    main()
