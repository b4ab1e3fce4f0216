"""What the walls are asked about: for each argument of a query, the values that name something of some libraries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schema.ids import Naming, make_id, resource_id
from tests.schema.library import World, batch_id, job_id
from tests.schema.marked import CLOISTER, HARBOR, LENT, LINDENAU, MARKS, NETWORK, numbers, profile_of
from tests.schema.walker import Name, written

SPARQL = (
    "SELECT * { ?s ?p ?o }",
    "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
    *(
        query.format(slug=slug, kind=kind)
        for slug in (LINDENAU, CLOISTER)
        for kind in ("catalogue", "source", "settings")
        for query in (
            "SELECT * FROM <http://localhost:8000/{slug}/graphs/{kind}> {{ ?s ?p ?o }}",
            "SELECT * FROM NAMED <http://localhost:8000/{slug}/graphs/{kind}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
            "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <http://localhost:8000/{slug}/graphs/{kind}> {{ ?s ?p ?o }} }}",
        )
    ),
    "DESCRIBE <http://localhost:8000/graphs/identity>",
    f'SELECT * {{ ?s ?p ?o FILTER(CONTAINS(STR(?o), "{MARKS[CLOISTER]}")) }}',
)


class Pool:
    """Values for arguments: everything that names something of the libraries given."""

    def __init__(self, world: World, libraries: Sequence[str], cursors: Sequence[str] = ()) -> None:
        self.cursors = list(cursors)
        iris = [iri for slug in libraries for kind in world.resources[slug].values() for iri in _some(kind)]
        self.iris = [*iris, *(f"{each}#title-1" for each in iris[:1])]
        self.ids = [
            *(str(resource_id(each)) for each in self.iris),
            *(str(make_id(Naming.TENANT, slug)) for slug in libraries),
            *(
                str(make_id(Naming.LOCATION, iri))
                for slug in libraries
                for iri in world.resources[slug]["lsp:Location"]
            ),
            *(str(job_id(world.jobs[slug])) for slug in libraries),
            *(str(batch_id(world.batches[slug])) for slug in libraries),
            str(make_id(Naming.NETWORK, NETWORK)),
        ]
        self.tenants = [*libraries, *(str(make_id(Naming.TENANT, slug)) for slug in libraries), NETWORK]
        self.words = [word for slug in libraries for word in (*_words(MARKS[slug]), f"{LENT[slug]}name")]
        self.numbers: dict[str, list[str]] = {}
        for slug in libraries:
            for name, value in numbers(slug).items():
                self.numbers.setdefault(name, []).append(value)
            self.numbers.setdefault("externalId", []).append(f"{LENT[slug]}external")
            self.numbers["barcode"].append(f"{LENT[slug]}card")
        self.profiles = ["monograph", *(profile_of(slug) for slug in libraries)]
        types = [["bf:Work", "bf:Text", "bf:Monograph"], ["bf:Agent", "bf:Person"]]
        self.of_profiles = {"profile": self.profiles, "types": types, "nodes": [Name('[{title: ["x"]}]')]}
        self.of_profiles |= {"from": ["2020-01-01"], "to": ["2040-12-31"]}
        self.ids += [str(each) for slug in libraries for each in (*world.lent[slug], *world.papers[slug])]

    def __call__(self, name: str, type_: str) -> Sequence[Any]:
        match name, type_:
            case "scope", _:
                return [Name("{all: true}"), Name(f'{{network: "{NETWORK}"}}'), Name(f'{{tenants: ["{HARBOR}"]}}')]
            case "input", "SearchInput":
                kinds = "kinds: [WORK, INSTANCE, AGENT, CONCEPT], scope: {all: true}"
                return [Name(f"{{text: {written(each)}, {kinds}}}") for each in ["", *self.words, *self.barcodes()]]
            case "ids", _:
                return [self.ids[:100]]
            case "names", "TermNameInput":
                return [[Name(f"{{text: {written(each)}}}") for each in self.words[:50]]]
            case "network", "ID":
                return [NETWORK, str(make_id(Naming.NETWORK, NETWORK))]
            case "tenant" | "other", "ID":
                return self.tenants
            case "id", "ID":
                return [*self.ids, *self.tenants, *self.profiles]
            case _, "IRI":
                return self.iris
            case "text" | "name", _:
                return self.words
            case "records", _:
                return [f"020 ## $a {each}\n245 10 $a Pasted" for each in self.numbers["isbn"]]
            case "servicePoint", _:
                return ["DESK", *(each for each in self.ids if each.startswith("s"))]
            case "query", _:
                return SPARQL
            case "after" | "before", _:
                return self.cursors
        return self.numbers.get(name, self.of_profiles.get(name, []))

    def barcodes(self) -> list[str]:
        """Numbers, as people type them into a search box."""
        return [value for name in ("barcode", "isbn", "oclc") for value in self.numbers[name]]


def _some(iris: Sequence[str]) -> Sequence[str]:
    return iris[:1] if len(iris) < 8 else iris[:3]  # headings are many


def _words(mark: str) -> list[str]:
    return [mark[:4], mark[:-1] + "x", f"{mark}title", f"{mark}topc", f"title:{mark}title", f'"{mark}title 1"']
