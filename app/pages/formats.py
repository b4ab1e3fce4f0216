"""A description in each format that its page links to, at the page's address with the format's ending."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Callable, Mapping
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response

from app.pages.addresses import FORMATS, MARC_FORMATS
from app.pages.asking import NothingThere
from app.pages.visit import Visit
from graph.store.scope import Scope
from mappings.bibframe.node import Node
from mappings.bibframe.rdf import jsonld, ntriples, turtle

_WRITERS: Final[Mapping[str, Callable[[list[Node]], bytes]]] = {
    "ttl": lambda nodes: turtle(nodes).encode(),
    "nt": lambda nodes: ntriples(nodes).encode(),
    "jsonld": lambda nodes: orjson.dumps(jsonld(nodes)),
}


def split(name: str) -> tuple[str, str | None]:
    """The name of a resource, and the format that its address ends with."""
    stem, dot, ending = name.rpartition(".")
    return (stem, ending) if dot and ending in FORMATS else (name, None)


def written(visit: Visit, collection: str, name: str, ending: str) -> tuple[bytes, str]:
    """A description in a format, and its media type. Raises `NothingThere`."""
    services = visit.services
    iri = f"{services.names.base}{visit.library.slug}/{collection}/{name}"
    scope = services.access.scope(visit.caller.actor)
    octets = _marc(visit, iri, ending, scope) if ending in MARC_FORMATS else _rdf(visit, iri, ending, scope)
    return octets, FORMATS[ending][1]


def _rdf(visit: Visit, iri: str, ending: str, scope: Scope) -> bytes:
    (found,) = visit.services.catalogue.resources([iri], scope)
    if found is not None:
        return _WRITERS[ending]([found.body])
    (heading,) = visit.services.catalogue.headings([iri], scope)
    if heading is None:
        raise NothingThere
    return _WRITERS[ending]([{**heading.node, "@id": iri}])


def _marc(visit: Visit, iri: str, ending: str, scope: Scope) -> bytes:
    form = "marcxml" if ending == "marcxml" else "marc21"
    (found,) = visit.services.catalogue.marc([iri], scope, form)
    if found is None:
        raise NothingThere
    return b64decode(found) if form == "marc21" else found.encode()


def answer(http: Request, octets: bytes, media: str, name: str) -> Response:
    """The answer with a description that programs read, on whatever page they run."""
    http.scope["catalograph.operation"] = "page"
    headers = {
        "Access-Control-Allow-Origin": "*",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "no-cache",
        "Vary": "Cookie",
    }
    if media == "application/marc":
        headers["Content-Disposition"] = f'attachment; filename="{name}.mrc"'
    text = media.startswith("text/")
    return Response(octets, 200, headers, f"{media}; charset=utf-8" if text else media)
