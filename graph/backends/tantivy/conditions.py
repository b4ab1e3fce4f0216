"""Questions that were put together, as queries of the index."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import tantivy

from graph.backends.tantivy.query import MOST_WORDS, NUMBERS, identified, numbers, words_query
from graph.backends.tantivy.schema import FACETS, SORTS, TEXT_FIELDS, schema
from graph.store.finding import Condition, Everything, Join, Joined, Words, Years
from graph.store.search import FacetField, SearchSort
from mappings.text import fold, tokens

_OCCURS: Final = {
    Join.AND: (tantivy.Occur.Must, tantivy.Occur.Must),
    Join.OR: (tantivy.Occur.Should, tantivy.Occur.Should),
    Join.NOT: (tantivy.Occur.Must, tantivy.Occur.MustNot),
}


def condition_query(condition: Condition, marks: Sequence[str]) -> tantivy.Query:
    """The documents, with words of these marks, for which a condition holds."""
    match condition:
        case Joined(how, left, right):
            sides = zip(_OCCURS[how], (condition_query(left, marks), condition_query(right, marks)), strict=True)
            return tantivy.Query.boolean_query(list(sides))
        case Words():
            return _words(condition, marks)
        case Years(first, last):
            return _years(first, last)
        case Everything():
            return tantivy.Query.all_query()


def _words(asked: Words, marks: Sequence[str]) -> tantivy.Query:
    if asked.field == "language":
        code = fold(asked.text).strip().rpartition("/")[2]
        return tantivy.Query.term_query(schema(), FACETS[FacetField.LANGUAGE], code)
    if asked.field == "number":
        return numbers([fold(asked.text).strip()])
    if asked.field in NUMBERS:
        return identified(asked.field, asked.text)
    words = tokens(asked.text)[:MOST_WORDS]
    if not words:
        return tantivy.Query.empty_query()
    fields = TEXT_FIELDS if asked.field is None else {asked.field: 1.0}
    return words_query(words, fields, marks, asked.match, begins=asked.begins)


def _years(first: int, last: int) -> tantivy.Query:
    """What came out, as far as its first year tells, within these years."""
    if first > last:
        return tantivy.Query.empty_query()
    pattern = "|".join(f"{each}\x1f.*" for each in between(f"{first:04d}", f"{last:04d}"))
    return tantivy.Query.regex_query(schema(), SORTS[SearchSort.DATE_OLDEST], pattern)


def between(first: str, last: str) -> list[str]:
    """Patterns of the numbers from one to another with as many digits: `1995`, `2003` → `199[5-9]`, `200[0-3]`."""
    if first == last:
        return [first]
    if first[0] == last[0]:
        return [first[0] + each for each in between(first[1:], last[1:])]
    if len(first) == 1:
        return [f"[{first}-{last}]"]
    low, high, length = int(first[0]), int(last[0]), len(first) - 1
    found = [first[0] + each for each in between(first[1:], "9" * length)]
    if high - low > 1:
        found.append(f"[{low + 1}-{high - 1}]" + "[0-9]" * length)
    return found + [last[0] + each for each in between("0" * length, last[1:])]
