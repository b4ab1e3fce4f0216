"""Persons and bodies as they are compared: what a library's descriptions name them, and what they are known by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.network.clusters.facts import Name, name
from mappings.bibframe.reading.agents import Contribution
from mappings.text import heading_key

_KINDS: Final = {
    "bf:Person": "person",
    "bf:Family": "family",
    "bf:Organization": "body",
    "bf:Jurisdiction": "body",
    "bf:Meeting": "meeting",
}
_SECURE: Final = "https://"


@dataclass(frozen=True, slots=True)
class AgentFacts:
    """What is known of one agent. `heading` is its name as equal headings are equal, `authorities` are addresses of
    authority records for it, the same whether secure or not.
    """

    iri: str
    kind: str = ""
    name: Name = Name("", ())  # noqa: RUF009 - a value
    heading: str = ""
    authorities: frozenset[str] = frozenset()


def agents_in(by: Iterable[Contribution]) -> Iterator[AgentFacts]:
    """The agents that a work's contributions name and give an address; each once."""
    seen = set()
    for each in by:
        read = name(each.agent.label, each.agent.types)
        if each.agent.iri is None or read is None or each.agent.iri in seen:
            continue
        seen.add(each.agent.iri)
        yield AgentFacts(
            each.agent.iri,
            next((_KINDS[type_] for type_ in each.agent.types if type_ in _KINDS), ""),
            read,
            heading_key("agents", each.agent.label),
            frozenset(iri.removeprefix(_SECURE).removeprefix("http://") for iri in each.agent.authorities),
        )


def agent_block_keys(facts: AgentFacts) -> tuple[str, ...]:
    """The blocks an agent stands in: its heading, its name without years, its authorities."""
    given = facts.name.rest[0][:1] if facts.name.rest else ""
    found = {f"agent:{facts.name.first}|{given}", *(f"authority:{each}" for each in facts.authorities)}
    if facts.heading:
        found.add(f"heading:{facts.heading}")
    return tuple(sorted(found))
