"""Where two sets of lending rules differ: for a case, the fields that one gives another value than the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.circulation.rules.declarations import written
from graph.circulation.rules.model import Case, Field, OnSchedule, Value
from graph.circulation.rules.resolver import Resolver


@dataclass(frozen=True, slots=True, order=True)
class Changed:
    """A field that would have another value, as written, and the line that gives it. `origin` is whose text that is."""

    field: Field
    before: str
    after: str
    line: int
    origin: str = ""

    @property
    def where(self) -> str:
        """Text and line, as a person reads it."""
        return f"{self.origin}, line {self.line}" if self.origin else f"line {self.line}"


class Comparing:
    """Two sets of rules, asked about each case once."""

    def __init__(self, before: Resolver, after: Resolver) -> None:
        self._before, self._after = before, after
        self._known: dict[Case, tuple[Changed, ...]] = {}

    def of(self, case: Case) -> tuple[Changed, ...]:
        """The fields that the second gives another value in this case. Raises `IncompleteRules`."""
        found = self._known.get(case)
        if found is None:
            found = self._known[case] = tuple(self._changes(case))
        return found

    def _changes(self, case: Case) -> Iterator[Changed]:
        for each in Field:
            before, after = self._before.given(each, case), self._after.given(each, case)
            if before is None or after is None:
                self._before.policy(case)
                self._after.policy(case)  # one of them says what is missing
                continue
            if self._meant(self._before, before.value) != self._meant(self._after, after.value):
                yield Changed(each, written(each, before.value), written(each, after.value), after.line, after.origin)

    @staticmethod
    def _meant(resolver: Resolver, value: Value) -> object:
        """A value; for a schedule what it says, since texts may each have one of the same name."""
        return resolver.schedules.get(value.key) if isinstance(value, OnSchedule) else value
