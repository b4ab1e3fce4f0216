"""What sending asks of a mail server, whatever carries the letters, and how an answer of it is told."""

from __future__ import annotations

import re
from contextlib import AbstractContextManager
from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar, Final, Protocol

from graph.circulation.errors import CirculationError
from graph.circulation.messages.model import Trouble

_LONGEST: Final = 254
_ATOM: Final = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS: Final = re.compile(rf"({_ATOM}(?:\.{_ATOM})*)@([^\s@]{{1,253}})")
_DOMAIN: Final = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*")


class MailTrouble(CirculationError):
    """The mail server can't be reached, refuses to be spoken with, or doesn't take mail from this sender. What was to
    be sent waits. The server's own words are not told: they may name people.
    """

    code: ClassVar[str] = "MAIL"
    hint: ClassVar[str] = "Check the settings CATALOGRAPH_MAIL_…; what waits is sent by the next `catalograph run due`."


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as plain text. `id` is the local part of its Message-ID: the same for the same message, always."""

    id: str
    to: str
    sender_name: str
    subject: str
    text: str
    language: str


class Result(Enum):
    """What became of a letter."""

    SENT = auto()
    LATER = auto()
    REFUSED = auto()
    UNCLEAR = auto()
    """The server took the text and then fell silent."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a letter, why, and the number the server answered with."""

    result: Result
    trouble: Trouble | None = None
    number: int | None = None


class Channel(Protocol):
    """A conversation with a mail server. It is taken up again where it was broken off."""

    def ready(self) -> None:
        """Make sure that the server listens. Raises `MailTrouble`."""
        ...

    def send(self, letter: Letter) -> Reply:
        """Hand a letter over, and say what the server made of it. Raises `MailTrouble` where it takes none at all."""
        ...


class Mailer(Protocol):
    """Where letters are handed over."""

    def channel(self) -> AbstractContextManager[Channel]:
        """A conversation for the time of the block."""
        ...


def deliverable(address: str) -> str | None:
    """An e-mail address as it goes to a server: its domain in ASCII. None where it is none, or is more than one."""
    found = _ADDRESS.fullmatch(address.strip())
    if found is None:
        return None
    try:
        domain = found[2].encode("idna").decode("ascii")
    except UnicodeError:
        return None
    whole = f"{found[1]}@{domain}"
    return whole if len(whole) <= _LONGEST and _DOMAIN.fullmatch(domain) else None
