"""Errors as a client sees them: a stable code, a sentence, a way out. Nothing internal passes.

An error that nobody foresaw is logged with the request's id and answered with that id and nothing else.
"""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from graphql import GraphQLError

from mappings.errors import CatalographError
from schema.running.execution import NullFault


class OperationError(CatalographError):
    """An operation that can't be run as it was sent."""

    code: ClassVar[str] = "GRAPHQL"


class InvalidSyntax(OperationError):
    """The document is not GraphQL. The place is in `locations`."""

    code: ClassVar[str] = "GRAPHQL_SYNTAX"
    hint: ClassVar[str] = "Look at the place given; brackets and quotes must be closed."


class InvalidDocument(OperationError):
    """The document asks for something the schema doesn't have, or in a way it doesn't allow."""

    code: ClassVar[str] = "GRAPHQL_INVALID"
    hint: ClassVar[str] = "The explorer at /graphql shows what can be asked."


class InvalidVariables(OperationError):
    """A variable is missing or has another type than the document declares."""

    code: ClassVar[str] = "INVALID_VARIABLES"
    hint: ClassVar[str] = "Send `variables` as the operation declares them."


class InvalidArgument(OperationError):
    """An argument or a field's value is not what its type allows."""

    code: ClassVar[str] = "INVALID_ARGUMENT"


class UnknownOperation(OperationError):
    """A document with several operations, or none by the name that was sent."""

    code: ClassVar[str] = "UNKNOWN_OPERATION"
    hint: ClassVar[str] = "Set operationName."


class ReadingOnly(OperationError):
    """A mutation or subscription was sent with GET, which never changes anything."""

    code: ClassVar[str] = "METHOD_NOT_ALLOWED"
    hint: ClassVar[str] = "Send it with POST."


class NotAStream(OperationError):
    """A subscription was sent where one answer is expected, or a query where a stream is."""

    code: ClassVar[str] = "NOT_A_STREAM"
    hint: ClassVar[str] = "Use graphql-transport-ws, or accept text/event-stream."


class Fault(OperationError):
    """Something nobody foresaw went wrong in the server. It is in the log under the request's id."""

    code: ClassVar[str] = "INTERNAL"
    hint: ClassVar[str] = "Tell the operator the request's id."


def refusal(error: CatalographError, located: GraphQLError | None = None) -> GraphQLError:
    """A refusal of ours as a GraphQL error, at the place of another where one is given."""
    extensions = told(error)
    if located is None:
        return GraphQLError(error.message, extensions=extensions)
    return GraphQLError(
        error.message, located.nodes, located.source, located.positions, located.path, extensions=extensions
    )


def told(error: CatalographError) -> dict[str, Any]:
    """What an answer tells of an error beside its sentence: its code, and where there is more to tell, that."""
    more = {"hint": error.way_out, "reason": error.which and error.full_code, "values": error.values}
    return {"code": error.code} | {name: each for name, each in more.items() if each}


def answered(error: GraphQLError, request: str, log: logging.Logger) -> dict[str, Any]:
    """The error as JSON, with its code and the request's id. An unforeseen one is masked and logged."""
    original = error.original_error
    while isinstance(original, GraphQLError):
        original = original.original_error
    shown = dict(error.formatted)
    extensions = dict(error.extensions or {})
    if isinstance(original, CatalographError):
        shown["message"] = original.message
        extensions |= told(original)
    elif original is not None and not isinstance(original, GraphQLError):
        shown["message"] = "Something went wrong here; it has been noted under the request's id."
        extensions["code"] = Fault.code
        if not isinstance(original, NullFault):
            log.error("request %s failed at %s", request, error.path, exc_info=original)
        else:
            log.error("request %s: %s at %s", request, original, error.path)
    extensions.setdefault("code", InvalidArgument.code)
    extensions["requestId"] = request
    shown["extensions"] = extensions
    return shown
