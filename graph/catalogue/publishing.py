"""Bringing what was worked on into the catalogue: every root of a draft in one Change, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from graph.access.model import Actor
from graph.catalogue.errors import Invalid, ProfileRefused, StaleRevision
from graph.catalogue.model import Remark, Resource
from graph.catalogue.papers import Content, root_at
from graph.catalogue.resources import ResourceReader
from graph.catalogue.validation import checked, collection_of
from graph.catalogue.writing import Layer, Writes, Writing, not_found, stale
from graph.store.names import GraphKind, Names
from graph.store.scope import Scope
from mappings.bibframe.node import Node
from mappings.profiles.model import Level

_ORDER: Final = ("works", "instances", "holdings", "items")


Checker = Callable[[Actor, str | None, Sequence[Node]], Sequence[Remark]]
"""What the profiles of a library say about roots that are to be published."""


def no_profiles(_actor: Actor, _profile: str | None, _nodes: Sequence[Node]) -> Sequence[Remark]:
    """Every description will do."""
    return ()


@dataclass(frozen=True, slots=True)
class _Changed:
    """A root that is there already: as it is now, the layer to write, and what it is to say."""

    current: Resource
    layer: Layer
    wanted: Node

    @property
    def is_left_alone(self) -> bool:
        """Whether others changed what the draft leaves as it was: there is nothing to write, and nothing to decide."""
        return self.layer.is_stale and self.wanted == self.layer.before

    def stale(self) -> StaleRevision:
        return stale(self.current, self.layer.before, self.wanted)


class Publishing:
    """Plans what publishing writes."""

    def __init__(self, names: Names, resources: ResourceReader, writing: Writing, check: Checker = no_profiles) -> None:
        self._names, self._resources, self._writing, self._check = names, resources, writing, check

    def plan(self, actor: Actor, content: Content, minted: Sequence[str], scope: Scope) -> tuple[Writes, list[Remark]]:
        """The writes of all roots and what the profiles remark. Three calls, whatever the number of roots.

        Raises `Forbidden`, `NotFound`, `Invalid`, `ProfileRefused`, and `StaleRevision` (with every root that others
        changed).
        """
        changed, fresh = self._sorted(actor, content, minted, scope)
        remarks = list(self._check(actor, content.profile, content.nodes))
        if any(each.problem.level is Level.ERROR for each in remarks):
            raise ProfileRefused("The profile is not met.", remarks)
        writes = Writes()
        for each in changed:
            writes.add(each.layer.put(each.wanted))
        stales = [each.stale() for each in changed if each.layer.is_stale]
        if stales:
            raise _together(stales)
        if fresh:
            graph = self._names.graph(str(actor.tenant), GraphKind.CATALOGUE)
            self._writing.create(writes, graph, fresh, scope)
        return writes, remarks

    def outrun(self, actor: Actor, content: Content, minted: Sequence[str], scope: Scope) -> StaleRevision | None:
        """After a conflict: what others changed in between, where that was it."""
        changed, _ = self._sorted(actor, content, minted, scope)
        stales = [each.stale() for each in changed if each.layer.is_stale]
        return _together(stales) if stales else None

    def _sorted(
        self, actor: Actor, content: Content, minted: Sequence[str], scope: Scope
    ) -> tuple[list[_Changed], list[Node]]:
        """Roots to change, and new ones, each in the form that is stored; works before what hangs on them."""
        order = sorted(range(len(content.nodes)), key=lambda at: _rank(content.nodes[at]))
        known = [at for at in order if content.nodes[at]["@id"] in content.bases]
        iris = [content.nodes[at]["@id"] for at in known]
        found = self._resources.resources(iris, scope) if iris else []
        pairs: list[tuple[Resource, str]] = []
        for iri, current in zip(iris, found, strict=True):
            if current is None:
                raise not_found(iri)
            if current.iri != iri:
                raise StaleRevision("Another description has replaced it since.", current)
            pairs.append((current, content.bases[iri]))
        layers = self._writing.layers(actor, pairs, None, scope) if pairs else []
        changed = [
            self._changed(at, current, layer, content.nodes[at])
            for at, (current, _), layer in zip(known, pairs, layers, strict=True)
        ]
        fresh = [self._new(actor, at, content.nodes[at], minted) for at in order if at not in set(known)]
        return [each for each in changed if not each.is_left_alone], fresh

    def _changed(self, at: int, current: Resource, layer: Layer, node: Node) -> _Changed:
        with root_at(at):
            return _Changed(current, layer, self._writing.change(current, layer, node)[1])

    def _new(self, actor: Actor, at: int, node: Node, minted: Sequence[str]) -> Node:
        iri, collection = str(node["@id"]), collection_of(node.get("@type", ()))
        _, owner = self._writing.place(actor, collection, None)
        with root_at(at):
            if iri not in minted:
                raise Invalid(f"{iri[:300]} is not new: say which revision it began from.", ("@id",))
            if not iri.startswith(self._names.resource(owner, collection, "")):
                raise Invalid("It was begun as something of another kind.", ("@type",), hint="Begin it anew.")
            return checked(node, iri)


def _rank(node: Node) -> int:
    collection = collection_of(node.get("@type", ()))
    return _ORDER.index(collection) if collection in _ORDER else -1


def _together(stales: Sequence[StaleRevision]) -> StaleRevision:
    first = stales[0]
    return StaleRevision(
        first.message, first.current, first.theirs, first.ours, base=first.base, both=first.both,
        others=tuple(stales[1:]),
    )  # fmt: skip
