"""The tree of organisational units and the service points of a library, as values.

A location is what items stand at; a top one with others below it, or one that says so, is a library. The path of a unit
names it in lending rules and calendars: the library's slug, then the codes down to it in small letters.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import ClassVar

from graph.tenants.model import Names, TenantError


class InvalidPlace(TenantError):
    """A unit or service point that can't be: no code, an unknown parent or time zone, a period that is none."""

    code: ClassVar[str] = "INVALID_PLACE"


class UnknownPlace(TenantError):
    """No unit or service point of this library has this code or address."""

    code: ClassVar[str] = "UNKNOWN_PLACE"


class PlaceInUse(TenantError):
    """A unit that units, service points, items or holdings belong to can't be taken away. Nothing was written."""

    code: ClassVar[str] = "IN_USE"
    hint: ClassVar[str] = "Move what belongs to it first: `itemsChange` gives many items another location."


class StalePlace(TenantError):
    """The unit or service point, or a text of settings, was changed since the caller read it. Nothing was written."""

    code: ClassVar[str] = "STALE_REVISION"
    hint: ClassVar[str] = "Read it again and make the change on what is there now."


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


def segment(code: str) -> str:
    """How a code is written in a path: small letters, a hyphen for blanks and slashes."""
    return "-".join(code.casefold().replace("/", " ").split())


def library_at(unit: OrgUnit, units: Mapping[str, OrgUnit]) -> OrgUnit | None:
    """The library that a unit is or is in, of these units by their addresses; None where none is above it."""
    at: OrgUnit | None = unit
    for _ in range(len(units)):  # a unit may stand above itself by mistake
        if at is None or at.kind is UnitKind.LIBRARY:
            break
        at = units.get(at.parent or "")
    return at if at is not None and at.kind is UnitKind.LIBRARY else None
