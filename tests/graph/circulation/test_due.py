"""Due dates: where each rule for closed days puts them, and that those which promise open hours keep the promise."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.circulation.calendar import DAY, Calendar, Differing, Span
from graph.circulation.due import CLOSED_DAYS, EXAMPLE, ClosedDayRow, Lands, NoDueDate, due, later
from graph.circulation.duration import Duration, TimeUnit
from graph.circulation.overdue import overdue_amount, overdue_units
from graph.circulation.rules.model import Case, ClosedDays, OnSchedule, Overdue, Per, Period, Policy, Until
from graph.circulation.rules.parser import parse
from graph.circulation.rules.presets import PRESETS
from graph.circulation.rules.resolver import Resolver
from mappings.money import Money

BERLIN = ZoneInfo("Europe/Berlin")
POLICY = Resolver(PRESETS["public"].rules()).policy(Case())
DAYS, HOURS = TimeUnit.DAYS, TimeUnit.HOURS


def lent(period: Period, rule: ClosedDays) -> Policy:
    return replace(POLICY, period=period, closed_days=rule)


def at(text: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def local(moment: datetime, calendar: Calendar) -> str:
    return f"{moment.astimezone(calendar.zone):%Y-%m-%dT%H:%M}"


def test_there_is_a_row_for_each_rule() -> None:
    assert list(CLOSED_DAYS) == list(ClosedDays)


@pytest.mark.parametrize("row", CLOSED_DAYS.values(), ids=list(CLOSED_DAYS))
def test_each_rule_for_closed_days_does_what_its_example_shows(row: ClosedDayRow) -> None:
    moment, expected = (at(each, EXAMPLE.zone) for each in row.example)
    found = due(moment - timedelta(days=7), lent(Duration(7, DAYS), row.rule), EXAMPLE)
    assert found == expected
    assert (row.lands is Lands.IN_OPEN_HOURS) <= EXAMPLE.is_open(found)


@st.composite
def calendars(draw: st.DrawFn, latest: int = 2 * DAY) -> Calendar:
    """Any week with some open hours, days that differ, anywhere; it closes at the `latest` minute of a day."""

    def spans(least: int) -> st.SearchStrategy[tuple[Span, ...]]:
        one = st.builds(
            lambda opens, long: Span(opens, min(opens + long, latest)), st.integers(0, DAY - 1), st.integers(1, DAY)
        )
        return st.lists(one, min_size=least, max_size=3).map(lambda found: tuple(sorted(found)))

    week = [draw(spans(0)) for _ in range(7)]
    week[draw(st.integers(0, 6))] = draw(spans(1))
    zone = draw(st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC", "Asia/Tehran"]))
    first = draw(st.dates(date(2026, 1, 1), date(2027, 1, 1)))
    differing = Differing(first, first + timedelta(days=draw(st.integers(0, 40))), draw(spans(0)))
    return Calendar(tuple(week), ZoneInfo(zone), (differing,))


PERIODS = st.builds(Duration, st.integers(1, 60), st.sampled_from(TimeUnit)) | st.builds(
    Until, st.dates(date(2026, 1, 1), date(2027, 6, 1))
)


MOMENTS = st.integers(0, 365 * 24 * 60).map(lambda late: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=late))


@settings(max_examples=150, deadline=None)
@given(calendars(), PERIODS, st.sampled_from(ClosedDays), MOMENTS)
def test_a_due_date_lies_after_the_loan_began_and_in_open_hours_where_its_rule_says_so(
    calendar: Calendar, period: Period, rule: ClosedDays, moment: datetime
) -> None:
    try:
        found = due(moment, lent(period, rule), calendar)
    except NoDueDate:
        assert isinstance(period, Until)
        assert calendar.end_of(period.day) <= moment
        return
    assert found > moment
    if CLOSED_DAYS[rule].lands is Lands.IN_OPEN_HOURS:
        assert calendar.is_open(found)


@settings(max_examples=60, deadline=None)
@given(calendars(latest=DAY), st.sampled_from(ClosedDays), MOMENTS)
def test_a_longer_loan_is_never_due_earlier(calendar: Calendar, rule: ClosedDays, moment: datetime) -> None:
    found = [due(moment, lent(Duration(count, DAYS), rule), calendar) for count in (1, 2, 3, 7, 8, 30)]
    assert found == sorted(found)


@pytest.mark.parametrize(
    ("rule", "opened", "period", "expected"),
    [
        # Opened after closing time on Saturday, for two hours: no hours since, so what comes next.
        (ClosedDays.END_OF_CURRENT_HOURS, "2026-03-07T14:00", Duration(2, HOURS), "2026-03-09T09:00"),
        # A loan over the lunch break ends before it, where it began before it.
        (ClosedDays.END_OF_CURRENT_HOURS, "2026-03-09T11:00", Duration(90, TimeUnit.MINUTES), "2026-03-09T12:00"),
        # The open day before would be today, and today has closed already.
        (ClosedDays.END_OF_PREVIOUS_OPEN_DAY, "2026-03-07T14:00", Duration(1, DAYS), "2026-03-09T18:00"),
        (ClosedDays.END_OF_NEXT_OPEN_DAY, "2026-03-09T20:00", Duration(1, HOURS), "2026-03-10T18:00"),
        (ClosedDays.KEEP_DATE, "2026-01-31T10:00", Duration(1, TimeUnit.MONTHS), "2026-02-28T23:59"),
        (ClosedDays.END_OF_NEXT_OPEN_DAY, "2026-03-01T10:00", Until(date(2026, 3, 15)), "2026-03-16T18:00"),
        (ClosedDays.KEEP_DATE_TIME, "2026-03-01T10:00", Duration(2, TimeUnit.WEEKS), "2026-03-15T10:00"),
    ],
)
def test_a_loan_is_due(rule: ClosedDays, opened: str, period: Period, expected: str) -> None:
    assert local(due(at(opened, EXAMPLE.zone), lent(period, rule), EXAMPLE), EXAMPLE) == expected


def test_days_keep_the_time_of_day_and_hours_the_clock_through_a_change_of_clocks() -> None:
    calendar = Calendar(EXAMPLE.week, BERLIN)
    opened = at("2026-03-28T10:00", BERLIN)
    assert local(later(opened, Duration(1, DAYS), calendar), calendar) == "2026-03-29T10:00"
    assert local(later(opened, Duration(24, HOURS), calendar), calendar) == "2026-03-29T11:00"
    assert local(later(at("2026-03-28T02:30", BERLIN), Duration(1, DAYS), calendar), calendar) == "2026-03-29T03:00"


def test_the_date_of_a_loan_is_that_of_the_library() -> None:
    auckland = Calendar(((Span(540, 1080),),) * 7, ZoneInfo("Pacific/Auckland"))
    opened = datetime(2026, 3, 1, 20, 0, tzinfo=UTC)  # Monday morning there
    assert local(due(opened, lent(Duration(1, DAYS), ClosedDays.END_OF_NEXT_OPEN_DAY), auckland), auckland) == (
        "2026-03-03T18:00"
    )


def test_a_schedule_gives_the_due_date_of_the_term_in_which_a_loan_begins() -> None:
    rules = parse("""\
schedule terms :
    2026-02-01 to 2026-06-30 due 2026-07-12
    2026-09-01 to 2027-01-31 due 2027-02-12
everywhere : period schedule terms
""")
    policy = lent(OnSchedule("terms"), ClosedDays.END_OF_PREVIOUS_OPEN_DAY)
    assert local(due(at("2026-06-30T10:00", EXAMPLE.zone), policy, EXAMPLE, rules.schedules), EXAMPLE) == (
        "2026-07-11T13:00"
    )
    with pytest.raises(NoDueDate, match=r"Schedule “terms” has no term for a loan that begins 2026-07-01 at 10:00\."):
        due(at("2026-07-01T10:00", EXAMPLE.zone), policy, EXAMPLE, rules.schedules)


def test_a_fixed_day_that_is_over_gives_no_due_date() -> None:
    with pytest.raises(NoDueDate, match=r"would have been due on 2026-03-01\."):
        due(at("2026-03-02T10:00", EXAMPLE.zone), lent(Until(date(2026, 3, 1)), ClosedDays.KEEP_DATE), EXAMPLE)


def test_a_loan_of_no_time_is_refused() -> None:
    with pytest.raises(NoDueDate, match="would be due at once"):
        due(at("2026-03-02T10:00", EXAMPLE.zone), lent(Duration(0, DAYS), ClosedDays.KEEP_DATE_TIME), EXAMPLE)


def test_a_moment_without_a_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="zone"):
        due(datetime(2026, 3, 2, 10), POLICY, EXAMPLE)  # noqa: DTZ001 - that is the fault


DAILY = Overdue(Money(50, "EUR"), Per.DAY, Money(400, "EUR"))
HOURLY = Overdue(Money(100, "EUR"), Per.HOUR)


@pytest.mark.parametrize(
    ("overdue", "returned", "units"),
    [
        (DAILY, "2026-03-06T18:00", 0),  # Friday, as it is due
        (DAILY, "2026-03-06T23:00", 0),  # the rest of the day is free
        (DAILY, "2026-03-07T10:00", 1),
        (DAILY, "2026-03-08T10:00", 1),  # Sunday is closed
        (DAILY, "2026-03-09T10:00", 2),
        (replace(DAILY, count_closed=True), "2026-03-09T10:00", 3),
        (HOURLY, "2026-03-07T08:00", 0),
        (HOURLY, "2026-03-07T09:01", 1),
        (HOURLY, "2026-03-09T09:00", 4),  # Saturday, 9 to 13
        (HOURLY, "2026-03-09T12:30", 7),
        (replace(HOURLY, count_closed=True), "2026-03-07T08:00", 14),
    ],
)
def test_overdue_days_and_hours_are_counted(overdue: Overdue, returned: str, units: int) -> None:
    moment = at("2026-03-06T18:00", EXAMPLE.zone)
    assert overdue_units(overdue, moment, at(returned, EXAMPLE.zone), EXAMPLE) == units


@pytest.mark.parametrize(
    ("grace", "returned", "owed"),
    [
        (None, "2026-03-07T10:00", "0.50 EUR"),
        (Duration(1, DAYS), "2026-03-07T18:00", None),
        (Duration(1, DAYS), "2026-03-07T18:01", "0.50 EUR"),
        (Duration(1, DAYS), "2026-03-09T10:00", "1.00 EUR"),  # after the grace everything counts
        (None, "2026-04-30T10:00", "4.00 EUR"),  # the maximum
        (None, "2026-03-06T17:00", None),
    ],
)
def test_a_late_return_costs(grace: Duration | None, returned: str, owed: str | None) -> None:
    found = overdue_amount(DAILY, grace, at("2026-03-06T18:00", EXAMPLE.zone), at(returned, EXAMPLE.zone), EXAMPLE)
    assert (found and str(found)) == owed


def test_nothing_is_owed_where_no_rate_is() -> None:
    assert (
        overdue_amount(None, None, datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC), EXAMPLE) is None
    )


@settings(max_examples=60, deadline=None)
@given(calendars(), st.sampled_from([DAILY, HOURLY]), st.integers(0, 40 * 24), st.integers(0, 40 * 24))
def test_a_later_return_never_costs_less_and_closed_days_never_more(
    calendar: Calendar, overdue: Overdue, one: int, two: int
) -> None:
    moment = datetime(2026, 3, 2, 10, tzinfo=UTC)
    earlier, afterwards = (moment + timedelta(hours=each) for each in sorted((one, two)))
    counted = replace(overdue, count_closed=True)
    assert overdue_units(overdue, moment, earlier, calendar) <= overdue_units(overdue, moment, afterwards, calendar)
    assert overdue_units(overdue, moment, earlier, calendar) <= overdue_units(counted, moment, earlier, calendar)
