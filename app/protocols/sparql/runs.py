"""Queries that are answered later, over HTTP: whoever asks with `Prefer: respond-async` (RFC 7240) is told where its
run is. That address tells how far it is; below it the answer is in every format, as files to fetch in parts.

    /sparql/runs                      those of whoever asks
    /sparql/runs/{id}                 one: state, rows so far, why it failed, until when it is kept; DELETE ends it
    /sparql/runs/{id}/answer          leads to the format the client likes best
    /sparql/runs/{id}/answer.csv.gz   the answer in one, packed or not
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from app.clock import instant
from app.protocols.exchange import claim_of, refusal
from app.protocols.graphql.gate import Claim, Gate
from app.protocols.linked.answers import NotInThatFormat, is_known
from app.protocols.linked.preferences import preferred
from app.protocols.replies import EVERY_METHOD, MethodUnknown
from app.protocols.sparql.answers import PACKED, file_of
from graph.research.runs import ENDED, Run, RunNotDone, formats_of
from graph.store.errors import Unavailable
from mappings.errors import CatalographError
from schema.types.sparql_run import RUNS as PLACE

_ASK_AGAIN_S: Final = 2
_READS: Final = "GET, HEAD, OPTIONS"
_ONE: Final = f"DELETE, {_READS}"
_OPEN: Final = {
    "Cache-Control": "no-store",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Range, ETag, Location, Preference-Applied, Retry-After, X-Request-Id",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept, Authorization, Cookie",
}
_ASKS: Final = "Accept, Authorization, If-None-Match, If-Range, Range, X-Tenant"


def is_preferred(http: Request) -> bool:
    """Whether a client would rather come back for its answer."""
    given = ",".join(http.headers.getlist("prefer")).split(",")
    return any(each.partition(";")[0].strip().lower() == "respond-async" for each in given)


def accepted(run: Run) -> Response:
    """The answer to who asked for a run: where it is."""
    told = {"Location": f"{PLACE}/{run.id}", "Preference-Applied": "respond-async", "Retry-After": str(_ASK_AGAIN_S)}
    return Response(None, 202, _OPEN | told)


class RunsEndpoint:
    """Answers for the runs of whoever asks."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def routes(self) -> list[Route]:
        """Where they are."""
        places = (PLACE, PLACE + "/{run}", PLACE + "/{run}/{name}")
        return [Route(each, self.__call__, methods=EVERY_METHOD) for each in places]

    async def __call__(self, http: Request) -> Response:
        """Answer one request."""
        http.scope["catalograph.operation"] = "sparql"
        is_one = http.path_params.keys() == {"run"}
        taken = _ONE if is_one else _READS
        if http.method == "OPTIONS":
            allowed = {"Access-Control-Allow-Methods": taken, "Access-Control-Allow-Headers": _ASKS}
            return Response(None, 204, _OPEN | allowed | {"Allow": taken, "Access-Control-Max-Age": "86400"})
        try:
            claim = claim_of(http)
            if http.method == "DELETE" and is_one:
                return await self._gate.work(self._cancel, http, claim)
            if http.method not in {"GET", "HEAD"}:
                raise MethodUnknown("This address doesn't take that method.", hint="Look at the answer's Allow header.")
            if "name" in http.path_params:
                return await self._gate.wait(self._answer, http, claim)
            return await self._gate.work(self._told, http, claim)
        except CatalographError as error:
            answer = refusal(error, http)
            answer.headers.update(_OPEN | ({"Allow": taken} if answer.status_code == 405 else {}))
            return answer

    def _told(self, http: Request, claim: Claim) -> Response:
        actor, runs = self._gate.caller(claim).actor, self._gate.services.query_runs
        base = self._gate.services.names.base.rstrip("/") + PLACE
        if "run" not in http.path_params:
            found = {"id": base, "runs": [_written(each, base) for each in runs.mine(actor)]}
            return Response(orjson.dumps(found), 200, _OPEN, "application/json")
        run = runs.run(actor, http.path_params["run"])
        later = {} if run.state in ENDED else {"Retry-After": str(_ASK_AGAIN_S)}
        return Response(orjson.dumps(_written(run, base)), 200, _OPEN | later, "application/json")

    def _cancel(self, http: Request, claim: Claim) -> Response:
        self._gate.services.query_runs.cancel(self._gate.caller(claim).actor, http.path_params["run"])
        return Response(None, 204, _OPEN)

    def _answer(self, http: Request, claim: Claim) -> Response:
        runs = self._gate.services.query_runs
        run, parts = runs.answer(self._gate.caller(claim).actor, http.path_params["run"])
        formats, name = formats_of(run), http.path_params["name"]
        if name == "answer":
            media = preferred(http.headers.get("accept"), list(formats.values()))
            if media is None:
                hint = f"Ask for one of {', '.join(formats.values())}."
                raise NotInThatFormat("The answer is in none of the formats that are asked for.", hint=hint)
            ending = next(each for each, its in formats.items() if its == media)
            return RedirectResponse(f"{PLACE}/{run.id}/answer.{ending}", 303, _OPEN)
        stem, _, ending = name.removesuffix(PACKED).partition(".")
        if stem != "answer" or ending not in formats:
            raise RunNotDone(f"The answer of this run is in the formats {', '.join(formats)}.")
        packed = name.endswith(PACKED)
        path = file_of(runs, run, parts, ending, packed=packed)
        try:
            state = path.stat()
        except FileNotFoundError:  # the room was wanted for another just now
            raise Unavailable("The answer has to be written again.") from None
        tag = f'"{run.id}-{ending}-{state.st_size}"'
        headers = _OPEN | {"ETag": tag, "Cache-Control": "private, no-cache"}
        if is_known(http, tag, None):
            return Response(None, 304, headers)
        media = "application/gzip" if packed else formats[ending]
        return FileResponse(
            path, 200, headers, media, filename=f"{run.id}.{ending}{PACKED if packed else ''}", stat_result=state
        )


def _written(run: Run, base: str) -> dict[str, Any]:
    """A run for programs."""
    place = f"{base}/{run.id}"
    return {
        "id": place,
        "state": run.state.value.lower(),
        "query": run.text,
        "graphs": run.graphs,
        "created": instant(run.created),
        "started": _instant(run.started),
        "finished": _instant(run.finished),
        "expires": instant(run.expires),
        "rows": run.rows,
        "truncated": run.truncated,
        "event": run.position or None,
        "error": None if run.code is None else {"code": run.code, "message": run.message},
        "answer": f"{place}/answer" if formats_of(run) else None,
        "files": [
            {"url": f"{place}/answer.{ending}", "packed": f"{place}/answer.{ending}{PACKED}", "mediaType": media}
            for ending, media in formats_of(run).items()
        ],
    }


def _instant(moment: datetime | None) -> str | None:
    return None if moment is None else instant(moment)
