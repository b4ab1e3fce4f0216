"""Whether the server is alive, and whether it can do its work: for load balancers and operators.

`/health` answers as long as the process does. `/ready` looks at the store and at how far the projections are behind;
a lag is told, and answered with 503 beyond a limit where an operator set one. Below it does no harm: reading and
writing go on, and search follows.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graph.events.service import EventService
from mappings.errors import CatalographError

_HEADERS: Final = {"Cache-Control": "no-store"}


def health_routes(
    events: EventService, projections: Mapping[str, Callable[[], int]], behind_limit: int = 0
) -> list[Route]:
    """The routes. `projections` tell by name up to which event each answers; one that is more than `behind_limit`
    events behind makes the server not ready (0: however many).
    """

    def look() -> tuple[int, dict[str, object]]:
        started = time.monotonic()
        try:
            position = events.position()
        except CatalographError as error:
            return 503, {"status": "unavailable", "store": {"status": "unavailable", "code": error.code}}
        store = {"status": "up", "position": position, "ms": round((time.monotonic() - started) * 1000, 1)}
        lagging = {name: _projection(where, position) for name, where in projections.items()}
        late = behind_limit and any(_late(each, behind_limit) for each in lagging.values())
        status = (503, "behind") if late else (200, "ready")
        return status[0], {"status": status[1], "store": store, "projections": lagging}

    async def health(_: Request) -> Response:
        return _json(200, {"status": "up"})

    async def ready(_: Request) -> Response:
        return _json(*await run_in_threadpool(look))

    return [Route("/health", health), Route("/ready", ready)]


def _late(projection: dict[str, object], limit: int) -> bool:
    behind = projection.get("behind")
    return not isinstance(behind, int) or behind > limit


def _projection(where: Callable[[], int], position: int) -> dict[str, object]:
    try:
        reached = where()
    except CatalographError as error:
        return {"status": "unavailable", "code": error.code}
    behind = max(0, position - reached)
    return {"status": "current" if behind == 0 else "behind", "position": reached, "behind": behind}


def _json(status: int, body: object) -> Response:
    return Response(orjson.dumps(body), status, _HEADERS, "application/json")
