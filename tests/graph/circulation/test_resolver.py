"""Which rule gives a field: the resolver and the definition, read as it is written, agree."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from graph.circulation.rules.errors import IncompleteRules
from graph.circulation.rules.in_force import of_network
from graph.circulation.rules.model import MAY_LACK, Case, Declaration, Field, Rule, RuleSet, Selector
from graph.circulation.rules.parser import parse
from graph.circulation.rules.presets import PRESETS
from graph.circulation.rules.resolver import Resolver

UNITS = ["", "a", "a/b", "a/b/c", "a/b/d", "a/e", "f", "f/b", "ab", "ab/c"]
NAMES = [None, "x", "y", "z"]


def by_definition(rules: list[Rule], field: Field, case: Case) -> list[tuple[Rule, Declaration]]:
    """The nearest unit up the tree, then most criteria, then loan type before material type before group, then the last
    written: every rule that matches, in this order.
    """
    matching = [
        (n, rule, declaration)
        for n, rule in enumerate(rules)
        for declaration in rule.declarations
        if declaration.field is field
        and (rule.selector.unit == "" or f"{case.unit}/".startswith(f"{rule.selector.unit}/"))
        and rule.selector.group in (None, case.group)
        and rule.selector.material_type in (None, case.material_type)
        and rule.selector.loan_type in (None, case.loan_type)
    ]

    def place(found: tuple[int, Rule, Declaration]) -> tuple[object, ...]:
        n, rule, _ = found
        chosen = rule.selector
        named = [chosen.loan_type is not None, chosen.material_type is not None, chosen.group is not None]
        return (len(chosen.unit), sum(named), *named, n)

    return [(rule, declaration) for _, rule, declaration in sorted(matching, key=place, reverse=True)]


def random_rules(chance: random.Random) -> list[Rule]:
    def named() -> str | None:
        return chance.choice(NAMES) if chance.random() < 0.6 else None

    made = []
    for n in range(chance.randint(1, 60)):
        given = [(Field.ITEMS, chance.randint(1, 5)), (Field.LOANABLE, chance.random() < 0.5), (Field.RENEWALS, None)]
        declarations = tuple(Declaration(*each, line=n + 1) for each in given if chance.random() < 0.6)
        made.append(Rule(Selector(chance.choice(UNITS), named(), named(), named()), declarations, line=n + 1))
    return made


@pytest.mark.parametrize("seed", range(20))
def test_the_resolver_and_the_definition_agree_on_random_cases(seed: int) -> None:
    chance = random.Random(seed)
    cases = 0
    while cases < 500:
        rules = random_rules(chance)
        resolver = Resolver(RuleSet(tuple(rules)))
        for _ in range(50):
            cases += 1
            unit = chance.choice([*UNITS, "a/b/c/unknown", "g"])
            case = Case(unit, chance.choice(NAMES), chance.choice(NAMES), chance.choice(NAMES))
            for field in (Field.ITEMS, Field.LOANABLE, Field.RENEWALS, Field.PERIOD):
                expected = by_definition(rules, field, case)
                found = resolver.given(field, case)
                assert (found and (found.rule, found.declaration)) == (expected[0] if expected else None)


@pytest.mark.parametrize("seed", range(20))
def test_an_explanation_lists_every_rule_that_matches_in_the_order_of_the_definition(seed: int) -> None:
    chance = random.Random(seed)
    top = next(PRESETS["public"].rules().rules)
    rules = [top, *random_rules(chance)]
    resolver = Resolver(RuleSet(tuple(rules)))
    for _ in range(30):
        case = Case(chance.choice(UNITS), *(chance.choice(NAMES) for _ in range(3)))
        policy = resolver.policy(case)
        for each in resolver.explain(case):
            found = [each.won, *each.runners_up]
            assert [(x.rule, x.declaration) for x in found] == by_definition(rules, each.field, case)
            assert getattr(policy, each.field.attribute) == each.won.value


@pytest.mark.parametrize("seed", range(20))
def test_with_a_network_behind_the_librarys_own_rules_come_first_and_then_the_networks(seed: int) -> None:
    chance = random.Random(seed)
    top = next(PRESETS["public"].rules().rules)
    for _ in range(10):
        own = random_rules(chance)
        above = [top, *(replace(x, selector=replace(x.selector, unit="")) for x in random_rules(chance))]
        resolver = Resolver(RuleSet(tuple(own)), of_network("rivers", RuleSet(tuple(above))))
        for _ in range(20):
            case = Case(chance.choice([*UNITS, "a/b/c/unknown"]), *(chance.choice(NAMES) for _ in range(3)))
            policy = resolver.policy(case)
            for each in resolver.explain(case):
                expected = [
                    *((*pair, "") for pair in by_definition(own, each.field, case)),
                    *((*pair, "network rivers") for pair in by_definition(above, each.field, case)),
                ]
                found = [each.won, *each.runners_up]
                assert [(x.rule, x.declaration, x.origin) for x in found] == expected
                assert getattr(policy, each.field.attribute) == each.won.value
                assert resolver.given(each.field, case) == each.won


@pytest.mark.parametrize(
    ("rules", "items", "why"),
    [
        ("everywhere group=staff type=map loan=short : items 1\na : items 2", 2, "its unit is nearer"),
        ("a loan=short : items 1\na group=staff type=map : items 2", 2, "it names more criteria"),
        ("a loan=short : items 1\na type=map : items 2", 1, "it names the loan type"),
        ("a loan=short group=staff : items 1\na type=map group=staff : items 2", 1, "it names the loan type"),
        ("a loan=short group=staff : items 1\na loan=short type=map : items 2", 2, "it names the material type"),
        ("a type=map : items 1\na group=staff : items 2", 1, "it names the material type"),
        ("a : items 1\na : items 2", 2, "it is written later"),
        ("a : items 1\na/bc : items 2", 1, "nothing else"),
    ],
)
def test_a_field_says_why_its_rule_won(rules: str, items: int, why: str) -> None:
    complete = PRESETS["school"].text() + "\n" + rules
    found = Resolver(parse(rules if why == "nothing else" else complete))
    case = Case("a/b", "staff", "map", "short")
    won = found.given(Field.ITEMS, case)
    assert won is not None
    assert won.value == items
    if why != "nothing else":
        assert {each.field: each.why for each in found.explain(case)}[Field.ITEMS] == why


def test_a_field_that_no_rule_gives_is_named() -> None:
    resolver = Resolver(parse("everywhere : loanable\na : period 1 day"))
    with pytest.raises(IncompleteRules, match=r"No rule gives closed-days, grace, .*, notices for a/b group=staff\."):
        resolver.policy(Case("a/b", "staff"))
    with pytest.raises(IncompleteRules):
        resolver.explain(Case())


def test_the_rule_at_the_top_must_give_every_field_that_may_not_lack() -> None:
    assert parse("everywhere group=staff : loanable\neverywhere : items 3").missing == tuple(
        each for each in Field if each not in {Field.ITEMS, *MAY_LACK}
    )
