"""Webhooks are told everything that happens, signed, in order, and again until they take it."""

from __future__ import annotations

import hmac
import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from app import telling
from app.telling import Teller
from graph.access.model import ROLES, Actor, Forbidden, operator
from graph.tenants.texts import InvalidSettings
from graph.tenants.webhooks import MOST, MOST_FAILURES, TooManyWebhooks, UnknownWebhook, Webhook
from tests.app.protocols.shelf import CANARY, Shelf, opened


class Receiver(BaseHTTPRequestHandler):
    """A system that is told: it answers what `answers` says, 204 after that, and checks each signature as the standard
    says, without any code of ours.
    """

    secret = ""
    answers: list[int]
    messages: list[tuple[str, dict[str, Any]]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        name, at = self.headers["webhook-id"], self.headers["webhook-timestamp"]
        key = b64decode(self.secret.removeprefix("whsec_"))
        wanted = hmac.new(key, f"{name}.{at}.".encode() + body, sha256).digest()
        well = self.headers["webhook-signature"] == f"v1,{b64encode(wanted).decode()}"
        self.messages.append((name, json.loads(body)))
        self.send_response((self.answers.pop(0) if self.answers else 204) if well else 401)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()

    def log_message(self, *_: object) -> None: ...


class Listening:
    """A library with one webhook, and who sends what is due to it."""

    def __init__(self, shelf: Shelf, receiver: type[Receiver], address: str) -> None:
        self.shelf, self.receiver, self.now = shelf, receiver, datetime.now(UTC)
        services = shelf.installation.services
        self.webhooks = services.webhooks
        self.made = self.webhooks.add(operator("harbor"), address, 0)
        receiver.secret = self.made.secret
        self.teller = Teller(services, lambda: self.now)

    @property
    def hook(self) -> Webhook:
        return self.webhooks.of("harbor")[0]

    def round(self) -> tuple[int, int]:
        told = self.teller.round()
        return told.taken, told.failed

    def numbers(self) -> list[int]:
        """The activities that were sent, in the order in which they came."""
        sent = [each for _, message in self.receiver.messages for each in message["orderedItems"]]
        return [int(each["id"].partition("#")[2]) for each in sent]


@pytest.fixture
def listening(tmp_path: Path) -> Iterator[Listening]:
    class Own(Receiver):
        """The one of this test."""

    Own.answers, Own.messages = [], []

    server = ThreadingHTTPServer(("127.0.0.1", 0), Own)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with opened(tmp_path) as shelf:
        yield Listening(shelf, Own, f"http://127.0.0.1:{server.server_address[1]}/hooks")
    server.shutdown()
    server.server_close()


def test_everything_is_told_once_and_in_order_and_nothing_private(listening: Listening) -> None:
    shelf = listening.shelf
    shelf.write(*(shelf.edition(f"e{n}") for n in range(450)))
    shelf.hide()
    assert listening.round() == (3, 0)
    shelf.take_away(shelf.iri("instances", "e7"))
    assert (listening.round(), listening.round()) == ((1, 0), (0, 0))
    last = listening.receiver.messages[-1][1]
    assert [each["type"] for each in last["orderedItems"]] == ["Delete"]
    assert listening.numbers() == list(range(1, listening.hook.seen + 1))
    assert CANARY not in str(listening.receiver.messages)


def test_what_was_not_taken_is_sent_again_under_the_same_name_each_time_later(listening: Listening) -> None:
    listening.receiver.answers += [500, 302, 503]
    waits = []
    for _ in range(3):
        assert listening.round() == (0, 1)
        assert listening.round() == (0, 0)  # its turn has not come
        assert listening.hook.next_at is not None
        waits.append(listening.hook.next_at)
        listening.now = max(listening.now, listening.hook.next_at) + timedelta(seconds=1)
        listening.shelf.write(listening.shelf.edition(f"e{len(waits)}"))
    assert waits == sorted(waits)
    assert listening.round() == (2, 0)
    first, *again, last = listening.receiver.messages
    assert again == [first] * 3
    assert listening.numbers()[-3:] == [each["totalItems"] + n for each in (first[1],) for n in (1, 2, 3)]
    assert last[0] != first[0]
    assert (listening.hook.failures, listening.hook.next_at) == (0, None)


def test_one_that_wants_no_more_or_fails_for_days_is_given_up_until_it_is_resumed(listening: Listening) -> None:
    listening.receiver.answers.append(410)
    assert listening.round() == (0, 1)
    listening.now += timedelta(days=30)
    assert (listening.hook.suspended, listening.round()) == (True, (0, 0))
    listening.webhooks.resume(operator("harbor"), listening.made.id)
    assert listening.round() == (1, 0)
    for _ in range(MOST_FAILURES):
        listening.webhooks.failed("harbor", listening.made.id, 9)
    assert listening.hook.suspended


def test_an_address_that_answers_too_slowly_or_not_at_all_counts_as_a_failure(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "TIME_LIMIT_S", 0.05)
    monkeypatch.setattr(listening.receiver, "do_POST", lambda _: threading.Event().wait(0.5))
    assert listening.round() == (0, 1)
    listening.webhooks.remove(operator("harbor"), listening.made.id)
    listening.webhooks.add(operator("harbor"), "http://127.0.0.1:9/", 0)
    assert listening.round() == (0, 1)


def test_webhooks_are_for_administrators_safe_addresses_and_few(listening: Listening) -> None:
    webhooks = listening.webhooks
    assert listening.made.secret not in repr(listening.hook)
    with pytest.raises(Forbidden):
        webhooks.add(Actor("ada", "Ada", "harbor", {"harbor": ROLES["cataloguer"]}), "https://x.example/", 0)
    for address in (
        "http://x.example/",
        "https://me@x.example/",
        "ftp://x.example/",
        "https://",
        "https://x/ a",
    ):
        with pytest.raises(InvalidSettings):
            webhooks.add(operator("harbor"), address, 0)
    for _ in range(MOST - 1):
        webhooks.add(operator("harbor"), "https://x.example/", 0)
    with pytest.raises(TooManyWebhooks):
        webhooks.add(operator("harbor"), "https://x.example/", 0)
    for change in (webhooks.remove, webhooks.resume):
        with pytest.raises(UnknownWebhook):
            change(operator("harbor"), "nothing")
    assert len(webhooks.administered(operator("harbor"))) == MOST


def test_nothing_of_a_library_that_is_removed_is_told_any_more(listening: Listening) -> None:
    assert listening.round() == (1, 0)
    listening.shelf.installation.remove_tenant("harbor", lambda _: None)
    assert listening.webhooks.of("harbor") == ()
    assert listening.round() == (0, 0)
