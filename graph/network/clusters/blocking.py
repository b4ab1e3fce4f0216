"""Which works are worth comparing: those that share a key. Every work has a few, so that one slip hides nobody.

Keys say what they are made of (`title:`, `maker:`…), so that a person can see why two works met.
"""

from __future__ import annotations

from typing import Final

from graph.network.clusters.facts import WorkFacts

MOST_IN_BLOCK: Final = 40
"""A block with more is split by year, and what is then still larger says nothing."""

_MOST_MAKERS: Final = 3
_TOO_COMMON: Final = frozenset(
    "hearing hearings before report reports committee united states house representatives senate congress act and of"  # noqa: SIM905 - a list
    " for the in on to a an by from with first second session subcommittee department national".split()
)


def block_keys(facts: WorkFacts) -> tuple[str, ...]:
    """The blocks a work stands in, sorted; none for one without a title and identifiers."""
    found = set(facts.identifiers)
    whole = (*facts.title, *facts.subtitle)
    makers = [each.first for each in facts.makers[:_MOST_MAKERS]] or [""]
    signed = " ".join(sorted(facts.numbers))
    if facts.title:
        named = facts.title if len(facts.title) > 3 else whole
        found.add(f"title:{' '.join(named[:8])}|{signed}")
        for maker in makers:
            found.add(f"maker:{maker}|{' '.join(facts.title[:3])}")
        telling = sorted(
            {word for word in whole if word not in _TOO_COMMON and len(word) > 3}, key=lambda word: (-len(word), word)
        )
        if len(telling) > 2:
            found.add(f"words:{' '.join(sorted(telling[:4]))}")
            found.add(f"telling:{makers[0]}|{telling[0]}|{telling[1]}")
        if facts.part_name:
            found.add(f"part:{facts.title[0]}|{' '.join(sorted(facts.part_name))}")
    for titled, number in facts.series:
        found.add(f"series:{titled}|{number}")
    if facts.uniform:
        found.add(f"uniform:{makers[0]}|{' '.join(facts.uniform[:4])}")
    if facts.title and facts.pages and facts.years:
        found.add(f"pages:{facts.title[0]}|{facts.years[0]}|{facts.pages[-1]}|{makers[0]}")
    return tuple(sorted(found))
