"""Whole graphs to fetch: `/{tenant}/downloads` says what there is, and each file is below it. A file never changes, so
a download that broke off goes on where it was (`Range`, RFC 9110, section 14).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

import orjson
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from app.downloads import LATEST, SUMS, Downloads, Made
from app.protocols.changes import PER_PAGE, page_address
from app.protocols.exchange import refusal
from app.protocols.graphql.body import BadRequest
from app.protocols.graphql.gate import Gate
from app.protocols.harvesting import OPEN
from app.protocols.public_graphs import PublicGraph, public_graph
from mappings.errors import CatalographError

_OPEN: Final = OPEN | {"Access-Control-Expose-Headers": "Content-Range, ETag, Location, X-Request-Id"}


class NoDownload(BadRequest):
    """No file was made for downloading, or it was one of those that newer ones took the place of."""

    code: ClassVar[str] = "NO_DOWNLOAD"
    hint: ClassVar[str] = "The address that ends in /downloads lists the files there are."
    status: ClassVar[int] = 404


class DownloadsEndpoint:
    """Answers those who fetch whole graphs."""

    def __init__(self, gate: Gate, downloads: Downloads) -> None:
        self._gate, self._downloads = gate, downloads

    def routes(self) -> list[Route]:
        """Where it is."""
        places = ("/networks/{network}/downloads", "/{tenant}/downloads")
        return [
            Route(f"{place}{rest}", self.__call__, methods=["GET"])
            for place in places
            for rest in ("", "/{stamp}/{name}")
        ]

    async def __call__(self, http: Request) -> Response:
        """Answer one request."""
        http.scope["catalograph.operation"] = "harvest"
        try:
            found = await self._gate.work(self._found, http.path_params)
        except CatalographError as error:
            return refusal(error, http)
        if isinstance(found, bytes):
            return Response(found, 200, _OPEN, "application/json")
        if isinstance(found, str):
            return RedirectResponse(found, 302, _OPEN)
        media = "text/plain" if found.name == SUMS else "application/gzip"
        return FileResponse(found, 200, _OPEN, media, filename=found.name)

    def _found(self, named: Mapping[str, str]) -> bytes | str | Path:
        """The list of files, where a file is, or the file."""
        public = public_graph(self._gate.services, named)
        made = self._downloads.latest(public)
        if made is None:
            raise NoDownload("No files were made to download here.")
        if "stamp" not in named:
            log = self._gate.services.events.head().log
            return orjson.dumps(_listed(public, made, log), option=orjson.OPT_INDENT_2)
        if named["stamp"] == LATEST and self._downloads.path(public, made.stamp, named["name"]) is not None:
            return f"../{made.stamp}/{named['name']}"
        path = self._downloads.path(public, named["stamp"], named["name"])
        if path is None:
            raise NoDownload("There is no such file.")
        return path


def _listed(public: PublicGraph, made: Made, log: str) -> dict[str, object]:
    """The files, and where to go on from them: nowhere, where a restore began another log since."""
    at = f"{public.address}/downloads/{made.stamp}"
    date, time = made.stamp.rstrip("Z").split("T")
    return {
        "id": f"{public.address}/downloads",
        "made": f"{date[:4]}-{date[4:6]}-{date[6:]}T{time[:2]}:{time[2:4]}:{time[4:]}Z",
        "graph": made.graph,
        "files": [
            {
                "url": f"{at}/{each.name}",
                "latest": f"{public.address}/downloads/{LATEST}/{each.name}",
                "mediaType": each.media,
                "compression": "gzip",
                each.of: each.count,
                "octets": each.octets,
                "sha256": each.sha256,
            }
            for each in made.files
        ],
        "checksums": f"{at}/{SUMS}",
        "leftOut": made.left_out,
        "changes": None
        if made.log != log
        else {
            "page": page_address(public.address, log, made.activities // PER_PAGE + 1),
            "seen": made.activities % PER_PAGE,
        },
    }
