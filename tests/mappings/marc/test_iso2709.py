"""ISO 2709 records as they come: in order, damaged and repaired by a stated rule, or damaged beyond repair."""

import pytest

from mappings.marc import notation
from mappings.marc.reader import read
from mappings.marc.record import Broken, ControlField, DataField, Record, Subfield
from mappings.marc.repairs import RULES, Repair
from mappings.marc.writer import assembled, write_marc21

LEADER = b"00000nam  2200000 i 4500"
GOOD = write_marc21(
    notation.record(
        """
        LDR 00000nam#a2200000#i#4500
        001 ocm1
        008 200101s2020####ru
        245 10 $a Война и мир / $c Лев Толстой.
        500 ## $a Ein Märchen.
        """
    )
)


def one(octets: bytes) -> Record:
    (found,) = read(octets)
    assert isinstance(found, Record), found
    return found


def broken(octets: bytes) -> Broken:
    found = [each for each in read(GOOD + octets) if isinstance(each, Broken)]
    assert len(found) == 1
    return found[0]


def marc8(*fields: tuple[str, bytes]) -> bytes:
    return assembled(LEADER, [("001", b"1"), *fields])


def utf8(*fields: tuple[str, bytes]) -> bytes:
    return assembled(LEADER[:9] + b"a" + LEADER[10:], [("001", b"1"), *fields])


def title(record: Record) -> str:
    return next(record.data("245")).subfields[0].value


def test_a_record_in_order_is_read_without_repairs_and_keeps_its_bytes() -> None:
    record = one(GOOD)
    assert record.repairs == ()
    assert record.source == GOOD
    assert record.control_number == "ocm1"
    assert next(record.data("245")).subfields == (
        Subfield("a", "Война и мир /"),
        Subfield("c", "Лев Толстой."),
    )


def test_line_breaks_between_records_are_nothing() -> None:
    found = list(read(GOOD + b"\r\n" + GOOD + b"\n\x1a"))
    assert [each.repairs for each in found if isinstance(each, Record)] == [(), ()]


@pytest.mark.parametrize("stated", [b"00000", b"99999", b"00010", b"     "])
def test_wrong_record_length(stated: bytes) -> None:
    octets = GOOD.replace(GOOD[:5], stated, 1) if stated != b"     " else b"00001" + GOOD[5:]
    record = one(octets)
    assert record.fields == one(GOOD).fields
    assert record.repairs == (Repair.LENGTH,)


def test_wrong_base_address() -> None:
    record = one(GOOD[:12] + b"00000" + GOOD[17:])
    assert (record.fields, record.repairs) == (one(GOOD).fields, (Repair.BASE,))


def test_directory_counted_in_characters_instead_of_bytes() -> None:
    octets = marc8(("245", b"10\x1faOne"), ("500", b"  \x1faTwo")).replace(b"245000800002", b"245000700002")
    record = one(octets)
    assert [field.tag for field in record.fields] == ["001", "245", "500"]
    assert record.repairs == (Repair.DIRECTORY,)


def test_fields_in_another_order_than_the_directory_need_no_repair() -> None:
    swapped = marc8(("245", b"10\x1faOne"), ("500", b"  \x1faTwoo"))
    swapped = swapped.replace(b"245000800002500000900010", b"500000900010245000800002")
    record = one(swapped)
    assert [field.tag for field in record.fields] == ["001", "500", "245"]
    assert title(record) == "One"
    assert record.repairs == ()


def test_field_longer_than_its_length_has_digits() -> None:
    long = b"  \x1fa" + b"x" * 12_000
    octets = marc8(("245", b"10\x1faOne"), ("505", b"  \x1fax"), ("500", b"  \x1faTwo"))
    octets = octets.replace(b"  \x1fax\x1e", long + b"\x1e").replace(b"5050006", b"50512005")
    octets = octets.replace(b"500000800016", b"500000812015")
    record = one(octets)
    assert [field.tag for field in record.fields] == ["001", "245", "505", "500"]
    assert Repair.DIRECTORY in record.repairs


def test_record_of_more_bytes_than_its_length_has_digits() -> None:
    items = [("952", b"  \x1fa" + b"%05d" % number + b"x" * 2_000) for number in range(200)]
    body = b"".join(octets + b"\x1e" for _, octets in items)
    directory = b"".join(b"95220110%04d" % (number % 10_000) for number in range(200))
    octets = b"99999nam a22024250i 4500" + directory + b"\x1e" + body + b"\x1d"
    record = one(octets.replace(b"22024250i ", b"2202425 i ", 1))
    assert len(record.fields) == 200
    assert len(record.source) > 400_000
    assert {Repair.LENGTH, Repair.DIRECTORY} <= set(record.repairs)


def test_wrapped_lines() -> None:
    octets = marc8(("245", b"10\x1faA title that is somewhat longer"))
    record = one(b"\n".join(octets[at : at + 40] for at in range(0, len(octets), 40)))
    assert title(record) == "A title that is somewhat longer"
    assert Repair.LINES in record.repairs


@pytest.mark.parametrize("leader", [b"00000nam  2200000 i 450", b"00000nam  2200000 i 45\xc3\xad0"])
def test_leader_of_23_or_25_bytes(leader: bytes) -> None:
    octets = marc8(("245", b"10\x1faOne"))
    record = one(octets[:5] + leader[5:12] + b"00049" + leader[17:] + octets[24:])
    assert title(record) == "One"
    assert len(record.leader) == 24
    assert Repair.LEADER in record.repairs


def test_line_break_in_a_leader_of_24_bytes_becomes_a_blank() -> None:
    octets = marc8(("245", b"10\x1faOne"))
    _, record = read(GOOD + octets[:7] + b"\r" + octets[8:])
    assert isinstance(record, Record)
    assert (record.leader[6:9], record.repairs) == ("a  ", (Repair.LEADER,))


def test_field_terminator_inside_a_field() -> None:
    record = one(marc8(("245", b"10\x1faOne\x1ewith two"), ("500", b"  \x1faTwo")))
    assert title(record) == "One with two"
    assert record.repairs == (Repair.EMBEDDED,)


def test_record_terminator_inside_a_field() -> None:
    record = one(marc8(("245", b"10\x1faOne\x1dwith two"), ("500", b"  \x1faTwo")))
    assert title(record) == "Onewith two"
    assert record.repairs == (f"{Repair.CONTROLS}:245",)


def test_missing_record_terminator_at_the_end_of_the_file() -> None:
    record = one(GOOD[:-1])
    assert (record.fields, record.repairs) == (one(GOOD).fields, (Repair.TERMINATOR,))


def test_blank_leader_but_utf8() -> None:
    record = one(marc8(("245", "10\x1faМосква".encode())))
    assert (title(record), record.repairs) == ("Москва", (Repair.UTF8,))


@pytest.mark.parametrize(
    ("octets", "text"),
    [
        (b"Pr\xe2ejug\xe2es", "Préjugés"),
        (b"f\xe8orn\xe8uft", "förnüft"),
        (b"\xb94.95", "£4.95"),
        (b"\x1b(NtOLSTOJ\x1b(B", "Толстой"),
        (b"H\x1bb2\x1bsO", "H₂O"),
    ],
)
def test_utf8_leader_but_marc8(octets: bytes, text: str) -> None:
    record = one(utf8(("245", b"10\x1fa" + octets)))
    assert (title(record), record.repairs) == (text, (f"{Repair.MARC8}:245",))


@pytest.mark.parametrize("text", ["Étude du développement économique", "Europäisch", "Linköping", "Société médecins"])
def test_utf8_leader_but_windows_1252(text: str) -> None:
    record = one(utf8(("245", b"10\x1fa" + text.encode("cp1252"))))
    assert (title(record), record.repairs) == (text, (f"{Repair.LATIN1}:245",))


def test_bad_utf_byte() -> None:
    record = one(utf8(("245", "10\x1faМосква".encode() + b"\xff"), ("500", "  \x1faМосква".encode())))
    assert title(record) == "Москва\ufffd"
    assert record.repairs == (f"{Repair.REPLACED}:245",)
    assert next(record.data("500")).get("a") == "Москва"


@pytest.mark.parametrize(
    ("octets", "field", "rule"),
    [
        (b"1\x1faOne", DataField("245", "1", " ", (Subfield("a", "One"),)), Repair.INDICATORS),
        (b"\x1faOne", DataField("245", " ", " ", (Subfield("a", "One"),)), Repair.INDICATORS),
        (b"   \x1faOne", DataField("245", " ", " ", (Subfield("a", "One"),)), Repair.INDICATORS),
        (b"10One\x1fbtwo", DataField("245", "1", "0", (Subfield("a", "One"), Subfield("b", "two"))), Repair.NO_CODE),
        (b"10\x1f\x1faOne", DataField("245", "1", "0", (Subfield("a", "One"),)), Repair.EMPTY),
        (b"10\x1faO\x02ne", DataField("245", "1", "0", (Subfield("a", "One"),)), Repair.CONTROLS),
    ],
)
def test_fields_out_of_shape(octets: bytes, field: DataField, rule: Repair) -> None:
    record = one(marc8(("245", octets)))
    assert record.fields[1] == field
    assert f"{rule}:245" in record.repairs


def test_field_with_indicators_only_is_kept() -> None:
    record = one(marc8(("260", b"  ")))
    assert record.fields[1] == DataField("260", " ", " ", ())
    assert record.repairs == ()


def test_880_with_no_6_is_a_field_like_others() -> None:
    record = one(utf8(("880", "1 \x1faТолстой".encode())))
    assert record.fields == (ControlField("001", "1"), notation.field("880 1# $a Толстой"))
    assert record.repairs == ()


def test_directory_that_does_not_fit_breaks_one_record_only() -> None:
    first = marc8(("245", b"10\x1faOne"), ("500", b"  \x1faTwo"))
    damaged = first.replace(b"  \x1faTwo\x1e", b"")
    found = list(read(GOOD + damaged + GOOD))
    assert [isinstance(each, Broken) for each in found] == [False, True, False]
    fault = found[1]
    assert isinstance(fault, Broken)
    assert (fault.position, fault.offset, fault.control_number) == (1, len(GOOD), "1")
    assert fault.code == "MARC_DIRECTORY"
    assert fault.octets == damaged


def test_truncated_file() -> None:
    fault = broken(GOOD[:-30])
    assert (fault.code, fault.control_number) == ("MARC_TRUNCATED", "ocm1")


def test_noise_between_records_is_one_broken_and_the_next_record_is_read() -> None:
    found = list(read(GOOD + b"Dear colleague, here they are:\n" + GOOD + b"no record at all\x1d" + GOOD))
    codes = [each.code if isinstance(each, Broken) else "record" for each in found]
    assert codes == ["record", "MARC_NOISE", "record", "MARC_LEADER", "record"]
    assert sum(len(each.octets if isinstance(each, Broken) else each.source) for each in found) == 3 * len(GOOD) + 48


def test_record_without_fields() -> None:
    assert broken(assembled(LEADER, [])).code == "MARC_NO_FIELDS"


def test_every_rule_is_stated() -> None:
    assert set(RULES) == set(Repair)
