"""Application profiles through the API: a form for everybody, a check before publishing, and a library's own table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import install
from app.settings import Settings, StoreAddress
from graph.access.model import ANONYMOUS, Actor, SharingLevel, operator
from graph.tenants.model import Sharing
from tests.schema.library import World, ask

OWN = "profileID,shapeID,propertyID,propertyLabel,mandatory\nmonograph,Instance,bf:dimensions,Size,TRUE\n"
PUBLISH = """mutation M($input: SettingsTextInput!) { profilesPublish(input: $input) {
  settings { text revision } event userErrors { code message path ... on TextError { line suggestion } } } }"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    installation = install(Settings(store=StoreAddress("memory"), data=tmp_path), create=True)
    for slug in ("harbor", "lindenau"):
        installation.services.tenants.create_tenant(
            operator(), slug, {"en": slug}, sharing=Sharing(SharingLevel.PUBLIC)
        )
    yield World(installation, {"anonymous": ANONYMOUS})
    installation.close()


def _data(world: World, actor: Actor, query: str, **variables: Any) -> Any:
    body = ask(world.engine(), actor, query, variables).body
    assert "errors" not in body, body["errors"]
    return body["data"]


def _size(world: World, actor: Actor) -> dict[str, Any]:
    form = _data(world, actor, '{ profile(id: "monograph") { form own } }')["profile"]["form"]
    return next(each for each in form["shapes"]["Instance"]["fields"] if each["property"] == "bf:dimensions")


def test_everybody_sees_the_shared_profiles_in_their_own_language(world: World) -> None:
    found = _data(
        world, ANONYMOUS, '{ profiles(describes: WORK) { id own describes label(lang: ["ar"]) { value direction } } }'
    )
    monograph = found["profiles"][0]
    assert (monograph["id"], monograph["own"]) == ("monograph", False)
    assert monograph["describes"] == ["WORK", "INSTANCE", "ITEM"]
    assert monograph["label"] == {"value": "كتاب", "direction": "RTL"}


def test_a_form_says_what_a_client_needs_to_draw_it(world: World) -> None:
    form = _data(world, ANONYMOUS, '{ profile(id: "monograph") { form } }')["profile"]["form"]
    assert [each["describes"] for each in form["roots"]] == ["Work", "Instance", "Item"]
    title = form["shapes"]["Work"]["fields"][0]
    assert (title["kind"], title["required"], title["repeatable"], title["group"]) == ("part", True, False, "title")
    assert title["shapes"] == ["Title"]
    assert title["types"] == ["bf:Title"]
    assert form["shapes"]["Title"]["fields"][0]["label"]["pl"] == "Tytuł właściwy"


def test_the_shapes_are_published_as_shacl(world: World) -> None:
    assert "sh:NodeShape" in _data(world, ANONYMOUS, '{ profile(id: "monograph") { shacl } }')["profile"]["shacl"]


def test_the_profile_for_a_description_is_told_by_its_types(world: World) -> None:
    query = "query Q($types: [String!]!) { profileFor(types: $types) { id } }"
    types = ["http://id.loc.gov/ontologies/bibframe/Work", "bf:Text", "bf:Monograph", "bf:Instance"]
    assert _data(world, ANONYMOUS, query, types=types)["profileFor"] == {"id": "monograph"}
    assert _data(world, ANONYMOUS, query, types=["bf:Barcode"])["profileFor"] is None


def test_a_description_is_checked_without_being_stored(world: World) -> None:
    query = """query Q($nodes: [JSONLD!]!) { profileCheck(profile: "monograph", nodes: $nodes) {
      node level path code message } }"""
    work = {"@type": ["bf:Work", "bf:Text"], "bf:title": [{"@type": ["bf:Title"], "bf:subtitle": ["a novel"]}]}
    item = {"@type": "bf:Item"}
    found = _data(world, ANONYMOUS, query, nodes=[work, item])["profileCheck"]
    told = {(each["node"], each["level"], each["path"], each["code"]) for each in found}
    assert (0, "ERROR", "bf:title[0]/bf:mainTitle", "MISSING") in told
    assert (0, "WARNING", "bf:language", "MISSING") in told
    assert (1, "ERROR", "bf:itemOf", "MISSING") in told


def test_a_librarys_own_table_holds_for_its_staff_at_once_and_for_nobody_else(world: World) -> None:
    chief = operator("harbor")
    made = _data(world, chief, PUBLISH, input={"text": OWN})["profilesPublish"]
    assert (made["settings"]["revision"], made["userErrors"]) == ("1", [])
    assert _data(world, chief, "{ ownProfiles { text revision } }")["ownProfiles"] == {"text": OWN, "revision": "1"}
    assert (_size(world, chief)["required"], _size(world, chief)["label"]["en"]) == (True, "Size")
    assert not _size(world, operator("lindenau"))["required"]
    assert not _size(world, ANONYMOUS.at("harbor"))["required"]


def test_a_table_that_somebody_else_changed_meanwhile_is_not_written_over(world: World) -> None:
    chief = operator("harbor")
    _data(world, chief, PUBLISH, input={"text": OWN})
    (error,) = _data(world, chief, PUBLISH, input={"text": ""})["profilesPublish"]["userErrors"]
    assert error["code"] == "STALE_REVISION"
    assert _data(world, chief, PUBLISH, input={"text": "", "ifRevision": "1"})["profilesPublish"]["userErrors"] == []
    assert not _size(world, chief)["required"]
    past = world.installation.services.profiles.past(chief)
    assert [each.text for each in past] == ["", OWN]


def test_a_mistake_in_a_table_is_told_where_it_is_and_changes_nothing(world: World) -> None:
    before = world.installation.store.position()
    made = _data(world, operator("harbor"), PUBLISH, input={"text": OWN.replace("dimensions", "dimension")})
    (error,) = made["profilesPublish"]["userErrors"]
    assert (error["code"], error["line"], error["suggestion"]) == ("INVALID", 2, "bf:dimensions")
    assert error["path"] == ["input", "text"]
    assert world.installation.store.position() == before


CHECK = """query Q($text: String!) { profilesTableCheck(text: $text) { problems { message ... on TextError { line } }
  changes { count shown { profiles shape property column before after label { value } } } } }"""


def test_what_a_table_changes_is_told_before_it_is_in_force(world: World) -> None:
    chief = operator("harbor")
    table = """profileID,shapeID,propertyID,propertyLabel,mandatory,hidden,extends,profileLabel
monograph,Instance,bf:dimensions,Size,TRUE,,,
resource,Item,lsp:copyNumber,,,TRUE,,
zine,,,,,,monograph,Zine
"""
    found = _data(world, chief, CHECK, text=table)["profilesTableCheck"]["changes"]["shown"]
    told = {(each["property"], each["column"]): each for each in found}
    size = told["bf:dimensions", "mandatory"]
    assert (size["profiles"], size["before"], size["after"]) == (["monograph", "rare-book"], "FALSE", "TRUE")
    assert size["label"] == {"value": "Size"}
    assert {"monograph", "serial"} <= set(told["lsp:copyNumber", "hidden"]["profiles"]), "alike changes stand together"
    assert told["", "profile"] == {
        "profiles": ["zine"], "shape": "", "property": "", "column": "profile", "before": None, "after": "zine",
        "label": {"value": "Zine"},
    }  # fmt: skip
    _data(world, chief, PUBLISH, input={"text": table})
    assert _data(world, chief, CHECK, text=table)["profilesTableCheck"]["changes"]["count"] == 0
    back = _data(world, chief, CHECK, text="")["profilesTableCheck"]["changes"]
    assert back["count"] == len(found)
    wrong = _data(world, chief, CHECK, text=table.replace("dimensions", "dimension"))["profilesTableCheck"]
    assert (wrong["problems"][0]["line"], wrong["changes"]) == (2, None)
