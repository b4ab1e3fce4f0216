"""A subscription's source: what to look at whenever the log has grown.

A source is asked in steps, each a short read in a worker thread, so that any number of subscriptions can wait on one
watch of the log and none holds a thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Step(Generic[T_co]):
    """What one look found: new items in order, the event looked up to, and whether nothing more will come."""

    items: tuple[T_co, ...]
    position: int
    done: bool = False


@dataclass(frozen=True, slots=True)
class Follow(Generic[T_co]):
    """A source: begin with `look(position)`, then look again from where a step ended, whenever the log has grown."""

    position: int
    look: Callable[[int], Step[T_co]]
