"""Answers to SPARQL queries as values: the engine's, and what files of the W3C's tests say; and which are the same."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
NUMBERS = {f"http://www.w3.org/2001/XMLSchema#{each}" for each in ("integer", "decimal", "double", "float")}
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE, "n3": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES, "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG, "nq": ox.RdfFormat.N_QUADS,
}  # fmt: skip
RESULTS = {
    "srx": ox.QueryResultsFormat.XML, "srj": ox.QueryResultsFormat.JSON, "tsv": ox.QueryResultsFormat.TSV,
}  # fmt: skip
Result = tuple[str, Any]
"""What a query answers: `boolean`, `graph`, `rows` or `csv`, and that."""


def result_of(found: Any) -> Result:
    """An answer of the engine's kinds, as a value."""
    if isinstance(found, ox.QueryBoolean):
        return "boolean", bool(found)
    if isinstance(found, ox.QueryTriples):
        return "graph", graph_of(ox.Quad(each.subject, each.predicate, each.object) for each in found)
    names = [each.value for each in found.variables]
    return "rows", [{name: row[name] for name in names if row[name] is not None} for row in found]


def written_in(path: Path) -> Result:
    """The answer that a file of the tests says, whichever way it does."""
    ending = path.suffix[1:]
    if ending == "csv":
        return "csv", path.read_text("utf-8")
    if ending in RESULTS:
        return result_of(ox.parse_query_results(path=str(path), format=RESULTS[ending]))
    quads = list(ox.parse(path=str(path), format=FORMATS[ending], base_iri=path.as_uri(), lenient=True))
    said = Statements(quads)
    head = next(iter(said.subjects(RDF + "type", RS + "ResultSet")), None)
    if head is None:
        return "graph", graph_of(quads)
    if truth := said.objects(head, RS + "boolean"):
        return "boolean", truth[0].value == "true"
    return "rows", [said.row(each) for each in said.objects(head, RS + "solution")]


class Statements:
    """Rows that are written as RDF."""

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        self._quads = quads

    def subjects(self, predicate: str, value: str) -> list[Any]:
        """Of what this is said."""
        return [q.subject for q in self._quads if q.predicate.value == predicate and q.object == ox.NamedNode(value)]

    def objects(self, subject: Any, predicate: str) -> list[Any]:
        """What is said of it."""
        return [q.object for q in self._quads if q.subject == subject and q.predicate.value == predicate]

    def row(self, solution: Any) -> dict[str, Any]:
        """One row."""
        pairs = self.objects(solution, RS + "binding")
        return {self.objects(p, RS + "variable")[0].value: self.objects(p, RS + "value")[0] for p in pairs}


def graph_of(quads: Any) -> set[str]:
    """A graph with names of its own for its blank nodes."""
    found = ox.Dataset(quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return {str(each) for each in found}


def same(one: Result, other: Result) -> bool:
    """Whether two answers say the same; numbers are compared by value, blank nodes by where they are."""
    if one[0] != other[0]:
        return False
    if one[0] == "csv":
        return rows_of_csv(one[1]) == rows_of_csv(other[1])
    if one[0] != "rows":
        return bool(one[1] == other[1])
    return len(one[1]) == len(other[1]) and matched(list(one[1]), list(other[1]), {})


def rows_of_csv(text: str) -> Counter[frozenset[tuple[str, str]]]:
    """The lines of a table whatever their order, that of their columns, and the names of blank nodes."""
    lines = csv.DictReader(text.splitlines(keepends=True))
    return Counter(
        frozenset((name, "_:" if each.startswith("_:") else each) for name, each in line.items()) for line in lines
    )


def matched(rows: list[dict[str, Any]], others: list[dict[str, Any]], known: dict[str, str]) -> bool:
    """Whether rows are the same under some naming of blank nodes."""
    if not rows:
        return True
    first, *rest = rows
    for at, each in enumerate(others):
        names = dict(known)
        if alike(first, each, names) and matched(rest, others[:at] + others[at + 1 :], names):
            return True
    return False


def alike(row: dict[str, Any], other: dict[str, Any], names: dict[str, str]) -> bool:
    """Whether two rows are the same; what that says of blank nodes is added to `names`."""
    if row.keys() != other.keys():
        return False
    for name, value in row.items():
        if isinstance(value, ox.BlankNode) and isinstance(other[name], ox.BlankNode):
            known = names.setdefault(value.value, other[name].value)
            if known != other[name].value or list(names.values()).count(known) > 1:
                return False
        elif plain(value) != plain(other[name]):
            return False
    return True


def plain(term: Any) -> object:
    """A term to be compared."""
    if isinstance(term, ox.Literal) and term.datatype.value in NUMBERS:
        try:
            return term.datatype.value, float(term.value)
        except ValueError:
            return term
    if isinstance(term, ox.Literal) and term.language:
        return term.value, term.language.lower()
    return term
