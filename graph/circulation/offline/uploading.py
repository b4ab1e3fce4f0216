"""Applying what a desk did while it was cut off, with the times at which it happened.

Each act is a command of its own, written with the document that remembers it: the same act again, whoever sends it,
finds that document. What can't be applied becomes a conflict that stays until staff settle it, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import ClassVar, Final

from graph.access.model import Actor, Permission, acting
from graph.circulation.desk import Attempt, Desk, Order, Receipt
from graph.circulation.errors import CirculationError
from graph.circulation.lending import CheckedOut, LendingService, Renewed
from graph.circulation.offline.documents import ACTS, CONFLICT, act_node, act_of
from graph.circulation.offline.model import Act, ActKind, ActState, Answered, Outcome, Reported
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy, Override, Refused
from graph.circulation.returning import CheckedIn, ReturningService
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Document, Key, Put
from graph.store.names import opaque_id
from graph.store.port import Store

MOST: Final = 500
"""How many acts one upload holds."""
OLDEST: Final = timedelta(days=30)
"""How long ago an act may have been done."""
_SHOWN: Final = 1000
_WHY: Final = "It left the house while the desk was offline."
_LONGEST: Final = 200


class InvalidUpload(CirculationError):
    """An upload that can't be: too many acts, or one without what its kind needs. Nothing of it was applied."""

    code: ClassVar[str] = "INVALID_UPLOAD"
    hint: ClassVar[str] = (
        "Send at most 500 at once, each with its request id, time and item, and patron and desk as needed."
    )


class UnknownConflict(CirculationError):
    """A conflict to be settled that is not there, or that is settled."""

    code: ClassVar[str] = "NOT_FOUND"
    hint: ClassVar[str] = "`offlineConflicts` lists those that are to be settled."


class _Before(Exception):
    """The act was applied before."""

    def __init__(self, act: Act) -> None:
        self.act = act


@dataclass(frozen=True, slots=True)
class _Applied:
    act: Act
    made: CheckedOut | CheckedIn | Renewed
    lifted: tuple[str, ...]
    sequence: int


class OfflineService:
    """Uploads of each library, and its conflicts."""

    def __init__(self, store: Store, desk: Desk, lending: LendingService, returning: ReturningService) -> None:
        self._store, self._desk, self._lending, self._returning = store, desk, lending, returning

    def upload(self, actor: Actor, reported: Sequence[Reported]) -> list[Answered]:
        """Apply what a desk did, in order of its time; the answers are in the order given. Sending it again is
        harmless. A check-out that the rules refuse is recorded where the actor may let each reason pass.

        Needs `circulation.write`. Raises `InvalidUpload`, `Forbidden`.
        """
        acting(actor, Permission.CIRCULATION_WRITE)
        _check(reported)
        answers: dict[int, Answered] = {}
        for n in sorted(range(len(reported)), key=lambda n: (_moment(reported[n]), n)):
            try:
                answers[n] = self._answer(actor, reported[n])
            except (CirculationError, Conflict) as error:
                answers[n] = Answered(reported[n].request_id, Outcome.TRY_AGAIN, why=error.message)
        return [answers[n] for n in range(len(reported))]

    def conflicts(self, actor: Actor) -> list[Act]:
        """What is to be settled in the acting tenant, the latest first, at most 1,000. Needs `circulation.read`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        facts = self._desk.facts
        found = walking.documents(self._store, facts.graph(tenant), facts.scope(tenant), type=CONFLICT)
        return sorted(map(act_of, islice(found, _SHOWN)), key=lambda each: (each.reported.at, each.iri), reverse=True)

    def named(self, actor: Actor, iris: Sequence[str]) -> list[Act | None]:
        """The acts with these IRIs, in the order asked; None where there is none for this reader."""
        if actor.tenant is None or not actor.may(Permission.CIRCULATION_READ):
            return [None] * len(iris)
        return self._read(actor.tenant, iris)

    def settle(self, actor: Actor, iri: str, note: str, *, apply: bool = False) -> Act:
        """Say that a conflict was seen to, or apply it after all, as the actor may let pass what is in the way.

        Needs `circulation.write`. Raises `UnknownConflict`, `Refused` with every reason, `Contended`.
        """
        tenant = acting(actor, Permission.CIRCULATION_WRITE)
        (act,) = self._read(tenant, [iri])
        if act is None or act.state is not ActState.CONFLICT:
            raise UnknownConflict("There is no such conflict to be settled.")
        act = replace(act, note=note.strip()[:500], settled_by=actor.id)
        if apply:
            every = frozenset(each.value for each in Code)
            return self._apply(actor, act, Override(every, act.note or _WHY)).act
        settled = replace(act, state=ActState.SETTLED)
        self._commit(actor, tenant, settled)
        return replace(settled, revision=settled.revision + 1)

    # inside

    def _answer(self, actor: Actor, reported: Reported) -> Answered:
        act = self._new(actor, reported)
        (before,) = self._read(act.tenant, [act.iri])
        if before is not None:
            return _repeated(before)
        try:
            return _done(self._apply(actor, act, None))
        except _Before as error:
            return _repeated(error.act)
        except Refused as error:
            blocks = error.blocks
        if reported.kind is ActKind.CHECK_OUT and all(_may(actor, each, act.tenant) for each in blocks):
            override = Override(frozenset(each.code.value for each in blocks), _WHY)
            try:
                return _done(self._apply(actor, act, override))
            except _Before as error:
                return _repeated(error.act)
            except Refused as error:
                blocks = error.blocks
        return self._conflict(actor, replace(act, state=ActState.CONFLICT, blocks=blocks))

    def _apply(self, actor: Actor, act: Act, override: Override | None) -> _Applied:
        said = act.reported
        at = min(said.at.astimezone(UTC), self._desk.clock()) if said.at.tzinfo is not None else None
        order = Order(actor, f"offline.{said.kind}", None, override, at=at)
        return self._desk.carry_out(order, Permission.CIRCULATION_WRITE, lambda x: self._decide(x, act), _never)

    def _decide(self, attempt: Attempt, act: Act) -> Callable[[int], _Applied]:
        """Do it, and remember it in the same Change. All that is in the way is told together."""
        (before,) = self._read(attempt.tenant, [act.iri])
        if before is not None and not act.revision:
            raise _Before(before)
        if act.revision and (before is None or before.revision != act.revision):
            raise UnknownConflict("Somebody else settled the conflict meanwhile.")
        blocks = list(self._out_of_time(attempt, act))
        try:
            make = self._make(attempt, act.reported)
        except Refused as error:
            raise Refused([*blocks, *error.blocks]) from None
        if blocks:
            raise Refused(blocks)
        answer = make(0)
        patron = None if answer.loan is None else answer.loan.patron
        done = replace(act, state=ActState.DONE, blocks=(), patron=patron, about=tuple(dict.fromkeys(attempt.about)))
        attempt.writes.other(self._put(done))
        written = replace(done, revision=act.revision + 1)
        return lambda sequence: _Applied(written, make(sequence), tuple(attempt.lifted), sequence)

    def _make(self, attempt: Attempt, said: Reported) -> Callable[[int], CheckedOut | CheckedIn | Renewed]:
        match said.kind:
            case ActKind.CHECK_OUT:
                return self._lending.lend(attempt, said.item, said.patron, said.point, said.proxy or None)
            case ActKind.CHECK_IN:
                return self._returning.take_in(attempt, said.item, said.point, attempt.at)
            case ActKind.RENEW:
                return self._lending.prolong(attempt, said.item)

    def _out_of_time(self, attempt: Attempt, act: Act) -> Iterator[BlockedBy]:
        """Whether it can have been done then; of a conflict that somebody settles, only whether that is over."""
        at, is_new = act.reported.at, not act.revision
        if at.tzinfo is None or at > attempt.now:
            yield BlockedBy(Code.TIME_INVALID, "The time is to come, or has no time zone.")
            return
        if not is_new:
            return
        if at + OLDEST < attempt.now:
            yield BlockedBy(Code.TIME_INVALID, f"The time is more than {OLDEST.days} days ago.")
        copy = self._desk.copy(attempt.tenant, act.reported.item)
        seen = None if copy is None else copy.sighting.seen_at
        if seen is not None and seen > at:
            yield BlockedBy(Code.SEEN_SINCE, f"The item was in somebody's hands at {seen:%Y-%m-%d %H:%M} UTC.")

    def _conflict(self, actor: Actor, act: Act) -> Answered:
        """Keep what could not be applied; with the patron as they were read, so that nobody who is erased stays."""
        patron = self._desk.patron(act.tenant, act.reported.patron) if act.reported.patron else None
        kept = replace(act, patron=None if patron is None else patron.iri)
        more = () if patron is None else (self._desk.people.unchanged(patron),)
        try:
            sequence = self._commit(actor, act.tenant, kept, *more)
        except Conflict:
            (before,) = self._read(act.tenant, [act.iri])
            if before is None:
                raise
            return _repeated(before)
        return Answered(act.reported.request_id, Outcome.CONFLICT, replace(kept, revision=1), sequence=sequence)

    def _new(self, actor: Actor, reported: Reported) -> Act:
        tenant = acting(actor)
        iri = self._desk.names.resource(tenant, ACTS, opaque_id("offline", reported.request_id))
        return Act(iri, tenant, reported, ActState.CONFLICT, actor.id, self._desk.clock())

    def _put(self, act: Act) -> Put:
        return Put(Key(self._desk.facts.graph(act.tenant), act.iri), act_node(act), act.revision or ABSENT)

    def _commit(self, actor: Actor, tenant: str, act: Act, *more: Put) -> int:
        command = "offline.settle" if act.revision else "offline.conflict"
        cause = Cause(actor.id, command, self._desk.clock())
        return self._store.commit(Change(cause, (self._put(act), *more)), self._desk.facts.scope(tenant)).sequence

    def _read(self, tenant: str, iris: Sequence[str]) -> list[Act | None]:
        facts = self._desk.facts
        keys = [Key(facts.graph(tenant), each) for each in iris]
        found = self._store.read(keys, facts.scope(tenant)) if keys else []
        return [act_of(each) if each is not None and _is_act(each) else None for each in found]


def _check(reported: Sequence[Reported]) -> None:
    if not 0 < len(reported) <= MOST:
        raise InvalidUpload(f"An upload holds 1 to {MOST} acts, not {len(reported):,}.")
    for n, each in enumerate(reported, 1):
        lacks = [
            name
            for name, text, needed in (
                ("a request id", each.request_id, True),
                ("the item", each.item, True),
                ("the patron", each.patron, each.kind is ActKind.CHECK_OUT),
                ("the service point", each.point, each.kind is not ActKind.RENEW),
            )
            if (needed and not text.strip()) or (name == "a request id" and len(text) > _LONGEST)
        ]
        if lacks:
            raise InvalidUpload(f"Number {n} lacks {' and '.join(lacks)}.")


def _moment(reported: Reported) -> datetime:
    """For ordering: what has no zone is taken to have that of UTC."""
    return reported.at if reported.at.tzinfo is not None else reported.at.replace(tzinfo=UTC)


def _may(actor: Actor, block: BlockedBy, tenant: str) -> bool:
    return block.override is not None and actor.may(block.override, tenant)


def _done(applied: _Applied) -> Answered:
    made = applied.made
    return Answered(
        applied.act.reported.request_id,
        Outcome.DONE,
        applied.act,
        None if made.loan is None else made.loan.iri,
        made.next if isinstance(made, CheckedIn) else None,
        applied.lifted,
        sequence=applied.sequence,
    )


def _repeated(act: Act) -> Answered:
    return Answered(act.reported.request_id, Outcome.REPEATED, act)


def _is_act(document: Document) -> bool:
    return "lsp:OfflineAct" in document.body["@type"]


def _never(_: Receipt) -> _Applied:
    raise AssertionError  # an act is remembered by its own document
