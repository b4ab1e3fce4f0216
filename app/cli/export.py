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
from graph.access.model import Reading, operator
from mappings.errors import CatalographError
from mappings.marc.marcxml import NAMESPACE
from mappings.marc.reader import parse
from mappings.marc.writer import Encoding

if TYPE_CHECKING:
    from graph.store.scope import Scope

_EXAMPLES: Final = """\b
Examples:
  catalograph export --tenant harbor -o harbor.mrc
  catalograph export --tenant harbor --to marcxml > harbor.xml
  catalograph export --tenant harbor --encoding marc8 -o for-the-old-system.mrc
  catalograph export --tenant harbor --to nquads -o harbor.nq
  catalograph export --tenant harbor --iri http://localhost:8000/harbor/works/x1

\b
MARC comes back as it came, but for the fields whose statements were edited since; --encoding writes all of it anew in
one encoding.
"""


class ExportFormat(StrEnum):
    """What a catalogue can be written as."""

    MARC21 = "marc21"
    MARCXML = "marcxml"
    MARCJSON = "marcjson"
    NQUADS = "nquads"
    TURTLE = "turtle"
    JSONLD = "jsonld"


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(export)


def export(
    tenant: Annotated[str, typer.Option("--tenant", help="Whose catalogue.")],
    to: Annotated[ExportFormat, typer.Option("--to", help="The format.")] = ExportFormat.MARC21,
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="Where to write; else stdout.")] = "-",
    iri: Annotated[
        list[str] | None, typer.Option("--iri", help="Only this work or instance (MARC formats). May be repeated.")
    ] = None,
    encoding: EncodingOption = None,
    store: StoreOption = None,
) -> None:
    """Write a library's catalogue as MARC or RDF."""
    if iri and not to.startswith("marc"):
        raise typer.BadParameter("--iri goes with the MARC formats; --to nquads and the like write the whole graph.")
    check_encoding(encoding, to)
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
