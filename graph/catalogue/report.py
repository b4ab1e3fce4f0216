"""What an import is asked to do, how far it is, and what came of it. Every record read is stored or reported."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, TypeAlias

from graph.catalogue.merge import Clash
from graph.tenants.model import ImportPolicy
from mappings.bibframe.conversion_report import ConversionReport

PROBLEMS_KEPT: Final = 1_000
"""So many problems and conflicts are listed; all are counted."""


class OnRepeat(StrEnum):
    """What becomes of a record whose control number was met before in the same import, with another content."""

    SKIP = "skip"
    REPLACE = "replace"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to import. `source` is the declared source of the records, never a file's name; None means the policy's.

    `policy` overrides the tenant's. `on_repeat`: report a repeated control number (`SKIP`), let the later record
    replace the earlier, or keep both. `refresh` converts again even what the source did not change (after a change of
    the mapping). `batch` records are committed together. `dry_run` writes nothing. `conversion` has the report tell
    what became of the fields of records that are created or updated, which takes a conversion there and back of each.
    `format` is that of the input (`graph.catalogue.reading.FORMATS`); None means it is recognised.
    """

    source: str | None = None
    policy: ImportPolicy | None = None
    on_repeat: OnRepeat = OnRepeat.SKIP
    refresh: bool = False
    dry_run: bool = False
    batch: int = 25
    conversion: bool = False
    format: str | None = None


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """A record that was not stored, or not wholly: its number in the file (from 1), and why. `control_number` is its
    address elsewhere where it came as RDF.
    """

    number: int
    control_number: str | None
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class ImportConflict:
    """A statement of a new source record that people had changed since the last import. `kept` tells who won."""

    number: int
    control_number: str | None
    iri: str
    clash: Clash
    kept: str


@dataclass(slots=True)
class ImportReport:
    """What came of an import. `read` = `stored` + `reported`, always.

    `created`, `updated` and `unchanged` records are in the catalogue. `skipped` ones matched by an identifier and the
    policy says skip; `repeated` ones are identical to one read before; `failed` ones have their problem listed. Of the
    created and updated, `matched` met an existing description by LCCN, OCLC number or ISBN. `warnings` counts problems
    of records that were stored all the same. `stopped` tells that the import was asked to stop before the end.
    `conversion` tells what became of the fields of
    created and updated records, where that was asked for.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    matched: int = 0
    skipped: int = 0
    repeated: int = 0
    failed: int = 0
    warnings: int = 0
    conflicted: int = 0
    stopped: bool = False
    problems: list[ImportProblem] = field(default_factory=list)
    conflicts: list[ImportConflict] = field(default_factory=list)
    conversion: ConversionReport | None = None

    @property
    def stored(self) -> int:
        """Records whose content is in the catalogue now."""
        return self.created + self.updated + self.unchanged

    @property
    def reported(self) -> int:
        """Records that were not stored, each counted under its reason."""
        return self.skipped + self.repeated + self.failed

    def fail(self, problem: ImportProblem) -> None:
        """Count a record that was not stored."""
        self.failed += 1
        self._list(problem)

    def skip(self, problem: ImportProblem) -> None:
        """Count a record that the policy leaves out because it matched, and list what it matched."""
        self.skipped += 1
        self._list(problem)

    def warn(self, problem: ImportProblem) -> None:
        """Count a problem of a record that was stored."""
        self.warnings += 1
        self._list(problem)

    def clash(self, conflict: ImportConflict) -> None:
        """Count a conflict between people and the source."""
        self.conflicted += 1
        if len(self.conflicts) < PROBLEMS_KEPT:
            self.conflicts.append(conflict)

    def add(self, other: ImportReport) -> None:
        """Take in the figures of a batch."""
        for name in ("read", "created", "updated", "unchanged", "matched", "skipped", "repeated", "failed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.warnings += other.warnings
        self.conflicted += other.conflicted
        if other.conversion is not None:
            self.conversion = self.conversion or ConversionReport()
            self.conversion.add(other.conversion)
        self.problems.extend(other.problems[: PROBLEMS_KEPT - len(self.problems)])
        self.conflicts.extend(other.conflicts[: PROBLEMS_KEPT - len(self.conflicts)])

    def _list(self, problem: ImportProblem) -> None:
        if len(self.problems) < PROBLEMS_KEPT:
            self.problems.append(problem)


ImportProgress: TypeAlias = ImportReport
"""How far an import is: the report so far, the same object after every batch."""
