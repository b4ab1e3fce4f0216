"""The record itself: leader, 001, 003, 005, 008, 040, 042."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from mappings.codes.model import Code, CodeList, listed
from mappings.rules.bytes import Byte, claims_of, reader_of, writer_of
from mappings.rules.model import AUTHORITY, Example, Root, Rule, Step
from mappings.rules.tables.admin import ADMINISTRATION

if TYPE_CHECKING:
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_LSP: Final = "https://catalograph.org/ns/lsp#"
_AUTHORITIES: Final = "AU"


def _codes(name: str, rows: str) -> CodeList:
    base = "".join(word.title() if at else word for at, word in enumerate(name.split()))
    listing = listed(name, of="2023-06-01", base=f"{_LSP}{base}-", rows=rows)
    unsaid = Code("|", f"{_LSP}{base}-unsaid", "no attempt to code")
    return CodeList(name, listing.of, {**listing.codes, unsaid.code: unsaid}, listing.labels)


def _byte(at: int, prop: str, rows: str) -> Byte:
    codes = _codes("".join(" " + letter.lower() if letter.isupper() else letter for letter in prop), rows)
    return Byte(_AUTHORITIES, at, AUTHORITY, f"lsp:{prop}", "lsp:RecordCode", codes)


BYTES: Final = (
    _byte(6, "geographicSubdivision", "d | subdivided directly\ni | subdivided indirectly\nn | not applicable"),
    _byte(
        7,
        "romanization",
        """a | international standard
b | national standard
c | national library association standard
d | national library or bibliographic agency standard
e | local standard
f | standard of unknown origin
g | conventional romanization
n | not applicable""",
    ),
    _byte(8, "catalogLanguage", "b | English and French\ne | English only\nf | French only"),
    _byte(
        9,
        "recordKind",
        """a | established heading
b | untraced reference
c | traced reference
d | subdivision
e | node label
f | established heading and subdivision
g | reference and subdivision""",
    ),
    _byte(
        10,
        "descriptionRules",
        """a | earlier rules
b | AACR 1
c | AACR 2
d | AACR 2 compatible
z | other
n | not applicable""",
    ),
    _byte(
        11,
        "subjectSystem",
        """a | Library of Congress Subject Headings
b | Library of Congress Children's and Young Adults' Subject Headings
c | Medical Subject Headings
d | National Agricultural Library subject authority file
k | Canadian Subject Headings
r | Art and Architecture Thesaurus
s | Sears List of Subject Headings
v | Répertoire de vedettes-matière
z | other
n | not applicable""",
    ),
    _byte(
        12,
        "seriesType",
        "a | monographic series\nb | multipart item\nc | series-like phrase\nz | other\nn | not applicable",
    ),
    _byte(
        13,
        "seriesNumbered",
        "a | numbered\nb | unnumbered\nc | numbering varies\nn | not applicable",
    ),
    _byte(14, "mainOrAddedEntryUse", "a | appropriate\nb | not appropriate"),
    _byte(15, "subjectEntryUse", "a | appropriate\nb | not appropriate"),
    _byte(16, "seriesEntryUse", "a | appropriate\nb | not appropriate"),
    _byte(
        17,
        "subdivisionType",
        "a | topical\nb | form\nc | chronological\nd | geographic\ne | language\nn | not applicable",
    ),
    _byte(
        28,
        "governmentAgency",
        """a | autonomous or semi-autonomous
c | multilocal
f | federal or national
i | international intergovernmental
l | local
m | multistate
o | undetermined level
s | state, provincial or territorial
u | unknown whether a government agency
z | other""",
    ),
    _byte(
        29, "referenceEvaluation", "a | consistent with the heading\nb | not necessarily consistent\nn | not applicable"
    ),
    _byte(31, "updateInProcess", "a | can be used\nb | being updated"),
    _byte(32, "undifferentiated", "a | differentiated name\nb | undifferentiated name\nn | not applicable"),
    _byte(
        33,
        "establishment",
        "a | fully established\nb | memorandum\nc | provisional\nd | preliminary\nn | not applicable",
    ),
    _byte(38, "modifiedRecord", "s | shortened\nx | missing characters"),
    _byte(39, "catalogingSource", "c | cooperative cataloging program\nd | other\nu | unknown"),
)
"""008/06–39: what a code says of the heading, of its use, and of how it was established."""

_READ: Final = reader_of(BYTES, _AUTHORITIES)
_WRITE: Final = writer_of(BYTES)


def _forward(run: Run, field: DataField, language: str | None) -> None:
    _READ(run, field.ind1)
    del language


def _back(out: Back, root: Root, value: Any) -> None:
    _WRITE(out, root, out.origin.rpartition("/")[2], value, _AUTHORITIES)


FIXED: Final = Step(
    "008 of authorities",
    tags="008",
    forward=_forward,
    claims=claims_of(BYTES, 0),
    back=_back,
    examples=(
        Example(
            "008 800125n|#azannaabn##########|a#aaa######",
            authority={
                "lsp:recordKind": {"@id": _LSP + "recordKind-a", "rdfs:label": "established heading"},
                "lsp:subjectEntryUse": {"rdfs:label": "appropriate"},
            },
        ),
    ),
)

_EXAMPLES: Final = (
    Example(
        """001 oca00166436
               003 OCoLC
               005 20200601073412.0
               040 ## $a DLC $b eng $e rda $c DLC $d DLC
               042 ## $a pcc
               100 0# $a Homer""",
        admin={
            "bf:identifiedBy": {"@type": "bf:Local", "rdf:value": "oca00166436"},
            "bf:descriptionConventions": {"bf:code": "rda"},
            "bf:descriptionAuthentication": {"bf:code": "pcc"},
        },
        leader="00000cz  a2200000n  4500",
        back="""001 oca00166436
                    003 OCoLC
                    005 20200601073412.0
                    040 ## $a DLC $b eng $e rda $c DLC $d DLC
                    042 ## $a pcc
                    LDR 00000cz##a2200000n##4500""",
    ),
)

RECORD: Final = replace(ADMINISTRATION, examples=_EXAMPLES, at=_EXAMPLES[0].at)

RULES: Final[tuple[Rule, ...]] = (RECORD, FIXED)
