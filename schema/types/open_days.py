"""When a place of a library is open, day by day, for everybody who may read its catalogue."""

from __future__ import annotations

from datetime import datetime

import strawberry

from graph.circulation.calendar import NoCalendar
from graph.circulation.opening import OpenDay as KnownDay
from graph.circulation.opening import open_days
from schema.ask import Ask
from schema.fields import attribute
from schema.scalars import DateTime
from schema.types.tenant import readable


@strawberry.type(description="Hours from opening to closing.")
class OpenSpan:
    """Hours from opening to closing."""

    opens: DateTime = attribute("When it opens, in the time zone of the place.")
    closes: DateTime = attribute("When it closes, in the time zone of the place.")


@strawberry.type(description="One day at a place.")
class OpenDay:
    """One day at a place."""

    date: str = attribute("The day, as 2026-03-02.")
    spans: list[OpenSpan] = attribute("The hours that begin on it; none where it is closed.")
    name: str | None = attribute("Why it differs from the week, such as a holiday.")


@strawberry.type(description="When a place is open.")
class OpenDays:
    """When a place is open."""

    path: str = attribute("The unit, as lending rules name it.")
    timezone: str = attribute("The time zone of the place.")
    open: bool = attribute("Whether it is open at the moment asked for.")
    days: list[OpenDay] = attribute("Day by day.")


def open_days_at(tenant: str | None, unit: str | None, at: datetime | None, days: int, ask: Ask) -> OpenDays | None:
    """When a unit of a library whose catalogue the caller may read is open; None where there is no such unit."""
    if tenant is None or tenant not in readable(ask):
        return None
    settings, path, moment = ask.services.settings.of(tenant), unit or tenant, at or ask.clock()
    if path not in settings.units.values():
        return None
    try:
        calendar = settings.calendars.at(path)
    except NoCalendar:
        return None
    return OpenDays(
        path=path,
        timezone=calendar.zone.key,
        open=calendar.is_open(moment),
        days=[_day_of(each) for each in open_days(calendar, moment, days)],
    )


def _day_of(known: KnownDay) -> OpenDay:
    spans = [OpenSpan(opens=DateTime(opens), closes=DateTime(closes)) for opens, closes in known.hours]
    return OpenDay(date=known.day.isoformat(), spans=spans, name=known.name or None)
