"""A browser as tests of signing in need one: it keeps cookies, and follows nothing by itself."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx


class Browser:
    """Keeps cookies as a browser does, at an address of its own."""

    def __init__(self, app: Any, base: str, client: str) -> None:
        transport = httpx.ASGITransport(app=app, client=(client, 50_000))
        self._http = httpx.AsyncClient(transport=transport, base_url=base)

    @property
    def cookies(self) -> httpx.Cookies:
        return self._http.cookies

    def get(self, path: str, **more: Any) -> httpx.Response:
        return asyncio.run(self._http.get(path, **more))

    def post(self, path: str, **more: Any) -> httpx.Response:
        return asyncio.run(self._http.post(path, **more))
