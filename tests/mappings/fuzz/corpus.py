"""Records to damage, all written here: every example of the tables, and a few whole records in several scripts."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from mappings.bibframe.convert import converter
from mappings.marc.errors import Unwritable
from mappings.marc.notation import field
from mappings.marc.record import DataField, Record
from mappings.marc.writer import write_marc21

_NOVEL: Final = """
    001 ocm00814782
    003 OCoLC
    005 20100203040506.0
    007 ta
    008 850101s1985####nyua###j######000#1#eng##
    020 ## $a 9780679405733 (hardcover)
    040 ## $a DLC $b eng $e rda $c DLC
    043 ## $a e-ru---
    100 1# $a Tolstoy, Leo, $c graf, $d 1828-1910, $e author. $0 http://id.loc.gov/authorities/names/n79068416
    240 10 $a Voĭna i mir. $l English
    245 10 $6 880-01 $a War and peace : $b a novel / $c Leo Tolstoy.
    260 ## $a New York : $b Knopf, $c 1985.
    300 ## $a 3 volumes : $b illustrations ; $c 21 cm
    490 1# $a Harbour classics ; $v 7
    505 0# $a Book one -- Book two.
    650 #0 $a Napoleonic Wars, 1800-1815 $v Fiction.
    655 #7 $a War fiction. $2 lcgft
    700 1# $i Container of (work): $a Maude, Aylmer, $t Notes. $f 1904.
    776 08 $i Online version: $a Tolstoy, Leo. $t War and peace $w (OCoLC)1234
    830 #0 $a Harbour classics ; $v 7.
    856 42 $3 Cover $u https://example.org/a b[1]
    880 10 $6 245-01/(N $a Война и мир / $c Л. Толстой.
    952 ## $a MAIN $p 31234000 $o 891.73
"""
_JOURNAL: Final = """
    001 9
    007 cr#cga---
    008 850101c19909999ua#qr1p#o###0###a0ara#c
    022 0# $a 1234-5679 $l 1234-5679
    110 2# $6 880-07 $a Jāmiʻat al-Mīnāʼ. $b Maktabah.
    245 00 $6 880-03 $a Majallat al-Mīnāʼ. $n Part 1, $p Tārīkh.
    264 #1 $a al-Qāhirah : $b al-Jāmiʻah, $c 1990-
    310 ## $a Quarterly
    362 0# $a Vol. 1, no. 1-
    780 00 $t Mīnāʼ $x 1234-5679 $w (DLC)sn 85000001
    856 40 $u http://example.org/x?y=[z] $z Open $7 0
    880 2# $6 110-07/(3/r $a جامعة الميناء. $b مكتبة.
    880 00 $6 245-03/(3/r $a مجلة الميناء. $n الجزء ١، $p تاريخ.
    880 ## $6 500-00/$1 $a 雑誌
"""


def _written(lines: str, leader: str) -> Record:
    return Record(leader, tuple(field(line.strip()) for line in lines.strip().splitlines()))


def _of_examples() -> list[Record]:
    """The examples of the tables, put together a handful to a record, by leader."""
    by_leader: dict[str, list[Record]] = defaultdict(list)
    for rule in converter().tables.rules:
        for example in rule.examples:
            by_leader[example.leader].append(_written(example.marc, example.leader))
    out: list[Record] = []
    for leader, records in by_leader.items():
        for at in range(0, len(records), 6):
            fields = [each for record in records[at : at + 6] for each in record.fields]
            control = {each.tag: each for each in fields if not isinstance(each, DataField)}
            data = sorted((each for each in fields if isinstance(each, DataField)), key=lambda each: each.tag)
            out.append(Record(leader, (*(control[tag] for tag in sorted(control)), *data)))
    return out


def _octets() -> list[bytes]:
    out: list[bytes] = []
    for record in (_written(_NOVEL, "00000cam a2200000 i 4500"), _written(_JOURNAL, "00000cas a2200000 i 4500"),
                   *_of_examples()):  # fmt: skip
        try:
            out.append(write_marc21(record))
        except Unwritable:
            continue
    return out


CORPUS: Final = _octets()
"""Each record in ISO 2709."""
