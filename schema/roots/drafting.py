"""What people work on before it is in the catalogue, at the root: drafts, templates, proposals, and batches."""

from __future__ import annotations

from typing import Annotated

import strawberry

from schema.ask import Ask
from schema.connections import After, Connection, First
from schema.fields import relation
from schema.ids import Naming, name_in
from schema.mutations.batches import (
    BatchApplyInput,
    BatchContinueInput,
    BatchPayload,
    BatchUndoInput,
    batch_apply,
    batch_continue,
    batch_undo,
)
from schema.mutations.drafts import (
    DraftDeletePayload,
    DraftInput,
    DraftPayload,
    DraftPutInput,
    PublishPayload,
    draft_delete,
    draft_publish,
    draft_put,
)
from schema.mutations.merging import (
    MergePayload,
    ResourcesMergeInput,
    ResourceSplitInput,
    resource_split,
    resources_merge,
)
from schema.mutations.proposals import (
    ProposalInput,
    ProposalPayload,
    ProposalRefuseInput,
    ProposalSendInput,
    ResourceCopyInput,
    TemplateDeleteInput,
    TemplatePayload,
    TemplatePutInput,
    proposal_accept,
    proposal_refuse,
    proposal_send,
    proposal_take_back,
    resource_copy,
    template_delete,
    template_put,
)
from schema.roots.arguments import Id, Input, Nodes, Roots
from schema.types.batch import Batch, batches, batches_by_iri
from schema.types.draft import Draft, drafts, drafts_by_iri
from schema.types.formats import MarcFormat
from schema.types.proposal import Proposal, Template, proposals, proposals_by_iri, templates
from schema.types.read_record import PastedFormat, PastedText, ReadRecord, records_read
from schema.types.record import MarcPreview, marc_previews


@strawberry.type(description="What people work on.")
class DraftingQueries:
    """What people work on."""

    @relation(per="first", requires="catalogue.propose")
    @staticmethod
    def drafts(roots: Roots, ask: Ask, first: First = 50, after: After = None) -> list[Connection[Draft]]:
        """The caller's drafts in the acting library, the last saved first; nobody else sees them."""
        return [drafts(ask, first, after)]

    @relation(requires="catalogue.propose")
    @staticmethod
    def draft(roots: Roots, ask: Ask, id: Id) -> list[Draft | None]:
        """A draft of the caller; null where they have none of this id."""
        return drafts_by_iri([name_in(id, Naming.DRAFT)], ask)

    @relation(cost=100, requires="catalogue.propose")
    @staticmethod
    def records_read(
        roots: Roots, ask: Ask, records: PastedText, format: PastedFormat = None
    ) -> list[list[ReadRecord]]:
        """Read what was pasted, at most 50 records. Nothing is written, and nothing is fetched."""
        return [records_read(records, format, ask)]

    @relation(cost=20, requires="catalogue.propose")
    @staticmethod
    def marc_preview(
        roots: Roots,
        ask: Ask,
        nodes: Nodes,
        format: Annotated[
            MarcFormat, strawberry.argument(description="How to write the records.")
        ] = MarcFormat.MARC_JSON,
    ) -> list[list[MarcPreview]]:
        """The MARC records that descriptions would be if they were published now: one for each instance, and for a work
        without one. Items, and whatever else the catalogue has of the same record, take part. Nothing is stored.
        """
        return [marc_previews(nodes, format, ask)]

    @relation(per="first", requires="catalogue.propose")
    @staticmethod
    def templates(roots: Roots, ask: Ask, first: First = 50, after: After = None) -> list[Connection[Template]]:
        """The templates of the acting library, the last begun first."""
        return [templates(ask, first, after)]

    @relation(per="first", requires="catalogue.propose")
    @staticmethod
    def proposals(roots: Roots, ask: Ask, first: First = 50, after: After = None) -> list[Connection[Proposal]]:
        """The proposals in the acting library, the last sent first: one's own, or all for those who decide."""
        return [proposals(ask, first, after)]

    @relation(requires="catalogue.propose")
    @staticmethod
    def proposal(roots: Roots, ask: Ask, id: Id) -> list[Proposal | None]:
        """A proposal; null where there is none that the caller may see."""
        return proposals_by_iri([name_in(id, Naming.PROPOSAL)], ask)

    @relation(per="first", requires="catalogue.write")
    @staticmethod
    def batches(roots: Roots, ask: Ask, first: First = 50, after: After = None) -> list[Connection[Batch]]:
        """The batch changes of the acting library, the last first."""
        return [batches(ask, first, after)]

    @relation(requires="catalogue.write")
    @staticmethod
    def batch(roots: Roots, ask: Ask, id: Id) -> list[Batch | None]:
        """A batch change of the acting library; null where there is none of this id."""
        return batches_by_iri([name_in(id, Naming.CHANGE_BATCH)], ask)


@strawberry.type(description="What people can do with what they work on.")
class DraftingMutations:
    """What people can do with what they work on."""

    @relation(cost=5, requires="catalogue.propose")
    @staticmethod
    def draft_put(roots: Roots, ask: Ask, input: Input[DraftPutInput]) -> list[DraftPayload]:
        """Begin a draft, or save it as it is now."""
        return [draft_put(input, ask)]

    @relation(cost=5, requires="catalogue.propose")
    @staticmethod
    def draft_delete(roots: Roots, ask: Ask, input: Input[DraftInput]) -> list[DraftDeletePayload]:
        """Throw a draft away."""
        return [draft_delete(input, ask)]

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def draft_publish(roots: Roots, ask: Ask, input: Input[DraftInput]) -> list[PublishPayload]:
        """Bring everything in a draft into the catalogue at once, and take the draft away."""
        return [draft_publish(input, ask)]

    @relation(cost=10, requires="catalogue.propose")
    @staticmethod
    def resource_copy(roots: Roots, ask: Ask, input: Input[ResourceCopyInput]) -> list[DraftPayload]:
        """Begin a draft as a copy of a work, or of an instance with its work, of a library one may read."""
        return [resource_copy(input, ask)]

    @relation(cost=5, requires="catalogue.write")
    @staticmethod
    def template_put(roots: Roots, ask: Ask, input: Input[TemplatePutInput]) -> list[TemplatePayload]:
        """Make a template for everybody who drafts here, or change one."""
        return [template_put(input, ask)]

    @relation(cost=5, requires="catalogue.write")
    @staticmethod
    def template_delete(roots: Roots, ask: Ask, input: Input[TemplateDeleteInput]) -> list[DraftDeletePayload]:
        """Throw a template away."""
        return [template_delete(input, ask)]

    @relation(cost=5, requires="catalogue.propose")
    @staticmethod
    def proposal_send(roots: Roots, ask: Ask, input: Input[ProposalSendInput]) -> list[ProposalPayload]:
        """Send a draft to those who may publish it."""
        return [proposal_send(input, ask)]

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def proposal_accept(roots: Roots, ask: Ask, input: Input[ProposalInput]) -> list[PublishPayload]:
        """Publish what is proposed; history names both, who proposed it and who accepted."""
        return [proposal_accept(input, ask)]

    @relation(cost=5, requires="catalogue.write")
    @staticmethod
    def proposal_refuse(roots: Roots, ask: Ask, input: Input[ProposalRefuseInput]) -> list[ProposalPayload]:
        """Refuse what is proposed, with a reason that the proposer sees."""
        return [proposal_refuse(input, ask)]

    @relation(cost=5, requires="catalogue.propose")
    @staticmethod
    def proposal_take_back(roots: Roots, ask: Ask, input: Input[ProposalInput]) -> list[DraftPayload]:
        """Turn one's own proposal, open or refused, into a draft again."""
        return [proposal_take_back(input, ask)]

    @relation(cost=200, requires="catalogue.write")
    @staticmethod
    def batch_apply(roots: Roots, ask: Ask, input: Input[BatchApplyInput]) -> list[BatchPayload]:
        """The same change to many descriptions, or what it would do to each."""
        return [batch_apply(input, ask)]

    @relation(cost=200, requires="catalogue.write")
    @staticmethod
    def batch_undo(roots: Roots, ask: Ask, input: Input[BatchUndoInput]) -> list[BatchPayload]:
        """Take a whole batch back; what was changed since stays, and says so where it is in the way."""
        return [batch_undo(input, ask)]

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def batch_continue(roots: Roots, ask: Ask, input: Input[BatchContinueInput]) -> list[BatchPayload]:
        """Have a batch that was cut off go on, in the background."""
        return [batch_continue(input, ask)]

    @relation(cost=200, requires="catalogue.merge")
    @staticmethod
    def resources_merge(roots: Roots, ask: Ask, input: Input[ResourcesMergeInput]) -> list[MergePayload]:
        """Bring works, or instances, of the same thing into one, as one change; `batchUndo` takes it back."""
        return [resources_merge(input, ask)]

    @relation(cost=200, requires="catalogue.merge")
    @staticmethod
    def resource_split(roots: Roots, ask: Ask, input: Input[ResourceSplitInput]) -> list[MergePayload]:
        """Move instances and statements of a work to a new one, as one change; `batchUndo` takes it back."""
        return [resource_split(input, ask)]
