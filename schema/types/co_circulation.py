"""What the same people borrow, as a network counts it: numbers from which nobody can be told."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

import strawberry

from graph.network.co_circulation.model import Publication, Together, Window, each_once, next_day
from graph.store.scope import Scope
from schema.ask import Ask
from schema.fields import attribute
from schema.scalars import Revision
from schema.types.resource import in_scope
from schema.types.work import Work, work_of

if TYPE_CHECKING:
    from schema.types.tenant import Network


@strawberry.type(description="A work that was borrowed by those who borrowed another.")
class BorrowedTogether:
    """A work that was borrowed by those who borrowed another."""

    work: Work = attribute("The other work.")
    borrowers: int = attribute("At least so many people borrowed both: a multiple of `k`.")
    k: int = attribute("What fewer people than this have in common is never told.")
    first: date = attribute("The first day on which their loans began.")
    last: date = attribute("The last day on which their loans began.")
    next_day: date | None = attribute(
        "The next day on which its network publishes, in UTC; null where it publishes no more."
    )


@strawberry.type(description="What a network published on one of its days.")
class CoCirculationPublication:
    """What a network published on one of its days."""

    first: date = attribute("The first day on which the loans began that are counted.")
    last: date = attribute("The last day on which they began.")
    k: int = attribute("From how many distinct borrowers on a pair of works is told of.")
    pairs: int = attribute("How many pairs of works are told of.")


@strawberry.type(description="How a network counts what the same people borrow.")
class CoCirculation:
    """How a network counts what the same people borrow."""

    k: int = attribute("From how many distinct borrowers on a pair of works is told of.")
    months: int = attribute("How many months of loans are counted together: 3, 6 or 12.")
    next_day: date = attribute("The next day on which something is published, in UTC.")
    revision: Revision = attribute("What a change must name.")
    publications: list[CoCirculationPublication] = attribute("What was published, the last first; at most 100.")


def beside(parents: Sequence[Work], ask: Ask, most: int) -> list[list[BorrowedTogether]]:
    """Per work, what was borrowed with it, as far as the caller may read the other works."""

    def found(iris: list[str], scope: Scope) -> list[list[BorrowedTogether]]:
        others = [each_once(each)[:most] for each in ask.services.co_circulation.together(iris, scope)]
        counted = list(dict.fromkeys(one.work for each in others for one in each))
        alike = dict(zip(counted, ask.services.clusters.of_works(counted, scope), strict=True))
        names = {work: [work, *(one for each in some for one in each.members)] for work, some in alike.items()}
        wanted = list(dict.fromkeys(name for some in names.values() for name in some))
        read = ask.services.catalogue.resources(wanted, scope) if wanted else []
        works = {iri: work_of(each, scope) for iri, each in zip(wanted, read, strict=True) if each is not None}
        days = _next_days({one.network for each in others for one in each}, ask)
        known = {work: works[first] for work, some in names.items() if (first := next(filter(works.get, some), None))}
        return [
            [_shown(one, known[one.work], days[one.network]) for one in each if one.work in known] for each in others
        ]

    return [each for each, _ in in_scope(parents, ask, None, found)]


def counted(networks: Sequence[Network], ask: Ask) -> list[CoCirculation | None]:
    """How each network counts."""
    services, slugs = ask.services.co_circulation, [each.slug for each in networks]
    today = _today(ask)
    published = services.publications(slugs, ask.scope())
    return [
        None
        if each is None
        else CoCirculation(
            k=each.k,
            months=each.months,
            next_day=next_day(each.months, today),
            revision=Revision(str(each.revision)),
            publications=[_published(one) for one in some],
        )
        for each, some in zip(services.poolings(slugs), published, strict=True)
    ]


def _next_days(networks: Collection[str], ask: Ask) -> dict[str, date | None]:
    """When each of some networks publishes next."""
    slugs, today = sorted(networks), _today(ask)
    poolings = ask.services.co_circulation.poolings(slugs)
    return {
        slug: None if each is None else next_day(each.months, today) for slug, each in zip(slugs, poolings, strict=True)
    }


def _today(ask: Ask) -> date:
    return ask.clock().astimezone(UTC).date()


def _shown(found: Together, work: Work, following: date | None) -> BorrowedTogether:
    first, last = _days(found.window)
    return BorrowedTogether(work=work, borrowers=found.borrowers, k=found.k, first=first, last=last, next_day=following)


def _published(found: Publication) -> CoCirculationPublication:
    first, last = _days(found.window)
    return CoCirculationPublication(first=first, last=last, k=found.k, pairs=found.pairs)


def _days(window: Window) -> tuple[date, date]:
    """The first and the last day of a window."""
    return window.start, window.end - timedelta(days=1)
