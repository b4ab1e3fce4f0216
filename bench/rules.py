"""What it takes to resolve lending rules, hashed and as a plain scan.

    make bench NAME=rules                   # or: python bench/rules.py [--rules 1500] [--cases 2000]

Rules for a tree of four levels, each with some of the criteria and some of the fields. For random cases every field is
asked for by itself, then all at once; the plain scan compares every rule with the case, as the definition is read.
Prints microseconds a field of CPU time and their ratio, as one JSON object on the last line.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Callable

from graph.circulation.duration import Duration, TimeUnit
from graph.circulation.rules.model import Case, Declaration, Field, Rule, RuleSet, Selector, Value
from graph.circulation.rules.presets import PRESETS
from graph.circulation.rules.resolver import Resolver
from graph.circulation.units import lineage

GROUPS = [f"group-{n}" for n in range(12)]
TYPES = [f"type-{n}" for n in range(20)]
LOANS = [f"loan-{n}" for n in range(6)]
UNITS = [
    *(a for a in "abcd"),
    *(f"{a}/{b}" for a in "abcd" for b in "abcde"),
    *(f"{a}/{b}/{c}" for a in "abcd" for b in "abcde" for c in "abcdef"),
]


def rules_of(count: int, chance: random.Random) -> RuleSet:
    """A complete rule at the top and so many others."""
    top = next(PRESETS["public"].rules().rules)
    others = tuple(Rule(_selector(chance), _declarations(chance), line=n + 2) for n in range(count - 1))
    return RuleSet((top, *others))


def _selector(chance: random.Random) -> Selector:
    def one_of(names: list[str]) -> str | None:
        return chance.choice(names) if chance.random() < 0.5 else None

    return Selector(chance.choice(UNITS), one_of(GROUPS), one_of(TYPES), one_of(LOANS))


def _declarations(chance: random.Random) -> tuple[Declaration, ...]:
    made: list[tuple[Field, Value]] = [
        (Field.PERIOD, Duration(chance.randint(1, 60), TimeUnit.DAYS)),
        (Field.ITEMS, chance.randint(1, 50)),
        (Field.RENEWALS, chance.randint(1, 9)),
        (Field.LOANABLE, chance.random() < 0.9),
    ]
    return tuple(Declaration(field, value) for field, value in made if chance.random() < 0.5)


def scanned(rules: tuple[Rule, ...], field: Field, case: Case) -> Value:
    """The value of a field by comparing every rule."""
    above = {unit: -n for n, unit in enumerate(lineage(case.unit))}
    best: tuple[tuple[int, ...], Value] | None = None
    for n, rule in enumerate(rules):
        chosen = rule.selector
        if (
            chosen.unit not in above
            or chosen.group not in {None, case.group}
            or chosen.material_type not in {None, case.material_type}
            or chosen.loan_type not in {None, case.loan_type}
        ):
            continue
        for each in rule.declarations:
            if each.field is field:
                named = (chosen.loan_type, chosen.material_type, chosen.group)
                rank = (above[chosen.unit], chosen.criteria, *(part is not None for part in named), n)
                if best is None or rank > best[0]:
                    best = (rank, each.value)
    return best[1] if best else None


def microseconds(work: Callable[[], object], count: int, times: int = 5) -> float:
    """CPU microseconds for each of `count`, the least of a few runs."""
    spent = []
    for _ in range(times):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return min(spent) / count * 1e6


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--rules", type=int, default=1500)
    asked.add_argument("--cases", type=int, default=2000)
    given = asked.parse_args()
    chance = random.Random(1)
    rules = rules_of(given.rules, chance)
    plain = tuple(rules.rules)
    cases = [
        Case(chance.choice(UNITS), chance.choice(GROUPS), chance.choice(TYPES), chance.choice(LOANS))
        for _ in range(given.cases)
    ]
    print(f"{given.rules:,} rules, {given.cases:,} cases", file=sys.stderr, flush=True)
    resolver = Resolver(rules)
    differing = sum(
        found.value != scanned(plain, field, case)
        for case in cases[:200]
        for field in Field
        if (found := resolver.given(field, case)) is not None
    )
    print("answers compared", file=sys.stderr, flush=True)
    single = microseconds(lambda: [resolver.given(f, c) for c in cases for f in Field], len(cases) * len(Field))
    whole = microseconds(lambda: [resolver.policy(c) for c in cases], len(cases) * len(Field))
    few = cases[: max(1, len(cases) // 100)]
    linear = microseconds(lambda: [scanned(plain, f, c) for c in few for f in Field], len(few) * len(Field), 3)
    figures = {
        "us_per_field": round(single, 2),
        "us_per_field_of_a_policy": round(whole, 2),
        "linear_us_per_field": round(linear, 1),
        "ratio": round(linear / single, 1),
        "differing": differing,
    }
    print(json.dumps({"name": "rules", "figures": figures}))
    sys.exit(differing > 0)


if __name__ == "__main__":
    main()
