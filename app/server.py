"""The HTTP server: one Starlette application over one installation. `application` is what uvicorn's workers call."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from app.auth.provider import provider_of
from app.bootstrap import Installation, install
from app.clock import clock
from app.downloads import Downloads
from app.envelope import Envelope, NoSuchAddress, WrongMethod, problem
from app.graphiql import GraphiQL
from app.listening import end_with_starter, when_asked_to_end
from app.metrics import metrics_route
from app.pages.asking import Asker
from app.pages.routes import PublicPages
from app.patience import Arriving
from app.protocols.changes import ChangesEndpoint
from app.protocols.daia.endpoint import DaiaEndpoint
from app.protocols.downloading import DownloadsEndpoint
from app.protocols.giving import GivingEndpoint
from app.protocols.graphql.body import BadRequest
from app.protocols.graphql.documents import Documents, read_manifest
from app.protocols.graphql.gate import Gate
from app.protocols.graphql.http import GraphQLEndpoint
from app.protocols.graphql.websocket import GraphQLSocket
from app.protocols.health import health_routes
from app.protocols.iso18626.endpoint import Iso18626Endpoint
from app.protocols.linked.documents import Documents as LinkedDocuments
from app.protocols.ncip.endpoint import NcipEndpoint
from app.protocols.oai.endpoint import OaiEndpoint
from app.protocols.paia.auth import PaiaAuth
from app.protocols.paia.core import PaiaCore
from app.protocols.profiles import profile_routes
from app.protocols.replies import EVERY_METHOD
from app.protocols.sign_in import SignInPages
from app.protocols.sparql.endpoint import SparqlEndpoint
from app.protocols.sparql.runs import RunsEndpoint
from app.protocols.sru.endpoint import SruEndpoint
from app.protocols.suggest import SUGGEST_ADDRESSES, SuggestEndpoint
from app.settings import Settings, read_settings
from app.tracing import tracing
from app.web_client import WebClient
from graph.tenants.spending import SharedAccounts
from schema.build import schema
from schema.running.engine import Engine
from schema.running.limits import Budgets, Limits, Unmetered

_MEGABYTE: Final = 1_000_000
_COST_OF_A_PAGE: Final = 1_000_000
"""More than any stored query of the pages costs."""


def application() -> Starlette:
    """The application of the installation that the environment names, for a worker process of its own."""
    end_with_starter()
    found = serving(install(read_settings(), create=True, measured=True), owned=True)
    _settle()
    return found


def _settle() -> None:
    """Leave what lives as long as the process out of garbage collection, and look for garbage less often.

    A request makes tens of thousands of objects and hardly a cycle; collecting took a quarter of the time of a search
    page.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def serving(installation: Installation, *, owned: bool = False) -> Starlette:
    """The application over an open installation; it closes the installation at its end where it is `owned`."""
    settings, services = installation.settings, installation.services
    kept = settings.store is not None and settings.store.is_kept
    engine = Engine(
        schema(),
        services,
        limits(settings),
        clock,
        introspection=settings.introspection,
        budgets=Budgets(clock, SharedAccounts(installation.layout.spending) if kept else None),
    )
    gate = Gate(
        services,
        engine,
        installation.layout.uploads,
        upload_limit=settings.upload_limit_mb * _MEGABYTE,
        time_limit_s=settings.request_time_limit_s,
        batch_limit=settings.batch_limit,
        documents=_documents(settings),
        freshness=partial(_state, installation),
    )

    services.query_runs.wake()  # what an earlier process left undone

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        try:
            with when_asked_to_end(gate.end_streams):
                yield
        finally:
            gate.close()
            if owned:
                installation.close()

    return Starlette(
        routes=_routes(installation, gate),
        middleware=[
            Middleware(Envelope, begin=tracing(settings)),
            Middleware(Arriving, seconds=settings.arrival_time_limit_s),
        ],
        exception_handlers={HTTPException: _refused},
        lifespan=lifespan,
    )


def _documents(settings: Settings) -> Documents:
    trusted = {} if settings.trusted_documents is None else read_manifest(settings.trusted_documents)
    return Documents(trusted, only_trusted=settings.only_trusted_documents)


def _state(installation: Installation) -> list[object]:
    """Which log it is and where it ends, how far search and SPARQL follow it, and the minute: no tag outlives that one,
    so what depends on the time or on the release is asked anew.
    """
    head = installation.services.events.head()
    return [*head, *(position() for position in installation.positions.values()), int(clock().timestamp()) // 60]


def limits(settings: Settings) -> Limits:
    """The limits of requests, from the settings."""
    return Limits(
        depth=settings.query_depth_limit,
        cost=settings.query_cost_limit,
        budget_per_minute=settings.query_budget_per_minute,
        seconds=float(settings.request_time_limit_s),
    )


def _routes(installation: Installation, gate: Gate) -> list[BaseRoute]:
    endpoint, socket, sparql, explorer = GraphQLEndpoint(gate), GraphQLSocket(gate), SparqlEndpoint(gate), GraphiQL()
    core, suggest = PaiaCore(gate), SuggestEndpoint(gate)
    downloads = Downloads(installation.layout.downloads, installation.services.names.base)

    async def graphql(request: Request) -> Response:
        shown = explorer.page(request)
        return shown if shown is not None else await endpoint(request)

    async def connection(websocket: Any) -> None:
        await socket(websocket)

    return [
        *health_routes(installation.services.events, installation.positions, installation.settings.ready_behind_events),
        metrics_route(installation.store.position, installation.positions, installation.settings.metrics_token),
        *_sign_in(installation.settings, gate),
        *WebClient().routes(),
        Route("/graphql", graphql, methods=["GET", "POST"]),
        WebSocketRoute("/graphql", connection),
        *(Route(each, sparql.__call__, methods=EVERY_METHOD) for each in ("/sparql", "/networks/{network}/sparql")),
        *RunsEndpoint(gate).routes(),
        *LinkedDocuments(gate, downloads).routes(),
        *SruEndpoint(gate).routes(),
        *explorer.routes(),
        *profile_routes(),
        Route("/{tenant}/graphql", graphql, methods=["GET", "POST"]),
        WebSocketRoute("/{tenant}/graphql", connection),
        Route("/{tenant}/sparql", sparql.__call__, methods=EVERY_METHOD),
        *(Route(each, suggest.__call__, methods=EVERY_METHOD) for each in SUGGEST_ADDRESSES),
        *ChangesEndpoint(gate, downloads).routes(),
        *DownloadsEndpoint(gate, downloads).routes(),
        *GivingEndpoint(gate).routes(),
        *OaiEndpoint(gate, _mail(installation)).routes(),
        NcipEndpoint(gate, clock).route(),
        Iso18626Endpoint(gate, clock).route(),
        Route("/{tenant}/daia", DaiaEndpoint(gate, clock).__call__, methods=EVERY_METHOD),
        Route("/{tenant}/paia/core/{patron}", core.__call__, methods=EVERY_METHOD),
        Route("/{tenant}/paia/core/{patron}/{method:path}", core.__call__, methods=EVERY_METHOD),
        Route("/{tenant}/paia/auth/{method}", PaiaAuth(gate).__call__, methods=EVERY_METHOD),
        *PublicPages(gate, _asker(installation), clock).routes(),
    ]


def _mail(installation: Installation) -> str:
    """Whom harvesters write to."""
    settings = installation.settings
    host = urlsplit(installation.services.names.base).hostname or "localhost"
    return settings.mail_reply_to or settings.mail_sender or f"postmaster@{host}"


def _asker(installation: Installation) -> Asker:
    """The pages' own engine: their queries are stored here, and cost no library anything of its budget."""
    stored = replace(limits(installation.settings), cost=_COST_OF_A_PAGE)
    return Asker(Engine(schema(), installation.services, stored, clock, introspection=False, budgets=Unmetered(clock)))


def _sign_in(settings: Settings, gate: Gate) -> list[Route]:
    provider = provider_of(settings)
    routes = SignInPages(gate, provider=provider, by_name=settings.password_sign_in).routes()
    if provider is None:
        return routes
    from app.protocols.provider_sign_in import ProviderPages

    return [*routes, *ProviderPages(gate, provider, clock).routes()]


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    code, message = {
        404: (NoSuchAddress.code, "There is nothing at this address."),
        405: (WrongMethod.code, "This address doesn't take that method."),
    }.get(status, (BadRequest.code, "The request can't be answered."))
    headers = error.headers if isinstance(error, HTTPException) else None
    body = problem(code, message, request.scope["catalograph.request"])
    return Response(body, status, dict(headers or {}), "application/json")
