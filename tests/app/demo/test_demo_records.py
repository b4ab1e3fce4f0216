"""The demo's records are sound MARC, and show every kind of material and script that the demo promises."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from app.demo.collection import records
from app.demo.libraries import LIBRARIES, DemoLibrary
from graph.store.names import check_slug
from mappings.marc.record import DataField, Record

ALL = {library.slug: tuple(records(library)) for library in LIBRARIES}
EVERY = [pytest.param(record, id=f"{slug}-{record.control_number}") for slug, found in ALL.items() for record in found]
CONTROL_LENGTHS = {"005": 16, "006": 18, "008": 40}
SEVENS = {"a": 8, "c": 14, "d": 6, "h": 13, "s": 14, "v": 9}
"""Lengths of 007 by its first character (c and h may be shorter; these have all their bytes)."""

LANGUAGES = "ara heb yid rus ukr chi jpn kor gre grc hin san ger fre spa ita lat"
TAGS = """
006 007 010 020 022 028 034 035 041 043 050 082 130 210 222 240 246 247 250 254 255 257 264 306 310 321 336 344 346 347
348 362 382 383 384 490 500 504 505 506 508 510 511 515 518 520 521 525 533 534 538 540 546 561 581 586 588 600 610 630
650 651 655 700 710 752 770 773 776 780 787 800 830 852 856 866 880 949 952
"""

every_record = pytest.mark.parametrize("record", EVERY)
every_library = pytest.mark.parametrize("library", LIBRARIES, ids=[library.slug for library in LIBRARIES])


def items(library: DemoLibrary) -> Iterator[DataField]:
    return (field for record in ALL[library.slug] for field in record.data(library.item_field))


def data_fields(record: Record) -> Iterator[DataField]:
    return (field for field in record.fields if isinstance(field, DataField))


def work_key(record: Record) -> tuple[str, str]:
    """Who and what: the creator with the uniform title, or the title proper where there is none."""
    creator = next(record.data("100", "110"), None)
    title = next(record.data("130", "240"), None) or next(record.data("245"))
    part = title.get("n") or ""
    plain = re.sub(r"^(The|An?|Der|Die|Das|Le|La) ", "", title.get("a") or "")
    return (creator.get("a") or "" if creator else "", re.sub(r"\W", "", plain + part).lower())


def checksum_10(digits: str, weights: range) -> int:
    return sum((10 if digit == "X" else int(digit)) * weight for digit, weight in zip(digits, weights, strict=True))


def test_the_collection_is_large_enough_to_search_in() -> None:
    assert sum(map(len, ALL.values())) >= 200


@every_record
def test_leader_and_fixed_fields_have_their_lengths(record: Record) -> None:
    assert len(record.leader) == 24
    assert record.leader[9:12] == "a22"
    assert record.leader[20:] == "4500"
    for tag, length in CONTROL_LENGTHS.items():
        for field in record.tagged(tag):
            assert len(field[1]) == length, (tag, field)
    assert record.control("008") is not None
    seven = record.control("007")
    if seven and seven != "cr nna|||":
        assert len(seven) == SEVENS[seven[0]], seven


@every_record
def test_the_fields_every_record_needs_are_there_once(record: Record) -> None:
    counts = Counter(field.tag for field in record.fields)
    for tag in ("001", "003", "005", "008", "040", "245", "300"):
        assert counts[tag] == 1, tag
    assert sum(counts[tag] for tag in ("100", "110", "111", "130")) <= 1
    assert counts["240"] <= 1
    assert counts["260"] or counts["264"]


@every_record
def test_the_title_says_whether_there_is_a_heading_before_it(record: Record) -> None:
    headed = any(True for _ in record.data("100", "110", "111", "130"))
    title = next(record.data("245"))
    assert title.ind1 == ("1" if headed else "0")
    skipped = (title.get("a") or "")[: int(title.ind2)]
    assert not skipped or skipped[-1] in " -'", (skipped, title)


@every_record
def test_the_date_in_008_is_the_date_in_the_imprint(record: Record) -> None:
    fixed = record.control("008")
    assert fixed is not None
    imprint = next(field for field in record.data("260", "264") if field.tag == "260" or field.ind2 == "1")
    year = fixed[7:11].rstrip("u")
    assert year in (imprint.get("c") or "")


@every_record
def test_every_paired_880_has_its_partner(record: Record) -> None:
    ahead: dict[str, str] = {}
    for field in data_fields(record):
        link = field.get("6")
        if link and field.tag != "880":
            assert link.startswith("880-")
            assert link not in ahead.values()
            ahead[f"{field.tag}-{link[4:]}"] = link
    back = [field.get("6") or "" for field in record.data("880")]
    paired = {link.partition("/")[0] for link in back if "-00/" not in link}
    assert paired == set(ahead)
    assert len(back) == len(paired) + sum("-00/" in link for link in back)


@every_record
def test_the_script_code_of_an_880_is_that_of_its_text(record: Record) -> None:
    codes = {"(3": "ARABIC", "(2": "HEBREW", "(N": "CYRILLIC", "(S": "GREEK", "Deva": "DEVANAGARI"}
    cjk = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL")
    for field in record.data("880"):
        _, script, *direction = (field.get("6") or "").split("/")
        names = {unicodedata.name(letter, "").split()[0] for letter in "".join(field.all("ab")) if letter.isalpha()}
        wanted = cjk if script == "$1" else (codes[script],)
        assert any(name.startswith(wanted) for name in names), (field, names)
        assert direction == (["r"] if script in {"(2", "(3"} else [])


@every_record
def test_the_text_is_composed_and_has_no_stray_spaces(record: Record) -> None:
    for field in data_fields(record):
        for code, value in field.subfields:
            assert value, (field.tag, code)
            assert value == value.strip()
            assert value == unicodedata.normalize("NFC", value)
            assert "  " not in value


@every_record
def test_numbers_with_check_digits_are_right(record: Record) -> None:
    for isbn in (value for field in record.data("020") for value in field.all("a")):
        if len(isbn) == 10:
            assert checksum_10(isbn, range(10, 0, -1)) % 11 == 0, isbn
        else:
            assert len(isbn) == 13
            assert sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(isbn)) % 10 == 0, isbn
    linked = (value for field in record.data("770", "776", "780", "785", "773") for value in field.all("x"))
    for issn in [*(value for field in record.data("022") for value in field.all("aly")), *linked]:
        assert checksum_10(issn.replace("-", ""), range(8, 0, -1)) % 11 == 0, issn


@every_record
def test_content_media_and_carrier_are_said_under_rda_and_not_under_older_rules(record: Record) -> None:
    rules = next(record.data("040")).get("e")
    described_by_rda = rules == "rda"
    assert record.leader[18] == ("i" if rules else "a")
    for tag in ("336", "337", "338"):
        assert any(True for _ in record.data(tag)) == described_by_rda, tag


@every_library
def test_a_library_has_a_slug_that_can_be_one_and_names_in_its_language(library: DemoLibrary) -> None:
    assert check_slug(library.slug) == library.slug
    assert library.language in library.name
    codes = [location.code for location in library.locations]
    assert len(codes) == len(set(codes))
    for location in library.locations:
        assert library.language in location.name
        assert location.parent is None or location.parent in codes


@every_library
def test_control_numbers_and_barcodes_are_unique_in_their_library(library: DemoLibrary) -> None:
    numbers = [record.control_number for record in ALL[library.slug]]
    assert len(numbers) == len(set(numbers))
    barcodes = [item.get(library.barcode_subfield) for item in items(library)]
    assert None not in barcodes
    assert len(barcodes) == len(set(barcodes))


@every_library
def test_items_stand_at_locations_the_library_has_and_each_is_used(library: DemoLibrary) -> None:
    used = {item.get(library.location_subfield) for item in items(library)}
    parents = {location.parent for location in library.locations}
    assert used == {location.code for location in library.locations} - parents


@every_library
def test_physical_records_have_one_to_five_items_and_online_ones_none(library: DemoLibrary) -> None:
    for record in ALL[library.slug]:
        count = sum(1 for _ in record.data(library.item_field))
        online = any(field.get("b") == "cr" for field in record.data("338"))
        assert count == 0 if online else 1 <= count <= 5, record.control_number


def kinds() -> Counter[str]:
    return Counter(record.leader[6:8] for found in ALL.values() for record in found)


@pytest.mark.parametrize("kind", ["am", "as", "em", "cm", "jm", "im", "gm"])
def test_every_kind_of_material_is_there_in_some_number(kind: str) -> None:
    assert kinds()[kind] >= 3


@pytest.mark.parametrize("script", ["(3/r", "(2/r", "(N", "(S", "$1", "Deva"])
def test_every_script_is_there_with_vernacular_fields(script: str) -> None:
    links = [field.get("6") or "" for found in ALL.values() for record in found for field in record.data("880")]
    assert sum(link.endswith("/" + script) for link in links) >= 3


@pytest.mark.parametrize("language", LANGUAGES.split())
def test_every_language_is_there(language: str) -> None:
    assert any((record.control("008") or "")[35:38] == language for found in ALL.values() for record in found)


@pytest.mark.parametrize("tag", TAGS.split())
def test_the_fields_the_demo_shows_occur(tag: str) -> None:
    assert any(field.tag == tag for found in ALL.values() for record in found for field in record.fields)


def test_libraries_hold_many_works_in_common_in_the_same_and_in_different_editions() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    editions: dict[tuple[str, str], set[str | None]] = defaultdict(set)
    for slug, found in ALL.items():
        for record in found:
            owners[work_key(record)].add(slug)
            editions[work_key(record)].add((record.control("008") or "")[7:18] + next(record.data("245"))[3][0].value)
    shared = [key for key, holders in owners.items() if len(holders) > 1]
    assert len(shared) >= 30
    assert sum(len(holders) == 3 for holders in owners.values()) >= 5
    assert sum(len(editions[key]) > 1 for key in shared) >= 10
    assert sum(len(editions[key]) == 1 for key in shared) >= 10
