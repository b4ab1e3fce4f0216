"""Whoever follows the feed of changes has in the end what the library has, from whatever point they began."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from app.protocols.changes import PER_PAGE
from graph.access.model import ANONYMOUS, operator

from .shelf import CANARY, Shelf, opened

Json = dict[str, Any]
BIBFRAME = "http://id.loc.gov/ontologies/bibframe/"


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Shelf]:
    with opened(tmp_path) as made:
        yield made


def got(shelf: Shelf, path: str) -> httpx.Response:
    """What is at an address, wherever the server that is asked has it."""
    response = httpx.get(shelf.address + path.removeprefix(shelf.names.base.rstrip("/")))
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/activity+json"
    return response


def first(shelf: Shelf) -> str:
    """The address of the first page."""
    return str(got(shelf, "/harbor/changes").json()["first"]["id"])


def pages(shelf: Shelf, at: str) -> Iterator[Json]:
    """This page and all that follow it."""
    while True:
        page: Json = got(shelf, at).json()
        yield page
        if "next" not in page:
            return
        at = page["next"]["id"]


def walked(shelf: Shelf, at: str, there: set[str]) -> set[str]:
    for page in pages(shelf, at):
        for each in page["orderedItems"]:
            (there.add if each["type"] in {"Create", "Update"} else there.discard)(each["object"]["id"])
    return there


def dumped(shelf: Shelf) -> set[str]:
    """The resources that a download of the whole graph describes."""
    services = shelf.installation.services
    scope = services.access.scope(services.access.acting(ANONYMOUS, "harbor"))
    lines = "".join(services.exporter.nquads("harbor", scope)).splitlines()
    return {line[1 : line.index(">")] for line in lines if "#" not in line[: line.index(">")]}


def test_from_any_page_on_a_follower_comes_to_what_a_download_has_and_full_pages_stay(shelf: Shelf) -> None:
    shelf.write(*(shelf.edition(f"e{n}", "w") for n in range(PER_PAGE)), shelf.work("w"))
    entry = got(shelf, "/harbor/changes").json()
    early = dumped(shelf)
    kept = [(page["id"], got(shelf, page["id"]).content) for page in pages(shelf, entry["first"]["id"])]
    assert len(kept) == 2
    shelf.write(*(shelf.edition(f"e{n}", "w", "anew") for n in range(60)))
    shelf.take_away(*(shelf.iri("instances", f"e{n}") for n in range(30, 50)))
    for n in range(50, 55):
        shelf.merge("instances", f"e{n}", "e0")
    shelf.write(*(shelf.edition(f"more{n}") for n in range(PER_PAGE)), shelf.edition("e30"))
    assert walked(shelf, entry["first"]["id"], set()) == dumped(shelf)
    assert walked(shelf, entry["last"]["id"], early) == dumped(shelf)
    for address, content in kept[:-1]:
        assert got(shelf, address).content == content
    last = got(shelf, got(shelf, "/harbor/changes").json()["last"]["id"]).json()
    assert last["orderedItems"]
    assert last["prev"]["id"].endswith(f"/{int(last['id'].rpartition('/')[2]) - 1}")


def statements(shelf: Shelf) -> dict[str, frozenset[str]]:
    """What a download of the whole graph says of each resource."""
    services = shelf.installation.services
    scope = services.access.scope(services.access.acting(ANONYMOUS, "harbor"))
    said: dict[str, set[str]] = {}
    for line in "".join(services.exporter.nquads("harbor", scope)).splitlines():
        said.setdefault(line[1 : line.index(">")].partition("#")[0], set()).add(line)
    return {iri: frozenset(lines) for iri, lines in said.items()}


def happen(shelf: Shelf, chance: Random) -> None:
    """Some records come, change, go, are merged or come back."""
    names = [f"e{chance.randrange(150)}" for _ in range(chance.randrange(1, 40))]
    some = list(dict.fromkeys(names))
    match chance.choice(["write", "write", "write", "describe works", "take away", "merge", "shelve"]):
        case "write":
            shelf.write(*(shelf.edition(each, "w", f"{each} {chance.random()}") for each in some))
        case "describe works":
            shelf.write(*(shelf.work(f"w{each}", f"{chance.random()}") for each in some))
        case "take away":
            shelf.take_away(*(shelf.iri("instances", each) for each in some))
        case "merge":
            for each in some[:5]:
                shelf.merge("instances", each, "kept")
        case "shelve":
            place = chance.choice(["central-stacks", "quay-stacks"])
            shelf.write(*(shelf.copy(f"i{each}", each, place) for each in some))


@pytest.mark.parametrize("seed", range(2))
def test_from_any_point_on_a_copy_of_that_moment_comes_to_say_what_a_download_says(shelf: Shelf, seed: int) -> None:
    chance, moments = Random(seed), []
    shelf.write(shelf.edition("kept"))
    for _ in range(40):
        happen(shelf, chance)
        moments.append((int(got(shelf, "/harbor/changes").json()["totalItems"]), statements(shelf)))
    start, last = first(shelf).rpartition("/")[0], statements(shelf)
    assert moments[-1][0] > 2 * PER_PAGE
    for seen, copy in [(0, {}), *chance.sample(moments, 12)]:
        items = [each for page in pages(shelf, f"{start}/{seen // PER_PAGE + 1}") for each in page["orderedItems"]]
        for each in items[seen % PER_PAGE :]:
            iri = each["object"]["id"]
            copy.pop(iri, None)
            if each["type"] in {"Create", "Update"} and iri in last:
                copy[iri] = last[iri]  # what a follower reads at its address
        assert copy == last


def test_an_act_says_what_happened_to_what_and_where_to_look_instead(shelf: Shelf) -> None:
    before = got(shelf, "/harbor/changes").json()["totalItems"]
    shelf.write(shelf.work("w"))
    shelf.write(shelf.work("w", "Tides"))
    shelf.merge("works", "w", "other")
    shelf.take_away(shelf.iri("works", "w"))
    acts = got(shelf, first(shelf)).json()["orderedItems"][before:]
    thing = {"id": shelf.iri("works", "w"), "type": f"{BIBFRAME}Work"}
    assert [(each["type"], each["summary"]) for each in acts] == [
        ("Create", "Create Work"), ("Update", "Update Work"), ("Deprecate", "Deprecate resource"),
        ("Delete", "Delete resource"),
    ]  # fmt: skip
    assert acts[0]["object"] == {**thing, "updated": acts[0]["published"]}
    assert acts[2]["target"] == {"id": shelf.iri("works", "other")}


def test_a_page_that_did_not_change_is_not_sent_again(shelf: Shelf) -> None:
    tag = got(shelf, first(shelf)).headers["etag"]
    at = shelf.address + first(shelf).removeprefix(shelf.names.base.rstrip("/"))
    again = httpx.get(at, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


def test_after_a_restore_no_page_of_what_is_undone_is_there_any_more(shelf: Shelf, tmp_path: Path) -> None:
    before = first(shelf)
    shelf.installation.backup(tmp_path / "copy")
    shelf.write(shelf.edition("undone"))
    shelf.installation.restore(tmp_path / "copy")
    shelf.write(shelf.edition("other"))
    assert httpx.get(shelf.address + before.removeprefix(shelf.names.base.rstrip("/"))).status_code == 404
    assert shelf.iri("instances", "undone") not in walked(shelf, first(shelf), set())


def test_a_network_tells_what_it_shares_and_whom_to_follow_besides(shelf: Shelf) -> None:
    services = shelf.installation.services
    services.tenants.create_network(operator(), "coast", {"en": "Coast"})
    for slug in ("harbor", "cloister"):
        services.tenants.join(operator(), slug, "coast")
    work = services.catalogue.create(operator("harbor"), "bf:Work", {"rdfs:label": ["Tides"]}, network="coast").iri
    entry = got(shelf, "/networks/coast/changes").json()
    assert entry["members"] == [f"{shelf.names.base}harbor/changes"]
    acts = got(shelf, entry["first"]["id"]).json()["orderedItems"]
    assert [(each["type"], each["object"]["id"]) for each in acts] == [("Create", work)]


def test_nothing_private_is_told_and_what_is_no_page_is_not_there(shelf: Shelf) -> None:
    shelf.hide()
    entry = got(shelf, "/harbor/changes").json()
    assert all(CANARY not in str(page) for page in pages(shelf, entry["first"]["id"]))
    pages_at = first(shelf).removeprefix(shelf.names.base.rstrip("/")).rpartition("/")[0]
    for path in (
        "/cloister/changes", "/cloister/changes/x/1", "/nowhere/changes", "/networks/nowhere/changes",
        *(f"{pages_at}/{each}" for each in ("0", "9", "-1", "%D9%A1", "9" * 400)), "/harbor/changes/x/1",
    ):  # fmt: skip
        assert httpx.get(shelf.address + path).status_code == 404, path
