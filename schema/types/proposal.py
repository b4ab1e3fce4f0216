"""Templates and proposals, for those who draft and those who decide."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from graph.catalogue.papers import Paper, ProposalState
from schema.ask import Ask
from schema.connections import Connection, connection, page
from schema.fields import attribute, choice, reading, relation
from schema.ids import Naming, make_id
from schema.scalars import JSONLD, DateTime, Revision
from schema.types.draft import DraftBase, bases_of, names_of, nodes_of
from schema.types.past import ResourceDiff, diff_of
from schema.types.resource import Node, Resource


@strawberry.enum(description="Where a proposal is in its life.")
class ProposalStatus(Enum):
    """Where a proposal is in its life."""

    OPEN = choice(ProposalState.OPEN, "It waits for somebody to decide.")
    ACCEPTED = choice(ProposalState.ACCEPTED, "It was published.")
    REFUSED = choice(ProposalState.REFUSED, "It was refused, for the reason it has.")


@strawberry.type(description="A description to begin from, for everybody who drafts in the library.")
class Template(Node):
    """A description to begin from."""

    paper: strawberry.Private[Paper]
    name: str = attribute("What it is called.")
    profile: str | None = attribute("The application profile of its form.")
    revision: Revision = attribute("Its state, to send back as `ifRevision`.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.TEMPLATE, self.paper.iri)

    @reading(cost=5)
    def nodes(self) -> list[JSONLD]:
        """What to begin a draft with: `draftPut` takes them as they are."""
        return nodes_of(self.paper.content)


@strawberry.type(description="What somebody would publish, to be accepted or refused by somebody with the right.")
class Proposal(Node):
    """What somebody would publish."""

    paper: strawberry.Private[Paper]
    title: str = attribute("What it is called in lists.")
    note: str = attribute("What the proposer says about it.")
    profile: str | None = attribute("The application profile of its form.")
    status: ProposalStatus = attribute("Where it is in its life.")
    reason: str | None = attribute("Why it was refused.")
    revision: Revision = attribute("Its state, to send back as `ifRevision`.")
    changed: DateTime = attribute("When it was sent, or decided.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.PROPOSAL, self.paper.iri)

    @reading(cost=5)
    def nodes(self) -> list[JSONLD]:
        """Each resource as it would be, with all its parts."""
        return nodes_of(self.paper.content)

    @reading()
    def bases(self) -> list[DraftBase]:
        """Which of them are changed copies, and of which revision; all others are new."""
        return bases_of(self.paper.content)

    @relation(cost=0)
    @staticmethod
    def proposer(parents: list[Proposal], ask: Ask) -> list[str]:
        """What the account is called that made it."""
        return names_of([each.paper.owner for each in parents], ask)

    @relation(cost=0)
    @staticmethod
    def decided_by(parents: list[Proposal], ask: Ask) -> list[str | None]:
        """What the account is called that accepted or refused it."""
        named = iter(names_of([by for each in parents if (by := each.paper.verdict.by) is not None], ask))
        return [None if each.paper.verdict.by is None else next(named) for each in parents]

    @relation(cost=10)
    @staticmethod
    def diffs(parents: list[Proposal], ask: Ask) -> list[list[ResourceDiff]]:
        """Per node, what it would change: of a new one everything is added."""
        pairs = list(dict.fromkeys(pair for each in parents for pair in each.paper.content.bases.items()))
        found = ask.services.catalogue.bodies(pairs, ask.scope()) if pairs else []
        bodies = dict(zip(pairs, found, strict=True))
        return [
            [
                diff_of(bodies.get((node["@id"], each.paper.content.bases.get(node["@id"], ""))) or {}, node)
                for node in each.paper.content.nodes
            ]
            for each in parents
        ]

    @relation()
    @staticmethod
    def resources(parents: list[Proposal], ask: Ask) -> list[list[Resource]]:
        """What it became, where it was accepted."""
        from schema.types.views import resources_by_iri

        iris = list(dict.fromkeys(iri for each in parents for iri in each.paper.verdict.became))
        found = dict(zip(iris, resources_by_iri(iris, ask, ask.scope()), strict=True)) if iris else {}
        return [[there for iri in each.paper.verdict.became if (there := found[iri]) is not None] for each in parents]


def template_of(paper: Paper) -> Template:
    """A template for the API."""
    content = paper.content
    return Template(paper=paper, name=content.title, profile=content.profile, revision=Revision(str(paper.revision)))


def proposal_of(paper: Paper) -> Proposal:
    """A proposal for the API."""
    assert paper.changed is not None  # noqa: S101 - a paper that was read has its times
    return Proposal(
        paper=paper,
        title=paper.content.title,
        note=paper.note,
        profile=paper.content.profile,
        status=ProposalStatus(paper.verdict.state),
        reason=paper.verdict.reason,
        revision=Revision(str(paper.revision)),
        changed=DateTime(paper.changed),
    )


def templates_by_iri(iris: Sequence[str], ask: Ask) -> list[Template | None]:
    """Templates of the acting library in the order of their names."""
    found = ask.services.catalogue.templates.read(ask.actor, iris)
    return [None if each is None else template_of(each) for each in found]


def proposals_by_iri(iris: Sequence[str], ask: Ask) -> list[Proposal | None]:
    """Proposals the caller may see in the order of their names."""
    found = ask.services.catalogue.proposals.read(ask.actor, iris)
    return [None if each is None else proposal_of(each) for each in found]


def templates(ask: Ask, first: int | None, after: str | None) -> Connection[Template]:
    """A page of the library's templates. Raises `Forbidden`."""
    found = ask.services.catalogue.templates.of(ask.actor, page(first, after))
    return connection(found, ask.scope(), lambda each, _: template_of(each))


def proposals(ask: Ask, first: int | None, after: str | None) -> Connection[Proposal]:
    """A page of the proposals the caller may see. Raises `Forbidden`."""
    found = ask.services.catalogue.proposals.of(ask.actor, page(first, after))
    return connection(found, ask.scope(), lambda each, _: proposal_of(each))
