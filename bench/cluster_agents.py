"""Pairs of agents of which is known whether they are one, by what a matcher doesn't see: bench/clusters.py.

The same: agents of two libraries that name one authority record (`authority`, one pair of each record), and persons of
one surname named by two descriptions that are known to be of one work, under other headings (`variant`).

Not the same, and hard: agents of two records of one authority file whose surname and first letter of the given name are
alike (`name`), or that are bodies whose names begin alike (`body`). Left out are two records of one heading, of which
one is a mistake, and headings of test records.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from random import Random

from bench.cluster_pairs import Judged
from graph.network.clusters.agent_facts import AgentFacts, agents_in
from mappings.bibframe.node import Node
from mappings.bibframe.reading.agents import contributions

_TESTS = re.compile(r"\bc[0-9]{6}")
_AUTHORITY = re.compile(r"^id\.loc\.gov/rwo/agents/")
_OF_ONE = {"form", "sudoc", "report", "edition", "oclc", "lccn", "isbn"}


def named(work: Node, library: str) -> Iterator[AgentFacts]:
    """The agents that a work names, each with an address of the library's own, and those of authority records."""
    for each in agents_in(contributions(work)):
        address = re.sub(r"^https?://", "", each.iri)
        known = each.authorities if "c.example" in address else each.authorities | {_AUTHORITY.sub(_names, address)}
        own = f"{library}|{each.kind}|{each.heading}|{min(known, default='')}"
        if not _TESTS.search(each.heading):
            yield replace(each, iri=own, authorities=frozenset(known))


def _names(_found: re.Match[str]) -> str:
    return "id.loc.gov/authorities/names/"


def hidden(agents: Iterable[AgentFacts]) -> dict[str, AgentFacts]:
    """The agents as the matcher gets them: without authority records."""
    return {each.iri: replace(each, authorities=frozenset()) for each in agents}


def judged_agents(agents: Mapping[str, tuple[AgentFacts, ...]], works: Iterable[Judged]) -> list[Judged]:
    """Every pair that is known, of the agents that each work names and the pairs of works that are known."""
    found: dict[tuple[str, str], Judged] = {}
    every = {each.iri: each for own in agents.values() for each in own}
    for one, other, same, why in (*_variants(agents, works), *_of_authorities(list(every.values()))):
        key = (min(one.iri, other.iri), max(one.iri, other.iri))
        found.setdefault(key, Judged(*key, same=same, why=why))
    return list(found.values())


def _variants(
    agents: Mapping[str, tuple[AgentFacts, ...]], works: Iterable[Judged]
) -> Iterator[tuple[AgentFacts, AgentFacts, bool, str]]:
    for pair in works:
        if not pair.same or pair.why not in _OF_ONE:
            continue
        mine, theirs = (_by_surname(agents.get(iri, ())) for iri in (pair.one, pair.other))
        for surname in sorted(mine.keys() & theirs.keys()):
            one, other = mine[surname], theirs[surname]
            if len(one) == len(other) == 1 and one[0].heading != other[0].heading:
                yield one[0], other[0], True, "variant"


def _by_surname(agents: Iterable[AgentFacts]) -> dict[str, list[AgentFacts]]:
    found = defaultdict(list)
    for each in agents:
        if each.kind == "person":
            found[each.name.first].append(each)
    return found


def _of_authorities(agents: list[AgentFacts]) -> Iterator[tuple[AgentFacts, AgentFacts, bool, str]]:
    chance = Random(3)
    records, alike = defaultdict(list), defaultdict(dict)
    for each in sorted(agents, key=lambda one: one.iri):
        for authority in sorted(each.authorities):
            records[authority].append(each)
        if each.authorities:
            given = each.name.rest[0][:1] if each.kind == "person" and each.name.rest else " ".join(each.name.rest[:3])
            alike[each.kind, each.name.first, given].setdefault(each.heading, each)
    for found in records.values():
        if len({each.iri.partition("|")[0] for each in found}) > 1:
            one = found[0]
            others = [each for each in found if each.iri.partition("|")[0] != one.iri.partition("|")[0]]
            yield one, chance.choice(others), True, "authority"
    for (kind, _, _), headings in alike.items():
        pairs = [each for each in combinations(headings.values(), 2) if _of_one_file(*each)]
        for one, other in pairs if len(pairs) <= 6 else chance.sample(pairs, 6):
            yield one, other, False, "name" if kind == "person" else "body"


def _of_one_file(one: AgentFacts, other: AgentFacts) -> bool:
    files = [{each.rpartition("/")[0] for each in known.authorities} for known in (one, other)]
    return one.authorities.isdisjoint(other.authorities) and not files[0].isdisjoint(files[1])
