"""Lists as Relay connections: pages with cursors in both directions and the count of all."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from typing import Annotated, ClassVar, Generic, TypeVar

import strawberry

from graph.store.errors import InvalidCursor
from graph.store.names import opaque_id
from graph.store.paging import Page, Slice
from graph.store.scope import Scope
from mappings.errors import CatalographError
from schema.fields import attribute, reading

T = TypeVar("T")
S = TypeVar("S")

MOST: int = 100
"""How many objects one page, and how many values one input list, may hold."""

First = Annotated[int | None, strawberry.argument(description="How many to return from the start, at most 100.")]
After = Annotated[str | None, strawberry.argument(description="Return what follows this cursor.")]
Last = Annotated[int | None, strawberry.argument(description="How many to return from the end, at most 100.")]
Before = Annotated[str | None, strawberry.argument(description="Return what precedes this cursor.")]


class InvalidPage(CatalographError):
    """A page that can't be: more than 100 objects, fewer than none, or both `first` and `last`."""

    code: ClassVar[str] = "INVALID_PAGE"
    hint: ClassVar[str] = "Ask for at most 100 with `first` and `after`, or with `last` and `before`."


@strawberry.type(description="Where a page lies in its list.")
class PageInfo:
    """Where a page lies in its list."""

    has_next_page: bool = attribute("Whether more follows this page.")
    has_previous_page: bool = attribute("Whether something precedes this page.")
    start_cursor: str | None = attribute("The cursor of the first object of this page.", default=None)
    end_cursor: str | None = attribute("The cursor of the last object of this page.", default=None)


@strawberry.type(description="One object of a list, with its cursor.")
class Edge(Generic[T]):
    """One object of a list, with its cursor."""

    cursor: str = attribute("Continue after, or before, this object with it. Stays valid while data changes.")
    node: T = attribute("The object.")


@strawberry.type(description="A page of a list.")
class Connection(Generic[T]):
    """A page of a list."""

    nodes: list[T] = attribute("The objects of this page.")
    total_count: int = attribute("How many objects the whole list has.")
    cursors: strawberry.Private[Sequence[str]]
    has_next: strawberry.Private[bool]
    has_previous: strawberry.Private[bool]

    @reading()
    def edges(self) -> list[Edge[T]]:
        """The objects of this page with their cursors."""
        return [Edge(cursor=cursor, node=node) for cursor, node in zip(self.cursors, self.nodes, strict=True)]

    @reading()
    def page_info(self) -> PageInfo:
        """Where this page lies in the list."""
        return page_info(self.cursors, has_next=self.has_next, has_previous=self.has_previous)


def page_info(cursors: Sequence[str], *, has_next: bool, has_previous: bool) -> PageInfo:
    """The page info of a page with these cursors."""
    return PageInfo(
        has_next_page=has_next,
        has_previous_page=has_previous,
        start_cursor=cursors[0] if cursors else None,
        end_cursor=cursors[-1] if cursors else None,
    )


def page(first: int | None, after: str | None, last: int | None = None, before: str | None = None) -> Page:
    """The page these arguments ask for. Raises `InvalidPage`."""
    if last is not None:
        if after is not None:
            raise InvalidPage("`last` goes with `before`, not with `after`.")
        first = None
    for size in (first, last):
        if size is not None and not 0 <= size <= MOST:
            raise InvalidPage(f"A page holds 0 to {MOST} objects, not {size}.")
    if first is None and last is None:
        raise InvalidPage("Say how many with `first` or `last`.")
    return Page(first, after, last, before)


def connection(found: Slice[S], scope: Scope, make: Callable[[S, Scope], T]) -> Connection[T]:
    """A slice a service answered from this scope, as a connection."""
    return Connection(
        nodes=[make(each, scope) for each in found.items],
        total_count=found.total,
        cursors=found.cursors,
        has_next=found.has_next,
        has_previous=found.has_previous,
    )


def paged(members: Sequence[T], wanted: Page, identity: Callable[[T], str]) -> Connection[T]:
    """A page of a list that is in memory. Its cursors hold an object's identity, and its place for when it is gone.

    Raises `InvalidCursor`.
    """
    start, end = 0, len(members)
    if wanted.after is not None:
        position, gone = _find(members, wanted.after, identity)
        start = position if gone else position + 1
    if wanted.before is not None:
        end = _find(members, wanted.before, identity)[0]
    if wanted.first is not None:
        end = min(end, start + wanted.first)
    elif wanted.last is not None:
        start = max(start, end - wanted.last)
    chosen = list(members[start:end])
    return Connection(
        nodes=chosen,
        total_count=len(members),
        cursors=_Cursors(chosen, start, identity),
        has_next=end < len(members),
        has_previous=start > 0,
    )


class _Cursors(Sequence[str]):
    """The cursors of a page, made only when they are asked for."""

    def __init__(self, members: Sequence[T], start: int, identity: Callable[[T], str]) -> None:
        self._members = members
        self._start = start
        self._identity = identity

    def __len__(self) -> int:
        return len(self._members)

    def __getitem__(self, index: int) -> str:  # type: ignore[override]
        index = range(len(self._members))[index]
        named = opaque_id(self._identity(self._members[index]))
        return urlsafe_b64encode(f"{self._start + index}:{named}".encode()).decode().rstrip("=")


def _find(members: Sequence[T], cursor: str, identity: Callable[[T], str]) -> tuple[int, bool]:
    """Where a cursor's object is now, or where it was and that it is gone."""
    try:
        place, _, named = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(":")
        position = int(place)
    except ValueError:
        raise InvalidCursor("This cursor was not handed out here.") from None
    around = sorted(range(len(members)), key=lambda index: abs(index - position))
    for index in around:
        if opaque_id(identity(members[index])) == named:
            return index, False
    return min(max(position, 0), len(members)), True
