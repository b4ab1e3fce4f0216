"""`catalograph rebuild`: make search, SPARQL, figures, feeds and clusters anew from the log."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from app.bootstrap import FEEDS, FIGURES, opened
from app.cli.progress import metered, stopping
from app.cli.terminal import Exit, StoreOption, note, stop
from app.projecting import CLUSTERS, PROJECTIONS

_EXAMPLES: Final = """\b
Examples:
  catalograph rebuild search
  catalograph rebuild figures
  catalograph rebuild all --store sqlite:///var/demo/catalograph.sqlite

\b
Beside a running server, the process that projects there makes search or SPARQL anew; until it is done, that answers
PROJECTION_UNAVAILABLE or knows a part. Figures, feeds and what clusters are
made by are made here: asked meanwhile, they say how far they are.
Stopped by Ctrl-C, it goes on where it was when it is run with --continue, or when a server starts.
"""


_ALL: Final = "all"
_MADE: Final = (*PROJECTIONS, FIGURES, FEEDS, CLUSTERS)
_CHOICES: Final = ", ".join((*_MADE, _ALL))


def _known(what: str) -> str:
    if what not in {*_MADE, _ALL}:
        raise typer.BadParameter(f"there is no projection “{what}”; there are {_CHOICES}.")
    return what


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(rebuild)


def rebuild(
    what: Annotated[str, typer.Argument(help=f"Which one: {_CHOICES}.", callback=_known)] = _ALL,
    go_on: Annotated[bool, typer.Option("--continue", help="Only what is missing, not everything anew.")] = False,
    store: StoreOption = None,
) -> None:
    """Drop a projection of the log and build it again."""
    names = _MADE if what == _ALL else (what,)
    with opened(store) as installation, stopping() as asked:
        for name in names:
            with metered(name, "events") as meter:

                def progress(reached: int, goal: int, meter=meter) -> bool:  # type: ignore[no-untyped-def]
                    meter.show(reached, reached / goal if goal else None)
                    return not asked()

                reached = installation.have_projected(name, progress, again=not go_on)
            if asked():
                stop(Exit.INTERRUPTED)
            note(f"{name} holds event {reached:,} of {installation.store.position():,}")
