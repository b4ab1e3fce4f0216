"""A provider on the loopback, an installation that signs people in by it, and how a browser goes there and back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.applications import Starlette

from app.bootstrap import Installation, install
from app.clock import clock
from app.server import serving
from app.settings import Settings, read_settings
from graph.access.attempts import Addresses
from graph.access.model import operator
from tests.app.auth.browsing import Browser
from tests.app.auth.issuer import CLIENT, SECRET, Issuer, issuing

STAFF = {"roles": ["staff"], "name": "Ana Ferrer"}


@pytest.fixture(scope="module")
def running_issuer() -> Iterator[Issuer]:
    with issuing() as found:
        yield found


@pytest.fixture
def issuer(running_issuer: Issuer) -> Issuer:
    """The provider, which does right until a test tells it otherwise."""
    running_issuer.begin_anew()
    running_issuer.claims = dict(STAFF)
    return running_issuer


def settings_for(issuer: Issuer, **more: str) -> Settings:
    given = {
        "STORE": "memory:", "PASSWORD_MEMORY_KIB": "8", "PASSWORD_PASSES": "1",
        "OIDC_ISSUER": issuer.address, "OIDC_CLIENT_ID": CLIENT, "OIDC_CLIENT_SECRET": SECRET,
        "OIDC_REDIRECT_BASE": "http://127.0.0.1:8000/",
        "OIDC_ROLES": "staff = harbor:cataloguer; heads = harbor:administrator",
    }  # fmt: skip
    return read_settings({f"CATALOGRAPH_{name}": text for name, text in (given | more).items()})


@pytest.fixture(scope="module")
def installation(running_issuer: Issuer) -> Iterator[Installation]:
    made = install(settings_for(running_issuer), create=True)
    made.services.tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
    yield made
    made.close()


@pytest.fixture
def served(installation: Installation, issuer: Issuer) -> Starlette:
    """A process that has asked the provider nothing yet, and has seen no failure."""
    installation.services.provider_sign_in._addresses = Addresses(clock)
    return serving(installation)


@pytest.fixture
def browser(served: Starlette) -> Browser:
    return Browser(served, "http://127.0.0.1:8000", "127.0.0.1")


def leave(browser: Browser, path: str = "/sign-in/provider") -> str:
    sent = browser.get(path)
    assert sent.status_code == 303, sent.text
    return sent.headers["location"]


def refused(browser: Browser, path: str, status: int = 403) -> str:
    """The page of a refusal; nobody is signed in by it."""
    before = browser.cookies.get("catalograph-session")
    told = browser.get(path)
    assert told.status_code == status
    assert 'role="alert"' in told.text
    assert 'href="/sign-in/provider"' in told.text
    assert "catalograph-session" not in told.headers.get("set-cookie", "")
    assert browser.cookies.get("catalograph-session") == before
    assert "ZUGVOGEL" not in told.text
    return told.text
