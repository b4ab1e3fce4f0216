"""What lending writes into a library's own description of an item: its marker and where it is in its life."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from graph.catalogue.layers import resource
from graph.circulation.facts import Copy
from graph.holdings.model import Item
from graph.holdings.status import Lifecycle, Marker, facts_of, status_of
from graph.holdings.terms import LIFECYCLE, MARKER, MARKER_REASON
from mappings.bibframe.node import Node

_FOUND: Final = frozenset({Marker.MISSING, Marker.LONG_MISSING})
_NEW: Final = frozenset({Lifecycle.ON_ORDER, Lifecycle.IN_PROCESS})


def in_collection(copy: Copy) -> Node | None:
    """The description of an item that is in somebody's hands: no longer missing, on order or being prepared. None where
    it says so already.
    """
    facts, body = copy.facts, dict(copy.layer.body)
    if facts.marker in _FOUND:
        body.pop(MARKER, None)
        body.pop(MARKER_REASON, None)
    if facts.lifecycle in _NEW:
        body[LIFECYCLE] = [Lifecycle.IN_COLLECTION.value]
    return None if body == copy.layer.body else body


def marked(copy: Copy, marker: Marker | None, reason: str = "") -> Node:
    """The description of an item with a marker, and why; None takes it away."""
    body = {name: values for name, values in copy.layer.body.items() if name not in {MARKER, MARKER_REASON}}
    if marker is not None:
        body[MARKER] = [marker.value]
        if reason:
            body[MARKER_REASON] = [reason]
    return body


def withdrawn(copy: Copy) -> Node:
    """The description of an item that has left the collection."""
    return {**marked(copy, None), LIFECYCLE: [Lifecycle.WITHDRAWN.value]}


def left_by(copy: Copy, body: Node) -> Item:
    """The item as this description of it by its library leaves it: kept for nobody, and on its way nowhere."""
    layer = replace(copy.layer, body=body, version=copy.layer.version + (body != copy.layer.body))
    layers = [layer if each.key == layer.key else each for each in copy.item.resource.layers]
    described, custody = resource(layers), replace(copy.held, transit=None, kept=None).custody
    return replace(
        copy.item,
        resource=described,
        status=status_of(facts_of(described.body, custody)),
        whereabouts=replace(copy.item.whereabouts, custody=custody),
    )
