"""Ways through the catalogue: from works to instances and back, from headings to works, from work to work.

Every function takes many starting points and makes a constant number of store calls.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from graph.catalogue.headings import AGENT_PATHS, SUBJECT_PATHS, HeadingReader
from graph.catalogue.lists import LONGEST, incoming, sliced
from graph.catalogue.model import Related, Resource
from graph.catalogue.resources import ResourceReader
from graph.store.headings import heading_urn
from graph.store.keys import KEYS
from graph.store.model import Key, KeyPage
from graph.store.paging import Page, Slice
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe.node import Node
from mappings.bibframe.read import contributions, expression_of, iris, relations, resource_label
from mappings.codes.relators import RELATORS

EXPRESSION_OF: Final = "http://id.loc.gov/ontologies/bibframe/expressionOf"
"""The relation of works that express the same hub."""

_ROLE_TERMS: Final = {row.iri: row.label.casefold() for row in RELATORS if row.iri is not None}
"""Records often say a role in words: the word is taken for its term."""

_RELATED_PATHS: Final = ("bf:relation/bf:associatedResource",)
_NORMAL: Final = {rule.scheme: rule.normal for rule in KEYS}


class Navigator:
    """Follows the links between resources."""

    def __init__(self, store: Store, resources: ResourceReader, headings: HeadingReader) -> None:
        self._store, self._resources, self._headings = store, resources, headings

    def instances_of(self, works: Sequence[str], scope: Scope, page: Page) -> list[Slice[Resource]]:
        """Per work, its instances in the order they came."""
        return self._filled(incoming(self._store, works, ("bf:instanceOf",), scope, page), scope)

    def works_of(self, instances: Sequence[str], scope: Scope) -> list[Resource | None]:
        """Per instance, its work."""
        found = self._resources.resources(instances, scope)
        works = [next(iter(iris(each.body, "bf:instanceOf")), "") if each is not None else "" for each in found]
        answer = dict(zip(works, self._resources.resources(works, scope), strict=True)) if any(works) else {}
        return [answer.get(work) if work else None for work in works]

    def works_by_agent(
        self, agents: Sequence[str], scope: Scope, page: Page, roles: Collection[str] = ()
    ) -> list[Slice[Resource]]:
        """Per agent, the works they contributed to, in any library read; with `roles`, only in one of these."""
        names = self._headings.names(agents, scope)
        if not roles:
            return self._filled(incoming(self._store, names, AGENT_PATHS, scope, page), scope)
        found = self._filled(incoming(self._store, names, AGENT_PATHS, scope, Page(first=LONGEST)), scope)
        wanted = frozenset(roles) | {_ROLE_TERMS[role] for role in roles if role in _ROLE_TERMS}
        return [
            sliced(
                [work for work in each.items if _contributed(work.body, frozenset(own), wanted)],
                lambda work: work.iri,
                page,
            )
            for each, own in zip(found, names, strict=True)
        ]

    def works_by_subject(self, concepts: Sequence[str], scope: Scope, page: Page) -> list[Slice[Resource]]:
        """Per subject, genre, place or agent, the works about it or of that form, in any library read."""
        names = self._headings.names(concepts, scope)
        return self._filled(incoming(self._store, names, SUBJECT_PATHS, scope, page), scope)

    def related_works(self, works: Sequence[str], scope: Scope, page: Page) -> list[Slice[Related]]:
        """Per work, the works its record relates it to, those that relate themselves to it, and other expressions of
        the same hub.
        """
        found = self._resources.resources(works, scope)
        hubs = self._hubs(found, scope)
        backward = incoming(self._store, works, _RELATED_PATHS, scope, Page(first=LONGEST))
        wanted = list(
            dict.fromkeys(
                [iri for work in found if work is not None for iri in _targets(work.body)]
                + [key.iri for each in backward for key in each.items]
                + [key.iri for keys in hubs.values() for key in keys]
            )
        )
        there = dict(zip(wanted, self._resources.resources(wanted, scope), strict=True)) if wanted else {}
        answer = []
        for work, back in zip(found, backward, strict=True):
            related = [] if work is None else _relations(work, back.items, hubs, there)
            answer.append(sliced(related, lambda each: f"{each.relation} {_name(each)} {each.inverse}", page))
        return answer

    def identified(self, scheme: str, values: Sequence[str], scope: Scope) -> list[tuple[Resource, ...]]:
        """Per value, the resources that carry this identifier in any of its written forms; malformed ones find none."""
        normal = _NORMAL.get(scheme)
        keys = [normal(value) if normal is not None else value or None for value in values]
        known = list(dict.fromkeys(key for key in keys if key is not None))
        holders = dict(zip(known, self._store.find(scheme, known, scope), strict=True)) if known else {}
        wanted = list(dict.fromkeys(key.iri for found in holders.values() for key in found))
        there = dict(zip(wanted, self._resources.resources(wanted, scope), strict=True)) if wanted else {}
        return [
            tuple(
                found
                for iri in dict.fromkeys(holder.iri for holder in holders.get(key or "", ()))
                if (found := there.get(iri)) is not None
            )
            for key in keys
        ]

    def works_in(self, graph: str, scope: Scope, first: int, after: str | None) -> KeyPage:
        """The works of a catalogue in a stable order, a page of them after a cursor. Raises `InvalidCursor`."""
        return self._store.scan(graph, scope, type="bf:Work", first=first, after=after)

    def counted(self, graph: str, types: Sequence[str], scope: Scope) -> list[int]:
        """Per type, how many descriptions of a catalogue have it. One call for each."""
        return [self._store.scan(graph, scope, type=each, first=1, count=True).total or 0 for each in types]

    def _hubs(self, works: Iterable[Resource | None], scope: Scope) -> dict[str, tuple[Key, ...]]:
        """Hub → the works that express it."""
        hubs = list(dict.fromkeys(iri for work in works if work is not None for iri in _hub_iris(work.body)))
        if not hubs:
            return {}
        names = self._headings.names(hubs, scope)
        pages = incoming(self._store, names, ("bf:expressionOf",), scope, Page(first=LONGEST))
        return {hub: page.items for hub, page in zip(hubs, pages, strict=True)}

    def _filled(self, slices: Sequence[Slice[Key]], scope: Scope) -> list[Slice[Resource]]:
        """Slices of keys with the resources in their place."""
        wanted = list(dict.fromkeys(key.iri for each in slices for key in each.items))
        there = dict(zip(wanted, self._resources.resources(wanted, scope), strict=True)) if wanted else {}
        answer = []
        for each in slices:
            pairs: dict[str, tuple[Resource, str]] = {}
            for key, cursor in zip(each.items, each.cursors, strict=True):
                found = there.get(key.iri)
                if found is not None and found.iri not in pairs:
                    pairs[found.iri] = (found, cursor)
            answer.append(
                Slice(
                    tuple(found for found, _ in pairs.values()),
                    tuple(cursor for _, cursor in pairs.values()),
                    each.total,
                    each.has_next,
                    each.has_previous,
                )
            )
        return answer


def _contributed(body: Node, names: frozenset[str], roles: frozenset[str]) -> bool:
    """Whether one of these names has one of these roles in a work."""
    return any(
        roles.intersection((*each.roles, *(term.casefold() for term in each.role_terms)))
        and (each.agent.iri in names or heading_urn("agents", each.agent.label) in names)
        for each in contributions(body)
    )


def _hub_iris(body: Node) -> list[str]:
    return [each.iri for each in expression_of(body) if each.iri is not None]


def _targets(body: Node) -> list[str]:
    return [each.iri for each in relations(body) if each.iri is not None]


def _relations(
    work: Resource, back: Sequence[Key], hubs: Mapping[str, Sequence[Key]], there: Mapping[str, Resource | None]
) -> list[Related]:
    found: dict[tuple[str, str, bool], Related] = {}

    def add(relation: str, label: str, resource: Resource | None, node: Node, *, inverse: bool) -> None:
        name = resource.iri if resource is not None else label
        if name and name != work.iri:
            found.setdefault((relation, name, inverse), Related(relation, label, resource, node, inverse))

    for each in relations(work.body):
        target = there.get(each.iri) if each.iri is not None else None
        node = {"@id": each.iri} if each.iri is not None else {}
        add(next(iter(each.relations), ""), each.label, target, node, inverse=False)
    for key in back:
        other = there.get(key.iri)
        if other is not None:
            kinds = [r.relations for r in relations(other.body) if r.iri == work.iri]
            add(next(iter(kinds[0]), "") if kinds else "", resource_label(other.body), other, {}, inverse=True)
    for hub in _hub_iris(work.body):
        for key in hubs.get(hub, ()):
            other = there.get(key.iri)
            if other is not None:
                add(EXPRESSION_OF, resource_label(other.body), other, {}, inverse=False)
    return list(found.values())


def _name(related: Related) -> str:
    return related.resource.iri if related.resource is not None else related.label
