"""The row of a departure from the reference conversion: what is said otherwise, why, and which differences it explains.

Statements are told as paths from a root, as the comparison of two conversions tells them:

    Instance/bf:title/bf:Title/bf:mainTitle="Moby Dick"@en
    Work/bf:language=<http://id.loc.gov/vocabulary/languages/eng>
    Item/a bf:Item

A node on the way is named by its classes (`bf:Agent+bf:Person`, `*` without one), a member of a list by its place
(`[0]`), a link to another root by that root's class (`=>Instance`). In a row `*` stands for any text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Final


class Kind(Enum):
    """What a departure is, as a heading of the page."""

    MORE = "We say more"
    OTHERWISE = "We say it otherwise"
    LESS = "We leave it out"


@dataclass(frozen=True)
class Departure:
    """A row. Each difference of a record is explained by the first row that fits it.

    - `says`, `why`: what is said otherwise and the reason, in Markdown, a plain sentence each.
    - `more`, `less`: paths of statements that only ours, only the reference has. With `alike` such a statement is
      explained only together with one of the other side of the same record and path whose value `alike` makes equal.
    - `where`: a field the record must have, the leader as `LDR`: a regular expression searched in its lines in the
      notation of `mappings.marc.notation`. It is not looked for where `shared` is true: the comparison joins what all
      records say of an IRI, so another record may have the field.
    - `one_sided`: explains all differences of a record that the other conversion names by another IRI.
    - `marc`: an example, `leader` its leader; our conversion has the statements `ours` and not those of `theirs`.
    - `count`: how many statements of the 807 records it explained when last looked at.
    """

    kind: Kind
    says: str
    why: str
    marc: str
    ours: tuple[str, ...] = ()
    theirs: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    less: tuple[str, ...] = ()
    where: str = ""
    shared: bool = False
    alike: Callable[[str], str] | None = None
    one_sided: bool = False
    leader: str = "00000nam a2200000 i 4500"
    count: int = 0

    @cached_property
    def _more(self) -> re.Pattern[str]:
        return _any_of(self.more)

    @cached_property
    def _less(self) -> re.Pattern[str]:
        return _any_of(self.less)

    @cached_property
    def _where(self) -> re.Pattern[str]:
        return re.compile(self.where, re.MULTILINE)

    def adds(self, path: str) -> bool:
        """Whether it explains that only ours has the statement."""
        return self._more.fullmatch(path) is not None

    def lacks(self, path: str) -> bool:
        """Whether it explains that only the reference has the statement."""
        return self._less.fullmatch(path) is not None

    def concerns(self, lines: str) -> bool:
        """Whether a record, its fields as lines, may have it."""
        return self.shared or self._where.search(lines) is not None


def _any_of(paths: tuple[str, ...]) -> re.Pattern[str]:
    if not paths:
        return re.compile(r"(?!)")
    return re.compile("|".join(re.escape(path).replace(r"\*", ".*") for path in paths), re.DOTALL)


_TONGUE: Final = re.compile(r'(?<=")(@[A-Za-z0-9-]+|\^\^\S+)?$')
_LINK: Final = re.compile(r"\$6[^$\"]*")
_MARKS: Final = re.compile(r"\W+")


def without_language(value: str) -> str:
    """A literal without its language tag."""
    return _TONGUE.sub("", value)


def without_link(value: str) -> str:
    """A key without the number that links it to another script, and without its language tag."""
    return _LINK.sub("", without_language(value))


def letters(value: str) -> str:
    """The letters and digits of a literal alone."""
    return _MARKS.sub("", without_language(value))
