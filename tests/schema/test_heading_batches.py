"""Changing an authority through GraphQL: its label follows into descriptions as a batch that can be seen and undone."""

from __future__ import annotations

import time
from typing import Any

from schema.ids import resource_id
from schema.running.engine import Engine
from tests.schema.library import World, ask
from tests.schema.marked import HARBOR, MARKS

UPDATE = """
mutation Update($input: ResourceUpdateInput!) {
  resourceUpdate(input: $input) { headingBatch { id kind changes { nodes { before after } } } userErrors { message } }
}
"""
BATCH = """
query Batch($id: ID!) { headingBatch(id: $id) {
  status found changed refused undoneBy problems { totalCount } changes { nodes { heading { iri } before after } }
} }
"""
UNDO = "mutation Undo($input: HeadingBatchUndoInput!) { headingBatchUndo(input: $input) { batch { id undoes } } }"


def done(world: World, engine: Engine, query: str, **variables: Any) -> dict[str, Any]:
    body = ask(engine, world.who(f"cataloguer@{HARBOR}"), query, variables).body
    assert "errors" not in body, body["errors"]
    found: dict[str, Any] = body["data"]
    return found


def ended(world: World, engine: Engine, batch: str) -> dict[str, Any]:
    while (found := done(world, engine, BATCH, id=batch)["headingBatch"])["status"] in {"QUEUED", "RUNNING"}:
        time.sleep(0.01)
    answer: dict[str, Any] = found
    return answer


def test_a_label_that_is_changed_is_seen_in_works_and_taken_back(world: World, engine: Engine) -> None:
    iri = world.resources[HARBOR]["bf:Agent"][0]
    query = "query R($iri: IRI!) { resource(iri: $iri) { revision jsonld } }"
    before = done(world, engine, query, iri=iri)["resource"]
    described = {**before["jsonld"], "rdfs:label": [f"{MARKS[HARBOR]}author, Keeper of lights, 1901-1980"]}
    given = {"id": resource_id(iri), "ifRevision": before["revision"], "jsonld": described}
    answer = done(world, engine, UPDATE, input=given)["resourceUpdate"]
    assert answer["userErrors"] == []
    batch = answer["headingBatch"]["id"]
    (change,) = answer["headingBatch"]["changes"]["nodes"]
    assert change["after"] == f"{MARKS[HARBOR]}author, Keeper of lights, 1901-1980"
    found = ended(world, engine, batch)
    assert (found["status"], found["changed"], found["refused"], found["undoneBy"]) == ("SUCCEEDED", 2, 0, None)
    assert _labels(world) == {f"{MARKS[HARBOR]}author, Keeper of lights, 1901-1980"}
    undo = done(world, engine, UNDO, input={"id": batch})["headingBatchUndo"]["batch"]
    assert undo["undoes"] == batch
    assert ended(world, engine, undo["id"])["changed"] == 2
    assert _labels(world) == {change["before"]}
    assert done(world, engine, BATCH, id=batch)["headingBatch"]["undoneBy"] == undo["id"]


def _labels(world: World) -> set[str]:
    catalogue = world.installation.services.catalogue
    scope = world.installation.services.access.scope(world.who(f"cataloguer@{HARBOR}"))
    found = catalogue.resources(world.resources[HARBOR]["bf:Work"], scope)
    return {each.body["bf:contribution"][0]["bf:agent"][0]["rdfs:label"][0] for each in found if each is not None}


REPORT = """
{ headingsWithoutAuthority(first: 50) {
  pageInfo { hasNextPage }
  nodes { iri kind label { value } usage candidates(first: 1) { likeness term { iri label { value } } } }
} }
"""
ADOPT = "mutation A($input: HeadingAdoptInput!) { headingAdopt(input: $input) { batch { id } userErrors { message } } }"


def test_a_heading_of_the_report_is_replaced_by_its_candidate(world: World, engine: Engine) -> None:
    services, editor = world.installation.services, world.who(f"cataloguer@{HARBOR}")
    services.catalogue.create(editor, "bf:Organization", {"rdfs:label": [f"{MARKS[HARBOR]}societys"]})
    world.installation.bring_up_to_date("search")
    nodes = done(world, engine, REPORT)["headingsWithoutAuthority"]["nodes"]
    listed = {each["label"]["value"]: each for each in nodes}
    assert f"{MARKS[HARBOR]}author, Keeper, 1901-1980" not in listed
    found = listed[f"{MARKS[HARBOR]}society"]
    assert (found["kind"], found["usage"]) == ("AGENT", 2)
    (candidate,) = found["candidates"]
    assert candidate["term"]["label"]["value"] == f"{MARKS[HARBOR]}societys"
    given = {"heading": found["iri"], "authority": candidate["term"]["iri"]}
    answer = done(world, engine, ADOPT, input=given)["headingAdopt"]
    assert answer["userErrors"] == []
    assert ended(world, engine, answer["batch"]["id"])["changed"] == 2
    world.installation.bring_up_to_date("search")
    nodes = done(world, engine, REPORT)["headingsWithoutAuthority"]["nodes"]
    assert f"{MARKS[HARBOR]}society" not in {each["label"]["value"] for each in nodes}
