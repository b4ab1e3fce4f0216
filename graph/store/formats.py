"""Formats of a store and the steps between them, in two phases so that two releases can serve one store.

*Expand* only adds: releases of the format before go on reading and writing. *Contract* takes away what no release of
the new format needs; it is done when somebody asks for it and no process of an older release runs. So a store has two
numbers: the format it has been expanded to, and the oldest format whose releases may still use it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from graph.store.errors import Corrupt, StoreError


@dataclass(frozen=True, slots=True)
class Migration:
    """One step from a format to the next: statements of the engine that may be run again where they were broken off."""

    meaning: str
    """What changes, for the operator who reads `migrate --dry-run`."""
    expand: tuple[str, ...]
    contract: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Formats:
    """What a store is expanded to (0: there is none yet), and the oldest format whose releases may use it."""

    format: int
    oldest: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What this release would do to a store: the meanings of its steps, in order, by phase."""

    formats: Formats
    known: int
    """The format of this release."""
    expanding: tuple[str, ...]
    contracting: tuple[str, ...]


class OlderReleaseRuns(StoreError):
    """Processes of an older release still use the store, and would fail after the second phase of the migration."""

    code: ClassVar[str] = "OLDER_RELEASE_RUNS"
    hint: ClassVar[str] = "Stop or update them, then run `catalograph migrate --contract` again. Nothing was changed."


def plan_of(found: Formats, migrations: Sequence[Migration]) -> Plan:
    """What a release with these `migrations` would do to a store of these formats."""
    expanding = tuple(each.meaning for each in migrations[found.format :])
    contracting = tuple(migrations[number - 1].meaning for number in to_contract(found, migrations))
    return Plan(found, len(migrations), expanding, contracting)


def to_contract(found: Formats, migrations: Sequence[Migration]) -> list[int]:
    """The formats whose second phase has something to do and is not done, in order."""
    return [number for number, each in enumerate(migrations, 1) if each.contract and number > found.oldest]


def refuse_later(found: Formats, known: int) -> None:
    """Raise `Corrupt` where the store no longer works with releases of the format `known`."""
    if found.oldest > known:
        raise Corrupt(
            f"The store was changed by a later release (it needs format {found.oldest}, this release knows {known}).",
            hint="Update Catalograph.",
        )
