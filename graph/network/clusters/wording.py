"""When words of two titles or names are the same for whoever compares them: slips, abbreviations, and empty words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz.distance import Levenshtein

EMPTY_WORDS: Final = frozenset(
    "the a an of and in on for to by with from at as its or is & und der die das des den von zu im et la le les de du"  # noqa: SIM905 - a list
    " d l en el los las del y e il i".split()
)

_DIRECTION: Final = re.compile(r"(?:north|south)?(?:east|west|north|south)(?:ern)?")
_MANY: Final = 8
"""Of so many words of its own each title has, none is a slip for another."""


def telling(words: Sequence[str]) -> tuple[str, ...]:
    """The words that say something; all, where none does."""
    return tuple(word for word in words if word not in EMPTY_WORDS) or tuple(words)


def own_words(first: Sequence[str], second: Sequence[str]) -> tuple[list[str], list[str]]:
    """The telling words that one title has and the other hasn't, slips and abbreviations set aside."""
    mine, theirs = (
        {word for word in set(side) - set(against) if word not in EMPTY_WORDS}
        for side, against in ((first, second), (second, first))
    )
    if len(mine) > _MANY and len(theirs) > _MANY:
        return sorted(mine), sorted(theirs)
    for word in sorted(mine):
        if found := next((each for each in sorted(theirs) if _same_word(word, each)), None):
            mine = mine - {word}
            theirs = theirs - {found}
    return sorted(mine), sorted(theirs)


def _same_word(one: str, other: str) -> bool:
    """Slips and abbreviations: “Penn” for “Pennsylvania”, never “eastern” for “western”."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) > 1 and long.startswith(short):
        return len(short) <= 5 or len(long) - len(short) < 4
    if len(short) < 4 or len(long) - len(short) > 2:
        return False
    slips = 2 if len(short) >= 9 and one[:2] == other[:2] else 1
    if Levenshtein.distance(one, other, score_cutoff=slips) > slips:
        return False
    return not (_DIRECTION.fullmatch(one) and _DIRECTION.fullmatch(other))
