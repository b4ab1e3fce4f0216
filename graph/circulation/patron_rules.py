"""The rules about a patron in the order in which a desk asks them: one function each, named as a librarian does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, TypeAlias

from graph.circulation.facts import Borrower
from graph.circulation.model import Loan
from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy
from graph.circulation.settings import LendingSettings
from graph.holdings.status import Claim
from graph.patrons.model import BlockScope, Patron

LOST: Final = frozenset({Claim.DECLARED_LOST, Claim.AGED_TO_LOST})
"""The claims by which an item on loan counts as lost."""


@dataclass(frozen=True, slots=True)
class Asking:
    """A patron who wants something of a library at a moment. `proxy`: (whether one was named, who it is)."""

    settings: LendingSettings
    borrower: Borrower | None
    wants: BlockScope
    at: datetime
    proxy_named: bool = False
    proxy: Patron | None = None


Rule: TypeAlias = Callable[[Asking, Borrower], Iterator[BlockedBy]]


def inactive(_: Asking, who: Borrower) -> Iterator[BlockedBy]:
    """The account is closed or not yet open."""
    if not who.patron.active:
        yield BlockedBy(Code.PATRON_INACTIVE, "The patron's account is not active.")


def expired(asking: Asking, who: Borrower) -> Iterator[BlockedBy]:
    """The last good day of the account is over."""
    last = who.patron.expires
    if last is not None and last < asking.settings.calendar(None).day_of(asking.at):
        yield BlockedBy(Code.PATRON_EXPIRED, f"The patron's account was good until {last}.")


def blocked_by_staff(asking: Asking, who: Borrower) -> Iterator[BlockedBy]:
    """Staff set a block that keeps the patron from this."""
    today = asking.settings.calendar(None).day_of(asking.at)
    for block in who.patron.blocks:
        if block.holds(asking.wants, today):
            said = f": {block.message}" if block.message else "."
            yield BlockedBy(Code.PATRON_BLOCKED, f"The patron is blocked{said}")


def too_many_loans(asking: Asking, who: Borrower) -> Iterator[BlockedBy]:
    """As many items are out as anybody may have."""
    most = asking.settings.limits.loans
    if most is not None and asking.wants is BlockScope.BORROW and len(who.loans) >= most:
        yield BlockedBy(Code.TOO_MANY_LOANS, f"The patron has {len(who.loans)} items out; {most} is the most.")


def too_many_overdue(asking: Asking, who: Borrower) -> Iterator[BlockedBy]:
    """Too many items are late."""
    most = asking.settings.limits.overdue
    late = sum(each.due_at < asking.at for each in who.loans if each.claim is None)
    if most is not None and late >= most:
        yield BlockedBy(Code.TOO_MANY_OVERDUE, f"{late} items are overdue; from {most} on the patron is blocked.")


def too_many_lost(asking: Asking, who: Borrower) -> Iterator[BlockedBy]:
    """Too many items are lost."""
    most = asking.settings.limits.lost
    lost = sum(each.claim in LOST for each in who.loans)
    if most is not None and lost >= most:
        yield BlockedBy(Code.TOO_MANY_LOST, f"{lost} items are lost; from {most} on the patron is blocked.")


def owes_too_much(asking: Asking, who: Borrower) -> Iterator[BlockedBy]:
    """Fees of the library's currency reach the limit."""
    most = asking.settings.limits.owed
    if most is None:
        return
    owed = sum(each.remaining.minor for each in who.fees if each.remaining.currency == most.currency)
    if owed >= most.minor:
        yield BlockedBy(Code.OWES_TOO_MUCH, f"The patron owes as much as {most} or more.")


def proxy_invalid(asking: Asking, who: Borrower) -> Iterator[BlockedBy]:
    """Somebody acts for the patron whom the patron did not name, or whose own account is not good."""
    if not asking.proxy_named:
        return
    proxy = asking.proxy
    if proxy is None or proxy.iri not in who.patron.proxies:
        yield BlockedBy(Code.PROXY_INVALID, "Nobody of this barcode may act for the patron.")
    elif not proxy.active or (
        proxy.expires is not None and proxy.expires < asking.settings.calendar(None).day_of(asking.at)
    ):
        yield BlockedBy(Code.PROXY_INVALID, "The account of the one who acts for the patron is not good.")


PATRON_RULES: Final[tuple[Rule, ...]] = (
    inactive,
    expired,
    blocked_by_staff,
    too_many_loans,
    too_many_overdue,
    too_many_lost,
    owes_too_much,
    proxy_invalid,
)
"""Every rule about a patron, in order."""


def about_patron(asking: Asking) -> Iterator[BlockedBy]:
    """Everything that keeps a patron from what they want."""
    if asking.borrower is None:
        yield BlockedBy(Code.PATRON_UNKNOWN, "There is no patron of this barcode.")
        return
    for rule in PATRON_RULES:
        yield from rule(asking, asking.borrower)


def in_selector(loan: Loan, settings: LendingSettings, unit: str, material: str | None, kind: str | None) -> bool:
    """Whether a loan is one that a rule for a unit, a material type and a loan type counts (None: any)."""
    where = settings.unit(loan.location)
    return (
        (not unit or where == unit or where.startswith(f"{unit}/"))
        and material in {None, loan.material_type}
        and kind in {None, loan.loan_type}
    )
