"""Signing in by a provider over HTTP: what a browser sees, and everything that must be refused."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.applications import Starlette

from app.auth import openid
from app.auth.provider import provider_of
from app.bootstrap import Installation, install
from app.protocols import provider_sign_in
from app.server import serving
from app.settings import read_settings
from graph.access.model import operator
from tests.app.auth.browsing import Browser
from tests.app.auth.conftest import leave, refused, settings_for
from tests.app.auth.issuer import CLIENT, SECRET, Issuer

OURS = {"X-Catalograph": "1"}
VIEWER = {"query": "{ viewer { name } }"}


def name(browser: Browser) -> str:
    return browser.post("/graphql", json=VIEWER, headers=OURS).json()["data"]["viewer"]["name"]


def test_the_page_links_to_the_provider_and_who_comes_back_is_signed_in(browser: Browser, issuer: Issuer) -> None:
    page = browser.get("/sign-in").text
    assert '<a href="/sign-in/provider">Sign in with your organisation</a>' in page
    assert '<label for="username">' in page
    back = browser.get(issuer.approve(leave(browser)))
    assert (back.status_code, back.headers["location"]) == (303, "/sign-in")
    assert "Ana Ferrer" in browser.get("/sign-in").text
    assert name(browser) == "Ana Ferrer"
    browser.post("/sign-out", data={}, headers={"Origin": "http://127.0.0.1:8000"})
    assert name(browser) == "Anonymous"


def test_the_provider_is_asked_for_a_code_with_pkce_state_and_nonce(browser: Browser) -> None:
    sent = leave(browser)
    assert all(
        each in sent
        for each in ("response_type=code", "code_challenge_method=S256", "state=", "nonce=", "scope=openid+profile")
    )
    assert "redirect_uri=http%3A%2F%2F127.0.0.1%3A8000%2Fsign-in%2Fcallback" in sent
    kept = browser.cookies["catalograph-sign-in"]
    assert all(value not in kept for value in sent.replace("&", "=").split("=") if len(value) > 40)


def test_where_browsers_come_back_to_is_no_matter_of_the_host_they_name(served: Starlette) -> None:
    elsewhere = Browser(served, "https://evil.example", "192.0.2.7")
    assert "evil" not in leave(elsewhere)


def test_both_cookies_are_out_of_reach_of_scripts_and_secure_over_https(served: Starlette, issuer: Issuer) -> None:
    remote = Browser(served, "https://catalogue.example", "192.0.2.7")
    sent = remote.get("/sign-in/provider")
    begun = remote.get(issuer.approve(sent.headers["location"]))
    kept, session = sent.headers["set-cookie"], begun.headers.get_list("set-cookie")[-1]
    assert kept.startswith("__Host-catalograph-sign-in=")
    assert session.startswith("__Host-catalograph-session=")
    for each in (kept, session):
        assert all(part in each for part in ("HttpOnly", "SameSite=lax", "Secure", "Path=/"))
    assert "Max-Age=600" in kept
    assert "__Host-catalograph-sign-in" not in remote.cookies


def test_a_session_before_ends_and_its_cookie_is_not_the_one_after(browser: Browser, issuer: Issuer) -> None:
    browser.get(issuer.approve(leave(browser)))
    before = browser.cookies["catalograph-session"]
    browser.get(issuer.approve(leave(browser)))
    assert browser.cookies["catalograph-session"] != before
    browser.cookies.clear()
    old = {"Cookie": f"catalograph-session={before}"}
    assert browser.post("/graphql", json=VIEWER, headers=OURS | old).status_code == 401


def test_a_session_that_somebody_else_set_in_the_browser_is_not_taken_up(browser: Browser, issuer: Issuer) -> None:
    browser.cookies.set("catalograph-session", "chosen-by-another", domain="127.0.0.1")
    browser.get(issuer.approve(leave(browser)))
    browser.cookies.clear()
    fixed = {"Cookie": "catalograph-session=chosen-by-another"}
    assert browser.post("/graphql", json=VIEWER, headers=OURS | fixed).status_code == 401


@pytest.mark.parametrize(
    ("asked", "gone_to"),
    [
        ("/graphql", "/graphql"),
        ("/harbor/graphql%3Fa%3D1", "/harbor/graphql?a=1"),
        ("https://evil.example/", "/sign-in"),
        ("//evil.example/", "/sign-in"),
        ("/%5Cevil.example/", "/sign-in"),
        ("%5C%5Cevil.example", "/sign-in"),
        ("javascript:alert(1)", "/sign-in"),
        ("/a%0d%0aSet-Cookie:%20x=y", "/sign-in"),
        ("/%09/evil.example", "/sign-in"),
        ("/" + "a" * 600, "/sign-in"),
        ("", "/sign-in"),
    ],
)
def test_afterwards_a_browser_goes_to_a_path_of_this_server_alone(
    browser: Browser, issuer: Issuer, asked: str, gone_to: str
) -> None:
    back = browser.get(issuer.approve(leave(browser, f"/sign-in/provider?return={asked}")))
    assert back.headers["location"] == gone_to


def test_a_provider_that_takes_the_secret_in_the_form_alone_gets_it_there(browser: Browser, issuer: Issuer) -> None:
    issuer.methods = ["client_secret_post"]
    assert browser.get(issuer.approve(leave(browser))).status_code == 303


def test_one_process_finishes_what_another_began(browser: Browser, installation: Installation, issuer: Issuer) -> None:
    elsewhere = Browser(serving(installation), "http://127.0.0.1:8000", "127.0.0.1")
    path = issuer.approve(leave(browser))
    kept = {"Cookie": f"catalograph-sign-in={browser.cookies['catalograph-sign-in']}"}
    assert elsewhere.get(path, headers=kept).status_code == 303


def test_an_answer_that_this_browser_did_not_ask_for_is_refused_before_the_provider_is_asked(
    served: Starlette, browser: Browser, issuer: Issuer
) -> None:
    victim = Browser(served, "http://127.0.0.1:8000", "127.0.0.1")
    path = issuer.approve(leave(browser))
    assert "not begun in this browser" in refused(victim, path)
    leave(victim)
    assert "not begun in this browser" in refused(victim, path)
    leave(victim)
    refused(victim, "/sign-in/callback?code=code-0")
    leave(victim)
    refused(victim, "/sign-in/callback?code=code-0&state=%00ü")
    assert "/token" not in issuer.calls


def test_a_kept_attempt_that_was_changed_is_no_attempt(browser: Browser, issuer: Issuer) -> None:
    path = issuer.approve(leave(browser))
    kept = browser.cookies["catalograph-sign-in"]
    body, _, mark = kept.partition(".")
    for wrong in (body, f"{body}.", f".{mark}", f"{body[:-2]}AA.{mark}", "x.y", "." * 100, "é.é"):
        cookie = {"Cookie": f"catalograph-sign-in={wrong}".encode()}
        browser.cookies.clear()
        assert browser.get(path, headers=cookie).status_code == 403
    assert "/token" not in issuer.calls


def test_an_attempt_is_good_once(browser: Browser, issuer: Issuer) -> None:
    sent = leave(browser)
    kept = {"Cookie": f"catalograph-sign-in={browser.cookies['catalograph-sign-in']}"}
    assert browser.get(issuer.approve(sent)).status_code == 303
    browser.cookies.clear()
    again = browser.get(issuer.approve(sent), headers=kept)  # with another code, even
    assert (again.status_code, "finished before" in again.text) == (403, True)
    assert "catalograph-session" not in browser.cookies


def test_a_code_is_good_once(browser: Browser, issuer: Issuer) -> None:
    sent = leave(browser)
    path, kept = issuer.approve(sent), browser.cookies["catalograph-sign-in"]
    browser.get(path)
    browser.cookies.clear()
    told = browser.get(path, headers={"Cookie": f"catalograph-sign-in={kept}"})
    assert (told.status_code, "did not confirm" in told.text) == (403, True)
    assert "ZUGVOGEL" not in told.text


def test_who_takes_longer_than_ten_minutes_begins_again(
    browser: Browser, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = datetime.now(UTC) - timedelta(minutes=11)
    begin = provider_sign_in.Attempts.begin
    monkeypatch.setattr(provider_sign_in.Attempts, "begin", lambda self, _, back: begin(self, late, back))
    assert "longer than ten minutes" in refused(browser, issuer.approve(leave(browser)))
    assert "/token" not in issuer.calls


def test_who_breaks_off_at_the_provider_is_told_so_in_our_words(browser: Browser, issuer: Issuer) -> None:
    path = issuer.approve(leave(browser), error="access_denied", error_description="ZUGVOGEL")
    assert "not signed in at the provider" in refused(browser, path)


def test_an_answer_in_the_name_of_another_issuer_is_refused(browser: Browser, issuer: Issuer) -> None:
    refused(browser, issuer.approve(leave(browser), iss="https://evil.example"))
    assert browser.get(issuer.approve(leave(browser), iss=issuer.address)).status_code == 303


def test_a_provider_that_names_itself_in_every_answer_must(browser: Browser, issuer: Issuer) -> None:
    issuer.document = {"authorization_response_iss_parameter_supported": True}
    refused(browser, issuer.approve(leave(browser)))


@pytest.mark.parametrize(
    "document",
    [
        {"issuer": "https://evil.example"},
        {"authorization_endpoint": "http://evil.example/"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"token_endpoint": "http://192.0.2.1/"},
        {"token_endpoint": "https://user:pass@login.example/"},
        {"token_endpoint": "https://[::/"},
        {"jwks_uri": "file:///etc/passwd"},
        {"jwks_uri": None},
    ],
)
def test_a_discovery_document_that_leads_astray_is_not_followed(
    browser: Browser, issuer: Issuer, document: dict[str, Any]
) -> None:
    issuer.document = document
    refused(browser, "/sign-in/provider", 503)


ELSEWHERE = {"Location": "https://evil.example/"}


@pytest.mark.parametrize(
    ("path", "status", "headers", "body"),
    [
        ("/.well-known/openid-configuration", 302, ELSEWHERE, b""),
        ("/.well-known/openid-configuration", 500, {}, b"ZUGVOGEL"),
        ("/.well-known/openid-configuration", 200, {}, b"<html>ZUGVOGEL"),
        ("/.well-known/openid-configuration", 200, {}, b"[]"),
        ("/.well-known/openid-configuration", 200, {}, b" " * 600_000),
        ("/token", 307, ELSEWHERE, b""),
        ("/token", 500, {}, b"ZUGVOGEL"),
        ("/token", 400, {}, b'{"error": "ZUGVOGEL"}'),
        ("/keys", 302, ELSEWHERE, b""),
        ("/keys", 200, {}, b'{"keys": 7}'),
        ("/keys", 200, {"Content-Encoding": "gzip"}, b"\x1f\x8b" * 300_000),
    ],
)
def test_a_provider_that_answers_otherwise_than_it_should_is_away(
    browser: Browser, issuer: Issuer, path: str, status: int, headers: dict[str, str], body: bytes
) -> None:
    issuer.answers[path] = status, headers, body
    begins = "/.well-known" in path
    told = refused(browser, "/sign-in/provider" if begins else issuer.approve(leave(browser)), 503)
    assert "does not answer" in told


def test_a_provider_that_is_slow_or_gone_is_waited_for_no_longer_than_its_time(
    browser: Browser, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openid, "TIME_LIMIT_S", 0.1)
    issuer.wait_s = 0.3
    refused(browser, "/sign-in/provider", 503)
    monkeypatch.undo()
    issuer.wait_s = 0.0
    issuer.document = {"token_endpoint": "http://127.0.0.1:9/"}
    refused(browser, issuer.approve(leave(browser)), 503)


def test_on_a_shared_machine_people_are_led_to_where_they_sign_out_of_the_provider(
    installation: Installation, issuer: Issuer
) -> None:
    there = {"end_session_endpoint": f"{issuer.address}/end"}
    for document, status in (({}, 503), (there, 303)):
        issuer.document = document
        browser = Browser(serving(installation), "http://127.0.0.1:8000", "127.0.0.1")
        assert 'href="/sign-in/provider/out"' in browser.get("/sign-in").text
        sent = browser.get("/sign-in/provider/out")
        assert sent.status_code == status
    assert sent.headers["location"] == f"{issuer.address}/end?client_id={CLIENT}"


def test_somebody_without_a_role_is_told_and_gets_no_account(
    browser: Browser, issuer: Issuer, installation: Installation
) -> None:
    issuer.claims = {"roles": ["guests"], "sub": "guest"}
    before = installation.services.access.all_accounts(operator())
    assert "no role here" in refused(browser, issuer.approve(leave(browser)))
    assert installation.services.access.all_accounts(operator()) == before


def test_an_address_that_fails_many_times_has_to_wait_and_a_provider_that_is_away_is_no_failure(
    served: Starlette, issuer: Issuer
) -> None:
    near = Browser(served, "https://catalogue.example", "192.0.2.9")
    issuer.answers["/token"] = 500, {}, b""
    for _ in range(25):
        near.get(issuer.approve(leave(near)))
    issuer.answers.clear()
    assert near.get(issuer.approve(leave(near))).status_code == 303
    for _ in range(21):
        near.get(f"/sign-in/callback?code=x&state={leave(near).partition('state=')[2].partition('&')[0]}")
    asked = len(issuer.calls)
    assert "too many attempts" in near.get(issuer.approve(leave(near))).text
    assert len(issuer.calls) == asked


def test_the_secret_is_in_no_answer_no_log_and_no_picture_of_the_settings(
    browser: Browser, issuer: Issuer, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        seen = browser.get("/sign-in").text + str(browser.get(issuer.approve(leave(browser))).headers)
    assert SECRET not in seen + caplog.text + repr(provider_of(settings_for(issuer)))


def test_with_passwords_off_the_page_has_the_link_alone_and_no_password_is_taken(issuer: Issuer) -> None:
    made = install(settings_for(issuer, PASSWORD_SIGN_IN="no", OIDC_BUTTON="Sign in <here>"), create=True)
    made.services.tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
    browser = Browser(serving(made), "http://127.0.0.1:8000", "127.0.0.1")
    page = browser.get("/sign-in").text
    assert "Sign in &lt;here&gt;" in page
    assert "<form" not in page
    for given in ({"password": "x"}, {"code": "x", "newPassword": "seven quiet herons"}):
        told = browser.post("/sign-in", json={"username": "ana", **given}, headers=OURS)
        assert (told.status_code, told.json()["errors"][0]["extensions"]["code"]) == (403, "PASSWORD_SIGN_IN_OFF")
    card = browser.post("/harbor/sign-in", json={"barcode": "P1", "password": "x"}, headers=OURS)
    assert card.json()["errors"][0]["extensions"]["code"] == "SIGN_IN_REFUSED"
    assert browser.get(issuer.approve(leave(browser))).status_code == 303
    made.close()


def test_without_a_provider_there_is_neither_link_nor_address() -> None:
    made = install(read_settings({"CATALOGRAPH_STORE": "memory:"}), create=True)
    browser = Browser(serving(made), "http://127.0.0.1:8000", "127.0.0.1")
    assert "/sign-in/provider" not in browser.get("/sign-in").text
    assert browser.get("/sign-in/provider").status_code == browser.get("/sign-in/callback").status_code == 404
    made.close()
