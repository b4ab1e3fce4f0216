"""The named places of a template, such as {item.title}: what is written there, and for which notices there is one.

Whatever is written in a place is one line of plain text: what comes from a record or a register can't begin a line, and
so no header, of its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from enum import Enum
from typing import Final

_LONGEST: Final = 300
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what follows them, beyond their own value."""


class About(Enum):
    """What a notice is about."""

    LOAN = "a loan"
    REQUEST = "a request"


@dataclass(frozen=True, slots=True)
class Addressed:
    """Whom a message is for and from, and in which language (a BCP 47 tag). `count`: how many things it is about."""

    patron: str
    barcode: str
    library: str
    language: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing a message is about. Moments are shown in `zone`."""

    title: str
    barcode: str = ""
    due_at: datetime | None = None
    fetch_at: str = ""
    """What the service point is called where it is to be fetched."""
    fetch_until: date | None = None
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class Place:
    """A place: what is written there, for notices about what (None: any), and what of `EXAMPLE`.

    `each`: it is of one thing, so the lines it stands in are written for each thing.
    """

    name: str
    says: str
    value: Callable[[Addressed, Thing], str]
    example: str
    each: bool = False
    only: About | None = None


def _day(day: date | datetime | None, to: Addressed) -> str:
    from babel.dates import format_date

    return "" if day is None else format_date(day, "long", locale=_locale(to.language))


def _time(moment: datetime | None, to: Addressed) -> str:
    from babel.dates import format_time

    return "" if moment is None else format_time(moment, "short", locale=_locale(to.language))


def _locale(language: str) -> str:
    from babel.core import Locale, UnknownLocaleError

    for tag in (language, language.partition("-")[0]):
        try:
            return str(Locale.parse(tag, sep="-"))
        except (ValueError, UnknownLocaleError):
            continue
    return "en"


def _there(thing: Thing) -> datetime | None:
    return None if thing.due_at is None else thing.due_at.astimezone(thing.zone)


PLACES: Final[dict[str, Place]] = {
    each.name: each
    for each in (
        Place("patron.name", "the patron's name", lambda to, _: to.patron, "Ada Example"),
        Place("patron.barcode", "the number of the patron's card", lambda to, _: to.barcode, "P0001"),
        Place("library.name", "what the library is called", lambda to, _: to.library, "Harbor Public Library"),
        Place("count", "how many things the message is about", lambda to, _: str(to.count), "2"),
        Place("item.title", "the title, or the barcode where there is none",
              lambda _, thing: thing.title or thing.barcode, "War and peace", each=True),
        Place("item.barcode", "the item's barcode", lambda _, thing: thing.barcode, "31", each=True),
        Place("due.date", "the day it is due", lambda to, thing: _day(_there(thing), to), "March 30, 2026",
              each=True, only=About.LOAN),
        Place("due.time", "the time it is due", lambda to, thing: _time(_there(thing), to), "6:00 PM",
              each=True, only=About.LOAN),
        Place("fetch.place", "where it can be fetched", lambda _, thing: thing.fetch_at, "Main desk",
              each=True, only=About.REQUEST),
        Place("fetch.until", "the last day it waits there", lambda to, thing: _day(thing.fetch_until, to),
              "April 6, 2026", each=True, only=About.REQUEST),
    )
}  # fmt: skip
"""Every place by its name."""

EXAMPLE: Final = (
    Addressed("Ada Example", "P0001", "Harbor Public Library", "en", 2),
    (
        Thing("War and peace", "31", datetime(2026, 3, 30, 18, tzinfo=UTC), "Main desk", date(2026, 4, 6)),
        Thing("A history of maps", "32", datetime(2026, 3, 31, 18, tzinfo=UTC), "Branch", date(2026, 4, 7)),
    ),
)
"""Somebody with two things, whom the examples are about."""


def one_line(text: str) -> str:
    """A value as one line of plain text: no line breaks, no control characters, nothing that turns the text around."""
    kept = _TURNS.sub("", text)
    kept = "".join(" " if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} else each for each in kept)
    return " ".join(kept.split())[:_LONGEST]
