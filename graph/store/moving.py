"""Copying one store into another, whatever the engines, and making sure that nothing differs."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import ClassVar, Final, TypeVar

import orjson

from graph.store.errors import Corrupt, StoreError
from graph.store.model import Finding, Key
from graph.store.names import opaque_id
from graph.store.portable import Answer, Moment, Origin, Portable, moments
from graph.store.scope import Scope

_LOOKED_AT: Final = 100
"""How many of its last events must be the source's for a store to count as its copy."""
_ANSWERS: Final = 1000
_ROUNDS: Final = 5
_SHOWN: Final = 20
T = TypeVar("T")

Progress = Callable[[str, int, int], bool]
"""Told the stage (`copy`, `verify`), the event reached and the last one; answers whether to go on."""


class NotACopy(StoreError):
    """The store to copy into holds something else than an earlier part of the same copy. Nothing was written."""

    code: ClassVar[str] = "NOT_A_COPY"
    hint: ClassVar[str] = "Copy into a new store, or into one that an earlier copy of this same store began."


class CopyDiffers(StoreError):
    """After copying, the two stores are not equal. The copy stays closed; the source is as it was."""

    code: ClassVar[str] = "COPY_DIFFERS"
    hint: ClassVar[str] = "Run `catalograph check` on the source, then copy into a new store."


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy did: the last event it holds, and how many events, documents' states and answers came this time.

    `verified` is False where it was stopped before all was compared.
    """

    position: int
    events: int = 0
    states: int = 0
    answers: int = 0
    verified: bool = False


def copy(source: Portable, target: Portable, scope: Scope, progress: Progress) -> Copied:
    """Make `target` equal to `source` as it is now, or go on where an earlier copy was broken off.

    The source may be written to meanwhile: what comes during the copy is taken along, what comes later by the next
    run. The target opens to nobody until it was compared. Raises `NotACopy`, `CopyDiffers`.
    """
    _refuse_foreign(source, target, scope)
    origin = source.identity()
    target.set_origin(Origin(origin, unfinished=True))
    events = states = 0
    for group in _rounds(source, target, scope):
        target.receive(group)
        events += len(group)
        states += sum(len(moment.states) for moment in group)
        if not progress("copy", group[-1].event.sequence, source.position()):
            return Copied(target.position(), events, states)
    position = target.position()
    answers, sent = 0, 0
    for some in _in_parts(source.answers(position), _ANSWERS):
        target.receive((), some)
        answers += len(some)
        sent += sum(map(_digest, some))
    _forget_too(source, target, scope)
    wrong = _Comparison(source, target, scope)
    for reached in wrong.events(position):
        if not progress("verify", reached, position):
            return Copied(position, events, states, answers)
    findings = wrong.settled(position)
    if sum(map(_digest, target.answers(position))) != sent:
        findings.append(Finding("stored answers", "They are not the source's."))
    findings += target.check(scope)
    if findings:
        shown = "; ".join(f"{each.subject}: {each.problem}" for each in findings[:_SHOWN])
        raise CopyDiffers(f"The copy differs in {len(findings):,} places: {shown}")
    target.set_origin(Origin(origin, unfinished=False))
    return Copied(position, events, states, answers, verified=True)


def _refuse_foreign(source: Portable, target: Portable, scope: Scope) -> None:
    if source.identity() == target.identity():
        raise NotACopy("Both addresses name the same store.")
    origin, position = target.origin(), target.position()
    if position == 0 and (origin is None or origin.identity == source.identity()):
        return
    if origin is None or origin.identity != source.identity():
        raise NotACopy("The store to copy into is not empty, and not a copy of this source.")
    start = max(0, position - _LOOKED_AT)
    same = position <= source.position()
    if same:
        _forget_too(source, target, scope)
        same = source.changes(start, position - start, scope) == target.changes(start, position - start, scope)
    if not same:
        raise NotACopy("The store to copy into was a copy of this source and has been written to since.")


def _rounds(source: Portable, target: Portable, scope: Scope) -> Iterator[list[Moment]]:
    """What the target lacks, then what came meanwhile, a few times: a busy source never ends."""
    for _ in range(_ROUNDS):
        reached, goal = target.position(), source.position()
        if reached >= goal:
            return
        yield from moments(source, reached, goal, scope)


def _forget_too(source: Portable, target: Portable, scope: Scope) -> None:
    """Forget in the target what the source forgot since; what began anew there, and was copied so, stays."""

    def is_anew(key: Key) -> bool:
        ours, theirs = (store.history([key], scope)[0] for store in (source, target))
        return bool(ours and theirs) and ours[0].sequence == theirs[0].sequence

    if forgotten := source.forgotten(target.forgets()):
        target.forget_again(forgotten, is_anew)


def _digest(answer: Answer) -> int:
    given = answer.given
    text = orjson.dumps([answer.actor, answer.request, given.sequence, given.versions, given.written])
    return int(opaque_id(text.decode()), 36)


def _in_parts(things: Iterator[T], size: int) -> Iterator[list[T]]:
    while part := list(islice(things, size)):
        yield part


@dataclass(slots=True)
class _Comparison:
    """Compares two stores event by event, and each document as it is now."""

    source: Portable
    target: Portable
    scope: Scope
    _different: list[int] = field(default_factory=list)
    _unlike: set[Key] = field(default_factory=set)

    def events(self, position: int) -> Iterator[int]:
        """Compare every event and state up to `position`; tells how far it is."""
        for group in moments(self.source, 0, position, self.scope):
            first, last = group[0].event.sequence, group[-1].event.sequence
            theirs = [each for part in moments(self.target, first - 1, last, self.scope) for each in part]
            if len(theirs) != len(group):
                raise Corrupt("The log of the copy has a gap.")
            self._different += [ours.event.sequence for ours, other in zip(group, theirs, strict=True) if ours != other]
            self._documents(list({key for moment in group for key, _, _ in moment.event.touched}))
            yield last

    def _documents(self, keys: Sequence[Key]) -> None:
        for key, ours, theirs in zip(
            keys, self.source.read(keys, self.scope), self.target.read(keys, self.scope), strict=True
        ):
            if ours != theirs:
                self._unlike.add(key)

    def settled(self, position: int) -> list[Finding]:
        """What differs though the source has not forgotten or changed it meanwhile."""
        _forget_too(self.source, self.target, self.scope)
        later = {
            key
            for part in moments(self.source, position, self.source.position(), self.scope)
            for moment in part
            for key, _, _ in moment.event.touched
        }
        found = []
        for number in self._different:
            ours, theirs = self._moments(self.source, number), self._moments(self.target, number)
            if dropped := [pair for pair in _lost(ours, theirs) if pair[0] not in later]:
                self.target.lose(dropped)
                theirs = self._moments(self.target, number)
            if not _agree(ours, theirs, later):
                found.append(Finding(f"event {number}", "It, or what it wrote, is another one in the copy."))
        unlike = [key for key in self._unlike if key not in later]
        again = zip(unlike, self.source.read(unlike, self.scope), self.target.read(unlike, self.scope), strict=True)
        found += [Finding(key.iri, "It is another one in the copy.") for key, ours, theirs in again if ours != theirs]
        return found

    def _moments(self, store: Portable, number: int) -> list[Moment]:
        return [each for part in moments(store, number - 1, number, self.scope) for each in part]


def _lost(ours: Sequence[Moment], theirs: Sequence[Moment]) -> Iterator[tuple[Key, int]]:
    """The states of which the source's history has been dropped, and the copy's not."""
    for one, other in zip(ours, theirs, strict=False):
        if one.event == other.event:
            for touched, left, right in zip(one.event.touched, one.states, other.states, strict=True):
                if left.lost and not right.lost:
                    yield touched.key, left.version


def _agree(ours: Sequence[Moment], theirs: Sequence[Moment], later: Container[Key]) -> bool:
    """Whether moments are alike, but for the history of documents that the source has dropped meanwhile."""
    return [each.event for each in ours] == [each.event for each in theirs] and all(
        left == right or (left.lost and touched.key in later)
        for one, other in zip(ours, theirs, strict=True)
        for touched, left, right in zip(one.event.touched, one.states, other.states, strict=True)
    )
