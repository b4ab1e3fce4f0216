"""Scope: which graphs a call may read and write, and as of when, as a value. There is no store call without one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from graph.store.names import GraphKind, parse_graph

EVERY: Final = "*"
"""The owner that stands for every tenant, network and the installation."""


@dataclass(frozen=True, slots=True)
class Grant:
    """Graphs of these `kinds` that belong to one of these `owners` (tenant or network slugs, "" the installation,
    or EVERY).
    """

    kinds: frozenset[GraphKind]
    owners: frozenset[str]

    def covers(self, kind: GraphKind, owner: str) -> bool:
        """Whether the grant holds for a graph of `kind` owned by `owner`."""
        return kind in self.kinds and (owner in self.owners or EVERY in self.owners)


def grant(kinds: Iterable[GraphKind], owners: Iterable[str]) -> Grant:
    """A grant from any iterables."""
    return Grant(frozenset(kinds), frozenset(owners))


@dataclass(frozen=True, slots=True)
class Scope:
    """A predicate over kinds of graph × owners. Empty by default: nothing is readable until granted."""

    reading: tuple[Grant, ...] = ()
    writing: tuple[Grant, ...] = ()
    moment: datetime | None = None
    """Descriptions are read as they were then, by whoever reads resources; None: as they are."""
    untold: frozenset[str] = frozenset()
    """The tenants that don't tell this reader whether their copies can be had."""
    home: str | None = None
    """Whose overlays are heard on what networks share: a tenant's, nobody's where empty; None: whoever reads for one
    tenant alone hears that one's.
    """

    def reads(self, graph: str) -> bool:
        """Whether `graph` may be read."""
        kind, owner = parse_graph(graph)
        return any(each.covers(kind, owner) for each in self.reading)

    def writes(self, graph: str) -> bool:
        """Whether `graph` may be written."""
        kind, owner = parse_graph(graph)
        return any(each.covers(kind, owner) for each in self.writing)

    def narrowed(self, owners: Iterable[str]) -> Scope:
        """The same scope with reading restricted to these owners and the installation's shared graphs. Never widens."""
        wanted = frozenset(owners) | {""}
        return Scope(
            tuple(Grant(each.kinds, wanted if EVERY in each.owners else each.owners & wanted) for each in self.reading),
            self.writing,
            self.moment,
            self.untold,
            self.home,
        )

    def at(self, moment: datetime) -> Scope:
        """The same graphs as they were at a moment. Nothing is written through it."""
        return replace(self, writing=(), moment=moment)


class SystemScope(Scope):
    """Everything, for followers and operations. Only `app.bootstrap` makes one; it is handed to those that need it."""

    __slots__ = ()

    def __init__(self) -> None:
        whole = (grant(GraphKind, (EVERY,)),)
        super().__init__(whole, whole)
