"""What a desk did offline, and what became of it: values of a tenant's private circulation graph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from graph.circulation.refusals import BlockedBy
from graph.circulation.routing import Next


class ActKind(StrEnum):
    """What was done."""

    CHECK_OUT = "checkOut"
    CHECK_IN = "checkIn"
    RENEW = "renew"


class ActState(StrEnum):
    """What became of it."""

    DONE = "Done"
    CONFLICT = "Conflict"
    SETTLED = "Settled"
    """Somebody saw to it by hand."""


@dataclass(frozen=True, slots=True)
class Reported:
    """What a desk says it did at `at` (with its zone). `request_id` is its own name for it: the same again is the same.

    `item` and `patron` are barcodes or IRIs, `point` is the IRI of the service point; each where the kind needs it.
    """

    request_id: str
    kind: ActKind
    at: datetime
    item: str
    patron: str = ""
    point: str = ""
    proxy: str = ""


@dataclass(frozen=True, slots=True)
class Act:
    """A reported act as the library keeps it. `patron` and `about` are IRIs, as far as they are known.

    The number of a card that was read is kept for as long as there is a conflict, and no longer.
    """

    iri: str
    tenant: str
    reported: Reported
    state: ActState
    by: str
    """The opaque id of who uploaded it."""
    uploaded_at: datetime
    blocks: tuple[BlockedBy, ...] = ()
    patron: str | None = None
    about: tuple[str, ...] = ()
    settled_by: str = ""
    note: str = ""
    """What whoever settled it says of it."""
    revision: int = 0


class Outcome(StrEnum):
    """What an upload answers for one act."""

    DONE = "done"
    CONFLICT = "conflict"
    REPEATED = "repeated"
    TRY_AGAIN = "tryAgain"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of one act. `next` is what a desk does with an item that came in; `why` says why to try again."""

    request_id: str
    outcome: Outcome
    act: Act | None = None
    loan: str | None = None
    next: Next | None = None
    lifted: tuple[str, ...] = ()
    why: str = ""
    sequence: int = 0
