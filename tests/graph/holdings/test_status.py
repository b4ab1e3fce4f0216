"""The table of item statuses: every row has an item, and the rows together know every item."""

from __future__ import annotations

from itertools import product

import pytest

from graph.holdings.status import (  # fmt: skip
    STATUS,
    Claim,
    Custody,
    Daia,
    Facts,
    ItemStatus,
    Lifecycle,
    Marker,
    Row,
    Waiting,
    explained,
    facts_of,
    status_of,
)


@pytest.mark.parametrize("row", STATUS, ids=lambda row: row.status.value)
def test_the_example_of_a_row_has_its_status(row: Row) -> None:
    assert explained(row.example) is row


def test_every_status_has_one_row() -> None:
    assert sorted(row.status for row in STATUS) == sorted(ItemStatus)


def test_every_combination_of_facts_has_a_status_and_only_available_ones_are_to_be_had() -> None:
    claims, waiting = (None, *Claim), (None, *Waiting)
    flags = product((False, True), repeat=4)
    for lifecycle, marker, claim, kept, (loan, paid, transit, paged) in product(
        Lifecycle, (None, *Marker), claims, waiting, list(flags)
    ):
        custody = Custody(on_loan=loan, claim=claim, lost_and_paid=paid, in_transit=transit, waiting=kept, paged=paged)
        row = explained(Facts(lifecycle, marker, custody))
        assert row.status.available == (row.daia in {Daia.AVAILABLE, Daia.APPROVAL})
        if loan or transit or kept or paged or lifecycle is not Lifecycle.IN_COLLECTION:
            assert not row.status.available


@pytest.mark.parametrize(
    ("item", "status"),
    [
        ({}, ItemStatus.AVAILABLE),
        ({"lsp:lifecycle": ["Withdrawn"]}, ItemStatus.WITHDRAWN),
        ({"lsp:lifecycle": ["OnOrder"]}, ItemStatus.ON_ORDER),
        ({"lsp:marker": ["Missing"]}, ItemStatus.MISSING),
        ({"lsp:marker": ["Restricted"]}, ItemStatus.RESTRICTED),
        ({"lsp:marker": ["no word of ours"], "lsp:lifecycle": ["nor this"]}, ItemStatus.AVAILABLE),
    ],
)
def test_an_item_says_its_own_facts(item: dict[str, list[str]], status: ItemStatus) -> None:
    assert status_of(facts_of({"@type": ["bf:Item"], **item})) is status


def test_custody_that_circulation_knows_comes_before_what_the_shelf_says() -> None:
    assert status_of(facts_of({"lsp:marker": ["Missing"]}, Custody(on_loan=True))) is ItemStatus.CHECKED_OUT
