"""What can be had now, as search tells it, follows what desks do."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap import follower_of
from app.layout import Layout
from graph.backends.tantivy import TantivySearch
from graph.circulation.requesting import Wish
from graph.store.projector import catch_up
from graph.store.search import FacetField, SearchKind, SearchQuery


@pytest.fixture
def found(house, tmp_path: Path):
    """What search says of the availability of works once it has followed."""
    layout = Layout(tmp_path)
    follower, index = follower_of("search", layout), TantivySearch(layout.search)

    def availability() -> dict[str, int]:
        catch_up(follower, house.store, house.everything)
        query = SearchQuery(
            owners=frozenset({"harbor"}), kinds=frozenset({SearchKind.WORK}), facets=(FacetField.AVAILABILITY,)
        )
        (facet,) = index.search(query).facets
        return {each.value: each.count for each in facet.buckets}

    yield availability
    follower.close()


def test_a_work_whose_last_copy_is_lent_can_not_be_had_until_one_comes_back(house, found) -> None:
    house.book("31", "32")
    house.patron("P1")
    house.patron("P2")
    assert found() == {"available": 1}
    house.lending.check_out(house.staff, "31", "P1", house.point())
    assert found() == {"available": 1}
    house.lending.check_out(house.staff, "32", "P1", house.point())
    assert found() == {"unavailable": 1}
    house.returning.check_in(house.staff, "31", house.point())
    assert found() == {"available": 1}
    placed = house.circulation.requesting.place(house.staff, "P2", Wish("31", pickup=house.point()))
    assert found() == {"unavailable": 1}
    house.circulation.queueing.cancel(house.staff, placed.request.iri)
    assert found() == {"available": 1}


def test_an_index_made_anew_says_the_same(house, found) -> None:
    house.book("31")
    house.patron("P1")
    house.lending.check_out(house.staff, "31", "P1", house.point())
    assert found() == {"unavailable": 1}
