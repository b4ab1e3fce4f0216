"""BIBFRAME of other systems comes in and goes out again: the same statements, under the same addresses."""

from __future__ import annotations

import gzip
import random
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.access.model import Actor
from graph.backends.memory import MemoryStore
from graph.catalogue import rdf_cutting, rdf_file
from graph.catalogue.exchange import Exchange
from graph.catalogue.exporter import Exporter
from graph.catalogue.rdf_file import RdfFormat, RdfRefused, recognised
from graph.catalogue.report import ImportOptions, ImportReport
from graph.catalogue.service import CatalogueService
from graph.store.names import Names
from graph.store.port import Store
from graph.store.scope import Scope
from graph.tenants.model import ImportPolicy
from tests.graph.catalogue.stored import SALT, graph, of_type

FOREIGN = Path(__file__).parent / "foreign"
SHAPES = {
    "converted.rdf": ox.RdfFormat.RDF_XML,
    "templates.ttl": ox.RdfFormat.TURTLE,
    "stored.jsonld": ox.RdfFormat.JSON_LD,
}

BF = "http://id.loc.gov/ontologies/bibframe/"


@pytest.fixture
def store() -> Iterator[Store]:
    """What is held here is no matter of the store."""
    opened = MemoryStore()
    yield opened
    opened.close()


@pytest.fixture
def out(store: Store, names: Names, scope: Scope) -> Callable[[], bytes]:
    """Everything Harbor gives away, as N-Quads."""
    return lambda: "".join(each.lines for each in Exchange(store, names).everything("harbor", scope)).encode()


def same(one: bytes, other: bytes, form: ox.RdfFormat = ox.RdfFormat.N_QUADS, *, graphs: bool = False) -> bool:
    """Whether two documents say the same, whatever their blank nodes are called."""
    return _canonical(one, form, graphs) == _canonical(other, ox.RdfFormat.N_QUADS, graphs)


def _canonical(octets: bytes, form: ox.RdfFormat, graphs: bool) -> ox.Dataset:
    quads = ox.parse(octets, format=form, lenient=True)
    found = ox.Dataset(quads if graphs else (ox.Quad(each.subject, each.predicate, each.object) for each in quads))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def turtle(*lines: str) -> bytes:
    return (
        f"@prefix bf: <{BF}> . @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n".encode()
        + "\n".join(lines).encode()
    )


@pytest.mark.parametrize("held", [rdf_file.MOST_HELD, 0], ids=["in memory", "on disk"])
@pytest.mark.parametrize("name", SHAPES)
def test_what_came_in_goes_out_again(
    name: str, held: int, load: Callable[..., ImportReport], out: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdf_file, "MOST_HELD", held)
    octets = (FOREIGN / name).read_bytes()
    report = load(octets)
    assert (report.failed, report.warnings) == (0, octets.count(b"/note/1>"))
    assert same(octets, out(), SHAPES[name])


@pytest.mark.parametrize("name", SHAPES)
def test_the_same_again_writes_nothing_however_it_is_written(
    name: str, load: Callable[..., ImportReport], store: Store, names: Names
) -> None:
    octets = (FOREIGN / name).read_bytes()
    first = load(octets)
    position, before = store.position(), graph(store, names)
    lines = [
        re.sub(r"_:(\w+)", r"_:other\1", str(each)).encode() + b" ."
        for each in ox.parse(octets, format=SHAPES[name], lenient=True)
    ]
    random.Random(7).shuffle(lines)
    again = load(b"\n".join(lines))
    assert (again.read, again.unchanged) == (first.read, first.read)
    assert (store.position(), graph(store, names)) == (position, before)


def test_a_conversion_by_others_is_a_work_an_edition_and_a_copy_of_the_library(
    load: Callable[..., ImportReport], store: Store, names: Names
) -> None:
    load((FOREIGN / "converted.rdf").read_bytes())
    (work,), (instance,), (item,) = (of_type(store, names, f"bf:{each}") for each in ("Work", "Instance", "Item"))
    bodies = graph(store, names)
    assert work.startswith("https://c.example/harbor/works/")
    assert bodies[work]["owl:sameAs"] == [{"@id": "http://records.example/0042#Work"}]
    assert bodies[instance]["bf:instanceOf"] == [{"@id": work}]
    assert bodies[item]["bf:itemOf"] == [{"@id": instance}]
    agent = bodies[work]["bf:contribution"][0]["bf:agent"][0]
    assert agent["@id"].startswith("https://c.example/harbor/agents/")
    assert bodies[work]["bf:language"] == [{"@id": "http://id.loc.gov/vocabulary/languages/eng"}]


def test_an_edit_changes_its_statements_and_no_other(
    load: Callable[..., ImportReport],
    store: Store,
    names: Names,
    catalogue: CatalogueService,
    actor: Actor,
    out: Callable[[], bytes],
    scope: Scope,
) -> None:
    octets = (FOREIGN / "templates.ttl").read_bytes()
    load(octets)
    (work,) = of_type(store, names, "bf:Work")
    (now,) = catalogue.resources([work], scope)
    assert now is not None
    body = {**now.body, "bf:summary": [{"@type": ["bf:Summary"], "rdfs:label": ["Boats."]}]}
    body["bf:title"] = [{**body["bf:title"][0], "bf:mainTitle": [{"@value": "Salt boats", "@language": "en"}]}]
    catalogue.update(actor, work, now.revision, body)
    wanted = octets.replace(b'"Les barques de sel"@fr , ', b"").replace(
        b"    bf:adminMetadata [", b'    bf:summary [ a bf:Summary ; rdfs:label "Boats." ] ;\n    bf:adminMetadata ['
    )
    assert same(wanted, out(), ox.RdfFormat.TURTLE)
    newer = octets.replace(b'"Salt boats"@en', b'"Salt boats"@en , "Lodzie soli"@pl')
    report = load(newer)
    assert report.updated == 1
    titles = graph(store, names)[work]["bf:title"][0]["bf:mainTitle"]
    assert {each["@language"] for each in titles} == {"en", "pl"}
    assert "bf:summary" in graph(store, names)[work]


def test_ours_comes_back_as_ours_and_to_another_library_as_its_own(
    load: Callable[..., ImportReport],
    marc: Callable[..., bytes],
    store: Store,
    names: Names,
    out: Callable[[], bytes],
    exporter: Exporter,
    scope: Scope,
) -> None:
    load(marc(*SALT))
    before, lines = graph(store, names), out()
    marc_before = list(exporter.marc("harbor", scope))
    report = load(lines)
    assert (report.failed, report.conflicted) == (0, 0)
    after = graph(store, names)
    assert {iri: after[iri] for iri in before} == before
    assert list(exporter.marc("harbor", scope)) == marc_before
    assert same(lines, out(), graphs=True)
    load(lines, tenant="lindenau")
    (work,) = of_type(store, names, "bf:Work", "lindenau")
    assert work.startswith("https://c.example/lindenau/works/")


def test_an_edition_meets_the_one_that_is_there_and_so_does_its_work(
    load: Callable[..., ImportReport], marc: Callable[..., bytes], store: Store, names: Names
) -> None:
    load(marc(*SALT))
    there = of_type(store, names, "bf:Instance") + of_type(store, names, "bf:Work")
    report = load(
        turtle(
            '<http://e.example/w> a bf:Work ; bf:summary [ a bf:Summary ; rdf:value "New." ] .',
            "<http://e.example/i> a bf:Instance ; bf:instanceOf <http://e.example/w> ;",
            '  bf:identifiedBy [ a bf:Isbn ; rdf:value "9780802713735" ] .',
        ),
        options=ImportOptions(policy=ImportPolicy(match_on=("isbn",))),
    )
    assert (report.failed, report.matched) == (0, 1)
    assert of_type(store, names, "bf:Instance") + of_type(store, names, "bf:Work") == there
    assert "bf:summary" in graph(store, names)[there[1]]


def test_the_form_of_a_file_is_seen_from_how_it_begins() -> None:
    xml = b'<?xml version="1.0"?>\n'
    begins = {
        b"# Made elsewhere\n@prefix bf: <http://e.example/> .": RdfFormat.TURTLE,
        b"<http://e.example/1> <http://e.example/p> <http://e.example/2> .\n": RdfFormat.NQUADS,
        b'_:a <http://e.example/p> "x" <http://e.example/g> .': RdfFormat.NQUADS,
        xml + RDF_XML: RdfFormat.RDFXML,
        b'{"@id": "http://e.example/1"}\n{"@id": "http://e.example/2"}\n': RdfFormat.JSONL,
        b'[{"@id": "http://e.example/1"}]': RdfFormat.JSONLD,
        xml + b'<collection xmlns="http://www.loc.gov/MARC21/slim">': None,
        b'{"leader": "", "fields": []}': None,
        b"00714cam a2200205 a 4500": None,
        b"Dear colleagues: see <http://e.example/>": None,
        b"": None,
    }
    assert {octets: recognised(octets) for octets in begins} == begins


def test_works_that_tell_of_each_other_are_both_described(
    load: Callable[..., ImportReport], store: Store, names: Names, out: Callable[[], bytes]
) -> None:
    octets = turtle(
        "<http://e.example/1> a bf:Work ; bf:relation [ bf:associatedResource <http://e.example/2> ] .",
        "<http://e.example/2> a bf:Work ; bf:relation [ bf:associatedResource <http://e.example/1> ] .",
    )
    assert load(octets).created == 2
    assert len(of_type(store, names, "bf:Work")) == 2
    assert same(octets, out(), ox.RdfFormat.TURTLE)


def test_what_two_records_tell_of_one_heading_is_shown_once_and_given_back_twice(
    load: Callable[..., ImportReport], store: Store, names: Names, out: Callable[[], bytes]
) -> None:
    heading = '<http://e.example/s> a bf:Topic ; bf:componentList ( [ bf:code "1" ] [ bf:code "2" ] ) .'
    octets = turtle(
        "<http://e.example/1> a bf:Work ; bf:subject <http://e.example/s> .",
        heading,
        '<http://e.example/2> a bf:Work ; bf:subject <http://e.example/s> , [ a bf:Topic ; bf:code "1" ] .',
        heading,
        '<http://e.example/t> a bf:Topic ; bf:componentList ( [ bf:code "1" ] [ bf:code "3" ] ) .',
        "<http://e.example/2> bf:subject <http://e.example/t> .",
    )
    load(octets)
    bodies = graph(store, names)
    for work in of_type(store, names, "bf:Work"):
        assert len(bodies[work]["bf:subject"][0]["bf:componentList"]) == 1
    assert same(octets, out(), ox.RdfFormat.TURTLE)


def test_what_no_description_reaches_is_kept_and_goes_out_again(
    load: Callable[..., ImportReport], out: Callable[[], bytes]
) -> None:
    octets = turtle(
        '[] bf:note "left over" .',
        '[] bf:note "left over" ; bf:source [ bf:code "x" ] .',
        '[] bf:note "left over" ; bf:source [ bf:code "x" ] .',
        "_:a bf:note _:b . _:b bf:note _:a .",
        "<http://e.example/w> bf:subject <http://e.example/s> .",
        '<http://e.example/s> a bf:Topic ; bf:note [ bf:code "1" ] , [ bf:code "1" ] , [ bf:code "2" ] .',
        "<http://e.example/claim> bf:note <http://e.example/w> .",
        '<http://e.example/w> a bf:Work ; bf:date "x"^^<http://id.loc.gov/datatypes/codes/gac> .',
        '<http://e.example/h> a bf:Hub ; bf:title [ a bf:Title ; bf:mainTitle "Salt" ] .',
    )
    assert (load(octets).warnings, load(octets).unchanged) == (2, 4)
    assert same(octets, out(), ox.RdfFormat.TURTLE)


def test_a_line_that_cannot_be_read_costs_its_record_alone(load: Callable[..., ImportReport]) -> None:
    good = f"<http://e.example/{{}}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{BF}Work> ."
    lines = [good.format(1), good.format(2), "<http://e.example/2> <broken", "what?", good.format(3)[:-20]]
    report = load("\n".join(lines).encode())
    assert (report.created, report.failed) == (1, 3)
    assert {(each.code, each.control_number) for each in report.problems} == {
        ("RDF_DAMAGED", "http://e.example/2"),
        ("RDF_DAMAGED", "http://e.example/3"),
        ("RDF_DAMAGED", None),
    }


RDF_XML = b"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns:a='urn:a:'>"
NESTED = "".join("[ bf:note " for _ in range(60)) + '"x"' + " ]" * 60


@pytest.mark.parametrize(
    ("octets", "refusal"),
    [
        (b"<!DOCTYPE a [<!ENTITY b 'bb'>]>" + RDF_XML + b"</rdf:RDF>", "document type"),
        (RDF_XML + b"<rdf:Description>", "not XML"),
        (RDF_XML + b"<a:b>" * 500, "nested"),
        (b'{"@context": "http://127.0.0.1:9/context", "@id": "http://e.example/1"}', "nothing is fetched"),
        (b'{"@context": {"@import": "http://127.0.0.1:9/c"}, "@id": "http://e.example/1"}', "nothing is fetched"),
        (b'{"@context": {}, "@id": ' + b"[" * 500 + b"]" * 500 + b"}", "nested"),
        (b'{"@id": "http://e.example/1"', "not JSON"),
        (turtle("<http://e.example/1> a bf:Work ; ~ ."), "not TriG"),
    ],
)  # fmt: skip
def test_what_cannot_be_trusted_is_refused_before_anything_is_written(
    octets: bytes, refusal: str, load: Callable[..., ImportReport], store: Store, tenants: object
) -> None:
    position = store.position()
    with pytest.raises(RdfRefused, match=refusal):
        load(octets)
    assert store.position() == position


def test_what_is_nested_or_hangs_together_without_end_is_reported(
    load: Callable[..., ImportReport], out: Callable[[], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdf_cutting, "MOST_STATEMENTS", 200)
    circle = '<http://e.example/3> a bf:Work ; bf:note _:a . _:a bf:note _:b . _:b bf:note _:a ; rdf:value "round" .'
    octets = turtle(
        f"<http://e.example/1> a bf:Work ; bf:note {NESTED} .",
        "<http://e.example/2> a bf:Work .",
        *(f'<http://e.example/2> bf:note "{number}" .' for number in range(300)),
        circle,
    )
    report = load(octets)
    assert (report.created, report.failed) == (1, 2)
    assert {each.code for each in report.problems} == {"INVALID", "RDF_TOO_LARGE"}
    assert same(turtle(circle), out(), ox.RdfFormat.TURTLE)


def test_the_reference_conversion_goes_out_as_it_came(
    shared_data: Path, load: Callable[..., ImportReport], out: Callable[[], bytes]
) -> None:
    with gzip.open(shared_data / "reference" / "loc_bibframe.nq.gz") as lines:
        some = list(_first_graphs(lines, 12))
    report = load(b"".join(some))
    assert report.failed == 0
    for octets, given in zip(_by_graph(some), _by_graph(out().splitlines(keepends=True)), strict=True):
        assert same(octets, given)


def _graph(line: bytes) -> bytes:
    return line.rsplit(b" ", 2)[1]


def _by_graph(lines: Iterable[bytes]) -> list[bytes]:
    return [b"".join(group) for _, group in groupby(sorted(lines, key=_graph), _graph)]


def _first_graphs(lines: Iterable[bytes], most: int) -> Iterable[bytes]:
    for number, (_, group) in enumerate(groupby(lines, _graph)):
        if number == most:
            return
        yield from group
