"""`catalograph backup` and `restore`: copies of a store, made while it is used, and putting one back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from app.bootstrap import opened
from app.cli.progress import metered
from app.cli.terminal import StoreOption, note
from graph.store.port import Point

_BACKUP: Final = """\b
Example:
  catalograph backup /var/backups/catalograph-2030-01-01.sqlite

\b
Works beside a running server. The copy is one consistent state; search and SPARQL are rebuilt from it.
"""
_RESTORE: Final = """\b
Examples:
  catalograph restore /var/backups/catalograph-2030-01-01.sqlite
  catalograph restore catalograph.backup --to 2030-01-01T09:30
  catalograph restore catalograph.backup --to 48211

\b
--to takes an event of the log, or a time (this machine's unless it names a zone): the store becomes what it was then.
To undo what happened since, back up now and restore that copy with --to.
"""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(epilog=_BACKUP)(backup)
    app.command(epilog=_RESTORE)(restore)


def backup(
    to: Annotated[Path, typer.Argument(help="The file to write. It must not exist.")],
    store: StoreOption = None,
) -> None:
    """Copy the store, consistently, while others use it."""
    if to.exists():
        raise typer.BadParameter(f"{to} exists; a backup overwrites nothing.")
    with opened(store) as installation, metered("backup", "parts") as meter:
        installation.backup(to, lambda done, whole: meter.show(done, done / whole if whole else None))
    note(f"copied to {to}: {to.stat().st_size:,} octets")


def restore(
    source: Annotated[Path, typer.Argument(help="A file that `backup` wrote.", exists=True, dir_okay=False)],
    to: Annotated[
        str | None, typer.Option("--to", metavar="EVENT|TIME", help="As it was after this event or at this time.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Replace the store by a backup, as of a point in time where one is named. Forgotten things stay forgotten."""
    point = _point(to)
    with opened(store, create=True, restoring=True) as installation:
        installation.restore(source, point)
        note(
            f"restored from {source} up to event {installation.store.position():,}; search and SPARQL follow, or"
            " `catalograph rebuild` does it now"
        )


def _point(text: str | None) -> Point:
    if text is None:
        return None
    if text.isdecimal():
        return int(text)
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise typer.BadParameter(
            f"“{text}” is neither the number of an event nor a time like 2030-01-01T09:30."
        ) from None
