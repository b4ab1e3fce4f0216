"""What a library may know of itself in numbers. Nobody can be told from them: there are counts alone, and groups of few
people are told together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from zoneinfo import ZoneInfo

from graph.access.model import Actor, Forbidden, Permission
from graph.insights.counting import Count
from graph.insights.ledger import Ledger
from graph.insights.model import (
    FEWEST,
    Act,
    CollectionFigures,
    Counts,
    Figures,
    LendingFigures,
    Period,
    Share,
    Split,
    Step,
    Trait,
    periods_of,
)


class FigureService:
    """Figures of the acting library. `zone_of` tells in which time zone a library's days begin."""

    def __init__(self, ledger: Ledger, zone_of: Callable[[str], ZoneInfo]) -> None:
        self._ledger, self._zone_of = ledger, zone_of

    def figures(self, actor: Actor, first: date, last: date, step: Step) -> Figures:
        """The figures of the acting library from `first` to `last`: lending with `circulation.read` or `tenant.admin`,
        the collection with `catalogue.read`. Raises `Forbidden` with none of them, `InvalidSpan`, `Unavailable`.
        """
        tenant = actor.tenant
        lending = actor.may(Permission.CIRCULATION_READ) or actor.may(Permission.TENANT_ADMIN)
        collection = actor.may(Permission.CATALOGUE_READ)
        if tenant is None or not (lending or collection):
            raise Forbidden("Figures are for the staff of a library.")
        span = Period(first, last)
        periods = periods_of(span, step)
        with self._ledger.read() as (connection, event, last_event):
            count = Count(connection, tenant, self._zone_of(tenant))
            return Figures(
                span,
                event,
                last_event,
                _lending(count, span, periods) if lending else None,
                _collection(count, span, periods) if collection else None,
            )


def groups_shown(counts: Mapping[str | None, Counts], sizes: Mapping[str, int]) -> tuple[Share, ...]:
    """The shares of groups of patrons. Those of fewer people than `FEWEST` are told together, with the next larger one
    where they are too few even so, and with those who are in no group: what is left of the total never tells of them
    alone. Which groups those are does not depend on who borrowed: that a small group is named tells nothing.
    """
    known = {group or "": told for group, each in counts.items() if (told := _of_people(each)).acts or told.paid}
    by_size = sorted({*sizes, *known}, key=lambda group: (group != "", sizes.get(group, 0), group))
    hidden: list[str] = []
    people = 0
    for group in by_size:
        if group and sizes.get(group, 0) >= FEWEST and (not hidden or people >= FEWEST):
            break
        hidden.append(group)
        people += sizes.get(group, 0)
    rest = Counts()
    for group in hidden:
        rest.take(known.get(group, Counts()))
    shown = _shares({group: each for group, each in known.items() if group not in hidden})
    is_told = people >= FEWEST and bool(rest.acts or rest.paid)
    return (*shown, Share(None, rest)) if is_told else shown


def _of_people(counts: Counts) -> Counts:
    """What patrons did: nobody is known to have used something in the house."""
    return Counts({act: times for act, times in counts.acts.items() if act is not Act.USE}, counts.paid)


def _shares(counts: Mapping[str | None, Counts]) -> tuple[Share, ...]:
    """Most loans first, what isn't known last."""

    def order(share: Share) -> tuple[bool, int, int, str]:
        return (share.key is None, -share.counts.of(Act.LOAN), -sum(share.counts.acts.values()), share.key or "")

    return tuple(sorted((Share(key, each) for key, each in counts.items()), key=order))


def _lending(count: Count, span: Period, periods: tuple[Period, ...]) -> LendingFigures:
    found, total = count.by_period(periods), Counts()
    for each in found:
        total.take(each)
    split = count.by_splits(span)
    shares = {each: _shares(counts) for each, counts in split.items()}
    shares[Split.GROUP] = groups_shown(split[Split.GROUP], count.members())
    return LendingFigures(total, count.total(span.before), tuple(zip(periods, found, strict=True)), shares)


def _collection(count: Count, span: Period, periods: tuple[Period, ...]) -> CollectionFigures:
    return CollectionFigures(
        titles=count.titles("W", span),
        editions=count.titles("I", span),
        copies=count.copies(span),
        never_lent=count.never_lent(span),
        loans=count.loans(span),
        periods=count.growth(periods),
        traits={trait: count.by_trait(trait, span) for trait in Trait},
        most_lent=count.most_lent(span),
    )
