"""What every protocol does alike: who makes a request, and how a refusal is answered over HTTP."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from app.auth.bearer import NoSuchLibrary, bearer_token, languages_of, tenant_of
from app.auth.cookies import check_origin, session_secret
from app.protocols.graphql.body import BadRequest
from app.protocols.graphql.gate import Claim, refused, written
from graph.access.model import Forbidden, InvalidToken
from graph.access.sign_in import PasswordsOff, SignInRefused
from graph.research.past_sets import TooManyPasts
from graph.research.runs import NoSuchRun, RunNotDone, TooManyRuns
from graph.store.errors import Unavailable
from graph.store.sparql import SparqlTimeout
from mappings.errors import CatalographError
from mappings.profiles.errors import UnknownProfile
from schema.running.limits import RequestTimeout

_WAIT_S: Final = 5


def claim_of(http: Request) -> Claim:
    """What the headers and the address of a request say of its maker.

    Raises `InvalidToken` for half a header, `CrossSite` for a cookie that another site may have had sent.
    """
    token = bearer_token(http.headers.get("authorization"))
    session = session_secret(http) if token is None else None
    if session is not None:
        check_origin(http)
    return Claim(
        token,
        tenant_of(http.path_params, http.headers.get("x-tenant")),
        languages_of(http.headers.get("accept-language")),
        http.scope["catalograph.request"],
        session,
    )


def refusal(error: CatalographError, http: Request, media: str = "application/json") -> Response:
    """The answer to a request that was refused: its code, a sentence and a way out, under the status that fits."""
    status = status_of(error)
    headers = {"Cache-Control": "no-store"}
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if status == 503:
        headers["Retry-After"] = str(_WAIT_S)
    if status == 405:
        headers["Allow"] = "POST"
    return Response(written(refused(error, http.scope["catalograph.request"])), status, headers, media)


def status_of(error: CatalographError) -> int:
    """The HTTP status of an error."""
    match error:
        case BadRequest():
            return error.status
        case InvalidToken():
            return 401
        case Forbidden() | SignInRefused() | PasswordsOff():
            return 403
        case NoSuchLibrary() | UnknownProfile() | NoSuchRun():
            return 404
        case RunNotDone():
            return 409
        case TooManyRuns() | TooManyPasts():
            return 429
        case SparqlTimeout() | RequestTimeout() | Unavailable():
            return 503
        case _:
            return 400
