"""The W3C's tests of SPARQL queries, asked of Oxigraph alone and through our endpoint over HTTP.

    git clone https://github.com/w3c/rdf-tests /tmp/rdf-tests
    python bench/w3c_sparql.py /tmp/rdf-tests [--failures]

What the engine passes alone must pass through the endpoint too: the graphs of a test are those that the request names,
the answer is read as SPARQL JSON, XML, TSV, CSV or RDF. Exit code 1 where something passes alone only. Progress goes to
stderr, one JSON object to stdout.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import httpx
import pyoxigraph as ox

# A file beside this one is called like a library that the server needs, and Python looks beside the script first.
sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.append(str(Path(__file__).parents[1]))

from app.bootstrap import Installation, install
from app.settings import Settings, StoreAddress
from bench.w3c_answers import FORMATS, RDF, Result, graph_of, result_of, same, written_in
from graph.access.model import operator
from graph.backends.oxigraph.follower import snapshots_of
from graph.backends.oxigraph.snapshots import take
from graph.research.service import ResearchService
from graph.store.followed import Freshness
from graph.store.scope import Scope
from tests.running import running

SUITES = ("sparql/sparql11/manifest-sparql11-query.ttl", "sparql/sparql11/json-res/manifest.ttl",
          "sparql/sparql11/csv-tsv-res/manifest.ttl", "sparql/sparql10/manifest-evaluation.ttl",
          "sparql/sparql10/manifest-syntax.ttl")  # fmt: skip
DEFAULT = "http://default.example/"
"""The graph that holds what a test has in its default graph."""
MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
FROM = re.compile(r"^\s*FROM\s+(?:NAMED\s+)?<([^>]*)>", re.MULTILINE | re.IGNORECASE)


@dataclass(frozen=True)
class Case:
    """One test: its kind, its query, the data of its graphs, the file with its answer."""

    name: str
    kind: str
    query: Path
    default: tuple[Path, ...] = ()
    named: tuple[tuple[str, Path], ...] = ()
    result: Path | None = None

    @property
    def text(self) -> str:
        """The query, its addresses being relative to its file."""
        return f"BASE <{self.query.as_uri()}>\n{self.query.read_text('utf-8')}"

    @property
    def of_text(self) -> list[str]:
        """The graphs that the query itself names after FROM."""
        if not self.query.is_file():
            return []
        return [urljoin(self.query.as_uri(), each) for each in FROM.findall(self.query.read_text("utf-8"))]

    @property
    def graphs(self) -> list[tuple[str, Path]]:
        """The named graphs of the test: its own, and those of its query."""
        return list(dict([*self.named, *((each, path_of(each)) for each in self.of_text)]).items())


class Manifest:
    """The statements of a manifest."""

    def __init__(self, path: Path) -> None:
        self._store = ox.Store()
        self._store.load(path=str(path), format=ox.RdfFormat.TURTLE, base_iri=path.as_uri(), lenient=True)

    def all(self, subject: Any, predicate: str) -> list[Any]:
        """The objects of a subject."""
        return [quad.object for quad in self._store.quads_for_pattern(subject, ox.NamedNode(predicate), None)]

    def one(self, subject: Any, predicate: str) -> Any:
        """The only one, None where there is none."""
        return next(iter(self.all(subject, predicate)), None)

    def members(self, predicate: str) -> Iterator[Any]:
        """The members of the lists that are said by a property."""
        for quad in self._store.quads_for_pattern(None, ox.NamedNode(predicate), None):
            cell: Any = quad.object
            while (first := self.one(cell, RDF + "first")) is not None:
                yield first
                cell = self.one(cell, RDF + "rest")

    def case(self, entry: Any) -> Case | None:
        """A test of queries, None for one of something else."""
        kind = self.one(entry, RDF + "type").value.removeprefix(MF)
        action = self.one(entry, MF + "action")
        query = action if "Syntax" in kind else self.one(action, QT + "query")
        if query is None or "Update" in kind:
            return None
        named = [*self.all(action, QT + "graphData")] if "Syntax" not in kind else []
        result = self.one(entry, MF + "result")
        return Case(
            name=entry.value.removeprefix("http://www.w3.org/2009/sparql/docs/tests/").rpartition("data-")[2],
            kind=kind,
            query=path_of(query.value),
            default=tuple(path_of(each.value) for each in self.all(action, QT + "data"))
            if "Syntax" not in kind
            else (),
            named=tuple((each.value, path_of(each.value)) for each in named),
            result=None if result is None else path_of(result.value),
        )


def path_of(iri: str) -> Path:
    """The file of a `file:` address."""
    return Path(unquote(urlsplit(iri).path))


def cases(manifest: Path) -> Iterator[Case]:
    """The tests of a manifest and of those it includes."""
    found = Manifest(manifest)
    for each in found.members(MF + "include"):
        yield from cases(path_of(each.value))
    for entry in found.members(MF + "entries"):
        case = found.case(entry)
        if case is not None:
            yield case


def loaded(case: Case, default: ox.NamedNode | ox.DefaultGraph, store: ox.Store) -> ox.Store:
    """An empty store, now with the data of a test, what is in no named graph being in `default`."""
    for path in case.default:
        load(store, path, default)
    for name, path in case.graphs:
        if path.exists():
            load(store, path, ox.NamedNode(name))
    return store


def load(store: ox.Store, path: Path, graph: Any) -> None:
    """Load a file into a graph."""
    form = FORMATS[path.suffix[1:]]
    store.load(path=str(path), format=form, base_iri=path.as_uri(), to_graph=graph, lenient=True)


def alone(case: Case) -> Result:
    """What the engine answers."""
    found = loaded(case, ox.DefaultGraph(), ox.Store()).query(case.text)
    if case.kind.startswith("CSV") and isinstance(found, ox.QuerySolutions):
        return "csv", (found.serialize(format=ox.QueryResultsFormat.CSV) or b"").decode()
    return result_of(found)


class Everything(ResearchService):
    """Research over the graphs of one test at a time."""

    def __init__(self, installation: Installation) -> None:
        services = installation.services
        freshness = Freshness(installation.store, {"sparql": installation.sparql.position}, 0.0)
        super().__init__(installation.sparql, services.names, freshness)
        self.seen: set[str] = set()

    def graphs(self, scope: Scope) -> frozenset[str]:  # noqa: ARG002 - whoever asks sees the same
        """The graphs of the test."""
        return frozenset(self.seen)


class Endpoint:
    """The endpoint of a server whose statements are those of one test at a time."""

    def __init__(self, http: httpx.Client, snapshots: Path, token: str, seen: set[str]) -> None:
        self._http, self._snapshots, self._token, self._seen = http, snapshots, token, seen
        self._number = 0
        snapshots.mkdir(parents=True)
        self._store = ox.Store(str(snapshots.with_name("w3c")))  # only what is on disk can be copied

    @property
    def headers(self) -> dict[str, str]:
        """Who asks."""
        return {"Authorization": f"Bearer {self._token}"}

    def hold(self, case: Case) -> None:
        """Have the data of a test, and nothing else."""
        self._number += 1
        self._store.clear()
        take(loaded(case, ox.NamedNode(DEFAULT), self._store), self._snapshots, self._number)
        self._seen.clear()
        self._seen.update([DEFAULT, *(name for name, _ in case.graphs)])

    def ask(self, case: Case, accept: str) -> httpx.Response:
        """The answer to the query of a test over its data."""
        self.hold(case)
        fields: dict[str, str | list[str]] = {"query": case.text}
        if not case.of_text:
            fields |= {"default-graph-uri": DEFAULT, "named-graph-uri": [name for name, _ in case.named]}
        return self._http.post("/sparql", data=fields, headers=self.headers | {"Accept": accept})

    def results(self, case: Case) -> Iterator[Result]:
        """What the endpoint answers, in each format."""
        if case.kind.startswith("CSV"):
            yield "csv", fine(self.ask(case, "text/csv")).text
            return
        first = fine(self.ask(case, "application/sparql-results+json, application/n-triples"))
        if "n-triples" in first.headers["content-type"]:
            yield "graph", graph_of(ox.parse(first.content, format=ox.RdfFormat.N_TRIPLES))
            for form in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML):
                octets = fine(self.ask(case, form.media_type)).content
                yield "graph", graph_of(ox.parse(octets, format=form))
            return
        yield result_of(ox.parse_query_results(first.content, format=ox.QueryResultsFormat.JSON))
        octets = fine(self.ask(case, "application/sparql-results+xml")).content
        yield result_of(ox.parse_query_results(octets, format=ox.QueryResultsFormat.XML))
        answer = fine(self.ask(case, "text/tab-separated-values"))
        if "tab-separated" in answer.headers["content-type"]:
            yield result_of(ox.parse_query_results(answer.content, format=ox.QueryResultsFormat.TSV))


def fine(answer: httpx.Response) -> httpx.Response:
    """The same answer where it is one. Raises `SyntaxError` for a refusal."""
    if answer.status_code != 200:
        raise SyntaxError(answer.text)
    return answer


def passes(case: Case, answers: Iterator[Result]) -> bool:
    """Whether what is answered is what the test says."""
    try:
        found = list(answers)
    except (SyntaxError, ValueError, RuntimeError, OSError, KeyError):
        return "Negative" in case.kind
    if "Syntax" in case.kind:
        return "Positive" in case.kind
    assert case.result is not None
    wanted = written_in(case.result)
    return all(same(each, wanted) for each in found)


def engine(case: Case) -> Iterator[Result]:
    """The answer of the engine, when it is asked for."""
    yield alone(case)


@contextmanager
def served() -> Iterator[tuple[httpx.Client, Endpoint]]:
    """The endpoint behind a real server, and a client of that."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(store=StoreAddress("sqlite", Path(folder) / "store.sqlite"))
        installation = install(settings, create=True)
        research = Everything(installation)
        installation = replace(installation, services=replace(installation.services, research=research))
        installation.services.tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
        account = installation.services.access.create_account(operator(), "researcher", {"harbor": ["researcher"]})
        token = installation.services.access.issue_token(operator(), account.id).secret
        with running(installation) as address, httpx.Client(base_url=address, timeout=60) as http:
            yield http, Endpoint(http, snapshots_of(installation.layout.sparql), token, research.seen)
        installation.close()


def main() -> None:
    """Ask both, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("suite", type=Path, help="a checkout of w3c/rdf-tests")
    parser.add_argument("--failures", action="store_true", help="name what does not pass")
    options = parser.parse_args()
    figures: dict[str, object] = {}
    worse: list[str] = []
    with served() as (_, endpoint):
        for suite in SUITES:
            counts: Counter[str] = Counter()
            for case in cases(options.suite.resolve() / suite):
                by_itself, through = passes(case, engine(case)), passes(case, endpoint.results(case))
                counts.update(all=1, alone=by_itself, through=through)
                if by_itself and not through:
                    worse.append(case.name)
                if options.failures and not (by_itself and through):
                    print(f"{case.name}: {by_itself=} {through=}", file=sys.stderr)
            name = suite.removeprefix("sparql/").removesuffix(".ttl")
            print(f"{name}: {dict(counts)}", file=sys.stderr)
            figures[name] = dict(counts)
    print(json.dumps({"name": "w3c_sparql", "figures": figures, "passes_alone_only": worse}))
    sys.exit(1 if worse else 0)


if __name__ == "__main__":
    main()
