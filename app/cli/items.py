"""`catalograph items`: the same change to many copies, by a list of barcodes."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any, ClassVar, Final

import typer

from app.bootstrap import opened
from app.cli.terminal import Exit, StoreOption, note, show_table, stop
from graph.access.model import operator
from graph.catalogue.merge import differences
from graph.catalogue.model import PropertyChange
from graph.holdings.bulk import Done, Outcome, Selection
from graph.holdings.changes import ItemChange
from graph.holdings.status import Lifecycle, Marker
from graph.tenants.documents import location_iri
from mappings.bibframe.node import Value
from mappings.errors import CatalographError

_CHANGE: Final = """\b
Examples:
  catalograph items change harbor moved.csv --set location=ANNEX --dry-run
  catalograph items change harbor moved.csv --set location=ANNEX --set loan-type=short --clear temporary-location
  catalograph items change harbor - --set marker=LongMissing < barcodes.txt

\b
The file has a barcode a line, or a column `barcode` with a header; other columns are passed by. Fields: location,
temporary-location (by code), material-type, loan-type, temporary-loan-type, copy-number, enumeration, volume,
chronology, condition, pieces, lifecycle, marker, marker-reason, suppressed (yes or no). Exit code 3 where some were
refused; the others are changed.
"""
commands = typer.Typer(help="Change items of a library.", no_args_is_help=True)
_TEXTS: Final = (
    "material_type",
    "loan_type",
    "temporary_loan_type",
    "copy_number",
    "enumeration",
    "volume",
    "chronology",
    "condition",
    "marker_reason",
)
_PLACES: Final = ("location", "temporary_location")
_AT_ONCE: Final = 1000


class BadField(CatalographError):
    """A field that items don't have, or a value that it can't have. Nothing was changed."""

    code: ClassVar[str] = "BAD_FIELD"
    hint: ClassVar[str] = "`catalograph items change --help` lists the fields."


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="items")


@commands.callback()
def _items() -> None:
    """Change items of a library."""


@commands.command(epilog=_CHANGE)
def change(
    tenant: Annotated[str, typer.Argument(help="The library.")],
    barcodes: Annotated[str, typer.Argument(help="A file of barcodes, or - for standard input.")],
    set: Annotated[list[str] | None, typer.Option("--set", metavar="FIELD=VALUE", help="What to say of each.")] = None,
    clear: Annotated[list[str] | None, typer.Option("--clear", metavar="FIELD", help="What to take away.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what it would do, and change nothing.")] = False,
    store: StoreOption = None,
) -> None:
    """Change many items alike, and tell what became of each."""
    with opened(store) as installation:
        services = installation.services
        services.tenants.tenant(tenant)  # it is there
        wanted = _change(set or (), clear or (), lambda code: location_iri(services.names, tenant, code))
        codes = list(dict.fromkeys(_barcodes(barcodes)))
        found: list[Outcome] = []
        for start in range(0, len(codes), _AT_ONCE):
            part = Selection(barcodes=codes[start : start + _AT_ONCE])
            found += services.holdings_editor.items_change(operator(tenant), part, wanted, dry_run=dry_run).each
    show_table(("barcode", "outcome", "what"), ((each.named, each.done.value, _told(each)) for each in found))
    changed, unchanged, refused = (sum(each.done is done for each in found) for done in Done)
    would = " would be" if dry_run else ""
    note(f"{changed:,}{would} changed, {unchanged:,} unchanged, {refused:,} refused")
    if refused:
        stop(Exit.PARTIAL)


def _barcodes(name: str) -> Iterator[str]:
    """The barcodes of a file: its column of that name, else its first one."""
    lines = sys.stdin if name == "-" else Path(name).read_text("utf-8-sig").splitlines()
    rows = [row for row in csv.reader(lines) if any(cell.strip() for cell in row)]
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    at = header.index("barcode") if "barcode" in header else 0
    for row in rows["barcode" in header :]:
        if len(row) > at and row[at].strip():
            yield row[at].strip()


def _change(said: Sequence[str], cleared: Sequence[str], place: Callable[[str], str]) -> ItemChange:
    """What `--set` and `--clear` say. Raises `BadField`."""
    values: dict[str, Any] = {}
    for each in said:
        name, separator, text = each.partition("=")
        if not separator:
            raise BadField(f"“{each}” says no value.", hint=f"Write {name}=…, or --clear {name}.")
        values[_field(name)] = _value(_field(name), text, place)
    for name in cleared:
        values[_field(name)] = None
    if None in (values.get("lifecycle", ""), values.get("suppressed", "")):
        raise BadField("lifecycle and suppressed always say something.")
    return ItemChange(**values)


def _field(name: str) -> str:
    field = name.strip().replace("-", "_")
    if field not in {*_TEXTS, *_PLACES, "pieces", "lifecycle", "marker", "suppressed"}:
        raise BadField(f"Items have no field “{name}” that can be changed for many.")
    return field


def _value(field: str, text: str, place: Callable[[str], str]) -> Any:
    try:
        match field:
            case "location" | "temporary_location":
                return place(text)
            case "pieces":
                return int(text)
            case "lifecycle":
                return Lifecycle(text)
            case "marker":
                return Marker(text)
            case "suppressed":
                return {"yes": True, "no": False}[text.lower()]
    except (ValueError, KeyError):
        raise BadField(f"{field.replace('_', '-')} can't be “{text}”.") from None
    return text


def _told(outcome: Outcome) -> str:
    """What was changed of one, or why it was not."""
    if outcome.refusal is not None:
        return outcome.refusal.message
    if outcome.before is None or outcome.after is None:
        return ""
    return "; ".join(_told_of(each) for each in differences(outcome.before.body, outcome.after))


def _told_of(change: PropertyChange) -> str:
    before, after = (", ".join(map(_shown, values)) for values in (change.removed, change.added))
    return f"{change.path}: {before or '(nothing)'} -> {after or '(nothing)'}"


def _shown(value: Value) -> str:
    return value if isinstance(value, str) else str(value.get("@value", value.get("@id", "")))
