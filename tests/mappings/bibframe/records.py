"""Records for the tests of conversion: small ones written here, and random ones of every tag the tables know."""

from __future__ import annotations

from hypothesis import strategies as st

from mappings.bibframe.convert import converter
from mappings.marc.notation import field
from mappings.marc.record import ControlField, DataField, Record, Subfield


def record(lines: str, leader: str = "00000nam a2200000 i 4500") -> Record:
    """A record of lines in the notation of the tables' examples."""
    return Record(leader, tuple(field(line.strip()) for line in lines.strip().splitlines()))


NOVEL = record("""
    001 ocm00814782
    003 OCoLC
    008 850101s1985####nyua###j######000#1#eng##
    020 ## $a 9780679405733 (hardcover)
    100 1# $a Tolstoy, Leo, $d 1828-1910, $e author.
    245 10 $a War and peace : $b a novel / $c Leo Tolstoy.
    260 ## $a New York : $b Knopf, $c 1985.
    300 ## $a 3 volumes : $b illustrations ; $c 21 cm
    533 ## $a Microfilm. $b Ann Arbor, Mich. : $c University Microfilms, $d 1990.
    588 ## $a Description based on: Vol. 1.
    650 #0 $a Napoleonic Wars, 1800-1815 $v Fiction.
    856 42 $u https://example.org/a b[1] $z Cover
""")
"""A printed novel with old ways of writing: 260, a qualifier behind the number, a constant written out."""

SCRIPTS = record("""
    001 9
    008 850101s1985####ua############000#0#ara##
    100 1# $6 880-07 $a Kāmil, ʻAlī.
    245 10 $6 880-03 $a Muṣṭafá Kāmil / $c ʻAlī Kāmil.
    880 10 $6 245-03 $a مصطفى كامل / $c علي كامل.
    880 1# $6 100-07/(3/r $a كامل، علي.
""")
"""A record in two scripts whose links are numbered out of order, one of them without its script."""

TAGS = sorted({tag for rule in converter().tables.rules for tag in rule.tags.split() if tag.isdigit() and tag > "009"})
_WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["eng", "(DE-588)118540238", "http://id.loc.gov/authorities/names/n1", "https://x.org/a b[", "880-01", "n 12 ."]
    ),
)
_SUBFIELDS = st.lists(st.builds(Subfield, st.sampled_from("abcdefghijklmnopqrstuvwxyz0123456789"), _WORDS), max_size=6)
_FIELDS = st.lists(
    st.builds(
        DataField,
        st.sampled_from([*TAGS, "880", "949", "999"]),
        st.sampled_from(" 01234567"),
        st.sampled_from(" 01234678"),
        _SUBFIELDS.map(tuple),
    ),
    max_size=8,
)
_CONTROLS = st.lists(
    st.builds(ControlField, st.sampled_from(["001", "003", "005", "006", "007", "008"]), st.text(max_size=44)),
    max_size=4,
)
_LEADERS = st.text(st.sampled_from("acdefgijkmnoprtz 0123456789|"), min_size=24, max_size=24)

RANDOM_RECORDS = st.builds(
    lambda leader, controls, fields: Record(leader, (*controls, *fields)), _LEADERS, _CONTROLS, _FIELDS
)
"""Records nobody would write: any text in any subfield, tags of the tables in any order, fixed fields of any length."""
