"""A small payment provider, written as the example of the how-to says: it checks what a library signed, takes no money,
and tells the library so. It knows the secret and nothing of this project's code.
"""

from __future__ import annotations

import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import httpx

SIGNED = ("library", "reference", "amount", "currency", "expires", "return")
PAGE = """<!doctype html><html lang="en"><title>Pay</title><h1>Pay {amount} {currency}</h1>
<a id="pay" href="/paid?{query}">Pay now</a>"""


class Provider:
    """The provider of one library, served at `address`. `told` is every query that reached it, with its headers."""

    def __init__(self, secret: str, library: str) -> None:
        self.secret, self.library = secret, library
        """`library` is where the library is served, which a test's installation doesn't know of itself."""
        self.address = ""
        self.told: list[str] = []
        self.answers: list[httpx.Response] = []

    def check(self, query: str) -> dict[str, str]:
        """What a link says. Raises `ValueError` where the library didn't sign it."""
        given = dict(parse_qsl(query))
        text = "\n".join(f"{name}={given[name]}" for name in SIGNED)
        signature = hmac.new(self.secret.encode(), b"catalograph-payment\n" + text.encode(), sha256).hexdigest()
        if not hmac.compare_digest(signature, given["signature"]):
            raise ValueError
        return given

    def notify(self, order: dict[str, str], **other: str) -> httpx.Response:
        """Tell the library that an order was paid, or something else."""
        said = {name: order[name] for name in ("reference", "amount", "currency")}
        body = json.dumps({**said, "state": "paid", "transaction": f"tx-{order['reference'][:8]}"} | other).encode()
        return self.send(order, body, self.sign(body))

    def sign(self, body: bytes) -> str:
        """The signature of a notification."""
        return hmac.new(self.secret.encode(), b"catalograph-notification\n" + body, sha256).hexdigest()

    def send(self, order: dict[str, str], body: bytes, signature: str) -> httpx.Response:
        """Send a notification."""
        address = f"{self.library}/{order['library']}/payments/{order['reference']}"
        answer = httpx.post(address, content=body, headers={"Catalograph-Signature": signature})
        self.answers.append(answer)
        return answer


@contextmanager
def providing(secret: str, library: str) -> Iterator[Provider]:
    """A provider behind a real server."""
    provider = Provider(secret, library)

    class Handler(BaseHTTPRequestHandler):
        """Shows what is to be paid, and on `/paid` takes it."""

        def do_GET(self) -> None:
            """Answer."""
            parts = urlsplit(self.path)
            provider.told.append(f"{self.path}\n{self.headers}")
            if parts.path not in {"/start", "/paid"}:
                self.send_error(404)
                return
            try:
                order = provider.check(parts.query)
            except (ValueError, KeyError):
                self.send_error(403)
                return
            if parts.path == "/start":
                query = escape(urlencode({name: values[0] for name, values in parse_qs(parts.query).items()}))
                page = PAGE.format(amount=escape(order["amount"]), currency=escape(order["currency"]), query=query)
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(page.encode())
                return
            provider.notify(order)
            back = urlsplit(order["return"])
            self.send_response(303)
            self.send_header("Location", f"{provider.library}{back.path}?{back.query}")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    provider.address = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
