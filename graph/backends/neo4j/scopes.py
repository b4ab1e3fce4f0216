"""A scope as a condition of a statement."""

from __future__ import annotations

from typing import Any

from graph.store.scope import EVERY, Scope


def condition(scope: Scope, of: str) -> tuple[str, dict[str, Any]]:
    """The condition that a document (or what carries its `kind` and `owner`) may be read, and its parameters."""
    grants = [
        {
            "kinds": [kind.value for kind in each.kinds],
            "owners": [owner for owner in each.owners if owner != EVERY],
            "every": EVERY in each.owners,
        }
        for each in scope.reading
    ]
    text = f"any(may IN $grants WHERE {of}.kind IN may.kinds AND (may.every OR {of}.owner IN may.owners))"
    return text, {"grants": grants}
