"""What counts when agents are compared, and how much: rows as for works, each with an example that runs as a test."""

from __future__ import annotations

from typing import Final

from graph.network.clusters.agent_facts import AgentFacts
from graph.network.clusters.facts import Name
from graph.network.clusters.outcomes import Feature, Outcome

AGENT_BIAS: Final = -2.0


def authority(one: AgentFacts, other: AgentFacts) -> str:
    """Records of authority files: two of one file are of two."""
    if not one.authorities or not other.authorities:
        return ""
    if one.authorities & other.authorities:
        return "equal"
    files = [{each.rpartition("/")[0] for each in facts.authorities} for facts in (one, other)]
    return "" if files[0].isdisjoint(files[1]) else "different"


def heading(one: AgentFacts, other: AgentFacts) -> str:
    """Names with everything that stands in a heading, then names alone."""
    if one.heading and one.heading == other.heading:
        return "equal"
    if one.name.first != other.name.first:
        return "different"
    mine, theirs = one.name.rest, other.name.rest
    if mine == theirs:
        return "name"
    pairs = list(zip(mine, theirs, strict=False))
    return "shorter" if all(a.startswith(b) or b.startswith(a) for a, b in pairs) else "different"


def years(one: AgentFacts, other: AgentFacts) -> str:
    """When somebody was born, or a body was founded."""
    mine, theirs = one.name.years, other.name.years
    if not mine or not theirs:
        return "one-silent" if mine or theirs else ""
    return "equal" if mine[0] == theirs[0] else "different"


def kind(one: AgentFacts, other: AgentFacts) -> str:
    """Persons, families, bodies, meetings."""
    return "" if not one.kind or not other.kind or one.kind == other.kind else "different"


def _a(first: str, *rest: str, born: str = "", of: str = "person", **said: object) -> AgentFacts:
    known = Name(first, rest, (born,) if born else (), of == "person")
    return AgentFacts("", of, known, **said)  # type: ignore[arg-type]


_LOC: Final = "id.loc.gov/authorities/names/"

AGENT_FEATURES: Final[tuple[Feature[AgentFacts], ...]] = (
    Feature("authority", authority, (
        Outcome("equal", 6.0, "They are known by the same authority record.",
                (_a("lee", authorities=frozenset({f"{_LOC}n1"})), _a("lee", authorities=frozenset({f"{_LOC}n1"})))),
        Outcome("different", -6.0, "They are known by two authority records of one file.",
                (_a("lee", authorities=frozenset({f"{_LOC}n1"})), _a("lee", authorities=frozenset({f"{_LOC}n2"}))),
                apart=True),
    )),
    Feature("heading", heading, (
        Outcome("equal", 4.5, "Their headings are the same.",
                (_a("lee", heading="agents:lee, ann"), _a("lee", heading="agents:lee, ann"))),
        Outcome("name", 2.5, "Their names are the same.", (_a("lee", "ann"), _a("lee", "ann"))),
        Outcome("shorter", 0.5, "One name is shorter.", (_a("lee", "ann", "mary"), _a("lee", "a"))),
        Outcome("different", -6.0, "Their names differ.", (_a("lee", "ann"), _a("lee", "bert"))),
    )),
    Feature("years", years, (
        Outcome("equal", 2.5, "They were born in the same year.",
                (_a("lee", "ann", born="1950"), _a("lee", "ann", born="1950"))),
        Outcome("one-silent", -0.5, "One doesn't say when they were born.",
                (_a("lee", "ann", born="1950"), _a("lee", "ann"))),
        Outcome("different", -6.0, "They were born in different years.",
                (_a("lee", "ann", born="1950"), _a("lee", "ann", born="1971")), apart=True),
    )),
    Feature("kind", kind, (
        Outcome("different", -6.0, "One is a person, the other isn't.",
                (_a("lee"), _a("lee", of="body")), apart=True),
    )),
)  # fmt: skip
"""Every feature of agents, in the order in which evidence is shown."""
