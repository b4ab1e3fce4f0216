"""What a network describes together, through the API: who writes it, what a member adds, and who reads which."""

from __future__ import annotations

from typing import Any

from graph.access.model import network_owner, operator
from schema.running.engine import Engine
from tests.schema.library import World, ask
from tests.schema.marked import HARBOR, LINDENAU, NETWORK

LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
WHY = "userErrors { code message }"
CREATE = f"""mutation M($input: ResourceCreateInput!) {{
  resourceCreate(input: $input) {{ resource {{ id iri revision }} {WHY} }} }}"""
UPDATE = f"""mutation M($input: ResourceUpdateInput!) {{ resourceUpdate(input: $input) {{
  resource {{ revision provenance {{ graph tenant {{ slug }} }} statements {{ nodes {{
    predicate object {{ ... on Literal {{ lexical }} }} provenance {{ graph }} }} }} }} {WHY} }} }}"""
DELETE = f"mutation M($input: ResourceDeleteInput!) {{ resourceDelete(input: $input) {{ deletedId {WHY} }} }}"
READ = "query Q($iri: IRI!) { work(by: {iri: $iri}) { revision label { value } } }"


def done(world: World, engine: Engine, who: str, document: str, **given: Any) -> Any:
    body = ask(engine, world.who(who), document, given).body
    assert "errors" not in body, body["errors"]
    (answer,) = body["data"].values()
    return answer


def described(world: World, engine: Engine, label: str = "Shared") -> Any:
    said = [{"predicate": LABEL, "value": label}]
    wanted = {"type": "http://id.loc.gov/ontologies/bibframe/Work", "statements": said, "network": NETWORK}
    made = done(world, engine, "coordinator", CREATE, input=wanted)
    assert made["userErrors"] == []
    return made["resource"]


def test_a_networks_description_is_written_by_who_catalogues_for_it_and_nobody_else(
    world: World, engine: Engine
) -> None:
    shared = described(world, engine)
    assert shared["iri"].startswith("http://localhost:8000/networks/works/")
    before = world.state()
    change = {"add": [{"predicate": LABEL, "value": "ours"}], "network": NETWORK}
    seen = {"id": shared["id"], "ifRevision": shared["revision"]}
    for who in ("anonymous", f"cataloguer@{HARBOR}", f"administrator@{LINDENAU}", "administrator@outpost"):
        for document, given in ((UPDATE, seen | change), (DELETE, seen | {"network": NETWORK})):
            (error,) = done(world, engine, who, document, input=given)["userErrors"]
            assert error["code"] in {"FORBIDDEN", "NOT_FOUND"}, who
    assert world.changed_since(before) == []
    assert done(world, engine, "coordinator", UPDATE, input=seen | change)["userErrors"] == []


def test_a_members_change_is_its_own_and_says_so(world: World, engine: Engine) -> None:
    shared = described(world, engine)
    given = {"id": shared["id"], "ifRevision": shared["revision"], "add": [{"predicate": LABEL, "value": "ours"}]}
    changed = done(world, engine, f"cataloguer@{HARBOR}", UPDATE, input=given)["resource"]
    said = {each["object"]["lexical"]: each["provenance"]["graph"] for each in changed["statements"]["nodes"]
            if each["predicate"] == LABEL}  # fmt: skip
    base = "http://localhost:8000/"
    assert said == {"Shared": f"{base}graphs/network/{NETWORK}", "ours": f"{base}{HARBOR}/graphs/catalogue"}
    assert {(each["tenant"] or {}).get("slug") for each in changed["provenance"]} == {None, HARBOR}
    theirs = done(world, engine, f"cataloguer@{LINDENAU}", READ, iri=shared["iri"])
    assert theirs == {"revision": shared["revision"], "label": {"value": "Shared"}}


def test_another_members_overlay_is_not_read_as_if_the_network_said_it(world: World, engine: Engine) -> None:
    shared = described(world, engine)
    given = {"id": shared["id"], "ifRevision": shared["revision"], "add": [{"predicate": LABEL, "value": "ours"}]}
    done(world, engine, f"cataloguer@{HARBOR}", UPDATE, input=given)
    everywhere = "query Q($id: ID!) { node(id: $id) { ... on Resource { revision provenance { graph } } } }"
    for who, layers in ((f"cataloguer@{LINDENAU}", 1), ("coordinator", 1), (f"cataloguer@{HARBOR}", 2)):
        found = done(world, engine, who, everywhere, id=shared["id"])
        assert len(found["revision"].split("_")) == layers, who
    assert len(done(world, engine, f"cataloguer@{LINDENAU}", everywhere, id=shared["id"])["provenance"]) == 2, (
        "who else says something of it is told"
    )


def test_one_sign_in_works_with_the_roles_it_has_in_each_member(world: World, engine: Engine) -> None:
    roles = {HARBOR: ["cataloguer"], LINDENAU: ["reader"], network_owner(NETWORK): ["cataloguer"]}
    access = world.installation.services.access
    account = access.create_account(operator(), "Ida", roles, HARBOR, "ida")
    person = access.actor(account.id)
    wanted = {"type": "http://id.loc.gov/ontologies/bibframe/Work", "statements": [{"predicate": LABEL, "value": "x"}]}
    codes = {}
    for place, network in ((HARBOR, None), (LINDENAU, None), (LINDENAU, NETWORK)):
        actor = access.acting(person, place)
        body = ask(engine, actor, CREATE, {"input": wanted | {"network": network}}).body
        codes[place, network] = [each["code"] for each in body["data"]["resourceCreate"]["userErrors"]]
    assert codes == {(HARBOR, None): [], (LINDENAU, None): ["FORBIDDEN"], (LINDENAU, NETWORK): []}
