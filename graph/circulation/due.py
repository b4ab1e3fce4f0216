"""When a loan is due: its period from the moment it was opened, moved off closed days as the rules say.

Minutes and hours pass by the clock. Days, weeks and months are counted in dates where the library is, and keep the time
of day. A loan until a date, or by a schedule, ends with that day. Then the closed-day rule of the policy places it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from types import MappingProxyType
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from graph.circulation.calendar import Calendar, Span, instant
from graph.circulation.duration import Duration, TimeUnit
from graph.circulation.errors import CirculationError
from graph.circulation.rules.model import ClosedDays, OnSchedule, Policy, Schedule, Until

NO_SCHEDULES: Final[Mapping[str, Schedule]] = MappingProxyType({})


class NoDueDate(CirculationError):
    """A loan that begins at this moment can't be due: its fixed day is over, or its schedule has no term for then."""

    code: ClassVar[str] = "NO_DUE_DATE"
    hint: ClassVar[str] = "Give the rule a later date, or its schedule a term with this day."


class Lands(Enum):
    """What a rule for closed days promises of its due dates."""

    ANYWHERE = "whenever it is, open or not"
    IN_OPEN_HOURS = "always in open hours"


@dataclass(frozen=True, slots=True)
class ClosedDayRow:
    """A rule for closed days: what it does, where its due dates land, and an example.

    `place` takes the moment a loan would be due and the moment it was opened. `example` has the first as local time of
    `EXAMPLE` and where it goes; the loan was opened a week before.
    """

    rule: ClosedDays
    says: str
    lands: Lands
    place: Callable[[Calendar, datetime, datetime], datetime]
    example: tuple[str, str]


def _keep_date(calendar: Calendar, moment: datetime, _: datetime) -> datetime:
    return calendar.end_of(calendar.day_of(moment))


def _keep_date_time(_: Calendar, moment: datetime, __: datetime) -> datetime:
    return moment


def _end_of_previous_open_day(calendar: Calendar, moment: datetime, opened: datetime) -> datetime:
    day, first = calendar.day_of(moment), calendar.day_of(opened)
    while day >= first:
        closes = calendar.close_of(day)
        if closes is not None and closes > opened:
            return closes
        day -= timedelta(days=1)
    return _end_of_next_open_day(calendar, moment, opened)


def _end_of_next_open_day(calendar: Calendar, moment: datetime, opened: datetime) -> datetime:
    return calendar.close_after(calendar.day_of(moment), opened)


def _end_of_current_hours(calendar: Calendar, moment: datetime, opened: datetime) -> datetime:
    if calendar.is_open(moment):
        return moment
    end = calendar.end_before(moment)
    return end if end is not None and end > opened else calendar.start_after(moment)


def _start_of_next_hours(calendar: Calendar, moment: datetime, _: datetime) -> datetime:
    return moment if calendar.is_open(moment) else calendar.start_after(moment)


_WORKDAY: Final = (Span(9 * 60, 12 * 60), Span(13 * 60, 18 * 60))
EXAMPLE: Final = Calendar((*[_WORKDAY] * 5, (Span(9 * 60, 13 * 60),), ()), ZoneInfo("UTC"))
"""The calendar of the examples: from Monday to Friday 9 to 12 and 13 to 18, on Saturday 9 to 13, on Sunday closed."""

_R, _ANY, _OPEN = ClosedDays, Lands.ANYWHERE, Lands.IN_OPEN_HOURS

CLOSED_DAYS: Final[dict[ClosedDays, ClosedDayRow]] = {
    row.rule: row
    for row in (
        ClosedDayRow(_R.KEEP_DATE, "the day stays, open or not; the loan ends with it", _ANY, _keep_date,
                     ("2026-03-08T10:00", "2026-03-08T23:59:59")),
        ClosedDayRow(_R.KEEP_DATE_TIME, "day and time stay, open or not", _ANY, _keep_date_time,
                     ("2026-03-08T10:00", "2026-03-08T10:00")),
        ClosedDayRow(_R.END_OF_PREVIOUS_OPEN_DAY, "when the library closes on the day, or on the last open day before; "
                     "where there is none since the loan began, on the next", _OPEN, _end_of_previous_open_day,
                     ("2026-03-08T10:00", "2026-03-07T13:00")),
        ClosedDayRow(_R.END_OF_NEXT_OPEN_DAY, "when the library closes on the day, or on the next open day", _OPEN,
                     _end_of_next_open_day, ("2026-03-08T10:00", "2026-03-09T18:00")),
        ClosedDayRow(_R.END_OF_CURRENT_HOURS, "the time stays if it is in open hours; else the end of the hours before "
                     "it, or the start of the next where there are none since the loan began", _OPEN,
                     _end_of_current_hours, ("2026-03-10T12:30", "2026-03-10T12:00")),
        ClosedDayRow(_R.START_OF_NEXT_HOURS, "the time stays if it is in open hours; else the start of the next hours",
                     _OPEN, _start_of_next_hours, ("2026-03-10T12:30", "2026-03-10T13:00")),
    )
}  # fmt: skip
"""The six rules for closed days."""


def due(
    opened_at: datetime, policy: Policy, calendar: Calendar, schedules: Mapping[str, Schedule] = NO_SCHEDULES
) -> datetime:
    """When a loan opened at a moment (with its zone) is due, in UTC. Raises `NoDueDate` or `NeverOpen`."""
    opened = _utc(opened_at)
    moment = unmoved(opened, policy, calendar, schedules)
    found = CLOSED_DAYS[policy.closed_days].place(calendar, moment, opened)
    if found <= opened:
        raise NoDueDate(f"A loan that begins {_shown(opened, calendar)} would be due at once.")
    return found


def unmoved(
    opened_at: datetime, policy: Policy, calendar: Calendar, schedules: Mapping[str, Schedule] = NO_SCHEDULES
) -> datetime:
    """When a loan would be due if no day were closed, in UTC. Raises `NoDueDate`."""
    opened, period = _utc(opened_at), policy.period
    today = calendar.day_of(opened)
    if isinstance(period, Duration):
        return later(opened, period, calendar)
    last = period.day if isinstance(period, Until) else _by_schedule(period, schedules, opened, calendar)
    if last < today:
        raise NoDueDate(f"A loan that begins {_shown(opened, calendar)} would have been due on {last}.")
    return calendar.end_of(last)


def later(moment: datetime, duration: Duration, calendar: Calendar) -> datetime:
    """The moment that is so much later: by the clock for minutes and hours, else by date at the same time of day."""
    if duration.unit.elapses:
        return moment + timedelta(minutes=duration.count * (60 if duration.unit is TimeUnit.HOURS else 1))
    local = moment.astimezone(calendar.zone).replace(tzinfo=None, fold=0)
    return instant(datetime.combine(duration.after(local.date()), local.time()), calendar.zone, last=True)


def _by_schedule(period: OnSchedule, schedules: Mapping[str, Schedule], opened: datetime, calendar: Calendar) -> date:
    schedule, today = schedules.get(period.key), calendar.day_of(opened)
    term = next((each for each in schedule.terms if each.first <= today <= each.last), None) if schedule else None
    if term is None:
        raise NoDueDate(f"Schedule “{period.name}” has no term for a loan that begins {_shown(opened, calendar)}.")
    return term.due


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError("a moment needs its zone")
    return moment.astimezone(UTC)


def _shown(moment: datetime, calendar: Calendar) -> str:
    return f"{moment.astimezone(calendar.zone):%Y-%m-%d at %H:%M}"
