"""Where the words stand in what is shown: fragments as HTML text with `<em>` round the words that were asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from mappings.text import tokens

_PIECE: Final = re.compile(r"\s+|[^\s]+")
_SHOWN: Final = {"t": "title", "a": "author", "s": "subject"}
_MOST: Final = 3


def highlights(shown: Mapping[str, Sequence[str]], words: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """(field, fragment) for each text with a word in it, at most three a field. Everything but the marks is escaped."""
    found: list[tuple[str, str]] = []
    for name, field in _SHOWN.items():
        marked = (each for text in shown.get(name, ()) if (each := _marked(text, words)) is not None)
        found.extend((field, fragment) for fragment, _ in zip(marked, range(_MOST), strict=False))
    return tuple(found)


def _marked(text: str, words: frozenset[str]) -> str | None:
    hit = False
    out = []
    for piece in _PIECE.findall(text):
        if not piece.isspace() and not words.isdisjoint(tokens(piece)):
            out.append(f"<em>{escape(piece, quote=False)}</em>")
            hit = True
        else:
            out.append(escape(piece, quote=False))
    return "".join(out).replace("</em> <em>", " ") if hit else None
