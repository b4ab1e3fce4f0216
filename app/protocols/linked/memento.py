"""Descriptions as they were, over HTTP: the parameter `asOf`, and Memento (RFC 7089).

A resource's address is its own time gate: `Accept-Datetime` leads to what it was then, which has an address of its own
with `asOf`. Its time map lists when it changed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import ClassVar, Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.pages.addresses import COLLECTIONS
from app.protocols.exchange import claim_of
from app.protocols.graphql.body import BadRequest
from app.protocols.graphql.gate import Gate
from app.protocols.linked.answers import OPEN, PREFLIGHT, Deleted, NotThere, is_known, refused
from graph.access.model import Reading
from graph.catalogue.moments import Moments
from graph.services import Services
from graph.store.names import NETWORKS
from graph.store.scope import Scope
from mappings.errors import CatalographError

AS_OF: Final = "asOf"
"""The parameter that names the moment."""
_LONGEST: Final = 40
_MAP: Final = "timemaps"
_LINKS: Final = "application/link-format"
_WITHIN_A_SECOND: Final = timedelta(microseconds=999_999)


class NoSuchMoment(BadRequest):
    """What names a moment is no date and no time, or one that is still to come."""

    code: ClassVar[str] = "NO_SUCH_MOMENT"
    hint: ClassVar[str] = "Write it as 2026-11-27, or as 2026-11-27T09:30:00Z."


def moment_in(text: str | None, now: datetime, today: datetime | None = None) -> datetime | None:
    """The moment that a parameter names: the end of a day, or a time; in UTC where it says nothing else. Today is now,
    or what `today` says it is.

    Raises `NoSuchMoment`.
    """
    if text is None:
        return None
    try:
        found = _read(text.strip().replace(" ", "+") if len(text) <= _LONGEST else "")
    except (ValueError, OverflowError):
        raise NoSuchMoment("This is no date and no time.") from None
    if found <= now:
        return found
    if len(text.strip()) == len("2026-11-27") and found.date() == now.astimezone(UTC).date():
        return today or now
    raise NoSuchMoment("This moment is still to come.")


def _read(text: str) -> datetime:
    if len(text) == len("2026-11-27"):
        return datetime.combine(date.fromisoformat(text), time.max, UTC)
    found = datetime.fromisoformat(text)
    return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)


def wanted_datetime(http: Request) -> datetime | None:
    """What `Accept-Datetime` asks for, where the address names no moment. Raises `NoSuchMoment`."""
    given = http.headers.get("accept-datetime")
    if given is None or AS_OF in http.query_params:
        return None
    try:
        found = parsedate_to_datetime(given[:_LONGEST])
        return (found if found.tzinfo is not None else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise NoSuchMoment("Accept-Datetime is a date of HTTP.", hint="Thu, 27 Nov 2026 09:30:00 GMT is one.") from None


def written(moment: datetime) -> str:
    """A moment as addresses have it."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat() + "Z"


def as_of(address: str, moment: datetime | None) -> str:
    """The address of what was there at a moment."""
    if moment is None:
        return address
    return f"{address}{'&' if '?' in address else '?'}{AS_OF}={quote(written(moment), safe=':')}"


def told(changed: datetime) -> dict[str, str]:
    """What the answer with an earlier state says of itself, which became so then. It is for no index of the web."""
    return {"Memento-Datetime": _http(changed), "X-Robots-Tag": "noindex, nofollow"}


def links(path: str) -> str:
    """Where a resource leads to its earlier states, by the path of its address."""
    owner, collection, name = path.strip("/").split("/", 2)
    there = f"/{owner}/{_MAP}/{collection}/{name}"
    return f'<{path}>; rel="original timegate", <{there}>; rel="timemap"; type="{_LINKS}"'


def moments_of(services: Services, iri: str, scope: Scope, until: datetime) -> Moments:
    """When a resource became what it was, up to a moment, without what was shared with fewer then."""
    found = services.catalogue.moments(iri, scope, until)
    graphs = {each.key.graph for each in found.states}
    if not found.times or all(map(services.tenants.as_of(scope, found.times[0]).reads, graphs)):
        return found
    states = tuple(each for each in found.states if services.tenants.as_of(scope, each.cause.at).reads(each.key.graph))
    return Moments(tuple(sorted({each.cause.at for each in states})), None, states)


def nearest(services: Services, iri: str, scope: Scope, wanted: datetime, now: datetime) -> datetime:
    """When a resource became what it was at a moment; the earliest that is known where it came later.

    Raises `NotThere`, `Deleted`.
    """
    before = moments_of(services, iri, scope, min(wanted + _WITHIN_A_SECOND, now))
    found = before.at(now) or _known(services, iri, scope, now).at(wanted)
    if found is None:
        raise NotThere("There is nothing at this address.")
    return found


def _known(services: Services, iri: str, scope: Scope, until: datetime) -> Moments:
    found = moments_of(services, iri, scope, until)
    if not found.times and services.catalogue.deleted([iri], scope)[0] is not None:
        raise Deleted("This was deleted.")
    return found


class TimeMaps:
    """Lists when a resource changed, with the addresses of what it was, in the form of RFC 7089."""

    def __init__(self, gate: Gate, clock: Callable[[], datetime]) -> None:
        self._gate, self._clock = gate, clock

    def routes(self) -> list[Route]:
        """Where they are."""
        places = (f"/{{tenant}}/{_MAP}/{each}/{{name}}" for each in sorted(COLLECTIONS))
        return [Route(each, self.__call__, methods=["GET", "OPTIONS"]) for each in places]

    async def __call__(self, http: Request) -> Response:
        """Answer one request."""
        http.scope["catalograph.operation"] = "page"
        if http.method == "OPTIONS":
            return Response(None, 204, OPEN | PREFLIGHT)
        try:
            return await self._gate.work(self._answer, http)
        except CatalographError as error:
            return refused(error, http)

    def _answer(self, http: Request) -> Response:
        services, claim = self._gate.services, claim_of(http)
        owner, _, collection, name = http.url.path.lstrip("/").split("/")
        shared = owner == NETWORKS
        caller = self._gate.caller(replace(claim, tenant=None) if shared else claim)
        scope = services.access.scope(caller.actor, Reading(all=True) if shared else None)
        now = self._clock()
        until = moment_in(http.query_params.get("until"), now) or now
        iri = services.names.resource(owner, collection, http.path_params["name"])
        found = _known(services, iri, scope, until)
        if not found.times:
            raise NotThere("There is nothing at this address.")
        base, path = services.names.base, f"{owner}/{collection}/{name}"
        text = _time_map(base + path, f"{base}{owner}/{_MAP}/{collection}/{name}", found, newest=until == now)
        tag = f'W/"{written(found.times[-1])}-{len(found.times)}"'
        headers = OPEN | {"ETag": tag, "X-Robots-Tag": "noindex"}
        if is_known(http, tag, None):
            return Response(None, 304, headers)
        return Response(text, 200, headers, _LINKS)


def _time_map(original: str, own: str, found: Moments, *, newest: bool) -> str:
    first, last = found.times[0], found.times[-1]
    lines = [
        f'<{original}>; rel="original timegate"',
        f'<{own}>; rel="self"; type="{_LINKS}"; from="{_http(first)}"; until="{_http(last)}"',
    ]
    if found.more is not None:
        earlier = f"{own}?until={quote(written(found.more), safe=':')}"
        lines.append(f'<{earlier}>; rel="timemap"; type="{_LINKS}"; until="{_http(found.more)}"')
    for each in found.times:
        kind = ("first " if each == first and found.more is None else "") + ("last " if each == last and newest else "")
        lines.append(f'<{as_of(original, each)}>; rel="{kind}memento"; datetime="{_http(each)}"')
    return ",\n".join(lines) + "\n"


def _http(moment: datetime) -> str:
    return format_datetime(moment.astimezone(UTC).replace(microsecond=0), usegmt=True)
