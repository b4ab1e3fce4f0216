"""An authority record adopts its heading: it describes the node that bibliographic records use.

One address is described by one authority record. A second record for a heading that another record describes already
gets an address of its own and is reported, so that a person decides whether they are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph.catalogue.descriptions import AUTHORITY, Root, named
from graph.catalogue.identity import HeadingNames, body_digest, derived_root
from graph.catalogue.source import DESCRIBES
from graph.store.headings import heading_kind, heading_urn, label_of
from graph.store.model import Key
from graph.store.names import GraphKind
from graph.store.port import Store
from graph.store.scope import Scope

_FIRST: Final = 3
"""How many source records of an address are looked at: one other than the record's own decides."""


class Adopter:
    """Finds the address of what authority records describe."""

    def __init__(self, store: Store, headings: HeadingNames, scope: Scope) -> None:
        self._store, self._headings, self._scope = store, headings, scope
        self._catalogue = headings.names.graph(headings.tenant, GraphKind.CATALOGUE)
        self._records = headings.names.graph(headings.tenant, GraphKind.SOURCE)

    def settle(self, fresh: Sequence[tuple[str, Root]]) -> dict[str, Root]:
        """Per id of a record that is new, its root where that needs an address of its own. Two calls at most."""
        if not fresh:
            return {}
        pages = self._store.incoming([root.iri for _, root in fresh], (DESCRIBES,), self._scope, first=_FIRST)
        taken: set[str] = set()
        moved = {}
        for (record, root), page in zip(fresh, pages, strict=True):
            if root.iri in taken or any(key.graph == self._records for key in page.keys):
                moved[record] = self._moved(record, root)
            else:
                taken.add(root.iri)
        return moved

    def alike(self, roots: Mapping[str, Root]) -> dict[str, str]:
        """Per id of a record, another authority of the tenant with the same heading."""
        urns = {record: urn for record, root in roots.items() if (urn := _urn(root))}
        if not urns:
            return {}
        wanted = list(dict.fromkeys(urns.values()))
        found = dict(zip(wanted, self._store.find("heading", wanted, self._scope), strict=True))
        answer = {}
        for record, urn in urns.items():
            others = [key.iri for key in found[urn] if self._is_other(key, roots[record].iri)]
            others += [root.iri for other, root in roots.items() if urns.get(other) == urn and other != record]
            if others:
                answer[record] = others[0]
        return answer

    def _is_other(self, key: Key, iri: str) -> bool:
        return key.graph == self._catalogue and key.iri != iri

    def _moved(self, record: str, root: Root) -> Root:
        iri = derived_root(self._headings, record, AUTHORITY)
        body = named(root.body, iri)
        return replace(root, iri=iri, body=body, digest=body_digest(body))


def _urn(root: Root) -> str:
    kind, name = heading_kind(root.body), label_of(root.body)
    return heading_urn(kind, name) if kind and name else ""
