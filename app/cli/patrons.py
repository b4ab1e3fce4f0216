"""`catalograph patrons`: a library's patrons from a file, and what it holds about one of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from app.bootstrap import opened
from app.cli.naming import Slug
from app.cli.terminal import Exit, StoreOption, note, say, stop
from graph.access.model import Actor, operator
from graph.patrons.errors import InvalidPatron, UnknownPatron
from graph.patrons.model import Contact, Patron
from graph.patrons.service import PatronService, PatronWanted
from graph.services import Services
from mappings.errors import CatalographError

_AT_ONCE: Final = 500
_COLUMNS: Final = ("barcode", "name", "group", "external_id", "expires", "email", "phone", "address", "language")
_EPILOG: Final = """\b
Examples:
  catalograph patrons import harbor readers.csv --dry-run
  catalograph patrons import harbor readers.csv
  catalograph patrons export harbor P-1001
  catalograph patrons erase harbor P-1001

\b
The first line of the file names its columns, of barcode, name, group, external_id, expires (2027-12-31), email, phone,
address and language. A patron is known again by the external id, else by the barcode; what the file has no column for
stays as it is. A line that is wrong is told with its number and keeps no other from being read.
"""

commands = typer.Typer(help="Patrons of a library.", no_args_is_help=True, epilog=_EPILOG)
Barcode = Annotated[str, typer.Argument(help="The patron's barcode.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="patrons")


@dataclass(slots=True)
class _Told:
    made: int = 0
    changed: int = 0
    same: int = 0
    wrong: int = 0


@commands.command("import", epilog=_EPILOG)
def import_(
    slug: Slug,
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="A CSV file in UTF-8.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be done and write nothing.")] = False,
    store: StoreOption = None,
) -> None:
    """Make and change patrons as a file says."""
    told = _Told()
    with opened(store) as installation, file.open(encoding="utf-8-sig", newline="") as lines:
        services = installation.services
        services.tenants.tenant(slug)
        numbered = _rows(lines)
        while some := list(islice(numbered, _AT_ONCE)):
            _take(services.patrons, operator(slug), some, told, dry_run=dry_run)
    note(f"{told.made:,} new, {told.changed:,} changed, {told.same:,} as they were, {told.wrong:,} lines wrong")
    if told.wrong:
        stop(Exit.PARTIAL)


@commands.command(epilog=_EPILOG)
def export(slug: Slug, barcode: Barcode, store: StoreOption = None) -> None:
    """Everything the library holds about one patron, as JSON."""
    with opened(store) as installation:
        known = _known(installation.services, slug, barcode)
        say(json.dumps(installation.services.privacy.export(operator(slug), known.iri), ensure_ascii=False, indent=2))


@commands.command(epilog=_EPILOG)
def erase(
    slug: Slug,
    barcode: Barcode,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask.")] = False,
    store: StoreOption = None,
) -> None:
    """Erase a patron and their past; figures of lending stay, without them."""
    with opened(store) as installation:
        known = _known(installation.services, slug, barcode)
        if not yes and not typer.confirm("Erase this patron for good?", err=True):
            stop(Exit.FAILED)
        done = installation.services.privacy.erase(operator(slug), known.iri)
    note(f"{done.forgotten:,} documents are forgotten; {done.kept:,} loans and fees stay without a name")


def _known(services: Services, slug: str, barcode: str) -> Patron:
    services.tenants.tenant(slug)
    (found,) = services.patrons.patrons(operator(slug), [barcode])
    if found is None:
        raise UnknownPatron("No patron of this library has this barcode.")
    return found


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The lines of the file, with their numbers."""
    try:
        rows = csv.DictReader(lines)
        if not rows.fieldnames or not set(_COLUMNS).issuperset(rows.fieldnames):
            raise InvalidPatron(f"The first line names its columns, of: {', '.join(_COLUMNS)}.")
        yield from ((rows.line_num, row) for row in rows)
    except (UnicodeDecodeError, csv.Error):
        raise InvalidPatron("The file is no CSV in UTF-8 from some line on.") from None


def _take(
    service: PatronService, actor: Actor, rows: Sequence[tuple[int, dict[str, str]]], told: _Told, *, dry_run: bool
) -> None:
    ids = service.by_external_id(actor, [(row.get("external_id") or "") for _, row in rows])
    barcodes = service.patrons(actor, [(row.get("barcode") or "") for _, row in rows])
    for (line, row), by_id, by_barcode in zip(rows, ids, barcodes, strict=True):
        try:
            _one(service, actor, row, by_id or by_barcode, told, dry_run=dry_run)
        except CatalographError as error:
            told.wrong += 1
            say(f"line {line}: {error.message}")


def _one(
    service: PatronService, actor: Actor, row: dict[str, str], known: Patron | None, told: _Told, *, dry_run: bool
) -> None:
    fields = dict(_fields(row, known.contact if known else Contact()))
    if known is None:
        if not all(fields.get(each) for each in ("barcode", "name", "group")):
            raise InvalidPatron("A patron has a barcode, a name and a group.")
        if not dry_run:
            service.create(actor, PatronWanted(**fields))
        told.made += 1
    elif all(getattr(known, name) == value for name, value in fields.items()):
        told.same += 1
    else:
        if not dry_run:
            service.update(actor, known.iri, known.revision, **fields)
        told.changed += 1


def _fields(row: dict[str, str], contact: Contact) -> Iterator[tuple[str, Any]]:
    texts = {name: (row[name] or "").strip() for name in _COLUMNS if name in row}
    yield from ((name, texts[name]) for name in ("barcode", "name", "group", "external_id") if name in texts)
    if "expires" in texts:
        try:
            yield "expires", date.fromisoformat(texts["expires"]) if texts["expires"] else None
        except ValueError:
            raise InvalidPatron("The last good day is none: write it as 2027-12-31.") from None
    ways = {name: getattr(contact, name) for name in ("email", "phone", "address", "language")}
    yield "contact", Contact(**(ways | {name: texts[name] for name in ways if name in texts}))
