"""From what two works or agents have in common to a verdict with its evidence."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeVar

from graph.network.clusters.agent_facts import AgentFacts
from graph.network.clusters.agent_features import AGENT_BIAS, AGENT_FEATURES
from graph.network.clusters.facts import WorkFacts
from graph.network.clusters.features import BIAS, FEATURES, JOIN, REVIEW
from graph.network.clusters.outcomes import Feature, Outcome
from graph.network.clusters.things import Facts


class Verdict(StrEnum):
    """What follows from a score."""

    JOIN = "join"
    REVIEW = "review"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Score:
    """How likely two descriptions are of one work, from 0 to 1, and why: (feature, outcome) in the table's order."""

    value: float
    verdict: Verdict
    evidence: tuple[tuple[str, str], ...]


T = TypeVar("T")
_ROWS: Final[dict[tuple[str, str], Outcome[WorkFacts] | Outcome[AgentFacts]]] = {
    **{(feature.name, row.name): row for feature in FEATURES for row in feature.outcomes},
    **{(feature.name, row.name): row for feature in AGENT_FEATURES for row in feature.outcomes},
}


def row(feature: str, outcome: str) -> Outcome[WorkFacts] | Outcome[AgentFacts] | None:
    """The row of the table behind a piece of evidence; None where the table has it no longer."""
    return _ROWS.get((feature, outcome))


def score(one: Facts, other: Facts) -> Score:
    """Compare two works, or two agents. The order of the two doesn't matter."""
    if isinstance(one, WorkFacts) and isinstance(other, WorkFacts):
        return _scored(BIAS, tuple(_evidence(FEATURES, one, other)))
    if isinstance(one, AgentFacts) and isinstance(other, AgentFacts):
        return _scored(AGENT_BIAS, tuple(_evidence(AGENT_FEATURES, one, other)))
    return Score(0.0, Verdict.APART, ())


def _scored(bias: float, found: tuple[tuple[str, str], ...]) -> Score:
    rows = [_ROWS[each] for each in found]
    value = 1 / (1 + math.exp(-max(-50.0, bias + sum(each.weight for each in rows))))
    if any(each.apart for each in rows):
        verdict = Verdict.APART
    else:
        verdict = Verdict.JOIN if value >= JOIN else Verdict.REVIEW if value >= REVIEW else Verdict.APART
    return Score(round(value, 4), verdict, found)


def _evidence(features: tuple[Feature[T], ...], one: T, other: T) -> Iterator[tuple[str, str]]:
    for feature in features:
        if outcome := feature.compare(one, other):
            yield feature.name, outcome
