"""Messages of ISO 18626 as XML, each element in the place that its schema has for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import singledispatch
from typing import Final

from lxml import etree

from mappings.iso18626.codes import NAMESPACE, VERSION
from mappings.iso18626.messages import (
    Agency,
    Confirmation,
    Header,
    Message,
    Request,
    RequestingMessage,
    SupplyingMessage,
)

Element = etree._Element  # noqa: SLF001 - lxml's type has no other name

_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
KINDS: Final[Mapping[type[Message], str]] = {
    Request: "request",
    SupplyingMessage: "supplyingAgencyMessage",
    RequestingMessage: "requestingAgencyMessage",
}
"""The element of each message; that of its confirmation has `Confirmation` behind it."""


def written(message: Message | Confirmation) -> bytes:
    """A message as octets."""
    root = etree.Element(f"{{{NAMESPACE}}}ISO18626Message", nsmap={"ill": NAMESPACE})
    root.set(f"{{{NAMESPACE}}}version", VERSION)
    root.append(_content(message))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def known_as(message: Message, account: str, code: str) -> Message:
    """The message with how its sender makes itself known."""
    return replace(message, header=replace(message.header, account=account, code=code))


@singledispatch
def _content(message: object) -> Element:
    raise TypeError(type(message).__name__)


@_content.register
def _(message: Request) -> Element:
    wanted = message.wanted
    items = [
        _with("bibliographicItemId", _text("bibliographicItemIdentifier", value), _text(_ITEM_CODE, code))
        for code, value in wanted.item_ids
    ]
    records = [
        _with("bibliographicRecordId", _text(_RECORD_CODE, code), _text("bibliographicRecordIdentifier", value))
        for code, value in wanted.record_ids
    ]
    described = (
        _text("supplierUniqueRecordId", wanted.record),
        _text("title", wanted.title),
        _text("author", wanted.author),
        _text("edition", wanted.edition),
        _text("volume", wanted.volume),
        *items,
        *records,
    )
    return _with(
        "request",
        _header(message.header),
        _with("bibliographicInfo", *described),
        _some("publicationInfo", _text("publisher", wanted.publisher), _text("publicationDate", wanted.date)),
        _with(
            "serviceInfo",
            _text("requestType", message.type),
            _text("requestingAgencyPreviousRequestId", message.previous),
            _text("serviceType", message.service),
            _moment("needBeforeDate", message.needed_by),
            _yes("anyEdition", message.any_edition),
            _text("note", message.note),
        ),
        _some("requestingAgencyInfo", _text("name", message.sender)),
    )


@_content.register
def _(message: SupplyingMessage) -> Element:
    return _with(
        "supplyingAgencyMessage",
        _header(message.header),
        _with(
            "messageInfo",
            _text("reasonForMessage", message.reason),
            _yes("answerYesNo", message.answer),
            _text("note", message.note),
            _text("reasonUnfilled", message.unfilled),
            _text("reasonRetry", message.retry),
            _moment("retryAfter", message.retry_after),
        ),
        _with(
            "statusInfo",
            _text("status", message.status),
            _moment("expectedDeliveryDate", message.expected),
            _moment("dueDate", message.due),
            _moment("lastChange", message.changed),
        ),
        _some("deliveryInfo", _moment("dateSent", message.sent), _text("itemId", message.item)),
    )


@_content.register
def _(message: RequestingMessage) -> Element:
    action = _text("action", message.action)
    return _with("requestingAgencyMessage", _header(message.header), action, _text("note", message.note))


@_content.register
def _(answer: Confirmation) -> Element:
    of = answer.of
    kind = answer.kind if of is None else KINDS[type(of)]
    again = None
    if answer.ok and isinstance(of, SupplyingMessage):
        again = _text("reasonForMessage", of.reason)
    elif answer.ok and isinstance(of, RequestingMessage):
        again = _text("action", of.action)
    wrong = _text("errorType", answer.error or ""), _text("errorValue", answer.value)
    return _with(
        f"{kind or 'request'}Confirmation",
        _confirming(answer),
        again,
        None if answer.ok else _some("errorData", *wrong),
    )


_ITEM_CODE: Final = "bibliographicItemIdentifierCode"
_RECORD_CODE: Final = "bibliographicRecordIdentifierCode"


def _confirming(answer: Confirmation) -> Element:
    header = None if answer.of is None else answer.of.header
    return _with(
        "confirmationHeader",
        None if header is None else _agency("supplyingAgencyId", header.supplier),
        None if header is None else _agency("requestingAgencyId", header.requester),
        _moment("timestamp", answer.received if header is None else header.at),
        None if header is None else _text("requestingAgencyRequestId", header.request),
        _moment("timestampReceived", answer.received),
        _text("messageStatus", "OK" if answer.ok else "ERROR"),
    )


def _header(header: Header) -> Element:
    return _with(
        "header",
        _agency("supplyingAgencyId", header.supplier),
        _agency("requestingAgencyId", header.requester),
        _element("multipleItemRequestId", ""),
        _moment("timestamp", header.at),
        _text("requestingAgencyRequestId", header.request),
        _text("supplyingAgencyRequestId", header.supplier_request),
        _some("requestingAgencyAuthentication", _text("accountId", header.account), _text("securityCode", header.code)),
    )


def _agency(name: str, agency: Agency) -> Element:
    return _with(name, _element("agencyIdType", agency.type), _element("agencyIdValue", agency.value))


def _element(name: str, text: str) -> Element:
    made = etree.Element(f"{{{NAMESPACE}}}{name}")
    made.text = _NOT_XML.sub("\ufffd", text)
    return made


def _with(name: str, *content: Element | None) -> Element:
    made = etree.Element(f"{{{NAMESPACE}}}{name}")
    made.extend(_there(content))
    return made


def _some(name: str, *content: Element | None) -> Element | None:
    found = _there(content)
    return _with(name, *found) if found else None


def _there(content: Iterable[Element | None]) -> list[Element]:
    return [each for each in content if each is not None]


def _text(name: str, text: str) -> Element | None:
    return _element(name, text) if text else None


def _yes(name: str, value: bool | None) -> Element | None:  # noqa: FBT001 - the shape of every writer
    return None if value is None else _element(name, "Y" if value else "N")


def _moment(name: str, moment: datetime | None) -> Element | None:
    if moment is None:
        return None
    return _element(name, moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"))
