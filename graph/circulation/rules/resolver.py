"""Which rule gives each field of a case, found by hashing, and told with everything it was chosen over.

Each field resolves on its own: the nearest organisational unit up the tree, then most criteria, then loan type before
material type before group, then the last written. Behind the top of the tree another text may stand, a network's: it
gives what no rule of the first gives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias, cast

from graph.circulation.rules.errors import IncompleteRules
from graph.circulation.rules.model import (
    MAY_LACK,
    Case,
    Declaration,
    Field,
    OnSchedule,
    Policy,
    Rule,
    RuleSet,
    Schedule,
    Selector,
    Value,
)
from graph.circulation.units import lineage

_Key: TypeAlias = tuple[str | None, ...]
_COMBINATIONS: Final[tuple[tuple[bool, bool, bool], ...]] = (
    (True, True, True),
    (True, True, False),
    (True, False, True),
    (False, True, True),
    (True, False, False),
    (False, True, False),
    (False, False, True),
    (False, False, False),
)
"""Which of loan type, material type and group a selector may name, the strongest first."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value and the rule and declaration that give it. `origin` is whose text they stand in, such as
    `network rivers`; empty for the library's own.
    """

    rule: Rule
    declaration: Declaration
    origin: str = ""

    @property
    def value(self) -> Value:
        """The value."""
        return self.declaration.value

    @property
    def line(self) -> int:
        """The line of the text where it stands."""
        return self.declaration.line

    @property
    def where(self) -> str:
        """Text and line, as a person reads it: `line 12`, or `network rivers, line 3`."""
        return f"{self.origin}, line {self.line}" if self.origin else f"line {self.line}"


@dataclass(frozen=True, slots=True)
class Explained:
    """A field of a case: what won, what it won over (the strongest first), and why it won over the first of them."""

    field: Field
    won: Given
    runners_up: tuple[Given, ...] = ()

    @property
    def why(self) -> str:
        """Why it won over the first of the others."""
        if not self.runners_up:
            return "nothing else"
        first = self.runners_up[0]
        if self.won.origin != first.origin:
            return "its text is nearer"
        return reason(self.won.rule.selector, first.rule.selector)


_Table: TypeAlias = dict[_Key, list[Given]]
_Chain: TypeAlias = tuple[tuple[int, _Table], ...]


class Resolver:
    """Answers for one set of rules. Immutable once made, so threads may share it.

    `behind` gives what no rule of these gives in a case, by its rules for everywhere; `origin` is whose text this is.
    """

    def __init__(self, rules: RuleSet, behind: Resolver | None = None, origin: str = "") -> None:
        self.behind = behind
        self.rules = rules = _of(origin, rules) if origin else rules
        own = {OnSchedule(name, origin).key: each for name, each in rules.schedules.items()}
        self.schedules: Mapping[str, Schedule] = own if behind is None else {**behind.schedules, **own}
        tables: dict[Field, dict[str, dict[int, _Table]]] = {each: {} for each in Field}
        for rule in rules.rules:
            combination, key = _place(rule.selector)
            for each in rule.declarations:
                unit = tables[each.field].setdefault(rule.selector.unit, {})
                unit.setdefault(combination, {}).setdefault(key, []).append(Given(rule, each, origin))
        self._chains = {
            field: _chains(units, () if behind is None else behind.top(field)) for field, units in tables.items()
        }

    def top(self, field: Field) -> _Chain:
        """Where a field is looked for in what is for everywhere."""
        return self._chains[field][""]

    @property
    def every_rule(self) -> Iterator[Rule]:
        """The rules, then those of the texts behind them."""
        yield from self.rules.rules
        if self.behind is not None:
            yield from self.behind.every_rule

    @property
    def missing(self) -> tuple[Field, ...]:
        """The fields that in some case nothing gives."""
        missing = self.rules.missing
        return missing if self.behind is None else tuple(each for each in missing if each in self.behind.missing)

    def given(self, field: Field, case: Case) -> Given | None:
        """What gives a field in a case; None where nothing does."""
        return _first(self._chains[field], case.unit, keys(case))

    def policy(self, case: Case) -> Policy:
        """Everything that applies to a case. Raises `IncompleteRules`."""
        combined = keys(case)
        values: dict[str, Value] = {}
        for field, chains in self._chains.items():
            found = _first(chains, case.unit, combined)
            if found is None and field in MAY_LACK:
                continue
            if found is None:
                raise self._incomplete(case)
            values[field.attribute] = found.declaration.value
        return Policy(**cast("Mapping[str, Any]", values))

    def explain(self, case: Case) -> tuple[Explained, ...]:
        """For each field what won and over what. Raises `IncompleteRules`."""
        combined = keys(case)
        found: list[Explained] = []
        for field, chains in self._chains.items():
            matching = [
                each
                for combination, table in _chain(chains, case.unit)
                for each in reversed(table.get(combined[combination], ()))
            ]
            if not matching and field in MAY_LACK:
                continue
            if not matching:
                raise self._incomplete(case)
            found.append(Explained(field, matching[0], tuple(matching[1:])))
        return tuple(found)

    def _incomplete(self, case: Case) -> IncompleteRules:
        missing = [each.value for each in Field if each not in MAY_LACK and self.given(each, case) is None]
        selector = Selector(case.unit, case.group, case.material_type, case.loan_type)
        return IncompleteRules(f"No rule gives {', '.join(missing)} for {selector}.")


def reason(winner: Selector, other: Selector) -> str:
    """Why one selector goes before another that matches the same case."""
    if winner.depth != other.depth:
        return "its unit is nearer"
    if winner.criteria != other.criteria:
        return "it names more criteria"
    for name, one, two in (
        ("loan type", winner.loan_type, other.loan_type),
        ("material type", winner.material_type, other.material_type),
    ):
        if (one is None) != (two is None):
            return f"it names the {name}"
    return "it is written later"


def keys(case: Case) -> tuple[_Key, ...]:
    """The key of a case in the table of each combination."""
    loan, material, group = case.loan_type, case.material_type, case.group
    return (
        (loan, material, group),
        (loan, material),
        (loan, group),
        (material, group),
        (loan,),
        (material,),
        (group,),
        (),
    )


def _place(selector: Selector) -> tuple[int, _Key]:
    named = (selector.loan_type, selector.material_type, selector.group)
    combination = tuple(each is not None for each in named)
    return _COMBINATIONS.index(cast("tuple[bool, bool, bool]", combination)), tuple(
        each for each in named if each is not None
    )


def _of(origin: str, rules: RuleSet) -> RuleSet:
    """The same rules, whose schedules say whose they are."""

    def said(each: Declaration) -> Declaration:
        value = each.value
        return replace(each, value=replace(value, origin=origin)) if isinstance(value, OnSchedule) else each

    items = (
        replace(item, declarations=tuple(map(said, item.declarations))) if isinstance(item, Rule) else item
        for item in rules.items
    )
    return replace(rules, items=tuple(items))


def _chains(units: dict[str, dict[int, _Table]], behind: _Chain) -> dict[str, _Chain]:
    """For each unit the tables from it up to the top of the tree and behind it, those that go first in front."""
    found: dict[str, _Chain] = {}
    for unit in {*units, ""}:
        chain: list[tuple[int, _Table]] = []
        for each in lineage(unit):
            chain += sorted(units.get(each, {}).items(), key=lambda pair: pair[0])
        found[unit] = (*chain, *behind)
    return found


def _chain(chains: dict[str, _Chain], unit: str) -> _Chain:
    """The chain of a unit, which is that of the nearest one above it that has rules."""
    while (found := chains.get(unit)) is None:
        unit = unit.rpartition("/")[0]
    return found


def _first(chains: dict[str, _Chain], unit: str, combined: tuple[_Key, ...]) -> Given | None:
    for combination, table in _chain(chains, unit):
        found = table.get(combined[combination])
        if found is not None:
            return found[-1]
    return None
