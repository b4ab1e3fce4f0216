"""What cataloguers can change, at the root."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.fields import relation
from schema.mutations.import_cancel import ImportCancelInput, import_cancel
from schema.mutations.import_marc import ImportMarcInput, ImportPayload, import_marc
from schema.mutations.import_run_again import ImportRunAgainInput, import_run_again
from schema.mutations.resource_create import ResourceCreateInput, ResourcePayload, resource_create
from schema.mutations.resource_delete import ResourceDeleteInput, ResourceDeletePayload, resource_delete
from schema.mutations.resource_update import ResourceUpdateInput, resource_update
from schema.mutations.rewinding import (
    ResourceRestoreInput,
    ResourceUndoInput,
    resource_restore,
    resource_undo,
)
from schema.mutations.sharing import (
    NetworkPromoteInput,
    NetworkTakeBackInput,
    SharePayload,
    network_promote,
    network_take_back,
)
from schema.roots.arguments import Input, Roots


@strawberry.type(description="What cataloguers can change.")
class CataloguingMutations:
    """What cataloguers can change."""

    @relation(cost=50, requires="catalogue.import")
    @staticmethod
    def import_marc(roots: Roots, ask: Ask, input: Input[ImportMarcInput]) -> list[ImportPayload]:
        """Bring a file of MARC records into the acting tenant's catalogue; runs as a job of its own."""
        return [import_marc(input, ask)]

    @relation(cost=10, requires="catalogue.import")
    @staticmethod
    def import_cancel(roots: Roots, ask: Ask, input: Input[ImportCancelInput]) -> list[ImportPayload]:
        """Stop an import at the end of its batch; what it stored stays."""
        return [import_cancel(input, ask)]

    @relation(cost=50, requires="catalogue.import")
    @staticmethod
    def import_run_again(roots: Roots, ask: Ask, input: Input[ImportRunAgainInput]) -> list[ImportPayload]:
        """Run an import once more that failed or was stopped; what it stored before is met again."""
        return [import_run_again(input, ask)]

    @relation(cost=10, requires="catalogue.write")
    @staticmethod
    def resource_create(roots: Roots, ask: Ask, input: Input[ResourceCreateInput]) -> list[ResourcePayload]:
        """Describe something new in the acting tenant's catalogue, or for a network that is named; items and holdings
        need holdings.write.
        """
        return [resource_create(input, ask)]

    @relation(cost=10, requires="catalogue.write")
    @staticmethod
    def resource_update(roots: Roots, ask: Ask, input: Input[ResourceUpdateInput]) -> list[ResourcePayload]:
        """Change a description; what a network shares gets the acting tenant's overlay, unless the network is named."""
        return [resource_update(input, ask)]

    @relation(cost=10, requires="catalogue.write")
    @staticmethod
    def resource_delete(roots: Roots, ask: Ask, input: Input[ResourceDeleteInput]) -> list[ResourceDeletePayload]:
        """Take a description away; its address may lead to another from now on."""
        return [resource_delete(input, ask)]

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def resource_restore(roots: Roots, ask: Ask, input: Input[ResourceRestoreInput]) -> list[ResourcePayload]:
        """Make a description as it was at an earlier revision; what hangs where stays as it is."""
        return [resource_restore(input, ask)]

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def resource_undo(roots: Roots, ask: Ask, input: Input[ResourceUndoInput]) -> list[ResourcePayload]:
        """Take back what one event did to a description; what was changed since stays."""
        return [resource_undo(input, ask)]

    @relation(cost=50, requires="catalogue.write")
    @staticmethod
    def network_promote(roots: Roots, ask: Ask, input: Input[NetworkPromoteInput]) -> list[SharePayload]:
        """Make descriptions of the acting library its network's, where every member reads them: what hung on them hangs
        on the shared ones, what is the library's own stays its overlay. Needs catalogue.write in the network as well.
        """
        return [network_promote(input, ask)]

    @relation(cost=50, requires="catalogue.write")
    @staticmethod
    def network_take_back(roots: Roots, ask: Ask, input: Input[NetworkTakeBackInput]) -> list[SharePayload]:
        """Make shared descriptions, as the acting library reads them, its own; the network's stay for the others."""
        return [network_take_back(input, ask)]
