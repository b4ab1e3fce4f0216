"""`catalograph export`: a library's catalogue as MARC or RDF."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.bootstrap import Installation, opened
from app.cli.marc_output import EncodingOption, Lacking, check_encoding, writing
from app.cli.progress import metered, stopping
from app.cli.terminal import Exit, StoreOption, note, stop
from app.clock import clock
from app.formats import Format
from graph.access.model import Reading, operator
from mappings.errors import CatalographError
from mappings.marc.marcxml import NAMESPACE
from mappings.marc.reader import parse
from mappings.marc.writer import Encoding

if TYPE_CHECKING:
    from graph.catalogue.exchange import Given
    from graph.store.scope import Scope

_EXAMPLES: Final = """\b
Examples:
  catalograph export --tenant harbor -o harbor.mrc
  catalograph export --tenant harbor --to marcxml > harbor.xml
  catalograph export --tenant harbor --encoding marc8 -o for-the-old-system.mrc
  catalograph export --tenant harbor --to nquads -o harbor.nq
  catalograph export --tenant harbor --to rdfxml --as-received -o for-them.rdf
  catalograph export --tenant harbor --to package -o harbor.zip
  catalograph export --tenant harbor --iri http://localhost:8000/harbor/works/x1

\b
MARC comes back as it came, but for the fields whose statements were edited since; --encoding writes all of it anew in
one encoding. So does BIBFRAME with --as-received: under the addresses and in the statements that it came in, with what
people changed. A package is a ZIP of all that, the library's own descriptions, and where each came from.
"""


class ExportFormat(StrEnum):
    """What a catalogue can be written as."""

    MARC21 = "marc21"
    MARCXML = "marcxml"
    MARCJSON = "marcjson"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"
    PACKAGE = "package"


_IN_PAGES: Final = frozenset({ExportFormat.NQUADS, ExportFormat.TURTLE, ExportFormat.JSONLD})
"""Formats of RDF that the whole graph is written in a page at a time, in the library's own words."""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(export)


def export(
    tenant: Annotated[str, typer.Option("--tenant", help="Whose catalogue.")],
    to: Annotated[ExportFormat, typer.Option("--to", help="The format.")] = ExportFormat.MARC21,
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="Where to write; else stdout.")] = "-",
    iri: Annotated[
        list[str] | None, typer.Option("--iri", help="Only this work or instance, with its copies. May be repeated.")
    ] = None,
    as_received: Annotated[
        bool, typer.Option("--as-received", help="RDF: what came as BIBFRAME under its own addresses.")
    ] = False,
    encoding: EncodingOption = None,
    store: StoreOption = None,
) -> None:
    """Write a library's catalogue as MARC or RDF."""
    if as_received and to.startswith("marc"):
        raise typer.BadParameter("--as-received goes with RDF; MARC comes back as it came anyway.")
    check_encoding(encoding, to)
    if not to.startswith("marc") and (as_received or iri or to not in _IN_PAGES):
        _give(tenant, to, output, iri, store, as_received=as_received or to is ExportFormat.PACKAGE)
        return
    reported = 0
    lacking = Lacking()

    def problem(subject: str, error: CatalographError) -> None:
        nonlocal reported
        reported += 1
        note(f"{subject}: {error.code}: {error.message}")

    with ExitStack() as stack:
        installation = stack.enter_context(opened(store))
        installation.services.tenants.tenant(tenant)
        asked = stack.enter_context(stopping())
        meter = stack.enter_context(metered("export", "records" if to.startswith("marc") else "pages"))
        out = stack.enter_context(writing(output))
        done = 0
        for done, part in enumerate(_parts(installation, tenant, to, iri, problem, encoding), 1):
            out.write(part)
            if encoding is Encoding.MARC8:
                lacking.see(parse(part))
            meter.show(done)
            if asked():
                break
        for end in _ends(to):
            out.write(end)
        interrupted = asked()
    note(f"{done:,} {'records' if to.startswith('marc') else 'pages'} written, {reported:,} reported")
    lacking.tell()
    if interrupted:
        stop(Exit.INTERRUPTED)
    if reported:
        stop(Exit.PARTIAL)


def _give(
    tenant: str, to: ExportFormat, output: str, iris: list[str] | None, store: str | None, *, as_received: bool
) -> None:
    """Write descriptions for other systems of BIBFRAME."""
    from app.giving import Package, write

    told: set[str] = set()
    with ExitStack() as stack:
        installation = stack.enter_context(opened(store))
        slug, exchange = installation.services.tenants.tenant(tenant).slug, installation.services.exchange
        scope, asked = _scope(installation, slug), stack.enter_context(stopping())
        meter = stack.enter_context(metered("export", "descriptions"))
        given = exchange.everything(slug, scope, as_received=as_received)
        if iris is not None:
            given = exchange.some(slug, iris, scope, as_received=as_received)
        counted = _counted(given, meter.show, asked)
        out = stack.enter_context(writing(output))
        if to is ExportFormat.PACKAGE:
            Package(out, installation.services.names.tenant(slug), clock()).write(counted)
        else:
            write(counted, out, Format(to.value), told.add)
        interrupted = asked()
    for message in sorted(told):
        note(message)
    if interrupted or told:
        stop(Exit.INTERRUPTED if interrupted else Exit.PARTIAL)


def _counted(given: Iterator[Given], show: Callable[[int], object], asked: Callable[[], bool]) -> Iterator[Given]:
    """The same, until somebody asks to stop."""
    for done, each in enumerate(given, 1):
        show(done)
        yield each
        if asked():
            return


def _parts(
    installation: Installation,
    tenant: str,
    to: ExportFormat,
    iris: list[str] | None,
    problem: Callable[[str, CatalographError], None],
    encoding: Encoding | None,
) -> Iterator[bytes]:
    exporter, scope = installation.services.exporter, _scope(installation, tenant)
    if to is ExportFormat.NQUADS:
        yield from (part.encode() for part in exporter.nquads(tenant, scope))
    elif to is ExportFormat.TURTLE:
        yield from (part.encode() for part in exporter.turtle(tenant, scope))
    elif to is ExportFormat.JSONLD:
        yield from (part.encode() for part in exporter.jsonld(tenant, scope))
    else:
        records = exporter.marc(tenant, scope, iris, form=to.value, problem=problem, encoding=encoding)
        yield from _framed(records, to)


def _framed(records: Iterator[bytes], to: ExportFormat) -> Iterator[bytes]:
    """MARC records with what stands before and between them in this format."""
    if to is ExportFormat.MARC21:
        yield from records
        return
    xml = to is ExportFormat.MARCXML
    begin = f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'.encode() if xml else b"[\n"
    between = b"\n" if xml else b",\n"
    for record in records:
        yield begin + record
        begin = between


def _ends(to: ExportFormat) -> Iterator[bytes]:
    """What closes a file in this format."""
    if to is ExportFormat.MARCXML:
        yield b"\n</collection>\n"
    elif to is ExportFormat.MARCJSON:
        yield b"\n]\n"


def _scope(installation: Installation, tenant: str) -> Scope:
    return installation.services.access.scope(operator(tenant), Reading(tenants=(tenant,)))
