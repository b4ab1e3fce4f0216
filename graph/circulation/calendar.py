"""When a library is open: weekly hours, days that differ, and the time zone in which both are meant.

Times of day are minutes from midnight of the day on which a span begins; a span may run past midnight. What is asked
and answered are instants in UTC. A time that a change of clocks skips becomes the moment of the change; one that comes
twice is the first where hours begin and the second where they end, so nobody is shut out early.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import ClassVar, Final, TypeAlias
from zoneinfo import ZoneInfo

from graph.circulation.errors import CirculationError
from graph.circulation.units import lineage, shown

HORIZON: Final = 1100
"""How many days are looked through for an open one."""

DAY: Final = 24 * 60

Open: TypeAlias = tuple[datetime, datetime]
"""When open hours begin and end, in UTC; a moment at either end is open."""


class NoCalendar(CirculationError):
    """Neither the organisational unit nor any above it has opening hours, or a time zone."""

    code: ClassVar[str] = "NO_CALENDAR"
    hint: ClassVar[str] = "Give the hours and the zone of the unit or of one above it, such as everywhere."


class NeverOpen(CirculationError):
    """A due date must land on open hours, and there are none for three years."""

    code: ClassVar[str] = "NEVER_OPEN"
    hint: ClassVar[str] = "Give the unit opening hours, or lend by keep-date, which doesn't ask for them."


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Open from one minute of a day to another, which may be in the next day (up to 24 hours later)."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{_clock(self.opens)}-{'24:00' if self.closes == DAY else _clock(self.closes % DAY)}"


@dataclass(frozen=True, slots=True)
class Differing:
    """Days with other hours than the week says, both included; none: closed."""

    first: date
    last: date
    spans: tuple[Span, ...] = ()
    name: str = ""


Week: TypeAlias = tuple[tuple[Span, ...], ...]
"""The spans of the seven days from Monday."""


@dataclass(frozen=True, slots=True)
class Hours:
    """What one unit says of its own: a week, or None where it keeps the week of the unit above, and differing days."""

    week: Week | None = None
    differing: tuple[Differing, ...] = ()


class Calendar:
    """The hours in force somewhere, in their time zone. Of several differing days for one date the first counts."""

    def __init__(self, week: Week, zone: ZoneInfo, differing: tuple[Differing, ...] = ()) -> None:
        self.week, self.zone, self.differing = week, zone, differing

    def differs(self, day: date) -> Differing | None:
        """What differs on a day."""
        return next((each for each in self.differing if each.first <= day <= each.last), None)

    def spans(self, day: date) -> tuple[Span, ...]:
        """The spans that begin on a day."""
        differing = self.differs(day)
        return self.week[day.weekday()] if differing is None else differing.spans

    def hours(self, day: date) -> list[Open]:
        """When it is open, of the spans that begin on a day, in order. What a change of clocks leaves nothing of is not
        there.
        """
        found = ((self.instant(day, each.opens), self.instant(day, each.closes, last=True)) for each in self.spans(day))
        return sorted((opens, closes) for opens, closes in found if opens < closes)

    def close_of(self, day: date) -> datetime | None:
        """When the last span that begins on a day ends; None on a closed day."""
        return max((closes for _, closes in self.hours(day)), default=None)

    def day_of(self, moment: datetime) -> date:
        """The date where the library is."""
        return moment.astimezone(self.zone).date()

    def is_open(self, moment: datetime) -> bool:
        """Whether it is open, also by a span that began the day before."""
        day = self.day_of(moment)
        return any(opens <= moment <= closes for each in (_next(day, -1), day) for opens, closes in self.hours(each))

    def end_before(self, moment: datetime) -> datetime | None:
        """The last end of open hours that is not after a moment; None where there is none."""
        day = self.day_of(moment)
        for back in range(HORIZON):
            both = (_next(day, -back), _next(day, -back - 1))
            ends = [closes for each in both for _, closes in self.hours(each) if closes <= moment]
            if ends:
                return max(ends)
        return None

    def start_after(self, moment: datetime) -> datetime:
        """The first begin of open hours after a moment. Raises `NeverOpen`."""
        for day in self.days(self.day_of(moment)):
            for opens, _ in self.hours(day):
                if opens > moment:
                    return opens
        raise self._never(self.day_of(moment))

    def close_after(self, day: date, moment: datetime) -> datetime:
        """The end of the first open day, from this day on, that is after a moment. Raises `NeverOpen`."""
        for each in self.days(day):
            closes = self.close_of(each)
            if closes is not None and closes > moment:
                return closes
        raise self._never(day)

    def days(self, first: date) -> Iterator[date]:
        """The days from one on, as far as is looked."""
        return (_next(first, n) for n in range(HORIZON))

    def open_time(self, begin: datetime, end: datetime) -> timedelta:
        """How long it is open between two moments; hours that overlap count once."""
        total, reached = timedelta(), begin
        day, last = _next(self.day_of(begin), -1), self.day_of(end)
        while day <= last:
            for opens, closes in self.hours(day):
                since, until = max(opens, reached), min(closes, end)
                if since < until:
                    total += until - since
                    reached = until
            day = _next(day, 1)
        return total

    def open_days(self, first: date, last: date) -> int:
        """How many of the days from one to another, both included, are open."""
        count = last.toordinal() - first.toordinal() + 1
        return sum(bool(self.spans(_next(first, n))) for n in range(count))

    def instant(self, day: date, minute: int, *, last: bool = False) -> datetime:
        """The moment of a minute of a day; of two of the same name the first, or the `last`."""
        extra, minute = divmod(minute, DAY)
        return instant(datetime.combine(_next(day, extra), time(*divmod(minute, 60))), self.zone, last=last)

    def end_of(self, day: date) -> datetime:
        """The last second of a day."""
        return instant(datetime.combine(day, time(23, 59, 59)), self.zone, last=True)

    def _never(self, day: date) -> NeverOpen:
        return NeverOpen(f"There are no open hours within {HORIZON:,} days of {day}.")


class Calendars:
    """The hours and time zones of a tree of organisational units, by path; each has what it doesn't say from above.

    Days on which a unit above is closed count below it too; its other hours only where its week counts. For one date
    the nearest unit goes first, then the days that are fewest, then those that come last.
    """

    def __init__(self, hours: Mapping[str, Hours], zones: Mapping[str, ZoneInfo]) -> None:
        self._hours, self._zones = dict(hours), dict(zones)

    def beside(self, zones: Mapping[str, ZoneInfo]) -> Calendars:
        """The same, with the time zones of units for which none is said here."""
        return Calendars(self._hours, {**zones, **self._zones})

    def at(self, unit: str) -> Calendar:
        """The calendar in force at a unit: the week and the zone of the nearest that has one. Raises `NoCalendar`."""
        zone = next((self._zones[each] for each in lineage(unit) if each in self._zones), None)
        if zone is None:
            raise NoCalendar(f"Neither {shown(unit)} nor any unit above it has a time zone.")
        week: Week | None = None
        differing: list[Differing] = []
        for each in lineage(unit):
            own = self._hours.get(each, Hours())
            differing += (x for x in _narrowest_first(own.differing) if week is None or not x.spans)
            week = own.week if week is None else week
        if week is not None:
            return Calendar(week, zone, tuple(differing))
        raise NoCalendar(f"Neither {shown(unit)} nor any unit above it has opening hours.")


def instant(local: datetime, zone: ZoneInfo, *, last: bool = False) -> datetime:
    """The moment a local time without a zone means there, in UTC."""
    early = local.replace(tzinfo=zone, fold=0)
    late = local.replace(tzinfo=zone, fold=1)
    if early.utcoffset() == late.utcoffset():
        return early.astimezone(UTC)
    first, second = sorted((early.astimezone(UTC), late.astimezone(UTC)))
    if first.astimezone(zone).replace(tzinfo=None, fold=0) == local:
        return second if last else first
    return _change_between(first, second, zone)


def _change_between(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The moment at which the clocks change, between two moments."""
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=int((after - before).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def _narrowest_first(differing: tuple[Differing, ...]) -> list[Differing]:
    later_first = reversed(differing)
    return sorted(later_first, key=lambda each: each.last.toordinal() - each.first.toordinal())


def _next(day: date, count: int) -> date:
    return date.fromordinal(day.toordinal() + count)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
