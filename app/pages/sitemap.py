"""Sitemaps (sitemaps.org, protocol 0.9): every work of every library that is public, for search engines to find."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from graph.access.model import ANONYMOUS
from graph.services import Services
from graph.store.model import Head

PER_PAGE: Final = 10_000
"""How many addresses a sitemap has; the protocol allows 50,000."""
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_CLOSED: Final = (
    "/*/search", "/*/account", "/*/request", "/*/sign-in", "/*/sru", "/*/sparql", "/app/", "/graphql", "/sparql",
)  # fmt: skip


class Indexes:
    """The indexes of sitemaps, each made anew when something was written since: a library's walks through its works."""

    def __init__(self) -> None:
        self._kept: dict[str | None, tuple[Head, str]] = {}

    def of(self, services: Services, slug: str | None) -> str:
        """The index of a library, or of the installation. Raises `Forbidden` where the library isn't public."""
        head = services.events.head()
        kept = self._kept.get(slug)
        if kept is None or kept[0] != head:
            made = whole_index(services) if slug is None else library_index(services, slug)
            kept = self._kept[slug] = head, made
        return kept[1]


def whole_index(services: Services) -> str:
    """The libraries that everybody may read, each with its own index."""
    public = sorted(services.access.readable_tenants(services.access.scope(ANONYMOUS)))
    return _index([f"{services.names.base}{slug}/sitemap.xml" for slug in public])


def library_index(services: Services, slug: str) -> str:
    """The sitemaps of a library: one for every so many works. Raises `Forbidden` where it isn't public."""
    address = f"{services.names.base}{slug}/works.xml"
    scope = services.access.scope(services.access.acting(ANONYMOUS, slug))
    addresses, after = [address], services.catalogue.works_in(slug, scope, PER_PAGE).after
    while after is not None:
        addresses.append(f"{address}?after={quote(after)}")
        after = services.catalogue.works_in(slug, scope, PER_PAGE, after).after
    return _index(addresses)


def works(services: Services, slug: str, after: str | None) -> str:
    """The addresses of some works of a library. Raises `Forbidden` where it isn't public, `InvalidCursor`."""
    scope = services.access.scope(services.access.acting(ANONYMOUS, slug))
    keys = services.catalogue.works_in(slug, scope, PER_PAGE, after).keys
    rows = "".join(f"<url><loc>{escape(key.iri)}</loc></url>\n" for key in keys)
    return f"{_HEAD}<urlset {_SPACE}>\n{rows}</urlset>\n"


def robots(base: str) -> str:
    """What robots may ask: pages, not searches nor accounts; and where the sitemaps are."""
    rules = "".join(f"Disallow: {each}\n" for each in _CLOSED)
    return f"User-agent: *\n{rules}Sitemap: {base}sitemap.xml\n"


def _index(addresses: list[str]) -> str:
    rows = "".join(f"<sitemap><loc>{escape(each)}</loc></sitemap>\n" for each in addresses)
    return f"{_HEAD}<sitemapindex {_SPACE}>\n{rows}</sitemapindex>\n"
