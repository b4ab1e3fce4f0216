"""When a place is open, day by day, for people to read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph.circulation.calendar import Calendar, Open


@dataclass(frozen=True, slots=True)
class OpenDay:
    """The hours that begin on a day, none where it is closed; `name` says why they differ from its week."""

    day: date
    hours: tuple[Open, ...]
    name: str = ""


def open_days(calendar: Calendar, since: datetime, count: int) -> list[OpenDay]:
    """So many days from the one a moment is in, where the library is; times are in its zone."""
    first = calendar.day_of(since).toordinal()
    found = []
    for day in map(date.fromordinal, range(first, first + count)):
        differing = calendar.differs(day)
        hours = tuple(
            (opens.astimezone(calendar.zone), closes.astimezone(calendar.zone)) for opens, closes in calendar.hours(day)
        )
        found.append(OpenDay(day, hours, differing.name if differing else ""))
    return found
