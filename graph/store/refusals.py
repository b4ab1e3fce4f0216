"""What every backend refuses, in one place, so that all refuse the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.store.derive import is_vocabulary
from graph.store.errors import InvalidName, OutOfScope, UseSearch
from graph.store.model import Key
from graph.store.names import SHAREABLE, GraphKind, parse_graph
from graph.store.scope import Scope


def reads(scope: Scope, graph: str) -> bool:
    """Whether `scope` reads `graph`; what names no graph of ours is never read."""
    try:
        return scope.reads(graph)
    except InvalidName:
        return False


def refuse_vocabulary(targets: Iterable[str]) -> None:
    """Raise `UseSearch` where one of `targets` is a controlled-vocabulary term."""
    for target in targets:
        if is_vocabulary(target):
            raise UseSearch(f"Links to the vocabulary term {target} are not kept.")


def refuse_write(graph: str, scope: Scope) -> None:
    """Raise `OutOfScope` where `graph` may not be written."""
    if not scope.writes(graph):
        raise OutOfScope(f"Writing to {graph} is not permitted.")


def refuse_forgetting(keys: Sequence[Key], scope: Scope) -> None:
    """Raise `OutOfScope` where one of `keys` may not be written, or lies in a graph that can be shared.

    What was shared can't be called back; what is private can be forgotten.
    """
    for key in keys:
        refuse_write(key.graph, scope)
        if parse_graph(key.graph).kind in SHAREABLE:
            raise OutOfScope(f"{key.iri} lies in a graph that can be shared; delete it instead.")


def refuse_partial(scope: Scope) -> None:
    """Raise `OutOfScope` unless `scope` covers everything, as copies, restoring and checks of a whole store need."""
    if not all(any(each.covers(kind, "*") for each in scope.writing) for kind in GraphKind):
        raise OutOfScope("Only the operator of the installation may do this.")
