"""The shape of the tables by which things are compared: features, and their outcomes with what they weigh."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """One row: an outcome of a feature. `weight` is in natural logarithms of odds, `says` the sentence that a person
    who decides reads; `apart` marks what makes two by definition, whatever else speaks for one.
    """

    name: str
    weight: float
    says: str
    example: tuple[T, T]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Feature(Generic[T]):
    """A feature: how it is compared and its outcomes; "" weighs nothing."""

    name: str
    compare: Callable[[T, T], str]
    outcomes: tuple[Outcome[T], ...]
