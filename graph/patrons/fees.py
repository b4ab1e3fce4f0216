"""What patrons owe: charged, paid, waived, moved, given back. What remains is the sum of entries, never less than 0.

Amounts are given as more than nothing; the sign of an entry follows from its kind. A dry run answers what a command
would and writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from graph.access.model import Actor, Permission, acting, require
from graph.patrons.errors import InvalidPatron, MoreThanOwed, UnknownPatron
from graph.patrons.model import Entry, EntryKind, Fee, FeeType
from graph.patrons.register import Register
from graph.store.model import Cause, Put
from graph.store.names import opaque_id
from mappings.money import Money

_LONGEST: Final = 500
_K: Final = EntryKind


@dataclass(frozen=True, slots=True)
class _Order:
    """What is asked for: by whom, with which request id, and whether only to tell what it would do."""

    actor: Actor
    command: str
    request_id: str | None
    dry_run: bool


class FeeService:
    """The ledger of the acting tenant. `patrons.fees` takes money, `patrons.waive` lets it go."""

    def __init__(self, register: Register, clock: Callable[[], datetime]) -> None:
        self._register, self._clock = register, clock

    def fees(self, actor: Actor, iris: Sequence[str]) -> list[Fee | None]:
        """The fees with these IRIs, in the order asked; for a patron, their own alone."""
        found = self._register.fees(acting(actor), iris)
        if actor.may(Permission.PATRONS_READ):
            return found
        return [
            each if each is not None and actor.patron is not None and each.patron == actor.patron else None
            for each in found
        ]

    def of_patrons(self, actor: Actor, patrons: Sequence[str], *, settled: bool = False) -> list[tuple[Fee, ...]]:
        """Per patron (an IRI), what they owe, with `settled` what they owed too, the oldest first."""
        if any(each != actor.patron for each in patrons):
            require(actor, Permission.PATRONS_READ)
        read = self._register.all_fees if settled else self._register.open_fees
        return read(acting(actor), patrons)

    def charge(
        self,
        actor: Actor,
        patron: str,
        type: FeeType,
        amount: Money,
        *,
        note: str = "",
        item: str | None = None,
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> Fee:
        """Charge a patron (an IRI). Needs `patrons.fees`. Raises `UnknownPatron`, `InvalidPatron`."""
        require(actor, Permission.PATRONS_FEES)
        tenant = acting(actor)
        if self._register.patrons(tenant, [patron])[0] is None:
            raise UnknownPatron("There is no such patron.")
        entry = self._entry(actor, _K.CHARGE, amount, note=note)
        local = None if request_id is None else opaque_id("fee", actor.id, request_id)
        fee, put = self._register.charge(tenant, patron, type, entry, item, local=local)
        return self._commit(_Order(actor, "fee.charge", request_id, dry_run), [fee], [put])[0]

    def pay(
        self,
        actor: Actor,
        fees: Sequence[str],
        amount: Money,
        *,
        method: str = "",
        dry_run: bool = False,
        request_id: str | None = None,
    ) -> list[Fee]:
        """Take a payment towards these fees, the first named first. Needs `patrons.fees`. Raises `MoreThanOwed`."""
        require(actor, Permission.PATRONS_FEES)
        found = self._named(actor, fees)
        if self._done(actor, request_id):
            return found
        after, puts = divided(
            self._register, found, amount, lambda part: self._entry(actor, _K.PAY, part, method=method)
        )
        return self._commit(_Order(actor, "fee.pay", request_id, dry_run), after, puts)

    def waive(
        self, actor: Actor, fee: str, amount: Money, note: str, *, dry_run: bool = False, request_id: str | None = None
    ) -> Fee:
        """Let a part of a fee go, saying why. Needs `patrons.waive`."""
        require(actor, Permission.PATRONS_WAIVE)
        if not note.strip():
            raise InvalidPatron("Say why the fee is waived.", which="say-why")
        return self._one(_Order(actor, "fee.waive", request_id, dry_run), fee, _K.WAIVE, _less(amount), note)

    def transfer(
        self, actor: Actor, fee: str, amount: Money, to: str, *, dry_run: bool = False, request_id: str | None = None
    ) -> Fee:
        """Move a part of a fee to another ledger, such as a bursar's (`to`). Needs `patrons.fees`."""
        require(actor, Permission.PATRONS_FEES)
        if not to.strip():
            raise InvalidPatron("Say where the fee is moved to.")
        return self._one(_Order(actor, "fee.transfer", request_id, dry_run), fee, _K.TRANSFER, _less(amount), to)

    def refund(
        self, actor: Actor, fee: str, amount: Money, note: str, *, dry_run: bool = False, request_id: str | None = None
    ) -> Fee:
        """Give back what was paid: it is owed again, until it is cancelled or waived. Needs `patrons.fees`."""
        require(actor, Permission.PATRONS_FEES)
        (found,) = self._named(actor, [fee])
        if self._done(actor, request_id):
            return found
        paid = -sum(each.amount.minor for each in found.entries if each.kind in {_K.PAY, _K.REFUND})
        if amount.minor > paid:
            raise MoreThanOwed(f"Only {Money(paid, amount.currency)} was paid.")
        back = Money(-_less(amount).minor, amount.currency)
        return self._one(_Order(actor, "fee.refund", request_id, dry_run), fee, _K.REFUND, back, note)

    def cancel(self, actor: Actor, fee: str, note: str, *, dry_run: bool = False, request_id: str | None = None) -> Fee:
        """Take back what remains of a fee that should not have been charged. Needs `patrons.waive`."""
        require(actor, Permission.PATRONS_WAIVE)
        (found,) = self._named(actor, [fee])
        if self._done(actor, request_id):
            return found
        return self._one(_Order(actor, "fee.cancel", request_id, dry_run), fee, _K.CANCEL, _less(found.remaining), note)

    # inside

    def _one(self, order: _Order, iri: str, kind: EntryKind, amount: Money, note: str) -> Fee:
        (fee,) = self._named(order.actor, [iri])
        if self._done(order.actor, order.request_id):
            return fee
        after, put = self._register.entry(fee, self._entry(order.actor, kind, amount, note=note))
        return self._commit(order, [after], [put])[0]

    def _named(self, actor: Actor, iris: Sequence[str]) -> list[Fee]:
        found = self._register.fees(acting(actor), list(dict.fromkeys(iris)))
        if not found or any(each is None for each in found):
            raise UnknownPatron("There is no such fee.")
        return [each for each in found if each is not None]

    def _entry(self, actor: Actor, kind: EntryKind, amount: Money, *, method: str = "", note: str = "") -> Entry:
        if max(len(method), len(note)) > _LONGEST:
            raise InvalidPatron(
                f"A text has at most {_LONGEST} characters.", which="text-long", values={"most": _LONGEST}
            )
        return Entry(kind, amount, self._clock(), actor.id, method.strip(), note.strip())

    def _done(self, actor: Actor, request_id: str | None) -> bool:
        """Whether a request of this id was carried out: it is answered with what is there now."""
        return request_id is not None and self._register.has_receipt(acting(actor), actor.id, request_id)

    def _commit(self, order: _Order, after: Sequence[Fee], puts: Sequence[Put]) -> list[Fee]:
        """Write, and answer the fees as they are then: those of the first time where the request is made again. A dry
        run answers likewise and writes nothing.
        """
        actor, command, request_id = order.actor, order.command, order.request_id
        tenant, at = acting(actor), self._clock()
        if order.dry_run:
            replayed = self._done(actor, request_id)
        else:
            receipts = [] if request_id is None else [self._register.receipt(tenant, actor.id, request_id, command, at)]
            cause = Cause(actor.id, command, at, request_id)
            replayed = self._register.commit(tenant, cause, [*puts, *receipts]).replayed
        if not replayed:
            return list(after)
        return [each for each in self._register.fees(tenant, [fee.iri for fee in after]) if each is not None]


def divided(
    register: Register, fees: Sequence[Fee], amount: Money, entry: Callable[[Money], Entry]
) -> tuple[list[Fee], list[Put]]:
    """Fees as they are after a payment towards them, the first named first, and the puts that write them; `entry` makes
    an entry of each part. Raises `InvalidPatron`, `MoreThanOwed`.
    """
    if amount.minor <= 0:
        raise InvalidPatron("An amount is more than nothing.", which="amount-nothing")
    left, after, puts = amount.minor, list[Fee](), list[Put]()
    for fee in fees:
        part = min(left, fee.remaining.minor)
        if fee.remaining.currency != amount.currency:
            raise InvalidPatron(
                f"The fee is in {fee.remaining.currency}.",
                which="currency",
                values={"currency": fee.remaining.currency},
            )
        if part > 0:
            fee, put = register.entry(fee, entry(Money(-part, amount.currency)))  # noqa: PLW2901 - as it is after
            puts.append(put)
            left -= part
        after.append(fee)
    if left:
        raise MoreThanOwed(f"{Money(left, amount.currency)} more is paid than these fees come to.")
    return after, puts


def _less(amount: Money) -> Money:
    if amount.minor <= 0:
        raise InvalidPatron("An amount is more than nothing.", which="amount-nothing")
    return Money(-amount.minor, amount.currency)
