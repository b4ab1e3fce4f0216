"""One conversion of the description of a heading back to an authority record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mappings.bibframe.reading.authorities import authority_of
from mappings.rules.back import Back
from mappings.rules.model import Root

if TYPE_CHECKING:
    from mappings.bibframe.node import Node

LEADER = "00000nz  a2200000n  4500"


class AuthorityBack(Back):
    """The state of one way back to an authority record."""

    __slots__ = ("authority", "thing")

    def __init__(self, thing: Node) -> None:
        self.thing = thing
        self.authority = authority_of(thing)
        super().__init__(self.authority, [], [], [])
        self.isbd = False
        self.leader = list(LEADER)

    def root(self, root: Root) -> Node:
        """The node of a root."""
        return {Root.THING: self.thing, Root.AUTHORITY: self.authority, Root.ADMIN: self.admin}[root]
