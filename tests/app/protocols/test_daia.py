"""A discovery system asks by DAIA what a library has and whether it can be had."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.protocols.daia.answer import APPROVAL
from app.protocols.daia.names import FORMS, reader
from graph.access.model import operator

from .conftest import DESK, ISBN, LENT, MISSING, ON_SHELF, REFERENCE, RESTRICTED, WITHDRAWN, World, edition, item

OWN = json.loads((Path(__file__).parent / "daia_schema.json").read_text("utf-8"))


def ask(world: World, *ids: str, who: str = "", **more: str) -> dict[str, Any]:
    """What is answered to identifiers; it keeps to the schema and to the rules beside it."""
    response = world.get("/harbor/daia", who, params={"format": "json", "id": "|".join(ids), **more})
    assert response.status_code == 200, response.text
    body: dict[str, Any] = response.json()
    Draft202012Validator(OWN).validate(body)
    names = [each["id"] for document in body["document"] for each in (document, *document["item"])]
    assert len(names) == len(set(names))
    return body


def services(body: dict[str, Any], iri: str) -> dict[str, tuple[bool, Any]]:
    """Per service of an item whether it can be had, and the rest of what is said of it."""
    found = next(each for document in body["document"] for each in document["item"] if each["id"] == iri)
    return {
        service["service"]: (name == "available", {key: value for key, value in service.items() if key != "service"})
        for name in ("available", "unavailable")
        for service in found.get(name, ())
    }


@pytest.mark.parametrize("row", FORMS, ids=lambda row: row.example)
def test_every_form_of_identifier_reads_as_its_example(row) -> None:
    found = reader("https://library.test/", "main")(row.example)
    assert (found.scheme, found.value) == (row.scheme, row.looked_up)


def test_each_copy_of_an_edition_says_what_it_can_be_had_for(world) -> None:
    body = ask(world, world.at["b1"])
    (document,) = body["document"]
    assert (document["id"], document["about"]) == (world.at["b1"], "Tides")
    assert "requested" not in document
    assert body["institution"]["content"] == "Harbor Library"
    known = {name: services(body, world.at[name]) for name in (LENT, ON_SHELF, REFERENCE, RESTRICTED, MISSING)}
    assert known[ON_SHELF] == {"presentation": (True, {}), "loan": (True, {}), "interloan": (True, {})}
    assert known[REFERENCE] == {"presentation": (True, {}), "loan": (False, {})}
    for is_there, said in known[RESTRICTED].values():
        assert is_there
        assert said["limitation"][0]["id"] == APPROVAL
    assert known[MISSING] == {"presentation": (False, {}), "loan": (False, {})}
    assert not known[LENT]["loan"][0]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", known[LENT]["loan"][1]["expected"])
    assert world.at[WITHDRAWN] not in [each["id"] for each in document["item"]]


def test_a_copy_says_where_it_stands_and_how_it_is_labelled(world) -> None:
    (document,) = ask(world, f"barcode:{ON_SHELF}")["document"]
    (copy,) = document["item"]
    assert copy["label"] == f"TI {ON_SHELF}"
    assert copy["chronology"] == {"about": "v. 2"}
    assert copy["department"] == {"id": "http://uri.gbv.de/organization/isil/XX-HARBOR", "content": "Central"}
    assert copy["storage"] == {"id": world.at["stacks"], "content": "Stacks"}


def test_an_edition_is_found_by_each_of_its_names_and_a_work_with_all_its_editions(world) -> None:
    for name in (f"isbn:{ISBN}", "b1", "ppn:b1", "(main)b1", f"urn:isbn:{ISBN}", f"barcode:{LENT}", world.at[LENT]):
        (document,) = ask(world, name)["document"]
        assert (document["id"], document.get("requested")) == (world.at["b1"], name)
    (document,) = ask(world, world.at["work"])["document"]
    assert document["id"] == world.at["work"]
    assert len(document["item"]) == 6


def test_whoever_waits_is_counted_and_never_named(world) -> None:
    body = ask(world, "b2", who="desk")
    (item,) = body["document"][0]["item"]
    assert services(body, item["id"])["loan"][1]["queue"] == 1
    assert "P2" not in json.dumps(body)


def test_what_is_not_there_has_no_document_and_is_no_error(world) -> None:
    assert (
        ask(world, "b1", "nothing", "isbn:", "http://elsewhere.test/1", "barcode:x")["document"][0]["requested"] == "b1"
    )
    assert ask(world, "nothing")["document"] == []


def test_what_an_answer_has_already_is_put_off_to_the_next_one(world) -> None:
    response = world.get("/harbor/daia", params={"format": "json", "id": f"b1|isbn:{ISBN}|barcode:{LENT}"})
    assert [each["requested"] for each in response.json()["document"]] == ["b1"]
    following = response.links["next"]["url"]
    assert following.startswith("?")
    response = world.get(f"/harbor/daia{following}")
    assert [each["requested"] for each in response.json()["document"]] == [f"isbn:{ISBN}"]


def test_beyond_a_hundred_identifiers_the_rest_is_where_the_link_says(world) -> None:
    response = world.get("/harbor/daia", params={"format": "json", "id": "|".join(["b1", *map(str, range(120)), "b2"])})
    assert [each["requested"] for each in response.json()["document"]] == ["b1"]
    following = world.get(f"/harbor/daia{response.links['next']['url']}")
    assert [each["requested"] for each in following.json()["document"]] == ["b2"]
    assert "next" not in following.links


def test_a_group_of_patrons_may_be_asked_for(fresh) -> None:
    chief, settings = operator("harbor"), fresh.installation.services.settings
    known = settings.rules(DESK)
    settings.publish_rules(chief, known.text + "\neverywhere group=staff loan=reference : loanable\n")
    body = ask(fresh, fresh.at[REFERENCE])
    assert services(body, fresh.at[REFERENCE])["loan"][1]["limitation"] == [
        {"content": "Not for every group of patrons"}
    ]
    groups = f"{fresh.installation.services.names.base}harbor/patron-groups/"
    body = ask(fresh, fresh.at[REFERENCE], **{"patron-type": f"{groups}staff"})
    assert services(body, fresh.at[REFERENCE])["loan"] == (True, {})
    wrong = {"format": "json", "id": "b1", "patron-type": f"{groups}pirates"}
    assert fresh.get("/harbor/daia", params=wrong).status_code == 422
    assert fresh.get("/harbor/daia", params={"format": "json", "id": "b1", "patron": "P1"}).status_code == 501


@pytest.mark.parametrize(
    ("query", "status", "error"),
    [
        ("id=b1", 422, "invalid_request"),
        ("id=b1&format=xml", 422, "invalid_request"),
        ("format=json", 422, "invalid_request"),
        ("format=json&id=%7C", 422, "invalid_request"),
        ("format=json&id=b1&callback=alert(1)", 422, "invalid_request"),
        ("format=json&id=b1&access_token=cat_x_y", 422, "invalid_request"),
    ],
)
def test_a_wrong_request_is_told_what_is_wrong(world, query: str, status: int, error: str) -> None:
    response = world.get(f"/harbor/daia?{query}")
    assert (response.status_code, response.json()["code"], response.json()["error"]) == (status, status, error)
    assert response.headers["x-daia-version"] == "1.0.0"
    response = world.get(f"/harbor/daia?{query}&suppress_response_codes")
    assert (response.status_code, response.json()["code"]) == (200, status)


def test_pages_of_other_sites_may_ask(world) -> None:
    response = world.get("/harbor/daia", method="OPTIONS")
    assert "Authorization" in response.headers["access-control-allow-headers"]
    response = world.get("/harbor/daia?format=json&id=b1", headers={"Accept-Language": "de"})
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.headers["content-language"] == "de"
    assert response.json()["institution"]["content"] == "Hafenbibliothek"
    head = world.get("/harbor/daia?format=json&id=b1", method="HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert world.get("/harbor/daia?format=json&id=b1", method="DELETE").headers["allow"] == "GET, HEAD, OPTIONS"


def test_the_answer_may_be_the_call_of_a_function(world) -> None:
    response = world.get("/harbor/daia?format=json&id=b1&callback=shown_1")
    assert response.headers["content-type"] == "application/javascript; charset=utf-8"
    called = re.fullmatch(r"/\*\*/shown_1\((.*)\);", response.text)
    assert called is not None
    assert json.loads(called[1])["document"][0]["requested"] == "b1"


def test_a_library_that_shares_with_nobody_is_not_there(world) -> None:
    assert world.get("/cloister/daia?format=json&id=b1").json()["error"] == "not_found"
    assert world.get("/harbor/daia?format=json&id=b1", headers={"Authorization": "Bearer no"}).status_code == 401


def test_the_store_is_called_as_often_for_one_edition_as_for_fifty(fresh, store_calls) -> None:
    for number in range(50):
        instance = edition(fresh, f"many{number}", fresh.at["work"])
        for copy in "ab":
            item(fresh, f"many{number}{copy}", instance)
    ask(fresh, "b2")
    counts = []
    for ids in (["b1", "b2"], ["b1", "b2", *(f"many{number}" for number in range(50))]):
        store_calls.clear()
        assert len(ask(fresh, *ids)["document"]) == len(ids)
        counts.append(sorted(store_calls))
    assert counts[0] == counts[1]
    assert len(counts[0]) < 20
