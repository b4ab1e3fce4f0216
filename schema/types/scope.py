"""Reading wider than the acting tenant, said in the query."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph.access.model import Reading
from schema.ids import Naming, name_in
from schema.scalars import DateTime


@strawberry.input(
    description=(
        "Which libraries' graphs a field reads. Absent, it reads where its parent was found; at the root, the acting "
        "tenant and what its networks share, or every public library where no tenant acts."
    )
)
class TenantScope:
    """Which libraries' graphs a field reads."""

    tenants: list[strawberry.ID] | None = strawberry.field(
        default=None, description="These libraries, by id or slug. One the caller may not read is FORBIDDEN."
    )
    network: strawberry.ID | None = strawberry.field(
        default=None, description="Every readable member of this network, by id or slug."
    )
    all: bool = strawberry.field(default=False, description="Every library the caller may read.")

    def reading(self) -> Reading:
        """The same as a value of access. Raises `InvalidId`."""
        return Reading(
            tuple(slug_in(each, Naming.TENANT) for each in self.tenants or ()),
            None if self.network is None else slug_in(self.network, Naming.NETWORK),
            self.all,
        )


ScopeArgument = Annotated[
    TenantScope | None, strawberry.argument(description="Which libraries' graphs to read; see TenantScope.")
]

AsOf = Annotated[
    DateTime | None,
    strawberry.argument(
        description="A moment: the description, and those it leads to, as they were then: all of it for staff of the "
        "library that describes them, for everybody else what was public then of what is public still. What hangs "
        "where, the status of copies, and MARC are as they are now."
    ),
]


SparqlAsOf = Annotated[
    DateTime | None,
    strawberry.argument(
        description="A moment: what was said then, and is public still where the caller isn't staff. It is put "
        "together when somebody asks first, which `sparqlPastMake` tells of; until then the answer is PAST_BEING_MADE."
    ),
]


def slug_in(id_or_slug: str, naming: Naming) -> str:
    """The slug an id names; anything else is a slug already."""
    if id_or_slug.startswith(naming.value) and id_or_slug != id_or_slug.lower():
        return name_in(id_or_slug, naming)
    return id_or_slug


def network_in(id_or_slug: str | None) -> str | None:
    """The slug of the network that is named, where one is."""
    return None if id_or_slug is None else slug_in(id_or_slug, Naming.NETWORK)
