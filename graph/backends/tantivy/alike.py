"""Which works are one, as the index has it: every document of a work carries the numbers of its clusters, and of what
networks describe, the work's own, because each library that has something of it has a document of its own about it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final, TypeAlias

import orjson
import tantivy

from graph.backends.tantivy.schema import number_of, one_of
from graph.store.names import NETWORKS
from graph.store.terms import NETWORK

Clusters: TypeAlias = tuple[tuple[str, str], ...]
"""The clusters of a work: the slug of the network that says so, and the cluster's IRI."""

_SEVERAL: Final = -1
"""Stands in the fast fields for more than one number; then they are with what is shown."""
_MOST: Final = 100_000
_ANYBODY: Final = 0
"""Stands for the network where none has to be read."""


def alike_fields(iri: str, clusters: Clusters, shown: dict[str, Any]) -> dict[str, list[Any]]:
    """The fields that say of a work what it is one with; where it is several, `shown` says it, too."""
    found = [(number_of(NETWORK + network), number_of(cluster)) for network, cluster in clusters]
    if is_shared(iri):
        found.append((_ANYBODY, number_of(iri)))
    if not found:
        return {}
    if len(found) > 1:
        shown["c"] = found
    network, number = found[0] if len(found) == 1 else (_SEVERAL, _SEVERAL)
    return {"cluster": [term_of(each) for _, each in found], "alike_in": [network], "alike": [number]}


def is_shared(iri: str) -> bool:
    """Whether an IRI is of what networks describe, whoever says something about it."""
    return f"/{NETWORKS}/" in iri


def term_of(number: int) -> str:
    """What documents of a group are found by."""
    return f"{number:x}"


def numbers_in(owners: Collection[str]) -> frozenset[int]:
    """The numbers of the networks among those whose documents are searched: what they say is one, is one."""
    return frozenset(number_of(each) for each in owners if each.startswith(NETWORK))


def groups_of(
    searcher: tantivy.Searcher, addresses: Sequence[tantivy.DocAddress], networks: frozenset[int]
) -> list[tuple[int, ...]]:
    """Per document the groups that it is in by what these networks say; none where it stands for itself alone."""
    if not addresses:
        return []
    numbers = searcher.fast_field_values("alike", list(addresses))
    places = searcher.fast_field_values("alike_in", list(addresses))
    return [
        _several(searcher, address, networks)
        if number == _SEVERAL
        else (int(number),)
        if number and (place in networks or place == _ANYBODY)
        else ()
        for address, number, place in zip(addresses, numbers, places, strict=True)
    ]


def members_of(searcher: tantivy.Searcher, clusters: Collection[str]) -> list[str]:
    """The works that are in one of these clusters."""
    found = searcher.search(one_of("cluster", {term_of(number_of(each)) for each in clusters}), _MOST, count=False)
    shown = (orjson.loads(str(searcher.doc(address).get_first("shown"))) for _, address in found.hits)
    return list(dict.fromkeys(each["i"] for each in shown))


def _several(searcher: tantivy.Searcher, address: tantivy.DocAddress, networks: frozenset[int]) -> tuple[int, ...]:
    every = orjson.loads(str(searcher.doc(address).get_first("shown")))["c"]
    said = tuple(number for network, number in every if network in networks)
    return said or tuple(number for network, number in every if network == _ANYBODY)
