"""Accounts and tokens as those who issue and use them see it, over the memory store."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from graph.access.model import (
    ANONYMOUS,
    Forbidden,
    InvalidToken,
    Permission,
    Reading,
    ScopeRefused,
    SharingLevel,
    UnknownAccount,
    UnknownRole,
    network_owner,
    operator,
)
from graph.access.service import AccessService
from graph.access.watch import IDENTITY
from graph.backends.memory.store import MemoryStore
from graph.store.model import Key
from graph.store.names import GraphKind, Names
from graph.tenants.model import Sharing
from graph.tenants.service import TenantService

NAMES = Names("https://c.example/")


class Clock:
    """A clock that a test sets."""

    now = datetime(2030, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


class World:
    """Two libraries, one of them private, and the services over them; `again` is another process on the same store."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock = Clock()
        self.tenants = TenantService(self.store, NAMES, self.clock)
        self.access = AccessService(self.store, NAMES, self.clock, self.tenants.policies)
        self.tenants.create_network(operator(), "lakeside", {"en": "Lakeside"})
        self.tenants.create_tenant(operator(), "harbor", {"en": "Harbor"}, networks=["lakeside"])
        private = Sharing(SharingLevel.PRIVATE)
        self.tenants.create_tenant(operator(), "lindenau", {"de": "Lindenau"}, sharing=private)

    def again(self) -> AccessService:
        tenants = TenantService(self.store, NAMES, self.clock)
        return AccessService(self.store, NAMES, self.clock, tenants.policies)

    def token(self, role: str = "cataloguer", tenant: str = "harbor", **more: object) -> str:
        account = self.access.create_account(operator(), "Ana", {tenant: [role]}, tenant)
        return self.access.issue_token(operator(), account.id, **more).secret  # type: ignore[arg-type]


@pytest.fixture
def world() -> World:
    return World()


def test_a_token_speaks_for_its_account_in_its_own_library(world: World) -> None:
    actor = world.access.authenticate(world.token())
    assert (actor.name, actor.tenant) == ("Ana", "harbor")
    assert actor.may(Permission.CATALOGUE_WRITE)
    assert not actor.may(Permission.PATRONS_READ)
    assert not actor.may(Permission.CATALOGUE_READ, "lindenau")


def test_a_token_is_recognisable_and_its_secret_is_nowhere_in_the_store(world: World) -> None:
    token = world.token()
    prefix, identifier, secret = token.split("_", 2)
    assert prefix == "cat"
    (document,) = world.store.read([Key(NAMES.identity, f"{NAMES.base}tokens/{identifier}")], IDENTITY)
    assert document is not None
    assert secret not in str(document.body)
    assert len(secret) >= 43  # 256 bits


@pytest.mark.parametrize(
    "text",
    ["", "cat", "cat_", "cat__", "cat_abc_def", "Bearer x", "cat_ж_ж", "cat_0_" + "x" * 10_000, "\x00", "cat_a_\ud800"],
)
def test_text_that_is_no_token_is_refused(world: World, text: str) -> None:
    with pytest.raises(InvalidToken):
        world.access.authenticate(text)


def test_a_token_with_another_secret_or_id_is_refused(world: World) -> None:
    one, other = world.token(), world.token()
    with pytest.raises(InvalidToken):
        world.access.authenticate(one[:-1] + ("A" if one[-1] != "A" else "B"))
    crossed = "_".join([*one.split("_")[:2], other.split("_", 2)[2]])
    with pytest.raises(InvalidToken):
        world.access.authenticate(crossed)


def test_a_revoked_token_ends_with_the_next_request_in_every_process(world: World) -> None:
    token = world.token()
    elsewhere = world.again()
    assert elsewhere.authenticate(token).name == "Ana"
    world.access.revoke_token(operator(), token)
    for access in (world.access, elsewhere):
        with pytest.raises(InvalidToken):
            access.authenticate(token)


def test_an_expired_token_gets_the_same_answer_as_an_unknown_one(world: World) -> None:
    token = world.token(expires=world.clock.now + timedelta(days=1))
    world.access.authenticate(token)
    world.clock.now += timedelta(days=1)
    with pytest.raises(InvalidToken) as expired:
        world.access.authenticate(token)
    with pytest.raises(InvalidToken) as unknown:
        world.access.authenticate("cat_0123456789abcdef_" + "x" * 43)
    assert expired.value.message == unknown.value.message


def test_taking_a_role_away_takes_effect_with_the_next_request(world: World) -> None:
    token = world.token()
    actor = world.access.authenticate(token)
    world.access.set_roles(operator(), actor.id, "harbor", [])
    assert not world.access.authenticate(token).may(Permission.CATALOGUE_READ)


def test_signing_in_writes_nothing(world: World) -> None:
    token = world.token()
    before = world.store.position()
    world.access.authenticate(token)
    assert world.store.position() == before


def test_an_administrator_issues_tokens_in_their_own_library_only(world: World) -> None:
    administrator = world.access.authenticate(world.token("administrator"))
    made = world.access.create_account(administrator, "Desk", {"harbor": ["desk"]}, "harbor")
    assert world.access.authenticate(world.access.issue_token(administrator, made.id).secret).name == "Desk"
    with pytest.raises(Forbidden):
        world.access.create_account(administrator, "Spy", {"lindenau": ["reader"]})
    with pytest.raises(Forbidden):
        world.access.create_account(administrator, "Spy", {network_owner("lakeside"): ["coordinator"]})
    both = world.access.create_account(operator(), "Both", {"harbor": ["desk"], "lindenau": ["desk"]})
    with pytest.raises(Forbidden):
        world.access.issue_token(administrator, both.id)


def test_whoever_is_no_administrator_issues_revokes_and_lists_nothing(world: World) -> None:
    cataloguer = world.access.authenticate(world.token())
    other = world.token("desk")
    before = world.store.position()
    with pytest.raises(Forbidden):
        world.access.create_account(cataloguer, "X", {"harbor": ["reader"]})
    with pytest.raises(Forbidden):
        world.access.revoke_token(cataloguer, other)
    with pytest.raises(Forbidden):
        world.access.tokens(cataloguer, "harbor")
    with pytest.raises(Forbidden):
        world.access.tokens(cataloguer)
    assert world.store.position() == before


def test_nobody_becomes_the_operator_by_a_grant(world: World) -> None:
    with pytest.raises(Forbidden):
        world.access.create_account(operator(), "Root", {"*": ["administrator"]})


def test_people_replace_and_end_their_own_tokens(world: World) -> None:
    token = world.token()
    actor = world.access.authenticate(token)
    fresh = world.access.issue_token(actor, actor.id).secret
    world.access.revoke_token(actor, token)
    assert world.access.authenticate(fresh).id == actor.id


def test_an_unknown_role_or_account_is_named(world: World) -> None:
    with pytest.raises(UnknownRole, match="emperor"):
        world.access.create_account(operator(), "X", {"harbor": ["emperor"]})
    with pytest.raises(UnknownAccount):
        world.access.issue_token(operator(), "nobody")
    with pytest.raises(UnknownAccount):
        world.access.revoke_token(operator(), "nothing")


def test_tokens_are_listed_per_library_oldest_first(world: World) -> None:
    first = world.token(label="first")
    world.clock.now += timedelta(seconds=1)
    world.token(label="second")
    world.token(tenant="lindenau", label="elsewhere")
    assert [token.label for token, _ in world.access.tokens(operator(), "harbor")] == ["first", "second"]
    assert len(world.access.tokens(operator())) == 3
    assert first.split("_")[1] == world.access.tokens(operator(), "harbor")[0][0].id


def test_acting_in_a_library_needs_a_role_there_or_a_catalogue_one_may_read(world: World) -> None:
    assert world.access.acting(ANONYMOUS, "harbor").tenant == "harbor"
    with pytest.raises(Forbidden) as hidden:
        world.access.acting(ANONYMOUS, "lindenau")
    with pytest.raises(Forbidden) as absent:
        world.access.acting(ANONYMOUS, "nowhere")
    assert hidden.value.message.replace("lindenau", "nowhere") == absent.value.message
    insider = world.access.authenticate(world.token("desk", "lindenau"))
    assert world.access.acting(insider, "harbor").tenant == "harbor"


def test_a_catalogue_made_private_is_closed_with_the_next_question_in_every_process(world: World) -> None:
    elsewhere = world.again()
    graph = NAMES.graph("harbor", GraphKind.CATALOGUE)
    assert elsewhere.scope(ANONYMOUS, Reading(all=True)).reads(graph)
    world.tenants.update(operator(), "harbor", sharing=Sharing(SharingLevel.PRIVATE))
    assert not elsewhere.scope(ANONYMOUS, Reading(all=True)).reads(graph)
    assert elsewhere.readable_tenants(elsewhere.scope(ANONYMOUS, Reading(all=True))) == frozenset()


def test_a_token_with_scopes_does_no_more_than_they_say(world: World) -> None:
    secret = world.token("desk", scopes=["circulation.read", "catalogue.read"])
    for access in (world.access, world.again()):
        actor = access.authenticate(secret)
        assert actor.grants == {"harbor": {Permission.CIRCULATION_READ, Permission.CATALOGUE_READ}}
        kinds = {kind for each in access.scope(actor).reading for kind in each.kinds}
        assert GraphKind.CIRCULATION in kinds
        assert GraphKind.PATRONS not in kinds
        assert access.scope(actor).writing == ()
    ((token, _),) = world.access.tokens(operator(), "harbor")
    assert token.scopes == (Permission.CATALOGUE_READ, Permission.CIRCULATION_READ)
    assert world.access.revoke_token(operator(), token.id).scopes == token.scopes


def test_scopes_nobody_knows_or_the_account_lacks_are_named_and_no_token_is_issued(world: World) -> None:
    for scopes, named in ((["circulation.reed", "x"], "“circulation.reed”, “x”"), (["tenant.admin"], "“tenant.admin”")):
        with pytest.raises(ScopeRefused, match=named):
            world.token("desk", scopes=scopes)
    assert world.access.tokens(operator(), "harbor") == []


def test_a_token_with_scopes_issues_no_wider_one_for_its_account(world: World) -> None:
    actor = world.access.authenticate(world.token("administrator", scopes=["catalogue.read"]))
    with pytest.raises(Forbidden):
        world.access.issue_token(actor, actor.id)


def test_nobody_but_its_administrators_speaks_for_the_account_of_a_patron(world: World) -> None:
    access = world.access
    account = access.create_account(operator(), "Ben", {}, "lindenau")
    stranger, chief = (access.authenticate(world.token("administrator", slug)) for slug in ("harbor", "lindenau"))
    ben = f"{NAMES.base}lindenau/patrons/b"
    with pytest.raises(Forbidden):
        access.set_patron(stranger, account.id, "lindenau", ben)
    with pytest.raises(Forbidden):  # not theirs to bind to a patron of their own
        access.set_patron(stranger, account.id, "harbor", ben)
    assert access.set_patron(chief, account.id, "lindenau", ben).patrons == {"lindenau": ben}
    for refused in (access.issue_token, access.may_administer):
        with pytest.raises(Forbidden):
            refused(stranger, account.id)
    actor = access.authenticate(access.issue_token(chief, account.id).secret)
    assert access.acting(actor, "lindenau").patron == ben
    assert [each.id for each in access.all_accounts(chief, "lindenau") if each.patrons] == [account.id]
    assert access.set_patron(chief, account.id, "lindenau", None).patrons == {}
