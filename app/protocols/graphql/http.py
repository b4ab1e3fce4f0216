"""GraphQL over HTTP: the specification of that name, GET and POST, with server-sent events for subscriptions.

Status codes: a client that takes `application/graphql-response+json` learns from them whether its request was one; a
client of `application/json` finds everything about its operation under 200, as that media type has always meant. What
went wrong before any operation was looked at (no JSON, a revoked token, a spent budget) has its own status in both.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Final

from starlette.requests import Request as HttpRequest
from starlette.responses import Response, StreamingResponse

from app.protocols.exchange import claim_of, refusal
from app.protocols.graphql.body import BadRequest, read_body, read_query_string
from app.protocols.graphql.gate import Claim, Gate, refused, written
from app.protocols.graphql.media import EVENTS, GRAPHQL, JSON, MULTIPART, accepted, content_type
from app.protocols.graphql.stream import answers, subscribe
from mappings.errors import CatalographError
from schema.mutations.import_marc import UploadedFile
from schema.running.engine import Answer, Refused, Request

_ALWAYS: Final = frozenset({401, 404, 405, 413, 415, 429, 503})
"""Statuses that even a client of `application/json` gets."""
_VARIES: Final = "Accept, Accept-Language, Authorization, Cookie, X-Tenant"


class NotAcceptable(BadRequest):
    """A client that takes none of the media types the API writes."""

    code = "NOT_ACCEPTABLE"
    hint = f"Accept {GRAPHQL}, {JSON}, or {EVENTS} for subscriptions."
    status = 406


class GraphQLEndpoint:
    """The endpoint `/graphql`, and `/{tenant}/graphql` to act in a library."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def __call__(self, http: HttpRequest) -> Response:
        """Answer a GET or POST."""
        media = accepted(http.headers.get("accept"))
        uploaded: list[UploadedFile] = []
        try:
            if media is None:
                raise NotAcceptable("None of the media types you accept is one the API writes.")
            claim = claim_of(http)
            request: Request | list[Request]
            if http.method == "GET":
                request = read_query_string(http.query_params)
            else:
                if content_type(http.headers.get("content-type"))[0] == MULTIPART:
                    await self._gate.work(self._gate.signed_in, claim)
                request, uploaded = await read_body(
                    http, self._gate.uploads, self._gate.upload_limit, self._gate.batch_limit
                )
            if isinstance(request, list):
                return await self._batch(http, request, claim, media)
            if media == EVENTS:
                http.scope["catalograph.operation"] = "subscription"
                return await self._stream(request, claim)
            if http.method == "GET" and claim.is_of_nobody:
                return await self._answer_once(http, request, claim, media)
            return await self._answer(http, request, claim, media)
        except CatalographError as error:
            return refusal(error, http, _written_as(media))
        finally:
            for file in uploaded:
                file.path.unlink(missing_ok=True)

    async def _answer(self, http: HttpRequest, request: Request, claim: Claim, media: str) -> Response:
        answer, body = await self._gate.answer(request, claim, reading_only=http.method == "GET")
        http.scope["catalograph.operation"] = answer.kind
        http.scope["catalograph.outcome"] = _outcome_of(answer)
        return _respond(body, _status_of(answer, media), media, answer.retry_after_s)

    async def _answer_once(self, http: HttpRequest, request: Request, claim: Claim, media: str) -> Response:
        """What anyone may ask can be kept, and asked again whether it still holds."""
        known = http.headers.get("if-none-match", "")
        answer, body, tag = await self._gate.answer_once(request, claim, known, media)
        http.scope["catalograph.operation"] = answer.kind
        http.scope["catalograph.outcome"] = _outcome_of(answer)
        response = _respond(body, _status_of(answer, media), media, answer.retry_after_s)
        if tag:
            response.headers.update({"Cache-Control": "no-cache", "ETag": tag, "Vary": _VARIES})
        return response

    async def _batch(self, http: HttpRequest, requests: list[Request], claim: Claim, media: str) -> Response:
        """The answers to several operations, run one after the other, in a list."""
        if media == EVENTS:
            raise BadRequest("Several operations are not answered as one stream.", hint="Subscribe to each by itself.")
        answers = [await self._gate.answer(each, claim, reading_only=False) for each in requests]
        http.scope["catalograph.operation"] = answers[0][0].kind
        outcomes = {_outcome_of(answer) for answer, _ in answers}
        http.scope["catalograph.outcome"] = outcomes.pop() if len(outcomes) == 1 else "partial"
        waits = [answer.retry_after_s for answer, _ in answers if answer.retry_after_s is not None]
        body = b"[" + b",".join(body for _, body in answers) + b"]"
        return _respond(body, 200, media, max(waits, default=None))

    async def _stream(self, request: Request, claim: Claim) -> Response:
        try:
            caller = await self._gate.work(self._gate.caller, claim)
            subscribed = await self._gate.work(subscribe, self._gate, request, caller)
        except Refused as refusal:
            answer = refusal.answer
            return _respond(written(answer.body), answer.status, GRAPHQL, answer.retry_after_s)

        async def events() -> AsyncIterator[bytes]:
            try:
                async for each in answers(self._gate, subscribed, claim):
                    yield b":\n\n" if each is None else _event("next", written(each.body))
            except CatalographError as error:
                yield _event("next", written(refused(error, claim.request)))
            yield _event("complete", b"")

        return StreamingResponse(events(), media_type=EVENTS, headers={"Cache-Control": "no-store"})


def _event(name: str, data: bytes) -> bytes:
    return b"event: %s\ndata: %s\n\n" % (name.encode(), data)


def _outcome_of(answer: Answer) -> str:
    if not answer.executed:
        return "refused"
    return "partial" if "errors" in answer.body else "ok"


def _status_of(answer: Answer, media: str) -> int:
    if answer.executed or answer.status in _ALWAYS:
        return answer.status
    return answer.status if media == GRAPHQL else 200


def _respond(body: bytes, status: int, media: str, retry_after_s: int | None = None) -> Response:
    headers = {"Cache-Control": "no-store"}
    if status == 405:
        headers["Allow"] = "POST"
    if retry_after_s is not None:
        headers["Retry-After"] = str(retry_after_s)
    return Response(body, status, headers, _written_as(media))


def _written_as(media: str | None) -> str:
    return f"{GRAPHQL if media == GRAPHQL else JSON}; charset=utf-8"
