"""The lending rules of a network: behind those of every library that follows it, seen at once, and never in its way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest

from graph.access.model import ROLES, Actor, Forbidden, Permission, network_owner, operator
from graph.backends.memory import MemoryStore
from graph.circulation.network_rules import NetworkRules
from graph.circulation.publishing import DEFAULT_RULES, SettingsService
from graph.circulation.rules.errors import IncompleteRules, InvalidRules
from graph.circulation.rules.model import Case, Field
from graph.store.names import Names
from graph.tenants.model import NotAMember, UnknownNetwork
from graph.tenants.places import PlaceService
from graph.tenants.service import TenantService
from graph.tenants.texts import InvalidSettings, StaleSettings

CHIEF = operator("harbor")
COORDINATOR = Actor("c", "C", None, {network_owner("rivers"): ROLES["coordinator"]})
ELSEWHERE = Actor("e", "E", None, {network_owner("lakes"): ROLES["coordinator"]})
DESK = Actor("d", "D", "harbor", {"harbor": frozenset({Permission.CIRCULATION_READ})})
NETWORK = f"{DEFAULT_RULES}\neverywhere group=staff type=map loan=short : items 7\n"


class House(NamedTuple):
    """Two libraries of one network, of which Harbor is in another too, and one of none."""

    store: Any
    tenants: TenantService
    settings: SettingsService
    networks: NetworkRules

    def items(self, tenant: str = "harbor", *criteria: str) -> tuple[object, str]:
        """How many a patron may have in a case, and which line says so."""
        given = self.settings.of(tenant).resolver.given(Field.ITEMS, Case(tenant, *criteria))
        assert given is not None
        return given.value, given.where

    def publish(self, text: str, revision: int | None = None) -> int:
        """Put a text in force for the network, with five items; its revision."""
        return self.networks.publish(COORDINATOR, "rivers", text, revision).revision


def made(store: Any) -> House:
    names = Names("https://c.example/")
    tenants = TenantService(store, names, now)
    for network in ("rivers", "lakes"):
        tenants.create_network(operator(), network, {"en": network})
    for slug, networks in (("harbor", ("lakes", "rivers")), ("lindenau", ("rivers",)), ("outpost", ())):
        tenants.create_tenant(operator(), slug, {"en": slug}, networks=networks)
    places = PlaceService(store, names, now, tenants)
    return House(
        store, tenants, SettingsService(store, names, now, places, tenants), NetworkRules(store, names, now, tenants)
    )


def now() -> datetime:
    return datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def house() -> House:
    return made(MemoryStore())


def five(text: str = DEFAULT_RULES) -> str:
    """A complete text in which everybody may have five."""
    return f"{text}\neverywhere : items 5\n"


LAST = f"network rivers, line {five().count(chr(10))}"


def test_a_library_that_follows_lends_by_the_networks_rules_where_it_says_nothing(house: House) -> None:
    house.publish(five())
    assert house.items()[1].startswith("line "), "belonging to a network is not following it"
    house.settings.follow(CHIEF, "rivers")
    assert house.items() == (5, LAST)
    house.settings.publish_rules(CHIEF, "harbor type=map : items 2\n")
    assert "map" in house.settings.of("harbor").item_types.materials
    assert house.items() == (5, LAST)
    assert house.items("harbor", "staff", "map") == (2, "line 1")
    assert house.items("lindenau")[1].startswith("line ")


def test_whatever_a_library_says_holds_before_what_its_network_says_more_precisely(house: House) -> None:
    house.publish(NETWORK)
    house.settings.follow(CHIEF, "rivers")
    asked = ("staff", "map", "short")
    assert house.items("harbor", *asked)[0] == 7
    house.settings.publish_rules(CHIEF, "everywhere : items 3\n")
    assert house.items("harbor", *asked) == (3, "line 1")
    explained = {x.field: x for x in house.settings.of("harbor").resolver.explain(Case("harbor", *asked))}
    items = explained[Field.ITEMS]
    assert (items.won.where, items.runners_up[0].origin, items.why) == (
        "line 1", "network rivers", "its text is nearer",
    )  # fmt: skip
    assert explained[Field.PERIOD].won.origin == "network rivers"


def test_what_a_network_publishes_holds_at_once_in_all_that_follow_it_and_nowhere_else(house: House) -> None:
    first = house.publish(five())
    for slug in ("harbor", "lindenau"):
        house.settings.follow(operator(slug), "rivers")
        assert house.items(slug)[0] == 5
    before = house.items("outpost")
    house.publish(f"{DEFAULT_RULES}\neverywhere : items 6\n", first)
    assert [house.items(slug)[0] for slug in ("harbor", "lindenau")] == [6, 6]
    assert house.items("outpost") == before
    shared = [house.settings.of(slug).resolver.behind for slug in ("harbor", "lindenau")]
    assert shared[0] is shared[1], "a network's text is compiled once"


def test_rules_are_compiled_again_only_when_one_of_the_texts_is_another(house: House) -> None:
    house.publish(five())
    house.settings.follow(CHIEF, "rivers")
    before = house.settings.of("harbor").resolver
    house.settings.publish_hours(CHIEF, '[everywhere]\nzone = "UTC"\nmonday = ["09:00-18:00"]\n')
    assert house.settings.of("harbor").resolver is before


def test_only_a_network_it_belongs_to_can_be_followed(house: House) -> None:
    house.publish(five())
    before = house.store.position()
    with pytest.raises(NotAMember):
        house.settings.follow(operator("outpost"), "rivers")
    with pytest.raises(NotAMember):
        house.settings.follow(CHIEF, "nowhere")
    with pytest.raises(Forbidden):
        house.settings.follow(DESK, "rivers")
    assert house.store.position() == before


def test_leaving_a_network_ends_following_it_and_joining_again_does_not_begin_it(house: House) -> None:
    house.publish(five())
    house.settings.follow(CHIEF, "rivers")
    house.tenants.leave(CHIEF, "harbor", "lakes")
    assert house.items()[0] == 5
    house.tenants.leave(COORDINATOR, "harbor", "rivers")
    assert house.items()[1].startswith("line ")
    house.tenants.join(operator(), "harbor", "rivers")
    assert house.tenants.tenant("harbor").lending_network is None


def test_a_library_whose_membership_was_ended_lends_by_the_preset_what_it_has_no_rules_for(house: House) -> None:
    house.publish(five())
    house.settings.follow(CHIEF, "rivers")
    house.settings.publish_rules(CHIEF, "everywhere : items 3\n")
    house.tenants.leave(COORDINATOR, "harbor", "rivers")
    settings = house.settings.of("harbor")
    assert settings.resolver.policy(Case("harbor")).items == 3
    explained = {each.field: each for each in settings.resolver.explain(Case("harbor"))}
    assert explained[Field.PERIOD].won.origin == "preset public"
    assert [each.check for each in house.settings.rules(CHIEF).findings] == ["incomplete"]


def test_rules_may_leave_out_only_what_a_followed_network_gives(house: House) -> None:
    house.publish(five())
    with pytest.raises(IncompleteRules):
        house.settings.publish_rules(CHIEF, "everywhere : items 3\n")
    house.settings.follow(CHIEF, "rivers")
    assert house.settings.publish_rules(CHIEF, "everywhere : items 3\n").findings == ()
    before = house.store.position()
    for other in (None, "lakes"):
        with pytest.raises(IncompleteRules):
            house.settings.follow(CHIEF, other)
    assert house.store.position() == before


def test_a_library_that_wrote_nothing_shows_no_preset_once_it_follows(house: House) -> None:
    house.settings.follow(CHIEF, "rivers")
    assert house.settings.rules(CHIEF).text == DEFAULT_RULES, "the network has no rules yet"
    house.publish(five())
    shown = house.settings.rules(CHIEF)
    assert (shown.text, shown.revision, shown.findings) == ("", 0, ())


def test_a_networks_text_is_for_everywhere_and_complete_and_is_refused_with_its_lines(house: House) -> None:
    before = house.store.position()
    lines = DEFAULT_RULES.count("\n")
    with pytest.raises(InvalidRules, match="units belong to a library") as refused:
        house.publish(f"{DEFAULT_RULES}harbor : items 3\neverywhere : items 4\nharbor/x : items 5\n")
    assert [each.line for each in refused.value.problems] == [lines + 1, lines + 3]
    with pytest.raises(InvalidRules, match="did you mean “items”"):
        house.publish(f"{DEFAULT_RULES}everywhere : itms 3\n")
    with pytest.raises(IncompleteRules):
        house.publish("everywhere : items 3\n")
    with pytest.raises(InvalidSettings):
        house.publish(" " * 1_000_001)
    odd = house.networks.publish(COORDINATOR, "rivers", f"{DEFAULT_RULES}\neverywhere : period 0 days\n", dry_run=True)
    assert "zero-period" in {each.check for each in odd.findings}
    assert house.store.position() == before


def test_who_changed_a_networks_rules_and_when_is_kept(house: House) -> None:
    first = house.publish(five())
    house.publish(NETWORK, first)
    past = house.networks.past(COORDINATOR, "rivers")
    assert [(each.revision, each.text, each.by) for each in past] == [(2, NETWORK, "c"), (1, five(), "c")]
    with pytest.raises(StaleSettings):
        house.publish(NETWORK, first)


@pytest.mark.parametrize("actor", [CHIEF.at(None), DESK, ELSEWHERE])
def test_only_a_networks_administrators_write_its_rules_and_read_their_past(house: House, actor: Actor) -> None:
    if actor.grants == CHIEF.grants:
        actor = Actor("a", "A", "harbor", {"harbor": ROLES["administrator"]})
    before = house.store.position()
    with pytest.raises(Forbidden):
        house.networks.publish(actor, "rivers", DEFAULT_RULES)
    with pytest.raises(Forbidden):
        house.networks.past(actor, "rivers")
    assert house.store.position() == before
    with pytest.raises(UnknownNetwork):
        house.networks.publish(operator(), "nowhere", DEFAULT_RULES)


def test_staff_of_members_read_a_networks_rules_and_others_do_not(house: House) -> None:
    house.publish(NETWORK)
    assert {house.networks.rules(each, "rivers").text for each in (COORDINATOR, DESK)} == {NETWORK}
    stranger = Actor("s", "S", "outpost", {"outpost": ROLES["administrator"]})
    for actor in (stranger, ELSEWHERE, DESK.at("lindenau"), DESK.at(None)):
        with pytest.raises(Forbidden):
            house.networks.rules(actor, "rivers")


def test_schedules_of_the_same_name_stay_those_of_their_text(house: House) -> None:
    def terms(day: str) -> str:
        return f"schedule terms :\n    2026-01-01 to 2026-12-31 due {day}\n"

    house.publish(f"{DEFAULT_RULES}\n{terms('2027-01-15')}\neverywhere type=map : period schedule terms\n")
    house.settings.follow(CHIEF, "rivers")
    house.settings.publish_rules(CHIEF, f"{terms('2027-02-20')}\neverywhere type=film : period schedule terms\n")
    resolver = house.settings.of("harbor").resolver
    due = {}
    for kind in ("map", "film"):
        period: Any = resolver.policy(Case("harbor", None, kind)).period
        due[kind] = resolver.schedules[period.key].terms[0].due.isoformat()
    assert due == {"map": "2027-01-15", "film": "2027-02-20"}


def test_asking_for_settings_costs_no_more_calls_where_a_network_is_followed() -> None:
    calls: list[str] = []
    house = made(Counting(MemoryStore(), calls.append))
    house.publish(five())

    def counted() -> list[int]:
        found = []
        for _ in range(2):
            calls.clear()
            house.settings.of("harbor")
            found.append(len(calls))
        return found

    counted()
    house.settings.publish_hours(CHIEF, '[everywhere]\nzone = "UTC"\nmonday = ["09:00-18:00"]\n')
    again, held = counted()
    house.settings.follow(CHIEF, "rivers")
    counted()
    house.settings.publish_hours(CHIEF, '[everywhere]\nzone = "UTC"\nmonday = ["09:00-17:00"]\n', 1)
    assert counted() == [again + 1, held]


class Counting:
    """A store that tells of every call."""

    def __init__(self, store: MemoryStore, tell: Callable[[str], None]) -> None:
        self._store, self._tell = store, tell

    def __getattr__(self, name: str) -> Any:
        self._tell(name)
        return getattr(self._store, name)
