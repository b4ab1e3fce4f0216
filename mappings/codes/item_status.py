"""What the words of library systems for the status of an item say in ours.

A row is a word as systems write it in exports (876 `$j`, Sierra 945 `$s`, Evergreen 852 `$z` …), in lower case, and the
facts it stands for. Words of circulation (checked out, in transit) are not here: who has an item is known from loans.
"""

from __future__ import annotations

from typing import Final

STATUS_WORDS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "available": (),
    "missing": (("lsp:marker", "Missing"),),
    "lost": (("lsp:marker", "Missing"),),
    "lost and paid": (("lsp:marker", "LongMissing"),),
    "long missing": (("lsp:marker", "LongMissing"),),
    "on order": (("lsp:lifecycle", "OnOrder"),),
    "on-order": (("lsp:lifecycle", "OnOrder"),),
    "in process": (("lsp:lifecycle", "InProcess"),),
    "cataloging": (("lsp:lifecycle", "InProcess"),),
    "acquisition": (("lsp:lifecycle", "InProcess"),),
    "withdrawn": (("lsp:lifecycle", "Withdrawn"),),
    "discard/weed": (("lsp:lifecycle", "Withdrawn"),),
    "bindery": (("lsp:marker", "Unavailable"),),
    "at bindery": (("lsp:marker", "Unavailable"),),
    "damaged": (("lsp:marker", "Unavailable"),),
    "mending": (("lsp:marker", "Unavailable"),),
    "not available": (("lsp:marker", "Unavailable"),),
    "unavailable": (("lsp:marker", "Unavailable"),),
    "restricted": (("lsp:marker", "Restricted"),),
}
"""Word -> (property, value) of the facts."""


def facts_of_status(word: str) -> tuple[tuple[str, str], ...]:
    """The facts a system's word for a status stands for; none for a word that is not known."""
    return STATUS_WORDS.get(word.strip().casefold(), ())
