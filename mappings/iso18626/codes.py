"""The words of ISO 18626 that its schema closes, and those of its open lists that we say ourselves.

Source: ISO 18626:2021, Interlibrary Loan Transactions; XML schema ISO-18626-v1_2.xsd; the open code lists.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Status(StrEnum):
    """How a request stands, as the supplying agency tells it (`statusInfo/status`)."""

    REQUEST_RECEIVED = "RequestReceived"
    EXPECT_TO_SUPPLY = "ExpectToSupply"
    WILL_SUPPLY = "WillSupply"
    LOANED = "Loaned"
    OVERDUE = "Overdue"
    RECALLED = "Recalled"
    RETRY_POSSIBLE = "RetryPossible"
    UNFILLED = "Unfilled"
    COPY_COMPLETED = "CopyCompleted"
    LOAN_COMPLETED = "LoanCompleted"
    COMPLETED_WITHOUT_RETURN = "CompletedWithoutReturn"
    CANCELLED = "Cancelled"


class Action(StrEnum):
    """What the requesting agency tells or wants (`requestingAgencyMessage/action`)."""

    STATUS_REQUEST = "StatusRequest"
    RECEIVED = "Received"
    CANCEL = "Cancel"
    RENEW = "Renew"
    SHIPPED_RETURN = "ShippedReturn"
    SHIPPED_FORWARD = "ShippedForward"
    NOTIFICATION = "Notification"


class Reason(StrEnum):
    """Why the supplying agency writes (`messageInfo/reasonForMessage`)."""

    REQUEST_RESPONSE = "RequestResponse"
    STATUS_REQUEST_RESPONSE = "StatusRequestResponse"
    RENEW_RESPONSE = "RenewResponse"
    CANCEL_RESPONSE = "CancelResponse"
    STATUS_CHANGE = "StatusChange"
    NOTIFICATION = "Notification"


class RequestType(StrEnum):
    """Whether a request is sent for the first time (`serviceInfo/requestType`)."""

    NEW = "New"
    RETRY = "Retry"
    REMINDER = "Reminder"


class ServiceType(StrEnum):
    """What is wanted (`serviceInfo/serviceType`)."""

    COPY = "Copy"
    LOAN = "Loan"
    COPY_OR_LOAN = "CopyOrLoan"


class ErrorType(StrEnum):
    """What is wrong with a message (`errorData/errorType`)."""

    UNSUPPORTED_ACTION = "UnsupportedActionType"
    UNSUPPORTED_REASON = "UnsupportedReasonForMessageType"
    UNRECOGNISED_ELEMENT = "UnrecognisedDataElement"
    UNRECOGNISED_VALUE = "UnrecognisedDataValue"
    BADLY_FORMED = "BadlyFormedMessage"


class Unfilled(StrEnum):
    """Why we don't supply (`reasonUnfilled`, an open list)."""

    NOT_HELD = "NotHeld"
    NOT_ON_SHELF = "NotOnShelf"
    ON_LOAN = "OnLoan"
    NOT_AVAILABLE_FOR_ILL = "NotAvailableForILL"
    NOT_FOUND_AS_CITED = "NotFoundAsCited"
    POLICY_PROBLEM = "PolicyProblem"
    POOR_CONDITION = "PoorCondition"
    OTHER = "Other"


class Retry(StrEnum):
    """Why the same request may be sent again otherwise or later (`reasonRetry`, an open list)."""

    NOT_FOUND_AS_CITED = "NotFoundAsCited"
    ON_LOAN = "OnLoan"
    LOAN_CONDITION = "LoanCondition"
    COST_EXCEEDS_MAX_COST = "CostExceedsMaxCost"


ISBN, ISSN, ISMN = "ISBN", "ISSN", "ISMN"
"""Codes of identifiers of items (`bibliographicItemIdentifierCode`)."""
LCCN, OCLC = "LCCN", "OCLC"
"""Codes of identifiers of records (`bibliographicRecordIdentifierCode`)."""
NAMESPACE: Final = "http://illtransactions.org/2013/iso18626"
VERSION: Final = "1.2"
