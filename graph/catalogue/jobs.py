"""Imports as jobs: started by one process, run by another, followed by anybody who may import there.

A job is a document in the tenant's settings graph, so its state survives whoever runs it. A job whose process died is
told as failed, with the reason `INTERRUPTED`, and may be run again: what it stored is met, not doubled.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from graph.access.model import Actor, Permission, acting
from graph.catalogue.errors import JobNotRunnable, UnknownJob
from graph.catalogue.importer import Aside, Importer
from graph.catalogue.job_documents import ImportJob, JobState, is_id, job_iri, job_node, job_of, split_id
from graph.catalogue.report import ImportOptions, ImportProgress, ImportReport
from graph.catalogue.runners import is_running, this_process
from graph.store import walking
from graph.store.errors import Conflict, Unavailable
from graph.store.model import ABSENT, Cause, Change, Document, Expected, Key, Put
from graph.store.names import GraphKind, Names, opaque_id
from graph.store.port import Store
from graph.store.scope import Scope, grant
from mappings.errors import CatalographError

_EVERY_S: Final = 1.0
_ENDED: Final = frozenset({JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED})


class JobService:
    """Starts, runs, follows and stops imports. `spool` is where files wait; `launch` has a process run a job."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        importer: Importer,
        spool: Path,
        launch: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._store, self._names, self._clock = store, names, clock
        self._importer, self._spool, self._launch = importer, spool, launch

    def start(
        self, actor: Actor, file: Path, options: ImportOptions | None = None, request_id: str | None = None
    ) -> ImportJob:
        """Queue an import of `file` (copied, so that it may go) into the acting tenant. Raises `Forbidden`,
        `Unavailable`.
        """
        tenant = acting(actor, Permission.CATALOGUE_IMPORT)
        local = (
            opaque_id("job", actor.id, request_id) if request_id else opaque_id(str(self._clock()), os.urandom(8).hex())
        )
        job = ImportJob(f"{tenant}.{local}", tenant, JobState.QUEUED, actor.id, options or ImportOptions())
        if self._read(job.id) is None:
            self._spool_in(file, self._file(job.id))
            self._write(job, ABSENT)
            self._launch(job.id)
        return self._known(job.id)

    def _spool_in(self, file: Path, to: Path) -> None:
        try:
            self._spool.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, to)
        except OSError as error:
            to.unlink(missing_ok=True)
            raise Unavailable(f"The file can't be kept here: {error.strerror}.") from error

    def jobs(self, ids: Sequence[str], scope: Scope) -> list[ImportJob | None]:
        """The jobs in the order asked, None where there is none that the scope reads."""
        keys = {name: self._key(name) for name in ids if is_id(name)}
        read = self._store.read(list(keys.values()), scope) if keys else []
        found = {name: job_of(each.body) for name, each in zip(keys, read, strict=True) if each is not None}
        return [self._as_it_is(found[name]) if name in found else None for name in ids]

    def jobs_of(self, tenant: str, scope: Scope) -> list[ImportJob]:
        """A tenant's imports, the newest first."""
        graph = self._names.graph(tenant, GraphKind.SETTINGS)
        found = [
            self._as_it_is(job_of(each.body))
            for each in walking.documents(self._store, graph, scope, type="lsp:ImportJob")
        ]
        return found[::-1]

    def job(self, id: str, scope: Scope) -> ImportJob | None:
        """One job, None where there is none that the scope reads."""
        return self.jobs([id], scope)[0]

    def cancel(self, actor: Actor, id: str) -> ImportJob:
        """Ask a job to stop at the end of its batch. One that has ended stays as it is. Raises `UnknownJob`."""
        while True:
            job, version = self._permitted(actor, id)
            if job.state in _ENDED:
                return job
            waiting = job.state is JobState.QUEUED
            changed = job.with_(
                cancelled=True,
                state=JobState.CANCELLED if waiting else job.state,
                finished=self._clock() if waiting else None,
            )
            try:
                self._write(changed, version)
            except Conflict:
                continue
            return changed

    def run_again(self, actor: Actor, id: str) -> ImportJob:
        """Queue a failed or cancelled job once more. Raises `UnknownJob`, `JobNotRunnable`."""
        job, version = self._permitted(actor, id)
        if job.state not in {JobState.FAILED, JobState.CANCELLED} or not self._file(id).exists():
            raise JobNotRunnable(f"The import {id} can't be run again.")
        again = ImportJob(job.id, job.tenant, JobState.QUEUED, job.actor, job.options)
        self._write(again, version)
        self._launch(id)
        return again

    def run(
        self,
        id: str,
        stop: Callable[[], bool] = lambda: False,
        watch: Callable[[ImportProgress], object] = lambda _: None,
        aside: Aside | None = None,
    ) -> ImportJob:
        """Do the work of a queued job in this process; `stop` is asked and `watch` told after each batch. Never raises
        for what goes wrong with the records or the file: the job says so. `aside` as in `Importer.run`.
        """
        document = self._read(id)
        if document is None:
            raise UnknownJob(f"There is no import {id}.")
        job = self._as_it_is(job_of(document.body))
        if job.state is not JobState.QUEUED:
            raise JobNotRunnable(f"The import {id} is {job.state.value.lower()}.")
        running = job.with_(state=JobState.RUNNING, started=self._clock(), runner=this_process())
        work = _Work(self, running, self._write(running, document.version), stop, watch)
        return work.run(self._importer, self._file(id), aside)

    def _known(self, id: str) -> ImportJob:
        document = self._read(id)
        if document is None:
            raise UnknownJob(f"There is no import {id}.")
        return self._as_it_is(job_of(document.body))

    def _permitted(self, actor: Actor, id: str) -> tuple[ImportJob, int]:
        tenant, _ = split_id(id)
        document = self._read(id)
        if document is None or not actor.may(Permission.CATALOGUE_IMPORT, tenant):
            raise UnknownJob(f"There is no import {id[:100]} in your library.")
        return self._as_it_is(job_of(document.body)), document.version

    def _as_it_is(self, job: ImportJob) -> ImportJob:
        """A job that is said to run and whose process is gone has failed."""
        if job.state is not JobState.RUNNING or job.runner is None:
            return job
        alive = is_running(job.runner, job.seen, self._clock())
        if alive:
            return job
        # Its process may have ended the job, and then itself, since the job was read.
        document = self._read(job.id)
        if document is not None and (now := job_of(document.body)).state is not JobState.RUNNING:
            return now
        message = "The process that ran it ended before it was done; run it again."
        return job.with_(state=JobState.FAILED, reason="INTERRUPTED", message=message, finished=job.seen)

    def _scope(self, tenant: str) -> Scope:
        graphs = (grant({GraphKind.SETTINGS}, {tenant}),)
        return Scope(graphs, graphs)

    def _key(self, id: str) -> Key:
        tenant, _ = split_id(id)
        return Key(self._names.graph(tenant, GraphKind.SETTINGS), job_iri(self._names, id))

    def _read(self, id: str) -> Document | None:
        return self._store.read([self._key(id)], self._scope(split_id(id)[0]))[0]

    def _write(self, job: ImportJob, expects: Expected) -> int:
        put = Put(self._key(job.id), job_node(job, self._names), expects)
        cause = Cause(job.actor, "import.job", self._clock())
        return self._store.commit(Change(cause, (put,)), self._scope(job.tenant)).versions[0]

    def _file(self, id: str) -> Path:
        return self._spool / id

    def now(self) -> datetime:
        """The service's clock."""
        return self._clock()

    def record(self, job: ImportJob, version: int) -> tuple[ImportJob, int]:
        """Write how far a job is; answers it as it is now, with what others asked of it meanwhile."""
        while True:
            job = job.with_(seen=self._clock())
            try:
                return job, self._write(job, version)
            except Conflict:
                document = self._read(job.id)
                if document is None:
                    raise UnknownJob(f"There is no import {job.id} any more.") from None
                job, version = job.with_(cancelled=job_of(document.body).cancelled), document.version


class _Work:
    """One job being run."""

    def __init__(
        self,
        service: JobService,
        job: ImportJob,
        version: int,
        stop: Callable[[], bool],
        watch: Callable[[ImportProgress], object],
    ) -> None:
        self._service, self._job, self._version, self._stop, self._watch = service, job, version, stop, watch
        self._told = 0.0

    def run(self, importer: Importer, file: Path, aside: Aside | None) -> ImportJob:
        job = self._job
        actor = Actor(job.actor, "", job.tenant, {job.tenant: frozenset({Permission.CATALOGUE_IMPORT})})
        report = ImportReport()
        try:
            with file.open("rb") as stream:
                report = importer.run(actor, job.tenant, stream, job.options, self._progress, aside)
        except CatalographError as error:
            return self._end(JobState.FAILED, self._job.report, error.code, error.message)
        except OSError as error:
            return self._end(JobState.FAILED, self._job.report, "FILE_UNREADABLE", f"The file can't be read: {error}.")
        if report.stopped:
            return self._end(JobState.CANCELLED, report, None, None)
        file.unlink(missing_ok=True)
        return self._end(JobState.SUCCEEDED, report, None, None)

    def _progress(self, report: ImportProgress) -> bool:
        self._watch(report)
        if time.monotonic() - self._told >= _EVERY_S:
            self._told = time.monotonic()
            self._job, self._version = self._service.record(self._job.with_(report=report), self._version)
        return not self._job.cancelled and not self._stop()

    def _end(self, state: JobState, report: ImportReport, reason: str | None, message: str | None) -> ImportJob:
        ended = self._job.with_(
            state=state, report=report, reason=reason, message=message, finished=self._service.now(), runner=None
        )
        self._job, self._version = self._service.record(ended, self._version)
        return self._job
