"""The token of a provider over HTTP: which are believed, and that one that is not wholly right signs nobody in."""

from __future__ import annotations

import base64
import logging
import time
from collections.abc import Callable
from typing import Any

import orjson
import pytest

from app.bootstrap import Installation
from tests.app.auth.browsing import Browser
from tests.app.auth.conftest import leave, refused
from tests.app.auth.issuer import CLIENT, SECRET, Issuer, made_key, signed


@pytest.mark.parametrize("algorithm", ["RS256", "PS256", "ES256", "EdDSA"])
def test_a_token_signed_by_any_of_four_algorithms_is_believed(browser: Browser, issuer: Issuer, algorithm: str) -> None:
    issuer.algorithm, issuer.key = algorithm, made_key(algorithm, "one")
    issuer.published = [made_key("ES256", "old").as_dict(private=False), issuer.key.as_dict(private=False)]
    assert browser.get(issuer.approve(leave(browser))).status_code == 303


def test_keys_are_looked_at_again_when_a_token_names_an_unknown_one_and_not_otherwise(
    browser: Browser, issuer: Issuer
) -> None:
    for _ in range(3):
        browser.get(issuer.approve(leave(browser)))
    assert issuer.calls.count("/keys") == issuer.calls.count("/.well-known/openid-configuration") == 1
    issuer.key = made_key("ES256", "two")
    issuer.header = {"kid": "two"}
    issuer.published = [issuer.key.as_dict(private=False)]
    assert browser.get(issuer.approve(leave(browser))).status_code == 303
    assert issuer.calls.count("/keys") == 2


Wrong = Callable[[Issuer], object]


def claims(**wrong: Any) -> Wrong:
    return lambda issuer: issuer.claims.update(wrong)


def header(**wrong: Any) -> Wrong:
    return lambda issuer: issuer.header.update(wrong)


def _by_another_key(issuer: Issuer) -> None:
    issuer.key = made_key("ES256", "one")


def _without_signature(issuer: Issuer) -> None:
    body = [{"alg": "none"}, {"iss": issuer.address, "aud": CLIENT, "sub": "ana", "exp": time.time() + 60}]
    parts = [base64.urlsafe_b64encode(orjson.dumps(each)).rstrip(b"=").decode() for each in body]
    issuer.token = f"{parts[0]}.{parts[1]}."


def _by_the_clients_secret(issuer: Issuer) -> None:
    from joserfc.jwk import OctKey

    issuer.algorithm, issuer.key = "HS256", OctKey.import_key(SECRET.encode())


def _by_the_public_key_as_a_secret(issuer: Issuer) -> None:
    from joserfc.jwk import OctKey

    issuer.algorithm, issuer.key = "HS256", OctKey.import_key(orjson.dumps(issuer.published[0]))


def _with_another_key_in_its_header(issuer: Issuer) -> None:
    issuer.key = made_key("ES256", "one")
    issuer.header["jwk"] = issuer.key.as_dict(private=False)


def _for_encryption(issuer: Issuer) -> None:
    issuer.published = [issuer.published[0] | {"use": "enc"}]


def _two_keys_without_an_id(issuer: Issuer) -> None:
    issuer.published = [*issuer.published, made_key("ES256", "one").as_dict(private=False)]


def _for_another_algorithm(issuer: Issuer) -> None:
    issuer.published = [issuer.published[0] | {"alg": "ES384"}]


def _changed(issuer: Issuer) -> None:
    token = signed({"iss": issuer.address, "sub": "ana"}, issuer.key, alg="ES256")
    issuer.token = token.replace(
        token.split(".")[1], base64.urlsafe_b64encode(b'{"sub": "chief"}').decode().rstrip("=")
    )


def _nonsense(issuer: Issuer) -> None:
    issuer.token = "ZUGVOGEL"


NOW = int(time.time())
WRONG: list[tuple[str, Wrong]] = [
    ("signature", _by_another_key),
    ("signature", _with_another_key_in_its_header),
    ("signature", _changed),
    ("malformed", _nonsense),
    ("algorithm", _without_signature),
    ("algorithm", _by_the_clients_secret),
    ("algorithm", _by_the_public_key_as_a_secret),
    ("key", _for_encryption),
    ("key", _for_another_algorithm),
    ("key", _two_keys_without_an_id),
    ("key", header(kid="unknown")),
    ("type", header(typ="at+jwt")),
    ("signature", header(crit=["exp"], exp=1)),
    ("issuer", claims(iss="https://evil.example")),
    ("issuer", claims(iss=None)),
    ("audience", claims(aud="another")),
    ("audience", claims(aud=["another"])),
    ("audience", claims(aud=None)),
    ("authorised party", claims(aud=[CLIENT, "another"])),
    ("authorised party", claims(aud=[CLIENT, "another"], azp="another")),
    ("authorised party", claims(azp="another")),
    ("expiry", claims(exp=NOW - 3600)),
    ("expiry", claims(exp=None)),
    ("expiry", claims(exp="never")),
    ("time of issue", claims(iat=NOW + 3600)),
    ("time of issue", claims(iat=None)),
    ("not yet valid", claims(nbf=NOW + 3600)),
    ("nonce", claims(nonce="ZUGVOGEL")),
    ("nonce", claims(nonce=None)),
    ("nonce", claims(nonce=7)),
    ("subject", claims(sub=None)),
    ("subject", claims(sub="")),
    ("subject", claims(sub=["ana"])),
]


@pytest.mark.parametrize(
    ("reason", "wrong"), WRONG, ids=[f"{reason}-{number}" for number, (reason, _) in enumerate(WRONG)]
)
def test_a_token_that_is_not_wholly_right_signs_nobody_in(
    browser: Browser,
    issuer: Issuer,
    installation: Installation,
    caplog: pytest.LogCaptureFixture,
    reason: str,
    wrong: Wrong,
) -> None:
    path, before = issuer.approve(leave(browser)), installation.store.position()
    wrong(issuer)
    with caplog.at_level(logging.WARNING, "catalograph"):
        assert "could not be verified" in refused(browser, path)
    assert installation.store.position() == before
    assert f"ID_TOKEN_REFUSED ({reason})" in caplog.text
    assert "ZUGVOGEL" not in caplog.text


def test_a_clock_that_is_a_little_off_keeps_nobody_out(browser: Browser, issuer: Issuer) -> None:
    issuer.claims |= {"exp": int(time.time()) - 30, "iat": int(time.time()) + 30}
    assert browser.get(issuer.approve(leave(browser))).status_code == 303


def test_two_audiences_are_fine_where_the_token_is_for_us(browser: Browser, issuer: Issuer) -> None:
    issuer.claims |= {"aud": ["another", CLIENT], "azp": CLIENT}
    assert browser.get(issuer.approve(leave(browser))).status_code == 303
