"""The `catalograph` command: its subcommands in the order a newcomer needs them."""

from __future__ import annotations

import os
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated, Final

import typer

from app.cli import (
    account,
    backup,
    check,
    convert,
    copying,
    demo,
    diff,
    documents,
    due,
    dump,
    explain,
    export,
    headings,
    items,
    load,
    migrate,
    notices,
    partners,
    patrons,
    profiles,
    publishing,
    rebuild,
    report,
    revert,
    rules,
    search,
    serve,
    sip2,
    sparql,
    tenant,
    token,
    vocabulary,
    webhooks,
)
from app.cli.group import Commands, run
from app.cli.terminal import say
from app.settings import CONFIG

app: Final = typer.Typer(
    name="catalograph",
    cls=Commands,
    help="A multi-tenant library services platform on linked data: MARC in, BIBFRAME in the graph, one GraphQL API.",
    epilog="Begin with `catalograph demo`. Every command explains itself with --help; -v shows an error's details.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _show_version(value: bool) -> None:  # noqa: FBT001 - the shape typer calls
    if value:
        say(f"catalograph {version('catalograph')}")
        raise typer.Exit


@app.callback()
def _catalograph(
    version: Annotated[  # noqa: ARG001 - its callback does the work
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="FILE", help="A TOML file of settings; the environment wins over it."),
    ] = None,
) -> None:
    if config is not None:
        os.environ[CONFIG] = str(config.resolve())  # the processes a command starts read it too


for _module in (
    demo,
    serve,
    tenant,
    account,
    token,
    load,
    vocabulary,
    headings,
    export,
    dump,
    items,
    convert,
    revert,
    explain,
    diff,
    rules,
    publishing,
    profiles,
    due,
    notices,
    webhooks,
    partners,
    patrons,
    sip2,
    search,
    sparql,
    documents,
    rebuild,
    report,
    check,
    backup,
    copying,
    migrate,
):
    _module.register(app)


def main() -> None:
    """The entry point of the installed command."""
    sys.exit(run(app, sys.argv[1:]))
