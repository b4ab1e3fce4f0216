"""Fields 260-264 cut into blocks as 264 has them, and their canonical form: a 264 with its punctuation in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mappings.marc.record import Subfield
from mappings.rules.punctuation import arrange, chop, chopped, keep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mappings.marc.record import DataField

SIMPLE: Final = {"a": "bflc:simplePlace", "b": "bflc:simpleAgent", "c": "bflc:simpleDate"}
_MANUFACTURE: Final = {"e": "a", "f": "b", "g": "c"}


@dataclass(slots=True)
class Block:
    """One 264 to be: function, first indicator, $3, transcribed subfields with their place in the source field."""

    ind2: str
    ind1: str
    source: DataField
    subfields: list[tuple[str, str, int]] = field(default_factory=list)
    language: str | None = None
    twin: tuple[DataField, str | None] | None = None
    first: bool = False
    """Whether it is the first of its field."""


def cut(source: DataField, language: str | None, twin: tuple[DataField, str | None] | None) -> list[Block]:
    """The blocks of one field."""
    out: list[Block] = []
    before = ""
    for place, (code, text) in enumerate(source.subfields):
        written = _as_264(source.tag, code)
        if written is None:
            continue
        made, function = written
        starts = code in "ae" and before not in {code, ""}
        if not out or starts or (out[-1].ind2 != "3" and function == "3" and code in "ef"):
            ind2 = function or (source.ind2 if source.tag == "264" else "1")
            out.append(Block(ind2, source.ind1, source, language=language, twin=twin, first=not out))
        out[-1].subfields.append((made, text, place))
        before = code
    return out


def _as_264(tag: str, code: str) -> tuple[str, str] | None:
    """(code in a 264, function told by the code) of a subfield of 260-264, or None where it takes no part."""
    if tag == "261":
        return {"a": ("b", "0"), "b": ("b", "0"), "e": ("b", "3"), "d": ("c", ""), "f": ("a", "")}.get(code)
    if code in SIMPLE:
        return code, ""
    if code in _MANUFACTURE:
        return _MANUFACTURE[code], "3"
    return None


def _open(block: Block, at: int) -> bool:
    """Whether a name stands between brackets that its neighbours open or close."""
    text = block.subfields[at][1]
    if "[" in text or "]" in text:
        return False
    place = next((t for code, t, _ in reversed(block.subfields[:at]) if code == "a"), "")
    date = next((t for code, t, _ in block.subfields[at + 1 :] if code == "c"), "")
    return ("[" in place and "]" not in place) or ("]" in date and "[" not in date)


def transcribed(block: Block, at: int) -> str:
    """The text of a subfield without punctuation, its brackets closed."""
    code, text, _ = block.subfields[at]
    return chopped(text, brackets=True) if code == "b" and _open(block, at) else chop(text)


Marked = tuple[str, str, str | tuple[str, ...]]


def marked(code: str, text: str, *, further: bool) -> Marked:
    """A subfield with the mark that stands before it; `further`: not the first of its code."""
    return code, text, {"a": " ;" if further else "", "b": " :", "c": ","}[code]


def closed(pairs: Sequence[Marked], *, isbd: bool) -> tuple[Subfield, ...]:
    """The subfields of a 264 with their punctuation."""
    return arrange(pairs, "." if pairs and pairs[-1][0] != "a" else "", isbd=isbd)


def grouped(blocks: Sequence[Block]) -> bool:
    """Whether these blocks of one field come back as one: all of a function, a date with the last alone, a name at the
    end of each before it and a place at the beginning of each behind it.
    """
    return (
        len({block.ind2 for block in blocks}) == 1
        and all(
            block.subfields[-1][0] == "b" and all(sub[0] != "c" for sub in block.subfields) for block in blocks[:-1]
        )
        and all(block.subfields[0][0] == "a" for block in blocks[1:])
        and all([sub[0] for sub in block.subfields] == sorted(sub[0] for sub in block.subfields) for block in blocks)
    )


def told_by_activities(source: DataField) -> bool:
    """Whether the activities alone give the field back, as a 264; else it needs a key of its own."""
    codes = {code for code, _ in source.subfields}
    return source.tag in {"260", "264"} and codes <= {*"abc", "3", "6"} and grouped(cut(source, None, None))


def normalise(source: DataField, isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    """A 260 as the 264 it means, and either as statements give it back; left as it is where it has more to say."""
    blocks = cut(source, None, None)
    if not blocks or not told_by_activities(source):
        return source._replace(subfields=tuple(Subfield(code, keep(text)) for code, text in source.subfields))
    head = [Subfield(code, chop(text) if code == "3" else text) for code, text in source.subfields if code in "36"]
    if blocks[0].ind2 == "4":
        return _copyright(source, blocks[0], head)
    seen: set[str] = set()
    pairs: list[Marked] = []
    for block in blocks:
        for at, (code, _, _) in enumerate(block.subfields):
            if text := transcribed(block, at):
                pairs.append(marked(code, text, further=code in seen))
                seen.add(code)
    if not pairs:
        return source
    return source._replace(tag="264", ind2=blocks[0].ind2, subfields=(*head, *closed(pairs, isbd=isbd)))


def copyright_text(texts: Sequence[str]) -> str:
    """A date of copyright as it is transcribed, its sign closed up, final punctuation taken off."""
    text = chop(" ".join(texts))
    return text[0] + text[1:].lstrip() if text[:1] in {"©", "℗"} else text


def _copyright(source: DataField, block: Block, head: Sequence[Subfield]) -> DataField:
    if [code for code, _, _ in block.subfields] != ["c"] or not (text := copyright_text([block.subfields[0][1]])):
        return source
    return source._replace(ind1=" ", subfields=(*head, Subfield("c", text)))
