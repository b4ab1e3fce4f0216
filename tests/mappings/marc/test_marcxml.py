"""MARCXML as exports, harvesters and editors write it."""

import pytest

from mappings.marc.reader import read
from mappings.marc.record import Broken, DataField, Record, Subfield
from mappings.marc.repairs import Repair

BODY = (
    "<leader>00000nam a2200000 i 4500</leader>"
    '<controlfield tag="001">x1</controlfield>'
    '<datafield tag="245" ind1="1" ind2="0"><subfield code="a">Tom &amp; Jerry &#x1F600;</subfield></datafield>'
)
RECORD = f"<record>{BODY}</record>"
TITLE = DataField("245", "1", "0", (Subfield("a", "Tom & Jerry 😀"),))


def document(*records: str, root: str = 'collection xmlns="http://www.loc.gov/MARC21/slim"') -> bytes:
    return f'<?xml version="1.0"?>\n<{root}>{"".join(records)}</{root.split(maxsplit=1)[0]}>'.encode()


def records(octets: bytes) -> list[Record | Broken]:
    return list(read(octets))


@pytest.mark.parametrize(
    "octets",
    [
        document(RECORD),
        RECORD.encode(),
        document(RECORD, root="collection"),
        document(RECORD.replace("<record>", '<record xmlns="http://www.loc.gov/MARC21/slim" type="Bibliographic">')),
        document(
            RECORD.replace("</", "</marc:").replace("<", "<marc:").replace("<marc:/marc:", "</marc:"),
            root='marc:collection xmlns:marc="http://www.loc.gov/MARC21/slim"',
        ),
        document(f"<record><header><identifier>1</identifier></header><metadata>{RECORD}</metadata></record>"),
        document(RECORD).decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"),
        b"\xef\xbb\xbf" + document(RECORD),
        document("<!-- <record>none</record> -->", RECORD.replace(">Tom &amp;", "><![CDATA[Tom &]]>")),
        document(RECORD.replace("<datafield", "\n\t<!-- title --><datafield").replace("</record>", "\n</record >")),
    ],
)
def test_one_record_however_it_is_wrapped(octets: bytes) -> None:
    (found,) = records(octets)
    assert isinstance(found, Record)
    assert found.fields[1] == TITLE
    assert found.control_number == "x1"
    assert found.repairs == ()
    assert found.source_format == "marcxml"


def test_the_source_is_the_bytes_of_the_element() -> None:
    (found,) = records(document(RECORD))
    assert isinstance(found, Record)
    assert found.source == RECORD.encode()


def test_one_malformed_record_does_not_take_the_others_with_it() -> None:
    octets = document(RECORD, RECORD.replace("</subfield>", ""), RECORD.replace("Tom &amp;", "Tom &"), RECORD)
    found = records(octets)
    assert [each.code if isinstance(each, Broken) else "ok" for each in found] == ["ok", "MARC_XML", "MARC_XML", "ok"]
    assert [each.control_number for each in found] == ["x1"] * 4


def test_a_record_that_does_not_end_is_counted() -> None:
    found = records(document(f"<record>{BODY}", RECORD) + f"<record>{BODY}".encode())
    assert [each.code if isinstance(each, Broken) else "ok" for each in found] == [
        "MARC_TRUNCATED",
        "ok",
        "MARC_TRUNCATED",
    ]


def test_entities_are_neither_expanded_nor_fetched() -> None:
    declared = (
        b'<!DOCTYPE collection [<!ENTITY lol "lol"><!ENTITY file SYSTEM "file:///etc/hostname">]>'
        b"<collection>%b%b%b</collection>"
    )
    bodies = [RECORD.replace("Tom &amp;", each).encode() for each in ("&lol;", "&file;", "Tom &amp;")]
    found = records(declared % tuple(bodies))
    assert [each.code if isinstance(each, Broken) else "ok" for each in found] == ["MARC_XML", "MARC_XML", "ok"]


@pytest.mark.parametrize(
    ("written", "field", "rule"),
    [
        (
            RECORD.replace('tag="001"', 'tag="DIE"'),
            DataField("DIE", " ", " ", (Subfield("a", "x1"),)),
            f"{Repair.KIND}:DIE",
        ),
        (RECORD.replace("Tom &amp;", "Tom \x02&amp;"), TITLE, Repair.CONTROLS),
        (RECORD.replace(' ind2="0"', ""), TITLE._replace(ind2=" "), f"{Repair.INDICATORS}:245"),
        (RECORD.replace(' code="a"', ""), TITLE, f"{Repair.NO_CODE}:245"),
        (RECORD.replace("i 4500<", "i 4<"), TITLE, Repair.LEADER),
    ],
)
def test_repairs(written: str, field: DataField, rule: str) -> None:
    (found,) = records(document(written))
    assert isinstance(found, Record)
    assert field in found.fields
    assert rule in found.repairs


def test_elements_split_between_chunks_of_one_byte() -> None:
    octets = document("<!-- a comment -->", RECORD, RECORD)
    found = list(read(octets[at : at + 1] for at in range(len(octets))))
    assert [each.control_number for each in found] == ["x1", "x1"]
