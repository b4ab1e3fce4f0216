"""The file beside the store in which the log is counted, one for an installation.

Figures are looked at rarely, and nobody else has to wait for them. It holds times rounded to a quarter of an hour,
places, kinds and groups, and no loan's holder.
"""

from __future__ import annotations

from graph.insights.following import LedgerFollower
from graph.store.asked import AskedFile


class Ledger(AskedFile):
    """The ledger; see `AskedFile`."""

    following = LedgerFollower
