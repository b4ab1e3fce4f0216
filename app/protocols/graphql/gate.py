"""What every transport of GraphQL shares: worker threads, who asks, and an answer as bytes."""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import orjson

from app.auth.bearer import actor_of
from app.protocols.graphql.watch import LogWatch
from graph.access.model import InvalidToken
from graph.services import Services
from mappings.errors import CatalographError
from schema.running.engine import Answer, Caller, Engine, Request
from schema.running.limits import RequestTimeout

T = TypeVar("T")
_QUICK_THREADS: Final = 2
"""More would take turns rather than time: an operation computes, and one thread computes at a time."""
_SLOW_THREADS: Final = 64
"""They wait, so they cost little; one party never takes them all: SPARQL queries take turns, imports have lanes, and
few may wait for a projection."""
_SLOW: Final = ("sparql", "importMarc", "afterEvent")
"""Operations that name one of these may wait for another process or a disk: where they keep nobody else waiting."""
_REQUEST_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
_GRACE_S: Final = 5.0
"""How much longer than a request's own time limit an answer is waited for before the client is told."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a client says of itself, not yet believed."""

    token: str | None
    tenant: str | None
    languages: tuple[str, ...]
    request: str


class Gate:
    """Runs operations in worker threads for every transport. One for each server process."""

    def __init__(
        self, services: Services, engine: Engine, uploads: Path, *, upload_limit: int, time_limit_s: float
    ) -> None:
        self.services = services
        self.engine = engine
        self.uploads = uploads
        self.upload_limit = upload_limit
        self.time_limit_s = time_limit_s
        self.watch = LogWatch(services.events, self.work)
        self._quick = ThreadPoolExecutor(_QUICK_THREADS, thread_name_prefix="graphql")
        self._slow = ThreadPoolExecutor(_SLOW_THREADS, thread_name_prefix="graphql-slow")

    async def work(self, call: Callable[..., T], *arguments: Any) -> T:
        """What a synchronous call answers, made in a worker thread."""
        return await asyncio.get_running_loop().run_in_executor(self._quick, call, *arguments)

    async def wait(self, call: Callable[..., T], *arguments: Any) -> T:
        """The same for a call that waits rather than computes."""
        return await asyncio.get_running_loop().run_in_executor(self._slow, call, *arguments)

    async def answer(self, request: Request, claim: Claim, *, reading_only: bool) -> tuple[Answer, bytes]:
        """The answer of a query or mutation, and its body as bytes. Raises `CatalographError`."""
        threads = self.wait if _may_wait(request) else self.work
        running = threads(lambda: self.run(request, claim, reading_only=reading_only))
        try:
            return await asyncio.wait_for(running, self.time_limit_s + _GRACE_S)
        except TimeoutError:
            raise RequestTimeout(f"This took longer than {self.time_limit_s:g} seconds.") from None

    def caller(self, claim: Claim) -> Caller:
        """Who asks. Raises `InvalidToken`, `NoSuchLibrary`. Synchronous: it reads the store."""
        return Caller(actor_of(self.services.access, claim.token, claim.tenant), claim.request, claim.languages)

    def signed_in(self, claim: Claim) -> None:
        """Raise `InvalidToken` unless somebody signed in asks: before a file of theirs is read."""
        if not self.caller(claim).actor.grants:
            raise InvalidToken("Files are taken from those who have signed in.")

    def run(self, request: Request, claim: Claim, *, reading_only: bool) -> tuple[Answer, bytes]:
        """The answer of a query or mutation, and its body as bytes. Synchronous."""
        answer = self.engine.run(request, self.caller(claim), reading_only=reading_only)
        return answer, written(answer.body)

    def end_streams(self) -> None:
        """End every subscription: the server is about to. Called on the server's loop."""
        self.watch.end()

    def close(self) -> None:
        """Let the worker threads end."""
        for threads in (self._quick, self._slow):
            threads.shutdown(wait=False, cancel_futures=True)


def _may_wait(request: Request) -> bool:
    """Whether an operation, or an input sent beside it, names something that waits."""
    inputs = [each for each in (request.variables or {}).values() if isinstance(each, dict)]
    return any(name in request.query or any(name in each for each in inputs) for name in _SLOW)


def written(body: object) -> bytes:
    """A body as JSON."""
    return orjson.dumps(body)


def refused(error: CatalographError, request: str) -> dict[str, Any]:
    """A refusal before any operation was looked at, in the shape of every other answer."""
    extensions = {"code": error.code, "requestId": request}
    if error.way_out:
        extensions["hint"] = error.way_out
    return {"errors": [{"message": error.message, "extensions": extensions}], "extensions": {"requestId": request}}


def request_id(given: str | None) -> str:
    """The id a proxy or client gave the request where that is a sane one, else a new one."""
    return given if given and _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
