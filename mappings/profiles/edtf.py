"""What is a date in the Extended Date/Time Format (ISO 8601-2): levels 0 and 1, and the sets of level 2.

One regular expression without anything that SHACL's dialect lacks, so that the check and the published shapes read
dates alike.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

_YEAR: Final = "-?[0-9X]{4}"
_MONTH: Final = "(0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01]|XX|[01]X)"
_DAY: Final = "(0[1-9]|[12][0-9]|3[01]|XX|[0-3]X)"
_TIME: Final = "T([01][0-9]|2[0-4]):[0-5][0-9]:[0-5][0-9](Z|[+-][0-9]{2}(:[0-9]{2})?)?"
_DATE: Final = f"({_YEAR}(-{_MONTH}(-{_DAY})?)?[?~%]?|Y-?[0-9]{{5,}})"
_SET: Final = f"[\\[{{](\\.\\.)?{_DATE}((,|\\.\\.){_DATE})*(\\.\\.)?[\\]}}]"
PATTERN: Final = f"^({_DATE}|{_YEAR}-{_MONTH}-{_DAY}{_TIME}|({_DATE}|\\.\\.)?/({_DATE}|\\.\\.)?|{_SET})$"
"""The regular expression of a date."""

DATATYPES: Final = frozenset({"edtf:edtf", "edtf:EDTF"})
"""The datatypes of such dates."""


def are_dates(datatypes: Collection[str]) -> bool:
    """Whether a literal of these datatypes can only be such a date."""
    return bool(datatypes) and DATATYPES.issuperset(datatypes)
