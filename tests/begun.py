"""What a program under test begins beside itself."""

from __future__ import annotations

import threading


def until_ended() -> None:
    """Wait for everything that was begun here in a process of its own, as `app.background` calls who waits for it."""
    for each in threading.enumerate():
        if each.name.startswith("app."):
            each.join(120)
            assert not each.is_alive(), f"{each.name} has not ended"
