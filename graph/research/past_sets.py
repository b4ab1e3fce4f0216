"""The statements of some graphs as they were at a moment, to be asked in SPARQL: what is known of such a set, and where
the sets of a machine are.

    catalograph.sqlite.past/{id}/set.json    which graphs, of when, how far it is made
                                 ...         its statements
                            making.lock      held by the process that makes sets
"""

from __future__ import annotations

import re
import shutil
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Final

import orjson

from graph.store.durable import replacing
from graph.store.errors import Unavailable
from mappings.errors import CatalographError

_ID: Final = re.compile(r"[0-9a-z]{20,40}", re.ASCII)
_HALF_READ: Final = (OSError, ValueError, KeyError, TypeError)


class PastError(CatalographError):
    """Anything that sets of a moment refuse."""

    code: ClassVar[str] = "PAST"


class PastBeingMade(Unavailable):
    """What was said at a moment is being put together from the log, to be asked. Ask again."""

    code: ClassVar[str] = "PAST_BEING_MADE"
    hint: ClassVar[str] = "Ask again shortly: it is answered as soon as the data is there."


class PastNotMade(PastError):
    """What was said at a moment could not be put together, or is more than may be at once."""

    code: ClassVar[str] = "PAST_NOT_MADE"
    hint: ClassVar[str] = "Ask for one library, or `catalograph dump --as-of` for the graph as a file."


class TooManyPasts(PastError):
    """So many other moments are being put together already."""

    code: ClassVar[str] = "TOO_MANY_PASTS"
    hint: ClassVar[str] = "Ask again when those are made."


class PastState(StrEnum):
    """How far a set is."""

    QUEUED = "Queued"
    MAKING = "Making"
    READY = "Ready"
    FAILED = "Failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PastLimits:
    """How many sets are kept on a machine and for how long, and how much there may be in one."""

    sets: int = 8
    waiting: int = 3
    hours: int = 24
    graphs: int = 20
    documents: int = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSet:
    """The statements of `graphs` of the log `log`, as they were at a moment. Of those among them that are `whole`,
    everything that was said; of the others, what is public still. `fraction` tells how much of it is made,
    `position` up to which event of the log that is so.
    """

    id: str
    log: str
    moment: datetime
    graphs: tuple[str, ...]
    whole: tuple[str, ...]
    created: datetime
    expires: datetime
    state: PastState = PastState.QUEUED
    fraction: float = 0.0
    documents: int = 0
    position: int = 0
    attempts: int = 0
    message: str | None = None


def provenance_graph(graph: str) -> str:
    """The graph that says who said what is in a graph."""
    return f"{graph}/provenance"


class PastFiles:
    """The sets below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def lock(self) -> Path:
        """The file whose lock is held by who makes sets."""
        return self._folder / "making.lock"

    def free(self) -> int:
        """How many octets are free on the disk."""
        return shutil.disk_usage(self._folder).free

    def prepare(self) -> None:
        """Make the folder. Nobody else of this machine has to look into it."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def is_time(self, seconds: float) -> bool:
        """Whether so much time went by since somebody was had to make sets."""
        with suppress(OSError):
            return time.time() - self._noted.stat().st_mtime > seconds
        return True

    def note_time(self) -> None:
        """Somebody is had to make sets, now."""
        self._noted.touch()

    @property
    def _noted(self) -> Path:
        return self._folder / "begun"

    def place(self, id: str) -> Path:
        """Where the statements of a set are."""
        return self._folder / id

    def write(self, made: PastSet, *, new: bool = False) -> bool:
        """Keep how far a set is; whether it is still wanted."""
        place = self.place(made.id)
        if new:
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            with replacing(place / "set.json", racing=True) as part:
                part.write_bytes(orjson.dumps(asdict(made)))
        except FileNotFoundError:
            return False
        return True

    def read(self, id: str) -> PastSet | None:
        """A set, None where there is none."""
        try:
            said: dict[str, Any] = orjson.loads((self.place(id) / "set.json").read_bytes())
            for name in ("moment", "created", "expires"):
                said[name] = datetime.fromisoformat(said[name])
            for name in ("graphs", "whole"):
                said[name] = tuple(said[name])
            return PastSet(state=PastState(said.pop("state")), **said)
        except _HALF_READ:
            return None

    def all(self) -> list[PastSet]:
        """Every set, the one asked for first before the others."""
        folders = self._folder.iterdir() if self._folder.is_dir() else ()
        found = (self.read(each.name) for each in folders if _ID.fullmatch(each.name))
        return sorted((each for each in found if each is not None), key=lambda each: (each.created, each.id))

    def remove(self, made: PastSet) -> None:
        """Take a set away; its folder is moved first, so that nobody is left with half of it."""
        gone = self._folder / f"{made.id}.gone"
        shutil.rmtree(gone, ignore_errors=True)
        with suppress(OSError):
            self.place(made.id).rename(gone)
        shutil.rmtree(gone, ignore_errors=True)

    def forget(self, graph: str) -> None:
        """Take away every set with this graph."""
        for each in self.all():
            if graph in each.graphs:
                self.remove(each)
