"""A library's figures: what was lent, and what the collection is made of. Counts alone, of nobody in particular."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum

import strawberry

from graph.discovery.labels import named
from graph.discovery.labels import preferred as name_in
from graph.insights.model import Act, Counts, Period, Share, Split, Step, Trait
from graph.insights.model import CollectionFigures as KnownCollection
from graph.insights.model import Figures as Known
from graph.insights.model import LendingFigures as KnownLending
from graph.store.search import Bucket, Facet, FacetField
from mappings.bibframe.read import TYPE_LABELS
from mappings.codes.languages import LANGUAGES
from schema.ask import Ask
from schema.fields import attribute, choice, relation
from schema.scalars import IRI
from schema.types.fee import Money, money_of
from schema.types.resource import Resource
from schema.types.views import resources_by_iri

Called = Mapping[str, str]
"""What places and codes are called, by what stands for them in the figures."""


@strawberry.enum(description="How long a period of figures is.")
class FigureStep(Enum):
    """How long a period of figures is."""

    DAY = choice(Step.DAY, "A day.")
    WEEK = choice(Step.WEEK, "A week, from Monday.")
    MONTH = choice(Step.MONTH, "A calendar month.")


@strawberry.type(description="How often what is done at a desk was done. Each counts on its day in the library's zone.")
class LendingCounts:
    """How often what is done at a desk was done."""

    loans: int = attribute("Check-outs. A renewal is none; a loan whose holder was forgotten still counts.")
    returns: int = attribute("Check-ins that ended a loan.")
    renewals: int = attribute(
        "Renewals, at the service point of the check-out. Of a loan whose holder was forgotten before the figures were "
        "made anew, they count on the day it ended."
    )
    requests: int = attribute("Requests placed, whatever became of them; at the service point of pick-up.")
    uses: int = attribute("Uses in the house: check-ins of an item that was at home and not on loan.")
    fees_taken: list[Money] = attribute("What was paid for fees less what was given back, by currency.")


@strawberry.type(description="What was lent in a period.")
class LendingPeriod:
    """What was lent in a period."""

    first: date = attribute("Its first day.")
    last: date = attribute("Its last day.")
    counts: LendingCounts = attribute("What was lent.")


@strawberry.type(description="What of lending falls to one place, kind of item or group of patrons.")
class LendingShare:
    """What of lending falls to one place, kind of item or group of patrons."""

    key: str | None = attribute(
        "Its IRI or the library's own word for it; null for what isn't known, or for groups of fewer than five people, "
        "which are told together with readers in no group, and with the next larger one where they are too few even so."
    )
    label: str | None = attribute("What it is called.")
    counts: LendingCounts = attribute("What was lent.")


@strawberry.type(description="What was lent in the days asked for.")
class LendingFigures:
    """What was lent in the days asked for."""

    total: LendingCounts = attribute("In all.")
    before: LendingCounts = attribute("In all, in as many days just before.")
    periods: list[LendingPeriod] = attribute("Period by period; the first and the last may be cut short.")
    service_points: list[LendingShare] = attribute("At each service point.")
    locations: list[LendingShare] = attribute("By the location of the item then.")
    material_types: list[LendingShare] = attribute("By the material type of the item then.")
    groups: list[LendingShare] = attribute("By the group of the patron then. Empty where fewer than five people are.")


@strawberry.type(description="Copies that came and went in a period.")
class CollectionPeriod:
    """Copies that came and went in a period."""

    first: date = attribute("Its first day.")
    last: date = attribute("Its last day.")
    added: int = attribute("Copies that were first described in it.")
    withdrawn: int = attribute("Copies that were withdrawn or deleted in it.")


@strawberry.type(description="How much of a collection is of one kind.")
class CollectionShare:
    """How much of a collection is of one kind."""

    key: str | None = attribute("The code, IRI or word that stands for it; null for what isn't known.")
    label: str | None = attribute("What it is called.")
    count: int = attribute("How much.")


@strawberry.type(description="A title that was lent.")
class TitleLoans:
    """A title that was lent."""

    iri: IRI = attribute("The IRI of the work; of the edition where the work isn't the library's own.")
    loans: int = attribute("How often copies of it were lent.")

    @relation()
    @staticmethod
    def resource(parents: list[TitleLoans], ask: Ask) -> list[Resource | None]:
        """Its description."""
        return resources_by_iri([each.iri for each in parents], ask, ask.scope())


@strawberry.type(description="What a library has at the end of the days asked for, and what came and went in them.")
class CollectionFigures:
    """What a library has at the end of the days asked for."""

    titles: int = attribute("Works in the library's catalogue.")
    editions: int = attribute("Instances in the library's catalogue.")
    copies: int = attribute("Items neither withdrawn nor deleted.")
    never_lent: int = attribute("Copies that were never lent until then.")
    turnover: float | None = attribute("Loans in these days for each copy; null where there are no copies.")
    periods: list[CollectionPeriod] = attribute("Period by period.")
    types: list[CollectionShare] = attribute("Titles by kind of content.")
    languages: list[CollectionShare] = attribute("Titles by their first language.")
    decades: list[CollectionShare] = attribute("Editions by the decade of their publication.")
    locations: list[CollectionShare] = attribute("Copies by the location they have now.")
    material_types: list[CollectionShare] = attribute("Copies by the material type they have now.")
    most_lent: list[TitleLoans] = attribute("The titles lent most often in these days, at most 20.")


@strawberry.type(description="Figures of the acting library.")
class Figures:
    """Figures of the acting library."""

    first: date = attribute("The first day.")
    last: date = attribute("The last day.")
    event: int = attribute("The last event that is counted.")
    last_event: int = attribute("The last event there was. While `event` is less, ask again for the rest.")
    lending: LendingFigures | None = attribute("What was lent; needs `circulation.read` or `tenant.admin`.")
    collection: CollectionFigures | None = attribute("The collection; needs `catalogue.read`.")


def figures_of(known: Known, ask: Ask, languages: Sequence[str]) -> Figures:
    """The figures as the API shows them, with what things are called: two calls of the store, however many."""
    called = _called(known, ask, tuple(languages))
    return Figures(
        first=known.span.first,
        last=known.span.last,
        event=known.event,
        last_event=known.last_event,
        lending=None if known.lending is None else _lending(known.lending, called),
        collection=None if known.collection is None else _collection(known.collection, called),
    )


def _lending(known: KnownLending, called: Called) -> LendingFigures:
    def shares(split: Split) -> list[LendingShare]:
        return [_share(each, called) for each in known.shares[split]]

    def period(of: Period, counts: Counts) -> LendingPeriod:
        return LendingPeriod(first=of.first, last=of.last, counts=_counts(counts))

    return LendingFigures(
        total=_counts(known.total),
        before=_counts(known.before),
        periods=[period(*each) for each in known.periods],
        service_points=shares(Split.POINT),
        locations=shares(Split.LOCATION),
        material_types=shares(Split.MATERIAL_TYPE),
        groups=shares(Split.GROUP),
    )


def _share(share: Share, called: Called) -> LendingShare:
    return LendingShare(key=share.key, label=_label(share.key, called), counts=_counts(share.counts))


def _counts(counts: Counts) -> LendingCounts:
    return LendingCounts(
        loans=counts.of(Act.LOAN),
        returns=counts.of(Act.RETURN),
        renewals=counts.of(Act.RENEWAL),
        requests=counts.of(Act.REQUEST),
        uses=counts.of(Act.USE),
        fees_taken=[money_of(each) for each in counts.money],
    )


def _collection(known: KnownCollection, called: Called) -> CollectionFigures:
    def shares(trait: Trait) -> list[CollectionShare]:
        pairs = known.traits[trait]
        return [CollectionShare(key=key, label=_label(key, called), count=count) for key, count in pairs]

    return CollectionFigures(
        titles=known.titles,
        editions=known.editions,
        copies=known.copies,
        never_lent=known.never_lent,
        turnover=known.turnover,
        periods=[
            CollectionPeriod(first=each.period.first, last=each.period.last, added=each.added, withdrawn=each.withdrawn)
            for each in known.periods
        ],
        types=shares(Trait.TYPE),
        languages=shares(Trait.LANGUAGE),
        decades=shares(Trait.DECADE),
        locations=shares(Trait.LOCATION),
        material_types=shares(Trait.MATERIAL_TYPE),
        most_lent=[TitleLoans(iri=IRI(iri), loans=loans) for iri, loans in known.most_lent],
    )


def _label(key: str | None, called: Called) -> str | None:
    return None if key is None else called.get(key, key)


def _english(field: FacetField, key: str) -> str:
    if field is FacetField.LANGUAGE:
        known = LANGUAGES.get(key)
        return key if known is None else known.label
    return TYPE_LABELS.get(key, key) if field is FacetField.TYPE else key


def _called(known: Known, ask: Ask, languages: tuple[str, ...]) -> Called:
    """The names of locations, service points, languages and kinds of content that these figures name."""
    lent = {} if known.lending is None else known.lending.shares
    held = {} if known.collection is None else known.collection.traits
    keys: dict[FacetField, Iterable[str | None]] = {
        FacetField.LOCATION: [
            *(each.key for each in lent.get(Split.LOCATION, ())),
            *(key for key, _ in held.get(Trait.LOCATION, ())),
        ],
        FacetField.LANGUAGE: [key for key, _ in held.get(Trait.LANGUAGE, ())],
        FacetField.TYPE: [key for key, _ in held.get(Trait.TYPE, ())],
    }
    facets = [
        Facet(field, tuple(Bucket(key, _english(field, key), 0) for key in dict.fromkeys(some) if key is not None))
        for field, some in keys.items()
    ]
    found = {
        bucket.value: bucket.label
        for facet in named(facets, ask.services.tenants, ask.scope(), languages)
        for bucket in facet.buckets
    }
    points = [each.key for each in lent.get(Split.POINT, ()) if each.key is not None]
    for iri, point in zip(points, ask.services.places.points_by_iri(points, ask.scope()), strict=True):
        if point is not None:
            found[iri] = name_in(point.name, languages) or point.code
    return found
