"""Headings without an authority: what a library's descriptions name and nobody described, with the nearest authorities.

The index lists the headings in use, the store tells which of them lead to an authority. A candidate has the heading's
words, or words that differ in a letter or two, in its label or in another form of its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from graph.authorities.looking_up import LookUp, LookUpService, Term, TermKind
from graph.catalogue.headings import ALL_PATHS, HeadingReader, urn_of
from graph.catalogue.model import Heading
from graph.catalogue.resources import ResourceReader
from graph.store.port import Store
from graph.store.scope import Scope
from graph.store.search import SearchIndex, SearchKind, SearchQuery, SearchSort
from graph.store.terms import TermMatch, owners_of
from mappings.bibframe import read
from mappings.text import anchored, tokens

_AT_ONCE: Final = 100
_ROUNDS: Final = 10
"""Looks into the index for one page: a library all of whose headings have an authority is not gone through at once."""
_SOUGHT: Final = 20
_SHORTEST: Final = 4
_WORDS: Final = 3
_LEAST: Final = 0.5
_KINDS: Final[dict[str, tuple[TermKind, ...]]] = {
    "agents": (TermKind.AGENT,),
    "places": (TermKind.PLACE,),
    "genres": (TermKind.GENRE_FORM,),
    "hubs": (TermKind.WORK,),
    "subjects": (TermKind.TOPIC, TermKind.PERIOD),
}
"""Kind of heading → what may be its authority."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An authority that may be meant: `likeness` from 0 to 1 is that of the form that is most alike."""

    term: Term
    likeness: float


@dataclass(frozen=True, slots=True)
class BareHeadings:
    """A page of headings without an authority. `after` continues; None at the end."""

    headings: tuple[Heading, ...] = ()
    after: str | None = None


class HeadingReporter:
    """Reports on headings."""

    def __init__(self, store: Store, index: SearchIndex, look_up: LookUpService) -> None:
        self._store, self._index, self._look_up = store, index, look_up
        self._headings = HeadingReader(store, ResourceReader(store))

    def bare(self, tenant: str, scope: Scope, first: int, after: str | None = None) -> BareHeadings:
        """Headings of a library that lead to no authority the scope reads, in the order of their labels: `first` at
        most, and fewer where a thousand were looked at. Raises `InvalidCursor`, `ProjectionUnavailable`.
        """
        found: list[Heading] = []
        owners = owners_of(scope) & {tenant}
        for _ in range(_ROUNDS):
            question = SearchQuery(
                owners,
                kinds=frozenset({SearchKind.AGENT, SearchKind.CONCEPT}),
                sort=SearchSort.TITLE,
                first=_AT_ONCE,
                after=after,
                highlights=False,
            )
            answer = self._index.search(question)
            known = self._headings.headings([hit.iri for hit in answer.hits], scope) if answer.hits else []
            for hit, heading in zip(answer.hits, known, strict=True):
                if len(found) == first:
                    return BareHeadings(tuple(found), after)
                after = hit.cursor
                if heading is not None and heading.resource is None:
                    found.append(heading)
            if not answer.has_next:
                return BareHeadings(tuple(found))
        return BareHeadings(tuple(found), after)

    def usage(self, headings: Sequence[Heading], scope: Scope) -> list[int]:
        """Per heading, how many descriptions name it, or an equal one. One call."""
        names = [tuple(each for each in (heading.iri, urn_of(heading)) if each) for heading in headings]
        pages = self._store.incoming(names, ALL_PATHS, scope, first=1, count=True)
        return [page.total or 0 for page in pages]

    def candidates(self, headings: Sequence[Heading], scope: Scope, first: int) -> list[list[Candidate]]:
        """Per heading, the authorities that may be meant, the most alike first."""
        asked = {each.iri: wanted for each in headings if (wanted := _sought(each)) is not None}
        found = dict(zip(asked, self._look_up.look_up_many(list(asked.values()), scope), strict=True))
        return [_nearest(each, found[each.iri].items)[:first] if each.iri in found else [] for each in headings]


def _sought(heading: Heading) -> LookUp | None:
    """What to look up for a heading: its first longer words; None where it has none."""
    words = [word for word in tokens(heading.label) if len(word) >= _SHORTEST and not word.isdecimal()]
    kinds = _KINDS.get(heading.kind, (TermKind.SUBJECT,))
    return LookUp(" ".join(words[:_WORDS]), TermMatch.FUZZY, kinds, first=_SOUGHT) if words else None


def _nearest(heading: Heading, terms: Sequence[Term]) -> list[Candidate]:
    rated = [
        Candidate(term, _likeness(heading.label, term))
        for term in terms
        if term.iri != heading.iri and not term.replaced
    ]
    likely = [each for each in rated if each.likeness >= _LEAST]
    return sorted(likely, key=lambda each: (-each.likeness, each.term.label.value))


def _likeness(label: str, term: Term) -> float:
    """How alike a heading is to the form of a term's name that is most alike."""
    wanted = anchored(label)
    forms = [text.value for text in (*term.labels, *read.variants(term.node))]
    return max((round(_alike(wanted, anchored(each)), 2) for each in forms), default=0.0)


def _alike(left: str, right: str) -> float:
    """0.9 and more where one begins the other (dates are what is often added); else by the letters in common."""
    if left and right and (right.startswith(left) or left.startswith(right)):
        return 0.9 + 0.1 * min(len(left), len(right)) / max(len(left), len(right))
    return SequenceMatcher(None, left, right).ratio()
