"""`catalograph dump`: whole graphs as files for anybody to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Annotated, Final

import typer

from app.bootstrap import Installation, opened
from app.cli.progress import metered, stopping
from app.cli.terminal import Exit, StoreOption, note, show_table, stop
from app.downloads import Downloads, Made, Stopped
from app.protocols.public_graphs import PublicGraph, of_library, of_network
from graph.access.model import Forbidden

_EXAMPLES: Final = """\b
Examples:
  catalograph dump
  catalograph dump --tenant harbor --network coast

\b
Run it once a night, beside a running server, which offers the files at /{library}/downloads and
/networks/{network}/downloads: statements (N-Quads), descriptions (JSON-LD, one a line), records (MARC 21), checksums.
The files before these stay, for who is fetching them; those of a library that is public no more are taken away.
"""
_COLUMNS: Final = ("of", "statements", "descriptions", "records", "MB")


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(dump)


def dump(
    tenant: Annotated[list[str] | None, typer.Option("--tenant", help="This library. May be repeated.")] = None,
    network: Annotated[list[str] | None, typer.Option("--network", help="This network. May be repeated.")] = None,
    store: StoreOption = None,
) -> None:
    """Write the public graphs as files that the server offers for download."""
    rows: list[tuple[str, ...]] = []
    with opened(store) as installation, stopping() as asked:
        downloads = Downloads(installation.layout.downloads, installation.services.names.base)
        for called, public in _wanted(installation, downloads, tenant, network):
            with metered(called, "written") as meter:

                def told(count: int, meter=meter) -> bool:  # type: ignore[no-untyped-def]
                    meter.show(count)
                    return not asked()

                try:
                    made = downloads.make(installation.services, public, datetime.now(UTC), told)
                except Stopped:
                    stop(Exit.INTERRUPTED)
            if made.left_out:
                note(f"{called}: {made.left_out:,} records that MARC can't carry were left out")
            rows.append(_row(called, made))
    show_table(_COLUMNS, rows)


def _wanted(
    installation: Installation, downloads: Downloads, tenants: list[str] | None, networks: list[str] | None
) -> Iterator[tuple[str, PublicGraph]]:
    """What is public of what was named, of everything where nothing was."""
    services, every = installation.services, installation.services.tenants.directory()
    all_of_it = not tenants and not networks
    slugs = [*every.tenants] if all_of_it else [services.tenants.tenant(each).slug for each in tenants or ()]
    shared = [*every.networks] if all_of_it else [services.tenants.network(each).slug for each in networks or ()]
    for called, make, address in (
        *((each, of_library, f"{services.names.base}{each}") for each in slugs),
        *((each, of_network, services.names.network(each)) for each in shared),
    ):
        try:
            yield called, make(services, called)
        except Forbidden:
            downloads.drop(address)
            note(f"{called} is not public: nothing of it is offered")


def _row(called: str, made: Made) -> tuple[str, ...]:
    counts = {each.of: f"{each.count:,}" for each in made.files}
    octets = sum(each.octets for each in made.files)
    return (called, *(counts.get(each, "") for each in _COLUMNS[1:4]), f"{octets / 1e6:,.1f}")
