"""Text as it is compared: folding for search, headings that meet, identifiers in their one form.

Everything that must agree on when two strings are the same asks here: the store's keys, the search index, the
matching of
an import. All functions are pure and total; a text that is no identifier answers None.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_KEEP_MARKS: Final = (
    (0x0591, 0x05C7),  # Hebrew points and accents
    (0x0610, 0x06ED),  # Arabic marks
    (0x08D3, 0x08FF),  # Arabic extended
    (0x0900, 0x0DFF),  # Devanagari to Sinhala: vowel signs are letters there
    (0x0E00, 0x0FFF),  # Thai, Lao, Tibetan
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3099, 0x309A),  # Japanese voicing
)
_LETTERS: Final = str.maketrans(
    {
        "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ø": "o", "ħ": "h", "ı": "i", "ŧ": "t", "ŋ": "n",
        "ʹ": "", "ʺ": "", "ʻ": "", "ʼ": "", "’": "'", "‘": "'", "`": "'", "ـ": "",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي",
        "ך": "כ", "ם": "מ", "ן": "נ", "ף": "פ", "ץ": "צ",
    }
)  # fmt: skip
_SILENT: Final = (
    (0x0591, 0x05BD),
    (0x05BF, 0x05C7),
    (0x0610, 0x061A),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x06D6, 0x06ED),
)
"""Marks of Hebrew and Arabic that a reader leaves out: pointing, vowels, recitation signs."""

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)*", re.UNICODE)
_CJK: Final = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003134f]+")
_SPACES: Final = re.compile(r"\s+")


def _within(point: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= point <= high for low, high in ranges)


def fold(text: str) -> str:
    """`text` as search compares it: NFKC, lower case, without the marks a reader may leave out; every script kept.

    >>> fold("Łódź, Žižek & Ærø"), fold("كِتَاب"), fold("हिन्दी")
    ('lodz, zizek & aero', 'كتاب', 'हिन्दी')
    """
    if text.isascii():
        return text.lower()
    return _fold_wide(text)


@lru_cache(maxsize=16_384)
def _fold_wide(text: str) -> str:
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    kept: list[str] = []
    for character in unicodedata.normalize("NFD", lowered):
        point = ord(character)
        if point < 0x300:
            kept.append(character)
        elif _within(point, _SILENT):
            continue
        elif _within(point, _KEEP_MARKS) or not unicodedata.category(character).startswith(("M", "Cf")):
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def tokens(text: str) -> list[str]:
    """The words of `text`, folded; runs of Chinese, Japanese and Korean as overlapping pairs of characters.

    >>> tokens("L'été, 紅樓夢!")
    ["l'ete", '紅樓', '樓夢']
    """
    folded = fold(text)
    if folded.isascii():
        return _WORD.findall(folded)
    found: list[str] = []
    for word in _words(folded):
        if not _CJK.search(word):
            found.append(word)
            continue
        at = 0
        for run in _CJK.finditer(word):
            if run.start() > at:
                found.append(word[at : run.start()])
            found.extend(_pairs(run.group()))
            at = run.end()
        if at < len(word):
            found.append(word[at:])
    return found


def _words(folded: str) -> list[str]:
    # A vowel sign of an Indic script is no \w to Python's expressions: words there end at spaces and punctuation.
    kept = "".join(
        character if character == "'" or unicodedata.category(character)[0] in "LNM" else " " for character in folded
    )
    return [word for each in kept.split() if (word := each.strip("'"))]


def _pairs(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]


def heading_key(kind: str, label: str) -> str:
    """The form in which equal headings are equal: the kind, then the label without case, marks and punctuation.

    The comma after a surname counts (“Lee, Ann” is not “Lee Ann”), as in the comparison rules of the Name Authority
    Cooperative. An empty label gives an empty key, which meets nothing.

    >>> heading_key("agents", "Tolstoy, Leo, graf, 1828-1910.")
    'agents:tolstoy, leo graf 1828 1910'
    """
    return _heading_key(kind, label)


@lru_cache(maxsize=65_536)
def _heading_key(kind: str, label: str) -> str:
    surname, comma, rest = fold(label).partition(",")
    words = _spaced(surname)
    if not comma or not (others := _spaced(rest)):
        return f"{kind}:{words}" if words else ""
    return f"{kind}:{words}, {others}"


def anchored(text: str) -> str:
    """A heading as its beginning is typed: folded, without punctuation, words one space apart.

    >>> anchored("Tolstoy, Leo, graf, 1828-1910."), anchored("Łódź (Poland)")
    ('tolstoy leo graf 1828 1910', 'lodz poland')
    """
    return _spaced(fold(text))


def _spaced(text: str) -> str:
    if text.isascii():
        return " ".join(re.sub(r"[^a-z0-9&+#]", " ", text.replace("'", "")).split())
    kept = (
        character if character in "&+#" or unicodedata.category(character)[0] in "LNM" else " "
        for character in text.replace("'", "")
    )
    return " ".join("".join(kept).split())


_ISBN: Final = re.compile(r"(?<![0-9])(97[89][0-9]{10}|[0-9]{9}[0-9Xx])(?![0-9])")


def isbn13(text: str) -> str | None:
    """The ISBN at the start of `text` in its form of 13 digits, or None where the check digit is wrong or there is
    none.

    >>> isbn13("0-19-853453-1 (pbk.)"), isbn13("9780198534532"), isbn13("0198534532")
    ('9780198534532', '9780198534532', None)
    """
    bare = text.replace("-", "").replace("\u2010", "").replace("\u2011", "").replace("\u2013", "").strip()
    found = _ISBN.match(bare) or _ISBN.match(bare.replace(" ", ""))
    if found is None:
        return None
    digits = found.group(1).upper()
    if len(digits) == 10:
        total = sum((10 - at) * (10 if digit == "X" else int(digit)) for at, digit in enumerate(digits))
        return None if total % 11 else _with_check("978" + digits[:9])
    return digits if _with_check(digits[:12]) == digits else None


def _with_check(twelve: str) -> str:
    total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(twelve))
    return twelve + str(-total % 10)


def issn(text: str) -> str | None:
    """The ISSN in `text` as `NNNN-NNNC`, or None where the check digit is wrong or there is none.

    >>> issn("ISSN 0028-0836"), issn("00280836"), issn("0028-0837")
    ('0028-0836', '0028-0836', None)
    """
    found = re.search(r"(?<![0-9])([0-9]{4})[-\u2010-\u2013 ]?([0-9]{3}[0-9Xx])(?![0-9])", text)
    if found is None:
        return None
    digits = (found.group(1) + found.group(2)).upper()
    total = sum((8 - at) * (10 if digit == "X" else int(digit)) for at, digit in enumerate(digits))
    return None if total % 11 else f"{digits[:4]}-{digits[4:]}"


_LCCN: Final = re.compile(r"[a-z]{0,3}(?:[0-9]{8}|[0-9]{10})")


def lccn(text: str) -> str | None:
    """The Library of Congress control number in its normalised form, or None where `text` is none.

    Source: the LCCN namespace (info:lccn): blanks out, from a slash on out, the part after a hyphen filled to six
    digits.

    >>> lccn("   85-2 "), lccn("n79021164"), lccn("75-425165//r75"), lccn("2001-000002"), lccn("none")
    ('85000002', 'n79021164', '75425165', '2001000002', None)
    """
    bare = _SPACES.sub("", text).partition("/")[0].lower()
    year, hyphen, serial = bare.partition("-")
    if hyphen:
        if not serial.isdecimal() or len(serial) > 6:
            return None
        bare = year + serial.rjust(6, "0")
    return bare if _LCCN.fullmatch(bare) else None


_OCLC: Final = re.compile(r"(?:\(OCoLC\)\s*)?(?:ocm|ocn|on)?\s*0*([1-9][0-9]{0,13})\s*", re.IGNORECASE)


def oclc(text: str) -> str | None:
    """The OCLC number in `text` without prefixes and leading zeros, or None.

    A number of another agency, such as `(DE-599)1234`, is none.

    >>> oclc("(OCoLC)ocm00012345"), oclc("on1128883631"), oclc("(DE-599)12345")
    ('12345', '1128883631', None)
    """
    found = _OCLC.fullmatch(text.strip())
    return found.group(1) if found else None
