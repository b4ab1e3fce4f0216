"""`catalograph vocabulary`: vocabularies and authority files, loaded for looking up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, BinaryIO, Final

import orjson
import typer

from app.bootstrap import Installation, opened
from app.cli.freshness import brought_up_to_date
from app.cli.headings import carry_all
from app.cli.load import catch_up
from app.cli.progress import Counted, counted, metered, stopping
from app.cli.terminal import Exit, StoreOption, note, show_table, stop
from app.projecting import projectors
from graph.access.model import Reading, operator
from graph.authorities.model import LoadReport, Shelf
from mappings.bibframe.node import Node
from mappings.vocabularies.codes import code_terms
from mappings.vocabularies.names import VOCABULARY_NAMES

_EXAMPLES: Final = """\b
Examples:
  catalograph vocabulary load subjects.madsrdf.nt.gz --into installation
  catalograph vocabulary load genreForms.skosrdf.jsonld.gz --into network:rivers
  catalograph vocabulary codes --into installation
  catalograph vocabulary list

\b
Loading a file again writes what differs in it and nothing else, and goes on where a load was broken off. What people
changed since is kept and reported. MARC authority records are brought in by `catalograph import`.
"""
_SHOWN: Final = 10
Into = Annotated[
    str, typer.Option("--into", metavar="PLACE", help="installation, network:NAME or tenant:NAME: who shares it.")
]
Wait = Annotated[bool, typer.Option("--wait/--no-wait", help="Wait until search and SPARQL hold the terms.")]
Replace = Annotated[bool, typer.Option("--replace", help="Overwrite what people changed here.")]

commands = typer.Typer(help="Vocabularies and authority files.", no_args_is_help=True, epilog=_EXAMPLES)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="vocabulary")


@commands.command(epilog=_EXAMPLES)
def load(
    file: Annotated[str, typer.Argument(metavar="FILE", help="N-Triples or JSON-LD a line; - for standard input.")],
    into: Into,
    replace: Replace = False,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write what was not loaded as JSON lines.")
    ] = None,
    wait: Wait = True,
    store: StoreOption = None,
) -> None:
    """Load a published SKOS or MADS/RDF file, packed with gzip or not."""
    shelf = shelf_of(into)
    with opened(store) as installation, ExitStack() as stack:
        stack.enter_context(projectors(installation.settings))
        stream, counter = stack.enter_context(counted(file))
        result = _load(installation, shelf, stream, counter, replace=replace)
        carry_all(installation, installation.services.headings.by_hand().loaded(operator(), shelf, result.renamed))
        if wait and not result.stopped:
            catch_up(installation)
    _tell(result, report)


@commands.command(epilog=_EXAMPLES)
def codes(into: Into, wait: Wait = True, store: StoreOption = None) -> None:
    """Load the code lists that ship: roles, languages, countries, content, media and carrier types and others."""
    shelf = shelf_of(into)
    with opened(store) as installation, projectors(installation.settings):
        result = _load(installation, shelf, code_terms(), None)
        if wait and not result.stopped:
            catch_up(installation)
    _tell(result, None)


@commands.command("list", epilog=_EXAMPLES)
def list_(store: StoreOption = None) -> None:
    """The vocabularies there are terms of."""
    with opened(store) as installation:
        brought_up_to_date(installation, "search")
        scope = installation.services.access.scope(operator(), Reading(all=True))
        found = installation.services.look_up.vocabularies(scope)
    rows = ((each.iri, VOCABULARY_NAMES.get(each.iri, ""), str(each.terms)) for each in found)
    show_table(("vocabulary", "name", "terms"), rows)


def shelf_of(into: str) -> Shelf:
    """Where `installation`, `network:NAME` or `tenant:NAME` is. Raises a usage error."""
    kind, _, name = into.partition(":")
    if kind == "installation" and not name:
        return Shelf()
    if kind == "network" and name:
        return Shelf(network=name)
    if kind == "tenant" and name:
        return Shelf(tenant=name)
    raise typer.BadParameter(f"“{into}” is no place; write installation, network:NAME or tenant:NAME.")


def _load(
    installation: Installation,
    shelf: Shelf,
    stream: BinaryIO | Iterable[Node],
    counter: Counted | None,
    *,
    replace: bool = False,
) -> LoadReport:
    with stopping() as asked, metered("load", "terms") as meter:
        show = _showing(meter.show, counter)

        def progress(state: LoadReport) -> bool:
            show(state)
            return not asked()

        actor = operator(shelf.tenant) if shelf.tenant is not None else operator()
        return installation.services.vocabularies.load(actor, shelf, stream, progress, replace=replace)


def _showing(show: Callable[[int, float | None, str], None], counter: Counted | None) -> Callable[[LoadReport], None]:
    def told(state: LoadReport) -> None:
        reading = state.lines and not state.read
        show(state.read, None if counter is None else counter.fraction, f"{state.lines:,} lines" if reading else "")

    return told


def _tell(result: LoadReport, report: Path | None) -> None:
    note(
        f"{result.read:,} terms read: {result.created:,} created, {result.updated:,} updated, "
        f"{result.unchanged:,} unchanged, {result.kept:,} kept as people changed them, {result.failed:,} failed"
    )
    for problem in result.problems[:_SHOWN]:
        note(f"  line {problem.line:,}: {problem.code}: {problem.iri} {problem.message}")
    if len(result.problems) > _SHOWN:
        note(f"  … and {result.failed + result.kept - _SHOWN:,} more; --report FILE lists them")
    if report is not None:
        lines = (
            {"line": each.line, "iri": each.iri, "code": each.code, "message": each.message} for each in result.problems
        )
        report.write_bytes(b"".join(orjson.dumps(line) + b"\n" for line in lines))
    if result.stopped:
        stop(Exit.INTERRUPTED)
    if result.failed or result.kept:
        stop(Exit.PARTIAL)
