"""The scalars of the API. Each is a string on the wire but JSONLD and JSON, which are any JSON object."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, NewType

import strawberry
from graphql import GraphQLError
from strawberry.types.scalar import ScalarDefinition

IRI = NewType("IRI", str)
DateTime = NewType("DateTime", datetime)
EDTF = NewType("EDTF", str)
LanguageTag = NewType("LanguageTag", str)
Revision = NewType("Revision", str)
JSONLD = NewType("JSONLD", dict[str, Any])
JSON = NewType("JSON", dict[str, Any])
Upload = NewType("Upload", object)

_ABSOLUTE_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[^\x00-\x20<>\"{}|\\^`]+")
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_LONGEST = 2_000


def _matching(pattern: re.Pattern[str], what: str) -> Callable[[Any], str]:
    def parse(value: Any) -> str:
        if not isinstance(value, str) or len(value) > _LONGEST or not pattern.fullmatch(value):
            raise GraphQLError(f"This is not {what}.")
        return value

    return parse


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise GraphQLError("This must be a string.")
    return value


def _object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise GraphQLError("This must be a JSON object.")
    return value


def _moment(value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(_text(value))
    except ValueError:
        raise GraphQLError("This is not a timestamp.") from None
    if found.tzinfo is None:
        raise GraphQLError("A timestamp needs its offset.")
    return found


def _written(value: datetime) -> str:
    return value.isoformat().replace("+00:00", "Z")


def as_is(value: Any) -> Any:
    """The value is JSON already. The executor skips the call."""
    return value


def _scalar(name: str, description: str, url: str | None, parse: Callable[[Any], Any]) -> ScalarDefinition:
    serialize = _written if name == "DateTime" else as_is
    return strawberry.scalar(
        name=name, description=description, specified_by_url=url, serialize=serialize, parse_value=parse
    )


SCALARS: dict[object, ScalarDefinition] = {
    IRI: _scalar(
        "IRI",
        "An absolute IRI.",
        "https://www.rfc-editor.org/rfc/rfc3987",
        _matching(_ABSOLUTE_IRI, "an absolute IRI"),
    ),
    DateTime: _scalar(
        "DateTime",
        "A timestamp with its offset, as RFC 3339 writes it.",
        "https://www.rfc-editor.org/rfc/rfc3339",
        _moment,
    ),
    EDTF: _scalar(
        "EDTF",
        "A date in the Extended Date/Time Format, level 1, such as 19XX or 1985~; as recorded where it is not one.",
        "https://www.loc.gov/standards/datetime/",
        _text,
    ),
    LanguageTag: _scalar(
        "LanguageTag",
        "A BCP 47 language tag, such as ru-Cyrl.",
        "https://www.rfc-editor.org/rfc/rfc5646",
        _matching(_LANGUAGE_TAG, "a BCP 47 language tag"),
    ),
    Revision: _scalar("Revision", "An opaque, strong validator of one state of a resource.", None, _text),
    JSONLD: _scalar("JSONLD", "A JSON-LD 1.1 document.", "https://www.w3.org/TR/json-ld11/", _object),
    JSON: _scalar("JSON", "A JSON object.", "https://www.rfc-editor.org/rfc/rfc8259", _object),
    Upload: _scalar(
        "Upload",
        "A file sent beside the operation, as the GraphQL multipart request specification describes.",
        "https://github.com/jaydenseric/graphql-multipart-request-spec",
        as_is,
    ),
}
