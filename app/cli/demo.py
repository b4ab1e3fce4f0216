"""`catalograph demo`: three invented libraries in one network, served."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from app.bootstrap import installed
from app.cli.serve import check_port, run_server
from app.cli.terminal import note, say
from app.layout import Layout
from app.projecting import CLUSTERS, PROJECTIONS, projectors, wait_until_caught_up
from app.settings import StoreAddress, read_settings

if TYPE_CHECKING:
    from app.demo.setup import State

_EXAMPLES: Final = """\b
Examples:
  catalograph demo
  catalograph demo --port 8001 --dir /tmp/demo

\b
The first start makes the libraries and imports their records; later ones serve what is there. Ctrl-C ends it.
To begin anew, remove the directory.
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(demo)


def demo(
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="The port to serve on.")] = None,
    folder: Annotated[Path, typer.Option("--dir", help="Where the demo keeps its store.")] = Path("var/demo"),
    only_set_up: Annotated[bool, typer.Option("--set-up", help="Make the store, but don't serve.")] = False,
) -> None:
    """Make three libraries with records of many kinds and scripts, and serve them."""
    from app.demo.setup import STORE, State, set_up

    settings = read_settings()
    settings = replace(
        settings,
        store=StoreAddress("sqlite", folder / STORE),
        port=port or settings.port,
        workers=1,
        log_level="warning",
    )
    if not only_set_up:
        check_port(settings)
    folder.mkdir(parents=True, exist_ok=True)
    if settings.base is None and not Layout(folder / STORE).is_made:
        settings = replace(settings, base=f"http://localhost:{settings.port}/")
    state = State.read(folder / "demo.json")
    with projectors(settings):
        with installed(settings, create=True) as installation:
            set_up(installation, state, note)
            wait_until_caught_up(installation, PROJECTIONS)
        if only_set_up:
            return
        host = "localhost" if settings.host == "127.0.0.1" else settings.host
        _introduce(f"http://{host}:{settings.port}", state)
        with projectors(settings, (CLUSTERS,)):
            run_server(settings)


def _introduce(address: str, state: State) -> None:
    """Where to go, whom to be, and what to ask."""
    from app.demo.queries import EXAMPLES
    from app.demo.setup import PEOPLE, SIGN_INS

    say(f"\nCatalograph demo: {address}/app/   (the client)")
    for person in PEOPLE:
        say(f"  {person.username} with the password {state.passwords[person.username]}   ({person.works})")
    say("")
    say(f"  {address}/graphql   (a page to try queries in, when opened in a browser)")
    say(f"  health  {address}/health   ready  {address}/ready")
    say("\nPrograms sign in with a header  Authorization: Bearer TOKEN")
    for each in SIGN_INS:
        say(f"  {each.name:<26} {state.tokens[each.key]}")
    for query in EXAMPLES:
        say(f"\n# {query.title}\n{query.query.strip()}")
    say("\nServing until Ctrl-C.")
    sys.stdout.flush()
