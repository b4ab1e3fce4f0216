"""MARC as people write it in examples: one field a line, `245 10 $a War and peace : $b a novel / $c Leo Tolstoy.`

Blank indicators are written `#`. In a data field `$x` starts a subfield and one space on either side of its value is
not
part of it; a dollar sign in a value is written `{dollar}`. In control fields and the leader `#` stands for a blank. A
record
is a line each, beginning with `LDR`.
"""

from __future__ import annotations

import re
from typing import Final

from mappings.errors import CatalographError
from mappings.marc.record import ControlField, DataField, Field, Record, Subfield

_DATA: Final = re.compile(r"([0-9A-Za-z]{3}) (\S)(\S) ?(\$.*)", re.DOTALL)
_CONTROL: Final = re.compile(r"(LDR|00[0-9A-Za-z]) ?(.*)", re.DOTALL)


class NotationError(CatalographError):
    """A line of an example or of a readable record file that is no MARC field."""

    code = "MARC_NOTATION"
    hint = "Write `245 10 $a Title / $c Author.` or `001 number`."


def field(line: str) -> Field:
    """The field written in `line`. Raises `NotationError`.

    >>> field("245 1# $a War and peace : $b a novel.").subfields[0]
    Subfield(code='a', value='War and peace :')
    """
    if found := _CONTROL.fullmatch(line):
        return ControlField(found.group(1), found.group(2).replace("#", " "))
    if not (found := _DATA.fullmatch(line)):
        raise NotationError(f"“{line}” is no MARC field.")
    tag, first, second, rest = found.groups()
    subfields = []
    for part in rest[1:].split("$"):
        if not part:
            raise NotationError(f"“{line}” has a subfield without a code.")
        value = part[1:].removeprefix(" ").removesuffix(" ")
        subfields.append(Subfield(part[0], value.replace("{dollar}", "$")))
    return DataField(tag, first.replace("#", " "), second.replace("#", " "), tuple(subfields))


def show(written: Field) -> str:
    """The line that `field` reads back as this field, when its values neither begin nor end in a space."""
    if isinstance(written, ControlField):
        return f"{written.tag} {written.value.replace(' ', '#')}"
    parts = " ".join(f"${code} {value.replace('$', '{dollar}')}" for code, value in written.subfields)
    return f"{written.tag} {written.ind1.replace(' ', '#')}{written.ind2.replace(' ', '#')} {parts}"


def record(text: str) -> Record:
    """The record written in `text`, its lines without indentation; the first is the leader. Raises `NotationError`."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    if not lines or not lines[0].startswith("LDR "):
        raise NotationError("A record begins with its leader: “LDR 00000cam a2200000 i 4500”.")
    leader = lines[0][4:].replace("#", " ")
    if len(leader) != 24:
        raise NotationError(f"The leader “{leader}” has {len(leader)} characters, not 24.")
    return Record(leader, tuple(field(line) for line in lines[1:]))
