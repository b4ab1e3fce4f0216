"""What was changed between two looks at the log, for what is kept from one look to the next."""

from __future__ import annotations

from typing import Final

from graph.store.model import Head, Key
from graph.store.port import Store
from graph.store.scope import Scope

_LOOK_BACK: Final = 500
"""Of how many events is looked what they changed."""


def touched(store: Store, before: Head | None, now: Head, scope: Scope) -> frozenset[Key] | None:
    """The documents that were changed since, as far as the scope reads them; None where that is too much to tell, or
    the log is another. One call of the store.
    """
    if before is None or before.log != now.log or not 0 <= now.sequence - before.sequence <= _LOOK_BACK:
        return None
    events = store.changes(before.sequence, now.sequence - before.sequence, scope)
    return frozenset(each.key for event in events for each in event.touched)
