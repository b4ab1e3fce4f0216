"""Pasted records over the API: read, what of each is lost, and which descriptions are there already."""

from __future__ import annotations

import pytest

from schema.running.engine import Engine
from tests.schema.library import World, ask
from tests.schema.marked import CLOISTER, HARBOR, LINDENAU, numbers

READ = """
query Read($records: String!, $format: RecordFormat) {
  recordsRead(records: $records, format: $format) {
    number title profile nodes
    problem { code message hint }
    conversion { residue fields(outcomes: [RESIDUE]) { nodes { tag text lost } } }
    matches { own by { scheme value } resource { __typename iri ... on Instance { revision work { id } } } }
  }
}
"""


def _pasted(*slugs: str) -> str:
    return "".join(f"001 x\n020 ## $a {numbers(slug)['isbn']}\n245 10 $a Pasted\n" for slug in slugs)


def test_a_cataloguer_sees_what_was_read_and_what_is_there_already(world: World, engine: Engine) -> None:
    variables = {"records": _pasted(HARBOR, LINDENAU) + "001 y\n245 nothing\n"}
    body = ask(engine, world.who(f"cataloguer@{HARBOR}"), READ, variables).body
    assert "errors" not in body, body
    own, others, wrong = body["data"]["recordsRead"]
    assert [each["@id"] for each in own["nodes"]] == ["_:work-1", "_:instance-1"]
    assert (own["problem"], wrong["nodes"], wrong["problem"]["code"]) == (None, [], "NOT_READABLE")
    assert {each["own"] for each in own["matches"]} == {True}
    assert {each["own"] for each in others["matches"]} == {False}
    (first, *_) = own["matches"]
    assert first["by"][0]["scheme"] == "ISBN"
    assert first["resource"]["__typename"] == "Instance"


def test_what_another_library_keeps_to_itself_is_no_match(world: World, engine: Engine) -> None:
    body = ask(engine, world.who(f"cataloguer@{HARBOR}"), READ, {"records": _pasted(CLOISTER)}).body
    assert [each["matches"] for each in body["data"]["recordsRead"]] == [[]]


@pytest.mark.parametrize("who", ["anonymous", f"reader@{HARBOR}"])
def test_only_those_who_draft_have_something_read(world: World, engine: Engine, who: str) -> None:
    body = ask(engine, world.who(who), READ, {"records": _pasted(HARBOR)}).body
    assert [each["extensions"]["code"] for each in body["errors"]] == ["FORBIDDEN"]


def test_what_cannot_be_recognised_is_refused_with_a_way_out(world: World, engine: Engine) -> None:
    body = ask(engine, world.who(f"cataloguer@{HARBOR}"), READ, {"records": "A recipe for soup"}).body
    (error,) = body["errors"]
    assert (error["extensions"]["code"], "MARC" in error["extensions"]["hint"]) == ("NOT_READABLE", True)
