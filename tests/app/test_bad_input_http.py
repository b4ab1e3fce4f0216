"""Bad input over HTTP, against a real server: a status and a stable code for each, and nothing lost or half done."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import uvicorn

from app.bootstrap import Installation, install
from app.server import serving
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from graph.store.names import GraphKind
from graph.store.scope import EVERY, Scope, grant
from tests.app.bad_files import FILES, book

GRAPHQL = "application/graphql-response+json"
WHOLE = Scope((grant(GraphKind, (EVERY,)),))
IMPORT = """mutation Import($file: Upload!) {
  importMarc(input: {file: $file}) { job { id } userErrors { code message } } }"""
JOB = """query Job($id: ID!) { importJob(id: $id) {
  status processed created updated unchanged skipped failed message
  errors(first: 100) { totalCount nodes { recordNumber code message } } } }"""


@dataclass
class Site:
    """A server, the installation behind it, a client of it, and tokens by library and role."""

    installation: Installation
    http: httpx.Client
    tokens: dict[str, str]

    def headers(self, who: str | None) -> dict[str, str]:
        """The headers of a caller, None for nobody."""
        return {"Accept": GRAPHQL} | ({} if who is None else {"Authorization": f"Bearer {self.tokens[who]}"})

    def ask(self, query: str, who: str | None = None, **variables: Any) -> httpx.Response:
        """The response to an operation."""
        return self.http.post("/graphql", json={"query": query, "variables": variables}, headers=self.headers(who))

    def upload(self, octets: bytes, who: str, path: str = "/graphql") -> httpx.Response:
        """The response to an import."""
        operations = {"query": IMPORT, "variables": {"file": None}}
        parts = {"operations": json.dumps(operations), "map": json.dumps({"0": ["variables.file"]})}
        files = {"0": ("in.mrc", octets, "application/marc")}
        return self.http.post(path, data=parts, files=files, headers=self.headers(who))

    def imported(self, octets: bytes, who: str) -> dict[str, Any]:
        """The job of an import once it has ended."""
        payload = self.upload(octets, who).json()["data"]["importMarc"]
        assert payload["userErrors"] == []
        while True:
            found: dict[str, Any] = self.ask(JOB, who, id=payload["job"]["id"]).json()["data"]["importJob"]
            if found["status"] in {"SUCCEEDED", "FAILED", "CANCELLED"}:
                return found
            time.sleep(0.01)

    def library(self, slug: str) -> str:
        """A new library; the name of its cataloguer."""
        services = self.installation.services
        services.tenants.create_tenant(operator(), slug, {"en": slug.title()})
        for role in ("cataloguer", "researcher"):
            account = services.access.create_account(operator(), role, {slug: [role]}, slug)
            self.tokens[f"{role}@{slug}"] = services.access.issue_token(operator(), account.id).secret
        return f"cataloguer@{slug}"

    def held(self, slug: str) -> int:
        """How many documents a library's catalogue has."""
        graph = self.installation.services.names.graph(slug, GraphKind.CATALOGUE)
        return len(self.installation.store.scan(graph, WHOLE).keys)


@contextmanager
def served(settings: Settings) -> Iterator[Site]:
    """A real server on a free port."""
    installation = install(settings, create=True)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(serving(installation), log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=60) as http:
            yield Site(installation, http, {})
    finally:
        server.should_exit = True
        thread.join(30)
        listening.close()
        installation.close()


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with served(
        Settings(store=StoreAddress("memory"), query_budget_per_minute=1_000_000_000, sparql_time_limit_s=1)
    ) as found:
        found.library("harbor")
        found.imported(b"".join(book(number) for number in range(5)), "cataloguer@harbor")
        found.installation.bring_up_to_date("search")
        found.installation.bring_up_to_date("sparql")
        yield found


def error_of(response: httpx.Response) -> str:
    """The code of the one error of a response, which has everything an error has."""
    body = response.json()
    (error,) = body["errors"]
    assert error["message"]
    assert error["extensions"]["requestId"]
    assert "Traceback" not in response.text
    assert body.get("data") is None
    return str(error["extensions"]["code"])


@pytest.mark.parametrize("name", sorted(FILES))
def test_an_uploaded_file_ends_as_it_would_at_the_command_line(site: Site, name: str) -> None:
    bad, slug = FILES[name], f"lib{sorted(FILES).index(name)}"
    job = site.imported(bad.octets(), site.library(slug))
    assert job["processed"] == sum(job[each] for each in ("created", "updated", "unchanged", "skipped", "failed"))
    problems = job["errors"]["nodes"]
    assert all(each["message"] for each in problems)
    if bad.code is not None:
        assert (job["status"], job["created"]) == ("FAILED", 0)
        assert job["message"]
        assert site.held(slug) == 0
        return
    assert (job["status"], job["created"]) == ("SUCCEEDED", bad.stored)
    assert sorted({each["code"] for each in problems}) == list(bad.reported)
    assert (site.held(slug) > 0) is (bad.stored > 0)


def test_an_upload_leaves_no_file_behind(site: Site) -> None:
    site.imported(book(1), site.library("tidy"))
    assert [each.name for each in site.installation.layout.uploads.iterdir() if each.name.startswith("upload")] == []


def test_an_upload_that_breaks_off_starts_no_import(site: Site) -> None:
    before = site.installation.store.position()
    body = b'--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query"'
    headers = site.headers("cataloguer@harbor") | {"Content-Type": "multipart/form-data; boundary=x"}
    response = site.http.post("/graphql", content=body, headers=headers)
    assert response.status_code == 400
    assert error_of(response) == "BAD_REQUEST"
    assert site.installation.store.position() == before


def test_a_revoked_or_unknown_token_is_refused_before_anything_is_looked_at(site: Site) -> None:
    services = site.installation.services
    account = services.access.create_account(operator(), "leaving", {"harbor": ["cataloguer"]}, "harbor")
    issued = services.access.issue_token(operator(), account.id)
    site.tokens["leaving"], site.tokens["unknown"] = issued.secret, "cat_0123456789abcdef_x"
    site.tokens["mangled"] = "Z" * 300
    assert site.ask("{ viewer { name } }", "leaving").status_code == 200
    services.access.revoke_token(operator(), issued.token.id)
    before = site.installation.store.position()
    for who in ("leaving", "unknown", "mangled"):
        for response in (site.ask("{ viewer { name } }", who), site.upload(book(9), who)):
            assert response.status_code == 401
            assert response.headers["WWW-Authenticate"] == "Bearer"
            assert error_of(response) == "UNAUTHENTICATED"
    assert site.installation.store.position() == before


def test_an_unknown_library_is_not_found_by_address_header_or_scope(site: Site) -> None:
    asked = {"query": "{ viewer { name } }"}
    by_address = site.http.post("/nowhere/graphql", json=asked, headers={"Accept": GRAPHQL})
    by_header = site.http.post("/graphql", json=asked, headers={"Accept": GRAPHQL, "X-Tenant": "nowhere"})
    assert by_address.status_code == by_header.status_code == 404
    assert error_of(by_address) == error_of(by_header) == "UNKNOWN_TENANT"
    refused = site.ask('{ search(input: {scope: {tenants: ["nowhere"]}}) { totalCount } }')
    assert error_of(refused) == "FORBIDDEN"
    before = site.installation.store.position()
    upload = site.upload(book(9), "cataloguer@harbor", "/nowhere/graphql")
    assert (upload.status_code, error_of(upload)) == (404, "UNKNOWN_TENANT")
    assert site.installation.store.position() == before


DEEP = "{ tenants " + "{ nodes { networks { tenants " * 40 + "{ totalCount }" + " } } }" * 40 + " }"
COSTLY = """{ search(input: {}, first: 100) { nodes { ... on Work {
  instances(first: 100) { nodes { items(first: 100) { nodes { id } } } } } } } }"""


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ search(", "GRAPHQL_SYNTAX"),
        ("\x00", "GRAPHQL_SYNTAX"),
        ("{" * 3000, "GRAPHQL_SYNTAX"),
        ("query { nonsense }", "GRAPHQL_INVALID"),
        ('{ node(id: "nonsense") { id } }', "INVALID_ID"),
        ("query A { context } query B { context }", "UNKNOWN_OPERATION"),
        (DEEP, "QUERY_TOO_DEEP"),
        (COSTLY, "COST_LIMIT_EXCEEDED"),
        (f"{{ {' '.join(f'a{n}: context' for n in range(100))} }}", "TOO_MANY_ALIASES"),
        ("{ context " + " " * 200_000 + "}", "QUERY_TOO_LARGE"),
    ],
    ids=lambda value: value[:30].strip("\x00") if isinstance(value, str) else None,
)
def test_a_document_that_makes_no_sense_or_asks_too_much_is_refused_with_its_code(
    site: Site, query: str, code: str
) -> None:
    response = site.ask(query)
    assert response.status_code < 500
    assert {error["extensions"]["code"] for error in response.json()["errors"]} == {code}
    assert site.ask("{ viewer { name } }").status_code == 200


@pytest.mark.parametrize("body", [b"", b"{", b"null", b"[]", b"\xff\xfe", b'{"query": 1}', b'{"query": ""}'])
def test_a_body_that_is_no_request_is_refused(site: Site, body: bytes) -> None:
    headers = {"Accept": GRAPHQL, "Content-Type": "application/json"}
    response = site.http.post("/graphql", content=body, headers=headers)
    assert response.status_code == 400
    assert error_of(response) == "BAD_REQUEST"


ENDLESS = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(9)) + " }"


@pytest.mark.parametrize(
    ("query", "code", "status"),
    [
        ("SELEC * { ?s ?p ?o }", "SPARQL_REFUSED", 400),
        ("INSERT DATA { <http://a.example/x> <http://a.example/y> 1 }", "SPARQL_REFUSED", 400),
        ("DELETE WHERE { ?s ?p ?o }", "SPARQL_REFUSED", 400),
        ("CLEAR ALL", "SPARQL_REFUSED", 400),
        ("LOAD <http://127.0.0.1:1/x>", "SPARQL_REFUSED", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:1/x> { ?s ?p ?o } }", "SPARQL_REFUSED", 400),
        ("SELECT * { SERVICE SILENT <file:///etc/passwd> { ?s ?p ?o } }", "SPARQL_REFUSED", 400),
        ("SELECT * FROM <http://localhost:8000/graphs/identity> { ?s ?p ?o }", "SPARQL_REFUSED", 400),
        (ENDLESS, "SPARQL_TIMEOUT", 503),
    ],
)
def test_sparql_that_writes_calls_out_or_never_ends_is_stopped(site: Site, query: str, code: str, status: int) -> None:
    before = site.installation.store.position()
    asked = "query Q($q: String!) { sparql(query: $q) { boolean } }"
    assert error_of(site.ask(asked, "researcher@harbor", q=query)) == code
    response = site.http.get("/sparql", params={"query": query}, headers=site.headers("researcher@harbor"))
    assert (response.status_code, error_of(response)) == (status, code)
    assert site.installation.store.position() == before
    good = "SELECT (COUNT(*) AS ?n) { ?w a <http://id.loc.gov/ontologies/bibframe/Work> }"
    answer = site.http.get("/sparql", params={"query": good}, headers=site.headers("researcher@harbor"))
    assert answer.json()["results"]["bindings"][0]["n"]["value"] == "5"


def test_sparql_needs_its_right_over_both_ways(site: Site) -> None:
    asked = '{ sparql(query: "ASK { ?s ?p ?o }") { boolean } }'
    for who in (None, "cataloguer@harbor"):
        assert error_of(site.ask(asked, who)) == "FORBIDDEN"
        response = site.http.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}, headers=site.headers(who))
        assert (response.status_code, error_of(response)) == (403, "FORBIDDEN")
