"""Which member of its networks a library asks for a work: who can fill the request, the best first, and whom next.

What counts is one table, in order: what stands alike by a row is told apart by the next. The others are kept with the
request as its rota, and asked one after the other when one can't fill it or says nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final, TypeAlias

from graph.access.model import Actor, Permission, Reading, acting
from graph.access.service import AccessService
from graph.catalogue.service import CatalogueService
from graph.circulation.desk import Order
from graph.circulation.errors import CirculationError
from graph.circulation.rules.model import Case, Policy
from graph.holdings.model import Item
from graph.network.holders import Holder, Holders
from graph.tenants.partners import Partner
from graph.workflows.interlending.carrying import Keeper, Stepped
from graph.workflows.interlending.model import LibraryRequest, NobodyHasIt
from graph.workflows.interlending.requesting import FromPartner, RequestingService
from graph.workflows.interlending.steps import Side
from mappings.bibframe.read import contributions, resource_label
from mappings.iso18626.codes import Status
from mappings.iso18626.messages import Wanted
from mappings.money import Money

SILENT: Final = timedelta(days=3)
"""Who has not begun with a request after this is not waited for where another can be asked."""
MOST_ASKED: Final = 20
_FAR: Final = 1_000
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Chance:
    """What is known of a member: copies that it lends and that can be had now, when the next is back, days on the way,
    how many requests of others it has open, and what a loan costs, as its lending rules say.
    """

    available: int = 1
    expected: datetime | None = None
    days: int | None = None
    load: int = 0
    fee: Money | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that counts: a rank, of which the least is best, in words, and two of which the first is better."""

    name: str
    rank: Callable[[Chance], Any]
    says: Callable[[Chance], str]
    example: tuple[Chance, Chance]


ROWS: Final = (
    Row(
        "available",
        lambda chance: not chance.available,
        lambda chance: f"{chance.available} to be had now" if chance.available else "none to be had now",
        (Chance(1, days=9, load=9), Chance(0)),
    ),
    Row(
        "days",
        lambda chance: _FAR if chance.days is None else chance.days,
        lambda chance: "unknown how long on the way" if chance.days is None else f"{chance.days} days on the way",
        (Chance(days=1, load=9), Chance(days=2)),
    ),
    Row(
        "fee",
        lambda chance: 0 if chance.fee is None else chance.fee.minor,
        lambda chance: "no fee" if chance.fee is None else f"a fee of {chance.fee}",
        (Chance(days=1, load=9, fee=Money(100, "EUR")), Chance(days=1, fee=Money(200, "EUR"))),
    ),
    Row(
        "load",
        lambda chance: chance.load,
        lambda chance: f"{chance.load} requests to answer",
        (Chance(days=1, load=2), Chance(days=1, load=3)),
    ),
    Row(
        "expected",
        lambda chance: chance.expected or _NEVER,
        lambda chance: f"expected {chance.expected.date()}" if chance.expected is not None else "no date",
        (Chance(0, datetime(2026, 3, 1, tzinfo=UTC)), Chance(0)),
    ),
)


def rank(chance: Chance) -> tuple[Any, ...]:
    """What a chance is compared by."""
    return tuple(row.rank(chance) for row in ROWS)


@dataclass(frozen=True, slots=True)
class Offer:
    """A member that can be asked for a work: its edition of it, and why it stands where it does, in words."""

    partner: Partner
    instance: str
    chance: Chance

    @property
    def says(self) -> tuple[str, ...]:
        """What counted, in the order in which it counts."""
        return tuple(row.says(self.chance) for row in ROWS)


Terms: TypeAlias = Callable[[Item], Policy]
"""What a member's lending rules say of a copy that another library asks for."""


@dataclass(frozen=True, slots=True)
class FromAny:
    """What is asked of whoever can fill it, for whom: a work, of which any edition will do, or an edition."""

    work: str
    patron: str
    pickup: str | None = None
    needed_by: datetime | None = None
    note: str = ""
    partner: str | None = None
    """The one member that is asked, and nobody after it; None for whoever can fill it."""


class RoutingService:
    """Finds whom to ask, asks, and goes on to the next."""

    def __init__(
        self,
        keeper: Keeper,
        requesting: RequestingService,
        holders: Holders,
        access: AccessService,
        catalogue: CatalogueService,
    ) -> None:
        self._keeper, self._requesting, self._holders = keeper, requesting, holders
        self._access, self._catalogue = access, catalogue

    def offers(self, actor: Actor, works: Sequence[str]) -> list[list[Offer]]:
        """Per work or edition, the members that can be asked, the best first. Needs `circulation.read`."""
        acting(actor, Permission.CIRCULATION_READ)
        return self.found(actor, works)

    def found(self, actor: Actor, works: Sequence[str]) -> list[list[Offer]]:
        """The same for callers that have asked whether the actor may."""
        tenant = acting(actor)
        partners = {each.tenant: each for each in self._keeper.partners.of(tenant).every if each.tenant and each.asked}
        if not partners or not works:
            return [[] for _ in works]
        scope, load = self._access.scope(actor, Reading(all=True)), self._load(partners)
        terms = {slug: self._terms(slug, tenant) for slug in partners}
        return [
            sorted(
                (
                    offer
                    for each in found
                    if each.may_request and each.tenant in partners
                    for offer in _offer(each, partners[each.tenant], terms[each.tenant], load[each.tenant])
                ),
                key=lambda offer: (*rank(offer.chance), offer.partner.id),
            )
            for found in self._holders.of(works, scope, tenant)
        ]

    def ask(self, actor: Actor, wanted: FromAny, *, dry_run: bool = False, request_id: str | None = None) -> Stepped:
        """Ask the best member for a work, and keep the others for when it can't fill the request.

        Raises `NobodyHasIt`, and as `RequestingService.ask` does.
        """

        def find() -> FromPartner:
            (found,) = self.offers(actor, [wanted.work])
            offers = [each for each in found if wanted.partner in {None, each.partner.id}]
            if not offers:
                raise NobodyHasIt("No member of the networks can be asked for it.")
            return self.to(actor, wanted, offers)

        order = Order(actor, "interlending.request", request_id, dry_run=dry_run)
        return self._requesting.ask_found(order, find)

    def to(self, actor: Actor, wanted: FromAny, offers: Sequence[Offer]) -> FromPartner:
        """What is asked of the first of some members, and of the others after it, in words."""
        (described,) = self._catalogue.resources([wanted.work], self._access.scope(actor, Reading(all=True)))
        body = {} if described is None else described.body
        author = next((each.agent.label for each in contributions(body) if each.agent.label), "")
        first, *others = offers[:MOST_ASKED]
        return FromPartner(
            first.partner.id,
            wanted.patron,
            Wanted(resource_label(body), author, record=first.instance),
            wanted.pickup,
            needed_by=wanted.needed_by,
            note=wanted.note,
            rota=tuple((each.partner.id, each.instance) for each in others),
        )

    def before(self, actor: Actor, requests: Sequence[LibraryRequest]) -> list[list[LibraryRequest]]:
        """Per request, those that it follows, the first one first; less those that were forgotten. One call of the
        store. Needs `circulation.read`.
        """
        tenant = acting(actor, Permission.CIRCULATION_READ)
        asked = list(dict.fromkeys(iri for each in requests for iri in each.after))
        found = dict(zip(asked, self._keeper.requests(tenant, asked), strict=True))
        return [[one for iri in each.after if (one := found[iri]) is not None] for each in requests]

    def follow(self, actor: Actor) -> list[Stepped]:
        """Ask the next where one could not fill a request or said nothing. Safe to run at any time and again. Needs
        `circulation.write`.
        """
        tenant, now, done = acting(actor, Permission.CIRCULATION_WRITE), self._keeper.desk.clock(), []
        for request in self._keeper.every(tenant, only_open=True):
            if request.side is not Side.REQUESTING or not request.rota:
                continue
            try:
                if request.state.status is Status.REQUEST_RECEIVED and now - request.asked_at >= SILENT:
                    request = self._requesting.give_up_waiting(actor, request.iri).request  # noqa: PLW2901
                if not request.open:
                    done.append(self._next(actor, request))
            except CirculationError:  # one that can't be asked now keeps no other from its turn
                continue
        return done

    # inside

    def _terms(self, supplier: str, tenant: str) -> Terms:
        """By which rules a member lends to a library."""
        known = self._keeper.partners.member(supplier, tenant)
        settings = self._keeper.desk.settings(supplier)

        def terms(item: Item) -> Policy:
            group = None if known is None else known.group
            case = Case(settings.unit(item.location), group, item.material_type, item.loan_type)
            return settings.resolver.policy(case)

        return terms

    def _next(self, actor: Actor, request: LibraryRequest) -> Stepped:
        (partner, instance), *others = request.rota
        asked = FromPartner(
            partner,
            request.patron or "",
            replace(request.wanted, record=instance),
            request.pickup,
            request.service,
            request.needed_by,
            request.note,
            rota=tuple(others),
            after=(*request.after, request.iri),
        )
        return self._requesting.ask(actor, asked)

    def _load(self, partners: dict[str, Partner]) -> Counter[str]:
        """How many requests of others each member has open."""
        found: Counter[str] = Counter()
        for tenant in partners:
            found[tenant] = sum(each.side is Side.SUPPLYING for each in self._keeper.every(tenant, only_open=True))
        return found


def _offer(holder: Holder, partner: Partner, terms: Terms, load: int) -> Iterator[Offer]:
    """What a member can be asked for, by the copy that costs least of those to be had now, else of all that it lends;
    nothing where its rules lend none of them.
    """
    ruled = [(each, policy) for each in holder.copies if (policy := terms(each)).loanable and each.instance]
    there = [(each, policy) for each, policy in ruled if each.status.available]
    if not ruled:
        return
    copy, policy = min(there or ruled, key=lambda pair: 0 if pair[1].fee is None else pair[1].fee.minor)
    expected = holder.expected if not there else None
    fee = policy.fee if policy.fee is not None and policy.fee.minor else None
    yield Offer(partner, copy.instance or "", Chance(len(there), expected, holder.days, load, fee))
