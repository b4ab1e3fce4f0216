"""One connection of a machine: it signs in, asks, is answered, and may ask for the last answer again.

A machine signs in with the slug of its library as the name (`CN`), a token of an account of that library as the
password (`CO`), and the code of the service point it stands at as the location (`CP`). The token is looked at with
every message, so one that is revoked is good for nothing more.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from app.auth.bearer import actor_of
from app.protocols.counter import Counter, point_of
from app.protocols.sip2 import items, patrons
from app.protocols.sip2.messages import SUPPORTED, Garbled, Request, date_text, read, write
from app.protocols.sip2.visit import Answerer, Present, Reply, Terms, Visit
from graph.services import Services
from mappings.errors import CatalographError

_LOG: Final = logging.getLogger("catalograph.sip2")
_ANSWERERS: Final[Mapping[str, Answerer]] = {
    "01": patrons.block_patron,
    "09": items.check_in,
    "11": items.check_out,
    "15": items.hold,
    "17": items.item_information,
    "19": items.item_status_update,
    "23": patrons.patron_status,
    "25": patrons.patron_enable,
    "29": items.renew,
    "35": patrons.end_session,
    "37": patrons.fee_paid,
    "63": patrons.patron_information,
    "65": items.renew_all,
}
_AGAIN: Final = "96"
"""Asks the machine to send its message once more."""
_ATTEMPTS: Final = 3
"""To sign in, and messages that can't be read, before a connection is given up."""
_TIMEOUT: Final = "100"
"""Tenths of a second after which a machine asks again."""
_RETRIES: Final = "003"
_UTC: Final = ZoneInfo("UTC")


class HungUp(Exception):
    """There is nothing more to say to this machine."""


class Conversation:
    """What is said on one connection. Synchronous; one message at a time."""

    def __init__(self, services: Services, clock: Callable[[], datetime], terms: Terms, address: str) -> None:
        self._services, self._clock, self._terms, self._address = services, clock, terms, address
        self._token, self._tenant, self._at = "", "", ""
        self._present = Present()
        self._failures = 0
        self._last: tuple[bytes, bytes] = (b"", b"")

    @property
    def is_signed_in(self) -> bool:
        """Whether a machine has signed in."""
        return bool(self._token)

    def answer(self, message: bytes) -> bytes:
        """The answer to a message, both without their carriage return. Raises `HungUp`."""
        try:
            request = read(message, self._terms.encoding)
        except Garbled:
            self._fail()
            return write(_AGAIN, (), self._terms.encoding)
        if request.form.code == "97":
            return self._last[1] or write(_AGAIN, (), self._terms.encoding)
        if request.sequence is not None and message == self._last[0]:
            return self._last[1]  # it was not heard: nothing is done twice
        head, fields = self._reply(request)
        self._last = message, write(head, fields, self._terms.encoding, request.sequence)
        return self._last[1]

    def _reply(self, request: Request) -> Reply:
        code = request.form.code
        if code == "93":
            return self._sign_in(request)
        if code == "99":
            return self._status()
        if not self.is_signed_in:
            raise HungUp
        try:
            counter = self._counter(self._token, self._tenant, self._at)
        except CatalographError:
            raise HungUp from None
        try:
            return _ANSWERERS[code](Visit(counter, self._terms, self._address, self._present), request)
        except CatalographError as error:
            _LOG.warning("%s was refused: %s", request.form.name, error.code)
        except Exception:  # noqa: BLE001 - the log has it; the machine is told nothing of the inside
            _LOG.exception("%s failed", request.form.name)
        raise HungUp  # a machine that is cut off says so to its reader, and takes things in by itself

    def _sign_in(self, request: Request) -> Reply:
        try:
            counter = self._counter(request["CO"], request["CN"], request["CP"])
        except CatalographError:
            self._fail()
            return "940", ()
        self._token, self._tenant, self._at = request["CO"], counter.tenant, counter.point.code
        return "941", ()

    def _counter(self, token: str, tenant: str, code: str) -> Counter:
        """Where a machine stands, and with which rights. Raises `CatalographError`."""
        actor = actor_of(self._services, token, None, tenant)
        return Counter(self._services, actor, point_of(self._services, actor, code), self._clock())

    def _status(self) -> Reply:
        """99: that all is well, what the time is, and which messages are offered."""
        settings = self._services.settings.of(self._tenant) if self._tenant else None
        zone = settings.calendar(None).zone if settings is not None else _UTC
        head = f"98YYYYNN{_TIMEOUT}{_RETRIES}{date_text(self._clock(), zone)}2.00"
        return head, [("AO", self._tenant), ("BX", SUPPORTED), *([("AN", self._at)] if self._at else [])]

    def _fail(self) -> None:
        self._failures += 1
        if self._failures >= _ATTEMPTS:
            raise HungUp
