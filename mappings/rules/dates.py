"""Dates of coded fields (033, 045, 046) as EDTF, and back: `20010312` is `2001-03-12`, an unknown part is `XX`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mappings.bibframe.node import Node

EDTF: Final = "edtf:edtf"


def edtf(text: str) -> Node:
    """A typed literal."""
    return {"@value": text, "@type": EDTF}


def edtf_of(text: str) -> str:
    """`yyyymmddhhmm+hhmm`, as far as it goes, as EDTF; empty for what is no date.

    A hyphen stands for an unknown digit and a year before Christ begins with one.
    """
    text = text.strip()
    sign = "-" if text.startswith("-") and len(text) > 4 else ""
    digits = text[len(sign) :]
    if len(digits) < 4 or any(character not in "0123456789-+" for character in digits):
        return ""
    day = digits[:8].replace("-", "X")
    out = sign + "-".join(part for part in (day[:4], day[4:6], day[6:8]) if part)
    time, zone = digits[8:12].strip("-"), digits[12:17]
    if time:
        out += f"T{time[:2]}:{time[2:] or '00'}:00" + (f"{zone[:3]}:{zone[3:]}" if zone else "")
    return out


def digits_of(date: str) -> str:
    """What `edtf_of` read."""
    day, _, time = date.partition("T")
    sign = "-" if day.startswith("-") else ""
    out = sign + day[len(sign) :].replace("-", "").replace("X", "-")
    if time:
        clock, zone = time[:8], time[8:]
        out += clock.replace(":", "")[:4] + zone.replace(":", "")
    return out


# ---- periods (045) --------------------------------------------------------------------------------------------------

_MILLENNIA: Final = {"a": 30, "b": 29, "c": 19, "d": 9}
"""The letter of 045 $a for centuries before Christ: the century its digit 0 stands for."""


def period_of(code: str) -> str:
    """A time period of 045 $a as EDTF: `w8x4` -> `188X/194X`, `v-v-` -> `17XX`; empty for what is none."""
    if len(code) == 2:
        code += code
    ends = [_half(code[:2]), _half(code[2:])]
    if len(code) != 4 or not all(ends):
        return ""
    return ends[0] if ends[0] == ends[1] else "/".join(ends)


def _half(code: str) -> str:
    letter, digit = code[:1], code[1:]
    if letter in _MILLENNIA and digit.isdigit():
        if letter == "a":
            return "-XXXX/-3000" if digit == "0" else ""
        return f"-{_MILLENNIA[letter] - int(digit):02d}XX"
    if "e" <= letter <= "y" and (digit.isdigit() or digit == "-"):
        return f"{ord(letter) - ord('e'):02d}{'X' if digit == '-' else digit}X"
    return ""


def period_code(date: str) -> str:
    """The code of 045 $a for an EDTF date that `period_of` made; empty for another."""
    first, slash, last = date.partition("/")
    begin, end = _code(first), _code(last if slash else first)
    return begin + end if begin and end else ""


def _code(date: str) -> str:
    if date.startswith("-"):
        century = date[1:3]
        if date[3:] != "XX" or not century.isdigit():
            return ""
        letter = next(
            (each for each, first in _MILLENNIA.items() if 0 <= first - int(century) <= 9 and each != "a"), ""
        )
        return f"{letter}{_MILLENNIA[letter] - int(century)}" if letter else ""
    if len(date) != 4 or date[3] != "X" or not date[:2].isdigit() or int(date[:2]) > 20:
        return ""
    return chr(ord("e") + int(date[:2])) + ("-" if date[2] == "X" else date[2])


def year_of(text: str) -> str:
    """A date of 045 $b (`d1945`, `c0044`, `d19450508`) as EDTF; empty for what is none."""
    era, digits = text[:1], text[1:]
    return edtf_of(("-" if era == "c" else "") + digits) if era in "cd" and digits[:4].isdigit() else ""


def year_code(date: str) -> str:
    """The 045 $b of an EDTF date."""
    return "c" + digits_of(date)[1:] if date.startswith("-") else "d" + digits_of(date)
