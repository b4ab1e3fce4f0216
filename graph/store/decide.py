"""What a change does to the state it meets: the one set of rules that every backend applies.

A backend fetches the present state of the documents a change names, asks `decide`, and writes what it answers, all
under its write lock. Nothing here touches a store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import orjson

from graph.store.errors import Conflict
from graph.store.model import ABSENT, ANY, DerivedKey, Expected, Key, Touched
from graph.store.prepared import PreparedChange, PreparedPut


@dataclass(frozen=True, slots=True)
class Present:
    """What a store holds of one document: its newest version and its canonical octets, None once deleted."""

    version: int
    octets: bytes | None


@dataclass(frozen=True, slots=True)
class Write:
    """One document to write: `put` None deletes it. `version` counts deletes too, so that it never repeats."""

    key: Key
    put: PreparedPut | None
    version: int
    present: Present | None

    @property
    def touched(self) -> Touched:
        """The write as the event tells it."""
        previous = self.present.version if self.present is not None and self.present.octets is not None else 0
        return Touched(self.key, 0 if self.put is None else self.version, previous)


@dataclass(frozen=True, slots=True)
class Decision:
    """What to write, and the version each put of the change ends with."""

    writes: tuple[Write, ...]
    versions: tuple[int, ...]


Holders = Callable[[Sequence[DerivedKey]], Mapping[DerivedKey, Collection[Key]]]
"""Who carries these unique keys now. Keys nobody carries may be left out."""


def decide(change: PreparedChange, present: Mapping[Key, Present], holders: Holders) -> Decision:
    """What `change` does where `present` is the state of its documents.

    Raises `Conflict` with every subject in the way: IRIs whose version or absence is not as expected, and unique keys
    (`scheme:value`) that another resource holds. Layers of one resource (the same root IRI in two graphs) may share a
    key.
    """
    wrong: list[str] = []
    writes: list[Write] = []
    versions: list[int] = []
    for put in change.puts:
        now = present.get(put.key)
        if not _holds(put.expects, now):
            wrong.append(put.key.iri)
        if now is not None and now.octets is not None and _same(now.octets, put):
            versions.append(now.version)
            continue
        writes.append(Write(put.key, put, 1 if now is None else now.version + 1, now))
        versions.append(writes[-1].version)
    for delete in change.deletes:
        now = present.get(delete.key)
        if not _holds(delete.expects, now):
            wrong.append(delete.key.iri)
        if now is not None and now.octets is not None:
            writes.append(Write(delete.key, None, now.version + 1, now))
    wrong += _taken(change, writes, holders)
    if wrong:
        raise Conflict(_sentence(wrong), list(dict.fromkeys(wrong)))
    return Decision(tuple(writes), tuple(versions))


def _holds(expected: Expected, now: Present | None) -> bool:
    there = now is not None and now.octets is not None
    if expected is ANY:
        return True
    if expected is ABSENT:
        return not there
    return there and now is not None and now.version == expected


def _same(octets: bytes, put: PreparedPut) -> bool:
    # The order of properties says nothing, so a difference in it is none.
    return octets == put.octets or (len(octets) == len(put.octets) and bool(orjson.loads(octets) == put.body))


def _taken(change: PreparedChange, writes: Sequence[Write], holders: Holders) -> list[str]:
    """The unique keys that would have two holders once all is written: keys are released before any is taken."""
    wanted: dict[DerivedKey, str] = {}
    wrong: list[str] = []
    for put in change.puts:
        wrong += (
            f"{key.scheme}:{key.value}"
            for key in put.derived.keys
            if key.unique_in and wanted.setdefault(key, put.key.iri) != put.key.iri
        )
    if not wanted:
        return wrong
    rewritten = {write.key for write in writes} | {put.key for put in change.puts}
    for key, held_by in holders(list(wanted)).items():
        if any(holder.iri != wanted[key] and holder not in rewritten for holder in held_by):
            wrong.append(f"{key.scheme}:{key.value}")
    return wrong


def _sentence(wrong: Sequence[str]) -> str:
    rest = f" and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    return f"{wrong[0]}{rest} is not as expected."
