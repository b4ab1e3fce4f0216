"""Work in a process of its own: a batch killed in the middle goes on, nothing is done twice, and its end is awaited."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from app.bootstrap import Installation, installed
from app.settings import Settings, StoreAddress
from graph.access.model import Actor, operator
from graph.catalogue.batch_documents import Batch, BatchState
from graph.catalogue.batches import BatchSelection
from graph.catalogue.job_documents import JobState
from graph.catalogue.operations import Operation, OperationKind
from graph.store.scope import SystemScope
from tests.begun import until_ended

WORKS = 450
AGAIN = Operation(kind=OperationKind.REPLACE_TEXT, value="Grey", to="Grey Grey")


def now(installation: Installation, actor: Actor, batch: Batch) -> Batch:
    (found,) = installation.services.catalogue.batches.read(actor, [batch.iri])
    assert found is not None
    return found


def waited(installation: Installation, actor: Actor, batch: Batch, done: int) -> Batch:
    """The batch as soon as it knows what became of so many."""
    while (found := now(installation, actor, batch)).done < done:
        time.sleep(0.02)
    return found


def test_a_batch_of_many_survives_the_kill_of_its_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []
    settings = Settings(
        store=StoreAddress("sqlite", tmp_path / "store.sqlite"), data=tmp_path / "data", projectors=False
    )

    def launch(known: Settings, job: str, module: str) -> None:
        started.append(subprocess.Popen([sys.executable, "-m", module, job], env=known.for_others()))

    monkeypatch.setattr("app.background.launch", launch)
    with installed(settings, create=True) as installation:
        services, ana = installation.services, operator("harbor")
        services.tenants.create_tenant(ana, "harbor", {"en": "Harbor"})
        works = [services.catalogue.create(ana, "bf:Work", {"rdfs:label": ["Grey"]}).iri for _ in range(WORKS)]
        chosen = BatchSelection(iris=tuple(works))
        batch = services.catalogue.batches.apply(ana, chosen, [AGAIN], dry_run=False).batch
        assert batch is not None
        waited(installation, ana, batch, 100)
        os.kill(started[0].pid, signal.SIGKILL)
        started[0].wait()
        left = now(installation, ana, batch)
        if left.pending:  # it may have been quicker than the kill
            assert services.catalogue.batches.is_cut_off(left)
            services.catalogue.batches.go_on(ana, batch.iri)
        assert waited(installation, ana, batch, WORKS).state is BatchState.DONE
        for each in started:
            each.wait()
        found = services.catalogue.resources(works, SystemScope())
        assert {each.body["rdfs:label"][0] for each in found if each is not None} == {"Grey Grey"}


def test_whoever_begins_work_in_a_process_can_wait_until_it_has_ended(tmp_path: Path) -> None:
    settings = Settings(
        store=StoreAddress("sqlite", tmp_path / "store.sqlite"), data=tmp_path / "data", projectors=False
    )
    file = tmp_path / "none.mrc"
    file.write_bytes(b"no records at all")
    with installed(settings, create=True) as installation:
        jobs, ana = installation.services.jobs, operator("harbor")
        installation.services.tenants.create_tenant(ana, "harbor", {"en": "Harbor"})
        job = jobs.start(ana, file)
        until_ended()
        (ended,) = jobs.jobs([job.id], SystemScope())
        assert ended is not None
        assert (ended.state, ended.reason) == (JobState.FAILED, "MARC_UNRECOGNISED")
