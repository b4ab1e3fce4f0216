"""What `$0`, `$1`, `$2`, `$4`, `$5` and `$u` say: IRIs where they are valid, codes made fit for an IRI otherwise."""

from __future__ import annotations

import re
from typing import Final

_UCS: Final = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane << 16 | (0x1000 if plane == 14 else 0))}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 15)
)
_CHARACTERS: Final = rf"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]++|%[0-9A-Fa-f]{{2}}|[{_UCS}]++)"
_NAME: Final = rf"(?:[A-Za-z0-9._~!$&'()*+,;=-]++|%[0-9A-Fa-f]{{2}}|[{_UCS}]++)"
_AUTHORITY: Final = rf"//(?:{_NAME}*+(?::{_NAME}*+)?@)?{_NAME}++(?::[0-9]*+)?(?:/{_CHARACTERS}*+)?"
_TAIL: Final = rf"(?:{_CHARACTERS}|\?)*+"
_ENDING: Final = rf"(?:\?{_TAIL})?(?:#{_TAIL})?"
_SCHEME: Final = r"[A-Za-z][A-Za-z0-9+.-]*+:"
_VALID: Final = re.compile(_SCHEME + _AUTHORITY + _ENDING)
_ABSOLUTE: Final = re.compile(rf"{_SCHEME}(?:{_AUTHORITY}|(?!//){_CHARACTERS}++){_ENDING}")
"""RFC 3987 without addresses in brackets and private characters: what every RDF parser takes. Nothing is tried twice
(`++`, `*+`), so the longest text takes time in proportion."""
_FRAGMENT: Final = re.compile(_TAIL)
_PUNCTUATION: Final = str.maketrans("", "", ".?!,;:-/\\()[]{} ")
_SAFE: Final = frozenset("!'()*-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz~")
_FAST: Final = "http://id.worldcat.org/fast/"


def valid(iri: str) -> bool:
    """Whether `iri` is an absolute IRI with a host, that RDF can carry: what a `$0`, `$1` or `$u` may name."""
    return _VALID.fullmatch(iri) is not None


def absolute(iri: str) -> bool:
    """Whether `iri` is any absolute IRI that RDF can carry, `urn:uuid:…` among them."""
    return _ABSOLUTE.fullmatch(iri) is not None


def fragment(text: str) -> bool:
    """Whether `text` may stand after the number sign of an IRI."""
    return _FRAGMENT.fullmatch(text) is not None


_STRAY: Final = re.compile(rf"%(?![0-9A-Fa-f]{{2}})|[^A-Za-z0-9._~!$&'()*+,;=:@/?#%{_UCS}-]")


def mended(text: str) -> str | None:
    """The IRI of a link as people write it, what an IRI can't hold percent-encoded as browsers do; None: no link."""
    text = text.strip()
    if valid(text):
        return text
    head, mark, fragment = text.partition("#")
    text = _STRAY.sub(_quoted, head) + mark + _STRAY.sub(_quoted, fragment.replace("#", "%23"))
    return text if valid(text) else None


def _quoted(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


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
