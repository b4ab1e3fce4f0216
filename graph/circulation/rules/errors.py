"""What is wrong with a text of lending rules: where, what was expected, and what may have been meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from graph.circulation.errors import CirculationError


@dataclass(frozen=True, slots=True)
class Problem:
    """One place where a text can't be understood; line and column count from 1."""

    line: int
    column: int
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        meant = f"; did you mean “{self.suggestion}”?" if self.suggestion else ""
        return f"{self.line}:{self.column}: {self.message}{meant}"


class InvalidRules(CirculationError):
    """A text of lending rules that can't be understood. Every problem in it is named at once."""

    code: ClassVar[str] = "INVALID_RULES"
    hint: ClassVar[str] = "`catalograph rules check FILE` names every problem with its line and column."

    def __init__(self, problems: Sequence[Problem]) -> None:
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        super().__init__(f"{problems[0]}{more}")
        self.problems = tuple(problems)


class IncompleteRules(CirculationError):
    """The rules leave a field without a value in some case: the rule for everything everywhere doesn't give it."""

    code: ClassVar[str] = "INCOMPLETE_RULES"
    hint: ClassVar[str] = "Give every field in a rule `everywhere : …` without criteria; a preset shows one."


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or nothing."""
    choices = list(known)
    by_fold = {each.casefold(): each for each in choices}
    found = difflib.get_close_matches(word.casefold(), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else ""
