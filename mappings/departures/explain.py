"""Which rows explain the differences between two conversions of the same records, and what no row explains."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from mappings.departures.model import Departure
from mappings.departures.rows import DEPARTURES

OFTEN: Final = 5
"""A pattern with more differences than this must be explained."""

_VALUE: Final = re.compile(r'(?<==)["<].*', re.DOTALL)
_OWN: Final = re.compile(r"<https://catalograph\.org/ns/lsp#(\w+)>")


@dataclass(frozen=True)
class Compared:
    """The differences of one record: its fields as lines, and the statements that only ours, only the reference has.

    `alone`: the other conversion has no resource of that name.
    """

    lines: str
    more: Counter[str]
    less: Counter[str]
    alone: bool = False


@dataclass
class Account:
    """Of all differences: how many of each pattern there are, how many each row explains, which are left.

    A pattern is a path without its literal or its last IRI, and the side that has it (`+` ours, `-` the reference).
    """

    patterns: Counter[str] = field(default_factory=Counter)
    explained: Counter[Departure] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)

    @property
    def often(self) -> list[str]:
        """The patterns of more than five differences."""
        return [pattern for pattern, count in self.patterns.most_common() if count > OFTEN]

    @property
    def unexplained(self) -> dict[str, int]:
        """The patterns of which more than five differences are left."""
        return {pattern: count for pattern, count in self.left.most_common() if count > OFTEN}


def account(records: Iterable[Compared]) -> Account:
    """The differences of all `records`, each given to the first row that explains it."""
    kept = Account()
    for each in records:
        more, less = (Counter({_short(path): n for path, n in side.items()}) for side in (each.more, each.less))
        kept.patterns.update(_patterns(more, less))
        for row in DEPARTURES:
            if row.one_sided if each.alone else row.concerns(each.lines):
                kept.explained[row] += _take(row, more, less, alone=each.alone)
        kept.left.update(_patterns(more, less))
    return kept


def _short(path: str) -> str:
    return _OWN.sub(r"lsp:\1", path)


def _patterns(more: Counter[str], less: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for sign, side in (("+", more), ("-", less)):
        for path, count in side.items():
            found[f"{sign} {_VALUE.sub('…', path)}"] += count
    return found


def _take(row: Departure, more: Counter[str], less: Counter[str], *, alone: bool) -> int:
    """Take what `row` explains off both sides; how much that is."""
    if row.alike is not None:
        return _take_alike(row, row.alike, more, less)
    taken = 0
    for side, fits in ((more, row.adds), (less, row.lacks)):
        for path in [path for path in side if alone or fits(path)]:
            taken += side.pop(path)
    return taken


def _take_alike(row: Departure, alike: Callable[[str], str], more: Counter[str], less: Counter[str]) -> int:
    others: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path, count in more.items():
        if row.adds(path):
            where, _, value = path.partition('="')
            others[where, alike(f'"{value}')] += [path] * count
    taken = 0
    for path in [path for path in less if row.lacks(path)]:
        where, _, value = path.partition('="')
        same = others[where, alike(f'"{value}')]
        for _ in range(min(len(same), less[path])):
            for side, gone in ((less, path), (more, same.pop())):
                side[gone] -= 1
                taken += 1
    for side in (more, less):
        for path in [path for path, count in side.items() if not count]:
            del side[path]
    return taken
