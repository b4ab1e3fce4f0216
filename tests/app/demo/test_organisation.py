"""The demo's libraries are organised whole: every place has a desk and hours, rules name places that are there."""

from __future__ import annotations

import pytest

from app.bootstrap import install
from app.demo.organisation import ORGANISATIONS, Organisation
from app.demo.organising import organise
from app.demo.setup import set_up_libraries
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from graph.circulation.rules.model import Case

every_library = pytest.mark.parametrize("wanted", ORGANISATIONS, ids=[each.library.slug for each in ORGANISATIONS])


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory):
    installation = install(Settings(store=StoreAddress("memory"), data=tmp_path_factory.mktemp("demo")), create=True)
    set_up_libraries(installation, lambda _: None)
    yield installation.services
    installation.close()


@every_library
def test_every_location_with_items_has_a_desk_and_hours(services, wanted: Organisation) -> None:
    settings = services.settings.of(wanted.library.slug)
    served = {iri for point in settings.points.values() for iri in point.serves}
    shelves = {
        iri
        for iri, path in settings.units.items()
        if not any(x.startswith(path + "/") for x in settings.units.values())
    }
    assert shelves - {iri for iri in shelves if settings.units[iri] == wanted.library.slug} == served
    for iri in shelves:
        assert settings.calendar(iri).zone.key == wanted.timezone


@every_library
def test_its_rules_name_only_places_that_are_there(services, wanted: Organisation) -> None:
    findings = services.settings.rules(operator(wanted.library.slug)).findings
    assert [each for each in findings if each.check == "unknown-unit"] == []


@every_library
def test_most_of_what_it_has_can_be_lent(services, wanted: Organisation) -> None:
    settings = services.settings.of(wanted.library.slug)
    lent = [path for path in settings.units.values() if settings.resolver.policy(Case(path)).loanable]
    assert len(lent) > len(settings.units) / 2


def test_setting_it_up_again_does_nothing(services) -> None:
    before = services.events.position()
    told: list[str] = []
    organise(services, told.append)
    assert told == []
    assert services.events.position() == before
