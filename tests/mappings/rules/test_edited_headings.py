"""Headings that people edit: the statements win over the key they were made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.bibframe.convert import converter
from mappings.marc.notation import field as parsed
from mappings.marc.notation import show
from mappings.marc.record import Record
from mappings.rules.examples import ExampleMinter

if TYPE_CHECKING:
    from mappings.bibframe.convert import Description


def _described(*lines: str) -> Description:
    return converter().forward(Record("00000nam a2200000 i 4500", tuple(map(parsed, lines))), ExampleMinter())


def _written(description: Description, tag: str) -> list[str]:
    return [show(field) for field in converter().statements(description) if field.tag == tag]


def test_a_corrected_name_is_written_from_its_label() -> None:
    description = _described("700 1# $a Tolstoi, Leo, $d 1828-1910, $e author.")
    agent = description.work["bf:contribution"][0]["bf:agent"][0]
    agent["rdfs:label"] = ["Tolstoy, Leo, 1828-1910"]
    assert _written(description, "700") == ["700 1# $a Tolstoy, Leo, $d 1828-1910, $e author"]


def test_an_added_role_is_written_beside_the_name() -> None:
    description = _described("700 1# $a Maude, Aylmer, $d 1858-1938.")
    description.work["bf:contribution"][0]["bf:role"] = [{"@type": ["bf:Role"], "rdfs:label": ["translator"]}]
    assert _written(description, "700") == ["700 1# $a Maude, Aylmer, $d 1858-1938, $e translator"]


def test_a_corrected_uniform_title_keeps_its_language_apart() -> None:
    description = _described("100 1# $a Tolstoy, Leo, $d 1828-1910.", "240 10 $a Vojna i mir. $l English")
    hub = description.work["bf:expressionOf"][0]
    hub["bf:title"][0]["bf:mainTitle"] = ["Voĭna i mir. English"]
    assert _written(description, "240") == ["240 10 $a Voĭna i mir. $l English"]


def test_a_related_work_that_becomes_a_part_gets_the_indicator() -> None:
    description = _described("700 1# $a Tolstoy, Leo, $d 1828-1910. $t Kholstomer.")
    description.work["bf:relation"][0]["bf:relationship"] = [{"@id": "http://id.loc.gov/vocabulary/relationship/part"}]
    assert _written(description, "700") == ["700 12 $a Tolstoy, Leo, $d 1828-1910. $t Kholstomer."]


def test_a_new_volume_number_stands_in_the_series_entry() -> None:
    description = _described("830 #0 $a Everyman's library ; $v no. 525.")
    description.work["bf:relation"][0]["bf:seriesEnumeration"] = ["no. 526"]
    assert _written(description, "830") == ["830 #0 $a Everyman's library ; $v no. 526"]


def test_a_hub_made_by_hand_becomes_an_added_entry() -> None:
    description = _described("245 10 $a Collected tales.")
    description.work["bf:relation"] = [
        {
            "@type": ["bf:Relation"],
            "bf:relationship": [{"@id": "http://id.loc.gov/vocabulary/relationship/part"}],
            "bf:associatedResource": [
                {
                    "@id": "https://catalogue.example/hubs/1",
                    "@type": ["bf:Hub"],
                    "bf:contribution": [
                        {
                            "@type": ["bf:Contribution"],
                            "bf:agent": [{"@type": ["bf:Agent", "bf:Person"], "rdfs:label": ["Gogol, Nikolai"]}],
                        }
                    ],
                    "bf:title": [{"@type": ["bf:Title"], "bf:mainTitle": ["Nos. English"]}],
                    "bf:language": [{"@type": ["bf:Language"], "rdfs:label": ["English"]}],
                }
            ],
        }
    ]
    assert _written(description, "700") == ["700 12 $a Gogol, Nikolai. $t Nos. $l English"]


def test_a_changed_thesaurus_changes_the_indicator_of_a_name_subject() -> None:
    description = _described("600 10 $a Tolstoy, Leo, $d 1828-1910.")
    description.work["bf:subject"][0]["bf:source"] = [
        {"@id": "http://id.loc.gov/vocabulary/subjectSchemes/gnd", "@type": ["bf:Source"], "bf:code": ["gnd"]}
    ]
    assert _written(description, "600") == ["600 17 $a Tolstoy, Leo, $d 1828-1910. $2 gnd"]


def test_the_works_of_a_merger_stay_together_and_come_back_in_order() -> None:
    lines = ["780 04 $t Annals of zoology", "780 04 $t Annals of botany", "780 04 $t Annals of mycology"]
    description = _described(*lines)
    assert len(description.work["bf:relation"]) == 1
    assert _written(description, "780") == lines
