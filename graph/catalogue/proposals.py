"""Proposals: what somebody without the right to publish would publish, accepted or refused by somebody who has it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.access.service import AccessService
from graph.catalogue.drafts import Drafts, Published, version_of
from graph.catalogue.errors import Invalid, StalePaper, UnknownPaper
from graph.catalogue.papers import Paper, PaperKind, Papers, ProposalState, Verdict, paper_node
from graph.catalogue.past import ON_BEHALF
from graph.catalogue.publishing import Publishing
from graph.store.model import ABSENT, Cause, Delete, Put
from graph.store.names import opaque_id
from graph.store.paging import Page, Slice

_LONGEST: Final = 2_000


class Proposals:
    """A proposer sees their own, whoever writes the catalogue sees all of the library's."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        access: AccessService,
        papers: Papers,
        publishing: Publishing,
        drafts: Drafts,
    ) -> None:
        self._clock, self._access, self._papers = clock, access, papers
        self._publishing, self._drafts = publishing, drafts

    def of(self, actor: Actor, page: Page) -> Slice[Paper]:
        """The proposals the actor may see, the last sent first. Raises `Forbidden`."""
        tenant = acting(actor, Permission.CATALOGUE_PROPOSE)
        if actor.may(Permission.CATALOGUE_WRITE):
            return self._papers.of(tenant, PaperKind.PROPOSAL, page)
        return self._papers.by(tenant, actor.id, PaperKind.PROPOSAL, page)

    def read(self, actor: Actor, iris: Sequence[str]) -> list[Paper | None]:
        """Proposals in the order asked; None where there is none that the actor may see."""
        if actor.tenant is None or not actor.may(Permission.CATALOGUE_PROPOSE):
            return [None for _ in iris]
        found = self._papers.read(actor.tenant, iris, PaperKind.PROPOSAL)
        all_seen = actor.may(Permission.CATALOGUE_WRITE)
        return [each if each is not None and (all_seen or each.owner == actor.id) else None for each in found]

    def send(self, actor: Actor, draft: str, revision: str, note: str = "", request_id: str | None = None) -> Paper:
        """Turn a draft of the actor's into a proposal. Raises `Forbidden`, `UnknownPaper`, `StalePaper`, `Invalid`."""
        tenant = acting(actor, Permission.CATALOGUE_PROPOSE)
        _check(note, "note")
        iri = self._papers.names.resource(tenant, "proposals", opaque_id(draft, revision))
        if request_id is not None and (sent := self.read(actor, [iri])[0]) is not None:
            return sent
        found = self._drafts.own(actor, draft)
        paper = replace(found, iri=iri, kind=PaperKind.PROPOSAL, note=note, verdict=Verdict())
        gone = Delete(self._papers.key(tenant, draft), version_of(revision))
        self._papers.commit(actor, "proposalSend", request_id, tenant, [self._put(paper, tenant, new=True)], [gone])
        return self._seen(actor, iri)

    def accept(self, actor: Actor, iri: str, revision: str, request_id: str | None = None) -> Published:
        """Publish what is proposed, under both names. Raises what `Drafts.publish` raises."""
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        scope, paper = self._access.scope(actor), self._seen(actor, iri)
        iris = tuple(str(each["@id"]) for each in paper.content.nodes)
        if request_id is not None and paper.verdict == Verdict(state=ProposalState.ACCEPTED, by=actor.id, became=iris):
            return self._drafts.published(iris, scope)
        self._refuse_decided(paper, revision)
        writes, remarks = self._publishing.plan(actor, paper.content, paper.minted, scope)
        decided = replace(paper, verdict=Verdict(state=ProposalState.ACCEPTED, by=actor.id, became=iris))
        cause = Cause(actor.id, "proposalAccept", self._clock(), request_id, f"{ON_BEHALF}{paper.owner}")
        self._drafts.commit(actor, cause, paper, writes, [self._put(decided, tenant)], ())
        return self._drafts.published(iris, scope, remarks)

    def refuse(self, actor: Actor, iri: str, revision: str, reason: str, request_id: str | None = None) -> Paper:
        """Refuse a proposal and say why. Raises `Forbidden`, `UnknownPaper`, `StalePaper`, `Invalid`."""
        tenant = acting(actor, Permission.CATALOGUE_WRITE)
        _check(reason, "reason")
        if not reason.strip():
            raise Invalid("Say why.", ("reason",), which="say-why")
        paper = self._seen(actor, iri)
        verdict = Verdict(state=ProposalState.REFUSED, by=actor.id, reason=reason)
        if request_id is not None and paper.verdict == verdict:
            return paper
        self._refuse_decided(paper, revision)
        put = self._put(replace(paper, verdict=verdict), tenant)
        self._papers.commit(actor, "proposalRefuse", request_id, tenant, [put])
        return self._seen(actor, iri)

    def take_back(self, actor: Actor, iri: str, revision: str, request_id: str | None = None) -> Paper:
        """Turn a proposal of the actor's, one that is open or was refused, into a draft again. Raises as `refuse`."""
        tenant = acting(actor, Permission.CATALOGUE_PROPOSE)
        draft = self._papers.names.resource(tenant, "drafts", opaque_id(iri, revision))
        if request_id is not None and (made := self._drafts.read(actor, [draft])[0]) is not None:
            return made
        paper = self._seen(actor, iri)
        if paper.owner != actor.id:
            raise UnknownPaper("You made no such proposal.")
        if paper.verdict.state is ProposalState.ACCEPTED:
            raise StalePaper("It was accepted.", which="accepted")
        again = replace(paper, iri=draft, kind=PaperKind.DRAFT, note="", verdict=Verdict())
        gone = Delete(self._papers.key(tenant, iri), version_of(revision))
        self._papers.commit(actor, "proposalTakeBack", request_id, tenant, [self._put(again, tenant, new=True)], [gone])
        return self._drafts.own(actor, draft)

    def _seen(self, actor: Actor, iri: str) -> Paper:
        (found,) = self.read(actor, [iri])
        if found is None:
            raise UnknownPaper("There is no such proposal.")
        return found

    @staticmethod
    def _refuse_decided(paper: Paper, revision: str) -> None:
        if paper.revision != version_of(revision) or paper.verdict.state is not ProposalState.OPEN:
            raise StalePaper("It was decided, or taken back, since.")

    def _put(self, paper: Paper, tenant: str, *, new: bool = False) -> Put:
        node = paper_node(paper, self._papers.names, tenant)
        return Put(self._papers.key(tenant, paper.iri), node, ABSENT if new else paper.revision)


def _check(text: str, name: str) -> None:
    if len(text) > _LONGEST:
        raise Invalid(
            f"It can have at most {_LONGEST:,} characters.", (name,), which="text-long", values={"most": _LONGEST}
        )
