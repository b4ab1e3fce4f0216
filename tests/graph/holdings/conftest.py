"""A library's copies as they were brought in, who edits them, and what an exported record says then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from graph.access.model import ANONYMOUS, Reading, operator
from graph.access.service import AccessService
from graph.catalogue.exporter import Exporter
from graph.catalogue.model import Resource
from graph.holdings.editor import HoldingsEditor
from graph.holdings.service import HoldingsService
from graph.store.names import GraphKind
from graph.store.scope import SystemScope
from graph.tenants.documents import location_iri
from mappings.marc.notation import show
from mappings.marc.reader import parse

SALT = ("001 s1", "245 10 $a Salt.")
KOHA = "952 ## $2 ddc $a HBC $b HBC $c FIC $h v.1 $o FIC KUR $p 31 $t 1 $y BK $z Signed"


@pytest.fixture
def holdings(store) -> HoldingsService:
    return HoldingsService(store, lambda: datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
def editor(store, names, clock, access, tenants) -> HoldingsEditor:
    return HoldingsEditor(store, names, clock, access, tenants)


@pytest.fixture
def wide(access: AccessService):
    return access.scope(ANONYMOUS, Reading(all=True))


@pytest.fixture
def listed(store, names) -> Callable[..., list[str]]:
    def of_type(type: str, tenant: str = "harbor") -> list[str]:
        return [key.iri for key in store.scan(names.graph(tenant, GraphKind.CATALOGUE), SystemScope(), type=type).keys]

    return of_type


@pytest.fixture
def place(names, tenants, actor) -> Callable[[str, str | None], str]:
    """A location of Harbor, below another one where that is named."""

    def made(code: str, parent: str | None = None, tenant: str = "harbor") -> str:
        tenants.add_locations(operator(tenant), tenant, [(code, {"en": code}, parent)])
        return location_iri(names, tenant, code)

    return made


@pytest.fixture
def fields(exporter: Exporter, scope) -> Callable[..., list[str]]:
    """The fields of an instance's exported record, as text."""

    def exported(instance: str, *tags: str) -> list[str]:
        (octets,) = exporter.marc("harbor", scope, [instance])
        return [show(field) for field in parse(octets).fields if field.tag in tags]

    return exported


@pytest.fixture
def copy(catalogue, load, marc, listed, scope) -> Callable[..., Resource]:
    """An imported item, as it is."""

    def imported(*lines: str) -> Resource:
        load(marc(*SALT, *(lines or (KOHA,))))
        (found,) = catalogue.resources(listed("bf:Item")[:1], scope)
        return found

    return imported
