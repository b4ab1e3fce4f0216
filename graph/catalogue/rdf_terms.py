"""Terms and statements of RDF as the text of N-Triples, which keeps every literal as it was written.

`<…>` is an IRI, `_:…` a blank node, `"…"` a literal: the first character tells them apart.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from graph.catalogue.validation import LONGEST_TEXT, valid_iri
from graph.store.canonical import canonical
from mappings.bibframe.node import Value, compact, expand

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
TYPE: Final = f"<{RDF}type>"
FIRST: Final = f"<{RDF}first>"
REST: Final = f"<{RDF}rest>"
NIL: Final = f"<{RDF}nil>"
SAME_AS: Final = "owl:sameAs"

_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_TERM: Final = r'(?:<[^<>"\s]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^<>"\s]*>)?)'
_LINE: Final = re.compile(rf"({_TERM}) ({_TERM}) ({_TERM})(?: ({_TERM}))? \.")
_LITERAL: Final = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<([^<>"\s]*)>)?')
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_PLAIN: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_TAG: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_PREFIXED: Final = re.compile(r"[a-z]+:[A-Za-z][A-Za-z0-9_-]*")


class Statement(NamedTuple):
    """One statement, each part as N-Triples writes it."""

    subject: str
    predicate: str
    object: str


def iri_of(term: str) -> str:
    """The IRI of a term; empty for a blank node or a literal."""
    return term[1:-1] if term[0] == "<" else ""


def written(statement: Statement, graph: str = "") -> str:
    """The statement as a line of N-Triples, or of N-Quads where it is said in a named graph."""
    return " ".join((*statement, graph, ".") if graph else (*statement, "."))


def parsed(line: str) -> tuple[Statement, str]:
    """The statement and the graph of a line that `written` wrote."""
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError(line)
    return Statement(found[1], found[2], found[3]), found[4] or ""


@lru_cache(maxsize=8192)
def storable_iri(term: str) -> str:
    """The IRI of a term where a description can carry it, else nothing."""
    iri = iri_of(term)
    return iri if iri and valid_iri(iri) else ""


@lru_cache(maxsize=8192)
def name_of(term: str) -> str:
    """How a property or class is called in a description; empty where a description can't carry it."""
    iri = storable_iri(term)
    name = compact(iri)
    return name if _PREFIXED.fullmatch(name) and expand(name) != name else iri if "://" in iri else ""


def value_of(term: str) -> Value | None:
    """A literal as descriptions have it; None where they can't carry it.

    >>> value_of('"Kod"@pl'), value_of('"01"^^<http://www.w3.org/2001/XMLSchema#integer>')
    ({'@value': 'Kod', '@language': 'pl'}, {'@value': '1', '@type': 'xsd:integer'})
    """
    found = _LITERAL.fullmatch(term)
    if found is None:
        return None
    text = _ESCAPE.sub(_unescaped, found[1]) if "\\" in found[1] else found[1]
    if len(text) > LONGEST_TEXT or _CONTROL.search(text):
        return None
    value: Value = text
    if found[2] is not None and _TAG.fullmatch(found[2]):
        value = {"@value": text, "@language": found[2]}
    elif found[3] is not None and found[3] != _STRING:
        datatype = name_of(f"<{found[3]}>")
        if not datatype:
            return None
        value = {"@value": text, "@type": datatype}
    (kept,) = canonical({"@id": "", "rdf:value": [value]})["rdf:value"]
    return kept  # type: ignore[no-any-return]


def _unescaped(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _PLAIN.get(match[3], match[3])
