"""`catalograph tenant export` and `tenant import`: a library as one file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Final

import typer

from app.bootstrap import opened
from app.cli.load import catch_up
from app.cli.progress import metered, stopping
from app.cli.terminal import Exit, StoreOption, note, stop
from app.projecting import projectors
from graph.access.model import operator

EXPORT: Final = """\b
Examples:
  catalograph tenant export harbor harbor.zip
  catalograph tenant export harbor harbor.zip --history --private

\b
The file holds the catalogue, records as they came, drafts and settings, as they were at one moment, with checksums.
Accounts, tokens and the states of imports are not in it.
"""
IMPORT: Final = """\b
Examples:
  catalograph tenant import harbor.zip
  catalograph tenant import harbor.zip --as harbor-copy --store neo4j://graph.example:7687

\b
Addresses get this installation's base, and the new name where there is one. Stopped or killed, it goes on where it was
when it is run again; the library is there for others once all has arrived and was compared with the file.
"""


def send(
    slug: Annotated[str, typer.Argument(help="The library.")],
    file: Annotated[Path, typer.Argument(help="The file to write. It must not exist.")],
    history: Annotated[bool, typer.Option("--history", help="Earlier versions too, with who made them when.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Patrons, loans and orders too.")] = False,
    store: StoreOption = None,
) -> None:
    """Write a whole library to one file."""
    if file.exists():
        raise typer.BadParameter(f"{file} exists; an export overwrites nothing.")
    with opened(store) as installation, stopping() as asked, metered("export", "documents") as meter:

        def told(count: int) -> bool:
            meter.show(count)
            return not asked()

        made = installation.services.sender.send(operator(slug), slug, file, told, history=history, private=private)
    if made is None:
        stop(Exit.INTERRUPTED)
    for kind, graph in made.graphs.items():
        note(f"{kind}: {graph.documents:,} documents")


def receive(
    file: Annotated[Path, typer.Argument(help="A file that `tenant export` wrote.", exists=True, dir_okay=False)],
    slug: Annotated[str | None, typer.Option("--as", metavar="SLUG", help="Another name for it here.")] = None,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Wait until search and SPARQL hold it.")] = True,
    store: StoreOption = None,
) -> None:
    """Bring a library in from a file."""
    with opened(store, create=True) as installation, projectors(installation.settings):
        with stopping() as asked, metered("import", "documents") as meter:

            def told(stage: str, count: int, total: int) -> bool:
                meter.show(count, count / total if total else None, "comparing" if stage == "compare" else "")
                return not asked()

            done = installation.services.receiver.receive(operator(), file, told, slug)
        if done is None:
            note("stopped; run it again to go on")
            stop(Exit.INTERRUPTED)
        if wait:
            catch_up(installation)
    note(f"{done.slug} is here with {done.documents:,} documents, equal to the file")
    for network in done.networks:
        note(f"made the network {network}")
