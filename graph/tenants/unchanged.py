"""Writing something of libraries as long as they belong where they did when that was thought out, on whichever machine
somebody else writes.
"""

from __future__ import annotations

from collections.abc import Collection

from graph.access.watch import IDENTITY
from graph.store.model import Key, Put
from graph.store.names import Names
from graph.store.port import Store
from graph.store.scope import Scope


def unchanged(store: Store, names: Names, slugs: Collection[str]) -> tuple[Put, ...]:
    """What writes nothing, and lets a Change that has it be refused with `Conflict` where the settings of one of these
    libraries, their networks among them, were changed since. One call.
    """
    keys = [Key(names.identity, names.tenant(slug)) for slug in sorted(slugs)]
    found = store.read(keys, IDENTITY) if keys else ()
    return tuple(Put(each.key, each.body, each.version) for each in found if each is not None)


def with_settings(scope: Scope) -> Scope:
    """A scope in which a Change may have `unchanged`."""
    return Scope((*scope.reading, *IDENTITY.reading), (*scope.writing, *IDENTITY.writing))
