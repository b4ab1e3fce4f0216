"""Who may do what at a desk, about patrons and in the settings: every refusal has its code and changes nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from graphql import get_named_type, is_leaf_type

from app.settings import StoreAddress
from graph.access.model import ROLES, Actor, Permission
from graph.circulation.requesting import Wish
from graph.patrons.model import Patron
from graph.tenants.places import PointWanted
from schema.build import schema
from schema.ids import Naming, make_id
from schema.running.engine import Engine
from tests.schema.lending_rows import NAMES_NOTHING, OF_A_NETWORK, OVERRIDING, PERHAPS_NOTHING, ROWS
from tests.schema.lending_world import Desk
from tests.schema.library import World, ask, make_world
from tests.schema.marked import HARBOR, OUTPOST
from tests.schema.stored import differences
from tests.schema.test_permission_matrix import AT_HOME, COORDINATOR, REFUSED

UNKNOWN = {"ITEM_UNKNOWN", "PATRON_UNKNOWN", "LOAN_UNKNOWN", "REQUEST_UNKNOWN", "TARGET_UNKNOWN", "NO_SERVICE_POINT",
           "PICKUP_UNKNOWN"}  # fmt: skip
ERRORS = "userErrors { __typename code message hint path ... on BlockedError { blocks { code message override } } }"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, store_address: StoreAddress) -> Iterator[Desk]:
    made = make_world(tmp_path_factory.mktemp("files"), store_address, sparql=False)
    yield Desk(made)
    made.close()


@pytest.fixture(scope="module")
def engine(desk: Desk) -> Engine:
    return desk.world.engine()


def document(mutation: str) -> str:
    """The mutation with everything that a refusal could tell."""
    root = schema()._schema.mutation_type
    assert root is not None
    payload = root.fields[mutation].type.of_type
    shown = [f"{name} {_below(field.type)}" for name, field in payload.fields.items() if name != "userErrors"]
    type_ = root.fields[mutation].args["input"].type
    return f"mutation M($input: {type_}) {{ {mutation}(input: $input) {{ {' '.join(shown)} {ERRORS} }} }}"


def _below(type_: Any) -> str:
    return "" if is_leaf_type(get_named_type(type_)) else "{ __typename }"


@pytest.mark.parametrize("mutation", ROWS)
def test_whoever_has_no_right_changes_nothing_and_whoever_has_it_may(desk: Desk, engine: Engine, mutation: str) -> None:
    may, given = ROWS[mutation]
    callers = {
        name: desk.world.who(*who)
        for name, who in REFUSED.items()
        if not (name == AT_HOME and mutation in NAMES_NOTHING)
        and not (name == COORDINATOR and mutation in OF_A_NETWORK)
    }
    callers |= {role: desk.world.who(f"{role}@{HARBOR}") for role in ROLES if role not in {"coordinator", *may}}
    asked = given(desk)
    before = desk.world.state()
    for name, actor in callers.items():
        _refused(ask(engine, actor, document(mutation), {"input": asked}).body, name)
    assert desk.world.changed_since(before) == []
    allowed = {role: desk.world.who(f"{role}@{HARBOR}") for role in sorted(may)}
    if mutation in OF_A_NETWORK:
        allowed["coordinator"] = desk.world.who("coordinator")
    for role, actor in allowed.items():
        position = desk.world.installation.store.position()
        body = ask(engine, actor, document(mutation), {"input": given(desk)}).body
        assert "errors" not in body, body
        (payload,) = body["data"].values()
        if mutation in OVERRIDING and Permission.OVERRIDE_RULES not in ROLES[role]:
            assert [each["code"] for each in payload["userErrors"]] == ["BLOCKED"]
            continue
        assert payload["userErrors"] == []
        assert mutation in PERHAPS_NOTHING or desk.world.installation.store.position() > position
        assert payload["event"] is not None


def _refused(body: dict[str, Any], name: str) -> None:
    assert "errors" not in body, (name, body["errors"])
    (payload,) = body["data"].values()
    (error,) = payload["userErrors"]
    if error["code"] == "BLOCKED":
        assert UNKNOWN.issuperset(each["code"] for each in error["blocks"]), name
    else:
        assert error["code"] in {"FORBIDDEN", "NOT_FOUND"}, (name, error)
    assert error["message"]
    assert {key: value for key, value in payload.items() if key != "userErrors" and value not in (None, [])} == {}


ACCOUNT = """query Account { viewer { patron { name barcode notes blocks { reason message }
  loans { nodes { dueAt item { barcode } patron { name } } }
  requests { nodes { position target { id } } } fees { nodes { remaining { amount } } } owed { amount } } } }"""


def oneself(desk: Desk, patron: Patron) -> Actor:
    """A patron, signed in."""
    return Actor("self", "Self", HARBOR, patrons={HARBOR: patron.iri})


def test_patrons_see_their_own_account_and_nobody_elses(desk: Desk, engine: Engine) -> None:
    ada, bob = desk.patron("Ada"), desk.patron("Bob")
    lending = desk.services.circulation.lending
    copies = {each.iri: desk.copy() for each in (ada, bob)}
    loans = {each.iri: lending.check_out(desk.chief, copies[each.iri], each.barcode, desk.point_iri()).loan
             for each in (ada, bob)}  # fmt: skip
    me = oneself(desk, ada)
    account = ask(engine, me, ACCOUNT).body["data"]["viewer"]["patron"]
    assert account["name"] == "Ada"
    assert [each["item"]["barcode"] for each in account["loans"]["nodes"]] == [copies[ada.iri]]
    assert [each["patron"]["name"] for each in account["loans"]["nodes"]] == ["Ada"]
    ids = [str(make_id(Naming.PATRON, bob.iri)), str(make_id(Naming.LOAN, loans[bob.iri].iri))]
    ids += [str(make_id(Naming.PATRON, ada.iri)), str(make_id(Naming.LOAN, loans[ada.iri].iri))]
    nodes = ask(engine, me, "query N($ids: [ID!]!) { nodes(ids: $ids) { __typename } }", {"ids": ids}).body["data"]
    assert nodes["nodes"] == [None, None, {"__typename": "Patron"}, {"__typename": "Loan"}]
    for query in (
        f'{{ patron(by: {{barcode: "{bob.barcode}"}}) {{ name }} }}',
        f'{{ patron(by: {{externalId: "{bob.external_id}"}}) {{ name }} }}',
    ):
        assert ask(engine, me, query).body["data"] == {"patron": None}
    body = ask(engine, me, '{ patrons(text: "Bob") { totalCount } }').body
    assert [each["extensions"]["code"] for each in body["errors"]] == ["FORBIDDEN"]


def test_patrons_are_handed_what_is_known_of_them_and_are_forgotten_when_they_ask(desk: Desk, engine: Engine) -> None:
    ada = desk.patron("Ada")
    loan = desk.services.circulation.lending.check_out(desk.chief, desk.copy(), ada.barcode, desk.point_iri()).loan
    asked = {"id": str(make_id(Naming.PATRON, ada.iri))}
    data = ask(engine, oneself(desk, ada), "query D($id: ID!) { patronData(id: $id) }", asked).body["data"]
    assert {each["@id"] for each in data["patronData"]} >= {ada.iri, loan.iri}
    erase = document("patronErase")
    (payload,) = ask(engine, desk.chief, erase, {"input": {"patron": asked["id"]}}).body["data"].values()
    assert [each["code"] for each in payload["userErrors"]] == ["IN_USE"]
    desk.services.circulation.returning.check_in(desk.chief, loan.item, desk.point_iri())
    (payload,) = ask(engine, desk.chief, erase, {"input": {"patron": asked["id"]}}).body["data"].values()
    assert (payload["userErrors"], payload["kept"]) == ([], 1)
    assert ada.iri not in desk.world.state()


def test_patrons_renew_and_request_for_themselves_and_for_nobody_else(desk: Desk, engine: Engine) -> None:
    ada, bob = desk.patron("Ada"), desk.patron("Bob")
    lending = desk.services.circulation.lending
    own = lending.check_out(desk.chief, desk.copy(), ada.barcode, desk.point_iri()).loan
    other = lending.check_out(desk.chief, desk.copy(), bob.barcode, desk.point_iri()).loan
    me, wanted = oneself(desk, ada), desk.copy()

    def done(mutation: str, given: dict[str, Any]) -> str:
        body = ask(engine, me, document(mutation), {"input": given}).body
        (payload,) = body["data"].values()
        return payload["userErrors"][0]["code"] if payload["userErrors"] else "done"

    def loan_id(loan: Any) -> str:
        return str(make_id(Naming.LOAN, loan.iri))

    assert done("renew", {"loan": loan_id(own)}) == "done"
    assert done("placeRequest", {"target": wanted, "patron": ada.barcode, "pickup": desk.point()}) == "done"
    before = desk.world.state()
    assert done("renew", {"loan": loan_id(other)}) == "FORBIDDEN"
    assert done("placeRequest", {"target": wanted, "patron": bob.barcode, "pickup": desk.point()}) == "FORBIDDEN"
    assert done("checkOut", {"item": desk.copy(), "patron": ada.barcode, "servicePoint": "DESK"}) == "FORBIDDEN"
    assert desk.world.state().position == before.position + 1, "the copy that was made is all that is new"


def test_a_refusal_lists_every_reason_and_an_override_by_who_may_is_written_down(desk: Desk, engine: Engine) -> None:
    patron = desk.blocked()
    copy = desk.copy()
    patron = desk.services.patrons.update(desk.chief, patron.iri, patron.revision, active=False)
    asked = {"item": copy, "patron": patron.barcode, "servicePoint": desk.point()}
    clerk = desk.world.who(f"desk@{HARBOR}")
    (payload,) = ask(engine, clerk, document("checkOut"), {"input": asked}).body["data"].values()
    (error,) = payload["userErrors"]
    assert {each["code"]: each["override"] for each in error["blocks"]} == {
        "PATRON_INACTIVE": "circulation.override.blocks", "PATRON_BLOCKED": "circulation.override.blocks",
    }  # fmt: skip
    asked["override"] = {"codes": ["PATRON_INACTIVE", "PATRON_BLOCKED"], "reason": "reading group"}
    (payload,) = ask(engine, clerk, document("checkOut"), {"input": asked}).body["data"].values()
    assert payload["userErrors"][0]["code"] == "BLOCKED"
    lead = desk.world.who(f"desk-lead@{HARBOR}")
    (payload,) = ask(engine, lead, document("checkOut"), {"input": asked}).body["data"].values()
    assert payload["userErrors"] == []
    assert sorted(payload["letPass"]) == ["PATRON_BLOCKED", "PATRON_INACTIVE"]


def test_everybody_sees_that_an_item_is_out_until_when_and_for_how_many_but_not_who_has_it(
    desk: Desk, engine: Engine
) -> None:
    patron, copy = desk.patron("Hidden Holder"), desk.copy()
    desk.services.circulation.lending.check_out(desk.chief, copy, patron.barcode, desk.point_iri())
    asked = "availability { status available dueAt queueLength }"
    query = f'{{ item(by: {{barcode: "{copy}"}}, scope: {{all: true}}) {{ {asked} }} }}'
    for who in ("anonymous", f"reader@{OUTPOST}"):
        body = ask(engine, desk.world.who(who), query).body
        found = body["data"]["item"]["availability"]
        assert (found["status"], found["available"], found["queueLength"]) == ("CHECKED_OUT", False, 0)
        assert found["dueAt"] is not None
        assert "Holder" not in str(body)
        assert patron.iri not in str(body)


def test_a_dry_run_tells_what_would_happen_and_writes_nothing(desk: Desk, engine: Engine) -> None:
    asked = ROWS["checkOut"][1](desk) | {"dryRun": True}
    before = desk.world.state()
    (payload,) = ask(engine, desk.chief, document("checkOut"), {"input": asked}).body["data"].values()
    assert payload["userErrors"] == []
    assert payload["loan"] is not None
    assert desk.world.changed_since(before) == []


def test_the_same_request_id_lends_once(desk: Desk, engine: Engine) -> None:
    asked = ROWS["checkOut"][1](desk) | {"requestId": "scan-1"}
    mutation = "mutation M($input: CheckOutInput!) { checkOut(input: $input) { loan { id } userErrors { code } } }"
    answers = [ask(engine, desk.chief, mutation, {"input": asked}).body for _ in range(2)]
    assert answers[0]["data"]["checkOut"]["loan"] is not None
    assert answers[0]["data"] == answers[1]["data"]


def test_an_upload_that_names_another_librarys_things_is_a_conflict_at_home_and_nothing_there(
    desk: Desk, engine: Engine
) -> None:
    loan = desk.loan()
    (patron,) = desk.services.patrons.patrons(desk.chief, [loan.patron])
    card, chief = patron.barcode, desk.world.who(f"administrator@{OUTPOST}")
    ids = [str(make_id(naming, iri)) for naming, iri in ((Naming.RESOURCE, loan.item), (Naming.LOAN, loan.iri))]
    acts = [
        {"kind": "CHECK_OUT", "item": desk.copy(), "patron": card, "servicePoint": desk.point()},
        {
            "kind": "CHECK_OUT",
            "item": ids[0],
            "patron": str(make_id(Naming.PATRON, loan.patron)),
            "servicePoint": "DESK",
        },
        {"kind": "CHECK_IN", "item": ids[0], "servicePoint": desk.point()},
        *({"kind": "RENEW", "item": each} for each in ids),
    ]
    at = datetime.now(UTC).isoformat()
    given = {"transactions": [{**each, "requestId": f"away-{n}", "at": at} for n, each in enumerate(acts)]}
    asked = "results { outcome transaction { blocks { code } loan { id } patron { id } } } userErrors { code }"
    mutation = f"mutation M($input: OfflineUploadInput!) {{ offlineUpload(input: $input) {{ {asked} }} }}"
    before = desk.world.state().of(HARBOR)
    found = ask(engine, chief, mutation, {"input": given}).body["data"]["offlineUpload"]
    assert differences(before, desk.world.state().of(HARBOR)) == []
    assert {each["outcome"] for each in found["results"]} == {"CONFLICT"}
    for each in found["results"]:
        kept = each["transaction"]
        assert {block["code"] for block in kept["blocks"]} <= UNKNOWN
        assert (kept["loan"], kept["patron"]) == (None, None)


def test_the_upload_on_the_page_about_lending_is_answered_as_it_says(desk: Desk, engine: Engine) -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "lend.md").read_text("utf-8")
    (query,), (shown,) = (re.findall(rf"```{kind}\n(.*?)\n```", page, re.DOTALL) for kind in ("graphql", "json"))
    lent, taken = desk.loan(), desk.loan()
    now, given = datetime.now(UTC), json.loads(shown)["transactions"]
    items = [desk.copy(), *(str(make_id(Naming.RESOURCE, each.item)) for each in (taken, lent))]
    for n, (act, item) in enumerate(zip(given, items, strict=True)):
        act.update(at=(now + timedelta(microseconds=n)).isoformat(), item=item)
        real = {"patron": desk.patron().barcode, "servicePoint": desk.point()}
        act.update((name, value) for name, value in real.items() if name in act)
    found = ask(engine, desk.chief, query, {"transactions": given}).body["data"]["offlineUpload"]
    assert found["userErrors"] == []
    assert [each["outcome"] for each in found["results"]] == ["DONE"] * 3
    assert all(each["transaction"]["loan"]["dueAt"] for each in found["results"])


def test_every_query_about_lending_is_for_those_with_the_right(desk: Desk, engine: Engine, world: World) -> None:
    ids = str(make_id(Naming.RESOURCE, world.resources[HARBOR]["bf:Work"][0]))
    queries = {
        'patrons(text: "x") { totalCount }': {"desk", "desk-lead", "administrator"},
        f'queue(id: "{ids}") {{ totalCount }}': {"desk", "desk-lead", "administrator"},
        'holdShelf(servicePoint: "DESK") { totalCount }': {"desk", "desk-lead", "administrator"},
        'pickList(servicePoint: "DESK") { totalCount }': {"desk", "desk-lead", "administrator"},
        'transits(servicePoint: "DESK", direction: FROM) { totalCount }': {"desk", "desk-lead", "administrator"},
        "requestsOpen(filter: {kinds: [HOLD]}) { totalCount }": {"desk", "desk-lead", "administrator"},
        "lendingRules { text revision findings { line } }": {"desk", "desk-lead", "administrator"},
        'lendingRulesCheck(text: "x") { problems { message } }': {"desk", "desk-lead", "administrator"},
        'openingHoursCheck(text: "x") { problems { message } }': {"desk", "desk-lead", "administrator"},
        'noticeTemplatesCheck(text: "x") { problems { message } }': {"desk", "desk-lead", "administrator"},
        "openingHours { text revision }": {"desk", "desk-lead", "administrator"},
        "partners { name }": {"desk", "desk-lead", "administrator"},
        "libraryRequests { totalCount }": {"desk", "desk-lead", "administrator"},
        "offlineConflicts { totalCount }": {"desk", "desk-lead", "administrator"},
        "notices { totalCount }": {"desk", "desk-lead", "administrator"},
        "noticeTemplates { text revision }": {"desk", "desk-lead", "administrator"},
        "lendingLimits { overdue }": {"desk", "desk-lead", "administrator"},
        "paymentProvider { address }": {"administrator"},
        "paymentRefusals { totalCount }": {"desk", "desk-lead", "administrator"},
        "itemTypes { materialTypes loanTypes }": {"acquisitions", "administrator", "cataloguer", "desk", "desk-lead"},
        "auditTrail { nodes { at command } }": {"administrator"},
        "auditTrail(filter: {commands: [SIGN_IN]}) { nodes { at } }": {"administrator"},
        "settingsPast(which: OPENING_HOURS) { totalCount }": {"administrator"},
        "settingsPast(which: PROFILES) { totalCount }": {"administrator"},
        "lendingRulesPresets { name }": {"desk", "desk-lead", "administrator"},
        "jobs { totalCount }": {"cataloguer", "administrator"},
        "accounts { totalCount }": {"administrator"},
        "tokens { totalCount }": {"administrator"},
        "roles { name }": {"administrator"},
        "tenantSettings { region records }": {"administrator"},
        "lendingPolicy { field value line }": {"desk", "desk-lead", "administrator"},
    }
    for query, may in queries.items():
        for role in sorted(set(ROLES) - {"coordinator"}):
            body = ask(engine, world.who(f"{role}@{HARBOR}"), f"{{ {query} }}").body
            allowed = "errors" not in body
            assert allowed == (role in may), (query, role, body)
        for who, tenant in REFUSED.values():
            body = ask(engine, world.who(who, tenant or None), f"{{ {query} }}").body
            if tenant == HARBOR or who in {"anonymous", "coordinator"}:
                assert [each["extensions"]["code"] for each in body["errors"]] == ["FORBIDDEN"], (query, who)


ERRANDS = """query Errands($id: ID!) {
  pickList(servicePoint: "DESK") { nodes { chosen request { patron { name } } item { barcode } } }
  transits(servicePoint: "FAR") { nodes { id reason sentAt to { code } origin { code } item { barcode } } }
  requestsOpen { nodes { id } }
  node(id: $id) { id }
}"""


def test_what_a_desk_has_to_do_is_told_to_that_library_alone(desk: Desk, engine: Engine) -> None:
    services, to_pull, sent = desk.services, desk.copy(), desk.copy()
    near, far = desk.point_iri(), services.places.put_point(desk.chief, PointWanted("FAR", {"en": "Far"})).iri
    card = desk.patron("Vera Wall").barcode
    for barcode, pickup in ((to_pull, near), (sent, far)):
        services.circulation.requesting.place(desk.chief, card, Wish(barcode, pickup=pickup))
    transit = services.circulation.returning.check_in(desk.chief, sent, near).transit
    variables = {"id": str(make_id(Naming.TRANSIT, transit.iri))}
    own = ask(engine, desk.world.who(f"desk@{HARBOR}"), ERRANDS, variables).body["data"]
    pull = {"chosen": True, "request": {"patron": {"name": "Vera Wall"}}, "item": {"barcode": to_pull}}
    assert pull in own["pickList"]["nodes"]
    (way,) = own["transits"]["nodes"]
    assert (way["id"], way["reason"], way["item"], way["to"]) == (
        variables["id"], "HOLD", {"barcode": sent}, {"code": "FAR"},
    )  # fmt: skip
    assert own["node"] == {"id": variables["id"]}
    foreign = ask(engine, desk.world.who(f"desk@{OUTPOST}"), ERRANDS, variables).body["data"]
    assert foreign["node"] is None
    assert (foreign["pickList"]["nodes"], foreign["transits"]["nodes"]) == ([], [])
    ours = {each["id"] for each in own["requestsOpen"]["nodes"]}
    assert ours.isdisjoint(each["id"] for each in foreign["requestsOpen"]["nodes"])
    cataloguer, query = desk.world.who(f"cataloguer@{HARBOR}"), "query Q($id: ID!) { node(id: $id) { id } }"
    assert ask(engine, cataloguer, query, variables).body["data"] == {"node": None}


@pytest.fixture
def world(desk: Desk) -> World:
    return desk.world
