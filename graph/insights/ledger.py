"""The file beside the store in which the log is counted, one for an installation.

Figures are looked at rarely, and nobody else has to wait for them. It holds times rounded to a quarter of an hour,
places, kinds and groups, and no loan's holder.
"""

from __future__ import annotations

from pathlib import Path

from graph.insights.following import FORM, LedgerFollower
from graph.store.asked import AskedFile
from graph.store.followed import LogNote
from graph.store.port import Store
from graph.store.scope import Scope


class Ledger(AskedFile):
    """The ledger in `folder`; see `AskedFile`."""

    def __init__(
        self, folder: Path, lock: Path, note: LogNote, store: Store, scope: Scope, patience_s: float = 3.0
    ) -> None:
        super().__init__("figures", FORM, LedgerFollower, folder, lock, note, store, scope, patience_s=patience_s)
