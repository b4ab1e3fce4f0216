"""What is wrong in texts of settings that are not in force, whom they would concern, and what they would have made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, TypeVar

import strawberry

from graph.circulation.affected import Affected, Example, Touched
from graph.circulation.calendar import NoCalendar
from graph.circulation.calendar_file import InvalidCalendar
from graph.circulation.comparing import Changed
from graph.circulation.messages.templates import InvalidTemplates
from graph.circulation.rules.errors import IncompleteRules, InvalidRules
from graph.circulation.trials import Simulated
from graph.tenants.texts import Finding, InvalidSettings
from mappings.money import Money as Amount
from mappings.profiles.errors import InvalidProfiles
from schema.ask import Ask
from schema.errors import UserError, user_errors
from schema.fields import attribute, relation
from schema.scalars import DateTime
from schema.types.fee import Money, money_of
from schema.types.lending import RuleFinding, findings_of

T = TypeVar("T")
_WRONG = (
    InvalidRules,
    IncompleteRules,
    InvalidCalendar,
    NoCalendar,
    InvalidTemplates,
    InvalidSettings,
    InvalidProfiles,
)
_MOST_CHANGES = 100
Since = Annotated[
    DateTime | None, strawberry.argument(description="Only loans that began then or later; absent, every one.")
]


@strawberry.type(description="What is to be said of a text before it is put in force.")
class TextCheck:
    """What is to be said of a text before it is put in force."""

    problems: list[UserError] = attribute("What can't be understood, each as a TextError where it has a place.")
    findings: list[RuleFinding] = attribute("What can be put in force and was hardly meant.")


@strawberry.type(description="Some of the items and patrons that a change is for.")
class AffectedExample:
    """Some of the items and patrons that a change is for."""

    unit: str = attribute("The path of the items' unit.")
    material_type: str | None = attribute("Their material type.")
    loan_type: str | None = attribute("Their loan type.")
    group: str | None = attribute("The patrons' group; null where there are no patrons.")
    items: int = attribute("How many items there are of these.")
    patrons: int = attribute("How many active patrons there are in the group.")


@strawberry.type(description="A field of the lending policy that would be another for somebody.")
class AffectedChange:
    """A field of the lending policy that would be another for somebody."""

    field: str = attribute("The field, by the word rules write it with.")
    before: str = attribute("What the rules in force say.")
    after: str = attribute("What these would say.")
    line: int = attribute("The line that would say it.")
    source: str = attribute("Whose rules and which line.")
    items: int = attribute("How many items it is for.")
    patrons: int = attribute("How many active patrons it is for.")
    loans: int = attribute("How many open loans it is for.")
    examples: list[AffectedExample] = attribute("Whom it is for, those with most items first; at most 5.")


@strawberry.type(description="Whom lending rules would treat otherwise than those in force. Nobody is named.")
class LendingRulesAffected:
    """Whom lending rules would treat otherwise."""

    items: int = attribute("How many items.")
    patrons: int = attribute("How many active patrons.")
    loans: int = attribute("How many open loans; what is out stays due when it is due.")
    items_seen: int = attribute("Of how many items, withdrawn ones left out.")
    patrons_seen: int = attribute("Of how many active patrons.")
    loans_seen: int = attribute("Of how many open loans.")
    complete: bool = attribute("False where there are more than were looked at.")
    changes: list[AffectedChange] = attribute("By which changes, what is for most items first; at most 100.")


@strawberry.type(description="A field that would have had another value in past loans.")
class SimulatedDifference:
    """A field that would have had another value in past loans."""

    field: str = attribute("The field, by the word rules write it with.")
    before: str = attribute("What the rules in force make of it.")
    after: str = attribute("What these would.")
    source: str = attribute("Whose rules and which line would.")
    loans: int = attribute("For how many loans.")


@strawberry.type(description="What lending rules would have made of past loans. Nobody is named.")
class LendingSimulation:
    """What lending rules would have made of past loans."""

    loans: int = attribute("How many loans were asked again.")
    refused: int = attribute("How many would have been refused.")
    earlier: int = attribute("How many would have been due earlier.")
    later: int = attribute("How many would have been due later.")
    fees_before: list[Money] = attribute("What late returns cost by the rules in force, once a currency.")
    fees_after: list[Money] = attribute("What they would have cost.")
    complete: bool = attribute("False where there were more loans than were looked at.")
    differences: list[SimulatedDifference] = attribute("What would differ, in most loans first; at most 100.")


@strawberry.type(description="What is to be said of lending rules before they are put in force.")
class LendingRulesCheck(TextCheck):
    """What is to be said of lending rules before they are put in force."""

    text: strawberry.Private[str]
    network: strawberry.Private[str | None] = None

    @relation(cost=5)
    @staticmethod
    def formatted(parents: list[LendingRulesCheck], ask: Ask) -> list[str | None]:
        """The same rules as they are best written; null where they can't be understood."""
        return [None if each.problems else ask.services.trials.formatted(each.text) for each in parents]

    @relation(cost=200, requires="tenant.admin")
    @staticmethod
    def affected(parents: list[LendingRulesCheck], ask: Ask) -> list[LendingRulesAffected | None]:
        """Whom they would treat otherwise than those in force; null where they can't be understood."""
        trials = ask.services.trials
        return [
            None if each.problems else affected_of(trials.affected(ask.actor, each.text, each.network))
            for each in parents
        ]

    @relation(cost=200, requires="tenant.admin")
    @staticmethod
    def simulation(parents: list[LendingRulesCheck], ask: Ask, since: Since = None) -> list[LendingSimulation | None]:
        """What they would have made of past loans, asked again with what each was at its checkout; null as above."""
        trials = ask.services.trials
        return [
            None if each.problems else simulation_of(trials.simulated(ask.actor, each.text, since, each.network))
            for each in parents
        ]


def checked(check: Callable[[], tuple[Finding, ...]], ask: Ask) -> tuple[list[UserError], list[RuleFinding]]:
    """What a check of a text finds: what is wrong, and what is odd."""
    try:
        found = check()
    except _WRONG as error:
        return user_errors(error, ask.scope()), []
    return [], findings_of(found)


def affected_of(known: Affected) -> LendingRulesAffected:
    """Who is affected, for the API."""
    return LendingRulesAffected(
        items=known.items,
        patrons=known.patrons,
        loans=known.loans,
        items_seen=known.items_seen,
        patrons_seen=known.patrons_seen,
        loans_seen=known.loans_seen,
        complete=known.complete,
        changes=[_change(*each) for each in known.ranked[:_MOST_CHANGES]],
    )


def _change(changed: Changed, touched: Touched) -> AffectedChange:
    return AffectedChange(
        field=changed.field.value,
        before=changed.before,
        after=changed.after,
        line=changed.line,
        source=changed.where,
        items=touched.items,
        patrons=touched.patrons,
        loans=touched.loans,
        examples=[_example(each) for each in touched.examples],
    )


def _example(known: Example) -> AffectedExample:
    return AffectedExample(
        unit=known.kind.unit,
        material_type=known.kind.material_type,
        loan_type=known.kind.loan_type,
        group=known.group,
        items=known.items,
        patrons=known.patrons,
    )


def simulation_of(known: Simulated) -> LendingSimulation:
    """What would have been, for the API."""
    found = known.simulation
    return LendingSimulation(
        loans=found.loans,
        refused=found.refused,
        earlier=found.earlier,
        later=found.later,
        fees_before=_sums(found.fees_before),
        fees_after=_sums(found.fees_after),
        complete=known.complete,
        differences=[
            SimulatedDifference(
                field=each.field.value, before=each.before, after=each.after, source=each.where, loans=loans
            )
            for each, loans in found.differences[:_MOST_CHANGES]
        ],
    )


def _sums(minor: dict[str, int]) -> list[Money]:
    return [money_of(Amount(minor[currency], currency)) for currency in sorted(minor)]
