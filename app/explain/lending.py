"""An explanation of lending rules: field by field, and the due date with what moved it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from app.cli.terminal import say, show_table
from graph.circulation.calendar import Calendar, instant
from graph.circulation.due import CLOSED_DAYS, due, unmoved
from graph.circulation.rules.declarations import written
from graph.circulation.rules.model import Case
from graph.circulation.rules.resolver import Explained, Given, Resolver

_SHOWN: Final = 3


@dataclass(frozen=True, slots=True)
class DueExplained:
    """When a loan is due, when it would be if nothing were closed, and what its rule for closed days says."""

    opened: datetime
    due: datetime
    unmoved: datetime
    zone: str
    rule: str
    says: str

    @property
    def sentence(self) -> str:
        """All of it, for a person."""
        moved = "" if self.due == self.unmoved else f", moved from {_shown(self.unmoved)}"
        return f"Due {_shown(self.due)} ({self.zone}){moved}.\n  {self.rule}: {self.says}."


def explain_due(resolver: Resolver, case: Case, opened: datetime, calendar: Calendar) -> DueExplained | None:
    """The due date of a loan that begins at a moment; one without a zone is meant where the library is. None: there is
    none, the item isn't lent.
    """
    policy = resolver.policy(case)
    if not policy.loanable:
        return None
    moment = instant(opened, calendar.zone) if opened.tzinfo is None else opened
    row = CLOSED_DAYS[policy.closed_days]
    found = due(moment, policy, calendar, resolver.schedules)
    before = unmoved(moment, policy, calendar, resolver.schedules)
    opened, found, before = (each.astimezone(calendar.zone) for each in (moment, found, before))
    return DueExplained(opened, found, before, calendar.zone.key, row.rule.value, row.says)


def show_fields(explained: Sequence[Explained]) -> None:
    """A table: what applies, the line that says so and its rule, and what it goes before."""
    show_table(
        ("applies", "line", "rule", "goes before"),
        ((written(x.field, x.won.value), _line(x.won), str(x.won.rule.selector), _before(x)) for x in explained),
    )


def as_json(explained: Sequence[Explained], due: DueExplained | None) -> dict[str, object]:
    """The same for programs."""
    fields = {
        each.field.value: {
            **_given(each, each.won),
            "why": each.why,
            "runnersUp": [_given(each, other) for other in each.runners_up],
        }
        for each in explained
    }
    if due is None:
        return {"fields": fields}
    moments = {"opened": due.opened, "due": due.due, "unmoved": due.unmoved}
    said = {name: moment.isoformat() for name, moment in moments.items()}
    return {"fields": fields, "due": {**said, "zone": due.zone, "closedDays": due.rule}}


def show(explained: Sequence[Explained], due: DueExplained | None) -> None:
    """For a person at a terminal."""
    show_fields(explained)
    if due is not None:
        say(f"\n{due.sentence}")


def _given(each: Explained, given: Given) -> dict[str, object]:
    return {
        "declaration": written(each.field, given.value),
        "line": given.line,
        "origin": given.origin or None,
        "rule": str(given.rule.selector),
    }


def _line(given: Given) -> str:
    return given.where if given.origin else str(given.line)


def _before(each: Explained) -> str:
    if not each.runners_up:
        return ""
    first = "; ".join(f"{written(each.field, x.value)} ({x.where})" for x in each.runners_up[:_SHOWN])
    more = f"; {len(each.runners_up) - _SHOWN} more" if len(each.runners_up) > _SHOWN else ""
    return f"{first}{more}: {each.why}"


def _shown(moment: datetime) -> str:
    return f"{moment:%A %Y-%m-%d %H:%M}"
