"""What people's edits leave of a description: a value that can't be read keeps nothing else from coming back."""

from __future__ import annotations

from typing import Any

import pytest

from mappings.bibframe.convert import Description, converter
from mappings.bibframe.node import Node
from mappings.marc.record import DataField, Record, Subfield
from mappings.marc.writer import write_marc21
from mappings.rules.examples import ExampleMinter
from mappings.rules.marc_keys import parsed_key
from mappings.rules.shape import Shapes

TITLE: Node = {"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": ["Harbour lights"]}


def back(work: dict[str, Any], title: Node = TITLE) -> Record:
    """The record of a work with these statements and an instance called Harbour lights."""
    whole: Node = {"@id": "http://example.org/w", "@type": ["bf:Work", "bf:Text"], **work}
    instance: Node = {"@id": "http://example.org/i", "@type": ["bf:Instance"], "bf:title": [title]}
    return converter().back(Description(whole, [instance], [], []))


def shown(record: Record, *tags: str) -> list[str]:
    """Fields as lines, without 008."""
    return [
        f"{field.tag} {''.join(f'${code}{text}' for code, text in field.subfields)}"
        for field in record.fields
        if isinstance(field, DataField) and (not tags or field.tag in tags)
    ]


@pytest.mark.parametrize(
    "work",
    [
        {"bf:subject": ["text where a heading belongs"]},
        {"bf:subject": [{"@id": "http://example.org/s"}]},
        {"bf:subject": [{"@id": "#s", "madsrdf:componentList": [{"@list": ["text"]}], "@type": ["bf:Topic"]}]},
        {"bf:subject": [{"@id": "#s", "madsrdf:componentList": [{"@list": [{"@id": "http://x.org/c"}]}]}]},
        {"bf:contribution": [{"@id": "#c", "@type": ["bf:Contribution"], "bf:agent": ["text"]}]},
        {"bf:contribution": [{"@id": "#c", "@type": ["bf:Contribution"]}]},
        {"bf:relation": [{"@id": "#r", "@type": ["bf:Relation"]}]},
        {"bf:relation": [{"@id": "#r", "bf:associatedResource": [{"@id": "http://x.org/h", "@type": ["bf:Hub"]}]}]},
        {"bf:language": ["English"]},
        {"bf:subject": [{"@id": "#s", "@type": ["bf:Topic"], "madsrdf:identifiesRWO": ["text"]}]},
        {"bf:subject": [{"bf:code": ["x"], "bflc:marcKey": [{"@value": "07200$ax", "@language": "ru"}]}]},
        {"bf:note": [{"@id": "#n"}]},
        {"bf:adminMetadata": [{"bf:descriptionLevel": [{"@id": "x"}], "bf:note": ["text"], "bf:date": [{"@id": "x"}]}]},
    ],
)  # fmt: skip
def test_a_statement_of_a_wrong_kind_keeps_no_other_from_coming_back(work: dict[str, Any]) -> None:
    assert "245 $aHarbour lights." in shown(back(work))


def test_a_node_without_class_is_read_by_what_it_says() -> None:
    assert back({"bf:classification": [{"@id": "#c", "bf:classificationPortion": ["QA76"]}]}).fields


def test_a_reference_that_is_no_iri_is_no_number_of_a_heading() -> None:
    topic: Node = {"@id": "http://id.loc.gov/ a", "@type": ["bf:Topic"], "rdfs:label": ["Harbours"]}
    assert shown(back({"bf:subject": [topic]}), "650") == ["650 $aHarbours."]


def test_characters_that_marc_cannot_carry_are_left_out() -> None:
    record = back({}, {**TITLE, "bf:mainTitle": ["Har\x1ebour\ud800 \x1flights"]})
    assert shown(record, "245") == ["245 $aHarbour lights."]
    assert write_marc21(record)


@pytest.mark.parametrize("count", ["\x1f", "12", "é", ""])
def test_an_indicator_is_one_character_of_ascii(count: str) -> None:
    record = back({}, {**TITLE, "bflc:nonSortNum": [count]})
    (field,) = [each for each in record.fields if each.tag == "245"]
    assert isinstance(field, DataField)
    assert field.ind2 in " 0"


def test_a_long_code_does_not_make_a_fixed_field_longer() -> None:
    record = back({"bf:language": [{"@id": "http://id.loc.gov/vocabulary/languages/english-of-harbours"}]})
    assert len(record.control("008") or "") == 40


@pytest.mark.parametrize("key", ["", "1001", "00110$ax", "ab110$ax", "1001 ", "1001 $", "\x00001 $ax"])
def test_what_is_no_field_is_no_key(key: str) -> None:
    assert parsed_key(key) is None


def test_a_dollar_sign_before_no_subfield_code_is_text() -> None:
    field = parsed_key("24500$aA $5 and $é 7$bB")
    assert field is not None
    assert field.subfields == (Subfield("a", "A "), Subfield("5", " and $é 7"), Subfield("b", "B"))


def test_what_a_property_holds_is_told_by_the_examples() -> None:
    kinds = Shapes(converter().tables.rules).kinds
    assert kinds["bf:mainTitle"] == "text"
    assert kinds["bf:title"] == "node"
    assert kinds["madsrdf:componentList"] == "list"


def test_a_description_made_by_the_tables_has_its_shape_already() -> None:
    source = Record("00000nam a2200000 i 4500", (
        DataField("245", "1", "0", (Subfield("a", "Harbour lights /"), Subfield("c", "Ann Lee."))),
        DataField("650", " ", "0", (Subfield("a", "Harbours"), Subfield("z", "Harbor City."))),
    ))  # fmt: skip
    shapes = Shapes(converter().tables.rules)
    for root in converter().forward(source, ExampleMinter()).roots:
        assert shapes.shaped(root) is root


def test_a_key_of_another_field_does_not_make_an_agent_that_field() -> None:
    agent: Node = {"@id": "#agent-1", "@type": ["bf:Person"], "rdfs:label": ["Lee, Ann"], "bflc:marcKey": ["24510$aX"]}
    made: Node = {"@id": "#c", "@type": ["bf:Contribution"], "bf:agent": [agent]}
    assert shown(back({"bf:contribution": [made]}), "700", "720", "745") == ["700 $aLee, Ann"]
