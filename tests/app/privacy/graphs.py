"""A word in every private graph of two libraries, in descriptions of its own and in one beside what everybody sees.
Each says which graph it stands in, so that one that is found tells which wall has a hole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.clock import clock
from graph.store.model import ANY, Cause, Change, Key, Put
from graph.store.names import SHAREABLE, GraphKind
from graph.store.scope import EVERY, Scope, grant
from mappings.bibframe.node import Node

if TYPE_CHECKING:
    from tests.app.privacy.planting import World

OWL: Final = "Moorkauz"
"""What the word in every graph begins with."""
OF_STAFF: Final = frozenset({GraphKind.STAFF, GraphKind.SOURCE, GraphKind.SETTINGS})
"""Graphs that those who describe may read in their library."""
OF_NOBODY: Final = frozenset(GraphKind) - SHAREABLE - OF_STAFF
"""Graphs that they may not."""
_EVERYTHING: Final = grant(GraphKind, (EVERY,))


def word(owner: str, kind: GraphKind) -> str:
    """The word that stands in a library's graph; in the installation's own, where there is no owner."""
    return f"{OWL}{owner}{kind.value}"


def words(owners: tuple[str, ...], kinds: frozenset[GraphKind]) -> frozenset[str]:
    """The words of these libraries' graphs in small letters, and that of the installation's where it is one of them."""
    found = {word("" if kind is GraphKind.IDENTITY else owner, kind) for owner in owners for kind in kinds}
    return frozenset(each.lower() for each in found)


def plant_graphs(world: World, owners: tuple[str, ...], shown: tuple[str, ...]) -> list[str]:
    """Write them, beside what is `shown`, too; the addresses of the descriptions that nobody sees."""
    names, puts = world.installation.services.names, []
    hidden = []
    for owner in owners:
        for kind in sorted(OF_NOBODY | OF_STAFF | {GraphKind.CATALOGUE}):
            if kind is GraphKind.CATALOGUE and owner == owners[0]:
                continue  # it is public
            graph = names.identity if kind is GraphKind.IDENTITY else names.graph(owner, kind)
            told = word("" if kind is GraphKind.IDENTITY else owner, kind)
            own = [names.resource(owner, "instances", told)]
            if kind in {GraphKind.CATALOGUE, GraphKind.STAFF}:
                own.append(names.resource(owner, "works", told))
            beside = shown if kind is not GraphKind.CATALOGUE else ()
            puts += [Put(Key(graph, iri), _described(iri, told), ANY) for iri in (*own, *beside)]
            hidden += own
    unique = tuple({each.key: each for each in puts}.values())
    world.installation.store.commit(Change(Cause("planting", "test", clock()), unique), Scope((), (_EVERYTHING,)))
    return hidden


def _described(iri: str, told: str) -> Node:
    title = {"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": [told]}
    note = {"@id": "#n", "@type": ["bf:Note"], "rdfs:label": [told]}
    about: list[Node] = [{"@id": f"{iri}/{told}"}]
    type_ = "bf:Instance" if "/instances/" in iri else "bf:Work"
    return {"@id": iri, "@type": [type_], "bf:title": [title], "bf:note": [note], "bf:relatedTo": about}
