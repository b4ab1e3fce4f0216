"""`catalograph dump`: whole graphs as files for anybody to fetch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final

import typer

from app.bootstrap import Installation, opened
from app.cli.progress import metered, stopping
from app.cli.terminal import Exit, StoreOption, note, show_table, stop
from app.downloads import Download, Downloads, Stopped, make_as_of
from app.protocols.public_graphs import PublicGraph, of_library, of_network
from graph.access.model import Forbidden

_EXAMPLES: Final = """\b
Examples:
  catalograph dump
  catalograph dump --tenant harbor --network coast
  catalograph dump --tenant harbor --as-of 2026-05-01 --to may/

\b
Run it once a night, beside a running server, which offers the files at /{library}/downloads and
/networks/{network}/downloads: statements (N-Quads), descriptions (JSON-LD, one a line), records (MARC 21), checksums.
The files before these stay, for who is fetching them; those of a library that is public no more are taken away.

\b
With --as-of, the statements and descriptions are those of a moment, as a dump would have written them then, those that
were taken away since among them: so the server doesn't offer these files, and they go where --to says.
"""
_COLUMNS: Final = ("of", "statements", "descriptions", "records", "MB")


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command(epilog=_EXAMPLES)(dump)


def dump(
    tenant: Annotated[list[str] | None, typer.Option("--tenant", help="This library. May be repeated.")] = None,
    network: Annotated[list[str] | None, typer.Option("--network", help="This network. May be repeated.")] = None,
    as_of: Annotated[
        str | None, typer.Option("--as-of", help="As they were then: a day (its end, in UTC), or a time; with --to.")
    ] = None,
    to: Annotated[Path | None, typer.Option("--to", help="The folder for files of a moment; with --as-of.")] = None,
    store: StoreOption = None,
) -> None:
    """Write the public graphs as files that the server offers for download."""
    if (as_of is None) is not (to is None):
        raise typer.BadParameter("--as-of and --to go together.")
    if as_of is not None and to is not None:
        _as_of(as_of, to, tenant, network, store)
        return
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
            rows.append(_row(called, made.files))
    show_table(_COLUMNS, rows)


def _as_of(as_of: str, to: Path, tenants: list[str] | None, networks: list[str] | None, store: str | None) -> None:
    """Write public graphs as they were at a moment."""
    from app.protocols.linked.memento import moment_in

    now = datetime.now(UTC)
    moment = moment_in(as_of, now) or now
    rows: list[tuple[str, ...]] = []
    with opened(store) as installation, stopping() as asked:
        downloads = Downloads(installation.layout.downloads, installation.services.names.base)
        for called, public in _wanted(installation, downloads, tenants, networks):
            with metered(called, "steps") as meter:

                def told(done: int, whole: int, meter=meter) -> None:  # type: ignore[no-untyped-def]
                    meter.show(done, done / whole if whole else None)
                    if asked():
                        raise Stopped

                try:
                    files = make_as_of(installation.services, public, moment, to, told)
                except Stopped:
                    stop(Exit.INTERRUPTED)
            rows.append(_row(called, files))
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


def _row(called: str, files: Sequence[Download]) -> tuple[str, ...]:
    counts = {each.of: f"{each.count:,}" for each in files}
    octets = sum(each.octets for each in files)
    return (called, *(counts.get(each, "") for each in _COLUMNS[1:4]), f"{octets / 1e6:,.1f}")
