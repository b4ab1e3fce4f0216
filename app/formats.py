"""The RDF formats `convert` writes: how records become text, and what stands around and between them.

Each record is written on its own, so output grows with the input and memory doesn't.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import orjson

from mappings.bibframe.node import PREFIXES
from mappings.bibframe.rdf import CONTEXT, jsonld, nquads, ntriples, turtle

if TYPE_CHECKING:
    from mappings.bibframe.node import Node


class Format(StrEnum):
    """An RDF format by the name the command line uses."""

    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    TURTLE = "turtle"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


@dataclass(frozen=True, slots=True)
class Writing:
    """How a format is written: `head`, then the records with `between` them, then `tail`."""

    record: Callable[[Sequence[Node], str], str]
    head: str = ""
    between: str = ""
    tail: str = ""


_NOT_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_PREFIX_LINES: Final = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def xml_text(text: str) -> str:
    """Text as XML can carry it: characters it can't become U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def _nquads(roots: Sequence[Node], graph: str) -> str:
    return nquads(roots, graph)


def _ntriples(roots: Sequence[Node], _graph: str) -> str:
    return ntriples(roots)


def _turtle(roots: Sequence[Node], _graph: str) -> str:
    return turtle(roots).removeprefix(_PREFIX_LINES)


def _jsonld(roots: Sequence[Node], _graph: str) -> str:
    nodes = jsonld(roots)["@graph"]
    return ",\n".join(orjson.dumps(node).decode() for node in nodes)


def _rdfxml(roots: Sequence[Node], _graph: str) -> str:
    """RDF/XML by rdflib, without the element around it."""
    import rdflib

    rdflib.NORMALIZE_LITERALS = False  # the lexical form is the record's own
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)  # a date that is none is the record's own too
    graph = rdflib.Graph(bind_namespaces="none")
    for prefix, iri in PREFIXES.items():
        graph.bind(prefix, iri)
    graph.parse(data=ntriples(roots), format="nt")
    text = xml_text(graph.serialize(format="xml"))
    inside = text[text.index(">", text.index("<rdf:RDF")) + 1 : text.rindex("</rdf:RDF>")]
    return inside.strip("\n") + "\n"


_RDF_HEAD: Final = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF\n'
    + "\n".join(f'   xmlns:{prefix}="{iri}"' for prefix, iri in PREFIXES.items())
    + ">\n"
)

WRITING: Final[dict[Format, Writing]] = {
    Format.NQUADS: Writing(_nquads),
    Format.NTRIPLES: Writing(_ntriples),
    Format.TURTLE: Writing(_turtle, head=_PREFIX_LINES),
    Format.JSONLD: Writing(
        _jsonld,
        head=f'{{"@context": {orjson.dumps(CONTEXT).decode()},\n"@graph": [\n',
        between=",\n",
        tail="\n]}\n",
    ),
    Format.RDFXML: Writing(_rdfxml, head=_RDF_HEAD, tail="</rdf:RDF>\n"),
}

SUFFIXES: Final[dict[str, Format]] = {
    ".nq": Format.NQUADS,
    ".nt": Format.NTRIPLES,
    ".ttl": Format.TURTLE,
    ".jsonld": Format.JSONLD,
    ".json": Format.JSONLD,
    ".rdf": Format.RDFXML,
    ".xml": Format.RDFXML,
}
"""The format a file's name says."""
