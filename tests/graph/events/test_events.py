"""Waiting for and reading the log as a subscription does."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from graph.access.model import operator
from graph.access.watch import IDENTITY
from graph.backends.memory.store import MemoryStore
from graph.events.service import EventService
from graph.store.names import Names
from graph.store.scope import Scope
from graph.tenants.service import TenantService

NAMES = Names("https://c.example/")


def services() -> tuple[TenantService, EventService]:
    store = MemoryStore()
    return TenantService(store, NAMES, lambda: datetime(2030, 1, 1, tzinfo=UTC)), EventService(store)


def test_events_come_in_order_without_gaps_and_without_what_the_scope_does_not_read() -> None:
    tenants, events = services()
    for slug in ("a", "b", "c"):
        tenants.create_tenant(operator(), slug, {"en": slug})
    seen = events.after(1, 10, IDENTITY)
    assert [event.sequence for event in seen] == [2, 3]
    assert all(event.touched for event in seen)
    assert [event.touched for event in events.after(1, 10, Scope())] == [(), ()]
    assert len(events.after(0, 1, IDENTITY)) == 1


def test_waiting_answers_at_once_when_there_is_something_and_after_its_time_when_there_is_nothing() -> None:
    tenants, events = services()
    assert events.wait(0, 0.05) == 0
    tenants.create_tenant(operator(), "a", {"en": "A"})
    assert events.wait(0, 60) == 1


def test_waiting_ends_when_another_thread_writes() -> None:
    tenants, events = services()
    answers: list[int] = []
    waiting = threading.Thread(target=lambda: answers.append(events.wait(0, 60)))
    waiting.start()
    tenants.create_tenant(operator(), "a", {"en": "A"})
    waiting.join(30)
    assert answers == [1]
