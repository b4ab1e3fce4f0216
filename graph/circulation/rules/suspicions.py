"""Values that can be read but were hardly meant: a table, each row with an example that runs as a test.

A row looks at everything that holds for the cases of one rule, and is told at what that rule itself says of it. Where
an item isn't lent at all, nothing about its loan is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from graph.circulation.duration import Duration
from graph.circulation.rules.model import (
    ClosedDays,
    Field,
    Lost,
    Overdue,
    Per,
    Recall,
    RequestType,
    Value,
    When,
)

Holding: TypeAlias = Mapping[Field, Value]
"""The values that hold for the cases of a rule. A field nobody gives is not there."""


@dataclass(frozen=True, slots=True)
class Suspicion:
    """What is suspicious, when, and an example. `fields` are those it speaks of; it is told at the first of them that
    the rule gives. `example` is a text in whose line `at` it is found.
    """

    name: str
    says: str
    fields: tuple[Field, ...]
    holds: Callable[[Holding], bool]
    example: str
    at: int = 1


def _hourly(holding: Holding) -> bool:
    period = holding.get(Field.PERIOD)
    return isinstance(period, Duration) and period.unit.elapses


def _by_day(holding: Holding) -> bool:
    return Field.PERIOD in holding and not _hourly(holding)


def _per(holding: Holding, per: Per) -> bool:
    overdue = holding.get(Field.OVERDUE)
    return isinstance(overdue, Overdue) and overdue.per is per


def _minutes(value: Value) -> int | None:
    return value.about_minutes if isinstance(value, Duration) else None


def _zero_period(holding: Holding) -> bool:
    return 0 in {_minutes(holding.get(Field.PERIOD)), _minutes(holding.get(Field.RENEW_PERIOD))}


def _maximum_below_rate(holding: Holding) -> bool:
    overdue = holding.get(Field.OVERDUE)
    return isinstance(overdue, Overdue) and overdue.maximum is not None and overdue.maximum.minor < overdue.rate.minor


def _free_rate(holding: Holding) -> bool:
    overdue = holding.get(Field.OVERDUE)
    return isinstance(overdue, Overdue) and not overdue.rate.minor


def _recall_beyond_period(holding: Holding) -> bool:
    recall, period = holding.get(Field.RECALL), _minutes(holding.get(Field.PERIOD))
    return isinstance(recall, Recall) and period is not None and recall.guaranteed.about_minutes > period


def _recalls_unruled(holding: Holding) -> bool:
    asked = holding.get(Field.REQUESTS)
    return isinstance(asked, tuple) and RequestType.RECALL in asked and holding.get(Field.RECALL, ...) is None


def _grace_beyond_period(holding: Holding) -> bool:
    grace, period = _minutes(holding.get(Field.GRACE)), _minutes(holding.get(Field.PERIOD))
    return grace is not None and period is not None and grace >= period > 0


def _lost_at_once(holding: Holding) -> bool:
    lost = holding.get(Field.LOST)
    return isinstance(lost, Lost) and not lost.after.count


def _currencies_differ(holding: Holding) -> bool:
    overdue, lost = holding.get(Field.OVERDUE), holding.get(Field.LOST)
    found = {overdue.rate.currency} if isinstance(overdue, Overdue) else set()
    if isinstance(lost, Lost):
        found |= {each.currency for each in (lost.bill, lost.processing) if each is not None}
    return len(found) > 1


def _notice_before_loan(holding: Holding) -> bool:
    notices, period = holding.get(Field.NOTICES), _minutes(holding.get(Field.PERIOD))
    return isinstance(notices, tuple) and period is not None and any(
        not isinstance(each, str) and each.when is When.BEFORE and each.offset.about_minutes >= period
        for each in notices
    )  # fmt: skip


_WHOLE_DAYS: Final = {ClosedDays.KEEP_DATE, ClosedDays.END_OF_PREVIOUS_OPEN_DAY, ClosedDays.END_OF_NEXT_OPEN_DAY}
_F = Field

SUSPICIONS: Final[tuple[Suspicion, ...]] = (
    Suspicion("zero-period", "a loan or renewal of no time at all", (_F.PERIOD, _F.RENEW_PERIOD), _zero_period,
              "everywhere : period 0 days"),
    Suspicion("no-items", "an item limit of 0: say “not loanable”, which tells the patron why", (_F.ITEMS,),
              lambda holding: holding.get(_F.ITEMS) == 0, "everywhere group=guest : items 0"),
    Suspicion("renewals-not-renewable", "a number of renewals of what is not renewable", (_F.RENEWALS, _F.RENEWABLE),
              lambda holding: holding.get(_F.RENEWABLE) is False and holding.get(_F.RENEWALS, 0) != 0,
              "everywhere : not renewable\nharbor : renewals 2", 2),
    Suspicion("renewable-never", "renewable, but 0 times", (_F.RENEWALS, _F.RENEWABLE),
              lambda holding: holding.get(_F.RENEWABLE) is True and holding.get(_F.RENEWALS, 1) == 0,
              "everywhere : renewable, renewals 0"),
    Suspicion("hourly-loan-daily-fee", "a loan of hours with a fee for each day", (_F.PERIOD, _F.OVERDUE),
              lambda holding: _hourly(holding) and _per(holding, Per.DAY),
              "everywhere : period 28 days, overdue 0.20 EUR per day\neverywhere loan=reserve : period 3 hours", 2),
    Suspicion("daily-loan-hourly-fee", "a loan of days with a fee for each hour", (_F.OVERDUE, _F.PERIOD),
              lambda holding: _by_day(holding) and _per(holding, Per.HOUR),
              "everywhere : period 28 days, overdue 1 EUR per hour"),
    Suspicion("hourly-loan-whole-day", "a loan of hours whose rule for closed days makes it last the day",
              (_F.PERIOD, _F.CLOSED_DAYS),
              lambda holding: _hourly(holding) and holding.get(_F.CLOSED_DAYS) in _WHOLE_DAYS,
              "everywhere : period 3 hours, closed-days end-of-next-open-day"),
    Suspicion("maximum-below-rate", "an overdue fee whose maximum is less than one unit of it", (_F.OVERDUE,),
              _maximum_below_rate, "everywhere : overdue 5.00 EUR per day max 0.50 EUR"),
    Suspicion("free-rate", "an overdue fee of 0: say “overdue none”", (_F.OVERDUE,), _free_rate,
              "everywhere : overdue 0 EUR per day"),
    Suspicion("grace-beyond-period", "a grace as long as the loan itself", (_F.GRACE, _F.PERIOD), _grace_beyond_period,
              "everywhere : period 2 hours, grace 1 day"),
    Suspicion("recall-beyond-period", "a recall that guarantees more time than the loan has", (_F.RECALL, _F.PERIOD),
              _recall_beyond_period,
              "everywhere : period 7 days, recall { guaranteed 14 days, return-within 7 days }"),
    Suspicion("recalls-without-recall", "recalls can be asked for, but no rule says what one does",
              (_F.REQUESTS, _F.RECALL), _recalls_unruled, "everywhere : requests hold recall, recall none"),
    Suspicion("lost-at-once", "an item that counts as lost the moment it is overdue", (_F.LOST,), _lost_at_once,
              "everywhere : lost { after 0 days, bill price }"),
    Suspicion("currencies-differ", "fees of one loan in several currencies", (_F.OVERDUE, _F.LOST), _currencies_differ,
              "everywhere : overdue 1 EUR per day, lost { after 60 days, bill 30 USD }"),
    Suspicion("notice-before-loan", "a notice that would go out before the loan begins", (_F.NOTICES, _F.PERIOD),
              _notice_before_loan, "everywhere : period 2 days, notices { courtesy 3 days before due }"),
)  # fmt: skip
"""Every suspicion, by what it speaks of."""
