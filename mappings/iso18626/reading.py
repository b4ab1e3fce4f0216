"""Messages of ISO 18626 out of XML: nothing outside the octets is looked at, and what can't be understood is named as
the standard names it. Elements that we have no use for are read over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from typing import ClassVar, Final, TypeVar

from lxml import etree

from mappings.errors import CatalographError
from mappings.iso18626.codes import NAMESPACE, Action, ErrorType, Reason, RequestType, ServiceType, Status
from mappings.iso18626.messages import (
    Agency,
    Header,
    Message,
    Request,
    RequestingMessage,
    SupplyingMessage,
    Wanted,
)

_LONGEST: Final = 2_000
"""So many characters are kept of a text: a title, a note."""
_MOST_IDS: Final = 20
_NAME: Final = 200
"""The longest name of a library or of a request."""

Element = etree._Element  # noqa: SLF001 - lxml's type has no other name
E = TypeVar("E", bound=StrEnum)


class MessageError(CatalographError):
    """What came is no message of ISO 18626, or has something in it that can't be understood. `kind` is the element that
    came, as far as it is one of the three that are answered.
    """

    code: ClassVar[str] = "ISO18626_MESSAGE"

    def __init__(self, type: ErrorType, value: str, message: str, kind: str = "") -> None:
        super().__init__(message)
        self.type, self.value, self.kind = type, value, kind


def read(octets: bytes) -> Message:
    """The message that octets are. Raises `MessageError`."""
    found = content_of(octets)
    kind = etree.QName(found).localname
    reader = _READERS.get(kind)
    if reader is None:
        raise MessageError(ErrorType.BADLY_FORMED, kind, f"{kind} is not a message that is answered.")
    try:
        return reader(_Reading(found))
    except MessageError as error:
        raise MessageError(error.type, error.value, error.message, kind) from None


def confirmed(octets: bytes) -> tuple[bool, str]:
    """Whether a confirmation says that the message was taken, and what was wrong otherwise. Raises `MessageError`."""
    found = _Reading(content_of(octets))
    status = found.text("confirmationHeader", "messageStatus")
    wrong = (found.text("errorData", "errorType"), found.text("errorData", "errorValue"))
    if status not in {"OK", "ERROR"}:
        raise MessageError(ErrorType.UNRECOGNISED_VALUE, "messageStatus", "No confirmation was answered.")
    return status == "OK", ": ".join(filter(None, wrong))[:_NAME]


def content_of(octets: bytes) -> Element:
    """The one element in an `ISO18626Message`. Raises `MessageError`."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(octets, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise MessageError(ErrorType.BADLY_FORMED, "", "This is not XML.") from None
    if root.getroottree().docinfo.doctype:
        raise MessageError(ErrorType.BADLY_FORMED, "DOCTYPE", "A message has no document type.")
    inside = list(root.iterchildren(f"{{{NAMESPACE}}}*"))
    if root.tag != f"{{{NAMESPACE}}}ISO18626Message" or len(inside) != 1:
        raise MessageError(ErrorType.BADLY_FORMED, "ISO18626Message", "An ISO18626Message with one message was due.")
    return inside[0]


class _Reading:
    """An element, and how texts, times and codes are taken from below it."""

    def __init__(self, element: Element) -> None:
        self._element = element

    def below(self, *path: str) -> _Reading | None:
        found = self._element.find("/".join(f"{{{NAMESPACE}}}{each}" for each in path))
        return None if found is None else _Reading(found)

    def every(self, *path: str) -> list[_Reading]:
        found = self._element.findall("/".join(f"{{{NAMESPACE}}}{each}" for each in path))
        return [_Reading(each) for each in found[:_MOST_IDS]]

    def own(self) -> str:
        return (self._element.text or "").strip()

    def text(self, *path: str) -> str:
        found = self.below(*path)
        return "" if found is None else found.own()[:_LONGEST]

    def needed(self, *path: str) -> str:
        found = self.text(*path)
        if not found:
            raise MessageError(ErrorType.UNRECOGNISED_ELEMENT, path[-1], f"{path[-1]} is missing.")
        if len(found) > _NAME:
            raise MessageError(ErrorType.UNRECOGNISED_VALUE, path[-1], f"{path[-1]} is too long.")
        return found

    def code(self, kind: type[E], wrong: ErrorType, *path: str) -> E:
        text = self.needed(*path)
        try:
            return kind(text)
        except ValueError:
            raise MessageError(wrong, path[-1], f"“{text[:40]}” is no {path[-1]}.") from None

    def moment(self, *path: str) -> datetime | None:
        text = self.text(*path)
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise MessageError(ErrorType.UNRECOGNISED_VALUE, path[-1], f"{path[-1]} is no time.") from None
        return found if found.tzinfo is not None else found.replace(tzinfo=UTC)

    def when(self, *path: str) -> datetime:
        self.needed(*path)
        found = self.moment(*path)
        if found is None:  # what is needed is there
            raise AssertionError
        return found

    def yes(self, *path: str) -> bool | None:
        return {"Y": True, "N": False}.get(self.text(*path))

    def agency(self, name: str) -> Agency:
        return Agency(self.needed("header", name, "agencyIdType"), self.needed("header", name, "agencyIdValue"))

    def header(self) -> Header:
        of = ("header", "requestingAgencyAuthentication")
        return Header(
            self.agency("supplyingAgencyId"),
            self.agency("requestingAgencyId"),
            self.needed("header", "requestingAgencyRequestId"),
            self.when("header", "timestamp"),
            self.text("header", "supplyingAgencyRequestId")[:_NAME],
            self.text(*of, "accountId"),
            self.text(*of, "securityCode"),
        )


def _request(found: _Reading) -> Request:
    service = found.below("serviceInfo")
    wrong = ErrorType.UNRECOGNISED_VALUE
    if found.below("bibliographicInfo") is None:
        raise MessageError(ErrorType.UNRECOGNISED_ELEMENT, "bibliographicInfo", "bibliographicInfo is missing.")
    return Request(
        found.header(),
        _wanted(found),
        found.code(RequestType, wrong, "serviceInfo", "requestType")
        if found.text("serviceInfo", "requestType")
        else RequestType.NEW,
        found.code(ServiceType, wrong, "serviceInfo", "serviceType") if service is not None else ServiceType.LOAN,
        found.text("serviceInfo", "requestingAgencyPreviousRequestId")[:_NAME],
        found.moment("serviceInfo", "needBeforeDate"),
        found.yes("serviceInfo", "anyEdition"),
        found.text("serviceInfo", "note"),
        found.text("requestingAgencyInfo", "name")[:_NAME],
    )


def _wanted(found: _Reading) -> Wanted:
    item, record = "bibliographicItemIdentifier", "bibliographicRecordIdentifier"
    return Wanted(
        title=found.text("bibliographicInfo", "title"),
        author=found.text("bibliographicInfo", "author"),
        record=found.text("bibliographicInfo", "supplierUniqueRecordId")[:_NAME],
        edition=found.text("bibliographicInfo", "edition"),
        volume=found.text("bibliographicInfo", "volume"),
        publisher=found.text("publicationInfo", "publisher"),
        date=found.text("publicationInfo", "publicationDate")[:_NAME],
        item_ids=tuple(
            (each.text(f"{item}Code"), each.text(item)[:_NAME])
            for each in found.every("bibliographicInfo", "bibliographicItemId")
        ),
        record_ids=tuple(
            (each.text(f"{record}Code"), each.text(record)[:_NAME])
            for each in found.every("bibliographicInfo", "bibliographicRecordId")
        ),
    )


def _supplying(found: _Reading) -> SupplyingMessage:
    header = found.header()
    return SupplyingMessage(
        header,
        found.code(Reason, ErrorType.UNSUPPORTED_REASON, "messageInfo", "reasonForMessage"),
        found.code(Status, ErrorType.UNRECOGNISED_VALUE, "statusInfo", "status"),
        found.moment("statusInfo", "lastChange") or header.at,
        found.yes("messageInfo", "answerYesNo"),
        found.text("messageInfo", "note"),
        found.text("messageInfo", "reasonUnfilled")[:_NAME],
        found.text("messageInfo", "reasonRetry")[:_NAME],
        found.moment("messageInfo", "retryAfter"),
        found.moment("statusInfo", "dueDate"),
        found.moment("statusInfo", "expectedDeliveryDate"),
        found.moment("deliveryInfo", "dateSent"),
        found.text("deliveryInfo", "itemId")[:_NAME],
    )


def _requesting(found: _Reading) -> RequestingMessage:
    action = found.code(Action, ErrorType.UNSUPPORTED_ACTION, "action")
    return RequestingMessage(found.header(), action, found.text("note"))


_READERS: Final[Mapping[str, Callable[[_Reading], Message]]] = {
    "request": _request,
    "supplyingAgencyMessage": _supplying,
    "requestingAgencyMessage": _requesting,
}
