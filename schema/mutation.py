"""What can be changed at the root. Root fields of a mutation run one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import strawberry

from schema.ask import Ask
from schema.fields import relation
from schema.mutations.import_cancel import ImportCancelInput, import_cancel
from schema.mutations.import_marc import ImportMarcInput, ImportPayload, import_marc
from schema.mutations.resource_create import ResourceCreateInput, ResourcePayload, resource_create
from schema.mutations.resource_delete import ResourceDeleteInput, ResourceDeletePayload, resource_delete
from schema.mutations.resource_update import ResourceUpdateInput, resource_update

Roots = Sequence[None]
_INPUT = "What to do."


@strawberry.type(description="Everything that can be changed.")
class Mutation:
    """Everything that can be changed."""

    @relation(cost=50, requires="catalogue.import")
    @staticmethod
    def import_marc(
        roots: Roots, ask: Ask, input: Annotated[ImportMarcInput, strawberry.argument(description=_INPUT)]
    ) -> list[ImportPayload]:
        """Bring a file of MARC records into the acting tenant's catalogue; runs as a job of its own."""
        return [import_marc(input, ask)]

    @relation(cost=10, requires="catalogue.import")
    @staticmethod
    def import_cancel(
        roots: Roots, ask: Ask, input: Annotated[ImportCancelInput, strawberry.argument(description=_INPUT)]
    ) -> list[ImportPayload]:
        """Stop an import at the end of its batch; what it stored stays."""
        return [import_cancel(input, ask)]

    @relation(cost=10, requires="catalogue.write")
    @staticmethod
    def resource_create(
        roots: Roots, ask: Ask, input: Annotated[ResourceCreateInput, strawberry.argument(description=_INPUT)]
    ) -> list[ResourcePayload]:
        """Describe something new in the acting tenant's catalogue; items and holdings need holdings.write."""
        return [resource_create(input, ask)]

    @relation(cost=10, requires="catalogue.write")
    @staticmethod
    def resource_update(
        roots: Roots, ask: Ask, input: Annotated[ResourceUpdateInput, strawberry.argument(description=_INPUT)]
    ) -> list[ResourcePayload]:
        """Change a description; what a network shares gets the acting tenant's overlay."""
        return [resource_update(input, ask)]

    @relation(cost=10, requires="catalogue.write")
    @staticmethod
    def resource_delete(
        roots: Roots, ask: Ask, input: Annotated[ResourceDeleteInput, strawberry.argument(description=_INPUT)]
    ) -> list[ResourceDeletePayload]:
        """Take a description away; its address may lead to another from now on."""
        return [resource_delete(input, ask)]
