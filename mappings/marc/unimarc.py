"""Telling UNIMARC from MARC 21, by what stands in a record: both have the same leader and directory.

UNIMARC keeps general processing data in 100 $a (eight digits of a date and codes) and the title in 200; MARC 21 keeps a
personal name and the title in 245. Holdings and authority records have no title field, so absence alone proves nothing.
"""

from __future__ import annotations

import re
from typing import Final

from mappings.marc.record import ControlField, DataField, Record

_PROCESSING_DATA: Final = re.compile(r"[0-9 ]{8}[a-z| ][0-9 |]{4}.{7}")
_FIXED_LENGTH: Final = 30
"""An 008 at least this long is that of MARC 21 (40 characters); some UNIMARC exports have one of three."""


def is_unimarc(record: Record) -> bool:
    """Whether `record` can only be UNIMARC: its 100 or its 200 with 801, and nothing that UNIMARC does not have."""
    evidence = False
    agency = title = False
    for field in record.fields:
        tag = field.tag
        if tag == "245" or (tag == "008" and isinstance(field, ControlField) and len(field.value) >= _FIXED_LENGTH):
            return False
        if tag == "100" and isinstance(field, DataField):
            evidence = evidence or bool(_PROCESSING_DATA.match(field.get("a") or ""))
        elif tag == "200":
            title = True
        elif tag == "801":
            agency = True
    return evidence or (title and agency)
