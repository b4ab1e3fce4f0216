"""What the linter finds, by the example of each check, and what it can't find in the presets."""

from __future__ import annotations

import random

import pytest

from graph.circulation.rules.formatter import format_rules
from graph.circulation.rules.linter import CHECKS, Check, lint
from graph.circulation.rules.model import Case, Declaration, Field, Rule, RuleSet, Selector
from graph.circulation.rules.parser import parse
from graph.circulation.rules.presets import PRESETS, Preset
from graph.circulation.rules.resolver import Resolver
from graph.circulation.rules.vocabulary import InvalidVocabulary, Vocabulary, read_vocabulary


def found(text: str, check: str, vocabulary: Vocabulary | None = None) -> list[str]:
    return [f"{each.line}: {each.message}" for each in lint(parse(text), vocabulary) if each.check == check]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_each_check_finds_its_example(check: Check) -> None:
    lines = [each.line for each in lint(parse(check.example), check.knowing) if each.check == check.name]
    assert tuple(lines) == check.at


def test_checks_have_names_of_their_own() -> None:
    assert len({check.name for check in CHECKS}) == len(CHECKS)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=list(PRESETS))
def test_a_preset_is_complete_clean_and_written_as_the_formatter_writes_it(preset: Preset) -> None:
    rules = preset.rules()
    assert lint(rules) == []
    assert rules.missing == ()
    assert format_rules(rules) == preset.text()


def test_a_rule_that_is_written_again_never_applies() -> None:
    text = "harbor : items 1\nharbor : items 2, renewals 1"
    assert found(text, "unreachable") == ["1: “harbor” never applies, whatever the case: see line 2"]
    assert found(text, "conflict") == ["2: “items 2” for “harbor” takes the place of “items 1” on line 1"]


def test_without_a_vocabulary_there_is_always_a_group_nobody_named() -> None:
    text = "harbor : items 1\nharbor group=staff : items 2\nharbor group=student : items 3"
    assert found(text, "unreachable") == []
    assert found(text, "unreachable", Vocabulary(groups=frozenset({"staff", "student", "guest"}))) == []
    assert len(found(text, "unreachable", Vocabulary(groups=frozenset({"staff", "student"})))) == 1


def test_a_value_between_two_equal_ones_keeps_the_lower_from_being_superfluous() -> None:
    assert found("everywhere : items 1\nharbor : items 2\nharbor/a : items 1", "no-effect") == []
    assert found("everywhere : items 1\nharbor type=map : items 2\nharbor/a : items 1", "no-effect") == []
    assert found("everywhere : items 1\nharbor type=map : items 1\nharbor type=map group=x : items 1", "no-effect") == [
        "2: “items 1” changes nothing: line 1 says so for these cases too",
        "3: “items 1” changes nothing: line 2 says so for these cases too",
    ]


@pytest.mark.parametrize("seed", range(30))
def test_no_effect_and_unreachable_are_true_of_every_case(seed: int) -> None:
    """Taking away what is found superfluous or unreachable changes no answer; over every case of a small library."""
    chance = random.Random(seed)
    units, names = ["", "a", "a/b", "c"], ["x", "y"]
    knowing = Vocabulary(*(frozenset(each) for each in (units, names, names, names)))
    rules = []
    for n in range(chance.randint(4, 25)):
        named = [chance.choice(names) if chance.random() < 0.6 else None for _ in range(3)]
        declaration = Declaration(Field.ITEMS, chance.randint(1, 2), line=n + 1)
        rules.append(Rule(Selector(chance.choice(units), *named), (declaration,), line=n + 1))
    cases = [Case(u, g, m, t) for u in units for g in names for m in names for t in names]
    answers = [_items(rules, case) for case in cases]
    findings = [each for each in lint(RuleSet(tuple(rules)), knowing) if each.check in {"no-effect", "unreachable"}]
    for line in {each.line for each in findings}:
        fewer = [rule for rule in rules if rule.line != line]
        assert [_items(fewer, case) for case in cases] == answers
    winners = {_line(rules, case) for case in cases}
    assert {each.line for each in findings if each.check == "unreachable"} == {x.line for x in rules} - winners


def _items(rules: list[Rule], case: Case) -> object:
    given = Resolver(RuleSet(tuple(rules))).given(Field.ITEMS, case)
    return given and given.value


def _line(rules: list[Rule], case: Case) -> int | None:
    given = Resolver(RuleSet(tuple(rules))).given(Field.ITEMS, case)
    return given.line if given else None


def test_what_is_not_lent_has_no_suspicious_loan() -> None:
    assert found("everywhere : not loanable, period 0 days", "zero-period") == []


def test_a_suspicion_is_told_where_rules_come_together() -> None:
    text = "everywhere : overdue 1 EUR per day, period 7 days\nharbor loan=reserve : period 3 hours"
    assert found(text, "hourly-loan-daily-fee") == ["2: “harbor loan=reserve”: a loan of hours with a fee for each day"]


def test_a_unit_below_a_known_one_is_known_with_those_above_it() -> None:
    known = read_vocabulary('units = ["harbor/main/map-room"]\ngroups = ["staff"]')
    text = "everywhere : items 1\nharbor : items 2\nharbor/main : items 3\nharbor/mian : items 4"
    assert found(text, "unknown-unit", known) == [
        "4: there is no organisational unit “harbor/mian”; did you mean “harbor/main”?"
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("units = [", "The vocabulary is not TOML"),
        ("grops = []", "“grops” is no kind of name; did you mean “groups”"),
        ("groups = [1]", "“groups” is not a list of texts."),
        ("groups = 'staff'", "“groups” is not a list of texts."),
    ],
)
def test_a_vocabulary_that_is_none_is_refused(text: str, told: str) -> None:
    with pytest.raises(InvalidVocabulary, match=told):
        read_vocabulary(text)
