"""What every transport of GraphQL shares: worker threads, who asks, and an answer as bytes."""

from __future__ import annotations

import asyncio
import hashlib
import re
import secrets
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import orjson

from app.auth.bearer import actor_of
from app.protocols.graphql.documents import DocumentError, Documents
from app.protocols.graphql.watch import LogWatch
from graph.access.model import InvalidToken
from graph.services import Services
from mappings.errors import CatalographError
from schema.running.engine import Answer, Caller, Engine, Refused, Request
from schema.running.errors import told
from schema.running.limits import RequestTimeout

T = TypeVar("T")
_QUICK_THREADS: Final = 2
"""More would take turns rather than time: an operation computes, and one thread computes at a time."""
_SLOW_THREADS: Final = 64
"""They wait, so they cost little; one party never takes them all: SPARQL queries take turns, imports have lanes, and
few may wait for a projection or ask for figures."""
_SLOW: Final = ("sparql", "importMarc", "afterEvent", "figures")
"""Operations that name one of these may wait for another process or a disk: where they keep nobody else waiting."""
Freshness = Callable[[], Sequence[object]]
"""The state of everything that queries read, as values that JSON knows: another one after every write."""


def _always_new() -> Sequence[object]:
    return [secrets.token_hex(8)]


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
    session: str | None = None
    """The secret of a session, from a cookie; where there is a token, that counts."""

    @property
    def is_of_nobody(self) -> bool:
        """Whether it names neither token nor session."""
        return self.token is None and self.session is None


class Gate:
    """Runs operations in worker threads for every transport. One for each server process."""

    def __init__(
        self,
        services: Services,
        engine: Engine,
        uploads: Path,
        *,
        upload_limit: int,
        time_limit_s: float,
        batch_limit: int = 10,
        documents: Documents | None = None,
        freshness: Freshness = _always_new,
    ) -> None:
        self.services = services
        self.engine = engine
        self.uploads = uploads
        self.upload_limit = upload_limit
        self.time_limit_s = time_limit_s
        self.batch_limit = batch_limit
        self.documents = documents or Documents()
        self.freshness = freshness
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
        return await self._within(request, lambda: self.run(request, claim, reading_only=reading_only))

    async def answer_once(self, request: Request, claim: Claim, known: str, vary: str) -> tuple[Answer, bytes, str]:
        """The answer of a query sent with GET by somebody who has not signed in, and its entity tag.

        The body is empty where `known` (`If-None-Match`) lists the tag: nothing was run then. `vary` is what else of
        the request the answer depends on. The tag is empty where the answer is not to be kept.
        """
        return await self._within(request, lambda: self._run_once(request, claim, known, vary))

    async def _within(self, request: Request, call: Callable[[], T]) -> T:
        threads = self.wait if _may_wait(self.documents.known(request)) else self.work
        try:
            return await asyncio.wait_for(threads(call), self.time_limit_s + _GRACE_S)
        except TimeoutError:
            raise RequestTimeout(f"This took longer than {self.time_limit_s:g} seconds.") from None

    def caller(self, claim: Claim) -> Caller:
        """Who asks. Raises `InvalidToken`, `NoSuchLibrary`. Synchronous: it reads the store."""
        actor = actor_of(self.services, claim.token, claim.session, claim.tenant)
        return Caller(actor, claim.request, claim.languages)

    def signed_in(self, claim: Claim) -> None:
        """Raise `InvalidToken` unless somebody signed in asks: before a file of theirs is read."""
        if not self.caller(claim).actor.grants:
            raise InvalidToken("Files are taken from those who have signed in.")

    def run(self, request: Request, claim: Claim, *, reading_only: bool) -> tuple[Answer, bytes]:
        """The answer of a query or mutation, and its body as bytes. Synchronous."""
        answer = self._run(request, self.caller(claim), reading_only=reading_only)
        return answer, written(answer.body)

    def allowed(self, request: Request, caller: Caller) -> Request:
        """The request with the document it names. Raises `Refused`."""
        try:
            return self.documents.allowed(request, caller.actor)
        except DocumentError as error:
            raise Refused(self.engine.refused(error, caller)) from None

    def _run(self, request: Request, caller: Caller, *, reading_only: bool) -> Answer:
        try:
            request = self.allowed(request, caller)
        except Refused as refusal:
            return refusal.answer
        answer = self.engine.run(request, caller, reading_only=reading_only)
        if answer.executed:
            self.documents.keep(request)
        return answer

    def _run_once(self, request: Request, claim: Claim, known: str, vary: str) -> tuple[Answer, bytes, str]:
        caller = self.caller(claim)  # the library is there, and may be read
        # Made before the query runs: what a write in between adds is shown under a tag that is no longer current.
        tag = entity_tag(request, claim, vary, self.freshness())
        if tag.removeprefix("W/") in known:
            return Answer({}, executed=True, status=304, kind="query"), b"", tag
        answer = self._run(request, caller, reading_only=True)
        is_whole = answer.executed and "errors" not in answer.body
        return answer, written(answer.body), tag if is_whole else ""

    def end_streams(self) -> None:
        """End every subscription: the server is about to. Called on the server's loop."""
        self.watch.end()

    def close(self) -> None:
        """Let the worker threads end."""
        for threads in (self._quick, self._slow):
            threads.shutdown(wait=False, cancel_futures=True)


def entity_tag(request: Request, claim: Claim, vary: str, state: Sequence[object]) -> str:
    """What tells one answer from another: the question, who asks, and the state of what is asked."""
    asked = [request.query, request.hash, request.operation, request.variables, claim.tenant, claim.languages, vary]
    return f'W/"{hashlib.sha256(orjson.dumps([asked, *state])).hexdigest()[:32]}"'


def _may_wait(request: Request) -> bool:
    """Whether an operation, or an input sent beside it, names something that waits."""
    inputs = [each for each in (request.variables or {}).values() if isinstance(each, dict)]
    return any(name in request.query or any(name in each for each in inputs) for name in _SLOW)


def written(body: object) -> bytes:
    """A body as JSON."""
    return orjson.dumps(body)


def refused(error: CatalographError, request: str) -> dict[str, Any]:
    """A refusal before any operation was looked at, in the shape of every other answer."""
    extensions = told(error) | {"requestId": request}
    return {"errors": [{"message": error.message, "extensions": extensions}], "extensions": {"requestId": request}}


def request_id(given: str | None) -> str:
    """The id a proxy or client gave the request where that is a sane one, else a new one."""
    return given if given and _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
