"""BIBFRAME of another system behind a real server: it is described, shown, searched and given away as anything else."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest

from graph.access.model import operator

from .conftest import World

THEIRS = Path(__file__).parents[2] / "graph" / "catalogue" / "foreign" / "converted.rdf"
SEARCH = """{ search(input: {text: "quiet rivers", kinds: [WORK]}) { nodes { ... on Work {
  iri sameAs title { full } contributions(first: 5) { nodes { agent { label { value } } } }
  instances(first: 5) { nodes { marc items(first: 5) { nodes { callNumber } } } } } } } }"""


@pytest.fixture
def theirs(fresh: World) -> World:
    with THEIRS.open("rb") as stream:
        report = fresh.installation.services.importer.run(operator("harbor"), "harbor", stream)
    assert report.failed == 0
    fresh.installation.bring_up_to_date("search")
    access = fresh.installation.services.access
    account = access.create_account(operator(), "cataloguer", {"harbor": ["cataloguer"]}, "harbor")
    fresh.tokens["cataloguer"] = access.issue_token(operator(), account.id).secret
    return fresh


def said(octets: bytes, form: ox.RdfFormat) -> ox.Dataset:
    found = ox.Dataset(ox.parse(octets, format=form))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return found


def test_theirs_is_found_shown_and_given_away(theirs: World) -> None:
    answer = theirs.get("/harbor/graphql", method="POST", json={"query": SEARCH}, who="cataloguer").json()
    assert "errors" not in answer, answer
    (work,) = answer["data"]["search"]["nodes"]
    (instance,) = work["instances"]["nodes"]
    assert work["sameAs"] == ["http://records.example/0042#Work"]
    assert "Okonkwo, Ifeoma, 1961-" in str(work["contributions"])
    assert "Tide tables for quiet rivers" in instance["marc"]
    assert "9780000000019" in instance["marc"]
    assert instance["items"]["nodes"] == [{"callNumber": "GC305 .O36"}]
    page = theirs.get(urlsplit(work["iri"]).path, headers={"Accept": "text/html"}, follow_redirects=True)
    assert (page.status_code, "Tide tables for quiet rivers" in page.text) == (200, True)
    mine = theirs.get("/harbor/exchange", who="cataloguer", params={"id": work["iri"], "format": "rdfxml"})
    assert mine.headers["content-type"] == "application/rdf+xml"
    assert said(mine.content, ox.RdfFormat.RDF_XML) == said(THEIRS.read_bytes(), ox.RdfFormat.RDF_XML)
    anybodys = theirs.get("/harbor/exchange", params={"id": work["iri"]})
    with zipfile.ZipFile(io.BytesIO(anybodys.content)) as archive:
        lines = archive.read("descriptions.nq")
    assert f"<{work['iri']}>".encode() in lines
    assert b"<http://records.example/0042#Work780-12>" not in lines
