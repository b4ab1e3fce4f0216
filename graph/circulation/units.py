"""The tree of organisational units as rules and calendars see it: paths such as `harbor/map-room`."""

from __future__ import annotations

from typing import Final

EVERYWHERE: Final = "everywhere"
"""How the top of the tree is written; its path is empty."""


def lineage(unit: str) -> list[str]:
    """A unit and those above it, the top of the tree (an empty path) last."""
    found = []
    while unit:
        found.append(unit)
        unit = unit.rpartition("/")[0]
    return [*found, ""]


def shown(unit: str) -> str:
    """A path as a person reads it."""
    return unit or EVERYWHERE
