"""The examples of docs/how-to/cataloguing.md, run as they stand."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from graph.catalogue.model import Resource
from schema.ids import resource_id
from schema.running.engine import Engine
from tests.schema.library import WHOLE, World, ask
from tests.schema.marked import HARBOR

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "cataloguing.md").read_text("utf-8")
EXAMPLES = {
    re.search(r"(?:mutation|query|\.\.\. on) (\w+)", text)[1]: text  # type: ignore[index]
    for text in re.findall(r"^```graphql\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
}
NODES = json.loads(re.findall(r"^```json\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)[0])
PUBLISH = """
mutation P($id: ID!, $revision: Revision!) {
  draftPublish(input: {id: $id, ifRevision: $revision}) { resources { iri } userErrors { message } }
}
"""
UPDATE = """
mutation U($id: ID!, $revision: Revision!, $jsonld: JSONLD) {
  resourceUpdate(input: {id: $id, ifRevision: $revision, jsonld: $jsonld}) { userErrors { __typename %s } }
}
"""
UNDO = """
mutation B($id: ID!) { batchUndo(input: {id: $id, requestId: "u"}) {
  batch { id status kind total done interrupted filters { field anyOf } } changed userErrors { message }
} }
"""


def done(world: World, engine: Engine, query: str, **variables: Any) -> dict[str, Any]:
    """What the one field of a document answers to a cataloguer."""
    body = ask(engine, world.who(f"cataloguer@{HARBOR}"), query, variables).body
    assert "errors" not in body, body["errors"]
    (found,) = body["data"].values()
    return dict(found)


def described(world: World, *titles: str) -> list[Resource]:
    """New works of these titles, which a search finds."""
    catalogue, actor = world.installation.services.catalogue, world.who(f"cataloguer@{HARBOR}")
    made = [
        catalogue.create(actor, "bf:Work", {"bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": [each]}]})
        for each in titles
    ]
    world.installation.bring_up_to_date("search")
    return made


def titles(world: World, works: list[Resource]) -> list[str]:
    found = world.installation.services.catalogue.resources([each.iri for each in works], WHOLE)
    return [each.body["bf:title"][0]["bf:mainTitle"][0] for each in found if each is not None]


def test_every_example_of_the_page_is_run() -> None:
    assert set(EXAMPLES) == {"Begin", "StaleRevisionError", "Tidy", "Join"}


def test_a_draft_begins_with_the_nodes_of_the_page_and_is_published(world: World, engine: Engine) -> None:
    begun = done(world, engine, EXAMPLES["Begin"], nodes=NODES)
    assert begun["userErrors"] == []
    named = [node["@id"] for node in begun["draft"]["nodes"]]
    assert all(each.startswith("http") for each in named)
    assert begun["draft"]["nodes"][1]["bf:instanceOf"] == [{"@id": named[0]}]
    again = done(world, engine, EXAMPLES["Begin"], nodes=NODES)
    assert again["draft"]["id"] == begun["draft"]["id"], "its requestId is that of the first"


def test_who_was_slower_gets_both_versions_as_the_page_says(world: World, engine: Engine) -> None:
    (work,) = described(world, "Slower")
    catalogue, actor = world.installation.services.catalogue, world.who(f"cataloguer@{HARBOR}")
    catalogue.update(actor, work.iri, work.revision, {**work.body, "rdfs:label": ["theirs"]})
    query = UPDATE % EXAMPLES["StaleRevisionError"]
    ours = {**work.body, "rdfs:label": ["ours"]}
    asked = {"id": resource_id(work.iri), "revision": work.revision, "jsonld": ours}
    (error,) = done(world, engine, query, **asked)["userErrors"]
    assert error["__typename"] == "StaleRevisionError"
    assert error["merged"]["rdfs:label"]
    assert "rdfs:label" not in error["base"]


def test_what_a_search_finds_is_tidied_as_it_was_previewed_and_taken_back(world: World, engine: Engine) -> None:
    works = described(world, "The grey harbour", "A grey harbour", "A harbour")
    values = {"from": {"@value": "grey"}, "to": {"@value": "gray"}}
    tried = done(world, engine, EXAMPLES["Tidy"], **values)
    assert (tried["changed"], tried["refused"], tried["userErrors"]) == (2, 0, [])
    assert {each["iri"] for each in tried["reports"]} == {each.iri for each in works[:2]}
    assert titles(world, works) == ["The grey harbour", "A grey harbour", "A harbour"]
    meant = EXAMPLES["Tidy"].replace("dryRun: true", f'ifPreview: "{tried["preview"]}"')
    batch = "batch { id status total done filters { field anyOf } }"
    made = done(world, engine, meant.replace("{ preview", f"{{ {batch} preview"), **values)
    assert made["userErrors"] == []
    assert (made["batch"]["total"], made["batch"]["done"]) == (2, 2)
    assert titles(world, works) == ["The gray harbour", "A gray harbour", "A harbour"]
    undone = done(world, engine, UNDO, id=made["batch"]["id"])
    assert (undone["changed"], undone["batch"]["status"]) == (2, "UNDONE")
    assert done(world, engine, UNDO, id=made["batch"]["id"]) == undone
    assert titles(world, works) == ["The grey harbour", "A grey harbour", "A harbour"]


def test_a_search_is_narrowed_by_the_filters_that_searches_have(world: World, engine: Engine) -> None:
    described(world, "Narrow channel")
    narrowed = EXAMPLES["Tidy"].replace('query: "grey harbour"', 'query: "narrow channel", filters: [FILTER]')
    values = {"from": {"@value": "Narrow"}, "to": {"@value": "Wide"}}
    for wanted, found in (("anyOf", 1), ("noneOf", 0)):
        query = narrowed.replace("FILTER", f'{{field: TENANT, {wanted}: ["{HARBOR}"]}}')
        assert done(world, engine, query, **values)["changed"] == found


def test_two_works_become_one_as_the_page_says(world: World, engine: Engine) -> None:
    works = described(world, "Joined", "Joined too")
    ids = [resource_id(each.iri) for each in works]
    seen = [{"id": id_, "revision": each.revision} for id_, each in zip(ids, works, strict=True)]
    asked = {"keep": ids[0], "other": ids[1], "seen": seen}
    tried = done(world, engine, EXAMPLES["Join"], **asked)
    assert (tried["iri"], tried["changed"], tried["userErrors"]) == (works[0].iri, 1, [])
    (left,) = tried["notTaken"]
    assert left["values"][0]["bf:mainTitle"] == ["Joined too"]
    meant = EXAMPLES["Join"].replace(", dryRun: true", "").replace("iri changed", "batch { id kind } iri changed", 1)
    made = done(world, engine, meant, **asked)
    assert made["batch"]["kind"] == "MERGE"
    assert titles(world, works) == ["Joined", "Joined"]
    undone = done(world, engine, UNDO, id=made["batch"]["id"])
    assert undone["userErrors"] == []
    assert (undone["batch"]["status"], undone["changed"]) == ("UNDONE", 1)
    assert titles(world, works) == ["Joined", "Joined too"]
