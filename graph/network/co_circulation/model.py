"""Settings and publications of co-circulation as values.

Days are UTC. A window begins and ends on the first day of a month and belongs to what is published on the day it ends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import ClassVar, Final

from graph.tenants.model import TenantError

FEWEST: Final = 5
"""No network publishes what fewer borrowers than this have in common."""
MONTHS: Final = (3, 6, 12)
"""How long a window may be: each divides a year, so that the days of publication are the same every year."""


class InvalidCoCirculation(TenantError):
    """Too few borrowers, or a window that divides no year."""

    code: ClassVar[str] = "INVALID_CO_CIRCULATION"
    hint: ClassVar[str] = f"At least {FEWEST} borrowers; windows of 3, 6 or 12 months."


@dataclass(frozen=True, slots=True)
class Pooling:
    """How a network counts: a pair of works is published from `k` distinct borrowers on, for each `months` together."""

    k: int = 10
    months: int = 3
    since: date = date.min
    """The day it was settled: no window that was over by then is published."""
    revision: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Window:
    """The loans that began from `start` on and before `end`."""

    start: date
    end: date

    def __contains__(self, at: datetime) -> bool:
        return _midnight(self.start) <= at < _midnight(self.end)


@dataclass(frozen=True, slots=True)
class Publication:
    """One day of publication: the window that ended then, from how many borrowers on, and how many pairs it has."""

    iri: str
    network: str
    window: Window
    k: int
    pairs: int
    published_at: datetime


@dataclass(frozen=True, slots=True)
class Together:
    """A work that was borrowed by those who borrowed another: by at least so many of them, in which window, and
    of which network, where it is read.
    """

    work: str
    borrowers: int
    k: int
    window: Window
    network: str = ""


def each_once(found: Iterable[Together]) -> list[Together]:
    """Each work once, as the first of what is found says it.

    >>> first, last = (Window(date(2026, month, 1), date(2026, month + 3, 1)) for month in (1, 4))
    >>> [(each.work, each.window.start.month) for each in each_once(
    ...     [Together("a", 5, 5, last), Together("a", 10, 5, first), Together("b", 5, 5, first)])]
    [('a', 4), ('b', 1)]
    """
    kept: dict[str, Together] = {}
    for each in found:
        kept.setdefault(each.work, each)
    return list(kept.values())


def last_window(months: int, today: date) -> Window:
    """The last window that is over on a day.

    >>> last_window(3, date(2026, 5, 20))
    Window(start=datetime.date(2026, 1, 1), end=datetime.date(2026, 4, 1))
    """
    end = today.year * 12 + (today.month - 1) // months * months
    return Window(_first(end - months), _first(end))


def next_day(months: int, today: date) -> date:
    """The next day of publication after a day."""
    return _first(today.year * 12 + (today.month - 1) // months * months + months)


def _first(month: int) -> date:
    """The first day of a month, counted from the year nought."""
    return date(month // 12, month % 12 + 1, 1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
