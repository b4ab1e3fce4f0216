"""What can go wrong in a store, in the port's own words. A driver's exception never passes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from mappings.errors import CatalographError


class StoreError(CatalographError):
    """Anything the store could not do."""

    code: ClassVar[str] = "STORE"


class InvalidName(StoreError):
    """A slug, graph or resource name that can't be one."""

    code: ClassVar[str] = "INVALID_NAME"


class Conflict(StoreError):
    """An expected version or absence did not hold, or a unique key is taken. Nothing was written.

    `subjects` name what was in the way: IRIs, or `scheme:value` of a key.
    """

    code: ClassVar[str] = "CONFLICT"
    hint: ClassVar[str] = "Read the current state and try again."

    def __init__(self, message: str, subjects: Sequence[str] = (), *, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.subjects = tuple(subjects)


class InvalidDocument(StoreError):
    """A body or change that can't be stored: not in the form of a description, or two writes of one document."""

    code: ClassVar[str] = "INVALID_DOCUMENT"


class OutOfScope(StoreError):
    """A write to a graph outside the scope. Reads never raise this: what is out of scope is not there."""

    code: ClassVar[str] = "FORBIDDEN"


class Unavailable(StoreError):
    """The store can't be reached or is busy beyond its patience, or the disk is full. Nothing was half done."""

    code: ClassVar[str] = "STORE_UNAVAILABLE"
    hint: ClassVar[str] = "Try again shortly; if it stays, look at the store's disk and server."


class ProjectionUnavailable(Unavailable):
    """The search index or the SPARQL store is missing or can't be read. Nothing is lost: both follow from the log."""

    code: ClassVar[str] = "PROJECTION_UNAVAILABLE"
    hint: ClassVar[str] = "`catalograph rebuild` makes it anew from the log, also beside a running server."


class Corrupt(StoreError):
    """The store's file or contents are damaged or not a Catalograph store."""

    code: ClassVar[str] = "STORE_CORRUPT"
    hint: ClassVar[str] = "Restore the last backup; `check` names what is wrong."


class Unfinished(StoreError):
    """The store is a copy, or is being restored, and something is still missing in it."""

    code: ClassVar[str] = "STORE_UNFINISHED"
    hint: ClassVar[str] = "Run the same `catalograph copy` or `catalograph restore` again: it goes on, or begins anew."


class UseSearch(StoreError):
    """Incoming links of a controlled-vocabulary term are not kept: a hundred million edges would hang on one node."""

    code: ClassVar[str] = "USE_SEARCH"
    hint: ClassVar[str] = "Search with a facet filter instead."


class InvalidCursor(StoreError):
    """A paging cursor that this installation did not hand out, or that belongs to another question."""

    code: ClassVar[str] = "INVALID_CURSOR"
    hint: ClassVar[str] = "Start again from the first page."


class NoSuchPoint(StoreError):
    """A backup can't be taken to this event or time: it ends before it, or what was there has been dropped since."""

    code: ClassVar[str] = "NO_SUCH_POINT"
    hint: ClassVar[str] = "Choose a later backup, or another event or time; nothing was changed."
