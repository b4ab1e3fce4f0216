"""Naming one resource: by id, by IRI, or by an identifier that it carries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import strawberry

from graph.store.scope import Scope
from schema.ask import Ask
from schema.ids import Naming, name_in
from schema.scalars import IRI
from schema.types.instance import Instance
from schema.types.item import Item
from schema.types.resource import Resource
from schema.types.views import nodes_by_id, resources_by_iri, view
from schema.types.work import Work, work_of

R = TypeVar("R", bound=Resource)


@strawberry.input(one_of=True, description="What names one resource. Exactly one must be given.")
class ResourceKey:
    """What names one resource."""

    id: strawberry.ID | None = strawberry.field(default=strawberry.UNSET, description="Its global id.")
    iri: IRI | None = strawberry.field(default=strawberry.UNSET, description="Its IRI.")
    isbn: str | None = strawberry.field(default=strawberry.UNSET, description="An ISBN, with or without hyphens.")
    issn: str | None = strawberry.field(default=strawberry.UNSET, description="An ISSN.")
    lccn: str | None = strawberry.field(default=strawberry.UNSET, description="A Library of Congress Control Number.")
    oclc: str | None = strawberry.field(default=strawberry.UNSET, description="An OCLC number.")
    barcode: str | None = strawberry.field(default=strawberry.UNSET, description="The barcode of an item.")
    control_number: str | None = strawberry.field(
        default=strawberry.UNSET, description="A control number (MARC 001), as source|number."
    )

    def given(self) -> tuple[str, str]:
        """The one that is given: its name and value."""
        for name in ("id", "iri", "isbn", "issn", "lccn", "oclc", "barcode", "control_number"):
            value = getattr(self, name)
            if value is not strawberry.UNSET and value is not None:
                return name, value
        return "iri", ""


def at_key(key: ResourceKey, ask: Ask, scope: Scope, kind: type[R]) -> R | None:
    """The resource of one kind a key names; the first of several that carry an identifier."""
    name, value = key.given()
    candidates: Sequence[object]
    if name == "id":
        name_in(value, Naming.RESOURCE)
        candidates = nodes_by_id([value], ask)
    elif name == "iri":
        candidates = resources_by_iri([value], ask, scope)
    else:
        candidates = _carrying(name.replace("_", "-"), value, ask, scope, kind)
    return next((each for each in candidates if isinstance(each, kind)), None)


def _carrying(scheme: str, value: str, ask: Ask, scope: Scope, kind: type[R]) -> list[Resource]:
    (found,) = ask.services.catalogue.identified(scheme, [value], scope)
    if kind is Item:
        return [each for each in resources_by_iri([one.iri for one in found], ask, scope) if each is not None]
    views = [view(each, scope) for each in found]
    if kind is Work:
        iris = [each.iri for each in views if isinstance(each, Instance)]
        works = ask.services.catalogue.works_of(iris, scope) if iris else []
        return [*views, *(work_of(each, scope) for each in works if each is not None)]
    return views
