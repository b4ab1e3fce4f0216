"""Lists of what points at something, paged: cursors of single entries over a store that hands out pages.

A cursor is a page of the store (its marker), a place in it, and who stood there; so it stays valid while entries come
and go, and a list can be read to its end without starting over.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from graph.store.errors import InvalidCursor
from graph.store.model import Key, KeyPage
from graph.store.names import opaque_id
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import Scope

T = TypeVar("T")
U = TypeVar("U")

LONGEST: Final = 1000
"""The largest page, and the longest list that can be read from its end."""

Targets = Sequence[str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class _Place:
    page: str | None
    at: int
    mark: str


def incoming(store: Store, targets: Targets, paths: Sequence[str], scope: Scope, page: Page) -> list[Slice[Key]]:
    """Per target, the documents that point at it by one of `paths`, as a slice. Two calls at most."""
    if page.last is not None or page.before is not None:
        return _from_the_end(store, targets, paths, scope, page)
    size = _size(page.first)
    if page.after is None:
        found = store.incoming(targets, paths, scope, first=size + 1, count=True)
        return [_slice(keys, None, 0, size, has_previous=False) for keys in found]
    place = _read(page.after)
    before = store.incoming(targets, paths, scope, first=place.at + 1, after=place.page)
    if all(keys.keys and _mark(keys.keys[-1]) == place.mark and len(keys.keys) == place.at + 1 for keys in before):
        follow = [keys.after for keys in before]
        if None in follow:
            totals = store.incoming(targets, paths, scope, first=1, count=True)
            return [Slice(total=keys.total or 0, has_previous=True) for keys in totals]
        found = store.incoming(targets, paths, scope, first=size + 1, after=follow[0], count=True)
        return [_slice(keys, follow[0], 0, size, has_previous=True) for keys in found]
    # Somebody took an entry away since: look for the one the cursor named, and go on behind it.
    found = store.incoming(targets, paths, scope, first=place.at + size + 2, after=place.page, count=True)
    return [_slice(keys, place.page, _behind(keys, place), size, has_previous=True) for keys in found]


def sliced(items: Sequence[T], mark: Callable[[T], str], page: Page) -> Slice[T]:
    """A slice of a list held in memory, by the same rules."""
    marks = [opaque_id(mark(item))[:8] for item in items]
    start, end = 0, len(items)
    if page.after is not None:
        place = _read(page.after)
        start = marks.index(place.mark) + 1 if place.mark in marks else min(place.at, end)
    if page.before is not None:
        place = _read(page.before)
        end = marks.index(place.mark) if place.mark in marks else min(place.at, end)
    end = max(start, end)
    if page.last is not None:
        start = max(start, end - _size(page.last))
    elif end - start > (size := _size(page.first)):
        end = start + size
    return Slice(
        items=tuple(items[start:end]),
        cursors=tuple(_write(_Place(None, at, marks[at])) for at in range(start, end)),
        total=len(items),
        has_next=end < len(items),
        has_previous=start > 0,
    )


def all_of(store: Store, target: str, paths: tuple[str, ...], scope: Scope) -> list[Key]:
    """The documents that point at a target by one of `paths`, the first that was made first, however many there are."""
    keys: list[Key] = []
    after: str | None = None
    while True:
        (found,) = store.incoming([target], paths, scope, first=LONGEST, after=after)
        keys += found.keys
        if (after := found.after) is None:
            return keys


def newest(store: Store, target: str, paths: tuple[str, ...], scope: Scope, page: Page) -> Slice[Key]:
    """A slice of what `all_of` lists, the last that was made first."""
    return sliced(all_of(store, target, paths, scope)[::-1], lambda key: f"{key.graph} {key.iri}", page)


def filled(keys: Slice[U], found: Sequence[T | None]) -> Slice[T]:
    """The slice with what was read for its entries; what went in the meantime is left out."""
    there = [(each, cursor) for each, cursor in zip(found, keys.cursors, strict=True) if each is not None]
    items, cursors = tuple(each for each, _ in there), tuple(cursor for _, cursor in there)
    return Slice(items, cursors, keys.total, keys.has_next, keys.has_previous)


def _from_the_end(store: Store, targets: Targets, paths: Sequence[str], scope: Scope, page: Page) -> list[Slice[Key]]:
    found = store.incoming(targets, paths, scope, first=LONGEST, count=True)
    if page.before is None and any((keys.total or 0) > LONGEST for keys in found):
        raise InvalidCursor(
            f"A list of more than {LONGEST} entries can't be read from its end.", hint="Read it from the front."
        )
    return [sliced(keys.keys, lambda key: f"{key.graph} {key.iri}", page) for keys in found]


def _slice(found: KeyPage, page: str | None, start: int, size: int, *, has_previous: bool) -> Slice[Key]:
    keys = found.keys[start : start + size]
    return Slice(
        items=tuple(keys),
        cursors=tuple(_write(_Place(page, at, _mark(key))) for at, key in enumerate(keys, start)),
        total=found.total or 0,
        has_next=len(found.keys) > start + size,
        has_previous=has_previous,
    )


def _behind(found: KeyPage, place: _Place) -> int:
    for at, key in enumerate(found.keys):
        if _mark(key) == place.mark:
            return at + 1
    return min(place.at, len(found.keys))


def _mark(key: Key) -> str:
    return opaque_id(f"{key.graph} {key.iri}")[:8]


def _size(wanted: int | None) -> int:
    return min(LONGEST, max(0, 20 if wanted is None else wanted))


def _write(place: _Place) -> str:
    text = f"{place.at} {place.mark} {place.page or ''}"
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(cursor: str) -> _Place:
    try:
        text = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode("ascii")
        at, mark, page = text.split(" ")
        place = _Place(page or None, int(at), mark)
    except ValueError:
        place = _Place(None, -1, "")
    if not 0 <= place.at <= LONGEST * 2:
        raise InvalidCursor("This page marker is none of ours.")
    return place
