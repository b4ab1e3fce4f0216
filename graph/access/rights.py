"""What one account may do to another: nobody gives, or becomes, more than they are."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph.access.model import Account, Actor, Forbidden, Permission, StaleAccount, network_owner, permissions_of


def administers(actor: Actor, owner: str) -> bool:
    """Whether the actor administers a library, or a network as `network_owner` names it."""
    network = owner.startswith(network_owner(""))
    return actor.may(Permission.NETWORK_ADMIN if network else Permission.TENANT_ADMIN, owner)


def check_seen(account: Account, if_revision: int | None) -> None:
    """Raise `StaleAccount` unless the account is as the caller saw it; None: however it was."""
    if if_revision not in {None, account.revision}:
        raise StaleAccount("The account is not as the caller saw it.")


def holds(actor: Actor, owner: str, permissions: Iterable[Permission]) -> None:
    """Raise `Forbidden` unless the actor may do all this there: nobody gives what they don't have."""
    missing = sorted(each for each in permissions if not actor.may(each, owner))
    if missing:
        raise Forbidden(
            f"You may not do this yourself, and so not let others: {', '.join(missing)}.",
            which="not-yours",
            values={"permissions": ", ".join(missing)},
        )


def holds_all(actor: Actor, holder: Account, only: Collection[Permission] = ()) -> None:
    """Raise `Forbidden` unless the actor may do all that the account may, or what is in `only` of that."""
    for owner, roles in holder.held.items():
        holds(actor, owner, permissions_of(roles).intersection(only or Permission))
    for tenant in () if only else holder.patrons:
        holds(actor, tenant, [Permission.PATRONS_WRITE])


def actor_of(account: Account, *, claimed: bool = True) -> Actor:
    """The actor that an account is, acting in its own tenant, with the roles from claims or without."""
    roles = account.held if claimed else account.roles
    return Actor(
        account.id,
        account.name,
        account.tenant,
        {owner: permissions_of(held) for owner, held in roles.items()},
        account.patrons,
    )
