"""A real mail server in a thread of the tests, which keeps what it is given and answers as it is told."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class MailServer:
    """The server; `messages` are what it took. An answer is given once per word of the conversation, in turn."""

    def __init__(self, *, slow_s: float = 0.0) -> None:
        self.messages: list[EmailMessage] = []
        self.senders: list[str] = []
        self.answers: dict[str, list[str]] = {"MAIL": [], "RCPT": [], "DATA": []}
        self.port = 0
        self.signed_in = 0
        self._slow_s = slow_s

    @property
    def ids(self) -> list[str]:
        """The Message-IDs of what it took."""
        return [each["Message-ID"] for each in self.messages]

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        envelope.mail_from = address
        return self._answer("MAIL")

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        answer = self._answer("RCPT")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await asyncio.sleep(self._slow_s)
        answer = self._answer("DATA")
        if answer == "gone":
            server.transport.abort()
        elif answer.startswith("250"):
            self.messages.append(message_from_bytes(envelope.content, policy=default))  # type: ignore[arg-type]
        return answer

    def login(self, server: Any, session: Any, envelope: Any, mechanism: str, given: Any) -> AuthResult:
        right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"library", b"secret")
        self.signed_in += right
        return AuthResult(success=right, handled=False)

    def _answer(self, word: str) -> str:
        waiting = self.answers[word]
        return waiting.pop(0) if waiting else "250 OK"


@contextmanager
def mail_server(*, slow_s: float = 0.0, tls: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """The server on a free port, until the block ends."""
    made = MailServer(slow_s=slow_s)
    loop = asyncio.new_event_loop()
    more: dict[str, Any] = {} if tls is None else {"tls_context": tls, "authenticator": made.login}

    async def begin() -> asyncio.Server:
        return await loop.create_server(lambda: SMTP(made, hostname="mail.test", loop=loop, **more), "127.0.0.1", 0)

    server = loop.run_until_complete(begin())
    made.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = [each for each in asyncio.all_tasks() if each is not asyncio.current_task()]
    for each in others:
        each.cancel()
    await asyncio.gather(*others, return_exceptions=True)
