"""Writing descriptions as RDF, straight from nodes: N-Triples, N-Quads, Turtle, JSON-LD. No RDF library, no blank
nodes.

A part `#title-1` of a root gets `{root}#title-1`, or `{root}-title-1` where the root's own IRI has a fragment. IRIs
that RDF can't carry are never written: such a reference is left out (the mapping keeps them in the residue).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from zlib import crc32

import orjson

from mappings.bibframe.node import PREFIXES, expand
from mappings.rules.iris import absolute, fragment
from mappings.rules.languages import canonical

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value

_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_FIRST: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>"
_REST: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>"
_NIL: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"
_ORIGIN: Final = re.compile(r"https?://[^/?#]+")
_OWN_PART: Final = "'@id': '#"
_SPECIAL: Final = re.compile(r'["\\\n\r\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]')
Write: TypeAlias = Callable[[str], None]
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class _Written(dict[str, str]):
    """How names are written, each worked out once and some thousands kept; empty for one that RDF can't carry."""

    def __init__(self, write: Callable[[str], str], most: int = 4096) -> None:
        super().__init__()
        self._write = write
        self._most = most

    def __missing__(self, name: str) -> str:
        if len(self) >= self._most:
            self.clear()
        self[name] = written = self._write(name)
        return written


def _reference(iri: str) -> str:
    return f"<{iri}>" if absolute(iri) else ""


_TERMS: Final = _Written(lambda name: _reference(expand(name)))
_REFERENCES: Final = _Written(_reference, 16384)
_PARTS: Final = _Written(lambda part: part[1:] if fragment(part[1:]) else "")
_MARKS: Final = _Written(lambda language: f"@{language}" if canonical(language) else "", 256)


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character >= "\ud800":
        return "\ufffd"  # half a surrogate pair is no character
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def _text(text: str) -> str:
    if text.isprintable() and '"' not in text and "\\" not in text:  # nearly all, and much the quickest to tell
        return f'"{text}"'
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def _lines(nodes: Iterable[Node], end: str) -> list[str]:
    out: list[str] = []
    for root in nodes:
        _node(root, f"<{root['@id']}>", _join(root), out.append, end)
    return out


def _join(root: Node) -> str:
    base = str(root["@id"])
    return base + "-" if "#" in base else base + "#"


def _node(node: Node, subject: str, join: str, write: Write, end: str) -> None:
    """Write what is said of a node and of those below it. Most of the time of writing goes by here."""
    terms = _TERMS
    for key, values in node.items():
        if key[0] == "@":
            if key == "@type":
                for type_ in values:
                    if term := terms[type_]:
                        write(f"{subject} {_TYPE} {term}{end}")
        elif predicate := terms[key]:
            for value in values:
                if value.__class__ is str:
                    write(f"{subject} {predicate} {_text(value)}{end}")
                else:
                    _object(subject, predicate, value, join, write, end)


def _object(subject: str, predicate: str, value: Node, join: str, write: Write, end: str) -> None:
    if (iri := value.get("@id")) is not None:
        target = _REFERENCES[iri] if iri[:1] != "#" else f"<{join}{part}>" if (part := _PARTS[iri]) else ""
        if target:
            write(f"{subject} {predicate} {target}{end}")
            if len(value) > 1:
                _node(value, target, join, write, end)
    elif "@value" in value:
        mark = _MARKS[value["@language"]] if "@language" in value else _datatype(value)
        write(f"{subject} {predicate} {_text(value['@value'])}{mark}{end}")
    else:
        _list(subject, predicate, value["@list"], join, write, end)


def _datatype(value: Node) -> str:
    return f"^^{term}" if (term := _TERMS[value.get("@type", "")]) else ""


def _list(subject: str, predicate: str, members: list[Value], join: str, write: Write, end: str) -> None:
    """An ordered list of named cells, so that no blank node is needed."""
    stem = _stem(subject, predicate, members, join)
    for index, member in enumerate(members):
        cell = f"<{stem}-{index + 1}>"
        write(f"{subject} {predicate} {cell}{end}")
        if isinstance(member, str):
            write(f"{cell} {_FIRST} {_text(member)}{end}")
        else:
            _object(cell, _FIRST, member, join, write, end)
        subject, predicate = cell, _REST
    write(f"{subject} {predicate} {_NIL}{end}")


def _stem(subject: str, predicate: str, members: list[Value], join: str) -> str:
    """How the cells of a list are named: after their subject and predicate in a root of its own; after what they hold
    where the subject is nobody's own, so that whoever says it says the same.
    """
    name = predicate.rstrip(">").rpartition("#" if "#" in predicate else "/")[2]
    stem = f"{subject[1:-1]}-{name}" if "#" in subject else f"{subject[1:-1]}#{name}"
    if stem.startswith(join[:-1]):
        return stem
    said = f"{subject} {predicate} {members}"
    origin = _ORIGIN.match(join)
    if origin is None or _OWN_PART in said:
        return f"{join}{name}-{crc32(said.encode())}"
    return f"{origin[0]}/.well-known/genid/{blake2b(said.encode(), digest_size=12).hexdigest()}"


def ntriples(nodes: Iterable[Node]) -> str:
    """The statements of these roots as N-Triples."""
    return "".join(_lines(nodes, " .\n"))


def nquads(nodes: Iterable[Node], graph: str) -> str:
    """The statements of these roots as N-Quads in one graph."""
    return "".join(_lines(nodes, f" <{graph}> .\n"))


def turtle(nodes: Iterable[Node]) -> str:
    """The statements of these roots as Turtle, one block per subject."""
    blocks: dict[str, list[tuple[str, str]]] = {}
    for node in nodes:
        for line in _lines([node], ""):
            subject, predicate, value = line.split(" ", 2)
            blocks.setdefault(subject, []).append((_short(predicate), _short(value)))
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    body = "".join(
        f"\n{subject} " + " ;\n    ".join(f"{predicate} {value}" for predicate, value in pairs) + " .\n"
        for subject, pairs in blocks.items()
    )
    return head + body


_LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


@lru_cache(maxsize=4096)
def _short(term: str) -> str:
    """A term as Turtle abbreviates it."""
    if term == _TYPE:
        return "a"
    if term[0] == "<":
        for prefix, namespace in PREFIXES.items():
            if term.startswith("<" + namespace) and _LOCAL.fullmatch(local := term[len(namespace) + 1 : -1]):
                return f"{prefix}:{local}"
    return term


def jsonld(nodes: Iterable[Node]) -> dict[str, Any]:
    """The roots as one JSON-LD document with our context, parts with absolute IRIs."""
    return {"@context": CONTEXT, "@graph": [_absolute(node, _join(node)) for node in nodes]}


def jsonld_line(node: Node) -> bytes:
    """One root as a JSON-LD document of its own, as `jsonld` has it, on a line: ten times as fast."""
    # Within a string a quotation mark is escaped, so this is never part of one.
    body = orjson.dumps(node).replace(b'"@id":"#', b'"@id":' + orjson.dumps(_join(node))[:-1])
    return _CONTEXT_FIRST + body[1:] + b"\n"


def _absolute(value: Any, join: str) -> Any:
    if isinstance(value, list):
        return [_absolute(member, join) for member in value]
    if not isinstance(value, dict):
        return value
    out = {key: _absolute(member, join) if key[0] != "@" or key == "@list" else member for key, member in value.items()}
    if str(out.get("@id", "")).startswith("#"):
        out["@id"] = join + out["@id"][1:]
    return out


CONTEXT: Final[dict[str, str]] = dict(PREFIXES)
"""The JSON-LD context of every description: prefixes only."""
_CONTEXT_FIRST: Final = orjson.dumps({"@context": CONTEXT})[:-1] + b","


def own_parts(root: str) -> str:
    """How the subjects of all parts of a root begin, as N-Triples has them."""
    return f"<{root}-" if "#" in root else f"<{root}#"


def triples(nodes: Iterable[Node]) -> Iterator[str]:
    """The statements one by one as N-Triples lines."""
    for node in nodes:
        yield from _lines([node], " .\n")
