"""The formats of a description: what each is called, its media type, the ending of its address, and its writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO, Final

import orjson
import pyoxigraph as ox

from app.formats import xml_text
from mappings.bibframe.node import PREFIXES, Node
from mappings.bibframe.rdf import jsonld, nquads, ntriples, turtle

HTML: Final = "text/html"


@dataclass(frozen=True, slots=True)
class Form:
    """One format: what it is called, its media type, other names of that, and whether it is of MARC records."""

    name: str
    media: str
    also: tuple[str, ...] = ()
    of_records: bool = False


FORMS: Final[Mapping[str, Form]] = {
    "ttl": Form("Turtle", "text/turtle", ("application/x-turtle",)),
    "jsonld": Form("JSON-LD", "application/ld+json", ("application/json",)),
    "nt": Form("N-Triples", "application/n-triples"),
    "nq": Form("N-Quads", "application/n-quads"),
    "trig": Form("TriG", "application/trig"),
    "rdf": Form("RDF/XML", "application/rdf+xml"),
    "marcxml": Form("MARCXML", "application/marcxml+xml", of_records=True),
    "mrc": Form("MARC 21", "application/marc", of_records=True),
}
"""The formats by the ending of their addresses."""
OF_RECORDS: Final = frozenset(ending for ending, form in FORMS.items() if form.of_records)
OF_RDF: Final = tuple(ending for ending in FORMS if ending not in OF_RECORDS)
ENDING_OF: Final[Mapping[str, str]] = {
    media: ending for ending, form in FORMS.items() for media in (form.media, *form.also)
}
"""The ending of the address in a format, by its media types."""
_PARSED: Final[Mapping[str, ox.RdfFormat]] = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def media_types(endings: Sequence[str]) -> list[str]:
    """Every media type of these formats, the names that are usual first."""
    usual = [FORMS[each].media for each in endings]
    return [*usual, *(name for each in endings for name in FORMS[each].also)]


def split(name: str) -> tuple[str, str | None]:
    """The name of a resource, and the ending of its address where that is a format's, or a page's."""
    stem, dot, ending = name.rpartition(".")
    return (stem, ending) if dot and (ending in FORMS or ending == "html") else (name, None)


def written(body: Node, layers: Sequence[tuple[str, Node]], ending: str) -> bytes:
    """A description as RDF: whole, or where the format has graphs, what each of them says where they are known."""
    if ending in {"nq", "trig"}:
        lines = "".join(nquads([said], graph) for graph, said in layers) if layers else ntriples([body])
        return lines.encode() if ending == "nq" else _converted(lines.encode(), "nq", ending, PREFIXES)
    return _WRITERS[ending](body)


_WRITERS: Final[Mapping[str, Callable[[Node], bytes]]] = {
    "ttl": lambda body: turtle([body]).encode(),
    "nt": lambda body: ntriples([body]).encode(),
    "jsonld": lambda body: orjson.dumps(jsonld([body])),
    "rdf": lambda body: from_ntriples(ntriples([body]), PREFIXES, "rdf"),
}


def from_json(
    data: Mapping[str, object], context: Mapping[str, object], prefixes: Mapping[str, str], ending: str
) -> bytes:
    """JSON-LD in another format of RDF. `context` stands in place of the one that it names: nothing is fetched."""
    inline = orjson.dumps({**data, "@context": context})
    return _converted(inline, "jsonld", ending, prefixes, base=str(data["@id"]))


def from_ntriples(text: str, prefixes: Mapping[str, str], ending: str) -> bytes:
    """Statements in another format of RDF."""
    return _converted(text.encode(), "nt", ending, prefixes)


def stream_from_ntriples(source: IO[bytes], target: IO[bytes], ending: str) -> None:
    """Statements in another format of RDF, written as they are read, however many there are."""
    quads = ox.parse(source, format=_PARSED["nt"])
    ox.serialize(quads, target, format=_PARSED[ending], prefixes=dict(PREFIXES))


def from_nodes(nodes: Sequence[Node], prefixes: Mapping[str, str], ending: str) -> bytes:
    """Descriptions whose words are of any vocabulary, with prefixes for these."""
    return _converted(ntriples(nodes).encode(), "nt", ending, {**PREFIXES, **prefixes})


def _converted(octets: bytes, before: str, after: str, prefixes: Mapping[str, str], base: str | None = None) -> bytes:
    quads = ox.parse(octets, format=_PARSED[before], base_iri=base)
    made = ox.serialize(quads, format=_PARSED[after], prefixes=dict(prefixes)) or b""
    return xml_text(made.decode()).encode() if after == "rdf" else made
