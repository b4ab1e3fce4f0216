"""Laws of reading and writing: what is written is read back; no bytes make the reader fail."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mappings.marc import notation
from mappings.marc.errors import FieldInvalid, FieldTooLong, InputRefused, RecordTooLong
from mappings.marc.reader import read
from mappings.marc.record import Broken, ControlField, DataField, Field, Record, Subfield
from mappings.marc.writer import write_marc21, write_marcjson, write_marcxml

ALNUM = "0123456789ABCXYZabc"
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"))
ONE = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
CONTROL = st.builds(ControlField, st.from_regex(r"00[1-9A-Z]", fullmatch=True), TEXT)
DATA = st.builds(
    DataField,
    st.text(ALNUM, min_size=3, max_size=3).filter(lambda tag: not tag.startswith("00")),
    ONE,
    ONE,
    st.lists(st.builds(Subfield, ONE, TEXT), max_size=4).map(tuple),
)
FIELDS: st.SearchStrategy[list[Field]] = st.lists(st.one_of(CONTROL, DATA), min_size=1, max_size=8)
LEADERS = st.builds(
    lambda status, kind, level, more: f"00000{status}{kind}{level} a2200000{more}4500",
    st.sampled_from("acdnp"),
    st.sampled_from("acdefgijkmoprtzuvxy"),
    st.sampled_from("abcdims "),
    st.text("0123 aciuz", min_size=3, max_size=3),
)
RECORDS = st.builds(lambda leader, fields: Record(leader, tuple(fields)), LEADERS, FIELDS)


def is_plain(record: Record) -> bool:
    """Not one that the reader takes for UNIMARC."""
    return not any(field.tag in {"100", "200", "801"} for field in record.fields)


@given(RECORDS.filter(is_plain))
def test_what_is_written_is_read_back_in_every_form(record: Record) -> None:
    for octets in (write_marc21(record), write_marcxml(record).encode(), write_marcjson(record).encode()):
        (found,) = read(octets)
        assert isinstance(found, Record)
        assert found.fields == record.fields
        assert found.repairs == ()
        assert found.leader[5:12] + found.leader[17:] == record.leader[5:12] + record.leader[17:]


@given(RECORDS.filter(is_plain))
def test_writing_again_changes_nothing(record: Record) -> None:
    octets = write_marc21(record)
    (found,) = read(octets)
    assert isinstance(found, Record)
    assert write_marc21(found) == octets


EXAMPLE = notation.record(
    """
    LDR 00000nam#a2200000#i#4500
    001 ocm1
    008 200101s2020####ru
    245 10 $a Война и мир / $c Лев Толстой.
    500 ## $a Ein Märchen.
    """
)
SEEDS = {
    "marc21": write_marc21(EXAMPLE) * 3,
    "marcxml": (write_marcxml(EXAMPLE) * 3).encode(),
    "marcjson": f"[{','.join([write_marcjson(EXAMPLE)] * 3)}]".encode(),
}


@pytest.mark.parametrize("form", SEEDS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_bytes_never_make_the_reader_fail_and_every_record_read_can_be_written(
    form: str, data: st.DataObject
) -> None:
    octets = bytearray(SEEDS[form])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, max(len(octets) - 1, 0)))
        cut = data.draw(st.integers(0, 12))
        octets[at : at + cut] = data.draw(
            st.one_of(st.binary(max_size=8), st.sampled_from([b"\x1d", b"\x1e", b"\x1f"]))
        )
    try:
        found = list(read(bytes(octets)))
    except InputRefused:
        return
    assert [each.position for each in found if isinstance(each, Broken)] == [
        at for at, each in enumerate(found) if isinstance(each, Broken)
    ]
    for each in found:
        if isinstance(each, Record):
            (again,) = read(write_marcjson(each).encode())
            assert isinstance(again, Record)
            assert (again.leader, again.fields, again.repairs) == (each.leader, each.fields, ())


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_read_or_refused(octets: bytes) -> None:
    for stream in (octets, SEEDS["marc21"] + octets, b"<record>" + octets, b"{" + octets, b"\x1f\x8b\x08" + octets):
        try:
            list(read(stream))
        except InputRefused:
            continue


def test_a_record_beyond_99999_bytes_is_refused_by_iso_2709_and_written_in_xml() -> None:
    many = replace(EXAMPLE, fields=tuple(notation.field(f"952 ## $a {'x' * 9000}") for _ in range(12)))
    with pytest.raises(RecordTooLong, match="99,999"):
        write_marc21(many)
    (found,) = read(write_marcxml(many).encode())
    assert isinstance(found, Record)
    assert found.fields == many.fields


def test_a_field_beyond_9999_bytes_is_refused_by_iso_2709() -> None:
    with pytest.raises(FieldTooLong, match="520"):
        write_marc21(replace(EXAMPLE, fields=(notation.field(f"520 ## $a {'x' * 9999}"),)))


@pytest.mark.parametrize(
    "field",
    [
        ControlField("245", "x"),
        DataField("008", " ", " ", ()),
        DataField("24", " ", " ", ()),
        DataField("24é", " ", " ", ()),
        DataField("245", "", " ", ()),
        DataField("245", " ", " ", (Subfield("ab", "x"),)),
        DataField("245", " ", " ", (Subfield("a", "x\x1ey"),)),
        ControlField("001", "\ud800"),
    ],
)
def test_what_marc_cannot_carry_is_refused_by_every_writer(field: Field) -> None:
    record = replace(EXAMPLE, fields=(field,))
    for write in (write_marc21, write_marcxml, write_marcjson):
        with pytest.raises(FieldInvalid):
            write(record)
