"""The cataloguers' client over HTTP: one page for every address, files kept for good, nothing from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import app.server
from app.bootstrap import install
from app.settings import Settings, StoreAddress
from app.web_client import STATIC, WebClient
from tests.running import running

SCRIPT = b"console.log('tides');" * 100
PAGE = '<!doctype html><script type="module" src="/app/assets/index-a1.js"></script>'


def served(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[httpx.Client]:
    patch.setattr(app.server, "WebClient", lambda: WebClient(folder))
    installation = install(Settings(store=StoreAddress("memory")), create=True)
    with running(installation) as address, httpx.Client(base_url=address, timeout=30) as http:
        yield http
    installation.close()


@pytest.fixture(scope="module")
def http(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    folder = tmp_path_factory.mktemp("static")
    (folder / "assets").mkdir()
    (folder / "index.html").write_text(PAGE, "utf-8")
    (folder / "icon.svg").write_text("<svg/>", "utf-8")
    (folder / "sources.sha256").write_text("not for anybody", "utf-8")
    (folder / "assets" / "index-a1.js").write_bytes(SCRIPT)
    with pytest.MonkeyPatch.context() as patch:
        yield from served(folder, patch)


def test_the_address_without_its_slash_leads_to_the_client(http):
    answer = http.get("/app")
    assert (answer.status_code, answer.headers["location"]) == (307, "/app/")


@pytest.mark.parametrize(
    "path", ["", "harbor/search?text=tides", "harbor/record/http%3A%2F%2Fx%2Fworks%2F1", "sources.sha256"]
)
def test_every_address_in_the_client_is_the_page(http, path):
    answer = http.get(f"/app/{path}")
    assert (answer.status_code, answer.text) == (200, PAGE)
    assert answer.headers["cache-control"] == "no-cache"


def test_the_page_is_not_sent_again_to_a_browser_that_has_it(http):
    tag = http.get("/app/").headers["etag"]
    answer = http.get("/app/", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.content) == (304, b"")


def test_the_policy_lets_in_no_foreign_host_no_inline_script_and_no_frame(http):
    policy = http.get("/app/").headers["content-security-policy"]
    rules = dict(each.strip().partition(" ")[::2] for each in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert (rules["script-src"], rules["style-src"], rules["connect-src"]) == ("'self'",) * 3
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert not re.search(r"unsafe|nonce|\*|https?:", policy)


def test_hashed_files_are_kept_for_good_and_sent_compressed(http):
    answer = http.get("/app/assets/index-a1.js", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert (answer.content, answer.headers["vary"]) == (SCRIPT, "Accept-Encoding")
    plain = http.get("/app/assets/index-a1.js", headers={"Accept-Encoding": "identity"})
    assert plain.content == SCRIPT


@pytest.mark.parametrize("name", ["index-b2.js", "%00"])
def test_a_file_that_is_not_there_is_404_and_not_kept(http, name):
    answer = http.get(f"/app/assets/{name}")
    assert (answer.status_code, answer.text) == (404, "There is no such file.")
    assert answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("name", ["..%2findex.html", "..%2f..%2fserver.py"])
def test_what_climbs_out_of_the_folder_is_the_page(http, name):
    answer = http.get(f"/app/assets/{name}")
    assert (answer.status_code, answer.text) == (200, PAGE)


def test_an_icon_is_served_by_its_name(http):
    answer = http.get("/app/icon.svg")
    assert (answer.headers["content-type"].partition(";")[0], answer.text) == ("image/svg+xml", "<svg/>")


def test_without_a_client_the_page_says_so_and_the_api_answers(tmp_path, monkeypatch):
    for http in served(tmp_path, monkeypatch):
        answer = http.get("/app/harbor")
        assert answer.status_code == 503
        assert "app/client/build.py" in answer.text
        assert http.post("/graphql", json={"query": "{ __typename }"}).json()["data"] == {"__typename": "Query"}


@pytest.mark.skipif(not (STATIC / "index.html").exists(), reason="the client isn't built here")
def test_what_was_built_has_no_inline_script_or_style_and_names_no_foreign_host():
    page = (STATIC / "index.html").read_text("utf-8")
    assert not re.search(r"<style|<script(?![^>]* src=)|\sstyle=|\son\w+=", page)
    assert set(re.findall(r'(?:src|href)="([^"]+)"', page)) <= {
        f"/app/{each.relative_to(STATIC).as_posix()}" for each in STATIC.rglob("*")
    }
