"""What a client would rather have, as RFC 9110 (section 12.5) writes it: ranges with weights. `Accept` is read by it,
and `Accept-Profile`, whose ranges are addresses in angle brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_LONGEST: Final = 4_000
"""Characters of a header that are read; nobody needs more to say what they take."""
_ELEMENT: Final = re.compile(r"(?:[^\",<]|\"(?:[^\"\\]|\\.)*+\"|<[^>]*+>|[\"<])++", re.DOTALL)
_PIECE: Final = re.compile(r"(?:[^\";<]|\"(?:[^\"\\]|\\.)*+\"|<[^>]*+>|[\"<])++", re.DOTALL)
_WEIGHT: Final = re.compile(r"0(?:\.\d{0,3})?|1(?:\.0{0,3})?")
_NO_MATTER: Final = frozenset({"charset", "profile", "version"})
"""Parameters of a range that an answer need not have: they say more of the same format."""


@dataclass(frozen=True, slots=True)
class Range:
    """One element of such a header: what is meant, in lower case where it is a media type, and how much it is wanted,
    from 0 (never) to 1.
    """

    value: str
    parameters: frozenset[tuple[str, str]]
    weight: float


def ranges(header: str) -> list[Range]:
    """The elements of a header in their order; those with a weight that is none are left out."""
    found = []
    for element in _ELEMENT.findall(header[:_LONGEST]):
        value, *more = (piece.strip() for piece in _PIECE.findall(element))
        weight, parameters = "1", set()
        for name, given in map(_parameter, more):
            if name == "q":
                weight = given
            else:
                parameters.add((name, given))
        if value and _WEIGHT.fullmatch(weight):
            value = value[1:-1] if value[:1] == "<" and value[-1:] == ">" else value.lower()
            found.append(Range(value, frozenset(parameters), float(weight)))
    return found


def preferred(header: str | None, offers: Sequence[str]) -> str | None:
    """The media type that a client likes best of those offered, the first of several that it likes as much; None where
    it takes none of them. Without a header it takes anything.
    """
    if header is None or not header.strip():
        return offers[0]
    asked = ranges(header)
    weighed = [(weight_of(asked, offer), -place, offer) for place, offer in enumerate(offers)]
    weight, _, best = max(weighed)
    return best if weight > 0 else None


def weight_of(asked: Sequence[Range], offer: str) -> float:
    """How much a media type is wanted: what the most exact of the ranges says that take it in; 0 where none does."""
    media, *more = (piece.strip() for piece in _PIECE.findall(offer))
    own = frozenset(map(_parameter, more))
    best = max(
        ((exact, each.weight) for each in asked if (exact := _exactness(each, media.lower(), own)) is not None),
        key=lambda found: found[0],
        default=((0, 0), 0.0),
    )
    return best[1]


def profiles(header: str | None) -> Iterator[str]:
    """The addresses of `Accept-Profile`, the most wanted first; those that are refused are left out."""
    wanted = [each for each in ranges(header or "") if each.weight > 0]
    yield from (each.value for each in sorted(wanted, key=lambda each: -each.weight))


def _exactness(asked: Range, media: str, own: frozenset[tuple[str, str]]) -> tuple[int, int] | None:
    """How exactly a range means a media type, None where it doesn't."""
    needed = {each for each in asked.parameters if each[0] not in _NO_MATTER}
    if not needed <= own:
        return None
    if asked.value == media:
        return 2, len(needed)
    if asked.value == media.partition("/")[0] + "/*":
        return 1, len(needed)
    return (0, len(needed)) if asked.value == "*/*" else None


def _parameter(text: str) -> tuple[str, str]:
    name, _, value = text.partition("=")
    value = value.strip()
    if value[:1] == '"' and value[-1:] == '"' and len(value) > 1:
        value = re.sub(r"\\(.)", r"\1", value[1:-1])
    return name.strip().lower(), value.lower()
