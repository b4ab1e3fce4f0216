"""Large queries that are answered later: asked for by one process, worked off by another, fetched when they are done.

What a run may read is fixed when it is asked for. Who asked reads it, and nobody else, as long as they may read all of
those graphs: whoever lost a right gets nothing of it. A process that dies leaves its run to the next, once.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Final

from graph.access.model import Actor, Forbidden, Permission, Reading, require
from graph.access.service import AccessService
from graph.research.run_files import RunFiles
from graph.research.runs import (
    ENDED,
    MOST_KEPT,
    MOST_WAITING,
    NoSuchRun,
    Run,
    RunLimits,
    RunNotDone,
    RunState,
    TooManyRuns,
)
from graph.research.service import ResearchService
from graph.store.errors import Unavailable
from graph.store.filelock import FileLock
from graph.store.names import opaque_id
from graph.store.scope import Scope
from graph.store.sparql import NamedGraphs, SparqlAnswer

_AGAIN_S: Final = 10.0
"""How long a process that was started may take until it is at work."""


class QueryRuns:
    """Starts, tells of, and throws away runs. `launch` has somebody work off what waits."""

    def __init__(
        self,
        research: ResearchService,
        access: AccessService,
        files: RunFiles,
        clock: Callable[[], datetime],
        limits: RunLimits,
        launch: Callable[[], None] = lambda: None,
    ) -> None:
        self._research, self._access, self._files, self._clock = research, access, files, clock
        self._limits, self._launch = limits, launch

    @property
    def limits(self) -> RunLimits:
        """How far a run may go."""
        return self._limits

    def start(
        self,
        actor: Actor,
        text: str,
        scope: Scope,
        *,
        after_event: int | None = None,
        dataset: NamedGraphs | None = None,
        request_id: str | None = None,
    ) -> Run:
        """Ask for a run of a query over the graphs that `scope` and `dataset` mean now.

        Raises as `ResearchService.sparql` does for what is refused at once, `TooManyRuns`, and `Unavailable` where no
        answer could be kept.
        """
        graphs = self._research.prepared(actor, text, scope, after_event=after_event, dataset=dataset)
        now = self._clock()
        run = Run(
            id=opaque_id("run", actor.id, request_id or secrets.token_hex(16)),
            owner=actor.id,
            text=text,
            graphs=tuple(sorted(graphs)),
            dataset=dataset,
            created=now,
            expires=now + self._limits.kept,
        )
        self.tidy()
        if self._files.read(run.owner, run.id) is None:
            self._check_room(actor)
            self._keep(run)
        self.wake()
        return self.run(actor, run.id)

    def mine(self, actor: Actor) -> list[Run]:
        """The actor's runs, the newest first. Raises `Forbidden` without `research.sparql`."""
        require(actor, Permission.RESEARCH_SPARQL)
        now = self._clock()
        found = [each for each in self._files.of(actor.id) if each.expires > now]
        if any(each.state not in ENDED for each in found):
            self.wake()
        return found

    def run(self, actor: Actor, id: str) -> Run:
        """One of the actor's runs. Raises `Forbidden`, `NoSuchRun`."""
        require(actor, Permission.RESEARCH_SPARQL)
        found = self._files.read(actor.id, id)
        if found is None or found.expires <= self._clock():
            raise NoSuchRun("There is no such run of yours.")
        if found.state not in ENDED:
            self.wake()
        return found

    def cancel(self, actor: Actor, id: str) -> Run:
        """Throw a run and its answer away, stopping it where it is under way; what it was. Raises `Forbidden`,
        `NoSuchRun`.
        """
        found = self.run(actor, id)
        self._files.remove(found)
        return found

    def answer(self, actor: Actor, id: str) -> tuple[Run, Iterator[SparqlAnswer]]:
        """The answer of a run, in parts. Raises `Forbidden` without the right to read all that it read, `NoSuchRun`,
        `RunNotDone`.
        """
        found = self.run(actor, id)
        self.check_rights(actor, found)
        if found.state is not RunState.SUCCEEDED:
            raise RunNotDone("This run has no answer to fetch.")
        return found, self._files.answer(found)

    def made(self, run: Run, name: str) -> tuple[Path, int]:
        """Where the answer of a run in a format of this name is, there or not, and how many octets its owner's share
        has room for. Raises `NoSuchRun`, `TooManyRuns`.
        """
        path = self._files.made(run) / name
        for _ in range(2):
            room = self._limits.quota - self._files.used(run.owner)
            if path.exists() or room > self._limits.octets:
                return self._files.made(run) / name, room
            self._files.unmake(run.owner)  # it can be made again
        if room <= 0:
            raise self.full()
        return self._files.made(run) / name, room

    def check_rights(self, actor: Actor, run: Run) -> None:
        """Raise `Forbidden` unless the actor may read, as of now, everything that a run reads."""
        require(actor, Permission.RESEARCH_SPARQL)
        readable = self._research.graphs(self._access.scope(actor, Reading(all=True)))
        if not readable.issuperset(run.graphs):
            raise Forbidden("You may no longer read all that this run reads.")

    def tidy(self) -> None:
        """Take away every run whose time is over."""
        now = self._clock()
        for each in self._files.all():
            if each.expires <= now:
                self._files.remove(each)

    def forget(self, graph: str) -> None:
        """Take away every run that may have read a graph: it is not there any more."""
        self._files.forget(graph)

    def wake(self) -> None:
        """Have somebody work off what waits, if something does and nobody is at it, or was just asked to."""
        if not self._files.is_begun or self._files.was_called(_AGAIN_S):
            return
        lock = FileLock(self._files.lock)
        if not lock.acquire():
            return
        lock.release()
        if any(each.state not in ENDED for each in self._files.all()):
            self._files.call()
            self._launch()

    def _check_room(self, actor: Actor) -> None:
        mine = self._files.of(actor.id)
        if sum(each.state not in ENDED for each in mine) >= MOST_WAITING or len(mine) >= MOST_KEPT:
            raise TooManyRuns(
                f"You have {MOST_WAITING} runs waiting, or {MOST_KEPT} in all.",
                which="runs",
                values={"waiting": MOST_WAITING, "kept": MOST_KEPT},
            )
        if self._files.used(actor.id) >= self._limits.quota:
            self._files.unmake(actor.id)
            if self._files.used(actor.id) >= self._limits.quota:
                raise self.full()

    def full(self) -> TooManyRuns:
        """Says that the actor's runs take all the room that they may."""
        most = self._limits.quota // 1_000_000
        return TooManyRuns(
            f"The answers of your runs take more than {most:,} MB.", which="room", values={"megabytes": most}
        )

    def _keep(self, run: Run) -> None:
        try:
            self._files.prepare()
            if shutil.disk_usage(self._files.lock.parent).free < self._limits.octets:
                raise Unavailable("There is no room for an answer on the disk.")
            self._files.add(run)
        except OSError as error:
            raise Unavailable(f"The run can't be kept here: {error.strerror}.") from error
