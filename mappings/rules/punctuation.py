"""ISBD punctuation: taken off going forward, put back coming back.

`chop` follows the Library of Congress conversion (Process 7): the same characters go, and abbreviations, initials,
several sentences and unbalanced brackets are respected. `punctuate` is the way back: it puts the marks a row names
before each subfield and the final full stop, unless the text already ends that way.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from mappings.marc.record import DataField, Subfield

ENDS: Final = ".:;,/="
LEADS: Final = ";="
UNPUNCTUATED: Final = {"c": "ISBD punctuation omitted", "n": "non-ISBD punctuation omitted"}
"""Leader/18 of records whose subfields end without punctuation."""
_TERMINAL: Final = ".?!"
_ABBREVIATIONS: Final = ("arr.", "ed.", "etc.", "ft.", "ill.", "p.", "s.n.", "s.l.")
_AFTER_SPACE: Final = tuple(f" {abbreviation}" for abbreviation in _ABBREVIATIONS)
_REMEMBERED: Final = 8192
"""Headings, publishers and notes repeat: two texts of three have been seen among the last so many."""


def keep(text: str) -> str:
    """The text with its spaces in order, nothing taken off."""
    return " ".join(text.split())


def as_is(text: str) -> str:
    """The text untouched."""
    return text


@lru_cache(_REMEMBERED)
def chop(text: str) -> str:
    """`text` without surrounding ISBD punctuation, brackets balanced. Empty when nothing is left."""
    return chopped(text)


@lru_cache(_REMEMBERED)
def chop_parens(text: str) -> str:
    """As `chop`, and enclosing parentheses go too."""
    return chopped(text, parens=True)


@lru_cache(_REMEMBERED)
def chop_hard(text: str) -> str:
    """As `chop`, and a final full stop always goes (dates)."""
    return chopped(text, force=True)


@lru_cache(_REMEMBERED)
def chop_plus(text: str) -> str:
    """As `chop`, and a plus sign that announces accompanying material goes too."""
    return chopped(text, ends=":;,/=+")


@lru_cache(_REMEMBERED)
def chop_dimensions(text: str) -> str:
    """As `chop_plus`, and a full stop goes unless it belongs to the text."""
    return chopped(text, ends=":;,/=+.")


@lru_cache(_REMEMBERED)
def chop_measure(text: str) -> str:
    """Coordinates and the like, without the parentheses and full stop they are written in."""
    return chopped(text, parens=True, force=True)


def chopped(
    text: str,
    ends: str = ENDS,
    *,
    leads: str = LEADS,
    parens: bool = False,
    force: bool = False,
    brackets: bool = False,
) -> str:
    """The general form of `chop`: which characters end and lead, whether parentheses and full stops always go."""
    text = " ".join(text.split())
    paired = _has_pairs(text)
    while text:
        if parens and text[0] == "(":
            close = text.rfind(")")
            text = (text[1:close] + text[close + 1 :] if close > 1 else text[1:]).strip()
        elif text[0] in leads:
            text = text[1:].lstrip()
        elif paired and (other := _unpaired(text)) is not None:
            text = " ".join(other.split())
        elif text[-1] not in ends or (text[-1] == "." and not force and _keeps_stop(text)):
            break
        else:
            text = text[:-1].rstrip()
    return _balance(text, add=brackets) if text and (paired or brackets) else text


def _has_pairs(text: str) -> bool:
    """Whether `text` has a bracket or quotation mark at all: most have none, and this is the quickest way to tell."""
    return "(" in text or ")" in text or "[" in text or "]" in text or '"' in text or "{" in text or "}" in text


def _unpaired(text: str) -> str | None:
    """`text` without one bracket or quotation mark whose partner is missing, or None where all have one."""
    for opening, closing in (("(", ")"), ("{", "}"), ('"', '"')):
        at = text.find(opening)
        if at >= 0 and text.find(closing, at + 1) < 0:
            return text[:at] + text[at + 1 :]
    for opening, closing in (("(", ")"), ("{", "}")):
        at = text.find(closing)
        if at >= 0 and text.find(opening, 0, at) < 0:
            return text[:at] + text[at + 1 :]
    return None


def _keeps_stop(text: str) -> bool:
    """Whether the final full stop belongs to the text: an initial, an abbreviation, or the last of several
    sentences.
    """
    body = text[:-1]
    if _is_initial(body):
        return True
    if _has_initials(body):
        return False
    if text.endswith(_AFTER_SPACE) or text in _ABBREVIATIONS:
        return True
    return "." in body or "?" in body or "!" in body


def _is_initial(body: str) -> bool:
    return not body or (body[-1].isupper() and (len(body) == 1 or body[-2] in " ."))


def _has_initials(body: str) -> bool:
    while True:
        if _is_initial(body):
            return True
        at = body.rfind(".")
        if at < 0:
            return False
        body = body[:at]


def _balance(text: str, *, add: bool) -> str:
    at = text.find("[")
    if at >= 0 and text.find("]", at) < 0:
        text += "]"
        add = False
    at = text.find("]")
    if at >= 0 and text.find("[", 0, at) < 0:
        text = "[" + text
        add = False
    return f"[{text}]" if add else text


def spaced(field: DataField, _isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    """The canonical form of a field whose text is kept as it stands: its spaces in order."""
    return field._replace(subfields=tuple([Subfield(code, keep(text)) for code, text in field.subfields]))


def punctuate(
    pairs: Sequence[tuple[str, str, str | tuple[str, ...]]],
    ends: str,
    *,
    isbd: bool = True,
    bearing: frozenset[str] | None = None,
) -> tuple[Subfield, ...]:
    """Subfields with punctuation put back.

    `pairs` are (code, value, lead) in order; `lead` is the mark before the subfield: the first of a tuple, or the
    second where the subfield before it has the code of an earlier one of the same group (245 $n $p: ". $n, $p").
    `ends` is the final mark of the field. Without `isbd` nothing is put. `bearing`: the codes of subfields that a mark
    may stand at the end of (all where None); of others it would not be taken off again. A full stop is put only where
    `chop` would take it off again: behind an initial, an abbreviation or several sentences it would become part of the
    text.
    """
    out = [Subfield(code, value) for code, value, _ in pairs]
    if not isbd:
        return tuple(out)
    for index in range(1, len(pairs)):
        lead = pairs[index][2]
        if not lead or not out[index - 1].value or (bearing is not None and out[index - 1].code not in bearing):
            continue
        mark = lead if isinstance(lead, str) else lead[0]
        before = out[index - 1].value
        stripped = mark.strip()
        if (
            not before.endswith(stripped)
            and not (stripped in ".," and before.endswith((".", "?", "!", "-")))
            and not (stripped == "." and _keeps_stop(before + "."))
        ):
            out[index - 1] = Subfield(out[index - 1].code, before + mark)
    if ends and out and (bearing is None or out[-1].code in bearing):
        code, value = out[-1]
        if (
            value
            and not value.endswith((ends, "?", "!", "-", ")", "]", ">", '"'))
            and not (ends == "." and _keeps_stop(value + "."))
        ):
            out[-1] = Subfield(code, value + ends)
    return tuple(out)


def _is_control(code: str, text: str) -> bool:
    """Whether a subfield takes no part in punctuation: a control subfield, or the language of a translated title."""
    return code in "0124567" or (code == "y" and len(text) == 3)


def arrange(
    pairs: Sequence[tuple[str, str, str | tuple[str, ...]]],
    ends: str,
    *,
    isbd: bool,
    bearing: frozenset[str] | None = None,
) -> tuple[Subfield, ...]:
    """As `punctuate`, for a whole field: a leading `$3`, `$6` and trailing control subfields take no part in it."""
    head = 1 if pairs and pairs[0][0] in "683" else 0
    tail = len(pairs)
    while tail > head and (
        pairs[tail - 1][0] in "0124567" or (pairs[tail - 1][0] == "y" and len(pairs[tail - 1][1]) == 3)
    ):
        tail -= 1
    body = punctuate(pairs[head:tail], ends, isbd=isbd, bearing=bearing)
    outer = [Subfield(code, value) for code, value, _ in (*pairs[:head], *pairs[tail:])]
    return (*outer[:head], *body, *outer[head:])


IDEMPOTENT: Final = frozenset({keep, as_is, chop, chop_parens, chop_hard, chop_plus, chop_dimensions, chop_measure})
"""What may be taken off twice with the same result: the canonical form of a field rests on these only."""
