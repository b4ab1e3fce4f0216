"""A file of RDF: which format it is in, and its statements where they can be looked up, however many there are.

Nothing is fetched: contexts elsewhere and document types are refused. Statements wait in a temporary file, so memory
does not grow with the input. In N-Triples and N-Quads a line that can't be read costs the record it is in; in the other
formats nobody can tell where such a fault ends, so the file is refused as a whole, before anything is written.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from typing import IO, ClassVar, Final, TypeAlias, cast
from xml.parsers import expat

import orjson
import pyoxigraph as ox

from graph.catalogue.rdf_graphs import Graph, HeldGraph, StoredGraph
from graph.store.errors import Unavailable
from mappings.bibframe.rdf import CONTEXT
from mappings.marc.errors import InputRefused

MOST_STATEMENTS: Final = 20_000_000
MOST_JSON: Final = 64 << 20
MOST_HELD: Final = 100_000
DEEPEST_JSON: Final = 100
DEEPEST_XML: Final = 200
LONGEST_LINE: Final = 1 << 20
BASE: Final = "http://received.invalid/"
"""What addresses begin with that mean nothing outside of the file."""

_FAULTS: Final = 10_000
_AT_ONCE: Final = 10_000
_XML: Final = re.compile(rb"<(?:\w+:)?RDF[\s>]|22-rdf-syntax-ns#")
_ELEMENT: Final = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_PREFIX: Final = re.compile(rb"^\s*@?(?:prefix|base)\s", re.IGNORECASE | re.MULTILINE)
_LINE: Final = re.compile(rb"\s*(<[^<>\s]*>|_:\S+)\s*<[^<>\s]*>\s*\S.*\.\s*(?:#.*)?")
_TEXT: Final = re.compile(rb"@?prefix\s+[\w.-]*:\s*<|@?base\s+<|<[a-z]+:[^>\s]*>\s|_:\w\S*\s", re.IGNORECASE)
_COMMENTS: Final = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:\s+|#[^\n]*(?:\n|\Z))*")
_SUBJECT: Final = re.compile(r"\s*(<[^<>\s]*>|_:[^\s<]+)")
_INVALID: Final = re.compile(r"[\x00-\x20<>\"{}|^`\\]")


Row: TypeAlias = tuple[str, str, str, str]
"""Graph, subject, property and value."""


class RdfFormat(StrEnum):
    """A form of RDF that can be imported."""

    NQUADS = "nquads"
    TURTLE = "turtle"
    RDFXML = "rdfxml"
    JSONLD = "jsonld"
    JSONL = "jsonl"


class RdfRefused(InputRefused):
    """The input is RDF and can't be read as a whole. Nothing of it was imported."""

    code: ClassVar[str] = "RDF_REFUSED"
    hint: ClassVar[str] = "Correct it where the message says and import it again; N-Triples loses single records only."


def recognised(head: bytes) -> RdfFormat | None:
    """The form of RDF that an input begins in; None where it begins as something else."""
    begins = head[_COMMENTS.match(head).end() :]  # type: ignore[union-attr]
    if begins[:1] in {b"{", b"["}:
        return _json_form(begins)
    if begins[:1] == b"<" and not re.match(rb"<[a-zA-Z][\w+.-]*:[^>\s]*>", begins):
        return RdfFormat.RDFXML if _is_rdf_xml(begins) else None
    first = begins.partition(b"\n")[0]
    if _LINE.fullmatch(first.rstrip(b"\r")) and not _PREFIX.search(begins):
        return RdfFormat.NQUADS
    return RdfFormat.TURTLE if _TEXT.match(begins) else None


def _is_rdf_xml(begins: bytes) -> bool:
    first = _ELEMENT.search(begins)
    is_marc = b"MARC21/slim" in begins or (first is not None and first[1] in {b"collection", b"record"})
    return not is_marc and _XML.search(begins) is not None


def _json_form(begins: bytes) -> RdfFormat | None:
    if b'"leader"' in begins and b'"fields"' in begins:
        return None
    if not re.search(rb'"@(?:context|id|graph|type)"', begins):
        return None
    first, end, rest = begins.partition(b"\n")
    if end and rest.lstrip()[:1] == b"{":
        try:
            orjson.loads(first)
        except orjson.JSONDecodeError:
            return RdfFormat.JSONLD
        return RdfFormat.JSONL
    return RdfFormat.JSONLD


class RdfFile:
    """The statements of one input. Close it when done: it holds a temporary file."""

    def __init__(self, blocks: Iterable[bytes], format: RdfFormat) -> None:
        self._db = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._db.executescript("pragma journal_mode=off; pragma synchronous=off; pragma cache_size=-65536;")
        self._db.execute("create table said (g text, s text, p text, o text, literal integer)")
        self.damaged: dict[str, int] = {}
        """Subjects of which something can't be read → the line."""
        self.faults: list[tuple[int, str]] = []
        """What can't be read and belongs to nothing: line and reason."""
        try:
            self._fill(self._read(blocks, format))
        except sqlite3.Error as error:
            self.close()
            raise Unavailable(f"The statements can't be kept here while they are read: {error}.") from error
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give the temporary file up."""
        self._db.close()

    def graphs(self) -> list[str]:
        """The graphs that say something, in the order of the file; empty for statements of no graph."""
        return [row[0] for row in self._db.execute("select g from said group by g order by min(rowid)")]

    def graph(self, name: str) -> Graph:
        """What a graph says: in memory where that is not much."""
        rows = self._db.execute("select s, p, o from said where g=? order by rowid limit ?", (name, MOST_HELD + 1))
        found = rows.fetchall()
        return HeldGraph(found) if len(found) <= MOST_HELD else StoredGraph(self._db, name)

    def _fill(self, rows: Iterator[Row]) -> None:
        self._db.execute("begin")  # and never committed: the file is gone when it is closed
        count = 0
        while some := list(islice(rows, _AT_ONCE)):
            count += len(some)
            if count > MOST_STATEMENTS:
                raise RdfRefused(f"It has more than {MOST_STATEMENTS:,} statements.", hint="Import it in parts.")
            self._db.executemany("insert into said values (?1, ?2, ?3, ?4, unicode(?4) = 34)", some)
        self._db.execute("create index by_subject on said (g, s)")
        self._db.execute("create index by_object on said (g, o, p) where literal=0")
        self._db.execute("create index by_property on said (g, p)")

    def _read(self, blocks: Iterable[bytes], format: RdfFormat) -> Iterator[Row]:
        match format:
            case RdfFormat.NQUADS:
                return self._lines(blocks)
            case RdfFormat.TURTLE:
                return self._whole(blocks, ox.RdfFormat.TRIG)
            case RdfFormat.RDFXML:
                return self._whole(_well_formed(blocks), ox.RdfFormat.RDF_XML)
            case RdfFormat.JSONLD:
                return self._whole([_readable_json(_all_of(blocks), "")], ox.RdfFormat.JSON_LD)
            case RdfFormat.JSONL:
                return self._jsonl(blocks)

    def _lines(self, blocks: Iterable[bytes]) -> Iterator[Row]:
        begun = 0
        for lines in _whole_lines(blocks, LONGEST_LINE):
            try:
                quads = list(_quads(b"\n".join(lines)))
            except SyntaxError:
                quads = list(self._singly(lines, begun))
            for quad in quads:
                yield from self._row(quad)
            begun += len(lines)

    def _singly(self, lines: list[bytes], begun: int) -> Iterator[ox.Quad]:
        for number, line in enumerate(lines, begun + 1):
            try:
                yield from _quads(line)
            except SyntaxError:
                self._blame(line, number)

    def _blame(self, line: bytes, number: int) -> None:
        """The record of a line that can't be read is not stored."""
        subject = _SUBJECT.match(line.decode("utf-8", "replace"))
        if subject is None:
            self.faults.append((number, "It is no statement."))
        else:
            self.damaged.setdefault(subject[1], number)
        if len(self.faults) + len(self.damaged) > _FAULTS:
            raise RdfRefused(f"More than {_FAULTS:,} lines of it can't be read.")

    def _whole(self, blocks: Iterable[bytes], format: ox.RdfFormat) -> Iterator[Row]:
        try:
            for quad in ox.parse(cast("IO[bytes]", _Stream(blocks)), format=format, base_iri=BASE, lenient=True):
                yield from self._row(quad)
        except (SyntaxError, ValueError, OSError) as error:
            raise RdfRefused(f"It is not {format.name}: {str(error)[:300]}.") from error

    def _jsonl(self, blocks: Iterable[bytes]) -> Iterator[Row]:
        number = 0
        for lines in _whole_lines(blocks, MOST_JSON):
            for line in lines:
                number += 1
                if line.strip():
                    yield from self._whole([_readable_json(line, f" (line {number})")], ox.RdfFormat.JSON_LD)

    def _row(self, quad: ox.Quad) -> Iterator[Row]:
        subject, value = str(quad.subject), quad.object
        graph = "" if isinstance(quad.graph_name, ox.DefaultGraph) else str(quad.graph_name)
        named = [each.value for each in (quad.subject, quad.predicate, value) if isinstance(each, ox.NamedNode)]
        if isinstance(value, ox.Literal):
            named.append(value.datatype.value)
        if isinstance(value, ox.Triple) or any(map(_INVALID.search, named)):
            self.damaged.setdefault(subject, 0)
        elif not _INVALID.search(graph[1:-1]):
            yield graph, subject, str(quad.predicate), str(value)


class _Stream:
    """Blocks of bytes as a file to read from."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks, self._left = iter(blocks), b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        if size < 0:
            return self._left + b"".join(self._blocks)
        while not self._left:
            block = next(self._blocks, None)
            if block is None:
                return b""
            self._left = block
        some, self._left = self._left[:size], self._left[size:]
        return some


def _all_of(blocks: Iterable[bytes]) -> bytes:
    octets = bytearray()
    for block in blocks:
        octets += block
        if len(octets) > MOST_JSON:
            raise RdfRefused(
                f"A JSON-LD document can have at most {MOST_JSON >> 20} MB.", hint="Send one document a line."
            )
    return bytes(octets)


def _whole_lines(blocks: Iterable[bytes], longest: int) -> Iterator[list[bytes]]:
    """Lines, some at a time. Raises `RdfRefused` for one that doesn't end."""
    rest = b""
    for block in blocks:
        *lines, rest = (rest + block).split(b"\n")
        if len(rest) > longest:
            raise RdfRefused(f"A line of it has more than {longest:,} bytes.")
        if lines:
            yield lines
    if rest:
        yield [rest]


def _well_formed(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The same blocks. Raises `RdfRefused` where they are no XML, end too soon, are nested without end, or declare a
    document type: what reads the statements is more patient than that.
    """
    depth = 0

    def begin(*_: object) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST_XML:
            raise RdfRefused(f"It is nested more than {DEEPEST_XML} deep.")

    def end(_: str) -> None:
        nonlocal depth
        depth -= 1

    def declared(*_: object) -> None:
        raise RdfRefused("A document type or entities in XML are not read.", hint="Save it without its DOCTYPE.")

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler = begin, end
    parser.StartDoctypeDeclHandler = declared
    try:
        for block in blocks:
            parser.Parse(block)
            yield block
        parser.Parse(b"", True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError as error:
        raise RdfRefused(f"It is not XML: {error}.") from error


def _readable_json(octets: bytes, where: str) -> bytes:
    """A JSON-LD document whose context is in it, or ours where it has none."""
    try:
        document = orjson.loads(octets.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise RdfRefused(f"It is not JSON{where}: {str(error)[:300]}.") from error
    if not isinstance(document, dict | list):
        raise RdfRefused(f"It is not JSON-LD{where}: neither an object nor a list of them.")
    waiting: list[tuple[object, int]] = [(document, 0)]
    for value, depth in waiting:
        if depth > DEEPEST_JSON:
            raise RdfRefused(f"It is nested more than {DEEPEST_JSON} deep{where}.")
        if isinstance(value, list):
            waiting.extend((each, depth + 1) for each in value if isinstance(each, dict | list))
        elif isinstance(value, dict):
            _refuse_elsewhere(value.get("@context"), where)
            waiting.extend((each, depth + 1) for each in value.values() if isinstance(each, dict | list))
    if isinstance(document, list):
        has_own = any(isinstance(each, dict) and "@context" in each for each in document)
        return octets if has_own else orjson.dumps({"@context": CONTEXT, "@graph": document})
    return octets if "@context" in document else orjson.dumps({"@context": CONTEXT, **document})


def _refuse_elsewhere(context: object, where: str) -> None:
    for each in context if isinstance(context, list) else [context]:
        if isinstance(each, str) or (isinstance(each, dict) and "@import" in each):
            raise RdfRefused(
                f"Its JSON-LD context is elsewhere{where}, and nothing is fetched.",
                hint="Write the prefixes into its @context.",
            )


def _quads(octets: bytes) -> Iterator[ox.Quad]:
    return iter(ox.parse(octets, format=ox.RdfFormat.N_QUADS, lenient=True))
