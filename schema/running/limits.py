"""What one request may ask for, and what all requests of a tenant may cost together.

Size is limited before a document is understood (characters, tokens), shape once it is (depth, aliases), cost once its
variables are known, time while it runs. A budget is kept for each tenant, signed-in and anonymous callers apart, for
all server processes of a machine together where there is a place for it.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import ClassVar, Final

from graph.tenants.spending import Account, Accounts, Change
from mappings.errors import CatalographError

_KEPT: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one installation."""

    characters: int = 100_000
    tokens: int = 4_000
    depth: int = 15
    aliases: int = 30
    cost: int = 5_000
    budget_per_minute: int = 1_000_000
    seconds: float = 30.0


class QueryTooLarge(CatalographError):
    """A document with more characters or tokens than one may have."""

    code: ClassVar[str] = "QUERY_TOO_LARGE"
    hint: ClassVar[str] = "Ask in several requests, or use variables and fragments."


class QueryTooDeep(CatalographError):
    """A document that nests deeper than one may."""

    code: ClassVar[str] = "QUERY_TOO_DEEP"
    hint: ClassVar[str] = "Ask for the ids first and for what hangs on them in a second request."


class TooManyAliases(CatalographError):
    """A document with more aliases than one may have."""

    code: ClassVar[str] = "TOO_MANY_ALIASES"
    hint: ClassVar[str] = "Use `nodes(ids:)` or `works(ids:)` instead of asking for one thing after another."


class CostLimitExceeded(CatalographError):
    """A document that could cost more than one request may. It was not run."""

    code: ClassVar[str] = "COST_LIMIT_EXCEEDED"
    hint: ClassVar[str] = "Ask for smaller pages (`first`), or for less below them."


class BudgetExhausted(CatalographError):
    """All requests of this library together cost more than they may in a minute. Nothing was run."""

    code: ClassVar[str] = "BUDGET_EXHAUSTED"
    hint: ClassVar[str] = "Wait until the time in `resetAt`, then go on more slowly."

    def __init__(self, message: str, retry_after_s: int) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class RequestTimeout(CatalographError):
    """The request took longer than one may and was stopped between two steps."""

    code: ClassVar[str] = "REQUEST_TIMEOUT"
    hint: ClassVar[str] = "Ask for less at once."


class TooManyValues(CatalographError):
    """A list in the arguments with more values than one may have."""

    code: ClassVar[str] = "TOO_MANY_VALUES"
    hint: ClassVar[str] = "Send at most 100 values at a time."


class OwnAccounts:
    """Accounts in the memory of one process."""

    def __init__(self) -> None:
        self._held: OrderedDict[str, Account] = OrderedDict()
        self._lock = Lock()

    def change(self, payer: str, change: Change) -> None:
        """See `graph.tenants.spending.Accounts`."""
        with self._lock:
            self._held[payer] = change(self._held.pop(payer, None))
            if len(self._held) > _KEPT:
                self._held.popitem(last=False)


class Budgets:
    """What each payer may still spend. Refills steadily to a full minute's worth."""

    def __init__(self, clock: Callable[[], datetime], accounts: Accounts | None = None) -> None:
        self._clock = clock
        self._accounts = accounts or OwnAccounts()

    def take(self, payer: str, cost: int, per_minute: int) -> tuple[int, datetime]:
        """Spend `cost` of `per_minute`; what remains then, and when all of it is back. Raises `BudgetExhausted`."""
        now = self._clock()
        left = 0.0
        wait_s = 0.0

        def spend(account: Account | None) -> Account:
            nonlocal left, wait_s
            left = _refilled(account, now, per_minute)
            if cost > left:
                wait_s = (cost - left) * 60 / per_minute
                return left, now.timestamp()
            left -= cost
            return left, now.timestamp()

        self._accounts.change(payer, spend)
        if wait_s:
            raise BudgetExhausted(
                f"This request costs {cost:,}, and {int(left):,} is left of {per_minute:,} a minute.",
                max(1, round(wait_s + 0.5)),
            )
        return int(left), now + timedelta(seconds=(per_minute - left) * 60 / per_minute)

    def give_back(self, payer: str, cost: int, per_minute: int) -> None:
        """Return what was taken and not needed."""
        now = self._clock()
        self._accounts.change(
            payer, lambda account: (min(per_minute, _refilled(account, now, per_minute) + cost), now.timestamp())
        )


class Unmetered(Budgets):
    """For operations that are the installation's own: their cost is known, and nobody's budget pays for them."""

    def take(self, payer: str, cost: int, per_minute: int) -> tuple[int, datetime]:  # noqa: ARG002 - as its base
        """Spend nothing."""
        return per_minute, self._clock()

    def give_back(self, payer: str, cost: int, per_minute: int) -> None:
        """Return nothing."""


def _refilled(account: Account | None, now: datetime, per_minute: int) -> float:
    if account is None:
        return float(per_minute)
    held, at = account
    return min(float(per_minute), held + max(0.0, now.timestamp() - at) * per_minute / 60)
