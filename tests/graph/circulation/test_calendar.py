"""Opening hours: read, inherited, past midnight, and through changes of clocks."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.circulation.calendar import Calendar, NeverOpen, NoCalendar, Span, instant
from graph.circulation.calendar_file import InvalidCalendar, read_calendars

BERLIN = ZoneInfo("Europe/Berlin")
LIBRARY = """\
[everywhere]
zone = "Europe/Berlin"
monday = ["13:00-18:00", "09:00-12:00"]
friday = ["20:00-02:00"]
saturday = ["10:00-24:00"]

[[everywhere.exceptions]]
from = 2026-12-21
to = 2026-12-28
name = "Christmas"

[[everywhere.exceptions]]
on = 2026-12-28
hours = ["10:00-14:00"]

["harbor/map-room"]
exceptions = [{ on = 2026-03-02 }]

[island]
zone = "Atlantic/Azores"

[night]
sunday = ["00:00-24:00"]
"""


def at(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def shown(calendar: Calendar, day: str) -> list[str]:
    return [
        f"{opens.astimezone(calendar.zone):%d %H:%M} {closes.astimezone(calendar.zone):%d %H:%M}"
        for opens, closes in calendar.hours(date.fromisoformat(day))
    ]


def test_a_day_may_have_several_spans_and_run_past_midnight() -> None:
    calendar = read_calendars(LIBRARY).at("harbor")
    assert shown(calendar, "2026-03-09") == ["09 09:00 09 12:00", "09 13:00 09 18:00"]
    assert shown(calendar, "2026-03-06") == ["06 20:00 07 02:00"]
    assert shown(calendar, "2026-03-07") == ["07 10:00 08 00:00"]
    assert shown(calendar, "2026-03-08") == []
    assert calendar.is_open(at("2026-03-07T01:30"))
    assert not calendar.is_open(at("2026-03-07T02:30"))
    assert calendar.is_open(at("2026-03-07T02:00"))


def test_exceptions_take_the_place_of_the_week_and_the_narrowest_counts() -> None:
    calendar = read_calendars(LIBRARY).at("")
    assert shown(calendar, "2026-12-21") == []
    assert shown(calendar, "2026-12-28") == ["28 10:00 28 14:00"]
    differing = calendar.differs(date(2026, 12, 22))
    assert differing is not None
    assert differing.name == "Christmas"


def test_a_unit_has_what_it_does_not_say_from_above() -> None:
    calendars = read_calendars(LIBRARY)
    assert shown(calendars.at("harbor/map-room"), "2026-03-02") == []
    assert shown(calendars.at("harbor/map-room/shelf"), "2026-03-02") == []
    assert shown(calendars.at("harbor"), "2026-03-02") != []
    assert shown(calendars.at("harbor/map-room"), "2026-12-21") == []
    assert calendars.at("island").hours(date(2026, 3, 9))[0][0] == at("2026-03-09T09:00", ZoneInfo("Atlantic/Azores"))
    assert shown(calendars.at("night"), "2026-03-09") == []
    assert shown(calendars.at("night"), "2026-12-20") == ["20 00:00 21 00:00"]


def test_what_is_closed_above_is_closed_below_unless_the_unit_says_otherwise() -> None:
    own = '\n[["harbor/bar".exceptions]]\nfrom = 2026-12-24\nto = 2026-12-26\nhours = ["22:00-04:00"]\n'
    calendars = read_calendars(LIBRARY + own)
    assert shown(calendars.at("night"), "2026-12-27") == []
    assert shown(calendars.at("night"), "2026-12-28") == [], "other hours of a unit above are of its own week"
    assert shown(calendars.at("harbor/bar"), "2026-12-25") == ["25 22:00 26 04:00"]


def test_where_nobody_gives_hours_or_a_zone_there_is_no_calendar() -> None:
    with pytest.raises(NoCalendar, match="Neither harbor nor any unit above it has a time zone"):
        read_calendars('[harbor]\nmonday = ["09:00-12:00"]').at("harbor")
    with pytest.raises(NoCalendar, match="Neither everywhere nor any unit above it has opening hours"):
        read_calendars('[everywhere]\nzone = "UTC"').at("")


def test_hours_that_the_clocks_skip_begin_when_they_change_and_those_that_come_twice_are_open_both_times() -> None:
    nights = Calendar(((Span(150, 190), Span(195, 240)),) * 7, BERLIN)
    assert shown(nights, "2026-03-29") == ["29 03:00 29 03:10", "29 03:15 29 04:00"]
    within = Calendar(((Span(135, 165),),) * 7, BERLIN)
    assert shown(within, "2026-03-29") == []
    assert shown(within, "2026-03-30") == ["30 02:15 30 02:45"]
    ((opens, closes),) = within.hours(date(2026, 10, 25))
    assert (opens, closes) == (datetime(2026, 10, 25, 0, 15, tzinfo=UTC), datetime(2026, 10, 25, 1, 45, tzinfo=UTC))


def test_a_day_that_a_zone_skipped_has_no_hours() -> None:
    samoa = Calendar(((Span(540, 1080),),) * 7, ZoneInfo("Pacific/Apia"))
    assert samoa.hours(date(2011, 12, 30)) == []
    assert len(samoa.hours(date(2011, 12, 31))) == 1


ZONES = st.sampled_from(["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"])

FIRST = datetime(2011, 1, 1)  # noqa: DTZ001 - a local time, of any zone


@settings(max_examples=200, deadline=None)
@given(ZONES, st.integers(0, 600_000_000).map(lambda seconds: FIRST + timedelta(seconds=seconds)))
def test_a_local_time_becomes_the_moment_that_shows_it_or_the_change_that_skips_it(name: str, local: datetime) -> None:
    zone = ZoneInfo(name)
    first, last = instant(local, zone), instant(local, zone, last=True)
    assert first <= last
    for each in (first, last):
        back = each.astimezone(zone).replace(tzinfo=None)
        if back != local:
            before = (each - timedelta(seconds=1)).astimezone(zone)
            assert before.replace(tzinfo=None) < local < back
            assert before.utcoffset() != each.astimezone(zone).utcoffset()


def test_a_library_that_never_opens_is_told_so() -> None:
    closed = Calendar(((),) * 7, BERLIN)
    moment = at("2026-03-02T10:00")
    assert closed.end_before(moment) is None
    with pytest.raises(NeverOpen, match="no open hours within 1,100 days of 2026-03-02"):
        closed.start_after(moment)
    with pytest.raises(NeverOpen):
        closed.close_after(date(2026, 3, 2), moment)


def test_every_mistake_in_a_calendar_is_told_at_once() -> None:
    text = """\
harbor = 1
[everywhere]
zone = "Europe/Berln"
mondy = []
tuesday = ["9-18", "10:00-12:00", "11:00-13:00"]
wednesday = "09:00-10:00"
[[everywhere.exceptions]]
on = "2026-12-24"
[[everywhere.exceptions]]
from = 2026-12-24
to = 2026-12-20
hours = ["25:00-26:00"]
"""
    with pytest.raises(InvalidCalendar) as told:
        read_calendars(text)
    assert list(told.value.problems) == [
        "“harbor” is not a table of a unit",
        "everywhere: “mondy” is unknown; did you mean “monday”?",
        "everywhere: there is no time zone “Europe/Berln”; did you mean “Europe/Berlin”?",
        "everywhere tuesday: “9-18” is not like 09:00-18:00",
        "everywhere tuesday: 10:00-12:00 and 11:00-13:00 overlap",
        'everywhere wednesday: expected a list such as ["09:00-18:00"]',
        "everywhere exception 1: expected on = 2026-12-24, or from = 2026-12-24 and to = 2026-12-26",
        "everywhere exception 2: hours: “25:00-26:00” is not like 09:00-18:00",
        "everywhere exception 2: its last day 2026-12-20 is before its first 2026-12-24",
    ]


@pytest.mark.parametrize(
    "text", ["[everywhere", 'zone = "UTC"', "[everywhere]\nzone = 3", '[everywhere]\nzone = "../x"']
)
def test_a_file_that_is_no_calendar_is_refused(text: str) -> None:
    with pytest.raises(InvalidCalendar):
        read_calendars(text)
