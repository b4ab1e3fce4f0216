"""The planted reader's library behind a real server, all whose logs and spans are kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx
import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from app import server
from app.journal import JsonLines
from app.tracing import spans_of
from tests.app.privacy.asking import given_away, plain
from tests.app.privacy.planting import OTHER_CARD, PASSWORD, World, make_world, planted
from tests.running import running


class Lines(logging.Handler):
    """Keeps every line of every part of the program, whatever its level; not those of the client that asks."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(JsonLines())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one."""
        said = [each for each in vars(record).values() if not isinstance(each, float)]
        self.lines.append(f"{self.format(record)} {said}")


@dataclass
class Kept:
    """What an operator could read of everything that was done."""

    lines: list[str]
    spans: InMemorySpanExporter = field(default_factory=InMemorySpanExporter)


@pytest.fixture(scope="module")
def kept() -> Iterator[Kept]:
    """Logs at their most talkative, and spans."""
    handler, root = Lines(), logging.getLogger()
    asking = [logging.getLogger(name) for name in ("httpx", "httpcore")]
    loggers = [root, *(logging.getLogger(name) for name in ("catalograph", "uvicorn")), *asking]
    before = [each.level for each in loggers]
    root.addHandler(handler)
    for each in loggers:
        each.setLevel(logging.WARNING if each in asking else logging.DEBUG)
    yield Kept(handler.lines)
    root.removeHandler(handler)
    for each, level in zip(loggers, before, strict=True):
        each.setLevel(level)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory, kept: Kept) -> Iterator[World]:
    """The libraries behind a real server, both readers signed in."""
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept.spans))
    made = make_world(tmp_path_factory.mktemp("canaries"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(server, "tracing", lambda _: spans_of(provider))
        with running(made.installation) as made.address:
            for who, card in (("the reader", planted("card")), ("another reader", OTHER_CARD)):
                given = {"barcode": card, "password": PASSWORD}
                answer = httpx.post(
                    f"{made.address}/harbor/account/sign-in", data=given, headers={"Origin": made.address}
                )
                assert answer.status_code == 303, answer.text
                made.sessions[who] = dict(answer.cookies)
            yield made
    made.installation.close()


def client_of(world: World, who: str = "anonymous") -> httpx.Client:
    """A client of a caller: with their token, and for a reader with the session that they signed in to."""
    headers = {"Origin": world.address, "Accept-Language": "en"}
    if who in world.tokens:
        headers["Authorization"] = f"Bearer {world.tokens[who]}"
    return httpx.Client(base_url=world.address, headers=headers, cookies=world.sessions.get(who), timeout=30)


@pytest.fixture
def client(world: World) -> Iterator[Callable[..., httpx.Client]]:
    """Opens clients of callers."""
    opened: list[httpx.Client] = []

    def open_as(who: str = "anonymous") -> httpx.Client:
        opened.append(client_of(world, who))
        return opened[-1]

    yield open_as
    for each in opened:
        each.close()


@pytest.fixture
def theirs(client: Callable[..., httpx.Client]) -> httpx.Client:
    """The reader of whom all is planted, signed in."""
    return client("the reader")


@pytest.fixture(autouse=True)
def nothing_told_to_operators(world: World, kept: Kept) -> Iterator[None]:
    """Whatever a test asks and does, no line of the log and no span says of whom."""
    yield
    spans = [each.to_json() for each in kept.spans.get_finished_spans()]
    told = plain("\n".join([*kept.lines, *spans]))
    kept.lines.clear()
    kept.spans.clear()
    assert not given_away(told, world.hidden)
