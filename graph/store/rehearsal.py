"""What a store would say to a Change, by the rules that every backend applies, without anything being written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC

from graph.store.canonical import encode
from graph.store.decide import Present, decide
from graph.store.model import Change, DerivedKey, Document, Key
from graph.store.names import parse_graph
from graph.store.port import Store
from graph.store.prepared import prepare
from graph.store.scope import Scope


def rehearse(change: Change, store: Store, scope: Scope) -> Mapping[Key, Document | None]:
    """The documents that a change names as it would leave them, None for those that would be gone.

    Raises what `Store.commit` would: `Conflict`, `OutOfScope`, `InvalidDocument`. Who holds a unique key is only known
    as far as the scope reads, and what was there once and is gone counts from 1 again. One call of the store, and one
    for each scheme of unique keys.
    """
    prepared = prepare(change, scope)
    keys = list(dict.fromkeys(prepared.keys))
    there = dict(zip(keys, store.read(keys, scope) if keys else (), strict=True))
    present = {key: Present(found.version, encode(found.body)) for key, found in there.items() if found is not None}
    decision = decide(prepared, present, lambda wanted: _holders(wanted, store, scope))
    left, at = dict(there), change.cause.at.astimezone(UTC)
    for write in decision.writes:
        before = there[write.key]
        created = at if before is None else before.created
        left[write.key] = None if write.put is None else Document(write.key, write.version, write.put.body, created, at)
    return left


def _holders(wanted: Sequence[DerivedKey], store: Store, scope: Scope) -> dict[DerivedKey, list[Key]]:
    """Who carries these unique keys in their space: a tenant's graphs, or the whole installation."""
    found: dict[DerivedKey, list[Key]] = {}
    for scheme in dict.fromkeys(each.scheme for each in wanted):
        asked = [each for each in wanted if each.scheme == scheme]
        holders = store.find(scheme, [each.value for each in asked], scope)
        for each, keys in zip(asked, holders, strict=True):
            found[each] = [key for key in keys if _is_in(each.unique_in, key)]
    return found


def _is_in(space: str, key: Key) -> bool:
    kind, _, owner = space.partition(":")
    return kind != "tenant" or parse_graph(key.graph).owner == owner
