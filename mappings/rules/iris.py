"""What `$0`, `$1`, `$2`, `$4`, `$5` and `$u` say: IRIs where they are valid, codes made fit for an IRI otherwise."""

from __future__ import annotations

import re
from typing import Final

_VALID: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]*")
_PUNCTUATION: Final = str.maketrans("", "", ".?!,;:-/\\()[]{} ")
_SAFE: Final = frozenset("!'()*-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~")
_FAST: Final = "http://id.worldcat.org/fast/"


def valid(iri: str) -> bool:
    """Whether `iri` is an absolute IRI that RDF can carry."""
    return _VALID.fullmatch(iri) is not None and "://" in iri and not iri.endswith("://")


def known(text: str) -> str | None:
    """The IRI a `$0` or `$1` stands for: an http IRI, `(uri)…`, `(OCoLC)fst…`, `(DE-588)…`; None for other numbers."""
    text = text.strip()
    if text.startswith("http"):
        return text if valid(text) else None
    if text.startswith("("):
        if text.startswith("(uri)"):
            return text[5:] if valid(text[5:]) else None
        if text.startswith("(OCoLC)fst"):
            return _FAST + text[10:] if text[10:].isalnum() else None
    return None


def gnd(text: str) -> str | None:
    """The IRI of a `(DE-588)` number, or None."""
    if text.startswith("(DE-588)") and valid(iri := "https://d-nb.info/gnd/" + text[8:]):
        return iri
    return None


def code(text: str, *, strip: bool = False) -> str:
    """A code fit for the end of an IRI: lower case, percent-encoded; `strip` takes punctuation out (MARC
    organisation).
    """
    if strip:
        text = text.translate(_PUNCTUATION)
    text = " ".join(text.split()).lower()
    if text.isalnum() and text.isascii():
        return text
    return encoded(text)


def encoded(text: str) -> str:
    """`text` percent-encoded for the end of an IRI, its case kept."""
    if text.isalnum() and text.isascii():
        return text
    return "".join(c if c in _SAFE else "".join(f"%{byte:02X}" for byte in c.encode()) for c in text)
