"""What members of a network charge each other for what they lend: fees of the account under which a library is lent to.

A member's fees are its own, in its own private graph: charged by its lending rules in the Change in which it lends or
loses a copy, paid and waived at its desk. The library that owes reads here what stands in its own account and nowhere
else: what for, how much, what is left. Who wrote it and what was noted stay there.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from heapq import merge
from itertools import islice
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.patrons.model import Fee, FeeType
from graph.patrons.register import Register
from graph.store.errors import InvalidCursor
from graph.store.paging import Page, Slice
from graph.tenants.partners import member_id
from graph.workflows.interlending import documents
from graph.workflows.interlending.accounts import Accounts
from graph.workflows.interlending.carrying import Keeper
from graph.workflows.interlending.model import LibraryRequest
from graph.workflows.interlending.steps import Side
from mappings.money import Money

_FIRST: Final = Page()


@dataclass(frozen=True, slots=True)
class Owed:
    """Something that one library charged another for a request, which is missing where nothing is known of it any
    more. There is no field for a person in it.
    """

    partner: str
    """The other library, as the one that looks names it."""
    type: FeeType
    amount: Money
    remaining: Money
    at: datetime
    day: date
    """The day of that in the time zone of the library that looks."""
    request: LibraryRequest | None = None


class OwingService:
    """What a library owes to the members that lend to it, and they to it."""

    def __init__(
        self, keeper: Keeper, register: Register, accounts: Accounts, zone_of: Callable[[str], tzinfo]
    ) -> None:
        """`zone_of` tells in which time zone a library's days are."""
        self._keeper, self._register, self._accounts, self._zone_of = keeper, register, accounts, zone_of

    def owed(self, actor: Actor, page: Page = _FIRST) -> Slice[Owed]:
        """What other libraries charged the acting library, partners or not by now, the latest first: the `first` of a
        page behind its cursor. Needs `circulation.read`. Raises `InvalidCursor`.
        """
        tenant, reached = acting(actor, Permission.CIRCULATION_READ), _reached(page.after)
        zone = self._zone_of(tenant)
        accounts = {
            each: self._accounts.named(each, member_id(tenant)) for each in self._keeper.partners.others(tenant)
        }
        most = page.first or 0
        found = self._register.latest_fees(accounts, max(most, 1), reached)
        charged = [
            [(each, lender, cursor) for each, cursor in zip(own.items, own.cursors, strict=True)]
            for lender, own in found.items()
        ]
        shown = list(islice(merge(*charged, key=lambda one: one[0].entries[0].at, reverse=True), most))
        requests = self._asked_for(tenant, [(fee, lender) for fee, lender, _ in shown])
        return Slice(
            items=tuple(_owed(member_id(lender), fee, zone, requests.get(fee.loan or "")) for fee, lender, _ in shown),
            cursors=tuple(_cursors(reached, ((lender, cursor) for _, lender, cursor in shown))),
            total=sum(own.total for own in found.values()),
            has_next=sum(map(len, charged)) > len(shown) or any(own.has_next for own in found.values()),
            has_previous=bool(reached),
        )

    def about(self, actor: Actor, requests: Sequence[LibraryRequest]) -> list[tuple[Owed, ...]]:
        """Per request, what it costs, whichever side the acting library is. Three calls of the store for each library
        that lends. Needs `circulation.read`.
        """
        tenant = acting(actor, Permission.CIRCULATION_READ)
        members = {each: self._lender(tenant, each) for each in {one.partner for one in requests}}
        by_lender: dict[str, list[LibraryRequest]] = {}
        for each in requests:
            lender = tenant if each.side is Side.SUPPLYING else members[each.partner]
            by_lender.setdefault(lender, []).append(each)
        found: dict[str, tuple[Owed, ...]] = {}
        zone = self._zone_of(tenant)
        for lender, some in by_lender.items():
            if lender:
                own = [each.loan or "" for each in some]
                loans = own if lender == tenant else self._loans_there(lender, tenant, some)
                for each, fees in zip(some, self._register.fees_of_loans(lender, loans), strict=True):
                    found[each.iri] = tuple(_owed(each.partner, fee, zone, each) for fee in fees)
        return [found.get(each.iri, ()) for each in requests]

    def _asked_for(self, tenant: str, charged: Sequence[tuple[Fee, str]]) -> dict[str, LibraryRequest]:
        """Per loan for which another library charged something, the request of this one that it was for. Three calls of
        the store for each library that lends.
        """
        found: dict[str, LibraryRequest] = {}
        for lender in dict.fromkeys(lender for _, lender in charged):
            loans = list(dict.fromkeys(fee.loan for fee, own in charged if own == lender and fee.loan))
            there = self._keeper.pointing(lender, loans, documents.LOAN)
            asked = {
                loan: self._keeper.asked_here(tenant, each.id)
                for loan, own in zip(loans, there, strict=True)
                for each in own
                if each.side is Side.SUPPLYING and each.partner == member_id(tenant)
            }
            mine = zip(asked, self._keeper.requests(tenant, list(asked.values())), strict=True)
            found |= {loan: each for loan, each in mine if each is not None}
        return found

    def _lender(self, tenant: str, partner: str) -> str:
        """The library of this installation that a partner is, or was as a member; empty for another."""
        known = self._keeper.partners.under_way(tenant, partner)
        return "" if known is None else known.tenant

    def _loans_there(self, lender: str, tenant: str, requests: Sequence[LibraryRequest]) -> list[str]:
        """Per request that a library made, the loan at the member that lends, empty where there is none."""
        iris = [self._keeper.asked_by(lender, member_id(tenant), each.id) for each in requests]
        return [(each.loan or "") if each is not None else "" for each in self._keeper.requests(lender, iris)]


def _owed(partner: str, fee: Fee, zone: tzinfo, request: LibraryRequest | None) -> Owed:
    first = fee.entries[0]
    return Owed(partner, fee.type, first.amount, fee.remaining, first.at, first.at.astimezone(zone).date(), request)


def _cursors(reached: Mapping[str, str], charged: Iterable[tuple[str, str]]) -> Iterable[str]:
    """After each charge, how far the list is read of every library."""
    far = dict(reached)
    for lender, cursor in charged:
        far[lender] = cursor
        yield urlsafe_b64encode(json.dumps(far, separators=(",", ":")).encode()).decode().rstrip("=")


def _reached(cursor: str | None) -> dict[str, str]:
    """How far a cursor says the list is read of each library. Raises `InvalidCursor`."""
    if cursor is None:
        return {}
    try:
        far = json.loads(urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)))
    except ValueError:
        far = None
    if not isinstance(far, dict) or not all(isinstance(each, str) for each in far.values()):
        raise InvalidCursor("This page marker is none of ours.")
    return far
