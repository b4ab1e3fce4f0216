"""What a librarian should look at again in rules that can be read: a table of checks, each with an example.

`lint` looks at each rule with what holds for its cases from rules above it; with a vocabulary it knows misspelt names,
and rules that are beaten in every case there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from graph.circulation.rules.declarations import written
from graph.circulation.rules.errors import nearest
from graph.circulation.rules.model import Case, Field, Notice, OnSchedule, Rule, RuleSet, Schedule
from graph.circulation.rules.reach import Order, Ranked
from graph.circulation.rules.reader import listed
from graph.circulation.rules.resolver import Resolver
from graph.circulation.rules.suspicions import SUSPICIONS, Suspicion
from graph.circulation.rules.vocabulary import Vocabulary
from graph.tenants.texts import Finding

_SHOWN: Final = 5


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked, prepared once."""

    rules: RuleSet
    vocabulary: Vocabulary
    order: Order
    resolver: Resolver


@dataclass(frozen=True, slots=True)
class Check:
    """A kind of finding: what it says, how it is found, and a text in whose lines `at` it is found."""

    name: str
    says: str
    find: Callable[[Subject], Iterator[tuple[int, str]]]
    example: str
    at: tuple[int, ...]
    knowing: Vocabulary = field(default=Vocabulary())


def lint(rules: RuleSet, vocabulary: Vocabulary | None = None, behind: Resolver | None = None) -> list[Finding]:
    """Everything to look at, in the order of the text. `behind` gives what the rules don't: those of a network."""
    subject = Subject(rules, vocabulary or Vocabulary(), Order(rules), Resolver(rules, behind))
    return sorted(Finding(line, check.name, said) for check in CHECKS for line, said in check.find(subject))


def _incomplete(subject: Subject) -> Iterator[tuple[int, str]]:
    missing = subject.resolver.missing
    if missing:
        top = next(
            (each for each in subject.rules.rules if not each.selector.unit and not each.selector.criteria), None
        )
        yield top.line if top else 1, f"the rule “everywhere : …” doesn't give {listed(each.value for each in missing)}"


def _same_selector(subject: Subject) -> Iterator[tuple[Ranked, Ranked]]:
    """Declarations of a field with the same selector: each and the one that is written after it."""
    last: dict[tuple[object, Field], Ranked] = {}
    for each in subject.order.ranked():
        key = (each.selector, each.given.declaration.field)
        if key in last:
            yield last[key], each
        last[key] = each


def _conflicts(subject: Subject) -> Iterator[tuple[int, str]]:
    for first, later in _same_selector(subject):
        one, two = first.given.declaration, later.given.declaration
        if one.value != two.value:
            yield (
                later.given.line,
                (
                    f"“{written(two.field, two.value)}” for “{later.selector}” takes the place of "
                    f"“{written(one.field, one.value)}” on line {first.given.line}"
                ),
            )


def _duplicates(subject: Subject) -> Iterator[tuple[int, str]]:
    for first, later in _same_selector(subject):
        one = first.given.declaration
        if one.value == later.given.value:
            yield later.given.line, f"“{written(one.field, one.value)}” is on line {first.given.line} already"


def _without_effect(subject: Subject) -> Iterator[tuple[int, str]]:
    for each in subject.order.ranked():
        found = subject.order.repeated(each)
        if found is not None and found.rule.selector != each.selector:
            said = written(each.given.declaration.field, each.given.value)
            yield each.given.line, f"“{said}” changes nothing: line {found.line} says so for these cases too"


def _unreachable(subject: Subject) -> Iterator[tuple[int, str]]:
    alive: set[int] = set()
    beaten: dict[int, set[int]] = {}
    rules: dict[int, Rule] = {}
    for each in subject.order.ranked():
        number = each.rank[-1]
        rules[number] = each.given.rule
        winners = subject.order.never_wins(each, subject.vocabulary)
        if winners:
            beaten.setdefault(number, set()).update(given.line for given in winners)
        else:
            alive.add(number)
    for number, lines in beaten.items():
        if number not in alive:
            first = [f"line {each}" for each in sorted(lines)[:_SHOWN]]
            more = [f"{len(lines) - _SHOWN} more"] if len(lines) > _SHOWN else []
            said = listed([*first, *more], "and")
            yield rules[number].line, f"“{rules[number].selector}” never applies, whatever the case: see {said}"


def _unknown(kind: str, what: str, names: Callable[[Rule], Iterable[tuple[int, str]]]) -> Callable[
    [Subject], Iterator[tuple[int, str]]
]:  # fmt: skip
    def find(subject: Subject) -> Iterator[tuple[int, str]]:
        known: frozenset[str] | None = getattr(subject.vocabulary, kind)
        if known is None:
            return
        for rule in subject.rules.rules:
            for line, name in names(rule):
                if name not in known:
                    meant = nearest(name, sorted(known))
                    yield line, f"there is no {what} “{name}”" + (f"; did you mean “{meant}”?" if meant else "")

    return find


def _given(rule: Rule, field: Field) -> Iterator[tuple[int, str]]:
    """The names that a rule's places of pickup or notices speak of."""
    for each in rule.declarations:
        if each.field is field and isinstance(each.value, tuple):
            for part in each.value:
                yield each.line, part.template if isinstance(part, Notice) else str(part)


def _schedules(subject: Subject) -> Iterator[Schedule]:
    yield from (each for each in subject.rules.items if isinstance(each, Schedule))


def _overlapping(subject: Subject) -> Iterator[tuple[int, str]]:
    for schedule in _schedules(subject):
        terms = sorted(schedule.terms, key=lambda each: each.first)
        for one, two in pairwise(terms):
            if two.first <= one.last:
                yield schedule.line, f"terms of “{schedule.name}” overlap: {two.first} is in the one from {one.first}"


def _gaps(subject: Subject) -> Iterator[tuple[int, str]]:
    for schedule in _schedules(subject):
        terms = sorted(schedule.terms, key=lambda each: each.first)
        for one, two in pairwise(terms):
            if two.first.toordinal() > one.last.toordinal() + 1:
                yield (
                    schedule.line,
                    (f"nothing can be lent by “{schedule.name}” between its terms, from {one.last} to {two.first}"),
                )


def _due_too_early(subject: Subject) -> Iterator[tuple[int, str]]:
    for schedule in _schedules(subject):
        for each in schedule.terms:
            if each.due <= each.last:
                yield schedule.line, f"a loan of {each.last} by “{schedule.name}” would be due {each.due}"


def _unused(subject: Subject) -> Iterator[tuple[int, str]]:
    used = {
        each.value.name for rule in subject.rules.rules for each in rule.declarations
        if isinstance(each.value, OnSchedule)
    }  # fmt: skip
    for schedule in _schedules(subject):
        if schedule.name not in used:
            yield schedule.line, f"no rule lends by schedule “{schedule.name}”"


def _suspicious(row: Suspicion) -> Check:
    def find(subject: Subject) -> Iterator[tuple[int, str]]:
        for rule in subject.rules.rules:
            said = {each.field: each.line for each in rule.declarations}
            at = next((said[each] for each in row.fields if each in said), None)
            if at is None:
                continue
            chosen = rule.selector
            case = Case(chosen.unit, chosen.group, chosen.material_type, chosen.loan_type)
            found = {each: given.value for each in Field if (given := subject.resolver.given(each, case)) is not None}
            if found.get(Field.LOANABLE, True) and row.holds(found):
                yield at, f"“{chosen}”: {row.says}"

    return Check(row.name, row.says, find, row.example, (row.at,))


_KNOWN: Final = Vocabulary(
    units=frozenset({"", "harbor", "harbor/map-room"}), groups=frozenset({"student", "staff"}),
    types=frozenset({"book", "map"}), loans=frozenset({"short", "long"}),
    service_points=frozenset({"front-desk"}), templates=frozenset({"overdue"}),
)  # fmt: skip

CHECKS: Final[tuple[Check, ...]] = (
    Check("incomplete", "the rule for everything everywhere doesn't give every field", _incomplete,
          "harbor : loanable\neverywhere : period 28 days", (2,)),
    Check("conflict", "two values of a field for the same cases: the later takes the place of the earlier", _conflicts,
          "harbor group=staff : items 20\nharbor group=staff : items 30", (2,)),
    Check("duplicate", "the same said twice for the same cases", _duplicates,
          "harbor : items 20\nharbor : items 20, renewable", (2,)),
    Check("no-effect", "a value that would hold without it", _without_effect,
          "everywhere : items 20\nharbor : items 30\nlindenau : items 20", (3,)),
    Check("unreachable", "a rule that never applies: others go before it in every case", _unreachable,
          "harbor : items 20\nharbor group=student : items 5\nharbor group=staff : items 50", (1,), _KNOWN),
    Check("unknown-unit", "an organisational unit the library doesn't have",
          _unknown("units", "organisational unit", lambda rule: [(rule.line, rule.selector.unit)]),
          "harbor/maproom : items 5", (1,), _KNOWN),
    Check("unknown-group", "a group of patrons the library doesn't have",
          _unknown("groups", "group", lambda rule: [(rule.line, each) for each in [rule.selector.group] if each]),
          "harbor group=students : items 5", (1,), _KNOWN),
    Check("unknown-type", "a material type the library doesn't have",
          _unknown("types", "material type",
                   lambda rule: [(rule.line, each) for each in [rule.selector.material_type] if each]),
          "harbor type=boook : items 5", (1,), _KNOWN),
    Check("unknown-loan", "a loan type the library doesn't have",
          _unknown("loans", "loan type",
                   lambda rule: [(rule.line, each) for each in [rule.selector.loan_type] if each]),
          "harbor loan=shrt : items 5", (1,), _KNOWN),
    Check("unknown-service-point", "a place of pickup the library doesn't have",
          _unknown("service_points", "service point", lambda rule: _given(rule, Field.PICKUP_AT)),
          "harbor : pickup-at front-dsk", (1,), _KNOWN),
    Check("unknown-template", "a notice for which there is no template",
          _unknown("templates", "template", lambda rule: _given(rule, Field.NOTICES)),
          "harbor : notices { overdu 1 day after due }", (1,), _KNOWN),
    Check("schedule-overlap", "terms of a schedule that overlap: the first that has the day counts", _overlapping,
          "schedule terms :\n  2026-01-01 to 2026-06-30 due 2026-07-15\n  2026-06-01 to 2026-12-31 due 2027-01-15",
          (1,)),
    Check("schedule-gap", "days between the terms of a schedule, on which nothing can be lent by it", _gaps,
          "schedule terms :\n  2026-01-01 to 2026-06-30 due 2026-07-15\n  2026-09-01 to 2026-12-31 due 2027-01-15",
          (1,)),
    Check("schedule-due-early", "a term whose loans would be due before it ends", _due_too_early,
          "schedule terms :\n  2026-01-01 to 2026-06-30 due 2026-06-30", (1,)),
    Check("schedule-unused", "a schedule that no rule lends by", _unused,
          "schedule terms :\n  2026-01-01 to 2026-06-30 due 2026-07-15\nharbor : period 28 days", (1,)),
    *(_suspicious(row) for row in SUSPICIONS),
)  # fmt: skip
"""Every check."""
