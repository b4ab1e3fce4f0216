"""Blocks as they stand in the file of clusters: how many are in each, and who. Asked of many at once."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from typing import Any, Final, TypeAlias

import orjson

from graph.network.clusters.blocking import MOST_IN_BLOCK

BLOCKS: Final = """
CREATE TABLE IF NOT EXISTS block (
  key TEXT, year INTEGER, iri TEXT, owner TEXT, PRIMARY KEY (key, year, iri, owner)) WITHOUT ROWID;
"""
Block: TypeAlias = tuple[str, int | None]
"""The key of a block, and a year of it where that alone is meant."""

PAIRS: Final = "(SELECT json_extract(value, '$[0]') AS {}, json_extract(value, '$[1]') AS {} FROM json_each(?))"
"""A table of what is asked about, from one parameter; the names of its columns are to be filled in."""

_ASKED: Final = PAIRS.format("key", "year") + " asked"
_WHOLE, _YEAR = "b.key = asked.key", "b.key = asked.key AND b.year = asked.year"


def sizes(file: sqlite3.Connection, blocks: Collection[Block]) -> dict[Block, int]:
    """How many stand in each: counted up to one more than is compared wholly."""
    counted = (
        "SELECT asked.key, asked.year,"  # noqa: S608 - words of our own
        " (SELECT count(*) FROM (SELECT DISTINCT b.iri FROM block b WHERE {}"
        f" LIMIT {MOST_IN_BLOCK + 1})) FROM {_ASKED}"
    )
    return {(key, year): size for key, year, size in _each(file, counted, blocks)}


def members(file: sqlite3.Connection, blocks: Collection[Block]) -> dict[Block, list[str]]:
    """Everybody in each."""
    found: dict[Block, list[str]] = {block: [] for block in blocks}
    asked = f"SELECT asked.key, asked.year, b.iri FROM {_ASKED} CROSS JOIN block b ON {{}}"  # noqa: S608
    for key, year, iri in _each(file, asked, blocks):
        found[key, year].append(iri)
    return found


def _each(file: sqlite3.Connection, question: str, blocks: Collection[Block]) -> Iterator[tuple[Any, ...]]:
    for condition, own in (
        (_WHOLE, [each for each in blocks if each[1] is None]),
        (_YEAR, [each for each in blocks if each[1] is not None]),
    ):
        if own:
            yield from file.execute(question.format(condition), (json(own),))


def json(values: Collection[object]) -> str:
    """Values as one parameter."""
    return orjson.dumps(list(values)).decode()
