"""Sending what waits: each notice is claimed with the version expected, handed to the mail server, and marked.

Whoever claims a notice has it alone; so it is safe to do this twice, and in two processes at once. Where a process ends
between sending and marking, the notice is taken up again after a while and sent with the same Message-ID, once; if that
is not marked either, it is for staff to look at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import ClassVar, Final

from graph.access.model import Actor, Permission, acting
from graph.circulation.desk import Desk
from graph.circulation.errors import CirculationError
from graph.circulation.messages.composing import Bundle, Composed, Composer
from graph.circulation.messages.documents import FAILED, WAITING, notice_node, notice_of
from graph.circulation.messages.mailing import Channel, Letter, Mailer, MailTrouble, Reply, Result
from graph.circulation.messages.model import Notice, NoticeState, Trouble
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.model import Cause, Change, Document, Key, Put
from graph.store.port import Store

LEASE: Final = timedelta(minutes=15)
"""After which a notice that somebody began to send is taken up again."""
LONGEST_WAIT: Final = timedelta(days=3)
"""For how long it is tried to send a notice. What is older is not news any more."""
_FIRST_WAIT: Final = timedelta(minutes=5)
_MOST_WAIT: Final = timedelta(hours=6)
_AT_ONCE: Final = 50
"""How many messages are composed together."""
_TOGETHER: Final = 50
"""How many notices one message holds at most."""
_SHOWN: Final = 1000
_UNCLEAR: Final = 2


class UnknownNotice(CirculationError):
    """A notice to be tried again that is not there, or that did not fail."""

    code: ClassVar[str] = "NOT_FOUND"
    hint: ClassVar[str] = "Only notices that failed are tried again; `notices` lists them."


@dataclass(slots=True)
class Sending:
    """What a run did, in notices; `messages` is how many letters went out, `problems` what kept it from going on."""

    messages: int = 0
    sent: int = 0
    put_off: int = 0
    failed: int = 0
    dropped: int = 0
    problems: list[str] = field(default_factory=list)


class SendingService:
    """The queue of messages of each library."""

    def __init__(self, store: Store, desk: Desk, composer: Composer) -> None:
        self._store, self._desk, self._composer = store, desk, composer

    def send(self, actor: Actor, mailer: Mailer) -> Sending:
        """Send what waits in the acting tenant. Needs `circulation.write`. A server that can't be reached is a problem
        told and keeps everything waiting.
        """
        tenant = acting(actor, Permission.CIRCULATION_WRITE)
        done = Sending()
        bundles = iter(bundled(self._due(tenant)))
        batch = list(islice(bundles, _AT_ONCE))
        if not batch:
            return done
        try:
            with mailer.channel() as channel:
                while batch:
                    for composed in self._composer.composed(tenant, batch):
                        self._deal_with(actor, composed, channel, done)
                    batch = list(islice(bundles, _AT_ONCE))
        except MailTrouble as error:
            done.problems.append(f"{tenant}: {error.message}")
        return done

    def notices(self, actor: Actor, state: NoticeState) -> list[Notice]:
        """The notices of the acting tenant that wait, are being sent, or failed; the latest first, at most 1,000.

        Needs `circulation.read`. Of what was sent or dropped there is no list.
        """
        tenant = acting(actor, Permission.CIRCULATION_READ)
        found = map(notice_of, self._documents(tenant, FAILED if state is NoticeState.FAILED else WAITING))
        shown = list(islice((each for each in found if each.state is state), _SHOWN))
        return sorted(shown, key=lambda each: (each.at, each.iri), reverse=True)

    def named(self, actor: Actor, iris: Sequence[str]) -> list[Notice | None]:
        """The notices with these IRIs, in the order asked; None where there is none for this reader."""
        if actor.tenant is None or not actor.may(Permission.CIRCULATION_READ):
            return [None] * len(iris)
        return self._read(actor.tenant, iris)

    def again(self, actor: Actor, iris: Sequence[str]) -> list[Notice]:
        """Have notices that failed tried again. Needs `circulation.write`. Raises `UnknownNotice`, `Conflict`."""
        tenant = acting(actor, Permission.CIRCULATION_WRITE)
        wanted = list(dict.fromkeys(iris))
        found = self._read(tenant, wanted)
        if any(each is None or each.state is not NoticeState.FAILED for each in found):
            raise UnknownNotice("One of these is no notice that failed.")
        now = self._desk.clock()
        waiting = [
            replace(each, state=NoticeState.WAITING, since=now, tried=0, unclear=0, next_at=None)
            for each in found
            if each is not None
        ]
        self._commit(actor, tenant, "notices.again", waiting)
        return [replace(each, revision=each.revision + 1) for each in waiting]

    # inside

    def _due(self, tenant: str) -> Iterator[Notice]:
        """What is to be sent now: what waits and may be tried, and what somebody began and did not end."""
        now = self._desk.clock()
        for notice in map(notice_of, self._documents(tenant, WAITING)):
            if notice.state is NoticeState.SENDING:
                if notice.claimed_at is None or notice.claimed_at + LEASE <= now:
                    yield notice
            elif notice.next_at is None or notice.next_at <= now:
                yield notice

    def _deal_with(self, actor: Actor, composed: Composed, channel: Channel, done: Sending) -> None:
        at = self._desk.clock()
        self._end(actor, [replace(x, state=NoticeState.DROPPED, trouble=Trouble.NO_LONGER_TRUE)
                          for x in composed.untrue], done)  # fmt: skip
        over, left = _over(composed.true, at)
        self._end(actor, over, done)
        if composed.letter is None:
            self._end(actor, [replace(x, state=NoticeState.FAILED, trouble=composed.trouble) for x in left], done)
        elif left:
            self._hand_over(actor, left, composed.letter, channel, done)

    def _hand_over(
        self, actor: Actor, notices: Sequence[Notice], letter: Letter, channel: Channel, done: Sending
    ) -> None:
        """Claim, send, mark. Nothing is claimed while the server does not listen."""
        channel.ready()
        claimed = self._claimed(actor, notices, letter.id)
        if claimed is None:
            return
        try:
            reply = channel.send(letter)
        except MailTrouble:
            self._put_back(actor, claimed, notices)
            raise
        done.messages += reply.result is Result.SENT
        self._end(actor, [_after(each, reply, self._desk.clock()) for each in claimed], done)

    def _claimed(self, actor: Actor, notices: Sequence[Notice], message: str) -> list[Notice] | None:
        """The notices as they are once they are this process's; None where somebody else has one of them."""
        now = self._desk.clock()
        claimed = [
            replace(each, state=NoticeState.SENDING, message=message, claimed_at=now, unclear=each.unclear + 1)
            for each in notices
        ]
        try:
            self._commit(actor, claimed[0].tenant, "notices.claim", claimed)
        except Conflict:
            return None
        return [replace(each, revision=each.revision + 1) for each in claimed]

    def _put_back(self, actor: Actor, claimed: Sequence[Notice], before: Sequence[Notice]) -> None:
        """As it was before it was claimed: the server took nothing."""
        back = [
            replace(was, state=NoticeState.WAITING, message=each.message, claimed_at=None, revision=each.revision)
            for each, was in zip(claimed, before, strict=True)
        ]
        self._end(actor, back, Sending())

    def _end(self, actor: Actor, notices: Sequence[Notice], done: Sending) -> None:
        """Mark what became of notices. Where one was changed or erased meanwhile, that stands."""
        if not notices:
            return
        try:
            self._commit(actor, notices[0].tenant, "notices.mark", notices)
        except Conflict:
            return
        for each in notices:
            done.sent += each.state is NoticeState.SENT
            done.put_off += each.state is NoticeState.WAITING
            done.failed += each.state is NoticeState.FAILED
            done.dropped += each.state is NoticeState.DROPPED

    def _commit(self, actor: Actor, tenant: str, command: str, notices: Sequence[Notice]) -> None:
        graph = self._desk.facts.graph(tenant)
        puts = tuple(Put(Key(graph, each.iri), notice_node(each), each.revision) for each in notices)
        cause = Cause(actor.id, command, self._desk.clock())
        self._store.commit(Change(cause, puts), self._desk.facts.scope(tenant))

    def _documents(self, tenant: str, type: str) -> Iterator[Document]:
        facts = self._desk.facts
        return walking.documents(self._store, facts.graph(tenant), facts.scope(tenant), type=type)

    def _read(self, tenant: str, iris: Sequence[str]) -> list[Notice | None]:
        facts = self._desk.facts
        keys = [Key(facts.graph(tenant), each) for each in iris]
        found = self._store.read(keys, facts.scope(tenant)) if keys else []
        return [None if each is None or "lsp:Notice" not in each.body["@type"] else notice_of(each) for each in found]


def bundled(notices: Iterable[Notice]) -> list[Bundle]:
    """The notices that go out together: those of a message that was begun, else those of one kind for one patron."""
    found: dict[tuple[str, ...], list[Notice]] = {}
    for each in notices:
        found.setdefault((each.message,) if each.message else (each.patron, each.template), []).append(each)
    bundles: list[Bundle] = []
    for some in found.values():
        some.sort(key=lambda each: each.iri)
        bundles += (Bundle(tuple(some[n : n + _TOGETHER])) for n in range(0, len(some), _TOGETHER))
    return bundles


def _over(notices: Sequence[Notice], at: datetime) -> tuple[list[Notice], list[Notice]]:
    """Those that are not tried again, as they end; and the rest."""
    over, left = [], []
    for each in notices:
        if each.unclear >= _UNCLEAR:
            over.append(replace(each, state=NoticeState.FAILED, trouble=Trouble.OUTCOME_UNKNOWN))
        elif each.waits_since + LONGEST_WAIT > at:
            left.append(each)
        elif each.tried or each.unclear:
            over.append(replace(each, state=NoticeState.FAILED, trouble=each.trouble or Trouble.OUTCOME_UNKNOWN))
        else:
            over.append(replace(each, state=NoticeState.DROPPED, trouble=Trouble.TOO_LATE))
    return over, left


def _after(notice: Notice, reply: Reply, at: datetime) -> Notice:
    """A notice that was claimed, once the server has answered."""
    known = replace(notice, claimed_at=None, unclear=notice.unclear - 1, trouble=reply.trouble, reply=reply.number)
    match reply.result:
        case Result.SENT:
            return replace(known, state=NoticeState.SENT, sent_at=at, next_at=None)
        case Result.REFUSED:
            return replace(known, state=NoticeState.FAILED, next_at=None)
        case Result.UNCLEAR:
            later = at + _FIRST_WAIT
            return replace(known, state=NoticeState.WAITING, next_at=later, unclear=notice.unclear)
        case Result.LATER:
            wait = min(_FIRST_WAIT * 3**notice.tried, _MOST_WAIT)
            return replace(known, state=NoticeState.WAITING, tried=notice.tried + 1, next_at=at + wait)
