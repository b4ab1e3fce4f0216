"""Holdings and items as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.catalogue.model import Resource
from graph.holdings.status import ItemStatus


@dataclass(frozen=True, slots=True)
class Item:
    """One copy. `location` is where it belongs now: its own temporary place before its permanent one, and only where it
    says neither, that of its holdings. `material_type` and `loan_type` are as the library's own table has them.
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
    status: ItemStatus
    resource: Resource


@dataclass(frozen=True, slots=True)
class Holding:
    """What a library has of an instance at one place; `summary` are the statements of what is held."""

    iri: str
    tenant: str
    instance: str | None
    location: str | None
    call_number: str | None
    summary: tuple[str, ...]
    resource: Resource


@dataclass(frozen=True, slots=True)
class Availability:
    """How many items there are and how many can be had now, withdrawn ones not counted; `by_tenant` holds (slug, total,
    available) in order of slug.
    """

    total: int
    available: int
    by_tenant: tuple[tuple[str, int, int], ...]
    as_of: datetime
