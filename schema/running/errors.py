"""Errors as a client sees them: a stable code, a sentence, a way out. Nothing internal passes.

An error that nobody foresaw is logged with the request's id and answered with that id and nothing else.
"""

from __future__ import annotations

import logging
from typing import Any, Final

from graphql import GraphQLError

from mappings.errors import CatalographError
from schema.running.execution import NullFault

SYNTAX: Final = "GRAPHQL_SYNTAX"
INVALID_QUERY: Final = "GRAPHQL_INVALID"
INTERNAL: Final = "INTERNAL"
_INVALID_ARGUMENT: Final = "INVALID_ARGUMENT"


def coded(message: str, code: str, hint: str = "", located: GraphQLError | None = None) -> GraphQLError:
    """An error with a code, at the place of another where one is given."""
    extensions = {"code": code, "hint": hint} if hint else {"code": code}
    if located is None:
        return GraphQLError(message, extensions=extensions)
    return GraphQLError(message, located.nodes, located.source, located.positions, located.path, extensions=extensions)


def refusal(error: CatalographError) -> GraphQLError:
    """A refusal of ours as a GraphQL error."""
    return coded(error.message, error.code, error.way_out)


def answered(error: GraphQLError, request: str, log: logging.Logger) -> dict[str, Any]:
    """The error as JSON, with its code and the request's id. An unforeseen one is masked and logged."""
    original = error.original_error
    while isinstance(original, GraphQLError):
        original = original.original_error
    shown = dict(error.formatted)
    extensions = dict(error.extensions or {})
    if isinstance(original, CatalographError):
        shown["message"] = original.message
        extensions["code"] = original.code
        if original.way_out:
            extensions["hint"] = original.way_out
    elif original is not None and not isinstance(original, GraphQLError):
        shown["message"] = "Something went wrong here; it has been noted under the request's id."
        extensions["code"] = INTERNAL
        if not isinstance(original, NullFault):
            log.error("request %s failed at %s", request, error.path, exc_info=original)
        else:
            log.error("request %s: %s at %s", request, original, error.path)
    extensions.setdefault("code", _INVALID_ARGUMENT)
    extensions["requestId"] = request
    shown["extensions"] = extensions
    return shown
