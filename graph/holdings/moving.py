"""Putting copies and holdings under another instance.

A copy that leaves its holdings takes along what only they said: its place and its call number.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.access.model import Actor
from graph.catalogue.errors import Invalid
from graph.catalogue.lists import LONGEST
from graph.catalogue.model import Resource
from graph.holdings.changes import ItemChange
from graph.holdings.editing import Acting, Asked, Editing, Own, instance_of
from graph.holdings.errors import TooManyItems
from graph.holdings.layers import layers_of
from graph.holdings.terms import BOUND_WITH, HOLDINGS, HOLDINGS_FOR, IN_HOLDINGS, ITEM, ITEM_OF, LOCATION
from graph.holdings.writing import changed_item
from graph.store.errors import Conflict
from graph.store.model import Delete, Put
from mappings.bibframe.node import Node
from mappings.bibframe.read import iris
from mappings.rules.items import LIBRARY_CODE, LOCATION_CODE

MOST = 100
"""How many are moved at once."""
_PLACE = (LOCATION, LOCATION_CODE, LIBRARY_CODE)
_MARK = "bf:shelfMark"


class Moving:
    """Moves of items and holdings; each is one Change, whole or not at all."""

    def __init__(self, editing: Editing) -> None:
        self._editing = editing

    def items(
        self,
        actor: Actor,
        items: Sequence[str],
        instance: str | None,
        holdings: str | None,
        asked: Asked,
    ) -> list[Resource]:
        """Put copies under an instance, or into holdings and with them under their instance.

        Raises `NotFound`, `Forbidden`, `Invalid`, `TooManyItems`, `Conflict`.
        """
        if (instance is None) == (holdings is None):
            raise Invalid("Say where they go: an instance, or holdings.", ("instance",))
        acting = self._editing.acting(actor)
        found = self._editing.all_own(_limited(items), ITEM, acting)
        target = self._target(instance, holdings, acting)
        before = self._holdings_of(found, acting)
        bodies = [_moved(each.layers.body, target, holdings, before) for each in found]
        return self._written(found, bodies, asked, acting)

    def holdings(self, actor: Actor, holdings: Sequence[str], instance: str, asked: Asked) -> list[Resource]:
        """Put holdings, with the copies in them, under an instance.

        Raises `NotFound`, `Forbidden`, `TooManyItems`, `Conflict`.
        """
        acting = self._editing.acting(actor)
        found = self._editing.all_own(_limited(holdings), HOLDINGS, acting)
        target = self._editing.instance(instance, acting)
        inside = self._inside(found, acting)
        bodies = [{**each.layers.body, HOLDINGS_FOR: [{"@id": target}]} for each in found]
        bodies += [_unbound({**each.layers.body, ITEM_OF: [{"@id": target}]}, target) for each in inside]
        return self._written([*found, *inside], bodies, asked, acting)[: len(found)]

    def _target(self, instance: str | None, holdings: str | None, acting: Acting) -> str:
        if holdings is None:
            return self._editing.instance(instance or "", acting)
        (held,) = self._editing.all_own([holdings], HOLDINGS, acting)
        found = instance_of(held.layers.body)
        if found is None:
            raise Invalid("These holdings don't say what they are of.", ("holdings",))
        return found

    def _holdings_of(self, items: Sequence[Own], acting: Acting) -> dict[str, Node]:
        """The holdings that items are in now, as far as they are there."""
        wanted = list(dict.fromkeys(each for own in items for each in iris(own.layers.body, IN_HOLDINGS)))
        found = self._editing.resources.resources(wanted, acting.scope) if wanted else []
        return {each.iri: each.body for each in found if each is not None}

    def _inside(self, holdings: Sequence[Own], acting: Acting) -> list[Own]:
        store, names = self._editing.store, self._editing.names
        pages = store.incoming([each.current.iri for each in holdings], (IN_HOLDINGS,), acting.scope, first=LONGEST)
        wanted = list(dict.fromkeys(key.iri for page in pages for key in page.keys))
        if len(wanted) > LONGEST or any(page.after is not None for page in pages):
            raise TooManyItems(f"More than {LONGEST:,} items are in these holdings.", values={"most": LONGEST})
        found = self._editing.resources.resources(wanted, acting.scope) if wanted else []
        own = [Own(each, layers_of(each, acting.tenant, names)) for each in found if each is not None]
        return [each for each in own if each.layers.is_there]

    def _written(self, found: Sequence[Own], bodies: Sequence[Node], asked: Asked, acting: Acting) -> list[Resource]:
        hidden = self._editing.hidden_holdings(bodies, acting)
        puts: list[Put] = []
        deletes: list[Delete] = []
        for own, body in zip(found, bodies, strict=True):
            more, gone = own.layers.writes(body, hidden=not hidden.isdisjoint(iris(body, IN_HOLDINGS)))
            puts += more
            deletes += gone
        try:
            return self._editing.write(acting, asked, puts, deletes, [each.current.iri for each in found])
        except Conflict as conflict:
            raise Conflict("Somebody changed one of them meanwhile.", conflict.subjects) from None


def _limited(wanted: Sequence[str]) -> list[str]:
    unique = list(dict.fromkeys(wanted))
    if not unique:
        raise Invalid("Nothing is named that should move.", ("ids",), which="none-named")
    if len(unique) > MOST:
        raise TooManyItems(f"At most {MOST} are moved at once; these are {len(unique):,}.", values={"most": MOST})
    return unique


def _moved(body: Node, instance: str, holdings: str | None, before: dict[str, Node]) -> Node:
    """A copy under another instance, in other holdings or in none."""
    own = next((before[each] for each in iris(body, IN_HOLDINGS) if each in before), {})
    if holdings is not None and holdings in iris(body, IN_HOLDINGS):
        return body
    node = changed_item(body, ItemChange(holdings=holdings), {})
    node[ITEM_OF] = [{"@id": instance}]
    if holdings is None:
        if LOCATION not in node:
            node.update({name: own[name] for name in _PLACE if name in own})
        if _MARK not in node and _MARK in own:
            node[_MARK] = [{k: v for k, v in mark.items() if k != "@id"} for mark in own[_MARK]]
    return _unbound(node, instance)


def _unbound(body: Node, instance: str) -> Node:
    """A copy is not bound with what it is of."""
    kept = [each for each in body.get(BOUND_WITH, ()) if each != {"@id": instance}]
    rest = {name: values for name, values in body.items() if name != BOUND_WITH}
    return {**rest, BOUND_WITH: kept} if kept else rest
