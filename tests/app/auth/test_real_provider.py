"""Signing in by a provider that others wrote: npm's `oidc-provider`, certified by the OpenID Foundation."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import orjson
import pytest

from app.bootstrap import Installation, install
from app.server import serving
from app.settings import read_settings
from graph.access.model import Account, operator
from tests.app.auth.browsing import Browser
from tests.npm import installed

pytestmark = [pytest.mark.needs("node"), pytest.mark.needs("npm")]

HERE = Path(__file__).parents[2] / "openid_provider"
SERVER = "http://127.0.0.1:8000"
CLIENT, SECRET = "catalograph", "a secret: of 40% & more + than letters"
OURS = {"X-Catalograph": "1"}


class RealProvider:
    """The provider under way; `person` signs in there as a person does, page by page."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.issuer = self._line()

    def tell(self, **order: Any) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(orjson.dumps(order).decode() + "\n")
        self._process.stdin.flush()
        assert self._line() == "done"

    def person(self, name: str, address: str) -> str:
        """Where the provider sends the browser of somebody who types this name and agrees to everything."""
        with httpx.Client() as browser:
            answer = browser.get(address)
            for _ in range(12):
                if answer.is_redirect:
                    address = urljoin(address, answer.headers["location"])
                    if address.startswith(SERVER):
                        return address
                    answer = browser.get(address)
                    continue
                form = re.search(r'<form[^>]*action="([^"]+)"', answer.text)
                prompt = re.search(r'name="prompt" value="(\w+)"', answer.text)
                assert form is not None, answer.text
                assert prompt is not None, answer.text
                address = urljoin(address, form[1])
                answer = browser.post(address, data={"prompt": prompt[1], "login": name, "password": "any"})
        raise AssertionError("the provider never came to an end")

    def _line(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()


@pytest.fixture(scope="module")
def provider() -> Iterator[RealProvider]:
    command = ["node", str(installed(HERE, "provider.mjs")), CLIENT, SECRET, f"{SERVER}/sign-in/callback"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL, text=True) as process:
        yield RealProvider(process)
        process.terminate()


@pytest.fixture(scope="module")
def installation(provider: RealProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("real")
    (folder / "secret").write_text(SECRET + "\n")
    file = folder / "catalograph.toml"
    file.write_text(
        f'store = "sqlite:///{folder}/store.sqlite"\noidc_issuer = "{provider.issuer}"\noidc_client_id = "{CLIENT}"\n'
        f'oidc_client_secret_file = "{folder}/secret"\noidc_redirect_base = "{SERVER}"\n'
        f'oidc_scopes = "openid profile roles"\n'
        'oidc_roles = """\n  staff = harbor:cataloguer\n  heads = harbor:administrator\n"""\n'
    )
    made = install(read_settings({"CATALOGRAPH_CONFIG": str(file)}), create=True)
    made.services.tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
    yield made
    made.close()


def test_people_sign_in_by_a_real_provider_and_their_roles_follow_its_claims(
    provider: RealProvider, installation: Installation
) -> None:
    services, browser = installation.services, Browser(serving(installation), SERVER, "127.0.0.1")

    def sign_in(*roles: str) -> httpx.Response:
        provider.tell(roles={"ana": roles})
        sent = browser.get("/sign-in/provider?return=/harbor/graphql").headers["location"]
        return browser.get(provider.person("ana", sent))

    def account() -> Account:
        everybody = services.access.all_accounts(operator(), "harbor")
        return next(each for each in everybody if each.name == "The person ana")

    begun = sign_in("staff")
    assert (begun.status_code, begun.headers["location"]) == (303, "/harbor/graphql")
    asked = browser.post("/graphql", json={"query": "{ viewer { name } }"}, headers=OURS)
    assert asked.json()["data"]["viewer"]["name"] == "The person ana"
    assert account().held == {"harbor": ("cataloguer",)}
    services.access.set_roles(operator(), account().id, "harbor", ["desk"])
    sign_in("heads")
    assert account().held == {"harbor": ("desk", "administrator")}
    services.sign_in.lock(operator(), account().id)
    assert sign_in("heads").status_code == 403


def test_another_key_of_any_kind_is_found_and_a_code_is_redeemed_once(
    provider: RealProvider, installation: Installation
) -> None:
    browser = Browser(serving(installation), SERVER, "127.0.0.1")
    for algorithm in ("RS256", "ES256", "EdDSA"):
        provider.tell(algorithm=algorithm, roles={"ben": ["staff"]})
        sent = browser.get("/sign-in/provider").headers["location"]
        kept = browser.cookies["catalograph-sign-in"]
        back = provider.person("ben", sent)
        assert browser.get(back).status_code == 303, algorithm
        again = browser.get(back, headers={"Cookie": f"catalograph-sign-in={kept}"})
        assert (again.status_code, "did not confirm" in again.text) == (403, True)


def test_somebody_who_takes_a_code_can_not_redeem_it_elsewhere(
    provider: RealProvider, installation: Installation
) -> None:
    served = serving(installation)
    victim, thief = (Browser(served, SERVER, "127.0.0.1") for _ in range(2))
    provider.tell(roles={"ana": ["staff"]})
    back = provider.person("cleo", victim.get("/sign-in/provider").headers["location"])
    mine = thief.get("/sign-in/provider").headers["location"].partition("state=")[2].partition("&")[0]
    stolen = re.sub(r"state=[^&]+", f"state={mine}", back)
    assert thief.get(back).status_code == thief.get(stolen).status_code == 403
