"""Messages of ISO 18626 are read and written as its schema has them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mappings.iso18626.codes import Action, ErrorType, Reason, RequestType, ServiceType, Status
from mappings.iso18626.messages import (
    Agency,
    Confirmation,
    Header,
    Request,
    RequestingMessage,
    SupplyingMessage,
    Wanted,
)
from mappings.iso18626.reading import MessageError, confirmed, read
from mappings.iso18626.writing import known_as, written

AT = datetime(2026, 3, 2, 10, 0, 0, 125000, UTC)
HEADER = Header(Agency("ISIL", "XX-LIN"), Agency("ISIL", "XX-HAR"), "r-1", AT, "s-1")
MESSAGES = (
    Request(
        HEADER,
        Wanted(
            "Tides", "Heron, A. & <C>", "b1", "2nd", "4", "Reed", "1999", (("ISBN", "9780198534532"),), (("LCCN", "8"),)
        ),
        RequestType.RETRY,
        ServiceType.COPY_OR_LOAN,
        "r-0",
        AT,
        True,
        "for a reading group, المكتبة",
        "Harbor Library",
    ),
    Request(HEADER, Wanted("Tides")),
    SupplyingMessage(HEADER, Reason.REQUEST_RESPONSE, Status.UNFILLED, AT, None, "sorry", "NotOnShelf"),
    SupplyingMessage(HEADER, Reason.RENEW_RESPONSE, Status.LOANED, AT, True, due=AT, expected=AT, sent=AT, item="0042"),
    SupplyingMessage(HEADER, Reason.STATUS_CHANGE, Status.RETRY_POSSIBLE, AT, retry="OnLoan", retry_after=AT),
    RequestingMessage(HEADER, Action.SHIPPED_RETURN, "by the van"),
)


@pytest.mark.parametrize("message", MESSAGES, ids=lambda each: type(each).__name__)
def test_what_is_written_reads_as_it_was(message) -> None:
    assert read(written(message)) == message
    named = known_as(message, "harbor", "secret")
    assert read(written(named)) == named
    assert confirmed(written(Confirmation(message, AT))) == (True, "")


def test_a_confirmation_says_what_was_wrong() -> None:
    wrong = Confirmation(MESSAGES[0], AT, ErrorType.UNRECOGNISED_VALUE, "supplyingAgencyId")
    assert confirmed(written(wrong)) == (False, "UnrecognisedDataValue: supplyingAgencyId")
    unread = Confirmation(None, AT, ErrorType.BADLY_FORMED, kind="supplyingAgencyMessage")
    assert b"supplyingAgencyMessageConfirmation" in written(unread)


def test_a_message_of_another_system_is_read() -> None:
    text = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
      <ill:ISO18626Message xmlns:ill="http://illtransactions.org/2013/iso18626" ill:version="1.2"
        xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://example.org x">
        <!-- from a broker --><ill:supplyingAgencyMessage><ill:header>
          <ill:supplyingAgencyId><ill:agencyIdType>ISIL</ill:agencyIdType><ill:agencyIdValue>B</ill:agencyIdValue>
          </ill:supplyingAgencyId><ill:requestingAgencyId><ill:agencyIdType>ISIL</ill:agencyIdType>
          <ill:agencyIdValue>A</ill:agencyIdValue></ill:requestingAgencyId><ill:multipleItemRequestId/>
          <ill:timestamp>2024-12-12T20:12:00.62959771Z</ill:timestamp>
          <ill:requestingAgencyRequestId>6ad1</ill:requestingAgencyRequestId></ill:header>
        <ill:messageInfo><ill:reasonForMessage>StatusChange</ill:reasonForMessage></ill:messageInfo>
        <ill:statusInfo><ill:status>Loaned</ill:status><ill:lastChange>2024-12-12T20:12:00+02:00</ill:lastChange>
        </ill:statusInfo></ill:supplyingAgencyMessage></ill:ISO18626Message>"""
    found = read(text.encode())
    assert isinstance(found, SupplyingMessage)
    assert (found.status, found.header.request, found.header.supplier) == (Status.LOANED, "6ad1", Agency("ISIL", "B"))
    assert found.header.at == datetime(2024, 12, 12, 20, 12, 0, 629597, UTC)


ASKING = written(MESSAGES[5]).decode()
BAD = {
    "not XML": (b"\x00\xff", ErrorType.BADLY_FORMED),
    "empty": (b"", ErrorType.BADLY_FORMED),
    "another vocabulary": (b"<request/>", ErrorType.BADLY_FORMED),
    "a bomb": (
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>',
        ErrorType.BADLY_FORMED,
    ),
    "a file": (
        ASKING.replace("<ill:ISO", '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><ill:ISO', 1)
        .replace("by the van", "&f;")
        .encode(),
        ErrorType.BADLY_FORMED,
    ),
    "a confirmation": (written(Confirmation(MESSAGES[0], AT)), ErrorType.BADLY_FORMED),
    "an unknown action": (ASKING.replace("ShippedReturn", "Explode").encode(), ErrorType.UNSUPPORTED_ACTION),
    "no id": (
        ASKING.replace("<ill:requestingAgencyRequestId>r-1</ill:requestingAgencyRequestId>", "").encode(),
        ErrorType.UNRECOGNISED_ELEMENT,
    ),
    "no time": (ASKING.replace("2026-03-02T", "yesterday ").encode(), ErrorType.UNRECOGNISED_VALUE),
    "a long name": (ASKING.replace("XX-LIN", "L" * 300).encode(), ErrorType.UNRECOGNISED_VALUE),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_message_is_named_as_the_standard_names_it(name: str) -> None:
    octets, type_ = BAD[name]
    with pytest.raises(MessageError) as caught:
        read(octets)
    assert caught.value.type is type_
    assert "passwd" not in caught.value.message + caught.value.value


def test_characters_that_xml_has_not_are_replaced() -> None:
    assert read(written(RequestingMessage(HEADER, Action.NOTIFICATION, "a\x00b"))).note == "a\ufffdb"
