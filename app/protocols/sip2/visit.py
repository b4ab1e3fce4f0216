"""What every answer of SIP2 is made from: a machine, where it stands, and the patron before it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeAlias

from app.protocols.counter import Counter
from app.protocols.sip2.messages import Request, date_text
from graph.patrons.model import Patron

Fields: TypeAlias = Sequence[tuple[str, str]]
"""Fields of any length, by name, in the order in which they are sent."""
Reply: TypeAlias = tuple[str, Fields]
"""The beginning of an answer, of fixed width, and its other fields."""


@dataclass(frozen=True, slots=True)
class Terms:
    """How terminals are served: whether a patron's password is asked for, and in which encoding they write."""

    passwords: bool = True
    encoding: str = "utf-8"


@dataclass(slots=True)
class Present:
    """Who proved with their password that they stand before a machine, until their session ends."""

    proofs: set[bytes] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Visit:
    """One message of a machine that has signed in."""

    counter: Counter
    terms: Terms
    address: str
    present: Present
    wrong: set[bytes] = field(default_factory=set)
    """Passwords that were tried for this message and are not the patron's."""

    def date(self, moment: datetime | None = None) -> str:
        """A moment, or now, in the library's own time."""
        return date_text(moment or self.counter.now, self.counter.calendar.zone)

    def proved(self, patron: Patron, password: str) -> bool:
        """Whether a password is the patron's. A right one is tried once for as long as they stand there, any other once
        for a message: each try that fails counts against them.
        """
        proof = hashlib.sha256(f"{patron.iri} {password}".encode()).digest()
        if password and proof not in self.present.proofs | self.wrong:
            is_theirs = self.counter.knows(patron, password, self.address)
            (self.present.proofs if is_theirs else self.wrong).add(proof)
        return proof in self.present.proofs

    def is_admitted(self, request: Request, patron: Patron) -> bool:
        """Whether the machine may act for a patron, and show what is theirs."""
        asks = bool(request["AD"]) or self.terms.passwords
        return self.proved(patron, request["AD"]) if asks else True

    def admitted(self, request: Request) -> tuple[Patron | None, str]:
        """The patron of a card for whom the machine may act, else why it may not."""
        patron = self.counter.patron(request["AA"])
        if patron is None:
            return None, "This card is not known here."
        if not self.is_admitted(request, patron):
            return None, "The password is not right." if request["AD"] else "The password is needed."
        return patron, ""


Answerer: TypeAlias = Callable[[Visit, Request], Reply]


def shown(fields: Iterable[tuple[str, str | None]]) -> Fields:
    """The fields that have a value."""
    return [(name, value) for name, value in fields if value]
