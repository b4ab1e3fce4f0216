"""Every example beside a rule is a test: MARC in, statements out, MARC back."""

from __future__ import annotations

import pytest

from mappings.bibframe.convert import converter
from mappings.rules.examples import failures
from mappings.rules.load import load, load_authorities
from mappings.rules.model import Example, Rule

CASES = [(rule, example) for rule in (*load(), *load_authorities()) for example in rule.examples]


def _name(case: tuple[Rule, Example]) -> str:
    rule, example = case
    return f"{rule.tags or getattr(rule, 'name', '')}-{example.at.rpartition('/')[2]}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_an_example_holds_in_both_directions(case: tuple[Rule, Example]) -> None:
    rule, example = case
    assert "\n".join(failures(rule, example, converter())) == ""
