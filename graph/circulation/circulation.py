"""Every service of lending, over one desk."""

from __future__ import annotations

from graph.circulation.desk import Desk
from graph.circulation.errands import ErrandService
from graph.circulation.lending import LendingService
from graph.circulation.losses import LossService
from graph.circulation.nightly import NightlyService
from graph.circulation.queueing import QueueService
from graph.circulation.reading import ReadingService
from graph.circulation.requesting import RequestService
from graph.circulation.returning import ReturningService


class Circulation:
    """Lending in one place: each theme is a service."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.reading = ReadingService(desk)
        self.errands = ErrandService(desk)
        self.lending = LendingService(desk)
        self.returning = ReturningService(desk)
        self.losses = LossService(desk)
        self.requesting = RequestService(desk)
        self.queueing = QueueService(desk)
        self.nightly = NightlyService(desk, self.queueing, self.losses)
