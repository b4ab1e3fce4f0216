"""A library's places, rules and hours: written, checked, kept with their past, and read as one value."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import pytest

from graph.access.model import Actor, Forbidden, Permission, operator
from graph.backends.memory import MemoryStore
from graph.circulation.calendar import NoCalendar
from graph.circulation.calendar_file import InvalidCalendar
from graph.circulation.publishing import DEFAULT_RULES, SettingsService, Text
from graph.circulation.rules.errors import IncompleteRules, InvalidRules
from graph.circulation.rules.model import Case
from graph.circulation.settings import BlockLimits
from graph.store.model import ABSENT, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.scope import SystemScope
from graph.tenants.organisation import InvalidPlace, PlaceInUse, StalePlace, UnitKind, UnknownPlace
from graph.tenants.places import PlaceService, PointWanted, UnitWanted
from graph.tenants.service import TenantService
from graph.tenants.texts import InvalidSettings, StaleSettings
from mappings.money import Money

ADMINISTRATOR = operator("harbor")
DESK = Actor("desk", "Desk", "harbor", {"harbor": frozenset({Permission.CIRCULATION_READ})})
HOURS = '[everywhere]\nzone = "Europe/Berlin"\nmonday = ["09:00-18:00"]\n'


class House(NamedTuple):
    """The library under test."""

    store: MemoryStore
    places: PlaceService
    settings: SettingsService


def now() -> datetime:
    return datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture
def house() -> House:
    store, names = MemoryStore(), Names("https://c.example/")
    tenants = TenantService(store, names, now)
    tenants.create_tenant(operator(), "harbor", {"en": "Harbor"})
    tenants.create_tenant(operator(), "meridian", {"en": "Meridian"})
    places = PlaceService(store, names, now, tenants)
    return House(store, places, SettingsService(store, names, now, places, tenants))


def test_a_unit_goes_once_nothing_belongs_to_it(house: House) -> None:
    library = house.places.put_unit(ADMINISTRATOR, UnitWanted("HBC", {"en": "Central"}, kind=UnitKind.LIBRARY))
    room = house.places.put_unit(ADMINISTRATOR, UnitWanted("MAP", {"en": "Maps"}, parent="HBC"))
    names, graph = Names("https://c.example/"), Names("https://c.example/").graph("harbor", GraphKind.CATALOGUE)
    item = Key(graph, names.resource("harbor", "items", "i1"))
    body = {"@id": item.iri, "@type": ["bf:Item"], "lsp:temporaryLocation": [{"@id": room.iri}]}
    house.store.commit(Change(Cause("x", "x", now()), (Put(item, body, ABSENT),)), SystemScope())
    before = house.store.position()
    for unit, revision in (("HBC", library.revision), ("MAP", room.revision)):
        with pytest.raises(PlaceInUse):
            house.places.remove_unit(ADMINISTRATOR, unit, revision)
    with pytest.raises(UnknownPlace):
        house.places.remove_unit(ADMINISTRATOR, "harbor", 1)
    with pytest.raises(Forbidden):
        house.places.remove_unit(DESK, "MAP", room.revision)
    assert house.store.position() == before
    house.store.commit(Change(Cause("x", "x", now()), (), (Delete(item, 1),)), SystemScope())
    with pytest.raises(StalePlace):
        house.places.remove_unit(ADMINISTRATOR, "MAP", room.revision + 1)
    for unit, revision in (("MAP", room.revision), ("HBC", library.revision)):
        house.places.remove_unit(ADMINISTRATOR, unit, revision)
    assert [each.code for each in house.places.units(["harbor"], SystemScope())[0]] == ["harbor"]


def test_units_stand_in_a_tree_whose_paths_are_what_rules_name(house: House) -> None:
    house.places.put_unit(ADMINISTRATOR, UnitWanted("HBC", {"en": "Central"}, kind=UnitKind.LIBRARY, isil="XX-1"))
    room = house.places.put_unit(ADMINISTRATOR, UnitWanted("Map Room", {"en": "Maps"}, parent="HBC"))
    assert room.path == "harbor/hbc/map-room"
    (units,) = house.places.units(["harbor"], SystemScope())
    assert [(each.kind.value, each.path) for each in units] == [
        ("Tenant", "harbor"), ("Library", "harbor/hbc"), ("Location", "harbor/hbc/map-room"),
    ]  # fmt: skip
    assert house.settings.of("harbor").unit(room.iri) == "harbor/hbc/map-room"


def test_a_top_location_with_others_below_it_is_a_library(house: House) -> None:
    TenantService(house.store, Names("https://c.example/"), now).add_locations(
        ADMINISTRATOR, "harbor", [("HBC", {"en": "Central"}, None), ("FIC", {"en": "Fiction"}, "HBC"),
                                  ("MAG", {"en": "Stacks"}, None)])  # fmt: skip
    (units,) = house.places.units(["harbor"], SystemScope())
    assert {each.code: each.kind.value for each in units} == {
        "harbor": "Tenant", "HBC": "Library", "FIC": "Location", "MAG": "Location",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wanted", "error"),
    [
        (UnitWanted("", {"en": "Nothing"}), InvalidPlace),
        (UnitWanted("X", {"en": "X"}, parent="NOWHERE"), UnknownPlace),
        (UnitWanted("X", {"en": "X"}, timezone="Europe/Berlim"), InvalidPlace),
        (UnitWanted("X", {"en": "X"}, kind=UnitKind.NETWORK), InvalidPlace),
        (UnitWanted("HBC", {"en": "Central"}), StalePlace),
    ],
)
def test_a_unit_that_can_not_be_is_refused_and_nothing_is_written(
    house: House, wanted: UnitWanted, error: type[Exception]
) -> None:
    house.places.put_unit(ADMINISTRATOR, UnitWanted("HBC", {"en": "Central"}))
    before = house.store.position()
    with pytest.raises(error):
        house.places.put_unit(ADMINISTRATOR, wanted)
    assert house.store.position() == before


def test_a_unit_is_not_put_below_itself(house: House) -> None:
    top = house.places.put_unit(ADMINISTRATOR, UnitWanted("A", {"en": "A"}))
    house.places.put_unit(ADMINISTRATOR, UnitWanted("B", {"en": "B"}, parent="A"))
    with pytest.raises(InvalidPlace, match="below itself"):
        house.places.put_unit(ADMINISTRATOR, UnitWanted("A", {"en": "A"}, parent="B"), top.revision)


def test_service_points_are_made_changed_and_taken_away(house: House) -> None:
    room = house.places.put_unit(ADMINISTRATOR, UnitWanted("FIC", {"en": "Fiction"}))
    point = house.places.put_point(ADMINISTRATOR, PointWanted("DESK", {"en": "Desk"}, serves=("FIC",)))
    assert point.serves == (room.iri,)
    longer = PointWanted("DESK", {"en": "Front desk"}, hold_shelf=timedelta(days=10))
    changed = house.places.put_point(ADMINISTRATOR, longer, point.revision)
    assert (changed.hold_shelf.days, changed.serves, changed.revision) == (10, (), point.revision + 1)
    assert house.settings.of("harbor").points == {changed.iri: changed}
    with pytest.raises(StalePlace):
        house.places.remove_point(ADMINISTRATOR, "DESK", point.revision)
    house.places.remove_point(ADMINISTRATOR, "DESK", changed.revision)
    assert house.settings.of("harbor").points == {}
    with pytest.raises(InvalidPlace):
        house.places.put_point(ADMINISTRATOR, PointWanted("D", {"en": "D"}, hold_shelf=timedelta(days=400)))


def test_a_library_that_wrote_nothing_lends_by_the_public_preset_and_is_always_open(house: House) -> None:
    settings = house.settings.of("harbor")
    assert settings.resolver.policy(Case("harbor", material_type="book")).loanable
    assert settings.calendar(None).is_open(now())
    assert house.settings.rules(ADMINISTRATOR).text == DEFAULT_RULES


def test_rules_are_in_force_as_soon_as_they_are_published_and_their_past_stays(house: House) -> None:
    house.settings.of("harbor")
    first = house.settings.publish_rules(ADMINISTRATOR, f"{DEFAULT_RULES}\nharbor type=atlas : not loanable\n")
    assert not house.settings.of("harbor").resolver.policy(Case("harbor", material_type="atlas")).loanable
    assert house.settings.of("meridian").resolver.policy(Case("meridian", material_type="atlas")).loanable
    second = house.settings.publish_rules(ADMINISTRATOR, DEFAULT_RULES, first.revision)
    assert house.settings.of("harbor").resolver.policy(Case("harbor", material_type="atlas")).loanable
    assert (first.revision, second.revision) == (1, 2)
    with pytest.raises(StaleSettings):
        house.settings.publish_rules(ADMINISTRATOR, DEFAULT_RULES, first.revision)


def test_rules_with_errors_are_refused_with_their_lines_and_what_is_odd_is_told(house: House) -> None:
    with pytest.raises(InvalidRules) as refused:
        house.settings.publish_rules(ADMINISTRATOR, f"{DEFAULT_RULES}\nharbor : period 3 dayz\nharbor : loan\n")
    assert len(refused.value.problems) == 2
    with pytest.raises(IncompleteRules):
        house.settings.publish_rules(ADMINISTRATOR, "everywhere : loanable\n")
    odd = house.settings.publish_rules(ADMINISTRATOR, f"{DEFAULT_RULES}\nharbor/attic : items 3\n", dry_run=True)
    assert any("harbor/attic" in each.message for each in odd.findings)
    assert house.settings.rules(ADMINISTRATOR).revision == 0


def test_hours_need_a_zone_and_a_week_and_name_every_problem(house: House) -> None:
    house.settings.publish_hours(ADMINISTRATOR, HOURS)
    assert not house.settings.of("harbor").calendar(None).is_open(now().replace(hour=20))
    with pytest.raises(InvalidCalendar):
        house.settings.publish_hours(ADMINISTRATOR, '[everywhere]\nzone = "Mars"\nmonday = ["9-18"]\n', 1)
    with pytest.raises(NoCalendar):
        house.settings.publish_hours(ADMINISTRATOR, '[everywhere]\nzone = "UTC"\n', 1)


def test_limits_block_from_a_number_on(house: House) -> None:
    limits = BlockLimits(owed=Money(1000, "EUR"), overdue=5)
    house.settings.publish_limits(ADMINISTRATOR, limits)
    assert house.settings.of("harbor").limits == limits
    with pytest.raises(InvalidSettings):
        house.settings.publish_limits(ADMINISTRATOR, BlockLimits(lost=-1), 1)


@pytest.mark.parametrize("actor", [DESK, ADMINISTRATOR.at("meridian")])
def test_only_a_librarys_own_administrator_changes_its_settings(house: House, actor: Actor) -> None:
    before = house.settings.of("harbor")
    for change in (
        lambda: house.settings.publish_rules(actor, f"{DEFAULT_RULES}\n"),
        lambda: house.settings.publish_hours(actor, HOURS),
        lambda: house.settings.publish_limits(actor, BlockLimits(lost=1)),
        lambda: house.places.put_unit(actor, UnitWanted("X", {"en": "X"})),
        lambda: house.places.put_point(actor, PointWanted("X", {"en": "X"})),
    ):
        if actor is DESK:
            with pytest.raises(Forbidden):
                change()
        else:
            change()
    assert house.settings.of("harbor") == before


def test_a_unit_keeps_the_hours_of_those_above_it_in_its_own_time_zone(house: House) -> None:
    house.settings.publish_hours(ADMINISTRATOR, HOURS)
    branch = house.places.put_unit(ADMINISTRATOR, UnitWanted("LIS", {"pt": "Lisboa"}, timezone="Europe/Lisbon"))
    room = house.places.put_unit(ADMINISTRATOR, UnitWanted("SALA", {"pt": "Sala"}, parent="LIS"))
    settings = house.settings.of("harbor")
    assert {settings.calendar(each.iri).zone.key for each in (branch, room)} == {"Europe/Lisbon"}
    assert settings.calendar(None).zone.key == "Europe/Berlin"


def test_who_changed_the_rules_and_when_is_kept(house: House) -> None:
    first = house.settings.publish_rules(ADMINISTRATOR, DEFAULT_RULES)
    house.settings.publish_rules(ADMINISTRATOR, DEFAULT_RULES + "harbor : items 5\n", first.revision)
    past = house.settings.past(ADMINISTRATOR, Text.RULES)
    assert [each.text.endswith("items 5\n") for each in past] == [True, False]
    assert {each.by for each in past} == {ADMINISTRATOR.id}
    with pytest.raises(Forbidden):
        house.settings.past(DESK, Text.RULES)
