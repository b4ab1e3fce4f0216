"""A word that stands in private graphs alone is found by nobody who follows every link there is."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, urljoin

import httpx
import pytest

from app.downloads import Downloads
from app.protocols.oai.formats import FORMATS
from app.protocols.public_graphs import of_library
from app.protocols.sru.records import SCHEMAS
from graph.access.model import operator

from .shelf import CANARY, Shelf, opened
from .test_downloads import MIDNIGHT

ASKED = (
    "/", "/robots.txt", "/sitemap.xml", "/harbor/", "/harbor/search?q=tides", "/harbor/about", "/.well-known/void",
    "/harbor/void",
    *(f"/harbor/oai?verb=ListRecords&metadataPrefix={each}" for each in FORMATS),
    *(f"/harbor/sru?query=cql.allRecords=1&recordSchema={each.name}" for each in SCHEMAS),
    *(f"/harbor/exchange?id=http://localhost:8000/harbor/works/w&format={each}" for each in ("nquads", "rdfxml")),
    "/harbor/changes", "/harbor/downloads", f"/harbor/suggest2?q={CANARY[:5]}", "/harbor/daia?format=json&id=31",
    f"/harbor/sparql?query={quote('SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 5000')}",
    f"/sparql?query={quote('SELECT * { ?s ?p ?o } LIMIT 5000')}",
    f"/sparql?asOf=2026-01-01&query={quote('SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 5000')}",
    "/cloister/oai?verb=Identify", "/cloister/changes", "/cloister/", "/cloister/downloads",
)  # fmt: skip
"""Where a crawler begins; the rest it finds."""
ENDINGS = ("", ".ttl", ".jsonld", ".nt", ".rdf", ".trig", ".marcxml", ".mrc")
THEN = (f"?asOf={datetime.now(UTC).date()}", "?asOf=2026-01-01")
_LINK = re.compile(r'(?:href|src|action)="([^"#]+)|(http://localhost:8000/[^\s"<>)#]+)')


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with opened(tmp_path) as made:
        made.write(made.work("w", "Tides"), made.edition("e", "w", "Tides"), made.copy("i", "e", "quay-stacks"))
        made.hide()
        services = made.installation.services
        services.catalogue.create(operator("cloister"), "bf:Work", {"rdfs:label": [CANARY]})
        for name in ("search", "sparql"):
            made.installation.bring_up_to_date(name)
        files = Downloads(made.installation.layout.downloads, made.names.base)
        files.make(services, of_library(services, "harbor"), MIDNIGHT, lambda _: True)
        yield made


def test_a_crawler_that_follows_every_link_finds_nothing_private(shelf: Shelf) -> None:
    services = shelf.installation.services
    services.tenants.create_tenant(operator(), "meridian", {"en": "Meridian"})
    account = services.access.create_account(operator(), "outside", {"meridian": ["cataloguer"]}, "meridian")
    crawl(shelf, {})
    crawl(shelf, {"Authorization": f"Bearer {services.access.issue_token(operator(), account.id).secret}"})


def crawl(shelf: Shelf, headers: dict[str, str]) -> None:
    """Ask for everything that is named anywhere, from the usual places on."""
    waiting, seen = list(ASKED), set(ASKED)
    with httpx.Client(base_url=shelf.address, headers=headers, timeout=60) as client:
        while waiting:
            path = waiting.pop()
            response = client.get(path)
            assert response.status_code < 500, (path, response.text)
            octets = gzip.decompress(response.content) if path.endswith(".gz") else response.content
            text = octets.decode("utf-8", "replace")
            assert CANARY not in text, path
            for link in found(path, text, response.headers.get("location", "")):
                if link not in seen and len(seen) < 400:
                    seen.add(link)
                    waiting.append(link)
        for address in (f"/harbor/instances/{CANARY}", f"/harbor/instances/{CANARY}.ttl"):
            assert client.get(address).status_code == 404
        search = f'{{ search(input: {{text: "{CANARY}"}}) {{ totalCount }} }}'
        answer = client.post("/harbor/graphql", json={"query": search}).json()
        assert answer.get("data") == {"search": {"totalCount": 0}}, answer
    assert {"/harbor/works/w", "/harbor/instances/e.ttl", "/harbor/downloads/20260501T000000Z/harbor.nq.gz"} <= seen


def found(path: str, text: str, location: str) -> Iterator[str]:
    """The addresses of this server that an answer names, and those of a description in each format."""
    for ours, absolute in [*_LINK.findall(text), (location, "")]:
        link = urljoin(path, (ours or absolute.removeprefix("http://localhost:8000")).replace("&amp;", "&"))
        if not link.startswith("/") or link.startswith(("//", "/app", "/static")) or CANARY in link:
            continue
        yield link
        if re.fullmatch(r"/harbor/(?:works|instances|items)/\w+", link):
            yield from (link + ending for ending in ENDINGS)
            yield from (f"{link}{ending}{then}" for ending in ("", ".nq") for then in THEN)
            yield f"{link}.ttl?_profile=provenance"
            yield link.replace("/harbor/", "/harbor/timemaps/")
