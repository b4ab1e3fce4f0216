"""Descriptions for other systems of BIBFRAME: `/{tenant}/exchange?id=…` answers with works, instances or items and all
that belongs to them, as a package or in a format of RDF. Who reads the library's source records gets what came as RDF
as it came, with what people changed; everybody else the library's own words.
"""

from __future__ import annotations

from io import BytesIO
from typing import ClassVar, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.clock import clock
from app.formats import Format
from app.giving import Package, write
from app.protocols.exchange import claim_of, refusal
from app.protocols.graphql.body import BadRequest
from app.protocols.graphql.gate import Claim, Gate
from app.protocols.harvesting import parameters
from app.protocols.linked.answers import NotInThatFormat, NotThere
from graph.catalogue.validation import valid_iri
from mappings.errors import CatalographError

MOST_ASKED: Final = 20
MOST_GIVEN: Final = 2_000
_PACKAGE: Final = "package"
_MEDIA: Final = {
    _PACKAGE: ("application/zip", "zip"),
    Format.NQUADS: ("application/n-quads", "nq"),
    Format.NTRIPLES: ("application/n-triples", "nt"),
    Format.TURTLE: ("text/turtle", "ttl"),
    Format.JSONLD: ("application/ld+json", "jsonld"),
    Format.RDFXML: ("application/rdf+xml", "rdf"),
}
_HEADERS: Final = {"Cache-Control": "no-store", "Vary": "Authorization, Cookie"}


class NotGiven(BadRequest):
    """A request for descriptions that names none, too many, or a format that there is not."""

    code: ClassVar[str] = "NOT_GIVEN"
    hint: ClassVar[str] = (
        f"Name 1 to {MOST_ASKED} resources by id=, and a format: {', '.join(_MEDIA)}. "
        "`catalograph export --as-received` writes whole libraries."
    )


class GivingEndpoint:
    """Answers those who take descriptions elsewhere."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    def routes(self) -> list[Route]:
        """Where it is."""
        return [Route("/{tenant}/exchange", self.__call__, methods=["GET"])]

    async def __call__(self, http: Request) -> Response:
        """Answer one request."""
        http.scope["catalograph.operation"] = "page"
        try:
            given = await parameters(http)
            ids = [value for name, value in given if name == "id"]
            formats = [value for name, value in given if name == "format"] or [_PACKAGE]
            if not 1 <= len(ids) <= MOST_ASKED or len(formats) > 1 or formats[0] not in _MEDIA:
                raise NotGiven("It is not said what is wanted, or in which format.")
            octets = await self._gate.work(self._answer, claim_of(http), http.path_params["tenant"], ids, formats[0])
        except CatalographError as error:
            return refusal(error, http)
        media, ending = _MEDIA[formats[0]]
        named = {"Content-Disposition": f'attachment; filename="{http.path_params["tenant"]}.{ending}"'}
        return Response(octets, 200, _HEADERS | named, media)

    def _answer(self, claim: Claim, slug: str, ids: list[str], format: str) -> bytes:
        services = self._gate.services
        scope = services.access.scope(self._gate.caller(claim).actor)
        wanted = services.exchange.together(slug, [each for each in ids if valid_iri(each)], scope)
        if not wanted:
            raise NotThere("None of these is described here.")
        if len(wanted) > MOST_GIVEN:
            raise NotGiven(f"More than {MOST_GIVEN:,} descriptions belong together there.")
        given = services.exchange.some(slug, wanted, scope)
        out, unsaid = BytesIO(), list[str]()
        if format == _PACKAGE:
            Package(out, services.names.tenant(slug), clock()).write(given)
        else:
            write(given, out, Format(format), unsaid.append)
        if unsaid:
            raise NotInThatFormat(f"{unsaid[0]}.", hint="Ask for another format.")
        return out.getvalue()
