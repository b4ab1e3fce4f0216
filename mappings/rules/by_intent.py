"""Fields and subfields that no statement carries, each with the reason: they are kept in the residue and come back.

What a format calls obsolete needs no row: that is its reason. A subfield that a rule reads is told by the rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
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
    NO_TARGET = "the conversion specifications of the Library of Congress name no target for it"
    NO_TERM = "no term of BIBFRAME, MADS/RDF or our own fits what it says of a heading or of holdings"
    SHARED = "would say of a shared term, or of a text without a node, what holds in this record alone"
    ELSEWHERE = "describes the resource held, whose own description says it"


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

_BIBLIOGRAPHIC: Final = (
    Kept("006", "*", Reason.NO_TARGET),
    Kept("010", "b", Reason.NO_TARGET),
    Kept("018", "a", Reason.NO_TARGET),
    Kept("034", "hrxyz201", Reason.NO_TARGET),
    Kept("034", "jkmnpst", Reason.SUMMARY),
    Kept("041 250", "3", Reason.SHARED),
    Kept("043 060 070 080 084 086 753", "1", Reason.NO_TARGET),
    Kept("044", "abc2", Reason.SUMMARY),
    Kept("045", "c", Reason.NO_TARGET),
    Kept("046", "abcdejopz23", Reason.NO_TARGET),
    Kept("048 758", "2", Reason.NO_TARGET),
    Kept("050", "13", Reason.NO_TARGET),
    Kept("052", "d201", Reason.NO_TARGET),
    Kept("055", "12", Reason.NO_TARGET),
    Kept("082", "m", Reason.NO_TARGET),
    Kept("083 085", "*", Reason.NO_TARGET),
    Kept("243", "dfghklmnoprs", Reason.NO_TARGET),
    Kept("245", "k", Reason.NO_TARGET),
    Kept("340 740", "h", Reason.NO_TARGET),
    Kept("348", "bd", Reason.NO_TARGET),
    Kept("363", "*", Reason.SUMMARY),
    Kept("370", "fistuv4", Reason.NO_TARGET),
    Kept("383", "e23", Reason.NO_TARGET),
    Kept("384", "013", Reason.SHARED),
    Kept("386", "i4", Reason.NO_TARGET),
    Kept("662", "e4", Reason.NO_TARGET),
    Kept("751", "g4", Reason.NO_TARGET),
    Kept("788", "*", Reason.NO_TARGET),
    Kept("856", "w", Reason.NO_TARGET),
    Kept("857", "57", Reason.NO_TARGET),
)
_AUTHORITY: Final = (
    Kept("020", "c", Reason.NO_TERM),
    Kept("031 361 387 788 857", "*", Reason.NO_TERM),
    Kept("034", "jkmn013", Reason.NO_TERM),
    Kept("046", "lopuvz3", Reason.NO_TERM),
    Kept("371", "4", Reason.NO_TERM),
    Kept("382", "01", Reason.NO_TERM),
    Kept("384 667 677 688", "015uv", Reason.SHARED),
    Kept("672", "i41", Reason.NO_TERM),
    Kept("856", "w7", Reason.NO_TERM),
)
_HOLDINGS: Final = (
    Kept("007 017 022 337 338", "*", Reason.ELSEWHERE),
    Kept("020 024 027", "cdq", Reason.ELSEWHERE),
    Kept("361 857", "*", Reason.NO_TERM),
    Kept("506", "q2", Reason.NO_TERM),
    Kept("538", "i", Reason.NO_TERM),
    Kept("583", "2", Reason.NO_TERM),
    Kept("856", "w7", Reason.NO_TERM),
)
BY_FORMAT: Final[Mapping[str, tuple[Kept, ...]]] = {
    "bibliographic": _BIBLIOGRAPHIC,
    "authority": _AUTHORITY,
    "holdings": _HOLDINGS,
}
"""What stays in the residue of one format only."""


def reason(name: FormatName, field: FieldOf, subfield: Subfield | None) -> Reason | None:
    """Why a subfield (None: a control field) that no statement carries stays in the residue; None where nobody says."""
    if field.obsolete or (subfield is not None and subfield.obsolete):
        return Reason.OBSOLETE
    for row in (*BY_INTENT, *BY_FORMAT.get(name, ())):
        if (row.tags == "*" or field.tag in row.tags.split()) and _names(row, subfield):
            return row.reason
    return None


def _names(row: Kept, subfield: Subfield | None) -> bool:
    if subfield is None or (row.name and row.name != subfield.name):
        return row.codes == "*" and not row.name
    return row.codes == "*" or subfield.code in row.codes
