"""Where values are in a response, worked out only for those that have an error to report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

Path: TypeAlias = list[str | int]


class Places(Protocol):
    """Where each value of a level is."""

    def path(self, index: int) -> Path:
        """The keys and indices that lead to a value."""
        ...


class Root:
    """The place of the response itself."""

    def path(self, _: int) -> Path:
        """None has to be followed."""
        return []


@dataclass(frozen=True, slots=True)
class Under:
    """The values of one key, one in each object of `parents`."""

    parents: Places
    key: str

    def path(self, index: int) -> Path:
        """See `Places`."""
        return [*self.parents.path(index), self.key]


@dataclass(frozen=True, slots=True)
class Some:
    """Some of these places, by their numbers."""

    all: Places
    indices: Sequence[int]

    def path(self, index: int) -> Path:
        """See `Places`."""
        return self.all.path(self.indices[index])


@dataclass(frozen=True, slots=True)
class Elements:
    """The elements of lists one after the other; `lengths` are those of the lists at `lists`."""

    lists: Places
    lengths: Sequence[int]

    def path(self, index: int) -> Path:
        """See `Places`."""
        for number, length in enumerate(self.lengths):
            if index < length:
                return [*self.lists.path(number), index]
            index -= length
        raise IndexError(index)
