"""What the four libraries hold, as it is sent to them: every text with the mark of its library, numbers of its own."""

from __future__ import annotations

from collections.abc import Mapping

from graph.access.model import SharingLevel
from mappings.marc import notation
from mappings.marc.writer import write_marc21

HARBOR, LINDENAU, CLOISTER, OUTPOST = "harbor", "lindenau", "cloister", "outpost"
NETWORK = "rivers"
SHARING: Mapping[str, SharingLevel] = {
    HARBOR: SharingLevel.PUBLIC,
    LINDENAU: SharingLevel.NETWORK,
    CLOISTER: SharingLevel.PRIVATE,
    OUTPOST: SharingLevel.PUBLIC,
}
MARKS: Mapping[str, str] = {HARBOR: "Tidewort", LINDENAU: "Birkenlaub", CLOISTER: "Zugvogel", OUTPOST: "Graniteer"}
"""The word that all texts of a library's catalogue hold."""

KEPT: Mapping[str, str] = {HARBOR: "Algenkorb", LINDENAU: "Rindenkorb", CLOISTER: "Federkorb", OUTPOST: "Kieskorb"}
"""The word of what a library keeps to its staff, however widely it shares its catalogue: source records with what has
no place in the catalogue, fields marked private, imports.
"""

LENT: Mapping[str, str] = {HARBOR: "Muschelgast", LINDENAU: "Lindengast", CLOISTER: "Vogelgast", OUTPOST: "Steingast"}
"""The word of what a library knows of its patrons: for those alone who lend there."""

_NUMBERS: Mapping[str, int] = {HARBOR: 1, LINDENAU: 2, CLOISTER: 3, OUTPOST: 4}

RECORD = """\
LDR 00000cam a2200000 i 4500
001 {mark}{n}
008 990101s19{n}5    xx a     b    000 1 eng c
010 ## $a   {lccn}
020 ## $a {isbn} $q {mark}qualifier
022 ## $a {issn}
035 ## $a (OCoLC){oclc}
040 ## $a XX-XxUND $b eng $e rda
041 1# $a eng $h fre
050 #4 $a VK{n} $b .{mark}class
082 04 $a 623.{n}
100 1# $a {mark}author, Keeper, $d 1901-1980, $e author.
240 10 $a {mark}uniform. $l English
245 10 $a {mark}title {n} : $b {mark}subtitle / $c {mark}responsibility.
246 3# $a {mark}variant
250 ## $a {mark}edition.
264 #1 $a {mark}place : $b {mark}publisher, $c 19{n}5.
300 ## $a {n}00 pages ({mark}extent) ; $c 30 cm
336 ## $a text $b txt $2 rdacontent
337 ## $a unmediated $b n $2 rdamedia
338 ## $a volume $b nc $2 rdacarrier
490 1# $a {mark}series ; $v {n}
500 ## $a {mark}note.
505 0# $a {mark}contents.
520 ## $a {mark}summary.
541 0# $a {kept}giver. $3 {kept}gift
561 0# $a {kept}owner.
583 0# $a {kept}action $z {kept}actionnote
590 ## $a {kept}local.
600 10 $a {mark}person, Ada, $d 1900-
610 20 $a {mark}corporation.
650 #0 $a {mark}topic $z Baltic Sea.
650 #0 $a Tides.
651 #0 $a {mark}region.
655 #7 $a {mark}genre. $2 local
700 1# $a Sail, Ada, $e editor.
700 1# $i {mark}relation: $a {mark}related, Anne. $t {mark}relatedtitle.
710 2# $a {mark}society.
830 #0 $a {mark}series ; $v {n}
852 0# $b {mark}branch $c {mark}stacks $h {mark}call{n} $t 1 $p {mark}-{n}-a $z {mark}copynote $x {kept}copy
852 0# $b {mark}branch $c {mark}stacks $h {mark}call{n} $t 2 $p {mark}-{n}-b
852 0# $8 7 $b {mark}branch $c {mark}stacks $h {mark}serial{n} $x {kept}place $z {mark}placenote
853 20 $8 7 $a {mark}v. $i (year)
863 41 $8 7.1 $a {n} $i 1990 $x {kept}numbers $z {mark}numbersnote
866 41 $8 0 $a {mark}held $x {kept}statement $z {mark}heldnote
876 ## $8 7 $p {mark}-{n}-c $h {mark}restriction $x {kept}item $z {mark}itemnote
856 40 $u https://{mark}.example/{n} $y {mark}link
880 10 $6 245-00/(N $a {mark}заглавие {n}
991 ## $a {kept}nine
"""


HOLDINGS = """\
LDR 00000ny  a22000003n 4500
001 {mark}h{n}
004 {mark}{n}
008 0103274p####8###1001aaeng0071008
541 0# $a {kept}giver
561 0# $a {kept}owner.
583 0# $a {kept}action $z {kept}actionnote
845 ## $a {mark}terms
852 0# $b {mark}branch $c {mark}stacks $h {mark}apart{n} $x {kept}apart
866 41 $8 0 $a {mark}heldapart $x {kept}heldapart
867 41 $8 0 $a {mark}supplements
876 ## $p {mark}-{n}-d $x {kept}itemapart
"""
"""A record of holdings of its own, of the record with the same number."""


def holdings(library: str, number: int = 1) -> bytes:
    """A holdings record of a library, with its marks, in ISO 2709."""
    text = HOLDINGS.format(mark=MARKS[library], kept=KEPT[library], n=number)
    return write_marc21(notation.record(text))


AUTHORITY = """\
LDR 00000cz  a2200000n  4500
001 {mark}a
040 ## $a {mark}agency $b eng
046 ## $f 1901 $g 1980 $2 edtf
100 1# $a {mark}author, Keeper, $d 1901-1980
370 ## $a {mark}birthplace
374 ## $a {mark}occupation
400 1# $a {mark}pseudonym, Keeper
510 2# $w r $i {mark}relation: $a {mark}company
670 ## $a {mark}citation $b {mark}finding
675 ## $a {mark}nothing
678 ## $a {mark}biography
"""


def authority(library: str) -> bytes:
    """The authority record of the library's author, with its marks."""
    return write_marc21(notation.record(AUTHORITY.format(mark=MARKS[library])))


def record(library: str, number: int = 1) -> bytes:
    """A record of a library, with its marks, in ISO 2709."""
    serial = _NUMBERS[library] * 10 + number
    text = RECORD.format(
        mark=MARKS[library],
        kept=KEPT[library],
        n=number,
        lccn=f"{70_000_000 + serial}",
        isbn=_isbn(serial),
        issn=_issn(serial),
        oclc=880_000_000 + serial,
    )
    return write_marc21(notation.record(text))


def _isbn(serial: int) -> str:
    stem = f"97837777{serial:04}"
    check = -sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(stem)) % 10
    return f"{stem}{check}"


def _issn(serial: int) -> str:
    stem = f"777{serial:04}"
    check = -sum(int(digit) * (8 - at) for at, digit in enumerate(stem)) % 11
    return f"{stem[:4]}-{stem[4:]}{'X' if check == 10 else check}"


def numbers(library: str, number: int = 1) -> dict[str, str]:
    """The numbers of a record by what they are: all of them are the library's alone."""
    serial = _NUMBERS[library] * 10 + number
    return {
        "isbn": _isbn(serial),
        "issn": _issn(serial),
        "lccn": f"{70_000_000 + serial}",
        "oclc": f"{880_000_000 + serial}",
        "barcode": f"{MARKS[library]}-{number}-a",
        "controlNumber": f"{MARKS[library]}source|{MARKS[library]}{number}",
    }


def profile_of(library: str) -> str:
    """The name of a library's own profile."""
    return f"{MARKS[library]}profile"


def profiles(library: str) -> str:
    """A library's own table of profiles, with its marks."""
    head = "profileID,extends,profileLabel,shapeID,propertyID,propertyLabel"
    return f"{head}\n{profile_of(library)},monograph,{MARKS[library]}form\n,,,Work,bf:note,{MARKS[library]}field\n"
