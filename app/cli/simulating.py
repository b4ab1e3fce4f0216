"""`catalograph rules simulate`: what other lending rules would have made of a library's past loans."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final

import typer

from app.cli.publishing import FileArgument, TenantOption, text_in
from app.cli.terminal import StoreOption, note, say, show_table
from mappings.money import Money

SIMULATE: Final = """\b
Examples:
  catalograph rules simulate new.rules --tenant harbor
  catalograph rules simulate new.rules --tenant harbor --since 2026-01-01
  catalograph rules simulate rivers.rules --network rivers --tenant harbor

\b
Each loan is asked again with what it was at its checkout. Nothing is written, and nobody is named.
"""


def simulate_rules(
    file: FileArgument,
    tenant: TenantOption,
    since: Annotated[
        datetime | None, typer.Option("--since", formats=["%Y-%m-%d"], help="Only loans that began then or later.")
    ] = None,
    network: Annotated[
        str | None,
        typer.Option("--network", help="Of which network the rules are; the library follows it then."),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Say what a library's past loans would have been by other rules."""
    from app.bootstrap import opened
    from graph.access.model import operator
    from graph.circulation.simulating import simulate

    text = text_in(file)
    with opened(store) as installation:
        services = installation.services
        settings = services.settings.of(services.tenants.tenant(tenant).slug)
        proposed = services.settings.proposed(tenant, text, network)
        begun = None if since is None else since.replace(tzinfo=UTC)
        found = simulate(settings, proposed, services.circulation.reading.every_loan(operator(tenant), begun))
    show_table(
        ("by the rules in force", "by these", "line", "loans"),
        [(x.before, x.after, x.where if x.origin else str(x.line), f"{loans:,}") for x, loans in found.differences],
    )
    moved = f"{found.earlier:,} due earlier, {found.later:,} later"
    say(f"{found.refused:,} of {found.loans:,} loans would be refused, {moved}")
    for currency in sorted({*found.fees_before, *found.fees_after}):
        before, after = (Money(fees.get(currency, 0), currency) for fees in (found.fees_before, found.fees_after))
        say(f"late returns: {before} by the rules in force, {after} by these")
    note(f"{found.loans:,} loans of {tenant}")
