"""From a received description to the documents that are stored, and for each of its statements the one that came of it.

Roots get addresses of the library and say by `owl:sameAs` how the other system calls them; parts without an address
become parts of their root; headings without one get the library's own. What a document can't carry stays in the source
record alone: the same said from above (`bf:hasInstance`), labels of shared vocabularies, what only an import may say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.catalogue.alignment import content
from graph.catalogue.descriptions import Root
from graph.catalogue.errors import Invalid
from graph.catalogue.identity import HeadingNames, body_digest
from graph.catalogue.rdf_cutting import ABOVE, BELOW, ROOT_KINDS
from graph.catalogue.rdf_terms import FIRST, NIL, REST, SAME_AS, TYPE, iri_of, name_of, storable_iri, value_of
from graph.catalogue.received import SHARED, Received
from graph.catalogue.source import part_of
from graph.catalogue.validation import DEEPEST, KEPT_TO_STAFF, MOST_VALUES, RESERVED, ROOTS, checked
from graph.store.headings import HEADING_KINDS, heading_kind, label_of
from graph.store.names import opaque_id
from mappings.bibframe.node import Node, Value
from mappings.bibframe.vocabulary import strip
from mappings.text import heading_key

COLLECTION: Final[Mapping[str, str]] = {
    "Work": "works",
    "Instance": "instances",
    "Item": "items",
    "Holdings": "holdings",
}
"""What is described → where its address is."""

_LEFT_OUT: Final = RESERVED | KEPT_TO_STAFF | {"lsp:hides"}
_LINKS: Final = ABOVE.keys() | BELOW.keys()
_FIRST_OF: Final = ("bf:PrimaryContribution", "bf:Title")
_CLASS: Final = {kind: name for name, kind in ROOT_KINDS.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """The documents of a received description, and how its terms are called in them: absolute IRIs.

    `lists` are the cells of each ordered list by its head.
    """

    roots: list[Root]
    names: dict[str, str]
    lists: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Naming:
    """How what is described is called: `iris` by the term, or the address elsewhere, of each that is known."""

    headings: HeadingNames
    iris: Mapping[str, str]

    def of(self, term: str, collection: str, record: str) -> str:
        """The address of something described: where it is already, or one that follows from its name."""
        if (known := self.iris.get(term)) is not None:
            return known
        iri = iri_of(term)
        if self.is_own(iri, collection):
            return iri
        local = opaque_id("elsewhere", iri) if iri else opaque_id("elsewhere", record, term)
        return self.headings.names.resource(self.headings.tenant, collection, local)

    def is_own(self, iri: str, collection: str) -> bool:
        """Whether an address is one of the library's own."""
        begin = self.headings.names.resource(self.headings.tenant, collection, "")
        return iri.startswith(begin) and iri[len(begin) :].isalnum()


def told(received: Received, record: str, naming: Naming) -> Told:
    """What is stored of a received description. Raises `Invalid` where a description can't be like that."""
    return _Telling(received, record, naming).all()


def kinds_of(received: Received) -> dict[str, str]:
    """What each root is: by its classes, else by what hangs on it or what it hangs on."""
    classes: dict[str, set[str]] = {each: set() for each in received.roots}
    tied: dict[str, str] = {}
    for one, name, other in received.statements:
        if name == TYPE and one in classes:
            classes[one].add(name_of(other))
        called = name_of(name)
        if (kinds := ABOVE.get(called) or ABOVE.get(BELOW.get(called, ""))) is not None:
            below, above = (one, other) if called in ABOVE else (other, one)
            tied.setdefault(below, kinds[0])
            tied.setdefault(above, kinds[1])
    return {each: _kind_of(types, tied.get(each)) for each, types in classes.items()}


def _kind_of(types: set[str], tied: str | None) -> str:
    found = next((kind for name, kind in ROOT_KINDS.items() if name in types), tied)
    if tied is None and ("bf:Hub" in types or (found is None and any(each in HEADING_KINDS for each in types))):
        return "Authority"
    return found or "Work"


@dataclass(slots=True)
class _Telling:
    """One description being told."""

    received: Received
    record: str
    naming: Naming
    said: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    values: int = 0
    root: str = ""
    """The address of the root that is told."""

    def all(self) -> Told:
        for one, name, other in self.received.statements:
            self.said.setdefault(one, {}).setdefault(name, []).append(other)
        kinds = kinds_of(self.received)
        for term, kind in kinds.items():
            self.names[term] = self._heading(term) if kind == "Authority" else self._address(term, COLLECTION[kind])
        return Told([self._root(term, kind) for term, kind in kinds.items()], self.names, self.lists)

    def _address(self, term: str, collection: str) -> str:
        return self.names.get(term) or self.naming.of(term, collection, self.record)

    def _heading(self, term: str) -> str:
        if (known := self.naming.iris.get(term)) is not None:
            return known
        node = self._said(term, (term,), plain=True)
        kind, label = heading_kind(node), label_of(node)
        if kind is None or not label or self.naming.is_own(iri_of(term), kind):
            return self.naming.of(term, kind or "subjects", self.record)
        return self._minted(node, kind, label)

    def _minted(self, node: Node, kind: str, label: str) -> str:
        types = [each for each in node["@type"] if each in HEADING_KINDS]
        own = next((each for each in types if each.startswith("bf:")), types[0])
        return self.naming.headings.iri(kind, heading_key(own, label))

    def _root(self, term: str, kind: str) -> Root:
        self.root, self.values = self.names[term], 0
        self.counts.clear()
        node = strip(self._said(term, (term,)))
        types = [each for each in node.pop("@type", []) if each not in _CLASS.values()]
        own = [_CLASS[kind]] if kind in _CLASS else []
        body: Node = {"@id": self.root, "@type": [*own, *_roots_first(types)], **node, **self._links(term)}
        if (iri := storable_iri(term)) and iri != self.root:
            body[SAME_AS] = _with_reference(body.get(SAME_AS, []), iri)
        body = checked(body, self.root)
        return Root(part_of(kind, term), self.root, body, body_digest(body))

    def _links(self, term: str) -> dict[str, list[Value]]:
        """What it hangs on, whichever of the two says so."""
        found: dict[str, dict[str, None]] = {}
        for name, others in self.said.get(term, {}).items():
            if (called := name_of(name)) in ABOVE:
                collection = COLLECTION[ABOVE[called][1]]
                found.setdefault(called, {}).update(
                    (self._address(each, collection), None) for each in others if each[0] == "_" or storable_iri(each)
                )
        for one, said in self.said.items():
            for name, others in said.items():
                if term in others and (up := BELOW.get(name_of(name))) is not None and one != term:
                    found.setdefault(up, {})[self._address(one, COLLECTION[ABOVE[up][1]])] = None
        return {name: [{"@id": iri} for iri in iris] for name, iris in found.items()}

    def _said(self, term: str, above: tuple[str, ...], *, plain: bool = False) -> Node:
        """What is said of a term; `plain` its classes and texts alone."""
        if len(above) > DEEPEST:
            raise Invalid(f"Parts can be nested {DEEPEST} deep.")
        node: Node = {}
        for name, others in self.said.get(term, {}).items():
            called = name_of(name)
            if name == TYPE:
                node["@type"] = sorted((found for each in others if (found := name_of(each))), key=_is_further)
            elif called and called not in _LEFT_OUT and (len(above) > 1 or called not in _LINKS):
                wanted = [each for each in others if each[0] == '"'] if plain else others
                values = _once(
                    [(each, value) for each in wanted if (value := self._value(each, called, above)) is not None]
                )
                if values:
                    node[called] = sorted(values, key=_rank) if len(values) > 1 else values
        return {name: values for name, values in node.items() if values}

    def _value(self, term: str, name: str, above: tuple[str, ...]) -> Value | None:
        self.values += 1
        if term[0] == '"':
            return value_of(term)
        if term == NIL:
            return {"@list": []}
        if term[0] == "_" and FIRST in self.said.get(term, {}):
            return self._list(term, name, above)
        if term in self.received.roots:
            return {"@id": self.names[term]}
        iri = storable_iri(term)
        if term not in self.said:
            return {"@id": iri} if iri else None if term[0] == "<" else self._named(term, {}, name)
        if term in above or self._is_told(term) or self.values > MOST_VALUES // 2:
            return {"@id": self._relative(self.names.get(term) or self._fragment(term, name))}
        return self._named(term, self._said(term, (*above, term)), name)

    def _is_told(self, term: str) -> bool:
        """Whether a part of what is told here was told already; what has a name elsewhere may be told twice."""
        called = self.names.get(term)
        return called is not None and (
            term[0] == "_" or any(called.startswith(f"{self.names[each]}#") for each in self.received.roots)
        )

    def _list(self, head: str, name: str, above: tuple[str, ...]) -> Value:
        cells, members = [], []
        cell = head
        while cell[0] == "_" and cell not in cells and FIRST in self.said.get(cell, {}):
            cells.append(cell)
            members.extend(self.said[cell][FIRST][:1])
            cell = self.said[cell].get(REST, [NIL])[0]
        self.lists[head] = tuple(cells)
        values = (self._value(each, name, (*above, head)) for each in members)
        return {"@list": [each for each in values if each is not None]}

    def _named(self, term: str, node: Node, name: str) -> Node:
        """A part with its name: its own where that means anything elsewhere, a heading's, or one of its root."""
        if (called := self.names.get(term)) is None:
            iri = storable_iri(term)
            kind, label = heading_kind(node), label_of(node)
            if iri and self._lasts(iri):
                called = self.names[term] = iri
            elif kind is not None and label and not self._is_part(iri):
                called = self.names[term] = self._minted(node, kind, label)
            else:
                called = self._fragment(term, name)
        return {"@id": self._relative(called), **node}

    def _lasts(self, iri: str) -> bool:
        """Whether an address is one by which others know what it names, not a part of what is told here."""
        stem, mark, _ = iri.partition("#")
        if not mark:
            return not iri.startswith("http://received.invalid/")
        stems = {iri_of(each).partition("#")[0] for each in self.received.roots}
        return stem not in stems and stem.rsplit("/", 2)[-2:-1] not in [[each] for each in set(ROOTS.values())]

    def _is_part(self, iri: str) -> bool:
        """Whether an address is that of a part of a root whose own address is no part."""
        return any(iri.startswith(f"{iri_of(each)}#") for each in self.received.roots if each[0] == "<")

    def _fragment(self, term: str, name: str) -> str:
        """The name of a part of the root that is told: the other system's, or the property's with the next number."""
        iri = iri_of(term)
        if self._is_part(iri) and len(iri.split("#")) == 2 and storable_iri(term):
            called = f"{self.root}#{iri.partition('#')[2]}"
        else:
            local = name.rpartition(":")[2].rpartition("/")[2]
            called = f"{self.root}#{local}-{self._next(local)}"
        self.names[term] = called
        return called

    def _next(self, local: str) -> int:
        """The next free number of a part."""
        begins = [f"{iri_of(each)}#" for each in self.received.roots if each[0] == "<"]
        while True:
            self.counts[local] = number = self.counts.get(local, 0) + 1
            if not any(f"<{begin}{local}-{number}>" in self.said for begin in begins):
                return number

    def _relative(self, iri: str) -> str:
        return iri[len(self.root) :] if iri.startswith(f"{self.root}#") else iri


def _once(values: Sequence[tuple[str, Value]]) -> list[Value]:
    """Values, what several descriptions of a file told of the same heading but once."""
    if not any(term.startswith(f"_:{SHARED}") for term, _ in values):
        return [value for _, value in values]
    found: dict[object, Value] = {}
    for term, value in values:
        found.setdefault(content(value) if term.startswith(f"_:{SHARED}") else term, value)
    return list(found.values())


def _with_reference(values: Sequence[Value], iri: str) -> list[Value]:
    return [*values] if {"@id": iri} in values else [*values, {"@id": iri}]


def _roots_first(types: Sequence[str]) -> list[str]:
    return sorted(types, key=lambda each: each not in ROOTS)


def _is_further(name: str) -> bool:
    return not name.startswith("bf:")


def _rank(value: Value) -> bool:
    """What people look for first comes first: the main contribution, the proper title."""
    return not (isinstance(value, dict) and any(each in _FIRST_OF for each in value.get("@type", ())))


def hung_on(received: Received, naming: Naming) -> Iterator[tuple[str, str]]:
    """What its roots hang on, as far as that has an address elsewhere: pairs of the term and the address here."""
    for term, collection in addresses(received):
        if term not in received.roots:
            yield term, naming.of(term, collection, "")


def addresses(received: Received) -> Iterator[tuple[str, str]]:
    """The addresses elsewhere of what is described, and of what it hangs on, each with its collection here."""
    for term, kind in kinds_of(received).items():
        if kind in COLLECTION and term[0] == "<":
            yield term, COLLECTION[kind]
    for one, name, other in received.statements:
        called = name_of(name)
        if called in ABOVE and one in received.roots and storable_iri(other):
            yield other, COLLECTION[ABOVE[called][1]]
        elif called in BELOW and other in received.roots and storable_iri(one):
            yield one, COLLECTION[ABOVE[BELOW[called]][1]]
