"""What members of a network charge each other for what they lend: fees of the account under which a library is lent to.

A member's fees are its own, in its own private graph: charged by its lending rules in the Change in which it lends or
loses a copy, paid and waived at its desk. The library that owes reads here what stands in its own account and nowhere
else: what for, how much, what is left. Who wrote it and what was noted stay there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from graph.access.model import Actor, Permission, acting
from graph.patrons.model import Fee, FeeType
from graph.patrons.register import Register
from graph.tenants.partners import member_id
from graph.workflows.interlending.accounts import Accounts
from graph.workflows.interlending.carrying import MOST_LISTED, Keeper
from graph.workflows.interlending.model import LibraryRequest
from graph.workflows.interlending.steps import Side
from mappings.money import Money


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
    request: LibraryRequest | None = None


class OwingService:
    """What a library owes to the members that lend to it, and they to it."""

    def __init__(self, keeper: Keeper, register: Register, accounts: Accounts) -> None:
        self._keeper, self._register, self._accounts = keeper, register, accounts

    def owed(self, actor: Actor) -> list[Owed]:
        """What the acting library owes or owed to members of its networks, those that were among them, the latest
        first, at most 1,000. Needs `circulation.read`.
        """
        tenant = acting(actor, Permission.CIRCULATION_READ)
        mine = [each for each in self._keeper.every(tenant, only_open=False) if each.side is Side.REQUESTING]
        found: list[Owed] = []
        partners = {each.id: each.tenant for each in self._keeper.partners.of(tenant).every}
        partners |= {each: self._lender(tenant, each) for each in {one.partner for one in mine} - partners.keys()}
        for partner, lender in partners.items():
            if lender:
                asked = [each for each in mine if each.partner == partner]
                loans = zip(self._loans_there(lender, tenant, asked), asked, strict=True)
                of_loan = {loan: each for loan, each in loans if loan}
                account = self._accounts.named(lender, member_id(tenant))
                (fees,) = self._register.all_fees(lender, [account])
                found += [_owed(partner, each, of_loan.get(each.loan or "")) for each in fees]
        return sorted(found, key=lambda each: each.at, reverse=True)[:MOST_LISTED]

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
        for lender, some in by_lender.items():
            if lender:
                own = [each.loan or "" for each in some]
                loans = own if lender == tenant else self._loans_there(lender, tenant, some)
                for each, fees in zip(some, self._register.fees_of_loans(lender, loans), strict=True):
                    found[each.iri] = tuple(_owed(each.partner, fee, each) for fee in fees)
        return [found.get(each.iri, ()) for each in requests]

    def _lender(self, tenant: str, partner: str) -> str:
        """The library of this installation that a partner is, or was as a member; empty for another."""
        known = self._keeper.partners.under_way(tenant, partner)
        return "" if known is None else known.tenant

    def _loans_there(self, lender: str, tenant: str, requests: Sequence[LibraryRequest]) -> list[str]:
        """Per request that a library made, the loan at the member that lends, empty where there is none."""
        iris = [self._keeper.asked_by(lender, member_id(tenant), each.id) for each in requests]
        return [(each.loan or "") if each is not None else "" for each in self._keeper.requests(lender, iris)]


def _owed(partner: str, fee: Fee, request: LibraryRequest | None) -> Owed:
    first = fee.entries[0]
    return Owed(partner, fee.type, first.amount, fee.remaining, first.at, request)
