"""From what two works have in common to a verdict with its evidence."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.network.clusters.facts import WorkFacts
from graph.network.clusters.features import BIAS, FEATURES, JOIN, REVIEW, Outcome


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


_ROWS: Final[dict[tuple[str, str], Outcome]] = {
    (feature.name, row.name): row for feature in FEATURES for row in feature.outcomes
}


def row(feature: str, outcome: str) -> Outcome | None:
    """The row of the table behind a piece of evidence; None where the table has it no longer."""
    return _ROWS.get((feature, outcome))


def score(one: WorkFacts, other: WorkFacts) -> Score:
    """Compare two works. The order of the two doesn't matter."""
    found = tuple(_evidence(one, other))
    rows = [_ROWS[each] for each in found]
    value = 1 / (1 + math.exp(-max(-50.0, BIAS + sum(each.weight for each in rows))))
    if any(each.apart for each in rows):
        verdict = Verdict.APART
    else:
        verdict = Verdict.JOIN if value >= JOIN else Verdict.REVIEW if value >= REVIEW else Verdict.APART
    return Score(round(value, 4), verdict, found)


def _evidence(one: WorkFacts, other: WorkFacts) -> Iterator[tuple[str, str]]:
    for feature in FEATURES:
        if outcome := feature.compare(one, other):
            yield feature.name, outcome
