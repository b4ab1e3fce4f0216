"""The JSON-LD context of the schema, made from `@iri` of its types and fields: one place says what a field means."""

from __future__ import annotations

from functools import cache
from typing import Any

from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type, is_leaf_type
from strawberry.types.field import StrawberryField

from mappings.bibframe.node import PREFIXES
from schema.directives import Iri
from schema.running.bindings import DEFINITION


@cache
def context() -> dict[str, Any]:
    """Prefixes, and a term for every type and field that has an RDF term of its own."""
    from schema.build import schema

    terms: dict[str, Any] = {"@version": 1.1, **PREFIXES}
    for name, type_ in sorted(schema()._schema.type_map.items()):  # noqa: SLF001 - strawberry has no public way
        if not isinstance(type_, GraphQLObjectType | GraphQLInterfaceType) or name.startswith("__"):
            continue
        declared = type_.extensions.get(DEFINITION)
        found = _term(getattr(declared, "directives", None))
        fields: dict[str, Any] = {}
        for field_name, field in type_.fields.items():
            declared_field = field.extensions.get(DEFINITION)
            term = _term(declared_field.directives) if isinstance(declared_field, StrawberryField) else None
            if term is not None and term != "rdf:type":
                leaf = is_leaf_type(get_named_type(field.type))
                is_iri = get_named_type(field.type).name == "IRI"
                fields[field_name] = term if leaf and not is_iri else {"@id": term, "@type": "@id"}
        if found is not None:
            terms[name] = {"@id": found, "@context": fields} if fields else found
    return {"@context": terms}


def _term(directives: Any) -> str | None:
    return next((each.term for each in directives or () if isinstance(each, Iri)), None)
