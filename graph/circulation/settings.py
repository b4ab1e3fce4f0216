"""What a library has settled about lending, as one value that every command reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.circulation.calendar import Calendar, Calendars
from graph.circulation.rules.resolver import Resolver
from graph.tenants.organisation import ServicePoint
from mappings.money import Money


@dataclass(frozen=True, slots=True)
class BlockLimits:
    """From what on a patron is blocked by itself: what they owe, and how many items are overdue, lost or out. And for
    how many days after its end a loan stays theirs, where they don't keep their history.

    None: never; for good.
    """

    owed: Money | None = None
    overdue: int | None = None
    lost: int | None = None
    loans: int | None = None
    history_days: int | None = None


@dataclass(frozen=True, slots=True)
class ItemTypes:
    """The words by which rules tell items apart, in order: of what material they are, and how they are lent."""

    materials: tuple[str, ...]
    loans: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LendingSettings:
    """The rules, calendars and places of one tenant, as they are at one moment.

    By IRI: `units` has the path of every location and library (`harbor/central/map-room`), `points` the service points.
    """

    tenant: str
    resolver: Resolver
    calendars: Calendars
    units: Mapping[str, str] = field(default_factory=dict)
    points: Mapping[str, ServicePoint] = field(default_factory=dict)
    limits: BlockLimits = BlockLimits()
    revision: int = 0
    """The version of the rules' text that was read."""

    @property
    def item_types(self) -> ItemTypes:
        """The words by which the rules in force tell items apart."""
        named = [rule.selector for rule in self.resolver.every_rule]
        materials = {each.material_type for each in named if each.material_type is not None}
        loans = {each.loan_type for each in named if each.loan_type is not None}
        return ItemTypes(tuple(sorted(materials)), tuple(sorted(loans)))

    def unit(self, location: str | None) -> str:
        """The path of a location; the tenant's own where the location is not known."""
        return self.units.get(location, self.tenant) if location is not None else self.tenant

    def calendar(self, location: str | None) -> Calendar:
        """The calendar in force at a location. Raises `NoCalendar`."""
        return self.calendars.at(self.unit(location))

    def serving(self, location: str | None) -> tuple[str, ...]:
        """The service points where the items of a location are at home; none where that is not said."""
        return tuple(iri for iri, point in self.points.items() if location in point.serves)
