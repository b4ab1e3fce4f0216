"""Giving descriptions away: in a format of RDF, or as a package of everything that others need to go on with them.

manifest.json       what it is and where from, counts and checksums
descriptions.nq     every statement; what came as RDF as it came, with what people changed since
descriptions.jsonl  each description as a document of JSON-LD, in the library's words and in the order of its parts
provenance.jsonl    per description: what other systems call it, where it came from and when, when it was changed
"""

from __future__ import annotations

import codecs
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from datetime import datetime
from hashlib import sha256
from tempfile import TemporaryFile
from typing import IO, Any, Final, cast

import orjson
import pyoxigraph as ox

from app.formats import Format, xml_text
from graph.catalogue.exchange import Given
from graph.catalogue.rdf_terms import SAME_AS
from graph.catalogue.validation import ROOTS
from mappings.bibframe.node import PREFIXES
from mappings.bibframe.rdf import jsonld_line
from mappings.bibframe.vocabulary import restore

PACKAGE: Final = "catalograph-package-1"

_FORMATS: Final = {
    Format.NQUADS: ox.RdfFormat.N_QUADS,
    Format.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    Format.TURTLE: ox.RdfFormat.TURTLE,
    Format.JSONLD: ox.RdfFormat.JSON_LD,
    Format.RDFXML: ox.RdfFormat.RDF_XML,
}
_ELEMENT: Final = re.compile(r".*[^\w.-][A-Za-z_][\w.-]*", re.DOTALL)
_CHUNK: Final = 1 << 20

Told = Callable[[str], object]
"""Told what a format can't carry."""


def write(given: Iterable[Given], out: IO[bytes], format: Format, told: Told = lambda _: None) -> None:
    """Write descriptions as they come, however many there are. Formats without graphs leave those out."""
    if format is Format.NQUADS:
        for each in given:
            out.write(each.lines.encode())
        return
    statements: Iterable[ox.Triple] = (
        ox.Triple(quad.subject, quad.predicate, quad.object)
        for each in given
        for quad in ox.parse(each.lines.encode(), format=ox.RdfFormat.N_QUADS, lenient=True)
    )
    target = out
    if format is Format.RDFXML:
        statements, target = _nameable(statements, told), cast("IO[bytes]", _Xml(out))
    ox.serialize(statements, target, format=_FORMATS[format], prefixes=dict(PREFIXES))


def _nameable(statements: Iterable[ox.Triple], told: Told) -> Iterator[ox.Triple]:
    """Statements whose property can be the name of an element."""
    for each in statements:
        if _ELEMENT.fullmatch(each.predicate.value):
            yield each
        else:
            told(f"RDF/XML has no name for the property {each.predicate.value}")


class _Xml:
    """A file that takes no character that XML can't carry."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out, self._decoder = out, codecs.getincrementaldecoder("utf-8")("replace")

    def write(self, octets: bytes) -> int:
        """Write some octets."""
        self._out.write(xml_text(self._decoder.decode(octets)).encode())
        return len(octets)

    def flush(self) -> None:
        """Nothing waits here."""


class Package:
    """A package being written. `library` is the address of whose it is."""

    def __init__(self, out: IO[bytes], library: str, made: datetime) -> None:
        self._out, self._library, self._made = out, library, made
        self.descriptions = self.statements = 0

    def write(self, given: Iterable[Given]) -> None:
        """Write it whole. What has to wait for its turn in the file waits on disk."""
        checksums = {}
        with ExitStack() as stack:
            archive = stack.enter_context(zipfile.ZipFile(cast("Any", self._out), "w", zipfile.ZIP_DEFLATED))
            documents, origins = (stack.enter_context(TemporaryFile()) for _ in range(2))
            lines = self._lines(given, documents, origins)
            checksums["descriptions.nq"] = _member(archive, "descriptions.nq", lines)
            for name, file in (("descriptions.jsonl", documents), ("provenance.jsonl", origins)):
                file.seek(0)
                checksums[name] = _member(archive, name, iter(lambda: file.read(_CHUNK), b""))  # noqa: B023 - used at once
            manifest = {
                "format": PACKAGE,
                "library": self._library,
                "made": self._made.isoformat(),
                "descriptions": self.descriptions,
                "statements": self.statements,
                "checksums": checksums,
            }
            archive.writestr("manifest.json", orjson.dumps(manifest, option=orjson.OPT_INDENT_2))

    def _lines(self, given: Iterable[Given], documents: IO[bytes], origins: IO[bytes]) -> Iterator[bytes]:
        for each in given:
            self.statements += each.lines.count("\n")
            self.descriptions += len(each.documents)
            for document in each.documents:
                documents.write(jsonld_line(restore(document.body)))
            origins.writelines(orjson.dumps(line) + b"\n" for line in _origins(each))
            yield each.lines.encode()


def _member(archive: zipfile.ZipFile, name: str, parts: Iterable[bytes]) -> str:
    """Write a member; answers its SHA-256."""
    digest = sha256()
    with archive.open(name, "w", force_zip64=True) as file:
        for part in parts:
            digest.update(part)
            file.write(part)
    return digest.hexdigest()


def _origins(given: Given) -> Iterator[dict[str, object]]:
    source = given.source
    for each in given.documents:
        yield {
            "id": each.key.iri,
            "kind": next((ROOTS[name] for name in each.body["@type"] if name in ROOTS), None),
            "sameAs": [value["@id"] for value in each.body.get(SAME_AS, ()) if isinstance(value, dict)],
            "source": None if source is None else source.body["lsp:source"][0],
            "received": None if source is None else source.changed.isoformat(),
            "created": each.created.isoformat(),
            "changed": each.changed.isoformat(),
            "edited": given.edited,
        }
