"""Sending letters to partners by ISO 18626: what waits is posted until it is confirmed, and what happened to loans that
partners don't know of yet is written to them before.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import httpx

from graph.access.model import operator
from graph.services import Services
from graph.tenants.partners import Partner
from graph.workflows.interlending.outbox import Due
from mappings.errors import CatalographError
from mappings.iso18626.reading import MessageError, confirmed, read
from mappings.iso18626.writing import known_as, written

TIME_LIMIT_S: Final = 10.0
_MOST_OCTETS: Final = 100_000
_WRONG: Final = frozenset({400, 413, 422})
_LOG: Final = logging.getLogger("catalograph.partners")


@dataclass(slots=True)
class Posted:
    """What a round came to: letters that were confirmed, that the partner says are wrong, and that weren't answered."""

    taken: int = 0
    refused: int = 0
    failed: int = 0

    @property
    def any(self) -> bool:
        """Whether anything was sent."""
        return bool(self.taken or self.refused or self.failed)


class Postman:
    """Sends what is due. One for a store at a time: who runs it holds a lock."""

    def __init__(self, services: Services, stopped: Callable[[], bool] = lambda: False) -> None:
        self._services, self._stopped = services, stopped

    def round(self) -> Posted:
        """Send every library's letters as far as their turn has come."""
        posted = Posted()
        for slug in self._services.tenants.directory().tenants:
            if self._services.partners.of(slug).every:
                try:
                    self._services.interlending.follow(operator(slug))
                except CatalographError as error:  # what is wrong with one library keeps no other waiting
                    _LOG.warning("loans of %s to partners could not be followed: %s", slug, error.code)
            for due in self._services.interlending.outbox.due(slug):
                self._post(slug, due, posted)
                if self._stopped():
                    return posted
        return posted

    def _post(self, slug: str, due: Due, posted: Posted) -> None:
        outbox = self._services.interlending.outbox
        status, body = _sent(due.partner, _signed(due))
        try:
            ok, wrong = confirmed(body) if status else (False, "")
        except MessageError:
            ok, wrong = False, ""
        if ok and 200 <= status < 300:
            outbox.taken(due.letter)
            posted.taken += 1
        elif wrong and (200 <= status < 300 or status in _WRONG):
            outbox.refused(due.letter, wrong)
            posted.refused += 1
        else:
            outbox.failed(due.letter, f"HTTP {status}" if status else "")
            posted.failed += 1
            _LOG.warning("the partner %s of %s took nothing: %s", due.partner.id, slug, status or "no answer")


def _signed(due: Due) -> bytes:
    """The letter with how the library makes itself known."""
    partner = due.partner
    return written(known_as(read(due.letter.text.encode()), partner.account, partner.secret))


def _sent(partner: Partner, body: bytes) -> tuple[int, bytes]:
    """The status and the beginning of what was answered; 0 where nothing was in time."""
    headers = {
        "Content-Type": "application/xml; charset=utf-8",
        "Accept-Encoding": "identity",
        "User-Agent": "Catalograph",
    }
    if partner.secret:
        headers["Authorization"] = f"Bearer {partner.secret}"
    try:
        return asyncio.run(_answered(partner.address, body, headers))
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        return 0, b""


async def _answered(address: str, body: bytes, headers: dict[str, str]) -> tuple[int, bytes]:
    """No more is read of an answer than a confirmation has, and all of it takes no longer than the limit."""
    near = address.startswith("http://")  # on this very machine
    answer = bytearray()
    async with (
        asyncio.timeout(TIME_LIMIT_S),
        httpx.AsyncClient(follow_redirects=False, trust_env=not near, timeout=TIME_LIMIT_S) as http,
        http.stream("POST", address, content=body, headers=headers) as response,
    ):
        async for part in response.aiter_raw():
            answer += part
            if len(answer) > _MOST_OCTETS:
                return response.status_code, b""
        return response.status_code, bytes(answer)
