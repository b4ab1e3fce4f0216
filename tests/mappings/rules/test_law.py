"""`back(forward(m)) = norm(m)` for generated records, whatever they hold; norm changes nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.bibframe.convert import converter
from mappings.marc.notation import field as parsed
from mappings.marc.record import ControlField, DataField, Record, Subfield
from mappings.rules.examples import ExampleMinter

_TAGS = sorted({tag for rule in converter().tables.rules for tag in rule.tags.split() if tag.isdigit() and tag > "009"})
_TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=20)
_VALUE = st.one_of(
    _TEXT, st.sampled_from(["eng", "(DE-588)118540238", "http://id.loc.gov/authorities/names/n1", "A. B.", "880-01"])
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
_FIXED = st.text(st.sampled_from("abcdefs0129 |#"), min_size=40, max_size=40)


def _record(fields: list[DataField], fixed: str) -> Record:
    return Record("00000nam a2200000 i 4500", (ControlField("001", "1"), ControlField("008", fixed), *fields))


@given(_FIELDS, _FIXED)
def test_a_record_comes_back_in_its_canonical_form(fields: list[DataField], fixed: str) -> None:
    record = _record(fields, fixed)
    description = converter().forward(record, ExampleMinter())
    assert converter().back(description, description.residue) == converter().norm(record)


@given(_FIELDS, _FIXED)
def test_the_canonical_form_is_its_own(fields: list[DataField], fixed: str) -> None:
    once = converter().norm(_record(fields, fixed))
    assert converter().norm(once) == once


def test_words_that_an_indicator_says_are_found_whatever_spaces_they_are_written_with() -> None:
    record = _record([DataField("588", " ", " ", (Subfield("a", "Description  based on: Vol. 1."),))], " " * 40)
    once = converter().norm(record)
    assert converter().norm(once) == once
    assert once.fields[-1] == DataField("588", "0", " ", (Subfield("a", "Vol. 1."),))


@pytest.mark.parametrize(
    "lines",
    [
        "245 10 $a Maps. $b Texas, $n Sheet 2",
        "245 10 $a Letters $c A. Brown $g 1984 $h [text]",
        "260 ## $a Warszawa, $b A, $e (Łódź :",
        "020 ## $z   $a 085690015X : $c 0.99",
        "020 ## $a 0914378260 (pbk.) (v. 1)",
        "024 7# $a 10.1000/182 (online) $a 10.1000/183 (print) $2 doi",
        "246 1# $a Harbour lights $g by a friend $n Vol. 1",
        "490 0# $a Harbour studies $l HE551 $v 4",
        "650 #0 $a Animals $e depicted",
        "650 #0 $a Animals $g Pets $e depicted",
        "700 1# $a Sprouse, Chris, $0 nb98017694  ",
        "830 #0 $a Map series ; $0 (DLC)n  84704569 $v 53",
        "600 10 $6 880-01 $a Tolstoy, Leo $x Letters\n880 10 $6 600-01/(N $a Толстой, Лев $x Письма",
        "600 10 $6 880-01 $a Tolstoy, Leo. $t Works $x Letters\n880 10 $6 600-01 $a Толстой. $t Собрание $x Письма",
        "490 0# $6 880-01 $a Studies ; $v 4\n880 0# $a - $6 490-01/(N $a Труды ; $v 4",
        "260 ## $6 880-01 $a Pariz : $b Sh $f [Imp.]\n880 ## $6 260-01/(2/r $a פאריז : $b שולשטיין",
        "260 ## $6 880-01/$1 $a Kyōto : $b Nakamura\n880 ## $6 260-01/$1 $a 京都 : $b 中村",
    ],
)
def test_what_comes_back_says_the_same_again(lines: str) -> None:
    fields = [parsed(line) for line in lines.split("\n")]
    first = converter().forward(_record(fields, "220101s1922####ja############000#0#jpn##"), ExampleMinter())
    again = converter().forward(converter().back(first, first.residue), ExampleMinter())
    assert again.roots == first.roots


def test_a_field_with_the_tag_of_the_leader_is_kept_and_says_nothing() -> None:
    record = _record([DataField("LDR", "0", "2", (Subfield("a", "577cam a2200301Ii 4500"),))], " " * 40)
    first = converter().forward(record, ExampleMinter())
    assert converter().norm(record) == record
    assert converter().back(first, first.residue) == record
    assert converter().forward(_record([], " " * 40), ExampleMinter()).roots == first.roots
