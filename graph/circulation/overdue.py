"""What a late return costs: days or hours begun since the due date, closed ones free unless the rules count them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from graph.circulation.calendar import Calendar
from graph.circulation.due import later
from graph.circulation.duration import Duration
from graph.circulation.rules.model import Overdue, Per
from mappings.money import Money

_HOUR: Final = timedelta(hours=1)


def overdue_units(overdue: Overdue, due_at: datetime, returned_at: datetime, calendar: Calendar) -> int:
    """How many days or hours are charged, grace aside.

    Days are dates after the due date, up to that of the return; the rest of the due date itself is free. Hours are
    hours begun. Where closed ones are free, only open dates and open time are counted.
    """
    if returned_at <= due_at:
        return 0
    if overdue.per is Per.DAY:
        first, last = calendar.day_of(due_at) + timedelta(days=1), calendar.day_of(returned_at)
        return (last - first).days + 1 if overdue.count_closed else calendar.open_days(first, last)
    late = returned_at - due_at if overdue.count_closed else calendar.open_time(due_at, returned_at)
    return -(-late // _HOUR)


def overdue_amount(
    overdue: Overdue | None, grace: Duration | None, due_at: datetime, returned_at: datetime, calendar: Calendar
) -> Money | None:
    """What a return at a moment costs, no more than the maximum; None where nothing is owed.

    A return within the grace is free; after it everything since the due date counts.
    """
    if overdue is None or (grace is not None and returned_at <= later(due_at, grace, calendar)):
        return None
    amount = overdue.rate.times(overdue_units(overdue, due_at, returned_at, calendar))
    if overdue.maximum is not None and amount.minor > overdue.maximum.minor:
        amount = overdue.maximum
    return amount if amount.minor else None
