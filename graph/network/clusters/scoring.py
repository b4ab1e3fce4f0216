"""From what two works or agents have in common to a verdict with its evidence."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
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


_LEAST: Final = math.log(REVIEW / (1 - REVIEW)) - 0.001
"""What two weigh at least that are not apart, and a little less: whether they are is decided by their score."""


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


def likeness(one: Facts, other: Facts) -> Score | None:
    """What `score` says; None where the two are apart, which is told without comparing everything."""
    if isinstance(one, WorkFacts) and isinstance(other, WorkFacts):
        found = _told(_WORKS, one, other)
        return None if found is None else _unless_apart(_scored(BIAS, found))
    return _unless_apart(score(one, other))


def _unless_apart(found: Score) -> Score | None:
    return None if found.verdict is Verdict.APART else found


def _told(courses: Sequence[_Course], one: WorkFacts, other: WorkFacts) -> tuple[tuple[str, str], ...] | None:
    """The evidence; None as soon as nothing that is left to compare can bring the two together."""
    value = BIAS
    found: list[tuple[int, tuple[str, str]]] = []
    for course in courses:
        if outcome := course.compare(one, other):
            value += course.weights[outcome]
            found.append((course.place, (course.name, outcome)))
        if value + course.most < _LEAST:
            return None
    return tuple(each for _, each in sorted(found))


@dataclass(frozen=True, slots=True)
class _Course:
    """A feature in the order in which comparing costs least: what its outcomes weigh (what says apart outweighs
    all else), how much those compared after it can add at most, and its place in the table.
    """

    name: str
    compare: Callable[[WorkFacts, WorkFacts], str]
    weights: Mapping[str, float]
    most: float
    place: int


def _courses(order: Sequence[str]) -> tuple[_Course, ...]:
    places = {feature.name: at for at, feature in enumerate(FEATURES)}
    features = sorted(FEATURES, key=lambda each: order.index(each.name) if each.name in order else len(order))
    gains = [max(0.0, *(row.weight for row in each.outcomes)) for each in features]
    return tuple(
        _Course(
            each.name,
            each.compare,
            {row.name: -math.inf if row.apart else row.weight for row in each.outcomes},
            sum(gains[at + 1 :]),
            places[each.name],
        )
        for at, each in enumerate(features)
    )


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


_WORKS: Final = _courses(
    "language issued medium identifier part series numbers theme year pages title maker".split()  # noqa: SIM905 - a list
)
"""First what is told by one look, then titles and names."""
