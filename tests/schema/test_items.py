"""Items and holdings over the API: a cataloguer's day with a copy, and what the public sees of it."""

from __future__ import annotations

from typing import Any

import pytest

from schema.ids import Naming, make_id, resource_id
from schema.running.engine import Engine
from tests.schema.library import World, ask
from tests.schema.marked import HARBOR, MARKS

ERRORS = """userErrors {
  __typename code message hint path
  ... on DuplicateError { holder { barcode } }
  ... on StaleRevisionError { theirs { path } ours { path } }
  ... on HinderedError { hindrances { code message } }
}"""
SHOWN = """
fragment Shown on Item {
  id iri revision barcode copyNumber callNumber materialType loanType temporaryLoanType volume chronology pieces
  permanentLoanType ownCallNumber shelvingScheme
  condition lifecycle marker markerReason notes staffNotes suppressed enumeration
  location { code } permanentLocation { code } temporaryLocation { code } boundWith { id } holding { id }
  statusExplained { status because facts { about says } over }
}
"""
CREATE = (
    f"mutation($input: ItemCreateInput!) {{ itemCreate(input: $input) {{ item {{ ...Shown }} {ERRORS} }} }} {SHOWN}"
)
UPDATE = (
    f"mutation($input: ItemUpdateInput!) {{ itemUpdate(input: $input) {{ item {{ ...Shown }} {ERRORS} }} }} {SHOWN}"
)
APART = {"callNumber", "location", "boundWith", "loanType"}
"""What is shown in another shape than it is said."""


@pytest.fixture
def staff(world: World, engine: Engine):
    """Asks as a cataloguer of Harbor, or as somebody else; answers the data."""

    def asks(query: str, variables: dict[str, Any] | None = None, who: str = f"cataloguer@{HARBOR}") -> Any:
        body = ask(engine, world.who(who), query, variables or {}).body
        assert "errors" not in body, body["errors"]
        return body["data"]

    return asks


def test_a_copy_is_made_edited_marked_and_seen_by_the_public_as_far_as_it_should(world: World, staff) -> None:
    resources = world.resources[HARBOR]
    instance, other = (str(resource_id(each)) for each in resources["bf:Instance"][:2])
    shelf = str(make_id(Naming.LOCATION, resources["lsp:Location"][0]))
    said = {
        "barcode": "NEW-1", "copyNumber": "4", "volume": "v.2", "chronology": "1999", "pieces": 3,
        "callNumber": {"text": "QA 76", "scheme": "lcc"}, "materialType": "map", "loanType": "normal",
        "temporaryLoanType": "short", "location": shelf, "condition": "torn", "notes": ["Signed"],
        "staffNotes": ["From the cellar"], "boundWith": [other], "marker": "UNAVAILABLE", "markerReason": "Binder",
    }  # fmt: skip
    made = staff(CREATE, {"input": {"instance": instance, "set": said}})["itemCreate"]
    assert made["userErrors"] == []
    item = made["item"]
    assert {name: item[name] for name in said if name not in APART} == {
        name: value for name, value in said.items() if name not in APART
    }
    assert item["loanType"] == "short"
    assert item["boundWith"] == [{"id": other}]
    assert (item["callNumber"], item["ownCallNumber"], item["shelvingScheme"]) == ("QA 76", "QA 76", "lcc")
    assert item["permanentLoanType"] == "normal"
    assert item["location"] == item["permanentLocation"]
    assert item["statusExplained"]["status"] == "UNAVAILABLE"
    assert item["statusExplained"]["because"] == "staff marked it as unavailable"
    assert {"about": "marker", "says": "Unavailable"} in item["statusExplained"]["facts"]
    public = staff('{ item(by: {barcode: "NEW-1"}) { ...Shown } }' + SHOWN, who="anonymous")["item"]
    assert (public["staffNotes"], public["barcode"]) == ([], "NEW-1")
    cleared = {"id": item["id"], "ifRevision": item["revision"], "set": {"marker": None, "suppressed": True}}
    hidden = staff(UPDATE, {"input": cleared})["itemUpdate"]["item"]
    assert (hidden["marker"], hidden["markerReason"], hidden["suppressed"]) == (None, None, True)
    assert hidden["staffNotes"] == ["From the cellar"]
    assert staff('{ item(by: {barcode: "NEW-1"}) { id } }', who="anonymous")["item"] is None


def test_refusals_name_the_holder_of_a_barcode_and_what_others_changed(world: World, staff) -> None:
    instance = str(resource_id(world.resources[HARBOR]["bf:Instance"][0]))
    taken = f"{MARKS[HARBOR]}-1-a"
    (error,) = staff(CREATE, {"input": {"instance": instance, "set": {"barcode": taken}}})["itemCreate"]["userErrors"]
    assert (error["__typename"], error["code"], error["holder"]) == ("DuplicateError", "DUPLICATE", {"barcode": taken})
    assert error["path"] == ["input", "set", "barcode"]
    item = staff(CREATE, {"input": {"instance": instance}})["itemCreate"]["item"]
    change = {"id": item["id"], "ifRevision": item["revision"], "set": {"copyNumber": "9"}}
    assert staff(UPDATE, {"input": change})["itemUpdate"]["userErrors"] == []
    (stale,) = staff(UPDATE, {"input": change | {"set": {"condition": "x"}}})["itemUpdate"]["userErrors"]
    assert (stale["code"], stale["theirs"]) == ("STALE_REVISION", [{"path": "lsp:copyNumber"}])


def test_many_are_previewed_then_changed_and_each_is_reported(world: World, staff) -> None:
    query = """
    mutation M($input: ItemsChangeInput!) {
      itemsChange(input: $input) {
        changed unchanged refused preview event userErrors { code message }
        reports { named outcome item { materialType } changes { path removed added } refusal { code } }
      }
    }"""
    codes = [f"{MARKS[HARBOR]}-{n}-{letter}" for n in (1, 2) for letter in "ab"]
    asked = {"items": {"barcodes": "\n".join([*codes, "nobody's"])}, "set": {"materialType": "atlas"}}
    seen = staff(query, {"input": asked | {"dryRun": True}})["itemsChange"]
    assert (seen["changed"], seen["refused"]) == (4, 1)
    assert seen["reports"][0]["changes"] == [{"path": "lsp:materialType", "removed": [], "added": ["atlas"]}]
    assert seen["reports"][0]["item"] == {"materialType": None}
    assert seen["reports"][4]["refusal"] == {"code": "NOT_FOUND"}
    done = staff(query, {"input": asked | {"ifPreview": seen["preview"]}})["itemsChange"]
    assert (done["changed"], done["reports"][0]["item"]) == (4, {"materialType": "atlas"})
    outdated = staff(query, {"input": asked | {"ifPreview": seen["preview"]}})["itemsChange"]
    assert (outdated["userErrors"][0]["code"], outdated["event"]) == ("CONFLICT", None)


def test_holdings_are_made_changed_and_moved_with_what_is_in_them(world: World, staff) -> None:
    first, second = (str(resource_id(each)) for each in world.resources[HARBOR]["bf:Instance"][:2])
    parts = "permanentLocation { id } policies { lending } holdingStatements { unit text notes }"
    fields = f"holding {{ id revision callNumber copyNumber suppressed {parts} }}"
    made = staff(
        f"mutation C($input: HoldingsCreateInput!) {{ holdingsCreate(input: $input) {{ {fields} {ERRORS} }} }}",
        {"input": {"instance": first, "set": {"callNumber": {"text": "G 12"}, "policies": {"lending": "will lend"}}}},
    )["holdingsCreate"]["holding"]
    said = {"statements": [{"unit": "BASIC", "text": "v.1-3", "note": "Lacks v.2"}], "policies": {"lending": "perhaps"}}
    update = f"mutation U($input: HoldingsUpdateInput!) {{ holdingsUpdate(input: $input) {{ {fields} {ERRORS} }} }}"
    given = {"id": made["id"], "ifRevision": made["revision"], "set": said}
    (error,) = staff(update, {"input": given})["holdingsUpdate"]["userErrors"]
    assert (error["code"], error["path"]) == ("INVALID", ["input", "policies"])
    shelf = str(make_id(Naming.LOCATION, world.resources[HARBOR]["lsp:Location"][0]))
    said |= {"policies": {"retention": "permanently retained"}, "copyNumber": "2", "location": shelf}
    changed = staff(update, {"input": given})["holdingsUpdate"]["holding"]
    assert changed["holdingStatements"] == [{"unit": "BASIC", "text": "v.1-3", "notes": ["Lacks v.2"]}]
    assert changed["policies"] == {"lending": "will lend"}
    assert (changed["copyNumber"], changed["permanentLocation"]) == ("2", {"id": shelf})
    item = staff(CREATE, {"input": {"instance": first, "set": {"holding": made["id"]}}})["itemCreate"]["item"]
    assert (item["holding"], item["callNumber"], item["ownCallNumber"]) == ({"id": made["id"]}, "G 12", None)
    staff(
        f"mutation M($input: HoldingsMoveInput!) {{ holdingsMove(input: $input) {{ holdings {{ id }} {ERRORS} }} }}",
        {"input": {"ids": [made["id"]], "toInstance": second}},
    )
    assert staff("query Q($id: ID!) { node(id: $id) { ... on Item { instance { id } } } }", {"id": item["id"]}) == {
        "node": {"instance": {"id": second}}
    }

    delete = f"mutation D($input: ResourceDeleteInput!) {{ resourceDelete(input: $input) {{ deletedId {ERRORS} }} }}"
    now = staff("query Q($id: ID!) { node(id: $id) { ... on Holding { revision } } }", {"id": made["id"]})["node"]
    gone = {"input": {"id": made["id"], "ifRevision": now["revision"]}}
    (refused,) = staff(delete, gone)["resourceDelete"]["userErrors"]
    assert refused["code"] == "IN_USE"
    item = staff("query Q($id: ID!) { node(id: $id) { ... on Item { id revision } } }", {"id": item["id"]})["node"]
    cleared = {"id": item["id"], "ifRevision": item["revision"], "set": {"holding": None}}
    assert staff(UPDATE, {"input": cleared})["itemUpdate"]["userErrors"] == []
    assert staff(delete, gone)["resourceDelete"] == {"deletedId": made["id"], "userErrors": []}
