"""`catalograph check`, `backup` and `restore`: looking after a store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from app.bootstrap import opened
from app.cli.terminal import Exit, StoreOption, note, say, stop

_BACKUP: Final = """\b
Example:
  catalograph backup /var/backups/catalograph-2030-01-01.sqlite

\b
Works beside a running server. The copy is one consistent state; search and SPARQL are rebuilt from it.
"""


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(epilog="\b\nExample:\n  catalograph check")(check)
    app.command(epilog=_BACKUP)(backup)
    app.command(epilog="\b\nExample:\n  catalograph restore /var/backups/catalograph-2030-01-01.sqlite")(restore)


def check(store: StoreOption = None) -> None:
    """Check that documents, links, keys and log agree."""
    with opened(store) as installation:
        findings = installation.check()
        for each in findings:
            say(f"{each.subject}: {each.problem}")
        note(f"{len(findings):,} problems found")
    if findings:
        stop(Exit.FAILED)


def backup(
    to: Annotated[Path, typer.Argument(help="The file to write. It must not exist.")],
    store: StoreOption = None,
) -> None:
    """Copy the store, consistently, while others use it."""
    if to.exists():
        raise typer.BadParameter(f"{to} exists; a backup overwrites nothing.")
    with opened(store) as installation:
        installation.backup(to)
        note(f"copied to {to}")


def restore(
    source: Annotated[Path, typer.Argument(help="A file that `backup` wrote.", exists=True, dir_okay=False)],
    store: StoreOption = None,
) -> None:
    """Replace the store by a backup. What was forgotten since stays forgotten."""
    with opened(store, create=True) as installation:
        installation.restore(source)
        note(f"restored from {source}; search and SPARQL follow, or `catalograph rebuild` does it now")
