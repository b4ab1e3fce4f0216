"""The names a library knows: what rules may speak of. A kind of name that isn't given isn't checked.

Written in TOML, one list for each kind:

    units = ["harbor", "harbor/map-room"]
    groups = ["student", "staff"]
    types = ["book", "map"]
    loans = ["standard", "short"]
    service-points = ["front-desk"]
    templates = ["courtesy", "overdue"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Final

from graph.circulation.errors import CirculationError
from graph.circulation.rules.errors import nearest
from graph.circulation.units import lineage


class InvalidVocabulary(CirculationError):
    """A file of known names that can't be read: not TOML, an unknown kind of name, not a list of texts."""

    code: ClassVar[str] = "INVALID_VOCABULARY"
    hint: ClassVar[str] = 'Give lists of texts: units, groups, types, loans, service-points, templates = ["…"].'


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The known names of each kind; None: any name will do. A unit that is named is known with all those above it."""

    units: frozenset[str] | None = None
    groups: frozenset[str] | None = None
    types: frozenset[str] | None = None
    loans: frozenset[str] | None = None
    service_points: frozenset[str] | None = None
    templates: frozenset[str] | None = None


_KINDS: Final = ("units", "groups", "types", "loans", "service-points", "templates")


def read_vocabulary(text: str) -> Vocabulary:
    """The names in a TOML text. Raises `InvalidVocabulary`."""
    try:
        given = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise InvalidVocabulary(f"The vocabulary is not TOML: {error}.") from None
    found: dict[str, frozenset[str]] = {}
    for kind, names in given.items():
        if kind not in _KINDS:
            meant = nearest(kind, _KINDS)
            raise InvalidVocabulary(f"“{kind}” is no kind of name" + (f"; did you mean “{meant}”?" if meant else "."))
        if not isinstance(names, list) or not all(isinstance(each, str) for each in names):
            raise InvalidVocabulary(f"“{kind}” is not a list of texts.")
        found[kind.replace("-", "_")] = frozenset(names)
    if "units" in found:
        found["units"] = with_those_above(found["units"])
    return Vocabulary(**found)


def with_those_above(units: Iterable[str]) -> frozenset[str]:
    """Units and all above them, the top of the tree too."""
    return frozenset({"", *(above for each in units for above in lineage(each))})
