"""`catalograph webhook` and `catalograph run webhooks`: whom a library tells what changes, and the telling."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from app.bootstrap import opened
from app.cli.due import commands as runs
from app.cli.progress import rounds, stopping
from app.cli.publishing import TenantOption
from app.cli.terminal import StoreOption, note, say, show_table
from app.clock import clock
from graph.access.model import operator
from graph.store.filelock import FileLock
from graph.store.names import GraphKind
from graph.store.scope import Scope, grant

_EXAMPLES: Final = """\b
Examples:
  catalograph webhook add https://discovery.example/hooks --tenant harbor
  catalograph webhook list --tenant harbor
  catalograph webhook remove 5f1c2ab0 --tenant harbor
  catalograph run webhooks --follow

\b
Everything that happens in the library's catalogue from then on is sent there, signed. How: docs/how-to/feeds.md.
"""
_COLUMNS: Final = ("id", "address", "told", "state")

commands = typer.Typer(help="Whom a library tells what changes.", no_args_is_help=True, epilog=_EXAMPLES)
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The webhook, as `list` shows it.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="webhook")
    runs.command(epilog="\b\nExamples:\n  catalograph run webhooks\n  catalograph run webhooks --follow")(webhooks)


@commands.command(epilog=_EXAMPLES)
def add(
    address: Annotated[str, typer.Argument(metavar="URL", help="Where messages are sent, over HTTPS.")],
    tenant: TenantOption,
    store: StoreOption = None,
) -> None:
    """Tell an address what changes from now on. The secret is printed once, on stdout."""
    with opened(store) as installation:
        services = installation.services
        slug = services.tenants.tenant(tenant).slug
        services.feeds.catch_up()
        graph, scope = services.names.graph(slug, GraphKind.CATALOGUE), Scope((grant({GraphKind.CATALOGUE}, {slug}),))
        seen = services.feeds.activities(graph, scope, 0, 0).total
        made = services.webhooks.add(operator(slug), address, seen)
        note(f"webhook {made.id}; its messages are signed with this secret, which is shown once:")
        say(made.secret)


@commands.command("list", epilog=_EXAMPLES)
def list_all(tenant: TenantOption, store: StoreOption = None) -> None:
    """List a library's webhooks: how far each was told, and whether it takes what it is told."""
    rows = []
    with opened(store) as installation:
        slug = installation.services.tenants.tenant(tenant).slug
        for each in installation.services.webhooks.administered(operator(slug)):
            waits = "" if each.next_at is None else f"failed {each.failures}×, again {each.next_at:%Y-%m-%d %H:%M} UTC"
            rows.append((each.id, each.address, f"{each.seen:,}", "given up" if each.suspended else waits or "well"))
    show_table(_COLUMNS, rows)


@commands.command(epilog=_EXAMPLES)
def remove(id: IdArgument, tenant: TenantOption, store: StoreOption = None) -> None:
    """Tell one nothing any more."""
    with opened(store) as installation:
        installation.services.webhooks.remove(operator(installation.services.tenants.tenant(tenant).slug), id)


@commands.command(epilog=_EXAMPLES)
def resume(id: IdArgument, tenant: TenantOption, store: StoreOption = None) -> None:
    """Try one again at once that was given up or waits; it is told everything it missed."""
    with opened(store) as installation:
        installation.services.webhooks.resume(operator(installation.services.tenants.tenant(tenant).slug), id)


def webhooks(
    follow: Annotated[
        bool, typer.Option("--follow", help="Stay, and tell what happens as it happens, until stopped.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Tell every library's webhooks what they were not told yet."""
    from app.telling import Teller

    with opened(store) as installation, stopping() as asked, FileLock(installation.layout.lock("webhooks")):
        teller = Teller(installation.services, clock)
        for _ in rounds(installation.services.events, asked, follow=follow):
            told = teller.round()
            if told.taken or told.failed or not follow:
                note(f"{told.taken:,} messages taken, {told.failed:,} not")
