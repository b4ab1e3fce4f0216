"""Taking descriptions out again: as MARC in three forms, and as RDF with the labels of shared vocabularies in place."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final, TypeVar

import orjson

from graph.catalogue.descriptions import Describer
from graph.catalogue.errors import Invalid
from graph.catalogue.export_units import HOLDINGS, Unit, UnitReader
from graph.catalogue.foreseen import MarcPreview, foreseen
from graph.catalogue.identity import HeadingNames
from graph.catalogue.model import Resource, SourceRecord
from graph.catalogue.regenerate import Kept, regenerated
from graph.catalogue.resources import REDIRECT, ResourceReader
from graph.catalogue.source import octets_of, source_record
from graph.store import walking
from graph.store.model import Document
from graph.store.names import GraphKind, Names, parse_graph
from graph.store.port import Store
from graph.store.replaying import Told, states_at
from graph.store.scope import Scope
from graph.tenants.service import TenantService
from mappings.bibframe.convert import converter
from mappings.bibframe.node import Node
from mappings.bibframe.outcomes import FieldOutcome
from mappings.bibframe.rdf import CONTEXT, jsonld, nquads, turtle
from mappings.bibframe.vocabulary import restore
from mappings.errors import CatalographError
from mappings.marc.errors import Unwritable
from mappings.marc.reader import parse
from mappings.marc.record import Record
from mappings.marc.writer import Encoding, write_marc21, write_marcjson, write_marcxml
from mappings.rules.marc_differences import FieldChange, differences

T = TypeVar("T")

_PAGE: Final = 500
_HEADINGS: Final = ("bf:Agent", "bf:Place", "madsrdf:Authority", "madsrdf:DeprecatedAuthority")
"""Classes one of which every described heading has, and none two."""


class MarcForm(StrEnum):
    """A form of MARC that can be written."""

    MARC21 = "marc21"
    MARCXML = "marcxml"
    MARCJSON = "marcjson"


class Exporter:
    """Writes what a scope may read. Everything is streamed, in memory for a page of records."""

    def __init__(self, store: Store, names: Names, tenants: TenantService) -> None:
        self._store, self._names, self._tenants = store, names, tenants
        self._resources = ResourceReader(store)
        self._units = UnitReader(store, self._resources)

    def marc(
        self,
        tenant: str,
        scope: Scope,
        iris: Iterable[str] | None = None,
        form: str = MarcForm.MARC21,
        problem: Callable[[str, CatalographError], None] | None = None,
        encoding: str | None = None,
    ) -> Iterator[bytes]:
        """The tenant's descriptions, or these works, instances and holdings, one record at a time.

        In `marc21` each stands for itself; a MARCXML collection's frame is the caller's
        (`mappings.marc.writer.marcxml_collection`). In `marc21` a record keeps the encoding it came in, or is written
        in `encoding` (`utf-8`, `marc8`). A record that its form can't carry (`Unwritable`) is told to
        `problem` with the address of its instance and left out, or raised where nobody listens.
        """
        wanted, coding = checked_form(form), checked_encoding(encoding)
        for page in _pages(self._everything(tenant, scope) if iris is None else iris):
            written: set[str] = set()
            for unit in self._units.units(page, scope):
                if unit is None or (iris is None and not _stands_for_its_record(unit)):
                    continue
                if unit.main in written:
                    continue
                written.add(unit.main)
                try:
                    yield self._written(unit, wanted, coding)
                except Unwritable as error:
                    if problem is None:
                        raise
                    problem(unit.main, error)

    def texts(
        self, iris: Sequence[str], scope: Scope, form: str = MarcForm.MARCXML, encoding: str | None = None
    ) -> list[str | None]:
        """Per work or instance, its record as text, `marc21` as base 64; None where there is none, or the form can't
        carry it.
        """
        wanted, coding = checked_form(form), checked_encoding(encoding)
        return [None if unit is None else self._text(unit, wanted, coding) for unit in self._units.units(iris, scope)]

    def previews(
        self, hand: Sequence[Resource], scope: Scope, form: str = MarcForm.MARCXML, encoding: str | None = None
    ) -> list[MarcPreview]:
        """The records that descriptions in hand would be, as text: one for each instance, and each work without one."""
        wanted, coding = checked_form(form), checked_encoding(encoding)
        return [
            MarcPreview(at, self._text(unit, wanted, coding))
            for at, unit in foreseen(hand, self._units, self._resources, scope)
        ]

    def source_records(self, iris: Sequence[str], scope: Scope) -> list[SourceRecord | None]:
        """Per work, instance or item, the MARC record that described it last, for those who read source records."""
        found = self._units.sources(iris, scope)
        return [source_record(found[iri]) if iri in found else None for iri in iris]

    def outcomes(self, iris: Sequence[str], scope: Scope) -> list[list[FieldOutcome] | None]:
        """Per work, instance or item, what became of each field of the MARC record it came from, for those who read
        source records; None where there is none. Worked out anew each time: a conversion there and back.
        """
        found = self._units.sources(iris, scope)
        return [self._outcomes(found[iri]) if iri in found else None for iri in iris]

    def _outcomes(self, source: Document) -> list[FieldOutcome]:
        describer = self._describer_for(source.key.graph)
        return describer.outcomes(parse(octets_of(source.body), source.body["lsp:format"][0]))

    def changes(self, before: Resource, scope: Scope) -> list[FieldChange]:
        """What changed in the MARC record of a work or instance since it was `before`; none where it has no record."""
        (unit,) = self._units.units([before.iri], scope)
        part = next((name for name, each in unit.parts.items() if each.iri == before.iri), None) if unit else None
        if unit is None or part is None:
            return []
        was = replace(unit, parts={**unit.parts, part: before})
        old, new = (regenerated(each, self._describer(each)) for each in (was, unit))
        return differences(*(each.record() if isinstance(each, Kept) else each for each in (old, new)))

    def nquads(self, tenant: str, scope: Scope) -> Iterator[str]:
        """The tenant's catalogue graph as N-Quads, a page of descriptions at a time."""
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        for nodes in self._restored(graph, scope):
            yield nquads(nodes, graph)

    def turtle(self, tenant: str, scope: Scope) -> Iterator[str]:
        """The tenant's catalogue graph as Turtle; prefixes come again with every page."""
        for nodes in self._restored(self._names.graph(tenant, GraphKind.CATALOGUE), scope):
            yield turtle(nodes)

    def jsonld(self, tenant: str, scope: Scope) -> Iterator[str]:
        """The tenant's catalogue graph as one JSON-LD document, in parts."""
        yield f'{{"@context":{orjson.dumps(CONTEXT).decode()},"@graph":['
        separator = ""
        for nodes in self._restored(self._names.graph(tenant, GraphKind.CATALOGUE), scope):
            for node in jsonld(nodes)["@graph"]:
                yield separator + orjson.dumps(node).decode()
                separator = ",\n"
        yield "]}"

    def _everything(self, tenant: str, scope: Scope) -> Iterator[str]:
        """What stands for a record: instances, then holdings that came as records of their own, described headings."""
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        yield from self._iris(graph, scope, "bf:Instance")
        for page in _pages(self._iris(graph, scope, HOLDINGS)):
            yield from self._units.separate(page, scope)
        for kind in _HEADINGS:
            yield from self._iris(graph, scope, kind)

    def _iris(self, graph: str, scope: Scope, type: str) -> Iterator[str]:
        return (key.iri for key in walking.keys(self._store, graph, scope, type=type))

    def _restored(self, graph: str, scope: Scope) -> Iterator[list[Node]]:
        """With what is said once and for all of the terms of shared vocabularies."""
        for nodes in self.nodes(graph, scope):
            yield [restore(each) for each in nodes]

    def nodes(self, graph: str, scope: Scope) -> Iterator[list[Node]]:
        """The descriptions of a graph as they are kept, a page at a time; what only leads elsewhere is none."""
        for page in walking.pages(self._store, graph, scope, first=_PAGE):
            documents = self._store.read(page, scope)
            found = [each.body for each in documents if each is not None and REDIRECT not in each.body["@type"]]
            if found:
                yield found

    def nodes_at(self, graph: str, moment: datetime, scope: Scope, told: Told | None = None) -> Iterator[list[Node]]:
        """The same as they were at a moment, what was deleted since among them; `told` hears how far it is."""
        for states in states_at(self._store, {graph}, moment, scope, told):
            found = [each.body for each in states if each.body is not None and REDIRECT not in each.body["@type"]]
            if found:
                yield found

    def _text(self, unit: Unit, form: MarcForm, encoding: Encoding | None) -> str | None:
        try:
            octets = self._written(unit, form, encoding)
        except Unwritable:
            return None
        return (b64encode(octets) if form is MarcForm.MARC21 else octets).decode("utf-8")

    def _written(self, unit: Unit, form: MarcForm, encoding: Encoding | None) -> bytes:
        made = regenerated(unit, self._describer(unit))
        kept = isinstance(made, Kept) and made.format == form.value
        if isinstance(made, Kept) and kept and encoding in {None, made.encoding}:
            return made.written()
        return _written(made.record() if isinstance(made, Kept) else made, form, encoding)

    def _describer(self, unit: Unit) -> Describer:
        return self._describer_for(
            unit.source.key.graph
            if unit.source is not None
            else unit.parts[next(iter(unit.parts))].layers[-1].key.graph
        )

    def _describer_for(self, graph: str) -> Describer:
        owner = parse_graph(graph).owner
        (tenant,) = self._tenants.tenants([owner])
        return Describer(converter(tenant.item_table if tenant is not None else ""), HeadingNames(self._names, owner))


def _written(record: Record, form: MarcForm, encoding: Encoding | None) -> bytes:
    if form is MarcForm.MARC21:
        return write_marc21(record, encoding or Encoding.UTF8)
    return (write_marcxml(record) if form is MarcForm.MARCXML else write_marcjson(record)).encode("utf-8")


def checked_form(form: str) -> MarcForm:
    """The form of MARC called so. Raises `Invalid`."""
    try:
        return MarcForm(form)
    except ValueError:
        raise Invalid(f"“{form}” is no form of MARC.", hint=f"Ask for {', '.join(MarcForm)}.") from None


def checked_encoding(encoding: str | None) -> Encoding | None:
    """The encoding called so. Raises `Invalid`."""
    try:
        return None if encoding is None else Encoding(encoding)
    except ValueError:
        raise Invalid(f"“{encoding}” is no encoding of MARC 21.", hint=f"Ask for {' or '.join(Encoding)}.") from None


def _stands_for_its_record(unit: Unit) -> bool:
    """A record with several instances is exported once: with the first that is still there."""
    instances = sorted(part for part in unit.parts if part.startswith("Instance"))
    return not instances or unit.parts[instances[0]].iri == unit.main


def _pages(keys: Iterable[T]) -> Iterator[list[T]]:
    page: list[T] = []
    for key in keys:
        page.append(key)
        if len(page) == _PAGE:
            yield page
            page = []
    if page:
        yield page
