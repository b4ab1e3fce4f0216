"""Telling webhooks: each new activity of a library's feed is sent to those who want it, signed, until it is taken.

A message is signed as Standard Webhooks says (https://www.standardwebhooks.com): `webhook-id`, which is the same
whenever the message is sent again, `webhook-timestamp`, and `webhook-signature` over both and the body.
"""

from __future__ import annotations

import asyncio
import hmac
import logging
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

import httpx
import orjson

from app.protocols.changes import CONTEXT, PER_PAGE, activity, page_address
from graph.feeds.model import Activities
from graph.services import Services
from graph.store.names import GraphKind
from graph.store.scope import Scope, grant
from graph.tenants.webhooks import Webhook

TIME_LIMIT_S: Final = 10.0
_AT_ONCE: Final = 50
"""So many messages one is sent in a round, so that the others have their turn."""
_GONE: Final = 410
_LOG: Final = logging.getLogger("catalograph.webhooks")


@dataclass(slots=True)
class Told:
    """What a round came to: messages that were taken, and that were not."""

    taken: int = 0
    failed: int = 0


class Teller:
    """Sends what is due. One for a store at a time: who runs it holds a lock."""

    def __init__(self, services: Services, clock: Callable[[], datetime]) -> None:
        self._services, self._clock = services, clock

    def round(self) -> Told:
        """Tell every webhook of every library what it wasn't told yet, as far as its turn has come."""
        told = Told()
        self._services.feeds.catch_up()
        for slug in self._services.tenants.directory().tenants:
            for hook in self._services.webhooks.of(slug):
                if not hook.suspended and (hook.next_at is None or hook.next_at <= self._clock()):
                    self._tell(slug, hook, told)
        return told

    def _tell(self, slug: str, hook: Webhook, told: Told) -> None:
        graph = self._services.names.graph(slug, GraphKind.CATALOGUE)
        scope, seen = Scope((grant({GraphKind.CATALOGUE}, {slug}),)), hook.seen
        most = hook.until - seen if hook.until > seen else PER_PAGE  # what it didn't take is sent again as it was
        for _ in range(_AT_ONCE):
            found = self._services.feeds.activities(graph, scope, seen, most)
            if not (items := found.items):
                return
            most, last = PER_PAGE, items[-1].number
            status = self._sent(hook, f"{hook.id}-{seen + 1}-{last}", self._body(slug, found))
            if not 200 <= status < 300:
                self._services.webhooks.failed(slug, hook.id, last, wants_no_more=status == _GONE)
                _LOG.warning("the webhook %s of %s took nothing: %s", hook.id, slug, status or "no answer")
                told.failed += 1
                return
            seen = last
            self._services.webhooks.told(slug, hook.id, seen)
            told.taken += 1

    def _body(self, slug: str, found: Activities) -> bytes:
        library = f"{self._services.names.base}{slug}"
        return orjson.dumps({
            "@context": CONTEXT,
            "type": "OrderedCollectionPage",
            "partOf": {"id": f"{library}/changes", "type": "OrderedCollection"},
            "totalItems": len(found.items),
            "orderedItems": [
                activity(each, page_address(library, found.log, (each.number - 1) // PER_PAGE + 1))
                for each in found.items
            ],
        })  # fmt: skip

    def _sent(self, hook: Webhook, message: str, body: bytes) -> int:
        """The status that was answered, 0 where none was in time."""
        headers = signed(hook.secret, message, int(self._clock().timestamp()), body)
        try:
            return asyncio.run(_status(hook.address, body, headers))
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            return 0


async def _status(address: str, body: bytes, headers: dict[str, str]) -> int:
    """The status alone is read of an answer, and all of it takes no longer than the limit, however slowly it comes."""
    near = address.startswith("http://")  # on this very machine
    async with (
        asyncio.timeout(TIME_LIMIT_S),
        httpx.AsyncClient(follow_redirects=False, trust_env=not near, timeout=TIME_LIMIT_S) as http,
        http.stream("POST", address, content=body, headers=headers) as response,
    ):
        return response.status_code


def signed(secret: str, message: str, at: int, body: bytes) -> dict[str, str]:
    """The headers of a message. `secret` is `whsec_` and octets in base 64."""
    key = b64decode(secret.removeprefix("whsec_"))
    text = f"{message}.{at}.".encode() + body
    return {
        "Content-Type": "application/activity+json",
        "User-Agent": "Catalograph",
        "webhook-id": message,
        "webhook-timestamp": str(at),
        "webhook-signature": f"v1,{b64encode(hmac.new(key, text, sha256).digest()).decode()}",
    }
