"""Writing a catalogue for other systems of BIBFRAME: what came as RDF in the statements it came in, with what people
changed since, and everything else in the library's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.catalogue.descriptions import without_control_numbers
from graph.catalogue.giving_back import apart, given_back
from graph.catalogue.identity import HeadingNames, body_digest
from graph.catalogue.rdf_describing import Naming, told
from graph.catalogue.rdf_terms import written
from graph.catalogue.resources import REDIRECT
from graph.catalogue.source import DESCRIBES, TYPE, described_by, is_marc, received_of, term_of
from graph.store import walking
from graph.store.model import Document, Key
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.rdf import nquads
from mappings.bibframe.vocabulary import restore

_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Described:
    """One description as it is given away: its addresses here, its lines of N-Quads, and where it came from."""

    iris: tuple[str, ...]
    lines: str
    source: Document | None = None


class Exchange:
    """Gives descriptions away. Everything is streamed, a page at a time."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store, self._names = store, names

    def everything(self, tenant: str, scope: Scope) -> Iterator[Described]:
        """A tenant's catalogue: what came as RDF, then the rest."""
        graph = self._names.graph(tenant, GraphKind.SOURCE)
        for page in walking.pages(self._store, graph, scope, first=_PAGE, type=TYPE):
            sources = [each for each in self._store.read(page, scope) if each is not None and not is_marc(each.body)]
            yield from self._received(tenant, sources, scope)
        catalogue = self._names.graph(tenant, GraphKind.CATALOGUE)
        for page in walking.pages(self._store, catalogue, scope, first=_PAGE):
            came = self._sources(tenant, [key.iri for key in page], scope)
            yield from self._own(tenant, [key for key in page if key.iri not in came], scope)

    def some(self, tenant: str, iris: Iterable[str], scope: Scope) -> Iterator[Described]:
        """These descriptions, each with what it came with."""
        wanted = list(dict.fromkeys(iris))
        came = self._sources(tenant, wanted, scope)
        sources = {each.key: each for each in came.values()}
        yield from self._received(tenant, list(sources.values()), scope)
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        yield from self._own(tenant, [Key(graph, iri) for iri in wanted if iri not in came], scope)

    def _sources(self, tenant: str, iris: Sequence[str], scope: Scope) -> dict[str, Document]:
        """Per description, the source record that came as RDF."""
        if not iris:
            return {}
        graph = self._names.graph(tenant, GraphKind.SOURCE)
        pages = self._store.incoming(iris, (DESCRIBES,), scope, first=50)
        keys = list(dict.fromkeys(key for page in pages for key in page.keys if key.graph == graph))
        read = self._store.read(keys, scope) if keys else []
        there = {each.key: each for each in read if each is not None and TYPE in each.body["@type"]}
        found = {}
        for iri, page in zip(iris, pages, strict=True):
            own = [there[key] for key in page.keys if key in there and not is_marc(there[key].body)]
            if own:
                found[iri] = max(own, key=lambda each: (each.changed, each.key.iri))
        return found

    def _received(self, tenant: str, sources: Sequence[Document], scope: Scope) -> Iterator[Described]:
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        wanted = [each.iri for source in sources for each in described_by(source.body).values()]
        read = self._store.read([Key(graph, iri) for iri in wanted], scope) if wanted else []
        now = {each.key.iri: each.body for each in read if each is not None and REDIRECT not in each.body["@type"]}
        headings = HeadingNames(self._names, tenant)
        for source in sources:
            described = described_by(source.body)
            if described and not any(each.iri in now for each in described.values()):
                continue
            received, record = received_of(source.body), source.key.iri.rpartition("/")[2]
            known = {term_of(part): each.iri for part, each in described.items()}
            untouched = all(
                each.iri in now and body_digest(without_control_numbers(now[each.iri])) == each.digest
                for each in described.values()
            )
            statements = (
                received.statements
                if untouched
                else given_back(received, told(received, record, Naming(headings, known)), now)
            )
            lines = (written(each, received.graph) for each in apart(statements, record))
            yield Described(
                tuple(each.iri for each in described.values()), "".join(f"{each}\n" for each in lines), source
            )

    def _own(self, tenant: str, keys: Sequence[Key], scope: Scope) -> Iterator[Described]:
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        for each in self._store.read(keys, scope) if keys else []:
            if each is not None and REDIRECT not in each.body["@type"]:
                yield Described((each.key.iri,), nquads([restore(each.body)], graph), None)
