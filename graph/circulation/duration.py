"""Lengths of time as libraries give them: 28 days, 4 hours, 6 months."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class TimeUnit(StrEnum):
    """What a length of time is counted in."""

    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"

    @property
    def elapses(self) -> bool:
        """Whether it passes by the clock (minutes, hours) and not by the calendar."""
        return self in {TimeUnit.MINUTES, TimeUnit.HOURS}


_MINUTES: Final = {
    TimeUnit.MINUTES: 1,
    TimeUnit.HOURS: 60,
    TimeUnit.DAYS: 24 * 60,
    TimeUnit.WEEKS: 7 * 24 * 60,
    TimeUnit.MONTHS: 30 * 24 * 60,
}


@dataclass(frozen=True, slots=True)
class Duration:
    """So many units of time. A month is a calendar month: 31 January and a month is the last of February."""

    count: int
    unit: TimeUnit

    def __str__(self) -> str:
        return f"{self.count} {self.unit.value[:-1] if self.count == 1 else self.unit.value}"

    @property
    def about_minutes(self) -> int:
        """How long it is, a month taken as 30 days: for comparing two of them, never for dates."""
        return self.count * _MINUTES[self.unit]

    def after(self, day: date) -> date:
        """The day that is so many days, weeks or months later. Hours and minutes stay within the day."""
        if self.unit is TimeUnit.MONTHS:
            months = day.year * 12 + day.month - 1 + self.count
            year, month = divmod(months, 12)
            return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
        days = self.count * {TimeUnit.DAYS: 1, TimeUnit.WEEKS: 7}.get(self.unit, 0)
        return date.fromordinal(day.toordinal() + days)
