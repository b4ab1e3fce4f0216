"""What can be changed at the root. Root fields of a mutation run one after the other."""

from __future__ import annotations

import strawberry

from schema.roots.cataloguing import CataloguingMutations


@strawberry.type(description="Everything that can be changed.")
class Mutation(CataloguingMutations):
    """Everything that can be changed."""
