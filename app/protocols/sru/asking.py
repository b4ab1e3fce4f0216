"""What a request of SRU asks, read from its parameters in any of the versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.protocols.sru import diagnostics as wrong
from app.protocols.sru.cql import Query, Sorting, Term, parse
from app.protocols.sru.diagnostics import SearchRefused
from app.protocols.sru.indexes import Index, condition_of, index_of, sort_by, sort_of
from app.protocols.sru.records import Schema, schema_of
from app.protocols.sru.versions import USUAL, VERSIONS, Version
from graph.store.finding import Condition
from graph.store.search import SearchSort

MOST_RECORDS: Final = 100
USUAL_RECORDS: Final = 10
MOST_TERMS: Final = 100
USUAL_TERMS: Final = 20
FURTHEST: Final = 10_000
"""The last record that can be asked for: whoever wants all of them harvests."""
_DIGITS: Final = 9
_PACKINGS: Final = ("xml", "string")


@dataclass(frozen=True, slots=True)
class Searching:
    """A search: what for, which records of what is found, how they are written and packed."""

    text: str
    where: Condition
    sort: SearchSort
    start: int
    most: int
    schema: Schema
    packing: str


@dataclass(frozen=True, slots=True)
class Scanning:
    """A look into an index at a term: where the term stands in the answer (from 1), and how many are wanted."""

    clause: str
    index: Index
    term: str
    position: int
    most: int


def version_of(given: Mapping[str, str]) -> Version:
    """The version of a request. Raises `SearchRefused` for one that isn't known."""
    named = given.get("version")
    if named is None:
        is_second = "operation" not in given and ({"query", "scanClause"} & given.keys())
        return VERSIONS["2.0"] if is_second else USUAL
    found = VERSIONS.get(named)
    if found is None:
        raise SearchRefused(wrong.UNSUPPORTED_VERSION, max(VERSIONS))
    return found


def asked_of(given: Mapping[str, str], version: Version) -> Searching | Scanning | None:
    """What is asked; None where that is what this endpoint is. Raises `SearchRefused`."""
    if "stylesheet" in given:
        raise SearchRefused(wrong.STYLESHEETS)
    operation = operation_of(given)
    if operation == "searchRetrieve":
        return _searching(given, version)
    if operation == "scan":
        return _scanning(given)
    if operation != "explain":
        raise SearchRefused(wrong.UNSUPPORTED_OPERATION, operation)
    return None


def operation_of(given: Mapping[str, str]) -> str:
    """The operation that a request names, or means by what it has."""
    meant = "searchRetrieve" if "query" in given else "scan" if "scanClause" in given else "explain"
    return given.get("operation") or meant


def _searching(given: Mapping[str, str], version: Version) -> Searching:
    text = given.get("query", "")
    if not text.strip():
        raise SearchRefused(wrong.MISSING_PARAMETER, "query")
    if given.get("queryType", "cql") != "cql":
        raise SearchRefused(wrong.UNSUPPORTED_VALUE, "queryType")
    query = parse(text)
    packing = given.get("recordXMLEscaping" if version.is_second else "recordPacking", "xml")
    if packing not in _PACKINGS:
        raise SearchRefused(wrong.PACKING, packing)
    start = _number(given, "startRecord", 1, least=1)
    if start > FURTHEST:
        raise SearchRefused(wrong.POSITION, f"at most {FURTHEST}")
    return Searching(
        text=text,
        where=condition_of(query.tree),
        sort=_sort(query, given.get("sortKeys")),
        start=start,
        most=min(_number(given, "maximumRecords", USUAL_RECORDS), MOST_RECORDS),
        schema=schema_of(given.get("recordSchema")),
        packing=packing,
    )


def _sort(query: Query, keys: str | None) -> SearchSort:
    """The order by the query, or as version 1.1 has it: `dc.date,,0`, 0 for descending."""
    if not keys or query.sorting:
        return sort_of(query)
    path, *more = keys.split()[0].split(",")
    descending = len(more) > 1 and more[1] == "0"
    return sort_by(Sorting(path, ("sort.descending",) if descending else ()))


def _scanning(given: Mapping[str, str]) -> Scanning:
    clause = given.get("scanClause", "")
    if not clause.strip():
        raise SearchRefused(wrong.MISSING_PARAMETER, "scanClause")
    query = parse(clause)
    if not isinstance(query.tree, Term) or query.sorting:
        raise SearchRefused(wrong.SYNTAX, "one term of one index is scanned")
    index = index_of(query.tree.index or "dc.title", query.tree.prefixes)
    if not index.scans:
        raise SearchRefused(wrong.INDEX, f"{index.name} can't be scanned")
    most = min(_number(given, "maximumTerms", USUAL_TERMS, least=1), MOST_TERMS)
    position = _number(given, "responsePosition", 1)
    if position > most + 1:
        raise SearchRefused(wrong.SCAN_POSITION, str(position))
    return Scanning(clause, index, query.tree.term, position, most)


def _number(given: Mapping[str, str], name: str, usual: int, least: int = 0) -> int:
    text = given.get(name)
    if text is None or text == "":
        return usual
    if not text.isascii() or not text.isdecimal() or len(text) > _DIGITS or int(text) < least:
        raise SearchRefused(wrong.UNSUPPORTED_VALUE, name)
    return int(text)


def first_of_each(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Parameters by name, the first of each."""
    found: dict[str, str] = {}
    for name, value in pairs:
        found.setdefault(name, value)
    return found
