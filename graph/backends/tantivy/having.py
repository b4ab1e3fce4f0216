"""Which libraries have what was found, and whether it can be had there now: one look at the index, however many works
and libraries. It follows circulation within seconds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import tantivy

from graph.backends.tantivy.alike import groups_of, numbers_in, term_of
from graph.backends.tantivy.schema import document_id, number_of, one_of
from graph.store.search import Hit, SearchKind, States

_MOST: Final = 5_000
_HELD: Final = 8
_BITS: Final = {"available": 1, "online": 2, "unavailable": 4}
_NOW: Final = _BITS["available"] | _BITS["online"]
_COPIES: Final = sum(_BITS.values())


def state_of(fields: Mapping[str, Sequence[Any]]) -> int:
    """What a library has of a work, from its facets, as one number: whether it has something, and how that can be
    had.
    """
    held = _HELD if fields.get("f_library") else 0
    return held | sum(_BITS[each] for each in fields.get("f_availability", ()))


def states_of(
    searcher: tantivy.Searcher, hits: Sequence[Hit], owners: frozenset[str], untold: frozenset[str]
) -> list[States]:
    """Per hit the owners that have a copy of it or of what it is one with."""
    alone = {number_of(document_id(each.owner, each.iri)): (at,) for at, each in enumerate(hits) if not each.alike}
    grouped: dict[int, tuple[int, ...]] = {}
    for at, each in enumerate(hits):
        for group in each.alike:
            grouped[group] = (*grouped.get(group, ()), at)
    names = {number_of(each): each for each in owners}
    found: list[dict[str, bool | None]] = [{} for _ in hits]
    for number, owner, state, groups in _seen(searcher, hits, owners):
        name = names.get(owner)
        if name is None or not state & (_HELD if name in untold else _COPIES):
            continue
        places = alone.get(number, ()) if not groups else tuple(at for each in groups for at in grouped.get(each, ()))
        for at in places:
            now = None if name in untold else bool(state & _NOW)
            found[at][name] = found[at].get(name) or now
    return [*found]


def _seen(
    searcher: tantivy.Searcher, hits: Sequence[Hit], owners: frozenset[str]
) -> list[tuple[int, int, int, tuple[int, ...]]]:
    """The documents of works found and of what they are one with: number, owner, state, groups. Whose they are is told
    apart by who asks for them: to gather all that somebody may read would take longer than all else.
    """
    named = {document_id(each.owner, each.iri) for each in hits if not each.alike}
    terms = {term_of(group) for each in hits for group in each.alike}
    either = [
        (tantivy.Occur.Should, one_of(field, some)) for field, some in (("id", named), ("cluster", terms)) if some
    ]
    if not either:
        return []
    works = tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, tantivy.Query.boolean_query(either)),
            (tantivy.Occur.Must, one_of("kind", [SearchKind.WORK.value])),
        ]
    )
    addresses = [address for _, address in searcher.search(works, _MOST, count=False).hits]
    if not addresses:
        return []
    columns = (searcher.fast_field_values(name, addresses) for name in ("hash", "owned", "state"))
    numbers = ([int(each or 0) for each in column] for column in columns)
    return list(zip(*numbers, groups_of(searcher, addresses, numbers_in(owners)), strict=True))
