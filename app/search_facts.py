"""What the search index asks of floors that it doesn't know: whether a copy can be had, what layers say together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from graph.catalogue.layers import merged
from graph.circulation.elsewhere import Elsewhere
from graph.holdings.status import NOBODY, facts_of, status_of

if TYPE_CHECKING:
    from graph.store.port import Store
    from mappings.bibframe.node import Node

_AT_ONCE: Final = 1000
"""For how many items circulation is asked at a time."""

__all__ = ["away", "is_available", "merged"]


def away(store: Store, items: Sequence[str]) -> set[str]:
    """Of items, those that somebody has or waits for."""
    found: set[str] = set()
    for start in range(0, len(items), _AT_ONCE):
        batch = items[start : start + _AT_ONCE]
        known = Elsewhere(store).custodies(batch)
        found.update(item for item, each in zip(batch, known, strict=True) if each.custody != NOBODY)
    return found


def is_available(item: Node) -> bool:
    """Whether a copy can be had, by its own document."""
    return status_of(facts_of(item)).available
