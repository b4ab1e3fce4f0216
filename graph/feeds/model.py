"""What feeds are made of: acts in the order they happened, and records with the time of their last change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import ClassVar

from graph.store.errors import Unavailable


class BeingMade(Unavailable):
    """What a feed is made from is not read to its end yet, after a start or a restore."""

    code: ClassVar[str] = "FEED_BEING_MADE"
    hint: ClassVar[str] = "Ask again shortly."


class Act(StrEnum):
    """What happened to a resource, in the words of Entity Metadata Management 1.0."""

    CREATE = "Create"
    UPDATE = "Update"
    DEPRECATE = "Deprecate"
    """Another took its place, and its address leads there."""
    DELETE = "Delete"


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing that happened in a graph: the `number`-th there. `types` are prefixed names; `target` is what took the
    place of the resource.
    """

    number: int
    iri: str
    act: Act
    at: datetime
    types: tuple[str, ...] = ()
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Activities:
    """Some of what happened in a graph, in order, how much there is in all, and which log the numbers are of."""

    items: tuple[Activity, ...]
    total: int
    log: str


@dataclass(frozen=True, slots=True)
class Harvested:
    """One record of a library: an instance. `number` tells where in the log it first came, so it never changes;
    `changed` is when it, its work, its holdings or an item of it last did; `locations` are where it is kept now, and of
    one that is gone wherever it was.
    """

    iri: str
    number: int
    changed: datetime
    gone: bool = False
    locations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which records are wanted: last changed from `since` to `until`, both included, and kept now or earlier in one of
    `locations`.
    """

    since: datetime | None = None
    until: datetime | None = None
    locations: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Harvest:
    """A part of the records of a library, in an order that doesn't change while the records do.

    `moment` is up to when everything is in it: what is written later has a later time, so a harvest from it on misses
    nothing. `log` is which log the numbers are of. `earliest` is the first change of all; `total` counts where asked.
    """

    items: tuple[Harvested, ...]
    moment: datetime
    log: str
    earliest: datetime
    more: bool = False
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Records by their addresses, and the moment of that."""

    records: Mapping[str, Harvested]
    moment: datetime
