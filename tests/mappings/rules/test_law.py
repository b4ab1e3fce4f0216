"""`back(forward(m)) = norm(m)` for generated records, whatever they hold; norm changes nothing twice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.bibframe.convert import converter
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
    "field",
    [
        DataField("245", "1", "0", (Subfield("a", "Maps."), Subfield("b", "Texas,"), Subfield("n", "Sheet 2"))),
        DataField("260", " ", " ", (Subfield("a", "Warszawa,"), Subfield("b", "A,"), Subfield("e", "(Łódź :"))),
        DataField("020", " ", " ", (Subfield("z", " "), Subfield("a", "085690015X :"), Subfield("c", "0.99"))),
    ],
)
def test_what_comes_back_says_the_same_again(field: DataField) -> None:
    first = converter().forward(_record([field], " " * 40), ExampleMinter())
    again = converter().forward(converter().back(first, first.residue), ExampleMinter())
    assert (again.work, again.instances) == (first.work, first.instances)
