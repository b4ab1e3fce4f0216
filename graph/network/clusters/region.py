"""What is looked at at once when clusters are made anew."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from graph.network.clusters.documents import Answer
from graph.network.clusters.grouping import Decided, Link, Pair
from graph.network.clusters.things import Facts


@dataclass(slots=True)
class Region:
    """Works that can't be told apart from each other without each other, and everything known of them."""

    works: dict[str, Facts] = field(default_factory=dict)
    links: dict[Pair, Link] = field(default_factory=dict)
    decisions: dict[Pair, Answer] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)

    @property
    def inside(self) -> list[Link]:
        """The links of two that are both here."""
        return [each for each in self.links.values() if each.pair[0] in self.works and each.pair[1] in self.works]

    @property
    def decided(self) -> Decided:
        """What people said, as pairs."""
        said: dict[Answer, set[Pair]] = defaultdict(set)
        for both, answer in self.decisions.items():
            said[answer].add(both)
        return Decided(frozenset(said[Answer.TOGETHER]), frozenset(said[Answer.APART]))
