"""`catalograph partner` and `catalograph run partners`: whom a library lends to and borrows from, and the posting."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from app.bootstrap import opened
from app.cli.due import commands as runs
from app.cli.progress import rounds, stopping
from app.cli.publishing import TenantOption
from app.cli.terminal import StoreOption, note, say, show_table
from graph.access.model import operator
from graph.store.filelock import FileLock
from graph.tenants.partners import Partner, PartnerWanted, UnknownPartner
from graph.tenants.texts import InvalidSettings
from mappings.iso18626.messages import Agency

_EXAMPLES: Final = """\b
Examples:
  catalograph partner add Lindenau --symbol ISIL:XX-LIN --ours ISIL:XX-HAR --group institution --tenant harbor
  catalograph partner list --tenant harbor
  catalograph partner reach 5f1c2ab0 https://lindenau.example/lindenau/iso18626 --secret key.txt --tenant harbor
  catalograph partner key 5f1c2ab0 --tenant harbor
  catalograph run partners --follow

\b
What both then say to each other is ISO 18626. How: docs/how-to/between-libraries.md.
"""
_COLUMNS: Final = ("id", "name", "symbol", "ours", "group", "address", "may ask", "is asked")
_LONGEST: Final = 1_000

commands = typer.Typer(help="Whom a library lends to and borrows from.", no_args_is_help=True, epilog=_EXAMPLES)
IdArgument = Annotated[str, typer.Argument(metavar="ID", help="The partner, as `list` shows it.")]
SymbolOption = Annotated[str, typer.Option("--symbol", help="What it is known as, such as ISIL:XX-LIN.")]
OursOption = Annotated[str, typer.Option("--ours", help="What this library is known as to it.")]
GroupOption = Annotated[str, typer.Option("--group", help="The group of patrons by whose rules it is lent to.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="partner")
    runs.command(epilog="\b\nExamples:\n  catalograph run partners\n  catalograph run partners --follow")(partners)


@commands.command(epilog=_EXAMPLES)
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What it is called.")],
    symbol: SymbolOption,
    ours: OursOption,
    tenant: TenantOption,
    group: GroupOption = "institution",
    asks: Annotated[bool, typer.Option("--may-ask/--may-not-ask", help="Whether it may ask us for something.")] = True,
    asked: Annotated[bool, typer.Option("--is-asked/--is-not-asked", help="Whether we may ask it.")] = True,
    store: StoreOption = None,
) -> None:
    """Make a library known. The key that it has to show is printed once, on stdout."""
    wanted = PartnerWanted(name, _agency(symbol), _agency(ours), group, asks=asks, asked=asked)
    with opened(store) as installation:
        services = installation.services
        made, key = services.partners.add(operator(services.tenants.tenant(tenant).slug), wanted)
        note(f"partner {made.id}; it shows this key, which is told once:")
        say(key)


@commands.command("list", epilog=_EXAMPLES)
def list_all(tenant: TenantOption, store: StoreOption = None) -> None:
    """List a library's partners."""
    with opened(store) as installation:
        services = installation.services
        known = services.partners.of(services.tenants.tenant(tenant).slug).every
    show_table(_COLUMNS, [
        (each.id, each.name, str(each.symbol), str(each.ours), each.group, _reach(each),
         "yes" if each.asks else "no", "yes" if each.asked else "no")
        for each in known
    ])  # fmt: skip


@commands.command(epilog=_EXAMPLES)
def reach(
    id: IdArgument,
    address: Annotated[str, typer.Argument(metavar="URL", help="Where messages to it are sent, over HTTPS.")],
    tenant: TenantOption,
    account: Annotated[str, typer.Option("--account", help="The name of our account there, where it wants one.")] = "",
    secret: Annotated[
        typer.FileText | None, typer.Option("--secret", metavar="FILE", help="The key it gave us; “-” reads stdin.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Say where messages to a partner are sent, and what we show it."""
    with opened(store) as installation:
        services = installation.services
        slug = services.tenants.tenant(tenant).slug
        known = services.partners.of(slug).named(id)
        if known is None:
            raise UnknownPartner(f"There is no partner “{id}”.")
        shown = None if secret is None else secret.read(_LONGEST).strip()
        services.partners.change(operator(slug), id, _reached(known, address, account, shown))


@commands.command(epilog=_EXAMPLES)
def key(id: IdArgument, tenant: TenantOption, store: StoreOption = None) -> None:
    """Give a partner another key to show; the one it had is no good any more. Printed once, on stdout."""
    with opened(store) as installation:
        services = installation.services
        say(services.partners.new_key(operator(services.tenants.tenant(tenant).slug), id))


@commands.command(epilog=_EXAMPLES)
def remove(id: IdArgument, tenant: TenantOption, store: StoreOption = None) -> None:
    """Lend to and borrow from a partner no more. What is lent is taken back at the desk."""
    with opened(store) as installation:
        services = installation.services
        services.partners.remove(operator(services.tenants.tenant(tenant).slug), id)


def partners(
    follow: Annotated[
        bool, typer.Option("--follow", help="Stay, and send what is written as it is written, until stopped.")
    ] = False,
    store: StoreOption = None,
) -> None:
    """Send every library's partners what waits for them: requests, answers, and what became of loans."""
    from app.posting import Postman

    with opened(store) as installation, stopping() as asked, FileLock(installation.layout.lock("partners")):
        postman = Postman(installation.services, asked)
        for _ in rounds(installation.services.events, asked, follow=follow):
            posted = postman.round()
            if posted.any or not follow:
                note(f"{posted.taken:,} messages taken, {posted.refused:,} refused, {posted.failed:,} not answered")


def _reach(partner: Partner) -> str:
    return partner.address or ("in this installation" if partner.tenant else "nothing is sent")


def _reached(known: Partner, address: str, account: str, secret: str | None) -> PartnerWanted:
    return PartnerWanted(
        known.name, known.symbol, known.ours, known.group, address, known.asks, known.asked, account, secret
    )


def _agency(text: str) -> Agency:
    type_, colon, value = text.partition(":")
    if not colon:
        raise InvalidSettings(f"“{text}” is no symbol.", hint="A symbol has its kind before it, such as ISIL:XX-LIN.")
    return Agency(type_, value)
