"""`catalograph convert`: MARC to BIBFRAME in any RDF format, without a store."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TextIO

import typer

from app.cli.progress import counted, metered, stopping
from app.cli.reporting import ReportFormat, report_format, reporting, show_conversion
from app.cli.terminal import Exit, note, stop
from app.formats import SUFFIXES, WRITING, Format

if TYPE_CHECKING:
    from app.conversion import Conversion
    from mappings.bibframe.conversion_report import ConversionReport

_EXAMPLES: Final = """\b
Examples:
  catalograph convert books.mrc > books.nq
  catalograph convert books.mrc.gz --to turtle -o books.ttl
  catalograph convert marc.xml --iri 'https://example.org/{001}#{part}' --report report.txt --jobs 2
  catalograph convert books.mrc --report report.json > /dev/null
  zcat books.mrc.gz | catalograph convert - --to jsonld

\b
Reads ISO 2709 (UTF-8 or MARC-8), MARCXML and MARC-in-JSON, packed with gzip or not, and finds out which by itself.
Exit code 3: done, but some records could not be converted; --report tells which and why,
and what became of each field; working that out takes as long again as the conversion.
"""

DEFAULT_IRI: Final = "http://example.org/{n}/{001}#{part}"


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(convert)


def convert(
    file: Annotated[str, typer.Argument(metavar="IN", help="A file of MARC records, or - for standard input.")],
    to: Annotated[Format | None, typer.Option("--to", help="The format; else by the name of OUT, else nquads.")] = None,
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="Where to write; else stdout.")] = "-",
    iri: Annotated[
        str,
        typer.Option(
            "--iri", metavar="TEMPLATE", help="How IRIs are made: {n} position from 0, {001} control number, {part}."
        ),
    ] = DEFAULT_IRI,
    graph: Annotated[
        str | None,
        typer.Option("--graph", metavar="TEMPLATE", help="nquads: the graph of a record; else --iri up to {part}."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option("--report", metavar="FILE", help="Write what became of every record and field, and show totals."),
    ] = None,
    report_as: Annotated[
        ReportFormat | None,
        typer.Option("--report-format", help="Of the report; else by FILE's name (.json, .jsonl), else text."),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", min=1, max=64, help="How many processes convert.")] = 1,
) -> None:
    """Convert MARC to BIBFRAME. Needs no store; the memory it takes doesn't grow with the file."""
    if "{part}" not in iri or not ("{n}" in iri or "{001}" in iri):
        raise typer.BadParameter("The template needs {part}, and {n} or {001}, to name every resource apart.")
    from app.conversion import Conversion

    wanted = to or SUFFIXES.get(Path(output).suffix, Format.NQUADS)
    told_as = None if report is None else report_format(report, report_as)
    conversion = Conversion(
        wanted,
        iri,
        graph or graph_template(iri),
        counted=told_as is not None,
        detailed=told_as in {ReportFormat.TEXT, ReportFormat.JSONL},
    )
    done = _convert(conversion, file, output, jobs, (report, told_as) if report and told_as else None)
    note(f"{done.records + done.reported:,} records read, {done.records:,} converted, {done.reported:,} reported")
    if done.report is not None:
        show_conversion(done.report)
    if done.interrupted:
        stop(Exit.INTERRUPTED)
    if done.reported:
        stop(Exit.PARTIAL)


@dataclass(slots=True)
class _Done:
    """How many records were converted, how many only reported, and the report that was asked for."""

    records: int = 0
    reported: int = 0
    interrupted: bool = False
    report: ConversionReport | None = None


def _convert(
    conversion: Conversion, file: str, output: str, jobs: int, listed: tuple[Path, ReportFormat] | None
) -> _Done:
    """Convert all of `file` into `output`, a batch at a time, and write the report where one is `listed`."""
    from app.conversion import convert_all
    from graph.store.collecting import uncollected

    writing = WRITING[conversion.format]
    done = _Done()
    with ExitStack() as stack:
        stack.enter_context(uncollected())
        stream, counter = stack.enter_context(counted(file))
        asked = stack.enter_context(stopping())
        meter = stack.enter_context(metered("convert"))
        batches = convert_all(conversion, stream, jobs)
        first = next(batches, None)  # what isn't MARC at all is refused before anything is written
        out = stack.enter_context(_writing(output))
        listing = stack.enter_context(reporting(*listed)) if listed else None
        out.write(writing.head)
        while first is not None:
            if first.text:
                out.write((writing.between if done.records else "") + first.text)
            done.records += first.records
            done.reported += sum(line.outcome == "reported" for line in first.lines)
            if listing is not None:
                listing.see(first)
            meter.show(done.records + done.reported, counter.fraction)
            first = None if asked() else next(batches, None)
        out.write(writing.tail)
        done.interrupted = asked()
    if listing is not None:
        done.report = listing.report
    return done


def graph_template(iri: str) -> str:
    """The graph of a record, from the template of its resources: what stands before `{part}`."""
    before = iri.partition("{part}")[0].rstrip("#/?-")
    return before or iri.replace("{part}", "graph")


@contextmanager
def _writing(output: str) -> Iterator[TextIO]:
    if output == "-":
        yield sys.stdout
        sys.stdout.flush()
        return
    with Path(output).open("w", encoding="utf-8") as out:
        yield out
