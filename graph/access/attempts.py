"""How failed sign-ins slow the next ones down: per account in the store, per address in memory.

Addresses are never written: what a process knows of them ends with it, or an hour after the last failure.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv6Address, ip_address
from threading import Lock
from typing import Final

FREE_OF_ACCOUNT: Final = 5
"""Failures before an account has to wait: people mistype."""
FREE_OF_ADDRESS: Final = 20
"""Failures before an address has to wait: a whole library may share one."""
_FIRST: Final = timedelta(seconds=30)
_LONGEST: Final = timedelta(minutes=15)
"""Long enough to make guessing hopeless, short enough that nobody can keep another out for a day."""
FORGOTTEN_AFTER: Final = timedelta(hours=1)
_MOST_ADDRESSES: Final = 10_000


def delay(failures: int, free: int) -> timedelta:
    """How long to wait after that many failures: none while they are free, then doubling up to a quarter of an hour."""
    over = failures - free
    return timedelta(0) if over < 0 else min(_FIRST * 2 ** min(over, 10), _LONGEST)


@dataclass(frozen=True, slots=True)
class _Seen:
    failures: int
    at: datetime


class Addresses:
    """What one process knows of the addresses that failed. Safe to call from several threads."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._lock = Lock()
        self._seen: dict[str, _Seen] = {}

    def begin(self, address: str) -> bool:
        """Count an attempt as failed until `succeeded` says otherwise; whether it may be made at all."""
        key, now = _party(address), self._clock()
        with self._lock:
            seen = self._seen.pop(key, None)
            if seen is not None and now - seen.at > FORGOTTEN_AFTER:
                seen = None
            if seen is not None and now < seen.at + delay(seen.failures, FREE_OF_ADDRESS):
                self._seen[key] = seen
                return False
            self._seen[key] = _Seen(1 if seen is None else seen.failures + 1, now)
            while len(self._seen) > _MOST_ADDRESSES:
                del self._seen[next(iter(self._seen))]  # the one that failed longest ago
            return True

    def succeeded(self, address: str) -> None:
        """Take one attempt back; those before it stay, else one's own account would buy more guesses."""
        key = _party(address)
        with self._lock:
            if (seen := self._seen.get(key)) is not None:
                self._seen[key] = _Seen(max(seen.failures - 1, 0), seen.at)


def _party(address: str) -> str:
    """Who an address belongs to: one IPv4 address, or the 64 bits that an IPv6 network gives one customer."""
    try:
        known = ip_address(address)
    except ValueError:
        return address[:64]
    return known.exploded[:19] if isinstance(known, IPv6Address) else str(known)
