"""Reading what a client sent: JSON, a query string, or a multipart request with a file. Sizes are limited."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, ClassVar, Final
from urllib.parse import parse_qsl

import orjson
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request as HttpRequest

from app.protocols.graphql.media import JSON, MULTIPART, content_type
from graph.store.errors import Unavailable
from mappings.errors import CatalographError
from schema.mutations.import_marc import UploadedFile
from schema.running.engine import Request

MOST_OCTETS: Final = 1_000_000
"""How large a request without files may be."""
_MOST_FIELDS: Final = 100
"""How many fields a form may have."""
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class BadRequest(CatalographError):
    """A request that can't be answered as it was sent: a body that can't be read, more parameters than one may have."""

    code: ClassVar[str] = "BAD_REQUEST"
    status: ClassVar[int] = 400


class NotGraphQL(BadRequest):
    """A request that is not GraphQL over HTTP: no JSON, no query, a parameter of the wrong type."""

    code: ClassVar[str] = "BAD_REQUEST"
    hint: ClassVar[str] = 'Send {"query": "…", "variables": {…}} as application/json.'


class UnsupportedMedia(BadRequest):
    """A body in another media type or character set than the API reads."""

    code: ClassVar[str] = "UNSUPPORTED_MEDIA_TYPE"
    status: ClassVar[int] = 415


class BodyTooLarge(BadRequest):
    """A request, or a file in it, that is larger than one may be. Nothing of it was kept."""

    code: ClassVar[str] = "BODY_TOO_LARGE"
    hint: ClassVar[str] = "Split the file, or import it with `catalograph import` on the server."
    status: ClassVar[int] = 413


class BatchTooLarge(BadRequest):
    """More operations in one request than one may have. None was run."""

    code: ClassVar[str] = "BATCH_TOO_LARGE"
    hint: ClassVar[str] = "Send fewer operations in each request; aliases put several questions into one operation."


async def read_body(
    request: HttpRequest, uploads: Path, upload_limit: int, batch_limit: int
) -> tuple[Request | list[Request], list[UploadedFile]]:
    """What a POST asks, a list where it is a batch, and the files that came with it, which the caller deletes.

    Raises `BadRequest`.
    """
    media, charset = content_type(request.headers.get("content-type"))
    if charset not in {"utf-8", "utf8"}:
        raise UnsupportedMedia(f"Bodies are read as UTF-8, not as {charset[:40]}.", hint=NotGraphQL.hint)
    if media == JSON:
        return _requests_of(_parsed(await whole_body(request, MOST_OCTETS)), batch_limit), []
    if media == MULTIPART:
        if "authorization" not in request.headers and "graphql-require-preflight" not in request.headers:
            raise NotGraphQL(
                "A multipart request needs a header that no form can send.",
                hint="Add the header GraphQL-Require-Preflight: 1.",
            )
        return await _Multipart(request, uploads, upload_limit).read()
    raise UnsupportedMedia(f"The API reads {JSON} and {MULTIPART}, not “{media[:60]}”.", hint=NotGraphQL.hint)


def read_query_string(parameters: Mapping[str, str]) -> Request:
    """What a GET asks. Raises `BadRequest`."""
    asked: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if asked.get(name):
            asked[name] = _parsed(asked[name].encode(), name)
        else:
            asked.pop(name, None)
    if not asked.get("operationName"):
        asked.pop("operationName", None)
    return request_of(asked)


def _requests_of(asked: object, batch_limit: int) -> Request | list[Request]:
    if not isinstance(asked, list):
        return request_of(asked)
    if not asked:
        raise NotGraphQL("The batch is empty.")
    if len(asked) > batch_limit:
        raise BatchTooLarge(f"A request may have {batch_limit} operations, and this one has {len(asked):,}.")
    return [request_of(each) for each in asked]


def request_of(asked: object) -> Request:
    """A request from its JSON. Raises `BadRequest`."""
    if not isinstance(asked, dict):
        raise NotGraphQL("The body must be a JSON object.")
    named = _named_document(asked)
    query: object = asked.get("query", "" if named is not None else None)
    if not isinstance(query, str) or not (query or named):
        raise NotGraphQL("There is no query, or it is not a string.")
    operation = asked.get("operationName")
    if operation is not None and not isinstance(operation, str):
        raise NotGraphQL("operationName must be a string.")
    variables = asked.get("variables")
    if variables is not None and not isinstance(variables, dict):
        raise NotGraphQL("variables must be an object.")
    if asked.get("extensions") is not None and not isinstance(asked["extensions"], dict):
        raise NotGraphQL("extensions must be an object.")
    return Request(query, operation, variables, named)


def _named_document(asked: dict[str, Any]) -> str | None:
    """The hash by which a request names its document, in one of two ways. Raises `BadRequest`."""
    named = asked.get("documentId")
    if named is not None:
        scheme, _, digest = named.partition(":") if isinstance(named, str) else ("", "", "")
        if scheme != "sha256" or not _DIGEST.fullmatch(digest):
            raise NotGraphQL("documentId must be “sha256:” and a hash in hexadecimal.")
        return digest
    extensions = asked.get("extensions")
    persisted = extensions.get("persistedQuery") if isinstance(extensions, dict) else None
    if persisted is None:
        return None
    given = persisted.get("sha256Hash") if isinstance(persisted, dict) and persisted.get("version") == 1 else None
    if not isinstance(given, str) or not _DIGEST.fullmatch(given):
        raise NotGraphQL("extensions.persistedQuery must have version 1 and a sha256Hash in hexadecimal.")
    return given


def _parsed(octets: bytes, what: str = "The body") -> object:
    try:
        found: object = orjson.loads(octets)
    except orjson.JSONDecodeError as error:
        raise NotGraphQL(f"{what} is not JSON: {error.msg} at character {error.pos}.") from None
    return found


def form_of(body: bytes) -> dict[str, str]:
    """The fields of a form, the first of each name. Raises `BadRequest` for more than a form of ours has."""
    fields: dict[str, str] = {}
    try:
        given = parse_qsl(body.decode("utf-8", "replace"), max_num_fields=_MOST_FIELDS)
    except ValueError:
        raise BadRequest(f"A form may have {_MOST_FIELDS} fields.") from None
    for name, value in given:
        fields.setdefault(name, value)
    return fields


async def whole_body(request: HttpRequest, most: int) -> bytes:
    """The body of a request. Raises `BodyTooLarge` as soon as it is larger than `most` octets."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and int(declared) > most:
        raise BodyTooLarge(f"A request may have {most:,} octets.")
    parts = []
    octets = 0
    async for chunk in request.stream():
        octets += len(chunk)
        if octets > most:
            raise BodyTooLarge(f"A request may have {most:,} octets.")
        parts.append(chunk)
    return b"".join(parts)


class _Multipart:
    """One multipart request: `operations`, `map`, then files, each streamed to disk as it arrives."""

    def __init__(self, request: HttpRequest, uploads: Path, limit: int) -> None:
        self._request = request
        self._uploads = uploads
        self._limit = limit
        self._fields: dict[str, bytearray] = {}
        self._files: dict[str, UploadedFile] = {}
        self._octets = 0
        self._header = b""
        self._headers: dict[bytes, bytes] = {}
        self._waiting: list[tuple[str, bytes]] = []
        self._open: Any = None
        self._name = ""

    async def read(self) -> tuple[Request, list[UploadedFile]]:
        """Read it to its end. Raises `BadRequest`, `Unavailable` on a full disk, and leaves no file behind then."""
        try:
            await self._stream()
            return self._assembled(), list(self._files.values())
        except BaseException:
            with suppress(OSError):
                self._close()
            for file in self._files.values():
                if file.path.name:  # something of it was kept
                    file.path.unlink(missing_ok=True)
            raise

    async def _stream(self) -> None:
        _, options = parse_options_header(self._request.headers.get("content-type", ""))
        boundary = options.get(b"boundary")
        if not boundary:
            raise NotGraphQL("The multipart body has no boundary.")
        parser = MultipartParser(boundary, self._callbacks())
        async for chunk in self._chunks():
            try:
                parser.write(chunk)
            except ValueError as error:
                raise NotGraphQL(f"The multipart body can't be read: {error}") from None
            waiting, self._waiting = self._waiting, []
            if waiting:
                await run_in_threadpool(self._kept, waiting)
        parser.finalize()
        self._close()

    async def _chunks(self) -> AsyncIterator[bytes]:
        async for chunk in self._request.stream():
            self._octets += len(chunk)
            if self._octets > self._limit + MOST_OCTETS:
                raise BodyTooLarge(f"A file may have {self._limit:,} octets.")
            yield chunk

    def _callbacks(self) -> Any:
        def field(data: bytes, start: int, end: int) -> None:
            self._header += data[start:end]

        def value(data: bytes, start: int, end: int) -> None:
            self._headers[self._header.lower()] = self._headers.get(self._header.lower(), b"") + data[start:end]

        def header_end() -> None:
            self._header = b""

        def part_begin() -> None:
            self._headers = {}

        return {
            "on_part_begin": part_begin,
            "on_header_field": field,
            "on_header_value": value,
            "on_header_end": header_end,
            "on_headers_finished": self._begin,
            "on_part_data": self._data,
            "on_part_end": self._end,
        }

    def _begin(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._name = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" in options:
            if len(self._files) >= 1:
                raise NotGraphQL("One file may be sent in a request.")
            self._waiting.append((options[b"filename"].decode("utf-8", "replace"), b""))
            media, _ = parse_options_header(self._headers.get(b"content-type", b""))
            self._files[self._name] = UploadedFile(Path(), "", 0, media.decode("latin-1"))
        else:
            self._fields[self._name] = bytearray()

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._name in self._files:
            self._waiting.append(("", data[start:end]))
            return
        field = self._fields[self._name]
        field += data[start:end]
        if len(field) > MOST_OCTETS:
            raise BodyTooLarge(f"A field may have {MOST_OCTETS:,} octets.")

    def _end(self) -> None:
        self._name = ""

    def _kept(self, waiting: list[tuple[str, bytes]]) -> None:
        try:
            self._write(waiting)
            if self._open is not None:
                self._open.flush()
        except OSError as error:
            raise Unavailable(f"The file can't be kept here: {error.strerror}.") from error

    def _write(self, waiting: list[tuple[str, bytes]]) -> None:
        for filename, octets in waiting:
            if self._open is None:
                self._uploads.mkdir(parents=True, exist_ok=True)
                self._open = NamedTemporaryFile(  # noqa: SIM115 - closed when the body ends
                    dir=self._uploads, prefix="upload-", delete=False
                )
                (name,) = self._files
                self._files[name] = replace(self._files[name], path=Path(self._open.name), name=filename[:200])
            self._open.write(octets)
            ((name, file),) = self._files.items()
            size = file.octets + len(octets)
            self._files[name] = replace(file, octets=size)
            if size > self._limit:
                raise BodyTooLarge(f"A file may have {self._limit:,} octets.")

    def _close(self) -> None:
        if self._open is not None:
            closing, self._open = self._open, None
            closing.close()

    def _assembled(self) -> Request:
        for name in ("operations", "map"):
            if name not in self._fields:
                raise NotGraphQL(f"The multipart body has no field “{name}”.")
        operations = _parsed(bytes(self._fields["operations"]), "operations")
        places = _parsed(bytes(self._fields["map"]), "map")
        if not isinstance(places, dict) or not isinstance(operations, dict):
            raise NotGraphQL("operations and map must be objects.")
        for name, paths in places.items():
            if name not in self._files or not isinstance(paths, list):
                raise NotGraphQL(f"map names a file “{str(name)[:40]}” that is not there.")
            for path in paths:
                _put(operations, str(path).split("."), self._files[name])
        return request_of(operations)


def _put(target: Any, steps: list[str], file: UploadedFile) -> None:
    for number, step in enumerate(steps):
        key: Any = int(step) if isinstance(target, list) and step.isdecimal() else step
        try:
            if number == len(steps) - 1:
                if target[key] is not None:
                    raise NotGraphQL("map must name places that are null.")
                target[key] = file
            else:
                target = target[key]
        except (KeyError, IndexError, TypeError):
            raise NotGraphQL("map names a place that is not in operations.") from None
