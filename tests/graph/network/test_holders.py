"""Who has a work: libraries where it can be had now first, of these the nearest, and nothing of who has it."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime

import pytest

from graph.access.model import ROLES, Actor, Reading, SharedKind, SharingLevel, network_owner, operator
from graph.access.service import AccessService
from graph.backends.memory import MemoryStore
from graph.catalogue.exporter import Exporter
from graph.catalogue.service import CatalogueService
from graph.discovery.service import DiscoveryService
from graph.holdings.explaining import explanation
from graph.holdings.status import ItemStatus, facts_of
from graph.network.holders import Holder, Holders
from graph.tenants.model import Sharing
from graph.tenants.service import TenantService
from tests.graph.circulation.lending_desk import House

READER = Actor("r", "R", "harbor", {"harbor": ROLES["reader"]})


class Libraries:
    """Harbor, which asks, and three others in its network, each with copies of the same edition."""

    def __init__(self) -> None:
        self.house = House(MemoryStore())
        store, names = self.house.store, self.house.names
        self.tenants = TenantService(store, names, lambda: self.house.now)
        self.access = AccessService(store, names, lambda: self.house.now, self.tenants.policies)
        self.tenants.create_network(operator(), "rivers", {"en": "Rivers"})
        for slug in ("harbor", "lindenau", "quay", "outpost"):
            self.tenants.create_tenant(operator(), slug, {"en": slug}, networks=["rivers"])
            instance = self.house.book(f"{slug}1", tenant=slug)
            number = {"@type": ["bf:Isbn"], "rdf:value": ["9780802713735"]}
            self.house.write(slug, instance, {
                "@type": ["bf:Instance"], "bf:instanceOf": [{"@id": self.house.work(tenant=slug)}],
                "bf:identifiedBy": [number],
            })  # fmt: skip
        exporter = Exporter(store, names, self.tenants)
        catalogue = CatalogueService(store, names, lambda: self.house.now, self.access, exporter)
        self.holders = Holders(catalogue, self.house.holdings, self.tenants)

    def lend(self, slug: str) -> datetime:
        staff = operator(slug)
        self.house.patron("P1", slug)
        done = self.house.lending.check_out(staff, f"{slug}1", "P1", self.house.point(tenant=slug))
        return done.loan.due_at

    def found(self, actor: Actor = READER) -> dict[str, Holder]:
        scope = self.access.scope(actor, Reading(all=True))
        (holders,) = self.holders.of([self.house.work()], scope, actor.tenant)
        return {each.tenant: each for each in holders}

    def share(self, slug: str, **said: object) -> None:
        before = self.tenants.tenant(slug).sharing
        self.tenants.update(operator(), slug, sharing=replace(before, **said))


@pytest.fixture
def libraries() -> Libraries:
    return Libraries()


def test_who_can_give_it_now_comes_first_and_of_these_the_nearest(libraries: Libraries) -> None:
    libraries.tenants.update(operator(), "harbor", transit={"quay": 1, "lindenau": 3})
    due = libraries.lend("quay")
    libraries.lend("harbor")
    found = libraries.found()
    assert list(found) == ["lindenau", "outpost", "harbor", "quay"]
    assert [found[each].days for each in ("harbor", "quay", "lindenau", "outpost")] == [0, 1, 3, None]
    assert (found["quay"].available, found["quay"].expected) == (0, due)
    assert (found["lindenau"].available, found["lindenau"].expected) == (1, None)
    assert [each for each in found if found[each].may_request] == ["lindenau", "outpost", "quay"]


def test_a_holder_has_no_field_for_a_person() -> None:
    assert {each.name for each in fields(Holder)} == {
        "tenant", "total", "available", "expected", "days", "may_request", "instances", "copies"}  # fmt: skip


def test_who_isnt_told_whether_it_can_be_had_learns_the_same_whoever_has_it(libraries: Libraries) -> None:
    libraries.share("quay", availability=SharingLevel.PRIVATE, given={(SharedKind.AVAILABILITY, "outpost"): True})
    told = Actor("o", "O", "outpost", {"outpost": ROLES["reader"]})
    before, seen = libraries.found()["quay"], libraries.found(told)["quay"]
    due = libraries.lend("quay")
    assert libraries.found()["quay"] == before == replace(before, total=1, available=0, expected=None)
    assert (seen.available, libraries.found(told)["quay"].expected) == (1, due)
    scope = libraries.access.scope(READER, Reading(all=True))
    (item,) = libraries.house.holdings.items([libraries.house.item("quay1", "quay")], scope)
    assert (item.status, item.whereabouts.due_at) == (ItemStatus.UNAVAILABLE, None)
    told_why = explanation(facts_of(item.resource.body, item.whereabouts.custody))
    assert "loan" not in str(told_why)
    assert libraries.holders._holdings.availability([libraries.house.work(tenant="quay")], scope)[0].available == 0


def test_who_is_refused_a_catalogue_finds_no_holder_there(libraries: Libraries) -> None:
    libraries.share("quay", catalogue=SharingLevel.NETWORK, given={(SharedKind.CATALOGUE, "harbor"): False})
    libraries.share("lindenau", given={(SharedKind.REQUESTS, network_owner("rivers")): False})
    found = libraries.found()
    assert "quay" not in found
    assert not found["lindenau"].may_request
    assert libraries.tenants.tenant("quay").sharing == Sharing(
        SharingLevel.NETWORK, given={(SharedKind.CATALOGUE, "harbor"): False}
    ), "it is kept as it was said"


def test_the_number_of_reads_does_not_grow_with_works_and_libraries(libraries: Libraries, monkeypatch) -> None:
    store, calls = libraries.house.store, []
    libraries.found()  # what libraries there are is read once
    for name in ("read", "incoming", "find", "layers"):
        made = getattr(store, name)
        monkeypatch.setattr(store, name, lambda *a, made=made, name=name, **k: calls.append(name) or made(*a, **k))
    scope = libraries.access.scope(READER, Reading(all=True))
    libraries.holders.of([libraries.house.work()], scope, "harbor")
    one = len(calls)
    calls.clear()
    works = [libraries.house.work(tenant=slug) for slug in ("harbor", "lindenau", "quay", "outpost")]
    libraries.holders.of(works, scope, "harbor")
    assert len(calls) == one


def test_a_search_for_what_can_be_had_leaves_out_who_doesnt_tell(libraries: Libraries) -> None:
    libraries.share("quay", availability=SharingLevel.PRIVATE)
    asked = []

    class Index:
        def search(self, query):
            asked.append(query)
            raise LookupError

    from graph.discovery.service import SearchRequest
    from graph.store.search import FacetField

    service = DiscoveryService(Index(), libraries.tenants, None)
    service._freshness = type("Fresh", (), {"wait": lambda *_: None})()
    scope = libraries.access.scope(READER, Reading(all=True))
    for request in (
        SearchRequest(available_only=True),
        SearchRequest(facets=(FacetField.AVAILABILITY, FacetField.GENRE)),
    ):
        with pytest.raises(LookupError):
            service.search(request, scope)
    assert ("quay" in asked[0].owners, "quay" in asked[1].owners) == (False, True)
    assert asked[1].facets == (FacetField.GENRE,)
