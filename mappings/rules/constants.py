"""Constant statements of rows: lifted once to the stored form, copied fresh for every description."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mappings.bibframe.node import Node, Value

NO_MEANING: dict[str, Any] = {}


def lifted(statements: Mapping[str, Any]) -> dict[str, list[Value]]:
    """Statements as rows write them (single values, `@type` a string) in the stored form: lists everywhere."""
    return {prop: lifted_values(value) for prop, value in statements.items()}


def lifted_values(value: Any) -> list[Value]:
    """The values of one property, lists everywhere."""
    if isinstance(value, list | tuple):
        return [_value(member) for member in value]
    return [_value(value)]


def _value(value: Any) -> Value:
    if not isinstance(value, Mapping):
        return str(value)
    out: Node = {}
    for key, member in value.items():
        if key in {"@id", "@value", "@language"} or (key == "@type" and "@value" in value):
            out[key] = member
        else:
            out[key] = [str(m) for m in _many(member)] if key == "@type" else lifted_values(member)
    return out


def _many(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def fresh(value: Value) -> Value:
    """A copy that may be changed without touching the constant."""
    if isinstance(value, str):
        return value
    out: Node = {}
    for key, member in value.items():
        out[key] = [fresh(each) for each in member] if member.__class__ is list else member
    return out


def holds(node: Node, statements: Mapping[str, list[Value]]) -> bool:
    """Whether `node` has these constant statements; a node is recognised by its IRI, or by all that the constant
    says.
    """
    for prop, wanted in statements.items():
        have = node.get(prop)
        if not have or not all(any(same(value, each) for value in have) for each in wanted):
            return False
    return True


def same(value: Value, wanted: Value) -> bool:
    """Whether `value` says at least what `wanted` says."""
    if isinstance(value, str) or isinstance(wanted, str):
        return value == wanted
    if "@id" in wanted:
        return bool(value.get("@id") == wanted["@id"])
    if "@value" in wanted:
        return value == wanted
    if not set(wanted.get("@type", ())) <= set(value.get("@type", ())):
        return False
    return holds(value, {key: member for key, member in wanted.items() if key[0] != "@"})
