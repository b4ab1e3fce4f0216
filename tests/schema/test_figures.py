"""Figures through the API: to whom which are told, and that they agree with what lending itself answers."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import installed
from app.clock import clock
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from graph.insights.model import Step
from graph.services import Services
from schema.running.engine import Engine
from tests.octets import octets_in
from tests.schema.library import World, ask
from tests.schema.marked import HARBOR, LENT, LINDENAU, MARKS

COUNTS = "{ loans returns renewals requests uses feesTaken { amount currency } }"
SHARES = f"{{ key label counts {COUNTS} }}"
PARTS = "{ key label count }"
FIGURES = f"""query F($from: Date!, $to: Date!, $by: FigureStep!) {{ figures(from: $from, to: $to, by: $by) {{
  first last event lastEvent
  lending {{ total {COUNTS} before {COUNTS} periods {{ first last counts {COUNTS} }}
    servicePoints {SHARES} locations {SHARES} materialTypes {SHARES} groups {SHARES} }}
  collection {{ titles editions copies neverLent turnover periods {{ first last added withdrawn }}
    types {PARTS} languages {PARTS} decades {PARTS} locations {PARTS} materialTypes {PARTS}
    mostLent {{ iri loans resource {{ iri }} }} }} }} }}"""


def figures(world: World, engine: Engine, who: str, *, days: int = 3, by: str = "DAY") -> dict[str, Any]:
    today = clock().date()
    span = {"from": str(today - timedelta(days=days)), "to": str(today + timedelta(days=1)), "by": by}
    return ask(engine, world.who(who), FIGURES, span).body


def told(world: World, engine: Engine, who: str) -> dict[str, Any]:
    body = figures(world, engine, who)
    assert "errors" not in body, body["errors"]
    found: dict[str, Any] = body["data"]["figures"]
    return found


def test_figures_agree_with_what_lending_and_the_catalogue_answer(world: World, engine: Engine) -> None:
    found = told(world, engine, f"administrator@{LINDENAU}")
    lending, collection = found["lending"], found["collection"]
    assert found["event"] == found["lastEvent"]
    card = ask(engine, world.who(f"desk@{LINDENAU}"), LOANS, {"card": f"{LENT[LINDENAU]}card"}).body["data"]["patron"]
    assert lending["total"]["loans"] == card["loans"]["totalCount"] + card["pastLoans"]["totalCount"]
    assert sum(each["counts"]["loans"] for each in lending["periods"]) == lending["total"]["loans"]
    assert [each["label"] for each in lending["servicePoints"]] == [f"{MARKS[LINDENAU]}desk"]
    assert lending["groups"] == []
    assert {each["label"] for each in collection["languages"]} >= {"English"}
    there = world.resources[LINDENAU]
    assert collection["titles"] == len(there["bf:Work"])
    assert (collection["editions"], collection["copies"]) == (len(there["bf:Instance"]), len(there["bf:Item"]))
    assert collection["mostLent"][0]["resource"]["iri"] == collection["mostLent"][0]["iri"]


LOANS = """query P($card: String!) { patron(by: {barcode: $card}) {
  loans { totalCount } pastLoans { totalCount } } }"""


def test_who_catalogues_sees_the_collection_and_who_lends_both(world: World, engine: Engine) -> None:
    for role, lends in (("reader", False), ("cataloguer", False), ("desk", True), ("administrator", True)):
        found = told(world, engine, f"{role}@{HARBOR}")
        assert (found["lending"] is not None, found["collection"] is not None) == (lends, True), role


@pytest.mark.parametrize("who", ["anonymous", "stranger"])
def test_who_works_in_no_library_sees_no_figures(world: World, engine: Engine, who: str) -> None:
    body = figures(world, engine, who)
    assert [each["extensions"]["code"] for each in body["errors"]] == ["FORBIDDEN"]


def test_days_that_end_before_they_begin_are_refused_with_a_sentence(world: World, engine: Engine) -> None:
    body = figures(world, engine, f"desk@{HARBOR}", days=-9)
    assert [each["extensions"]["code"] for each in body["errors"]] == ["INVALID_SPAN"]
    body = figures(world, engine, f"desk@{HARBOR}", days=500)
    assert [each["extensions"]["code"] for each in body["errors"]] == ["INVALID_SPAN"]


def test_what_a_removed_library_lent_is_in_no_file(tmp_path: Path) -> None:
    store = StoreAddress("sqlite", tmp_path / "store.sqlite")
    with installed(Settings(store=store), create=True) as installation:
        services = installation.services
        for slug in ("harbor", "cloister"):
            services.tenants.create_tenant(operator(), slug, {"en": slug})
            services.catalogue.create(operator(slug), "bf:Work", {"rdfs:label": [f"Grey {slug}"]})
        assert _titles(services, "cloister") == 1
        installation.remove_tenant("cloister", lambda _: None)
        kept = [each for each in tmp_path.rglob("*") if each.is_file() and b"cloister/works" in octets_in(each)]
        assert kept == []
        assert _titles(services, "harbor") == 1


def _titles(services: Services, slug: str) -> int:
    day = clock().date()
    found = services.figures.figures(operator(slug), day, day + timedelta(days=1), Step.DAY).collection
    assert found is not None
    return found.titles
