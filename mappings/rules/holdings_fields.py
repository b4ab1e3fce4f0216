"""The fields of the holdings format that a bibliographic record may have, and where they stand in it."""

from __future__ import annotations

from typing import Final

LOCATION: Final = "852"
BEFORE: Final = frozenset({"841", "842", "843", "844", "845"})
"""What stands before the location it speaks of."""
COPIES: Final = frozenset({"876", "877", "878"})
AFTER: Final = frozenset({"853", "854", "855", "863", "864", "865", "866", "867", "868", *COPIES})
"""What stands behind the location it speaks of."""
TAGS: Final = frozenset({LOCATION, *BEFORE, *AFTER})


def place(tag: str) -> str:
    """The tag among which a field stands in a record: fields of holdings keep their order at 852."""
    return LOCATION if tag in TAGS else tag
