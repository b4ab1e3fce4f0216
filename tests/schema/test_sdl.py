"""The schema as a document: committed, described, and kept from breaking its clients unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType

from graph.access.model import Permission
from schema.build import breaking_changes, schema, sdl
from schema.directives import Cost, Requires
from schema.running.bindings import DEFINITION

COMMITTED = Path(__file__).parents[2] / "schema" / "schema.graphql"
TYPES = {name: each for name, each in schema()._schema.type_map.items() if not name.startswith("__")}


def members():
    for name, type_ in TYPES.items():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field_name, field in type_.fields.items():
                yield f"{name}.{field_name}", field
                for argument_name, argument in field.args.items():
                    yield f"{name}.{field_name}({argument_name})", argument
        elif isinstance(type_, GraphQLInputObjectType):
            yield from ((f"{name}.{each}", field) for each, field in type_.fields.items())
        elif isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{each}", value) for each, value in type_.values.items())


def test_the_committed_schema_is_the_one_in_the_code():
    assert COMMITTED.read_text("utf-8") == sdl(), "write it again: python -m schema.write"


def test_everything_is_described():
    silent = [name for name, each in members() if not each.description]
    silent += [name for name, each in TYPES.items() if not each.description and name not in {
        "Boolean", "Float", "ID", "Int", "String"}]  # fmt: skip
    assert silent == []


def test_a_description_ends_as_a_sentence():
    assert [name for name, each in members() if not each.description.endswith((".", "?", "…"))] == []


def test_every_page_is_a_whole_connection():
    for name, type_ in TYPES.items():
        if name.endswith("Connection"):
            assert {"edges", "nodes", "pageInfo", "totalCount"} <= type_.fields.keys(), name


def test_every_permission_a_field_names_exists():
    known = {each.value for each in Permission}
    for name, each in members():
        declared = each.extensions.get(DEFINITION) if hasattr(each, "extensions") else None
        for directive in getattr(declared, "directives", None) or ():
            if isinstance(directive, Requires):
                assert directive.permission in known, name


def test_every_multiplier_is_an_argument_of_its_field():
    for name, each in members():
        declared = getattr(each, "extensions", {}).get(DEFINITION)
        for directive in getattr(declared, "directives", None) or ():
            if isinstance(directive, Cost) and directive.multiplier:
                assert directive.multiplier in each.args, name


@pytest.mark.parametrize(
    ("old", "new", "breaks"),
    [
        ("type Query { a: Int }", "type Query { a: Int b: Int }", False),
        ("type Query { a: Int b: Int }", "type Query { a: Int }", True),
        ("type Query { a: Int! }", "type Query { a: Int }", True),
        ("type Query { a(x: Int): Int }", "type Query { a(x: Int!): Int }", True),
        ("type Query { a(x: Int): Int }", "type Query { a(x: Int, y: Int): Int }", False),
    ],
)
def test_a_change_that_breaks_a_client_is_told_from_one_that_does_not(old, new, breaks):
    assert bool(breaking_changes(old, new)) is breaks
