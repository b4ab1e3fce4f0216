"""Talking to a person at a terminal or to a file: errors, tables, exit codes.

What was asked for goes to stdout, everything about the work to stderr, so that output can be piped.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable, Sequence
from enum import IntEnum, StrEnum
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from mappings.errors import CatalographError


class Exit(IntEnum):
    """What a command's exit code says."""

    OK = 0
    FAILED = 1  # refused, or something was wrong outside the records
    USAGE = 2  # the command line itself
    PARTIAL = 3  # done, but some records were reported
    INTERRUPTED = 130  # stopped cleanly by Ctrl-C


StoreOption = Annotated[
    str | None,
    typer.Option("--store", metavar="ADDRESS", help="sqlite:///path/to/file; else CATALOGRAPH_STORE."),
]


class Told(StrEnum):
    """How something is told: for people, or as JSON for programs."""

    TEXT = "text"
    JSON = "json"


def say(text: str = "") -> None:
    """One line of what was asked for."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """One line about the work."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def show_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A table at a terminal, tab-separated lines with a header elsewhere."""
    if not sys.stdout.isatty():
        say("\t".join(columns))
        for row in rows:
            say("\t".join(row))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console().print(table)


def show_error(error: BaseException, *, verbose: bool) -> None:
    """One clear line with the error's code, one with the way out; the whole story when asked for."""
    if verbose:
        sys.stderr.write("".join(traceback.format_exception(error)))
    if isinstance(error, CatalographError):
        note(f"error {error.code}: {error.message}")
        if error.way_out:
            note(f"  {error.way_out}")
    elif isinstance(error, OSError):
        note(f"error FILE: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
    else:
        note(f"error INTERNAL: {type(error).__name__}: {error}")
        if not verbose:
            note("  This is a fault in Catalograph. Run it again with -v and report what it prints.")


def stop(code: Exit) -> NoReturn:
    """End the command with this exit code."""
    raise typer.Exit(int(code))


def silence_stdout() -> None:
    """The reader of our output has gone (`… | head`): write the rest nowhere, so that Python's exit stays quiet."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
