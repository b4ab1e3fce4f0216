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
from graph.catalogue.lists import LONGEST
from graph.catalogue.rdf_describing import Naming, told
from graph.catalogue.rdf_terms import written
from graph.catalogue.resources import REDIRECT
from graph.catalogue.source import DESCRIBES, TYPE, described_by, is_marc, received_of, term_of
from graph.store import walking
from graph.store.derive import derive
from graph.store.headings import heading_kind
from graph.store.model import Document, Key
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.rdf import nquads
from mappings.bibframe.vocabulary import restore

_PAGE: Final = 200


@dataclass(frozen=True, slots=True)
class Given:
    """One description as it is given away: its documents here, its lines of N-Quads, and the source record of it where
    it came as RDF. `edited` tells that people changed it since.
    """

    documents: tuple[Document, ...]
    lines: str
    source: Document | None = None
    edited: bool = False


class Exchange:
    """Gives descriptions away. Everything is streamed, a page at a time."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store, self._names = store, names

    def everything(self, tenant: str, scope: Scope, *, as_received: bool = True) -> Iterator[Given]:
        """A tenant's catalogue: what came as RDF, then the rest; or all of it in the library's own words."""
        graph = self._names.graph(tenant, GraphKind.SOURCE)
        for page in walking.pages(self._store, graph, scope, first=_PAGE, type=TYPE) if as_received else ():
            sources = [each for each in self._store.read(page, scope) if each is not None and not is_marc(each.body)]
            yield from self._received(tenant, sources, scope)
        catalogue = self._names.graph(tenant, GraphKind.CATALOGUE)
        for page in walking.pages(self._store, catalogue, scope, first=_PAGE):
            came = self._sources(tenant, [key.iri for key in page], scope) if as_received else {}
            yield from self._own(tenant, [key for key in page if key.iri not in came], scope)

    def some(self, tenant: str, iris: Iterable[str], scope: Scope, *, as_received: bool = True) -> Iterator[Given]:
        """These works, instances and items with all that belongs to them: see `together`."""
        wanted = self.together(tenant, list(dict.fromkeys(iris)), scope)
        came = self._sources(tenant, wanted, scope) if as_received else {}
        sources = {each.key: each for each in came.values()}
        yield from self._received(tenant, list(sources.values()), scope)
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        yield from self._own(tenant, [Key(graph, iri) for iri in wanted if iri not in came], scope)

    def together(self, tenant: str, iris: Sequence[str], scope: Scope) -> list[str]:
        """These resources, the works of instances, the instances of works, the items and holdings of both, and the
        headings they use that have a description of their own. Only what is there. A constant number of calls.
        """
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        found = self._there(graph, iris, scope)
        for paths in (("bf:itemOf", "lsp:holdingsFor"), ("bf:instanceOf",)):
            above = [each["@id"] for one in found.values() for path in paths for each in one.body.get(path, ())]
            found |= self._there(graph, above, scope)
        for path in ("bf:instanceOf", "bf:itemOf", "lsp:holdingsFor"):
            pages = self._store.incoming(list(found), (path,), scope, first=LONGEST) if found else []
            below = [key.iri for page in pages for key in page.keys if key.graph == graph]
            found |= self._there(graph, below, scope)
        own = self._names.resource(tenant, "", "").rstrip("/") + "/"
        targets = [
            iri for each in found.values() for _, iri in derive(each.key, each.body).edges if iri.startswith(own)
        ]
        headings = self._there(graph, [each for each in dict.fromkeys(targets) if each not in found], scope)
        return [*found, *(iri for iri, each in headings.items() if heading_kind(each.body) is not None)]

    def _there(self, graph: str, iris: Sequence[str], scope: Scope) -> dict[str, Document]:
        keys = [Key(graph, iri) for iri in dict.fromkeys(iris)]
        read = self._store.read(keys, scope) if keys else []
        return {each.key.iri: each for each in read if each is not None and REDIRECT not in each.body["@type"]}

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

    def _received(self, tenant: str, sources: Sequence[Document], scope: Scope) -> Iterator[Given]:
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        wanted = [each.iri for source in sources for each in described_by(source.body).values()]
        there = self._there(graph, wanted, scope)
        now = {iri: each.body for iri, each in there.items()}
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
            documents = tuple(there[each.iri] for each in described.values() if each.iri in there)
            yield Given(documents, "".join(f"{each}\n" for each in lines), source, edited=not untouched)

    def _own(self, tenant: str, keys: Sequence[Key], scope: Scope) -> Iterator[Given]:
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        for each in self._store.read(keys, scope) if keys else []:
            if each is not None and REDIRECT not in each.body["@type"]:
                yield Given((each,), nquads([restore(each.body)], graph))
