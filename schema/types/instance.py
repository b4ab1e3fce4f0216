"""Instances: editions and other publications of a work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from graph.catalogue.model import Resource as Described
from graph.store.scope import Scope
from mappings.bibframe import read
from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, connection, page
from schema.directives import Iri
from schema.fields import attribute, reading, relation
from schema.languages import LangString, lang_string
from schema.scalars import EDTF, IRI
from schema.types.availability import AvailabilitySummary, summaries
from schema.types.concept import Concept, concept_in_place, concepts_of
from schema.types.formats import MARC, MarcFormat
from schema.types.identifier import Identifier, IdentifierScheme, identifiers_of
from schema.types.resource import Resource, in_scope
from schema.types.scope import ScopeArgument
from schema.types.title import Title, title_of
from schema.types.work import Work, work_of

if TYPE_CHECKING:
    from schema.types.conversion import ConversionReport
    from schema.types.item import Holding, Item


@strawberry.type(
    description="Where, by whom and when an instance was issued.", directives=[Iri(term="bf:ProvisionActivity")]
)
class Publication:
    """Where, by whom and when an instance was issued."""

    kind: str = attribute("publication, production, distribution or manufacture.")
    place: list[LangString] = attribute("The places, as transcribed.", iri="bflc:simplePlace")
    publisher: list[LangString] = attribute("The publishers, as transcribed.", iri="bflc:simpleAgent")
    date: EDTF | None = attribute("The date, as coded.", iri="bf:date")
    date_text: str | None = attribute("The date, as transcribed.", iri="bflc:simpleDate")
    coded: strawberry.Private[tuple[str, ...]]
    scope: strawberry.Private[Scope]

    @reading(iri="bf:place")
    def countries(self) -> list[Concept]:
        """The countries, as coded."""
        return [concept_in_place({"@id": each}, self.scope) for each in self.coded]


@strawberry.type(description="An address at which something can be had online.")
class Link:
    """An address at which something can be had online."""

    url: str = attribute("The address, as recorded.")
    label: str | None = attribute("The text to show for it.")


@strawberry.type(description="A note.", directives=[Iri(term="bf:Note")])
class Note:
    """A note."""

    type: Concept | None = attribute("Its kind; null for a general note.")
    text: LangString = attribute("The note.", iri="rdfs:label")


@strawberry.type(
    description="An instance: one edition or other publication of a work.", directives=[Iri(term="bf:Instance")]
)
class Instance(Resource):
    """An instance."""

    @reading(iri="bf:title")
    def title(self) -> Title | None:
        """The title; null where none is recorded."""
        return title_of(self.node)

    @relation(iri="bf:instanceOf")
    @staticmethod
    def work(parents: list[Instance], ask: Ask) -> list[Work | None]:
        """The work it is an instance of; null where the caller may not read that."""
        return [
            None if found is None else work_of(found, within)
            for found, within in in_scope(parents, ask, None, ask.services.catalogue.works_of)
        ]

    @reading(iri="bf:responsibilityStatement")
    def responsibility(self) -> str | None:
        """The statement of responsibility."""
        return read.responsibility(self.node)

    @reading(iri="bf:provisionActivity")
    def publication(self) -> list[Publication]:
        """Where, by whom and when it was issued."""
        return [
            Publication(
                kind=each.kind,
                place=[lang_string(one.value, one.lang) for one in each.places],
                publisher=[lang_string(one.value, one.lang) for one in each.publishers],
                date=EDTF(each.date) if each.date else None,
                date_text=each.date_text,
                coded=each.countries,
                scope=self.scope,
            )
            for each in read.publications(self.node)
        ]

    @reading(iri="bf:editionStatement")
    def edition(self) -> str | None:
        """The edition statement."""
        return read.edition(self.node)

    @reading(iri="bf:extent")
    def extent(self) -> list[str]:
        """How much there is of it."""
        return list(read.extent(self.node))

    @reading(iri="bf:identifiedBy")
    def identifiers(
        self,
        scheme: Annotated[
            list[IdentifierScheme] | None, strawberry.argument(description="Only of these schemes.")
        ] = None,
    ) -> list[Identifier]:
        """Its identifiers, in the order of the record."""
        return identifiers_of(self.node, scheme or ())

    @reading(iri="bf:media")
    def media(self) -> list[Concept]:
        """What is needed to use it: a computer, a projector, nothing …"""
        return concepts_of(self.node, "bf:media", self.scope)

    @reading(iri="bf:carrier")
    def carrier(self) -> list[Concept]:
        """What it is on: a volume, an online resource, an audio disc …"""
        return concepts_of(self.node, "bf:carrier", self.scope)

    @reading(iri="bf:electronicLocator")
    def electronic_locations(self) -> list[Link]:
        """Where to have it online."""
        return [Link(url=each.url, label=each.label) for each in read.electronic_locations(self.node)]

    @reading(iri="bf:note")
    def notes(self) -> list[Note]:
        """Notes, in the order of the record."""
        return [
            Note(
                type=concept_in_place({"@id": each.type}, self.scope) if each.type else None,
                text=lang_string(each.text.value, each.text.lang),
            )
            for each in read.notes(self.node)
        ]

    @relation(per="first")
    @staticmethod
    def holdings(
        parents: list[Instance],
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
        scope: ScopeArgument = None,
    ) -> list[Connection[Annotated[Holding, strawberry.lazy("schema.types.item")]]]:
        """What libraries hold of it."""
        from schema.types.item import holding_of

        wanted = page(first, after, last, before)
        return [
            connection(found, within, holding_of)
            for found, within in in_scope(
                parents, ask, scope, lambda iris, within: ask.services.holdings.holdings_of(iris, within, wanted)
            )
        ]

    @relation(per="first", iri="bf:hasItem")
    @staticmethod
    def items(
        parents: list[Instance],
        ask: Ask,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
        scope: ScopeArgument = None,
    ) -> list[Connection[Annotated[Item, strawberry.lazy("schema.types.item")]]]:
        """Its copies."""
        from schema.types.item import item_of

        wanted = page(first, after, last, before)
        return [
            connection(found, within, item_of)
            for found, within in in_scope(
                parents, ask, scope, lambda iris, within: ask.services.holdings.items_of(iris, within, wanted)
            )
        ]

    @relation(cost=2)
    @staticmethod
    def availability(parents: list[Instance], ask: Ask, scope: ScopeArgument = None) -> list[AvailabilitySummary]:
        """How many items there are and can be had now."""
        return summaries(parents, ask, scope)

    @relation(cost=5, requires="catalogue.read")
    @staticmethod
    def marc(
        parents: list[Instance],
        ask: Ask,
        format: Annotated[MarcFormat, strawberry.argument(description="How to write it.")] = MarcFormat.MARCXML,
    ) -> list[str | None]:
        """The whole record as MARC, made from what is known now; null where the format can't hold it."""
        found = in_scope(
            parents, ask, None, lambda iris, within: ask.services.catalogue.marc(iris, within, *MARC[format.value])
        )
        return [each for each, _ in found]

    @relation(cost=20, requires="catalogue.write")
    @staticmethod
    def conversion_report(
        parents: list[Instance], ask: Ask
    ) -> list[Annotated[ConversionReport, strawberry.lazy("schema.types.conversion")] | None]:
        """What became of each field of the MARC record it came from, worked out by converting it there and back; null
        where there is none that the caller may read.
        """
        from schema.types.conversion import reports

        return reports(parents, ask)


def instance_of(found: Described, scope: Scope) -> Instance:
    """An instance from its document."""
    return Instance(iri=IRI(found.iri), node=found.body, scope=scope, found=found, sought=True)
