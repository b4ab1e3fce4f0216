"""With whom libraries and networks shared their catalogues at a moment: what was shown to fewer then than it is now is
not shown to more by asking for that moment.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from graph.access.model import SharedKind, SharingLevel
from graph.access.watch import IDENTITY
from graph.store.model import Key
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Grant, Scope
from graph.tenants.documents import sharing_of

if TYPE_CHECKING:
    from graph.tenants.model import Sharing
    from graph.tenants.service import Directory

_OPEN: Final = (SharingLevel.PRIVATE, SharingLevel.NETWORK, SharingLevel.PUBLIC)


def as_shared(store: Store, names: Names, known: Directory, scope: Scope, moment: datetime) -> Scope:
    """The graphs of a scope as they were at a moment, without those that were shared with fewer people then, or were
    not there yet. Staff see the past of their own library whatever it shared. One call.
    """
    read = _owners(scope, GraphKind.CATALOGUE) - _owners(scope, GraphKind.STAFF)
    now = {
        each.iri: each.sharing
        for owners, every in ((read, known.tenants), (_owners(scope, GraphKind.NETWORK), known.networks))
        for slug in sorted(owners)
        if (each := every.get(slug)) is not None
    }
    then = store.as_of([Key(names.identity, iri) for iri in now], moment, IDENTITY) if now else []
    fewer = {
        iri
        for (iri, level), found in zip(now.items(), then, strict=True)
        if found is None or found.body is None or _is_wider(level, sharing_of(found.body))
    }
    reading = (
        replace(each, owners=frozenset(owner for owner in each.owners if _address(names, each, owner) not in fewer))
        for each in scope.reading
    )
    return replace(scope.at(moment), reading=tuple(reading))


def _is_wider(now: Sharing, then: Sharing) -> bool:
    """Whether somebody may read a catalogue now who might not have then."""
    catalogue = {whom: allowed for (kind, whom), allowed in now.given.items() if kind is SharedKind.CATALOGUE}
    before = {whom: allowed for (kind, whom), allowed in then.given.items() if kind is SharedKind.CATALOGUE}
    given = any(allowed and not before.get(whom) for whom, allowed in catalogue.items())
    taken_back = any(not allowed and whom not in catalogue for whom, allowed in before.items())
    return given or taken_back or _OPEN.index(then.catalogue) < _OPEN.index(now.catalogue)


def _owners(scope: Scope, kind: GraphKind) -> frozenset[str]:
    return frozenset[str]().union(*(each.owners for each in scope.reading if kind in each.kinds))


def _address(names: Names, granted: Grant, owner: str) -> str:
    """What may have been shared with fewer: the catalogue of a library, the graph of a network."""
    if GraphKind.CATALOGUE in granted.kinds:
        return names.tenant(owner)
    return names.network(owner) if GraphKind.NETWORK in granted.kinds else ""
