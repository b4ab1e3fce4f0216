"""Drafts: what somebody is working on, kept as they go and seen by nobody else, until it is published as one Change."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from graph.access.model import Actor, Permission, acting
from graph.access.service import AccessService
from graph.catalogue.errors import StalePaper, UnknownPaper
from graph.catalogue.model import Remark, Resource
from graph.catalogue.papers import Content, Paper, PaperKind, Papers, addressed, checked_content, paper_node
from graph.catalogue.publishing import Publishing
from graph.catalogue.resources import ResourceReader
from graph.catalogue.writing import Writes, refuse_duplicates
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Committed, Delete, Put
from graph.store.names import opaque_id
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import Scope


@dataclass(frozen=True, slots=True)
class Published:
    """What a draft became, root by root in its order, and what the profile remarked."""

    resources: tuple[Resource, ...]
    remarks: tuple[Remark, ...] = ()


class Drafts:
    """What people do with drafts. Only the owner meets one; to anybody else it is not there."""

    def __init__(
        self,
        store: Store,
        clock: Callable[[], datetime],
        access: AccessService,
        papers: Papers,
        resources: ResourceReader,
        publishing: Publishing,
    ) -> None:
        self._store, self._clock, self._access = store, clock, access
        self._papers, self._resources, self._publishing = papers, resources, publishing

    # queries

    def read(self, actor: Actor, iris: Sequence[str]) -> list[Paper | None]:
        """Drafts of the actor in the order asked; None where they have none of that name."""
        if actor.tenant is None or not actor.may(Permission.CATALOGUE_PROPOSE):
            return [None for _ in iris]
        found = self._papers.read(actor.tenant, iris, PaperKind.DRAFT)
        return [each if each is not None and each.owner == actor.id else None for each in found]

    def of(self, actor: Actor, page: Page) -> Slice[Paper]:
        """The drafts of the actor, the last changed first. Raises `Forbidden`."""
        tenant = acting(actor, Permission.CATALOGUE_PROPOSE)
        return self._papers.recent(tenant, actor.id, PaperKind.DRAFT, page)

    # commands

    def put(
        self,
        actor: Actor,
        content: Content,
        iri: str | None = None,
        revision: str | None = None,
        request_id: str | None = None,
    ) -> Paper:
        """Begin a draft, or save one as it is now; `revision` is the one last read or saved. One read, one write.

        A root that is new may be called `_:anything`, and is pointed at so: it has its lasting address from now on.
        Raises `Forbidden`, `Invalid`, `UnknownPaper`, `StalePaper`.
        """
        tenant = acting(actor, Permission.CATALOGUE_PROPOSE)
        if iri is None:
            local = opaque_id("draft", actor.id, request_id) if request_id else secrets.token_hex(10)
            iri = self._papers.names.resource(tenant, "drafts", local)
            known = Paper(iri=iri, kind=PaperKind.DRAFT, owner=actor.id, content=content)
        else:
            known = self.own(actor, iri)
        paper = self._minted(replace(known, content=checked_content(content)), tenant, request_id)
        version = version_of(revision)
        put = Put(self._papers.key(tenant, iri), paper_node(paper, self._papers.names, tenant), version or ABSENT)
        self._papers.commit(actor, "draftPut", request_id, tenant, [put])
        return self.own(actor, iri)

    def delete(self, actor: Actor, iri: str, revision: str, request_id: str | None = None) -> None:
        """Throw a draft away. Raises `Forbidden`, `UnknownPaper`, `StalePaper`."""
        tenant = acting(actor, Permission.CATALOGUE_PROPOSE)
        if self.read(actor, [iri]) == [None] and self._done(actor, "draftDelete", request_id, tenant):
            return
        self.own(actor, iri)
        gone = Delete(self._papers.key(tenant, iri), version_of(revision))
        self._papers.commit(actor, "draftDelete", request_id, tenant, deletes=[gone])

    def publish(self, actor: Actor, iri: str, revision: str, request_id: str | None = None) -> Published:
        """Bring everything in a draft into the catalogue, and take the draft away: one Change.

        Raises `Forbidden`, `UnknownPaper`, `StalePaper`, `NotFound`, `Invalid`, `ProfileRefused`, `Duplicate`, and
        `StaleRevision` with what to bring together; the draft stays as it was then.
        """
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        scope = self._access.scope(actor)
        (draft,) = self.read(actor, [iri])
        if draft is None and self._done(actor, "draftPublish", request_id, tenant):
            gone = self._papers.last(tenant, iri)
            return self.published([] if gone is None else [each["@id"] for each in gone.content.nodes], scope)
        draft = self.own(actor, iri)
        if draft.revision != version_of(revision):
            raise StalePaper("The draft was saved elsewhere since.", which="draft")
        writes, remarks = self._publishing.plan(actor, draft.content, draft.minted, scope)
        gone_with = Delete(self._papers.key(tenant, iri), draft.revision)
        self.commit(actor, Cause(actor.id, "draftPublish", self._clock(), request_id), draft, writes, (), (gone_with,))
        return self.published([each["@id"] for each in draft.content.nodes], scope, remarks)

    def commit(
        self,
        actor: Actor,
        cause: Cause,
        paper: Paper,
        writes: Writes,
        puts: Sequence[Put],
        deletes: Sequence[Delete],
    ) -> Committed:
        """Write what publishing a paper writes, with what becomes of the paper. Raises what `publish` raises."""
        scope = self._access.scope(actor)
        try:
            return self._store.commit(Change(cause, (*writes.puts.values(), *puts), tuple(deletes)), scope)
        except Conflict as conflict:
            refuse_duplicates(conflict)
            outrun = self._publishing.outrun(actor, paper.content, paper.minted, scope)
            if outrun is not None:
                raise outrun from None
            if paper.iri in conflict.subjects:
                raise StalePaper("It was saved or decided elsewhere since.") from None
            raise

    def own(self, actor: Actor, iri: str) -> Paper:
        """A draft of the actor. Raises `UnknownPaper`."""
        (found,) = self.read(actor, [iri])
        if found is None:
            raise UnknownPaper("You have no such draft.")
        return found

    def _minted(self, paper: Paper, tenant: str, request_id: str | None) -> Paper:
        """The paper with an address for every root that is new."""

        def local(at: int) -> str:
            return opaque_id("root", paper.iri, request_id, str(at)) if request_id else secrets.token_hex(10)

        content, fresh = addressed(paper.content, self._papers.names, tenant, local)
        return replace(paper, content=content, minted=(*paper.minted, *fresh))

    def published(self, iris: Sequence[str], scope: Scope, remarks: Sequence[Remark] = ()) -> Published:
        """What roots became, as they are now."""
        found = self._resources.resources(iris, scope) if iris else []
        return Published(tuple(each for each in found if each is not None), tuple(remarks))

    def _done(self, actor: Actor, command: str, request_id: str | None, tenant: str) -> bool:
        """Whether this request was answered before."""
        return request_id is not None and self._papers.commit(actor, command, request_id, tenant).replayed


def version_of(revision: str | None) -> int:
    """The version a revision of a paper stands for; 0 for none."""
    return int(revision) if revision is not None and revision.isdecimal() and len(revision) < 12 else 0
