"""The three schema directives: what a field means in RDF, which permission it needs, and what it costs.

They are facts for readers and machines. `@requires` is enforced by the services; `@cost` by `schema.running.cost`.
"""

from __future__ import annotations

import strawberry
from strawberry.schema_directive import Location


@strawberry.schema_directive(
    locations=[Location.OBJECT, Location.INTERFACE, Location.FIELD_DEFINITION, Location.ENUM_VALUE],
    name="iri",
    description="The RDF term a type, field or enum value stands for. The JSON-LD context is made from these.",
)
class Iri:
    """The RDF term a type or field stands for."""

    term: str = strawberry.field(description="A prefixed name, such as bf:hasInstance.")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION, Location.OBJECT],
    name="requires",
    description="The permission the caller must hold in the acting tenant.",
)
class Requires:
    """The permission a field needs."""

    permission: str = strawberry.field(description="A permission, such as catalogue.write.")


@strawberry.schema_directive(
    locations=[Location.FIELD_DEFINITION],
    name="cost",
    description=(
        "What selecting a field costs. The cost of everything below it counts once for each object the argument "
        "named by `multiplier` allows (its value, or its length when it is a list)."
    ),
)
class Cost:
    """What selecting a field costs."""

    weight: int = strawberry.field(description="The cost of the field itself.", default=1)
    multiplier: str | None = strawberry.field(
        description="The argument that says how many objects come back.", default=strawberry.UNSET
    )
