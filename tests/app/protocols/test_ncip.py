"""Other circulation systems look up, lend, take back and request by NCIP."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from lxml import etree

from app.protocols.ncip import endpoint
from app.protocols.ncip.messages import NCIP
from app.protocols.ncip.services import SERVICES
from graph.access.model import operator
from graph.patrons.model import BlockScope, FeeType
from graph.store.errors import Unavailable
from mappings.money import Money

from .conftest import ASKED_FOR, DESK, LENT, MISSING, ON_SHELF, REFERENCE, RESTRICTED, WITHDRAWN, World

PASSWORD = "herons stand on one leg"
HEADER = (
    "<InitiationHeader><FromAgencyId><AgencyId>lindenau</AgencyId></FromAgencyId>{0}"
    "<ToAgencyId><AgencyId>harbor</AgencyId></ToAgencyId></InitiationHeader>"
)
USER = "<UserId><UserIdentifierValue>P1</UserIdentifierValue></UserId>"
SCOPED = "<RequestType>Hold</RequestType><RequestScopeType>{0}</RequestScopeType>"


def item(barcode: str) -> str:
    """An item as a message names it."""
    return f"<ItemId><ItemIdentifierValue>{barcode}</ItemIdentifierValue></ItemId>"


def sent(world: World, service: str, content: str, who: str = "desk", header: str = "") -> httpx.Response:
    """What is answered to a message."""
    body = f'<NCIPMessage xmlns="{NCIP}"><{service}>{HEADER.format(header)}{content}</{service}></NCIPMessage>'
    return world.get("/harbor/ncip", who, method="POST", content=body.encode())


def ask(world: World, service: str, content: str) -> Any:
    """The answer to a message, from which elements are found without a namespace."""
    response = sent(world, service, content)
    assert response.status_code == 200, response.text
    root = etree.fromstring(response.content)
    for each in root.iter():
        each.tag = etree.QName(each).localname
    (answer,) = root
    assert answer.tag == f"{service}Response"
    assert answer.findtext("ResponseHeader/ToAgencyId/AgencyId") == "lindenau"
    return answer


def problems(answer: Any) -> list[str]:
    """The types of the problems of an answer."""
    return [each.findtext("ProblemType") for each in answer.iterfind("Problem")]


def test_a_patron_is_looked_up_with_what_they_have_want_and_owe(fresh) -> None:
    fresh.installation.services.fees.charge(DESK, fresh.at["P1"], FeeType.OTHER, Money(250, "EUR"))
    wanted = "<LoanedItemsDesired/><RequestedItemsDesired/><UserFiscalAccountDesired/>"
    found = ask(fresh, "LookupUser", USER + wanted)
    assert found.findtext("UserId/UserIdentifierValue") == "P1"
    assert found.findtext("UserFiscalAccount/AccountBalance/MonetaryValue") == "250"
    loans = {each.findtext("ItemId/ItemIdentifierValue"): each.findtext("Title") for each in found.iter("LoanedItem")}
    assert loans == {LENT: "Tides", ASKED_FOR: "Tides"}
    assert found.findtext(".//UnstructuredPersonalUserName") == "Reader P1"
    assert found.findtext(".//UserPrivilegeStatusType") == "Active"
    (request,) = ask(fresh, "LookupUser", USER.replace("P1", "P2") + wanted).iter("RequestedItem")
    assert request.findtext("ItemId/ItemIdentifierValue") == ASKED_FOR
    assert (request.findtext("RequestStatusType"), request.findtext("PickupLocation")) == ("In Process", "desk")
    assert list(ask(fresh, "LookupUser", USER).iter("LoanedItem")) == []


def test_a_password_that_is_sent_must_be_right(fresh) -> None:
    signing_in = fresh.installation.services.patron_sign_in
    signing_in.use_code("harbor", "P1", signing_in.issue_code(DESK, "P1"), PASSWORD, "127.0.0.1")
    kind = "<AuthenticationDataFormatType>text</AuthenticationDataFormatType><AuthenticationInputType>"
    text = "".join(
        f"<AuthenticationInput><AuthenticationInputData>{value}</AuthenticationInputData>{kind}{name}"
        "</AuthenticationInputType></AuthenticationInput>"
        for name, value in (("Barcode Id", "P1"), ("PIN", PASSWORD))
    )
    assert ask(fresh, "LookupUser", text).findtext("UserId/UserIdentifierValue") == "P1"
    for wrong in (text.replace(PASSWORD, "guess"), text.replace(PASSWORD, ""), text.replace("P1", "nobody")):
        answer = ask(fresh, "LookupUser", wrong)
        assert problems(answer) == ["User Authentication Failed"], wrong


def test_the_status_of_every_item_is_its_row_of_the_table(world) -> None:
    statuses = {
        LENT: "On Loan",
        ON_SHELF: "Available On Shelf",
        REFERENCE: "Available On Shelf",
        RESTRICTED: "Available On Shelf",
        WITHDRAWN: "Not Available",
        MISSING: "Missing",
    }
    answers = {barcode: ask(world, "LookupItem", item(barcode)) for barcode in statuses}
    assert {barcode: each.findtext(".//CirculationStatus") for barcode, each in answers.items()} == statuses
    lent = answers[LENT]
    assert lent.findtext(".//DateDue").endswith("Z")
    assert (lent.findtext(".//Title"), lent.findtext(".//CallNumber")) == ("Tides", f"TI {LENT}")
    assert ask(world, "LookupItem", item(ASKED_FOR)).findtext(".//HoldQueueLength") == "1"
    assert problems(ask(world, "LookupItem", item("nothing"))) == ["Unknown Item"]
    assert all("Reader" not in etree.tostring(each, encoding="unicode") for each in answers.values())


def test_an_item_is_lent_renewed_and_taken_back(fresh) -> None:
    services = fresh.installation.services
    text = services.settings.rules(DESK).text.replace("renew-from due", "renew-from now")
    services.settings.publish_rules(operator("harbor"), text.replace("renew-period same", "renew-period 60 days"))
    lent = ask(fresh, "CheckOutItem", USER + item(ON_SHELF))
    assert lent.findtext("RenewalCount") == "0"
    assert problems(ask(fresh, "CheckOutItem", USER + item(ON_SHELF))) == ["Resource Cannot Be Provided"]
    renewed = ask(fresh, "RenewItem", USER + item(ON_SHELF))
    assert renewed.findtext("RenewalCount") == "1"
    assert renewed.findtext("DateDue") > lent.findtext("DateDue")
    back = ask(fresh, "CheckInItem", item(ON_SHELF))
    assert back.findtext(".//CirculationStatus") == "Available On Shelf"
    assert back.find("RoutingInformation") is None
    assert problems(ask(fresh, "RenewItem", USER + item(ON_SHELF))) == ["Item Not Checked Out"]
    (standing,) = services.circulation.reading.standing(DESK, [fresh.at["P1"]])
    assert fresh.at[ON_SHELF] not in {each.item for each in standing.loans}


def test_where_an_item_goes_that_somebody_waits_for_is_told_and_for_whom_is_not(fresh) -> None:
    back = ask(fresh, "CheckInItem", item(ASKED_FOR))
    assert back.findtext("RoutingInformation/RoutingInstructions") == "PutOnHoldShelf"
    assert back.findtext(".//Destination//LocationNameValue") == "desk"
    assert "Reader" not in etree.tostring(back, encoding="unicode")


def test_a_request_for_an_item_or_a_title_is_placed_and_ended(fresh) -> None:
    pickup = "<PickupLocation>desk</PickupLocation>"
    record = (
        "<BibliographicId><BibliographicRecordId><BibliographicRecordIdentifier>b1</BibliographicRecordIdentifier>"
        "<AgencyId>harbor</AgencyId></BibliographicRecordId></BibliographicId>"
    )
    placed = ask(fresh, "RequestItem", USER + item(RESTRICTED) + SCOPED.format("Item") + pickup)
    named = placed.findtext("RequestId/RequestIdentifierValue")
    title = ask(fresh, "RequestItem", USER.replace("P1", "P2") + record + SCOPED.format("Bibliographic Item") + pickup)
    assert title.findtext("RequestScopeType") == "Bibliographic Item"
    standing = fresh.installation.services.circulation.reading.standing
    assert [each.iri for each in standing(DESK, [fresh.at["P1"]])[0].requests] == [named]
    ended = f"<RequestId><RequestIdentifierValue>{named}</RequestIdentifierValue></RequestId>"
    ended += "<RequestType>Hold</RequestType>"
    assert problems(ask(fresh, "CancelRequestItem", USER.replace("P1", "P2") + ended)) == ["Unknown Request"]
    assert ask(fresh, "CancelRequestItem", USER + ended).findtext("UserId/UserIdentifierValue") == "P1"
    assert standing(DESK, [fresh.at["P1"]])[0].requests == ()
    nowhere = pickup.replace("desk", "nowhere")
    refused = ask(fresh, "RequestItem", USER + item(RESTRICTED) + SCOPED.format("Item") + nowhere)
    assert problems(refused) == ["Unknown Pickup Location"]


def test_every_reason_in_the_way_is_a_problem_of_its_own(fresh) -> None:
    answer = ask(fresh, "CheckOutItem", USER.replace("P1", "nobody") + item("nothing"))
    assert problems(answer) == ["Unknown User"]
    fresh.installation.services.patrons.add_block(DESK, fresh.at["P1"], (BlockScope.BORROW,), "a book was wet")
    answer = ask(fresh, "CheckOutItem", USER + item(WITHDRAWN))
    assert set(problems(answer)) == {"User Blocked", "Resource Cannot Be Provided"}


def test_whoever_may_not_is_told_so_by_a_problem(world) -> None:
    body = item(LENT)
    answers = {
        "": (401, "Agency Authentication Failed"),
        "reader": (403, "Unauthorized Service For Agency"),
        "P1": (403, "Unauthorized Service For Agency"),
    }
    for who, expected in answers.items():
        response = sent(world, "LookupItem", body, who)
        assert (response.status_code, etree.fromstring(response.content)[0][0].text) == expected
    token = f"<FromAgencyAuthentication>{world.tokens['desk']}</FromAgencyAuthentication>"
    assert sent(world, "LookupItem", body, "", token).status_code == 200
    assert world.get("/cloister/ncip", "desk", method="POST", content=body.encode()).status_code in {400, 404}


def test_a_system_is_told_to_ask_again_while_the_store_is_away(world, monkeypatch) -> None:
    def away(*_: object) -> None:
        raise Unavailable("The store is away.")

    monkeypatch.setattr(endpoint, "actor_of", away)
    response = sent(world, "LookupItem", item(LENT))
    assert (response.status_code, etree.fromstring(response.content)[0][0].text) == (
        503,
        "Temporary Processing Failure",
    )


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"no xml", 400),
        (b"<NCIPMessage/>", 400),
        (f'<NCIPMessage xmlns="{NCIP}"/>'.encode(), 400),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', 400),
        (b'<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]><a>&c;</a>', 400),
        (b" " * 100_001, 413),
        (f'<NCIPMessage xmlns="{NCIP}"><SendUserNotice/></NCIPMessage>'.encode(), 200),
        (f'<NCIPMessage xmlns="{NCIP}"><CheckOutItem/></NCIPMessage>'.encode(), 200),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_is_no_message_is_answered_with_a_problem(world, body: bytes, status: int) -> None:
    response = world.get("/harbor/ncip", "desk", method="POST", content=body)
    assert response.status_code == status
    assert b"Problem" in response.content
    assert b"passwd" not in response.content
    assert response.headers["content-type"].startswith("application/xml")


def test_the_services_that_the_documentation_names_are_those_that_are_answered(pytestconfig) -> None:
    page = (pytestconfig.rootpath / "docs" / "how-to" / "other-circulation-systems.md").read_text(encoding="utf-8")
    assert {name for name in SERVICES if f"`{name}`" in page} == set(SERVICES)
