"""Where the files of one installation are: everything beside the store's file, named after it.

catalograph.sqlite            the store, the only thing that can't be rebuilt
catalograph.sqlite.json       the installation's base address
catalograph.sqlite.search/    the search index
catalograph.sqlite.sparql/    the SPARQL store and its snapshots
catalograph.sqlite.figures/   what the log adds up to, for figures
catalograph.sqlite.feeds/     what changed, for those who harvest
catalograph.sqlite.downloads/ whole graphs as files, for anybody to fetch
catalograph.sqlite.queries/   large queries that are answered later, and their answers
catalograph.sqlite.past/      statements as they were at a moment that somebody asked for
catalograph.sqlite.uploads/   files waiting for their import
catalograph.sqlite.lanes/     which imports run
catalograph.sqlite.spending   what requests cost this minute
catalograph.sqlite.NAME.lock  who projects
catalograph.sqlite.NAME.log   which log the projection follows
"""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from app.settings import DEFAULT_BASE
from app.settings_file import SettingError
from graph.store.durable import replacing


class BaseDiffers(SettingError):
    """The base address in the settings is not the one this store was made with; its IRIs can't change."""

    code: ClassVar[str] = "BASE_DIFFERS"
    hint: ClassVar[str] = "Leave CATALOGRAPH_BASE unset, or use a new store."


class BaseUnknown(SettingError):
    """The file that remembers the store's base address is gone, so its IRIs can't be told from foreign ones."""

    code: ClassVar[str] = "BASE_UNKNOWN"
    hint: ClassVar[str] = "Set CATALOGRAPH_BASE to the address this store was made with; it is remembered again then."


class NoSuchStore(SettingError):
    """The store named has not been made yet."""

    code: ClassVar[str] = "NO_SUCH_STORE"
    hint: ClassVar[str] = "`catalograph tenant create` makes one; `catalograph demo` makes one with records in it."


@dataclass(frozen=True, slots=True)
class Layout:
    """The files that belong to the store at `store`."""

    store: Path

    @property
    def search(self) -> Path:
        """The directory of the search index."""
        return self._beside("search")

    @property
    def sparql(self) -> Path:
        """The directory of the SPARQL store."""
        return self._beside("sparql")

    @property
    def uploads(self) -> Path:
        """The directory of files that wait for their import."""
        return self._beside("uploads")

    @property
    def downloads(self) -> Path:
        """The directory of whole graphs as files."""
        return self._beside("downloads")

    @property
    def past(self) -> Path:
        """The directory of statements as they were."""
        return self._beside("past")

    @property
    def queries(self) -> Path:
        """The directory of queries that are answered later."""
        return self._beside("queries")

    @property
    def lanes(self) -> Path:
        """The directory of the locks that imports hold."""
        return self._beside("lanes")

    @property
    def spending(self) -> Path:
        """The file in which this machine's processes count what requests cost."""
        return self._beside("spending")

    @property
    def is_made(self) -> bool:
        """Whether an installation was begun here; its base address is fixed then."""
        return self._about.exists()

    @property
    def _about(self) -> Path:
        return self._beside("json")

    def projection(self, name: str) -> Path:
        """The directory of a projection by its name."""
        return self._beside(name)

    def again(self, name: str) -> Path:
        """Where a projection is made anew beside the one that answers."""
        return self.projection(name) / "again"

    def lock(self, projection: str) -> Path:
        """The file whose lock the one projector of this projection holds."""
        return self._beside(f"{projection}.lock")

    def note(self, projection: str) -> Path:
        """The file that tells which log this projection follows."""
        return self._beside(f"{projection}.log")

    def drop(self, projection: str) -> None:
        """Take a projection's files away, moved first: whoever writes them is not left with half of them."""
        folder = self.projection(projection)
        gone = folder.with_name(f"{folder.name}.gone")
        shutil.rmtree(gone, ignore_errors=True)
        with suppress(FileNotFoundError):
            folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)

    def base(self, wanted: str | None, *, create: bool) -> str:
        """The installation's base address, remembered from the first time. Raises `BaseDiffers`, `NoSuchStore`."""
        if not self.store.exists() and not create:
            raise NoSuchStore(f"There is no store at {self.store}.")
        if self._about.exists():
            base = str(json.loads(self._about.read_text("utf-8"))["base"])
            if wanted is not None and wanted != base:
                raise BaseDiffers(f"CATALOGRAPH_BASE is {wanted}, but this store was made with {base}.")
            return base
        if wanted is None and self.store.exists():
            raise BaseUnknown(f"{self._about.name}, which belongs beside the store, is missing.")
        base = wanted or DEFAULT_BASE
        self.store.parent.mkdir(parents=True, exist_ok=True)
        with replacing(self._about, racing=True) as part:
            part.write_text(json.dumps({"base": base}) + "\n", "utf-8")
        return base

    def _beside(self, name: str) -> Path:
        return self.store.with_name(f"{self.store.name}.{name}")
