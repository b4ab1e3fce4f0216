"""A store with vocabularies, and the look-up over it."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from graph.access.model import Actor, operator
from graph.authorities.loading import VocabularyLoader
from graph.authorities.looking_up import LookUp, LookUpService, Term, TermKind
from graph.authorities.model import LoadReport, Shelf
from graph.backends.memory import MemoryStore
from graph.backends.tantivy import SearchFollower, TantivySearch
from graph.store.followed import Freshness
from graph.store.names import Names
from graph.store.port import Store
from graph.store.projector import catch_up
from graph.store.scope import Scope, SystemScope
from graph.store.terms import TermMatch
from graph.tenants.service import TenantService

MADS = "http://www.loc.gov/mads/rdf/v1#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SUBJECTS = "http://id.loc.gov/authorities/subjects"


def topic(number: int, label: str, *more: str, language: str = "en") -> list[str]:
    """The lines of N-Triples of one topic; `more` are further predicates and objects, `{s}` the subject."""
    subject = f"<{SUBJECTS}/sh{number}>"
    return [
        f"{subject} <{RDF}type> <{MADS}Topic> .",
        f"{subject} <{RDF}type> <{MADS}Authority> .",
        f'{subject} <{MADS}authoritativeLabel> "{label}"@{language} .',
        f"{subject} <{MADS}isMemberOfMADSScheme> <{SUBJECTS}> .",
        *(f"{subject} {each} ." for each in more),
    ]


def packed(*lines: str) -> io.BytesIO:
    """Lines as a file packed with gzip."""
    return io.BytesIO(gzip.compress("".join(f"{line}\n" for line in lines).encode()))


@pytest.fixture
def store() -> Iterator[Store]:
    opened = MemoryStore()
    yield opened
    opened.close()


@pytest.fixture
def loader(store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService) -> VocabularyLoader:
    return VocabularyLoader(store, names, clock, tenants)


@pytest.fixture
def bring(loader: VocabularyLoader) -> Callable[..., LoadReport]:
    """Load lines: `bring(*lines, shelf=…, replace=…)`."""

    def load(*lines: str, shelf: Shelf = Shelf(), replace: bool = False) -> LoadReport:  # noqa: B008 - a value
        return loader.load(operator(), shelf, packed(*lines), replace=replace)

    return load


@pytest.fixture
def find(store: Store, tmp_path: Path, scope: Scope) -> Callable[..., list[Term]]:
    """Look up, with the index caught up: `find("cat", match=…, kinds=…)`."""
    follower = SearchFollower(tmp_path / "search", lambda _: True)
    index = TantivySearch(tmp_path / "search")
    service = LookUpService(store, index, Freshness(store, {"search": index.position}, patience_s=0.1))

    def look_up(
        text: str,
        match: TermMatch = TermMatch.LEFT_ANCHORED,
        kinds: tuple[TermKind, ...] = (),
        within: Scope | None = None,
        vocabularies: tuple[str, ...] = (),
    ) -> list[Term]:
        catch_up(follower, store, SystemScope())
        wanted = LookUp(text, match, kinds, vocabularies)
        return list(service.look_up(wanted, within or scope).items)

    look_up.service = service  # type: ignore[attr-defined]
    look_up.follow = lambda: catch_up(follower, store, SystemScope())  # type: ignore[attr-defined]
    return look_up


@pytest.fixture
def cataloguer() -> Actor:
    """Somebody who may do everything in Harbor."""
    return operator("harbor")
