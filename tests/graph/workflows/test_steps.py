"""What may happen to a request between libraries is as its table says."""

from __future__ import annotations

import pytest

from graph.workflows.interlending.steps import (
    CLOSED,
    STEPS,
    Side,
    State,
    Step,
    after,
    is_past,
    may,
    possible,
    told_by_action,
    told_by_supplier,
)
from mappings.iso18626.codes import Action, Reason, Status

EVERY = [(row, example) for row in STEPS for example in row.examples]


@pytest.mark.parametrize(("row", "example"), EVERY, ids=[f"{row.step} at {each.before}" for row, each in EVERY])
def test_each_example_of_the_table_is_so(row, example) -> None:
    assert may(example.before, row.step) is (example.after is not None)
    if example.after is not None:
        assert after(example.before, row.step) == example.after


def test_every_step_has_one_row_and_an_example_each_way() -> None:
    assert [row.step for row in STEPS] == list(Step)
    for row in STEPS:
        assert {example.after is None for example in row.examples} == {True, False}, row.step


def reachable() -> set[State]:
    """Every state that any steps lead to."""
    found, new = {State()}, {State()}
    while new:
        new = {after(each, step) for each in new for step in Step if may(each, step)} - found
        found |= new
    return found


def test_every_state_can_be_brought_to_an_end_and_nothing_happens_after_it() -> None:
    for state in reachable():
        assert bool(possible(state, Side.SUPPLYING)) is (state.status not in CLOSED), state
        if state.status in CLOSED:
            assert not possible(state, Side.REQUESTING)


def test_what_one_side_does_the_other_understands_as_the_same_step() -> None:
    for state in reachable():
        for row in STEPS:
            if not may(state, row.step):
                continue
            to = after(state, row.step)
            if isinstance(row.says, Action):
                assert told_by_action(row.says) is row.step
            else:
                assert told_by_supplier(state, row.says, to.status, row.answer) is row.step, (state, row.step)


def test_what_is_told_late_is_known_to_be_old() -> None:
    lent = State(Status.LOANED, frozenset({Action.RECEIVED}))
    assert is_past(lent, Status.WILL_SUPPLY)
    assert not is_past(lent, Status.OVERDUE)
    assert is_past(State(Status.LOAN_COMPLETED), Status.RECALLED)
    assert told_by_supplier(lent, Reason.NOTIFICATION, Status.LOANED, None) is None
