"""What a library may use, where its data may be, and whose turn it is."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph.access.model import ROLES, Actor, Forbidden, operator
from graph.backends.memory.store import MemoryStore
from graph.backends.sqlite.store import SqliteStore
from graph.catalogue.lanes import lane
from graph.store.model import ABSENT, ANY, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import SystemScope
from graph.tenants.guard import guarded
from graph.tenants.model import InvalidPolicy, Quota, QuotaExceeded, RegionDiffers, WrongRegion
from graph.tenants.service import TenantService
from graph.tenants.spending import SharedAccounts
from schema.running.limits import BudgetExhausted, Budgets

NAMES = Names("https://c.example/")
NOW = datetime(2030, 1, 1, tzinfo=UTC)
SCOPE = SystemScope()


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path):
    opened: Store = MemoryStore() if request.param == "memory" else SqliteStore(tmp_path / "c.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def tenants(store: Store) -> TenantService:
    service = TenantService(store, NAMES, lambda: NOW)
    service.create_tenant(operator(), "harbor", {"en": "Harbor"}, quota=Quota(records=3))
    service.create_tenant(operator(), "lindenau", {"de": "Lindenau"})
    return service


@pytest.fixture
def held(store: Store, tenants: TenantService) -> Store:
    return guarded(store, tenants.directory)


def key(name: str, tenant: str = "harbor") -> Key:
    return Key(NAMES.graph(tenant, GraphKind.CATALOGUE), NAMES.resource(tenant, "instances", name))


def change(*names: str, tenant: str = "harbor", note: str = "n") -> Change:
    body = {"@type": ["bf:Instance"], "bf:note": [note]}
    return Change(Cause("ada", "edit", NOW), tuple(Put(key(name, tenant), body, ANY) for name in names))


def test_a_library_has_as_many_records_as_its_quota_and_no_more(held: Store):
    held.commit(change("1", "2"), SCOPE)
    held.commit(change("3"), SCOPE)
    with pytest.raises(QuotaExceeded, match="3 of 3"):
        held.commit(change("4"), SCOPE)
    assert held.read([key("4")], SCOPE) == [None]
    assert held.commit(change("3", note="changed"), SCOPE).written == 1
    held.commit(Change(Cause("ada", "edit", NOW), deletes=(Delete(key("1"), ANY),)), SCOPE)
    assert held.commit(change("4"), SCOPE).written == 1
    assert held.commit(change(*map(str, range(9)), tenant="lindenau"), SCOPE).written == 9


def test_an_import_that_reaches_the_quota_keeps_what_came_before(held: Store):
    with pytest.raises(QuotaExceeded):
        held.load([change("1"), change("2", "3"), change("4")], SCOPE)
    page = held.scan(key("1").graph, SCOPE, type="bf:Instance", count=True)
    assert page.total == 3


def test_a_quota_holds_over_processes(store: Store, tenants: TenantService):
    one, other = guarded(store, tenants.directory), guarded(store, tenants.directory)
    one.commit(change("1", "2"), SCOPE)
    other.commit(change("3"), SCOPE)
    with pytest.raises(QuotaExceeded):
        one.commit(change("4"), SCOPE)


def test_a_raised_quota_counts_at_once(held: Store, tenants: TenantService):
    held.commit(change("1", "2", "3"), SCOPE)
    tenants.update(operator(), "harbor", quota=Quota(records=4))
    assert held.commit(change("4"), SCOPE).written == 1


def test_only_the_operator_sets_quota_and_region(tenants: TenantService):
    administrator = Actor("ada", "Ada", "harbor", {"harbor": ROLES["administrator"]})
    for wanted in ({"quota": Quota()}, {"region": "eu"}):
        with pytest.raises(Forbidden):
            tenants.update(administrator, "harbor", **wanted)
    assert tenants.update(administrator, "harbor", name={"en": "Port"}).quota == Quota(records=3)


@pytest.mark.parametrize("quota", [Quota(records=-1), Quota(cost_per_minute=1), Quota(import_lanes=0)])
def test_a_quota_that_is_none_is_refused(tenants: TenantService, quota: Quota):
    with pytest.raises(InvalidPolicy):
        tenants.update(operator(), "harbor", quota=quota)


def test_a_library_is_written_in_its_region_only(store: Store, tenants: TenantService, held: Store):
    with pytest.raises(WrongRegion):
        tenants.update(operator(), "lindenau", region="eu-central")
    tenants.settle("eu-central")
    tenants.update(operator(), "lindenau", region="eu-central")
    assert held.commit(change("1", tenant="lindenau"), SCOPE).written == 1
    # The same library's settings in a store of another region, as a restored or copied installation has them.
    elsewhere = MemoryStore()
    (about,) = store.read([Key(NAMES.identity, NAMES.tenant("lindenau"))], SCOPE)
    elsewhere.commit(Change(Cause("", "copy", NOW), (Put(about.key, about.body, ABSENT),)), SCOPE)
    abroad = TenantService(elsewhere, NAMES, lambda: NOW)
    for region in (None, "us-east"):
        if region is not None:
            abroad.settle(region)
        with pytest.raises(WrongRegion, match="kept in eu-central"):
            guarded(elsewhere, abroad.directory).commit(change("1", tenant="lindenau"), SCOPE)
        with pytest.raises(WrongRegion):
            guarded(elsewhere, abroad.directory).load([change("1", tenant="lindenau")], SCOPE)
    assert elsewhere.read([key("1", "lindenau")], SCOPE) == [None]


def test_a_store_stays_in_the_region_it_was_placed_in(tenants: TenantService):
    tenants.settle("eu-central")
    tenants.settle("eu-central")
    with pytest.raises(RegionDiffers):
        tenants.settle("us-east")
    assert tenants.directory().region == "eu-central"


def test_processes_of_a_machine_spend_one_budget(tmp_path: Path):
    now = [NOW]
    one, other = (Budgets(lambda: now[0], SharedAccounts(tmp_path / "spending")) for _ in range(2))
    assert one.take("harbor/", 600, 1000)[0] == 400
    with pytest.raises(BudgetExhausted) as refused:
        other.take("harbor/", 600, 1000)
    assert refused.value.retry_after_s >= 12
    assert other.take("lindenau/", 600, 1000)[0] == 400
    other.give_back("harbor/", 200, 1000)
    assert one.take("harbor/", 600, 1000)[0] == 0
    now[0] += timedelta(seconds=30)
    assert one.take("harbor/", 0, 1000)[0] == 500


def test_a_budget_whose_file_is_damaged_refuses_nobody(tmp_path: Path):
    (tmp_path / "spending").write_bytes(b"no database" * 500)
    assert Budgets(lambda: NOW, SharedAccounts(tmp_path / "spending")).take("harbor/", 600, 1000)[0] == 400


def test_many_at_once_spend_no_more_than_there_is(tmp_path: Path):
    taken = []

    def spend() -> None:
        budgets = Budgets(lambda: NOW, SharedAccounts(tmp_path / "spending"))
        for _ in range(20):
            try:
                budgets.take("harbor/", 10, 1000)
                taken.append(10)
            except BudgetExhausted:
                return

    threads = [threading.Thread(target=spend) for _ in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(taken) == 1000


def test_an_import_waits_for_a_lane_of_its_library_and_others_do_not(tmp_path: Path):
    asked = []

    def give_up() -> bool:
        asked.append(True)
        return len(asked) > 2

    with lane(tmp_path, "harbor", 1, 2, lambda: False) as first:
        assert first
        with lane(tmp_path, "harbor", 1, 2, give_up) as second:
            assert not second
        with lane(tmp_path, "lindenau", 1, 2, lambda: False) as other:
            assert other
            asked.clear()
            with lane(tmp_path, "cloister", 1, 2, give_up) as third:
                assert not third
    with lane(tmp_path, "harbor", 1, 1, lambda: False) as again:
        assert again


def test_a_library_with_many_imports_waiting_does_not_keep_another_out(tmp_path: Path):
    order: list[str] = []
    begin = threading.Event()

    def run(tenant: str) -> None:
        begin.wait()
        with lane(tmp_path, tenant, 1, 1, lambda: False):
            order.append(tenant)

    with lane(tmp_path, "harbor", 1, 1, lambda: False):
        threads = [threading.Thread(target=run, args=("harbor",)) for _ in range(12)]
        threads.append(threading.Thread(target=run, args=("lindenau",)))
        for each in threads:
            each.start()
        begin.set()
    for each in threads:
        each.join()
    assert sorted(order) == ["harbor"] * 12 + ["lindenau"]
