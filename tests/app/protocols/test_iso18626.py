"""Two libraries lend to each other by ISO 18626 over HTTP: all that is said goes through a real server."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import httpx
import pytest

from app import clock as clocks
from graph.access.model import operator
from graph.circulation.model import RequestState
from graph.circulation.refusals import Refused
from graph.patrons.errors import StillInUse
from graph.store.scope import SystemScope
from graph.tenants.partners import PartnerWanted
from graph.workflows.interlending import taking
from graph.workflows.interlending.model import Delivery, StepNotPossible
from graph.workflows.interlending.steps import Side, Step
from mappings.iso18626.codes import Action, Reason, Status
from mappings.iso18626.messages import Header, RequestingMessage, SupplyingMessage
from mappings.iso18626.reading import content_of
from tests.app.protocols.two_libraries import HARBOR, LINDENAU, READER, Pair


def error_in(response: httpx.Response) -> str:
    """The status of a confirmation, and what was wrong."""
    found = content_of(response.content)
    names = ("messageStatus", "errorType", "errorValue")
    return " ".join(filter(None, (found.findtext(f".//{{*}}{name}") for name in names)))


def test_a_book_goes_from_one_library_to_a_reader_of_another_and_back(pair: Pair) -> None:
    services, here, there = pair.services, operator("harbor"), operator("lindenau")
    asked = pair.ask(note="for a reading group")
    assert pair.post().taken == 1
    (came,) = pair.open("lindenau")
    assert (came.instance, came.note, came.id) == (pair.at["edition"], "for a reading group", asked.id)
    assert pair.answer(Step.WILL_SUPPLY).queued is not None
    pair.post()
    assert pair.stands() == ("WillSupply", "WillSupply")
    lent = pair.answer(Step.LEND, "L1")
    pair.post()
    (mine,) = pair.open("harbor")
    assert (mine.due_at, mine.item_there) == (lent.due_at, "L1")
    (queued,) = services.circulation.reading.requests(there, [lent.queued or ""])
    assert queued is not None
    assert queued.state is RequestState.FILLED

    received = services.interlending.requesting.receive(here, mine.iri, "ILL-1", pair.at["harbor/desk"]).request
    (kept,) = services.circulation.reading.requests(here, [received.queued or ""])
    assert kept is not None
    assert kept.state is RequestState.AWAITING_PICKUP
    loan = services.circulation.lending.check_out(here, "ILL-1", "P1", pair.at["harbor/desk"]).loan
    assert loan.due_at <= (lent.due_at or loan.due_at)
    pair.post()
    assert pair.stands() == ("Loaned + Received",) * 2
    with pytest.raises(Refused):
        services.interlending.requesting.send_back(here, mine.iri)
    services.circulation.returning.check_in(here, "ILL-1", pair.at["harbor/desk"])
    services.interlending.requesting.send_back(here, mine.iri)
    pair.post()
    assert pair.stands() == ("Loaned + Received + ShippedReturn",) * 2
    services.circulation.returning.check_in(there, "L1", pair.at["lindenau/desk"])  # as any other, at the desk
    pair.post()
    assert pair.stands() == ("LoanCompleted + Received + ShippedReturn",) * 2
    assert not pair.open("harbor")
    assert not pair.open("lindenau")
    assert services.circulation.desk.copy("harbor", "ILL-1") is None


def test_the_supplier_never_learns_who_the_reader_is_and_the_public_never_of_the_copy(pair: Pair) -> None:
    request = pair.ask()
    pair.post()
    pair.answer(Step.LEND, "L1")
    pair.post()
    (mine,) = pair.open("harbor")
    pair.services.interlending.requesting.receive(operator("harbor"), mine.iri, "ILL-1", pair.at["harbor/desk"])
    pair.post()
    store, everything = pair.installation.store, SystemScope()
    letters = pair.services.interlending.letters(operator("harbor"), [request.iri])[0]
    assert [each.delivery for each in letters] == [Delivery.TAKEN, Delivery.TAKEN]
    for secret in (READER, pair.at["P1"], "P1<"):
        assert not any(secret in each.text for each in letters)
    for event in store.changes(0, 10_000, everything):
        keys = [touched.key for touched in event.touched]
        for key, document in zip(keys, store.read(keys, everything), strict=True):
            said = repr(document.body) if document is not None else ""
            if "/lindenau/" in key.graph:
                assert READER not in said
                assert pair.at["P1"] not in said
            if key.graph.endswith("/harbor/graphs/catalogue"):
                assert "ILL-1" not in said
                assert "Tides" not in said


def test_a_request_is_refused_or_cancelled_on_both_sides(pair: Pair) -> None:
    requesting = pair.services.interlending.requesting
    pair.ask()
    pair.post()
    pair.answer(Step.NOT_SUPPLY, why="NotOnShelf", note="lost long ago")
    pair.post()
    assert pair.stands() == ("Unfilled", "Unfilled")
    (mine, *_) = pair.services.interlending.listed(operator("harbor"), only_open=False)
    assert (mine.why, mine.history[-1].note) == ("NotOnShelf", "lost long ago")

    second = pair.ask()
    pair.post()
    requesting.do(operator("harbor"), second.iri, Step.CANCEL)  # nobody has begun with it
    assert pair.post().taken == 2
    assert pair.stands() == ("Cancelled", "Cancelled")

    third = pair.ask()
    pair.post()
    queued = pair.answer(Step.WILL_SUPPLY).queued
    pair.post()
    requesting.do(operator("harbor"), third.iri, Step.CANCEL)
    pair.post()
    assert pair.stands() == ("WillSupply + Cancel", "WillSupply + Cancel")
    with pytest.raises(StepNotPossible):
        pair.answer(Step.LEND, "L1")
    pair.answer(Step.AGREE_TO_CANCEL)
    pair.post()
    assert pair.stands() == ("Cancelled", "Cancelled")
    (place,) = pair.services.circulation.reading.requests(operator("lindenau"), [queued or ""])
    assert place is not None
    assert not place.open


def test_a_loan_is_renewed_called_back_and_lost(pair: Pair) -> None:
    services, here = pair.services, operator("harbor")
    asked = pair.ask()
    pair.post()
    first = pair.answer(Step.LEND, "L1").due_at
    pair.post()
    services.interlending.requesting.receive(here, asked.iri, "ILL-1", pair.at["harbor/desk"])
    services.interlending.requesting.do(here, asked.iri, Step.RENEW, "two weeks would do")
    pair.post()
    pair.answer(Step.REFUSE_TO_RENEW, note="others wait")
    pair.post()
    assert pair.stands() == ("Loaned + Received",) * 2
    pair.answer(Step.RECALL)
    pair.post()
    assert pair.stands() == ("Recalled + Received",) * 2
    (mine,) = pair.open("harbor")
    assert first is not None
    assert mine.due_at is not None
    assert mine.due_at <= first
    pair.answer(Step.GIVE_UP)
    pair.post()
    assert pair.stands() == ("CompletedWithoutReturn + Received",) * 2


def test_what_a_partner_does_not_take_waits_and_goes_out_in_order(pair: Pair) -> None:
    services, here = pair.services, operator("harbor")
    known = services.partners.of("harbor").every[0]
    wrong = PartnerWanted("Lindenau", LINDENAU, HARBOR, "institution", known.address, secret="wrong")
    services.partners.change(here, known.id, wrong)
    asked = pair.ask()
    pair.ask()
    assert pair.post().failed == 1  # who did not answer is asked once a round
    services.interlending.requesting.do(here, asked.iri, Step.CANCEL)
    assert pair.post().failed == 1  # the other request's: what comes behind the first waits with it
    services.partners.change(here, known.id, replace(wrong, secret=pair.at["key"]))
    assert services.interlending.outbox.again(here, asked.iri) == 2
    assert pair.post().taken == 3
    assert pair.stands() == ("Cancelled", "Cancelled")


def test_messages_that_come_twice_late_wrong_or_from_nobody(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = pair.ask()
    pair.post()
    (letter,) = pair.services.interlending.letters(operator("harbor"), [asked.iri])[0]
    again = letter.text.encode()
    assert error_in(pair.send(again)) == "OK"
    assert len(pair.open("lindenau")) == 1
    other = again.replace(b"Tides", b"Ebbs")
    assert error_in(pair.send(other)) == "ERROR UnrecognisedDataValue requestingAgencyRequestId"
    for key in ("", "wrong"):
        refused = pair.send(again, key)
        assert refused.status_code == 401
        assert error_in(refused).startswith("ERROR UnrecognisedDataValue requestingAgencyAuthentication")
    stranger = again.replace(b"XX-HAR", b"XX-OTH")
    assert error_in(pair.send(stranger)) == "ERROR UnrecognisedDataValue requestingAgencyId"
    at = clocks.clock()
    header = Header(LINDENAU, HARBOR, asked.id, at)
    assert error_in(pair.send(RequestingMessage(header, Action.RENEW))) == "ERROR UnsupportedActionType Renew"
    unknown = replace(header, request="0" * 20)
    assert "requestingAgencyRequestId" in error_in(pair.send(RequestingMessage(unknown, Action.CANCEL)))
    status = RequestingMessage(header, Action.STATUS_REQUEST)
    assert [error_in(pair.send(status)) for _ in range(2)] == ["OK", "OK"]
    assert pair.post().taken == 1  # one answer to a question that was put twice
    assert error_in(pair.send(b"<a>" * 50)).startswith("ERROR BadlyFormedMessage")
    assert pair.send(b"x" * 200_000).status_code == 413
    assert pair.stands() == ("RequestReceived", "RequestReceived")
    monkeypatch.setattr(taking, "MOST_OPEN", 1)
    assert "requests are open" in error_in(pair.send(again.replace(asked.id.encode(), b"another")))


def test_what_a_supplier_says_late_changes_nothing(pair: Pair) -> None:
    asked = pair.ask()
    services = pair.services
    partner = services.partners.of("harbor").every[0]
    at = clocks.clock()
    header = Header(LINDENAU, HARBOR, asked.id, at)

    def heard(status: Status, minutes: int) -> bool:
        when = at + timedelta(minutes=minutes)
        message = SupplyingMessage(replace(header, at=when), Reason.STATUS_CHANGE, status, when)
        return services.interlending.taking.take("harbor", partner, message).ok

    assert heard(Status.LOANED, 5)
    assert heard(Status.WILL_SUPPLY, 3)
    assert pair.open("harbor")[0].state.status is Status.LOANED
    assert not heard(Status.WILL_SUPPLY, 7)
    assert heard(Status.LOAN_COMPLETED, 8)
    assert not heard(Status.LOANED, 9)
    assert pair.services.interlending.listed(operator("harbor"), Side.REQUESTING) == []


def test_a_loan_that_is_overdue_is_told_and_whose_a_past_request_was_is_forgotten(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    services, here = pair.services, operator("harbor")
    asked = pair.ask()
    pair.post()
    pair.answer(Step.LEND, "L1")
    pair.post()
    with pytest.raises(StillInUse):
        services.privacy.erase(here, pair.at["P1"])
    desk, now = services.circulation.desk, clocks.clock()
    monkeypatch.setattr(desk, "clock", lambda: now + timedelta(days=60))
    services.interlending.supplying.follow(operator("lindenau"))
    pair.post()
    assert pair.stands() == ("Overdue", "Overdue")
    services.circulation.returning.check_in(operator("lindenau"), "L1", pair.at["lindenau/desk"])
    pair.post()
    assert services.interlending.forgetting.forget(here, None) == 0
    assert services.interlending.forgetting.forget(here, -61) == 1
    (left,) = services.interlending.listed(here, only_open=False)
    assert (left.patron, left.wanted.title, left.state.status) == (None, "Tides", Status.LOAN_COMPLETED)
    assert services.interlending.requests(here, [asked.iri]) == [None]
    services.privacy.erase(here, pair.at["P1"])
