"""What is refused of items and holdings, each with a code, a sentence and a way out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeAlias, Unpack

from graph.catalogue.errors import CatalogueError, Duplicate
from graph.store.model import Delete, Put
from mappings.errors import Said


@dataclass(frozen=True, slots=True)
class Hindrance:
    """One reason why an item can't be withdrawn, deleted or marked now: a stable code and a sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Hindered:
    """Every reason that hinders one item. `still`, written with what was decided on it, changes nothing and fails where
    somebody had the item in their hands since.
    """

    reasons: tuple[Hindrance, ...] = ()
    still: Put | Delete | None = None


Hindrances: TypeAlias = Callable[[str, Sequence[str]], Sequence[Hindered]]
"""Answers for the items of a library (its slug, then their IRIs), in the order asked. Circulation gives it: open loans,
requests. A sentence names no person.
"""


def nothing_hinders(tenant: str, items: Sequence[str]) -> Sequence[Hindered]:  # noqa: ARG001 - the shape
    """The hindrances of a library that lends nothing."""
    return [Hindered()] * len(items)


class ItemHindered(CatalogueError):
    """An item that somebody has, or waits for, can't be withdrawn, deleted or marked. `hindrances` are all reasons."""

    code: ClassVar[str] = "ITEM_HINDERED"
    hint: ClassVar[str] = "Take it back, or cancel what waits for it, and try again."

    def __init__(self, message: str, hindrances: Sequence[Hindrance]) -> None:
        super().__init__(message)
        self.hindrances = tuple(hindrances)


class BarcodeTaken(Duplicate):
    """Another item of the library has the barcode. `holder` is its address."""

    code: ClassVar[str] = "DUPLICATE"
    hint: ClassVar[str] = "Look at the item that has it: the label may have been scanned twice."

    def __init__(self, message: str, holder: str, **said: Unpack[Said]) -> None:
        super().__init__(message, **said)
        self.holder = holder


class TooManyItems(CatalogueError):
    """More items than one change may be about. Nothing was changed."""

    code: ClassVar[str] = "TOO_MANY_ITEMS"
    hint: ClassVar[str] = "Narrow the selection, or change them in parts."


class PreviewOutdated(CatalogueError):
    """Items were changed, came or went since the preview was made. Nothing was changed."""

    code: ClassVar[str] = "PREVIEW_OUTDATED"
    hint: ClassVar[str] = "Look at a new preview."
