"""Imports as jobs: started here, run there, followed by whoever may."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.access.model import ANONYMOUS, Actor, Forbidden, Permission
from graph.catalogue.errors import JobNotRunnable, UnknownJob
from graph.catalogue.importer import Importer
from graph.catalogue.job_documents import JobState, Runner, job_node, job_of
from graph.catalogue.jobs import JobService
from graph.catalogue.report import ImportOptions, OnRepeat
from graph.store.names import Names
from graph.store.port import Store
from graph.store.scope import Scope
from graph.tenants.model import ImportPolicy, OnMatch


@pytest.fixture
def jobs(store: Store, names: Names, clock, importer: Importer, tmp_path: Path) -> JobService:
    return JobService(store, names, clock, importer, tmp_path / "spool")


@pytest.fixture
def file(tmp_path: Path, marc: Callable[..., bytes]) -> Path:
    path = tmp_path / "records.mrc"
    path.write_bytes(b"".join(marc(f"001 {n}", f"245 10 $a Title {n}.") for n in range(30)) + b"some noise")
    return path


def test_a_job_waits_runs_and_tells_what_came_of_it(jobs: JobService, actor: Actor, file: Path, scope: Scope) -> None:
    job = jobs.start(actor, file, ImportOptions(batch=10))
    file.unlink()
    assert (job.state, job.report.read, job.started) == (JobState.QUEUED, 0, None)
    ended = jobs.run(job.id)
    assert ended.state is JobState.SUCCEEDED
    assert ended.report.stored == 30
    assert ended.report.read == ended.report.stored + ended.report.reported
    (known,) = jobs.jobs([job.id], scope)
    assert known == ended
    assert known.finished is not None
    assert [each.code for each in known.report.problems]
    assert jobs.jobs_of("harbor", scope) == [known]


def test_a_job_is_launched_once_for_one_request(store, names, clock, importer, tmp_path, actor, file) -> None:
    launched: list[str] = []
    jobs = JobService(store, names, clock, importer, tmp_path / "spool", launched.append)
    one = jobs.start(actor, file, request_id="r1")
    two = jobs.start(actor, file, request_id="r1")
    assert one.id == two.id
    assert launched == [one.id]


def test_options_come_back_as_they_were_given(jobs: JobService, actor: Actor, file: Path, names: Names) -> None:
    policy = ImportPolicy(match_on=("isbn", "lccn"), on_match=OnMatch.SKIP)
    options = ImportOptions(source="gpo", policy=policy, on_repeat=OnRepeat.KEEP, dry_run=True)
    job = jobs.start(actor, file, options)
    assert job.options == options
    assert job_of(job_node(job, names)) == job


def test_a_file_that_is_no_marc_fails_the_job_with_its_code(jobs: JobService, actor: Actor, tmp_path: Path) -> None:
    nonsense = tmp_path / "letter.txt"
    nonsense.write_text("Dear library, please find attached …")
    job = jobs.run(jobs.start(actor, nonsense).id)
    assert (job.state, job.reason) == (JobState.FAILED, "MARC_UNRECOGNISED")
    assert job.message


def test_a_waiting_job_is_cancelled_at_once_and_a_running_one_after_its_batch(
    jobs: JobService, actor: Actor, file: Path, scope: Scope
) -> None:
    waiting = jobs.start(actor, file)
    assert jobs.cancel(actor, waiting.id).state is JobState.CANCELLED
    with pytest.raises(JobNotRunnable):
        jobs.run(waiting.id)
    running = jobs.start(actor, file, ImportOptions(batch=10))
    ended = jobs.run(running.id, lambda: bool(jobs.cancel(actor, running.id)))
    assert ended.state is JobState.CANCELLED
    assert ended.report.read == 10
    again = jobs.run_again(actor, running.id)
    assert again.state is JobState.QUEUED
    ended = jobs.run(again.id)
    assert (ended.state, ended.report.unchanged, ended.report.created) == (JobState.SUCCEEDED, 10, 20)


def test_a_job_that_ended_while_it_was_looked_at_is_told_as_it_ended(
    jobs: JobService, actor: Actor, file: Path, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = jobs.start(actor, file)
    running = job.with_(state=JobState.RUNNING, runner=Runner(socket.gethostname(), 1, "1"))
    _, version = jobs.record(running, 1)

    def ends(_: Runner) -> bool:
        jobs.record(running.with_(state=JobState.SUCCEEDED), version)
        return False

    monkeypatch.setattr("graph.catalogue.runners._alive", ends)
    (known,) = jobs.jobs([job.id], scope)
    assert known.state is JobState.SUCCEEDED


def test_a_job_whose_process_died_has_failed_and_may_be_run_again(
    jobs: JobService, actor: Actor, file: Path, scope: Scope
) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    job = jobs.start(actor, file)
    left = job.with_(state=JobState.RUNNING, runner=Runner(socket.gethostname(), gone.pid, "1"))
    jobs.record(left, 1)
    (known,) = jobs.jobs([job.id], scope)
    assert (known.state, known.reason) == (JobState.FAILED, "INTERRUPTED")
    assert jobs.run(jobs.run_again(actor, job.id).id).state is JobState.SUCCEEDED


@pytest.mark.parametrize(
    "who",
    [
        ANONYMOUS.at("harbor"),
        Actor("r", "R", "harbor", {"harbor": frozenset({Permission.CATALOGUE_READ, Permission.CATALOGUE_WRITE})}),
        Actor("o", "O", "harbor", {"lindenau": frozenset(Permission)}),
    ],
)
def test_only_who_may_import_starts_sees_and_stops_jobs(
    jobs: JobService, actor, file, who: Actor, access, store
) -> None:
    job = jobs.start(actor, file)
    position = store.position()
    with pytest.raises(Forbidden):
        jobs.start(who, file)
    with pytest.raises(UnknownJob):
        jobs.cancel(who, job.id)
    with pytest.raises(UnknownJob):
        jobs.run_again(who, job.id)
    assert jobs.jobs([job.id], access.scope(who)) == [None]
    assert store.position() == position


def test_what_is_no_job_is_unknown(jobs: JobService, actor: Actor, scope: Scope) -> None:
    for name in ("", "harbor", "harbor.", "harbor.a/../b", "../x.y"):
        with pytest.raises(UnknownJob):
            jobs.cancel(actor, name)
        assert jobs.jobs([name], scope) == [None]
    assert jobs.jobs(["harbor.0000"], scope) == [None]
