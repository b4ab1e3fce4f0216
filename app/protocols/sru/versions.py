"""What differs between the versions of SRU: the names of elements, and what parameters are called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_LOC: Final = "http://www.loc.gov/zing/srw/"
_OASIS: Final = "http://docs.oasis-open.org/ns/search-ws/"


@dataclass(frozen=True, slots=True)
class Version:
    """One version: the namespaces of its answers and its diagnostics."""

    number: str
    search: str
    scan: str
    explain: str
    diagnostic: str

    @property
    def is_second(self) -> bool:
        """Whether it is SRU 2.0, where nothing needs to say which operation is meant."""
        return self.number == "2.0"

    @property
    def media(self) -> str:
        """The media type of its answers."""
        return "application/sru+xml" if self.is_second else "application/xml"


VERSIONS: Final = {
    each.number: each
    for each in (
        Version("1.1", _LOC, _LOC, _LOC, _LOC + "diagnostic/"),
        Version("1.2", _LOC, _LOC, _LOC, _LOC + "diagnostic/"),
        Version("2.0", _OASIS + "sruResponse", _OASIS + "scan", _OASIS + "sruResponse", _OASIS + "diagnostic"),
    )
}
USUAL: Final = VERSIONS["1.2"]
"""The version of a request that names none, unless it is written as only 2.0 has it."""
EXPLAIN: Final = "http://explain.z3950.org/dtd/2.0/"
"""The namespace of what an endpoint says of itself (ZeeRex)."""
