"""Lending rules of every kind, for property tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from graph.circulation.duration import Duration, TimeUnit
from graph.circulation.rules.model import (
    ClosedDays,
    Declaration,
    Field,
    Lost,
    Notice,
    OnSchedule,
    Overdue,
    Per,
    Recall,
    RenewFrom,
    RequestType,
    Rule,
    RuleSet,
    Schedule,
    Selector,
    Term,
    Until,
    When,
)
from mappings.money import DECIMALS, Money

# Names as systems have them: words of the format itself, blanks, marks, other scripts.
NAMES = st.one_of(
    st.sampled_from(
        ["book", "any", "none", "schedule", "everywhere", "group", "28", "a:b", "x, y", "Kinderbücher", "図書"]
    ),
    st.text(st.characters(exclude_characters='"/\r\n', exclude_categories=("Cs",)), min_size=1, max_size=8).filter(
        lambda text: bool(text.strip())
    ),
)
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))
DURATIONS = st.builds(Duration, st.integers(0, 9999), st.sampled_from(TimeUnit))
CURRENCIES = st.sampled_from(sorted(DECIMALS))
MONEY = st.builds(Money, st.integers(0, 10**9 - 1), CURRENCIES)
SCHEDULE = "terms of the year"
PERIODS = st.one_of(DURATIONS, st.builds(Until, DAYS), st.just(OnSchedule(SCHEDULE)))


def _overdue(currency: str) -> st.SearchStrategy[Overdue]:
    amount = st.builds(Money, st.integers(0, 10**6), st.just(currency))
    return st.builds(Overdue, amount, st.sampled_from(Per), st.none() | amount, st.booleans(), st.booleans())


VALUES: dict[Field, st.SearchStrategy[Any]] = {
    Field.LOANABLE: st.booleans(),
    Field.PERIOD: PERIODS,
    Field.CLOSED_DAYS: st.sampled_from(ClosedDays),
    Field.GRACE: st.none() | DURATIONS,
    Field.ITEMS: st.none() | st.integers(0, 9999),
    Field.RENEWABLE: st.booleans(),
    Field.RENEWALS: st.none() | st.integers(0, 9999),
    Field.RENEW_FROM: st.sampled_from(RenewFrom),
    Field.RENEW_PERIOD: st.none() | PERIODS,
    Field.RECALL: st.none() | st.builds(Recall, DURATIONS, DURATIONS),
    Field.REQUESTS: st.sets(st.sampled_from(RequestType)).map(
        lambda kinds: tuple(x for x in RequestType if x in kinds)
    ),
    Field.PICKUP_AT: st.none() | st.lists(NAMES, min_size=1, max_size=3).map(tuple),
    Field.FEE: st.none() | MONEY,
    Field.OVERDUE: st.none() | CURRENCIES.flatmap(_overdue),
    Field.LOST: st.none() | st.builds(Lost, DURATIONS, st.none() | MONEY, st.none() | MONEY, st.none() | DURATIONS),
    Field.NOTICES: st.lists(st.builds(Notice, NAMES, DURATIONS, st.sampled_from(When)), max_size=3).map(tuple),
}
COMMENTS = st.text(st.characters(exclude_characters="\r\n", exclude_categories=("Cs",)), max_size=12).map(
    lambda text: f"#{text}".rstrip()
)
LEADS = st.lists(COMMENTS | st.just(""), max_size=3).map(
    lambda lines: tuple(line for n, line in enumerate(lines) if line or (n and lines[n - 1]))
)


@st.composite
def rules(draw: Callable[..., Any], selectors: st.SearchStrategy[Selector]) -> Rule:
    """A rule for one of these selectors."""
    fields = draw(st.sets(st.sampled_from(Field), min_size=1, max_size=5))
    lead = st.just(()) | st.lists(COMMENTS, max_size=2).map(tuple)
    declarations = tuple(Declaration(each, draw(VALUES[each]), draw(lead)) for each in Field if each in fields)
    return Rule(draw(selectors), declarations, draw(st.just(()) | LEADS))


SELECTORS = st.builds(Selector, st.just("") | PATHS, st.none() | NAMES, st.none() | NAMES, st.none() | NAMES)


@st.composite
def rule_sets(draw: Callable[..., Any]) -> RuleSet:
    """A set of rules and the schedule that they may name, in any order."""
    day = draw(DAYS)
    schedule = Schedule(SCHEDULE, (Term(day, day, draw(DAYS)),), draw(LEADS))
    items = draw(st.permutations([schedule, *draw(st.lists(rules(SELECTORS), max_size=4))]))
    return RuleSet(tuple(items), draw(st.lists(COMMENTS, max_size=2).map(tuple)))
