"""What collections of a network are to each other."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry

from graph.network.insight import questions
from graph.network.insight.service import Common
from graph.network.insight.service import Holding as KnownHolding
from graph.network.insight.service import LastCopy as KnownLastCopy
from graph.network.insight.service import Overlap as KnownOverlap
from graph.network.insight.service import Version as KnownVersion
from graph.store.scope import Scope
from schema.ask import Ask
from schema.fields import attribute, relation
from schema.scalars import IRI
from schema.types.concept import Concept, concept_in_place
from schema.types.instance import Instance
from schema.types.item import Item, items_by_iri
from schema.types.resource import Resource
from schema.types.tenant import Tenant, tenants_by_slug
from schema.types.views import resources_by_iri
from schema.types.work import Work


@strawberry.type(description="A library that has a work.")
class WorkHolding:
    """A library that has a work."""

    tenant: Tenant = attribute("The library.")
    copies: int = attribute("How many copies it has.")


@strawberry.type(description="A work of which a library has the only copy in a network.")
class LastCopy:
    """A work of which a library has the only copy in a network."""

    iri: IRI = attribute("The work's IRI.")
    item: IRI = attribute("The copy's IRI.")
    scope: strawberry.Private[Scope]

    @relation()
    @staticmethod
    def work(parents: list[LastCopy], ask: Ask) -> list[Work | None]:
        """The work."""
        return [each if isinstance(each, Work) else None for each in _described(parents, ask)]

    @relation()
    @staticmethod
    def copy(parents: list[LastCopy], ask: Ask) -> list[Item | None]:
        """The copy."""
        scopes = [each.scope for each in parents]
        return ask.by_scope(parents, scopes, lambda some, scope: items_by_iri([each.item for each in some], ask, scope))


@strawberry.type(description="How far the collections of two libraries are the same.")
class CollectionOverlap:
    """How far the collections of two libraries are the same."""

    here: int = attribute("How many works the library describes.")
    there: int = attribute("How many works the other library describes.")
    both: int = attribute("How many of them are in both: of one cluster, or of one address.")


@strawberry.type(description="How much of a library's collection is in another as well.")
class CommonWorks:
    """How much of a library's collection is in another as well."""

    tenant: Tenant = attribute("The library.")
    works: int = attribute("How many works it describes.")
    both: int = attribute("How many of them the library that was asked about describes as well.")


@strawberry.type(description="An edition of a work, or of what is a version of it.")
class WorkVersion:
    """An edition of a work, or of what is a version of it."""

    work: IRI = attribute("The work that it is an edition of.")
    iri: IRI = attribute("The edition's IRI.")
    language: Concept | None = attribute("The language of the work; null where none is said.")
    scope: strawberry.Private[Scope]

    @relation()
    @staticmethod
    def instance(parents: list[WorkVersion], ask: Ask) -> list[Instance | None]:
        """The edition."""
        return [each if isinstance(each, Instance) else None for each in _described(parents, ask)]


@strawberry.type(description="Somebody who made works in the collections of two libraries.")
class LinkingAgent:
    """Somebody who made works in the collections of two libraries."""

    name: str = attribute("The name, as both libraries write it.")
    here: int = attribute("How many works in the library's collection.")
    there: int = attribute("How many works in the other library's collection.")


@strawberry.type(description="A question about collections, as a query that can be run as it is changed.")
class CollectionQuestion:
    """A question about collections, as a query."""

    key: str = attribute("Its name for programs.")
    asks: str = attribute("What is asked.")
    takes: list[str] = attribute(
        "What stands in braces in the text and is put in as an IRI in angle brackets: a work's own, "
        "a library's graph of the catalogue."
    )
    sparql: str = attribute("Its text in SPARQL.")


def holdings_of(found: Sequence[KnownHolding], ask: Ask) -> list[WorkHolding]:
    """Libraries for the API."""
    tenants = tenants_by_slug([each.tenant for each in found], ask)
    return [
        WorkHolding(tenant=tenant, copies=each.copies)
        for each, tenant in zip(found, tenants, strict=True)
        if tenant is not None
    ]


def last_copy_of(found: KnownLastCopy, scope: Scope) -> LastCopy:
    """A last copy for the API."""
    return LastCopy(iri=IRI(found.work), item=IRI(found.item), scope=scope)


def overlap_of(found: KnownOverlap) -> CollectionOverlap:
    """An overlap for the API."""
    return CollectionOverlap(here=found.here, there=found.there, both=found.both)


def common_of(found: Sequence[Common], ask: Ask) -> list[CommonWorks]:
    """What libraries have in common with one, for the API."""
    tenants = tenants_by_slug([each.tenant for each in found], ask)
    return [
        CommonWorks(tenant=tenant, works=each.works, both=each.both)
        for each, tenant in zip(found, tenants, strict=True)
        if tenant is not None
    ]


def version_of(found: KnownVersion, scope: Scope) -> WorkVersion:
    """An edition or a translation for the API."""
    language = None if found.language is None else concept_in_place({"@id": found.language}, scope)
    return WorkVersion(work=IRI(found.work), iri=IRI(found.instance), language=language, scope=scope)


def questions_asked() -> list[CollectionQuestion]:
    """The questions for the API."""
    return [
        CollectionQuestion(key=each.key, asks=each.asks, takes=list(each.takes), sparql=each.open_text)
        for each in questions.QUESTIONS
    ]


def _described(parents: Sequence[LastCopy | WorkVersion], ask: Ask) -> list[Resource | None]:
    """What each is about, many at a time."""
    scopes = [each.scope for each in parents]
    return ask.by_scope(parents, scopes, lambda some, scope: resources_by_iri([each.iri for each in some], ask, scope))
