"""Bulk work without the garbage collector: what a round makes is freed as it goes (documents are trees), and walking
them over and over costs more than the round itself. Long work collects between its batches.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """No collection inside; one of the young generations after. Safe to nest and from several threads."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
            gc.collect(1)
