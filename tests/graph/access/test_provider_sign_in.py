"""Accounts of people whom a provider knows: how they come to be, what claims give and take, over the memory store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import count
from typing import Any

import pytest

from graph.access.claims import InvalidClaimRule, claim_rules, name_of, roles_of, values_of
from graph.access.documents import account_of
from graph.access.identities import Identity
from graph.access.model import Account, Forbidden, operator
from graph.access.provider_sign_in import AccountLocked, AttemptOver, IdentityTaken, NoRoles, ProviderSignIn
from graph.access.service import AccessService
from graph.access.sessions import SessionOver, SessionService
from graph.access.watch import IDENTITY
from graph.backends.memory.store import MemoryStore
from graph.circulation.audit_trail import AuditCommand as C
from graph.circulation.audit_trail import AuditTrail
from graph.store import walking
from graph.store.names import Names
from graph.tenants.removal import TenantRemoval
from graph.tenants.service import TenantService
from tests.graph.access.test_sign_in import Clock

NAMES = Names("https://c.example/")
ISSUER = "https://login.example"
RULES = claim_rules(
    "staff = harbor:cataloguer; desk = harbor:desk; heads = harbor:administrator; out = outpost:desk; "
    "gone = nowhere:desk; research = network:rivers:researcher"
)


class World:
    """Two libraries, a network, and a provider that says what a test wants."""

    def __init__(self) -> None:
        self.store, self.clock = MemoryStore(), Clock()
        self.tenants = TenantService(self.store, NAMES, self.clock)
        self.tenants.create_network(operator(), "rivers", {"en": "Rivers"})
        for slug in ("harbor", "outpost"):
            self.tenants.create_tenant(operator(), slug, {"en": slug})
        self.access = AccessService(self.store, NAMES, self.clock, self.tenants.policies)
        self.sessions = SessionService(self.store, NAMES, self.clock, self.access)
        self.service = self.process()
        self._attempts = count()

    def process(self) -> ProviderSignIn:
        """The service of another process on the same store."""
        policies = self.tenants.policies
        return ProviderSignIn(
            self.store, NAMES, self.clock, self.access, self.sessions, policies, "realm_access.roles", RULES
        )

    def come(self, *roles: str, sub: str = "ana", **claims: Any) -> str:
        """The secret of a session of somebody with these values in the claim."""
        said = {"iss": ISSUER, "sub": sub, "name": "Ana", "realm_access": {"roles": list(roles)}} | claims
        self.clock.pass_(seconds=1)
        return self.service.sign_in(said, f"attempt-{next(self._attempts)}").secret

    def account(self, secret: str) -> Account:
        (found,) = self.access.accounts([self.sessions.resume(secret)[1].account])
        assert found is not None
        return found

    def accounts(self) -> list[Account]:
        return [
            account_of(each.body)
            for each in walking.documents(self.store, NAMES.identity, IDENTITY, type="lsp:Account")
        ]

    def told(self, tenant: str = "harbor") -> list[tuple[C, str | None]]:
        """What the library's administrators read of it, oldest first."""
        page = AuditTrail(self.store, NAMES).entries(operator(tenant), 100)
        return [(each.command, each.account_name) for each in reversed(page.entries)]


@pytest.fixture
def world() -> World:
    return World()


def test_the_first_sign_in_makes_an_account_with_the_roles_of_the_claims_and_the_next_finds_it(world: World) -> None:
    first, second = world.account(world.come("staff", "research")), world.account(world.come("staff", "research"))
    assert first == second
    assert (first.name, first.tenant, first.username) == ("Ana", "harbor", "")
    assert first.held == {"harbor": ("cataloguer",), "network:rivers": ("researcher",)}
    assert world.told() == [(C.ACCOUNT_CREATED, "Ana"), (C.PROVIDER_SIGN_IN, "Ana"), (C.PROVIDER_SIGN_IN, "Ana")]


def test_a_role_whose_claim_is_gone_goes_and_one_given_here_stays(world: World) -> None:
    account = world.account(world.come("staff", "desk", "out"))
    world.access.set_roles(operator(), account.id, "harbor", ["desk"])
    both = world.account(world.come("staff", "desk"))
    assert both.held == {"harbor": ("desk", "cataloguer")}
    after = world.account(world.come("heads"))
    assert after.held == {"harbor": ("desk", "administrator")}
    world.access.set_roles(operator(), account.id, "harbor", [])
    assert world.account(world.come("heads")).held == {"harbor": ("administrator",)}
    trail = AuditTrail(world.store, NAMES).entries(operator("harbor"), 100).entries
    assert {each.by for each in trail if each.command is C.ACCOUNT_CREATED} == {"provider"}
    assert {each.by for each in trail if each.command is C.ROLES_CHANGED} == {"provider", "operator"}


def test_who_loses_every_role_loses_their_sessions_and_tokens_rights_at_once(world: World) -> None:
    session = world.come("staff")
    account = world.account(session)
    token = world.access.issue_token(operator(), account.id).secret
    with pytest.raises(NoRoles):
        world.come("guests")
    with pytest.raises(SessionOver):
        world.sessions.resume(session)
    assert world.access.authenticate(token).grants == {}
    assert world.told()[-2:] == [(C.PROVIDER_SIGN_IN_REFUSED, "Ana"), (C.SIGN_OUT, "Ana")]


def test_roles_from_claims_end_some_time_after_the_last_sign_in_and_those_given_here_do_not(world: World) -> None:
    account = world.account(world.come("staff"))
    world.access.set_roles(operator(), account.id, "outpost", ["desk"])
    token = world.access.issue_token(operator(), account.id).secret
    world.clock.pass_(days=29)
    assert set(world.access.authenticate(token).grants) == {"harbor", "outpost"}
    world.come("staff")
    world.clock.pass_(days=29)
    assert set(world.access.authenticate(token).grants) == {"harbor", "outpost"}
    world.clock.pass_(days=2)
    assert set(world.access.authenticate(token).grants) == {"outpost"}
    assert set(world.access.actor(account.id).grants) == {"outpost"}
    world.come("staff")
    assert set(world.access.authenticate(token).grants) == {"harbor", "outpost"}


def test_a_locked_account_is_kept_out_whatever_the_provider_says(world: World) -> None:
    account = world.account(world.come("staff"))
    world.access.set_locked(operator(), account.id, locked=True)
    with pytest.raises(AccountLocked):
        world.come("staff", "heads")
    assert (C.PROVIDER_SIGN_IN_REFUSED, "Ana") in world.told()
    world.access.set_locked(operator(), account.id, locked=False)
    assert world.come("staff")


@pytest.mark.parametrize("roles", [(), ("guests",), ("gone",), ("*",), ("STAFF",)])
def test_nobody_gets_an_account_without_a_role_in_a_library_that_is_there(world: World, roles: tuple[str, ...]) -> None:
    with pytest.raises(NoRoles):
        world.come(*roles)
    assert world.accounts() == []


def test_two_first_sign_ins_at_the_same_moment_make_one_account(world: World) -> None:
    said = {"iss": ISSUER, "sub": "ana", "realm_access": {"roles": ["staff"]}}

    def come(number: int) -> str:
        return world.process().sign_in(said, f"race-{number}").session.account

    with ThreadPoolExecutor(4) as threads:
        found = set(threads.map(come, range(8)))
    assert len(found) == len(world.accounts()) == 1


def test_neither_a_name_nor_an_address_leads_to_an_account_that_is_there(world: World) -> None:
    local = world.access.create_account(operator(), "Ana", {"harbor": ["administrator"]}, "harbor", "ana@c.example")
    secret = world.come("desk", sub="x", email="ana@c.example", email_verified=True, preferred_username="ana@c.example")
    assert world.account(secret).id != local.id
    assert len({world.account(world.come("desk", sub=each)).id for each in ("x", "X", "x ", "y")}) == 4


def test_the_same_subject_of_another_provider_is_somebody_else(world: World) -> None:
    one, other = world.account(world.come("desk")), world.account(world.come("desk", iss="https://evil.example"))
    assert one.id != other.id


def test_an_administrator_links_an_account_that_is_there_and_parts_it_again(world: World) -> None:
    local = world.access.create_account(operator(), "Ana Local", {"harbor": ["desk"]}, "harbor", "ana")
    world.service.link(operator(), local.id, Identity(ISSUER, "ana"))
    world.service.link(operator(), local.id, Identity(ISSUER, "ana"))
    session = world.come("staff")
    linked = world.account(session)
    assert (linked.id, linked.name, linked.held) == (local.id, "Ana Local", {"harbor": ("desk", "cataloguer")})
    parted = world.service.unlink(operator(), local.id)
    assert parted.held == {"harbor": ("desk",)}
    with pytest.raises(SessionOver):
        world.sessions.resume(session)
    assert world.account(world.come("staff")).id != local.id
    commands = [command for command, name in world.told() if name == "Ana Local"]
    assert commands == [
        C.ACCOUNT_CREATED,
        C.ACCOUNT_LINKED,
        C.ROLES_CHANGED,
        C.PROVIDER_SIGN_IN,
        C.ACCOUNT_UNLINKED,
        C.SIGN_OUT,
    ]


def test_somebody_who_has_an_account_is_not_given_another(world: World) -> None:
    world.come("staff")
    local = world.access.create_account(operator(), "Bo", {"harbor": ["desk"]}, "harbor", "bo")
    before = world.store.position()
    with pytest.raises(IdentityTaken):
        world.service.link(operator(), local.id, Identity(ISSUER, "ana"))
    assert world.store.position() == before


def test_only_who_administers_an_account_links_or_parts_it(world: World) -> None:
    account, before = world.account(world.come("out")), world.store.position()
    chief = world.access.create_account(operator(), "Chief", {"harbor": ["administrator"]}, "harbor", "chief")
    actor = world.access.actor(chief.id)
    before = world.store.position()
    with pytest.raises(Forbidden):
        world.service.link(actor, account.id, Identity(ISSUER, "z"))
    with pytest.raises(Forbidden):
        world.service.unlink(actor, account.id)
    assert world.store.position() == before


def test_an_attempt_is_made_once_and_forgotten_in_time_but_the_audit_trail_stays(world: World) -> None:
    said = {"iss": ISSUER, "sub": "ana", "name": "Ana", "realm_access": {"roles": ["staff"]}}
    world.service.sign_in(said, "one")
    with pytest.raises(AttemptOver):
        world.process().sign_in(said, "one")
    world.clock.pass_(hours=2)
    told = world.told()
    world.come("staff")
    kept = walking.documents(world.store, NAMES.identity, IDENTITY, type="lsp:SpentSignIn")
    assert len(list(kept)) == 1
    assert world.told()[:-1] == told


def test_what_the_provider_calls_somebody_is_not_in_the_store(world: World) -> None:
    world.come("staff", sub="a-very-telling-subject", email="ana@c.example")
    kept = str([each.body for each in walking.documents(world.store, NAMES.identity, IDENTITY)])
    assert "telling" not in kept
    assert "ana@c.example" not in kept


def test_a_removed_library_takes_its_people_with_it_and_leaves_others_their_roles(world: World) -> None:
    world.come("out", sub="only")
    both = world.account(world.come("out", "staff", sub="both"))
    TenantRemoval(world.store, NAMES, world.clock).remove(operator(), "outpost", lambda _: None)
    (left,) = world.accounts()
    assert (left.id, left.held) == (both.id, {"harbor": ("cataloguer",)})
    assert len(list(walking.documents(world.store, NAMES.identity, IDENTITY, type="lsp:Identity"))) == 1


@pytest.mark.parametrize(
    ("claims", "claim", "found"),
    [
        ({"roles": ["a", "b", 7, None]}, "roles", {"a", "b"}),
        ({"roles": "a"}, "roles", {"a"}),
        ({"roles": {"a": 1}}, "roles", set()),
        ({"realm_access": {"roles": ["a"]}}, "realm_access.roles", {"a"}),
        ({"https://c.example/roles": ["a"]}, "https://c.example/roles", {"a"}),
        ({"realm_access": "x"}, "realm_access.roles", set()),
        ({}, "roles", set()),
        ({"roles": ["*", " "]}, "roles", set()),
    ],
)
def test_the_values_of_a_claim_are_found_by_its_name_or_its_path(
    claims: dict[str, Any], claim: str, found: set[str]
) -> None:
    assert values_of(claims, claim) == found


def test_rules_are_read_as_an_operator_writes_them() -> None:
    rules = claim_rules(" cn=staff,ou=x = harbor:cataloguer;\n* = network:rivers:researcher\n; ")
    assert [(each.value, each.owner, each.role) for each in rules] == [
        ("cn=staff,ou=x", "harbor", "cataloguer"),
        ("*", "network:rivers", "researcher"),
    ]
    assert roles_of({}, "roles", rules) == {"network:rivers": ("researcher",)}


@pytest.mark.parametrize(
    "text", ["staff", "staff = harbor", "= harbor:desk", "staff = harbor:boss", "a = b c:desk", "a = x:y:desk"]
)
def test_a_rule_that_gives_no_role_is_an_error(text: str) -> None:
    with pytest.raises(InvalidClaimRule):
        claim_rules(text)


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": " Ana\u202e\n Ferrer ", "email": "a@c"}, "Ana Ferrer"),
        ({"name": "", "preferred_username": "ana"}, "ana"),
        ({"name": 7}, "Somebody"),
        ({"name": "x" * 9000}, "x" * 200),
    ],
)
def test_people_are_called_by_what_the_provider_calls_them_within_reason(claims: dict[str, Any], name: str) -> None:
    assert name_of(claims) == name
