"""`catalograph revert`: BIBFRAME in any RDF format back to MARC, without a store."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Final

import typer

from app.cli.marc_output import EncodingOption, MarcFormat, RecordWriter, check_encoding, writing
from app.cli.progress import counted, metered, stopping
from app.cli.terminal import Exit, note, stop
from app.formats import SUFFIXES, Format
from mappings.errors import CatalographError
from mappings.marc.writer import Encoding

_EXAMPLES: Final = """\b
Examples:
  catalograph revert books.nq -o books.mrc
  catalograph revert books.ttl --to marcxml > books.xml
  catalograph revert books.nq --encoding marc8 -o old-system.mrc
  catalograph convert books.mrc | catalograph revert - --from nquads -o again.mrc

\b
N-Quads of `convert` keep what each record says apart, in a graph of its own; the other formats join what several
records say of a shared term.
What statements alone give: local fields and what BIBFRAME has no home for stay behind. A store keeps the records as
they came; `catalograph export` gives those back.
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(revert)


def revert(
    file: Annotated[str, typer.Argument(metavar="IN", help="A file of BIBFRAME, or - for standard input.")],
    source: Annotated[
        Format | None, typer.Option("--from", help="Its RDF format; else by its name, else nquads.")
    ] = None,
    to: Annotated[MarcFormat, typer.Option("--to", help="The MARC format to write.")] = MarcFormat.MARC21,
    output: Annotated[str, typer.Option("-o", "--output", metavar="OUT", help="Where to write; else stdout.")] = "-",
    encoding: EncodingOption = None,
) -> None:
    """Make MARC records from BIBFRAME descriptions."""
    check_encoding(encoding, to)
    from app.reversion import descriptions, record_of

    rdf_format = source or SUFFIXES.get(Path(file).suffix, Format.NQUADS)
    done = reported = 0
    writer: RecordWriter | None = None
    with ExitStack() as stack:
        stream, counter = stack.enter_context(counted(file))
        asked = stack.enter_context(stopping())
        meter = stack.enter_context(metered("revert"))
        for description in descriptions(stream, rdf_format):
            if writer is None:
                writer = RecordWriter(stack.enter_context(writing(output)), to, encoding or Encoding.UTF8)
                stack.callback(writer.end)
            try:
                writer.write(record_of(description))
            except CatalographError as error:
                reported += 1
                note(f"{description.roots[0]['@id']}: {error.code}: {error.message}")
            else:
                done += 1
            meter.show(done + reported, counter.fraction)
            if asked():
                break
        interrupted = asked()
    note(f"{done:,} records written, {reported:,} reported")
    if writer is not None:
        writer.lacking.tell()
    if interrupted:
        stop(Exit.INTERRUPTED)
    if reported:
        stop(Exit.PARTIAL)
