"""The tree of organisational units and the service points of a library, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from graph.tenants.model import Names


class UnitKind(StrEnum):
    """What an organisational unit is, from the top of the tree down."""

    NETWORK = "Network"
    TENANT = "Tenant"
    LIBRARY = "Library"
    LOCATION = "Location"


@dataclass(frozen=True, slots=True)
class OrgUnit:
    """One unit of the tree. `path` names it in lending rules and calendars (`harbor/central/map-room`).

    `timezone` is one of the IANA database, `isil` an ISO 15511 identifier; both where the unit has its own.
    """

    iri: str
    tenant: str
    kind: UnitKind
    code: str
    name: Names
    path: str
    parent: str | None = None
    timezone: str | None = None
    isil: str | None = None
    revision: int = 0


@dataclass(frozen=True, slots=True)
class ServicePoint:
    """Where things are lent, taken back and fetched. `serves` are the locations whose items are at home here.

    `library` is the unit it belongs to; `hold_shelf` how long a requested item waits at its shelf.
    """

    iri: str
    tenant: str
    code: str
    name: Names
    library: str
    pickup: bool = True
    hold_shelf: timedelta = timedelta(days=7)
    serves: tuple[str, ...] = ()
    revision: int = 0
