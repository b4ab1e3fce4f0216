"""Fields and subfields that no statement carries, each with the reason: they are kept in the residue and come back.

What a format calls obsolete needs no row: that is its reason. `NO_RULE_YET` lists what could be said and isn't; a rule
that reads one of its subfields takes it off the list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mappings.marc.formats import FieldOf, FormatName, Subfield


class Reason(Enum):
    """Why no statement is made of a subfield."""

    OBSOLETE = "obsolete in the format"
    LINKS = "ties fields of this one record together and means nothing outside it"
    PROVENANCE = "tells where a value in the record came from, not what the resource is"
    RECORD = "is about the record as a file: its character sets, its matching, its foreign original"
    SUMMARY = "repeats in code what other fields say"
    PRIVATE = "is not for the public: it stays with the source record"
    NO_RULE = "no rule reads it yet"


@dataclass(frozen=True, slots=True)
class Kept:
    """A row: these subfields stay in the residue. `tags` and `codes` are `*` for all; with `name` only those so
    called.
    """

    tags: str
    codes: str
    reason: Reason
    name: str = ""


BY_INTENT: Final = (
    Kept("*", "68", Reason.LINKS),
    Kept("*", "*", Reason.PROVENANCE, name="Data provenance"),
    Kept("066 882 883 884 885 886 887", "*", Reason.RECORD),
    Kept("841", "*", Reason.SUMMARY),
    Kept("533", "7", Reason.SUMMARY),
    Kept("856 857", "2", Reason.SUMMARY),
    Kept("*", "*", Reason.PRIVATE, name="Nonpublic note"),
    Kept("526 583 754 856 857", "x", Reason.PRIVATE),
    Kept("760 762 765 767 770 772 773 774 775 776 777 780 785 786 787", "7", Reason.SUMMARY),
)

NO_RULE_YET: Final[Mapping[str, str]] = {
    "bibliographic": """
006 -
010 b
013 abcdef
017 di2
018 a
022 033 257 310 321 334 336 338 341 346 347 353 380 518 567 653 01
023 ayz021
031 abcdegmnopqrstuyz2
034 hjkmnprstxyz201
041 250 3
043 bc21
044 abc2
045 760 762 765 767 770 772 775 777 786 c
046 abcdejopxz23
048 758 2
050 13
051 061 071 abc
052 d201
055 21
060 070 080 084 086 753 1
082 m01
083 acmqyz201
085 abcfrstuvwyz01
243 dfghklmnoprs
245 gk
251 388 a2013
258 307 ab
270 abcdefghijklmnpqrz4
335 ab2013
340 bh01
342 abcdefghijklmnopqrstuvw2
343 abcdefghi
344 j01
345 d01
348 bd01
352 abcdefgiq
355 abcdefghj
357 abcg
361 afklosuxyz0135
363 abcdefghijklmuvxz
365 abcdefghijkm2
366 abcdefgjkm2
370 cfistuv401
377 a01
381 auv0213
383 de23
384 013
385 bmn01
386 bimn401
387 abcdefghijklm2013
630 defghklmnoprst2413
654 abcevyz24013
655 bc5
656 k
658 abcd201
662 e4
688 aeg24013
740 h
751 g4
752 4
754 acdz021
773 5
774 787 c5
788 abdeinstwx45
856 w
857 75
881 abcdefghijklmn3
""",
    "authority": """
020 c
031 abcdegmnopqrstuyz2
034 jkmn013
046 lopuvxz3
050 053 055 060 065 070 080 087 260 360 382 384 673 01
361 afklosuxyz0135
371 4
387 abcdefghijklm2013
667 680 688 5
672 i41
677 uv5
682 0
788 ai245
856 acdfghlmnopqrstvw73
857 bcdfghlmnqrstuyz735
""",
    "holdings": """
007 -
017 abdiz2
020 cq
022 021
024 cdq
027 q
337 338 013
361 afklosuyz0135
506 q2
538 i
583 2
856 acdfghlmnopqrstvw27
857 bcdfghlmnqrstuyz2735
""",
}
"""By format: a line with tags and the subfield codes of each that no rule reads; `-` for a control field."""


def reason(name: FormatName, field: FieldOf, subfield: Subfield | None) -> Reason | None:
    """Why a subfield (None: a control field) that no statement carries stays in the residue; None where nobody says."""
    if field.obsolete or (subfield is not None and subfield.obsolete):
        return Reason.OBSOLETE
    for row in BY_INTENT:
        if (row.tags == "*" or field.tag in row.tags.split()) and _names(row, subfield):
            return row.reason
    code = "-" if subfield is None else subfield.code
    return Reason.NO_RULE if code in _listed(name).get(field.tag, "") else None


def _names(row: Kept, subfield: Subfield | None) -> bool:
    if subfield is None or (row.name and row.name != subfield.name):
        return row.codes == "*" and not row.name
    return row.codes == "*" or subfield.code in row.codes


@cache
def _listed(name: FormatName) -> dict[str, str]:
    lines = (line.split() for line in NO_RULE_YET.get(name, "").splitlines())
    return {tag: line[-1] for line in lines for tag in line[:-1]}
