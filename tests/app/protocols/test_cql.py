"""CQL as it is written, and what is said of what is no CQL."""

from __future__ import annotations

from contextlib import suppress

import pytest

from app.protocols.sru.cql import Both, Sorting, Term, parse
from app.protocols.sru.diagnostics import SearchRefused
from app.protocols.sru.indexes import INDEXES, condition_of, sort_of
from graph.store.finding import Everything, Join, Joined, Match, Words, Years
from graph.store.search import SearchSort


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("whales", Words("whales", None, Match.TOGETHER)),
        ('"moby dick"', Words("moby dick", None, Match.TOGETHER)),
        ('dc.title all "whale sea"', Words("whale sea", "title", Match.ALL)),
        ("DC.Title=whale", Words("whale", "title", Match.TOGETHER)),
        ("title any whale*", Words("whale", "title", Match.ANY, begins=True)),
        (r'dc.title = "what\?"', Words("what?", "title", Match.TOGETHER)),
        ('dc.date within "1990 2000"', Years(1990, 2000)),
        ("dc.date >= 1990-05", Years(1990, 9999)),
        ("dc.date < 1990", Years(0, 1989)),
        ("cql.allRecords=1", Everything()),
        ('> x = "info:srw/cql-context-set/1/dc-v1.1" x.title = a', Words("a", "title", Match.TOGETHER)),
        (
            "a and b or c",
            Joined(
                Join.OR,
                Joined(Join.AND, Words("a", match=Match.TOGETHER), Words("b", match=Match.TOGETHER)),
                Words("c", match=Match.TOGETHER),
            ),
        ),
        (
            "a NOT (b or c)",
            Joined(
                Join.NOT,
                Words("a", match=Match.TOGETHER),
                Joined(Join.OR, Words("b", match=Match.TOGETHER), Words("c", match=Match.TOGETHER)),
            ),
        ),
    ],
)
def test_a_query_is_what_it_says(text, wanted):
    assert condition_of(parse(text).tree) == wanted


def test_a_query_says_its_order():
    query = parse("whale sortBy dc.date/sort.descending")
    assert query.sorting == (Sorting("dc.date", ("sort.descending",)),)
    assert sort_of(query) is SearchSort.DATE_NEWEST
    assert sort_of(parse("whale sortBy dc.title")) is SearchSort.TITLE


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 10), ("and", None), ("a and", 10), ("(a", 10), ("a)", 10), ('"a', 10), ("dc.title =", 10), ("a b", 10),
        ("a = b c d", 10), ("a sortBy", 10), ("x.y = 1", 15), ("dc.nothing = 1", 16), ('> z = "http://z" z.a = b', 15),
        ("dc.title <> a", 19), ("dc.title encloses a", 19), ("dc.title < a", 22), ("dc.date adj 1990", 22),
        ("dc.title =/fuzzy a", 20), ('dc.title = ""', 27), ("dc.title = wh?le", 28), ("dc.title = *ale", 28),
        ("dc.title = a*", 29),
        ("ab* or bc* or cd* or de* or ef*", 30),
        ("dc.title = ^whale", 31), ("dc.date = soon", 36), ('dc.date within "1990"', 36),
        ("a prox b", 39), ("a and/rel.combine=sum b", 46), ("bath.isbn = 978*", 28), (" or ".join("a" * 99), 38),
        ("(" * 40 + "a" + ")" * 40, 13), ("a" * 5_000, 12),
    ],
)  # fmt: skip
def test_what_is_no_query_is_told_by_its_number(text, number):
    if number is None:
        assert parse(text).tree == Term("", "=", text)
        return
    with pytest.raises(SearchRefused) as refused:
        condition_of(parse(text).tree)
    assert refused.value.number == number


@pytest.mark.parametrize("piece", ['"', "(", ")", " and ", "a ", "/", '\\"', ">", "= ", "a=b or "])
def test_text_of_any_kind_is_read_at_once(piece):
    with suppress(SearchRefused):
        parse((piece * 4_000)[:4_000])


@pytest.mark.parametrize("index", INDEXES, ids=lambda each: each.name)
def test_the_example_of_every_index_is_one_of_it(index):
    tree = parse(index.example).tree
    assert not isinstance(tree, Both)
    assert tree.index == index.name
    condition_of(tree)
