"""Whole graphs as files to fetch: what is public of a library or network, made by a command, kept beside the store.

    catalograph.sqlite.downloads/harbor/20261127T030000Z/harbor.nq.gz      statements, as N-Quads
                                                         harbor.jsonl.gz   descriptions, a JSON-LD document a line
                                                         harbor.mrc.gz     records, as MARC 21
                                                         SHA256SUMS        as `sha256sum -c` reads it
                                                         about.json        what each is, and what came before

A folder is there whole or not at all, and never changes: a download that broke off goes on, also while the next is
made. The last two are kept.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

import orjson

from app.protocols.public_graphs import PublicGraph
from graph.services import Services
from graph.store.durable import replacing
from graph.store.errors import Unavailable
from graph.store.filelock import FileLock
from mappings.bibframe.node import Node
from mappings.bibframe.rdf import jsonld_line, nquads
from mappings.errors import CatalographError

KEPT: Final = 2
"""So many are kept of each graph: the last one, and the one somebody may still be fetching."""
SUMS: Final = "SHA256SUMS"
LATEST: Final = "latest"
"""What stands for the time in an address that leads to the last file."""
_ABOUT: Final = "about.json"
_STAMP: Final = re.compile(r"\d{8}T\d{6}Z", re.ASCII)
_NAME: Final = re.compile(r"[a-z0-9-]+\.(?:nq|jsonl|mrc)\.gz|SHA256SUMS", re.ASCII)
_LEVEL: Final = 5
"""How hard files are packed: statements become a sixteenth, and more would take longer than writing them does."""
_GZIP: Final = 31
"""How zlib is told to write what gzip reads."""
Progress = Callable[[int], bool]
"""Told how many descriptions and records are written; False asks to stop."""


class Stopped(Exception):
    """The making was asked to stop; nothing of it is left."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file: what it is called and holds (`count` of `of`), its size and checksum."""

    name: str
    media: str
    of: str
    count: int
    octets: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a graph at one time. `activities` is how many the feed of changes had before, in the log `log`:
    whoever goes on after these has what the graph has.
    """

    stamp: str
    graph: str
    log: str
    activities: int
    files: tuple[Download, ...]
    left_out: int = 0
    """Records that MARC can't carry."""


class Downloads:
    """The files below `folder`, by the last part of their graph's address (`harbor`, `networks/coast`)."""

    def __init__(self, folder: Path, base: str) -> None:
        self._folder, self._base = folder, base

    def latest(self, public: PublicGraph) -> Made | None:
        """What was made last, None where nothing was."""
        stamps = self._stamps(self._place(public))
        return _read(stamps[-1]) if stamps else None

    def path(self, public: PublicGraph, stamp: str, name: str) -> Path | None:
        """A file that was made then, None where there is none."""
        if not _STAMP.fullmatch(stamp) or not _NAME.fullmatch(name):
            return None
        found = self._place(public) / stamp / name
        return found if found.is_file() else None

    def drop(self, address: str) -> None:
        """Take everything away that was made for this library or network."""
        shutil.rmtree(self._folder / address.removeprefix(self._base), ignore_errors=True)

    def make(self, services: Services, public: PublicGraph, now: datetime, progress: Progress) -> Made:
        """Make all files of a graph anew. Raises `AlreadyRunning`, `Stopped`, `Unavailable`."""
        place = self._place(public)
        part = place / "part"
        try:
            place.mkdir(parents=True, exist_ok=True)
            with FileLock(place / "lock"), _emptied(part):
                made = _Making(services, public, part, progress).made(f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
                shutil.rmtree(place / made.stamp, ignore_errors=True)
                part.rename(place / made.stamp)
                for old in self._stamps(place)[:-KEPT]:
                    shutil.rmtree(old, ignore_errors=True)
        except OSError as error:
            raise Unavailable(f"The downloads can't be written: {error.strerror}.") from error
        return made

    def _place(self, public: PublicGraph) -> Path:
        return self._folder / public.address.removeprefix(self._base)

    def _stamps(self, place: Path) -> list[Path]:
        found = place.iterdir() if place.is_dir() else ()
        return sorted(each for each in found if _STAMP.fullmatch(each.name))


def make_as_of(
    services: Services, public: PublicGraph, moment: datetime, folder: Path, told: Callable[[int, int], object]
) -> tuple[Download, ...]:
    """Write the statements and descriptions of a graph as they were at a moment, what was deleted since among them,
    into a folder of the operator's own: it is nobody else's to fetch. Raises `Unavailable`.
    """
    called = public.address.rpartition("/")[2]
    nodes = services.exporter.nodes_at(public.graph, moment, public.scope, told)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files = tuple(_descriptions(nodes, public.graph, called, folder))
        _write_sums(files, folder)
    except OSError as error:
        raise Unavailable(f"The files can't be written: {error.strerror}.") from error
    return files


class _Making:
    """One making of the files of a graph, in the folder `part`."""

    def __init__(self, services: Services, public: PublicGraph, part: Path, progress: Progress) -> None:
        self._services, self._public, self._part, self._progress = services, public, part, progress
        self._called = public.address.rpartition("/")[2]
        self._written = 0
        self._left_out = 0

    def made(self, stamp: str) -> Made:
        """Write everything; what follows in the feed from this moment on is not all in it."""
        feeds = self._services.feeds
        feeds.catch_up()
        before = feeds.activities(self._public.graph, self._public.scope, 0, 0)
        nodes = self._services.exporter.nodes(self._public.graph, self._public.scope)
        files = [*_descriptions(nodes, self._public.graph, self._called, self._part, self._told), *self._records()]
        _write_sums(files, self._part)
        made = Made(stamp, self._public.graph, before.log, before.total, tuple(files), self._left_out)
        with replacing(self._part / _ABOUT) as path:
            path.write_bytes(orjson.dumps(asdict(made), option=orjson.OPT_INDENT_2))
        return made

    def _records(self) -> Iterator[Download]:
        if self._public.slug is None:
            return
        records = 0
        with _file(self._part, f"{self._called}.mrc.gz") as out:
            for record in self._marc(self._public.slug):
                out.write(record)
                records += 1
                self._told(1)
        yield out.download(f"{self._called}.mrc.gz", "application/marc", "records", records)

    def _marc(self, slug: str) -> Iterable[bytes]:
        def problem(_subject: str, _error: CatalographError) -> None:
            self._left_out += 1

        return self._services.exporter.marc(slug, self._public.scope, encoding="utf-8", problem=problem)

    def _told(self, more: int) -> None:
        self._written += more
        if not self._progress(self._written):
            raise Stopped


def _descriptions(
    pages: Iterable[list[Node]], graph: str, called: str, folder: Path, told: Callable[[int], object] = lambda _: None
) -> Iterator[Download]:
    """Write the statements and the descriptions of a graph; `told` hears how many more descriptions are written."""
    statements = descriptions = 0
    names = (f"{called}.nq.gz", f"{called}.jsonl.gz")
    with _file(folder, names[0]) as quads, _file(folder, names[1]) as lines:
        for nodes in pages:
            text = nquads(nodes, graph)
            statements += text.count("\n")
            descriptions += len(nodes)
            quads.write(text.encode())
            lines.write(b"".join(map(jsonld_line, nodes)))
            told(len(nodes))
    yield quads.download(names[0], "application/n-quads", "statements", statements)
    yield lines.download(names[1], "application/ld+json", "descriptions", descriptions)


def _write_sums(files: Iterable[Download], folder: Path) -> None:
    with replacing(folder / SUMS) as path:
        path.write_text("".join(f"{each.sha256}  {each.name}\n" for each in files), "ascii")


@contextmanager
def _file(folder: Path, name: str) -> Iterator[_Packed]:
    with (folder / name).open("wb") as file:
        packed = _Packed(file)
        yield packed
        packed.end()


class _Packed:
    """A file that is packed as it is written, and what it comes to."""

    def __init__(self, file: BinaryIO) -> None:
        self._file, self._sum, self._octets = file, hashlib.sha256(), 0
        self._packer = zlib.compressobj(_LEVEL, wbits=_GZIP)

    def write(self, octets: bytes) -> None:
        """Write some."""
        self._take(self._packer.compress(octets))

    def end(self) -> None:
        """Write what was kept back, durably."""
        self._take(self._packer.flush())
        self._file.flush()
        os.fsync(self._file.fileno())

    def download(self, name: str, media: str, of: str, count: int) -> Download:
        """What it is, once it is whole."""
        return Download(name, media, of, count, self._octets, self._sum.hexdigest())

    def _take(self, octets: bytes) -> None:
        self._file.write(octets)
        self._sum.update(octets)
        self._octets += len(octets)


@contextmanager
def _emptied(folder: Path) -> Iterator[None]:
    """A folder with nothing in it, of which nothing is left after the block."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _read(folder: Path) -> Made | None:
    """What was made in a folder; None where it can't be read, or another release made it."""
    try:
        said: dict[str, Any] = orjson.loads((folder / _ABOUT).read_bytes())
        files = tuple(Download(**each) for each in said["files"])
        return Made(said["stamp"], said["graph"], said["log"], said["activities"], files, said["left_out"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
