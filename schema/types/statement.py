"""Statements of a description, for what the schema has no field for: each with the graph that says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, TypeAlias

import strawberry

from graph.catalogue.alignment import content
from graph.catalogue.model import Place
from graph.catalogue.model import Provenance as Said
from graph.store.scope import Scope
from mappings.bibframe.node import Node as Body
from mappings.bibframe.node import Value, expand
from schema.ask import Ask
from schema.fields import attribute, relation
from schema.languages import LangString, lang_string
from schema.scalars import IRI, LanguageTag
from schema.types.resource import (
    Lang,
    Provenance,
    Resource,
    documents,
    label_in,
    labels_of,
    preferred,
    provenance_of,
    said_by,
)

if TYPE_CHECKING:
    from schema.types.past import MadeBy

_STRING = "xsd:string"
_LANG_STRING = "rdf:langString"


@strawberry.type(description="A literal value.")
class Literal:
    """A literal value."""

    lexical: str = attribute("The value as written.")
    datatype: IRI = attribute("Its datatype.")
    lang: LanguageTag | None = attribute("Its BCP 47 language tag, where it has one.", default=None)


@strawberry.type(description="A resource that is pointed at.")
class ResourceRef:
    """A resource that is pointed at: its label is the one in place, else that of its document."""

    iri: IRI = attribute("Its IRI.")
    texts: strawberry.Private[list[LangString]]
    scope: strawberry.Private[Scope]

    @relation()
    @staticmethod
    def label(parents: list[ResourceRef], ask: Ask, lang: Lang = None) -> list[LangString | None]:
        """What it is called, in the most wanted language."""
        bare = [each for each in parents if not each.texts]
        found = resources_at(bare, ask) if bare else []
        texts = {id(ref): resource.labels() for ref, resource in zip(bare, found, strict=True) if resource is not None}
        wanted = preferred(ask, lang)
        return [label_in(wanted, each.texts or texts.get(id(each), []), each.iri) for each in parents]

    @relation()
    @staticmethod
    def resource(parents: list[ResourceRef], ask: Ask) -> list[Resource | None]:
        """The resource itself, where the store has it and the caller may read it."""
        return resources_at(parents, ask)


def resources_at(refs: Sequence[ResourceRef], ask: Ask) -> list[Resource | None]:
    """The resources that are pointed at, in one call."""
    from schema.types.views import resources_by_iri

    return ask.by_scope(
        refs,
        [each.scope for each in refs],
        lambda some, scope: resources_by_iri([each.iri for each in some], ask, scope),
    )


RdfTerm: TypeAlias = Annotated[
    Literal | ResourceRef, strawberry.union("RdfTerm", description="The object of a statement.")
]


@strawberry.type(description="One statement about a resource or one of its parts, and who makes it.")
class Statement:
    """One statement."""

    subject: IRI = attribute("What it is about: the resource, or a part of it.")
    predicate: IRI = attribute("The property.")
    object: RdfTerm = attribute("The value.")
    provenance: Provenance = attribute("Who says it.")
    key: strawberry.Private[str]
    iri: strawberry.Private[str]
    place: strawberry.Private[Place]
    scope: strawberry.Private[Scope]

    @relation(cost=10)
    @staticmethod
    def made(
        parents: list[Statement], ask: Ask
    ) -> list[Annotated[MadeBy, strawberry.lazy("schema.types.past")] | None]:
        """Who made it, when and how: for staff of the library that says it."""
        from schema.types.past import makers

        return makers([(each.iri, each.place, each.scope) for each in parents], ask)


def statements_of(parents: Sequence[Resource], ask: Ask) -> list[list[Statement]]:
    """Every statement about each resource, layer by layer; those only met in place have no graph and none here."""
    made = []
    for parent, found, said in zip(parents, documents(parents, ask), said_by(parents, ask), strict=True):
        origins = {each.graph: each for each in said}
        statements: list[Statement] = []
        for layer in found.layers if found is not None else ():
            origin = origins.get(layer.key.graph)
            who = provenance_of(origin or Said(layer.key.graph, "", None, layer.changed))
            statements.extend(_flat(layer.body, parent.scope, who, layer.key.graph))
        made.append(statements)
    return made


def _flat(root: Body, scope: Scope, who: Provenance, graph: str) -> Iterator[Statement]:
    base = str(root["@id"])
    stem = base + "-" if "#" in base else base + "#"

    def absolute(iri: str) -> str:
        return stem + iri[1:] if iri.startswith("#") else iri

    def term(value: Value) -> Literal | ResourceRef:
        if isinstance(value, str):
            return Literal(lexical=value, datatype=IRI(expand(_STRING)))
        if "@value" in value:
            language = value.get("@language")
            datatype = _LANG_STRING if language else str(value.get("@type", _STRING))
            return Literal(lexical=str(value["@value"]), datatype=IRI(expand(datatype)), lang=language)
        return ResourceRef(iri=IRI(absolute(value["@id"])), texts=labels_of(value), scope=scope)

    def walk(node: Body, subject: str, path: str) -> Iterator[Statement]:
        for name, values in node.items():
            below = f"{path}/{name}" if path else name
            if name == "@type":
                for each in values:
                    yield make(subject, "rdf:type", {"@id": expand(each)}, Place(graph, below, content(each)))
            elif not name.startswith("@"):
                for value in _members(values):
                    yield make(subject, name, value, Place(graph, below, content(value)))
                    if isinstance(value, dict) and "@id" in value and len(value) > 1:
                        yield from walk(value, absolute(value["@id"]), below)

    def make(subject: str, name: str, value: Value, place: Place) -> Statement:
        written = term(value)
        said = written.lexical if isinstance(written, Literal) else written.iri
        return Statement(
            subject=IRI(subject),
            predicate=IRI(expand(name)),
            object=written,
            provenance=who,
            key=f"{who.graph} {subject} {name} {said}",
            iri=base,
            place=place,
            scope=scope,
        )

    return walk(root, base, "")


def _members(values: Sequence[Value]) -> Iterator[Value]:
    for value in values:
        if isinstance(value, dict) and "@list" in value:
            yield from value["@list"]
        else:
            yield value


def reference(iri: str, label: str, scope: Scope) -> ResourceRef:
    """A reference with a label that is known already."""
    return ResourceRef(iri=IRI(iri), texts=[lang_string(label)] if label else [], scope=scope)
