r"""MARC as people have it on a screen or in an editor: one field a line, in the notations that are copied and pasted.

`=245  10$aTitle` as editors of MARC files write it, and `245 10 $a Title` as catalogues show it: with `$`, `‡`, `ǂ` or
`|` before a subfield's code, and `#`, `\`, `_` or a space for a blank indicator. A line that begins no field goes on
with the one above. A record begins at a leader, at a second 001, or after an empty line where the tags begin anew.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mappings.marc.notation import NotationError
from mappings.marc.record import Broken, ControlField, DataField, Field, Record, Subfield

DEFAULT_LEADER: Final = "00000nam a2200000 i 4500"
"""That of a record typed without one: printed text of one volume."""

_FIELD: Final = re.compile(r"(=?)(LDR|LEADER|[0-9]{3})(?=[\s#\\_0-9$‡ǂ|])(.*)", re.IGNORECASE)
_LEADERS: Final = frozenset({"LDR", "LEADER", "000"})
_DELIMITERS: Final = ("‡", "ǂ", "$", "|")
_BLANKS: Final = str.maketrans("#\\_^", "    ")
_ESCAPES: Final = {"{dollar}": "$", "{lcub}": "{", "{rcub}": "}", "{bsol}": "\\", "{bar}": "|"}
_ESCAPED: Final = re.compile("|".join(map(re.escape, _ESCAPES)))
_ENOUGH: Final = 2
"""So many lines that begin a field show that a text is a record."""


@dataclass(slots=True)
class _Typed:
    """The lines of one record, each with its number in the text and the lines that go on with it."""

    lines: list[tuple[int, list[str]]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)

    def whole(self) -> Iterator[tuple[int, str]]:
        """Each field in one line, with the number of the line it begins in."""
        return ((number, " ".join(parts)) for number, parts in self.lines)

    def begins_anew(self, tag: str, *, after_blank: bool) -> bool:
        """Whether a field with this tag belongs to the next record."""
        if not self.tags:
            return False
        return tag == "LDR" or (tag == "001" and "001" in self.tags) or (after_blank and tag < self.tags[-1] != "LDR")


def looks_typed(text: str) -> bool:
    r"""Whether a text is MARC, a field a line.

    >>> looks_typed("100 1# $a Eco, Umberto.\n245 13 $a Il nome della rosa")
    True
    """
    return sum(_FIELD.match(line.strip()) is not None for line in text.splitlines()[:50]) >= _ENOUGH


def records(text: str) -> Iterator[Record | Broken]:
    """The records typed in `text`; one with a line that is no field is a `Broken` whose reason names the line."""
    for position, typed in enumerate(_cut(text)):
        try:
            yield _record(typed)
        except NotationError as error:
            yield Broken(position, 0, _number(typed), error.code, error.message)


def _cut(text: str) -> Iterator[_Typed]:
    typed, after_blank = _Typed(), False
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip("\ufeff\r\n\t ") if _FIELD.match(raw) is None else raw.rstrip("\r\n")
        if not line.strip():
            after_blank = True
            continue
        found = _FIELD.match(line)
        if found is None and typed.lines:
            typed.lines[-1][1].append(line)
        else:
            tag = "" if found is None else _tag(found)
            if typed.begins_anew(tag, after_blank=after_blank):
                yield typed
                typed = _Typed()
            typed.lines.append((number, [line]))
            typed.tags.append(tag)
        after_blank = False
    if typed.lines:
        yield typed


def _tag(found: re.Match[str]) -> str:
    tag = found[2].upper()
    return "LDR" if tag in _LEADERS else tag


def _record(typed: _Typed) -> Record:
    leader, fields = DEFAULT_LEADER, list[Field]()
    for number, line in typed.whole():
        found = _FIELD.match(line)
        if found is None:
            raise NotationError(f"Line {number} is no MARC field: “{line[:60]}”.")
        tag, marked, rest = _tag(found), bool(found[1]), found[3]
        if tag == "LDR":
            leader = _leader(rest, number)
        elif tag < "010":
            fields.append(_control(tag, rest, marked=marked))
        else:
            fields.append(_data(tag, rest, number, marked=marked))
    if not fields:
        raise NotationError("There is a leader and no field.")
    return Record(leader, tuple(fields))


def _leader(rest: str, number: int) -> str:
    leader = rest.strip().translate(_BLANKS)
    if len(leader) > len(DEFAULT_LEADER):
        raise NotationError(f"The leader in line {number} has {len(leader)} characters, not 24.")
    return leader.ljust(len(DEFAULT_LEADER))


def _control(tag: str, rest: str, *, marked: bool) -> ControlField:
    value = rest[1 + (marked and rest[1:2].isspace()) :] if rest[:1].isspace() else rest
    value = value.rstrip()
    if tag in {"006", "007", "008"}:
        value = value.translate(str.maketrans("#\\", "  "))
    return ControlField(tag, value.ljust(40) if tag == "008" else value.replace("\\", " "))


def _data(tag: str, rest: str, number: int, *, marked: bool) -> DataField:
    mark = next((each for each in _DELIMITERS if re.search(re.escape(each) + "[0-9a-z]", rest)), None)
    if mark is None:
        raise NotationError(f"The {tag} in line {number} has no subfield: write it as “{tag} ## $a …”.")
    head, *parts = re.split(re.escape(mark) + "(?=[0-9a-z])", rest)
    one, two = _indicators(head, tag, number, marked=marked)
    return DataField(tag, one, two, tuple(Subfield(part[0], _value(part[1:])) for part in parts))


def _indicators(head: str, tag: str, number: int, *, marked: bool) -> tuple[str, str]:
    """The two characters between tag and subfields, where blanks may be spaces and spaces may stand around them."""
    said = head.strip()
    if len(said) == 3 and said[1].isspace():
        said = said[0] + said[2]
    if len(said) == 1:
        place = head.index(said) - (min(len(head) - 1, 1 + marked) if head[:1].isspace() else 0)
        said = f"{said} " if place <= 0 else f" {said}"
    if len(said) not in {0, 2}:
        raise NotationError(f"The {tag} in line {number} has “{said[:20]}” where its two indicators should be.")
    both = said.translate(_BLANKS).ljust(2)
    return both[0], both[1]


def _value(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], text.strip())


def _number(typed: _Typed) -> str | None:
    line = next((line for (_, line), tag in zip(typed.whole(), typed.tags, strict=True) if tag == "001"), "")
    return line.lstrip("=")[3:].strip() or None
