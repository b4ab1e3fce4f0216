"""Signing in with a name and a password, as holders, administrators and guessers see it, over the memory store."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from graph.access.attempts import FREE_OF_ACCOUNT, FREE_OF_ADDRESS
from graph.access.model import ANONYMOUS, Forbidden, InvalidToken, operator
from graph.access.passwords import Passwords, WeakPassword
from graph.access.service import AccessService
from graph.access.sessions import SessionOver, SessionService
from graph.access.sign_in import SignInRefused, SignInService
from graph.access.usernames import InvalidUsername, NameTaken
from graph.access.watch import IDENTITY
from graph.backends.memory.store import MemoryStore
from graph.store import walking
from graph.store.names import Names
from graph.tenants.service import TenantService

NAMES = Names("https://c.example/")
GOOD = "seven quiet herons"
OTHER = "nine loud gulls here"
HERE = "192.0.2.1"


class Clock:
    """A clock that a test sets."""

    now = datetime(2030, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **time: float) -> None:
        self.now += timedelta(**time)


class World:
    """A library, Ana who catalogues there, and her password."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.clock = Clock()
        TenantService(self.store, NAMES, self.clock).create_tenant(operator(), "harbor", {"en": "Harbor"})
        self.access, self.sign_in = self.process()
        self.ana = self.access.create_account(operator(), "Ana", {"harbor": ["cataloguer"]}, "harbor", "ana")
        self.sign_in.use_code("ana", self.sign_in.issue_code(operator(), self.ana.id), GOOD, HERE)

    def process(self, passes: int = 1) -> tuple[AccessService, SignInService]:
        """The services of another process on the same store."""
        tenants = TenantService(self.store, NAMES, self.clock)
        access = AccessService(self.store, NAMES, self.clock, tenants.policies)
        sessions = SessionService(self.store, NAMES, self.clock, access)
        passwords = Passwords(memory_kib=8, passes=passes)
        return access, SignInService(self.store, NAMES, self.clock, access, sessions, passwords)

    def sign(self, password: str = GOOD, name: str = "ana", address: str = HERE) -> str:
        return self.sign_in.sign_in(name, password, address).secret

    def is_let_in(self, **how: str) -> bool:
        try:
            return bool(self.sign(**how))
        except SignInRefused:
            return False

    def written(self) -> str:
        return str([each.body for each in walking.documents(self.store, NAMES.identity, IDENTITY)])


@pytest.fixture
def world() -> World:
    return World()


def test_a_session_acts_for_its_account_in_every_process(world: World) -> None:
    secret = world.sign(name="ANA ")
    for _, service in (world.process(), world.process()):
        actor, session = service.sessions.resume(secret)
        assert (actor.name, actor.tenant, session.account) == ("Ana", "harbor", world.ana.id)


def test_neither_password_nor_code_nor_session_is_in_the_store(world: World) -> None:
    secret = world.sign()
    code = world.sign_in.issue_code(operator(), world.ana.id)
    assert not any(each in world.written() for each in (GOOD, secret, code, HERE))


def test_what_was_wrong_is_not_told(world: World) -> None:
    world.access.create_account(operator(), "Bo", {"harbor": ["desk"]}, "harbor", "bo")
    told = set()
    for name, password in (("ana", OTHER), ("nobody", GOOD), ("bo", ""), ("", ""), ("x" * 500, GOOD)):
        with pytest.raises(SignInRefused) as refused:
            world.sign(password, name)
        told.add((refused.value.message, refused.value.way_out))
    assert len(told) == 1


def test_after_some_failures_the_right_password_has_to_wait_and_longer_each_time(world: World) -> None:
    other = (f"198.51.100.{number}" for number in range(200))
    waits = []
    for _ in range(FREE_OF_ACCOUNT):
        assert not world.is_let_in(password=OTHER, address=next(other))
    for _ in range(3):
        waited = 0
        while not (tried := world.store.position()) or world.store.position() == tried:
            world.is_let_in(password=OTHER, address=next(other))
            if world.store.position() != tried:
                break
            world.clock.pass_(seconds=10)
            waited += 10
        waits.append(waited)
    assert 0 < waits[0] < waits[1] < waits[2]
    assert not world.is_let_in(address=next(other))
    world.clock.pass_(minutes=16)
    assert world.is_let_in(address=next(other))


def test_an_address_that_guesses_at_many_names_has_to_wait(world: World) -> None:
    for number in range(FREE_OF_ADDRESS + 1):
        assert not world.is_let_in(name=f"name{number}", address="2001:db8::1")
    assert not world.is_let_in(address="2001:db8::2")
    assert world.is_let_in(address="2001:db8:0:1::1")
    world.clock.pass_(hours=2)
    assert world.is_let_in(address="2001:db8::1")


def test_a_hash_with_other_parameters_is_made_anew_at_sign_in(world: World) -> None:
    _, stronger = world.process(passes=2)
    assert "t=1" in world.written()
    stronger.sign_in("ana", GOOD, HERE)
    assert "t=2" in world.written()
    assert "t=1" not in world.written()
    assert world.is_let_in()


@pytest.mark.parametrize(
    "password", ["short", "1234567890", "abcdefghij", "aaaaaaaaaaaa", "Passwort1234", "ana has a parrot", "x" * 300]
)
def test_a_password_that_anybody_would_try_is_refused_and_the_old_one_stays(world: World, password: str) -> None:
    with pytest.raises(WeakPassword):
        world.sign_in.change_password("ana", GOOD, password, HERE)
    assert world.is_let_in()


def test_another_password_ends_every_session_but_the_new_one(world: World) -> None:
    before = world.sign()
    begun = world.sign_in.change_password("ana", GOOD, OTHER, HERE)
    with pytest.raises(SessionOver):
        world.sign_in.sessions.resume(before)
    assert world.sign_in.sessions.resume(begun.secret)
    assert not world.is_let_in()
    assert world.is_let_in(password=OTHER)


def test_a_code_works_once_and_not_for_ever(world: World) -> None:
    code = world.sign_in.issue_code(operator(), world.ana.id)
    world.sign_in.use_code("ana", code, OTHER, HERE)
    with pytest.raises(SignInRefused):
        world.sign_in.use_code("ana", code, GOOD, HERE)
    late = world.sign_in.issue_code(operator(), world.ana.id)
    world.clock.pass_(days=4)
    with pytest.raises(SignInRefused):
        world.sign_in.use_code("ana", late, GOOD, HERE)
    assert world.is_let_in(password=OTHER)


def test_only_who_administers_the_library_issues_codes_and_locks(world: World) -> None:
    before = world.store.position()
    actions: list[Callable[[], object]] = [
        lambda: world.sign_in.issue_code(ANONYMOUS, world.ana.id),
        lambda: world.sign_in.lock(world.access.actor(world.ana.id), world.ana.id),
        lambda: world.access.all_accounts(ANONYMOUS, "harbor"),
    ]
    for act in actions:
        with pytest.raises(Forbidden):
            act()
    assert world.store.position() == before


def test_a_locked_account_is_out_at_once_with_its_sessions_and_tokens(world: World) -> None:
    session = world.sign()
    token = world.access.issue_token(operator(), world.ana.id).secret
    access, elsewhere = world.process()
    assert access.authenticate(token)
    assert elsewhere.sessions.resume(session)
    world.sign_in.lock(operator(), world.ana.id)
    with pytest.raises(SessionOver):
        elsewhere.sessions.resume(session)
    with pytest.raises(InvalidToken):
        access.authenticate(token)
    assert not world.is_let_in()
    world.sign_in.lock(operator(), world.ana.id, locked=False)
    assert world.is_let_in()
    assert access.authenticate(token)


def test_a_session_ends_when_it_lies_idle_and_at_last_in_any_case(world: World) -> None:
    idle, busy = world.sign(), world.sign()
    for _ in range(23):
        world.clock.pass_(minutes=31)
        world.sign_in.sessions.resume(busy)
    with pytest.raises(SessionOver):
        world.sign_in.sessions.resume(idle)
    world.clock.pass_(minutes=31)
    with pytest.raises(SessionOver):
        world.sign_in.sessions.resume(busy)


def test_reading_by_a_session_writes_only_now_and_then(world: World) -> None:
    secret = world.sign()
    before = world.store.position()
    for _ in range(100):
        world.clock.pass_(seconds=3)
        world.sign_in.sessions.resume(secret)
    assert world.store.position() == before


def test_signing_out_ends_one_session_and_everywhere_ends_all(world: World) -> None:
    one, two, three = world.sign(), world.sign(), world.sign()
    world.sign_in.sessions.end(one)
    world.sign_in.sessions.end(one)
    assert world.sign_in.sessions.resume(two)
    assert world.sign_in.sessions.end_all(world.ana.id) == 3  # the one that setting the password began, too
    for each in (one, two, three):
        with pytest.raises(SessionOver):
            world.sign_in.sessions.resume(each)


def test_a_name_is_one_accounts_alone_however_it_is_written(world: World) -> None:
    with pytest.raises(NameTaken):
        world.access.create_account(operator(), "Another", {"harbor": ["desk"]}, "harbor", "ANA")
    for name in ("a", "two words", "x" * 101):
        with pytest.raises(InvalidUsername):
            world.access.create_account(operator(), "Another", {"harbor": ["desk"]}, "harbor", name)
    for _ in range(2):
        world.access.create_account(operator(), "A program", {"harbor": ["reader"]}, "harbor")
