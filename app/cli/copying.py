"""`catalograph copy`: one store into another, whatever the engines."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from app.bootstrap import copied
from app.cli.progress import metered, stopping
from app.cli.terminal import Exit, note, stop

_EXAMPLES: Final = """\b
Examples:
  catalograph copy --from sqlite:///var/catalograph.sqlite --to neo4j://graph.example:7687
  catalograph copy --from neo4j://graph.example:7687 --to sqlite:///var/again.sqlite

\b
Everything comes along: documents with their history and order, the log with its numbers, stored answers, and what was
forgotten. The source may be in use meanwhile; stopped or killed, it goes on where it was when it is run again, and a
further run brings what came since. In the end both are compared, and only then the copy can be opened. The machine's
search index and SPARQL statements are made anew from the log.
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command("copy", epilog=_EXAMPLES)(copy)


def copy(
    source: Annotated[str, typer.Option("--from", metavar="ADDRESS", help="The store to copy.")],
    target: Annotated[str, typer.Option("--to", metavar="ADDRESS", help="A new store, or a copy begun before.")],
) -> None:
    """Copy a store into another, of any engine, and make sure that they are equal."""
    with metered("copy", "events") as meter, stopping() as asked:

        def progress(stage: str, reached: int, goal: int) -> bool:
            meter.show(reached, reached / goal if goal else None, "comparing" if stage == "verify" else "")
            return not asked()

        done = copied(source, target, progress)
    note(f"{done.events:,} events with {done.states:,} states of documents, {done.answers:,} stored answers copied")
    if not done.verified:
        note(f"stopped at event {done.position:,}; run it again to go on")
        stop(Exit.INTERRUPTED)
    note(f"both stores are equal up to event {done.position:,}")
