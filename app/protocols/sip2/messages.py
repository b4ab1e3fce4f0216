"""The messages of SIP2 as they travel: what a terminal may send, field by field, and how an answer is written.

Source: 3M Standard Interchange Protocol, version 2.00. A message is two digits, fields of a fixed width, and then
fields of any length that begin with two letters and end with `|`. With error detection it ends with a sequence number
(`AY`) and a checksum (`AZ`). The octets before the carriage return are given and taken here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from mappings.errors import CatalographError

MOST_OCTETS: Final = 4_000
"""Of a message from a terminal."""
_MOST_TEXT: Final = 255
_DATE: Final = 18


class Garbled(CatalographError):
    """A message did not arrive as it was sent, or is none."""

    code: ClassVar[str] = "SIP2_GARBLED"


@dataclass(frozen=True, slots=True)
class Form:
    """What a terminal may send: the code and name of a message, its fields of fixed width, and one as an example."""

    code: str
    name: str
    fixed: tuple[tuple[str, int], ...]
    example: str
    offered: bool = True


def _form(code: str, name: str, *fixed: tuple[str, int], example: str, offered: bool = True) -> Form:
    return Form(code, name, fixed, example, offered)


_AT: Final = ("transaction date", _DATE)
_NO_BLOCK: Final = ("no block", 1)
_LANGUAGE: Final = ("language", 3)
_DUE: Final = ("due date", _DATE)
_WHEN: Final = "20261127    101500"
_ROWS: Final = (  # in the order of BX
    _form("23", "Patron Status Request", _LANGUAGE, _AT, example=f"23001{_WHEN}AOharbor|AAP1|AC|ADwren|"),
    _form("11", "Checkout", ("renewal policy", 1), _NO_BLOCK, _AT, _DUE,
          example=f"11YN{_WHEN}{_WHEN}AOharbor|AAP1|AB31001|AC|ADwren|"),
    _form("09", "Checkin", _NO_BLOCK, _AT, ("return date", _DATE),
          example=f"09N{_WHEN}{_WHEN}APdesk|AOharbor|AB31001|AC|"),
    _form("01", "Block Patron", ("card retained", 1), _AT,
          example=f"01N{_WHEN}AOharbor|ALleft at the machine|AAP1|AC|"),
    _form("99", "SC Status", ("status", 1), ("print width", 3), ("version", 4), example="9900802.00"),
    _form("97", "Request ACS Resend", example="97"),
    _form("93", "Login", ("name algorithm", 1), ("password algorithm", 1), example="9300CNharbor|COa token|CPdesk|"),
    _form("63", "Patron Information", _LANGUAGE, _AT, ("summary", 10),
          example=f"63001{_WHEN}  Y       AOharbor|AAP1|AC|ADwren|BP1|BQ5|"),
    _form("35", "End Patron Session", _AT, example=f"35{_WHEN}AOharbor|AAP1|AC|"),
    _form("37", "Fee Paid", _AT, ("fee type", 2), ("payment type", 2), ("currency", 3),
          example=f"37{_WHEN}0102EURBV1.50|AOharbor|AAP1|AC|BKtill-77|"),
    _form("17", "Item Information", _AT, example=f"17{_WHEN}AOharbor|AB31001|AC|"),
    _form("19", "Item Status Update", _AT, example=f"19{_WHEN}AOharbor|AB31001|AC|CHwet|", offered=False),
    _form("25", "Patron Enable", _AT, example=f"25{_WHEN}AOharbor|AAP1|AC|", offered=False),
    _form("15", "Hold", ("mode", 1), _AT, example=f"15+{_WHEN}BSdesk|AOharbor|AAP1|ADwren|AB31001|"),
    _form("29", "Renew", ("third party allowed", 1), _NO_BLOCK, _AT, _DUE,
          example=f"29NN{_WHEN}{_WHEN}AOharbor|AAP1|ADwren|AB31001|"),
    _form("65", "Renew All", _AT, example=f"65{_WHEN}AOharbor|AAP1|ADwren|AC|"),
)  # fmt: skip
FORMS: Final[Mapping[str, Form]] = {each.code: each for each in _ROWS}
"""By code; those that are not offered are answered with a refusal."""
SUPPORTED: Final = "".join("Y" if each.offered else "N" for each in _ROWS)
"""Which of the messages are offered, as the answer to a status request says it (`BX`)."""


@dataclass(frozen=True, slots=True)
class Request:
    """A message of a terminal, its fields by name, and its sequence number where it has one."""

    form: Form
    fixed: Mapping[str, str]
    fields: Mapping[str, str]
    sequence: str | None = None

    def __getitem__(self, name: str) -> str:
        """A field of any length, without blanks around it; empty where it is left out."""
        return self.fields.get(name, "").strip()


def read(message: bytes, encoding: str) -> Request:
    """A message as a terminal sent it, without its carriage return. Raises `Garbled`."""
    sequence = None
    if message[-6:-4] == b"AZ":
        if checksum(message[:-4]) != message[-4:].upper():
            raise Garbled("The checksum is of another message.")
        message = message[:-6]
        if message[-3:-1] == b"AY":
            message, sequence = message[:-3], chr(message[-1])
    try:
        text = message.decode(encoding)
    except UnicodeDecodeError:
        raise Garbled(f"This is not {encoding}.") from None
    form = FORMS.get(text[:2])
    if form is None:
        raise Garbled("There is no such message.")
    at, fixed = 2, {}
    for name, width in form.fixed:
        fixed[name] = text[at : at + width]
        at += width
    if len(text) < at:
        raise Garbled("The message is cut off.")
    fields: dict[str, str] = {}
    for part in text[at:].split("|"):
        if len(part) > 2:
            fields.setdefault(part[:2], part[2:])
    return Request(form, fixed, fields, sequence)


def write(head: str, fields: Iterable[tuple[str, str]], encoding: str, sequence: str | None = None) -> bytes:
    """A message without its carriage return, with a checksum where the terminal's had a sequence number."""
    text = head + "".join(f"{name}{_clean(value)}|" for name, value in fields)
    message = text.encode(encoding, "replace")
    if sequence is None:
        return message
    message += f"AY{sequence}AZ".encode()
    return message + checksum(message)


def checksum(message: bytes) -> bytes:
    """Four hexadecimal digits that make the sum of all octets nothing, in 16 bits."""
    return f"{-sum(message) & 0xFFFF:04X}".encode()


def date_text(at: datetime, zone: ZoneInfo) -> str:
    """A moment as SIP2 writes it, in the library's own time: `20261127    101500`."""
    return at.astimezone(zone).strftime("%Y%m%d    %H%M%S")


def date_of(text: str, zone: ZoneInfo) -> datetime | None:
    """A moment that a terminal wrote: in the library's own time, or with a `Z` in UTC. None where it wrote none."""
    try:
        there = ZoneInfo("UTC") if text[8:12].strip() == "Z" else zone
        return datetime.strptime(text[:8] + text[12:18], "%Y%m%d%H%M%S").replace(tzinfo=there)
    except ValueError:
        return None


def _clean(value: str) -> str:
    """A text that holds nothing that would end a field or a message."""
    return "".join(" " if each == "|" or not each.isprintable() else each for each in value)[:_MOST_TEXT]
