"""The two ways a field gets its value besides being stored on its object: a relation and a reading.

A **relation** is one batch function `(parents, ask, …arguments) -> list`, answers in the order of the parents. The
executor calls it once for a whole level, so the number of store calls depends on how deep a query goes and never on
how many rows it returns. Only relations are handed `ask`, so nothing else can fetch.

A **reading** is a pure function of one object and the field's arguments.

Each field's description is its function's docstring.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar, cast

import strawberry

from schema.directives import Cost, Iri, Requires

V = TypeVar("V")
RELATION: Final = "relation"
READING: Final = "reading"
SOURCE: Final = "source"


@dataclass(frozen=True, slots=True)
class Way:
    """How the executor gets a field: `kind` is RELATION, READING or SOURCE (of a subscription)."""

    kind: str
    call: Callable[..., Any]


def relation(
    *,
    cost: int = 1,
    per: str | None = None,
    iri: str | None = None,
    requires: str | None = None,
    name: str | None = None,
) -> Callable[[Any], Any]:
    """Make a static method `(parents, ask, …) -> list[T]` a field of type T.

    `per` names the GraphQL argument that says how many objects come back for one parent.
    """

    def decorate(method: Any) -> Any:
        return _field(method, RELATION, skip=2, directives=_directives(cost, per, iri, requires), name=name)

    return decorate


def reading(
    *, cost: int = 0, per: str | None = None, iri: str | None = None, name: str | None = None
) -> Callable[[Any], Any]:
    """Make a method `(self, …) -> T`, which computes without fetching, a field of type T."""

    def decorate(method: Any) -> Any:
        return _field(method, READING, skip=1, directives=_directives(cost, per, iri, None), name=name)

    return decorate


def source(*, cost: int = 1, requires: str | None = None, name: str | None = None) -> Callable[[Any], Any]:
    """Make a static method `(ask, …) -> Follow[T]` a subscription field of type T.

    strawberry takes it for a plain field; the executor hands each event through it.
    """

    def decorate(method: Any) -> Any:
        return _field(method, SOURCE, skip=1, directives=_directives(cost, None, None, requires), name=name)

    return decorate


def attribute(description: str, *, iri: str | None = None, default: Any = inspect.Parameter.empty) -> Any:
    """A field whose value is stored on its object."""
    directives = [Iri(term=iri)] if iri else []
    if default is inspect.Parameter.empty:
        return strawberry.field(description=description, directives=directives)
    return strawberry.field(description=description, directives=directives, default=default)


def choice(value: V, description: str) -> V:
    """A member of an enum with its description; its value is `value`."""
    return cast("V", strawberry.enum_value(value, description=description))


def _directives(cost: int, per: str | None, iri: str | None, requires: str | None) -> list[object]:
    found: list[object] = []
    if iri:
        found.append(Iri(term=iri))
    if requires:
        found.append(Requires(permission=requires))
    if cost or per:
        found.append(Cost(weight=cost, multiplier=per) if per else Cost(weight=cost))
    return found


def _field(method: Any, kind: str, *, skip: int, directives: list[object], name: str | None) -> Any:
    """A strawberry field with the GraphQL arguments and type of `method`, which only the executor ever calls."""
    function = method.__func__ if isinstance(method, staticmethod) else method
    signature = inspect.signature(function)

    def shape() -> None:
        raise NotImplementedError

    answer = str(signature.return_annotation)
    if kind == RELATION:
        answer = answer.removeprefix("list[").removesuffix("]")
    elif kind == SOURCE:
        answer = answer.removeprefix("Follow[").removesuffix("]")
    arguments = list(signature.parameters.values())[skip:]
    shape.__signature__ = signature.replace(parameters=arguments, return_annotation=answer)  # type: ignore[attr-defined]
    shape.__annotations__ = {each.name: each.annotation for each in arguments} | {"return": answer}
    shape.__name__ = function.__name__
    shape.__qualname__ = function.__qualname__
    shape.__module__ = function.__module__
    shape.__way__ = Way(kind, function)  # type: ignore[attr-defined]
    description = " ".join((function.__doc__ or "").split())
    return strawberry.field(shape, description=description, directives=directives, name=name)
