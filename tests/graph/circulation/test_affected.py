"""Whom other rules would treat otherwise, counted from what a library has and whom it lends to."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.backends.memory import MemoryStore
from graph.circulation.affected import Affected, Kind, affected
from graph.circulation.rules.errors import IncompleteRules
from graph.circulation.rules.parser import parse
from graph.circulation.rules.resolver import Resolver
from tests.graph.circulation.lending_desk import RULES, House

BOOKS, FILMS = Kind("harbor/stacks", "book", None), Kind("harbor/stacks", "dvd", None)
ELSEWHERE = Kind("harbor/cellar", "book", None)
ITEMS = Counter({BOOKS: 70, FILMS: 20, ELSEWHERE: 10})
GROUPS = Counter({"adult": 5, "child": 3})


@pytest.fixture
def house() -> House:
    """A library in which a book and a film are out."""
    house = House(MemoryStore())
    someone = house.patron("p")
    for barcode, type_ in (("1", "book"), ("2", "dvd")):
        house.book(barcode, work=barcode, type=type_)
        house.lending.check_out(house.staff, barcode, someone.barcode, house.point())
    return house


def by(house: House, text: str) -> Affected:
    loans = house.circulation.reading.open_loans(house.staff)
    return affected(house.settings("harbor"), Resolver(parse(text)), ITEMS, GROUPS, loans)


def test_the_same_rules_affect_nobody(house: House) -> None:
    found = by(house, RULES)
    assert (found.items, found.patrons, found.loans, found.changes) == (0, 0, 0, {})
    assert (found.items_seen, found.patrons_seen, found.loans_seen) == (100, 8, 2)


def test_a_line_for_a_group_and_a_type_affects_those_alone(house: House) -> None:
    found = by(house, f"{RULES}\nharbor/stacks group=child type=book : period 14 days\n")
    assert (found.items, found.patrons, found.loans) == (70, 3, 0)
    ((change, touched),) = found.ranked
    assert (change.before, change.after) == ("period 28 days", "period 14 days")
    assert change.where == f"line {RULES.count(chr(10)) + 2}"
    (example,) = touched.examples
    assert (example.kind, example.group, example.items, example.patrons) == (BOOKS, "child", 70, 3)


def test_each_change_is_counted_for_itself_and_what_concerns_most_comes_first(house: House) -> None:
    found = by(house, f"{RULES}\nharbor type=dvd : items 2\nharbor : overdue none\n")
    assert [(str(change.field), touched.items, touched.loans) for change, touched in found.ranked] == [
        ("overdue", 100, 2), ("items", 20, 1),
    ]  # fmt: skip
    assert (found.items, found.patrons, found.loans) == (100, 8, 2)


def test_a_rule_that_says_the_same_in_another_line_affects_nobody(house: House) -> None:
    assert by(house, f"{RULES}\nharbor type=book : period 28 days\n").items == 0


def test_a_schedule_with_other_dates_is_another_period(house: House) -> None:
    terms = "schedule terms :\n    2026-02-01 to 2026-06-30 due {}\nharbor : period schedule terms\n"
    house.rules = RULES + terms.format("2026-07-15")
    assert by(house, RULES + terms.format("2026-07-15")).items == 0
    assert by(house, RULES + terms.format("2026-07-31")).items == 100


def test_a_library_without_patrons_still_sees_which_items_a_line_is_for(house: House) -> None:
    proposed = Resolver(parse(f"{RULES}\nharbor type=dvd : not loanable\n"))
    found = affected(house.settings("harbor"), proposed, ITEMS, {}, [])
    assert (found.items, found.patrons) == (20, 0)


def test_rules_that_leave_a_case_without_an_answer_are_told(house: House) -> None:
    with pytest.raises(IncompleteRules):
        by(house, "everywhere : loanable\n")
