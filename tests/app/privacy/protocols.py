"""What harvesters, searchers and researchers ask a server for: every protocol that gives out what is public, in each of
its formats, indexes, sets and graphs, and by the addresses of what is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, product
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

from app.clock import clock
from app.protocols import giving
from app.protocols.linked.formats import FORMS, media_types
from app.protocols.oai.asking import VERBS
from app.protocols.oai.formats import FORMATS
from app.protocols.sru.indexes import INDEXES
from app.protocols.sru.records import SCHEMAS
from app.protocols.sru.versions import VERSIONS
from graph.store.names import GraphKind
from tests.app.privacy.graphs import OWL
from tests.app.privacy.planting import HARBOR, LINDENAU, MARK, NETWORK, World, planted

Wanted = tuple[str, dict[str, str]]
"""An address with its parameters, and the headers it is asked with."""
LIBRARIES: Final = (HARBOR, LINDENAU)
MARKS: Final = (OWL, MARK)
_LIST: Final = ("ListRecords", "ListIdentifiers")
ENDPOINTS: Final = ("/sparql", *(f"/{each}/sparql" for each in LIBRARIES), f"/networks/{NETWORK}/sparql")
_HAS: Final = " || ".join(f'CONTAINS(STR(?x), "{each}")' for each in MARKS)
_SAID: Final = "BIND(CONCAT(STR(?s), ' ', STR(?p), ' ', STR(?o)) AS ?x)"
TEXTS: Final = (
    f"SELECT * {{ ?s ?p ?o {_SAID} FILTER({_HAS}) }}",
    f"SELECT * {{ GRAPH ?g {{ ?s ?p ?o }} {_SAID} FILTER({_HAS}) }}",
    f"CONSTRUCT {{ ?s ?p ?x }} WHERE {{ GRAPH ?g {{ ?s ?p ?x }} FILTER({_HAS}) }}",
    f"SELECT ?x {{ GRAPH ?g {{ ?s (!<urn:x>|^!<urn:x>) ?x }} FILTER({_HAS}) }}",
    f"DESCRIBE ?s WHERE {{ ?s ?p ?x FILTER({_HAS}) }}",
)
"""Queries that name no graph and find what is planted wherever it is; no answer is as long as one may be."""


def addresses_of(world: World, iris: Iterable[str]) -> Iterator[Wanted]:
    """What is described, public or not: as a page, in every format, vocabulary and at a moment."""
    now = quote(clock().isoformat())
    for iri in iris:
        path, is_shown = urlsplit(iri).path, iri in world.shown.values()
        yield path, {"Accept": "text/html"}
        yield f"{path}.jsonld?asOf={now}", {}
        yield from ((f"{path}.{ending}", {}) for ending in (FORMS if is_shown else ("jsonld", "mrc")))
        if is_shown or OWL in iri:
            yield _with(f"/{HARBOR}/about", iri=iri)
            yield f"{path}.ttl?_profile=schema", {}
            yield f"{path}.ttl?_profile=provenance", {}
            yield path, {"Accept-Datetime": "Thu, 01 Jan 2130 00:00:00 GMT"}
    for media in media_types(tuple(FORMS)):
        yield urlsplit(world.shown["work"]).path, {"Accept": media}


def exchanges(iris: Sequence[str]) -> Iterator[Wanted]:
    """Descriptions with all that belongs to them, in packages and in every format."""
    for slug, form, at in product(LIBRARIES, giving._MEDIA, range(0, len(iris), giving.MOST_ASKED)):
        ids = [("id", each) for each in iris[at : at + giving.MOST_ASKED]]
        yield f"/{slug}/exchange?{urlencode([*ids, ('format', form)])}", {}


def harvests(world: World) -> Iterator[Wanted]:
    """OAI-PMH: every verb, format and set; the feeds of changes, data sets and downloads."""
    for slug in LIBRARIES:
        for verb in VERBS.keys() - set(_LIST) - {"GetRecord"}:
            yield _with(f"/{slug}/oai", verb=verb)
        for verb, prefix, sets in product(_LIST, FORMATS, ("", "STACKS")):
            yield _with(f"/{slug}/oai", verb=verb, metadataPrefix=prefix, **({"set": sets} if sets else {}))
        for iri, prefix in zip((*world.unseen, *world.iris.values()), cycle(FORMATS), strict=False):
            yield _with(f"/{slug}/oai", verb="GetRecord", metadataPrefix=prefix, identifier=iri)
    for place in (*LIBRARIES, f"networks/{NETWORK}"):
        yield from ((f"/{place}/{each}", {}) for each in ("changes", "downloads", "void", "works.xml", "sitemap.xml"))


def searches() -> Iterator[Wanted]:
    """SRU: every index, by what is planted and by everything; every schema and version; suggestions and pages."""
    for slug in LIBRARIES:
        for index in INDEXES:
            clause = f'{index.name} = "{OWL}*"'
            yield _with(f"/{slug}/sru", version="1.2", query=clause, maximumRecords="100")
            if index.scans:
                yield _with(f"/{slug}/sru", version="1.2", operation="scan", scanClause=f'{index.name} = "{OWL}"')
        for schema in SCHEMAS:
            for version in VERSIONS:
                query = {"query": "cql.allRecords = 1", "recordSchema": schema.name, "maximumRecords": "100"}
                yield _with(f"/{slug}/sru", version=version, operation="searchRetrieve", **query)
        yield f"/{slug}/sru", {}
        for mark in MARKS:
            yield _with(f"/{slug}/search", q=mark)
            yield _with(f"/{slug}/suggest2", q=mark)
            yield _with(f"/{slug}/id/authorities/names/suggest2", q=mark, searchtype="keyword")


def described_copies(world: World) -> Iterator[Wanted]:
    """DAIA: the availability of everything that has an address."""
    for slug in LIBRARIES:
        yield _with(f"/{slug}/daia", format="json", id="|".join((*world.shown.values(), *world.unseen)))
        yield _with(f"/{slug}/daia", format="json", id="|".join((*world.iris.values(), *MARKS)))


def queries(world: World) -> Iterator[Wanted]:
    """SPARQL: at each endpoint, over whatever there is and over each private graph, in every way to name one."""
    names = world.installation.services.names
    graphs = [names.identity, *(names.graph(slug, kind) for slug in LIBRARIES for kind in sorted(_OF_A_LIBRARY))]
    for endpoint in ENDPOINTS:
        yield endpoint, {"Accept": "text/turtle"}
        for text in TEXTS:
            yield _with(endpoint, query=text)
    for graph in graphs:
        for text in (f"SELECT * FROM <{graph}> {{ ?s ?p ?o }}", f"SELECT * {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"):
            yield _with("/sparql", query=text)
        yield _with("/sparql", query=TEXTS[1], **{"named-graph-uri": graph})
        yield _with("/sparql", query=TEXTS[0], **{"default-graph-uri": graph})
    yield _with("/sparql", query=f"DESCRIBE {' '.join(f'<{each}>' for each in (*world.unseen, *world.iris.values()))}")
    yield "/sparql?query=ASK%7B%7D", {"Prefer": "respond-async"}


_OF_A_LIBRARY: Final = frozenset(GraphKind) - {GraphKind.IDENTITY, GraphKind.NETWORK, GraphKind.VOCABULARY}


def _with(path: str, **parameters: str) -> Wanted:
    return f"{path}?{urlencode(parameters)}", {}


def everything(world: World) -> Iterator[Wanted]:
    """All of it."""
    iris = (*world.shown.values(), *world.unseen, *world.iris.values())
    yield from addresses_of(world, iris)
    yield from exchanges(iris)
    yield from harvests(world)
    yield from searches()
    yield from described_copies(world)
    yield from queries(world)
    yield f"/.well-known/void?{quote(planted('card'))}", {}
