"""The SPARQL 1.1 protocol as the W3C's tests of it ask: operations, datasets, formats, and what is refused.

The tests themselves (w3c/rdf-tests, sparql11/protocol) load foreign data into the server, which this one has no way to
do; each is asked here of the libraries' own graphs.
"""

from __future__ import annotations

import csv
import json
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import httpx
import pyoxigraph as ox
import pytest

from app.settings import StoreAddress
from tests.app.server.conftest import MEMORY, PRIVATE, PUBLIC, SECRET, SHARED, Client, make_world, running

BASE = "http://localhost:8000/"
TITLES = "SELECT DISTINCT ?t { ?w <http://id.loc.gov/ontologies/bibframe/mainTitle> ?t } ORDER BY ?t"
NAMED = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"
FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-query"


def graph(library: str) -> str:
    return f"{BASE}{library}/graphs/catalogue"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    directory = tmp_path_factory.mktemp("protocol")
    made = make_world(replace(MEMORY, store=StoreAddress("sqlite", directory / "store.sqlite")), books=2)
    made.installation.bring_up_to_date("sparql")
    with running(made.installation) as address, httpx.Client(base_url=address, timeout=60) as http:
        yield Client(http, made.tokens)
    made.installation.close()


@pytest.fixture
def ask(client):
    """Sends a query as a researcher of the library that shares in its network, and so reads two."""

    def send(query: str | None, *, path="/sparql", how="GET", accept="*/*", who=f"researcher@{SHARED}", **graphs):
        headers = client.headers(who) | {"Accept": accept}
        fields = {} if query is None else {"query": query}
        fields |= {name.replace("_", "-"): value for name, value in graphs.items()}
        if how == "GET":
            return client.http.get(path, params=fields, headers=headers)
        if how == FORM:
            return client.http.post(path, data=fields, headers=headers)
        del fields["query"]
        return client.http.post(path, params=fields, content=query, headers=headers | {"Content-Type": DIRECT})

    return send


def values(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [next(iter(row.values()))["value"] for row in answer.json()["results"]["bindings"]]


@pytest.mark.parametrize("how", ["GET", FORM, DIRECT])
def test_a_query_is_sent_in_three_ways(ask, how):
    found = values(ask(TITLES, how=how))
    assert {each.partition(" ")[0] for each in found} == {"Harbor", "Lindenau"}
    assert ask("ASK { ?s ?p ?o }", how=how).json()["boolean"] is True


@pytest.mark.parametrize("how", ["GET", FORM, DIRECT])
def test_a_request_names_the_graphs_of_its_query(ask, how):
    one = ask(TITLES, how=how, default_graph_uri=graph(PUBLIC))
    assert {each.partition(" ")[0] for each in values(one)} == {"Harbor"}
    both = ask(TITLES, how=how, default_graph_uri=[graph(PUBLIC), graph(SHARED)])
    assert {each.partition(" ")[0] for each in values(both)} == {"Harbor", "Lindenau"}
    assert values(ask(NAMED, how=how, named_graph_uri=graph(SHARED))) == [graph(SHARED)]
    assert values(ask(TITLES, how=how, named_graph_uri=graph(SHARED))) == []
    full = ask(NAMED, how=how, default_graph_uri=graph(PUBLIC), named_graph_uri=graph(SHARED))
    assert values(full) == [graph(SHARED)]


def test_the_graphs_of_the_request_count_before_those_of_the_text(ask):
    text = TITLES.replace("{", f"FROM <{graph(SHARED)}> {{", 1)
    assert {each.partition(" ")[0] for each in values(ask(text))} == {"Lindenau"}
    assert {each.partition(" ")[0] for each in values(ask(text, default_graph_uri=graph(PUBLIC)))} == {"Harbor"}


def test_a_text_names_graphs_by_the_end_of_an_address(ask):
    def named(base: str) -> httpx.Response:
        return ask(f"BASE <{BASE}{base}> {TITLES}".replace("{ ?w", "FROM <graphs/catalogue> { ?w"))

    assert {each.partition(" ")[0] for each in values(named(f"{PUBLIC}/"))} == {"Harbor"}
    refused = named(f"{PRIVATE}/")
    assert refused.status_code == 400
    assert SECRET not in refused.text


def test_addresses_that_are_not_whole_are_below_that_of_the_installation_but_never_name_graphs_of_from(ask):
    assert f"<{BASE}s> <{BASE}p>" in ask("CONSTRUCT { <s> <p> 1 } WHERE {}").text
    assert values(ask("SELECT ?x { BIND(<x> AS ?x) }")) == [f"{BASE}x"]
    assert ask(f"SELECT * FROM <{PUBLIC}/graphs/catalogue> {{ ?s ?p ?o }}").status_code == 400
    assert values(ask(f"SELECT ?s {{ GRAPH <{PRIVATE}/graphs/patrons> {{ ?s ?p ?o }} }}")) == []


@pytest.mark.parametrize("kind", ["catalogue", "staff", "patrons", "circulation"])
@pytest.mark.parametrize("name", ["default_graph_uri", "named_graph_uri"])
def test_no_request_names_a_graph_that_its_maker_may_not_read(ask, kind, name):
    answer = ask(NAMED, **{name: [graph(PUBLIC), f"{BASE}{PRIVATE}/graphs/{kind}"]})
    assert answer.status_code == 400
    assert SECRET not in answer.text
    assert ask(NAMED, **{name: "no graph at all"}).status_code == 400


@pytest.mark.parametrize(
    ("send", "status"),
    [
        ({"method": "PUT", "params": {"query": "ASK {}"}}, 405),
        ({"method": "GET", "params": {"query": ["ASK {}", "SELECT * {}"]}}, 400),
        ({"method": "GET", "params": {"query": ""}}, 400),
        ({"method": "GET", "params": {"default-graph-uri": graph(PUBLIC)}}, 400),
        ({"method": "POST", "content": b"ASK {}", "headers": {"Content-Type": "text/plain"}}, 415),
        ({"method": "POST", "content": b"ASK {}"}, 415),
        ({"method": "POST", "content": b"query=ASK%20%7B%7D"}, 415),
        ({"method": "POST", "content": "ASK {}".encode("utf-16"), "headers": {"Content-Type": DIRECT}}, 400),
        ({"method": "POST", "content": b"ASK {}", "headers": {"Content-Type": f"{DIRECT}; charset=UTF-16"}}, 415),
        ({"method": "GET", "params": {"query": "ASK"}}, 400),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 400),
        ({"method": "POST", "content": b"CLEAR ALL", "headers": {"Content-Type": "application/sparql-update"}}, 415),
        ({"method": "POST", "content": b"a=b&" * 5_000, "headers": {"Content-Type": FORM}}, 400),
    ],
)
def test_what_is_no_query_of_the_protocol_is_refused(client, send, status):
    headers = client.headers(f"researcher@{SHARED}") | {"Accept": "*/*"} | send.pop("headers", {})
    answer = client.http.request(url="/sparql", headers=headers, **send)
    assert answer.status_code == status, answer.text
    assert answer.json()["errors"][0]["extensions"]["code"]


TERMS = r"""SELECT ?iri ?plain ?tagged ?number ?none ?node {
  VALUES (?iri ?plain ?tagged ?number) { (<http://a.example/x> "a \"quoted\", <text>\n\t& more" "Wörter"@de 7) }
  OPTIONAL { ?none a <http://a.example/Nothing> } BIND(BNODE() AS ?node) }"""
PLAIN = 'a "quoted", <text>\n\t& more'


def test_rows_are_written_in_json_xml_csv_and_tsv(ask):
    (row,) = json.loads(ask(TERMS, accept="application/json").content)["results"]["bindings"]
    assert row["plain"] == {"type": "literal", "value": PLAIN, "datatype": "http://www.w3.org/2001/XMLSchema#string"}
    assert row["tagged"]["xml:lang"] == "de"
    assert "none" not in row

    answer = ask(TERMS, accept="application/sparql-results+xml")
    space = "{http://www.w3.org/2005/sparql-results#}"
    root = ET.fromstring(answer.content)
    found = {each.get("name"): each[0] for each in root.iter(f"{space}binding")}
    assert [each.get("name") for each in root.iter(f"{space}variable")][:2] == ["iri", "plain"]
    assert (found["iri"].tag, found["plain"].text, found["node"].tag) == (f"{space}uri", PLAIN, f"{space}bnode")
    assert found["tagged"].get("{http://www.w3.org/XML/1998/namespace}lang") == "de"

    answer = ask(TERMS, accept="text/csv;q=1, application/json;q=0.1")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    names, line = csv.reader(answer.text.splitlines(keepends=True))
    assert names == ["iri", "plain", "tagged", "number", "none", "node"]
    assert line[:5] == ["http://a.example/x", PLAIN, "Wörter", "7", ""]

    names, line = (each.split("\t") for each in ask(TERMS, accept="text/tab-separated-values").text.splitlines())
    assert names[0] == "?iri"
    assert line[:3] == ["<http://a.example/x>", r'"a \"quoted\", <text>\n\t& more"', '"Wörter"@de']
    assert line[4] == ""

    assert b"<boolean>false</boolean>" in ask("ASK { FILTER(false) }", accept="text/xml").content
    assert ask("ASK { FILTER(false) }", accept="text/csv").json()["boolean"] is False


def test_a_graph_is_written_in_every_format_of_rdf(ask):
    text = "CONSTRUCT { ?w a ?t } WHERE { ?w a ?t }"
    said = {str(each) for each in ox.parse(ask(text).content, format=ox.RdfFormat.N_TRIPLES)}
    assert said
    for form in (ox.RdfFormat.TURTLE, ox.RdfFormat.RDF_XML, ox.RdfFormat.JSON_LD, ox.RdfFormat.TRIG):
        answer = ask(text, accept=form.media_type)
        assert answer.headers["content-type"].partition(";")[0] == form.media_type
        assert {str(each) for each in ox.parse(answer.content, format=form)} == said
    odd = r'CONSTRUCT { <http://a.example/x> <http://a.example/y> "a\u001Bb" } WHERE {}'
    assert ET.fromstring(ask(odd, accept="application/rdf+xml").content)[0][0].text == "a\ufffdb"


def test_an_endpoint_describes_itself_and_the_graphs_that_whoever_asks_may_query(ask):
    def named(**how) -> set[str]:
        answer = ask(None, accept="text/turtle", **how)
        assert answer.status_code == 200, answer.text
        assert SECRET not in answer.text
        quads = ox.parse(answer.content, format=ox.RdfFormat.TURTLE)
        return {q.object.value for q in quads if q.predicate.value.endswith("description#name")}

    assert {graph(PUBLIC), graph(SHARED)} <= named()
    assert graph(PRIVATE) not in named()
    assert graph(SHARED) not in named(path=f"/{PUBLIC}/sparql", who=f"researcher@{PUBLIC}")
    assert graph(SHARED) not in named(who=None)


def test_a_network_has_an_endpoint_for_who_belongs_to_it(ask):
    found = {each.partition(" ")[0] for each in values(ask(TITLES, path="/networks/rivers/sparql"))}
    assert found == {"Harbor", "Lindenau"}
    assert ask(TITLES, path="/networks/nowhere/sparql").status_code == 403
    assert ask(TITLES, path="/networks/rivers/sparql", who=None).status_code == 403
    own = {each.partition(" ")[0] for each in values(ask(TITLES, path=f"/{SHARED}/sparql"))}
    assert own == {"Lindenau"}


def test_what_was_said_at_a_moment_is_put_together_when_somebody_asks_and_answered_then(client, ask):
    moment = datetime.now(UTC).isoformat()
    query = TITLES
    early = ask(query, asOf=moment)
    assert (early.status_code, early.json()["errors"][0]["extensions"]["code"]) == (503, "PAST_BEING_MADE")
    assert early.headers["retry-after"]
    answer = early
    while answer.status_code == 503:
        time.sleep(0.05)
        answer = ask(query, asOf=moment)
    assert sorted(values(answer)) == sorted(values(ask(query)))
    said = "?w <http://www.w3.org/ns/prov#wasAttributedTo> ?who"
    who = f"SELECT ?who {{ GRAPH <{graph(SHARED)}/provenance> {{ {said} }} }}"
    assert set(values(ask(who, asOf=moment))) == {f"{BASE}tenants/{SHARED}"}
    assert ask(query, asOf="soon").status_code == 400
    assert client.http.get("/sparql", params={"query": query, "asOf": moment}).status_code in {401, 403}
    elsewhere = ask(f"SELECT ?s FROM <{graph(PRIVATE)}> {{ ?s ?p ?o }}", asOf=moment)
    assert elsewhere.status_code == 400
