"""Templates, copies, and proposals: what people begin from, and what they send to those who decide."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute
from schema.ids import Naming, name_in
from schema.mutations.drafts import DraftDeletePayload, DraftPayload, PublishPayload, content_of, published, unpublished
from schema.mutations.payload import REQUEST_ID, attempt
from schema.scalars import JSONLD, Revision
from schema.types.draft import draft_of
from schema.types.proposal import Proposal, Template, proposal_of, template_of


@strawberry.input(description="A template as it is to be kept.")
class TemplatePutInput:
    """A template as it is to be kept."""

    id: strawberry.ID | None = strawberry.field(default=None, description="The template to change; absent, a new one.")
    if_revision: Revision | None = strawberry.field(default=None, description="Of one to change: its revision.")
    name: str = strawberry.field(description="What to call it.")
    nodes: list[JSONLD] = strawberry.field(
        description="What to begin from, as `draftPut` takes it; addresses of what it was made from are left out."
    )
    profile: str | None = strawberry.field(default=None, description="The application profile of the form.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A template to throw away.")
class TemplateDeleteInput:
    """A template to throw away."""

    id: strawberry.ID = strawberry.field(description="The template.")
    if_revision: Revision = strawberry.field(description="Its revision.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The template as it is kept, or why nothing was.")
class TemplatePayload:
    """The template as it is kept."""

    template: Template | None = attribute("The template as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was kept; empty when it was.")


@strawberry.input(description="A work, or an instance with its work, to begin a draft from.")
class ResourceCopyInput:
    """Something to begin a draft from."""

    id: strawberry.ID = strawberry.field(description="The resource, of any library that lets the caller read it.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A draft to send as a proposal.")
class ProposalSendInput:
    """A draft to send."""

    draft: strawberry.ID = strawberry.field(description="The draft; it is gone then.")
    if_revision: Revision = strawberry.field(description="The revision of the draft last read or saved.")
    note: str | None = strawberry.field(default=None, description="What to say about it, at most 2,000 characters.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A proposal to accept, or to take back.")
class ProposalInput:
    """A proposal."""

    id: strawberry.ID = strawberry.field(description="The proposal.")
    if_revision: Revision = strawberry.field(description="Its revision.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="A proposal to refuse.")
class ProposalRefuseInput:
    """A proposal to refuse."""

    id: strawberry.ID = strawberry.field(description="The proposal.")
    if_revision: Revision = strawberry.field(description="Its revision.")
    reason: str = strawberry.field(description="Why, for the proposer; at most 2,000 characters.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(description="The proposal as it is now, or why nothing was done.")
class ProposalPayload:
    """The proposal as it is now."""

    proposal: Proposal | None = attribute("The proposal as it is now.", default=None)
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = attribute("Why nothing was done; empty when it was.")


def template_put(input: TemplatePutInput, ask: Ask) -> TemplatePayload:
    """Make a template, or change one."""

    def command() -> TemplatePayload:
        iri = None if input.id is None else name_in(input.id, Naming.TEMPLATE)
        content = content_of(input.nodes, None, input.profile, input.name)
        kept = ask.services.catalogue.templates.put(ask.actor, content, iri, input.if_revision, input.request_id)
        return TemplatePayload(template=template_of(kept), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: TemplatePayload(request_id=input.request_id, user_errors=errors))


def template_delete(input: TemplateDeleteInput, ask: Ask) -> DraftDeletePayload:
    """Throw a template away."""

    def command() -> DraftDeletePayload:
        iri = name_in(input.id, Naming.TEMPLATE)
        ask.services.catalogue.templates.delete(ask.actor, iri, input.if_revision, input.request_id)
        return DraftDeletePayload(deleted_id=input.id, request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: DraftDeletePayload(request_id=input.request_id, user_errors=errors))


def resource_copy(input: ResourceCopyInput, ask: Ask) -> DraftPayload:
    """Begin a draft from what is there."""

    def command() -> DraftPayload:
        made = ask.services.catalogue.copying.copy(ask.actor, name_in(input.id, Naming.RESOURCE), input.request_id)
        return DraftPayload(draft=draft_of(made), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: DraftPayload(request_id=input.request_id, user_errors=errors))


def proposal_send(input: ProposalSendInput, ask: Ask) -> ProposalPayload:
    """Send a draft to those who decide."""

    def command() -> ProposalPayload:
        draft = name_in(input.draft, Naming.DRAFT)
        sent = ask.services.catalogue.proposals.send(
            ask.actor, draft, input.if_revision, input.note or "", input.request_id
        )
        return ProposalPayload(proposal=proposal_of(sent), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: ProposalPayload(request_id=input.request_id, user_errors=errors))


def proposal_accept(input: ProposalInput, ask: Ask) -> PublishPayload:
    """Publish what is proposed."""

    def command() -> PublishPayload:
        iri = name_in(input.id, Naming.PROPOSAL)
        done = ask.services.catalogue.proposals.accept(ask.actor, iri, input.if_revision, input.request_id)
        return published([each.iri for each in done.resources], done.remarks, input.request_id, ask)

    return attempt(ask, command, lambda errors: unpublished(errors, input.request_id))


def proposal_refuse(input: ProposalRefuseInput, ask: Ask) -> ProposalPayload:
    """Refuse what is proposed."""

    def command() -> ProposalPayload:
        iri = name_in(input.id, Naming.PROPOSAL)
        decided = ask.services.catalogue.proposals.refuse(
            ask.actor, iri, input.if_revision, input.reason, input.request_id
        )
        return ProposalPayload(proposal=proposal_of(decided), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: ProposalPayload(request_id=input.request_id, user_errors=errors))


def proposal_take_back(input: ProposalInput, ask: Ask) -> DraftPayload:
    """Turn a proposal into a draft again."""

    def command() -> DraftPayload:
        iri = name_in(input.id, Naming.PROPOSAL)
        made = ask.services.catalogue.proposals.take_back(ask.actor, iri, input.if_revision, input.request_id)
        return DraftPayload(draft=draft_of(made), request_id=input.request_id, user_errors=[])

    return attempt(ask, command, lambda errors: DraftPayload(request_id=input.request_id, user_errors=errors))
