"""MARC files to RDF without a store: records in batches, converted here or in several processes, in the file's order.

Memory stays constant: as many batches are under way as there are processes, twice, and no more.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from multiprocessing import get_context
from typing import Any, BinaryIO, Final

from app.formats import WRITING, Format
from mappings.bibframe.conversion_report import ConversionReport
from mappings.bibframe.convert import converter
from mappings.bibframe.minting import TemplateMinter
from mappings.bibframe.outcomes import FieldOutcome
from mappings.errors import CatalographError
from mappings.marc.reader import read
from mappings.marc.record import Broken, Record

BATCH: Final = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report: what became of the record at `n` (from 0), and of its fields where that was asked for."""

    n: int
    control_number: str | None
    outcome: str
    code: str = ""
    message: str = ""
    repairs: tuple[str, ...] = ()
    fields: tuple[FieldOutcome, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The line without what is empty."""
        pairs = {name: getattr(self, name) for name in self.__slots__} | {"fields": [*map(_field, self.fields)]}
        return {name: value for name, value in pairs.items() if value not in (None, "", (), [])}


def _field(outcome: FieldOutcome) -> dict[str, Any]:
    found = {"tag": outcome.tag, "outcome": outcome.outcome, "reasons": outcome.reasons, "lost": outcome.lost}
    return {name: value for name, value in found.items() if value}


@dataclass(frozen=True, slots=True)
class Converted:
    """A batch: its text in the format, how many records it holds, a line per record that the report needs, and what
    became of their fields in all, where that was asked for.
    """

    text: str
    records: int
    lines: tuple[Line, ...]
    report: ConversionReport | None = None


@dataclass(frozen=True, slots=True)
class Conversion:
    """How to convert. `iri`, `graph` are templates with `{n}`, `{001}`, `{part}`. `counted` counts what became of
    fields and `detailed` tells of every one too; both need the way back, which takes as long again as the way there.
    """

    format: Format
    iri: str
    graph: str
    counted: bool = False
    detailed: bool = False

    def batch(self, records: Sequence[tuple[int, Record | Broken]]) -> Converted:
        """Convert some records, each with its position. A record that can't be converted becomes a line."""
        writing = WRITING[self.format]
        names, graphs = TemplateMinter(self.iri), TemplateMinter(self.graph)
        texts: list[str] = []
        lines: list[Line] = []
        report = ConversionReport() if self.counted else None
        for n, record in records:
            if isinstance(record, Broken):
                lines.append(Line(n, record.control_number, "reported", record.code, record.reason))
                continue
            try:
                description = converter().forward(record, names.of(n, record))
                texts.append(writing.record(description.roots, graphs.of(n, record).root("")))
            except CatalographError as error:
                lines.append(Line(n, record.control_number, "reported", error.code, error.message))
                continue
            fields = () if report is None else tuple(description.outcomes)
            if report is not None:
                report.count(fields)
            if self.detailed or record.repairs:
                kept = fields if self.detailed else ()
                lines.append(Line(n, record.control_number, "converted", repairs=record.repairs, fields=kept))
        gc.collect(0)
        return Converted(writing.between.join(texts), len(texts), tuple(lines), report)


def convert_all(conversion: Conversion, stream: BinaryIO, jobs: int) -> Iterator[Converted]:
    """Every record of a MARC stream, in batches and in order. Raises `MarcError` when it isn't MARC 21 at all."""
    batches = _batches(read(stream))
    if jobs == 1:
        yield from map(conversion.batch, batches)
        return
    with ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_ready) as pool:
        yield from _in_order(pool, conversion.batch, batches, 2 * jobs)


def _in_order(
    pool: Executor,
    work: Callable[[list[tuple[int, Record | Broken]]], Converted],
    batches: Iterator[list[tuple[int, Record | Broken]]],
    under_way: int,
) -> Iterator[Converted]:
    waiting: deque[Future[Converted]] = deque()
    try:
        for batch in batches:
            waiting.append(pool.submit(work, batch))
            if len(waiting) >= under_way:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for each in waiting:
            each.cancel()


def _batches(records: Iterator[Record | Broken]) -> Iterator[list[tuple[int, Record | Broken]]]:
    numbered = enumerate(records)
    return iter(partial(_take, numbered), [])


def _take(numbered: Iterator[tuple[int, Record | Broken]]) -> list[tuple[int, Record | Broken]]:
    return list(islice(numbered, BATCH))


def _ready() -> None:
    """In a new process: compile the tables, let Ctrl-C be the parent's business, and spare the collector."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    converter()
    gc.freeze()
