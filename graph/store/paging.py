"""A page of a longer list, as every connection of the API needs it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is wanted: the `first` after a cursor, or the `last` before one."""

    first: int | None = 20
    after: str | None = None
    last: int | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """A part of a list in order: `items` with the cursor of each, and what lies around them. `total` counts all."""

    items: tuple[T, ...] = ()
    cursors: tuple[str, ...] = ()
    total: int = 0
    has_next: bool = False
    has_previous: bool = False
