"""Looking up terms in the search index: authorities and vocabularies by what they are called. A backend answers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.store.names import GraphKind
from graph.store.scope import EVERY, Scope

NETWORK: Final = "network:"
"""How the index marks a network among owners."""
INSTALLATION: Final = "installation:"
"""How the index marks the installation's own vocabularies."""


class TermMatch(StrEnum):
    """How a term answers to what was typed."""

    LEFT_ANCHORED = "left-anchored"
    KEYWORD = "keyword"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class TermQuery:
    """One question. `owners` are whose terms may be seen (an empty set finds nothing); `types` any of which a term
    has, `vocabularies` any of which it is of: none of them means all. The page begins after the cursor `after`, or at
    `offset`.
    """

    owners: frozenset[str]
    text: str
    match: TermMatch = TermMatch.LEFT_ANCHORED
    types: frozenset[str] = frozenset()
    vocabularies: frozenset[str] = frozenset()
    first: int = 20
    after: str | None = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class TermHit:
    """A term that answers: the IRI of its description."""

    iri: str
    cursor: str


@dataclass(frozen=True, slots=True)
class TermAnswer:
    """A page of terms; `total` counts all of them."""

    hits: tuple[TermHit, ...] = ()
    total: int = 0
    has_next: bool = False
    has_previous: bool = False


def owners_of(scope: Scope) -> frozenset[str]:
    """Whose descriptions a scope reads by name: tenants by slug, networks as `network:` and their slug."""
    found: set[str] = set()
    for each in scope.reading:
        owners = each.owners - {EVERY, ""}
        if GraphKind.CATALOGUE in each.kinds:
            found |= owners
        if GraphKind.NETWORK in each.kinds:
            found |= {NETWORK + owner for owner in owners}
    return frozenset(found)


def term_owners(scope: Scope) -> frozenset[str]:
    """The same for terms, the installation's vocabularies among them where the scope reads those."""
    shared = any(GraphKind.VOCABULARY in each.kinds for each in scope.reading)
    return owners_of(scope) | ({INSTALLATION} if shared else set())
