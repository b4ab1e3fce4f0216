"""What a library has settled, through the API: mistakes are told where they are, and everybody sees when it is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import install
from app.settings import Settings, StoreAddress
from graph.access.model import ANONYMOUS, SharingLevel, operator
from graph.tenants.model import Sharing
from tests.schema.library import World, ask

HOURS = '[everywhere]\nzone = "Europe/Berlin"\nmonday = ["09:00-18:00"]\n'
OPEN = """query Q($tenant: ID!) { openDays(tenant: $tenant, at: "2026-03-02T12:00:00+01:00", days: 2)
  { path timezone open days { date spans { opens closes } } } }"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    installation = install(Settings(store=StoreAddress("memory"), data=tmp_path), create=True)
    for slug, sharing in (("harbor", SharingLevel.PUBLIC), ("cloister", SharingLevel.PRIVATE)):
        installation.services.tenants.create_tenant(operator(), slug, {"en": slug}, sharing=Sharing(sharing))
        installation.services.settings.publish_hours(operator(slug), HOURS)
    yield World(installation, {"anonymous": ANONYMOUS, "chief": operator("harbor")})
    installation.close()


def _refused(world: World, mutation: str, text: str) -> list[dict[str, Any]]:
    errors = "userErrors { code path message ... on TextError { line column suggestion } }"
    query = f"mutation M($text: String!) {{ {mutation}(input: {{text: $text}}) {{ settings {{ text }} {errors} }} }}"
    before = world.installation.store.position()
    body = ask(world.engine(), world.who("chief"), query, {"text": text}).body
    assert world.installation.store.position() == before
    assert body["data"][mutation]["settings"] is None
    return list(body["data"][mutation]["userErrors"])


def test_each_mistake_in_rules_is_told_with_its_line_and_what_was_meant(world: World) -> None:
    text = "everywhere : loanable\nharbor : itmes 5\nharbor : perod 3 days\n"
    found = _refused(world, "lendingRulesPublish", text)
    assert [(each["code"], each["line"], each["suggestion"]) for each in found] == [
        ("INVALID", 2, "items"), ("INVALID", 3, "period"),
    ]  # fmt: skip
    assert all(each["column"] and each["path"] == ["input", "text"] for each in found)


def test_a_template_with_a_place_that_there_is_none_of_is_told_with_its_line(world: World) -> None:
    (found,) = _refused(world, "noticeTemplatesPublish", "[overdue en]\nsubject: x\n\n- {item.titel}\n")
    assert (found["code"], found["line"], found["column"], found["suggestion"]) == ("INVALID", 4, 3, "item.title")


def test_hours_that_are_not_toml_are_told_with_their_line(world: World) -> None:
    (found,) = _refused(world, "openingHoursPublish", f"{HOURS}tuesday = \n")
    assert (found["code"], found["line"]) == ("INVALID", 4)


def test_everybody_sees_when_a_library_is_open_whose_catalogue_they_may_read(world: World) -> None:
    asked = ask(world.engine(), ANONYMOUS, OPEN, {"tenant": "harbor"}).body["data"]["openDays"]
    assert (asked["path"], asked["timezone"], asked["open"]) == ("harbor", "Europe/Berlin", True)
    monday, tuesday = asked["days"]
    assert monday == {
        "date": "2026-03-02",
        "spans": [{"opens": "2026-03-02T09:00:00+01:00", "closes": "2026-03-02T18:00:00+01:00"}],
    }
    assert tuesday["spans"] == []
    assert ask(world.engine(), ANONYMOUS, OPEN, {"tenant": "cloister"}).body["data"]["openDays"] is None
