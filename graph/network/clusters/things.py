"""What clusters are of, works and agents, as far as finding and grouping them goes. The two never meet: their blocks
have other names.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Final, TypeAlias

from graph.network.clusters import agent_features, comparing
from graph.network.clusters.agent_facts import AgentFacts, agent_block_keys
from graph.network.clusters.blocking import block_keys
from graph.network.clusters.facts import WorkFacts

Facts: TypeAlias = WorkFacts | AgentFacts
"""What is known of one thing."""

_WALLS: Final = (
    comparing.language, comparing.medium, comparing.issued, comparing.part, comparing.numbers, comparing.series,
)  # fmt: skip
_AGENT_WALLS: Final = (agent_features.authority, agent_features.years, agent_features.kind)


def keys_of(facts: Facts) -> tuple[str, ...]:
    """The blocks a thing stands in, sorted."""
    return agent_block_keys(facts) if isinstance(facts, AgentFacts) else block_keys(facts)


def year_of(facts: Facts) -> int:
    """The year by which a block that is too large is divided; 0 where there is none."""
    if isinstance(facts, AgentFacts):
        return int(facts.name.years[0]) if facts.name.years else 0
    return facts.years[0] if facts.years else 0


def walled(one: Facts, other: Facts) -> bool:
    """Whether two are apart by definition, whatever a group of others says."""
    if isinstance(one, WorkFacts) and isinstance(other, WorkFacts):
        return any(wall(one, other) == "different" for wall in _WALLS)
    if isinstance(one, AgentFacts) and isinstance(other, AgentFacts):
        return any(wall(one, other) == "different" for wall in _AGENT_WALLS)
    return True


def form_of(facts: Facts) -> Hashable:
    """Everything that walls look at: of those of one form, one speaks for all."""
    if isinstance(facts, AgentFacts):
        return facts.kind, facts.name.years, facts.authorities
    return facts.languages, facts.medium, facts.issued, facts.part, facts.part_name, facts.numbers, facts.series
