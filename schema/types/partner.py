"""Libraries elsewhere that a library lends to and borrows from."""

from __future__ import annotations

import strawberry

from graph.access.model import Permission
from graph.tenants.partners import Partner as Known
from graph.tenants.partners import Partners
from mappings.iso18626.messages import Agency
from schema.ask import Ask
from schema.fields import attribute
from schema.scalars import Revision
from schema.types.tenant import name_in


@strawberry.type(description="What a library is known as to others.")
class LibrarySymbol:
    """What a library is known as to others."""

    type: str = attribute("The kind of symbol, such as `ISIL`.")
    value: str = attribute("The symbol.")


@strawberry.type(description="A library elsewhere that is lent to and borrowed from. No answer tells its keys.")
class Partner:
    """A library elsewhere that is lent to and borrowed from."""

    id: strawberry.ID = attribute("What it is named by in the acting tenant.")
    name: str = attribute("What it is called.")
    symbol: LibrarySymbol = attribute("What it is known as.")
    own_symbol: LibrarySymbol = attribute("What the acting tenant is known as to it.")
    group: str = attribute("The group of patrons by whose lending rules it is lent to.")
    may_ask: bool = attribute("Whether it may ask the acting tenant for something.")
    is_asked: bool = attribute("Whether the acting tenant may ask it for something.")
    is_reached: bool = attribute("Whether messages reach it: over the network, or because it is of this installation.")
    is_member: bool = attribute("Whether it is a member of one of the acting tenant's networks.")
    address: str | None = attribute("Where messages to it are sent; null where none are, and for who settles nothing.")
    account: str | None = attribute("The name of the account there, under the same conditions.")
    revision: Revision = attribute("What a change of any partner must name.")


def partner_of(known: Known, revision: int, ask: Ask) -> Partner:
    """A partner for the API."""
    settles = ask.actor.may(Permission.TENANT_ADMIN)
    return Partner(
        id=strawberry.ID(known.id),
        name=name_in(known.called, ask.languages, known.name).value,
        symbol=symbol_of(known.symbol),
        own_symbol=symbol_of(known.ours),
        group=known.group,
        may_ask=known.asks,
        is_asked=known.asked,
        is_reached=bool(known.address or known.tenant),
        is_member=bool(known.tenant),
        address=(known.address or None) if settles else None,
        account=(known.account or None) if settles else None,
        revision=Revision(str(revision)),
    )


def partners_of(known: Partners, ask: Ask) -> list[Partner]:
    """Every partner for the API."""
    return [partner_of(each, known.revision, ask) for each in known.every]


def symbol_of(agency: Agency) -> LibrarySymbol:
    """A symbol for the API."""
    return LibrarySymbol(type=agency.type, value=agency.value)
