"""Writing what works and agents are compared by into the file of clusters, for many works at once.

A question to the file costs more than what it answers, so everything is asked and written for all works of a round
together: what was known of them, whom they name, the blocks they stood in, and how large these are.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final, TypeAlias

import orjson

from graph.network.clusters.agent_facts import AgentFacts
from graph.network.clusters.blocking import MOST_IN_BLOCK
from graph.network.clusters.facts import WorkFacts
from graph.network.clusters.packing import packed, unpacked
from graph.network.clusters.standing import BLOCKS, PAIRS, Block, json, members, sizes
from graph.network.clusters.things import Facts, keys_of, year_of

TABLES: Final = f"""
CREATE TABLE IF NOT EXISTS thing (
  iri TEXT, owner TEXT, facts BLOB NOT NULL, blocks BLOB NOT NULL, named BLOB NOT NULL,
  PRIMARY KEY (iri, owner)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS thing_owner ON thing (owner);
CREATE TABLE IF NOT EXISTS mention (
  owner TEXT, agent TEXT, facts BLOB, work TEXT, PRIMARY KEY (owner, agent, facts, work)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS changed (
  iri TEXT, owner TEXT, event INTEGER NOT NULL, PRIMARY KEY (iri, owner)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS changed_event ON changed (event);
{BLOCKS}"""

Thing: TypeAlias = tuple[str, str]
"""The address of a work or an agent, and whose."""
_Place: TypeAlias = tuple[str, int, str, str]
"""A block with the year, and the thing in it."""
_NOBODY: Final = b"[]"


@dataclass(frozen=True, slots=True)
class Said:
    """What a description says by an event: of a work, and whom it names; None where it is of no work, or gone."""

    facts: WorkFacts | None
    agents: tuple[AgentFacts, ...]
    event: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A thing as the file has it: its facts, its blocks with the year first, and pairs of agents and their facts."""

    facts: bytes
    blocks: bytes
    named: bytes = _NOBODY

    def standing(self) -> Iterator[tuple[str, int]]:
        """The blocks it stands in, each with the year."""
        year, *keys = orjson.loads(self.blocks)
        return ((key, year) for key in keys)


class Keeping:
    """Writes the file, within the transaction of whoever has it."""

    def __init__(self, file: sqlite3.Connection) -> None:
        self._file = file

    def take(self, said: Mapping[Thing, Said]) -> None:
        """Replace what is known of works and of the agents that they name."""
        before = self._rows(said)
        after: dict[Thing, _Row | None] = {}
        for thing, each in said.items():
            named = [[one.iri, packed(one).decode()] for one in each.agents]
            after[thing] = None if each.facts is None else _row(each.facts, orjson.dumps(named))
        events = {thing: each.event for thing, each in said.items()}
        agents = self._mentioned(before, after, events)
        before |= self._rows(agents.keys() - before.keys())
        after |= agents
        self._write(before, after, events)

    def look_again(self, things: Iterable[str], event: int) -> None:
        """Note that what surrounds these has changed."""
        marked = (
            "INSERT OR REPLACE INTO changed"
            " SELECT t.iri, t.owner, ? FROM json_each(?) j CROSS JOIN thing t ON t.iri = j.value"
        )
        self._file.execute(marked, (event, json(list(things))))

    # inside

    def _mentioned(
        self, before: Mapping[Thing, _Row], after: Mapping[Thing, _Row | None], events: dict[Thing, int]
    ) -> dict[Thing, _Row | None]:
        """Replace who is named where. What is known of an agent is what the first of its names says, in the alphabet:
        the same in whichever order works came.
        """
        gone: list[tuple[str, str, bytes, str]] = []
        come: list[tuple[str, str, bytes, str]] = []
        for (work, owner), now in after.items():
            was = before.get((work, owner))
            if (was.named if was else _NOBODY) == (now.named if now else _NOBODY):
                continue
            there, here = (_mentions(each, owner, work) for each in (was, now))
            gone += there - here
            come += here - there
            for _, agent, _, _ in there ^ here:
                events[agent, owner] = max(events.get((agent, owner), 0), events[work, owner])
        self._file.executemany(
            "DELETE FROM mention WHERE owner = ? AND agent = ? AND facts = ? AND work = ?", sorted(gone)
        )
        self._file.executemany("INSERT OR REPLACE INTO mention VALUES (?, ?, ?, ?)", sorted(come))
        touched = {(agent, owner) for owner, agent, _, _ in (*gone, *come)}
        touched |= {thing for thing, now in after.items() if now is None and thing in before}  # its own description
        return {thing: None if text is None else _row(unpacked(text)) for thing, text in self._first(touched)}

    def _first(self, agents: Collection[Thing]) -> Iterator[tuple[Thing, bytes | None]]:
        asked = (
            "SELECT agent, owner,"  # noqa: S608 - words of our own
            " (SELECT min(m.facts) FROM mention m WHERE m.owner = asked.owner AND m.agent = asked.agent)"
            f" FROM {PAIRS.format('agent', 'owner')} asked"
        )
        for agent, owner, text in self._file.execute(asked, (json(sorted(agents)),)):
            yield (agent, owner), text

    def _rows(self, things: Collection[Thing]) -> dict[Thing, _Row]:
        asked = (
            f"SELECT t.iri, t.owner, t.facts, t.blocks, t.named FROM {PAIRS.format('iri', 'owner')} asked"  # noqa: S608
            " CROSS JOIN thing t ON t.iri = asked.iri AND t.owner = asked.owner"
        )
        found = self._file.execute(asked, (json(things),))
        return {(iri, owner): _Row(*row) for iri, owner, *row in found}

    def _write(
        self, before: Mapping[Thing, _Row], after: Mapping[Thing, _Row | None], events: Mapping[Thing, int]
    ) -> None:
        gone: list[_Place] = []
        come: list[_Place] = []
        new = {thing: now for thing, now in after.items() if before.get(thing) != now}
        for thing, now in new.items():
            there, here = (set(each.standing()) if each else set() for each in (before.get(thing), now))
            gone += [(*block, *thing) for block in there - here]
            come += [(*block, *thing) for block in here - there]
        changed = [
            (*thing, events[thing])
            for thing, now in new.items()
            if (None if now is None else now.facts) != (before[thing].facts if thing in before else None)
        ]
        were_large = self._may_turn(gone, come)
        run = self._file.executemany
        run("DELETE FROM block WHERE key = ? AND year = ? AND iri = ? AND owner = ?", sorted(gone))
        run("INSERT INTO block VALUES (?, ?, ?, ?)", sorted(come))
        run("DELETE FROM thing WHERE iri = ? AND owner = ?", sorted(thing for thing, now in new.items() if now is None))
        rows = [(*thing, now.facts, now.blocks, now.named) for thing, now in new.items() if now is not None]
        run("INSERT OR REPLACE INTO thing VALUES (?, ?, ?, ?, ?)", sorted(rows))
        run("INSERT OR REPLACE INTO changed VALUES (?, ?, ?)", sorted(changed))
        now_sized = sizes(self._file, were_large)
        turned = [block for block, size in now_sized.items() if (size > MOST_IN_BLOCK) != were_large[block]]
        if turned:
            self.look_again(set(chain.from_iterable(members(self._file, turned).values())), max(events.values()))

    def _may_turn(self, gone: Iterable[_Place], come: Iterable[_Place]) -> dict[Block, bool]:
        """The blocks, and the years of blocks, that may grow or shrink past what is compared wholly by this; whether
        they are larger now.
        """
        left = {block for key, year, *_ in gone for block in ((key, None), (key, year))}
        more = Counter[Block](block for key, year, *_ in come for block in ((key, None), (key, year)))
        touched = left | more.keys()
        whole = sizes(self._file, {block for block in touched if block[1] is None})
        full = {key for (key, _), size in whole.items() if size + more[key, None] > MOST_IN_BLOCK}
        years = sizes(self._file, {block for block in touched if block[1] is not None and block[0] in full})
        return {
            block: size > MOST_IN_BLOCK
            for block, size in (whole | years).items()
            if (block in left if size > MOST_IN_BLOCK else size + more[block] > MOST_IN_BLOCK)
        }


def _row(facts: Facts, named: bytes = _NOBODY) -> _Row:
    return _Row(packed(facts), orjson.dumps([year_of(facts), *keys_of(facts)]), named)


def _mentions(row: _Row | None, owner: str, work: str) -> set[tuple[str, str, bytes, str]]:
    pairs = orjson.loads(row.named) if row else ()
    return {(owner, agent, text.encode(), work) for agent, text in pairs}
