"""Descriptions read from RDF that somebody pastes: statements become works with their instances, items and holdings.

Nothing is fetched: a JSON-LD context elsewhere and a document type in XML are refused before anything is parsed. What
is said of a resource hangs where it is used, as descriptions are stored; a part that only its document could name loses
its name, and a heading that has none gets the library's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

import orjson
import pyoxigraph as ox

from graph.catalogue.errors import NotReadable
from graph.catalogue.validation import DEEPEST, KEPT_TO_STAFF, MOST_VALUES, RESERVED
from graph.store.headings import HEADING_KINDS, heading_kind, label_of
from mappings.bibframe.node import Node, compact
from mappings.bibframe.rdf import CONTEXT
from mappings.bibframe.vocabulary import strip
from mappings.text import heading_key

MOST_STATEMENTS: Final = 100_000
MOST_DESCRIBED: Final = 5_000
FORMATS: Final[Mapping[str, ox.RdfFormat]] = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdfxml": ox.RdfFormat.RDF_XML,
}

BASE: Final = "http://pasted.invalid/"
"""What addresses begin with that mean nothing outside of the document."""

_RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"
_DOCTYPE: Final = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LEFT_OUT: Final = RESERVED | KEPT_TO_STAFF | {"lsp:hides"}
ROOT_TYPES: Final = ("bf:Work", "bf:Instance", "bf:Item", "lsp:Holdings")
_BELOW: Final[Mapping[str, str]] = {
    "bf:instanceOf": "bf:Instance",
    "bf:itemOf": "bf:Item",
    "lsp:holdingsFor": "lsp:Holdings",
}
"""What says that something hangs on another, and what it is then."""

_DOWN: Final[Mapping[str, str]] = {"bf:hasInstance": "bf:instanceOf", "bf:hasItem": "bf:itemOf"}

Subject = ox.NamedNode | ox.BlankNode
Mint = Callable[[str, str], str]
"""The address of a heading that has none, by its kind and key."""


def descriptions(text: str, format: str, mint: Mint) -> list[list[Node]]:
    """The descriptions in `text`, each its roots, works first. Raises `NotReadable`.

    Roots are named as the document names them; the names of those without an address begin with `BASE`.
    """
    return _Document(_statements(text, format), mint).descriptions()


def _statements(text: str, format: str) -> list[tuple[Subject, str, Any]]:
    source = _with_context(text) if format == "jsonld" else text
    if format == "rdfxml" and _DOCTYPE.search(source):
        raise NotReadable("A document type or entities in XML are not read.", hint="Save it without its DOCTYPE.")
    try:
        quads = islice(ox.parse(source.encode(), format=FORMATS[format], base_iri=BASE), MOST_STATEMENTS + 1)
        found = [(each.subject, each.predicate.value, each.object) for each in quads]
    except (SyntaxError, ValueError, OSError) as error:
        raise NotReadable(f"It is not {FORMATS[format].name}: {str(error)[:300]}.") from error
    if len(found) > MOST_STATEMENTS:
        raise NotReadable(f"At most {MOST_STATEMENTS:,} statements are read at once.", hint="Paste less of it.")
    return [(one, name, other) for one, name, other in found if isinstance(one, Subject)]


def _with_context(text: str) -> str:
    """A JSON-LD document whose context is in it, or ours where it has none. Raises `NotReadable`."""
    try:
        document = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise NotReadable(f"It is not JSON: {error}.") from error
    if not isinstance(document, dict | list):
        raise NotReadable("It is not JSON-LD: neither an object nor a list of them.")
    if _fetches(document, 0):
        raise NotReadable(
            "Its JSON-LD context is elsewhere, and nothing is fetched.", hint="Write the prefixes into its @context."
        )
    if isinstance(document, list):
        return orjson.dumps({"@context": CONTEXT, "@graph": document}).decode()
    return orjson.dumps(document if "@context" in document else {"@context": CONTEXT, **document}).decode()


def _fetches(value: Any, depth: int) -> bool:
    if depth > 100:
        raise NotReadable("It is nested too deep to be a description.")
    if isinstance(value, list):
        return any(_fetches(each, depth + 1) for each in value)
    if not isinstance(value, dict):
        return False
    context = value.get("@context")
    contexts = context if isinstance(context, list) else [context]
    if any(isinstance(each, str) or (isinstance(each, dict) and "@import" in each) for each in contexts):
        return True
    return any(_fetches(each, depth + 1) for each in value.values())


class _Document:
    """The statements of one document, by subject."""

    def __init__(self, statements: Sequence[tuple[Subject, str, Any]], mint: Mint) -> None:
        self._said: dict[Subject, dict[str, list[Any]]] = {}
        for one, name, other in dict.fromkeys(statements):
            self._said.setdefault(one, {}).setdefault(compact(name), []).append(other)
        self._mint, self._values = mint, 0
        self._above = self._find_above()
        self._roots = dict.fromkeys(self._find_roots())
        if len(self._roots) > MOST_DESCRIBED:
            raise NotReadable("It describes more than is read at once.", hint="Paste fewer descriptions.")
        self._stems = {each.value.partition("#")[0] for each in self._roots if isinstance(each, ox.NamedNode)}

    def descriptions(self) -> list[list[Node]]:
        """Roots that hang on one another together."""
        groups: dict[Subject, list[Subject]] = {each: [each] for each in self._roots}
        for below, links in self._above.items():
            for above in (each for found in links.values() for each in found):
                one, other = groups[above], groups[below]
                if one is not other:
                    one.extend(other)
                    groups.update(dict.fromkeys(other, one))
        return [
            sorted(map(self._root, group), key=_rank) for group in {id(each): each for each in groups.values()}.values()
        ]

    def _find_above(self) -> dict[Subject, dict[str, list[Subject]]]:
        """Per description, what it hangs on, whichever of the two says so."""
        found: dict[Subject, dict[str, list[Subject]]] = {}
        for one, said in self._said.items():
            for name in said.keys() & (_BELOW.keys() | _DOWN.keys()):
                for other in (each for each in said[name] if each in self._said and each != one):
                    below, up, above = (one, name, other) if name in _BELOW else (other, _DOWN[name], one)
                    links = found.setdefault(below, {}).setdefault(up, [])
                    if above not in links:
                        links.append(above)
        return found

    def _find_roots(self) -> Iterator[Subject]:
        """What is a description of its own: of such a type, and no part of another one, such as a related work."""
        tied = {*self._above, *(each for links in self._above.values() for found in links.values() for each in found)}
        used = {
            each
            for said in self._said.values()
            for name, values in said.items()
            if name not in _BELOW and name not in _DOWN
            for each in values
            if isinstance(each, Subject)
        }
        for each, said in self._said.items():
            types = {compact(one.value) for one in said.get("rdf:type", ()) if isinstance(one, ox.NamedNode)}
            if each in tied or (each not in used and not types.isdisjoint(ROOT_TYPES)):
                yield each

    def _root(self, subject: Subject) -> Node:
        node = strip(self._node(subject, (subject,), _name(subject)))
        types = list(node.get("@type", ()))
        if _rank({"@type": types}) == len(ROOT_TYPES):
            up = next(iter(self._above.get(subject, {})), None)
            types.append("bf:Work" if up is None else _BELOW[up])
        kept = {
            name: values for name, values in node.items() if name not in {"@id", "@type", *_BELOW, *_DOWN, *_LEFT_OUT}
        }
        links = {up: [{"@id": _name(each)} for each in found] for up, found in self._above.get(subject, {}).items()}
        return {"@id": _name(subject), "@type": types, **kept, **links}

    def _node(self, subject: Subject, above: tuple[Subject, ...], root: str) -> Node:
        if len(above) > DEEPEST:
            raise NotReadable(f"Parts can be nested {DEEPEST} deep.")
        node: Node = {}
        for name, values in self._said.get(subject, {}).items():
            if name == "rdf:type":
                node["@type"] = [compact(each.value) for each in values if isinstance(each, ox.NamedNode)]
            elif name not in _LEFT_OUT:
                node[name] = [self._value(each, above, root) for each in values]
        return node

    def _value(self, value: Any, above: tuple[Subject, ...], root: str) -> Any:
        self._values += 1
        if self._values > MOST_VALUES * 5:
            raise NotReadable("It says more than can be worked on.", hint="Paste fewer descriptions at once.")
        if isinstance(value, ox.Literal):
            return _literal(value)
        if not isinstance(value, Subject):
            raise NotReadable("Statements about statements are not read.")
        if value in self._roots:
            return {"@id": _name(value)}
        if isinstance(value, ox.BlankNode) and value in above:
            raise NotReadable("A part is a part of itself.")
        if value == ox.NamedNode(f"{_RDF}nil"):
            return {"@list": []}
        if "rdf:first" in self._said.get(value, {}):
            return {"@list": [self._value(each, above, root) for each in self._members(value)]}
        below = {} if value in above else self._node(value, (*above, value), root)
        return self._named(value, below, root)

    def _members(self, cell: Any) -> Iterator[Any]:
        seen = set()
        while cell in self._said and cell not in seen:
            seen.add(cell)
            yield from self._said[cell].get("rdf:first", ())[:1]
            cell = next(iter(self._said[cell].get("rdf:rest", ())), None)

    def _named(self, subject: Subject, node: Node, root: str) -> Node:
        """A part with its name, where that means anything outside of the document."""
        iri = subject.value if isinstance(subject, ox.NamedNode) else ""
        if iri and not node:
            return {"@id": iri}
        if iri.startswith(f"{root}#"):
            return {"@id": iri[len(root) :], **node}
        if iri and iri.partition("#")[0] not in self._stems and not iri.startswith(BASE):
            return {"@id": iri, **node}
        kind, label = heading_kind(node), label_of(node)
        if kind is None or not label:
            return node
        types = [each for each in node["@type"] if each in HEADING_KINDS]
        own = next((each for each in types if each.startswith("bf:")), types[0])
        return {"@id": self._mint(kind, heading_key(own, label)), **node}


def _literal(value: ox.Literal) -> Any:
    if value.language is not None:
        return {"@value": value.value, "@language": value.language}
    if value.datatype.value != _STRING:
        return {"@value": value.value, "@type": compact(value.datatype.value)}
    return value.value


def _name(subject: Subject) -> str:
    return subject.value if isinstance(subject, ox.NamedNode) else f"{BASE}{subject.value}"


def _rank(node: Node) -> int:
    return next((at for at, each in enumerate(ROOT_TYPES) if each in node["@type"]), len(ROOT_TYPES))
