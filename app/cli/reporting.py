"""The conversion report on its way to a person: a file as text or JSON, and a table at the terminal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final

import orjson
from rich.console import Console
from rich.table import Table

from mappings.bibframe.conversion_report import ConversionReport, lost_codes, told

if TYPE_CHECKING:
    from app.conversion import Converted, Line

_SHOWN: Final = 15
_PARTS: Final = 6


class ReportFormat(StrEnum):
    """How a conversion report is written: for people, as one JSON object, or as a JSON line for each record."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


_BY_SUFFIX: Final = {".json": ReportFormat.JSON, ".jsonl": ReportFormat.JSONL, ".ndjson": ReportFormat.JSONL}


def report_format(file: Path, wanted: ReportFormat | None) -> ReportFormat:
    """The format asked for, else the one the file's name says, else text."""
    return wanted or _BY_SUFFIX.get(file.suffix.lower(), ReportFormat.TEXT)


class Reporting:
    """Gathers the report of a conversion, batch by batch, and writes it at the end."""

    def __init__(self, out: IO[bytes], records: IO[bytes], format: ReportFormat) -> None:
        self._out, self._records, self._format = out, records, format
        self._problems: dict[str, int] = {}
        self.report = ConversionReport()

    def see(self, batch: Converted) -> None:
        """Take in a batch."""
        if batch.report is not None:
            self.report.add(batch.report)
        for line in batch.lines:
            if line.outcome == "reported":
                self._problems[line.code] = self._problems.get(line.code, 0) + 1
            if self._format is ReportFormat.JSONL:
                self._out.write(orjson.dumps(line.as_json()) + b"\n")
            elif self._format is ReportFormat.TEXT:
                self._records.writelines(f"{each}\n".encode() for each in _lines(line))

    def end(self) -> None:
        """Write what stands at the top, now that it is known, and the records below it."""
        if self._format is ReportFormat.JSONL:
            return
        self._out.write(_written(self.report, self._format, self._problems))
        self._records.seek(0)
        shutil.copyfileobj(self._records, self._out)


def _written(report: ConversionReport, format: ReportFormat, problems: dict[str, int]) -> bytes:
    if format is ReportFormat.JSON:
        found = {**report.as_json(), "reported": problems}
        return orjson.dumps(found, option=orjson.OPT_INDENT_2) + b"\n"
    lines = [*report.text(), *(f"{count:,} records not converted: {code}" for code, count in problems.items())]
    return "".join(f"{line}\n" for line in lines).encode()


def tell_conversion(report: ConversionReport, file: Path) -> None:
    """Write a report that is whole, and show its totals."""
    text = report_format(file, None) is ReportFormat.TEXT
    file.write_bytes(_written(report, ReportFormat.TEXT if text else ReportFormat.JSON, {}))
    show_conversion(report)


def show_conversion(report: ConversionReport) -> None:
    """The totals and the most frequent residue, as a table on stderr."""
    console = Console(stderr=True, highlight=False)
    total = max(report.fields(), 1)
    figures = ", ".join(f"{count:,} {name} ({count / total:.2%})" for name, count in report.totals().items())
    console.print(f"{report.fields():,} fields: {figures}", style="bold", soft_wrap=True)
    rows = sorted((row for row in report.rows.values() if row.outcome == "residue"), key=lambda row: -row.fields)
    if not rows:
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("residue")
    table.add_column("fields", justify="right")
    table.add_column("records", justify="right")
    table.add_column("why", overflow="fold")
    for row in rows[:_SHOWN]:
        table.add_row(row.tag, f"{row.fields:,}", f"{row.records:,}", row.said + lost_codes(row.subfields, _PARTS))
    console.print(table)
    if len(rows) > _SHOWN:
        console.print(f"and {len(rows) - _SHOWN} more rows, in the report", style="dim")


def _lines(line: Line) -> Iterator[str]:
    """What a text report tells of one record: what was wrong with it, and every field that isn't lossless."""
    name = f"record {line.n}" + (f" ({line.control_number})" if line.control_number else "")
    if line.outcome == "reported":
        yield f"\n{name}: not converted, {line.code}: {line.message}"
        return
    repairs = f"; repaired: {', '.join(line.repairs)}" if line.repairs else ""
    changed = [each for each in line.fields if each.outcome != "lossless"]
    yield f"\n{name}: {len(line.fields) - len(changed)} of {len(line.fields)} fields lossless{repairs}"
    for each in changed:
        yield from (f"  {part}" for part in told(each).splitlines())


@contextmanager
def reporting(file: Path, format: ReportFormat) -> Iterator[Reporting]:
    """The report of the conversion inside, written to `file`."""
    with file.open("wb") as out, TemporaryFile() as records:
        found = Reporting(out, records, format)
        yield found
        found.end()
