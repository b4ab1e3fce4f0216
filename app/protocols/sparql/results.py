"""The answer of a query in each format that the W3C has for it: JSON, XML, CSV and TSV for rows, RDF for a graph."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
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
_SPACE: Final = 'xmlns="http://www.w3.org/2005/sparql-results#"'


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
    return _WRITERS[media](answer), media


def _json(answer: SparqlAnswer) -> bytes:
    if answer.boolean is not None:
        return orjson.dumps({"head": {}, "boolean": answer.boolean})
    rows = [
        {name: _json_term(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    return orjson.dumps({"head": {"vars": list(answer.variables)}, "results": {"bindings": rows}})


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


def _xml(answer: SparqlAnswer) -> bytes:
    if answer.boolean is not None:
        body = f"<head/><boolean>{'true' if answer.boolean else 'false'}</boolean>"
    else:
        variables = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables)
        rows = "".join(f"<result>{''.join(_bindings(answer.variables, row))}</result>" for row in answer.rows)
        body = f"<head>{variables}</head><results>{rows}</results>"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<sparql {_SPACE}>{body}</sparql>\n'
    return xml_text(text).encode()


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


def _csv(answer: SparqlAnswer) -> bytes:
    lines = [answer.variables, *(tuple(map(_csv_term, row)) for row in answer.rows)]
    return "".join(",".join(line) + "\r\n" for line in lines).encode("utf-8", "replace")


def _csv_term(term: Term | None) -> str:
    if term is None:
        return ""
    text = f"_:{term.value}" if term.type is TermType.BNODE else term.value
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def _tsv(answer: SparqlAnswer) -> bytes:
    lines = [tuple(f"?{name}" for name in answer.variables), *(tuple(map(_tsv_term, row)) for row in answer.rows)]
    return "".join("\t".join(line) + "\n" for line in lines).encode("utf-8", "replace")


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


_WRITERS: Final[Mapping[str, Callable[[SparqlAnswer], bytes]]] = {JSON: _json, XML: _xml, CSV: _csv, TSV: _tsv}
