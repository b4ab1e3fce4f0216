"""What is written to a partner about a request, as letters that wait until it takes them.

A letter is written in the Change in which something happened, so none is lost and none tells what did not happen. Its
time is part of it: sent again, it is the same message.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph.tenants.partners import Partner
from graph.workflows.interlending.model import LibraryRequest
from graph.workflows.interlending.steps import ROWS, Side, State, Step
from mappings.iso18626.codes import Action, Reason, RequestType, Status
from mappings.iso18626.messages import Header, Message, Request, RequestingMessage, SupplyingMessage


@dataclass(frozen=True, slots=True)
class With:
    """What is said with a step: a note for the other library, why it was not filled, when to try again, and when the
    copy was sent.
    """

    note: str = ""
    why: str = ""
    retry_after: datetime | None = None
    sent_at: datetime | None = None


NOTHING_MORE = With()


def header_of(request: LibraryRequest, partner: Partner, at: datetime) -> Header:
    """Between whom, about which request, said when."""
    supplying = request.side is Side.SUPPLYING
    return Header(
        supplier=partner.ours if supplying else partner.symbol,
        requester=partner.symbol if supplying else partner.ours,
        request=request.id,
        at=at,
        supplier_request=request.iri.rpartition("/")[2] if supplying else request.id_there,
    )


def asking(request: LibraryRequest, partner: Partner, sender: str, previous: str = "") -> Request:
    """The request itself. It says nothing of whom it is for."""
    return Request(
        header_of(request, partner, request.asked_at),
        request.wanted,
        RequestType.RETRY if previous else RequestType.NEW,
        request.service,
        previous,
        request.needed_by,
        note=request.note,
        sender=sender,
    )


def telling(before: State, request: LibraryRequest, partner: Partner, step: Step, more: With) -> Message:
    """That a step was done, to whoever didn't do it. `request` is as it is after the step."""
    row, header = ROWS[step], header_of(request, partner, request.changed_at)
    if isinstance(row.says, Action):
        return RequestingMessage(header, row.says, more.note)
    first = before.status is Status.REQUEST_RECEIVED and row.says is Reason.STATUS_CHANGE
    retrying = step is Step.ASK_TO_RETRY
    return SupplyingMessage(
        header,
        Reason.REQUEST_RESPONSE if first else row.says,
        request.state.status,
        request.changed_at,
        row.answer,
        more.note,
        "" if retrying else more.why,
        more.why if retrying else "",
        more.retry_after,
        due=request.due_at,
        sent=more.sent_at,
        item=request.item_there if more.sent_at is not None else "",
    )


def standing(request: LibraryRequest, partner: Partner, at: datetime, reason: Reason, note: str = "") -> Message:
    """How a request stands, to a requester who asked or who is to know a note."""
    status, header = request.state.status, header_of(request, partner, at)
    return SupplyingMessage(header, reason, status, request.changed_at, note=note, due=request.due_at)
