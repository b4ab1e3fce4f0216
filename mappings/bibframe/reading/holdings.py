"""What holdings say: statements of what is held, their text computed from numbers and captions, policies, shelf mark.

A text is written as ANSI/NISO Z39.71 and ISO 10324 do: `v.1:no.3-v.4:no.2 (1990:Mar.-1993:Feb.)`, a comma for a gap, a
semicolon for a break that is none. Where a statement in words has the link number of a caption, it stands for the
numbers under that caption; `0` links to nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import label, nodes, plain, texts

UNITS: Final = ("basic", "supplement", "index")
_ENUMERATION: Final = tuple(f"lsp:enumeration{n}" for n in range(1, 7))
_CHRONOLOGY: Final = tuple(f"lsp:chronology{n}" for n in range(1, 5))
_ALTERNATIVE: Final = ("lsp:alternativeEnumeration1", "lsp:alternativeEnumeration2")
_ALTERNATIVE_DATE: Final = "lsp:alternativeChronology"
_CALENDAR: Final = {
    "01": "Jan.", "02": "Feb.", "03": "Mar.", "04": "Apr.", "05": "May", "06": "June", "07": "July", "08": "Aug.",
    "09": "Sept.", "10": "Oct.", "11": "Nov.", "12": "Dec.", "21": "spring", "22": "summer", "23": "autumn",
    "24": "winter",
}  # fmt: skip
"""Codes of months and seasons in 863-865, and their names."""


@dataclass(frozen=True, slots=True)
class HoldingsStatement:
    """What is held of one unit: `basic`, `supplement` or `index`. `computed` from numbers, or as somebody wrote it."""

    unit: str
    text: str
    notes: tuple[str, ...] = ()
    computed: bool = False


@dataclass(frozen=True, slots=True)
class HoldingsPolicies:
    """What holdings say of how they grow, are kept, lent and copied; words of ours, None where nothing is said."""

    receipt: str | None
    acquisition: str | None
    retention: str | None
    completeness: str | None
    lending: str | None
    reproduction: str | None


def holdings_statements(node: Node) -> tuple[HoldingsStatement, ...]:
    """What is held: of the basic unit, of supplements, of indexes."""
    return tuple(statement for unit in UNITS for statement in _of_unit(node, unit))


def policies(node: Node) -> HoldingsPolicies:
    """The policies of holdings."""
    return HoldingsPolicies(
        receipt=plain(node, "lsp:receiptStatus"),
        acquisition=plain(node, "lsp:acquisitionMethod"),
        retention=plain(node, "lsp:retention"),
        completeness=plain(node, "lsp:completeness"),
        lending=plain(node, "lsp:lending"),
        reproduction=plain(node, "lsp:reproduction"),
    )


def call_number(node: Node) -> str | None:
    """The shelf mark of holdings or of an item, in one line."""
    for mark in nodes(node, "bf:shelfMark"):
        if found := label(mark) or plain(mark, "rdf:value"):
            return found
    return None


def note_texts(node: Node) -> tuple[str, ...]:
    """The notes for the public."""
    return tuple(found for each in nodes(node, "bf:note") if (found := label(each)))


def enumeration(node: Node) -> str | None:
    """Which part an item is: its volume, numbering and date in one line."""
    found = [text for each in nodes(node, "bf:enumerationAndChronology") if (text := label(each))]
    return " ".join(found) or None


def _of_unit(node: Node, unit: str) -> Iterator[HoldingsStatement]:
    replaced: set[str] = set()
    for each in nodes(node, "lsp:holdingsStatement"):
        if (plain(each, "lsp:unit") or "basic") != unit:
            continue
        replaced.update(_links(each))
        text, notes = label(each) or plain(each, "rdf:value") or "", note_texts(each)
        if text or notes:
            yield HoldingsStatement(unit, text, notes)
    if unit == "basic":
        yield from (HoldingsStatement(unit, text.value) for text in texts(node, "lsp:holdingsStatement"))
    captions = {
        link: each
        for each in nodes(node, "lsp:captionsAndPattern")
        if (plain(each, "lsp:unit") or "basic") == unit
        for link in _links(each)
    }
    groups: dict[str, list[Node]] = {}
    for each in nodes(node, "lsp:enumeratedHoldings"):
        if (plain(each, "lsp:unit") or "basic") == unit:
            groups.setdefault(next(iter(_links(each)), ""), []).append(each)
    for link, held in groups.items():
        if link not in replaced and (text := statement_text(captions.get(link, {}), held)):
            notes = tuple(note for each in held for note in note_texts(each))
            yield HoldingsStatement(unit, text, notes, computed=True)


def _links(node: Node) -> Iterator[str]:
    """The link numbers of a statement: what stands before the sequence number."""
    for text in texts(node, "lsp:linkNumber"):
        link = text.value.partition("\\")[0].partition(".")[0].strip()
        if link and link != "0":
            yield link


def statement_text(captions: Node, held: Sequence[Node]) -> str:
    """The text of numbers under one caption, in the order of their sequence numbers."""
    named = _captions(captions)
    out = separator = ""
    for each in sorted(held, key=_sequence):
        if text := _range(named, each):
            out = f"{out}{separator}{text}"
            separator = "; " if plain(each, "lsp:break") == "n" else ", "
    unit = plain(captions, "lsp:unitType")
    return f"{unit} {out}" if unit and out else out


def _sequence(node: Node) -> tuple[int, ...]:
    number = (plain(node, "lsp:linkNumber") or "").partition("\\")[0].partition(".")[2]
    return (int(number),) if number.isdecimal() else ()


def _captions(node: Node) -> dict[str, str]:
    """Caption by level."""
    return {f"lsp:{plain(each, 'lsp:levelOf')}": label(each) for each in nodes(node, "lsp:level")}


def _range(captions: dict[str, str], held: Node) -> str:
    """One piece, or a run of them from the first to the last."""
    numbering = _levels(captions, held, _ENUMERATION)
    dates = _levels(captions, held, _CHRONOLOGY)
    text = numbering
    if dates:
        text = f"{numbering} ({dates})" if numbering else dates
    alternative = _levels(captions, held, _ALTERNATIVE)
    if alternative:
        date = _levels(captions, held, (_ALTERNATIVE_DATE,))
        text = f"{text}={alternative}" + (f" ({date})" if date else "")
    return text


def _levels(captions: dict[str, str], held: Node, levels: Sequence[str]) -> str:
    """The values of some levels as a single number, or a run of numbers."""
    values = [(level, value.strip()) for level in levels if (value := plain(held, level))]
    if not any("-" in value for _, value in values):
        return _number(captions, values)
    first = [(level, value.partition("-")[0].strip()) for level, value in values]
    last = [(level, (value.partition("-")[2] if "-" in value else value).strip()) for level, value in values]
    if _open(values):
        return f"{_number(captions, first)}-"
    if len(values) == 1:
        ((level, value),) = last
        return f"{_number(captions, first)}-{_value(captions, level, value)}"
    return f"{_number(captions, first)}-{_number(captions, last)}"


def _open(values: Sequence[tuple[str, str]]) -> bool:
    """Whether a run goes on: its largest level ends in a hyphen."""
    return values[0][1].endswith("-")


def _number(captions: dict[str, str], values: Sequence[tuple[str, str]]) -> str:
    """`v.1:no.3`; a caption in parentheses isn't shown."""
    out = ""
    for level, value in values:
        if not value:
            continue
        caption = captions.get(level, "")
        shown = "" if caption.startswith("(") else caption
        piece = f"{shown}{' ' if shown and shown[-1].isalnum() else ''}{_value(captions, level, value)}"
        if not out:
            out = piece
        else:
            out += f"{' ' if _is_day(captions, level) else ':'}{piece}"
    return out


def _is_day(captions: dict[str, str], level: str) -> bool:
    return captions.get(level, "").strip("()").casefold() == "day" or level == "lsp:chronology3"


def _value(captions: dict[str, str], level: str, value: str) -> str:
    """A value as people write it: months and seasons by their names."""
    caption = captions.get(level, "").strip("()").casefold()
    named = level == "lsp:chronology2" if not caption else caption in {"month", "season", "months", "seasons"}
    if not named:
        return value.lstrip("0") or value if _is_day(captions, level) else value
    return "/".join(_CALENDAR.get(part.strip().zfill(2), part.strip()) for part in value.split("/"))
