"""“Did you mean”: for a word no document has, the nearest word that readable documents do have."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

import tantivy

from graph.backends.tantivy.schema import schema

_FIELDS: Final = ("title", "author", "subject")
_SHORTEST: Final = 4
_BEGIN: Final = 2
_MOST_TERMS: Final = 2000


def better_spelling(
    searcher: tantivy.Searcher, text: str, words: Sequence[str], readable: tantivy.Query, marks: Sequence[str]
) -> tuple[str, ...]:
    """The text with its unknown words replaced, or nothing. Only words of readable documents are ever proposed."""
    changed = [_nearest(searcher, word, readable, marks) or word for word in words]
    if changed == list(words) or not text.strip():
        return ()
    return (" ".join(changed),)


def _nearest(searcher: tantivy.Searcher, word: str, readable: tantivy.Query, marks: Sequence[str]) -> str | None:
    if len(word) < _SHORTEST or not word.isalpha() or _known(searcher, word, readable, marks):
        return None
    allowed = 1 if len(word) < 6 else 2
    best: tuple[int, int, str] | None = None
    for field, mark in product(_FIELDS, marks):
        for found, uses in searcher.terms_with_prefix(field, mark + word[:_BEGIN], readable, _MOST_TERMS):
            term = found.removeprefix(mark)
            if uses and abs(len(term) - len(word)) <= allowed:
                distance = _distance(word, term, allowed)
                if distance <= allowed and (best is None or (distance, -uses) < best[:2]):
                    best = (distance, -uses, term)
    return best[2] if best is not None else None


def _known(searcher: tantivy.Searcher, word: str, readable: tantivy.Query, marks: Sequence[str]) -> bool:
    anywhere = [
        (tantivy.Occur.Should, tantivy.Query.term_query(schema(), field, mark + word))
        for field, mark in product((*_FIELDS, "rest"), marks)
    ]
    query = tantivy.Query.boolean_query(
        [(tantivy.Occur.Must, tantivy.Query.boolean_query(anywhere)), (tantivy.Occur.Must, readable)]
    )
    return bool(searcher.search(query, 1, count=False).hits)


def _distance(left: str, right: str, limit: int) -> int:
    """Edits between two words, a swap of neighbours being one; more than `limit` is not told apart."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for at, mine in enumerate(left, 1):
        new = [at]
        for to, theirs in enumerate(right, 1):
            cost = min(row[to] + 1, new[to - 1] + 1, row[to - 1] + (mine != theirs))
            if at > 1 and to > 1 and mine == right[to - 2] and left[at - 2] == theirs:
                cost = min(cost, before[to - 2] + 1)
            new.append(cost)
        if min(new) > limit:
            return limit + 1
        before, row = row, new
    return row[-1]
