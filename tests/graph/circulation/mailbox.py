"""A mail server that keeps what it is given and answers as it is told, and the queue that hands letters to it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from graph.circulation.messages.composing import Composer
from graph.circulation.messages.composing import House as Letterhead
from graph.circulation.messages.mailing import Letter, MailTrouble, Reply, Result
from graph.circulation.messages.model import Notice, NoticeState
from graph.circulation.messages.sending import Sending, SendingService
from graph.circulation.messages.templates import read_templates
from graph.patrons.model import Contact
from tests.graph.circulation.lending_desk import House

SENT = Reply(Result.SENT, number=250)


class Crashed(BaseException):
    """The process ended here."""


@dataclass
class Mailbox:
    """What was handed over, and what is answered: to the next letters in turn, then always SENT."""

    letters: list[Letter] = field(default_factory=list)
    answers: list[Reply | BaseException] = field(default_factory=list)
    away: bool = False

    @contextmanager
    def channel(self) -> Iterator[Mailbox]:
        yield self

    def ready(self) -> None:
        if self.away:
            raise MailTrouble("The mail server can't be reached.")

    def send(self, letter: Letter) -> Reply:
        self.letters.append(letter)
        answer = self.answers.pop(0) if self.answers else SENT
        if isinstance(answer, BaseException):
            raise answer
        return answer


class PostRoom:
    """A house whose patrons have addresses, with its queue of messages."""

    def __init__(self, house: House) -> None:
        self.house, self.mailbox, self.templates = house, Mailbox(), ""
        composer = Composer(house.store, house.desk, self._letterhead)
        self.service = SendingService(house.store, house.desk, composer)
        house.book("31", "32", "33")
        for barcode in ("P1", "P2"):
            house.patron(barcode, name="Ada Example", contact=Contact(f"{barcode.lower()}@post.example"))

    def _letterhead(self, slug: str) -> Letterhead:
        return Letterhead({"en": f"{slug} library"}, read_templates(self.templates))

    def lend(self, item: str = "31", patron: str = "P1") -> None:
        self.house.lending.check_out(self.house.staff, item, patron, self.house.point())

    def come_due(self, *, days: int = 26) -> list[Notice]:
        """Time goes by, and what is due is written."""
        self.house.later(days=days)
        return self.house.circulation.nightly.due(self.house.staff).notices

    def send(self) -> Sending:
        return self.service.send(self.house.staff, self.mailbox)

    def listed(self, state: NoticeState = NoticeState.FAILED) -> list[str]:
        """What staff see of a state."""
        return [each.trouble.value if each.trouble else "" for each in self.service.notices(self.house.staff, state)]
