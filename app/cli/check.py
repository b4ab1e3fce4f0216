"""`catalograph check`: whether a store and what follows it agree, and mending what can be mended."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from app.bootstrap import opened
from app.cli.terminal import Exit, StoreOption, note, say, stop
from graph.store.model import Remedy

_EPILOG: Final = """\b
Examples:
  catalograph check
  catalograph check --mend

\b
Works beside a running server. Documents and the log are compared whole, search and SPARQL by counts and a sample.
--mend makes links, keys, types and property graphs anew from the descriptions, and projections from the log; one that
a running server keeps is made anew by that.
"""


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EPILOG)(check)


def check(
    mend: Annotated[bool, typer.Option("--mend", help="Mend what follows from documents or from the log.")] = False,
    store: StoreOption = None,
) -> None:
    """Check that documents, links, keys, log and projections agree, and say how to mend what does not."""
    with opened(store) as installation:
        findings = installation.check()
        if mend and any(each.remedy is not Remedy.RESTORE for each in findings):
            installation.mend(findings)
            left = installation.check()
            note(f"{len(findings) - len(left):,} of {len(findings):,} problems mended")
            findings = left
    for each in findings:
        say(f"{each.subject}: {each.problem}")
    for remedy in dict.fromkeys(each.remedy for each in findings):
        note(f"{sum(each.remedy is remedy for each in findings):,} of these: {remedy.value}")
    note(f"{len(findings):,} problems found")
    if findings:
        stop(Exit.FAILED)
