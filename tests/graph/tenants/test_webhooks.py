"""What the log tells of webhooks: who did what to them."""

from __future__ import annotations

from datetime import UTC, datetime

from graph.access.model import operator
from graph.access.watch import IDENTITY
from graph.backends.memory import MemoryStore
from graph.store.names import Names
from graph.tenants.webhooks import Webhooks


def test_the_log_tells_who_had_a_webhook_tried_again() -> None:
    store, chief = MemoryStore(), operator("harbor")
    webhooks = Webhooks(store, Names("https://c.example/"), lambda: datetime(2026, 3, 2, tzinfo=UTC))
    made = webhooks.add(chief, "https://discovery.example/hooks", 0)
    webhooks.failed("harbor", made.id, 1, wants_no_more=True)
    webhooks.resume(chief, made.id)
    assert [each.suspended for each in webhooks.of("harbor")] == [False]
    causes = [each.cause for each in store.changes(0, 10, IDENTITY)]
    assert [(each.command, each.actor) for each in causes] == [
        ("webhook.add", chief.id),
        ("webhook.told", "webhooks"),
        ("webhook.resume", chief.id),
    ]
