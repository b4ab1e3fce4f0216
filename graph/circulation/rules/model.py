"""A set of lending rules as values: what a rule may say, for whom it says it, and where it stands in its text.

Words: a *field* is one thing that can be ruled (the period, the item limit); a *declaration* gives a field a value; a
*rule* is a selector with declarations; a *policy* has a value for every field, as it applies to one *case*.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, TypeAlias

from graph.circulation.duration import Duration
from graph.circulation.units import EVERYWHERE
from mappings.money import Money


class Field(StrEnum):
    """What a rule can rule, by the word it is written with, in the order in which it is written."""

    LOANABLE = "loanable"
    PERIOD = "period"
    CLOSED_DAYS = "closed-days"
    GRACE = "grace"
    ITEMS = "items"
    RENEWABLE = "renewable"
    RENEWALS = "renewals"
    RENEW_FROM = "renew-from"
    RENEW_PERIOD = "renew-period"
    RECALL = "recall"
    REQUESTS = "requests"
    PICKUP_AT = "pickup-at"
    FEE = "fee"
    OVERDUE = "overdue"
    LOST = "lost"
    NOTICES = "notices"

    @property
    def attribute(self) -> str:
        """The attribute of a `Policy` that has it."""
        return self.value.replace("-", "_")


MAY_LACK: Final = frozenset({Field.FEE})
"""What no rule need give: where none does, there is nothing of it."""


class ClosedDays(StrEnum):
    """Where a due date goes that falls on closed days or hours. `graph.circulation.due` says what each does."""

    KEEP_DATE = "keep-date"
    KEEP_DATE_TIME = "keep-date-time"
    END_OF_PREVIOUS_OPEN_DAY = "end-of-previous-open-day"
    END_OF_NEXT_OPEN_DAY = "end-of-next-open-day"
    END_OF_CURRENT_HOURS = "end-of-current-hours"
    START_OF_NEXT_HOURS = "start-of-next-hours"


class RenewFrom(StrEnum):
    """From when a renewal counts."""

    DUE = "due"
    NOW = "now"


class RequestType(StrEnum):
    """What a patron can ask for."""

    HOLD = "hold"
    RECALL = "recall"
    PAGE = "page"


class Per(StrEnum):
    """What an overdue rate is for."""

    DAY = "day"
    HOUR = "hour"


class When(StrEnum):
    """On which side of the due date a notice goes out."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Until:
    """A loan that ends on a day, whenever it began."""

    day: date


@dataclass(frozen=True, slots=True)
class OnSchedule:
    """A loan that ends as a schedule of the same text says, by name. `origin` is whose text that is, as in `Given`."""

    name: str
    origin: str = ""

    @property
    def key(self) -> str:
        """Under what a resolver has the schedule: texts that hold together may each have one of this name."""
        return f"{self.origin}\n{self.name}" if self.origin else self.name


Period: TypeAlias = Duration | Until | OnSchedule
"""How long a loan is."""


@dataclass(frozen=True, slots=True)
class Recall:
    """What a recall does: the loan is due after `return_within`, but never before it had its `guaranteed` time."""

    guaranteed: Duration
    return_within: Duration


@dataclass(frozen=True, slots=True)
class Overdue:
    """What an overdue loan costs for each day or hour begun, up to `maximum`; closed ones are free unless counted."""

    rate: Money
    per: Per
    maximum: Money | None = None
    count_closed: bool = False
    forgive_on_renew: bool = False


@dataclass(frozen=True, slots=True)
class Lost:
    """When an overdue item counts as lost and what is billed: `bill` None is the item's own price.

    `refund_within`: how long a found item is refunded; None: never.
    """

    after: Duration
    bill: Money | None
    processing: Money | None = None
    refund_within: Duration | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A message by the name of its template, so long before or after the due date."""

    template: str
    offset: Duration
    when: When


Value: TypeAlias = (
    bool
    | int
    | Period
    | ClosedDays
    | RenewFrom
    | Recall
    | Money
    | Overdue
    | Lost
    | tuple[RequestType, ...]
    | tuple[str, ...]
    | tuple[Notice, ...]
    | None
)
"""What a field may be given. None: no limit, no grace, the same period, no recall, any place, as the field has it."""


@dataclass(frozen=True, slots=True)
class Policy:
    """Everything that applies to one case."""

    loanable: bool
    period: Period
    closed_days: ClosedDays
    grace: Duration | None
    items: int | None
    renewable: bool
    renewals: int | None
    renew_from: RenewFrom
    renew_period: Period | None
    recall: Recall | None
    requests: tuple[RequestType, ...]
    pickup_at: tuple[str, ...] | None
    overdue: Overdue | None
    lost: Lost | None
    notices: tuple[Notice, ...]
    fee: Money | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """What a policy is asked for: where the item is, who borrows, what it is. None: not known, no criterion matches.

    `unit` is a path down the tree of organisational units, `harbor/map-room`; empty at its top.
    """

    unit: str = ""
    group: str | None = None
    material_type: str | None = None
    loan_type: str | None = None


@dataclass(frozen=True, slots=True)
class Selector:
    """The cases a rule is for: a unit and all below it, and whichever criteria are given."""

    unit: str = ""
    group: str | None = None
    material_type: str | None = None
    loan_type: str | None = None

    @property
    def criteria(self) -> int:
        """How many criteria it has."""
        return (self.group is not None) + (self.material_type is not None) + (self.loan_type is not None)

    @property
    def depth(self) -> int:
        """How far below the top of the tree its unit is."""
        return self.unit.count("/") + 1 if self.unit else 0

    def __str__(self) -> str:
        pairs = (("group", self.group), ("type", self.material_type), ("loan", self.loan_type))
        return " ".join(
            [
                spelled(self.unit, EVERYWHERE) if self.unit else EVERYWHERE,
                *(f"{name}={spelled(value)}" for name, value in pairs if value),
            ]
        )


@dataclass(frozen=True, slots=True)
class Declaration:
    """A field and its value. `lead` are the comment lines above it, `line` is where it stands (counting from 1)."""

    field: Field
    value: Value
    lead: tuple[str, ...] = ()
    line: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """A selector and what it declares, each field once, in the order of `Field`.

    `lead` are the lines above it as they are written: comments, and empty ones that set it apart.
    """

    selector: Selector
    declarations: tuple[Declaration, ...]
    lead: tuple[str, ...] = ()
    line: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Term:
    """Loans that begin from `first` to `last`, both included, are due on `due`."""

    first: date
    last: date
    due: date


@dataclass(frozen=True, slots=True)
class Schedule:
    """Fixed due dates by when a loan begins: terms of a school or university."""

    name: str
    terms: tuple[Term, ...]
    lead: tuple[str, ...] = ()
    line: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class RuleSet:
    """All rules and schedules of a text, in its order; `tail` are the comment lines below the last."""

    items: tuple[Rule | Schedule, ...] = ()
    tail: tuple[str, ...] = ()

    @property
    def rules(self) -> Iterator[Rule]:
        """The rules, in order."""
        return (each for each in self.items if isinstance(each, Rule))

    @property
    def schedules(self) -> dict[str, Schedule]:
        """The schedules by name."""
        return {each.name: each for each in self.items if isinstance(each, Schedule)}

    @property
    def missing(self) -> tuple[Field, ...]:
        """The fields that no rule for everything everywhere gives: in some case they would have no value."""
        given = {each.field for rule in self.rules if rule.selector == Selector() for each in rule.declarations}
        return tuple(each for each in Field if each not in given | MAY_LACK)


_MARKS: Final = frozenset(':,{}=#"')


def spelled(name: str, *reserved: str) -> str:
    """A name as it stands in a text: in quotes where it has blanks or marks of the format, or is a word of it."""
    plain = name and name not in reserved and not any(each in _MARKS or each.isspace() for each in name)
    return name if plain else f'"{name}"'
