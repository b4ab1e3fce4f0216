"""Who has what was found, and whether it can be had: kept with every work as two numbers, so that one look at the index
tells it of a whole page. It follows circulation within seconds.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Final, NamedTuple

import tantivy

from graph.backends.tantivy.alike import groups_of, term_of
from graph.backends.tantivy.facets import unscored
from graph.backends.tantivy.schema import one_of
from graph.store.search import Copies

_MOST: Final = 5_000
_FLAGS: Final = {"available": Copies.AVAILABLE, "online": Copies.ONLINE, "unavailable": Copies.UNAVAILABLE}


class Held(NamedTuple):
    """A work as one owner describes it: where that is, whose, what they have of it, the groups it is in."""

    address: tantivy.DocAddress
    number: int
    owner: int
    copies: int
    groups: tuple[int, ...] = ()


def copies_in(fields: Mapping[str, Sequence[Any]]) -> int:
    """What an owner has of a work, by its facets."""
    held = Copies.HELD if fields.get("f_library") else 0
    return int(held | sum(_FLAGS[each] for each in fields.get("f_availability", ())))


def held(searcher: tantivy.Searcher, addresses: Sequence[tantivy.DocAddress]) -> list[Held]:
    """These documents by themselves."""
    if not addresses:
        return []
    return _held(searcher, list(addresses), ((),) * len(addresses))


def held_together(searcher: tantivy.Searcher, groups: Collection[int], networks: frozenset[int]) -> list[Held]:
    """All that is in these groups by what these networks say, whoever has it: to gather only what somebody may read
    would take longer than all else, so whose it is is looked at by who asks.
    """
    if not groups:
        return []
    found = searcher.search(unscored(one_of("cluster", {term_of(each) for each in groups})), _MOST, count=False)
    addresses = [address for _, address in found.hits]
    return _held(searcher, addresses, groups_of(searcher, addresses, networks)) if addresses else []


def _held(
    searcher: tantivy.Searcher, addresses: list[tantivy.DocAddress], groups: Sequence[tuple[int, ...]]
) -> list[Held]:
    columns = (searcher.fast_field_values(name, addresses) for name in ("hash", "owned", "copies"))
    numbers = ([int(each or 0) for each in column] for column in columns)
    return list(map(Held, addresses, *numbers, groups))
