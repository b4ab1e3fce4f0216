"""What every relation is handed: who asks, in which languages, and the services that answer. Nothing is global."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from graph.access.model import Actor, Reading
from graph.services import Services
from graph.store.scope import Scope

P = TypeVar("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Spending:
    """What a request costs: `requested` its cost before execution, `limit` the most one request may cost,
    `remaining` what its tenant may still spend, `reset_at` when that is full again.
    """

    requested: int
    limit: int
    remaining: int
    reset_at: datetime


@dataclass(frozen=True, slots=True)
class Ask:
    """One request. `languages` are the caller's, most wanted first; `request` is its id in answers and log lines."""

    services: Services
    actor: Actor
    request: str
    languages: tuple[str, ...]
    clock: Callable[[], datetime]
    spending: Spending
    _scopes: dict[Reading | None, Scope] = field(default_factory=dict)

    def scope(self, reading: Reading | None = None) -> Scope:
        """The graphs this question reads, the same object for the same question. Raises `Forbidden`."""
        found = self._scopes.get(reading)
        if found is None:
            found = self._scopes[reading] = self.services.access.scope(self.actor, reading)
        return found

    def then(self, scope: Scope, moment: datetime | None) -> Scope:
        """The same graphs as they were at a moment, where one is named."""
        return scope if moment is None else self.services.tenants.as_of(scope, moment)

    def by_scope(
        self,
        parents: Sequence[P],
        scopes: Sequence[Scope],
        answer: Callable[[list[P], Scope], Sequence[T]],
    ) -> list[T]:
        """`answer` for every parent in its own scope, in order of the parents: one call for each different scope."""
        first = scopes[0]
        if all(each is first for each in scopes):
            return list(answer(list(parents), first))
        groups: dict[int, list[int]] = {}
        for index, scope in enumerate(scopes):
            groups.setdefault(id(scope), []).append(index)
        found: dict[int, T] = {}
        for indices in groups.values():
            answers = answer([parents[each] for each in indices], scopes[indices[0]])
            found.update(zip(indices, answers, strict=True))
        return [found[index] for index in range(len(parents))]
