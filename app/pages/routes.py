"""The addresses of the public's pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.auth.cookies import drop_session, keep_session
from app.pages import account, paying, sitemap, views
from app.pages.addresses import COLLECTIONS, PLACES
from app.pages.asking import Asker, Json
from app.pages.endpoint import PageEndpoint
from app.pages.notifications import PaymentNotifications
from app.pages.rendering import style, style_name
from app.protocols.exchange import refusal
from app.protocols.graphql.gate import Claim, Gate
from app.protocols.linked.answers import OPEN, PREFLIGHT, refused
from app.protocols.linked.endpoint import LinkedData
from app.protocols.linked.formats import HTML, OF_RDF, media_types, split
from app.protocols.linked.memento import TimeMaps
from app.protocols.linked.preferences import preferred
from app.protocols.sessions import begin, end, refused_slowly
from graph.access.model import AccessError
from graph.services import Services
from graph.store.names import NETWORKS
from mappings.errors import CatalographError

_FOR_GOOD: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
_ASK_AGAIN: Final = {"Cache-Control": "no-cache"}
_NOWHERE: Final = {"Cache-Control": "no-store"}


class PublicPages:
    """The pages of an installation and of each of its libraries."""

    def __init__(self, gate: Gate, asker: Asker, clock: Callable[[], datetime]) -> None:
        self._gate = gate
        self._pages = PageEndpoint(gate, asker, clock)
        self._notifications = PaymentNotifications(gate)
        self._indexes = sitemap.Indexes()
        self._time_maps = TimeMaps(gate, clock)
        self._linked = LinkedData(gate, self._in_schema_org, clock)

    def routes(self) -> list[Route]:
        """Where they are."""
        shows, does = self._pages.shows, self._pages.does
        return [
            Route("/", shows(views.libraries), methods=["GET"]),
            Route("/robots.txt", self.robots, methods=["GET"]),
            Route("/sitemap.xml", self.map, methods=["GET"]),
            Route("/pages/{name}.css", self.style, methods=["GET"]),
            Route("/{tenant}/{name}.css", self.style, methods=["GET"]),
            Route("/networks/{network}", self.network, methods=["GET", "OPTIONS"]),
            Route("/networks/{network}/", self.network, methods=["GET", "OPTIONS"]),
            Route("/{tenant}", shows(views.library), methods=["GET"]),
            Route("/{tenant}/", shows(views.library), methods=["GET"]),
            Route("/{tenant}/sitemap.xml", self.map, methods=["GET"]),
            Route("/{tenant}/works.xml", self.works, methods=["GET"]),
            Route("/{tenant}/search", shows(views.search), methods=["GET"]),
            Route("/{tenant}/about", shows(views.about), methods=["GET"]),
            Route("/{tenant}/sign-in", shows(account.sign_in), methods=["GET"]),
            Route("/{tenant}/account/sign-in", self.sign_in, methods=["POST"]),
            Route("/{tenant}/account/sign-out", self.sign_out, methods=["POST"]),
            Route("/{tenant}/account", shows(account.account), methods=["GET"]),
            Route("/{tenant}/account/renew", does(account.renew), methods=["POST"]),
            Route("/{tenant}/account/cancel", does(account.cancel), methods=["POST"]),
            Route("/{tenant}/account/pay", does(paying.pay), methods=["POST"]),
            Route("/{tenant}/account/payment", shows(paying.payment), methods=["GET"]),
            Route("/{tenant}/payments/{reference}", self._notifications.take, methods=["POST"]),
            Route("/{tenant}/request", shows(account.requesting), methods=["GET"]),
            Route("/{tenant}/request", does(account.request), methods=["POST"]),
            *self._time_maps.routes(),
            *(
                Route(f"/{{tenant}}/{each}/{{name}}", self.resource, methods=["GET", "OPTIONS"])
                for each in sorted(COLLECTIONS | PLACES)
            ),
        ]

    async def resource(self, http: Request) -> Response:
        """A resource as a page, or as the data that a program asks for."""
        try:
            answer = await self._linked(http)
        except CatalographError as error:
            kinds = [HTML, "application/json"]
            if split(http.path_params["name"])[1] not in {None, "html"}:  # an address that programs ask
                kinds.reverse()
            if preferred(http.headers.get("accept"), kinds) == HTML:
                return await self._pages.refused(http, error)
            return refused(error, http)
        if answer is not None:
            return answer
        collection, (name, _) = http.url.path.split("/")[2], split(http.path_params["name"])
        owner = http.path_params["tenant"]
        if owner == NETWORKS:
            return await self._pages.shows(lambda visit: views.shared(visit, collection, name))(http)
        if collection in PLACES:
            return RedirectResponse(f"/{owner}/", 303, _ASK_AGAIN)
        return await self._pages.shows(lambda visit: views.resource(visit, collection, name))(http)

    async def network(self, http: Request) -> Response:
        """A network as a page, or where its data set is described."""
        http.scope["catalograph.operation"] = "page"
        if http.method == "OPTIONS":
            return Response(None, 204, OPEN | PREFLIGHT)
        slug = http.path_params["network"]
        if preferred(http.headers.get("accept"), [HTML, *media_types(OF_RDF)]) in {HTML, None}:
            return await self._pages.shows(lambda visit: views.network(visit, slug))(http)
        return Response(None, 303, OPEN | {"Location": f"/networks/{quote(slug)}/void"})

    async def style(self, http: Request) -> Response:
        """The style of the pages, under the hash of its content."""
        tenant = http.path_params.get("tenant")
        found = self._gate.services.tenants.tenants([tenant])[0] if tenant else None
        accent = None if found is None else found.appearance.accent
        if f"{http.path_params['name']}.css" != style_name(accent):
            return Response("There is no such file.", 404, _ASK_AGAIN, "text/plain")
        return Response(style(accent), 200, _FOR_GOOD, "text/css; charset=utf-8")

    async def robots(self, _: Request) -> Response:
        """What robots may ask."""
        return Response(sitemap.robots(self._gate.services.names.base), 200, _ASK_AGAIN, "text/plain; charset=utf-8")

    async def map(self, http: Request) -> Response:
        """An index of sitemaps."""
        return await self._mapped(http, self._indexes.of, http.path_params.get("tenant"))

    async def works(self, http: Request) -> Response:
        """A sitemap of some works of a library."""
        after = http.query_params.get("after")

        def listed(services: Services, slug: str | None) -> str:
            return sitemap.works(services, slug or "", after)

        return await self._mapped(http, listed, http.path_params["tenant"])

    async def sign_in(self, http: Request) -> Response:
        """Begin the session of a patron, and go where they wanted to."""
        http.scope["catalograph.operation"] = "page"
        given: Mapping[str, str] = {}
        try:
            given = await self._pages.given(http)
            async with refused_slowly():
                begun = await begin(self._gate, http, given)
        except AccessError as error:
            code, message = error.full_code, error.message
            return await self._pages.does(
                lambda visit: account.sign_in(visit, visit.wording.refused(code, message), 403), given
            )(http)
        except CatalographError as error:
            return await self._pages.refused(http, error)
        back = account.safe_back(http.path_params["tenant"], given.get("back", ""))
        response = RedirectResponse(back, 303, _NOWHERE)
        keep_session(http, response, begun.secret)
        return response

    async def sign_out(self, http: Request) -> Response:
        """End the session of whoever is signed in here."""
        http.scope["catalograph.operation"] = "page"
        try:
            await self._pages.given(http)
            await end(self._gate, http)
        except CatalographError as error:
            return await self._pages.refused(http, error)
        response = RedirectResponse(f"/{http.path_params['tenant']}/", 303, _NOWHERE)
        drop_session(http, response)
        return response

    def _in_schema_org(self, http: Request, claim: Claim, iri: str) -> Json:
        return views.in_schema_org(self._pages.visit(http, claim, {}), iri)

    async def _mapped(self, http: Request, make: Callable[[Services, str | None], str], slug: str | None) -> Response:
        http.scope["catalograph.operation"] = "page"
        try:
            text = await self._gate.work(make, self._gate.services, slug)
        except CatalographError as error:
            return refusal(error, http)
        return Response(text, 200, _ASK_AGAIN, "application/xml; charset=utf-8")
