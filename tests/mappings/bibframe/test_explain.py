"""A record explained: the statements of all rules together are the description, and conversion stays as it is."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings

from mappings.bibframe.convert import converter
from mappings.bibframe.explain import Explanation, explained
from mappings.marc import notation
from mappings.marc.reader import read
from mappings.marc.record import Record
from mappings.rules import words
from mappings.rules.examples import ExampleMinter
from mappings.rules.model import Field
from tests.mappings.bibframe.records import NOVEL, RANDOM_RECORDS, SCRIPTS

LITTLE = notation.record(
    """
    LDR 00000nam a2200000 i 4500
    001 x1
    245 10 $a Salt : $b a world history.
    264 #1 $a New York : $b Walker, $c 2002.
    500 ## $a A note. $x odd
    949 ## $a Ours.
    """
)


def of(record: Record) -> Explanation:
    return explained(record, ExampleMinter())


def test_a_field_names_the_rule_and_its_statements() -> None:
    title = next(each for each in of(LITTLE).fields if each.outcome.tag == "245")
    rules = {words.name(use.rule): use for use in title.uses}
    said = {(each.path[-1][0], each.text) for each in rules["title statement"].statements}
    assert {("bf:mainTitle", "Salt"), ("bf:subtitle", "a world history")} <= said
    assert words.place(rules["title statement"].rule).startswith("mappings/rules/tables/titles.py:")
    assert [words.name(gift.rule) for gift in title.gifts] == ["title statement"]


def test_a_field_read_with_others_is_explained_by_what_they_make_together() -> None:
    provision = next(each for each in of(LITTLE).fields if each.outcome.tag == "264")
    assert any(each.text == "Walker" for use in provision.uses for each in use.statements)


def test_a_field_without_a_rule_says_so() -> None:
    local = next(each for each in of(LITTLE).fields if each.outcome.tag == "949")
    assert (local.uses, local.gifts, local.outcome.reasons) == ((), (), ("unmapped",))


@pytest.mark.parametrize("record", [LITTLE, NOVEL, SCRIPTS])
def test_explaining_converts_as_converting_does(record: Record) -> None:
    plain = converter().forward(record, ExampleMinter())
    assert of(record).description.roots == plain.roots
    assert [each.field for each in of(record).given] == converter().statements(plain)
    assert [each.outcome for each in of(record).fields] == plain.outcomes


def test_an_authority_record_is_explained_by_the_rules_for_headings() -> None:
    record = notation.record(
        """
        LDR 00000nz  a2200000n  4500
        001 n79000001
        008 790101n| azannaabn          |a ana     c
        100 1# $a Kurlansky, Mark
        400 1# $a Kurlansky, M.
        """
    )
    explanation = of(record)
    heading = next(each for each in explanation.fields if each.outcome.tag == "100")
    assert heading.uses
    assert heading.gifts
    assert explanation.description.roots == converter().forward(record, ExampleMinter()).roots


@given(RANDOM_RECORDS)
@settings(max_examples=15, deadline=None)
def test_any_record_can_be_explained_and_every_field_is_there(record: Record) -> None:
    explanation = of(record)
    assert len(explanation.fields) == len(record.fields) + 1


def test_every_rule_has_a_name_a_place_and_a_sentence() -> None:
    for rule in converter().tables.rules:
        assert words.name(rule)
        assert words.place(rule).startswith("mappings/rules/")
        assert words.sentence(rule)
        if isinstance(rule, Field):
            assert all(f"${code}" in words.sentence(rule) for sub in rule.subfields for code in sub.codes[:1])


@pytest.mark.slow
def test_real_records_are_explained_whole(shared_data: Path) -> None:
    with (shared_data / "reference" / "marc.xml.gz").open("rb") as stream:
        for record in islice(read(stream), 0, None, 40):
            assert isinstance(record, Record)
            explanation = of(record)
            gone = [each for each in explanation.fields if each.outcome.outcome != "residue" and not each.gifts]
            given = {each.field.tag for each in explanation.given if not each.gifts}
            assert {each.outcome.tag for each in gone} <= given | {"LDR"}
