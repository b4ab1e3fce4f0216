"""`catalograph explain`: field by field, which rule made which statements of a record, and what gives it back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ClassVar, Final

import typer
from rich.console import Console

from app.cli.convert import DEFAULT_IRI
from app.cli.progress import counted
from app.cli.terminal import note
from mappings.errors import CatalographError

if TYPE_CHECKING:
    from mappings.marc.record import Record

_EXAMPLES: Final = """\b
Examples:
  catalograph explain books.mrc
  catalograph explain books.mrc.gz --record 17 --html record.html
  catalograph explain books.mrc --record ocm12345678 --back | less -R
  catalograph explain koha.mrc --record 3 --items koha

\b
For each field: what became of it, the rules at work with the file and line where they stand, the statements they made,
and the rule that gives the field back. Values are shown in their own script.
"""


class NoSuchRecord(CatalographError):
    """The file has no record with this position or control number, or it can't be read."""

    code: ClassVar[str] = "NO_SUCH_RECORD"
    hint: ClassVar[str] = "Name a record by its position, counting from 0, or by its control number (001)."


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(explain)


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of MARC records, or - for standard input.")],
    record: Annotated[
        str, typer.Option("--record", metavar="N", help="Its position, counting from 0, or its control number.")
    ] = "0",
    html: Annotated[
        Path | None, typer.Option("--html", metavar="OUT", help="Write a page to read and print instead.")
    ] = None,
    back: Annotated[
        bool, typer.Option("--back", help="The other direction: which rule gives each field back.")
    ] = False,
    items: Annotated[
        str, typer.Option("--items", metavar="TABLE", help="Read item fields as this system has them.")
    ] = "",
) -> None:
    """Explain how one record is converted: rules, statements, residue, and the way back."""
    from app.explain.page import page
    from app.explain.terminal import show, show_back
    from mappings.bibframe.explain import explained
    from mappings.bibframe.minting import TemplateMinter

    n, found = _found(file, record)
    explanation = explained(found, TemplateMinter(DEFAULT_IRI).of(n, found), items)
    if html is not None:
        html.write_text(page(explanation), "utf-8")
        note(f"{html} explains record {n}{f' ({found.control_number})' if found.control_number else ''}")
        return
    console = Console(highlight=False, markup=False, emoji=False)
    (show_back if back else show)(explanation, console)


def _found(file: str, wanted: str) -> tuple[int, Record]:
    """The record at a position, else the first with this control number. Raises `NoSuchRecord`."""
    from mappings.marc.reader import read
    from mappings.marc.record import Record

    position = int(wanted) if wanted.isascii() and wanted.isdecimal() and len(wanted) < 10 else -1
    named: tuple[int, Record] | None = None
    with counted(file) as (stream, _):
        for n, each in enumerate(read(stream)):
            if n == position and isinstance(each, Record):
                return n, each
            if n == position and not isinstance(each, Record):
                raise NoSuchRecord(f"Record {n} can't be read: {each.reason}")
            if named is None and isinstance(each, Record) and each.control_number == wanted.strip():
                named = n, each
                if position < 0:
                    break
    if named is None:
        raise NoSuchRecord(f"There is no record {wanted} in {file}.")
    return named
