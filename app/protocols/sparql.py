"""The SPARQL 1.1 protocol, reading only: `/sparql`, and `/{tenant}/sparql` to act in a library.

Results are SPARQL JSON (SELECT, ASK) or N-Triples (CONSTRUCT, DESCRIBE). What may be asked, and over which graphs, is
decided in `graph.research`. `X-After-Event` names an event that the answer must know of, such as one's own write; the
answer's `X-Event` tells the last one it knows.
"""

from __future__ import annotations

from typing import Any, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.protocols.exchange import claim_of, refusal
from app.protocols.graphql.body import MOST_OCTETS, BadRequest, UnsupportedMedia, form_of, whole_body
from app.protocols.graphql.gate import Claim, Gate
from app.protocols.graphql.media import content_type
from graph.store.sparql import SparqlAnswer, Term, TermType
from mappings.errors import CatalographError

_DIGITS: Final = 18
_RESULTS: Final = "application/sparql-results+json"


class SparqlEndpoint:
    """Answers GET with `query`, POST of a form, and POST of `application/sparql-query`."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def __call__(self, http: Request) -> Response:
        """Answer one query."""
        try:
            claim = claim_of(http)
            text = http.query_params.get("query") if http.method == "GET" else await _posted(http)
            if not text:
                raise BadRequest("There is no query.", hint="Send it as the parameter `query`.")
            answer = await self._gate.wait(self._ask, claim, text, _event_of(http))
        except CatalographError as error:
            return refusal(error, http)
        if answer.triples is not None:
            return Response(answer.triples, 200, _headers(answer), "application/n-triples")
        return Response(orjson.dumps(_results(answer)), 200, _headers(answer), _RESULTS)

    def _ask(self, claim: Claim, text: str, after_event: int | None) -> SparqlAnswer:
        services = self._gate.services
        actor = self._gate.caller(claim).actor
        return services.research.sparql(actor, text, services.access.scope(actor), after_event=after_event)


def _event_of(http: Request) -> int | None:
    given = http.headers.get("x-after-event")
    if given is None:
        return None
    if not given.isascii() or not given.isdecimal() or len(given) > _DIGITS:
        raise BadRequest("X-After-Event is the number of an event.", hint="Send the `event` that a mutation answered.")
    return int(given)


async def _posted(http: Request) -> str:
    media, _ = content_type(http.headers.get("content-type"))
    body = await whole_body(http, MOST_OCTETS)
    if media == "application/sparql-query":
        return body.decode("utf-8", "replace")
    if media == "application/x-www-form-urlencoded":
        return form_of(body).get("query", "")
    raise UnsupportedMedia("A query is posted as application/sparql-query or as a form.")


def _headers(answer: SparqlAnswer) -> dict[str, str]:
    return {
        "Cache-Control": "no-store",
        "X-Truncated": "true" if answer.truncated else "false",
        "X-Event": str(answer.position),
    }


def _results(answer: SparqlAnswer) -> dict[str, Any]:
    if answer.boolean is not None:
        return {"head": {}, "boolean": answer.boolean}
    rows = [
        {name: _term(term) for name, term in zip(answer.variables, row, strict=True) if term is not None}
        for row in answer.rows
    ]
    return {"head": {"vars": list(answer.variables)}, "results": {"bindings": rows}}


def _term(term: Term) -> dict[str, str]:
    if term.type is TermType.IRI:
        return {"type": "uri", "value": term.value}
    if term.type is TermType.BNODE:
        return {"type": "bnode", "value": term.value}
    found = {"type": "literal", "value": term.value}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype:
        found["datatype"] = term.datatype
    return found
