"""The answer of a query in each format that the W3C has for it: JSON, XML, CSV and TSV for rows, RDF for a graph."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final
from xml.sax.saxutils import escape, quoteattr

import orjson

from app.formats import xml_text
from app.protocols.linked.formats import ENDING_OF, OF_RDF, from_ntriples, media_types
from app.protocols.linked.preferences import preferred
from graph.store.sparql import SparqlAnswer, Term, TermType
from mappings.bibframe.node import PREFIXES

JSON: Final = "application/sparql-results+json"
XML: Final = "application/sparql-results+xml"
CSV: Final = "text/csv"
TSV: Final = "text/tab-separated-values"
_ALSO: Final[Mapping[str, str]] = {"application/json": JSON, "application/xml": XML, "text/xml": XML}
_OF_TRUTH: Final = (JSON, XML, *_ALSO)
_OF_ROWS: Final = (JSON, XML, CSV, TSV, *_ALSO)
_TRIPLES: Final = "application/n-triples"
_OF_GRAPHS: Final = (_TRIPLES, *(each for each in media_types(OF_RDF) if each != _TRIPLES))
_QUOTED: Final = re.compile('[",\r\n]')
_ESCAPED: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def written(answer: SparqlAnswer, accept: str | None) -> tuple[bytes, str]:
    """An answer in the format that the client likes best, and its media type. Where the client takes none that there is
    (the truth has no CSV) it is in the usual one: what took long to find is not thrown away.
    """
    if answer.triples is not None:
        media = preferred(accept, _OF_GRAPHS) or _TRIPLES
        if media == _TRIPLES:
            return answer.triples.encode(), media
        return from_ntriples(answer.triples, PREFIXES, ENDING_OF[media]), media
    offers = _OF_ROWS if answer.boolean is None else _OF_TRUTH
    media = preferred(accept, offers) or JSON
    media = _ALSO.get(media, media)
    return b"".join(in_parts([answer], media)), media


def in_parts(parts: Iterable[SparqlAnswer], media: str) -> Iterator[bytes]:
    """An answer that comes in parts, of rows or a truth, in a format for these: written as the parts come."""
    every = iter(parts)
    first = next(every)
    if first.boolean is not None:
        yield _json_truth(first.boolean) if media == JSON else _xml_truth(first.boolean)
        return
    writer, begun = _WRITERS[media], False
    yield writer.head(first.variables)
    for part in chain([first], every):
        if part.rows:
            yield (writer.between if begun else b"") + writer.rows(part)
            begun = True
    yield writer.foot


def _json_truth(truth: bool) -> bytes:  # noqa: FBT001 - it is what is written
    return orjson.dumps({"head": {}, "boolean": truth})


def _json_head(variables: tuple[str, ...]) -> bytes:
    return b'{"head":' + orjson.dumps({"vars": variables}) + b',"results":{"bindings":['


def _json_rows(answer: SparqlAnswer) -> bytes:
    rows = [
        {name: _json_term(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    return orjson.dumps(rows)[1:-1]


def _json_term(term: Term) -> dict[str, Any]:
    if term.type is TermType.IRI:
        return {"type": "uri", "value": term.value}
    if term.type is TermType.BNODE:
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype:
        found["datatype"] = term.datatype
    return found


def _xml_truth(truth: bool) -> bytes:  # noqa: FBT001 - it is what is written
    return f"{_XML}<head/><boolean>{'true' if truth else 'false'}</boolean></sparql>\n".encode()


def _xml_head(variables: tuple[str, ...]) -> bytes:
    named = "".join(f"<variable name={quoteattr(name)}/>" for name in variables)
    return f"{_XML}<head>{named}</head><results>".encode()


def _xml_rows(answer: SparqlAnswer) -> bytes:
    rows = "".join(f"<result>{''.join(_bindings(answer.variables, row))}</result>" for row in answer.rows)
    return xml_text(rows).encode()


def _bindings(variables: tuple[str, ...], row: tuple[Term | None, ...]) -> list[str]:
    return [
        f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>"
        for name, term in zip(variables, row, strict=True)
        if term is not None
    ]


def _xml_term(term: Term) -> str:
    value = escape(term.value, {"\r": "&#13;"})
    if term.type is TermType.IRI:
        return f"<uri>{value}</uri>"
    if term.type is TermType.BNODE:
        return f"<bnode>{value}</bnode>"
    mark = f" xml:lang={quoteattr(term.language)}" if term.language else ""
    if not mark and term.datatype:
        mark = f" datatype={quoteattr(term.datatype)}"
    return f"<literal{mark}>{value}</literal>"


def _csv_head(variables: tuple[str, ...]) -> bytes:
    return (",".join(variables) + "\r\n").encode()


def _csv_rows(answer: SparqlAnswer) -> bytes:
    return "".join(",".join(map(_csv_term, row)) + "\r\n" for row in answer.rows).encode("utf-8", "replace")


def _csv_term(term: Term | None) -> str:
    if term is None:
        return ""
    text = f"_:{term.value}" if term.type is TermType.BNODE else term.value
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _tsv_head(variables: tuple[str, ...]) -> bytes:
    return ("\t".join(f"?{name}" for name in variables) + "\n").encode()


def _tsv_rows(answer: SparqlAnswer) -> bytes:
    return "".join("\t".join(map(_tsv_term, row)) + "\n" for row in answer.rows).encode("utf-8", "replace")


def _tsv_term(term: Term | None) -> str:
    if term is None:
        return ""
    if term.type is TermType.IRI:
        return f"<{term.value}>"
    if term.type is TermType.BNODE:
        return f"_:{term.value}"
    text = f'"{term.value.translate(_ESCAPED)}"'
    if term.language:
        return f"{text}@{term.language}"
    plain = term.datatype in {None, "http://www.w3.org/2001/XMLSchema#string"}
    return text if plain else f"{text}^^<{term.datatype}>"


@dataclass(frozen=True, slots=True)
class _Writer:
    """How rows are written: what comes before them, themselves, what is between two portions, what comes after."""

    head: Callable[[tuple[str, ...]], bytes]
    rows: Callable[[SparqlAnswer], bytes]
    between: bytes = b""
    foot: bytes = b""


_WRITERS: Final[Mapping[str, _Writer]] = {
    JSON: _Writer(_json_head, _json_rows, b",", b"]}}"),
    XML: _Writer(_xml_head, _xml_rows, foot=b"</results></sparql>\n"),
    CSV: _Writer(_csv_head, _csv_rows),
    TSV: _Writer(_tsv_head, _tsv_rows),
}
