"""Single fields are changed; every other byte stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mappings.marc import notation
from mappings.marc.directory import layout
from mappings.marc.errors import FieldInvalid, RecordTooLong
from mappings.marc.reader import parse
from mappings.marc.splice import Changes, replace_fields
from mappings.marc.writer import assembled, write_marc21, write_marcjson, write_marcxml

UTF8 = notation.record(
    """
    LDR 00000nam#a2200000#i#4500
    001 ocm1
    245 10 $a Война и мир.
    500 ## $a A note.
    952 ## $a lokal $x  Märchen
    """
)
MARC8 = assembled(
    b"00000nam  2200000 i 4500",
    [("001", b"m1"), ("100", b"1 \x1faDvo\xe9r\xe2ak"), ("245", b"10\x1faOne"), ("952", b"  \x1faodd\x1f\xe8\xe8o ")],
)
NEW = notation.field("245 10 $a Müller & Söhne")
SOURCES = {
    "marc21": write_marc21(UTF8),
    "marcxml": write_marcxml(UTF8).encode(),
    "marcjson": write_marcjson(UTF8).encode(),
}


@pytest.mark.parametrize("form", SOURCES)
def test_no_change_gives_back_the_same_bytes(form: str) -> None:
    assert replace_fields(SOURCES[form], Changes(), form) is SOURCES[form]


@pytest.mark.parametrize("form", SOURCES)
def test_fields_are_replaced_taken_out_and_put_in(form: str) -> None:
    first, last = notation.field("040 ## $a XX"), notation.field("999 ## $a end")
    changes = Changes({1: NEW, 2: None}, ((1, first), (4, last)), leader="00000cam a2200000 i 4500")
    found = parse(replace_fields(SOURCES[form], changes, form), form)
    assert found.fields == (UTF8.fields[0], first, NEW, UTF8.fields[3], last)
    assert found.leader[5] == "c"
    assert found.repairs == ()


def test_untouched_fields_keep_their_bytes_in_iso_2709() -> None:
    before = layout(MARC8).fields
    after = layout(replace_fields(MARC8, Changes({2: NEW}))).fields
    assert [after[0], after[1], after[3]] == [before[0], before[1], before[3]]


def test_a_new_field_of_a_marc8_record_is_written_in_marc8() -> None:
    changed = replace_fields(MARC8, Changes({2: notation.field("245 10 $a Żółw ᚠ")}))
    assert dict(layout(changed).fields)["245"] == b"10\x1fa\xe7Z\xe2o\xb1w &#x16A0;"
    assert next(parse(changed).data("245")).get("a") == "Żółw ᚠ"
    assert changed[9:10] == b" "


def test_a_new_field_of_a_blank_record_that_is_utf8_is_written_in_utf8() -> None:
    source = assembled(b"00000nam  2200000 i 4500", [("001", b"1"), ("245", "10\x1faМир".encode()), ("500", b"  ")])
    changed = replace_fields(source, Changes({2: notation.field("500 ## $a Мир")}))
    assert dict(layout(changed).fields)["500"] == "  \x1faМир".encode()


def test_a_record_with_wrong_lengths_is_put_in_order_and_keeps_its_fields() -> None:
    source = b"99999" + SOURCES["marc21"][5:]
    changed = replace_fields(source, Changes({2: None}))
    assert parse(changed).repairs == ()
    assert layout(changed).fields == tuple(f for f in layout(source).fields if f[0] != "500")


def test_untouched_elements_keep_their_bytes_in_marcxml() -> None:
    odd = (
        b'<m:record xmlns:m="http://www.loc.gov/MARC21/slim">\n <m:leader>00000nam a2200000 i 4500</m:leader>\n'
        b" <m:controlfield tag='001'>1</m:controlfield>\n"
        b" <m:datafield ind1='>' tag='500' ind2=' '/>\n <!-- local -->"
        b"<m:datafield tag='245' ind1='1' ind2='0'><m:subfield code='a'><![CDATA[One]]></m:subfield></m:datafield>"
        b"</m:record>"
    )
    assert replace_fields(odd, Changes({1: None}), "marcxml") == odd.replace(
        b"<m:datafield ind1='>' tag='500' ind2=' '/>", b""
    )
    changed = replace_fields(odd, Changes({2: NEW}), "marcxml")
    assert changed.startswith(odd[: odd.index(b"<m:datafield tag='245'")])
    assert parse(changed, "marcxml").fields[2] == NEW


@given(st.sets(st.integers(0, 3)), st.lists(st.integers(0, 5), max_size=4), st.sampled_from(sorted(SOURCES)))
def test_splicing_is_changing_the_list_of_fields(out: set[int], places: list[int], form: str) -> None:
    inserted = tuple((place, notation.field(f"59{at} ## $a new")) for at, place in enumerate(places))
    expected = []
    for index, field in enumerate(UTF8.fields):
        expected += [new for place, new in inserted if place == index]
        expected += [] if index in out else [field]
    expected += [new for place, new in inserted if place >= len(UTF8.fields)]
    if expected:
        changed = replace_fields(SOURCES[form], Changes(dict.fromkeys(out), inserted), form)
        assert list(parse(changed, form).fields) == expected


def test_an_index_that_no_field_has_is_refused() -> None:
    for form, source in SOURCES.items():
        with pytest.raises(FieldInvalid):
            replace_fields(source, Changes({9: None}), form)


def test_growing_beyond_what_iso_2709_can_say_is_refused() -> None:
    grown = tuple((4, notation.field(f"590 ## $a {'x' * 9000}")) for _ in range(12))
    with pytest.raises(RecordTooLong):
        replace_fields(SOURCES["marc21"], Changes(inserted=grown))
