"""Arguments that many root fields take."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, TypeVar

import strawberry

from schema.mutations.lending_inputs import POINT
from schema.scalars import JSONLD

T = TypeVar("T")
Roots = Sequence[None]
Input = Annotated[T, strawberry.argument(description="What to do.")]
Id = Annotated[strawberry.ID, strawberry.argument(description="A global id.")]
Ids = Annotated[list[strawberry.ID], strawberry.argument(description="Global ids, at most 100.")]
Point = Annotated[str, strawberry.argument(description=POINT)]
Nodes = Annotated[
    list[JSONLD], strawberry.argument(description="The descriptions, each a root of its own; at most 100.")
]
