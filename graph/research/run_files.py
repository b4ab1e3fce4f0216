"""Where runs are: a folder of this machine, from which a run goes without a trace.

    catalograph.sqlite.queries/{owner}/{id}/run.json    what was asked, and how far it is
                                            answer.gz   what was found, a row or triple a line
                                            made/       the answer in formats that somebody fetched
                               running.lock             held by the process that works runs off
                               called                   since when one was started; gone when it is done

An owner's folder is named by a hash of the account. A run is taken away by moving its folder first: whoever works on it
notices, and stops.
"""

from __future__ import annotations

import gzip
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import orjson

from graph.research.runs import NoSuchRun, Run, run_json, run_of
from graph.store.durable import replacing
from graph.store.sparql import SparqlAnswer, Term, TermType

_ID: Final = re.compile(r"[0-9a-z]{20,40}", re.ASCII)
_LEVEL: Final = 5
_AT_ONCE: Final = 1000
_HALF_READ: Final = (OSError, ValueError, KeyError, TypeError)


class RunFiles:
    """The runs below `folder`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def lock(self) -> Path:
        """The file whose lock is held by who works runs off."""
        return self._folder / "running.lock"

    @property
    def is_begun(self) -> bool:
        """Whether anybody ever asked for a run here."""
        return self._folder.is_dir()

    def call(self) -> None:
        """Note that somebody was started to work runs off."""
        self._called.touch()

    def was_called(self, within_s: float) -> bool:
        """Whether somebody was started so shortly ago, and isn't done."""
        try:
            return 0 <= time.time() - self._called.stat().st_mtime < within_s
        except OSError:
            return False

    def done(self) -> None:
        """Note that nobody works runs off any more."""
        self._called.unlink(missing_ok=True)

    @property
    def _called(self) -> Path:
        return self._folder / "called"

    def prepare(self) -> None:
        """Make the folder. Nobody else of this machine has to look into it."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def add(self, run: Run) -> None:
        """Keep a new run; one of the same name stays as it is."""
        place = self._place(run.owner, run.id)
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.read(run.owner, run.id) is None:
            self.write(run)

    def write(self, run: Run) -> None:
        """Keep how far a run is. Raises `NoSuchRun` where it was taken away, `OSError` where nothing can be written."""
        try:
            with replacing(self._place(run.owner, run.id) / "run.json", racing=True) as part:
                part.write_bytes(run_json(run))
        except FileNotFoundError:
            raise NoSuchRun("The run was taken away.") from None

    def read(self, owner: str, id: str) -> Run | None:
        """A run, None where there is none."""
        return _read(self._place(owner, id)) if _ID.fullmatch(id) else None

    def is_there(self, run: Run) -> bool:
        """Whether nobody took a run away."""
        return self._place(run.owner, run.id).exists()

    def of(self, owner: str) -> list[Run]:
        """An account's runs, the newest first."""
        return _sorted(_below(self._owned(owner)))

    def all(self) -> list[Run]:
        """Everybody's runs, the newest first."""
        owners = self._folder.iterdir() if self._folder.is_dir() else ()
        return _sorted(place for owner in owners for place in _below(owner))

    def remove(self, run: Run) -> None:
        """Take a run away, whatever it is doing."""
        place = self._place(run.owner, run.id)
        gone = place.with_name(f".{run.id}.{secrets.token_hex(4)}")
        with suppress(OSError):
            place.rename(gone)
            shutil.rmtree(gone, ignore_errors=True)

    def forget(self, graph: str) -> None:
        """Take away every run that may have read a graph."""
        for each in self.all():
            if graph in each.graphs:
                self.remove(each)

    def used(self, owner: str) -> int:
        """How many octets an account's runs take on the disk."""
        return sum(_size(each) for each in self._owned(owner).rglob("*"))

    @contextmanager
    def answering(self, run: Run) -> Iterator[AnswerWriter]:
        """Where the answer of a run is written to; it is there after the block. Raises `NoSuchRun`."""
        try:
            with (
                replacing(self._place(run.owner, run.id) / "answer.gz") as part,
                gzip.GzipFile(part, "wb", _LEVEL, mtime=0) as file,
            ):
                yield AnswerWriter(file)
        except FileNotFoundError:
            raise NoSuchRun("The run was taken away.") from None

    def answer(self, run: Run) -> Iterator[SparqlAnswer]:
        """The answer of a run that succeeded, in parts. Raises `NoSuchRun`."""
        try:
            with gzip.open(self._place(run.owner, run.id) / "answer.gz", "rb") as file:
                yield from _parts(file)
        except FileNotFoundError:
            raise NoSuchRun("The run was taken away.") from None

    def made(self, run: Run) -> Path:
        """The folder for its answer in formats that were asked for. Raises `NoSuchRun`."""
        folder = self._place(run.owner, run.id) / "made"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except FileNotFoundError:
            raise NoSuchRun("The run was taken away.") from None
        return folder

    def unmake(self, owner: str) -> None:
        """Take away what was made of an account's answers: it can be made again."""
        for each in self._owned(owner).glob("*/made"):
            shutil.rmtree(each, ignore_errors=True)

    def _owned(self, owner: str) -> Path:
        return self._folder / sha256(owner.encode()).hexdigest()[:32]

    def _place(self, owner: str, id: str) -> Path:
        return self._owned(owner) / id


class AnswerWriter:
    """Writes an answer as it is kept: its head, then a line for each row; the triples as they are. Counts octets."""

    def __init__(self, file: gzip.GzipFile) -> None:
        self._file, self._begun, self.octets = file, False, 0

    def write(self, part: SparqlAnswer) -> None:
        """Write the next part."""
        if not self._begun:
            self._begun = True
            head = {"variables": part.variables, "boolean": part.boolean, "graph": part.triples is not None}
            self._put(orjson.dumps({**head, "position": part.position}) + b"\n")
        if part.triples is not None:
            self._put(part.triples.encode("utf-8", "replace"))
        else:
            self._put(b"".join(orjson.dumps(list(map(_kept, row))) + b"\n" for row in part.rows))

    def _put(self, octets: bytes) -> None:
        self._file.write(octets)
        self.octets += len(octets)


def _kept(term: Term | None) -> list[str | None] | None:
    return None if term is None else [term.type, term.value, term.datatype, term.language]


def _parts(file: Iterable[bytes]) -> Iterator[SparqlAnswer]:
    lines = iter(file)
    head: dict[str, Any] = orjson.loads(next(lines))
    variables, position = tuple(head["variables"]), head["position"]
    if head["boolean"] is not None:
        yield SparqlAnswer(boolean=head["boolean"], position=position)
        return
    waiting: list[bytes] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) == _AT_ONCE:
            yield _part(waiting, variables, position, graph=head["graph"])
            waiting = []
    yield _part(waiting, variables, position, graph=head["graph"])


def _part(lines: list[bytes], variables: tuple[str, ...], position: int, *, graph: bool) -> SparqlAnswer:
    if graph:
        return SparqlAnswer(triples=b"".join(lines).decode(), position=position)
    rows = tuple(tuple(map(_term, orjson.loads(line))) for line in lines)
    return SparqlAnswer(variables=variables, rows=rows, position=position)


def _term(kept: list[Any] | None) -> Term | None:
    return None if kept is None else Term(TermType(kept[0]), kept[1], kept[2], kept[3])


def _read(place: Path) -> Run | None:
    try:
        return run_of((place / "run.json").read_bytes())
    except _HALF_READ:  # taken away just now, or of another release
        return None


def _below(owner: Path) -> Iterator[Path]:
    with suppress(OSError):
        if owner.is_dir():
            yield from (each for each in owner.iterdir() if _ID.fullmatch(each.name))


def _sorted(places: Iterable[Path]) -> list[Run]:
    found = [run for place in places if (run := _read(place)) is not None]
    return sorted(found, key=lambda run: (run.created, run.id), reverse=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
