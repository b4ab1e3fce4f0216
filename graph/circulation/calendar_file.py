"""Opening hours as a library writes them down, in TOML: a table for each organisational unit.

    [everywhere]
    zone = "Europe/Berlin"
    monday = ["09:00-12:00", "13:00-18:00"]
    friday = ["20:00-02:00"]

    [[everywhere.exceptions]]
    from = 2026-12-24
    to = 2026-12-26
    name = "Christmas"

    [["harbor/map-room".exceptions]]
    on = 2026-05-02
    hours = ["10:00-14:00"]

A day of the week that isn't named is closed, and so is an exception without hours. A unit that names no day keeps the
week of the unit above it. What is closed above is closed below, unless an exception of the unit itself says otherwise.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from itertools import pairwise
from typing import Any, ClassVar, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from graph.circulation.calendar import DAY, Calendars, Differing, Hours, Span
from graph.circulation.errors import CirculationError
from graph.circulation.rules.errors import nearest
from graph.circulation.units import EVERYWHERE

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST: Final = 1_000_000
"""How many characters a text may have."""

_SPAN: Final = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])\s*[-–]\s*(?:([01][0-9]|2[0-3]):([0-5][0-9])|24:00)")
_YEARS: Final = range(1900, 3000)


class InvalidCalendar(CirculationError):
    """Opening hours that can't be read: not TOML, an unknown word, a time, date or zone that is none, hours that
    overlap. Every problem is named at once.
    """

    code: ClassVar[str] = "INVALID_CALENDAR"
    hint: ClassVar[str] = 'Hours are written monday = ["09:00-12:00", "13:00-18:00"], zones as zone = "Europe/Berlin".'

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("; ".join(problems) + ".")
        self.problems = tuple(problems)


def read_calendars(text: str) -> Calendars:
    """The calendars a TOML text gives. Raises `InvalidCalendar` with every problem in it."""
    if len(text) > LONGEST:
        raise InvalidCalendar([f"the text has {len(text):,} characters, more than {LONGEST:,}"])
    try:
        given = tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidCalendar([f"it is not TOML: {error}"]) from None
    reading = _Reading()
    for name, table in given.items():
        reading.unit(name, table)
    if reading.problems:
        raise InvalidCalendar(reading.problems)
    return Calendars(reading.hours, reading.zones)


class _Reading:
    """Takes in unit after unit and gathers what is wrong."""

    def __init__(self) -> None:
        self.hours: dict[str, Hours] = {}
        self.zones: dict[str, ZoneInfo] = {}
        self.problems: list[str] = []

    def unit(self, name: str, table: object) -> None:
        """One unit."""
        if not isinstance(table, dict):
            self.problems.append(f"“{name}” is not a table of a unit")
            return
        path = "" if name == EVERYWHERE else name
        known = ("zone", "exceptions", *WEEKDAYS)
        for each in table:
            if each not in known:
                self.problems.append(f"{name}: “{each}” is unknown" + _meant(each, known))
        if "zone" in table and (zone := self._zone(name, table["zone"])) is not None:
            self.zones[path] = zone
        week = None
        if any(day in table for day in WEEKDAYS):
            week = tuple(self._spans(f"{name} {day}", table.get(day, [])) for day in WEEKDAYS)
        exceptions = table.get("exceptions", [])
        if not isinstance(exceptions, list):
            self.problems.append(f"{name}: “exceptions” is not a list of tables")
            exceptions = []
        differing = [self._exception(f"{name} exception {n}", each) for n, each in enumerate(exceptions, 1)]
        self.hours[path] = Hours(week, tuple(each for each in differing if each is not None))

    def _zone(self, name: str, key: object) -> ZoneInfo | None:
        if isinstance(key, str):
            with suppress(ZoneInfoNotFoundError, ValueError, OSError):
                return ZoneInfo(key)
        known = available_timezones()
        none_at_all = "" if known else ": this system has no time zones, install its package tzdata"
        self.problems.append(f"{name}: there is no time zone “{key}”{_meant(str(key), known)}{none_at_all}")
        return None

    def _spans(self, where: str, given: object) -> tuple[Span, ...]:
        if not isinstance(given, list):
            self.problems.append(f'{where}: expected a list such as ["09:00-18:00"]')
            return ()
        found: list[Span] = []
        for each in given:
            span = _span(each)
            if span is None:
                self.problems.append(f"{where}: “{each}” is not like 09:00-18:00")
            else:
                found.append(span)
        found.sort()
        for one, two in pairwise(found):
            if two.opens < one.closes:
                self.problems.append(f"{where}: {one} and {two} overlap")
        return tuple(found)

    def _exception(self, where: str, table: object) -> Differing | None:
        if not isinstance(table, dict):
            self.problems.append(f"{where} is not a table")
            return None
        known = ("on", "from", "to", "hours", "name")
        for each in table:
            if each not in known:
                self.problems.append(f"{where}: “{each}” is unknown" + _meant(each, known))
        spans = self._spans(f"{where}: hours", table.get("hours", []))
        first, last = _day(table.get("on", table.get("from"))), _day(table.get("on", table.get("to")))
        if first is None or last is None or ("on" in table and ("from" in table or "to" in table)):
            self.problems.append(f"{where}: expected on = 2026-12-24, or from = 2026-12-24 and to = 2026-12-26")
            return None
        if last < first:
            self.problems.append(f"{where}: its last day {last} is before its first {first}")
            return None
        return Differing(first, last, spans, str(table.get("name", "")))


def _span(given: object) -> Span | None:
    found = _SPAN.fullmatch(given.strip()) if isinstance(given, str) else None
    if found is None:
        return None
    opens = int(found[1]) * 60 + int(found[2])
    closes = DAY if found[3] is None else int(found[3]) * 60 + int(found[4])
    return Span(opens, closes if closes > opens else closes + DAY)


def _day(given: Any) -> date | None:
    fits = isinstance(given, date) and not isinstance(given, datetime) and given.year in _YEARS
    return given if fits else None


def _meant(word: str, known: Sequence[str] | set[str]) -> str:
    found = nearest(word, known)
    return f"; did you mean “{found}”?" if found else ""
