"""What may happen to a request between two libraries, as a table: who does it, in which states, and what it comes to.

Both libraries keep a document of the same request, and both follow this table: one does a step, the other is told, and
then it stands alike with both. A state is the supplier's status, as ISO 18626 names it, and what the requester has done
in it. Source: ISO 18626:2021.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from mappings.iso18626.codes import Action, Reason, Status


class Side(StrEnum):
    """Which of the two a library is in a request."""

    SUPPLYING = "Supplying"
    REQUESTING = "Requesting"

    @property
    def other(self) -> Side:
        """The library over there."""
        return Side.REQUESTING if self is Side.SUPPLYING else Side.SUPPLYING


class Step(StrEnum):
    """Something that one of the two libraries does."""

    EXPECT_TO_SUPPLY = "ExpectToSupply"
    WILL_SUPPLY = "WillSupply"
    NOT_SUPPLY = "NotSupply"
    ASK_TO_RETRY = "AskToRetry"
    LEND = "Lend"
    CALL_OVERDUE = "CallOverdue"
    RECALL = "Recall"
    TAKE_BACK = "TakeBack"
    GIVE_UP = "GiveUp"
    AGREE_TO_CANCEL = "AgreeToCancel"
    REFUSE_TO_CANCEL = "RefuseToCancel"
    AGREE_TO_RENEW = "AgreeToRenew"
    REFUSE_TO_RENEW = "RefuseToRenew"
    CANCEL = "Cancel"
    RECEIVE = "Receive"
    RENEW = "Renew"
    SEND_BACK = "SendBack"


@dataclass(frozen=True, slots=True)
class State:
    """How a request stands: the supplier's status, and what of the requester's actions is in effect: `Cancel` and
    `Renew` until they are answered, `Received` and `ShippedReturn` for good.
    """

    status: Status = Status.REQUEST_RECEIVED
    done: frozenset[Action] = frozenset()

    def __str__(self) -> str:
        return " + ".join((self.status.value, *sorted(self.done)))


@dataclass(frozen=True, slots=True)
class Example:
    """A state in which a step is done, and the one it leads to; or in which it may not be done (None)."""

    before: State
    after: State | None


@dataclass(frozen=True, slots=True)
class Row:
    """One step: done `by` a side while the status is one of `at`, where `needs` was done and nothing of `bars` was.
    It leads `to` a status (None: it stays), adds and answers what the requester did, and is told as `says`; an answer
    to what was asked is yes or no.
    """

    step: Step
    by: Side
    at: frozenset[Status]
    says: Reason | Action
    examples: tuple[Example, ...]
    to: Status | None = None
    needs: Action | None = None
    bars: frozenset[Action] = frozenset()
    adds: Action | None = None
    answers: Action | None = None
    answer: bool | None = None


_S = Status
_NEW: Final = frozenset({_S.REQUEST_RECEIVED, _S.EXPECT_TO_SUPPLY})
_COMING: Final = _NEW | {_S.WILL_SUPPLY}
OUT: Final = frozenset({_S.LOANED, _S.OVERDUE, _S.RECALLED})
"""The item is with the requesting library, or on its way there or back."""
CLOSED: Final = frozenset(
    {
        _S.RETRY_POSSIBLE,
        _S.UNFILLED,
        _S.COPY_COMPLETED,
        _S.LOAN_COMPLETED,
        _S.COMPLETED_WITHOUT_RETURN,
        _S.CANCELLED,
    }
)
"""Nothing more happens to the request."""
NOT_FILLED: Final = frozenset({_S.RETRY_POSSIBLE, _S.UNFILLED, _S.CANCELLED})
"""It ended with no copy having been sent: another library may be asked."""


def at(status: Status, *done: Action) -> State:
    """A state in short."""
    return State(status, frozenset(done))


STEPS: Final[tuple[Row, ...]] = (
    Row(
        Step.EXPECT_TO_SUPPLY,
        Side.SUPPLYING,
        frozenset({_S.REQUEST_RECEIVED}),
        Reason.STATUS_CHANGE,
        (Example(at(_S.REQUEST_RECEIVED), at(_S.EXPECT_TO_SUPPLY)), Example(at(_S.WILL_SUPPLY), None)),
        to=_S.EXPECT_TO_SUPPLY,
    ),
    Row(
        Step.WILL_SUPPLY,
        Side.SUPPLYING,
        _NEW,
        Reason.STATUS_CHANGE,
        (Example(at(_S.EXPECT_TO_SUPPLY), at(_S.WILL_SUPPLY)), Example(at(_S.REQUEST_RECEIVED, Action.CANCEL), None)),
        to=_S.WILL_SUPPLY,
        bars=frozenset({Action.CANCEL}),
    ),
    Row(
        Step.NOT_SUPPLY,
        Side.SUPPLYING,
        _COMING,
        Reason.STATUS_CHANGE,
        (Example(at(_S.WILL_SUPPLY, Action.CANCEL), at(_S.UNFILLED)), Example(at(_S.LOANED), None)),
        to=_S.UNFILLED,
        answers=Action.CANCEL,
    ),
    Row(
        Step.ASK_TO_RETRY,
        Side.SUPPLYING,
        _COMING,
        Reason.STATUS_CHANGE,
        (Example(at(_S.REQUEST_RECEIVED), at(_S.RETRY_POSSIBLE)), Example(at(_S.UNFILLED), None)),
        to=_S.RETRY_POSSIBLE,
        answers=Action.CANCEL,
    ),
    Row(
        Step.LEND,
        Side.SUPPLYING,
        _COMING,
        Reason.STATUS_CHANGE,
        (Example(at(_S.WILL_SUPPLY), at(_S.LOANED)), Example(at(_S.WILL_SUPPLY, Action.CANCEL), None)),
        to=_S.LOANED,
        bars=frozenset({Action.CANCEL}),
    ),
    Row(
        Step.CALL_OVERDUE,
        Side.SUPPLYING,
        frozenset({_S.LOANED}),
        Reason.STATUS_CHANGE,
        (
            Example(at(_S.LOANED, Action.RECEIVED), at(_S.OVERDUE, Action.RECEIVED)),
            Example(at(_S.LOANED, Action.SHIPPED_RETURN), None),
        ),
        to=_S.OVERDUE,
        bars=frozenset({Action.SHIPPED_RETURN}),
    ),
    Row(
        Step.RECALL,
        Side.SUPPLYING,
        frozenset({_S.LOANED, _S.OVERDUE}),
        Reason.STATUS_CHANGE,
        (
            Example(at(_S.OVERDUE, Action.RECEIVED, Action.RENEW), at(_S.RECALLED, Action.RECEIVED)),
            Example(at(_S.LOANED, Action.SHIPPED_RETURN), None),
        ),
        to=_S.RECALLED,
        bars=frozenset({Action.SHIPPED_RETURN}),
        answers=Action.RENEW,
    ),
    Row(
        Step.TAKE_BACK,
        Side.SUPPLYING,
        OUT,
        Reason.STATUS_CHANGE,
        (
            Example(
                at(_S.RECALLED, Action.RECEIVED, Action.SHIPPED_RETURN),
                at(_S.LOAN_COMPLETED, Action.RECEIVED, Action.SHIPPED_RETURN),
            ),
            Example(at(_S.WILL_SUPPLY), None),
        ),
        to=_S.LOAN_COMPLETED,
        answers=Action.RENEW,
    ),
    Row(
        Step.GIVE_UP,
        Side.SUPPLYING,
        OUT,
        Reason.STATUS_CHANGE,
        (Example(at(_S.OVERDUE), at(_S.COMPLETED_WITHOUT_RETURN)), Example(at(_S.LOAN_COMPLETED), None)),
        to=_S.COMPLETED_WITHOUT_RETURN,
        answers=Action.RENEW,
    ),
    Row(
        Step.AGREE_TO_CANCEL,
        Side.SUPPLYING,
        _COMING,
        Reason.CANCEL_RESPONSE,
        (Example(at(_S.WILL_SUPPLY, Action.CANCEL), at(_S.CANCELLED)), Example(at(_S.WILL_SUPPLY), None)),
        to=_S.CANCELLED,
        needs=Action.CANCEL,
        answers=Action.CANCEL,
        answer=True,
    ),
    Row(
        Step.REFUSE_TO_CANCEL,
        Side.SUPPLYING,
        _COMING,
        Reason.CANCEL_RESPONSE,
        (Example(at(_S.WILL_SUPPLY, Action.CANCEL), at(_S.WILL_SUPPLY)), Example(at(_S.WILL_SUPPLY), None)),
        needs=Action.CANCEL,
        answers=Action.CANCEL,
        answer=False,
    ),
    Row(
        Step.AGREE_TO_RENEW,
        Side.SUPPLYING,
        frozenset({_S.LOANED, _S.OVERDUE}),
        Reason.RENEW_RESPONSE,
        (
            Example(at(_S.OVERDUE, Action.RECEIVED, Action.RENEW), at(_S.LOANED, Action.RECEIVED)),
            Example(at(_S.LOANED), None),
        ),
        to=_S.LOANED,
        needs=Action.RENEW,
        answers=Action.RENEW,
        answer=True,
    ),
    Row(
        Step.REFUSE_TO_RENEW,
        Side.SUPPLYING,
        frozenset({_S.LOANED, _S.OVERDUE}),
        Reason.RENEW_RESPONSE,
        (Example(at(_S.LOANED, Action.RENEW), at(_S.LOANED)), Example(at(_S.RECALLED, Action.RENEW), None)),
        needs=Action.RENEW,
        answers=Action.RENEW,
        answer=False,
    ),
    Row(
        Step.CANCEL,
        Side.REQUESTING,
        _COMING,
        Action.CANCEL,
        (Example(at(_S.WILL_SUPPLY), at(_S.WILL_SUPPLY, Action.CANCEL)), Example(at(_S.LOANED), None)),
        bars=frozenset({Action.CANCEL}),
        adds=Action.CANCEL,
    ),
    Row(
        Step.RECEIVE,
        Side.REQUESTING,
        OUT,
        Action.RECEIVED,
        (
            Example(at(_S.LOANED), at(_S.LOANED, Action.RECEIVED)),
            Example(at(_S.LOANED, Action.RECEIVED), None),
        ),
        bars=frozenset({Action.RECEIVED, Action.SHIPPED_RETURN}),
        adds=Action.RECEIVED,
    ),
    Row(
        Step.RENEW,
        Side.REQUESTING,
        frozenset({_S.LOANED, _S.OVERDUE}),
        Action.RENEW,
        (
            Example(at(_S.LOANED, Action.RECEIVED), at(_S.LOANED, Action.RECEIVED, Action.RENEW)),
            Example(at(_S.RECALLED, Action.RECEIVED), None),
        ),
        bars=frozenset({Action.RENEW, Action.SHIPPED_RETURN}),
        adds=Action.RENEW,
    ),
    Row(
        Step.SEND_BACK,
        Side.REQUESTING,
        OUT,
        Action.SHIPPED_RETURN,
        (
            Example(
                at(_S.OVERDUE, Action.RECEIVED, Action.RENEW),
                at(_S.OVERDUE, Action.RECEIVED, Action.SHIPPED_RETURN),
            ),
            Example(at(_S.LOANED), None),
        ),
        needs=Action.RECEIVED,
        bars=frozenset({Action.SHIPPED_RETURN}),
        adds=Action.SHIPPED_RETURN,
        answers=Action.RENEW,
    ),
)
ROWS: Final[Mapping[Step, Row]] = {row.step: row for row in STEPS}


def may(state: State, step: Step) -> bool:
    """Whether a step can be done in a state."""
    row = ROWS[step]
    needed = row.needs is None or row.needs in state.done
    return state.status in row.at and needed and not row.bars & state.done


def after(state: State, step: Step) -> State:
    """The state that a step leads to."""
    row = ROWS[step]
    done = (state.done - {row.answers}) | ({row.adds} if row.adds is not None else set())
    return State(row.to or state.status, frozenset(done))


def possible(state: State, side: Side) -> tuple[Step, ...]:
    """The steps that a library may do now, in the order of the table."""
    return tuple(row.step for row in STEPS if row.by is side and may(state, row.step))


# what the other library tells


_TOLD_BY_ACTION: Final[Mapping[Action, Step]] = {row.says: row.step for row in STEPS if isinstance(row.says, Action)}
_TOLD_BY_STATUS: Final[Mapping[Status, Step]] = {
    row.to: row.step for row in STEPS if row.says is Reason.STATUS_CHANGE and row.to is not None
}
_TOLD_BY_ANSWER: Final[Mapping[tuple[Reason, bool], Step]] = {
    (row.says, row.answer): row.step for row in STEPS if isinstance(row.says, Reason) and row.answer is not None
}
_LATER: Final = (
    _S.REQUEST_RECEIVED,
    _S.EXPECT_TO_SUPPLY,
    _S.WILL_SUPPLY,
    _S.LOANED,
    _S.OVERDUE,
    _S.RECALLED,
)
"""The order in which a supplier comes to them; what closes a request comes after all of these."""


def told_by_action(action: Action) -> Step | None:
    """The step that a requester tells by an action; None where it is none: a question, a note."""
    return _TOLD_BY_ACTION.get(action)


def told_by_supplier(state: State, reason: Reason, status: Status, answer: bool | None) -> Step | None:  # noqa: FBT001 - as the message has it
    """The step that a supplier tells; None where the request stands as it did. A supplier may leave steps out, and say
    by a notification or by an answer to a question what it did not say before.
    """
    if answer is not None and (found := _TOLD_BY_ANSWER.get((reason, answer))) is not None and may(state, found):
        return found
    return None if status is state.status else _TOLD_BY_STATUS.get(status)


def is_past(state: State, status: Status) -> bool:
    """Whether a request was beyond this status before: who tells it now tells what is old."""
    if state.status in CLOSED:
        return status not in CLOSED
    return status in _LATER and state.status in _LATER and _LATER.index(status) < _LATER.index(state.status)


def with_status(state: State, status: Status) -> State:
    """The state when the supplier says that this is its status, however it came to it."""
    over = {Action.CANCEL} if status in OUT else {Action.CANCEL, Action.RENEW} if status in CLOSED else set[Action]()
    return replace(state, status=status, done=state.done - over)
