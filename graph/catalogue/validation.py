"""What a description must be before it is stored: the right shape, valid addresses, its own parts, a sane size.

Application profiles (which properties, how often) come on top; these rules hold for every description.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

import orjson

from graph.catalogue.errors import Invalid
from graph.store.canonical import canonical
from graph.store.errors import InvalidDocument
from mappings.bibframe.node import PREFIXES, Node, expand

ROOTS: Final[Mapping[str, str]] = {
    "bf:Work": "works",
    "bf:Instance": "instances",
    "bf:Item": "items",
    "lsp:Holdings": "holdings",
    "bf:Hub": "hubs",
    "bf:Person": "agents",
    "bf:Family": "agents",
    "bf:Organization": "agents",
    "bf:Jurisdiction": "agents",
    "bf:Meeting": "agents",
    "bf:Agent": "agents",
    "bf:Topic": "subjects",
    "bf:Temporal": "subjects",
    "madsrdf:ComplexSubject": "subjects",
    "madsrdf:Topic": "subjects",
    "bf:Place": "places",
    "madsrdf:Geographic": "places",
    "bf:GenreForm": "genres",
    "madsrdf:GenreForm": "genres",
}
"""Types a person may describe a resource as → the collection its address is in."""

HELD: Final = frozenset({"items", "holdings"})
"""Collections that need the right to write holdings; all others need the right to write the catalogue."""

RESERVED: Final = frozenset({"lsp:controlNumber", "lsp:describes", "lsp:octets", "lsp:digest"})
"""Statements that only an import makes."""

KEPT_TO_STAFF: Final = frozenset({"lsp:staffNote", "lsp:suppressed"})
"""Statements that are in a library's staff graph alone, whatever else describes the same thing."""

MOST_BYTES: Final = 1_000_000
MOST_VALUES: Final = 20_000
DEEPEST: Final = 24
LONGEST_TEXT: Final = 200_000

_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f]+")
_FRAGMENT: Final = re.compile(r"#[^\x00-\x20<>\"{}|\\^`\x7f#]+")
_NAME: Final = re.compile(r"[a-z]+:[A-Za-z][A-Za-z0-9_-]*")
_DATATYPE: Final = re.compile(r"[a-z]+:[A-Za-z][A-Za-z0-9_-]*(?:/[A-Za-z0-9_-]+)+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")


def collection_of(types: Sequence[str]) -> str:
    """Where resources of these types live. Raises `Invalid` where none of them can be a resource of its own."""
    for each in types:
        if (found := ROOTS.get(each)) is not None:
            return found
    shown = ", ".join(types) or "nothing"
    raise Invalid(f"A resource can't be of type {shown}.", ("@type",), hint=f"It can be one of: {', '.join(ROOTS)}.")


def valid_iri(iri: str) -> bool:
    """Whether `iri` is an absolute IRI that every RDF store takes."""
    return len(iri) <= 2_000 and _IRI.fullmatch(iri) is not None


def checked(node: Node, iri: str) -> Node:
    """The description in the form that is stored: values in lists, own parts relative and named. Raises `Invalid`."""
    if node.get("@id", iri) != iri:
        raise Invalid(f"The description calls itself {node['@id']}, not {iri}.", ("@id",))
    try:
        body = canonical({**node, "@id": iri})
    except InvalidDocument as error:
        raise Invalid(error.message) from error
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise Invalid("The description is not of the shape of JSON-LD that is stored here.") from error
    walk = _Check(iri)
    body = walk.node(body, ("",), 0)
    if len(orjson.dumps(body)) > MOST_BYTES:
        raise Invalid(
            f"A description can have at most {MOST_BYTES:,} bytes.",
            hint="Split it, or leave notes out.",
            which="too-large",
            values={"most": MOST_BYTES},
        )
    return _numbered(body)


class _Check:
    """One walk through a description, by the path of names and positions."""

    def __init__(self, iri: str) -> None:
        self._iri, self._values, self._ids = iri, 0, set[str]()

    def node(self, node: Node, path: tuple[str, ...], depth: int) -> Node:
        here = tuple(each for each in path if each)
        if depth > DEEPEST:
            raise Invalid(f"Parts can be nested {DEEPEST} deep.", here)
        if depth == 0 and not node.get("@type"):
            raise Invalid("A resource needs a type.", ("@type",))
        answer: Node = {}
        for name, values in node.items():
            if name == "@id":
                answer[name] = self.identity(str(values), node, here) if depth else values
            elif name == "@type":
                answer[name] = [self.term(each, (*here, "@type")) for each in values]
            else:
                self.term(name, (*here, name))
                answer[name] = [self.value(value, (*here, name, str(at)), depth) for at, value in enumerate(values, 1)]
        return answer

    def value(self, value: Any, path: tuple[str, ...], depth: int) -> Any:
        self._values += 1
        if self._values > MOST_VALUES:
            raise Invalid(
                f"A description can have at most {MOST_VALUES:,} values.",
                which="too-many-values",
                values={"most": MOST_VALUES},
            )
        if isinstance(value, str):
            return self.text(value, path)
        if not isinstance(value, dict):
            raise Invalid("A value is neither text nor an object.", path)
        if "@value" in value:
            return self.literal(value, path)
        if "@list" in value:
            if depth + 1 > DEEPEST:
                raise Invalid(f"Parts can be nested {DEEPEST} deep.", path)
            return {"@list": [self.value(each, (*path, "@list"), depth + 1) for each in value["@list"]]}
        return self.node(value, path, depth + 1)

    def identity(self, name: str, node: Node, path: tuple[str, ...]) -> str:
        if name.startswith(f"{self._iri}#"):
            name = name[len(self._iri) :]
        described = len(node) > 1
        if name.startswith("#"):
            if not _FRAGMENT.fullmatch(name):
                raise Invalid(f"“{name}” can't name a part.", (*path, "@id"))
            if described and name in self._ids:
                raise Invalid(f"Two parts are both called {name}.", (*path, "@id"))
            if described:
                self._ids.add(name)
            return name
        if not valid_iri(name):
            raise Invalid(
                f"“{name[:200]}” is not an absolute IRI.", (*path, "@id"), which="iri", values={"name": name[:200]}
            )
        if described and name == self._iri:
            raise Invalid("A resource can't be described a second time below itself.", (*path, "@id"))
        if described and "#" in name and not name.startswith(tuple(PREFIXES.values())) and _part_of_ours(name):
            raise Invalid(f"{name} is a part of another resource and is described there.", (*path, "@id"))
        return name

    def literal(self, value: Node, path: tuple[str, ...]) -> Node:
        self.text(value["@value"], path)
        extra = value.keys() - {"@value", "@language", "@type"}
        if extra or ("@language" in value and "@type" in value):
            raise Invalid("A literal has a language or a datatype, and nothing else.", path)
        if "@language" in value and not _LANGUAGE.fullmatch(str(value["@language"])):
            raise Invalid(
                f"“{value['@language']}” is no language tag.",
                (*path, "@language"),
                which="language",
                values={"language": value["@language"]},
            )
        if "@type" in value:
            self.datatype(str(value["@type"]), (*path, "@type"))
        return value

    def datatype(self, name: str, path: tuple[str, ...]) -> str:
        """Names of datatypes may go on below that of a vocabulary: `edtf:codes/gac`."""
        return name if _DATATYPE.fullmatch(name) and expand(name) != name else self.term(name, path)

    def text(self, text: str, path: tuple[str, ...]) -> str:
        if len(text) > LONGEST_TEXT:
            raise Invalid(
                f"A text can have at most {LONGEST_TEXT:,} characters.",
                path,
                which="text-long",
                values={"most": LONGEST_TEXT},
            )
        if _CONTROL.search(text):
            raise Invalid("A text contains a control character.", path, which="control")
        return text

    def term(self, name: Any, path: tuple[str, ...]) -> str:
        if isinstance(name, str):
            if _NAME.fullmatch(name) and expand(name) != name:
                return name
            if "://" in name and valid_iri(name):
                return name
        raise Invalid(f"“{name}” is neither a known prefixed name nor an absolute IRI.", path)


def _part_of_ours(name: str) -> bool:
    """Parts of stored descriptions are `…/{collection}/{id}#…`; other fragments (`…#Person`) name things elsewhere."""
    collection = name.partition("#")[0].split("/")[-2:-1]
    return bool(collection) and collection[0] in set(ROOTS.values())


def _numbered(root: Node) -> Node:
    """Parts without a name get one: the property's local name and the next free number."""
    taken = set(_ids(root))
    counts: dict[str, int] = {}

    def named(value: Any, name: str) -> Any:
        if not isinstance(value, dict) or "@value" in value:
            return value
        if "@list" in value:
            return {"@list": [named(each, name) for each in value["@list"]]}
        answer: Node = {}
        if "@id" not in value:
            number = counts.get(name, 0) + 1
            while f"#{name}-{number}" in taken:
                number += 1
            counts[name] = number
            answer["@id"] = f"#{name}-{number}"
        answer.update(value)
        return below(answer)

    def below(node: Node) -> Node:
        return {
            key: values
            if key[0] == "@"
            else [named(value, key.rpartition(":")[2].rpartition("/")[2]) for value in values]
            for key, values in node.items()
        }

    return below(root)


def _ids(value: Any) -> list[str]:
    if isinstance(value, list):
        return [found for each in value for found in _ids(each)]
    if not isinstance(value, dict) or "@value" in value:
        return []
    own = [value["@id"]] if "@id" in value else []
    return own + [found for key, values in value.items() if key not in {"@id", "@type"} for found in _ids(values)]
