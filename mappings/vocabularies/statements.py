"""What a line of a published file says: N-Triples, one statement a line, or JSON-LD, one resource a line.

Both become statements by subject: property names are prefixed where we have a prefix, values are of the shape that
descriptions have (`{"@id": …}`, a text, a text with its language). JSON-LD is read as files of this kind are written:
prefixes and plain terms of an embedded context are followed, a context elsewhere is not fetched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar, Final, TypeAlias

import orjson

from mappings.bibframe.node import PREFIXES, Value, compact
from mappings.errors import CatalographError

Properties: TypeAlias = dict[str, list[Value]]
"""What is said of one subject, by prefixed name; `@type` has prefixed names of classes as texts."""
Statements: TypeAlias = dict[str, Properties]
"""By subject; a node without an IRI of its own begins with `_:`."""

TYPE: Final = "@type"
_RDF_TYPE: Final = "rdf:type"
_TRIPLE: Final = re.compile(
    r"\s*(?:<([^>]*)>|(_:[^\s]+))\s+<([^>]*)>\s+"
    r'(?:<([^>]*)>|(_:[^\s]+?)|"((?:[^"\\]|\\.)*)"(?:@([A-Za-z0-9-]+)|\^\^<[^>]*>)?)\s*\.\s*(?:#.*)?'
)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_MOST_NESTED: Final = 40


class UnreadableLine(CatalographError):
    """A line of a vocabulary's file that is neither a statement nor a resource."""

    code: ClassVar[str] = "UNREADABLE_LINE"
    hint: ClassVar[str] = "The file may be cut off, or be in another format: N-Triples and JSON-LD a line are read."


def triple(line: str) -> tuple[str, str, Value] | None:
    r"""The subject, property and value of a line of N-Triples; None for an empty one. Raises `UnreadableLine`.

    >>> triple('<http://e.example/1> <http://www.w3.org/2004/02/skos/core#prefLabel> "Caf\\u00E9"@fr .')
    ('http://e.example/1', 'skos:prefLabel', {'@value': 'Café', '@language': 'fr'})
    """
    found = _TRIPLE.fullmatch(line)
    if found is None:
        if not line.strip() or line.lstrip().startswith("#"):
            return None
        raise UnreadableLine("This is no statement of N-Triples.")
    subject, blank, name, iri, other, text, language = found.groups()
    subject = _plain(subject) if blank is None else blank
    name = _named(_plain(name))
    if text is None:
        target = other if iri is None else _plain(iri)
        return subject, name, compact(target) if name == TYPE else {"@id": target}
    return subject, name, _text(_plain(text), language)


def _text(text: str, language: str | None) -> Value:
    return {"@value": text, "@language": language} if language else text


def _named(iri: str) -> str:
    name = compact(iri)
    return TYPE if name == _RDF_TYPE else name


def _plain(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    if code is None:
        return _ESCAPED.get(match[3], match[3])
    try:
        return chr(int(code, 16))
    except ValueError:
        raise UnreadableLine("An escaped character is none.") from None


def _described(line: bytes) -> tuple[Statements, str]:
    try:
        found = orjson.loads(line)
    except orjson.JSONDecodeError:
        raise UnreadableLine("This is no JSON.") from None
    if not isinstance(found, dict | list):
        raise UnreadableLine("This is no resource.")
    statements: Statements = {}
    whole: Mapping[str, Any] = found if isinstance(found, dict) else {"@graph": found}
    context = whole.get("@context")
    reader = _Reader(context if isinstance(context, Mapping) else {}, statements)
    for each in _listed(whole.get("@graph", whole)):
        reader.node(each, 0)
    return statements, str(whole.get("@id", ""))


class _Reader:
    """Reads nodes as one context means them."""

    def __init__(self, context: Mapping[str, Any], into: Statements) -> None:
        self._context, self._into, self._blank = context, into, 0

    def node(self, node: Any, depth: int) -> str:
        """Take in a node and those nested in it; the subject it has."""
        if not isinstance(node, Mapping) or depth > _MOST_NESTED:
            raise UnreadableLine("A resource is not of the shape of JSON-LD.")
        subject = str(node.get("@id") or self._new())
        properties = self._into.setdefault(subject, {})
        for key, values in node.items():
            if key in {"@type", "type"}:
                properties.setdefault(TYPE, []).extend(compact(self.iri(str(each))) for each in _listed(values))
            elif key[:1] != "@":
                name, about = self.term(key)
                found = [self.value(each, about, depth) for each in _listed(values)]
                if found:
                    properties.setdefault(name, []).extend(each for each in found if each is not None)
        return subject

    def value(self, value: Any, about: Mapping[str, Any], depth: int) -> Value | None:
        if not isinstance(value, Mapping):
            if value is None or isinstance(value, list):
                return None
            return (
                {"@id": self.iri(str(value))}
                if about.get("@type") == "@id"
                else _text(str(value), about.get("@language"))
            )
        if "@value" in value:
            return _text(str(value["@value"]), value.get("@language"))
        if "@list" in value:
            return {"@list": [found for each in _listed(value["@list"]) if (found := self.value(each, about, depth))]}
        if len(value) == 1 and "@id" in value:
            return {"@id": self.iri(str(value["@id"]))}
        return {"@id": self.node(value, depth + 1)}

    def term(self, key: str) -> tuple[str, Mapping[str, Any]]:
        """The name a key stands for, and what the context says of its values."""
        about = self._context.get(key)
        if isinstance(about, Mapping):
            return compact(self.iri(str(about.get("@id", key)))), about
        return compact(self.iri(about if isinstance(about, str) else key)), {}

    def iri(self, name: str) -> str:
        """The IRI of a prefixed name; what is none stays as it is."""
        prefix, colon, local = name.partition(":")
        if colon and not local.startswith("//"):
            start = self._context.get(prefix)
            if isinstance(start, str):
                return start + local
            return PREFIXES.get(prefix, prefix + ":") + local
        return name

    def _new(self) -> str:
        self._blank += 1
        return f"_:n{self._blank}"


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def about(line: bytes) -> tuple[Statements, tuple[str, ...]]:
    """What a line of JSON-LD says, and the subjects it is about: the one it names as its own, or all that have an IRI.

    Raises `UnreadableLine`.
    """
    statements, own = _described(line)
    subjects = tuple(subject for subject in statements if not subject.startswith("_:"))
    main = tuple(subject for subject in subjects if own and subject.endswith(own))
    return statements, main or subjects
