"""What was said at a moment, put together from the log in a process of its own: `python -m app.making_past past`.

It steps back for whoever waits for an answer, and ends when nothing waits. Asked to end, it leaves what it is making to
the next.
"""

from __future__ import annotations

from app.background import stepping_back


def work() -> None:
    """Make every set that waits in the installation that the environment names."""
    stepping_back(lambda services, asked: services.past.work(lambda _: not asked()))


if __name__ == "__main__":
    work()
