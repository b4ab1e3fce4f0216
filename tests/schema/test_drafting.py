"""Drafts over the API: begun, published by a profile, and brought together with what somebody else did meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from schema.running.engine import Engine
from tests.schema.library import World, ask
from tests.schema.marked import CLOISTER, HARBOR, LINDENAU, MARKS, OUTPOST

BF = "http://id.loc.gov/ontologies/bibframe/"
WORK = {"@id": "_:work", "@type": "bf:Work", "rdfs:label": "Salt"}
INSTANCE = {"@id": "_:edition", "@type": f"{BF}Instance", f"{BF}instanceOf": [{"@id": "_:work"}]}
PUT = """
mutation Put($input: DraftPutInput!) {
  draftPut(input: $input) {
    draft { id revision title iri baseRevision nodes bases { iri revision } owner of { iri } } userErrors { code path }
  }
}
"""
PUBLISH = """
mutation Publish($input: DraftInput!) {
  draftPublish(input: $input) {
    resources { id iri revision jsonld } problems { node level path code } event
    userErrors {
      code message
      ... on StaleRevisionError { current { iri revision } base merged conflicts { path base ours theirs } }
      ... on ProfileRefusedError { problems { node level path } }
    }
  }
}
"""
PAST = """
query Past($iri: IRI!) {
  resource(iri: $iri) {
    history(first: 5) { nodes { revision made { event by command } changes { path removed added } } }
    diff { changes { path } added { path value } removed { path value } }
    statements(first: 50) { nodes { predicate made { by } } }
  }
}
"""
PREVIEW = "query Preview($nodes: [JSONLD!]!) { marcPreview(nodes: $nodes) { node marc } }"
Asked = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def asked(world: World) -> Asked:
    """What the API answers one of Harbor's staff."""
    engine: Engine = world.engine()

    def run(query: str, input: Mapping[str, Any], role: str = "cataloguer", **more: Any) -> dict[str, Any]:
        body = ask(engine, world.who(f"{role}@{HARBOR}"), query, more or {"input": input}).body
        assert "errors" not in body, body
        (payload,) = body["data"].values()
        return dict(payload)

    return run


def test_a_draft_is_begun_saved_and_published(asked: Asked) -> None:
    made = asked(PUT, {"nodes": [WORK, INSTANCE], "title": "Salt"})["draft"]
    work, instance = (each["@id"] for each in made["nodes"])
    assert (made["iri"], made["of"], made["bases"], made["baseRevision"]) == (work, None, [], None)
    saved = asked(PUT, {"id": made["id"], "ifRevision": made["revision"], "nodes": made["nodes"], "title": "More"})
    done = asked(PUBLISH, {"id": made["id"], "ifRevision": saved["draft"]["revision"]})
    assert done["userErrors"] == []
    assert [each["iri"] for each in done["resources"]] == [work, instance]
    assert done["resources"][1]["jsonld"]["bf:instanceOf"] == [{"@id": work}]


def test_what_is_wrong_is_told_by_its_place_among_the_nodes(asked: Asked) -> None:
    wrong = asked(PUT, {"nodes": [WORK, {"@id": "_:x", "@type": "bf:Title"}]})
    assert wrong["userErrors"] == [{"code": "INVALID", "path": ["input", "nodes", "1", "@type"]}]


def test_a_profile_that_is_not_met_refuses_with_everything_it_says(asked: Asked) -> None:
    made = asked(PUT, {"nodes": [WORK, INSTANCE], "profile": "monograph"})["draft"]
    (error,) = asked(PUBLISH, {"id": made["id"], "ifRevision": made["revision"]})["userErrors"]
    assert error["code"] == "INVALID"
    assert "ERROR" in {each["level"] for each in error["problems"]}
    assert {each["node"] for each in error["problems"]} == {0, 1}


def test_two_windows_are_brought_together_and_history_tells_who_said_what(asked: Asked) -> None:
    made = asked(PUT, {"nodes": [{**WORK, "bf:date": ["1999"]}]})["draft"]
    (work,) = asked(PUBLISH, {"id": made["id"], "ifRevision": made["revision"]})["resources"]
    base = [{"iri": work["iri"], "revision": work["revision"]}]
    windows = []
    for role, date in (("cataloguer", "2001"), ("administrator", "2002")):
        body = {**work["jsonld"], "bf:date": [date], f"bf:{role}": ["kept"]}
        windows.append((role, asked(PUT, {"nodes": [body], "bases": base}, role)["draft"]))
    (mine, ours), (_, theirs) = windows
    assert asked(PUBLISH, {"id": theirs["id"], "ifRevision": theirs["revision"]}, "administrator")["userErrors"] == []
    (stale,) = asked(PUBLISH, {"id": ours["id"], "ifRevision": ours["revision"]}, mine)["userErrors"]
    assert stale["conflicts"] == [
        {"path": "bf:date", "base": [{"@value": "1999"}], "ours": [{"@value": "2001"}], "theirs": [{"@value": "2002"}]}
    ]
    assert {"bf:cataloguer", "bf:administrator"} <= stale["merged"].keys()
    solved = {
        "id": ours["id"], "ifRevision": ours["revision"], "nodes": [stale["merged"]],
        "bases": [{"iri": work["iri"], "revision": stale["current"]["revision"]}],
    }  # fmt: skip
    again = asked(PUT, solved)["draft"]
    assert asked(PUBLISH, {"id": again["id"], "ifRevision": again["revision"]})["userErrors"] == []
    past = asked(PAST, {}, iri=work["iri"])
    assert [each["made"]["by"].split()[0] for each in past["history"]["nodes"]] == [
        "cataloguer", "administrator", "cataloguer",
    ]  # fmt: skip
    assert [each["path"] for each in past["diff"]["added"]] == ["bf:date", "bf:cataloguer"]
    makers = {each["predicate"].rpartition("/")[2]: each["made"]["by"] for each in past["statements"]["nodes"]}
    assert makers["administrator"].startswith("administrator")
    assert makers["cataloguer"].startswith("cataloguer")
    outside = asked(PAST, {}, "reader", iri=work["iri"])
    assert (outside["history"]["nodes"], outside["diff"]) == ([], None)
    assert {each["made"] is None for each in outside["statements"]["nodes"]} == {True}


def test_the_marc_of_what_is_in_hand_is_told_edition_by_edition(world: World) -> None:
    title = {"@type": "bf:Title", "bf:mainTitle": ["Salt"]}
    nodes = [WORK, *({**INSTANCE, "@id": f"_:{each}", "bf:title": [title]} for each in "ab")]
    body = ask(world.engine(), world.who(f"contributor@{HARBOR}"), PREVIEW, {"nodes": nodes}).body
    assert [each["node"] for each in body["data"]["marcPreview"]] == [1, 2]
    assert all('"a":"Salt"' in each["marc"] or '"a":"Salt."' in each["marc"] for each in body["data"]["marcPreview"])


def test_a_preview_has_nothing_of_what_its_writer_may_not_read(world: World) -> None:
    for slug in (LINDENAU, CLOISTER):
        for kind in ("bf:Work", "bf:Instance"):
            (iri, *_) = world.resources[slug][kind]
            link = {"bf:instanceOf": [{"@id": world.resources[slug]["bf:Work"][0]}]} if kind == "bf:Instance" else {}
            nodes = [{"@id": iri, "@type": kind} | link]
            body = ask(world.engine(), world.who(f"cataloguer@{OUTPOST}"), PREVIEW, {"nodes": nodes}).body
            assert len(body["data"]["marcPreview"]) == 1
            assert MARKS[slug] not in str(body)
            own = ask(world.engine(), world.who(f"cataloguer@{slug}"), PREVIEW, {"nodes": nodes}).body
            assert kind == "bf:Work" or MARKS[slug] in str(own)


def test_whoever_may_propose_nothing_gets_no_preview(world: World) -> None:
    for who in ("anonymous", "stranger", f"reader@{HARBOR}"):
        body = ask(world.engine(), world.who(who), PREVIEW, {"nodes": [WORK]}).body
        assert [each["extensions"]["code"] for each in body["errors"]] == ["FORBIDDEN"], who


def test_what_was_changed_is_told_in_words_and_not_by_the_ids_of_parts(asked: Asked) -> None:
    title = {"@type": "bf:Title", "bf:mainTitle": ["Salt"], "bf:subtitle": ["a history"]}
    by = {"@type": "bf:Contribution", "bf:agent": [{"@id": "https://a.example/m", "rdfs:label": ["Kurlansky, Mark"]}]}
    made = asked(PUT, {"nodes": [{**WORK, "bf:title": [title], "bf:contribution": [by]}]})["draft"]
    (work,) = asked(PUBLISH, {"id": made["id"], "ifRevision": made["revision"]})["resources"]
    (state,) = asked(PAST, {}, iri=work["iri"])["history"]["nodes"]
    told = {each["path"]: each["added"] for each in state["changes"]}
    assert (told["bf:title"], told["bf:contribution"]) == (["Salt a history"], ["Kurlansky, Mark"])
