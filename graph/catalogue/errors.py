"""What the catalogue refuses, each with a code, a sentence and a way out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Unpack

from graph.catalogue.merge import Merged
from graph.catalogue.model import PropertyChange, Remark, Resource
from mappings.bibframe.node import Node
from mappings.errors import CatalographError, Said


class CatalogueError(CatalographError):
    """Anything the catalogue could not do."""

    code: ClassVar[str] = "CATALOGUE"


class NotFound(CatalogueError):
    """There is no such resource for this reader; whether it exists elsewhere is not told."""

    code: ClassVar[str] = "NOT_FOUND"
    hint: ClassVar[str] = "Check the address; the record may have been deleted, or belong to a library you can't read."


class Invalid(CatalogueError):
    """A description that can't be stored. `path` leads to what is wrong: property names and positions."""

    code: ClassVar[str] = "INVALID"
    hint: ClassVar[str] = "Correct what the path points at and send it again."

    def __init__(self, message: str, path: Sequence[str] = (), **said: Unpack[Said]) -> None:
        super().__init__(message, **said)
        self.path = tuple(path)


class NotReadable(CatalogueError):
    """What was pasted or dropped is no description in a format that is read, or more than is read at once."""

    code: ClassVar[str] = "NOT_READABLE"
    hint: ClassVar[str] = (
        "MARC (ISO 2709, MARCXML, MARC-in-JSON, a field a line), Turtle, JSON-LD and RDF/XML are read."
    )


class StaleRevision(CatalogueError):
    """Somebody changed the resource since the revision the caller saw. Nothing was written.

    `current` is the resource as it is now, `theirs` what they changed since, `ours` what the caller wanted to change;
    both are empty when the revision the caller saw is no longer known. `base` is the description both began from,
    `both` the two brought together, with the places where they disagree. Where several resources of one command were
    changed, `others` says the same of the rest.
    """

    code: ClassVar[str] = "STALE_REVISION"
    hint: ClassVar[str] = "Look at what changed, bring the two together and send it with the current revision."

    def __init__(
        self,
        message: str,
        current: Resource,
        theirs: tuple[PropertyChange, ...] = (),
        ours: tuple[PropertyChange, ...] = (),
        *,
        base: Node | None = None,
        both: Merged | None = None,
        others: tuple[StaleRevision, ...] = (),
    ) -> None:
        super().__init__(message)
        self.current = current
        self.theirs = theirs
        self.ours = ours
        self.base = base
        self.both = both
        self.others = others


class UndoHindered(CatalogueError):
    """What a change did was changed again since, so taking it back needs a person's decision. Nothing was written.

    `both` is the description with the change taken back wherever nothing else stands there now, and the places where
    something does: `ours` is what stands there, `theirs` what was there before the change.
    """

    code: ClassVar[str] = "UNDO_HINDERED"
    hint: ClassVar[str] = "Decide at each place and send the description as a change of its own."

    def __init__(self, message: str, current: Resource, both: Merged) -> None:
        super().__init__(message)
        self.current = current
        self.both = both


class ProfileRefused(CatalogueError):
    """What is to be published does not meet its application profile. `remarks` has everything that the profile says."""

    code: ClassVar[str] = "PROFILE_REFUSED"
    hint: ClassVar[str] = "Correct what the remarks of level error point at and publish again; the draft is kept."

    def __init__(self, message: str, remarks: Sequence[Remark]) -> None:
        super().__init__(message)
        self.remarks = tuple(remarks)


class UnknownPaper(CatalogueError):
    """There is no such draft, template, proposal, batch or saved query for this person; others' drafts are private."""

    code: ClassVar[str] = "UNKNOWN_PAPER"
    hint: ClassVar[str] = "Look at the list of yours; it may have been published or deleted in another window."


class StalePaper(CatalogueError):
    """A draft, template, proposal or query was saved or decided elsewhere since it was read. Nothing was written."""

    code: ClassVar[str] = "STALE_PAPER"
    hint: ClassVar[str] = "Read it again; what you have is still in your window."


class BatchOutdated(CatalogueError):
    """What a batch is about was changed, came or went since it was previewed, or the batch was taken back before."""

    code: ClassVar[str] = "BATCH_OUTDATED"
    hint: ClassVar[str] = "Look at it again, and decide anew."


class Duplicate(CatalogueError):
    """Something that must be unique is taken: a barcode, a control number, an address."""

    code: ClassVar[str] = "DUPLICATE"
    hint: ClassVar[str] = "Use the record that has it already, or give another value."


class InUse(CatalogueError):
    """A resource that others hang on (instances of a work, items of an instance) can't be deleted just so."""

    code: ClassVar[str] = "IN_USE"
    hint: ClassVar[str] = "Delete what hangs on it first, or ask for it to be deleted along."

    def __init__(self, message: str, users: Sequence[str] = (), **said: Unpack[Said]) -> None:
        super().__init__(message, **said)
        self.users = tuple(users)


class ImportRefused(CatalogueError):
    """An import that can't begin: an option that makes no sense, or a source name that can't be kept."""

    code: ClassVar[str] = "IMPORT_REFUSED"


class UnknownJob(CatalogueError):
    """No import job with this id in this library."""

    code: ClassVar[str] = "UNKNOWN_JOB"
    hint: ClassVar[str] = "Use the id that starting it returned; only those who may import in a library see its jobs."


class JobNotRunnable(CatalogueError):
    """An import job that is running, or has ended well, is not started again."""

    code: ClassVar[str] = "JOB_NOT_RUNNABLE"
    hint: ClassVar[str] = "Start a new import of the file."
