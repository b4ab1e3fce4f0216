"""What an input is recognised as, and what is refused; constant memory whatever comes."""

import gzip
import io
import tracemalloc
from collections.abc import Iterator

import pytest

from mappings.marc import notation
from mappings.marc.errors import EmptyInput, Unimarc, Unrecognised
from mappings.marc.octets import KEPT, LONGEST
from mappings.marc.reader import read
from mappings.marc.record import Broken, Record
from mappings.marc.writer import marcxml_collection, write_marc21, write_marcjson, write_marcxml

RECORD = notation.record(
    """
    LDR 00000nam#a2200000#i#4500
    001 r1
    100 1# $a Tolstoy, Leo
    245 10 $a Война и мир
    """
)
UNIMARC = notation.record(
    """
    LDR 00000nam##2200000###450#
    001 u1
    100 ## $a 20010101d1999    m  y0frey50      ba
    200 1# $a Guerre et paix
    801 #0 $a FR
    """
)
ISO = write_marc21(RECORD)
FORMS = {
    "marc21": ISO * 2,
    "marcxml": "".join(marcxml_collection([RECORD, RECORD])).encode(),
    "marcjson": f"[{write_marcjson(RECORD)},{write_marcjson(RECORD)}]".encode(),
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("packed", [False, True])
def test_each_form_is_recognised_packed_or_not_as_file_chunks_or_bytes(form: str, packed: bool) -> None:
    octets = gzip.compress(FORMS[form]) if packed else FORMS[form]
    chunks = (octets[at : at + 7] for at in range(0, len(octets), 7))
    for stream in (octets, io.BytesIO(octets), chunks):
        found = list(read(stream))
        assert [each.source_format for each in found if isinstance(each, Record)] == [form, form]
        assert all(each.fields == RECORD.fields for each in found if isinstance(each, Record))


def test_gzip_members_one_after_another_are_one_input() -> None:
    assert len(list(read(gzip.compress(ISO) + gzip.compress(ISO * 2)))) == 3


@pytest.mark.parametrize(
    "damage", [lambda packed: packed[:-9], lambda packed: packed[:-8] + b"\x00" * 8], ids=["cut", "sum"]
)
def test_damaged_gzip_gives_what_was_before_the_damage(damage: object) -> None:
    assert callable(damage)
    found = list(read(damage(gzip.compress(ISO))))
    assert isinstance(found[-1], Broken)
    assert found[-1].code == "MARC_GZIP"


@pytest.mark.parametrize("octets", [b"", b" \r\n", gzip.compress(b"", mtime=0)])
def test_nothing_is_refused_as_empty(octets: bytes) -> None:
    with pytest.raises(EmptyInput):
        list(read(octets))


@pytest.mark.parametrize(
    "octets",
    [
        b"Dear colleague, the file is attached.\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)),
        b'{"title": "War and peace"}',
        b"[1, 2, 3]",
        b"<html><body>Not found</body></html>",
        b"%PDF-1.7",
        b"title,author\nWar and peace,Tolstoy\n",
    ],
)
def test_what_is_no_marc_is_refused(octets: bytes) -> None:
    with pytest.raises(Unrecognised) as refusal:
        list(read(octets))
    assert refusal.value.code == "MARC_UNRECOGNISED"
    assert refusal.value.way_out


@pytest.mark.parametrize("octets", [write_marc21(UNIMARC), write_marcxml(UNIMARC).encode()])
def test_unimarc_is_refused(octets: bytes) -> None:
    with pytest.raises(Unimarc, match="UNIMARC"):
        list(read(octets))


def test_a_stray_unimarc_record_is_broken_and_the_batch_goes_on() -> None:
    found = list(read(ISO + write_marc21(UNIMARC) + ISO))
    assert [each.code if isinstance(each, Broken) else "ok" for each in found] == ["ok", "MARC_UNIMARC", "ok"]


@pytest.mark.parametrize(
    "text",
    [
        "LDR 00000nz##a2200000n##4500\n001 a1\n100 1# $a Tolstoy, Leo",
        "LDR 00000nx##a2200000zn#4500\n001 h1\n852 0# $b main $h PG3366",
        "LDR 00000nam#a2200000###450#\n001 b1\n200 0# $a an old local field",
    ],
)
def test_marc_21_without_a_title_is_not_taken_for_unimarc(text: str) -> None:
    (found,) = read(write_marc21(notation.record(text)))
    assert isinstance(found, Record)


@pytest.mark.parametrize("form", FORMS)
def test_noise_without_end_is_given_up_in_constant_memory(form: str) -> None:
    begun = {"marc21": b"", "marcxml": b"<record><leader>", "marcjson": b'{"leader": "'}[form]
    rest = FORMS[form].rstrip().removesuffix(b"]").removesuffix(b"</collection>")

    def noise() -> Iterator[bytes]:
        yield rest + begun
        for _ in range(100):
            yield b"noise " * 170_000

    tracemalloc.start()
    try:
        found = list(read(noise()))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(found) >= 3
    assert all(isinstance(each, Broken) and len(each.octets) <= KEPT for each in found[2:])
    assert isinstance(found[2], Broken)
    assert found[2].code == "MARC_OVERSIZED"
    assert peak < 6 * LONGEST
