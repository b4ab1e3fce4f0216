"""The one schema, its SDL, and what changes between two of them would break a client."""

from __future__ import annotations

from functools import cache

import strawberry
from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
    find_breaking_changes,
)
from graphql.pyutils import Undefined
from strawberry.schema.config import StrawberryConfig

from schema.errors import (
    BlockedError,
    DuplicateError,
    HinderedError,
    InputError,
    InUseError,
    ProfileRefusedError,
    StaleRevisionError,
    TextError,
    UndoHinderedError,
)
from schema.mutation import Mutation
from schema.query import Query
from schema.scalars import SCALARS
from schema.subscription import Subscription
from schema.types.agent import Agent
from schema.types.concept import Concept
from schema.types.fee import Fee
from schema.types.instance import Instance
from schema.types.item import Holding, Item
from schema.types.loan import Loan, Request
from schema.types.patron import Patron
from schema.types.place import ServicePoint
from schema.types.tenant import Location, Network, Tenant
from schema.types.work import Work


@cache
def schema() -> strawberry.Schema:
    """The schema, built once."""
    built = strawberry.Schema(
        Query,
        Mutation,
        Subscription,
        types=[
            Work, Instance, Item, Holding, Agent, Concept, Tenant, Network, Location,
            InputError, StaleRevisionError, UndoHinderedError, ProfileRefusedError,
            InUseError, BlockedError, DuplicateError, HinderedError, TextError,
            Patron, Loan, Request, Fee, ServicePoint,
        ],
        config=StrawberryConfig(scalar_map=SCALARS),
    )  # fmt: skip
    _without_null_defaults(built._schema)  # noqa: SLF001 - strawberry has no public way to it
    return built


def _without_null_defaults(built: GraphQLSchema) -> None:
    """An argument that may be left out says so by being nullable; `= null` says nothing more."""
    for type_ in built.type_map.values():
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field in type_.fields.values():
                for argument in field.args.values():
                    _drop_null(argument)
        elif isinstance(type_, GraphQLInputObjectType):
            for member in type_.fields.values():
                _drop_null(member)


def _drop_null(member: GraphQLArgument | GraphQLInputField) -> None:
    if member.default_value is None:
        member.default_value = Undefined


def sdl() -> str:
    """The schema as committed in `schema/schema.graphql`."""
    return schema().as_str() + "\n"


def breaking_changes(before: str, after: str) -> list[str]:
    """What in `after` (both SDL) would break a client of `before`, a sentence each."""
    return [each.description for each in find_breaking_changes(_built(before), _built(after))]


def _built(text: str) -> GraphQLSchema:
    return build_schema(text, assume_valid_sdl=True)
