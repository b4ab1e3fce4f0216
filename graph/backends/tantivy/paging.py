"""Pages of hits that stay put while the index changes: a cursor says after which document to go on, not after how many.

A cursor holds the document's place in the order (its sort value, or its score), its number, and its rank when it was
seen. The rank only tells where to look first; what decides is the place.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final, NamedTuple

import orjson
import tantivy

from graph.backends.tantivy.schema import SORTS, matched
from graph.store.errors import InvalidCursor
from graph.store.search import SearchQuery, SearchSort

_AROUND: Final = 32
"""How far a document may have moved without a second look."""

_WIDER: Final = 16
_FOREIGN: Final = "This page marker belongs to another search."


class Place(NamedTuple):
    """Where a hit stands: `value` its sort text or score, `number` the document's own, `rank` how many came before."""

    value: str | float
    number: int
    rank: int


class Stretch(NamedTuple):
    """Hits in order from rank `start` on, as columns: the value that each stands by, its own number, where it is;
    `total` counts all that match.
    """

    start: int
    values: list[str | float]
    numbers: list[int]
    addresses: list[tantivy.DocAddress]
    total: int

    def place(self, at: int) -> Place:
        """Where the hit `at` stands."""
        return Place(self.values[at], self.numbers[at], self.start + at)

    def places(self) -> list[Place]:
        """Where each stands."""
        return [self.place(at) for at in range(len(self.numbers))]


@dataclass(frozen=True, slots=True)
class Ranked:
    """Hits in order with where each stands; `total` counts all that match."""

    hits: tuple[tuple[Place, tantivy.DocAddress], ...]
    total: int
    has_next: bool
    has_previous: bool = False


def question_mark(query: SearchQuery) -> str:
    """What binds a cursor to its question: the same words, filters and order."""
    parts = orjson.dumps(
        [
            query.text,
            sorted(kind.value for kind in query.kinds),
            [[each.field.value, sorted(each.any_of), sorted(each.none_of)] for each in query.filters],
            query.available_only,
            query.sort.value,
            *([] if query.where is None else [repr(query.where)]),
        ]
    )
    return blake2b(parts, digest_size=6).hexdigest()


def write_cursor(mark: str, place: Place) -> str:
    """The opaque text of a place."""
    return urlsafe_b64encode(orjson.dumps([mark, place.value, place.number, place.rank])).decode().rstrip("=")


def read_cursor(mark: str, cursor: str) -> Place:
    """The place a cursor stands for. Raises `InvalidCursor` for one of another question, or of nobody's."""
    try:
        found = orjson.loads(urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
        theirs, value, number, rank = found
        place = Place(value, int(number), max(int(rank), 0))
        valid = theirs == mark and isinstance(value, str | float) and place.rank < 2**40
    except (ValueError, TypeError):
        valid = False
    if not valid:
        raise InvalidCursor(_FOREIGN)
    return place


def part_and_place(mark: str, cursor: str, parts: int) -> tuple[int, Place]:
    """The place a cursor stands for in a list of several parts, and which part that is. Raises `InvalidCursor`."""
    for part in range(parts):
        with suppress(InvalidCursor):
            return part, read_cursor(f"{mark}{part}", cursor)
    raise InvalidCursor(_FOREIGN)


def page_of(searcher: tantivy.Searcher, found: tantivy.Query, query: SearchQuery, mark: str) -> Ranked:
    """The page `query` asks for among the documents of `found`."""
    window = Window(searcher, found, sort_field(query))
    first = max(query.first, 0)
    if query.before is not None:
        return window.before(read_cursor(mark, query.before), first) if query.before else window.last(first)
    if query.after is not None:
        return window.after(read_cursor(mark, query.after), first)
    return window.page(query.offset, first)


def sort_field(query: SearchQuery) -> str | None:
    """The field that hits are ordered by; None where it is how well they match."""
    if query.sort is SearchSort.RELEVANCE:
        # Without words every document is as relevant as any other: the newest first says more than chance.
        return None if query.text.strip() or query.where is not None else SORTS[SearchSort.RECENTLY_ADDED]
    return SORTS[query.sort]


class Window:
    """Part of the ranked hits, fetched around where a document is expected."""

    def __init__(self, searcher: tantivy.Searcher, query: tantivy.Query, field: str | None) -> None:
        self._searcher, self._query, self._field = searcher, query, field

    def page(self, start: int, size: int) -> Ranked:
        """`size` hits from rank `start` on."""
        found = self.stretch(start, size)
        hits = tuple(zip(found.places(), found.addresses, strict=True))
        return Ranked(hits, found.total, start + len(hits) < found.total, start > 0 and found.total > 0)

    def after(self, place: Place, size: int) -> Ranked:
        """The hits that follow `place`."""
        return self.page(self.rank_after(place), size)

    def before(self, place: Place, size: int) -> Ranked:
        """The last `size` hits that stand before `place`."""
        end = self.rank_after(place, including=True)
        start = max(end - size, 0)
        found = self.page(start, end - start)
        return found if end > start else Ranked((), found.total, found.total > 0, has_previous=False)

    @property
    def total(self) -> int:
        """How many hits there are."""
        return self.stretch(0, 0).total

    def last(self, size: int) -> Ranked:
        """The last `size` hits."""
        return self.page(max(self.total - size, 0), size)

    def rank_after(self, place: Place, *, including: bool = False) -> int:
        """How many hits stand before `place` (`including`) or up to it."""
        around = _AROUND
        while True:
            low = max(place.rank - around, 0)
            found = self.stretch(low, place.rank - low + around)
            places = found.places()
            index = self._boundary(places, place, including=including)
            from_start, to_end = low == 0, low + len(places) >= found.total
            if (index > 0 or from_start) and (index < len(places) or to_end):
                return low + index
            around *= _WIDER

    def _boundary(self, places: Sequence[Place], place: Place, *, including: bool) -> int:
        if self._field is None:
            for index, each in enumerate(places):
                if each.number == place.number:
                    return index if including else index + 1
        for index, each in enumerate(places):
            if self._follows(each, place, including=including):
                return index
        return len(places)

    def _follows(self, each: Place, place: Place, *, including: bool) -> bool:
        if each.value == place.value:
            return including or (self._field is None and each.number != place.number)
        if isinstance(each.value, str):
            return each.value > str(place.value)
        return isinstance(place.value, float) and each.value < place.value

    def stretch(self, start: int, size: int) -> Stretch:
        """`size` hits from rank `start` on, as columns."""
        if self._field is None:
            result = self._searcher.search(self._query, max(size, 1), offset=start, weight_by_field="prior")
            hits = result.hits[:size]
            values: list[str | float] = [value for value, _ in hits]
        else:
            result = self._searcher.search(
                self._query, max(size, 1), offset=start, order_by_field=self._field, order=tantivy.Order.Asc
            )
            hits = result.hits[:size]
            values = [str(value) for value, _ in hits]
        addresses = [address for _, address in hits]
        numbers = self._searcher.fast_field_values("hash", addresses) if addresses else []
        return Stretch(start, values, [int(each or 0) for each in numbers], addresses, matched(result))
