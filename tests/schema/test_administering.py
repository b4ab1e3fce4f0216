"""What a library's administrator settles through the API, and what everybody sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import install
from app.settings import Settings, StoreAddress
from graph.access.model import ANONYMOUS, ROLES, Actor, operator
from tests.schema.library import World, ask

LOOKS = """{ tenant(id: "harbor") { appearance {
  accent languages welcome(lang: ["ar"]) { value lang } welcomes { lang } hours contact revision } } }"""
DRESS = """mutation M($input: AppearanceSetInput!) { appearanceSet(input: $input) {
  tenant { appearance { accent revision } } userErrors { code message hint path } event } }"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    installation = install(Settings(store=StoreAddress("memory"), data=tmp_path), create=True)
    for slug in ("harbor", "outpost"):
        installation.services.tenants.create_tenant(operator(), slug, {"en": slug})
    chiefs = {slug: Actor(f"chief-{slug}", "Chief", slug, {slug: ROLES["administrator"]})
              for slug in ("harbor", "outpost")}  # fmt: skip
    yield World(installation, {"anonymous": ANONYMOUS, **chiefs})
    installation.close()


def done(world: World, who: str, query: str, **given: Any) -> Any:
    body = ask(world.engine(), world.who(who), query, given).body
    return next(iter(body["data"].values())) if body.get("data") else body


def test_everybody_sees_how_the_pages_of_a_library_look(world: World) -> None:
    plain = done(world, "anonymous", LOOKS)["appearance"]
    assert (plain["accent"], plain["languages"], plain["welcome"]) == (None, ["en", "ar", "pl"], None)
    given = {
        "accent": "#7A1F3D",
        "languages": ["ar", "en"],
        "welcome": [{"value": "Welcome", "lang": "en"}, {"value": "أهلا", "lang": "ar"}],
        "hours": "https://harbor.example/hours",
        "contact": "mailto:desk@harbor.example",
        "ifRevision": plain["revision"],
    }
    assert done(world, "harbor", DRESS, input=given)["userErrors"] == []
    found = done(world, "anonymous", LOOKS)["appearance"]
    assert (found["accent"], found["languages"]) == ("#7a1f3d", ["ar", "en"])
    assert found["welcome"] == {"value": "أهلا", "lang": "ar"}
    assert (found["hours"], found["contact"]) == (given["hours"], given["contact"])
    assert found["revision"] != plain["revision"]


def test_a_colour_that_text_cannot_be_read_on_is_refused_with_the_reason(world: World) -> None:
    (error,) = done(world, "harbor", DRESS, input={"accent": "#ffcc00"})["userErrors"]
    assert (error["code"], error["path"]) == ("INVALID", ["input", "accent"])
    assert "1.51 : 1" in error["message"]
    assert error["hint"] == "Choose a darker colour."


def test_what_was_changed_meanwhile_is_not_written_over(world: World) -> None:
    seen = done(world, "anonymous", LOOKS)["appearance"]["revision"]
    assert done(world, "harbor", DRESS, input={"accent": "#1d5a96", "ifRevision": seen})["userErrors"] == []
    (error,) = done(world, "harbor", DRESS, input={"accent": "#000000", "ifRevision": seen})["userErrors"]
    assert error["code"] == "STALE_REVISION"
    assert done(world, "anonymous", LOOKS)["appearance"]["accent"] == "#1d5a96"
