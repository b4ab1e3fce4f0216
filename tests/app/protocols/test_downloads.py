"""Whole graphs are fetched as files: whole, checked, resumed, and followed from there on."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import orjson
import pyoxigraph as ox
import pytest

from app.downloads import Downloads, Stopped
from app.protocols.public_graphs import of_library
from graph.access.model import SharingLevel, operator
from graph.tenants.model import Sharing

from .shelf import CANARY, Shelf, opened
from .test_changes import walked

Json = dict[str, Any]
MIDNIGHT = datetime(2026, 5, 1, tzinfo=UTC)


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with opened(tmp_path) as made:
        made.write(made.work("w", "Tides"), *(made.edition(f"e{n}", "w") for n in range(40)))
        made.write(made.copy("i", "e1", "quay-stacks"))
        made.hide()
        yield made


def dump(shelf: Shelf, day: int = 1, stop_at: int = 1_000_000) -> None:
    services = shelf.installation.services
    downloads = Downloads(shelf.installation.layout.downloads, shelf.names.base)
    at = MIDNIGHT.replace(day=day)
    downloads.make(services, of_library(services, "harbor"), at, lambda written: written < stop_at)


def listed(shelf: Shelf) -> Json:
    response = httpx.get(f"{shelf.address}/harbor/downloads")
    assert response.status_code == 200, response.text
    found: Json = response.json()
    return found


def fetched(shelf: Shelf, file: Json, headers: dict[str, str] | None = None) -> httpx.Response:
    path = file["url"].removeprefix(shelf.names.base)
    return httpx.get(f"{shelf.address}/{path}", headers=headers or {})


def resources(shelf: Shelf, file: Json) -> set[str]:
    quads = ox.parse(gzip.decompress(fetched(shelf, file).content), format=ox.RdfFormat.N_QUADS)
    return {str(each.subject)[1:-1] for each in quads if "#" not in str(each.subject)}


def test_every_file_holds_the_public_graph_and_nothing_else_and_its_checksum_fits(shelf: Shelf) -> None:
    dump(shelf)
    made = listed(shelf)
    octets = [gzip.decompress(fetched(shelf, each).content) for each in made["files"]]
    assert all(CANARY.encode() not in each for each in octets)
    there = resources(shelf, made["files"][0])
    assert {shelf.iri("works", "w"), shelf.iri("instances", "e39"), shelf.iri("items", "i")} <= there
    lines = [orjson.loads(line) for line in octets[1].splitlines()]
    assert {each["@id"] for each in lines} == there
    assert all("bf" in each["@context"] for each in lines)
    assert octets[2].count(b"\x1d") == 40
    counted = dict(zip(("statements", "descriptions", "records"), made["files"], strict=True))
    assert {of: each[of] for of, each in counted.items()} == {
        "statements": octets[0].count(b"\n"),
        "descriptions": len(lines),
        "records": 40,
    }
    sums = fetched(shelf, {"url": made["checksums"]}).text
    for each in made["files"]:
        assert hashlib.sha256(fetched(shelf, each).content).hexdigest() == each["sha256"]
        assert f"{each['sha256']}  {each['url'].rpartition('/')[2]}\n" in sums


def test_a_download_that_broke_off_goes_on_though_a_newer_one_was_made_meanwhile(shelf: Shelf) -> None:
    dump(shelf)
    file = listed(shelf)["files"][0]
    whole = fetched(shelf, file)
    begun = fetched(shelf, file, {"Range": "bytes=0-999"})
    shelf.write(shelf.edition("more"))
    dump(shelf, day=2)
    rest = fetched(shelf, file, {"Range": "bytes=1000-", "If-Range": begun.headers["etag"]})
    assert (begun.status_code, rest.status_code) == (206, 206)
    assert begun.content + rest.content == whole.content
    latest = file["latest"].removeprefix(shelf.names.base)
    newest = httpx.get(f"{shelf.address}/{latest}", follow_redirects=True)
    assert newest.content == fetched(shelf, listed(shelf)["files"][0]).content != whole.content
    dump(shelf, day=3)
    assert fetched(shelf, file).status_code == 404


def test_whoever_has_a_download_goes_on_with_the_feed_of_changes(shelf: Shelf) -> None:
    dump(shelf)
    made = listed(shelf)
    there = resources(shelf, made["files"][0])
    shelf.take_away(shelf.iri("instances", "e7"))
    shelf.merge("instances", "e8", "e9")
    shelf.write(shelf.edition("new"))
    copied = walked(shelf, made["changes"]["page"], there)
    dump(shelf, day=2)
    assert copied == resources(shelf, listed(shelf)["files"][0])
    entry = httpx.get(f"{shelf.address}/harbor/changes").json()
    assert entry["url"] == made["id"]
    described = httpx.get(f"{shelf.address}/harbor/void.nt").text
    assert f"<http://rdfs.org/ns/void#dataDump> <{made['files'][0]['latest']}>" in described
    assert f"<http://www.w3.org/ns/dcat#endpointURL> <{shelf.names.base}harbor/oai>" in described


def test_a_making_that_is_stopped_leaves_what_was_there(shelf: Shelf) -> None:
    dump(shelf)
    before = listed(shelf)
    with pytest.raises(Stopped):
        dump(shelf, day=2, stop_at=60)
    assert listed(shelf) == before
    folder = shelf.installation.layout.downloads / "harbor"
    assert sorted(each.name for each in folder.iterdir()) == ["20260501T000000Z", "lock"]


def test_what_is_no_file_or_not_public_any_more_is_not_there(shelf: Shelf) -> None:
    assert httpx.get(f"{shelf.address}/harbor/downloads").status_code == 404
    dump(shelf)
    (shelf.installation.layout.downloads / "secret").write_text(CANARY)
    at = "/harbor/downloads/20260501T000000Z"
    for path in (
        f"{at}/about.json", f"{at}/..%2f..%2fsecret", f"{at}/harbor.nq", "/harbor/downloads/lock/SHA256SUMS",
        "/harbor/downloads/../secret", "/harbor/downloads/latest/lindenau.nq.gz", "/cloister/downloads",
        "/networks/nowhere/downloads",
    ):  # fmt: skip
        assert httpx.get(shelf.address + path).status_code == 404, path
    file = listed(shelf)["files"][0]
    shelf.installation.services.tenants.update(operator(), "harbor", sharing=Sharing(SharingLevel.PRIVATE))
    assert fetched(shelf, file).status_code == 404
