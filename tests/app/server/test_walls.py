"""The wall between libraries: whatever is asked or sent, nothing of a private library comes out, and nothing in it
changes. Queries are made from the schema itself, so a field added later is tried too.
"""

from __future__ import annotations

from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.access.model import operator
from graph.store.names import GraphKind
from graph.store.scope import Scope, grant
from schema.build import schema
from schema.ids import Naming, make_id, resource_id

SCHEMA = schema()._schema
OUTSIDERS = (None, "cataloguer@harbor", "administrator@harbor", "researcher@harbor", "cataloguer@lindenau")
NOT_HERE = {"sparql", "importMarc"}
"""SPARQL is asked by its own test below; an upload needs a multipart request, which test_permissions sends."""


class Pool:
    """Everything of the private library that an outsider might have overheard, and a little of their own."""

    def __init__(self, world: Any, secret: str) -> None:
        services, names = world.installation.services, world.installation.services.names
        self.graphs = [names.graph("cloister", kind) for kind in GraphKind if kind.value not in {"network", "identity"}]
        scope = services.access.scope(operator("cloister"))
        store = world.installation.store
        keys = [key for graph in self.graphs for key in store.scan(graph, scope).keys]
        iris = sorted({key.iri for key in keys})[:60]
        bodies = [each.body for each in store.read(keys, scope) if each is not None]
        headings = {
            part["@id"]
            for body in bodies
            for one in body.get("bf:contribution", ())
            for part in one.get("bf:agent", ())
            if "@id" in part
        }
        self.iris = [*iris, *sorted(headings), *self.graphs, names.tenant("cloister")]
        self.ids = [
            *(resource_id(iri) for iri in self.iris),
            *(make_id(Naming.LOCATION, iri) for iri in iris if "/locations/" in iri),
            make_id(Naming.TENANT, "cloister"),
            make_id(Naming.JOB, "cloister.0123456789"),
            make_id(Naming.NETWORK, "rivers"),
            "cloister",
        ]
        self.texts = ["tides", "cloister", f"{secret.upper()}-0001", "10008001", "main|1", "", "Keeper", "*"]

    def leaf(self, name: str, type_name: str) -> Any:
        """A strategy for an argument of a leaf type."""
        if type_name == "ID":
            return st.sampled_from(self.ids)
        if type_name == "IRI":
            return st.sampled_from([*self.iris, "http://id.loc.gov/ontologies/bibframe/Work"])
        if type_name == "Int":
            return st.integers(1, 20)
        if type_name == "Boolean":
            return st.booleans()
        if type_name == "JSONLD":
            return st.just({"@type": ["bf:Work"], "bf:note": [{"@id": "#n", "@type": ["bf:Note"]}]})
        if type_name == "Revision":
            return st.sampled_from(["1", "x-1", "5tg9j4gd-1"])
        if type_name == "LanguageTag":
            return st.just("en")
        return st.sampled_from(self.texts)


def value(draw: Any, pool: Pool, name: str, type_: Any, deep: int = 0) -> Any:
    """A value for an argument or input field."""
    if isinstance(type_, GraphQLNonNull):
        return value(draw, pool, name, type_.of_type, deep)
    if isinstance(type_, GraphQLList):
        return [value(draw, pool, name, type_.of_type, deep) for _ in range(draw(st.integers(1, 3)))]
    if isinstance(type_, GraphQLEnumType):
        return draw(st.sampled_from(sorted(type_.values)))
    if isinstance(type_, GraphQLInputObjectType):
        if type_.is_one_of:
            chosen = draw(st.sampled_from(sorted(type_.fields)))
            return {chosen: value(draw, pool, chosen, type_.fields[chosen].type, deep + 1)}
        return {
            key: value(draw, pool, key, each.type, deep + 1)
            for key, each in type_.fields.items()
            if isinstance(each.type, GraphQLNonNull) or (deep < 2 and key != "after" and draw(st.booleans()))
        }
    return draw(pool.leaf(name, type_.name))


class Asked:
    """An operation being written: its text, and the variables it uses."""

    def __init__(self, draw: Any, pool: Pool) -> None:
        self.draw, self.pool = draw, pool
        self.variables: dict[str, Any] = {}
        self.declared: list[str] = []
        self.aliases = 0

    def field(self, name: str, definition: Any, depth: int) -> str:
        arguments = []
        for argument, each in definition.args.items():
            wanted = isinstance(each.type, GraphQLNonNull) and each.default_value is not None
            if argument in {"after", "before", "last"} or not (wanted or self.draw(st.booleans())):
                continue
            variable = f"v{len(self.variables)}"
            self.variables[variable] = value(self.draw, self.pool, argument, each.type)
            self.declared.append(f"${variable}: {each.type}")
            arguments.append(f"{argument}: ${variable}")
        called = f"{name}({', '.join(arguments)})" if arguments else name
        below = self.selection(get_named_type(definition.type), depth)
        return f"{called} {below}" if below else called

    def selection(self, type_: Any, depth: int) -> str:
        if isinstance(type_, GraphQLUnionType):
            parts = [f"... on {each.name} {self.selection(each, depth)}" for each in type_.types]
            return "{ __typename " + " ".join(parts) + " }"
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            return ""
        if isinstance(type_, GraphQLInterfaceType) and depth > 0:
            kinds = sorted(each.name for each in SCHEMA.get_possible_types(type_))
            kind = SCHEMA.type_map[self.draw(st.sampled_from(kinds))]
            return f"{{ ... on {kind.name} {self.selection(kind, depth - 1)} }}"
        plain = [name for name, each in type_.fields.items() if self.is_leaf(each) and not each.args]
        names = [name for name in type_.fields if name not in plain and depth > 0]
        chosen = self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)) if names else []
        parts = ["__typename", *plain, *(self.field(name, type_.fields[name], depth - 1) for name in chosen)]
        return "{ " + " ".join(parts) + " }"

    @staticmethod
    def is_leaf(definition: Any) -> bool:
        named = get_named_type(definition.type)
        return not isinstance(named, GraphQLObjectType | GraphQLInterfaceType | GraphQLUnionType)


@pytest.fixture(scope="module")
def pool(world, secret) -> Pool:
    return Pool(world, secret)


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("name", sorted(set(SCHEMA.query_type.fields) - NOT_HERE))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_query_tells_anything_of_a_private_library(client, pool, secret, name, who, data):
    asked = Asked(data.draw, pool)
    body = asked.field(name, SCHEMA.query_type.fields[name], 4)
    declared = f"({', '.join(asked.declared)})" if asked.declared else ""
    document = f"query Q{declared} {{ {body} }}"
    tenant = data.draw(st.sampled_from([None, "harbor"]))
    response = client.post({"query": document, "variables": asked.variables}, who=who, tenant=tenant)
    text = response.text
    sent = {str(each) for each in asked.variables.values()}
    told = secret.lower() in text.lower()
    echoed = any(secret.lower() in each.lower() for each in sent)
    assert not told or echoed, document
    assert "INTERNAL" not in text, (document, asked.variables, text)
    assert "GRAPHQL_INVALID" not in text, (document, text)
    assert response.status_code < 500


@pytest.mark.parametrize("who", OUTSIDERS)
@pytest.mark.parametrize("name", sorted(set(SCHEMA.mutation_type.fields) - NOT_HERE))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_mutation_of_an_outsider_touches_a_private_library(client, world, pool, secret, name, who, data):
    before = everything_of("cloister", world, pool)
    asked = Asked(data.draw, pool)
    body = asked.field(name, SCHEMA.mutation_type.fields[name], 2)
    document = f"mutation M({', '.join(asked.declared)}) {{ {body} }}"
    tenant = data.draw(st.sampled_from([None, "harbor"]))
    response = client.post({"query": document, "variables": asked.variables}, who=who, tenant=tenant)
    assert everything_of("cloister", world, pool) == before
    assert secret not in response.text
    assert "INTERNAL" not in response.text, (document, asked.variables, response.text)


def everything_of(tenant: str, world: Any, pool: Pool) -> dict[str, int]:
    """Every document of a library with its version."""
    kinds = (grant(GraphKind, (tenant,)),)
    scope, store = Scope(kinds), world.installation.store
    keys = [key for graph in pool.graphs for key in store.scan(graph, scope).keys]
    return {key.iri + key.graph: each.version for key, each in zip(keys, store.read(keys, scope), strict=True)}


@pytest.mark.parametrize("scope", [{"tenants": ["cloister"]}, {"tenants": ["harbor", "cloister"]}])
@pytest.mark.parametrize("who", OUTSIDERS)
def test_asking_for_a_private_library_by_name_is_forbidden(client, who, scope):
    query = "query S($s: TenantScope) { search(input: {scope: $s}) { totalCount } }"
    body = client.ask(query, {"s": scope}, who=who)
    assert body["errors"][0]["extensions"]["code"] == "FORBIDDEN"


def test_its_own_staff_see_everything_there(client, secret):
    found = client.data('{ search(input: {text: "tides"}) { nodes { ... on Work { title { full } } } } }',
                        who="cataloguer@cloister")  # fmt: skip
    assert all(secret in each["title"]["full"] for each in found["search"]["nodes"])
    assert len(found["search"]["nodes"]) == 6


def test_the_same_questions_asked_by_its_own_staff_do_tell(client, pool, secret):
    told = []

    @settings(max_examples=60, deadline=None, database=None)
    @given(data=st.data())
    def ask(data: Any) -> None:
        asked = Asked(data.draw, pool)
        name = data.draw(st.sampled_from(["node", "nodes", "resource", "search", "agents", "tenants"]))
        body = asked.field(name, SCHEMA.query_type.fields[name], 4)
        declared = f"({', '.join(asked.declared)})" if asked.declared else ""
        body = {"query": f"query Q{declared} {{ {body} }}", "variables": asked.variables}
        told.append(secret in client.post(body, who="cataloguer@cloister").text)

    ask()
    assert any(told)
