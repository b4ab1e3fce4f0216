"""The language tag of a field in another script: from its `$7`, or from its `$6`, the 008 and the 041.

A tag is BCP 47 in canonical case (`ru-Cyrl`). A `$6` without a script code leaves the script to the letters. Where the
record's language and the script disagree, or no language is known, it is `zxx-…`: text in that script, its language
untold.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from mappings.codes.languages import LANGUAGE_TAGS

if TYPE_CHECKING:
    from mappings.marc.record import DataField
    from mappings.rules.forward import Run

_SETS: Final = {"(3": "Arab", "(B": "Latn", "(N": "Cyrl", "(S": "Grek", "(2": "Hebr"}
_IDEOGRAPHIC: Final = {"kor": "Kore", "chi": "Hani", "jpn": "Jpan"}
_BY_COUNTRY: Final = {"ko ": "Kore", "cc ": "Hani", "ch ": "Hani", "ja ": "Jpan"}
_EAST_ASIAN: Final = frozenset({"Hani", "Jpan", "Kore"})
"""Scripts that share letters: the language of the record tells which."""
_TAG: Final = re.compile(
    r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-([A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(-x(-[A-Za-z0-9]{1,8})+)?"
)
SET_OF_SCRIPT: Final = {
    "Arab": "(3", "Latn": "(B", "Cyrl": "(N", "Grek": "(S", "Hebr": "(2", "Kore": "$1", "Hani": "$1", "Jpan": "$1",
}  # fmt: skip
"""The MARC-8 set that a `$6` names for a script coming back."""


def tag_of(run: Run, field: DataField) -> str | None:
    """The language tag of a field with `$6` or `$7`, or None where nothing tells. Only the `$6` of an 880 names a
    script: that of its partner says the same again, and isn't the partner's own.
    """
    seven = field.get("7")
    if seven:
        for mark in ("[bcp47]", "(bcp47)"):
            if mark in seven:
                return canonical(seven.partition(mark[-1])[2].strip()) or None
    six = field.get("6")
    if six is None or not run.text008:
        return None
    script = _script(run, six.partition("/")[2].partition("/")[0]) if field.tag == "880" else ""
    if not script and (script := script_of(field)) in _EAST_ASIAN:
        script = _script(run, "$1")
    if not script:
        return None
    language = LANGUAGE_TAGS.get(run.text008[35:38], "")
    if not language or (language == "en" and script != "Latn"):
        language = "zxx"
    return f"{language}-{script}"


_RANGES: Final = (
    ("Grek", "\u0370", "\u03ff"), ("Cyrl", "\u0400", "\u052f"), ("Armn", "\u0530", "\u058f"),
    ("Hebr", "\u0590", "\u05ff"), ("Arab", "\u0600", "\u06ff"), ("Deva", "\u0900", "\u097f"),
    ("Thai", "\u0e00", "\u0e7f"), ("Geor", "\u10a0", "\u10ff"), ("Jpan", "\u3040", "\u30ff"),
    ("Hani", "\u4e00", "\u9fff"), ("Kore", "\uac00", "\ud7af"),
)  # fmt: skip


def script_of(field: DataField) -> str:
    """The script a field is written in, by the first letter that is not Latin; empty where all are."""
    for code, text in field.subfields:
        if code in "012345678":
            continue
        for letter in text:
            if letter > "\u0370":
                found = next((script for script, first, last in _RANGES if first <= letter <= last), "")
                if found:
                    return found
    return ""


def _script(run: Run, code: str) -> str:
    language = run.text008[35:38]
    if code == "$1":
        found = _IDEOGRAPHIC.get(language) or _BY_COUNTRY.get(run.text008[15:18])
        if found is None:
            spoken = {
                text[at : at + 3] for field in run.tagged("041") for text in field.all("a")
                for at in range(0, len(text), 3)  # older records have their codes run together
            }  # fmt: skip
            found = next((_IDEOGRAPHIC[code] for code in ("chi", "kor", "jpn") if code in spoken), "Jpan")
        return found
    if code in _SETS:
        return _SETS[code]
    if code == "(4":
        return "Arab" if language == "per" else ""
    if len(code) == 4 and code.isascii() and code.isalpha():
        return code.title()
    return ""


def canonical(tag: str) -> str:
    """A language tag in the case BCP 47 writes: `RU-cyrl` -> `ru-Cyrl`. Empty for what is no tag."""
    if _TAG.fullmatch(tag) is None:
        return ""
    parts = tag.split("-")
    out = [parts[0].lower()]
    out.extend(
        part.title() if len(part) == 4 and part.isalpha() else part.upper() if len(part) == 2 else part
        for part in parts[1:]
    )
    return "-".join(out)
