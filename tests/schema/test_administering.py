"""What a library's administrator settles through the API, and what everybody sees of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import install
from app.settings import Settings, StoreAddress
from graph.access.model import ANONYMOUS, ROLES, Actor, InvalidToken, SharingLevel, network_owner, operator
from graph.catalogue.batches import BatchSelection
from graph.catalogue.operations import Operation, OperationKind
from graph.catalogue.report import ImportOptions
from graph.tenants.model import Sharing
from schema.ids import Naming, make_id
from tests.schema.library import WHOLE, World, ask, done

LOOKS = """{ tenant(id: "harbor") { appearance {
  accent languages welcome(lang: ["ar"]) { value lang } welcomes { lang } hours contact revision } } }"""
ACCOUNTS = """query A($text: String) { accounts(text: $text) { totalCount nodes {
  id name username roles elsewhere linked locked revision } } }"""
CREATE = """mutation M($input: AccountCreateInput!) { accountCreate(input: $input) {
  account { id name username roles locked revision } userErrors { code message hint } event } }"""
ISSUE = """mutation M($input: TokenIssueInput!) { tokenIssue(input: $input) {
  secret token { id label scopes expiresAt account { name } } userErrors { code message } } }"""
REVOKE = """mutation M($input: TokenRevokeInput!) { tokenRevoke(input: $input) {
  token { id revokedAt } userErrors { code message } } }"""
TOKENS = "{ tokens { totalCount nodes { id label scopes revokedAt account { id } } } }"
TRAIL = "{ auditTrail { nodes { command by account accountName token } } }"
DRESS = """mutation M($input: AppearanceSetInput!) { appearanceSet(input: $input) {
  tenant { appearance { accent revision } }
  userErrors { code message hint path reason values { name value } } event } }"""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    installation = install(Settings(store=StoreAddress("memory"), data=tmp_path), create=True)
    for slug in ("harbor", "outpost"):
        installation.services.tenants.create_tenant(operator(), slug, {"en": slug})
    chiefs = {slug: Actor(f"chief-{slug}", "Chief", slug, {slug: ROLES["administrator"]})
              for slug in ("harbor", "outpost")}  # fmt: skip
    yield World(installation, {"anonymous": ANONYMOUS, **chiefs})
    installation.close()


def test_who_has_roles_in_a_network_alone_may_act_in_each_of_its_libraries_that_they_read(world: World) -> None:
    tenants = world.installation.services.tenants
    tenants.create_network(operator(), "rivers", {"en": "Rivers"})
    for slug, sharing in (("quay", SharingLevel.NETWORK), ("hermit", SharingLevel.PRIVATE)):
        tenants.create_tenant(operator(), slug, {"en": slug}, networks=("rivers",), sharing=Sharing(catalogue=sharing))
    owner = network_owner("rivers")
    world.callers["cora"] = Actor("cora", "Cora", None, {owner: ROLES["coordinator"]})
    world.callers["both"] = Actor("both", "Both", None, {owner: ROLES["coordinator"], "harbor": ROLES["desk"]})
    asked = "{ viewer { tenant { slug } tenants { slug } } }"
    assert done(world, "cora", asked) == {"tenant": None, "tenants": [{"slug": "quay"}]}
    assert done(world, "both", asked)["tenants"] == [{"slug": "harbor"}]
    assert done(world, "anonymous", asked)["tenants"] == []


def test_members_of_a_network_are_called_as_they_are_everywhere(world: World) -> None:
    tenants = world.installation.services.tenants
    tenants.create_network(operator(), "rivers", {"en": "Rivers"})
    tenants.create_tenant(
        operator(), "quay", {"de": "Kaibibliothek", "en": "Quay Library", "pl": "Biblioteka"}, networks=("rivers",)
    )
    tenants.join(operator(), "harbor", "rivers")
    tenants.update(operator(), "harbor", member_group="institution")
    tenants.update(operator(), "quay", member_group="institution")
    (called,) = done(world, "harbor", "{ partners { name } }")
    assert called == {"name": "Quay Library"}
    assert done(world, "harbor", '{ tenant(id: "quay") { name { value } } }') == {"name": {"value": "Quay Library"}}


def test_everybody_sees_how_the_pages_of_a_library_look(world: World) -> None:
    plain = done(world, "anonymous", LOOKS)["appearance"]
    assert (plain["accent"], plain["languages"], plain["welcome"]) == (None, ["en", "ar", "pl"], None)
    given = {
        "accent": "#7A1F3D",
        "languages": ["ar", "en"],
        "welcome": [{"value": "Welcome", "lang": "en"}, {"value": "أهلا", "lang": "ar"}],
        "hours": "https://harbor.example/hours",
        "contact": "mailto:desk@harbor.example",
        "ifRevision": plain["revision"],
    }
    assert done(world, "harbor", DRESS, input=given)["userErrors"] == []
    found = done(world, "anonymous", LOOKS)["appearance"]
    assert (found["accent"], found["languages"]) == ("#7a1f3d", ["ar", "en"])
    assert found["welcome"] == {"value": "أهلا", "lang": "ar"}
    assert (found["hours"], found["contact"]) == (given["hours"], given["contact"])
    assert found["revision"] != plain["revision"]


def test_a_colour_that_text_cannot_be_read_on_is_refused_with_the_reason(world: World) -> None:
    (error,) = done(world, "harbor", DRESS, input={"accent": "#ffcc00"})["userErrors"]
    assert (error["code"], error["path"]) == ("INVALID", ["input", "accent"])
    assert "1.51 : 1" in error["message"]
    assert error["hint"] == "Choose a darker colour."
    assert error["reason"] == "INVALID_APPEARANCE.contrast"
    assert {"name": "found", "value": "1.51"} in error["values"]


def test_what_was_changed_meanwhile_is_not_written_over(world: World) -> None:
    seen = done(world, "anonymous", LOOKS)["appearance"]["revision"]
    assert done(world, "harbor", DRESS, input={"accent": "#1d5a96", "ifRevision": seen})["userErrors"] == []
    (error,) = done(world, "harbor", DRESS, input={"accent": "#000000", "ifRevision": seen})["userErrors"]
    assert error["code"] == "STALE_REVISION"
    assert done(world, "anonymous", LOOKS)["appearance"]["accent"] == "#1d5a96"


def test_an_administrator_makes_an_account_and_a_token_that_are_used_and_ended(world: World) -> None:
    given = {"name": "Self-service  kiosk", "roles": ["desk"]}
    account = done(world, "harbor", CREATE, input=given)["account"]
    assert (account["name"], account["username"], account["roles"]) == ("Self-service kiosk", None, ["desk"])
    asked = {"account": account["id"], "label": "kiosk at the door", "scopes": ["circulation.read"]}
    issued = done(world, "harbor", ISSUE, input=asked)
    assert issued["userErrors"] == []
    access = world.installation.services.access
    assert access.authenticate(issued["secret"]).grants == {"harbor": {"circulation.read"}}
    (listed,) = done(world, "harbor", TOKENS)["nodes"]
    assert (listed["label"], listed["scopes"], listed["revokedAt"]) == (asked["label"], asked["scopes"], None)
    assert done(world, "outpost", TOKENS)["totalCount"] == 0
    (error,) = done(world, "outpost", REVOKE, input={"token": listed["id"]})["userErrors"]
    assert error["code"] == "NOT_FOUND"
    assert done(world, "harbor", REVOKE, input={"token": listed["id"]})["token"]["revokedAt"] is not None
    with pytest.raises(InvalidToken):
        access.authenticate(issued["secret"])


def test_a_secret_is_told_once_and_is_nowhere_afterwards(world: World, caplog: pytest.LogCaptureFixture) -> None:
    account = done(world, "harbor", CREATE, input={"name": "Ana", "username": "ana", "roles": ["cataloguer"]})[
        "account"
    ]
    secret = done(world, "harbor", ISSUE, input={"account": account["id"]})["secret"].split("_", 2)[2]
    query = "mutation M($input: AccountCodeInput!) { accountCode(input: $input) { code } }"
    code = done(world, "harbor", query, input={"account": account["id"]})["code"]
    store = world.installation.store
    kept = str(store.changes(0, 1000, WHOLE)) + str(world.state().documents)
    told = f"{done(world, 'harbor', TOKENS)} {done(world, 'harbor', ACCOUNTS)} {done(world, 'harbor', TRAIL)}"
    for hidden in (secret, code):
        assert hidden
        assert hidden not in kept + told + caplog.text
    begun = world.installation.services.sign_in.use_code("ana", code, "a long enough phrase", "192.0.2.1")
    assert begun is not None


def test_accounts_are_found_by_name_and_only_at_home(world: World) -> None:
    for name, username in (("Ana Ferrer", "ana"), ("Ben Holt", "ben")):
        done(world, "harbor", CREATE, input={"name": name, "username": username, "roles": ["desk"]})
    found = done(world, "harbor", ACCOUNTS, text="FERRER")
    assert [each["username"] for each in found["nodes"]] == ["ana"]
    assert done(world, "outpost", ACCOUNTS)["totalCount"] == 0
    (error,) = done(world, "outpost", CREATE, input={"name": "Ana", "username": "Ana", "roles": []})["userErrors"]
    assert error["code"] == "DUPLICATE"


def test_the_roles_say_what_they_allow_and_which_one_may_give(world: World) -> None:
    found = {each["name"]: each for each in done(world, "harbor", "{ roles { name permissions grantable } }")}
    assert set(found) == set(ROLES)
    assert "tenant.admin" in found["administrator"]["permissions"]
    assert [name for name, each in found.items() if not each["grantable"]] == ["coordinator"]


SETTLED = """names { value lang } sharing imports { matchOn onMatch onConflict source } itemTable itemTables
  quota { records importLanes } records region revision tenant { slug }"""
UPDATE = f"""mutation M($input: TenantUpdateInput!) {{ tenantUpdate(input: $input) {{
  tenantSettings {{ {SETTLED} }} userErrors {{ code message hint }} event }} }}"""


def test_an_administrator_settles_what_a_library_is_called_shares_and_imports(world: World) -> None:
    before = done(world, "harbor", f"{{ tenantSettings {{ {SETTLED} }} }}")
    assert (before["quota"], before["records"], before["region"]) == ({"records": None, "importLanes": 1}, 0, None)
    given = {
        "name": [{"value": "Harbor Library", "lang": "en"}, {"value": "Biblioteka Portowa", "lang": "pl"}],
        "sharing": "PRIVATE",
        "imports": {"matchOn": ["isbn"], "onConflict": "REPLACE"},
        "itemTable": "koha",
        "ifRevision": before["revision"],
    }
    made = done(world, "harbor", UPDATE, input=given)
    assert made["userErrors"] == []
    after = done(world, "harbor", f"{{ tenantSettings {{ {SETTLED} }} }}")
    assert after == made["tenantSettings"]
    assert after["names"] == given["name"]
    kept = {"matchOn": ["isbn"], "onMatch": "UPDATE", "onConflict": "REPLACE", "source": "main"}
    assert (after["sharing"], after["imports"], after["itemTable"]) == ("PRIVATE", kept, "koha")
    assert done(world, "anonymous", LOOKS) is None, "it shares with nobody now"
    (error,) = done(world, "harbor", UPDATE, input={"sharing": "PUBLIC", "ifRevision": before["revision"]})[
        "userErrors"
    ]
    assert error["code"] == "STALE_REVISION"


@pytest.mark.parametrize(
    "wrong",
    [
        {"itemTable": "cards"},
        {"imports": {"matchOn": ["doi"]}},
        {"imports": {"source": " "}},
        {"imports": {"source": "x" * 201}},
        {"name": []},
        {"name": [{"value": " ", "lang": "en"}]},
        {"ifRevision": "first"},
    ],
)
def test_settings_that_cannot_be_are_refused(world: World, wrong: dict[str, Any]) -> None:
    before = world.installation.store.position()
    (error,) = done(world, "harbor", UPDATE, input=wrong)["userErrors"]
    assert error["code"] == "INVALID"
    assert world.installation.store.position() == before


JOBS = """query J($kinds: [JobKind!], $states: [JobState!]) { jobs(kinds: $kinds, states: $states) { totalCount nodes {
  id kind title state done total failed by byName beganAt endedAt } } }"""


def test_an_administrator_sees_what_works_in_the_background_and_whose_it_is(world: World, tmp_path: Path) -> None:
    services = world.installation.services
    ben = services.access.create_account(operator(), "Ben", {"harbor": ["cataloguer"]}, "harbor")
    cataloguer = services.access.actor(ben.id)
    (tmp_path / "records.mrc").write_bytes(b"")
    services.jobs._launch = lambda _: None  # the import waits for as long as this looks at it
    waiting = services.jobs.start(cataloguer, tmp_path / "records.mrc", ImportOptions(source="union"))
    work = services.catalogue.create(cataloguer, "bf:Work", {"bf:note": [{"@type": ["bf:Note"]}]})
    same = Operation(kind=OperationKind.ADD, property="bf:note", to="of a batch")
    services.catalogue.batches.apply(
        cataloguer, BatchSelection(iris=(work.iri,)), [same], "Notes for all", dry_run=False
    )
    found = done(world, "harbor", JOBS)["nodes"]
    assert [each["kind"] for each in found] == ["IMPORT", "CHANGE"]
    assert {(each["by"], each["byName"]) for each in found} == {(ben.id, "Ben")}
    job, batch = found
    assert (job["id"], job["title"], job["state"]) == (str(make_id(Naming.JOB, waiting.id)), "union", "QUEUED")
    assert (batch["title"], batch["state"], batch["done"], batch["total"]) == ("Notes for all", "SUCCEEDED", 1, 1)
    assert [each["kind"] for each in done(world, "harbor", JOBS, states=["SUCCEEDED"])["nodes"]] == ["CHANGE"]
    assert done(world, "harbor", JOBS, kinds=["HEADINGS"])["totalCount"] == 0
    assert done(world, "outpost", JOBS)["totalCount"] == 0
    for each in found:
        body = ask(world.engine(), cataloguer, "query N($id: ID!) { node(id: $id) { __typename } }", {"id": each["id"]})
        assert body.body["data"]["node"]["__typename"] == {"IMPORT": "ImportJob", "CHANGE": "Batch"}[each["kind"]]
