"""What one exported MARC record is made of: an instance and its work, with the items and holdings that hang on it, and
the source record it came from where the reader may see it. Holdings that came as a record of their own are one again.

Read many at a time, with a constant number of store calls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.catalogue.descriptions import AUTHORITY
from graph.catalogue.lists import LONGEST
from graph.catalogue.model import Resource
from graph.catalogue.resources import ResourceReader
from graph.catalogue.source import DESCRIBES, TYPE, described_by, is_marc
from graph.store.headings import heading_kind
from graph.store.model import Document, Key
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.read import iris

_DESCRIBED: Final = frozenset({"bf:Work", "bf:Instance", "bf:Item", "lsp:Holdings"})
HOLDINGS: Final = "lsp:Holdings"
HANGING: Final = ("bf:itemOf", "lsp:holdingsFor")
"""What leads from an item, or holdings, to the instance it hangs on."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The parts of one record, by the names they have in it (“Work”, “Instance”, “Item 3141”, …), and its source.

    `main` is what stands for the record: the instance, the work where there is none, or the first holdings of a record
    of holdings.
    """

    main: str
    parts: Mapping[str, Resource]
    source: Document | None = None


def is_heading(resource: Resource) -> bool:
    """Whether a resource is a described heading, with or without an authority record of its own."""
    return not _DESCRIBED.intersection(resource.types) and heading_kind(resource.body) is not None


class UnitReader:
    """Gathers the parts of records."""

    def __init__(self, store: Store, resources: ResourceReader) -> None:
        self._store, self._resources = store, resources

    def units(self, wanted: Sequence[str], scope: Scope) -> list[Unit | None]:
        """Per work, instance or holdings, the record it belongs to: for a work, that of its first instance."""
        found = self._resources.resources(wanted, scope)
        mains = self._main_instances(found, scope)
        known = [main for main in mains if main is not None]
        sources = self.sources([main.iri for main in known], scope)
        there = self._all_parts(known, sources, scope)
        hanging = self._hanging([main.iri for main in known if HOLDINGS not in main.types], scope)
        hanging |= self._copies([main.iri for main in known if HOLDINGS in main.types], scope)
        apart = self._apart(hanging, sources, scope)
        return [
            None
            if main is None or (HOLDINGS in main.types and not _separate(main, sources.get(main.iri)))
            else _unit(
                main,
                sources.get(main.iri),
                there,
                [each for each in hanging.get(main.iri, []) if HOLDINGS in main.types or each.iri not in apart],
            )
            for main in mains
        ]

    def separate(self, iris: Sequence[str], scope: Scope) -> list[str]:
        """Of holdings, those that stand first in a source record of holdings."""
        sources = self.sources(iris, scope)
        return [iri for iri in iris if iri in sources and _first_of(sources[iri]) == iri]

    def _apart(
        self, hanging: Mapping[str, Sequence[Resource]], sources: Mapping[str, Document], scope: Scope
    ) -> set[str]:
        """What hangs on an instance and belongs to a source record of holdings."""
        others: dict[str, None] = {}
        for main, found in hanging.items():
            described = described_by(sources[main].body).values() if main in sources else ()
            own = {each.iri for each in described}
            others.update(dict.fromkeys(each.iri for each in found if each.iri not in own))
        return {iri for iri, source in self.sources(list(others), scope).items() if _first_of(source) is not None}

    def _copies(self, holdings: Sequence[str], scope: Scope) -> dict[str, list[Resource]]:
        """Per holdings, the items in it."""
        return self._pointing(holdings, ("lsp:inHoldings",), scope)

    def sources(self, described: Sequence[str], scope: Scope) -> dict[str, Document]:
        """Per resource, the MARC record that described it last, where the scope reads source records."""
        wanted = list(dict.fromkeys(described))
        if not wanted:
            return {}
        pages = self._store.incoming(wanted, (DESCRIBES,), scope, first=50)
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        read = self._store.read(keys, scope) if keys else []
        documents = {d.key: d for d in read if d is not None and TYPE in d.body["@type"] and is_marc(d.body)}
        answer = {}
        for iri, page in zip(wanted, pages, strict=True):
            own = [documents[key] for key in page.keys if key in documents]
            if own:
                answer[iri] = max(own, key=lambda document: (document.changed, document.key.iri))
        return answer

    def _main_instances(self, found: Sequence[Resource | None], scope: Scope) -> list[Resource | None]:
        works = [each.iri for each in found if each is not None and "bf:Work" in each.types]
        first: dict[str, str] = {}
        if works:
            pages = self._store.incoming(works, ("bf:instanceOf",), scope, first=1)
            first = {work: page.keys[0].iri for work, page in zip(works, pages, strict=True) if page.keys}
        instances = dict(zip(first.values(), self._resources.resources(list(first.values()), scope), strict=True))
        answer: list[Resource | None] = []
        for each in found:
            if each is not None and "bf:Work" in each.types:
                answer.append(instances.get(first.get(each.iri, "")) or each)
            else:
                stands = each is not None and (
                    "bf:Instance" in each.types or HOLDINGS in each.types or is_heading(each)
                )
                answer.append(each if stands else None)
        return answer

    def _all_parts(
        self, mains: Iterable[Resource], sources: Mapping[str, Document], scope: Scope
    ) -> dict[str, Resource]:
        wanted: dict[str, None] = {}
        for main in mains:
            wanted.update(dict.fromkeys(iris(main.body, "bf:instanceOf")))
            if main.iri in sources:
                wanted.update(dict.fromkeys(each.iri for each in described_by(sources[main.iri].body).values()))
        names = list(wanted)
        read = self._resources.resources(names, scope) if names else []
        return {iri: found for iri, found in zip(names, read, strict=True) if found is not None}

    def _hanging(self, instances: Sequence[str], scope: Scope) -> dict[str, list[Resource]]:
        return self._pointing(instances, HANGING, scope)

    def _pointing(self, instances: Sequence[str], paths: Sequence[str], scope: Scope) -> dict[str, list[Resource]]:
        if not instances:
            return {}
        pages = self._store.incoming(instances, paths, scope, first=LONGEST)
        keys: list[Key] = list(dict.fromkeys(key for page in pages for key in page.keys))
        read = self._resources.resources([key.iri for key in keys], scope) if keys else []
        there = {key: found for key, found in zip(keys, read, strict=True) if found is not None}
        return {
            instance: list({there[key].iri: there[key] for key in page.keys if key in there}.values())
            for instance, page in zip(instances, pages, strict=True)
        }


def _first_of(source: Document) -> str | None:
    """The holdings that stand first in a source record of holdings; None for a record that describes a work."""
    parts = described_by(source.body)
    if "Work" in parts or "Instance" in parts:
        return None
    return next((each.iri for part, each in parts.items() if part.startswith("Holdings")), None)


def _separate(main: Resource, source: Document | None) -> bool:
    """Whether holdings are a record: they came as one, or were described here and are no part of another."""
    return source is None or _first_of(source) == main.iri


def _unit(main: Resource, source: Document | None, there: Mapping[str, Resource], hanging: Sequence[Resource]) -> Unit:
    parts: dict[str, Resource] = {}
    if source is not None:
        for described in described_by(source.body).values():
            if described.iri in there:
                parts[described.part] = there[described.iri]
    if main.iri not in {part.iri for part in parts.values()}:
        kinds = (("bf:Instance", "Instance"), (HOLDINGS, "Holdings1"))
        other = AUTHORITY if is_heading(main) else "Work"
        parts[next((part for type_, part in kinds if type_ in main.types), other)] = main
    if "Work" not in parts and AUTHORITY not in parts:
        for work in iris(main.body, "bf:instanceOf"):
            if work in there:
                parts["Work"] = there[work]
    known = {part.iri for part in parts.values()}
    for number, each in enumerate(hanging, 1):
        if each.iri not in known:
            parts[f"{'Holdings' if HOLDINGS in each.types else 'Item'} new {number}"] = each
    return Unit(main.iri, parts, source)
