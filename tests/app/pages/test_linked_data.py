"""Every address of a resource answers: in each format and vocabulary, to who has it already, and after it is gone."""

from __future__ import annotations

from urllib.parse import urlsplit

import httpx
import pymarc
import pytest
from pyoxigraph import RdfFormat, parse

from app.protocols.linked.formats import FORMS
from graph.access.model import SharingLevel, operator
from graph.tenants.model import Sharing
from tests.app.pages.conftest import SECRET

RDF = {
    "ttl": RdfFormat.TURTLE,
    "jsonld": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "rdf": RdfFormat.RDF_XML,
}
MAIN_TITLE = "<http://id.loc.gov/ontologies/bibframe/mainTitle>"


@pytest.fixture
def program(world):
    """A program that says nothing but what it takes."""
    with httpx.Client(base_url=world.address) as made:
        yield made


def made(world, label, type="bf:Work", library="harbor"):
    """A resource of a library, and its path."""
    found = world.installation.services.catalogue.create(operator(library), type, {"rdfs:label": [label]})
    return found, urlsplit(found.iri).path


@pytest.mark.parametrize("ending", FORMS)
def test_the_address_leads_to_the_format_that_is_asked_for(program, world, ending):
    path = f"/harbor/works/{world.work('War and peace')}"
    led = program.get(path, headers={"Accept": f"{FORMS[ending].media}, text/html;q=0.5"})
    assert (led.status_code, led.headers["location"]) == (303, f"{path}.{ending}")
    answer = program.get(led.headers["location"])
    assert answer.headers["content-type"].partition(";")[0] == FORMS[ending].media
    for each in (led, answer):
        assert each.headers["access-control-allow-origin"] == "*"
        assert "Accept" in each.headers["vary"]
    assert 'rel="describes"' in answer.headers["link"]
    if ending in RDF:
        quads = list(parse(answer.content, RDF[ending]))
        titles = {each.object.value for each in quads if str(each.predicate) == MAIN_TITLE}
        assert "War and peace" in titles
        graphs = {str(each.graph_name) for each in quads} - {"DEFAULT"}
        assert bool(graphs) == (ending in {"nq", "trig"})
        assert all(each.endswith("/harbor/graphs/catalogue>") for each in graphs)
    elif ending == "mrc":
        assert "War and peace" in pymarc.Record(answer.content).title
    else:
        assert "War and peace" in answer.text


def test_every_way_of_writing_a_description_says_the_same(program, world):
    path = f"/harbor/works/{world.work('Moby-Dick')}"
    said = [
        {
            (str(each.subject), str(each.predicate), str(each.object))
            for each in parse(program.get(f"{path}.{ending}").content, form)
            if not each.predicate.value.endswith(("#first", "#rest", "#componentList"))  # cells have no name in JSON-LD
        }
        for ending, form in RDF.items()
    ]
    assert len(said[0]) > 20
    assert [each ^ said[0] for each in said] == [set()] * len(RDF)


def test_a_person_gets_the_page_and_so_does_who_takes_anything(program, world):
    path = f"/harbor/works/{world.work('Moby-Dick')}"
    for address, accept in ((path, "text/html"), (path, "*/*"), (f"{path}.html", "text/turtle")):
        answer = program.get(address, headers={"Accept": accept})
        assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/html"), accept


def test_who_takes_none_of_the_formats_is_told(program, world):
    answer = program.get(f"/harbor/works/{world.work('Moby-Dick')}", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_ACCEPTABLE"


@pytest.mark.parametrize("asking", [{"Accept-Profile": "<https://schema.org/>"}, {}])
def test_the_same_is_said_in_the_words_of_schema_org(program, world, asking):
    path = f"/harbor/works/{world.work('War and peace')}"
    if asking:
        led = program.get(path, headers={"Accept": "text/turtle", **asking})
        assert led.headers["location"] == f"{path}.ttl?_profile=schema"
    answer = program.get(f"{path}.ttl", params={} if asking else {"_profile": "schema"}, headers=asking)
    assert answer.headers["content-profile"] == "<http://schema.org/>"
    names = {q.object.value for q in parse(answer.content, RdfFormat.TURTLE) if q.predicate.value.endswith("org/name")}
    assert any("War and peace" in each for each in names)
    jsonld = program.get(f"{path}.jsonld", params={"_profile": "schema"}).json()
    assert jsonld["@context"] == "https://schema.org"


def test_what_the_client_has_already_is_not_sent_again_until_it_changes(program, world):
    services = world.installation.services
    found, path = made(world, "Before")
    first = program.get(f"{path}.ttl")
    for known in (
        {"If-None-Match": first.headers["etag"]},
        {"If-None-Match": f'"other", {first.headers["etag"]}'},
        {"If-Modified-Since": first.headers["last-modified"]},
    ):
        again = program.get(f"{path}.ttl", headers=known)
        assert (again.status_code, again.content) == (304, b""), known
        assert again.headers["etag"] == first.headers["etag"]
    other = program.get(f"{path}.nt", headers={"If-None-Match": first.headers["etag"]})
    assert other.status_code == 200
    made(world, "Another")  # what is written elsewhere changes nothing here
    assert program.get(f"{path}.ttl", headers={"If-None-Match": first.headers["etag"]}).status_code == 304
    services.catalogue.update(
        operator("harbor"), found.iri, found.revision, {"@type": ["bf:Work"], "rdfs:label": ["After"]}
    )
    later = program.get(f"{path}.ttl", headers={"If-None-Match": first.headers["etag"]})
    assert later.status_code == 200
    assert "After" in later.text


def test_a_record_that_changed_in_its_edition_is_sent_again(program, world):
    path = f"/harbor/works/{world.work('Moby-Dick')}"
    first = program.get(f"{path}.marcxml")
    made(world, "Anything")
    assert program.get(f"{path}.marcxml", headers={"If-None-Match": first.headers["etag"]}).status_code == 200


@pytest.mark.parametrize(("ending", "accept"), [("", "text/turtle"), (".ttl", "*/*"), (".ttl", "text/turtle")])
def test_what_was_deleted_is_gone_and_what_was_merged_leads_on(program, world, ending, accept):
    services = world.installation.services
    deleted, path = made(world, "Deleted")
    merged, other = made(world, "Merged")
    kept, target = made(world, "Kept")
    services.catalogue.delete(operator("harbor"), deleted.iri, deleted.revision)
    services.catalogue.delete(operator("harbor"), merged.iri, merged.revision, kept.iri)
    assert program.get(path + ending, headers={"Accept": accept}).status_code == 410
    led = program.get(other + ending, headers={"Accept": accept})
    assert (led.status_code, led.headers["location"]) == (301, target + ending)
    assert program.get(f"/harbor/works/never{ending}", headers={"Accept": accept}).status_code == 404


def test_the_page_of_what_was_deleted_says_so(browser, world):
    found, path = made(world, "Deleted")
    world.installation.services.catalogue.delete(operator("harbor"), found.iri, found.revision)
    for language, said in (("en", "This is no longer here"), ("pl", "Tego już tu nie ma")):
        answer = browser.get(path, params={"lang": language})
        assert answer.status_code == 410
        assert f"<h1>{said}</h1>" in answer.text


def test_nothing_of_a_private_library_is_told_not_even_that_it_was_deleted(program, world):
    _, path = made(world, SECRET, library="cloister")
    gone, lost = made(world, SECRET, library="cloister")
    world.installation.services.catalogue.delete(operator("cloister"), gone.iri, gone.revision)
    for each in (path, lost, "/cloister/works/never", "/nowhere/works/one"):
        for ending in ("", *(f".{one}" for one in FORMS)):
            answer = program.get(each + ending, headers={"Accept": "text/turtle"})
            assert answer.status_code == 404, each + ending
            assert SECRET not in answer.text


def test_pages_of_other_sites_may_ask(program):
    answer = program.options("/harbor/works/any", headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 204
    assert "Accept-Profile" in answer.headers["access-control-allow-headers"]


def statements(answer):
    return {(str(each.subject), str(each.predicate), str(each.object)) for each in parse(answer.content, RDF["ttl"])}


def test_each_library_and_the_installation_say_what_data_there_is(program, world):
    void, base = "http://rdfs.org/ns/void#", world.installation.services.names.base
    whole = statements(program.get("/.well-known/void"))
    parts = {part for _, predicate, part in whole if predicate == f"<{void}subset>"}
    assert parts == {f"<{base}{slug}/void#dataset>" for slug in ("harbor", "lindenau", "meridian", "alone")}
    assert SECRET not in program.get("/.well-known/void").text
    own = statements(program.get("/harbor/void"))
    data_set = f"<{base}harbor/void#dataset>"
    assert (data_set, f"<{void}sparqlEndpoint>", f"<{base}harbor/sparql>") in own
    counts = [int(o.split('"')[1]) for s, p, o in own if p == f"<{void}entities>" and "-Work" in s]
    assert counts[0] > 3
    (example,) = [work.strip("<>") for _, predicate, work in own if predicate == f"<{void}exampleResource>"]
    assert program.get(urlsplit(example).path).status_code == 200
    assert program.get("/cloister/void").status_code == 404
    assert program.get("/harbor/void.jsonld").headers["content-type"] == "application/ld+json"
    assert program.get("/harbor/void.mrc").status_code == 406


def test_each_network_says_what_data_there_is_to_those_who_may_read_it(program, browser, world):
    services, void, dcat = world.installation.services, "http://rdfs.org/ns/void#", "http://www.w3.org/ns/dcat#"
    network = next(each for each in services.tenants.networks() if each.members)
    base, path = services.names.base, f"/networks/{network.slug}"
    assert program.get(path, headers={"Accept": "text/turtle"}).headers["location"] == f"{path}/void"
    graph = program.get(f"/graphs/network/{network.slug}")
    assert (graph.status_code, graph.headers["location"]) == (303, path)
    own, data_set = statements(program.get(f"{path}/void")), f"<{base}{path[1:]}/void#dataset>"
    assert (data_set, f"<{void}sparqlEndpoint>", f"<{base}{path[1:]}/sparql>") in own
    assert (data_set, f"<{dcat}landingPage>", f"<{base}{path[1:]}/>") in own
    followed = {o for _, p, o in own if p == f"<{dcat}endpointURL>"}
    assert followed == {f"<{base}{path[1:]}/{each}>" for each in ("sparql", "changes")}
    parts = {o for s, p, o in own if s == data_set and p == f"<{void}subset>"}
    assert parts == {f"<{base}{slug}/void#dataset>" for slug in network.members if slug != "cloister"}
    whole = statements(program.get("/.well-known/void"))
    assert any(p == f"<{dcat}dataset>" and o == data_set for _, p, o in whole)
    page = browser.get(path)
    for each in (f"{path}/sparql", f"{path}/changes", f"{path}/void.ttl", "/harbor/oai?verb=Identify", "/harbor/sru"):
        assert f'href="{each}"' in page.text
        assert program.get(each).status_code in {200, 403}, each  # to ask in SPARQL takes a role
    assert SECRET not in page.text + program.get(f"{path}/void.nt").text
    assert f'href="{path}"' in browser.get("/").text
    hidden = Sharing(SharingLevel.PRIVATE)
    services.tenants.create_network(operator(), "zone", {"en": SECRET}, sharing=hidden)
    for each in ("/networks/zone", "/networks/zone/void", "/networks/zone/void.ttl", "/networks/nowhere/void"):
        assert (program.get(each).status_code, SECRET in program.get(each).text) == (404, False), each
    assert SECRET not in program.get("/.well-known/void").text


def test_our_ontology_is_at_its_address(program):
    answer = program.get("/ns/lsp", headers={"Accept": "text/turtle"})
    labels = {subject for subject, predicate, _ in statements(answer) if predicate.endswith("schema#label>")}
    assert "<https://catalograph.org/ns/lsp#Holdings>" in labels
    again = program.get("/ns/lsp.rdf", headers={"If-None-Match": program.get("/ns/lsp.rdf").headers["etag"]})
    assert again.status_code == 304


def test_what_a_network_shares_answers_at_its_own_address(program, browser, world):
    services = world.installation.services
    (network, *_) = services.tenants.networks()
    services.tenants.create_network(operator(), "islands", {"en": "Islands"})
    for slug, status in ((network.slug, 200), ("islands", 404)):  # a network of no library has no page
        made = services.catalogue.create(operator(), "bf:Work", {"rdfs:label": [f"Of {slug}"]}, network=slug)
        path = urlsplit(made.iri).path
        assert path.startswith("/networks/works/")
        led = program.get(path, headers={"Accept": "text/turtle"})
        assert (led.status_code, led.headers["location"]) == (303, f"{path}.ttl")
        assert f"Of {slug}" in program.get(f"{path}.ttl").text
        (graph,) = {str(each.graph_name) for each in parse(program.get(f"{path}.nq").content, RDF["nq"])}
        assert graph.endswith(f"/graphs/network/{slug}>")
        page = browser.get(path, follow_redirects=True)
        assert page.status_code == status
        assert (f'href="{path}.ttl"' in page.text) is (status == 200)
        assert program.get(f"{path}.jsonld?_profile=schema").json()["name"] == f"Of {slug}"
        services.catalogue.delete(operator(), made.iri, made.revision, network=slug)
        assert program.get(f"{path}.ttl").status_code == 410
        assert browser.get(path, follow_redirects=True).status_code == 410


def test_holdings_and_places_answer_too(program, browser, world):
    services = world.installation.services
    scope = services.access.scope(operator("harbor"))
    house, *_, place = services.places.units(["harbor"], scope)[0]
    for path in (urlsplit(house.iri).path, "/harbor/graphs/catalogue"):
        assert browser.get(path).headers["location"] == "/harbor/"
        assert program.get(path, headers={"Accept": "text/turtle"}).headers["location"] == "/harbor/void"
        assert program.get(path.replace("harbor", "cloister")).status_code == 404
    path = urlsplit(place.iri).path
    assert program.get(f"{path}.ttl").status_code == 200
    assert browser.get(path).headers["location"] == "/harbor/"
    _, edition = made(world, "Held", "bf:Instance")
    base = services.names.base
    held = services.catalogue.create(
        operator("harbor"), "lsp:Holdings", {"lsp:holdingsFor": [{"@id": base.rstrip("/") + edition}]}
    )
    led = browser.get(urlsplit(held.iri).path)
    assert (led.status_code, led.headers["location"]) == (303, edition)
