"""The answers of SRU as XML. Only what everybody may read is in them, whoever asks."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from app.formats import xml_text
from app.protocols.public_graphs import PublicGraph
from app.protocols.sru import diagnostics as wrong
from app.protocols.sru.asking import MOST_RECORDS, USUAL_RECORDS, Scanning, Searching
from app.protocols.sru.diagnostics import SearchRefused
from app.protocols.sru.indexes import INDEXES, SETS
from app.protocols.sru.records import SCHEMAS, written
from app.protocols.sru.versions import EXPLAIN, Version
from graph.discovery.service import SearchRequest
from graph.services import Services
from graph.store.paging import Page
from graph.store.search import SearchKind

Element = etree._Element  # noqa: SLF001 - lxml has no other name for it
SEARCHED: Final = "searchRetrieveResponse"
SCANNED: Final = "scanResponse"


class Answers:
    """Answers about what is public in one library, at an address of its own."""

    def __init__(self, services: Services, public: PublicGraph, address: str, version: Version) -> None:
        self._services, self._public, self._address, self._version = services, public, address, version

    def search(self, asked: Searching) -> Element:
        """Records that answer a query. Raises `SearchRefused`, `Unavailable`."""
        request = SearchRequest(
            where=asked.where,
            kinds=frozenset({SearchKind.INSTANCE}),
            sort=asked.sort,
            page=Page(first=max(asked.most, 1)),
            offset=asked.start - 1,
        )
        found = self._services.discovery.search(request, self._public.scope)
        if asked.start > max(found.total, 1):
            raise SearchRefused(wrong.POSITION, f"there are {found.total}")
        space = self._version.search
        root = self._root(SEARCHED, space)
        _sub(root, space, "numberOfRecords", str(found.total))
        iris = [hit.iri for hit in found.hits][: asked.most]
        if iris:
            records = _sub(root, space, "records")
            bodies = written(self._services, iris, asked.schema, self._public)
            for place, (iri, body) in enumerate(zip(iris, bodies, strict=True), asked.start):
                self._record(records, asked, body, iri, place)
        following = asked.start + len(iris)
        if iris and following <= found.total:
            _sub(root, space, "nextRecordPosition", str(following))
        self._echo(root, space, "echoedSearchRetrieveRequest", {
            "version": self._version.number, "query": asked.text, "startRecord": str(asked.start),
            "maximumRecords": str(asked.most), "recordSchema": asked.schema.uri,
        })  # fmt: skip
        if self._version.is_second:
            _sub(root, space, "resultCountPrecision", "info:srw/vocabulary/resultCountPrecision/1/exact")
        return root

    def scan(self, asked: Scanning) -> Element:
        """Terms of an index round a term."""
        space, before = self._version.scan, max(asked.position - 1, 0)
        first = asked.most - before if asked.position else asked.most
        terms = self._services.discovery.scan(asked.index.field, asked.term, before, max(first, 0), self._public.scope)
        root = self._root(SCANNED, space)
        if terms:
            list_ = _sub(root, space, "terms")
            for each in terms:
                term = _sub(list_, space, "term")
                _sub(term, space, "value", each.label)
                _sub(term, space, "numberOfRecords", str(each.count))
                _sub(term, space, "displayTerm", each.label)
        self._echo(root, space, "echoedScanRequest", {
            "version": self._version.number, "scanClause": asked.clause,
            "responsePosition": str(asked.position), "maximumTerms": str(asked.most),
        })  # fmt: skip
        return root

    def explain(self, refused: SearchRefused | None = None) -> Element:
        """What this endpoint is, and what was wrong with a request that meant nothing else."""
        space = self._version.explain
        root = self._root("explainResponse", space)
        record = _sub(root, space, "record")
        _sub(record, space, "recordSchema", EXPLAIN)
        if not self._version.is_second:
            _sub(record, space, "recordPacking", "xml")
        _sub(record, space, "recordData").append(self._explained())
        if refused is not None:
            self._diagnose(root, space, refused)
        return root

    def refused(self, name: str, error: SearchRefused) -> Element:
        """The answer to a search or a scan that can't be made: none found, and why."""
        space = self._version.scan if name == SCANNED else self._version.search
        root = self._root(name, space)
        if name == SEARCHED:
            _sub(root, space, "numberOfRecords", "0")
        self._diagnose(root, space, error)
        return root

    def _root(self, name: str, space: str) -> Element:
        root = etree.Element(f"{{{space}}}{name}", nsmap={None: space})
        _sub(root, space, "version", self._version.number)
        return root

    def _record(self, records: Element, asked: Searching, body: Element | None, iri: str, place: int) -> None:
        space = self._version.search
        record = _sub(records, space, "record")
        if body is None:
            body = self._diagnostic(SearchRefused(wrong.NOT_IN_SCHEMA, asked.schema.name))
            schema = self._version.diagnostic if self._version.is_second else "info:srw/schema/1/diagnostics-v1.1"
        else:
            schema = asked.schema.uri
        _sub(record, space, "recordSchema", schema)
        _sub(record, space, "recordXMLEscaping" if self._version.is_second else "recordPacking", asked.packing)
        data = _sub(record, space, "recordData")
        if asked.packing == "string":
            data.text = etree.tostring(body, encoding="unicode")
        else:
            data.append(body)
        if self._version.number != "1.1":
            _sub(record, space, "recordIdentifier", iri)
        _sub(record, space, "recordPosition", str(place))

    def _echo(self, root: Element, space: str, name: str, said: dict[str, str]) -> None:
        echoed = _sub(root, space, name)
        for each, text in said.items():
            _sub(echoed, space, each, text)

    def _diagnose(self, root: Element, space: str, error: SearchRefused) -> None:
        _sub(root, space, "diagnostics").append(self._diagnostic(error))

    def _diagnostic(self, error: SearchRefused) -> Element:
        space = self._version.diagnostic
        found = etree.Element(f"{{{space}}}diagnostic", nsmap={None: space})
        _sub(found, space, "uri", error.uri)
        if error.details:
            _sub(found, space, "details", error.details)
        _sub(found, space, "message", error.message)
        return found

    def _explained(self) -> Element:
        root = etree.Element(f"{{{EXPLAIN}}}explain", nsmap={None: EXPLAIN})
        where = urlsplit(self._address)
        server = _sub(root, EXPLAIN, "serverInfo")
        server.set("protocol", "SRU")
        server.set("version", self._version.number)
        server.set("transport", where.scheme)
        _sub(server, EXPLAIN, "host", where.hostname or "")
        _sub(server, EXPLAIN, "port", str(where.port or {"https": 443}.get(where.scheme, 80)))
        _sub(server, EXPLAIN, "database", where.path.lstrip("/"))
        database = _sub(root, EXPLAIN, "databaseInfo")
        _sub(database, EXPLAIN, "title", self._public.called)
        self._index_info(root)
        schemas = _sub(root, EXPLAIN, "schemaInfo")
        for each in SCHEMAS:
            schema = _sub(schemas, EXPLAIN, "schema")
            schema.set("name", each.name)
            schema.set("identifier", each.uri)
            _sub(schema, EXPLAIN, "title", each.title)
        config = _sub(root, EXPLAIN, "configInfo")
        _default(config, "numberOfRecords", str(USUAL_RECORDS))
        _default(config, "retrieveSchema", SCHEMAS[0].name)
        setting = _sub(config, EXPLAIN, "setting", str(MOST_RECORDS))
        setting.set("type", "maximumRecords")
        return root

    def _index_info(self, root: Element) -> None:
        info = _sub(root, EXPLAIN, "indexInfo")
        for prefix, uri in SETS.items():
            named = _sub(info, EXPLAIN, "set")
            named.set("name", prefix)
            named.set("identifier", uri)
        for each in INDEXES:
            index = _sub(info, EXPLAIN, "index")
            index.set("search", "true")
            index.set("scan", "true" if each.scans else "false")
            _sub(index, EXPLAIN, "title", each.title)
            prefix, _, local = each.name.partition(".")
            name = _sub(_sub(index, EXPLAIN, "map"), EXPLAIN, "name", local)
            name.set("set", prefix)


def _sub(parent: Element, space: str, name: str, text: str | None = None) -> Element:
    made = etree.SubElement(parent, f"{{{space}}}{name}")
    if text is not None:
        made.text = xml_text(text)
    return made


def _default(config: Element, kind: str, value: str) -> None:
    _sub(config, EXPLAIN, "default", value).set("type", kind)
