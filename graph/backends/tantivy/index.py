"""Search as services see it, answered from the newest commit of the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Final

import orjson
import tantivy

from graph.backends.tantivy.collapsing import Found, Once, page_once, stocked
from graph.backends.tantivy.conditions import condition_query
from graph.backends.tantivy.facets import counted, filter_queries, selections, unscored
from graph.backends.tantivy.highlight import highlights
from graph.backends.tantivy.paging import Place, page_of, question_mark, read_cursor, write_cursor
from graph.backends.tantivy.query import joined, query_of, tells_mark, words_of
from graph.backends.tantivy.scanning import scan
from graph.backends.tantivy.schema import PLAIN, document_id, mark_of, one_of
from graph.backends.tantivy.snapshot import DAMAGED, Snapshot, Snapshots
from graph.backends.tantivy.spelling import better_spelling
from graph.backends.tantivy.suggest import suggestions
from graph.backends.tantivy.terms import answer, vocabularies
from graph.store.errors import ProjectionUnavailable
from graph.store.finding import Scanned, ScanQuery
from graph.store.search import Facet, FacetField, Hit, SearchAnswer, SearchKind, SearchQuery, Suggestion
from graph.store.terms import NETWORK, TermAnswer, TermQuery

_MISSING: Final = "There is no search index here, or it is being made."


class TantivySearch:
    """Answers from the index in `directory`, which another process may be writing."""

    def __init__(self, directory: Path) -> None:
        self._snapshots = Snapshots(directory)

    def position(self) -> int:
        """The last event whose effect a search sees."""
        found = self._snapshots.newest()
        return found.position if found is not None else 0

    def search(self, query: SearchQuery) -> SearchAnswer:
        """The hits of one question. Raises `InvalidCursor` or `ProjectionUnavailable`, never on odd text."""
        mark = question_mark(query)
        snapshot = self._snapshots.newest()
        if not query.owners or not query.kinds:
            for cursor in (query.after, query.before):
                if cursor:
                    read_cursor(mark, cursor)
            return SearchAnswer((), 0, position=0 if snapshot is None else snapshot.position)
        if snapshot is None or not snapshot.position:
            raise ProjectionUnavailable(_MISSING)
        try:
            return _answer(snapshot, query, mark)
        except ValueError as error:
            raise ProjectionUnavailable(DAMAGED) from error

    def suggest(
        self, text: str, owners: frozenset[str], kinds: Sequence[SearchKind], first: int
    ) -> tuple[Suggestion, ...]:
        """Completions of `text`, most used first. Raises `ProjectionUnavailable`."""
        with _read(self._snapshots) as searcher:
            return suggestions(searcher, text, owners, kinds, first)

    def scan(self, query: ScanQuery) -> tuple[Scanned, ...]:
        """A stretch of an alphabetical list. Raises `ProjectionUnavailable`."""
        with _read(self._snapshots) as searcher:
            return scan(searcher, query)

    def terms(self, query: TermQuery) -> TermAnswer:
        """A page of terms. Raises `InvalidCursor` or `ProjectionUnavailable`."""
        with _read(self._snapshots) as searcher:
            return answer(searcher, query)

    def vocabularies(self, owners: frozenset[str]) -> dict[str, int]:
        """Every vocabulary of the terms these owners have, and how many terms it has."""
        with _read(self._snapshots) as searcher:
            return vocabularies(searcher, owners)


@contextmanager
def _read(snapshots: Snapshots) -> Iterator[tantivy.Searcher]:
    """The newest commit. Raises `ProjectionUnavailable`, also for what breaks while it is read."""
    snapshot = snapshots.newest()
    if snapshot is None or not snapshot.position:
        raise ProjectionUnavailable(_MISSING)
    try:
        yield snapshot.searcher
    except ValueError as error:
        raise ProjectionUnavailable(DAMAGED) from error


def _answer(snapshot: Snapshot, query: SearchQuery, mark: str) -> SearchAnswer:
    facets, total = _facets(snapshot, query)
    if total is not None and query.first <= 0 and query.after is None and query.before is None:
        found = Once((), total, has_next=bool(total))
    elif query.once and query.first > 0:
        within = partial(_within, snapshot, query)
        found = page_once(snapshot.searcher, _matching(snapshot, query), within, query, mark)
    else:
        page = page_of(snapshot.searcher, _matching(snapshot, query), query, mark)
        hits = stocked(snapshot.searcher, page.hits, query.owners)
        found = Once(tuple(hits), page.total, page.has_next, page.has_previous)
    words = frozenset(words_of(query.text)) if query.text else frozenset()
    return SearchAnswer(
        hits=tuple(_hits(snapshot.searcher, found.hits, words if query.highlights else frozenset(), mark)),
        total=found.total,
        has_next=found.has_next,
        has_previous=found.has_previous,
        facets=facets,
        did_you_mean=_spelling(snapshot, query) if found.total == 0 and words else (),
        position=snapshot.position,
        works=found.works,
        reached=None if found.reached is None else write_cursor(mark, found.reached),
    )


def _matching(snapshot: Snapshot, query: SearchQuery, *, without: FacetField | None = None) -> tantivy.Query:
    """Everything that answers the question, the wall first; `without` leaves one facet's selection out."""
    marks = _marks(query)
    of_works = marks == [PLAIN] and tells_mark(query.text)  # as words are marked, no kind has to be looked at
    parts = [*_readable(snapshot, query, of_works=of_works), *filter_queries(query, without=without)]
    text = query_of(query.text, marks)
    if text is not None:
        parts.append((tantivy.Occur.Must, text))
    if query.where is not None:
        parts.append((tantivy.Occur.Must, condition_query(query.where, marks)))
    return joined(parts)


def _within(snapshot: Snapshot, query: SearchQuery) -> tantivy.Query:
    """Everything that passes the filters, whatever was typed."""
    return tantivy.Query.boolean_query([*_readable(snapshot, query), *filter_queries(query)])


def _marks(query: SearchQuery) -> list[str]:
    return sorted({mark_of(kind.value) for kind in query.kinds})


def _readable(
    snapshot: Snapshot, query: SearchQuery, *, of_works: bool = False
) -> list[tuple[tantivy.Occur, tantivy.Query]]:
    """The wall, and the kinds, unless all else finds works alone (`of_works`)."""
    kinds = [kind.value for kind in query.kinds]
    if query.among is None:
        parts = snapshot.wall(query.owners, kinds)
    else:  # a document's id begins with its owner: to gather all that is theirs would take longer than all else
        parts = [(tantivy.Occur.Must, unscored(_among(query.among, query.owners)))]
    if not of_works:
        parts.append((tantivy.Occur.Must, unscored(one_of("kind", kinds))))
    tenants = {each for each in query.owners if not each.startswith(NETWORK)}
    # Who has something of what a network shares stands for it.
    if len(tenants) < len(query.owners) and (layered := tenants & snapshot.layered):
        parts.append((tantivy.Occur.MustNot, one_of("layered", layered)))
    return parts


def _among(iris: frozenset[str], owners: frozenset[str]) -> tantivy.Query:
    """The wall where resources are named: the documents of these owners about them. What a library describes is called
    after it.
    """
    wanted = [document_id(owner, iri) for owner, iri in _described(iris, owners)]
    return one_of("id", wanted) if wanted else tantivy.Query.empty_query()


def _described(iris: frozenset[str], owners: frozenset[str]) -> Iterator[tuple[str, str]]:
    return ((owner, iri) for iri in iris for owner in (owners.intersection(iri.split("/")) or owners))


def _score(place: Place) -> float:
    return place.value if isinstance(place.value, float) else 0.0


def _facets(snapshot: Snapshot, query: SearchQuery) -> tuple[tuple[Facet, ...], int | None]:
    """The facets in the order asked: those in which nothing is selected are counted together, and with them how many
    hits there are.
    """
    chosen = selections(query.filters)
    together = [each for each in query.facets if each not in chosen]
    found: dict[FacetField, Facet] = {}
    total = None
    if together:
        found, total = counted(snapshot, _matching(snapshot, query), query, together)
    for each in query.facets:
        if each in chosen:
            found |= counted(snapshot, _matching(snapshot, query, without=each), query, [each])[0]
    return tuple(found[each] for each in query.facets), total


def _spelling(snapshot: Snapshot, query: SearchQuery) -> tuple[str, ...]:
    readable = tantivy.Query.boolean_query(_readable(snapshot, query))
    return better_spelling(snapshot.searcher, query.text, words_of(query.text), readable, _marks(query))


def _hits(searcher: tantivy.Searcher, found: Sequence[Found], words: frozenset[str], mark: str) -> Iterator[Hit]:
    for each in found:
        shown = orjson.loads(str(searcher.doc(each.address).get_first("shown")))
        yield Hit(
            iri=shown["i"],
            kind=SearchKind(shown["k"]),
            owner=shown["o"],
            score=_score(each.place),
            cursor=write_cursor(mark, each.place),
            label=shown["l"],
            highlights=highlights(shown, words) if words else (),
            copies=each.copies,
        )
