"""What must hold whatever comes in: nothing crashes or hangs, every record is accounted for, all that leaves is valid.

    python -m tests.mappings.fuzz.checks --minutes 20 [--seed 1] [FILE.mrc ...]

tries damaged records and edited descriptions for as long as asked, and prints each kind of failure once, with its seed.
"""

from __future__ import annotations

import argparse
import gzip
import io
import signal
import sys
import time
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Final

import pyoxigraph

from app.formats import Format
from app.reversion import descriptions, record_of
from mappings.bibframe.convert import Description, converter
from mappings.bibframe.minting import TemplateMinter
from mappings.bibframe.node import Node
from mappings.bibframe.rdf import nquads
from mappings.marc.errors import FieldTooLong, InputRefused, RecordTooLong
from mappings.marc.reader import parse, read
from mappings.marc.record import Broken, Record
from mappings.marc.writer import write_marc21, write_marcjson, write_marcxml

from .corpus import CORPUS
from .mutation import damaged, edited

SECONDS: Final = 20
"""What one case may take, reading and both directions: far more than any needs, so that only a hang exceeds it."""
_GRAPH: Final = "http://example.org/g"
_MINTER: Final = TemplateMinter("http://example.org/{n}/{001}#{part}")


def check_octets(octets: bytes) -> int:
    """Read `octets`, convert every record, and take it back. The number of records."""
    count = at = 0
    try:
        for found in read(octets):
            at += 1
            if isinstance(found, Broken):
                assert found.reason
                assert found.code
                continue
            count += 1
            check_record(at, found)
    except InputRefused:
        return 0
    return count


def check_record(n: int, record: Record) -> None:
    """Convert one record and take it back, with its residue and without; hold the law."""
    machine = converter()
    description = machine.forward(record, _MINTER.of(n, record))
    text = nquads(description.roots, _GRAPH)
    check_statements(text)
    canonical = machine.norm(record)
    assert machine.norm(canonical) == canonical
    assert machine.back(description, description.residue) == canonical
    check_written(canonical)
    for again in descriptions(io.BytesIO(text.encode()), Format.NQUADS):
        check_written(record_of(again))


def check_description(work: Node, instances: list[Node], items: list[Node]) -> None:
    """Write an edited description as RDF and as MARC."""
    description = Description(work, instances, items, [])
    check_statements(nquads(description.roots, _GRAPH))
    check_written(converter().back(description))


def check_statements(text: str) -> None:
    """Every line is a statement that a strict parser takes, without blank nodes."""
    parsed = pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    count = 0
    for quad in parsed:
        count += 1
        assert not isinstance(quad.subject, pyoxigraph.BlankNode)
        assert not isinstance(quad.object, pyoxigraph.BlankNode)
    assert count == text.count("\n")


def check_written(record: Record) -> None:
    """The record is written and read again the same, unless it is too long for MARC."""
    if not record.fields:
        return
    try:
        packed = write_marc21(record)
        assert parse(packed).fields == record.fields
        assert parse(write_marcjson(record).encode(), "marcjson").fields == record.fields
        assert parse(write_marcxml(record).encode(), "marcxml").fields == record.fields
    except (FieldTooLong, RecordTooLong):
        return


def in_some_form(random: Random, octets: bytes) -> bytes:
    """The record in one of the forms and encodings that are read; most often as it is."""
    form = random.randint(0, 9)
    if form == 0:
        return write_marcxml(parse(octets)).encode()
    if form == 1:
        return write_marcjson(parse(octets)).encode()
    if form == 2:
        return gzip.compress(octets)
    return octets[:9] + b" " + octets[10:] if form == 3 else octets


def one_case(seed: int, corpus: Sequence[bytes]) -> None:
    """The case of a seed: a damaged record, or an edited description of one."""
    random = Random(seed)
    octets = random.choice(corpus)
    if seed % 2:
        check_octets(damaged(random, in_some_form(random, octets), corpus))
        return
    record = parse(octets)
    whole = converter().forward(record, _MINTER.of(0, record))
    check_description(
        edited(random, whole.work), [edited(random, each) for each in whole.instances],
        [edited(random, each) for each in whole.items],
    )  # fmt: skip


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Raises `TimeoutError` inside where it takes longer."""

    def late(*_: object) -> None:
        raise TimeoutError(f"takes longer than {seconds} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def main() -> None:
    """Try cases until the time is up."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("files", nargs="*", type=Path, help="further records to damage, ISO 2709, packed or not")
    asked.add_argument("--minutes", type=float, default=20)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    corpus = list(CORPUS)
    for path in given.files:
        with path.open("rb") as stream:
            corpus += [each.source for each in read(stream) if isinstance(each, Record)][::17]
    seen: set[str] = set()
    until = time.monotonic() + 60 * given.minutes
    seed = given.seed
    while time.monotonic() < until:
        try:
            with limited(SECONDS):
                one_case(seed, corpus)
        except Exception as error:  # noqa: BLE001 - every kind of failure is what this looks for
            frame = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} {frame.filename}:{frame.lineno}"
            if kind not in seen:
                seen.add(kind)
                sys.stdout.write(f"seed {seed}: {kind}\n{traceback.format_exc(limit=-6)}\n")
        seed += 1
    sys.stdout.write(f"{seed - given.seed:,} cases from seed {given.seed}, {len(seen)} kinds of failure\n")
    sys.exit(bool(seen))


if __name__ == "__main__":
    main()
