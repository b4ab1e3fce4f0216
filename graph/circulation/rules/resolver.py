"""Which rule gives each field of a case, found by hashing, and told with everything it was chosen over.

Each field resolves on its own: the nearest organisational unit up the tree, then most criteria, then loan type before
material type before group, then the last written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, cast

from graph.circulation.rules.errors import IncompleteRules
from graph.circulation.rules.model import Case, Declaration, Field, Policy, Rule, RuleSet, Selector, Value
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
    """A value and the rule and declaration that give it."""

    rule: Rule
    declaration: Declaration

    @property
    def value(self) -> Value:
        """The value."""
        return self.declaration.value

    @property
    def line(self) -> int:
        """The line of the text where it stands."""
        return self.declaration.line


@dataclass(frozen=True, slots=True)
class Explained:
    """A field of a case: what won, what it won over (the strongest first), and why it won over the first of them."""

    field: Field
    won: Given
    runners_up: tuple[Given, ...] = ()

    @property
    def why(self) -> str:
        """Why it won over the first of the others."""
        return reason(self.won.rule.selector, self.runners_up[0].rule.selector) if self.runners_up else "nothing else"


_Table: TypeAlias = dict[_Key, list[Given]]
_Chain: TypeAlias = tuple[tuple[int, _Table], ...]


class Resolver:
    """Answers for one set of rules. Immutable once made, so threads may share it."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.schedules = rules.schedules
        tables: dict[Field, dict[str, dict[int, _Table]]] = {each: {} for each in Field}
        for rule in rules.rules:
            combination, key = _place(rule.selector)
            for each in rule.declarations:
                unit = tables[each.field].setdefault(rule.selector.unit, {})
                unit.setdefault(combination, {}).setdefault(key, []).append(Given(rule, each))
        self._chains = {field: _chains(units) for field, units in tables.items()}

    def given(self, field: Field, case: Case) -> Given | None:
        """What gives a field in a case; None where nothing does."""
        return _first(self._chains[field], case.unit, keys(case))

    def policy(self, case: Case) -> Policy:
        """Everything that applies to a case. Raises `IncompleteRules`."""
        combined = keys(case)
        values: dict[str, Value] = {}
        for field, chains in self._chains.items():
            found = _first(chains, case.unit, combined)
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
            if not matching:
                raise self._incomplete(case)
            found.append(Explained(field, matching[0], tuple(matching[1:])))
        return tuple(found)

    def _incomplete(self, case: Case) -> IncompleteRules:
        missing = [each.value for each in Field if self.given(each, case) is None]
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


def _chains(units: dict[str, dict[int, _Table]]) -> dict[str, _Chain]:
    """For each unit the tables from it up to the top of the tree, those that go first in front."""
    found: dict[str, _Chain] = {"": ()}
    for unit in {*units, ""}:
        chain: list[tuple[int, _Table]] = []
        for each in lineage(unit):
            chain += sorted(units.get(each, {}).items(), key=lambda pair: pair[0])
        found[unit] = tuple(chain)
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
