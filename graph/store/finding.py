"""A search that is put together rather than typed: words in fields, joined by and, or, not. Protocols whose clients
send such questions (SRU) translate them into this; an index answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

MOST_PARTS: Final = 64
"""How many conditions of words one question may have."""


class Match(StrEnum):
    """How several words must be there: all, any, or all together in this order."""

    ALL = "all"
    ANY = "any"
    TOGETHER = "together"


class Join(StrEnum):
    """What two conditions must be for a third: both, either, or the first without the second."""

    AND = "and"
    OR = "or"
    NOT = "not"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must be found, in any field or in one: `title`, `author`, `subject`, `series`, `publisher`, `language`
    (a code), or a number: `isbn`, `issn`, `lccn`, `oclc`, `doi`, `barcode`, `number` for any. With `begins` the last
    word is only begun.
    """

    text: str
    field: str | None = None
    match: Match = Match.ALL
    begins: bool = False


@dataclass(frozen=True, slots=True)
class Years:
    """Published within these years, first and last included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Joined:
    """Two conditions as one."""

    how: Join
    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Everything:
    """What always holds."""


Condition: TypeAlias = Words | Years | Joined | Everything


@dataclass(frozen=True, slots=True)
class ScanQuery:
    """A stretch of an alphabetical list: of titles, of the names of agents (`author`), or of subjects; `before` entries
    that stand before `text`, and `first` from there on. `owners` are whose entries may be seen.
    """

    owners: frozenset[str]
    field: str
    text: str
    before: int = 0
    first: int = 20


@dataclass(frozen=True, slots=True)
class Scanned:
    """An entry of such a list, and how many records have it."""

    label: str
    count: int
