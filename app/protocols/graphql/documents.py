"""Documents a client names instead of sending: trusted ones from a manifest, others as soon as somebody has sent them.

A name is the SHA-256 of the text, in hexadecimal. It comes as `documentId` ("sha256:…"), or by the protocol of
automatic persisted queries: `extensions: {persistedQuery: {version: 1, sha256Hash: "…"}}`, where a client that is told
`PERSISTED_QUERY_NOT_FOUND` sends the text along with the hash once.
Protocol: https://www.apollographql.com/docs/apollo-server/performance/apq
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import ClassVar, Final

import orjson

from graph.access.model import Actor
from mappings.errors import CatalographError
from schema.running.engine import Request

_KEPT: Final = 2_000
_LONGEST: Final = 20_000
"""Longer texts are run and not kept, so that all of them together take forty megabytes at most."""


class DocumentError(CatalographError):
    """A document that can't be run as it was named."""

    code: ClassVar[str] = "DOCUMENT"


class PersistedQueryNotFound(DocumentError):
    """A hash that this server process doesn't know yet. Clients of the protocol send the text along then."""

    code: ClassVar[str] = "PERSISTED_QUERY_NOT_FOUND"
    hint: ClassVar[str] = "Send the document along with its hash once; from then on the hash will do."


class HashDiffers(DocumentError):
    """A hash that is not the SHA-256 of the document sent with it."""

    code: ClassVar[str] = "PERSISTED_QUERY_HASH"
    hint: ClassVar[str] = "Send the SHA-256 of the document's UTF-8 text, in lower-case hexadecimal."


class NotTrusted(DocumentError):
    """This installation runs documents of its manifest only for callers who have not signed in."""

    code: ClassVar[str] = "DOCUMENT_NOT_TRUSTED"
    hint: ClassVar[str] = "Sign in, or ask the operator to add the document to the manifest of `catalograph documents`."


class NoManifest(DocumentError):
    """A file named as the manifest of trusted documents that is none. The server was not started."""

    code: ClassVar[str] = "NO_MANIFEST"
    hint: ClassVar[str] = "Make it with `catalograph documents`: a JSON object of documents by their SHA-256."


def hash_of(text: str) -> str:
    """The name of a document."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def read_manifest(path: Path) -> dict[str, str]:
    """The trusted documents of a manifest by their hash. Raises `NoManifest`."""
    try:
        found = orjson.loads(path.read_bytes())
    except (OSError, orjson.JSONDecodeError) as error:
        raise NoManifest(f"The manifest {path} can't be read: {error}.") from None
    if not isinstance(found, dict) or not all(isinstance(text, str) for text in found.values()):
        raise NoManifest(f"The manifest {path} is no JSON object of documents.")
    for name, text in found.items():
        if name != hash_of(text):
            raise NoManifest(f"In the manifest {path}, {name[:80]} is not the SHA-256 of its document.")
    return found


class Documents:
    """The documents one server process knows by name. Safe for threads."""

    def __init__(self, trusted: Mapping[str, str] | None = None, *, only_trusted: bool = False) -> None:
        self._trusted = dict(trusted or {})
        self._only_trusted = only_trusted
        self._sent: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def known(self, request: Request) -> Request:
        """The request with the text it names, as far as that is known here."""
        if request.query or request.hash is None:
            return request
        text = self._trusted.get(request.hash)
        if text is None:
            with self._lock:
                if (text := self._sent.get(request.hash)) is not None:
                    self._sent.move_to_end(request.hash)
        return request if text is None else replace(request, query=text)

    def allowed(self, request: Request, actor: Actor) -> Request:
        """The request if this caller may send its document; see `known`. Raises `DocumentError`."""
        request = self.known(request)
        if request.hash is not None and request.query and hash_of(request.query) != request.hash:
            raise HashDiffers("The hash is not that of the document sent with it.")
        if self._only_trusted and not actor.grants:
            named = request.hash or hash_of(request.query)
            if named not in self._trusted:
                raise NotTrusted("This document is not one of those that may be sent here without signing in.")
        if not request.query:
            raise PersistedQueryNotFound("PersistedQueryNotFound")  # the words that clients look for
        return request

    def keep(self, request: Request) -> None:
        """Remember the text of a document that was sent with its hash, and was run."""
        if request.hash is None or request.hash in self._trusted or len(request.query) > _LONGEST:
            return
        with self._lock:
            self._sent[request.hash] = request.query
            self._sent.move_to_end(request.hash)
            while len(self._sent) > _KEPT:
                self._sent.popitem(last=False)
