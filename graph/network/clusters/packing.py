"""Facts as the text in which the file of clusters keeps them, so that comparing reads no description again."""

from __future__ import annotations

from dataclasses import fields
from typing import Any, Final

import orjson

from graph.network.clusters.agent_facts import AgentFacts
from graph.network.clusters.facts import Name, WorkFacts
from graph.network.clusters.things import Facts

_SETS: Final = frozenset({"numbers", "languages", "editions", "identifiers"})
_AGENT: Final = "agent"
_NAMES: Final = tuple(each.name for each in fields(WorkFacts))


def packed(facts: Facts) -> bytes:
    """The facts as JSON, what a description doesn't say left out."""
    if isinstance(facts, AgentFacts):
        return orjson.dumps(
            [_AGENT, facts.iri, facts.kind, _named(facts.name), facts.heading, sorted(facts.authorities)]
        )
    said: dict[str, Any] = {name: value for name in _NAMES if (value := getattr(facts, name))}
    for name in _SETS & said.keys():
        said[name] = sorted(said[name])
    if facts.makers:
        said["makers"] = [_named(each) for each in facts.makers]
    return orjson.dumps(said)


def unpacked(text: bytes) -> Facts:
    """The facts that `packed` wrote."""
    said = orjson.loads(text)
    if isinstance(said, list):
        _, iri, kind, known, heading, authorities = said
        return AgentFacts(iri, kind, _name(known), heading, frozenset(authorities))
    for name, value in said.items():
        if name in _SETS:
            said[name] = frozenset(value)
        elif name == "makers":
            said[name] = tuple(map(_name, value))
        elif name == "series":
            said[name] = tuple((titled, numbered) for titled, numbered in value)
        elif isinstance(value, list):
            said[name] = tuple(value)
    return WorkFacts(**said)


def _named(name: Name) -> list[Any]:
    return [name.first, name.rest, name.years, name.person]


def _name(said: list[Any]) -> Name:
    first, rest, years, person = said
    return Name(first, tuple(rest), tuple(years), person)
