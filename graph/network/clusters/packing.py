"""Facts as the text in which the file of clusters keeps them, so that comparing reads no description again."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

import orjson

from graph.network.clusters.facts import Name, WorkFacts

_SETS: Final = frozenset({"numbers", "languages", "editions", "identifiers"})
_NAMES: Final = tuple(each.name for each in fields(WorkFacts))


def packed(facts: WorkFacts) -> bytes:
    """The facts as JSON, what a description doesn't say left out."""
    said: dict[str, Any] = {name: value for name in _NAMES if (value := getattr(facts, name))}
    for name in _SETS & said.keys():
        said[name] = sorted(said[name])
    if facts.makers:
        said["makers"] = [(each.first, each.rest, each.years, each.person) for each in facts.makers]
    return orjson.dumps(said)


def unpacked(text: bytes) -> WorkFacts:
    """The facts that `packed` wrote."""
    said = orjson.loads(text)
    for name, value in said.items():
        if name in _SETS:
            said[name] = frozenset(value)
        elif name == "makers":
            said[name] = tuple(Name(first, tuple(rest), tuple(years), person) for first, rest, years, person in value)
        elif name == "series":
            said[name] = tuple((titled, numbered) for titled, numbered in value)
        elif isinstance(value, list):
            said[name] = tuple(value)
    return WorkFacts(**said)
