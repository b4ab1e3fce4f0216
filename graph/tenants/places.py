"""The places of libraries: the tree of units and the service points, read for many at a time and changed one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeVar
from zoneinfo import available_timezones

from graph.access.model import Actor
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Delete, Document, Expected, Key, Put
from graph.store.names import GraphKind, Names, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.documents import LOCATION_OF, location_iri
from graph.tenants.model import Names as Named
from graph.tenants.organisation import (
    InvalidPlace,
    OrgUnit,
    PlaceInUse,
    ServicePoint,
    StalePlace,
    UnitKind,
    UnknownPlace,
)
from graph.tenants.place_documents import POINT_OF, point_iri, point_node, point_of, tree, unit_node
from graph.tenants.service import TenantService

T = TypeVar("T", OrgUnit, ServicePoint)
_PAGE: Final = 1000
_BELONGING: Final = ("lsp:parent", "lsp:unit", "lsp:serves", "lsp:location", "lsp:temporaryLocation")
"""How units, service points, items and holdings point at the unit that they belong to."""
_LONGEST_CODE: Final = 60
_LONGEST_SHELF: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class UnitWanted:
    """A unit as somebody wants it: `parent` is the code of the unit above it, None the tenant itself."""

    code: str
    name: Named
    parent: str | None = None
    kind: UnitKind = UnitKind.LOCATION
    timezone: str | None = None
    isil: str | None = None


@dataclass(frozen=True, slots=True)
class PointWanted:
    """A service point as somebody wants it: `library` and `serves` are codes of units."""

    code: str
    name: Named
    library: str | None = None
    pickup: bool = True
    hold_shelf: timedelta = timedelta(days=7)
    serves: tuple[str, ...] = ()


class PlaceService:
    """Units and service points. Changing them needs `tenant.admin`."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService) -> None:
        self._store, self._names, self._clock, self._tenants = store, names, clock, tenants

    def units(self, tenants: Sequence[str], scope: Scope) -> list[tuple[OrgUnit, ...]]:
        """Per tenant, the tenant and the units below it in order of path, as far as the scope reads them."""
        found = self._pointing(tenants, LOCATION_OF, "lsp:Location", scope)
        return [
            () if tenant is None else tree(tenant, documents)
            for tenant, documents in zip(self._tenants.tenants(tenants), found, strict=True)
        ]

    def points(self, tenants: Sequence[str], scope: Scope) -> list[tuple[ServicePoint, ...]]:
        """Per tenant, its service points in order of code."""
        found = self._pointing(tenants, POINT_OF, "lsp:ServicePoint", scope)
        return [
            tuple(sorted((point_of(each, tenant) for each in documents), key=lambda point: point.code))
            for tenant, documents in zip(tenants, found, strict=True)
        ]

    def points_by_iri(self, iris: Sequence[str], scope: Scope) -> list[ServicePoint | None]:
        """The service points with these IRIs, in the order asked; None where there is none for this reader."""
        answer: list[ServicePoint | None] = []
        for documents in self._store.layers(iris, scope) if iris else ():
            own = next((each for each in documents if "lsp:ServicePoint" in each.body["@type"]), None)
            answer.append(None if own is None else point_of(own, parse_graph(own.key.graph).owner))
        return answer

    def put_unit(self, actor: Actor, wanted: UnitWanted, if_revision: int | None = None) -> OrgUnit:
        """Make a unit of the acting tenant, or change the one with this code. `if_revision` None: it must be new.

        Raises `InvalidPlace`, `StalePlace`, `Forbidden`.
        """
        tenant, known = self._administered(actor)
        _check_code(wanted.code)
        if wanted.kind not in {UnitKind.LIBRARY, UnitKind.LOCATION}:
            raise InvalidPlace("Below a tenant there are libraries and locations.")
        if wanted.timezone is not None and wanted.timezone not in available_timezones():
            raise InvalidPlace(
                f"There is no time zone “{wanted.timezone}”.",
                hint="Write it as Europe/Berlin.",
                which="zone",
                values={"zone": wanted.timezone},
            )
        iri = location_iri(self._names, tenant, wanted.code)
        parent = None if wanted.parent is None else _unit(known, wanted.parent)
        if parent is not None and any(each.iri == iri for each in _lineage(parent, known)):
            raise InvalidPlace(f"“{wanted.code}” can't be below itself.", which="itself", values={"code": wanted.code})
        unit = OrgUnit(
            iri, tenant, wanted.kind, wanted.code, dict(wanted.name), "",
            None if parent is None else parent.iri, wanted.timezone, wanted.isil,
        )  # fmt: skip
        self._put(actor, "unit.put", iri, unit_node(unit), if_revision)
        return next(each for each in self._own_units(tenant) if each.iri == iri)

    def remove_unit(self, actor: Actor, code: str, if_revision: int) -> None:
        """Take a unit away to which nothing belongs. Raises `UnknownPlace`, `PlaceInUse`, `StalePlace`."""
        tenant, known = self._administered(actor)
        unit = _unit(known, code)
        scope = Scope((grant({GraphKind.CATALOGUE, GraphKind.STAFF}, {tenant}),))
        (page,) = self._store.incoming([unit.iri], _BELONGING, scope, first=1, count=True)
        if page.keys:
            raise PlaceInUse(
                f"{page.total:,} units, service points, items or holdings belong to “{code}”.",
                which="place",
                values={"count": page.total or 0, "code": code},
            )
        key = Key(self._names.graph(tenant, GraphKind.CATALOGUE), unit.iri)
        self._commit(actor, "unit.remove", deletes=(Delete(key, if_revision),))

    def put_point(self, actor: Actor, wanted: PointWanted, if_revision: int | None = None) -> ServicePoint:
        """Make a service point of the acting tenant, or change the one with this code; as `put_unit`."""
        tenant, known = self._administered(actor)
        _check_code(wanted.code)
        if not timedelta(days=1) <= wanted.hold_shelf <= _LONGEST_SHELF:
            raise InvalidPlace("A hold shelf keeps things for 1 to 365 days.", which="shelf-days")
        library = known[0] if wanted.library is None else _unit(known, wanted.library)
        serves = tuple(dict.fromkeys(_unit(known, code).iri for code in wanted.serves))
        iri = point_iri(self._names, tenant, wanted.code)
        point = ServicePoint(
            iri, tenant, wanted.code, dict(wanted.name), library.iri, wanted.pickup, wanted.hold_shelf, serves
        )
        self._put(actor, "service-point.put", iri, point_node(point, self._names), if_revision)
        return self._own_point(tenant, wanted.code)

    def remove_point(self, actor: Actor, code: str, if_revision: int) -> None:
        """Take a service point away. What was lent there keeps its address. Raises `UnknownPlace`, `StalePlace`."""
        tenant, _ = self._administered(actor)
        point = self._own_point(tenant, code)
        key = Key(self._names.graph(tenant, GraphKind.CATALOGUE), point.iri)
        self._commit(actor, "service-point.remove", deletes=(Delete(key, if_revision),))

    # inside

    def _administered(self, actor: Actor) -> tuple[str, tuple[OrgUnit, ...]]:
        tenant = self._tenants.administered(actor).slug
        return tenant, self._own_units(tenant)

    def _own_units(self, tenant: str) -> tuple[OrgUnit, ...]:
        return self.units([tenant], _own(tenant))[0]

    def _own_point(self, tenant: str, code: str) -> ServicePoint:
        found = next((each for each in self.points([tenant], _own(tenant))[0] if each.code == code), None)
        if found is None:
            raise UnknownPlace(f"“{tenant}” has no service point “{code}”.", which="point", values={"code": code})
        return found

    def _put(self, actor: Actor, command: str, iri: str, node: dict[str, object], if_revision: int | None) -> None:
        expects: Expected = ABSENT if if_revision is None else if_revision
        key = Key(self._names.graph(actor.tenant or "", GraphKind.CATALOGUE), iri)
        self._commit(actor, command, puts=(Put(key, node, expects),))

    def _commit(self, actor: Actor, command: str, puts: tuple[Put, ...] = (), deletes: tuple[Delete, ...] = ()) -> None:
        cause = Cause(actor.id, command, self._clock())
        try:
            self._store.commit(Change(cause, puts, deletes), _own(actor.tenant or ""))
        except Conflict:
            raise StalePlace("It is not as the caller saw it.") from None

    def _pointing(self, tenants: Sequence[str], path: str, type: str, scope: Scope) -> list[list[Document]]:
        """Per tenant, its own documents of this type that point at it."""
        asked = [self._names.tenant(slug) for slug in tenants]
        pages = self._store.incoming(asked, (path,), scope, first=_PAGE) if asked else []
        keys = [list(page.keys) for page in pages]
        for iri, page, own in zip(asked, pages, keys, strict=True):
            after = page.after
            while after is not None:
                (further,) = self._store.incoming([iri], (path,), scope, first=_PAGE, after=after)
                own.extend(further.keys)
                after = further.after
        read = iter(self._store.read([key for own in keys for key in own], scope))
        return [
            [
                document
                for document in [next(read) for _ in own]
                if document is not None
                and parse_graph(document.key.graph) == (GraphKind.CATALOGUE, tenant)
                and type in document.body["@type"]
            ]
            for tenant, own in zip(tenants, keys, strict=True)
        ]


def _own(tenant: str) -> Scope:
    allowed = (grant({GraphKind.CATALOGUE}, {tenant}),)
    return Scope(allowed, allowed)


def _unit(known: Iterable[OrgUnit], code: str) -> OrgUnit:
    found = next((each for each in known if each.code == code and each.kind is not UnitKind.TENANT), None)
    if found is None:
        raise UnknownPlace(f"There is no unit with the code “{code}”.", values={"code": code})
    return found


def _lineage(unit: OrgUnit, known: Sequence[OrgUnit]) -> list[OrgUnit]:
    by_iri = {each.iri: each for each in known}
    found = [unit]
    while (above := by_iri.get(found[-1].parent or "")) is not None and above not in found:
        found.append(above)
    return found


def _check_code(code: str) -> None:
    if not code.strip() or code != code.strip() or len(code) > _LONGEST_CODE:
        raise InvalidPlace(
            f"A code has 1 to {_LONGEST_CODE} characters, without blanks around it.",
            which="code",
            values={"most": _LONGEST_CODE},
        )
