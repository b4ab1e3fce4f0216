"""Queries that are answered later, worked off in a process of their own: `python -m app.querying runs`.

It steps back for whoever waits for an answer, with the processes it starts, and ends when nothing waits. Asked to end,
it leaves what is under way to the next.
"""

from __future__ import annotations

from app.background import stepping_back


def work() -> None:
    """Work off what waits in the installation that the environment names."""
    stepping_back(lambda services, asked: services.run_worker.work(asked))


if __name__ == "__main__":
    work()
