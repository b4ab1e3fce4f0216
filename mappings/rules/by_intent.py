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
    Kept("526 583 754 856 857", "x", Reason.PRIVATE),
    Kept("760 762 765 767 770 772 773 774 775 776 777 780 785 786 787", "7", Reason.SUMMARY),
)

NO_RULE_YET: Final[Mapping[str, str]] = {
    "bibliographic": """
006 -
010 b
013 abcdef6
015 6
017 di26
018 a6
020 6
022 016
023 ayz0216
024 6
026 6
027 6
028 6
030 6
031 abcdegmnopqrstuyz26
032 6
033 016
034 hjkmnprstxyz2016
035 6
036 6
037 6
038 6
040 6
041 36
043 bc216
044 abc26
045 c6
046 abcdejopxz236
048 2
050 136
051 abc
052 d2016
055 216
060 1
061 abc
070 1
071 abc
072 6
080 16
082 m016
083 acmqyz2016
084 16
085 abcfrstuvwyz016
086 16
088 6
210 6
222 6
242 6
243 dfghklmnoprs6
245 gk
246 6
247 6
250 36
251 a20136
254 6
255 6
256 6
257 016
258 ab6
263 6
270 abcdefghijklmnpqrz46
300 6
306 6
307 ab6
310 016
321 016
334 016
335 ab20136
336 016
337 6
338 016
340 bh016
341 016
342 abcdefghijklmnopqrstuvw26
343 abcdefghi6
344 j016
345 d016
346 016
347 016
348 bd016
351 6
352 abcdefgiq6
353 016
355 abcdefghj6
357 abcg6
361 afklosuxyz01356
362 6
363 abcdefghijklmuvxz6
365 abcdefghijkm26
366 abcdefgjkm26
370 cfistuv4016
377 a016
380 016
381 auv02136
382 6
383 de236
384 0136
385 bmn016
386 bimn4016
387 abcdefghijklm20136
388 a20136
490 6
518 016
526 x
533 76
567 016
583 x6
630 defghklmnoprst2413
653 016
654 abcevyz240136
655 bc56
656 k6
658 abcd2016
662 e46
688 aeg240136
740 h6
751 g46
752 46
753 16
754 acdxz0216
758 26
760 c76
762 c76
765 c76
767 c76
770 c76
772 c76
773 756
774 c756
775 c76
776 76
777 c76
780 76
785 7
786 c76
787 c756
788 abdeinstwx456
842 a6
843 abcdefmn7356
844 a6
845 abcdu356
850 a
852 abcdefghijklmnpqstuxz236
853 abcdefghijklmnptuvwxyz236
854 abcdefghijklmnoptuvwxyz236
855 abcdefghijklmnoptuvwxyz236
856 wx26
857 x2756
863 abcdefghijklmnpqstvwxz6
864 abcdefghijklmnopqstvwxz6
865 abcdefghijklmnopqstvwxz6
866 axz26
867 axz26
868 axz26
876 abcdehjlprtxz36
877 abcdehjlprtxz36
878 abcdehjlprtxz36
881 abcdefghijklmn36
""",
    "authority": """
014 6
020 c6
022 6
024 6
031 abcdegmnopqrstuyz26
034 jkmn0136
035 6
040 6
043 6
045 6
046 lopuvxz36
050 016
052 6
053 016
055 016
060 016
065 016
070 016
072 6
073 6
080 016
082 6
083 6
086 6
087 016
260 016
335 6
336 6
348 6
360 016
361 afklosuxyz01356
368 6
370 6
371 46
372 6
373 6
374 6
375 6
376 6
377 6
378 6
380 6
381 6
382 016
383 6
384 016
385 6
386 6
387 abcdefghijklm20136
388 6
400 6
410 6
411 6
430 6
447 6
448 6
450 6
451 6
455 6
462 6
480 6
481 6
482 6
485 6
500 6
510 6
511 6
530 6
547 6
548 6
550 6
551 6
555 6
562 6
580 6
581 6
582 6
585 6
640 6
641 6
642 6
643 6
644 6
645 6
646 6
663 6
664 6
665 6
666 6
667 56
670 6
672 i416
673 016
675 6
677 uv5
678 6
680 56
681 6
682 06
688 56
700 6
710 6
711 6
730 6
747 6
748 6
750 6
751 6
755 6
762 6
780 6
781 6
782 6
785 6
788 ai2456
856 acdfghlmnopqrstvwx2736
857 bcdfghlmnqrstuxyz27356
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
