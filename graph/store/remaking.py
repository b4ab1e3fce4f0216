"""Making a projection anew beside the one that answers. What is only deleted from an index stays in its files; after a
library was removed they have to be other files, and neither searching nor following may stop for that.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from graph.store.follower import Follower
from graph.store.port import Store
from graph.store.projector import BATCH_DOCUMENTS, BATCH_EVENTS, rounds
from graph.store.scope import Scope


class Replaceable(Follower, Protocol):
    """A follower that can go on with files which another of its kind has made."""

    def replace_by(self, directory: Path) -> None:
        """Answer from what a follower made in `directory`, and leave nothing of one's own files."""
        ...


class Remaking:
    """A projection that is being made anew in `folder`, by a follower that `opening` opens there.

    The folder is there as long as it isn't done, so a process that takes over goes on with it.
    """

    def __init__(self, folder: Path, opening: Callable[[Path], Follower]) -> None:
        self._folder, self._opening = folder, opening
        self._fresh: Follower | None = None
        self._reached = 0

    @property
    def is_under_way(self) -> bool:
        """Whether something is to be made anew."""
        return self._folder.is_dir()

    def begin(self) -> None:
        """Make everything anew, from the first event on."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)

    def step(self, follower: Replaceable, store: Store, scope: Scope) -> bool:
        """A round of events, if it is under way. After the last one it takes the place of what `follower` has: that is
        then told, because the follower stands elsewhere.
        """
        if not self.is_under_way:
            return False
        try:
            if self._fresh is None:
                self._fresh = self._opening(self._folder)
                self._reached = self._fresh.position()
            events = next(rounds(store, scope, self._reached, BATCH_EVENTS, BATCH_DOCUMENTS), None)
            if events is not None:
                self._fresh.apply(events, store, scope)
                self._reached = events[-1].sequence
                return False
        except BaseException:
            self.close()
            raise
        self.close()
        follower.replace_by(self._folder)
        shutil.rmtree(self._folder, ignore_errors=True)
        return True

    def close(self) -> None:
        """Keep what was made so far and release its files."""
        if self._fresh is not None:
            fresh, self._fresh = self._fresh, None
            fresh.close()
