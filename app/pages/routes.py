"""The addresses of the public's pages."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from app.auth.cookies import check_origin, drop_session, keep_session, session_secret
from app.pages import account, paying, sitemap, views
from app.pages.addresses import COLLECTIONS
from app.pages.asking import Asker, NothingThere
from app.pages.endpoint import PageEndpoint
from app.pages.formats import answer, split, written
from app.pages.notifications import PaymentNotifications
from app.pages.rendering import style, style_name
from app.pages.visit import Shown, Visit
from app.protocols.exchange import claim_of, refusal
from app.protocols.graphql.body import form_of, whole_body
from app.protocols.graphql.gate import Gate
from graph.access.sign_in import SignInRefused
from graph.services import Services
from mappings.errors import CatalographError

_FOR_GOOD: Final = {"Cache-Control": "public, max-age=31536000, immutable"}
_ASK_AGAIN: Final = {"Cache-Control": "no-cache"}
_FAILURE_S: Final = 1.0
"""How long a refused sign-in takes at least, whatever was wrong."""
_MOST_OCTETS: Final = 20_000


class PublicPages:
    """The pages of an installation and of each of its libraries."""

    def __init__(self, gate: Gate, asker: Asker, clock: Callable[[], datetime]) -> None:
        self._gate = gate
        self._pages = PageEndpoint(gate, asker, clock)
        self._notifications = PaymentNotifications(gate)

    def routes(self) -> list[Route]:
        """Where they are."""
        shows, does = self._pages.shows, self._pages.does
        return [
            Route("/", shows(views.libraries), methods=["GET"]),
            Route("/robots.txt", self.robots, methods=["GET"]),
            Route("/sitemap.xml", self.map, methods=["GET"]),
            Route("/pages/{name}.css", self.style, methods=["GET"]),
            Route("/{tenant}/{name}.css", self.style, methods=["GET"]),
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
            *(Route(f"/{{tenant}}/{each}/{{name}}", self.resource, methods=["GET"]) for each in sorted(COLLECTIONS)),
        ]

    async def resource(self, http: Request) -> Response:
        """A resource as a page, or in the format that its address ends with."""
        collection = http.url.path.split("/")[2]
        name, ending = split(http.path_params["name"])
        if ending is None:
            return await self._pages.shows(lambda visit: views.resource(visit, collection, name))(http)
        try:
            octets, media = await self._gate.work(self._written, http, collection, name, ending)
        except CatalographError:
            return await self._pages.shows(_nothing)(http)
        return answer(http, octets, media, name)

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
        slug = http.path_params.get("tenant")
        return await self._mapped(http, sitemap.whole_index if slug is None else sitemap.library_index, slug)

    async def works(self, http: Request) -> Response:
        """A sitemap of some works of a library."""
        after = http.query_params.get("after")

        def listed(services: Services, slug: str) -> str:
            return sitemap.works(services, slug, after)

        return await self._mapped(http, listed, http.path_params["tenant"])

    async def sign_in(self, http: Request) -> Response:
        """Begin the session of a patron, and go where they wanted to."""
        began = time.monotonic()
        http.scope["catalograph.operation"] = "page"
        try:
            check_origin(http)
            given = form_of(await whole_body(http, _MOST_OCTETS))
            secret = await self._gate.wait(self._begin, http.path_params["tenant"], given, _address(http))
        except SignInRefused as error:
            await asyncio.sleep(max(0.0, _FAILURE_S - (time.monotonic() - began)))
            message = error.message
            return await self._pages.does(lambda visit: account.sign_in(visit, message, 403), given)(http)
        except CatalographError as error:
            return refusal(error, http)
        if (before := session_secret(http)) is not None:
            await self._gate.work(self._gate.services.sign_in.sessions.end, before)
        back = await self._gate.work(self._back, http, given)
        response = RedirectResponse(back, 303, {"Cache-Control": "no-store"})
        keep_session(http, response, secret)
        return response

    async def sign_out(self, http: Request) -> Response:
        """End the session of whoever is signed in here."""
        http.scope["catalograph.operation"] = "page"
        try:
            check_origin(http)
        except CatalographError as error:
            return refusal(error, http)
        if (secret := session_secret(http)) is not None:
            await self._gate.work(self._gate.services.sign_in.sessions.end, secret)
        response = RedirectResponse(f"/{http.path_params['tenant']}/", 303, {"Cache-Control": "no-store"})
        drop_session(http, response)
        return response

    def _written(self, http: Request, collection: str, name: str, ending: str) -> tuple[bytes, str]:
        return written(self._pages.visit(http, claim_of(http), {}), collection, name, ending)

    def _begin(self, tenant: str, given: dict[str, str], address: str) -> str:
        service = self._gate.services.patron_sign_in
        card, password, code = (given.get(each, "") for each in ("barcode", "password", "code"))
        if code:
            return service.use_code(tenant, card, code, given.get("newPassword", ""), address).secret
        return service.sign_in(tenant, card, password, address).secret

    def _back(self, http: Request, given: dict[str, str]) -> str:
        return account.safe_back(self._pages.visit(http, claim_of(http), given), given.get("back", ""))

    async def _mapped(self, http: Request, make: Callable[..., str], slug: str | None) -> Response:
        http.scope["catalograph.operation"] = "page"
        services = self._gate.services
        try:
            text = await self._gate.work(make, services, *(() if slug is None else (slug,)))
        except CatalographError as error:
            return refusal(error, http)
        return Response(text, 200, _ASK_AGAIN, "application/xml; charset=utf-8")


def _nothing(_: Visit) -> Shown:
    raise NothingThere


def _address(http: Request) -> str:
    return "" if http.client is None else http.client.host
