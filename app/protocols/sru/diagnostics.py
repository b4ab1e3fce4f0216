"""What is wrong with a request, by the numbers of the SRU diagnostics list (info:srw/diagnostic/1)."""

from __future__ import annotations

from typing import ClassVar, Final

from mappings.errors import CatalographError

UNAVAILABLE: Final = 2
UNSUPPORTED_OPERATION: Final = 4
UNSUPPORTED_VERSION: Final = 5
UNSUPPORTED_VALUE: Final = 6
MISSING_PARAMETER: Final = 7
UNSUPPORTED_PARAMETER: Final = 8
SYNTAX: Final = 10
TOO_LONG: Final = 12
NESTED: Final = 13
CONTEXT_SET: Final = 15
INDEX: Final = 16
RELATION: Final = 19
RELATION_MODIFIER: Final = 20
RELATION_AND_INDEX: Final = 22
EMPTY_TERM: Final = 27
MASKING: Final = 28
MASKED_TOO_SHORT: Final = 29
TOO_MANY_MASKS: Final = 30
ANCHORING: Final = 31
TERM_FORMAT: Final = 36
TOO_MANY_BOOLEANS: Final = 38
PROXIMITY: Final = 39
BOOLEAN_MODIFIER: Final = 46
POSITION: Final = 61
NOT_IN_SCHEMA: Final = 67
SCHEMA: Final = 66
PACKING: Final = 71
SORT: Final = 80
STYLESHEETS: Final = 110
SCAN_POSITION: Final = 120

MESSAGES: Final[dict[int, str]] = {
    UNAVAILABLE: "System temporarily unavailable",
    UNSUPPORTED_OPERATION: "Unsupported operation",
    UNSUPPORTED_VERSION: "Unsupported version",
    UNSUPPORTED_VALUE: "Unsupported parameter value",
    MISSING_PARAMETER: "Mandatory parameter not supplied",
    UNSUPPORTED_PARAMETER: "Unsupported parameter",
    SYNTAX: "Query syntax error",
    TOO_LONG: "Too many characters in query",
    NESTED: "Invalid or unsupported use of parentheses",
    CONTEXT_SET: "Unsupported context set",
    INDEX: "Unsupported index",
    RELATION: "Unsupported relation",
    RELATION_MODIFIER: "Unsupported relation modifier",
    RELATION_AND_INDEX: "Unsupported combination of relation and index",
    EMPTY_TERM: "Empty term unsupported",
    MASKING: "Masking character not supported",
    MASKED_TOO_SHORT: "Masked words too short",
    TOO_MANY_MASKS: "Too many masking characters in term",
    ANCHORING: "Anchoring character not supported",
    TERM_FORMAT: "Term in invalid format for index or relation",
    TOO_MANY_BOOLEANS: "Too many boolean operators in query",
    PROXIMITY: "Proximity not supported",
    BOOLEAN_MODIFIER: "Unsupported boolean modifier",
    POSITION: "First record position out of range",
    NOT_IN_SCHEMA: "Record not available in this schema",
    SCHEMA: "Unknown schema for retrieval",
    PACKING: "Unsupported record packing",
    SORT: "Sort not supported",
    STYLESHEETS: "Stylesheets not supported",
    SCAN_POSITION: "Response position out of range",
}


class SearchRefused(CatalographError):
    """A request of SRU that can't be answered; `number` says why in the protocol's own list, `details` about what."""

    code: ClassVar[str] = "SRU_DIAGNOSTIC"

    def __init__(self, number: int, details: str = "") -> None:
        super().__init__(MESSAGES[number])
        self.number, self.details = number, details[:200]

    @property
    def uri(self) -> str:
        """The diagnostic's address."""
        return f"info:srw/diagnostic/1/{self.number}"
