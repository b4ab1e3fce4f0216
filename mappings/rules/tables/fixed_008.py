"""Field 008: language, and what single characters say. Dates and places are with 26x."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from mappings.codes import fixed_fields as codes
from mappings.codes.model import Code, CodeList, listed
from mappings.rules.bytes import (
    BOOKS,
    MAPS,
    MIXED,
    MUSIC,
    SERIALS,
    VISUAL,
    Byte,
    Reading,
    claims_of,
    material_of,
    reader_of,
    writer_of,
)
from mappings.rules.compile_back import text_of
from mappings.rules.forward import add
from mappings.rules.model import ADMIN, INSTANCE, WORK, Claim, Example, Root, Rule, Step
from mappings.rules.tables.leader import kind_and_level
from mappings.rules.tables.shared import note_type

if TYPE_CHECKING:
    from mappings.marc.record import DataField
    from mappings.rules.back import Back
    from mappings.rules.forward import Run

_VOCABULARY: Final = "http://id.loc.gov/vocabulary/"
_EDTF: Final = "edtf:edtf"

GOVERNMENT: Final = listed(
    "government publication (008/28)",
    of="2025-06-01",
    base=_VOCABULARY + "mgovtpubtype/",
    rows="""
a | autonomous
c | multilocal
f | federal
i | international intergovernmental
l | local
m | multistate
o | government
s | state
""",
)
_GENRES: Final = "http://id.loc.gov/authorities/genreForms/"
_CONFERENCE: Final = listed(
    "conference", of="2025-06-01", rows=f"1 | Conference papers and proceedings | {_GENRES}gf2014026068"
)
_FESTSCHRIFT: Final = listed("festschrift", of="2025-06-01", rows=f"1 | Festschriften | {_GENRES}gf2016026082")
_INDEX: Final = listed("index", of="2025-06-01", rows=f"1 | index | {_VOCABULARY}msupplcont/index")
_IRREGULAR: Final = listed(
    "regularity", of="2025-06-01",
    rows=f"n | irregular | {_VOCABULARY}frequencies/irr\nx | irregular | {_VOCABULARY}frequencies/irr",
)  # fmt: skip
_LARGE_PRINT: Final = listed("form of item", of="2025-06-01", rows=f"d | large print | {_VOCABULARY}mfont/lp")
_BRAILLE: Final = listed("form of item", of="2025-06-01", rows=f"f | braille code | {_VOCABULARY}mtactile/brail")
_MEDIA: Final = listed(
    "form of item",
    of="2025-06-01",
    base=_VOCABULARY + "mediaTypes/",
    rows="\n".join(f"{code} | unmediated | n" for code in ("d", "f", "r"))
    + "\n"
    + "\n".join(f"{code} | computer | c" for code in "oqs"),
)
_UNMEDIATED: Final = Code(" ", _VOCABULARY + "mediaTypes/n", "unmediated")
_SUPPLEMENTARY: Final = "bkq"
_CONTENTS_GENRES: Final = listed(
    "nature of contents: genres",
    of="2025-06-01",
    rows="\n".join(
        f"{row.code} | {row.label} | {row.iri}" for row in codes.NATURES_OF_CONTENTS if row.code not in _SUPPLEMENTARY
    ),
)
_CONTENTS_SUPPLEMENTS: Final = listed(
    "nature of contents: supplements",
    of="2025-06-01",
    rows="\n".join(
        f"{row.code} | {row.label} | {row.iri}" for row in codes.NATURES_OF_CONTENTS if row.code in _SUPPLEMENTARY
    ),
)


def _said_by_genre(run: Run, code: Code) -> bool:
    """Whether a 655 of the Library of Congress genre terms has the label."""
    return any(
        field.get("2") == "lcgft" and text.removesuffix(".") == code.label
        for field in run.tagged("655")
        for text in field.all("a")
    )


def said_by_carrier(run: Run, code: Code) -> bool:
    """Whether a 338 names the carrier by its code."""
    return code.iri is not None and any(
        _VOCABULARY + "carriers/" + text == code.iri for field in run.tagged("338") for text in field.all("b")
    )


def _said_by_media(run: Run, code: Code) -> bool:
    return run.has("337") and code is not None


BYTES: Final = (
    Byte(BOOKS, 18, WORK, "bf:illustrativeContent", "bf:Illustration", codes.ILLUSTRATIONS, width=4),
    Byte("BK CF MU VM", 22, WORK, "bf:intendedAudience", "bf:IntendedAudience", codes.AUDIENCES),
    Byte(BOOKS, 24, WORK, "bf:genreForm", "bf:GenreForm", _CONTENTS_GENRES, width=4, unless=_said_by_genre),
    Byte(BOOKS, 24, WORK, "bf:supplementaryContent", "bf:SupplementaryContent", _CONTENTS_SUPPLEMENTS, width=4),
    Byte(SERIALS, 24, WORK, "bf:genreForm", "bf:GenreForm", _CONTENTS_GENRES, width=4, unless=_said_by_genre),
    Byte(SERIALS, 24, WORK, "bf:supplementaryContent", "bf:SupplementaryContent", _CONTENTS_SUPPLEMENTS, width=4),
    Byte("BK CF MP CR VM", 28, WORK, "bflc:governmentPubType", "bflc:GovernmentPubType", GOVERNMENT),
    Byte("BK CR", 29, WORK, "bf:genreForm", "bf:GenreForm", _CONFERENCE),
    Byte(BOOKS, 30, WORK, "bf:genreForm", "bf:GenreForm", _FESTSCHRIFT),
    Byte("BK MP", 31, WORK, "bf:supplementaryContent", "bf:SupplementaryContent", _INDEX),
    Byte(BOOKS, 33, WORK, "bf:genreForm", "bf:GenreForm", codes.LITERARY_FORMS, unless=_said_by_genre),
    Byte(BOOKS, 34, WORK, "bf:genreForm", "bf:GenreForm", codes.BIOGRAPHIES, unless=_said_by_genre),
    Byte("CF", 26, WORK, "bf:genreForm", "bf:GenreForm", codes.COMPUTER_FILE_TYPES),
    Byte(
        MAPS, 18, WORK, "bf:relief", "bf:Relief", codes.RELIEFS, width=4,
        below=("bf:cartographicAttributes", "bf:Cartographic"),
    ),
    Byte(
        MAPS, 22, WORK, "bf:projection", "bf:Projection", codes.PROJECTIONS, width=2, size=2,
        below=("bf:cartographicAttributes", "bf:Cartographic"),
    ),
    Byte(MAPS, 33, WORK, "bf:genreForm", "bf:GenreForm", codes.MAP_FORMS, width=2, unless=_said_by_genre),
    Byte(
        MUSIC, 18, WORK, "bf:genreForm", "bf:GenreForm", codes.FORMS_OF_COMPOSITION, width=2, size=2,
        unless=_said_by_genre,
    ),
    Byte(MUSIC, 20, WORK, "bf:musicFormat", "bf:MusicFormat", codes.MUSIC_FORMATS),
    Byte(MUSIC, 24, WORK, "bf:supplementaryContent", "bf:SupplementaryContent", codes.MUSIC_ACCOMPANYING, width=6),
    Byte(MUSIC, 30, WORK, "bf:genreForm", "bf:GenreForm", codes.MUSIC_TEXTS, width=2, unless=_said_by_genre),
    Byte(SERIALS, 21, WORK, "bflc:serialPubType", "bflc:SerialPubType", codes.SERIAL_TYPES),
    Byte(SERIALS, 33, WORK, "bf:notation", "bf:Script", codes.TITLE_SCRIPTS),
    Byte(VISUAL, 33, WORK, "bf:genreForm", "bf:GenreForm", codes.VISUAL_TYPES, unless=_said_by_genre),
    Byte(VISUAL, 34, WORK, "bflc:movingImageTechnique", "bflc:MovingImageTechnique", codes.TECHNIQUES),
    Byte(SERIALS, 18, INSTANCE, "bf:frequency", "bf:Frequency", codes.FREQUENCIES),
    Byte(SERIALS, 19, INSTANCE, "bf:frequency", "bf:Frequency", _IRREGULAR),
    Byte("BK CF MU CR MX", 23, INSTANCE, "bf:carrier", "bf:Carrier", codes.FORMS_OF_ITEM, unless=said_by_carrier),
    Byte("MP VM", 29, INSTANCE, "bf:carrier", "bf:Carrier", codes.FORMS_OF_ITEM, unless=said_by_carrier),
    Byte(BOOKS, 23, INSTANCE, "bf:media", "bf:Media", _MEDIA, unless=_said_by_media),
    Byte(BOOKS, 23, INSTANCE, "bf:fontSize", "bf:FontSize", _LARGE_PRINT),
    Byte(BOOKS, 23, INSTANCE, "bf:notation", "bf:TactileNotation", _BRAILLE),
)  # fmt: skip
"""The elements of 008/18-34 that become statements."""

_MATERIALS: Final = (BOOKS, "CF", MAPS, MUSIC, SERIALS, VISUAL, MIXED)


@lru_cache(maxsize=1)
def _readers() -> dict[str, Reading]:
    return {material: reader_of(BYTES, material) for material in _MATERIALS}


def _forward_008(run: Run, field: DataField, language: str | None) -> None:
    text = field.ind1
    code = text[35:38]
    if code.strip() and code != "|||" and len(code.strip()) == 3 and code.isalnum():
        add(run.work, "bf:language", {"@id": _VOCABULARY + "languages/" + code.lower()})
    if text[6:7] == "r" and text[11:15].isdigit():
        add(run.work, "bf:originDate", {"@value": text[11:15], "@type": _EDTF})
    material = material_of(run.leader[6:7], run.leader[7:8])
    if (reader := _readers().get(material)) is not None:
        reader(run, text)
        if material == BOOKS and text[23:24] == " " and not run.has("337"):
            add(run.instance, "bf:media", {"@id": _UNMEDIATED.iri, "@type": ["bf:Media"], "rdfs:label": ["unmediated"]})
        if material == VISUAL and text[18:21].isdigit():
            add(run.work, "bf:duration", _running_time(text[18:21]))
    del language


def _running_time(minutes: str) -> Any:
    if minutes == "000":
        return "more than 999 minutes"
    return {"@value": f"PT{minutes.lstrip('0')}M", "@type": "xsd:duration"}


_WRITE: Final = writer_of(BYTES)
_NONE: Final = {BOOKS: "29=0 30=0 31=0 33=0", MAPS: "31=0", SERIALS: "29=0 34=0"}
"""What stands at positions that the description says nothing of, where the format has a code for that: no conference,
festschrift or index; not fiction; successive entry.
"""
_DURATION: Final = re.compile(r"PT(\d+)M")
_FORMS: Final = {row.iri: row.code for row in reversed(tuple(codes.FORMS_OF_COMPOSITION)) if row.iri}
"""Forms of composition by IRI; of two codes for one the first of the list."""


def _back_008(out: Back, root: Root, value: Any) -> None:
    prop = out.origin.rpartition("/")[2]
    if prop == "bf:originDate":
        out.put("008", 6, "r")
        out.put("008", 11, value["@value"][:4])
    elif prop == "bf:language":
        code = value["@id"].rpartition("/")[2]
        spoken = out.notes.setdefault("languages", [])
        if not spoken:
            out.put("008", 35, code)
        spoken.append(code)
    elif prop == "bf:duration":
        minutes = _DURATION.fullmatch(text_of(value)[0])
        if minutes is not None and material_of(*kind_and_level(out)) == VISUAL:
            out.put("008", 18, minutes[1].zfill(3)[-3:])
    elif isinstance(value, dict) and (form := _FORMS.get(value.get("@id", ""))) and kind_and_level(out)[0] in "cdij":
        out.notes.setdefault("forms of composition", []).append(form)
    elif isinstance(value, dict) and prop != "bf:media":  # the form of item is said by its other statements
        _WRITE(out, root, prop, value, material_of(*kind_and_level(out)))


def _back_rest(out: Back) -> None:
    """The forms of composition, and what stands for nothing told."""
    _back_forms(out)
    if out.begun("008"):
        taken: dict[int, str] = out.notes.get("008 taken", {})
        for pair in _NONE.get(material_of(*kind_and_level(out)), "").split():
            at, _, code = pair.partition("=")
            if int(at) not in taken:
                out.put("008", int(at), code)


def _back_forms(out: Back) -> None:
    """One form of composition is for the 008; several are for 047, and the 008 says that there are several."""
    forms: list[str] = out.notes.get("forms of composition", [])
    if forms:
        out.put("008", 18, forms[0] if len(forms) == 1 else "mu")
    if len(forms) > 1:
        out.origin = "work/bf:genreForm"
        out.field("047", " ", " ", [("a", code) for code in forms])


def _coded(value: Any) -> bool:
    return isinstance(value, dict) and value.get("@type") == _EDTF


FIXED: Final = Step(
    "008",
    tags="008",
    forward=_forward_008,
    claims=(
        *claims_of(BYTES, 8),
        Claim(WORK, "bf:duration", order=8),
        Claim(WORK, "bf:language", pattern=_VOCABULARY + "languages/"),
        Claim(WORK, "bf:originDate", order=8, accepts=_coded),
    ),
    back=_back_008,
    back_finish=_back_rest,
    examples=(
        Example(
            "008 850101s1985####nyua###j######000#1#eng##",
            work={
                "bf:illustrativeContent": {
                    "@id": "http://id.loc.gov/vocabulary/millus/ill",
                    "rdfs:label": "illustrations",
                },
                "bf:intendedAudience": {"rdfs:label": "juvenile"},
                "bf:genreForm": {"rdfs:label": "Fiction"},
                "bf:language": {"@id": "http://id.loc.gov/vocabulary/languages/eng"},
            },
            back="008 850101s1985####nyua###j######000#1#eng##",
        ),
        Example(
            "008 850101s1985####nyu090############vleng##",
            work={
                "bf:duration": {"@value": "PT90M", "@type": "xsd:duration"},
                "bflc:movingImageTechnique": {"rdfs:label": "live action"},
            },
            leader="00000cgm a2200000 i 4500",
            back="008 850101s1985####nyu090############vleng##",
        ),
    ),
)

# ---- notes on serials -----------------------------------------------------------------------------------------------

_ENTRIES: Final = listed(
    "entry convention (008/34 of serials)", of="2025-06-01",
    rows="0 | 0 - successive | -\n1 | 1 - latest | -\n2 | 2 - integrated | -",
)  # fmt: skip
_NOTES: Final = (
    (22, INSTANCE, note_type("orig"), codes.ORIGINAL_FORMS),
    (34, ADMIN, note_type("metaentry"), _ENTRIES),
)
"""Positions of the 008 of serials that become notes: root, type of note, and its words."""


def _forward_notes(run: Run, field: DataField, language: str | None) -> None:
    if material_of(run.leader[6:7], run.leader[7:8]) == SERIALS:
        for at, root, type_, words in _NOTES:
            if (row := words.get(field.ind1[at : at + 1])) is not None:
                add(run.root(root), "bf:note", {"@type": ["bf:Note", type_], "rdfs:label": [row.label]})
    del language


def _back_note(out: Back, root: Root, value: Any) -> None:
    for at, on, type_, words in _NOTES:
        if on is root and type_ in value["@type"]:
            code = next((row.code for row in words if row.label in value.get("rdfs:label", ())), "")
            out.notes.setdefault("008 taken", {})[at] = code
            out.put("008", at, code)


def _among(words: CodeList) -> Callable[[Any], bool]:
    labels = frozenset(row.label for row in words)
    return lambda node: any(label in labels for label in node.get("rdfs:label", ()) if isinstance(label, str))


SERIAL_NOTES: Final = Step(
    "008: form of the original and entry convention of a serial",
    tags="008",
    forward=_forward_notes,
    claims=tuple(
        Claim(root, "bf:note", type_, allows="bf:Note", order=-1, accepts=_among(words))
        for _, root, type_, words in _NOTES
    ),
    back=_back_note,
    examples=(
        Example(
            "008 850101c19859999nyum##pb######0####0eng##",
            instance={"bf:note": {"@type": note_type("orig"), "rdfs:label": "Microfiche"}},
            admin={"bf:note": {"@type": note_type("metaentry"), "rdfs:label": "0 - successive"}},
            leader="00000cas a2200000 i 4500",
            back="008 850101c19859999nyum##pb######0####0eng##",
        ),
    ),
)

RULES: Final[tuple[Rule, ...]] = (SERIAL_NOTES, FIXED)
