"""`catalograph token`: issue, list and revoke the tokens programs and people sign in with."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer

from app.bootstrap import Installation, opened
from app.cli.terminal import StoreOption, note, say, show_table
from graph.access.model import ROLES, Account, Token, network_owner, operator, scopes_of

_EXAMPLES = f"""\b
Examples:
  catalograph token issue --tenant harbor --role cataloguer --name "Ana, cataloguing"
  catalograph token issue --network lakeside --role researcher --name "Survey" --days 30
  catalograph token issue --tenant harbor --role desk --scope circulation.read --scope patrons.read
  catalograph token list --tenant harbor
  catalograph token revoke 5f1c2ab09d3e4477

\b
Roles: {", ".join(ROLES)}
"""

commands = typer.Typer(help="Issue, list and revoke API tokens.", no_args_is_help=True, epilog=_EXAMPLES)

TenantOption = Annotated[list[str] | None, typer.Option("--tenant", help="A library the roles hold in.")]
NetworkOption = Annotated[list[str] | None, typer.Option("--network", help="A network the roles hold in.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(commands, name="token")


@commands.command(epilog=_EXAMPLES)
def issue(
    tenant: TenantOption = None,
    network: NetworkOption = None,
    role: Annotated[list[str] | None, typer.Option("--role", help="What it may do there. May be repeated.")] = None,
    name: Annotated[str, typer.Option("--name", help="Who or what signs in with it.")] = "",
    days: Annotated[int | None, typer.Option("--days", min=1, help="How many days it is valid; else for good.")] = None,
    account: Annotated[
        str | None, typer.Option("--account", help="An account that exists: one more token for it.")
    ] = None,
    scope: Annotated[
        list[str] | None,
        typer.Option(
            "--scope", help="All it may do of what the roles allow, such as circulation.read. May be repeated."
        ),
    ] = None,
    store: StoreOption = None,
) -> None:
    """Issue a token. It is printed once, on stdout, and can't be shown again."""
    owners = [*(tenant or ()), *map(network_owner, network or ())]
    if account is None and not (owners and role):
        raise typer.BadParameter("Name a --tenant or --network and a --role, or an --account that exists.")
    if account is not None and (owners or role or name):
        raise typer.BadParameter("An --account already has its roles and name; leave out the other options.")
    expires = None if days is None else datetime.now(UTC) + timedelta(days=days)
    with opened(store) as installation:
        access = installation.services.access
        if account is None:
            scopes_of(scope or (), {owner: tuple(role or ()) for owner in owners})  # before there is an account
        holder = account or _new_account(installation, name, owners, role or [], tenant)
        issued = access.issue_token(operator(), holder, expires=expires, scopes=scope or ())
        note(f"token {issued.token.id} for {issued.account.name} (account {issued.account.id}); shown this once:")
        say(issued.secret)


@commands.command("list", epilog="\b\nExample:\n  catalograph token list --tenant harbor")
def list_all(
    tenant: Annotated[str | None, typer.Option("--tenant", help="Only those with a role in this library.")] = None,
    network: Annotated[str | None, typer.Option("--network", help="Only those with a role in this network.")] = None,
    store: StoreOption = None,
) -> None:
    """List the tokens: whose they are, what they may do, whether they still hold. Never their secrets."""
    with opened(store) as installation:
        owner = network_owner(network) if network else tenant
        found = installation.services.access.tokens(operator(), owner)
        show_table(
            ("token", "account", "name", "roles", "scopes", "issued", "state"),
            (_row(token, holder) for token, holder in found),
        )


@commands.command(epilog="\b\nExample:\n  catalograph token revoke 5f1c2ab09d3e4477")
def revoke(
    token: Annotated[str, typer.Argument(help="Its id as `token list` shows it, or the whole token.")],
    store: StoreOption = None,
) -> None:
    """End a token at once, for good."""
    with opened(store) as installation:
        ended = installation.services.access.revoke_token(operator(), token)
        note(f"revoked {ended.id}")


def _new_account(
    installation: Installation, name: str, owners: list[str], roles: list[str], tenants: list[str] | None
) -> str:
    wanted = {owner: tuple(roles) for owner in owners}
    own = tenants[0] if tenants else None
    access = installation.services.access
    return access.create_account(operator(), name or " ".join(roles), wanted, own).id


def _row(token: Token, holder: Account) -> tuple[str, ...]:
    roles = " ".join(f"{owner}:{','.join(held)}" for owner, held in sorted(holder.held.items()))
    return (
        token.id,
        holder.id,
        holder.name,
        roles,
        " ".join(token.scopes) or "all",
        f"{token.created:%Y-%m-%d}",
        _state(token),
    )


def _state(token: Token) -> str:
    if token.revoked is not None:
        return f"revoked {token.revoked:%Y-%m-%d}"
    if token.expires is None:
        return "valid"
    return f"{'expired' if token.expires <= datetime.now(UTC) else 'until'} {token.expires:%Y-%m-%d}"
