"""What somebody is working on: drafts, as their owner alone sees them."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry

from graph.catalogue.papers import Content, Paper
from schema.ask import Ask
from schema.connections import Connection, connection, page
from schema.fields import attribute, reading, relation
from schema.ids import Naming, make_id
from schema.scalars import IRI, JSONLD, DateTime, Revision
from schema.types.resource import Node, Resource, document_of
from schema.types.tenant import EVERYWHERE


@strawberry.type(description="Which revision a changed copy of a resource began from.")
class DraftBase:
    """Which revision a changed copy began from."""

    iri: IRI = attribute("The resource.")
    revision: Revision = attribute("Its revision when the copy was made.")


@strawberry.type(description="Resources being described, new ones or changed copies, seen by their owner alone.")
class Draft(Node):
    """Resources being described."""

    paper: strawberry.Private[Paper]
    title: str = attribute("What it is called in lists; empty where it isn't.")
    profile: str | None = attribute("The application profile of its form.")
    revision: Revision = attribute("The state of the draft, to send back as `ifRevision`.")
    created: DateTime = attribute("When it was begun.")
    changed: DateTime = attribute("When it was last saved.")

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return make_id(Naming.DRAFT, self.paper.iri)

    @reading(cost=5)
    def nodes(self) -> list[JSONLD]:
        """Each resource with all its parts, as it was saved; each has its lasting address, new ones too."""
        return nodes_of(self.paper.content)

    @reading()
    def bases(self) -> list[DraftBase]:
        """Which of them are changed copies, and of which revision; all others are new."""
        return bases_of(self.paper.content)

    @reading()
    def iri(self) -> IRI:
        """The address of the first resource in it."""
        return IRI(self.paper.content.nodes[0]["@id"])

    @reading()
    def base_revision(self) -> Revision | None:
        """The revision the first resource in it began from; null where it is new."""
        found = self.paper.content.bases.get(self.paper.content.nodes[0]["@id"])
        return None if found is None else Revision(found)

    @relation(cost=0)
    @staticmethod
    def owner(parents: list[Draft], ask: Ask) -> list[str]:
        """What the account is called whose draft it is."""
        return names_of([each.paper.owner for each in parents], ask)

    @relation()
    @staticmethod
    def of(parents: list[Draft], ask: Ask) -> list[Resource | None]:
        """The first resource in it as the catalogue has it now; null where it is new, or gone."""
        return resources_worked_on([each.paper.content for each in parents], ask)


def nodes_of(content: Content) -> list[JSONLD]:
    """The resources in a paper as JSON-LD documents."""
    return [document_of(each) for each in content.nodes]


def bases_of(content: Content) -> list[DraftBase]:
    """The revisions the changed copies in a paper began from."""
    return [DraftBase(iri=IRI(iri), revision=Revision(revision)) for iri, revision in content.bases.items()]


def resources_worked_on(contents: Sequence[Content], ask: Ask) -> list[Resource | None]:
    """Per paper, what its first resource is now, where it is a changed copy."""
    from schema.types.views import resources_by_iri

    iris = [str(each.nodes[0]["@id"]) if each.nodes[0]["@id"] in each.bases else None for each in contents]
    wanted = list(dict.fromkeys(iri for iri in iris if iri is not None))
    found = dict(zip(wanted, resources_by_iri(wanted, ask, ask.scope(EVERYWHERE)), strict=True)) if wanted else {}
    return [None if iri is None else found[iri] for iri in iris]


def names_of(accounts: Sequence[str], ask: Ask) -> list[str]:
    """What accounts are called; their ids where they are gone."""
    wanted = list(dict.fromkeys(accounts))
    found = dict(zip(wanted, ask.services.access.accounts(wanted), strict=True)) if wanted else {}
    return [each if (known := found[each]) is None else known.name for each in accounts]


def draft_of(paper: Paper) -> Draft:
    """A draft for the API."""
    moment = paper.created or paper.changed
    assert moment is not None  # noqa: S101 - a paper that was read has its times
    return Draft(
        paper=paper,
        title=paper.content.title,
        profile=paper.content.profile,
        revision=Revision(str(paper.revision)),
        created=DateTime(moment),
        changed=DateTime(paper.changed or moment),
    )


def drafts_by_iri(iris: Sequence[str], ask: Ask) -> list[Draft | None]:
    """Drafts of the caller in the order of their names; None where they have none."""
    return [None if each is None else draft_of(each) for each in ask.services.catalogue.drafts.read(ask.actor, iris)]


def drafts(ask: Ask, first: int | None, after: str | None) -> Connection[Draft]:
    """A page of the caller's drafts. Raises `Forbidden`."""
    found = ask.services.catalogue.drafts.of(ask.actor, page(first, after))
    return connection(found, ask.scope(), lambda each, _: draft_of(each))
