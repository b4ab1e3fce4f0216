"""The lending settings of a library: rules and hours as the texts they are written in, and what holds in a case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

import strawberry

from graph.circulation.publishing import Text
from graph.circulation.rules.declarations import written
from graph.circulation.rules.resolver import Explained
from graph.circulation.settings import BlockLimits
from graph.circulation.settings import ItemTypes as Types
from graph.tenants.texts import Edition, Finding, Published
from schema.fields import attribute, choice
from schema.scalars import DateTime, Revision
from schema.types.fee import Money, money_of


@strawberry.type(description="Something in a text of rules to look at again.")
class RuleFinding:
    """Something in a text of rules to look at again."""

    line: int = attribute("The line it is about.")
    check: str = attribute("By which check.")
    message: str = attribute("What it is.")


@strawberry.type(description="A text of a library's settings, as it is in force.")
class SettingsText:
    """A text of a library's settings."""

    text: str = attribute("The text.")
    revision: Revision | None = attribute("What a change must name; null while the built-in text holds.")
    changed_at: DateTime | None = attribute("When it was written.")
    findings: list[RuleFinding] = attribute("What to look at again; empty where nothing is odd.")


@strawberry.type(description="A field of a lending policy, and the rule that gives it.")
class PolicyField:
    """A field of a lending policy."""

    field: str = attribute("The field, by the word rules write it with.")
    value: str = attribute("Its value, as rules write it.")
    line: int = attribute("The line of the rules that gives it.")
    source: str = attribute("Whose rules and which line: `line 12` of the library's own, or `network rivers, line 3`.")
    cases: str = attribute("The cases that line is for.")
    why: str = attribute("Why it won over the next one.")


@strawberry.type(description="From what on a patron is blocked without anybody's doing. Null: never.")
class LendingLimits:
    """From what on a patron is blocked without anybody's doing."""

    owed: Money | None = attribute("What they owe.")
    overdue: int | None = attribute("How many items are overdue.")
    lost: int | None = attribute("How many items are lost.")
    loans: int | None = attribute("How many items are out.")
    history_days: int | None = attribute("For how many days after its end a loan stays the patron's; null: for good.")
    revision: Revision | None = attribute("What a change must name; null while none are set.")


@strawberry.enum(description="A text of a library's settings.")
class SettingsTextKind(Enum):
    """A text of a library's settings."""

    LENDING_RULES = choice(Text.RULES, "The lending rules.")
    OPENING_HOURS = choice(Text.HOURS, "The opening hours.")
    NOTICE_TEMPLATES = choice(Text.TEMPLATES, "The templates of messages to patrons.")
    PROFILES = choice("profiles", "The library's own table of profiles.")


@strawberry.type(description="One version of a text of a library's settings.")
class SettingsEdition:
    """One version of a text of a library's settings."""

    revision: Revision = attribute("Which version it is.")
    text: str = attribute("The text as it was.")
    changed_at: DateTime = attribute("When it was put in force.")
    by: str = attribute("The account that did, as the audit trail names it.")
    by_name: str | None = attribute("What that account is called, where it is the library's own.")


@strawberry.type(description="Lending rules to begin with.")
class LendingRulesPreset:
    """Lending rules to begin with."""

    name: str = attribute("Its name.")
    says: str = attribute("For which library it is, and what it says.")
    text: str = attribute("The rules.")


@strawberry.type(description="The words by which a library's lending rules tell items apart.")
class ItemTypes:
    """The words by which a library's lending rules tell items apart."""

    material_types: list[str] = attribute("What items are lent as: book, map, disc …")
    loan_types: list[str] = attribute("How items are lent: at length, shortly …")


def types_of(known: Types) -> ItemTypes:
    """Types of items for the API."""
    return ItemTypes(material_types=list(known.materials), loan_types=list(known.loans))


def findings_of(known: Sequence[Finding]) -> list[RuleFinding]:
    """What to look at again, for the API."""
    return [RuleFinding(line=each.line, check=each.check, message=each.message) for each in known]


def text_of(known: Published) -> SettingsText:
    """A text for the API."""
    return SettingsText(
        text=known.text,
        revision=Revision(str(known.revision)) if known.revision else None,
        changed_at=None if known.changed is None else DateTime(known.changed),
        findings=findings_of(known.findings),
    )


def field_of(known: Explained) -> PolicyField:
    """An explained field for the API."""
    won = known.won
    return PolicyField(
        field=known.field.value,
        value=written(known.field, won.value),
        line=won.line,
        source=won.where,
        cases=str(won.rule.selector),
        why=known.why,
    )


def edition_of(known: Edition, names: Mapping[str, str]) -> SettingsEdition:
    """A version of a text for the API; `names` has what accounts are called."""
    return SettingsEdition(
        revision=Revision(str(known.revision)),
        text=known.text,
        changed_at=DateTime(known.changed),
        by=known.by,
        by_name=names.get(known.by),
    )


def limits_of(known: BlockLimits, revision: int) -> LendingLimits:
    """Limits for the API, as of a revision."""
    owed = None if known.owed is None else money_of(known.owed)
    return LendingLimits(
        owed=owed,
        overdue=known.overdue,
        lost=known.lost,
        loans=known.loans,
        history_days=known.history_days,
        revision=Revision(str(revision)) if revision else None,
    )
