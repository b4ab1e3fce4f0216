"""Pages over HTTP: who looks, in which language, the answer with its tag, and errors as pages people can read."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import sha256
from threading import Lock
from typing import Final
from urllib.parse import urlencode

import orjson
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from app.auth.bearer import NoSuchLibrary, languages_of
from app.auth.cookies import check_origin, session_secret
from app.pages.addresses import Addresses
from app.pages.asking import Asker
from app.pages.rendering import POLICY, page, style_name
from app.pages.visit import Shown, Visit, name_of
from app.pages.wording import LANGUAGES, chosen, wording
from app.protocols.exchange import status_of
from app.protocols.graphql.body import form_of, whole_body
from app.protocols.graphql.gate import Claim, Gate
from graph.access.model import InvalidToken
from graph.store.names import NETWORKS
from mappings.errors import CatalographError

View = Callable[[Visit], Shown]
_KEPT: Final = 3_000
"""How many pages are kept, packed: some twenty megabytes."""
_SMALL: Final = 1_000
_MOST_OCTETS: Final = 20_000
_HTML: Final = "text/html; charset=utf-8"
_HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",  # without it a browser sends no origin with a form
    "Vary": "Accept, Accept-Datetime, Accept-Language, Accept-Encoding, Cookie",
}


@dataclass(frozen=True, slots=True)
class _Made:
    """A page as it was made: its body, which may be packed, and the tag it holds under."""

    body: bytes
    tag: str
    status: int = 200
    lead: str | None = None
    packed: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


class PageEndpoint:
    """Answers requests for pages. What anybody may see is kept as long as nothing it is made of has changed."""

    def __init__(self, gate: Gate, asker: Asker, clock: Callable[[], datetime]) -> None:
        self._gate, self._asker, self._clock = gate, asker, clock
        self._kept: OrderedDict[str, _Made] = OrderedDict()
        self._lock = Lock()

    def shows(self, view: View) -> Callable[[Request], Awaitable[Response]]:
        """What answers GET requests with a view."""

        async def answer(http: Request) -> Response:
            http.scope["catalograph.operation"] = "page"
            claim = _claim(http)
            known = http.headers.get("if-none-match", "")
            made = await self._gate.work(self._page, http, claim, view, known)
            return _respond(http, made, kept=claim.is_of_nobody)

        return answer

    def does(self, view: View, given: Mapping[str, str] | None = None) -> Callable[[Request], Awaitable[Response]]:
        """What answers a form that was sent; `given` is what it says, where it was read before."""

        async def answer(http: Request) -> Response:
            http.scope["catalograph.operation"] = "page"
            claim = _claim(http)
            try:
                said = await self.given(http) if given is None else given
            except CatalographError as error:
                return await self.refused(http, error)
            return _respond(http, await self._gate.work(self._made, http, claim, view, said), kept=False)

        return answer

    async def given(self, http: Request) -> Mapping[str, str]:
        """What a form of our own pages says. Raises `CrossSite`, `BodyTooLarge`."""
        check_origin(http)
        return form_of(await whole_body(http, _MOST_OCTETS))

    async def refused(self, http: Request, error: CatalographError) -> Response:
        """The page that tells why something was refused."""
        return _respond(http, await self._gate.work(self._refused, http, _claim(http), error), kept=False)

    def _page(self, http: Request, claim: Claim, view: View, known: str) -> _Made:
        if not claim.is_of_nobody:
            return self._made(http, claim, view, {})
        asked = [http.url.path, http.url.query, claim.languages]
        name = orjson.dumps(asked).decode()
        tag = f'W/"{sha256(orjson.dumps([*asked, *self._gate.freshness()])).hexdigest()[:32]}"'
        if tag in known:
            return _Made(b"", tag, 304)
        with self._lock:
            found = self._kept.get(name)
            if found is not None and found.tag == tag:
                self._kept.move_to_end(name)
                return found
        made = self._made(http, claim, view, {}, tag)
        if made.status == 200:
            with self._lock:
                self._kept[name] = made
                self._kept.move_to_end(name)
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return made

    def _made(self, http: Request, claim: Claim, view: View, given: Mapping[str, str], tag: str = "") -> _Made:
        try:
            visit = self.visit(http, claim, given)
            shown = view(visit)
            if shown.lead is not None:
                return _Made(b"", "", shown.status, shown.lead)
            return replace(_packed(self._written(visit, shown), tag, shown.status), headers=shown.headers)
        except CatalographError as error:
            return self._refused(http, claim, error)

    def visit(self, http: Request, claim: Claim, given: Mapping[str, str]) -> Visit:
        """A request as the views take it. Raises `NoSuchLibrary`."""
        services = self._gate.services
        try:
            caller = self._gate.caller(claim)
        except InvalidToken:  # a session that is over: whoever it was of is nobody now
            caller = self._gate.caller(Claim(None, claim.tenant, claim.languages, claim.request))
        house = None if claim.tenant is None else services.tenants.tenant(claim.tenant)
        asked = http.query_params.get("lang")
        language = chosen(asked, claim.languages, LANGUAGES if house is None else house.appearance.languages)
        caller = type(caller)(caller.actor, caller.request, (language, *claim.languages))
        explicit = language if asked is not None else None
        return Visit(
            services, self._asker, caller, house, wording(language),
            Addresses(services.names.base, claim.tenant or "", explicit),
            http.url.path, http.query_params, given, self._clock,
        )  # fmt: skip

    def _written(self, visit: Visit, shown: Shown) -> str:
        return page(shown.template, visit.wording.language, surroundings(visit) | dict(shown.values))

    def _refused(self, http: Request, claim: Claim, error: CatalographError) -> _Made:
        status = 404 if isinstance(error, NoSuchLibrary) else getattr(error, "status", None) or status_of(error)
        try:
            visit = self.visit(http, claim, {})
        except CatalographError:
            visit = self.visit(http, Claim(None, None, claim.languages, claim.request), {})
        message = visit.wording.refused(error.full_code, error.message)
        hint = error.way_out if message == error.message else ""
        shown = Shown("error.html", {"status": status, "message": message, "hint": hint}, status)
        return _packed(self._written(visit, shown), "", status)


def surroundings(visit: Visit) -> dict[str, object]:
    """What every template knows."""
    house = visit.house
    accent = None if house is None else house.appearance.accent
    return {
        "visit": visit,
        "wording": visit.wording,
        "link": visit.addresses,
        "house": house,
        "house_name": None if house is None else name_of(house, visit.caller.languages),
        "style_href": f"/pages/{style_name(accent)}" if house is None else f"/{house.slug}/{style_name(accent)}",
        "languages": _languages(visit),
        "query": visit.parameters.get("q", ""),
    }


def _languages(visit: Visit) -> list[dict[str, object]]:
    """The page in each language it is offered in."""
    offered = LANGUAGES if visit.house is None else visit.house.appearance.languages
    others = [(name, value) for name, value in visit.parameters.multi_items() if name != "lang"]
    return [
        {
            "code": each,
            "name": wording(each).name,
            "href": f"{visit.path}?{urlencode([*others, ('lang', each)])}",
            "current": each == visit.wording.language,
        }
        for each in offered
    ]


def _claim(http: Request) -> Claim:
    """Pages are for browsers: a session's cookie counts, a token doesn't."""
    languages = languages_of(http.headers.get("accept-language"))
    tenant = http.path_params.get("tenant")
    house = None if tenant == NETWORKS else tenant
    return Claim(None, house, languages, http.scope["catalograph.request"], session_secret(http))


def _packed(text: str, tag: str, status: int) -> _Made:
    body = text.encode()
    if len(body) <= _SMALL:
        return _Made(body, tag, status)
    return _Made(gzip.compress(body, 5, mtime=0), tag, status, packed=True)


def _respond(http: Request, made: _Made, *, kept: bool) -> Response:
    headers = _HEADERS | dict(made.headers)
    headers["Cache-Control"] = "no-cache" if kept else "no-store"
    if made.tag:
        headers["ETag"] = made.tag
    if made.lead is not None:
        return RedirectResponse(made.lead, made.status, headers)
    if made.status == 304:
        return Response(None, 304, headers)
    if not made.packed:
        return Response(made.body, made.status, headers, _HTML)
    if "gzip" in http.headers.get("accept-encoding", ""):
        return Response(made.body, made.status, {**headers, "Content-Encoding": "gzip"}, _HTML)
    return Response(gzip.decompress(made.body), made.status, headers, _HTML)
