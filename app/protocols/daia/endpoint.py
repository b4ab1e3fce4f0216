"""The address of DAIA: `/{tenant}/daia?id=…&format=json`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import quote, unquote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from app.protocols.daia.answer import Json, Wanted, answer
from app.protocols.daia.lookup import look_up
from app.protocols.graphql.gate import Claim, Gate
from app.protocols.replies import (
    InvalidParameters,
    Kind,
    MethodUnknown,
    NotSupported,
    callback_of,
    claim_of,
    error_reply,
    preflight,
    reply,
)
from graph.circulation.offers import groups_of
from mappings.errors import CatalographError

MOST: Final = 100
"""How many identifiers are answered at once; the rest is where the Link header says."""
_LONGEST: Final = 500
_SEPARATOR: Final = "|"
_DAIA: Final = Kind({"X-DAIA-Version": "1.0.0", "Access-Control-Expose-Headers": "Link, X-DAIA-Version"},
                    ("GET", "HEAD", "OPTIONS"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: the identifiers, each once, those beyond the most that are answered, and for whom."""

    ids: tuple[str, ...]
    rest: tuple[str, ...]
    patron_type: str | None
    callback: str | None


class DaiaEndpoint:
    """Answers which items of documents there are and what they can be had for."""

    def __init__(self, gate: Gate, clock: Callable[[], datetime]) -> None:
        self._gate, self._clock = gate, clock

    async def __call__(self, http: Request) -> Response:
        """Answer one request."""
        if http.method == "OPTIONS":
            return preflight(_DAIA)
        try:
            if http.method not in _DAIA.methods:
                raise MethodUnknown("Availability is asked for with GET.")
            claim, asked = claim_of(http), asked_of(http)
            body, language, put_off = await self._gate.work(self._answer, claim, asked)
        except CatalographError as error:
            return error_reply(http, _DAIA, error, {"Content-Language": "en"})
        headers = {"Content-Language": language}
        if rest := (*put_off, *asked.rest):
            headers["Link"] = f'<{_next(http, rest)}>; rel="next"'
        return reply(http, _DAIA, body, headers, asked.callback)

    def _answer(self, claim: Claim, asked: Asked) -> tuple[Json, str, tuple[str, ...]]:
        services = self._gate.services
        actor = self._gate.caller(claim).actor
        tenant = services.tenants.tenant(claim.tenant or "")
        scope = services.access.scope(actor)
        settings = services.settings.of(tenant.slug)
        group = None
        if asked.patron_type is not None:
            group = group_named(services.names.base, tenant.slug, asked.patron_type)
            if group not in groups_of(settings):
                raise InvalidParameters("The lending rules name no such group of patrons.")
        found = look_up(services, tenant.slug, asked.ids, scope)
        wanted = Wanted(group, claim.languages, self._clock())
        body = answer(services, tenant, settings, found.documents, scope, wanted)
        language = next((each for each in claim.languages if each in tenant.name), "en")
        return body, language, found.put_off


def asked_of(http: Request) -> Asked:
    """What a request asks. Raises `InvalidParameters`, `NotSupported`."""
    given = http.query_params
    if given.get("format") != "json":
        raise InvalidParameters("The answer is JSON, and the request says so.", hint="Add format=json.")
    ids = [each for part in given.getlist("id") for each in part.split(_SEPARATOR) if each.strip()]
    if not ids:
        raise InvalidParameters("There is no identifier.", hint="Add id=, several joined by a vertical bar.")
    if any(len(each) > _LONGEST for each in ids):
        raise InvalidParameters(f"An identifier has at most {_LONGEST} characters.")
    if "patron" in given:
        raise NotSupported("Availability is told for groups of patrons, not for one of them.")
    unique = tuple(dict.fromkeys(ids))
    return Asked(unique[:MOST], unique[MOST:], given.get("patron-type"), callback_of(http))


def group_iri(base: str, tenant: str, group: str) -> str:
    """How the protocols name a group of patrons of a library."""
    return f"{base}{tenant}/patron-groups/{quote(group, safe='')}"


def group_named(base: str, tenant: str, iri: str) -> str:
    """The group that an IRI names; empty where it names none of this library."""
    start = group_iri(base, tenant, "")
    return unquote(iri.removeprefix(start)) if iri.startswith(start) else ""


def _next(http: Request, rest: tuple[str, ...]) -> str:
    """Where the remaining identifiers are answered, seen from the address that was asked."""
    kept = [(name, value) for name, value in http.query_params.multi_items() if name != "id"]
    return f"?{urlencode([('id', _SEPARATOR.join(rest)), *kept])}"
