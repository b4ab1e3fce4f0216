"""Sets: one for each library below a tenant, of the records that have something there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from graph.discovery.labels import preferred
from graph.services import Services
from graph.store.scope import Scope
from graph.tenants.organisation import OrgUnit, UnitKind

_PLAIN: Final = re.compile(r"[A-Za-z0-9._~!*'()-]{1,60}", re.ASCII)


@dataclass(frozen=True, slots=True)
class HarvestSet:
    """A set: how it is called in requests, its name, and the locations whose items and holdings make a record its."""

    spec: str
    name: str
    locations: frozenset[str]


def sets_of(services: Services, tenant: str, scope: Scope) -> dict[str, HarvestSet]:
    """The sets of a tenant by their names in requests, in order of the tree."""
    (units,) = services.places.units([tenant], scope)
    known = {each.iri: each for each in units}
    below: dict[str, set[str]] = {}
    for unit in units:
        for above in _lineage(unit, known):
            below.setdefault(above, set()).add(unit.iri)
    libraries = [each for each in units if each.kind is UnitKind.LIBRARY]
    sets = [
        HarvestSet(spec_of(each), preferred(each.name) or each.code, frozenset(below[each.iri])) for each in libraries
    ]
    return {each.spec: each for each in sets}


def specs_at(locations: Iterable[str], sets: Mapping[str, HarvestSet]) -> list[str]:
    """The sets of a record that is kept at these locations."""
    places = frozenset(locations)
    return [each.spec for each in sets.values() if not places.isdisjoint(each.locations)]


def spec_of(unit: OrgUnit) -> str:
    """How a library's set is called: by its code, or by the end of its address where a set can't be called so."""
    return unit.code if _PLAIN.fullmatch(unit.code) else unit.iri.rpartition("/")[2]


def _lineage(unit: OrgUnit, known: Mapping[str, OrgUnit]) -> Iterable[str]:
    at: OrgUnit | None = unit
    seen: dict[str, None] = {}
    while at is not None and at.iri not in seen:  # a unit may stand above itself by mistake
        seen[at.iri] = None
        at = known.get(at.parent or "")
    return seen
