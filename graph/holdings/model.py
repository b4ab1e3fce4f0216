"""Holdings and items as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.catalogue.model import Resource
from graph.holdings.status import UNKNOWN, ItemStatus, Whereabouts
from mappings.bibframe.read import HoldingsPolicies, HoldingsStatement


@dataclass(frozen=True, slots=True)
class Item:
    """One copy. `location` is where it belongs now: its own temporary place before its permanent one, and only where it
    says neither, that of its holdings; `call_number` likewise. `material_type` and `loan_type` are as the library's own
    table has them.
    """

    iri: str
    tenant: str
    instance: str | None
    holding: str | None
    barcode: str | None
    call_number: str | None
    copy_number: str | None
    enumeration: str | None
    location: str | None
    material_type: str | None
    loan_type: str | None
    restrictions: tuple[str, ...]
    notes: tuple[str, ...]
    status: ItemStatus
    resource: Resource
    whereabouts: Whereabouts = UNKNOWN
    """What circulation knows of it."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a library has of an instance at one place. `type` is single-part, multipart or serial, where it says."""

    iri: str
    tenant: str
    instance: str | None
    location: str | None
    call_number: str | None
    statements: tuple[HoldingsStatement, ...]
    policies: HoldingsPolicies
    notes: tuple[str, ...]
    type: str | None
    resource: Resource

    @property
    def summary(self) -> tuple[str, ...]:
        """What is held, as texts."""
        return tuple(each.text for each in self.statements if each.text)


@dataclass(frozen=True, slots=True)
class Availability:
    """How many items there are and how many can be had now, withdrawn ones not counted; `by_tenant` holds (slug, total,
    available) in order of slug.
    """

    total: int
    available: int
    by_tenant: tuple[tuple[str, int, int], ...]
    as_of: datetime
