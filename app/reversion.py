"""RDF back to descriptions, and descriptions to MARC: what `revert` does, without a store.

Statements are gathered into nodes as the mapping has them: a part hangs where it is first pointed at, other roots are
references, RDF lists are lists. N-Quads with a graph for each record, as `convert` writes them, are read one record
at a time; the other formats don't say where a record ends and are read whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, ClassVar, Final, TypeAlias

import pyoxigraph as rdf

from app.formats import Format
from graph.store.canonical import language_tag
from mappings.bibframe.convert import Description, converter
from mappings.bibframe.node import PREFIXES, compact
from mappings.errors import CatalographError

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value
    from mappings.marc.record import Record

_NS: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_BF: Final = "http://id.loc.gov/ontologies/bibframe/"
_TYPE, _FIRST, _REST, _NIL = f"{_NS}type", f"{_NS}first", f"{_NS}rest", f"{_NS}nil"
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_WORK, _INSTANCE = f"{_BF}Work", f"{_BF}Instance"
_LSP: Final = PREFIXES["lsp"]
_HOLDINGS, _HOLDINGS_FOR, _IN_HOLDINGS = f"{_LSP}Holdings", f"{_LSP}holdingsFor", f"{_LSP}inHoldings"
_MADS: Final = PREFIXES["madsrdf"]
_AUTHORITIES: Final = (f"{_MADS}Authority", f"{_MADS}DeprecatedAuthority")
_IDENTIFIED, _IDENTIFIES = f"{_MADS}isIdentifiedByAuthority", f"{_MADS}identifiesRWO"
_LINKS: Final = frozenset(
    {
        _IDENTIFIED,
        _IDENTIFIES,
        *(f"{_BF}{name}" for name in ("hasInstance", "instanceOf", "hasItem", "itemOf")),
        _HOLDINGS_FOR,
        _IN_HOLDINGS,
    }
)

_FORMATS: Final = {
    Format.NQUADS: rdf.RdfFormat.N_QUADS,
    Format.NTRIPLES: rdf.RdfFormat.N_TRIPLES,
    Format.TURTLE: rdf.RdfFormat.TURTLE,
    Format.JSONLD: rdf.RdfFormat.JSON_LD,
    Format.RDFXML: rdf.RdfFormat.RDF_XML,
}

_Name: TypeAlias = rdf.NamedNode | rdf.BlankNode
_Term: TypeAlias = rdf.NamedNode | rdf.BlankNode | rdf.Literal | rdf.Triple


class RdfUnreadable(CatalographError):
    """The input is not well-formed in the RDF format it is said to be in."""

    code: ClassVar[str] = "RDF_UNREADABLE"
    hint: ClassVar[str] = "Name the format with --from nquads|ntriples|turtle|jsonld|rdfxml, or correct the file there."


class NoWork(CatalographError):
    """The RDF describes no BIBFRAME Work or Instance, no holdings and no authority: there is no record to make."""

    code: ClassVar[str] = "RDF_NO_WORK"
    hint: ClassVar[str] = "A record is made from a bf:Work and its bf:hasInstance."


def descriptions(stream: BinaryIO, format: Format) -> Iterator[Description]:
    """Every work with its instances, items and holdings; holdings alone; authorities. `RdfUnreadable`, `NoWork`."""
    found = False
    for statements in _records(stream, format):
        for description in statements.descriptions():
            found = True
            yield description
    if not found:
        raise NoWork("There is no BIBFRAME Work in this file.")


def record_of(description: Description) -> Record:
    """The MARC record its statements give."""
    return converter().back(description)


@dataclass(slots=True)
class _Statements:
    """The statements of one record (or of a whole file), by subject, in the order of the file."""

    about: dict[_Name, dict[str, list[_Term]]] = field(default_factory=dict)

    def add(self, subject: _Name, predicate: str, value: _Term) -> None:
        values = self.about.setdefault(subject, {}).setdefault(predicate, [])
        if value not in values:
            values.append(value)

    def descriptions(self) -> Iterator[Description]:
        links = _Links(self.about)
        works = [each for each in self.about if links.is_a(each, _WORK) and links.is_described(each)]
        taken = {instance for work in works for instance in links.instances(work)}
        alone = [
            each
            for each in self.about
            if links.is_a(each, _INSTANCE) and each not in taken and links.is_top(each) and not links.works(each)
        ]
        holdings = [each for each in self.about if links.is_a(each, _HOLDINGS)]
        roots = {*works, *taken, *alone, *holdings}
        roots |= {item for instance in roots for item in links.items(instance)}
        roots |= {item for each in holdings for item in links.copies(each)}
        for work in works:
            yield self._description(work, links.instances(work), links, roots)
        for instance in alone:
            yield self._description(None, [instance], links, roots)
        held = {each for instance in (*taken, *alone) for each in links.holdings(instance)}
        if apart := [each for each in holdings if each not in held]:
            yield self._of_holdings(apart, links, roots)
        for thing in dict.fromkeys(links.thing_of(each) for each in self.about if links.is_authority(each)):
            yield Description({}, [], [], [], heading=_Builder(self.about, {thing}).root(thing))

    def _of_holdings(self, holdings: list[_Name], links: _Links, roots: set[_Name]) -> Description:
        """A record of holdings: in N-Quads those of one graph, else all there are by themselves."""
        items = dict.fromkeys(item for each in holdings for item in links.copies(each))
        build = [_Builder(self.about, roots).root(each) for each in holdings]
        return Description({}, [], [_Builder(self.about, roots).root(each) for each in items], build)

    def _description(self, work: _Name | None, instances: list[_Name], links: _Links, roots: set[_Name]) -> Description:
        node: Node = {"@id": "#Work", "@type": ["bf:Work"]} if work is None else _Builder(self.about, roots).root(work)
        items = [item for instance in instances for item in links.items(instance)]
        holdings = [each for instance in instances for each in links.holdings(instance)]
        return Description(
            node,
            [_Builder(self.about, roots).root(instance) for instance in instances],
            [_Builder(self.about, roots).root(item) for item in items],
            [_Builder(self.about, roots).root(each) for each in holdings],
        )


class _Links:
    """Which resources are roots of one another, said from either side."""

    def __init__(self, about: dict[_Name, dict[str, list[_Term]]]) -> None:
        self._about = about
        self._back: dict[tuple[str, _Term], list[_Name]] = {}
        self._pointed_at: set[_Term] = set()
        for subject, properties in about.items():
            for predicate, values in properties.items():
                if predicate in _LINKS:
                    for value in values:
                        self._back.setdefault((predicate, value), []).append(subject)
                else:
                    self._pointed_at.update(values)

    def is_a(self, subject: _Name, type: str) -> bool:
        return rdf.NamedNode(type) in self._about[subject].get(_TYPE, ())

    def is_top(self, subject: _Name) -> bool:
        """Nothing points at it but its own work, instances and items: it isn't merely related."""
        return subject not in self._pointed_at

    def is_described(self, subject: _Name) -> bool:
        """Whether it has a record of its own, and isn't one that another merely relates itself to or names."""
        return self.is_top(subject) or f"{_BF}adminMetadata" in self._about[subject]

    def is_authority(self, subject: _Name) -> bool:
        """Whether it is an authority with a record of its own."""
        return any(self.is_a(subject, type_) for type_ in _AUTHORITIES) and self.is_described(subject)

    def thing_of(self, authority: _Name) -> _Name:
        """What an authority is for: the agent or place that names it, or the authority itself."""
        return next(iter(self._back.get((_IDENTIFIED, authority), ())), authority)

    def instances(self, work: _Name) -> list[_Name]:
        return self._linked(work, "hasInstance", "instanceOf")

    def works(self, instance: _Name) -> list[_Name]:
        return self._linked(instance, "instanceOf", "hasInstance")

    def items(self, instance: _Name) -> list[_Name]:
        return self._linked(instance, "hasItem", "itemOf")

    def holdings(self, instance: _Name) -> list[_Name]:
        return list(dict.fromkeys(self._back.get((_HOLDINGS_FOR, instance), ())))

    def copies(self, holdings: _Name) -> list[_Name]:
        return list(dict.fromkeys(self._back.get((_IN_HOLDINGS, holdings), ())))

    def _linked(self, subject: _Name, there: str, back: str) -> list[_Name]:
        forward = self._about[subject].get(_BF + there, ())
        found = [each for each in forward if isinstance(each, _Name) and each in self._about]
        return list(dict.fromkeys([*found, *self._back.get((_BF + back, subject), ())]))


class _Builder:
    """Makes one root's node from statements about it and what hangs below."""

    def __init__(self, about: dict[_Name, dict[str, list[_Term]]], roots: set[_Name]) -> None:
        self._about = about
        self._roots = roots
        self._numbers: dict[str, int] = {}
        self._above: list[_Name] = []
        self._join = ""

    def root(self, subject: _Name) -> Node:
        iri = subject.value
        self._join = f"{iri}-" if "#" in iri else f"{iri}#"
        return self._node(subject, iri)

    def _node(self, subject: _Name, identifier: str) -> Node:
        self._above.append(subject)
        properties = self._about[subject]
        types = [compact(each.value) for each in properties.get(_TYPE, ()) if isinstance(each, rdf.NamedNode)]
        node: Node = {"@id": identifier, "@type": types}
        for predicate, values in properties.items():
            if predicate != _TYPE:
                name = compact(predicate)
                node[name] = [self._value(name, value) for value in values]
        self._above.pop()
        return node

    def _value(self, name: str, value: _Term) -> Value:
        if isinstance(value, rdf.Literal):
            return _literal(value)
        if not isinstance(value, rdf.NamedNode | rdf.BlankNode):
            return ""
        properties = self._about.get(value)
        if properties is not None and _FIRST in properties:
            return {"@list": list(self._members(name, value))}
        if properties is None or value in self._roots or value in self._above:
            return {"@id": value.value} if isinstance(value, rdf.NamedNode) else {"@id": f"#{value.value}"}
        return self._node(value, self._identifier(name, value))

    def _identifier(self, name: str, value: _Name) -> str:
        if isinstance(value, rdf.NamedNode) and not value.value.startswith(self._join):
            return value.value
        if isinstance(value, rdf.NamedNode):
            return f"#{value.value[len(self._join) :]}"
        local = name.rpartition(":")[2]
        self._numbers[local] = self._numbers.get(local, 0) + 1
        return f"#{local}-{self._numbers[local]}"

    def _members(self, name: str, cell: _Name) -> Iterator[Value]:
        seen: set[_Name] = set()
        here: _Term = cell
        while isinstance(here, rdf.NamedNode | rdf.BlankNode) and here.value != _NIL and here not in seen:
            seen.add(here)
            properties = self._about.get(here, {})
            yield from (self._value(name, value) for value in properties.get(_FIRST, ()))
            here = next(iter(properties.get(_REST, ())), rdf.NamedNode(_NIL))


def _literal(value: rdf.Literal) -> Value:
    if value.language:
        return {"@value": value.value, "@language": language_tag(value.language)}
    if value.datatype.value == _STRING:
        return value.value
    return {"@value": value.value, "@type": compact(value.datatype.value)}


def _records(stream: BinaryIO, format: Format) -> Iterator[_Statements]:
    """The statements record by record: in N-Quads a run of one graph is a record, otherwise everything is one."""
    statements = _Statements()
    graph: object = None
    for quad in _parsed(stream, format):
        if format is Format.NQUADS and quad.graph_name != graph:
            if statements.about:
                yield statements
                statements = _Statements()
            graph = quad.graph_name
        if isinstance(quad.subject, rdf.NamedNode | rdf.BlankNode):
            statements.add(quad.subject, quad.predicate.value, quad.object)
    yield statements


def _parsed(stream: BinaryIO, format: Format) -> Iterable[rdf.Quad]:
    try:
        yield from rdf.parse(stream, format=_FORMATS[format], base_iri="http://example.org/", lenient=True)
    except (SyntaxError, ValueError) as error:
        raise RdfUnreadable(f"This is not well-formed {format}: {error}") from error
