"""What every resource of the graph has: identity, label, revision, provenance, and its statements as linked data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, TypeVar

import strawberry

from graph.catalogue.model import Provenance as Said
from graph.catalogue.model import Resource as Described
from graph.store.names import GraphKind, parse_graph
from graph.store.scope import Scope
from mappings.bibframe import rdf, read
from mappings.bibframe.node import Node as Body
from mappings.bibframe.node import expand
from mappings.codes.translations import VOCABULARY, translated
from schema.ask import Ask
from schema.connections import After, Connection, First, page, paged
from schema.fields import attribute, reading, relation
from schema.ids import resource_id
from schema.languages import LangString, chosen, lang_string, spoken, text_of
from schema.scalars import IRI, JSONLD, DateTime, LanguageTag, Revision
from schema.types.scope import TenantScope

if TYPE_CHECKING:
    from schema.types.past import PastState, ResourceDiff
    from schema.types.statement import Statement
    from schema.types.tenant import Network, Tenant

T = TypeVar("T")
Lang = Annotated[
    list[LanguageTag] | None,
    strawberry.argument(description="Languages in order of preference, before those of Accept-Language."),
]


@strawberry.interface(description="An object with a global, opaque id that is the same for every tenant.")
class Node:
    """An object with a global id."""

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        raise NotImplementedError


@strawberry.type(description="Who says something about a resource, in which graph, and when.")
class Provenance:
    """Who says something about a resource."""

    graph: IRI = attribute("The named graph that holds the statements.")
    source: str | None = attribute("The declared source they were imported from, where they were imported.")
    recorded_at: DateTime = attribute("When they were last written.")
    owner: strawberry.Private[str]

    @relation(cost=0)
    @staticmethod
    def tenant(
        parents: list[Provenance], ask: Ask
    ) -> list[Annotated[Tenant, strawberry.lazy("schema.types.tenant")] | None]:
        """The library that says it; null for what a network or the installation shares."""
        from schema.types.tenant import tenants_by_slug

        return tenants_by_slug([_tenant_of(each) for each in parents], ask)

    @relation(cost=0)
    @staticmethod
    def network(
        parents: list[Provenance], ask: Ask
    ) -> list[Annotated[Network, strawberry.lazy("schema.types.tenant")] | None]:
        """The network that shares it; null for what a library says."""
        from schema.types.tenant import network_of

        slugs = [each.owner if parse_graph(each.graph).kind is GraphKind.NETWORK else "" for each in parents]
        return [None if each is None else network_of(each) for each in ask.services.tenants.networks(slugs)]


def _tenant_of(provenance: Provenance) -> str | None:
    kind = parse_graph(provenance.graph).kind
    return None if kind in {GraphKind.NETWORK, GraphKind.VOCABULARY, GraphKind.IDENTITY} else provenance.owner


@strawberry.interface(description="Anything with an IRI in the graph.", directives=[])
class Resource(Node):
    """A resource: `node` describes it, in its own document or in place; `found` is its document once it was read."""

    iri: IRI = attribute("Its IRI, which is its address too where it is one of this installation's.")
    node: strawberry.Private[Body]
    scope: strawberry.Private[Scope]
    found: strawberry.Private[Described | None] = None
    sought: strawberry.Private[bool] = False

    @reading()
    def id(self) -> strawberry.ID:
        """The global id."""
        return resource_id(self.iri)

    @reading(iri="rdf:type")
    def types(self) -> list[IRI]:
        """The RDF types, most specific last as recorded."""
        return [IRI(expand(each)) for each in self.node.get("@type", ())]

    @relation(cost=0, iri="rdfs:label")
    @staticmethod
    def label(parents: list[Resource], ask: Ask, lang: Lang = None) -> list[LangString | None]:
        """The preferred label: in the most wanted language, else any."""
        wanted = preferred(ask, lang)
        return [label_in(wanted, each.labels(), each.iri) for each in parents]

    @relation()
    @staticmethod
    def revision(parents: list[Resource], ask: Ask) -> list[Revision | None]:
        """The state of the description, to send back as `ifRevision`; null where it is only described in place."""
        return [None if each is None else Revision(each.revision) for each in documents(parents, ask)]

    @relation()
    @staticmethod
    def created_at(parents: list[Resource], ask: Ask) -> list[DateTime | None]:
        """When it was first described; null where it is only described in place."""
        return [None if each is None else DateTime(each.created) for each in documents(parents, ask)]

    @relation()
    @staticmethod
    def updated_at(parents: list[Resource], ask: Ask) -> list[DateTime | None]:
        """When its description last changed; null where it is only described in place."""
        return [None if each is None else DateTime(each.changed) for each in documents(parents, ask)]

    @relation()
    @staticmethod
    def provenance(parents: list[Resource], ask: Ask) -> list[list[Provenance]]:
        """Who says something about it, as far as the caller may read."""
        return [[provenance_of(one) for one in each] for each in said_by(parents, ask)]

    @reading(iri="owl:sameAs")
    def same_as(self) -> list[IRI]:
        """Other IRIs of the same thing."""
        return [IRI(each["@id"]) for each in self.node.get("owl:sameAs", ()) if "@id" in each]

    @relation(cost=2, per="first")
    @staticmethod
    def statements(
        parents: list[Resource],
        ask: Ask,
        predicate: Annotated[list[IRI] | None, strawberry.argument(description="Only with these properties.")] = None,
        first: First = 50,
        after: After = None,
    ) -> list[Connection[Annotated[Statement, strawberry.lazy("schema.types.statement")]]]:
        """Everything that is said about it and its parts, each statement with who says it."""
        from schema.types.statement import statements_of

        wanted = page(first, after)
        only = frozenset(predicate or ())
        return [
            paged([each for each in made if not only or each.predicate in only], wanted, lambda one: one.key)
            for made in statements_of(parents, ask)
        ]

    @relation(cost=5)
    @staticmethod
    def jsonld(parents: list[Resource], ask: Ask) -> list[JSONLD]:
        """The whole description as a JSON-LD document."""
        return [
            document_of(parent.node if found is None else found.body)
            for parent, found in zip(parents, documents(parents, ask), strict=True)
        ]

    @relation(cost=10, per="first")
    @staticmethod
    def history(
        parents: list[Resource], ask: Ask, first: First = 20, after: After = None
    ) -> list[Connection[Annotated[PastState, strawberry.lazy("schema.types.past")]]]:
        """Its states, newest first, with who changed what: for staff of the library that describes it."""
        from schema.types.past import histories

        wanted = page(first, after)
        return [paged(each, wanted, lambda one: f"{one.graph} {one.version}") for each in histories(parents, ask)]

    @relation(cost=10)
    @staticmethod
    def diff(
        parents: list[Resource],
        ask: Ask,
        since: Annotated[
            Revision | None,
            strawberry.argument(
                description="The earlier revision, one of its history; absent, before its last change."
            ),
        ] = None,
        until: Annotated[
            Revision | None, strawberry.argument(description="The later revision; absent, as it is now.")
        ] = None,
    ) -> list[Annotated[ResourceDiff, strawberry.lazy("schema.types.past")] | None]:
        """What became different between two revisions; null where one isn't known, or the caller is no staff."""
        from schema.types.past import diffs

        return diffs(parents, ask, since, until)

    def labels(self) -> list[LangString]:
        """Every label it has, the preferred ones first."""
        return labels_of(self.node)


def documents(parents: Sequence[Resource], ask: Ask) -> list[Described | None]:
    """The documents of resources, read in one call for those that were met in place so far."""
    unread = [each for each in parents if each.found is None and not each.sought]
    if unread:
        answers = ask.by_scope(
            unread,
            [each.scope for each in unread],
            lambda some, scope: ask.services.catalogue.resources([each.iri for each in some], scope),
        )
        for each, found in zip(unread, answers, strict=True):
            each.found = found
            each.sought = True
    return [each.found for each in parents]


def in_scope(
    parents: Sequence[Resource], ask: Ask, scope: TenantScope | None, call: Callable[[list[str], Scope], Sequence[T]]
) -> list[tuple[T, Scope]]:
    """What `call` answers for the parents' IRIs, with the scope it read: the argument's, else each parent's own."""
    scopes = [each.scope for each in parents] if scope is None else [ask.scope(scope.reading())] * len(parents)
    answers = ask.by_scope(parents, scopes, lambda some, within: call([each.iri for each in some], within))
    return list(zip(answers, scopes, strict=True))


def said_by(parents: Sequence[Resource], ask: Ask) -> list[tuple[Said, ...]]:
    """Who says something about each resource."""
    return ask.by_scope(
        parents,
        [each.scope for each in parents],
        lambda some, scope: ask.services.catalogue.provenance([each.iri for each in some], scope),
    )


def provenance_of(said: Said) -> Provenance:
    """One assertion's origin for the API."""
    return Provenance(graph=IRI(said.graph), source=said.source, recorded_at=DateTime(said.recorded), owner=said.owner)


def preferred(ask: Ask, lang: Sequence[str] | None) -> Sequence[str]:
    """The languages wanted here: the argument's, then the caller's."""
    return (*lang, *ask.languages) if lang else ask.languages


def label_in(wanted: Sequence[str], texts: Sequence[LangString], iri: str) -> LangString | None:
    """The text in the most wanted language; a term of a shared vocabulary has its labels in many, though no record
    says them.
    """
    if iri.startswith(VOCABULARY):
        for language in wanted:
            if (own := spoken(texts, language)) is not None:
                return own
            if (found := translated(iri, [language])) is not None:
                return lang_string(*found)
            if language.casefold().startswith("en"):
                break
    return chosen(texts, wanted)


def labels_of(node: Body) -> list[LangString]:
    """The labels of a description: its own, else its titles."""
    found = [lang_string(each.value, each.lang) for each in read.labels(node)]
    if found or "bf:title" not in node:
        return found
    title = read.title(node)
    if title is None:
        return []
    return [lang_string(title.full, title.main_lang), *(lang_string(each.value, each.lang) for each in title.parallel)]


def document_of(body: Body) -> JSONLD:
    """A description as a JSON-LD document of its own."""
    whole = rdf.jsonld([body])
    return JSONLD({"@context": whole["@context"], **whole["@graph"][0]})


def texts_of(node: Body, name: str) -> list[LangString]:
    """The literals of a property as texts."""
    return [text_of(value) for value in node.get(name, ()) if isinstance(value, str) or "@value" in value]
