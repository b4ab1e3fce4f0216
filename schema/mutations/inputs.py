"""Statements as clients write them, and as the catalogue takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import strawberry

from graph.catalogue.errors import Invalid
from graph.catalogue.statements import Statement
from mappings.bibframe.node import Node, Value, compact
from schema.scalars import IRI, JSONLD, LanguageTag


@strawberry.input(description="One statement: a property with a text, or with a resource it points at.")
class StatementInput:
    """One statement."""

    predicate: IRI = strawberry.field(description="The property.")
    value: str | None = strawberry.field(default=None, description="A text. Exclusive with `iri`.")
    iri: IRI | None = strawberry.field(default=None, description="A resource. Exclusive with `value`.")
    datatype: IRI | None = strawberry.field(default=None, description="The datatype of a text that isn't a string.")
    lang: LanguageTag | None = strawberry.field(default=None, description="The language of a text.")
    part: str | None = strawberry.field(
        default=None, description="The part of the resource it is about, such as #title-1; absent, the whole."
    )

    def statement(self, path: str) -> Statement:
        """As the catalogue takes it. Raises `Invalid`."""
        if (self.value is None) == (self.iri is None):
            raise Invalid("A statement has either a value or an iri.", (path,))
        if self.lang is not None and self.datatype is not None:
            raise Invalid("A text has a language or a datatype, not both.", (path,))
        value: Value
        if self.iri is not None:
            value = {"@id": str(self.iri)}
        elif self.lang is not None:
            value = {"@value": self.value, "@language": self.lang}
        elif self.datatype is not None:
            value = {"@value": self.value, "@type": compact(self.datatype)}
        else:
            value = self.value or ""
        return Statement(compact(self.predicate), value, self.part)


def statements(inputs: Sequence[StatementInput] | None, path: str) -> list[Statement]:
    """Statements as the catalogue takes them. Raises `Invalid`."""
    return [each.statement(f"{path}.{number}") for number, each in enumerate(inputs or ())]


def node_of(document: JSONLD) -> Node:
    """The description in a JSON-LD document as the API writes it: our context, absolute or relative part ids.

    Raises `Invalid` for another shape. The context is ours whatever the document says: nothing is fetched.
    """
    found: Any = {name: value for name, value in document.items() if name != "@context"}
    root = found.get("@id")
    if root is not None and not isinstance(root, str):
        raise Invalid("@id must be a string.", ("jsonld", "@id"))
    node = _shaped(found, root or "")
    if not isinstance(node, dict):
        raise Invalid("The document must be one resource.", ("jsonld",))
    return node


def _shaped(value: Any, root: str) -> Any:
    """Lists everywhere, property names with prefixes, parts with relative ids."""
    if not isinstance(value, dict):
        return value if isinstance(value, str) else {"@value": _lexical(value), "@type": _datatype(value)}
    if "@value" in value:
        return value
    if "@list" in value:
        return {"@list": [_shaped(each, root) for each in value["@list"]]}
    node: Node = {}
    for name, found in value.items():
        if name == "@id":
            node[name] = _relative(str(found), root)
        elif name == "@type":
            node[name] = [compact(str(each)) for each in (found if isinstance(found, list) else [found])]
        elif name.startswith("@"):
            raise Invalid(f"{name} is not understood here.", ("jsonld", name))
        else:
            members = found if isinstance(found, list) else [found]
            node[compact(name)] = [_shaped(each, root) for each in members if each is not None]
    return node


def _relative(iri: str, root: str) -> str:
    for joint in ("#", "-"):
        if root and iri.startswith(root + joint) and (joint == "#" or "#" in root):
            return "#" + iri[len(root) + 1 :]
    return iri


def _lexical(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _datatype(value: object) -> str:
    if isinstance(value, bool):
        return "xsd:boolean"
    return "xsd:integer" if isinstance(value, int) else "xsd:decimal"
