"""`catalograph import`: MARC records, or descriptions in BIBFRAME, into a library's catalogue."""

from __future__ import annotations

from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import orjson
import typer

from app.bootstrap import Installation, opened
from app.cli.headings import carry_since
from app.cli.progress import counted, metered, stopping
from app.cli.reporting import tell_conversion
from app.cli.terminal import Exit, StoreOption, note, stop
from app.projecting import PROJECTIONS, projectors, wait_until_caught_up
from graph.access.model import operator
from graph.catalogue.reading import FORMATS
from graph.catalogue.report import (
    ImportConflict,
    ImportOptions,
    ImportProblem,
    ImportProgress,
    ImportReport,
    OnRepeat,
)
from graph.tenants.model import ImportPolicy, OnConflict, OnMatch
from mappings.bibframe.conversion_report import ConversionReport

_EXAMPLES: Final = """\b
Examples:
  catalograph import books.mrc.gz --tenant harbor
  catalograph import union.xml --tenant harbor --source union --match-on lccn --match-on isbn
  catalograph import books.mrc --tenant harbor --dry-run --report report.jsonl
  catalograph import theirs.rdf --tenant harbor

\b
Importing a file again changes what its source changed and leaves people's edits alone. Every record is stored or
reported; with problems the exit code is 3. Ctrl-C stops at the end of a batch; run it again to go on.
"""
_SHOWN: Final = 10

FormatOption = Annotated[
    str | None, typer.Option("--format", help=f"Their format, where it isn't recognised: {', '.join(FORMATS)}.")
]
ReportOption = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write problems and conflicts as JSON lines.")
]


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("import", epilog=_EXAMPLES)(load)


def load(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of records, or - for standard input.")],
    tenant: Annotated[str, typer.Option("--tenant", help="The library they belong to.")],
    source: Annotated[str | None, typer.Option("--source", help="Their declared source; else the library's.")] = None,
    format: FormatOption = None,
    match_on: Annotated[
        list[str] | None, typer.Option("--match-on", help="Match on these besides control numbers: lccn, oclc, isbn.")
    ] = None,
    on_match: Annotated[OnMatch | None, typer.Option("--on-match", help="What a matching record does.")] = None,
    on_conflict: Annotated[
        OnConflict | None, typer.Option("--on-conflict", help="Whose statement wins where a person edited.")
    ] = None,
    on_repeat: Annotated[
        OnRepeat, typer.Option("--on-repeat", help="A control number met again with another content.")
    ] = OnRepeat.SKIP,
    refresh: Annotated[bool, typer.Option("--refresh", help="Convert again what the source did not change.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; write nothing.")] = False,
    report: ReportOption = None,
    conversion_report: Annotated[
        Path | None,
        typer.Option(
            "--conversion-report", metavar="FILE", help="Write what became of fields, as text or .json; takes longer."
        ),
    ] = None,
    wait: Annotated[
        bool, typer.Option("--wait/--no-wait", help="Wait until search and SPARQL hold the records.")
    ] = True,
    store: StoreOption = None,
) -> None:
    """Import MARC records (ISO 2709, MARCXML, MARC-in-JSON) or BIBFRAME (RDF/XML, Turtle, TriG, N-Triples, N-Quads,
    JSON-LD, a document or one a line), packed with gzip or not.
    """
    with opened(store) as installation:
        policy = installation.services.tenants.tenant(tenant).policy
        options = ImportOptions(
            source=source,
            policy=_policy(policy, match_on, on_match, on_conflict),
            on_repeat=on_repeat,
            refresh=refresh,
            dry_run=dry_run,
            batch=installation.settings.import_batch_records,
            conversion=conversion_report is not None,
            format=format,
        )
        follow = nullcontext() if dry_run else projectors(installation.settings)
        with follow:
            position = installation.store.position()
            result = run_import(installation, tenant, file, options)
            if result.updated and not dry_run:
                carry_since(installation, tenant, position)
            if wait and not dry_run and not result.stopped:
                catch_up(installation)
    _tell(result, report)
    if conversion_report is not None:
        tell_conversion(result.conversion or ConversionReport(), conversion_report)
    if result.stopped:
        stop(Exit.INTERRUPTED)
    if result.failed or result.skipped:
        stop(Exit.PARTIAL)


def run_import(installation: Installation, tenant: str, file: str, options: ImportOptions) -> ImportReport:
    """Import one file with progress; Ctrl-C ends it at a batch."""
    with ExitStack() as stack:
        stream, counter = stack.enter_context(counted(file))
        asked = stack.enter_context(stopping())
        meter = stack.enter_context(metered("import"))

        def progress(state: ImportProgress) -> bool:
            meter.show(state.read, counter.fraction, f"{state.reported:,} reported" if state.reported else "")
            return not asked()

        actor = operator(tenant)
        return installation.services.importer.run(actor, tenant, stream, options, progress)


def catch_up(installation: Installation) -> None:
    """Wait for search and SPARQL with progress; Ctrl-C ends the waiting, not their work."""
    with metered("search and SPARQL", "events") as meter, stopping() as asked:

        def progress(reached: int, goal: int) -> bool:
            meter.show(reached, reached / goal if goal else None)
            return not asked()

        if not wait_until_caught_up(installation, PROJECTIONS, progress):
            note("search and SPARQL are not caught up; `catalograph rebuild` or a running server does it")


def _policy(
    policy: ImportPolicy, match_on: list[str] | None, on_match: OnMatch | None, on_conflict: OnConflict | None
) -> ImportPolicy:
    return replace(
        policy,
        match_on=policy.match_on if match_on is None else tuple(each for each in match_on if each != "none"),
        on_match=on_match or policy.on_match,
        on_conflict=on_conflict or policy.on_conflict,
    )


def _tell(result: ImportReport, report: Path | None) -> None:
    note(
        f"{result.read:,} records read: {result.created:,} created, {result.updated:,} updated, "
        f"{result.unchanged:,} unchanged; {result.reported:,} not stored: {result.skipped:,} skipped, "
        f"{result.repeated:,} repeated, {result.failed:,} failed"
    )
    if result.matched or result.conflicted or result.warnings:
        note(f"{result.matched:,} matched, {result.conflicted:,} conflicts, {result.warnings:,} warnings")
    for problem in result.problems[:_SHOWN]:
        name = f" ({problem.control_number})" if problem.control_number else ""
        note(f"  record {problem.number:,}{name}: {problem.code}: {problem.message}")
    if len(result.problems) > _SHOWN:
        note(f"  … and {result.failed + result.skipped + result.warnings - _SHOWN:,} more; --report FILE lists them")
    if report is not None:
        lines = [*map(_problem, result.problems), *map(_conflict, result.conflicts)]
        report.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in lines))


def _problem(problem: ImportProblem) -> dict[str, object]:
    return {
        "record": problem.number,
        "control_number": problem.control_number,
        "code": problem.code,
        "message": problem.message,
    }


def _conflict(conflict: ImportConflict) -> dict[str, object]:
    return {
        "record": conflict.number,
        "control_number": conflict.control_number,
        "code": "CONFLICT",
        "iri": conflict.iri,
        "path": conflict.clash.path,
        "ours": conflict.clash.ours,
        "theirs": conflict.clash.theirs,
        "kept": conflict.kept,
    }
