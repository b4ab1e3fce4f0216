"""Working runs off: one process of a machine does it, for everybody, and steps back for those who wait at a desk.

Of one person one run is under way at a time, and who was served longest ago is next. A run whose process died is begun
again, once: what it did may be why.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from threading import Lock
from typing import Final

from graph.access.model import operator
from graph.access.service import AccessService
from graph.research.query_runs import QueryRuns
from graph.research.run_files import RunFiles
from graph.research.runs import ENDED, AnswerForm, NoSuchRun, Run, RunLimits, RunState
from graph.store.filelock import FileLock
from graph.store.sparql import SparqlAnswer, SparqlService, SparqlStopped
from mappings.errors import CatalographError

_ATTEMPTS: Final = 2
_LOOK_S: Final = 0.5
_TELL_S: Final = 1.0
_PATIENCE_S: Final = 1.0
"""How long to wait for the lock: somebody may only be looking whether it is free."""
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


class RunWorker:
    """Works off what waits, until nothing does."""

    def __init__(
        self,
        runs: QueryRuns,
        files: RunFiles,
        sparql: SparqlService,
        access: AccessService,
        clock: Callable[[], datetime],
    ) -> None:
        self._runs, self._files, self._sparql, self._access, self._clock = runs, files, sparql, access, clock
        self._taking = Lock()
        self._busy: set[str] = set()

    def work(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Work off every run that waits, also those that come meanwhile; at once done where another process does it.
        Asked to `stop`, what is under way waits again.
        """
        self._files.prepare()
        # Who asks for a run starts nobody while this is noted, or holds the lock; what they kept is seen by the look
        # after both.
        while not stop() and any(each.state not in ENDED for each in self._files.all()):
            lock = FileLock(self._files.lock)
            if not lock.acquire(_PATIENCE_S):
                return
            try:
                self._runs.tidy()
                self._recover()
                lanes = self._runs.limits.at_once
                with ThreadPoolExecutor(lanes, "query-run") as threads:
                    list(threads.map(lambda _: self._lane(stop), range(lanes)))
            finally:
                self._files.done()
                lock.release()

    def _recover(self) -> None:
        """What is said to be under way was left behind by a process that is gone."""
        for run in self._files.all():
            if run.state is RunState.RUNNING and run.attempts < _ATTEMPTS:
                self._tell(replace(run, state=RunState.QUEUED))
            elif run.state is RunState.RUNNING:
                self._fail(run, "INTERRUPTED", "The process that ran it ended before it was done, twice.")

    def _lane(self, stop: Callable[[], bool]) -> None:
        while not stop():
            run = self._next()
            if run is not None:
                try:
                    self._carry_out(run, stop)
                finally:
                    self._busy.discard(run.owner)
            elif self._busy:
                time.sleep(_LOOK_S)
            else:
                return

    def _next(self) -> Run | None:
        with self._taking:
            found = self._files.all()
            served: dict[str, datetime] = {}
            for run in found:
                served[run.owner] = max(served.get(run.owner, _NEVER), run.started or _NEVER)
            waiting = [run for run in found if run.state is RunState.QUEUED and run.owner not in self._busy]
            if not waiting:
                return None
            first = min(waiting, key=lambda run: (served[run.owner], run.created, run.id))
            self._busy.add(first.owner)
            return first

    def _carry_out(self, waiting: Run, stop: Callable[[], bool]) -> None:
        run = replace(waiting, state=RunState.RUNNING, started=self._clock(), attempts=waiting.attempts + 1)
        try:
            self._files.write(run)
            actor = operator() if run.owner == operator().id else self._access.actor(run.owner)
            self._runs.check_rights(actor, run)
            done = _Answering(run, self._files, self._sparql, self._runs.limits, stop).done()
            self._tell(replace(done, state=RunState.SUCCEEDED, finished=self._clock()))
        except NoSuchRun:
            return
        except SparqlStopped:
            self._tell(waiting)
        except CatalographError as error:
            self._fail(run, error.full_code, error.message)
        except OSError as error:
            self._fail(run, "STORE_UNAVAILABLE", f"The answer can't be written here: {error.strerror}.")

    def _fail(self, run: Run, code: str, message: str) -> None:
        self._tell(replace(run, state=RunState.FAILED, finished=self._clock(), code=code, message=message))

    def _tell(self, run: Run) -> None:
        try:
            self._files.write(run)
        except (NoSuchRun, OSError):  # taken away; where nothing can be written, the next process tells that it ended
            return


class _Answering:
    """One run being answered."""

    def __init__(
        self, run: Run, files: RunFiles, sparql: SparqlService, limits: RunLimits, stop: Callable[[], bool]
    ) -> None:
        self._run, self._files, self._sparql, self._limits, self._stop = run, files, sparql, limits, stop
        self._told = time.monotonic()

    def done(self) -> Run:
        """The run with its answer kept. Raises what `SparqlService.parts` does, `NoSuchRun`."""
        most = min(self._limits.octets, self._limits.quota - self._files.used(self._run.owner))
        with closing(self._parts()) as parts, self._files.answering(self._run) as file:
            for part in parts:
                file.write(part)
                self._add(part, file.octets)
                if file.octets > most:
                    self._run = replace(self._run, truncated=True)
                    break
        return self._run

    def _parts(self) -> Generator[SparqlAnswer, None, None]:
        return self._sparql.parts(
            self._run.text,
            frozenset(self._run.graphs),
            max_rows=self._limits.rows,
            time_limit_s=self._limits.seconds,
            stopped=lambda: self._stop() or not self._files.is_there(self._run),
            dataset=self._run.dataset,
        )

    def _add(self, part: SparqlAnswer, octets: int) -> None:
        rows = len(part.rows) if part.triples is None else part.triples.count("\n")
        self._run = replace(
            self._run,
            form=_form_of(part),
            rows=self._run.rows + rows,
            octets=octets,
            truncated=part.truncated,
            position=part.position,
        )
        if time.monotonic() - self._told >= _TELL_S:
            self._told = time.monotonic()
            self._files.write(self._run)


def _form_of(part: SparqlAnswer) -> AnswerForm:
    if part.boolean is not None:
        return AnswerForm.TRUTH
    return AnswerForm.ROWS if part.triples is None else AnswerForm.GRAPH
