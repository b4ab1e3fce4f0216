"""The table of what a rule can declare: how each field is read and written, with examples that run as tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

from graph.circulation.duration import Duration, TimeUnit
from graph.circulation.rules import compound
from graph.circulation.rules.model import (
    ClosedDays,
    Field,
    Lost,
    Notice,
    OnSchedule,
    Overdue,
    Per,
    Period,
    Recall,
    RenewFrom,
    RequestType,
    Until,
    Value,
    When,
    spelled,
)
from graph.circulation.rules.reader import Reader
from mappings.money import Money

Read: TypeAlias = Callable[[Reader], Value]
Write: TypeAlias = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Row:
    """A field: what it says to a librarian, how it is written, and examples of its text with their values.

    `read` starts behind the field's own word; `write` gives what stands behind it.
    """

    field: Field
    says: str
    form: str
    read: Read
    write: Write
    examples: tuple[tuple[str, Value], ...]


def _period(reader: Reader) -> Period:
    if reader.takes("until"):
        return Until(reader.day())
    if reader.takes("schedule"):
        return OnSchedule(reader.name("the name of a schedule"))
    return reader.duration("a length of time such as “28 days”, “until” a date, or “schedule” and its name", _PERIODS)


_PERIODS: Final = ("until", "schedule")


def write_period(value: Period) -> str:
    """A period as it is written."""
    match value:
        case Until(day):
            return f"until {day.isoformat()}"
        case OnSchedule(name, _):
            return f"schedule {spelled(name)}"
        case Duration():
            return str(value)


def _renew_period(reader: Reader) -> Period | None:
    return None if reader.takes("same") else _period(reader)


def _limit(reader: Reader) -> int | None:
    if reader.takes("unlimited"):
        return None
    return reader.number("a number or “unlimited”", ("unlimited",))


def _grace(reader: Reader) -> Duration | None:
    return None if reader.takes("none") else reader.duration("a length of time or “none”", ("none",))


def _requests(reader: Reader) -> tuple[RequestType, ...]:
    if reader.takes("none"):
        return ()
    kinds = {each.value: each for each in RequestType}
    asked = {reader.choice("a type of request, or “none”", kinds)}
    while not reader.done:
        asked.add(reader.choice("a type of request", kinds))
    return tuple(each for each in RequestType if each in asked)


def _pickup(reader: Reader) -> tuple[str, ...] | None:
    return None if reader.takes("any") else reader.names("the code of a service point, or “any”")


def _fee(reader: Reader) -> Money | None:
    return None if reader.takes("none") else reader.money("an amount such as “2.00 EUR”, or “none”", ("none",))


def _flag(field: Field, says: str) -> Row:
    return Row(
        field, says, f"{field} | not {field}", lambda _: True, lambda _: "", ((field, True), (f"not {field}", False))
    )


def _none_or(write: Callable[[Any], str], nothing: str) -> Write:
    return lambda value: nothing if value is None or value == () else write(value)


_DAYS, _WEEKS, _EUR = TimeUnit.DAYS, TimeUnit.WEEKS, "EUR"

ROWS: Final[tuple[Row, ...]] = (
    _flag(Field.LOANABLE, "whether it goes out at all"),
    Row(Field.PERIOD, "how long a loan is: a length of time, a fixed day, or by a schedule",
        "period N minutes|hours|days|weeks|months | period until DATE | period schedule NAME", _period, write_period,
        (("period 28 days", Duration(28, _DAYS)), ("period 1 week", Duration(1, _WEEKS)),
         ("period until 2026-07-31", Until(date(2026, 7, 31))), ("period schedule terms", OnSchedule("terms")))),
    Row(Field.CLOSED_DAYS, "where a due date goes that falls on closed days or hours",
        "closed-days keep-date | keep-date-time | end-of-previous-open-day | end-of-next-open-day | "
        "end-of-current-hours | start-of-next-hours",
        lambda reader: reader.choice("a rule for closed days", {each.value: each for each in ClosedDays}), str,
        (("closed-days end-of-next-open-day", ClosedDays.END_OF_NEXT_OPEN_DAY),)),
    Row(Field.GRACE, "how long after the due date a return costs nothing", "grace N UNIT | grace none", _grace,
        _none_or(str, "none"), (("grace 10 minutes", Duration(10, TimeUnit.MINUTES)), ("grace none", None))),
    Row(Field.ITEMS, "how many a patron may have at once under this rule", "items N | items unlimited", _limit,
        _none_or(str, "unlimited"), (("items 20", 20), ("items unlimited", None))),
    _flag(Field.RENEWABLE, "whether a loan can be renewed"),
    Row(Field.RENEWALS, "how often", "renewals N | renewals unlimited", _limit, _none_or(str, "unlimited"),
        (("renewals 2", 2), ("renewals unlimited", None))),
    Row(Field.RENEW_FROM, "from when a renewal counts: the due date or the day it is renewed", "renew-from due | now",
        lambda reader: reader.choice("from when a renewal counts", {each.value: each for each in RenewFrom}), str,
        (("renew-from due", RenewFrom.DUE),)),
    Row(Field.RENEW_PERIOD, "how long a renewal is", "renew-period same | as period", _renew_period,
        _none_or(write_period, "same"), (("renew-period same", None), ("renew-period 2 weeks", Duration(2, _WEEKS)))),
    Row(Field.RECALL, "what a recall does: the time a patron has at least, and how long to bring it back",
        "recall { guaranteed N UNIT, return-within N UNIT } | recall none", compound.read_recall,
        _none_or(compound.write_recall, "none"),
        (("recall { guaranteed 14 days, return-within 7 days }", Recall(Duration(14, _DAYS), Duration(7, _DAYS))),
         ("recall none", None))),
    Row(Field.REQUESTS, "what can be asked for", "requests hold|recall|page … | requests none", _requests,
        _none_or(" ".join, "none"),
        (("requests hold page", (RequestType.HOLD, RequestType.PAGE)), ("requests none", ()))),
    Row(Field.PICKUP_AT, "where it can be picked up", "pickup-at SERVICE-POINT … | pickup-at any", _pickup,
        _none_or(lambda value: " ".join(spelled(each, "any") for each in value), "any"),
        (("pickup-at front-desk map-room", ("front-desk", "map-room")), ("pickup-at any", None))),
    Row(Field.FEE, "what a loan costs; nothing where no rule says it", "fee AMOUNT CURRENCY | fee none", _fee,
        _none_or(str, "none"), (("fee 2.00 EUR", Money(200, _EUR)), ("fee none", None))),
    Row(Field.OVERDUE, "what a late return costs for each day or hour begun; closed ones are free unless counted",
        "overdue AMOUNT CURRENCY per day|hour [max AMOUNT CURRENCY] [count-closed] [forgive-on-renew] | overdue none",
        compound.read_overdue, _none_or(compound.write_overdue, "none"),
        (("overdue 0.50 EUR per day max 10.00 EUR count-closed",
          Overdue(Money(50, _EUR), Per.DAY, Money(1000, _EUR), count_closed=True)), ("overdue none", None))),
    Row(Field.LOST, "when an overdue item counts as lost, and what is billed",
        "lost { after N UNIT, bill AMOUNT CURRENCY|price, [processing AMOUNT CURRENCY], [refund-within N UNIT] } | "
        "lost none",
        compound.read_lost, _none_or(compound.write_lost, "none"),
        (("lost { after 6 weeks, bill price, processing 5.00 EUR, refund-within 6 months }",
          Lost(Duration(6, _WEEKS), None, Money(500, _EUR), Duration(6, TimeUnit.MONTHS))),
         ("lost { after 60 days, bill 25.00 EUR }", Lost(Duration(60, _DAYS), Money(2500, _EUR))),
         ("lost none", None))),
    Row(Field.NOTICES, "which messages go out when, by the names of their templates",
        "notices { TEMPLATE N UNIT before|after due, … } | notices none", compound.read_notices,
        _none_or(compound.write_notices, "none"),
        (("notices { courtesy 3 days before due, overdue 1 day after due }",
          (Notice("courtesy", Duration(3, _DAYS), When.BEFORE), Notice("overdue", Duration(1, _DAYS), When.AFTER))),
         ("notices none", ()))),
)  # fmt: skip
"""Every field, in the order in which rules are written."""

BY_WORD: Final[dict[str, Row]] = {row.field.value: row for row in ROWS}


def written(field: Field, value: Value) -> str:
    """A declaration as it stands in a rule."""
    if isinstance(value, bool):
        return field.value if value else f"not {field.value}"
    return f"{field.value} {BY_WORD[field].write(value)}"
