"""Signing in over HTTP: the cookie, what it may do, and what another site's page may not do with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.bootstrap import Installation, install
from app.server import serving
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from tests.app.auth.browsing import Browser

GOOD = "seven quiet herons"
OURS = {"X-Catalograph": "1"}
VIEWER = {"query": "{ viewer { name } }"}
CHANGE = {"query": "mutation { __typename }"}


@pytest.fixture(scope="module")
def installation() -> Iterator[Installation]:
    made = install(Settings(store=StoreAddress("memory"), password_memory_kib=8, password_passes=1), create=True)
    services = made.services
    services.tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
    ana = services.access.create_account(operator(), "Ana", {"harbor": ["cataloguer"]}, "harbor", "ana")
    services.sign_in.use_code("ana", services.sign_in.issue_code(operator(), ana.id), GOOD, "192.0.2.1")
    yield made
    made.close()


@pytest.fixture(scope="module")
def served(installation: Installation) -> Any:
    return serving(installation)


@pytest.fixture
def browser(served: Any) -> Browser:
    """Somebody on the server's own machine."""
    return Browser(served, "http://127.0.0.1:8000", "127.0.0.1")


@pytest.fixture
def remote(served: Any) -> Browser:
    """Somebody elsewhere, over HTTPS."""
    return Browser(served, "https://catalogue.example", "192.0.2.7")


def sign_in(browser: Browser, password: str = GOOD):
    return browser.post("/sign-in", json={"username": "ana", "password": password}, headers=OURS)


def name(browser: Browser) -> str:
    return browser.post("/graphql", json=VIEWER, headers=OURS).json()["data"]["viewer"]["name"]


def test_who_signed_in_is_known_until_they_sign_out(remote: Browser) -> None:
    told = sign_in(remote)
    assert told.status_code == 200
    assert told.json()["name"] == "Ana"
    assert name(remote) == "Ana"
    assert remote.post("/sign-out", headers=OURS | {"Content-Type": "application/json"}).status_code == 204
    assert name(remote) == "Anonymous"


def test_the_cookie_is_out_of_reach_of_scripts_other_hosts_and_plain_http(browser: Browser, remote: Browser) -> None:
    secure = sign_in(remote).headers["set-cookie"]
    assert secure.startswith("__Host-catalograph-session=")
    assert all(each in secure for each in ("HttpOnly", "SameSite=lax", "Secure", "Path=/"))
    assert "Domain" not in secure
    local = sign_in(browser).headers["set-cookie"]
    assert "HttpOnly" in local
    assert "Secure" not in local


def test_a_page_without_scripts_signs_in_and_out(remote: Browser) -> None:
    page = remote.get("/sign-in")
    assert '<label for="username">' in page.text
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "same-origin"
    ours = {"Origin": "https://catalogue.example"}
    done = remote.post("/sign-in", data={"username": "ana", "password": GOOD}, headers=ours)
    assert (done.status_code, done.headers["location"]) == (303, "/sign-in")
    assert "Ana" in remote.get("/sign-in").text
    remote.post("/sign-out", data={"everywhere": "1"}, headers=ours)
    assert "Ana" not in remote.get("/sign-in").text


def test_a_wrong_password_is_told_on_the_page_and_sets_no_cookie(remote: Browser) -> None:
    ours = {"Origin": "https://catalogue.example"}
    for given in ({"username": "ana", "password": "wrong"}, {"username": "<b>", "password": GOOD}):
        told = remote.post("/sign-in", data=given, headers=ours)
        assert told.status_code == 403
        assert 'role="alert"' in told.text
        assert "<b>" not in told.text
        assert "set-cookie" not in told.headers
    told = sign_in(remote, "wrong")
    assert told.json()["errors"][0]["extensions"]["code"] == "SIGN_IN_REFUSED"
    assert sign_in(remote).status_code == 200


def test_signing_in_again_ends_the_session_before(remote: Browser) -> None:
    sign_in(remote)
    before = remote.cookies["__Host-catalograph-session"]
    sign_in(remote)
    assert remote.cookies["__Host-catalograph-session"] != before
    remote.cookies.clear()
    old = {"Cookie": f"__Host-catalograph-session={before}"}
    assert remote.post("/graphql", json=VIEWER, headers=OURS | old).status_code == 401


FOREIGN = [
    {"Origin": "https://evil.example", "Content-Type": "application/json"},
    {"Origin": "https://evil.example", "Content-Type": "application/json", **OURS},
    {"Origin": "https://catalogue.example.evil.example", "Content-Type": "application/json"},
    {"Origin": "null", "Content-Type": "application/json", **OURS},
    {"Sec-Fetch-Site": "cross-site", "Content-Type": "application/json", **OURS},
    {"Sec-Fetch-Site": "same-site", "Origin": "https://catalogue.example", "Content-Type": "application/json"},
    {"Content-Type": "application/json"},
    {"Content-Type": "text/plain"},
    {"Content-Type": "application/x-www-form-urlencoded"},
    {"Content-Type": "multipart/form-data; boundary=x"},
    {"Content-Type": "text/plain; application/json", **OURS},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("path", ["/graphql", "/harbor/graphql", "/sparql", "/sign-in", "/sign-out"])
def test_another_site_changes_nothing_with_a_visitors_cookie(
    remote: Browser, path: str, headers: dict[str, str]
) -> None:
    sign_in(remote)
    refused = remote.post(path, content=b'{"query": "mutation { __typename }"}', headers=headers)
    assert refused.status_code == 403
    assert "CROSS_SITE" in refused.text or "another site" in refused.text
    assert name(remote) == "Ana"


@pytest.mark.parametrize(
    "headers",
    [OURS, {"Origin": "https://catalogue.example"}, {"Sec-Fetch-Site": "same-origin", "Origin": "null"}],
)
def test_our_own_pages_and_programs_may(remote: Browser, headers: dict[str, str]) -> None:
    sign_in(remote)
    assert remote.post("/graphql", json=CHANGE, headers=headers).status_code == 200


def test_a_mutation_sent_with_get_is_refused_with_a_cookie_too(remote: Browser) -> None:
    sign_in(remote)
    assert "errors" in remote.get("/graphql", params=CHANGE).json()


def test_what_a_cookie_opens_is_not_kept_and_not_mixed_with_what_anyone_reads(remote: Browser) -> None:
    anyone = remote.get("/graphql", params=VIEWER)
    sign_in(remote)
    mine = remote.get("/graphql", params=VIEWER, headers={"If-None-Match": anyone.headers.get("etag", "")})
    assert mine.json()["data"]["viewer"]["name"] == "Ana"
    assert mine.headers["cache-control"] == "no-store"


def test_a_cookie_over_plain_http_from_elsewhere_is_not_read(served: Any, remote: Browser) -> None:
    sign_in(remote)
    secret = remote.cookies["__Host-catalograph-session"]
    plain = Browser(served, "http://catalogue.example", "192.0.2.7")
    cookie = {"Cookie": f"catalograph-session={secret}"}
    assert plain.post("/graphql", json=VIEWER, headers=cookie).json()["data"]["viewer"]["name"] == "Anonymous"
