"""Authority records: the law, and headings that meet their authority in one IRI."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.bibframe.convert import Description, authorities, converter
from mappings.bibframe.node import Node, nodes_below
from mappings.bibframe.rdf import nquads
from mappings.bibframe.reading.authorities import authority_of
from mappings.marc.notation import field
from mappings.marc.notation import show as written
from mappings.marc.record import ControlField, DataField, Record, Subfield
from mappings.rules.authority_back import LEADER

_TAGS = sorted({tag for rule in authorities().rules for tag in rule.tags.split() if tag.isdigit() and tag > "009"})
_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20)
_VALUE = st.one_of(
    _TEXT,
    st.sampled_from(
        ["eng", "(DE-588)118540238", "http://id.loc.gov/authorities/names/n1", "A. B.", "880-01", "n 79068416", "nne"]
    ),
)
_SUBFIELDS = st.lists(
    st.builds(Subfield, st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"), _VALUE), min_size=1, max_size=5
)
_FIELDS = st.lists(
    st.builds(
        DataField,
        st.sampled_from([*_TAGS, "880", "949"]),
        st.sampled_from(" 01237"),
        st.sampled_from(" 0124678"),
        _SUBFIELDS.map(tuple),
    ),
    max_size=8,
)
_FIXED = st.text(st.sampled_from("abcdefnsi0129 |"), min_size=40, max_size=40)


class _ByKey:
    """Names by key, as a store mints them: equal headings get one IRI."""

    def root(self, part: str) -> str:
        return f"http://example.org/1#{part}"

    def heading(self, kind: str, key: str, part: str) -> str:
        return f"http://example.org/{kind}/{key.replace(' ', '-')}"


def _authority(*lines: str, leader: str = LEADER) -> Description:
    return converter().forward(Record(leader, tuple(field(line) for line in lines)), _ByKey())


def _bibliographic(*lines: str) -> Description:
    return converter().forward(Record("00000nam a2200000 i 4500", tuple(field(line) for line in lines)), _ByKey())


def _heading(description: Description) -> Node:
    assert description.heading is not None
    return description.heading


def _back(description: Description, tag: str) -> list[str]:
    return [written(each) for each in converter().back(description).fields if each.tag == tag]


def _record(fields: list[DataField], fixed: str) -> Record:
    return Record(LEADER, (ControlField("001", "1"), ControlField("008", fixed), *fields))


@given(_FIELDS, _FIXED)
def test_an_authority_record_comes_back_in_its_canonical_form(fields: list[DataField], fixed: str) -> None:
    record = _record(fields, fixed)
    description = converter().forward(record, _ByKey())
    assert converter().back(description, description.residue) == converter().norm(record)


@given(_FIELDS, _FIXED)
def test_its_canonical_form_is_its_own(fields: list[DataField], fixed: str) -> None:
    once = converter().norm(_record(fields, fixed))
    assert converter().norm(once) == once


@given(_FIELDS, _FIXED)
def test_whatever_it_holds_it_is_written_as_statements_with_absolute_iris(fields: list[DataField], fixed: str) -> None:
    description = converter().forward(_record(fields, fixed), _ByKey())
    lines = nquads(description.roots, "http://example.org/g").splitlines()
    assert all(line.startswith("<http") and line.endswith("<http://example.org/g> .") for line in lines)


@pytest.mark.parametrize(
    ("authority", "used"),
    [
        ("100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910", "100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910, $e author."),
        ("100 3# $a Tolstoy (Family)", "700 3# $a Tolstoy (Family)"),
        ("110 2# $a Bauhaus", "610 20 $a Bauhaus."),
        ("111 2# $a Congress of Vienna $d (1814-1815)", "711 2# $a Congress of Vienna $d (1814-1815)"),
        ("130 #0 $a Beowulf", "730 0# $a Beowulf."),
        ("100 1# $a Tolstoy, Leo. $t Voĭna i mir", "700 12 $a Tolstoy, Leo. $t Voĭna i mir."),
        ("150 ## $a Dogs", "650 #0 $a Dogs."),
        ("150 ## $a Dogs $x Training $z Russia", "650 #0 $a Dogs $x Training $z Russia."),
        ("148 ## $a 1801-1900", "648 #4 $a 1801-1900"),
        ("151 ## $a Moscow (Russia)", "651 #0 $a Moscow (Russia)"),
        ("151 ## $a Russia $x History", "651 #0 $a Russia $x History."),
        ("155 ## $a War films", "655 #7 $a War films. $2 lcgft"),
        ("147 ## $a Borodino, Battle of $d (1812)", "647 #4 $a Borodino, Battle of $d (1812)"),
        ("100 1# $a Tolstoy, Leo $x Criticism", "600 10 $a Tolstoy, Leo $x Criticism."),
    ],
)
def test_a_heading_and_its_authority_meet_in_one_iri(authority: str, used: str) -> None:
    named = _heading(_authority(authority))["@id"]
    assert named in {node.get("@id") for node in nodes_below(_bibliographic(used).work)}


@pytest.mark.parametrize(
    ("numbers", "heading", "used"),
    [
        (
            ["010 ## $a n 79068416"],
            "100 1# $a Tolstoy, Leo",
            "700 1# $a Tolstoy, L. $0 http://id.loc.gov/authorities/names/n79068416",
        ),
        (
            ["010 ## $a n 79068416"],
            "100 1# $a Tolstoy, Leo",
            "700 1# $a Tolstoy, L. $1 http://id.loc.gov/rwo/agents/n79068416",
        ),
        (
            ["001 n 79068416", "003 DLC"],
            "100 1# $a Tolstoy, Leo",
            "700 1# $a Tolstoy, L. $1 http://id.loc.gov/rwo/agents/n79068416",
        ),
        (["024 7# $a 118601121 $2 gnd"], "100 1# $a Tolstoj, Lev", "700 1# $a Tolstoj, L. $0 (DE-588)118601121"),
        (["035 ## $a (DE-588)4026181-5"], "150 ## $a Hund", "650 #7 $a Hunde $0 (DE-588)4026181-5 $2 gnd"),
        (["035 ## $a (OCoLC)fst00896192"], "150 ## $a Dogs", "650 #7 $a Dogs $2 fast $0 (OCoLC)fst00896192"),
        (
            ["010 ## $a sh 85038796"],
            "150 ## $a Dogs",
            "650 #0 $a Dog $0 http://id.loc.gov/authorities/subjects/sh85038796",
        ),
        (
            ["010 ## $a n 80001203"],
            "151 ## $a Moscow (Russia)",
            "651 #0 $a Moscow $0 http://id.loc.gov/authorities/names/n80001203",
        ),
    ],
)
def test_an_authority_has_the_iri_that_headings_with_its_number_have(
    numbers: list[str], heading: str, used: str
) -> None:
    named = _heading(_authority(*numbers, heading))["@id"]
    assert named in {node.get("@id") for node in nodes_below(_bibliographic(used).work)}


def test_other_published_iris_of_the_heading_are_told() -> None:
    thing = _heading(
        _authority("010 ## $a n 79068416", "024 7# $a 118601121 $2 gnd", "024 7# $a Q7243 $2 wikidata", "100 0# $a T")
    )
    authority = authority_of(thing)
    assert thing["@id"] == "http://id.loc.gov/rwo/agents/n79068416"
    assert authority["@id"] == "http://id.loc.gov/authorities/names/n79068416"
    assert authority["madsrdf:hasExactExternalAuthority"] == [{"@id": "https://d-nb.info/gnd/118601121"}]
    assert thing["owl:sameAs"] == [{"@id": "http://www.wikidata.org/entity/Q7243"}]


def test_a_record_without_a_heading_is_described_all_the_same() -> None:
    described = _authority("670 ## $a A source")
    assert _heading(described)["@id"] == "http://example.org/1#Authority"
    assert converter().back(described, described.residue).fields == (field("670 ## $a A source"),)


def _edited(description: Description, **changes: Any) -> Description:
    node = _heading(description)
    return Description({}, [], [], [], heading={**node, **{k.replace("__", ":"): v for k, v in changes.items()}})


def test_an_edited_name_is_written_from_its_label() -> None:
    described = _authority("100 1# $a Tolstoy, Leo, $d 1828-")
    edited = _edited(described, rdfs__label=["Tolstoy, Leo, 1828-1910"])
    assert _back(edited, "100") == ["100 1# $a Tolstoy, Leo, $d 1828-1910"]


def test_an_edited_string_keeps_its_subdivisions() -> None:
    described = _authority("150 ## $a Dogs $x Training $z Russia")
    edited = _edited(described, madsrdf__authoritativeLabel=["Hounds--Training--Russia"])
    assert _back(edited, "150") == ["150 ## $a Hounds $x Training $z Russia"]


def test_a_heading_made_here_becomes_a_field() -> None:
    node = {
        "@id": "http://example.org/2",
        "@type": ["bf:Agent", "bf:Organization"],
        "rdfs:label": ["Bauhaus"],
        "madsrdf:isIdentifiedByAuthority": [
            {
                "@id": "#authority-1",
                "@type": ["madsrdf:CorporateName", "madsrdf:Authority"],
                "madsrdf:hasVariant": [
                    {"@id": "#v", "@type": ["madsrdf:CorporateName", "madsrdf:Variant"],
                     "madsrdf:variantLabel": ["Staatliches Bauhaus"]},
                ],
            }
        ],
    }  # fmt: skip
    record = converter().back(Description({}, [], [], [], heading=node))
    assert [written(each) for each in record.fields] == ["110 2# $a Bauhaus", "410 2# $a Staatliches Bauhaus"]


def test_a_related_heading_that_becomes_wider_says_so() -> None:
    described = _authority("150 ## $a Dogs", "550 ## $a Animals")
    node = dict(_heading(described))
    node["madsrdf:hasBroaderAuthority"] = node.pop("madsrdf:hasRelatedAuthority")
    assert _back(Description({}, [], [], [], heading=node), "550") == ["550 ## $w g $a Animals"]


def test_names_in_another_script_are_kept_with_their_language() -> None:
    described = _authority("008 " + "#" * 40, "100 1# $6 880-01 $a Tolstoĭ, Lev", "880 1# $6 100-01/(N $a Толстой, Лев")
    label = _heading(described)["rdfs:label"]
    assert label[0] == "Tolstoĭ, Lev"
    assert label[1]["@value"] == "Толстой, Лев"
    assert label[1]["@language"].endswith("-Cyrl")
    assert converter().back(described, described.residue) == converter().norm(described.record)  # type: ignore[arg-type]
