"""What one request may ask for, and what all requests of a tenant may cost together.

Size is limited before a document is understood (characters, tokens), shape once it is (depth, aliases), cost once its
variables are known, time while it runs. A budget is kept for each tenant, signed-in and anonymous callers apart, in the
memory of one server process.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from typing import ClassVar, Final

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


@dataclass(slots=True)
class _Account:
    """What is left, as of a moment."""

    left: float
    at: datetime


class Budgets:
    """What each tenant may still spend. Refills steadily to a full minute's worth."""

    def __init__(self, per_minute: int, clock: Callable[[], datetime]) -> None:
        self._most = float(per_minute)
        self._per_second = per_minute / 60
        self._clock = clock
        self._accounts: OrderedDict[str, _Account] = OrderedDict()
        self._lock = Lock()

    def take(self, payer: str, cost: int) -> tuple[int, datetime]:
        """Spend `cost`; what remains then, and when all of it is back. Raises `BudgetExhausted`."""
        with self._lock:
            account = self._account(payer)
            if cost > account.left:
                wait = (cost - account.left) / self._per_second
                raise BudgetExhausted(
                    f"This request costs {cost:,}, and {int(account.left):,} is left of {int(self._most):,} a minute.",
                    max(1, round(wait + 0.5)),
                )
            account.left -= cost
            return int(account.left), account.at + timedelta(seconds=(self._most - account.left) / self._per_second)

    def give_back(self, payer: str, cost: int) -> None:
        """Return what was taken and not needed."""
        with self._lock:
            account = self._account(payer)
            account.left = min(self._most, account.left + cost)

    def _account(self, payer: str) -> _Account:
        now = self._clock()
        account = self._accounts.pop(payer, None)
        if account is None:
            account = _Account(self._most, now)
            if len(self._accounts) >= _KEPT:
                self._accounts.popitem(last=False)
        passed = max(0.0, (now - account.at).total_seconds())
        account.left = min(self._most, account.left + passed * self._per_second)
        account.at = now
        self._accounts[payer] = account
        return account
