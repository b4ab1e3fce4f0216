"""`catalograph report`: what a collection is to the others of a network, as CSV."""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated, Final

import typer

from app.bootstrap import Installation, opened
from app.cli.freshness import brought_up_to_date
from app.cli.terminal import StoreOption, note
from graph.access.model import Reading, operator
from graph.network.insight.service import Answered, LastCopy, LinkingAgent
from graph.store.walking import chunks
from mappings.bibframe.reading.details import resource_label

_EXAMPLES: Final = """\b
Examples:
  catalograph report overlap rivers harbor
  catalograph report last-copies rivers harbor --to last-copies.csv
  catalograph report makers rivers harbor lindenau > makers.csv

\b
Counted are works that the network takes for the same (`catalograph run clusters`). A library that shares its catalogue
with nobody is in no report.
"""
_AT_ONCE: Final = 500
_FORMULA: Final = re.compile(r"[=+\-@\t\r]")

NetworkArgument = Annotated[str, typer.Argument(metavar="NETWORK", help="The network.")]
LibraryArgument = Annotated[str, typer.Argument(metavar="LIBRARY", help="One of its members.")]
OtherArgument = Annotated[str, typer.Argument(metavar="OTHER", help="Another one.")]
ToOption = Annotated[Path | None, typer.Option("--to", metavar="FILE", help="Where to; else to the standard output.")]

commands = typer.Typer(
    help="What a collection is to the others of a network, as CSV.", no_args_is_help=True, epilog=_EXAMPLES
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="report")


@commands.command(epilog=_EXAMPLES)
def overlap(network: NetworkArgument, library: LibraryArgument, to: ToOption = None, store: StoreOption = None) -> None:
    """How many works each library describes, and how many of them this one does as well."""
    with opened(store) as installation:
        brought_up_to_date(installation, "sparql")
        found = installation.services.collection_insight.overlaps(operator(library), network, library)
    _write(to, ("library", "works", "both"), ((each.tenant, each.works, each.both) for each in found))


@commands.command(epilog=_EXAMPLES)
def last_copies(
    network: NetworkArgument, library: LibraryArgument, to: ToOption = None, store: StoreOption = None
) -> None:
    """Works of which a library has the only copy in the network."""
    with opened(store) as installation:
        brought_up_to_date(installation, "sparql")
        found = installation.services.collection_insight.last_copies(operator(library), network, library)
        _write(
            to,
            ("title", "call number", "barcode", "work", "copy"),
            _described(installation, network, library, found.rows),
        )
        _told(found)


@commands.command(epilog=_EXAMPLES)
def makers(
    network: NetworkArgument,
    library: LibraryArgument,
    other: OtherArgument,
    to: ToOption = None,
    store: StoreOption = None,
) -> None:
    """Who made works in the collections of two libraries, and in how many of each."""
    with opened(store) as installation:
        brought_up_to_date(installation, "sparql")
        insight = installation.services.collection_insight
        found = insight.linking_agents(operator(library), network, library, other)
        _write(to, ("name", library, other), ((each.name, each.here, each.there) for each in found.rows))
        _told(found)


def _described(
    installation: Installation, network: str, library: str, found: Sequence[LastCopy]
) -> Iterator[tuple[str, ...]]:
    """Title, call number and barcode with each, some hundred at a time."""
    services = installation.services
    scope = services.access.scope(operator(library), Reading(network=network))
    for some in chunks(found, _AT_ONCE):
        works = services.catalogue.resources([each.work for each in some], scope)
        copies = services.holdings.items([each.item for each in some], scope)
        for each, work, copy in zip(some, works, copies, strict=True):
            title = "" if work is None else resource_label(work.body)
            kept = ("", "") if copy is None else (copy.call_number or "", copy.barcode or "")
            yield title, *kept, each.work, each.item


def _write(to: Path | None, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> None:
    if to is None:
        csv.writer(sys.stdout).writerows((columns, *map(_safe, rows)))
        return
    with to.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows((columns, *map(_safe, rows)))


def _safe(row: Sequence[str | int]) -> list[str | int]:
    """What a spreadsheet would take for a formula begins with an apostrophe."""
    return [f"'{each}" if isinstance(each, str) and _FORMULA.match(each) else each for each in row]


def _told(found: Answered[LastCopy] | Answered[LinkingAgent]) -> None:
    if found.is_cut:
        note(f"the first {len(found.rows):,} only: an answer has no more rows (CATALOGRAPH_SPARQL_ROW_LIMIT)")
