"""Whom a library asks for a work, in which order, and whom next when one can't fill the request."""

from __future__ import annotations

import pytest

from graph.access.model import operator
from graph.backends.memory import MemoryStore
from graph.workflows.interlending.model import NobodyHasIt
from graph.workflows.interlending.routing import ROWS, SILENT, FromAny, rank
from graph.workflows.interlending.steps import Side, Step
from tests.graph.workflows.rivers import Rivers


@pytest.fixture
def rivers():
    return Rivers(MemoryStore())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_each_thing_that_counts_counts(row):
    better, worse = row.example
    assert row.rank(better) < row.rank(worse)
    assert rank(better) < rank(worse)
    assert row.says(better)


def test_the_nearest_that_can_give_it_now_is_asked_first_with_its_own_edition(rivers):
    (offers,) = rivers.between.routing.offers(operator("harbor"), [rivers.work("rare", "outpost")])
    assert [each.partner.tenant for each in offers] == ["quay", "lindenau", "outpost"]
    assert offers[0].says == ("1 to be had now", "1 days on the way", "no fee", "0 requests to answer", "no date")
    request = rivers.ask_any()
    assert (request.partner, request.wanted.record) == ("member-quay", offers[0].instance)
    (came,) = rivers.between.listed(operator("quay"), Side.SUPPLYING)
    assert came.instance == offers[0].instance


def test_one_whose_copy_is_out_comes_after_one_that_is_farther(rivers):
    rivers.patron("Q1", "quay")
    rivers.lending.check_out(operator("quay"), "99", "Q1", rivers.point(tenant="quay"))
    (offers,) = rivers.between.routing.offers(operator("harbor"), [rivers.work("rare", "outpost")])
    assert [each.partner.tenant for each in offers] == ["lindenau", "outpost", "quay"]


def test_when_one_can_not_fill_it_the_next_is_asked_until_nobody_is_left(rivers):
    rivers.ask_any()
    for tenant in ("quay", "lindenau", "outpost"):
        rivers.refuse(tenant)
        rivers.between.follow(operator("harbor"))
        assert rivers.between.follow(operator("harbor")) == []
    assert rivers.asked() == [(each, "Unfilled") for each in ("quay", "lindenau", "outpost")]


def test_who_says_nothing_is_not_waited_for(rivers):
    rivers.ask_any()
    rivers.later(days=1)
    rivers.between.follow(operator("harbor"))
    assert rivers.asked() == [("quay", "RequestReceived")]
    rivers.later(days=SILENT.days)
    rivers.between.follow(operator("harbor"))
    assert rivers.asked() == [("quay", "Cancelled"), ("lindenau", "RequestReceived")]


def test_for_what_the_library_itself_cancels_nobody_else_is_asked(rivers):
    request = rivers.ask_any()
    rivers.between.requesting.do(operator("harbor"), request.iri, Step.CANCEL)
    assert rivers.between.follow(operator("harbor")) == []
    assert rivers.asked() == [("quay", "Cancelled")]


def test_what_no_member_has_is_asked_of_none_and_a_dry_run_asks_nobody(rivers):
    before = rivers.store.position()
    assert rivers.ask_any(dry_run=True).rota
    assert rivers.store.position() == before
    with pytest.raises(NobodyHasIt):
        rivers.between.routing.ask(operator("harbor"), FromAny(rivers.work("w-none"), "P1", rivers.point()))
    assert rivers.asked() == []


def test_the_same_request_id_asks_once(rivers):
    first, again = (rivers.ask_any(request_id="r1") for _ in range(2))
    assert first.id == again.id
    assert len(rivers.asked()) == 1
