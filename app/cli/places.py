"""`catalograph tenant unit` and `tenant point`: a library's tree of units, and where it lends and keeps things."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Final

import typer

from app.bootstrap import opened
from app.cli.naming import NameOption, Slug, names_in, text_of
from app.cli.terminal import StoreOption, note, show_table
from graph.access.model import Reading, operator
from graph.services import Services
from graph.store.scope import Scope
from graph.tenants.organisation import OrgUnit, UnitKind
from graph.tenants.places import PointWanted, UnitWanted

_UNIT: Final = """\b
Examples:
  catalograph tenant unit put harbor HBC --name "Central Library" --kind Library --timezone Europe/Berlin
  catalograph tenant unit put harbor FIC --name Fiction --parent HBC
  catalograph tenant unit list harbor

\b
The path that `list` shows names a unit in lending rules and opening hours.
"""
_POINT: Final = """\b
Examples:
  catalograph tenant point put harbor desk --name "Front desk" --library HBC --serves FIC --serves NF
  catalograph tenant point put harbor office --library HBC --no-pickup
  catalograph tenant point list harbor
  catalograph tenant point remove harbor office
"""

units = typer.Typer(help="The branches, rooms and shelves of a library, as a tree.", no_args_is_help=True, epilog=_UNIT)
points = typer.Typer(help="Where a library lends, takes back and keeps things.", no_args_is_help=True, epilog=_POINT)

Code = Annotated[str, typer.Argument(help="Its code; of a unit the one its records use.")]


@units.command("put", epilog=_UNIT)
def put_unit(
    slug: Slug,
    code: Code,
    name: NameOption = None,
    kind: Annotated[UnitKind, typer.Option("--kind", help="What it is: a library or a location.")] = UnitKind.LOCATION,
    parent: Annotated[str | None, typer.Option("--parent", help="The code of the unit it is part of.")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone", help="Its own time zone: Europe/Berlin.")] = None,
    isil: Annotated[str | None, typer.Option("--isil", help="Its own identifier, ISO 15511.")] = None,
    store: StoreOption = None,
) -> None:
    """Make a unit, or replace the one with this code."""
    with opened(store) as installation:
        services = installation.services
        known = next((each for each in _units(services, slug)[1:] if each.code == code), None)
        named = names_in(name) or (known.name if known else {"und": code})
        wanted = UnitWanted(code, named, parent, kind, timezone, isil)
        made = services.places.put_unit(operator(slug), wanted, known.revision if known else None)
        note(f"{made.path} is in force")


@units.command("list", epilog=_UNIT)
def list_units(slug: Slug, store: StoreOption = None) -> None:
    """List the units of a library with the paths by which rules and opening hours name them."""
    with opened(store) as installation:
        rows = [
            (each.path, each.kind.value, each.code, text_of(each.name), each.timezone or "", each.isil or "")
            for each in _units(installation.services, slug)
        ]
        show_table(("path", "kind", "code", "name", "time zone", "ISIL"), rows)


@points.command("put", epilog=_POINT)
def put_point(
    slug: Slug,
    code: Code,
    name: NameOption = None,
    library: Annotated[str | None, typer.Option("--library", help="The code of the unit it belongs to.")] = None,
    serves: Annotated[list[str] | None, typer.Option("--serves", help="Units whose items are at home here.")] = None,
    pickup: Annotated[bool, typer.Option("--pickup/--no-pickup", help="Whether requests may be fetched here.")] = True,
    shelf_days: Annotated[int, typer.Option("--shelf-days", help="How many days a requested item waits.")] = 7,
    store: StoreOption = None,
) -> None:
    """Make a service point, or replace the one with this code."""
    with opened(store) as installation:
        places = installation.services.places
        (there,) = places.points([slug], _scope(installation.services, slug))
        known = next((each for each in there if each.code == code), None)
        named = names_in(name) or (known.name if known else {"und": code})
        wanted = PointWanted(code, named, library, pickup, timedelta(days=shelf_days), tuple(serves or ()))
        places.put_point(operator(slug), wanted, known.revision if known else None)
        note(f"{slug} has the service point {code}")


@points.command("list", epilog=_POINT)
def list_points(slug: Slug, store: StoreOption = None) -> None:
    """List the service points of a library."""
    with opened(store) as installation:
        services = installation.services
        paths = {each.iri: each.path for each in _units(services, slug)}
        (found,) = services.places.points([slug], _scope(services, slug))
        rows = [
            (
                each.code,
                text_of(each.name),
                paths.get(each.library, ""),
                "pickup" if each.pickup else "",
                str(each.hold_shelf.days),
                " ".join(paths.get(iri, iri) for iri in each.serves),
            )
            for each in found
        ]
        show_table(("code", "name", "unit", "pickup", "shelf days", "serves"), rows)


@points.command("remove", epilog=_POINT)
def remove_point(slug: Slug, code: Code, store: StoreOption = None) -> None:
    """Take a service point away."""
    with opened(store) as installation:
        places = installation.services.places
        (there,) = places.points([slug], _scope(installation.services, slug))
        revision = next((each.revision for each in there if each.code == code), 0)
        places.remove_point(operator(slug), code, revision)
        note(f"{slug} has no service point {code} any more")


def _units(services: Services, slug: str) -> tuple[OrgUnit, ...]:
    services.tenants.tenant(slug)
    return services.places.units([slug], _scope(services, slug))[0]


def _scope(services: Services, slug: str) -> Scope:
    services.tenants.tenant(slug)
    return services.access.scope(operator(slug), Reading())
