"""What a library has of what another asks for: by its own record's name, by a number, else by title and author."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Protocol

from graph.catalogue.model import Resource
from graph.discovery.service import DiscoveryService, SearchRequest
from graph.holdings.terms import SUPPRESSED
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.scope import Scope, grant
from graph.store.search import SearchKind
from mappings import text as words
from mappings.bibframe.read import resource_label
from mappings.errors import CatalographError
from mappings.iso18626.codes import ISBN, ISSN, LCCN, OCLC
from mappings.iso18626.messages import Wanted

_SCHEMES: Final = {ISBN: "isbn", ISSN: "issn", LCCN: "lccn", OCLC: "oclc"}
_INSTANCE: Final = "bf:Instance"
_LOOK: Final = 10


class Described(Protocol):
    """The catalogue as far as it is asked here."""

    def resources(self, iris: list[str], scope: Scope) -> list[Resource | None]:
        """The resources with these IRIs."""
        ...

    def identified(self, scheme: str, values: list[str], scope: Scope) -> list[tuple[Resource, ...]]:
        """Per value, the resources with this identifier."""
        ...


class Matching:
    """Finds editions in the catalogue of one library, as everybody sees it."""

    def __init__(self, catalogue: Described, discovery: DiscoveryService) -> None:
        self._catalogue, self._discovery = catalogue, discovery

    def edition(self, tenant: str, wanted: Wanted) -> str | None:
        """The edition that is asked for; None where the library has none that it can be sure of."""
        scope = Scope((grant({GraphKind.CATALOGUE}, {tenant}),))
        return next(self._named(wanted, scope), None) or self._titled(wanted, scope)

    def _named(self, wanted: Wanted, scope: Scope) -> Iterator[str]:
        if wanted.record:
            found = self._catalogue.resources([wanted.record], scope) if "://" in wanted.record else [None]
            yield from (each.iri for each in found if each is not None and _is_edition(each))
        for code, value in (*wanted.item_ids, *wanted.record_ids):
            scheme = _SCHEMES.get(code.upper())
            if scheme is not None:
                for each in self._catalogue.identified(scheme, [value], scope)[0]:
                    if _is_edition(each):
                        yield each.iri

    def _titled(self, wanted: Wanted, scope: Scope) -> str | None:
        """The one edition of this very title, and by this author where one is named."""
        title = words.fold(wanted.title)
        if not title:
            return None
        quoted = wanted.title.replace('"', " ")[:200]
        search = SearchRequest(f'title:"{quoted}"', frozenset({SearchKind.INSTANCE}), page=Page(first=_LOOK))
        try:
            hits = self._discovery.search(search, scope).hits
        except CatalographError:  # where search can't be asked, staff look
            return None
        found = [each for each in self._catalogue.resources([hit.iri for hit in hits], scope) if each is not None]
        same = [each.iri for each in found if _is_edition(each) and words.fold(resource_label(each.body)) == title]
        return same[0] if len(same) == 1 else None


def _is_edition(found: Resource) -> bool:
    return _INSTANCE in found.types and SUPPRESSED not in found.body
