"""What administrators do with accounts, and what they can't, over the memory store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from graph.access.administration import Administration, InvalidAccount
from graph.access.model import (
    ROLES,
    AccessError,
    Account,
    Actor,
    Forbidden,
    OwnAccount,
    Permission,
    StaleAccount,
    UnknownAccount,
    UnknownRole,
    network_owner,
    operator,
)
from graph.access.passwords import Passwords
from graph.access.service import AccessService
from graph.access.sessions import SessionService
from graph.access.sign_in import NoUsername, SignInService
from graph.backends.memory.store import MemoryStore
from graph.store.names import Names
from graph.tenants.service import TenantService

NAMES = Names("https://c.example/")
NOW = datetime(2030, 1, 1, tzinfo=UTC)


class World:
    """Two libraries, one in a network, and their administrators."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        tenants = TenantService(self.store, NAMES, lambda: NOW)
        self.access = AccessService(self.store, NAMES, lambda: NOW, tenants.policies)
        sessions = SessionService(self.store, NAMES, lambda: NOW, self.access)
        self.sign_in = SignInService(self.store, NAMES, lambda: NOW, self.access, sessions, Passwords())
        self.administration = Administration(self.access, self.sign_in, lambda: NOW)
        tenants.create_network(operator(), "lakeside", {"en": "Lakeside"})
        tenants.create_tenant(operator(), "harbor", {"en": "Harbor"}, networks=["lakeside"])
        tenants.create_tenant(operator(), "outpost", {"en": "Outpost"})
        self.chief = self.access.actor(self.made("administrator").id)

    def made(self, role: str, owner: str = "harbor", **more: str) -> Account:
        tenant = None if ":" in owner else owner
        return self.access.create_account(operator(), role, {owner: [role]}, tenant, **more)


@pytest.fixture
def world() -> World:
    return World()


def test_those_who_work_here_are_listed_and_patrons_are_not(world: World) -> None:
    desk = world.made("desk", username="ana")
    world.made("desk", "outpost")
    patron = world.access.create_account(operator(), "Patron", {}, "harbor")
    world.access.set_patron(operator(), patron.id, "harbor", "https://c.example/harbor/patrons/1")
    assert [each.id for each in world.administration.accounts(world.chief)] == [world.chief.id, desk.id]
    world.administration.set_roles(world.chief, desk.id, [])
    assert desk.id in {each.id for each in world.administration.accounts(world.chief)}, "to give them roles again"


def test_nobody_gives_a_role_that_allows_more_than_they_may(world: World) -> None:
    narrow = replace(world.chief, grants={"harbor": frozenset({Permission.TENANT_ADMIN})})
    desk = world.made("desk", username="ana")
    before = world.store.position()
    refused: list[Callable[[], object]] = [
        lambda: world.administration.create(world.chief, "X", ["coordinator"]),
        lambda: world.administration.set_roles(world.chief, desk.id, ["coordinator"]),
        lambda: world.administration.create(narrow, "X", ["administrator"]),
        lambda: world.administration.set_roles(narrow, desk.id, ["administrator"]),
        lambda: world.administration.issue_token(narrow, world.chief.id),
        lambda: world.administration.issue_token(narrow, desk.id, scopes=["circulation.read"]),
        lambda: world.administration.issue_code(narrow, desk.id),
    ]
    for each in refused:
        with pytest.raises(Forbidden):
            each()
    assert world.store.position() == before
    world.administration.set_roles(narrow, desk.id, ["desk"])  # nothing is given that was not there


def test_an_administrator_keeps_others_out_and_never_themselves(world: World) -> None:
    other = world.made("administrator")
    assert world.administration.set_locked(world.chief, other.id, locked=True).locked
    before = world.store.position()
    with pytest.raises(OwnAccount):
        world.administration.set_locked(world.chief, world.chief.id, locked=True)
    with pytest.raises(OwnAccount):
        world.administration.set_roles(world.chief, world.chief.id, ["cataloguer"])
    assert world.store.position() == before


def test_what_was_changed_meanwhile_is_not_written_over(world: World) -> None:
    seen = world.made("desk").revision
    (desk,) = [each for each in world.administration.accounts(world.chief) if each.id != world.chief.id]
    assert desk.revision == seen
    after = world.administration.set_roles(world.chief, desk.id, ["desk", "cataloguer", "desk"], seen)
    assert (after.roles["harbor"], after.revision > seen) == (("desk", "cataloguer"), True)
    with pytest.raises(StaleAccount):
        world.administration.set_roles(world.chief, desk.id, [], seen)
    with pytest.raises(StaleAccount):
        world.administration.set_locked(world.chief, desk.id, locked=True, if_revision=seen)


def test_an_account_with_rights_elsewhere_is_locked_and_entered_by_nobody_here(world: World) -> None:
    shared = world.made("desk", username="ana")
    world.access.set_roles(operator(), shared.id, "outpost", ["cataloguer"])
    for each in (
        lambda: world.administration.set_locked(world.chief, shared.id, locked=True),
        lambda: world.administration.issue_token(world.chief, shared.id),
        lambda: world.administration.issue_code(world.chief, shared.id),
    ):
        with pytest.raises(Forbidden) as refused:
            each()
        assert "outpost" not in refused.value.message
    assert world.administration.set_roles(world.chief, shared.id, []).held == {"outpost": ("cataloguer",)}


def test_an_account_of_elsewhere_is_not_there(world: World) -> None:
    away = world.made("desk", "outpost", username="ana")
    token = world.access.issue_token(operator(), away.id).token.id
    for each in (
        lambda: world.administration.set_roles(world.chief, away.id, ["desk"]),
        lambda: world.administration.set_locked(world.chief, away.id, locked=True),
        lambda: world.administration.issue_token(world.chief, away.id),
        lambda: world.administration.issue_code(world.chief, away.id),
        lambda: world.administration.revoke_token(world.chief, token),
        lambda: world.administration.set_roles(world.chief, "x" * 10_000, []),
    ):
        with pytest.raises(UnknownAccount):
            each()


def test_only_administrators_ask_and_change_anything(world: World) -> None:
    desk = world.made("desk")
    own = world.access.issue_token(operator(), desk.id).token.id
    before = world.store.position()
    for role in sorted(set(ROLES) - {"administrator"}):
        actor = Actor("x", "X", "harbor", {"harbor": ROLES[role]})
        for each in (
            world.administration.accounts,
            world.administration.tokens,
            world.administration.roles,
            lambda by: world.administration.create(by, "X", []),
            lambda by: world.administration.revoke_token(by, own),
        ):
            with pytest.raises(Forbidden):
                each(actor)
    assert world.store.position() == before


def test_a_networks_coordinator_administers_its_roles_alone(world: World) -> None:
    owner = network_owner("lakeside")
    coordinator = world.access.actor(world.made("coordinator", owner).id)
    made = world.administration.create(coordinator, "Survey", ["researcher"], network="lakeside")
    assert made.held == {owner: ("researcher",)}
    assert {each.id for each in world.administration.accounts(coordinator, "lakeside")} == {coordinator.id, made.id}
    with pytest.raises(Forbidden):
        world.administration.accounts(coordinator.at("harbor"))
    with pytest.raises(Forbidden):
        world.administration.accounts(world.chief, "lakeside")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (lambda by, on: by.create(on, " ", ["desk"]), InvalidAccount),
        (lambda by, on: by.create(on, "x" * 201, ["desk"]), InvalidAccount),
        (lambda by, on: by.create(on, "X", ["king"]), UnknownRole),
        (lambda by, on: by.issue_token(on, on.id, expires=NOW - timedelta(days=1)), InvalidAccount),
        (lambda by, on: by.issue_token(on, on.id, "x" * 201), InvalidAccount),
        (lambda by, on: by.issue_code(on, on.id), NoUsername),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    world: World, wrong: Callable[[Administration, Actor], object], error: type[AccessError]
) -> None:
    before = world.store.position()
    with pytest.raises(error):
        wrong(world.administration, world.chief)
    assert world.store.position() == before
