"""How machines of the contract run: few steps on a store that is slow to make, on others as many as find faults."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

from graph.store.port import Store


def run_machine(
    machine: type[RuleBasedStateMachine],
    make_store: Callable[[], Store],
    request: pytest.FixtureRequest,
    *,
    examples: int = 20,
    steps: int = 50,
    slow_steps: int = 12,
) -> None:
    """Run a machine that makes its stores by `make_store`."""
    is_slow = "neo4j" in request.node.callspec.id
    run_state_machine_as_test(
        type("Bound", (machine,), {"make_store": staticmethod(make_store)}),
        settings=settings(
            max_examples=1 if is_slow else examples,
            stateful_step_count=slow_steps if is_slow else steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )
