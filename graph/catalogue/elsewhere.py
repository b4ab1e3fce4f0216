"""Which of a library's descriptions are those that other systems call by their own addresses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from graph.catalogue.identity import HeadingNames
from graph.catalogue.rdf_describing import Naming, addresses
from graph.catalogue.rdf_terms import SAME_AS, iri_of
from graph.catalogue.received import Received
from graph.store.names import GraphKind
from graph.store.port import Store
from graph.store.scope import Scope

_FIRST: Final = 5
"""So many descriptions that name the same address elsewhere are looked at: one that is of its kind is enough."""


class Elsewhere:
    """Finds what a tenant's descriptions are called elsewhere (`owl:sameAs`). During an import it remembers what was
    met by an identifier, for what comes later.
    """

    def __init__(self, store: Store, headings: HeadingNames, scope: Scope) -> None:
        self._store, self._headings, self._scope = store, headings, scope
        self._catalogue = headings.names.graph(headings.tenant, GraphKind.CATALOGUE)
        self._met: dict[str, str] = {}

    def naming(self, records: Sequence[Received]) -> Naming:
        """How what these records describe, and what it hangs on, is called here. One call."""
        wanted = dict(found for each in records for found in addresses(each))
        return Naming(self._headings, self._known(wanted) | self._met if wanted else self._met)

    def meet(self, links: Iterable[tuple[str, str]]) -> None:
        """From now on these terms are called so: pairs of a term and an address here."""
        self._met.update(links)

    def _known(self, wanted: dict[str, str]) -> dict[str, str]:
        terms = list(wanted)
        pages = self._store.incoming([iri_of(each) for each in terms], (SAME_AS,), self._scope, first=_FIRST)
        known = {}
        for term, page in zip(terms, pages, strict=True):
            begin = self._headings.names.resource(self._headings.tenant, wanted[term], "")
            own = (key.iri for key in page.keys if key.graph == self._catalogue and key.iri.startswith(begin))
            if (found := next(own, None)) is not None:
                known[term] = found
        return known
