"""`catalograph sparql --later` and `--fetch`: a large query from the command line, and its answer once it is there."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path
from typing import Final

import typer

from app.cli.progress import metered, stopping
from app.cli.terminal import Exit, note, say, stop
from app.protocols.sparql.answers import file_of
from graph.access.model import operator
from graph.research.runs import ENDED, RunState, formats_of
from graph.services import Services
from graph.store.scope import Scope

_LOOK_S: Final = 0.5


def begin(services: Services, text: str, scope: Scope) -> None:
    """Start a run of a query and say how its answer is fetched."""
    run = services.query_runs.start(operator(), text, scope)
    say(run.id)
    note(f"It is answered in the background. Fetch it: catalograph sparql --fetch {run.id} --to answer.csv")


def fetch(services: Services, name: str, to: Path | None) -> None:
    """Wait for the answer of a run and write it: in the format that a file's ending names, or the usual one to standard
    output; where it failed, say why. Ctrl-C ends the waiting, not the run.
    """
    with metered("found", "rows") as meter, stopping() as asked:
        while (run := services.query_runs.run(operator(), name)).state not in ENDED:
            meter.show(run.rows)
            if asked():
                stop(Exit.INTERRUPTED)
            time.sleep(_LOOK_S)
    if run.state is RunState.FAILED:
        say(f"It failed: {run.message} [{run.code}]")
        stop(Exit.FAILED)
    run, parts = services.query_runs.answer(operator(), name)
    formats = formats_of(run)
    packed = to is not None and to.suffix == ".gz"
    ending = next(iter(formats)) if to is None else to.with_suffix("").suffix[1:] if packed else to.suffix[1:]
    if ending not in formats:
        raise typer.BadParameter(
            f"The file's name ends in {', '.join(f'.{each}' for each in formats)}; with .gz packed."
        )
    path = file_of(services.query_runs, run, parts, ending, packed=packed)
    if to is not None:
        shutil.copyfile(path, to)
    else:
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
    note(f"{run.rows:,} rows{', there are more' if run.truncated else ''}")
