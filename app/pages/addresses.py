"""Where pages are: the addresses of resources, and of pages with their parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final
from urllib.parse import quote, quote_plus, urlsplit

from graph.store.names import NETWORKS

PLACES: Final = frozenset({"locations", "service-points"})
"""The collections of a library's places: their page is the library's own."""
COLLECTIONS: Final = frozenset(
    {"works", "instances", "items", "holdings", "agents", "subjects", "places", "genres", "hubs"}
)
"""The collections of a library whose resources have a page."""
_PLAIN: Final = re.compile(r"[A-Za-z0-9/:@._~-]*")


class Addresses:
    """The addresses of one installation, as links of a page in one library and language have them."""

    def __init__(self, base: str, tenant: str, language: str | None) -> None:
        self._base, self._tenant = base, tenant
        self.language = language

    def page(self, path: str, parameters: Mapping[str, object] | None = None) -> str:
        """A page of this library, with its parameters and the language that was asked for by name."""
        pairs = []
        for name, value in (parameters or {}).items():
            every = value if isinstance(value, list | tuple) else (value,)
            pairs += [f"{_quoted(name)}={_quoted(str(each))}" for each in every if each is not None and each != ""]
        if self.language is not None and "lang" not in (parameters or {}):
            pairs.append(f"lang={_quoted(self.language)}")
        return f"/{self._tenant}/{path}" + (f"?{'&'.join(pairs)}" if pairs else "")

    def resource(self, iri: str) -> str:
        """The page about a resource: its own address where it is one of this installation's libraries'."""
        path = self._path(iri)
        if path is None or path.startswith(f"/{NETWORKS}/"):
            return self.page("about", {"iri": iri})
        return path + (f"?lang={self.language}" if self.language else "")

    def here(self, iri: str) -> str:
        """The page of this library about a work, whichever library describes it."""
        return self.resource(iri) if self.is_own(iri) else self.page("about", {"iri": iri})

    def is_own(self, iri: str) -> bool:
        """Whether the address of a resource is this library's."""
        return iri.startswith(f"{self._base}{self._tenant}/")

    def is_work_elsewhere(self, iri: str) -> bool:
        """Whether the address of a resource is that of a work of another library."""
        path = self._path(iri)
        return path is not None and not self.is_own(iri) and path.split("/")[2] == "works" and self.has_own(iri)

    def format(self, iri: str, name: str) -> str | None:
        """The description in a format; None where it is kept elsewhere."""
        path = self._path(iri)
        return None if path is None else f"{path}.{name}"

    def then(self, iri: str, ending: str | None, moment: str) -> str:
        """What was at the address of a resource at a moment: the page, or the description in a format."""
        path = self._path(iri)
        if path is None or (ending is None and path.startswith(f"/{NETWORKS}/")):
            return self.page("about", {"iri": iri, "asOf": moment})
        language = f"&lang={self.language}" if self.language and ending is None else ""
        return f"{path}{'' if ending is None else f'.{ending}'}?asOf={_quoted(moment)}{language}"

    def _path(self, iri: str) -> str | None:
        """Where this installation answers for a resource, a library's or what networks share; None where it doesn't."""
        local = iri.removeprefix(self._base)
        _, _, rest = local.partition("/")
        if local == iri or "/" not in rest or rest.partition("/")[0] not in COLLECTIONS:
            return None
        return "/" + (local if _PLAIN.fullmatch(local) else quote(local, safe="/:@-._~"))

    def has_own(self, iri: str) -> bool:
        """Whether the address of a resource is one of this installation's pages."""
        return not self.resource(iri).startswith(f"/{self._tenant}/about")


@lru_cache(maxsize=2048)
def _quoted(text: str) -> str:
    """A name or value in an address. Most of them stand in many addresses of a page."""
    return quote_plus(text)


def is_web(address: str) -> bool:
    """Whether a recorded address is one that a page may lead to."""
    try:
        return urlsplit(address).scheme in {"http", "https", "ftp"} and bool(urlsplit(address).netloc)
    except ValueError:
        return False
