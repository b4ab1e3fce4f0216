"""One batch being run: telling how far it is, and how it ended."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Final, Protocol

from graph.authorities.batches import Batch, BatchReport
from graph.authorities.carrying import Carrier
from graph.catalogue.job_documents import JobState
from mappings.errors import CatalographError

_EVERY_S: Final = 1.0


class Recorder(Protocol):
    """Who keeps batches."""

    def record(self, batch: Batch, version: int) -> tuple[Batch, int]:
        """Write how far a batch is; the batch and its version then."""
        ...

    def now(self) -> datetime:
        """What time it is."""
        ...


class Work:
    """One batch being run."""

    def __init__(
        self,
        service: Recorder,
        batch: Batch,
        version: int,
        stop: Callable[[], bool],
        watch: Callable[[BatchReport], object],
    ) -> None:
        self._service, self._batch, self._version, self._stop, self._watch = service, batch, version, stop, watch
        self._told, self._stopped = time.monotonic(), False

    def run(self, carrier: Carrier) -> Batch:
        """Do what there is to do; the batch as it is then. Never raises for what goes wrong: the batch says so."""
        batch = self._batch
        try:
            report = (
                carrier.carry(self._progress) if batch.undoes is None else carrier.undo(batch.undoes, self._progress)
            )
        except CatalographError as error:
            return self._end(JobState.FAILED, self._batch.report, error.message)
        return self._end(JobState.CANCELLED if self._stopped else JobState.SUCCEEDED, report, None)

    def _progress(self, report: BatchReport) -> bool:
        self._watch(report)
        if time.monotonic() - self._told >= _EVERY_S:
            self._told = time.monotonic()
            self._batch, self._version = self._service.record(self._batch.with_(report=report), self._version)
        self._stopped = self._stop()
        return not self._stopped

    def _end(self, state: JobState, report: BatchReport, message: str | None) -> Batch:
        ended = self._batch.with_(
            state=state, report=report, message=message, finished=self._service.now(), runner=None
        )
        self._batch, self._version = self._service.record(ended, self._version)
        return self._batch
