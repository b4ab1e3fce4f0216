"""Items, holdings and availability as a reader of several libraries sees them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from graph.access.model import operator
from graph.catalogue.errors import NotFound
from graph.catalogue.service import CatalogueService
from graph.holdings.service import HoldingsService
from graph.holdings.status import ItemStatus
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.scope import SystemScope
from graph.tenants.documents import location_iri
from tests.graph.holdings.conftest import SALT

ITEM = "952 ## $a HBC $c FIC $o FIC KUR $p {} $y BK"


def of_type(store, names, type: str, tenant: str = "harbor") -> list[str]:
    return [key.iri for key in store.scan(names.graph(tenant, GraphKind.CATALOGUE), SystemScope(), type=type).keys]


def test_an_item_says_where_it_is_and_how_it_is_called(store, names, marc, load, holdings, wide) -> None:
    load(marc(*SALT, ITEM.format("31")))
    (instance,) = of_type(store, names, "bf:Instance")
    ((item,),) = [found.items for found in holdings.items_of([instance], wide, Page())]
    assert (item.barcode, item.call_number, item.material_type, item.tenant) == ("31", "FIC KUR", "BK", "harbor")
    assert item.location == location_iri(names, "harbor", "FIC")
    assert item.instance == instance
    assert item.status is ItemStatus.AVAILABLE
    assert holdings.items_by_barcode([" 31 ", "32", ""], wide) == [(item,), (), ()]
    assert holdings.items([item.iri, instance, "https://c.example/none"], wide) == [item, None, None]


def test_availability_counts_what_can_be_had_in_each_library(store, names, marc, load, holdings, wide) -> None:
    load(marc(*SALT, ITEM.format("31"), ITEM.format("32") + " $1 1", ITEM.format("33") + " $0 1"))
    load(marc("001 s2", "245 10 $a None of it."))
    (instance, other) = of_type(store, names, "bf:Instance")
    (work, none) = of_type(store, names, "bf:Work")
    first, second, third = holdings.availability([work, instance, none], wide)
    assert (first.total, first.available, first.by_tenant) == (2, 1, (("harbor", 2, 1),))
    assert second == first
    assert (third.total, third.by_tenant) == (0, ())
    assert holdings.availability([other], wide)[0].total == 0


def test_an_item_cannot_hang_on_what_its_library_does_not_see(
    store, names, marc, load, catalogue: CatalogueService
) -> None:
    load(marc(*SALT))
    (instance,) = of_type(store, names, "bf:Instance")
    position = store.position()
    with pytest.raises(NotFound):
        catalogue.create(operator("lindenau"), "bf:Item", {"bf:itemOf": [{"@id": instance}]})
    assert store.position() == position


def test_an_item_without_a_place_of_its_own_stands_with_its_holdings(
    store, names, marc, load, holdings, wide, catalogue: CatalogueService, actor
) -> None:
    load(marc(*SALT))
    (instance,) = of_type(store, names, "bf:Instance")
    held = catalogue.create(
        actor,
        "lsp:Holdings",
        {
            "lsp:holdingsFor": [{"@id": instance}],
            "lsp:location": [{"@id": "https://c.example/harbor/locations/l1"}],
            "lsp:holdingsStatement": ["v.1 (1990)-"],
        },
    )
    node = {"bf:itemOf": [{"@id": instance}], "lsp:inHoldings": [{"@id": held.iri}]}
    item = catalogue.create(actor, "bf:Item", node)
    ((found,),) = [each.items for each in holdings.items_of_holdings([held.iri], wide, Page())]
    assert (found.iri, found.holding, found.location) == (item.iri, held.iri, "https://c.example/harbor/locations/l1")
    ((holding,),) = [each.items for each in holdings.holdings_of([instance], wide, Page())]
    assert (holding.summary, holding.tenant, holding.instance) == (("v.1 (1990)-",), "harbor", instance)


def test_the_number_of_store_calls_does_not_grow_with_the_rows(store, names, marc, load, wide) -> None:
    load(*(marc(f"001 {n}", f"245 10 $a T{n}.", ITEM.format(n)) for n in range(12)))
    works = of_type(store, names, "bf:Work")

    class Counting:
        def __init__(self) -> None:
            self.calls = 0

        def __getattr__(self, name: str):
            self.calls += 1
            return getattr(store, name)

    counts = []
    for few in (works[:1], works):
        counting = Counting()
        service = HoldingsService(counting, lambda: datetime(2026, 1, 1, tzinfo=UTC))
        service.availability(few, wide)
        service.items_of(few, wide, Page())
        counts.append(counting.calls)
    assert counts[0] == counts[1]
