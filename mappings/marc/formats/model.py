"""What a MARC 21 format is: its fields, their indicators and subfields, and the update of the standard they follow.

A format is written as a table of text that a librarian can read and correct, and parsed once, when it is first asked
for:

    082 | R | Dewey Decimal Classification Number       tag, R (repeatable) or NR, name
    ind1 | Type of edition                              an indicator that is defined, and its values (# is a blank)
      0 | Full edition
      1 | Abridged edition
    $a | R | Classification number                      subfield code, R or NR, name
    $b | obsolete | Number of the abridged version      no longer used; with the year where the format tells it
    $6 $8                                               control subfields by the name all fields share (`CONTROL`)
    $c-z | R | Foreign MARC subfield                    several codes in a row
    853 | R | Captions and Pattern | holdings           defined by another format, subfields and all
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

FormatName: TypeAlias = Literal["bibliographic", "authority", "holdings"]

CONTROL: Final[Mapping[str, tuple[bool, str]]] = {
    "0": (True, "Authority record control number or standard number"),
    "1": (True, "Real World Object URI"),
    "3": (False, "Materials specified"),
    "5": (False, "Institution to which field applies"),
    "6": (False, "Linkage"),
    "7": (True, "Data provenance"),
    "8": (True, "Field link and sequence number"),
}
"""The control subfields that mean the same in all fields, as (repeatable, name)."""

_FIELD: Final = re.compile(r"(?P<tag>LDR|\d{3})")
_CODES: Final = re.compile(r"\$(?P<first>[a-z0-9])(-(?P<last>[a-z0-9]))?")
_STATUS: Final = re.compile(r"(?P<repeat>R|NR)?\s?(?P<obsolete>obsolete)?\s?(?P<year>\d{4})?")


@dataclass(frozen=True, slots=True)
class Subfield:
    """A subfield: `repeatable`, and `obsolete` with the year it became so ("" where the format does not tell)."""

    code: str
    name: str
    repeatable: bool
    obsolete: bool = False
    since: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator that is defined: its name and the meaning of its values (`#` is a blank)."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldOf:
    """A field of a format. Indicators that are not defined are None; control fields have no subfields."""

    tag: str
    name: str
    repeatable: bool
    obsolete: bool = False
    since: str = ""
    indicators: tuple[Indicator | None, Indicator | None] = (None, None)
    subfields: Mapping[str, Subfield] = field(default_factory=dict)
    defined_by: str = ""
    """The format whose definition holds, where it is another one."""


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its fields by tag. `of` is the month (ISO) of the update of the standard it follows."""

    name: FormatName
    of: str
    fields: Mapping[str, FieldOf]

    def __iter__(self) -> Iterator[FieldOf]:
        """The fields in the order of the format."""
        return iter(self.fields.values())

    def defines(self, tag: str, code: str = "") -> bool:
        """Whether the format defines the field, current or obsolete, and the subfield where `code` is given."""
        found = self.fields.get(tag)
        return found is not None and (not code or code in found.subfields)


def parsed(name: FormatName, of: str, rows: str, others: Mapping[str, Format] | None = None) -> Format:
    """The format written in `rows`; `others` are the formats it refers to by name.

    Raises `ValueError`, naming the line, for a row of another form, a tag or code given twice, or a definition that
    the other format lacks.
    """
    fields: dict[str, FieldOf] = {}
    block: list[str] = []
    for line in [*rows.strip().splitlines(), ""]:
        if block and (not line or _FIELD.match(line)):
            made = _field(name, block, others or {})
            if made.tag in fields:
                raise _unreadable(name, block[0])
            fields[made.tag] = made
            block = []
        block.append(line)
    return Format(name, of, fields)


def _field(name: str, block: list[str], others: Mapping[str, Format]) -> FieldOf:
    cells = _cells(block[0])
    if len(cells) not in {3, 4} or not _FIELD.fullmatch(cells[0]):
        raise _unreadable(name, block[0])
    tag, status, label, *where = cells
    repeatable, obsolete, since = _status(name, block[0], status)
    if where:
        other = others.get(where[0])
        if other is None or tag not in other.fields or len(block) > 1:
            raise _unreadable(name, block[0])
        return replace(other.fields[tag], name=label, repeatable=repeatable, defined_by=where[0])
    indicators: list[Indicator | None] = [None, None]
    subfields: dict[str, Subfield] = {}
    values: dict[str, str] = {}
    for line in block[1:]:
        first, *rest = _cells(line)
        if first in {"ind1", "ind2"} and len(rest) == 1:
            values = {}
            indicators[int(first[3]) - 1] = Indicator(rest[0], values)
        elif line.startswith("  ") and len(rest) == 1:
            values[first] = rest[0]
        else:
            for each in _subfields(name, line):
                if each.code in subfields:
                    raise _unreadable(name, line)
                subfields[each.code] = each
    return FieldOf(tag, label, repeatable, obsolete, since, (indicators[0], indicators[1]), subfields)


def _subfields(name: str, line: str) -> Iterator[Subfield]:
    first, *cells = _cells(line)
    if not cells:
        for word in first.split():
            if len(word) != len("$a") or word[1] not in CONTROL:
                raise _unreadable(name, line)
            repeatable, label = CONTROL[word[1]]
            yield Subfield(word[1], label, repeatable)
        return
    codes = _CODES.fullmatch(first)
    if codes is None or len(cells) != 2:
        raise _unreadable(name, line)
    repeatable, obsolete, since = _status(name, line, cells[0])
    for code in range(ord(codes["first"]), ord(codes["last"] or codes["first"]) + 1):
        yield Subfield(chr(code), cells[1], repeatable, obsolete, since)


def _status(name: str, line: str, written: str) -> tuple[bool, bool, str]:
    """Repeatable, obsolete, since when. What is obsolete without more may be repeated: old records do."""
    found = _STATUS.fullmatch(written)
    if not written or found is None or (found["year"] and not found["obsolete"]):
        raise _unreadable(name, line)
    return found["repeat"] != "NR", found["obsolete"] is not None, found["year"] or ""


def _cells(line: str) -> list[str]:
    return [part.strip() for part in line.split("|")]


def _unreadable(name: str, line: str) -> ValueError:
    return ValueError(f"MARC 21 {name} format: can't read the row “{line}”")
