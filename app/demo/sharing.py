"""The demo's libraries borrow from each other: what they settle for it, and a request in each stage of its life."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Final

from app.demo.lending import READERS, items
from app.demo.libraries import HARBOR, LIBRARIES, LINDENAU, MERIDIAN, NETWORK
from graph.access.model import operator
from graph.circulation.errors import CirculationError
from graph.holdings.model import Item
from graph.holdings.status import ItemStatus
from graph.services import Services
from graph.store.names import GraphKind
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.model import ForReaders
from graph.workflows.interlending.model import LibraryRequest
from graph.workflows.interlending.routing import FromAny
from graph.workflows.interlending.steps import Side, Step
from graph.workflows.interlending.supplying import Answer

GROUP: Final = "institution"
DAYS: Final = {
    HARBOR.slug: {LINDENAU.slug: 2, MERIDIAN.slug: 4},
    LINDENAU.slug: {HARBOR.slug: 2, MERIDIAN.slug: 3},
    MERIDIAN.slug: {HARBOR.slug: 4, LINDENAU.slug: 3},
}
"""How many days something is on its way from another."""
_STAGES: Final[tuple[tuple[str, str, tuple[Step, ...]], ...]] = (
    (HARBOR.slug, LINDENAU.slug, ()),
    (LINDENAU.slug, HARBOR.slug, (Step.WILL_SUPPLY,)),
    (MERIDIAN.slug, HARBOR.slug, (Step.LEND,)),
    (HARBOR.slug, MERIDIAN.slug, (Step.LEND, Step.RECEIVE)),
)
"""Who asks whom, and what is done about it since."""


def share(services: Services, store: Store, told: Callable[[str], None]) -> None:
    """Find which works are one, and let who has not yet asked anybody ask; what a person changed stays."""
    if services.clusters.follow().get(NETWORK.slug):
        network = Scope((grant({GraphKind.NETWORK}, {NETWORK.slug}),))
        found = sum(1 for _ in services.clusters.all_of(NETWORK.slug, network))
        told(f"found {found} works that several descriptions are of")
    every = [operator(each.slug) for each in LIBRARIES]
    if any(services.interlending.listed(actor, only_open=False) for actor in every):
        return
    for library in LIBRARIES:
        services.tenants.update(operator(), library.slug, member_group=GROUP, transit=DAYS[library.slug])
    made = [one for stage in _STAGES if (one := _under_way(services, store, *stage)) is not None]
    services.tenants.update(operator(), HARBOR.slug, asks_for_readers=ForReaders.BY_STAFF)
    if (wanted := _wanted(services, store, HARBOR.slug, LINDENAU.slug)) is not None:
        made.append(wanted)
    told(f"{len(made)} requests between libraries")


def _wanted(services: Services, store: Store, slug: str, other: str) -> LibraryRequest | None:
    """What one library's second reader wants by themselves from another, and staff have to agree to."""
    reader, point = READERS[slug][1].barcode, _point(services, slug)
    for item in _on_the_shelf(services, store, other):
        with suppress(CirculationError):  # the library has it, or a rule is in the way: another
            return services.interlending.readers.ask(operator(slug), reader, item.instance or "", point).request
    return None


def _under_way(
    services: Services, store: Store, slug: str, other: str, steps: tuple[Step, ...]
) -> LibraryRequest | None:
    """A request of one library's first reader for something another has, as far as these steps."""
    here, there = (_point(services, each) for each in (slug, other))
    for item in _on_the_shelf(services, store, other):
        wanted = FromAny(item.instance or "", READERS[slug][0].barcode, here)
        offers = services.interlending.routing.offers(operator(slug), [wanted.work])[0]
        if not offers or offers[0].partner.tenant != other:
            continue
        request = services.interlending.routing.ask(operator(slug), wanted).request
        try:
            for step in steps:
                request = _done(services, request, step, other, item, here if step is Step.RECEIVE else there)
        except CirculationError:  # a rule of the library is in the way: another
            services.interlending.requesting.do(operator(slug), request.iri, Step.CANCEL)
            continue
        return request
    return None


def _done(services: Services, asked: LibraryRequest, step: Step, other: str, item: Item, point: str) -> LibraryRequest:
    """A step of either side, for the side that asked."""
    if step is Step.RECEIVE:
        barcode = f"ILL-{item.barcode}"
        return services.interlending.requesting.receive(operator(asked.tenant), asked.iri, barcode, point).request
    (there,) = [each for each in services.interlending.listed(operator(other), Side.SUPPLYING) if each.id == asked.id]
    services.interlending.supplying.answer(
        operator(other), there.iri, Answer(step, item=item.barcode if step is Step.LEND else None, point=point)
    )
    return asked


def _on_the_shelf(services: Services, store: Store, slug: str) -> Iterator[Item]:
    scope = Scope((grant({GraphKind.CATALOGUE}, {slug}),))
    return (
        each for each in items(services, store, slug, scope) if each.instance and each.status is ItemStatus.AVAILABLE
    )


def _point(services: Services, slug: str) -> str:
    (points,) = services.places.points([slug], Scope((grant({GraphKind.CATALOGUE}, {slug}),)))
    return points[0].iri
