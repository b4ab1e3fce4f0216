"""What can be wrong with a table of profiles, each told with its row and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from mappings.errors import CatalographError


@dataclass(frozen=True, slots=True, order=True)
class TableProblem:
    """One thing that is wrong: the row as lines of the file are counted, the column by name (empty: the whole row)."""

    line: int
    column: str
    message: str
    suggestion: str = ""
    table: str = ""

    def __str__(self) -> str:
        place = f"row {self.line}" + (f", column {self.column}" if self.column else "")
        meant = f"; did you mean “{self.suggestion}”?" if self.suggestion else ""
        return f"{self.table + ': ' if self.table else ''}{place}: {self.message}{meant}"


class ProfileError(CatalographError):
    """Anything about application profiles that can't be."""

    code: ClassVar[str] = "PROFILE"


class InvalidProfiles(ProfileError):
    """Tables of profiles that can't be understood; every problem is told with its row and column."""

    code: ClassVar[str] = "INVALID_PROFILES"
    hint: ClassVar[str] = "Correct the rows named; docs/how-to/profiles.md lists the columns."

    def __init__(self, problems: Sequence[TableProblem]) -> None:
        self.problems = tuple(problems)
        more = len(self.problems) - 1
        super().__init__(f"{self.problems[0]}" + (f" (and {more} more)" if more else ""))


class UnknownProfile(ProfileError):
    """There is no application profile of this name here."""

    code: ClassVar[str] = "UNKNOWN_PROFILE"
    hint: ClassVar[str] = "`catalograph profiles list` shows the shared ones; a library's own are seen by its staff."
