"""How long the questions about collections of a network take, over ten libraries.

    python bench/questions.py [--records N] [--marc [FILE …]] [--store DIRECTORY]

Works of ten libraries with an edition, copies and makers each are written and projected into a store of statements.
With `--marc` the records of real files are dealt to the libraries, converted as an import does and clustered by the
network's own rules, each edition with one copy where the record names none; what is missing to `--records` is made up,
`real` of them are not. About half of the made-up ones have their like in another library.

Each question is asked five times in GraphQL, fifty rows of a list, and five times in SPARQL, whole, by the
text that GraphQL hands out: `…_graphql_ms` and `…_sparql_ms` are medians with what a worker process takes, of questions
about a work those of the slowest of several works, one of the largest cluster and one of the commonest uniform title
among them. `same` tells that both answered the same. The wanted most is 1,000.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

sys.path[:] = [each for each in sys.path if Path(each).resolve() != Path(__file__).resolve().parent]
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.bootstrap import Installation, install
from app.clock import clock
from app.server import limits
from app.settings import Settings, StoreAddress
from graph.access.model import Reading, operator
from graph.catalogue.identity import HeadingNames, StoreMinter, digest, record_id
from graph.network.clusters.documents import cluster_key, cluster_node
from graph.network.clusters.facts import WorkFacts, work_facts
from graph.network.clusters.grouping import grouped, links, meeting
from graph.network.insight import questions
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names, parse_graph
from graph.store.scope import SystemScope
from graph.store.walking import chunks
from mappings.bibframe.convert import converter
from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import nodes, texts
from mappings.marc.reader import read
from mappings.marc.record import Record
from schema.build import schema
from schema.running.engine import Caller, Engine, Request

LIBRARIES: Final = tuple(f"library{letter}" for letter in "abcdefghij")
NETWORK: Final = "rivers"
NOW: Final = datetime(2026, 1, 1, tzinfo=UTC)
LANGUAGES: Final = ("eng", "ger", "pol")
SHARED: Final = Path(os.environ.get("CATALOGRAPH_SHARED_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
FILES: Final = ("mixed_libraries", "us_federal")
_TIMES: Final = 5
_IN: Final = f'network: "{NETWORK}"'
_TWO: Final = f'{_IN}, tenant: "{{one}}", other: "{{other}}"'
_OF: Final = f'{_IN}, work: "{{work}}"'
ASKED: Final = (
    (questions.HOLDERS, f"workHolders({_OF}) {{ tenant {{ slug }} copies }}"),
    (questions.LAST_COPIES, f'lastCopies({_IN}, tenant: "{{one}}", first: 50) {{ nodes {{ iri item }} }}'),
    (questions.OVERLAP, f"collectionOverlap({_TWO}) {{ here there both }}"),
    (questions.OVERLAPS, f'collectionOverlaps({_IN}, tenant: "{{one}}") {{ tenant {{ slug }} works both }}'),
    (questions.VERSIONS, f"workVersions({_OF}) {{ work iri language {{ iri }} }}"),
    (questions.LINKING_AGENTS, f"linkingAgents({_TWO}, first: 50) {{ nodes {{ name here there }} }}"),
)
"""Each question, and its field: what it selects is in the order of what SPARQL answers."""


@dataclass(slots=True)
class Real:
    """What is kept of real records while they are written: what counts for clusters, and their uniform titles."""

    names: Names
    facts: dict[str, WorkFacts] = field(default_factory=dict)
    uniform: dict[str, list[str]] = field(default_factory=dict)
    largest: str = ""
    records: int = 0

    def documents(self, files: list[Path], most: int) -> Iterator[Put]:
        """The descriptions and copies of the records, dealt to the libraries one by one."""
        headings = [HeadingNames(self.names, library) for library in LIBRARIES]
        for path in files:
            with path.open("rb") as stream:
                for record in read(stream):
                    if isinstance(record, Record) and self.records < most:
                        yield from self._document(record, headings[self.records % len(LIBRARIES)], path.name)
                        self.records += 1

    def _document(self, record: Record, headings: HeadingNames, source: str) -> Iterator[Put]:
        # The number is part of the source: some files hold a control number twice.
        control = next((each.value for each in record.fields if each.tag == "001"), None)
        name = record_id(headings.tenant, f"{source}{self.records}", control, digest(record))
        roots = converter().forward(record, StoreMinter(headings, name)).roots
        editions = [each for each in roots if "bf:Instance" in each["@type"]]
        for work in (each for each in roots if "bf:Work" in each["@type"]):
            iri = str(work["@id"])
            self.facts[iri] = work_facts(work, editions)
            for hub in nodes(work, "bf:expressionOf"):
                for title in (text for each in nodes(hub, "bf:title") for text in texts(each, "bf:mainTitle")):
                    self.uniform.setdefault(title.value, []).append(iri)
        graph = self.names.graph(headings.tenant, GraphKind.CATALOGUE)
        yield from (_put(graph, str(each["@id"]), each) for each in roots)
        if not any("bf:Item" in each["@type"] for each in roots):
            for edition in editions[:1]:
                item = str(edition["@id"]).replace("/instances/", "/items/")
                yield _put(graph, item, {"@type": ["bf:Item"], "bf:itemOf": [{"@id": edition["@id"]}]})

    def clusters(self) -> Iterator[Put]:
        """What the network's rules join."""
        made = grouped(self.facts, list(links(meeting(self.facts.values()))))
        self.largest = max(made.clusters, key=len)[0]
        for number, works in enumerate(made.clusters):
            key = cluster_key(self.names, NETWORK, f"real{number}")
            yield _put(key.graph, key.iri, cluster_node(key.iri, works, []))

    def works(self) -> list[str]:
        """Works to ask about: of the largest cluster, of the commonest uniform title, and some others."""
        commonest = max(self.uniform.values(), key=len)[0]
        return [self.largest, commonest, *Random(7).sample(sorted(self.facts), 3)]


class Asking:
    """Asks each question both ways."""

    def __init__(self, installation: Installation) -> None:
        self._services, self._actor = installation.services, operator(LIBRARIES[0])
        self.names = self._services.names
        self._engine = Engine(schema(), self._services, limits(installation.settings), clock, introspection=False)

    def graphql(self, text: str) -> list[list[str]]:
        """The values that the one field of a query answers, row by row."""
        body = self._engine.run(Request(f"{{ {text} }}"), Caller(self._actor, "bench")).body
        if "errors" in body:
            raise SystemExit(str(body)[:500])
        (found,) = body["data"].values()
        rows = found["nodes"] if isinstance(found, dict) and "nodes" in found else found
        return [leaves(row) for row in (rows if isinstance(rows, list) else [rows])]

    def sparql(self, question: questions.Question, given: Mapping[str, str]) -> list[list[str]]:
        """Every row of a question, libraries by their names."""
        scope = self._services.access.scope(self._actor, Reading(network=NETWORK))
        answer = self._services.research.sparql(self._actor, question.text(**given), scope)
        return [["" if term is None else self._named(term.value) for term in row] for row in answer.rows]

    def _named(self, value: str) -> str:
        return parse_graph(value).owner if value.endswith("/graphs/catalogue") else value


def main() -> None:
    """Write, project, ask, print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--marc", type=Path, nargs="*")
    parser.add_argument("--store", type=Path, help="where the libraries stay for the next run")
    given = parser.parse_args()
    files = None if given.marc is None else given.marc or [SHARED / "marc" / f"{name}.mrc.gz" for name in FILES]
    with tempfile.TemporaryDirectory(prefix="catalograph-bench-") as folder:
        place = given.store or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        installation, about = prepared(place, given.records, files)
        figures = {"records": given.records, "real": about["real"], **asked(Asking(installation), about["works"])}
        installation.close()
    figures["peak_rss_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(json.dumps({"name": "questions", "figures": figures}))


def prepared(folder: Path, records: int, files: list[Path] | None) -> tuple[Installation, dict[str, Any]]:
    """The libraries, and what to ask about."""
    store = StoreAddress("sqlite", folder / "store.sqlite")
    settings = Settings(
        store=store, query_budget_per_minute=1_000_000_000, query_cost_limit=1_000_000, sparql_time_limit_s=60
    )
    done = folder / "about.json"
    if done.exists():
        return install(settings), json.loads(done.read_text("utf-8"))
    installation = install(settings, create=True)
    services = installation.services
    services.tenants.create_network(operator(), NETWORK, {"en": "Rivers"})
    for slug in LIBRARIES:
        services.tenants.create_tenant(operator(), slug, {"en": slug}, networks=(NETWORK,))
    real = Real(services.names)
    load(installation, real.documents(files or [], records))
    load(installation, made_up(services.names, records - real.records))
    works = [services.names.resource(LIBRARIES[1], "works", "n1")] if real.records < records else []
    if files:
        load(installation, real.clusters())
        works += real.works()
    began = time.monotonic()
    installation.bring_up_to_date("sparql")
    say(f"projected in {time.monotonic() - began:.0f} s")
    about = {"real": real.records, "works": works}
    done.write_text(json.dumps(about), "utf-8")
    return installation, about


def load(installation: Installation, puts: Iterator[Put]) -> None:
    """Write documents, some hundred in a change."""
    began = time.monotonic()
    changes = (Change(Cause("b", "b", NOW), tuple(some)) for some in chunks(puts, 300))
    installation.store.load(changes, SystemScope())
    say(f"written in {time.monotonic() - began:.0f} s")


def asked(asking: Asking, works: list[str]) -> dict[str, Any]:
    """Each question's medians, how much it answered, and whether both ways answered the same."""
    names = asking.names
    one, other = LIBRARIES[1:3]
    graphs = {"library": names.graph(one, GraphKind.CATALOGUE), "other": names.graph(other, GraphKind.CATALOGUE)}
    figures: dict[str, Any] = {"same": True}
    for question, text in ASKED:
        name = question.key.replace("-", "_")
        took: dict[str, float] = {"graphql": 0, "sparql": 0}
        most = 0
        for work in works if "work" in question.takes else works[:1]:
            given = {**graphs, "work": work}
            filled = text.replace("{one}", one).replace("{other}", other).replace("{work}", work)
            ways = {
                "graphql": partial(asking.graphql, filled),
                "sparql": partial(asking.sparql, question, given),
            }
            told = {}
            for way, call in ways.items():
                ms, told[way] = timed(call)
                took[way] = max(took[way], ms)
            most = max(most, len(told["sparql"]))
            figures["same"] &= told["graphql"][: len(told["sparql"])] == told["sparql"][: len(told["graphql"])]
        figures |= {f"{name}_{way}_ms": round(ms) for way, ms in took.items()}
        figures[f"{name}_rows"] = most
    return figures


def timed(call: Callable[[], list[list[str]]]) -> tuple[float, list[list[str]]]:
    """The median of some times, in milliseconds, and what was answered."""
    times, found = [], []
    for _ in range(_TIMES):
        began = time.perf_counter()
        found = call()
        times.append((time.perf_counter() - began) * 1000)
    return median(times), found


def leaves(value: Any) -> list[str]:
    """The values in an object of GraphQL, in their order."""
    if isinstance(value, dict):
        return [leaf for each in value.values() for leaf in leaves(each)]
    return ["" if value is None else str(value)]


def made_up(names: Names, records: int) -> Iterator[Put]:
    """Documents of records that nobody wrote: descriptions and copies of the libraries, then the clusters."""
    random, alike = Random(7), dict[int, list[str]]()
    for number in range(records):
        library = LIBRARIES[number % len(LIBRARIES)]
        graph = names.graph(library, GraphKind.CATALOGUE)
        work, edition = (names.resource(library, kind, f"n{number}") for kind in ("works", "instances"))
        makers = [int(random.paretovariate(1) * 3) % (records // 3) for _ in range(1 + number % 2)]
        makes = [_maker(names.resource(library, "agents", f"n{each}"), each, at) for at, each in enumerate(makers)]
        language = {"@id": f"http://id.loc.gov/vocabulary/languages/{LANGUAGES[number % 3]}"}
        title = {"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": [f"Title {number}"]}
        said: Node = {"bf:title": [title], "bf:language": [language], "bf:contribution": makes}
        yield _put(graph, work, {"@type": ["bf:Work", "bf:Text"], **said})
        yield _put(graph, edition, {"@type": ["bf:Instance"], "bf:title": [title], "bf:instanceOf": [{"@id": work}]})
        for copy in range(2 if number % 5 == 0 else 1):
            item = names.resource(library, "items", f"n{number}-{copy}")
            yield _put(graph, item, {"@type": ["bf:Item"], "bf:itemOf": [{"@id": edition}]})
        alike.setdefault(random.randrange(records * 2 // 3) if random.random() < 0.5 else number, []).append(work)
    for name, works in alike.items():
        if len(works) > 1:
            key = cluster_key(names, NETWORK, f"n{name}")
            yield _put(key.graph, key.iri, cluster_node(key.iri, works, []))


def _maker(iri: str, number: int, at: int) -> Node:
    agent = {"@id": iri, "@type": ["bf:Person"], "rdfs:label": [f"Maker, {number}"]}
    return {"@id": f"#c{at}", "@type": ["bf:Contribution"], "bf:agent": [agent]}


def _put(graph: str, name: str, body: Node) -> Put:
    return Put(Key(graph, name), {**body, "@id": name}, ANY)


def say(text: str) -> None:
    """Tell how it goes."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
