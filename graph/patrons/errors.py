"""What the patrons' side refuses, each with a code, a sentence and a way out. Sentences never name a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from graph.patrons.model import PatronError


class UnknownPatron(PatronError):
    """There is no such patron, block or fee in this library for this caller."""

    code: ClassVar[str] = "NOT_FOUND"
    hint: ClassVar[str] = "Check the barcode or the id."


class InvalidPatron(PatronError):
    """A patron, block or fee that can't be: no barcode or name, an amount of nothing, two currencies in one fee."""

    code: ClassVar[str] = "INVALID"


class DuplicatePatron(PatronError):
    """Another patron of the library has this barcode or external id."""

    code: ClassVar[str] = "DUPLICATE"
    hint: ClassVar[str] = "Look that patron up, or give another."


class StalePatron(PatronError):
    """The patron or fee was changed since the caller read it. Nothing was written."""

    code: ClassVar[str] = "STALE_REVISION"
    hint: ClassVar[str] = "Read it again and make the change on what is there now."


class MoreThanOwed(PatronError):
    """More is paid, waived or moved than remains of a fee, or more given back than was paid."""

    code: ClassVar[str] = "MORE_THAN_OWED"
    hint: ClassVar[str] = "Look at what remains of the fee."


class StillInUse(PatronError):
    """A patron can't be erased yet. `reasons` has every one of them."""

    code: ClassVar[str] = "IN_USE"
    hint: ClassVar[str] = "Close what is open first."

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = tuple(reasons)
