"""`catalograph serve`: the HTTP server, with search and SPARQL kept up to date beside it."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from typing import Annotated, ClassVar, Final

import typer

from app.auth.provider import provider_of
from app.bootstrap import installed
from app.cli.terminal import StoreOption, note
from app.projecting import BESIDE_A_SERVER, projectors
from app.settings import Settings, read_settings
from mappings.errors import CatalographError

_EXAMPLES: Final = """\b
Examples:
  catalograph serve --store sqlite:///var/catalograph.sqlite
  CATALOGRAPH_STORE=sqlite:////srv/catalograph.sqlite catalograph serve --host 0.0.0.0 --workers 2
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(serve)


def serve(
    host: Annotated[str | None, typer.Option("--host", help="The address to listen on.")] = None,
    port: Annotated[int | None, typer.Option("--port", min=1, max=65535, help="The port to listen on.")] = None,
    workers: Annotated[int | None, typer.Option("--workers", min=1, max=64, help="How many processes.")] = None,
    store: StoreOption = None,
) -> None:
    """Serve the GraphQL API and everything else over HTTP."""
    settings = read_settings().with_store(store)
    settings = replace(
        settings,
        host=host or settings.host,
        port=port or settings.port,
        workers=workers or settings.workers,
    )
    provider_of(settings)
    with installed(settings, create=True):
        pass  # a store that can't be opened is told here, in one line, not by every worker
    check_port(settings)
    note(f"serving on http://{settings.host}:{settings.port}/")
    with projectors(settings, BESIDE_A_SERVER):
        run_server(settings)


class PortTaken(CatalographError):
    """The port to listen on is in use, or may not be used."""

    code: ClassVar[str] = "PORT_TAKEN"
    hint: ClassVar[str] = (
        "Stop what listens there, or choose another with --port (with make demo: PORT=8001 make demo)."
    )


def check_port(settings: Settings) -> None:
    """Raise `PortTaken` when the server could not listen."""
    try:
        (family, kind, protocol, _, address), *_ = socket.getaddrinfo(
            settings.host, settings.port, type=socket.SOCK_STREAM
        )
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise PortTaken(f"Port {settings.port} of {settings.host} can't be used: {error.strerror}.") from error


def run_server(settings: Settings) -> None:
    """Run the server until it is stopped. Workers read the settings from the environment."""
    from app.listening import listen

    if settings.store is not None and settings.store.is_kept:
        os.environ.update(settings.for_others())
    listen(settings)
