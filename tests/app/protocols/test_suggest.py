"""An editor made for the Library of Congress's suggest service asks here, over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from app.bootstrap import install
from app.settings import Settings, StoreAddress
from graph.access.model import SharingLevel, operator
from graph.authorities.model import Shelf
from graph.tenants.model import Sharing
from tests.graph.authorities.conftest import MADS, RDF, SUBJECTS, packed, topic
from tests.running import running

from .conftest import World

NAME = "http://id.loc.gov/authorities/names/n1"
THING = "http://id.loc.gov/rwo/agents/n1"
SHARED = [
    *topic(1, "Cats", f"<{MADS}hasVariant> _:b1"),
    f'_:b1 <{MADS}variantLabel> "Felines" .',
    *topic(2, "Catalogs, Library"),
    f"<{NAME}> <{RDF}type> <{MADS}PersonalName> .",
    f'<{NAME}> <{MADS}authoritativeLabel> "Catt, Carrie" .',
    f"<{NAME}> <{MADS}identifiesRWO> <{THING}> .",
]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    settings = Settings(store=StoreAddress("memory"), data=tmp_path_factory.mktemp("data"))
    made = World(install(settings, create=True))
    services = made.installation.services
    for slug, level in (("harbor", SharingLevel.PUBLIC), ("cloister", SharingLevel.PRIVATE)):
        services.tenants.create_tenant(operator(), slug, {"en": slug}, sharing=Sharing(level))
        account = services.access.create_account(operator(), slug, {slug: ["cataloguer"]}, slug)
        made.tokens[slug] = services.access.issue_token(operator(), account.id).secret
    services.vocabularies.load(operator(), Shelf(), packed(*SHARED))
    services.vocabularies.load(
        operator("cloister"), Shelf(tenant="cloister"), packed(*topic(7, "Cats of the cloister"))
    )
    made.installation.bring_up_to_date("search")
    with running(made.installation) as made.address:
        yield made
    made.installation.close()


def ask(world: World, path: str, who: str = "", **parameters: str) -> dict[str, Any]:
    response = world.get(path, who, params=parameters)
    assert response.status_code == 200, response.text
    assert response.headers["access-control-allow-origin"] == "*"
    body: dict[str, Any] = response.json()
    return body


def labels(body: dict[str, Any]) -> list[str]:
    return [each["suggestLabel"] for each in body["hits"]]


def test_the_answer_has_the_shape_of_the_service(world: World) -> None:
    body = ask(world, "/harbor/suggest2", q="cats", usage="true")
    (hit,) = body.pop("hits")
    assert body == {
        "q": "cats",
        "count": 1,
        "pagesize": 10,
        "start": 0,
        "sortmethod": "alpha",
        "searchtype": "left-anchored",
        "directory": "all",
    }
    assert hit == {
        "suggestLabel": "Cats",
        "uri": f"{SUBJECTS}/sh1",
        "aLabel": "Cats",
        "vLabel": "",
        "sLabel": "",
        "code": "",
        "token": "sh1",
        "usage": 0,
        "more": {
            "rdftypes": ["Topic", "Authority"],
            "variantLabels": ["Felines"],
            "notes": [],
            "marcKeys": [],
        },
    }


def test_a_variant_says_what_to_use(world: World) -> None:
    (hit,) = ask(world, "/harbor/suggest2/", q="Féli")["hits"]
    assert (hit["suggestLabel"], hit["aLabel"], hit["vLabel"]) == ("Felines (USE Cats)", "Cats", "Felines")


def test_an_address_of_the_service_names_the_vocabulary(world: World) -> None:
    names = ask(world, "/harbor/id/authorities/names/suggest2", q="cat")
    assert ([each["uri"] for each in names["hits"]], names["directory"]) == ([NAME], "/authorities/names/")
    assert [each["uri"] for each in ask(world, "/harbor/id/rwo/agents/suggest2", q="cat")["hits"]] == [THING]
    subjects = ask(world, "/harbor/id/authorities/subjects/suggest2/", q="cat")
    assert labels(subjects) == ["Catalogs, Library", "Cats"]


def test_types_searchtype_and_pages_are_followed(world: World) -> None:
    assert labels(ask(world, "/harbor/suggest2", q="cat", rdftype="PersonalName")) == ["Catt, Carrie"]
    assert labels(ask(world, "/harbor/suggest2", q="library", searchtype="keyword")) == ["Catalogs, Library"]
    assert labels(ask(world, "/harbor/suggest2", q="?library")) == ["Catalogs, Library"]
    second = ask(world, "/harbor/suggest2", q="cat", count="1", offset="1")
    assert (labels(second), second["count"], second["start"]) == (["Cats"], 3, 1)


def test_what_a_library_keeps_to_itself_is_suggested_to_it_alone(world: World) -> None:
    assert labels(ask(world, "/cloister/suggest2", "cloister", q="cats")) == ["Cats", "Cats of the cloister"]
    assert labels(ask(world, "/suggest2", q="cats")) == ["Cats"]
    assert labels(ask(world, "/harbor/suggest2", "harbor", q="cats")) == ["Cats"]
    assert world.get("/cloister/suggest2", params={"q": "cats"}).status_code == 404
    assert world.get("/cloister/suggest2", "harbor", params={"q": "cats"}).status_code == 404


@pytest.mark.parametrize(
    "parameters", [{}, {"q": "x" * 501}, {"q": "x", "searchtype": "guess"}, {"q": "x", "count": "-1"}]
)
def test_a_question_that_is_none_is_refused(world: World, parameters: dict[str, str]) -> None:
    response = world.get("/harbor/suggest2", params=parameters)
    assert response.status_code == 422
    assert response.json()["error"] == "invalid_request"


def test_it_is_read_only_and_can_be_called_as_a_function(world: World) -> None:
    assert world.get("/harbor/suggest2", method="POST", params={"q": "cats"}).status_code == 405
    called = world.get("/harbor/suggest2", params={"q": "cats", "callback": "show"})
    assert called.text.startswith("/**/show({")
