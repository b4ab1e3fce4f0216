"""Authorities as values: where vocabularies are kept, what came of loading one, what is looked up and found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from graph.access.model import Actor, Permission, network_owner, require
from graph.store.names import GraphKind, Names
from graph.store.scope import EVERY, Scope, grant

_MOST_LISTED: Final = 1000


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where a vocabulary is kept: a library's own catalogue, what a network shares, or, without either, the
    installation.
    """

    tenant: str | None = None
    network: str | None = None

    def graph(self, names: Names) -> str:
        """The graph it is kept in."""
        if self.tenant is not None:
            return names.graph(self.tenant, GraphKind.CATALOGUE)
        return names.vocabulary if self.network is None else names.network_graph(self.network)

    def scope(self) -> Scope:
        """That graph alone."""
        kind, owner = (GraphKind.VOCABULARY, "")
        if self.tenant is not None:
            kind, owner = GraphKind.CATALOGUE, self.tenant
        elif self.network is not None:
            kind, owner = GraphKind.NETWORK, self.network
        only = (grant({kind}, {owner}),)
        return Scope(only, only)

    def allow(self, actor: Actor) -> None:
        """Raises `Forbidden` where the actor may not load anything there."""
        if self.tenant is not None:
            require(actor, Permission.CATALOGUE_IMPORT, self.tenant)
        else:
            owner = EVERY if self.network is None else network_owner(self.network)
            require(actor, Permission.CATALOGUE_IMPORT, owner)


@dataclass(frozen=True, slots=True)
class LoadProblem:
    """A resource, or a line, that was not loaded: `line` in the file, 0 where it has none."""

    line: int
    iri: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Renamed:
    """A term whose preferred label is another than it was."""

    iri: str
    before: str
    after: str


@dataclass(slots=True)
class LoadReport:
    """What came of loading a vocabulary. `read` = `created` + `updated` + `unchanged` + `kept` + `failed`.

    `kept` were changed by people here, or are described by a record of its own, and stay as they are; `passed` are
    resources that are no terms (schemes, sources); `lines` says how much of a file was read that can't be handed out
    before its end.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    passed: int = 0
    failed: int = 0
    lines: int = 0
    stopped: bool = False
    problems: list[LoadProblem] = field(default_factory=list)
    renamed: list[Renamed] = field(default_factory=list)

    def fail(self, problem: LoadProblem) -> None:
        """Count something that was not loaded, and list the first of them."""
        self.read += 1
        self.failed += 1
        self.note(problem)

    def note(self, problem: LoadProblem) -> None:
        """List a problem, the first 1,000."""
        if len(self.problems) < _MOST_LISTED:
            self.problems.append(problem)
