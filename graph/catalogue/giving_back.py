"""Descriptions that came as RDF, given back as they came: the other system's addresses and statements, with what people
changed since put in and taken out, statement by statement.

What was stored of the received statements is worked out again and compared with what is stored now. Only what differs
is carried over: to the statement that it came of, or to a new one in the other system's words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

import orjson

from graph.catalogue.descriptions import without_control_numbers
from graph.catalogue.rdf_describing import Told
from graph.catalogue.rdf_terms import FIRST, NIL, REST, SAME_AS, TYPE, Statement, iri_of, name_of, value_of
from graph.catalogue.received import SHARED, Received
from mappings.bibframe.node import Node, Value, expand
from mappings.bibframe.rdf import ntriples
from mappings.bibframe.vocabulary import restore

Fact: TypeAlias = tuple[str, str, str]
"""Subject, property and value as they are here: absolute IRIs, and literals and lists as JSON."""

_AS_RECEIVED: Final = frozenset({SAME_AS, "lsp:controlNumber"})
"""What only an import says."""


def given_back(received: Received, made: Told, now: Mapping[str, Node]) -> list[Statement]:
    """The statements of a received description as it is now. `made` is what was stored of it, `now` the bodies by
    address; a root that is not among them was deleted.
    """
    before = {fact for root in made.roots for fact in facts(root.body)}
    after = {fact for root in made.roots if root.iri in now for fact in facts(without_control_numbers(now[root.iri]))}
    work = _GivingBack(received, made)
    gone = before - after
    deleted = {root.iri for root in made.roots if root.iri not in now}
    kept = [each for each in received.statements if not work.is_gone(each, gone, deleted)]
    if len(kept) < len(received.statements):
        kept = _without_orphans(kept, received)
    kept += work.added(after - before)
    return list(dict.fromkeys(kept))


def held(received: Received, made: Told) -> int:
    """How many of the received statements the documents hold, so that they are searched, shown and edited."""
    facts_made = {fact for root in made.roots for fact in facts(restore(root.body))}
    work = _GivingBack(received, made)
    cells = {cell for chain in made.lists.values() for cell in chain}
    return sum(each.subject in cells or work.fact(each) in facts_made for each in received.statements)


def facts(body: Node) -> Iterator[Fact]:
    """The statements of a description as it is stored, without cells of lists."""
    yield from _facts(body, str(body["@id"]), str(body["@id"]))


def _facts(node: Node, subject: str, root: str) -> Iterator[Fact]:
    for name, values in node.items():
        if name == "@type":
            yield from ((subject, "rdf:type", each) for each in values)
        elif name[0] != "@":
            for value in values:
                yield subject, name, _said(value, root)
                for each in _members(value):
                    if "@id" in each and len(each) > 1:
                        yield from _facts(each, _absolute(each["@id"], root), root)


def _members(value: Value) -> list[Node]:
    if not isinstance(value, dict) or "@value" in value:
        return []
    return [each for member in value["@list"] for each in _members(member)] if "@list" in value else [value]


def _said(value: Value, root: str) -> str:
    if isinstance(value, dict) and "@id" in value:
        return _absolute(value["@id"], root)
    if isinstance(value, dict) and "@list" in value:
        return orjson.dumps([_said(each, root) for each in value["@list"]]).decode()
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def _absolute(iri: str, root: str) -> str:
    return root + iri if iri[:1] == "#" else iri


@dataclass(slots=True)
class _GivingBack:
    """Terms of the other system and of this one."""

    received: Received
    made: Told
    terms: dict[str, str] = field(default_factory=dict)
    """By what something is called here, the term it came under."""
    said: dict[str, list[str]] = field(default_factory=dict)
    """The members of received lists, by cell."""
    new: int = 0

    def __post_init__(self) -> None:
        for term, iri in self.made.names.items():
            self.terms.setdefault(iri, term)
        for one, name, other in self.received.statements:
            if name == FIRST:
                self.said[one] = [*self.said.get(one, ()), other]

    def fact(self, statement: Statement) -> Fact:
        """What a received statement is here."""
        one = self.made.names.get(statement.subject, iri_of(statement.subject) or statement.subject)
        name = name_of(statement.predicate)
        if statement.predicate == TYPE:
            return one, "rdf:type", name_of(statement.object)
        return one, name, self._value(statement.object)

    def is_gone(self, statement: Statement, gone: Collection[Fact], deleted: Collection[str]) -> bool:
        """Whether somebody took a received statement away, by itself or with the whole it was said of."""
        fact = self.fact(statement)
        return fact in gone or fact[0] in deleted

    def added(self, facts: Iterable[Fact]) -> list[Statement]:
        """New statements in the other system's words."""
        found: list[Statement] = []
        for one, name, value in sorted(facts):
            if name not in _AS_RECEIVED:
                predicate = TYPE if name == "rdf:type" else f"<{expand(name)}>"
                written = f"<{expand(value)}>" if name == "rdf:type" else self._term(value, found)
                found.append(Statement(self._called(one), predicate, written))
        return found

    def _value(self, term: str) -> str:
        if term[0] == '"':
            return orjson.dumps(value_of(term), option=orjson.OPT_SORT_KEYS).decode()
        if term == NIL or term in self.made.lists:
            cells = self.made.lists.get(term, ())
            return orjson.dumps([self._value(each) for cell in cells for each in self.said[cell][:1]]).decode()
        return self.made.names.get(term, iri_of(term) or term)

    def _called(self, iri: str) -> str:
        """What is known by the other system's name gets it; a new part has no address, as there."""
        known = self.terms.get(iri)
        if known is None and any(iri.startswith(f"{root.iri}#") for root in self.made.roots):
            self.new += 1
            known = self.terms[iri] = f"_:n{self.new}"
        return known or f"<{iri}>"

    def _term(self, value: str, found: list[Statement]) -> str:
        if value[0] == "[":
            return self._list(orjson.loads(value), found)
        if value[0] not in '"{':
            return self._called(value)
        node = {"@id": "urn:x", "rdf:value": [orjson.loads(value)]}
        return ntriples([node]).split(" ", 2)[2].rsplit(" .", 1)[0]

    def _list(self, members: Sequence[str], found: list[Statement]) -> str:
        head = NIL
        for member in reversed(members):
            self.new += 1
            cell = f"_:n{self.new}"
            found += [Statement(cell, FIRST, self._term(member, found)), Statement(cell, REST, head)]
            head = cell
        return head


def _without_orphans(kept: list[Statement], received: Received) -> list[Statement]:
    """Without what was said of parts that nothing leads to any more."""
    used = {each.object for each in received.statements}
    while True:
        leading = {each.object for each in kept} | set(received.roots)
        rest = [each for each in kept if each.subject in leading or each.subject not in used]
        if len(rest) == len(kept):
            return rest
        kept = rest


def apart(statements: Iterable[Statement], record: str) -> Iterator[Statement]:
    """Statements whose blank nodes are told from those of other records."""

    def named(term: str) -> str:
        return f"_:{record}{term[2:]}" if term[0] == "_" and not term.startswith(f"_:{SHARED}") else term

    for one, name, other in statements:
        yield Statement(named(one), name, named(other))


__all__ = ["apart", "facts", "given_back", "held"]
