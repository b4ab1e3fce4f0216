"""What a person types, as a query of the index.

Words, "quoted phrases", `field:value` and `-word` are understood; everything else is text and nothing is an error.
Every word must be found, in whichever field. Words of Chinese, Japanese and Korean are pairs of characters that must
stand together. A word that reads as an identifier also finds that identifier, however it is spelled.

The words of works are indexed as they are, those of all else with a mark before them: a search for works doesn't pass
over the editions and headings with the same words, of which there are more. So a query names the `marks` it is about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import tantivy

from graph.backends.tantivy.schema import TEXT_FIELDS, schema
from graph.store.finding import Match
from mappings.text import fold, isbn13, issn, lccn, oclc, tokens

_CLAUSE: Final = re.compile(
    r"(?P<minus>-)?(?:(?P<field>[A-Za-z]+):(?=[^\s:]))?(?:\"(?P<phrase>[^\"]*)\"?|(?P<word>[^\s\"]+))"
)
_FIELDS: Final = {
    "title": "title",
    "author": "author",
    "agent": "author",
    "subject": "subject",
    "series": "series",
    "publisher": "publisher",
}
NUMBERS: Final[dict[str, Callable[[str], str | None]]] = {
    "isbn": isbn13,
    "issn": issn,
    "lccn": lccn,
    "oclc": oclc,
    "barcode": str.strip,
    "doi": fold,
}
"""The kinds of identifiers that can be asked for by name, and how each is written alike."""
_CJK_PAIR: Final = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]{1,2}")
MOST_WORDS: Final = 48
"""Words of one question; what is pasted beyond them is left out."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of what was typed: words to be found, together where `phrase`, in `field` where given."""

    words: tuple[str, ...]
    raw: str
    field: str | None = None
    phrase: bool = False
    negated: bool = False


def parse(text: str) -> list[Clause]:
    """The clauses of `text`; a field nobody knows is text like any other."""
    found: list[Clause] = []
    left = MOST_WORDS
    for match in _CLAUSE.finditer(text):
        field = match["field"]
        quoted = match["phrase"] is not None
        raw = match["phrase"] if quoted else match["word"]
        if field is not None and (field := field.lower()) not in _FIELDS and field not in NUMBERS:
            raw, field = f"{match['field']}:{raw}", None
        words = tuple(tokens(raw))[:left]
        left -= len(words)
        if words or (field in NUMBERS and raw):
            cut = len(words) > 1 and any(_CJK_PAIR.fullmatch(word) for word in words)
            found.append(Clause(words, raw, field, quoted or cut, bool(match["minus"])))
    return found


def query_of(text: str, marks: Sequence[str]) -> tantivy.Query | None:
    """The query for `text`; None when nothing was asked. Text without a single word finds nothing."""
    if not text.strip():
        return None
    clauses = parse(text)
    if not clauses:
        return tantivy.Query.empty_query()
    if (number := _whole_number(text)) is not None:
        return number
    parts: list[tuple[tantivy.Occur, tantivy.Query]] = []
    for clause in clauses:
        occur = tantivy.Occur.MustNot if clause.negated else tantivy.Occur.Must
        parts.append((occur, _clause_query(clause, marks)))
    if all(clause.negated for clause in clauses):
        parts.append((tantivy.Occur.Must, tantivy.Query.all_query()))
    plain = [word for each in clauses if not each.negated and each.field is None for word in each.words]
    if len(plain) > 1:
        for mark in marks:
            together = tantivy.Query.phrase_query(schema(), "title", [mark + word for word in plain], slop=2)
            parts.append((tantivy.Occur.Should, tantivy.Query.boost_query(together, 6.0)))
    return joined(parts)


def joined(parts: Sequence[tuple[tantivy.Occur, tantivy.Query]]) -> tantivy.Query:
    """The clauses as one query; a single one that must hold is that itself, a step less for every document."""
    (occur, only), *others = parts
    return tantivy.Query.boolean_query(parts) if others or occur is not tantivy.Occur.Must else only


def tells_mark(text: str) -> bool:
    """Whether whatever `text` finds has a word of it with one of the marks asked for, so that nothing else is found.
    Numbers have no marks, and a character that may be half of a pair is looked for behind any.
    """
    return _whole_number(text) is None and any(map(_tells_mark, parse(text)))


def _tells_mark(clause: Clause) -> bool:
    if clause.negated or clause.field in NUMBERS:
        return False
    may_be_number = clause.field is None and not clause.phrase and any(map(str.isdigit, clause.raw))
    return not may_be_number and any(len(word) > 1 for word in clause.words)


def words_of(text: str) -> list[str]:
    """The words that must be found, for highlights and spelling."""
    return [word for clause in parse(text) if not clause.negated for word in clause.words]


def _whole_number(text: str) -> tantivy.Query | None:
    """An ISBN or ISSN typed with blanks in it."""
    if any(character.isalpha() and character not in "xX" for character in text):
        return None
    for scheme, normalise in (("isbn", isbn13), ("issn", issn)):
        if (normal := normalise(text)) is not None:
            return numbers([f"{scheme}:{normal}"])
    return None


def numbers(values: Sequence[str]) -> tantivy.Query:
    """Documents with one of these identifiers."""
    return tantivy.Query.boost_query(tantivy.Query.term_set_query(schema(), "number", list(values)), 8.0)


def identified(scheme: str, raw: str) -> tantivy.Query:
    """Documents with an identifier of this kind, however it is spelled."""
    normal = NUMBERS[scheme](raw)
    return numbers([f"{scheme}:{normal}"]) if normal else tantivy.Query.empty_query()


def _clause_query(clause: Clause, marks: Sequence[str]) -> tantivy.Query:
    if clause.field in NUMBERS:
        return identified(clause.field, clause.raw)
    fields = TEXT_FIELDS if clause.field is None else {_FIELDS[clause.field]: 1.0}
    found = words_query(clause.words, fields, marks, Match.TOGETHER if clause.phrase else Match.ALL)
    if clause.field is None and not clause.phrase and any(character.isdigit() for character in clause.raw):
        return _best((found, numbers(_spellings(clause.raw))))
    return found


def words_query(
    words: Sequence[str],
    fields: Mapping[str, float],
    marks: Sequence[str],
    match: Match = Match.ALL,
    *,
    begins: bool = False,
) -> tantivy.Query:
    """Documents with words in some fields, each with its weight; with `begins` the last word is only begun."""
    if match is Match.TOGETHER and len(words) > 1:
        return _best(
            tantivy.Query.boost_query(_phrase(name, mark, words, begins=begins), weight)
            for name, weight in fields.items()
            for mark in marks
        )
    occur = tantivy.Occur.Should if match is Match.ANY else tantivy.Occur.Must
    parts = [
        (
            occur,
            _best(_word(name, mark, word, weight, begins=begun) for name, weight in fields.items() for mark in marks),
        )
        for word, begun in _begun(words, begins=begins)
    ]
    return joined(parts) if parts else tantivy.Query.empty_query()


def _begun(words: Sequence[str], *, begins: bool) -> list[tuple[str, bool]]:
    return [(word, begins and at == len(words)) for at, word in enumerate(words, 1)]


def _phrase(field: str, mark: str, words: Sequence[str], *, begins: bool) -> tantivy.Query:
    if not begins:
        return tantivy.Query.phrase_query(schema(), field, [mark + word for word in words])
    patterns = [mark + re.escape(word) + (".*" if begun else "") for word, begun in _begun(words, begins=True)]
    return tantivy.Query.regex_phrase_query(schema(), field, list(patterns))


def _spellings(raw: str) -> list[str]:
    """Every form in which the index may hold this as an identifier."""
    found = {fold(raw)}
    found.update(f"{scheme}:{normal}" for scheme, to_normal in NUMBERS.items() if (normal := to_normal(raw)))
    if (number := lccn(raw)) is not None:
        found.add(number)
    return sorted(found)


def _word(field: str, mark: str, word: str, weight: float, *, begins: bool) -> tantivy.Query:
    if begins:
        return tantivy.Query.boost_query(_beginning(field, mark + word), weight)
    if len(word) == 1 and _CJK_PAIR.fullmatch(word):
        # One character alone: either half of the pairs it is kept in.
        return tantivy.Query.boost_query(
            tantivy.Query.regex_query(schema(), field, f"{mark}{word}.?|{mark}.{word}"), weight
        )
    return tantivy.Query.boost_query(tantivy.Query.term_query(schema(), field, mark + word), weight)


def _beginning(field: str, word: str) -> tantivy.Query:
    return tantivy.Query.regex_query(schema(), field, re.escape(word) + ".*")


def _best(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    """Documents that answer one of these, ranked by the one they answer best."""
    found = list(queries)
    return found[0] if len(found) == 1 else tantivy.Query.disjunction_max_query(found, 0.1)


def beginning(words: Sequence[str], field: str, mark: str) -> tantivy.Query:
    """Documents whose `field` has all words, the last of them perhaps only begun."""
    *whole, last = words
    parts = [(tantivy.Occur.Must, tantivy.Query.term_query(schema(), field, mark + word)) for word in whole]
    return tantivy.Query.boolean_query([*parts, (tantivy.Occur.Must, _beginning(field, mark + last))])
