"""The six messages of ISO 18626 as values. What they have and we never say is not here: above all the patron.

Times have a time zone. A message that came may have texts of any length below what the reader takes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from mappings.iso18626.codes import Action, ErrorType, Reason, RequestType, ServiceType, Status


@dataclass(frozen=True, slots=True)
class Agency:
    """A library as others know it: a kind of symbol, such as `ISIL`, and the symbol."""

    type: str
    value: str

    def __str__(self) -> str:
        return f"{self.type}:{self.value}"


@dataclass(frozen=True, slots=True)
class Header:
    """Between whom, about which request, said when. `account` and `code` are how the sender makes itself known."""

    supplier: Agency
    requester: Agency
    request: str
    """The requesting agency's own id of the request."""
    at: datetime
    supplier_request: str = ""
    """The supplying agency's id of it."""
    account: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The publication that is asked for (`bibliographicInfo`, `publicationInfo`); identifiers as (code, value)."""

    title: str = ""
    author: str = ""
    record: str = ""
    """The supplier's own name of its record."""
    edition: str = ""
    volume: str = ""
    publisher: str = ""
    date: str = ""
    item_ids: tuple[tuple[str, str], ...] = ()
    record_ids: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """A library asks another for something."""

    header: Header
    wanted: Wanted
    type: RequestType = RequestType.NEW
    service: ServiceType = ServiceType.LOAN
    previous: str = ""
    """The id of the request that this one tries again."""
    needed_by: datetime | None = None
    any_edition: bool | None = None
    note: str = ""
    sender: str = ""
    """What the requesting library is called."""


@dataclass(frozen=True, slots=True)
class SupplyingMessage:
    """The supplying library answers, or tells how a request stands."""

    header: Header
    reason: Reason
    status: Status
    changed: datetime
    answer: bool | None = None
    note: str = ""
    unfilled: str = ""
    retry: str = ""
    retry_after: datetime | None = None
    due: datetime | None = None
    expected: datetime | None = None
    sent: datetime | None = None
    item: str = ""
    """The supplier's name of the item it sent, such as its barcode."""


@dataclass(frozen=True, slots=True)
class RequestingMessage:
    """The requesting library tells what it did, or asks for something more."""

    header: Header
    action: Action
    note: str = ""


@dataclass(frozen=True, slots=True)
class Confirmation:
    """That a message came and was taken, or what was wrong with it. `of` is the message that it answers; None where
    that couldn't be read so far.
    """

    of: Request | SupplyingMessage | RequestingMessage | None
    received: datetime
    error: ErrorType | None = None
    value: str = ""
    kind: str = ""
    """The element that came, where no more could be read of it."""

    @property
    def ok(self) -> bool:
        """Whether the message was taken."""
        return self.error is None


Message: TypeAlias = Request | SupplyingMessage | RequestingMessage
