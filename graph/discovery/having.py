"""Which libraries have what was found, and whether it can be had there now, as the index knows: a few questions to it,
however many works. It follows circulation within seconds; `Holders` reads circulation itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.store.finding import Everything
from graph.store.names import NETWORKS
from graph.store.search import FacetField, Filter, SearchIndex, SearchQuery
from graph.store.terms import NETWORK

_MOST: Final = 5_000
_FAR: Final = 10_000


@dataclass(frozen=True, slots=True)
class Having:
    """A library that has copies of a work; whether one can be had now, None where it doesn't tell who asks."""

    tenant: str
    available: bool | None


def libraries_having(
    index: SearchIndex,
    parts: Sequence[Iterable[str]],
    asked: SearchQuery,
    untold: frozenset[str],
    days: Mapping[str, int],
) -> list[tuple[Having, ...]]:
    """Per part, the libraries that have one of its works: where it can be had now first, of these the nearest by
    `days`. `asked` names the works and who may be searched, `untold` who doesn't tell what can be had.
    """
    asked = replace(asked, where=Everything())  # in whatever order: the newest first takes longer
    kept = replace(asked, owners=untold, filters=(Filter(FacetField.LIBRARY, tuple(sorted(untold))),))
    told = replace(asked, owners=asked.owners - untold)
    questions = [
        (replace(told, filters=(Filter(FacetField.AVAILABILITY, (state,)),)), state != "unavailable")
        for state in ("available", "online", "unavailable")
    ]
    found: dict[str, dict[str, bool | None]] = {}
    for query, available in (*questions, (kept, None)):
        # What a network describes, several libraries may have; anything else is in one and found once.
        left = frozenset(iri for iri in asked.among or () if iri not in found or f"/{NETWORKS}/" in iri)
        if query.owners and left:
            most = min(len(left) * len(query.owners), _MOST)
            for hit in index.search(replace(query, among=left, first=most, highlights=False)).hits:
                found.setdefault(hit.iri, {}).setdefault(hit.owner, available)
    return [_ordered([found.get(iri, {}) for iri in each], days) for each in parts]


def _ordered(found: Sequence[Mapping[str, bool | None]], days: Mapping[str, int]) -> tuple[Having, ...]:
    states: dict[str, bool | None] = {}
    for each in found:
        for tenant, available in each.items():
            if not tenant.startswith(NETWORK):
                states[tenant] = states.get(tenant) or available
    every = (Having(tenant, available) for tenant, available in states.items())
    return tuple(sorted(every, key=lambda each: (not each.available, days.get(each.tenant, _FAR), each.tenant)))
