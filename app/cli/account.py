"""`catalograph account`: the accounts people sign in with. Passwords are set by their holders, with a code."""

from __future__ import annotations

from typing import Annotated

import typer

from app.bootstrap import Installation, opened
from app.cli.terminal import StoreOption, note, say, show_table
from graph.access.identities import Identity
from graph.access.model import ROLES, Account, UnknownAccount, network_owner, operator
from graph.patrons.errors import UnknownPatron
from graph.patrons.model import Patron

_EXAMPLES = f"""\b
Examples:
  catalograph account create ana --name "Ana Ferrer" --tenant harbor --role cataloguer
  catalograph account password ana
  catalograph account roles ana --tenant harbor --role cataloguer --role desk
  catalograph account create ben --name "Ben Holt" --tenant harbor --card P0001
  catalograph account patron ana --tenant harbor --card P0002
  catalograph account list --tenant harbor
  catalograph account lock ana
  catalograph account link ana --subject 6f9a3c
  catalograph account patron-code harbor P-1001

\b
Roles: {", ".join(ROLES)}
"""

commands = typer.Typer(
    help="Create, list and lock the accounts people sign in with.", no_args_is_help=True, epilog=_EXAMPLES
)

Username = Annotated[str, typer.Argument(metavar="USERNAME", help="The name to sign in with.")]
Known = Annotated[str, typer.Argument(metavar="USERNAME", help="The name to sign in with, or the account's id.")]
Role = Annotated[list[str] | None, typer.Option("--role", help="What they may do there. May be repeated.")]
Card = Annotated[str | None, typer.Option("--card", help="The number of their library card there.")]
Tenant = Annotated[str | None, typer.Option("--tenant", help="The library the roles hold in.")]
Network = Annotated[str | None, typer.Option("--network", help="The network the roles hold in.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="account")


@commands.command(epilog=_EXAMPLES)
def create(
    username: Username,
    tenant: Tenant = None,
    network: Network = None,
    role: Role = None,
    card: Card = None,
    name: Annotated[str, typer.Option("--name", help="What they are called; else the username.")] = "",
    store: StoreOption = None,
) -> None:
    """Create an account. A code with which its holder sets the password is printed once, on stdout."""
    owner = _owner(tenant, network)
    if not role and card is None:
        raise typer.BadParameter("Name at least one --role, or the --card of a patron.")
    with opened(store) as installation:
        access = installation.services.access
        patron = None if card is None else _patron(installation, tenant, card)
        roles = {owner: role} if role else {}
        account = access.create_account(operator(), name or username, roles, tenant, username)
        if patron is not None:
            account = access.set_patron(operator(), account.id, patron.tenant, patron.iri)
        _say_code(installation, account)


@commands.command(epilog="\b\nExample:\n  catalograph account patron ana --tenant harbor --card P0002")
def patron(
    username: Known,
    tenant: Annotated[str, typer.Option("--tenant", help="The library they borrow from.")],
    card: Card = None,
    store: StoreOption = None,
) -> None:
    """Let an account see and change its own loans and requests at a library; without --card no longer."""
    with opened(store) as installation:
        account = _named(installation, username)
        found = None if card is None else _patron(installation, tenant, card)
        installation.services.access.set_patron(operator(), account.id, tenant, None if found is None else found.iri)
        note(f"{username} is {'no patron' if found is None else f'the patron {found.barcode}'} of {tenant}")


@commands.command(epilog="\b\nExample:\n  catalograph account password ana")
def password(username: Known, store: StoreOption = None) -> None:
    """Issue a code with which the holder sets a new password; the old one holds until then. It ends a wait, too."""
    with opened(store) as installation:
        _say_code(installation, _named(installation, username))


@commands.command(epilog="\b\nExample:\n  catalograph account patron-code harbor P-1001")
def patron_code(
    slug: Annotated[str, typer.Argument(metavar="SLUG", help="The library.")],
    barcode: Annotated[str, typer.Argument(metavar="BARCODE", help="The number of the patron's card.")],
    store: StoreOption = None,
) -> None:
    """Issue a code with which a patron sets a password for their own account. It is printed once, on stdout."""
    with opened(store) as installation:
        installation.services.tenants.tenant(slug)
        code = installation.services.patron_sign_in.issue_code(operator(slug), barcode)
        note(f"code for the patron {barcode} of {slug}, good for one use within 72 hours; shown this once:")
        say(code)


@commands.command(epilog="\b\nExample:\n  catalograph account roles ana --tenant harbor --role cataloguer --role desk")
def roles(
    username: Known, tenant: Tenant = None, network: Network = None, role: Role = None, store: StoreOption = None
) -> None:
    """Replace the roles at a library or network; without --role, take them away."""
    owner = _owner(tenant, network)
    with opened(store) as installation:
        account = _named(installation, username)
        after = installation.services.access.set_roles(operator(), account.id, owner, role or ())
        note(f"{username}: {_roles(after) or 'no roles'}")


@commands.command("list", epilog="\b\nExample:\n  catalograph account list --tenant harbor")
def list_all(
    tenant: Annotated[str | None, typer.Option("--tenant", help="Only those with a role in this library.")] = None,
    network: Annotated[str | None, typer.Option("--network", help="Only those with a role in this network.")] = None,
    store: StoreOption = None,
) -> None:
    """List the accounts: who they are, what they may do, whether they are locked."""
    with opened(store) as installation:
        owner = network_owner(network) if network else tenant
        found = installation.services.access.all_accounts(operator(), owner)
        show_table(("account", "username", "name", "roles", "state"), (_row(each) for each in found))


@commands.command(epilog="\b\nExamples:\n  catalograph account lock ana\n  catalograph account lock ana --off")
def lock(
    username: Known,
    off: Annotated[bool, typer.Option("--off", help="Let them in again.")] = False,
    store: StoreOption = None,
) -> None:
    """Keep somebody out at once: sign-in, sessions and tokens."""
    with opened(store) as installation:
        account = _named(installation, username)
        installation.services.sign_in.lock(operator(), account.id, locked=not off)
        note(f"{username} {'may sign in again' if off else 'is locked'}")


@commands.command(
    epilog="\b\nExamples:\n  catalograph account link ana --subject 6f9a3c\n  catalograph account link ana --off"
)
def link(
    username: Known,
    subject: Annotated[str | None, typer.Option("--subject", help="What the provider calls them: `sub`.")] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", help="The provider; else CATALOGRAPH_OIDC_ISSUER.")] = None,
    off: Annotated[bool, typer.Option("--off", help="Part it from every provider, and end its sessions.")] = False,
    store: StoreOption = None,
) -> None:
    """Let somebody whom a provider knows sign in to an account that is there."""
    if (subject is None) != off:
        raise typer.BadParameter("Name a --subject, or --off.")
    with opened(store) as installation:
        account, service = _named(installation, username), installation.services.provider_sign_in
        named = issuer or installation.settings.oidc_issuer
        if subject is None:
            service.unlink(operator(), account.id)
        elif named is None:
            raise typer.BadParameter("Name the --issuer, or set CATALOGRAPH_OIDC_ISSUER.")
        else:
            service.link(operator(), account.id, Identity(named, subject))
        note(f"{username} {'is parted from every provider' if off else f'may sign in by {named}'}")


def _say_code(installation: Installation, account: Account) -> None:
    code = installation.services.sign_in.issue_code(operator(), account.id)
    note(f"code for {account.username} (account {account.id}), good for one use within 72 hours; shown this once:")
    say(code)


def _named(installation: Installation, username: str) -> Account:
    access = installation.services.access
    found = access.account_named(username) or access.accounts([username])[0]
    if found is None:
        raise UnknownAccount(f"Nobody signs in as “{username}”.", hint="`catalograph account list` shows who does.")
    return found


def _patron(installation: Installation, tenant: str | None, card: str) -> Patron:
    if tenant is None:
        raise typer.BadParameter("A --card is one of a --tenant.")
    (found,) = installation.services.patrons.patrons(operator(tenant), [card])
    if found is None:
        raise UnknownPatron(f"“{tenant}” has no patron with the card {card}.")
    return found


def _owner(tenant: str | None, network: str | None) -> str:
    if (tenant is None) == (network is None):
        raise typer.BadParameter("Name a --tenant or a --network.")
    return network_owner(network) if network else tenant or ""


def _roles(account: Account) -> str:
    return " ".join(f"{owner}:{','.join(held)}" for owner, held in sorted(account.held.items()))


def _row(account: Account) -> tuple[str, ...]:
    return account.id, account.username, account.name, _roles(account), "locked" if account.locked else "open"
