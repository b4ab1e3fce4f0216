"""Fields 260-264 cut into blocks as 264 has them, and their canonical form: a 264 with its punctuation in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from mappings.marc.record import Subfield
from mappings.rules.punctuation import arrange, chop, chopped

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
            out.append(Block(ind2, source.ind1, source, language=language, twin=twin))
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


def normalise(source: DataField, isbd: bool) -> DataField:  # noqa: FBT001 - a fact of the record
    """A 260 as the 264 it means, and either as statements give it back; left as it is where it has more to say."""
    codes = {code for code, _ in source.subfields}
    blocks = cut(source, None, None)
    if len(blocks) != 1 or not codes <= {*"abc", "3", "6"} or source.tag not in {"260", "264"}:
        return source
    block = blocks[0]
    head = [Subfield(code, chop(text) if code == "3" else text) for code, text in source.subfields if code in "36"]
    if block.ind2 == "4":
        ((code, text),) = [(code, text) for code, text, _ in block.subfields][:1] or [("", "")]
        if codes - {"c", "3", "6"} or not text.startswith("©") or len(block.subfields) > 1:
            return source
        return source._replace(ind1=" ", subfields=(*head, Subfield(code, "©" + chop(text.replace("©", "")))))
    seen: set[str] = set()
    pairs: list[Marked] = []
    for at, (code, _, _) in enumerate(block.subfields):
        if text := transcribed(block, at):
            pairs.append(marked(code, text, further=code in seen))
            seen.add(code)
    if not pairs:
        return source
    return source._replace(tag="264", ind2=block.ind2, subfields=(*head, *closed(pairs, isbd=isbd)))
