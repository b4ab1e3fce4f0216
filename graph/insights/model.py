"""Figures as values. What each of them counts is said here, once; the glossary and the API say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, Final

from mappings.errors import CatalographError
from mappings.money import Money

FEWEST: Final = 5
"""A group of fewer people than this is never shown on its own."""
MOST_PERIODS: Final = 400
MOST_LENT: Final = 20


class InvalidSpan(CatalographError):
    """The days asked for end before they begin, or are cut into too many periods."""

    code: ClassVar[str] = "INVALID_SPAN"
    hint: ClassVar[str] = f"Let `to` be no earlier than `from`, and ask for at most {MOST_PERIODS} periods."


class Act(StrEnum):
    """What happens at a desk and is counted, each on the day it happened in the library's time zone."""

    LOAN = "loan"
    RETURN = "return"
    RENEWAL = "renewal"
    REQUEST = "request"
    USE = "use"
    PAYMENT = "payment"


class Step(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


class Split(StrEnum):
    """By what lending is told apart."""

    POINT = "point"
    LOCATION = "location"
    MATERIAL_TYPE = "material"
    GROUP = "grp"


class Trait(StrEnum):
    """By what the collection is told apart."""

    TYPE = "type"
    LANGUAGE = "language"
    DECADE = "decade"
    LOCATION = "location"
    MATERIAL_TYPE = "material"


@dataclass(slots=True)
class Counts:
    """How often each act happened, and what was paid less what was given back, by currency in minor units."""

    acts: dict[Act, int] = field(default_factory=dict)
    paid: dict[str, int] = field(default_factory=dict)

    def add(self, act: Act, times: int, currency: str = "", minor: int = 0) -> None:
        """It happened so often more."""
        if act is Act.PAYMENT:
            self.paid[currency] = self.paid.get(currency, 0) + minor
        else:
            self.acts[act] = self.acts.get(act, 0) + times

    def take(self, other: Counts) -> None:
        """Everything that `other` counts, too."""
        for act, times in other.acts.items():
            self.add(act, times)
        for currency, minor in other.paid.items():
            self.add(Act.PAYMENT, 0, currency, minor)

    def of(self, act: Act) -> int:
        """How often it happened."""
        return self.acts.get(act, 0)

    @property
    def money(self) -> tuple[Money, ...]:
        """What was paid, a sum for each currency."""
        return tuple(Money(minor, currency) for currency, minor in sorted(self.paid.items()))


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1

    @property
    def before(self) -> Period:
        """As many days, those just before."""
        return Period(self.first - timedelta(days=self.days), self.first - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Share:
    """What falls to one place, kind or group; `key` None where it isn't known, or is not told."""

    key: str | None
    counts: Counts


@dataclass(frozen=True, slots=True)
class LendingFigures:
    """What was lent in a span; `before` is in as many days just before it."""

    total: Counts
    before: Counts
    periods: tuple[tuple[Period, Counts], ...]
    shares: Mapping[Split, tuple[Share, ...]]


@dataclass(frozen=True, slots=True)
class Growth:
    """Copies that came and went in a period."""

    period: Period
    added: int
    withdrawn: int


@dataclass(frozen=True, slots=True)
class CollectionFigures:
    """What a library has at the end of a span, and what came and went in it. `loans` are those of the span."""

    titles: int
    editions: int
    copies: int
    never_lent: int
    loans: int
    periods: tuple[Growth, ...]
    traits: Mapping[Trait, tuple[tuple[str | None, int], ...]]
    most_lent: tuple[tuple[str, int], ...]

    @property
    def turnover(self) -> float | None:
        """How often a copy was lent on average; None where there is no copy."""
        return self.loans / self.copies if self.copies else None


@dataclass(frozen=True, slots=True)
class Figures:
    """What an actor may see of a library's figures. `event` is the last event counted, of `last_event` in the log."""

    span: Period
    event: int
    last_event: int
    lending: LendingFigures | None
    collection: CollectionFigures | None


def periods_of(span: Period, step: Step) -> tuple[Period, ...]:
    """The days, weeks (from Monday) or months of a span; the first and the last may be cut short. Raises
    `InvalidSpan`.
    """
    if span.last < span.first:
        raise InvalidSpan("The last day is before the first one.", which="order")
    found: list[Period] = []
    first = span.first
    while first <= span.last:
        if len(found) == MOST_PERIODS:
            raise InvalidSpan(
                f"These are more than {MOST_PERIODS} periods.", which="many", values={"most": MOST_PERIODS}
            )
        last = min(_last(first, step), span.last)
        found.append(Period(first, last))
        first = last + timedelta(days=1)
    return tuple(found)


def _last(first: date, step: Step) -> date:
    if step is Step.DAY:
        return first
    if step is Step.WEEK:
        return first + timedelta(days=6 - first.weekday())
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return following - timedelta(days=1)
