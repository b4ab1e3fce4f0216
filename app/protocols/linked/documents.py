"""Documents that describe not one resource but all of them: the data sets, and our ontology at its address."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.auth.bearer import NoSuchLibrary
from app.downloads import LATEST, Downloads
from app.protocols.exchange import claim_of
from app.protocols.graphql.gate import Claim, Gate
from app.protocols.linked.answers import OPEN, PREFLIGHT, NotInThatFormat, is_known, refused
from app.protocols.linked.datasets import INSTALLATION, NAMESPACES, of_installation, of_library, of_network
from app.protocols.linked.formats import ENDING_OF, FORMS, HTML, OF_RDF, from_nodes, media_types
from app.protocols.linked.preferences import preferred
from app.protocols.public_graphs import public_graph
from graph.access.model import Forbidden, Reading
from graph.tenants.model import Tenant
from mappings.bibframe.node import Node
from mappings.bibframe.ontology import ontology
from mappings.errors import CatalographError

_GET: Final = ["GET", "OPTIONS"]
_WORDS: Final = {"vann": "http://purl.org/vocab/vann/"}
Make = Callable[[str, Claim, Mapping[str, str]], bytes]
"""Writes a document in the format of an ending, for whoever asks; with what the address names."""


class Documents:
    """Where data sets and the ontology are described, in every format of RDF."""

    def __init__(self, gate: Gate, downloads: Downloads) -> None:
        self._gate, self._downloads = gate, downloads

    def routes(self) -> list[Route]:
        """Each at its address, and in each format at the address with its ending."""
        return [
            Route(f"/{INSTALLATION}", self._answering(self._installation), methods=_GET),
            Route("/ns/lsp", self._answering(_ontology), methods=_GET),
            Route("/ns/lsp.{ending}", self._answering(_ontology), methods=_GET),
            Route("/networks/{network}/void", self._answering(self._network), methods=_GET),
            Route("/networks/{network}/void.{ending}", self._answering(self._network), methods=_GET),
            Route("/graphs/network/{network}", self._network_itself, methods=_GET),
            Route("/{tenant}/void", self._answering(self._library), methods=_GET),
            Route("/{tenant}/void.{ending}", self._answering(self._library), methods=_GET),
            Route("/tenants/{tenant}", self._library_itself, methods=_GET),
            Route("/{tenant}/graphs/catalogue", self._library_itself, methods=_GET),
        ]

    async def _library_itself(self, http: Request) -> Response:
        """A library, or its catalogue, is what its start page shows and what its data set is described as."""
        http.scope["catalograph.operation"] = "page"
        if http.method == "OPTIONS":
            return Response(None, 204, OPEN | PREFLIGHT)
        try:
            await self._gate.work(self._gate.caller, claim_of(http))
            is_page = preferred(http.headers.get("accept"), [HTML, *media_types(OF_RDF)]) == HTML
        except CatalographError as error:
            return refused(error, http)
        place = f"/{http.path_params['tenant']}/"
        return Response(None, 303, OPEN | {"Location": place if is_page else f"{place}void"})

    def _answering(self, make: Make) -> Callable[[Request], object]:
        async def answer(http: Request) -> Response:
            http.scope["catalograph.operation"] = "page"
            if http.method == "OPTIONS":
                return Response(None, 204, OPEN | PREFLIGHT)
            try:
                ending = _ending_of(http)
                return await self._gate.work(self._answer, http, ending, claim_of(http), make)
            except CatalographError as error:
                return refused(error, http)

        return answer

    def _answer(self, http: Request, ending: str, claim: Claim, make: Make) -> Response:
        octets = make(ending, claim, http.path_params)
        tag = f'"{sha256(octets).hexdigest()[:32]}"'
        if is_known(http, tag, None):
            return Response(None, 304, OPEN | {"ETag": tag})
        return Response(octets, 200, OPEN | {"ETag": tag}, FORMS[ending].media)

    async def _network_itself(self, http: Request) -> Response:
        """What a network shares is what its page tells of, and its data set is described as."""
        http.scope["catalograph.operation"] = "page"
        if http.method == "OPTIONS":
            return Response(None, 204, OPEN | PREFLIGHT)
        return Response(None, 303, OPEN | {"Location": f"/networks/{quote(http.path_params['network'])}"})

    def _installation(self, ending: str, claim: Claim, _: Mapping[str, str]) -> bytes:
        services, actor = self._gate.services, self._gate.caller(claim).actor
        readable = services.access.readable_tenants(services.access.scope(actor))
        networks = services.tenants.networks(sorted(services.tenants.policies().readable_networks(actor)))
        tenants = self._tenants(readable)
        return _written(of_installation(services, tenants, [each for each in networks if each is not None]), ending)

    def _network(self, ending: str, claim: Claim, named: Mapping[str, str]) -> bytes:
        services, slug = self._gate.services, named["network"]
        try:
            scope = services.access.scope(self._gate.caller(claim).actor, Reading(network=slug))
        except Forbidden as error:
            raise NoSuchLibrary(error.message) from None
        network, members = services.tenants.network(slug), self._tenants(services.access.readable_tenants(scope))
        return _written(of_network(services, network, members, self._offered({"network": slug})), ending)

    def _tenants(self, slugs: Iterable[str]) -> list[Tenant]:
        return [each for each in self._gate.services.tenants.tenants(sorted(slugs)) if each is not None]

    def _library(self, ending: str, claim: Claim, _: Mapping[str, str]) -> bytes:
        services, actor = self._gate.services, self._gate.caller(claim).actor
        tenant = services.tenants.tenant(claim.tenant or "")
        offered = self._offered({"tenant": tenant.slug})
        return _written(of_library(services, tenant, services.access.scope(actor), offered), ending)

    def _offered(self, named: Mapping[str, str]) -> list[tuple[str, str]] | None:
        """The files of a library or network that is public with their media types."""
        try:
            public = public_graph(self._gate.services, named)
        except NoSuchLibrary:
            return None
        made = self._downloads.latest(public)
        files = () if made is None else made.files
        return [(f"{public.address}/downloads/{LATEST}/{each.name}", each.media) for each in files]


def _written(nodes: list[Node], ending: str) -> bytes:
    return from_nodes(nodes, NAMESPACES, ending)


def _ontology(ending: str, _claim: Claim, _named: Mapping[str, str]) -> bytes:
    return _published(ending)


@lru_cache(maxsize=len(OF_RDF))
def _published(ending: str) -> bytes:
    return from_nodes(ontology(), _WORDS, ending)


def _ending_of(http: Request) -> str:
    """The format that the address or the client names; Turtle for a browser. Raises `NotInThatFormat`."""
    named = http.path_params.get("ending")
    if named is not None:
        if named in OF_RDF:
            return str(named)
        raise NotInThatFormat("There is no such format of this.", hint=f"The endings are {', '.join(OF_RDF)}.")
    wanted = preferred(http.headers.get("accept"), [*media_types(OF_RDF), HTML])
    if wanted is None:
        raise NotInThatFormat("This is in none of the formats that are asked for.", hint="Ask for text/turtle.")
    return ENDING_OF.get(wanted, "ttl")
