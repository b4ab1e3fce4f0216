"""Which indexes there are, what each means here, and what a query in CQL is as a search."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.protocols.sru import diagnostics as wrong
from app.protocols.sru.cql import Both, Query, Sorting, Tree
from app.protocols.sru.diagnostics import SearchRefused
from graph.store.finding import Condition, Everything, Join, Joined, Match, Words, Years
from graph.store.search import SearchSort

SETS: Final[Mapping[str, str]] = {
    "cql": "info:srw/cql-context-set/1/cql-v1.2",
    "dc": "info:srw/cql-context-set/1/dc-v1.1",
    "bath": "http://zing.z3950.org/cql/bath/2.0/",
    "rec": "info:srw/cql-context-set/2/rec-1.1",
    "bib": "info:srw/cql-context-set/1/bib-v1",
}
"""The context sets by the prefix that they have here."""
ANYWHERE: Final = "anywhere"
YEAR: Final = "year"
EVERYTHING: Final = "everything"


@dataclass(frozen=True, slots=True)
class Index:
    """An index: its name, what a person calls it, where it looks, whether it can be scanned, and a query as example."""

    name: str
    title: str
    field: str
    example: str
    scans: bool = False


INDEXES: Final = (
    Index("cql.serverChoice", "Anywhere", ANYWHERE, 'cql.serverChoice = "war"'),
    Index("cql.anywhere", "Anywhere", ANYWHERE, 'cql.anywhere all "tolstoy war"'),
    Index("cql.keywords", "Anywhere", ANYWHERE, 'cql.keywords any "war nothing"'),
    Index("cql.allRecords", "All records", EVERYTHING, "cql.allRecords = 1"),
    Index("dc.title", "Title", "title", 'dc.title = "war and peace"', scans=True),
    Index("dc.creator", "Author", "author", "dc.creator = tolstoy", scans=True),
    Index("dc.contributor", "Author or contributor", "author", "dc.contributor = tolsto*", scans=True),
    Index("dc.subject", "Subject", "subject", "dc.subject = whal*", scans=True),
    Index("dc.publisher", "Publisher", "publisher", 'dc.publisher any "press vintage"'),
    Index("dc.date", "Year of publication", YEAR, 'dc.date within "1800 2030"'),
    Index("dc.language", "Language", "language", "dc.language = eng"),
    Index("dc.identifier", "Identifier of any kind", "number", "dc.identifier = 9781400079988"),
    Index("bath.isbn", "ISBN", "isbn", 'bath.isbn = "978-1-4000-7998-8"'),
    Index("bath.issn", "ISSN", "issn", "bath.issn = 0000-0000"),
    Index("bath.lccn", "LCCN", "lccn", "bath.lccn = 2004000000"),
    Index("bib.titleSeries", "Series", "series", "bib.titleSeries = classics"),
    Index("rec.identifier", "Control number", "number", "rec.identifier = b1"),
)
_BY_NAME: Final = {each.name.lower(): each for each in INDEXES}
_SHORT: Final = {
    "": "cql.serverchoice", "any": "cql.anywhere", "keyword": "cql.anywhere", "title": "dc.title",
    "author": "dc.creator", "creator": "dc.creator", "subject": "dc.subject", "publisher": "dc.publisher",
    "date": "dc.date", "year": "dc.date", "language": "dc.language", "isbn": "bath.isbn", "issn": "bath.issn",
    "lccn": "bath.lccn", "serverchoice": "cql.serverchoice", "allrecords": "cql.allrecords", "anywhere": "cql.anywhere",
    "dc.author": "dc.creator", "bath.name": "dc.contributor", "bath.personalname": "dc.contributor",
    "bath.title": "dc.title", "bath.keytitle": "dc.title", "bath.subject": "dc.subject", "bath.any": "cql.anywhere",
}  # fmt: skip
"""Other names of indexes."""
_TEXTS: Final = frozenset({ANYWHERE, "title", "author", "subject", "series", "publisher"})
_MATCHES: Final = {
    "=": Match.TOGETHER, "scr": Match.TOGETHER, "==": Match.TOGETHER, "exact": Match.TOGETHER, "adj": Match.TOGETHER,
    "all": Match.ALL, "any": Match.ANY,
}  # fmt: skip
_SORTS: Final[Mapping[str, tuple[SearchSort, SearchSort | None]]] = {
    "dc.title": (SearchSort.TITLE, None),
    "dc.date": (SearchSort.DATE_OLDEST, SearchSort.DATE_NEWEST),
}
"""The order by an index, and the opposite one where there is one."""
_YEAR: Final = re.compile(r"(\d{4})(?:-\d\d){0,2}")
_MARKS: Final = re.compile(r"\\(.)|([*?^])", re.DOTALL)
_SHORTEST: Final = 2
MOST_MASKED: Final = 4


def index_of(name: str, prefixes: Mapping[str, str]) -> Index:
    """The index of a name, whose prefix may have been given to another set. Raises `SearchRefused`."""
    prefix, dot, local = name.rpartition(".")
    uri = prefixes.get(prefix.lower())
    if uri is not None:
        known = {value.lower(): key for key, value in SETS.items()}.get(uri.lower())
        if known is None:
            raise SearchRefused(wrong.CONTEXT_SET, uri)
        name = f"{known}.{local}" if local else name
    elif dot and prefix.lower() not in SETS:
        raise SearchRefused(wrong.CONTEXT_SET, prefix)
    name = name.lower()
    found = _BY_NAME.get(_SHORT.get(name, name))
    if found is None:
        raise SearchRefused(wrong.INDEX, name)
    return found


def condition_of(tree: Tree) -> Condition:
    """What a query looks for. Raises `SearchRefused`."""
    found = _condition(tree)
    if _masked(found) > MOST_MASKED:
        raise SearchRefused(wrong.TOO_MANY_MASKS, f"at most {MOST_MASKED} in a query")
    return found


def _masked(condition: Condition) -> int:
    """How many terms are only begun: each is looked for under every word that begins so."""
    if isinstance(condition, Joined):
        return _masked(condition.left) + _masked(condition.right)
    return isinstance(condition, Words) and condition.begins


def _condition(tree: Tree) -> Condition:
    if isinstance(tree, Both):
        return Joined(Join(tree.how), _condition(tree.left), _condition(tree.right))
    index = index_of(tree.index, tree.prefixes)
    if tree.modifiers:
        raise SearchRefused(wrong.RELATION_MODIFIER, tree.modifiers[0])
    relation = tree.relation.removeprefix("cql.")
    if index.field == EVERYTHING:
        return Everything()
    if index.field == YEAR:
        return _years(relation, tree.term)
    match = _MATCHES.get(relation)
    if match is None:
        number = wrong.RELATION_AND_INDEX if relation in {"<", ">", "<=", ">=", "within"} else wrong.RELATION
        raise SearchRefused(number, relation)
    text, begins = _unmasked(tree.term)
    if begins and index.field not in _TEXTS:
        raise SearchRefused(wrong.MASKING, tree.term)
    return Words(text, None if index.field == ANYWHERE else index.field, match, begins)


def sort_of(query: Query) -> SearchSort:
    """The order that a query asks for; by relevance where it asks for none. Raises `SearchRefused`."""
    if not query.sorting:
        return SearchSort.RELEVANCE
    first, *more = query.sorting
    if more:
        raise SearchRefused(wrong.SORT, "by one index alone")
    return sort_by(first)


def sort_by(key: Sorting) -> SearchSort:
    """The order by an index. Raises `SearchRefused`."""
    ascending, descending = _SORTS.get(index_of(key.index, {}).name, (None, None))
    found = descending if any("descending" in each for each in key.modifiers) else ascending
    if found is None:
        raise SearchRefused(wrong.SORT, " ".join((key.index, *key.modifiers)))
    return found


def _unmasked(term: str) -> tuple[str, bool]:
    """The text of a term, and whether its last word is only begun (`whal*`). Raises `SearchRefused`."""
    begins = False
    made, end = [], 0
    for found in _MARKS.finditer(term):
        made.append(term[end : found.start()])
        end = found.end()
        if found[1] is not None:
            made.append(found[1])
        elif found[2] == "^":
            raise SearchRefused(wrong.ANCHORING, term)
        elif found[2] == "?" or end != len(term):
            raise SearchRefused(wrong.MASKING, "only * at the end of a term")
        else:
            begins = True
    text = "".join([*made, term[end:]])
    if not text.strip():
        raise SearchRefused(wrong.EMPTY_TERM)
    if (begins and len(text.split()[-1]) < _SHORTEST) or (begins and text[-1:].isspace()):
        raise SearchRefused(wrong.MASKED_TOO_SHORT, term)
    return text, begins


def _years(relation: str, term: str) -> Years:
    """The years that a relation to dates means. Raises `SearchRefused`."""
    years = []
    for word in term.split():
        found = _YEAR.fullmatch(word)
        if found is None:
            raise SearchRefused(wrong.TERM_FORMAT, term)
        years.append(int(found[1]))
    if relation == "within" and len(years) == 2:
        return Years(years[0], years[1])
    if len(years) != 1 or relation == "within":
        raise SearchRefused(wrong.TERM_FORMAT, term)
    (year,) = years
    spans = {
        "=": (year, year), "==": (year, year), "exact": (year, year), "scr": (year, year), "any": (year, year),
        "all": (year, year), "<": (0, year - 1), "<=": (0, year), ">": (year + 1, 9999), ">=": (year, 9999),
    }  # fmt: skip
    if relation not in spans:
        raise SearchRefused(wrong.RELATION_AND_INDEX, relation)
    return Years(*spans[relation])
