"""Documents and changes as values: they can be shown, dry-run, logged and replayed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Final, Literal, NamedTuple, TypeAlias

from mappings.bibframe.node import Node


class Key(NamedTuple):
    """Where a document is: its named graph and its root resource."""

    graph: str
    iri: str


class Expectation(Enum):
    """What a put or delete may expect besides a version."""

    ABSENT = "absent"
    ANY = "any"


ABSENT: Final = Expectation.ABSENT
ANY: Final = Expectation.ANY
Expected: TypeAlias = int | Literal[Expectation.ABSENT, Expectation.ANY]
"""A version number, ABSENT, or ANY (bulk import only)."""


@dataclass(frozen=True, slots=True)
class Document:
    """One root resource and its parts in one graph, at one version (from 1). Times are in UTC."""

    key: Key
    version: int
    body: Node
    created: datetime
    changed: datetime


@dataclass(frozen=True, slots=True)
class Put:
    """Write `body` as the document at `key`. A put identical to what is there writes no version and no event."""

    key: Key
    body: Node
    expects: Expected


@dataclass(frozen=True, slots=True)
class Delete:
    """Take the document at `key` away; its history stays until forgotten."""

    key: Key
    expects: Expected


@dataclass(frozen=True, slots=True)
class Cause:
    """Who did what, when: becomes the event. `actor` and `source` are opaque ids, never a person's name.

    `request` makes a retry harmless: the same actor and request again answer with the first result.
    """

    actor: str
    command: str
    at: datetime
    request: str | None = None
    source: str | None = None


NOBODY: Final = Cause("", "", datetime.fromtimestamp(0, UTC))
"""The cause of an event that was forgotten, or of which a scope sees nothing."""


@dataclass(frozen=True, slots=True)
class Change:
    """Everything one command writes. The store commits it whole or not at all."""

    cause: Cause
    puts: tuple[Put, ...] = ()
    deletes: tuple[Delete, ...] = ()


class Head(NamedTuple):
    """The end of a log: `log` tells which one it is (another after a restore), `sequence` is its last number."""

    log: str
    sequence: int


class Touched(NamedTuple):
    """One document of an event: `version` is 0 when it was deleted, `previous` 0 when it was new."""

    key: Key
    version: int
    previous: int


@dataclass(frozen=True, slots=True)
class Event:
    """One committed change in the log. `sequence` counts from 1 without gaps, in commit order.

    A forgotten event keeps its number and nothing else: no actor, no roots.
    """

    sequence: int
    cause: Cause
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Committed:
    """What a commit answers. `sequence` is the event's number, or the last one's when nothing changed.

    `versions` holds the version of each put in order (unchanged ones included); `written` counts new versions and
    deletes;
    `replayed` tells that the same request had been answered before.
    """

    sequence: int
    versions: tuple[int, ...]
    written: int
    replayed: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One state in a document's history: `body` None where it was deleted."""

    key: Key
    version: int
    body: Node | None
    sequence: int
    cause: Cause


@dataclass(frozen=True, slots=True)
class KeyPage:
    """Some of many keys, in the store's stable order. `after` continues; `total` counts all of them where asked for;
    `cursors` continue after each key, where the list is one that has them.
    """

    keys: tuple[Key, ...]
    after: str | None = None
    total: int | None = None
    cursors: tuple[str, ...] = ()


class Remedy(Enum):
    """What mends a finding; the value is the sentence for the operator."""

    MEND = "`catalograph check --mend` makes it anew from the description."
    REBUILD = "`catalograph rebuild` makes the projection anew from the log; so does `catalograph check --mend`."
    WAIT = "Nothing brings it up to date: run `catalograph serve` or `catalograph rebuild --continue`."
    RESTORE = "It does not follow from anything else in the store: restore the last backup that `check` finds whole."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing `check` found wrong. `key` is the document to mend, `projection` what to rebuild, where it is one."""

    subject: str
    problem: str
    remedy: Remedy = Remedy.RESTORE
    key: Key | None = None
    projection: str | None = None


@dataclass(frozen=True, slots=True)
class Derived:
    """What a store derives from a document by rules that need no look-up: its links out and its keys."""

    edges: tuple[tuple[str, str], ...] = ()
    keys: tuple[DerivedKey, ...] = field(default=())


class DerivedKey(NamedTuple):
    """A look-up key of a document: `unique_in` names the space in which no other document may hold it, or is empty."""

    scheme: str
    value: str
    unique_in: str = ""
