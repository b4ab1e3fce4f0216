"""`marcChanges` of an edit: which fields of the MARC record it changed."""

from __future__ import annotations

from schema.ids import resource_id
from tests.schema.library import World, ask
from tests.schema.marked import HARBOR, MARKS

READ = "query ($id: ID!) { node(id: $id) { ... on Instance { revision jsonld } } }"
WRITE = """
mutation ($input: ResourceUpdateInput!) {
  resourceUpdate(input: $input) {
    userErrors { message }
    marcChanges { kind tag before after subfields { code before after } }
  }
}
"""


def test_an_edit_tells_which_marc_fields_it_changed(world: World) -> None:
    cataloguer, mark = world.who(f"cataloguer@{HARBOR}"), MARKS[HARBOR]
    name = str(resource_id(world.resources[HARBOR]["bf:Instance"][0]))
    found = ask(world.engine(), cataloguer, READ, {"id": name}).body["data"]["node"]
    body = found["jsonld"]
    body["responsibilityStatement" if "responsibilityStatement" in body else "bf:responsibilityStatement"] = ["Nobody"]
    change = {"id": name, "ifRevision": found["revision"], "jsonld": body}
    answer = ask(world.engine(), cataloguer, WRITE, {"input": change}).body["data"]["resourceUpdate"]
    assert answer["userErrors"] == []
    (changed,) = answer["marcChanges"]
    assert (changed["kind"], changed["tag"]) == ("CHANGED", "245")
    assert changed["subfields"] == [{"code": "c", "before": f"{mark}responsibility.", "after": "Nobody."}]
