"""Writes how the libraries of the demo are organised, as far as nobody has settled it yet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from app.demo.organisation import ORGANISATIONS, Organisation
from graph.access.model import operator
from graph.services import Services
from graph.store.names import GraphKind
from graph.store.scope import Scope, grant
from graph.tenants.organisation import UnitKind
from graph.tenants.places import PointWanted, UnitWanted


def organise(services: Services, told: Callable[[str], None]) -> None:
    """Make what is missing: buildings, desks, opening hours, lending rules. What a person changed stays."""
    for each in ORGANISATIONS:
        done = [*_buildings(services, each), *_points(services, each), *_texts(services, each)]
        if done:
            told(f"settled in {each.library.slug}: {', '.join(done)}")


def _buildings(services: Services, wanted: Organisation) -> list[str]:
    slug = wanted.library.slug
    units = {each.code: each for each in services.places.units([slug], _scope(slug))[0]}
    missing = [code for code in wanted.buildings if code in units and units[code].timezone is None]
    for code in missing:
        unit = UnitWanted(code, units[code].name, None, UnitKind.LIBRARY, wanted.timezone)
        services.places.put_unit(operator(slug), unit, units[code].revision)
    return ["libraries"] if missing else []


def _points(services: Services, wanted: Organisation) -> list[str]:
    slug = wanted.library.slug
    known = {each.code for each in services.places.points([slug], _scope(slug))[0]}
    missing = [each for each in wanted.points if each.code not in known]
    for each in missing:
        shelf = timedelta(days=each.shelf_days)
        point = PointWanted(each.code, each.name, each.library, hold_shelf=shelf, serves=each.serves)
        services.places.put_point(operator(slug), point)
    return ["service points"] if missing else []


def _texts(services: Services, wanted: Organisation) -> list[str]:
    settings, actor, done = services.settings, operator(wanted.library.slug), []
    if settings.hours(actor).revision == 0:
        settings.publish_hours(actor, wanted.hours)
        done.append("opening hours")
    if settings.rules(actor).revision == 0:
        settings.publish_rules(actor, wanted.rules)
        done.append("lending rules")
    return done


def _scope(slug: str) -> Scope:
    return Scope((grant({GraphKind.CATALOGUE}, {slug}),))
