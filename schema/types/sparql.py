"""Answers of SPARQL queries."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.store.sparql import SparqlAnswer, Term, TermType
from schema.fields import attribute, choice
from schema.scalars import IRI, LanguageTag


@strawberry.enum(description="What an RDF term is.")
class SparqlCellType(Enum):
    """What an RDF term is."""

    IRI = choice(TermType.IRI, "An IRI.")
    LITERAL = choice(TermType.LITERAL, "A literal.")
    BNODE = choice(TermType.BNODE, "A blank node.")


@strawberry.type(description="One RDF term of a row.")
class SparqlCell:
    """One RDF term of a row."""

    type: SparqlCellType = attribute("What it is.")
    value: str = attribute("Its IRI or its text.")
    datatype: IRI | None = attribute("The datatype of a literal.")
    lang: LanguageTag | None = attribute("The language of a literal.")


@strawberry.type(description="The answer of a SPARQL query.")
class SparqlResult:
    """The answer of a SPARQL query."""

    variables: list[str] = attribute("The variables of a SELECT, in order.")
    rows: list[list[SparqlCell | None]] = attribute("The rows of a SELECT; a cell is null where nothing is bound.")
    boolean: bool | None = attribute("The answer of an ASK.")
    triples: str | None = attribute("The graph of a CONSTRUCT or DESCRIBE, as N-Triples.")
    truncated: bool = attribute("Whether there was more than was asked for.")
    took_ms: int = attribute("How long it took, in milliseconds.")


@strawberry.type(description="How far a SPARQL query may go.")
class SparqlLimits:
    """How far a SPARQL query may go."""

    rows: int = attribute("The most rows of one answer.")
    seconds: float = attribute("The longest that a query may take.")
    later_rows: int = attribute("The most rows of an answer that comes later; see sparqlRunStart.")
    later_seconds: float = attribute("The longest that a query answered later may take.")
    later_days: int = attribute("How many days such an answer is kept.")


def sparql_result(answer: SparqlAnswer) -> SparqlResult:
    """An answer for the API."""
    return SparqlResult(
        variables=list(answer.variables),
        rows=[[None if each is None else _cell(each) for each in row] for row in answer.rows],
        boolean=answer.boolean,
        triples=answer.triples,
        truncated=answer.truncated,
        took_ms=answer.took_ms,
    )


def _cell(term: Term) -> SparqlCell:
    return SparqlCell(
        type=SparqlCellType(term.type),
        value=term.value,
        datatype=IRI(term.datatype) if term.datatype else None,
        lang=LanguageTag(term.language) if term.language else None,
    )
