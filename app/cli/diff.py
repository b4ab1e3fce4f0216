"""`catalograph diff`: what changed between two files of records or descriptions, in MARC terms."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Final

import orjson
import typer
from rich.console import Console
from rich.text import Text

from app.cli.progress import counted
from app.cli.terminal import Exit, Told, note, say, stop
from app.formats import SUFFIXES
from mappings.marc.notation import show
from mappings.marc.record import Field, Record
from mappings.rules.marc_differences import FieldChange, differences

_EXAMPLES: Final = """\b
Examples:
  catalograph diff before.mrc after.mrc
  catalograph diff books.mrc books.nq
  catalograph diff old.xml new.xml --to json

\b
Reads MARC in any form, and BIBFRAME (.nq .nt .ttl .jsonld .rdf), of which it makes the records its statements give.
Records are compared with those of the same control number; exit code 1 where anything differs.
"""
_RDF: Final = {suffix: form for suffix, form in SUFFIXES.items() if suffix not in {".xml", ".json"}}
_SIGNS: Final = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(diff)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="Records or descriptions as they were.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="As they are.")],
    to: Annotated[Told, typer.Option("--to", help="How to tell.")] = Told.TEXT,
) -> None:
    """Say which fields differ between two files: added, removed, and changed by subfield."""
    before, after = _by_number(old), _by_number(new)
    console = Console(highlight=False, markup=False, emoji=False)
    counts = {"records": 0, "added": 0, "removed": 0, "changed": 0}
    for number in (*before, *(each for each in after if each not in before)):
        changes = _changes(before.get(number), after.get(number))
        counts["records"] += bool(changes)
        for change in changes:
            counts[change.kind] += 1
        if to is Told.JSON:
            for change in changes:
                say(orjson.dumps({"record": number, **_as_json(change)}).decode())
        elif changes:
            _show(number, changes, console)
    note(
        f"{counts['records']:,} of {len(before | after):,} records differ: {counts['added']:,} fields added, "
        f"{counts['removed']:,} removed, {counts['changed']:,} changed"
    )
    if counts["records"]:
        stop(Exit.FAILED)


def _by_number(file: str) -> dict[str, Record]:
    """The records of a file by control number, those without one by their position (`#3`)."""
    found: dict[str, Record] = {}
    for n, record in enumerate(_records(file)):
        number = record.control_number or f"#{n}"
        found[number if number not in found else f"{number} #{n}"] = record
    return found


def _records(file: str) -> Iterator[Record]:
    from app.reversion import descriptions, record_of
    from mappings.marc.reader import read

    rdf = _RDF.get(Path(file).suffix)
    with counted(file) as (stream, _):
        if rdf is not None:
            yield from map(record_of, descriptions(stream, rdf))
            return
        for n, record in enumerate(read(stream)):
            if isinstance(record, Record):
                yield record
            else:
                note(f"{file}: record {n}: {record.code}: {record.reason}")


def _changes(before: Record | None, after: Record | None) -> list[FieldChange]:
    nothing = Record((after or before or Record(" " * 24, ())).leader, ())
    return differences(before or nothing, after or nothing)


def _show(number: str, changes: list[FieldChange], console: Console) -> None:
    console.print(Text(f"{number}", style="bold"))
    for change in changes:
        sign, colour = _SIGNS[change.kind]
        if change.kind != "changed":
            console.print(Text(f"  {sign} {_line(change.after or change.before)}", style=colour))
            continue
        console.print(Text(f"  {sign} {_line(change.before)}", style=colour))
        for each in change.subfields:
            name = {"ind1": "first indicator", "ind2": "second indicator", "": "text"}.get(each.code, f"${each.code}")
            console.print(Text(f"      {name}: {_said(each.before)} → {_said(each.after)}"))


def _line(field: Field | None) -> str:
    return "" if field is None else show(field)


def _said(text: str | None) -> str:
    return "nothing" if text is None else f"“{text}”"


def _as_json(change: FieldChange) -> dict[str, object]:
    return {
        "kind": change.kind,
        "tag": change.tag,
        "before": None if change.before is None else show(change.before),
        "after": None if change.after is None else show(change.after),
        "subfields": [{"code": x.code, "before": x.before, "after": x.after} for x in change.subfields],
    }
