"""Writing descriptions as RDF, straight from nodes: N-Triples, N-Quads, Turtle, JSON-LD. No RDF library, no blank
nodes.

A part `#title-1` of a root gets `{root}#title-1`, or `{root}-title-1` where the root's own IRI has a fragment. IRIs
that RDF can't carry are never written: such a reference is left out (the mapping keeps them in the residue).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from mappings.bibframe.node import PREFIXES, expand
from mappings.rules.iris import absolute
from mappings.rules.languages import canonical

if TYPE_CHECKING:
    from mappings.bibframe.node import Node, Value

_TYPE: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_FIRST: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>"
_REST: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>"
_NIL: Final = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#nil>"
_SPECIAL: Final = re.compile(r'["\\\n\r\t\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]')
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


@lru_cache(maxsize=4096)
def _term(name: str) -> str:
    return f"<{expand(name)}>"


@lru_cache(maxsize=16384)
def _reference(iri: str) -> str:
    """An IRI as it is written; empty for one that RDF can't carry."""
    return f"<{iri}>" if absolute(iri) else ""


@lru_cache(maxsize=256)
def _mark(language: str) -> str:
    return f"@{language}" if canonical(language) else ""


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character >= "\ud800":
        return "\ufffd"  # half a surrogate pair is no character
    return _ESCAPES.get(character) or f"\\u{ord(character):04X}"


def _text(text: str) -> str:
    return f'"{_SPECIAL.sub(_escaped, text)}"' if _SPECIAL.search(text) else f'"{text}"'


def _lines(root: Node, end: str) -> list[str]:
    base = root["@id"]
    join = base + "-" if "#" in base else base + "#"
    out: list[str] = []
    _node(root, f"<{base}>", join, out.append, end)
    return out


def _node(node: Node, subject: str, join: str, write: Any, end: str) -> None:
    for key, values in node.items():
        if key == "@type":
            for type_ in values:
                write(f"{subject} {_TYPE} {_term(type_)}{end}")
        elif key[0] != "@":
            predicate = _term(key)
            for value in values:
                _statement(subject, predicate, value, join, write, end)


def _statement(subject: str, predicate: str, value: Value, join: str, write: Any, end: str) -> None:
    if isinstance(value, str):
        write(f"{subject} {predicate} {_text(value)}{end}")
        return
    if "@value" in value:
        mark = _mark(value["@language"]) if "@language" in value else f"^^{_term(value['@type'])}"
        write(f"{subject} {predicate} {_text(value['@value'])}{mark}{end}")
    elif "@list" in value:
        _list(subject, predicate, value["@list"], join, write, end)
    else:
        iri = value["@id"]
        target = f"<{join}{iri[1:]}>" if iri[0] == "#" else _reference(iri)
        if not target:
            return
        write(f"{subject} {predicate} {target}{end}")
        if len(value) > 1:
            _node(value, target, join, write, end)


def _list(subject: str, predicate: str, members: list[Value], join: str, write: Any, end: str) -> None:
    """An ordered list: cells are named after the subject and the predicate, so no blank node is needed."""
    name = predicate.rstrip(">").rpartition("#" if "#" in predicate else "/")[2]
    stem = f"{subject[1:-1]}-{name}" if "#" in subject else f"{subject[1:-1]}#{name}"
    if not stem.startswith(join[:-1]):
        stem = f"{join}{name}-{crc32(f'{subject} {predicate} {members}'.encode())}"
    for index, member in enumerate(members):
        cell = f"<{stem}-{index + 1}>"
        write(f"{subject} {predicate} {cell}{end}")
        _statement(cell, _FIRST, member, join, write, end)
        subject, predicate = cell, _REST
    write(f"{subject} {predicate} {_NIL}{end}")


def ntriples(nodes: Iterable[Node]) -> str:
    """The statements of these roots as N-Triples."""
    return "".join(line for node in nodes for line in _lines(node, " .\n"))


def nquads(nodes: Iterable[Node], graph: str) -> str:
    """The statements of these roots as N-Quads in one graph."""
    end = f" <{graph}> .\n"
    return "".join(line for node in nodes for line in _lines(node, end))


def turtle(nodes: Iterable[Node]) -> str:
    """The statements of these roots as Turtle, one block per subject."""
    blocks: dict[str, list[tuple[str, str]]] = {}
    for node in nodes:
        for line in _lines(node, ""):
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


def _join(root: Node) -> str:
    base = str(root["@id"])
    return base + "-" if "#" in base else base + "#"


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


def triples(nodes: Iterable[Node]) -> Iterator[str]:
    """The statements one by one as N-Triples lines."""
    for node in nodes:
        yield from _lines(node, " .\n")
