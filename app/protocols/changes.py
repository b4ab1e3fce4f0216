"""The feed of changes, by Entity Metadata Management 1.0 (https://emm-spec.org/1.0/) in ActivityStreams:
`/{tenant}/changes`, `/networks/{network}/changes`.

Pages are in the order of time, oldest first, and one that is full never changes: it names the next one from the first,
which is empty until something happens. After a restore the log is another one, in which other things happened: its
pages have other addresses, and those of the old one are there no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import ClassVar, Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from app.clock import instant
from app.downloads import Downloads
from app.protocols.exchange import refusal
from app.protocols.graphql.body import BadRequest
from app.protocols.graphql.gate import Gate
from app.protocols.harvesting import OPEN
from app.protocols.linked.answers import is_known
from app.protocols.public_graphs import PublicGraph, public_graph
from graph.feeds.model import Activity
from mappings.bibframe.node import expand
from mappings.errors import CatalographError

PER_PAGE: Final = 200
_LONGEST: Final = 12
_MEDIA: Final = "application/activity+json"
CONTEXT: Final = ("https://www.w3.org/ns/activitystreams", "https://emm-spec.org/1.0/context.json")
_WITH_MEMBERS: Final = (
    {"members": {"@id": "http://www.w3.org/2000/01/rdf-schema#seeAlso", "@type": "@id"}}, *CONTEXT,
)  # fmt: skip
_OPEN: Final = OPEN | {"Access-Control-Expose-Headers": "ETag, X-Request-Id"}
Json = dict[str, object]


class NoSuchPage(BadRequest):
    """A feed has no page of this number, or not yet."""

    code: ClassVar[str] = "NO_SUCH_PAGE"
    hint: ClassVar[str] = "The feed's own address names its first and its last page."
    status: ClassVar[int] = 404


class ChangesEndpoint:
    """Answers those who follow what changes."""

    def __init__(self, gate: Gate, downloads: Downloads) -> None:
        self._gate, self._downloads = gate, downloads

    def routes(self) -> list[Route]:
        """Where it is."""
        places = ("/networks/{network}/changes", "/{tenant}/changes")
        pages = ("", "/{log}/{page}")
        return [Route(place + page, self.__call__, methods=["GET"]) for place in places for page in pages]

    async def __call__(self, http: Request) -> Response:
        """Answer one request."""
        http.scope["catalograph.operation"] = "harvest"
        try:
            body = await self._gate.wait(self._answer, http.path_params)
        except CatalographError as error:
            return refusal(error, http)
        headers = {**_OPEN, "ETag": f'"{sha256(body).hexdigest()[:32]}"'}
        if is_known(http, headers["ETag"], None):
            return Response(None, 304, headers)
        return Response(body, 200, headers, _MEDIA)

    def _answer(self, named: Mapping[str, str]) -> bytes:
        public = public_graph(self._gate.services, named)
        page = named.get("page")
        if page is None:
            return orjson.dumps(self._entry(public))
        return orjson.dumps(self._page(public, named["log"], _number(page)))

    def _entry(self, public: PublicGraph) -> Json:
        feed = self._gate.services.feeds.activities(public.graph, public.scope, 0, 0)
        entry: Json = {
            "@context": _WITH_MEMBERS if public.members else CONTEXT,
            "id": f"{public.address}/changes",
            "type": "OrderedCollection",
            "summary": f"{public.called}: everything that was added, changed or taken away, oldest first",
            "first": _reference(public, feed.log, 1),
            "last": _reference(public, feed.log, max(1, -(-feed.total // PER_PAGE))),
            "totalItems": feed.total,
        }
        if self._downloads.latest(public) is not None:
            entry["url"] = f"{public.address}/downloads"
        return entry | ({"members": [f"{each}/changes" for each in public.members]} if public.members else {})

    def _page(self, public: PublicGraph, log: str, number: int) -> Json:
        after = (number - 1) * PER_PAGE
        found = self._gate.services.feeds.activities(public.graph, public.scope, after, PER_PAGE)
        if log != found.log:
            raise NoSuchPage("This page is of before a restore.")
        if after > found.total:
            raise NoSuchPage("There is no such page of changes yet.")
        address = page_address(public.address, log, number)
        page: Json = {
            "@context": CONTEXT,
            "id": address,
            "type": "OrderedCollectionPage",
            "partOf": {"id": f"{public.address}/changes", "type": "OrderedCollection"},
            "totalItems": len(found.items),
            "orderedItems": [activity(each, address) for each in found.items],
        }
        if number > 1:
            page["prev"] = _reference(public, log, number - 1)
        if len(found.items) == PER_PAGE:
            page["next"] = _reference(public, log, number + 1)
        return page


def activity(each: Activity, page: str) -> Json:
    """One thing that happened, as the page at this address tells it."""
    at = instant(each.at)
    kind = each.types[0] if each.types else None
    thing: Json = {"id": each.iri, "updated": at}
    if kind is not None:
        thing["type"] = expand(kind)
    said: Json = {
        "id": f"{page}#{each.number}",
        "type": each.act.value,
        "summary": f"{each.act.value} {kind.partition(':')[2] if kind else 'resource'}",
        "published": at,
        "object": thing,
    }
    return said if each.target is None else {**said, "target": {"id": each.target}}


def page_address(address: str, log: str, page: int) -> str:
    """Where a page of the feed is, of the library or network at this address."""
    return f"{address}/changes/{log}/{page}"


def _reference(public: PublicGraph, log: str, page: int) -> Json:
    return {"id": page_address(public.address, log, page), "type": "OrderedCollectionPage"}


def _number(page: str) -> int:
    if not page.isascii() or not page.isdecimal() or len(page) > _LONGEST or page.startswith("0"):
        raise NoSuchPage("Pages of changes are numbered from 1.")
    return int(page)
