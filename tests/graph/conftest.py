"""Two libraries on a store, and records to bring into them, for every test of what a library does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.access.model import Actor, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.backends.neo4j import Neo4jStore
from graph.backends.sqlite.store import SqliteStore
from graph.catalogue.exporter import Exporter
from graph.catalogue.importer import Importer
from graph.catalogue.report import ImportOptions, ImportReport
from graph.catalogue.service import CatalogueService
from graph.store.names import Names
from graph.store.port import Store
from graph.store.scope import Scope
from graph.tenants.service import TenantService
from mappings.marc.notation import field
from mappings.marc.record import ControlField, Field, Record
from mappings.marc.writer import write_marc21
from tests.conftest import STORES

LEADER = "00000cam a2200000 i 4500"


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    match request.param:
        case "memory":
            opened: Store = MemoryStore()
        case "sqlite":
            opened = SqliteStore(tmp_path / "store.sqlite")
        case _:
            opened = Neo4jStore(request.getfixturevalue("neo4j").empty())
    yield opened
    opened.close()


@pytest.fixture
def names() -> Names:
    return Names("https://c.example/")


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """A clock that goes on by a second each time it is looked at."""
    ticks = iter(range(10_000_000))
    return lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(ticks))


@pytest.fixture
def tenants(store: Store, names: Names, clock: Callable[[], datetime]) -> TenantService:
    service = TenantService(store, names, clock)
    service.create_network(operator(), "rivers", {"en": "Three Rivers"})
    service.create_tenant(operator(), "harbor", {"en": "Harbor Library"}, networks=["rivers"], item_table="koha")
    service.create_tenant(operator(), "lindenau", {"en": "Lindenau Library"}, networks=["rivers"], item_table="koha")
    return service


@pytest.fixture
def access(store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService) -> AccessService:
    return AccessService(store, names, clock, tenants.policies)


@pytest.fixture
def exporter(store: Store, names: Names, tenants: TenantService) -> Exporter:
    return Exporter(store, names, tenants)


@pytest.fixture
def catalogue(
    store: Store, names: Names, clock: Callable[[], datetime], access: AccessService, exporter: Exporter
) -> CatalogueService:
    return CatalogueService(store, names, clock, access, exporter)


@pytest.fixture
def importer(store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService) -> Importer:
    return Importer(store, names, clock, tenants)


@pytest.fixture
def actor() -> Actor:
    """Somebody who may do everything, acting in Harbor."""
    return operator("harbor")


@pytest.fixture
def scope(access: AccessService, actor: Actor) -> Scope:
    return access.scope(actor)


def _field(line: str) -> Field:
    tag, _, rest = line.partition(" ")
    return ControlField(tag, rest) if tag < "010" else field(line)


@pytest.fixture
def record() -> Callable[..., Record]:
    """A record from lines of notation: `record("001 1", "245 10 $a Salt")`."""
    return lambda *lines, leader=LEADER: Record(leader, tuple(_field(line) for line in lines))


@pytest.fixture
def marc(record: Callable[..., Record]) -> Callable[..., bytes]:
    """The same as bytes."""
    return lambda *lines, leader=LEADER: write_marc21(record(*lines, leader=leader))


@pytest.fixture
def load(importer: Importer) -> Callable[..., ImportReport]:
    """Import records into a tenant: `load(one, two, tenant="harbor", options=…)`."""

    def bring(*records: bytes, tenant: str = "harbor", options: ImportOptions | None = None) -> ImportReport:
        return importer.run(operator(tenant), tenant, [b"".join(records)], options)

    return bring
