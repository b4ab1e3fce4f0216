"""`catalograph migrate`: what this release changes in a store, and when."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from app.bootstrap import migration_plan, opened
from app.cli.terminal import StoreOption, note, say
from app.settings import read_settings
from graph.store.formats import Plan

_EPILOG: Final = """\b
Examples:
  catalograph migrate --dry-run
  catalograph migrate
  catalograph migrate --contract

\b
A migration has two phases. The first only adds, so older processes go on working; the first process of a new
release does it, or this command. The second takes away what no process of this release needs; it is done with
--contract and refused while a process of an older release uses the store.
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EPILOG)(migrate)


def migrate(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    contract: Annotated[bool, typer.Option("--contract", help="Do the second phase, too.")] = False,
    store: StoreOption = None,
) -> None:
    """Bring the store to this release's format."""
    plan = migration_plan(read_settings().with_store(store))
    _show(plan)
    if dry_run:
        return
    with opened(store) as installation:
        done = installation.contract() if contract else installation.store.plan()
        note(f"the store has format {installation.store.plan().formats.format}")
        if done.contracting:
            note(
                f"{len(done.contracting)} steps of the second phase done"
                if contract
                else "run it again with --contract once no older release runs"
            )


def _show(plan: Plan) -> None:
    later = " (a later release has added to it)" if plan.formats.format > plan.known else ""
    say(f"the store has format {plan.formats.format}{later} and serves releases from format {plan.formats.oldest} on")
    say(f"this release knows format {plan.known}")
    for phase, steps in (("add", plan.expanding), ("take away", plan.contracting)):
        for step in steps:
            say(f"{phase}: {step}")
    if not plan.expanding and not plan.contracting:
        say("nothing to change")
