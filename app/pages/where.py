"""Where a search looks: in the library, in one of its networks, in every library; named by `where` in its address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.pages.asking import Json
from app.pages.visit import EVERYWHERE, Visit, name_of
from graph.access.model import Reading, network_owner

ALL: Final = "all"
NETWORK: Final = "network"
"""The first of the library's networks, whatever it is called."""
_TAKEN: Final = frozenset({ALL, NETWORK})


@dataclass(frozen=True, slots=True)
class Where:
    """Libraries that can be searched: `name` as the address has it and `scope` as GraphQL takes it, both None for the
    library itself; what they are `called`, None for every library.
    """

    name: str | None
    called: Json | None
    scope: Mapping[str, Any] | None


def choices(visit: Visit) -> tuple[Where, ...]:
    """The library, then those of its networks in which whoever looks may read another one, then every library."""
    tenants = visit.services.tenants
    readable = tenants.policies().readable_networks(visit.caller.actor)
    others = [each for each in visit.library.networks if each in readable and _has_others(visit, each)]
    return (
        Where(None, name_of(visit.library, visit.caller.languages), None),
        *(
            Where(_named(each.slug), name_of(each, visit.caller.languages), {"network": each.slug})
            for each in tenants.networks(others)
            if each is not None
        ),
        Where(ALL, None, EVERYWHERE),
    )


def chosen(visit: Visit, offered: Sequence[Where]) -> Where:
    """The one that the address names; the library itself where it names none of them."""
    named = visit.parameter("where")
    found = next((each for each in offered if each.name == named), None)
    return found or (offered[1] if named == NETWORK and len(offered) > 2 else offered[0])


def _named(network: str) -> str:
    """How the address has a network: by its slug, or by more than that where the slug stands for something else."""
    return network_owner(network) if network in _TAKEN else network


def _has_others(visit: Visit, network: str) -> bool:
    access, actor = visit.services.access, visit.caller.actor
    return bool(access.readable_tenants(access.scope(actor, Reading(network=network))) - {visit.library.slug})
