"""What other rules would have made of loans that were."""

from __future__ import annotations

from datetime import timedelta

import pytest

from graph.backends.memory import MemoryStore
from graph.circulation.rules.in_force import of_network
from graph.circulation.rules.model import Field, RuleSet
from graph.circulation.rules.parser import parse
from graph.circulation.rules.resolver import Resolver
from graph.circulation.simulating import Simulation, simulate
from tests.graph.circulation.lending_desk import RULES, House


@pytest.fixture
def house() -> House:
    """A library in which two books were lent, one of them brought back two weeks late, and a film."""
    house = House(MemoryStore())
    someone = house.patron("p")
    for barcode in ("1", "2"):
        house.book(barcode)
        house.lending.check_out(house.staff, barcode, someone.barcode, house.point())
    house.later(days=42)
    house.returning.check_in(house.staff, "1", house.point())
    return house


def by(house: House, text: str) -> Simulation:
    """What these rules would have made of every loan."""
    loans = house.circulation.reading.every_loan(house.staff)
    return simulate(house.settings("harbor"), Resolver(parse(text)), loans)


def test_the_same_rules_make_no_difference(house: House) -> None:
    found = by(house, RULES)
    assert (found.loans, found.differences) == (2, [])
    assert (found.refused, found.earlier, found.later) == (0, 0, 0)
    assert found.fees_before == found.fees_after != {}


def test_a_longer_period_moves_due_dates_and_lowers_what_was_late(house: House) -> None:
    found = by(house, f"{RULES}\nharbor : period 42 days\n")
    ((difference, lent),) = found.differences
    assert (difference.before, difference.after) == ("period 28 days", "period 42 days")
    assert (lent, difference.line) == (2, RULES.count("\n") + 2)
    assert (found.later, found.moved) == (2, timedelta(days=28))
    assert found.fees_after.get("EUR", 0) < found.fees_before["EUR"]


def test_what_would_not_be_lent_is_counted_as_refused(house: House) -> None:
    found = by(house, f"{RULES}\nharbor : not loanable\n")
    assert (found.refused, found.fees_after) == (2, {})


def test_nothing_is_written(house: House) -> None:
    before = house.store.position()
    by(house, f"{RULES}\nharbor : items 1\n")
    assert house.store.position() == before


def test_a_line_of_the_networks_rules_is_told_as_such(house: House) -> None:
    loans = house.circulation.reading.every_loan(house.staff)
    network = of_network("rivers", parse(f"{RULES}\neverywhere : period 42 days\n"))
    ((difference, _),) = simulate(house.settings("harbor"), Resolver(RuleSet(), network), loans).differences
    assert difference.where == f"network rivers, line {RULES.count(chr(10)) + 2}"


def test_a_schedule_with_other_dates_is_a_difference(house: House) -> None:
    terms = "schedule terms :\n    2000-01-01 to 2099-12-31 due 2100-0{}-01\nharbor : period schedule terms\n"
    house.rules = RULES + terms.format(1)
    found = by(house, RULES + terms.format(2))
    ((difference, lent),) = found.differences
    assert (difference.field, lent, found.later) == (Field.PERIOD, 2, 2)
