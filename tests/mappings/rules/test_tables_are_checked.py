"""A table that can't stand is refused when it is loaded, with the file and the line of the row."""

from __future__ import annotations

from pathlib import Path

import pytest

from mappings.rules.compile import Tables
from mappings.rules.errors import RuleError
from mappings.rules.load import load
from mappings.rules.model import INSTANCE, Example, Field, Part, Sub

_EXAMPLES = (Example("500 ## $a A note."),)


def _note(tag: str, prop: str = "bf:note", examples: tuple[Example, ...] = _EXAMPLES) -> Field:
    return Field(tag, on=INSTANCE, makes=Part(prop, "bf:Note"), subfields=(Sub("a", "rdfs:label"),), examples=examples)


def test_a_rule_without_an_example_is_refused() -> None:
    with pytest.raises(RuleError, match=r"test_tables_are_checked\.py:\d+: .* no example"):
        Tables([_note("500", examples=())])


def test_a_property_no_vocabulary_declares_is_refused() -> None:
    with pytest.raises(RuleError, match="no vocabulary declares the property bf:noote"):
        Tables([_note("500", "bf:noote")])


def test_two_rules_for_one_statement_need_an_order() -> None:
    first = _note("500")
    second = _note("501")
    with pytest.raises(RuleError, match="give an order"):
        Tables([first, second])


def test_an_unknown_option_names_the_line_of_the_table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "odd_tables"
    package.mkdir()
    (package / "__init__.py").write_text("")
    lines = [
        "from mappings.rules.model import INSTANCE, Field",
        "",
        "ROW = Field('500', on=INSTANCE, subfields=(), punctation='.')",
    ]
    (package / "slip.py").write_text("\n".join(lines))
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(RuleError, match=r"slip\.py:3: .*punctation"):
        load(["slip"], "odd_tables")
