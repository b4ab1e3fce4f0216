"""The SPARQL 1.1 protocol over HTTP: `/sparql` over everything that whoever asks may read, `/{tenant}/sparql` over what
they read in a library, `/networks/{network}/sparql` over what a network shares.

What may be asked, and over which graphs, is decided in `graph.research`: a request can name some of those with
`default-graph-uri` and `named-graph-uri`, never others. Who prefers to is answered later, see
`app.protocols.sparql.runs`. `X-After-Event` names an event that the answer must know of,
such as one's own write; the answer's `X-Event` tells the last one it knows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from app.clock import clock
from app.protocols.exchange import claim_of, refusal
from app.protocols.graphql.body import MOST_OCTETS, BadRequest, UnsupportedMedia, whole_body
from app.protocols.graphql.gate import Claim, Gate
from app.protocols.graphql.media import content_type
from app.protocols.linked.answers import NotInThatFormat
from app.protocols.linked.formats import ENDING_OF, FORMS, HTML, OF_RDF, media_types
from app.protocols.linked.memento import AS_OF, moment_in
from app.protocols.linked.preferences import preferred
from app.protocols.replies import MethodUnknown
from app.protocols.sparql.description import described
from app.protocols.sparql.results import written
from app.protocols.sparql.runs import accepted, is_preferred
from graph.access.model import Actor, Reading
from graph.research.runs import Run
from graph.store.scope import Scope
from graph.store.sparql import NamedGraphs, SparqlAnswer
from mappings.errors import CatalographError

_TAKEN: Final = "GET, HEAD, OPTIONS, POST"
_DIGITS: Final = 18
_MOST_FIELDS: Final = 1_000
_OPEN: Final = {
    "Cache-Control": "no-store",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Location, Preference-Applied, X-Event, X-Request-Id, X-Truncated",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept, Authorization, Cookie",
}
_PREFLIGHT: Final = {
    "Allow": _TAKEN,
    "Access-Control-Allow-Methods": _TAKEN,
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type, Prefer, X-After-Event, X-Tenant",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True, slots=True)
class _Asked:
    """One query: its text, the graphs that the request names, the event it must know of; or as of when it is asked."""

    text: str
    dataset: NamedGraphs | None
    after_event: int | None
    network: str | None
    moment: datetime | None = None


class SparqlEndpoint:
    """Answers queries sent with GET, as a form or as they are; and who asks nothing with what it is."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def __call__(self, http: Request) -> Response:
        """Answer one query."""
        if http.method == "OPTIONS":
            return Response(None, 204, _OPEN | _PREFLIGHT)
        try:
            return await self._answer(http)
        except CatalographError as error:
            answer = refusal(error, http)
            answer.headers.update(_OPEN | ({"Allow": _TAKEN} if answer.status_code == 405 else {}))
            return answer

    async def _answer(self, http: Request) -> Response:
        claim = claim_of(http)
        if http.method in {"GET", "HEAD"} and not http.url.query:
            return await self._gate.work(self._described, http, claim)
        asked = await _asked_of(http)
        if is_preferred(http) and asked.moment is None:
            return accepted(await self._gate.wait(self._begin, claim, asked))
        answer = await self._gate.wait(self._ask, claim, asked)
        octets, media = await self._gate.work(written, answer, http.headers.get("accept"))
        told = {"X-Truncated": "true" if answer.truncated else "false", "X-Event": str(answer.position)}
        return Response(octets, 200, _OPEN | told, media)

    def _ask(self, claim: Claim, asked: _Asked) -> SparqlAnswer:
        actor, scope = self._reads(claim, asked.network)
        if asked.moment is not None:
            past = self._gate.services.past
            return past.sparql(actor, asked.text, scope, asked.moment, dataset=asked.dataset)
        research = self._gate.services.research
        return research.sparql(actor, asked.text, scope, after_event=asked.after_event, dataset=asked.dataset)

    def _begin(self, claim: Claim, asked: _Asked) -> Run:
        actor, scope = self._reads(claim, asked.network)
        runs = self._gate.services.query_runs
        return runs.start(actor, asked.text, scope, after_event=asked.after_event, dataset=asked.dataset)

    def _reads(self, claim: Claim, network: str | None) -> tuple[Actor, Scope]:
        """Who asks and what the address is of: a network, a library, or everything that they may read."""
        actor = self._gate.caller(claim).actor
        everything = Reading(all=True) if claim.tenant is None else None
        reading = everything if network is None else Reading(network=network)
        return actor, self._gate.services.access.scope(actor, reading)

    def _described(self, http: Request, claim: Claim) -> Response:
        _, scope = self._reads(claim, http.path_params.get("network"))
        services = self._gate.services
        wanted = preferred(http.headers.get("accept"), [*media_types(OF_RDF), HTML])
        if wanted is None:
            raise NotInThatFormat("There is no query, and what this is is told in RDF.", hint="Ask for text/turtle.")
        ending = ENDING_OF.get(wanted, "ttl")
        address = services.names.base + http.url.path.lstrip("/")
        octets = described(address, services.research.graphs(scope), ending)
        return Response(octets, 200, _OPEN, FORMS[ending].media)


async def _asked_of(http: Request) -> _Asked:
    fields = http.query_params.multi_items()
    if http.method == "POST":
        fields += await _posted(http)
    elif http.method not in {"GET", "HEAD"}:
        raise MethodUnknown("A query is sent with GET or POST.", hint="Look at the answer's Allow header.")
    texts = [value for name, value in fields if name == "query"]
    if len(texts) != 1 or not texts[0]:
        said = "There is no query." if not texts or not texts[0] else "There is more than one query."
        raise BadRequest(said, hint="Send one as the parameter `query`.")
    default = tuple(value for name, value in fields if name == "default-graph-uri")
    named = tuple(value for name, value in fields if name == "named-graph-uri")
    dataset = NamedGraphs(default, named) if default or named else None
    return _Asked(texts[0], dataset, _event_of(http), http.path_params.get("network"), _moment_of(fields))


def _moment_of(fields: list[tuple[str, str]]) -> datetime | None:
    """As of when is asked. Who asks again about today means the same moment: the beginning of the hour."""
    now = clock()
    given = next((value for name, value in fields if name == AS_OF), None)
    return moment_in(given, now, today=now.replace(minute=0, second=0, microsecond=0))


async def _posted(http: Request) -> list[tuple[str, str]]:
    """The fields of what was posted. Raises `UnsupportedMedia`, `BadRequest`, `BodyTooLarge`."""
    media, charset = content_type(http.headers.get("content-type"))
    if media not in {"application/sparql-query", "application/x-www-form-urlencoded"} or charset not in {
        "utf-8",
        "utf8",
    }:
        raise UnsupportedMedia(
            "A query is posted as application/sparql-query or as a form, in UTF-8.",
            hint="Set the header Content-Type.",
        )
    try:
        text = (await whole_body(http, MOST_OCTETS)).decode()
        if media == "application/sparql-query":
            return [("query", text)]
        return parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except UnicodeDecodeError:
        raise BadRequest("The query is not in UTF-8.", hint="Encode it so.") from None
    except ValueError:
        raise BadRequest(f"A form may have {_MOST_FIELDS:,} fields.", hint="Name fewer graphs.") from None


def _event_of(http: Request) -> int | None:
    given = http.headers.get("x-after-event")
    if given is None:
        return None
    if not given.isascii() or not given.isdecimal() or len(given) > _DIGITS:
        raise BadRequest("X-After-Event is the number of an event.", hint="Send the `event` that a mutation answered.")
    return int(given)
