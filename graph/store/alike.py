"""How a network's graph says which works are one: a cluster names its members. What follows the log and knows nothing
else of networks, the search index above all, reads it by these words.
"""

from __future__ import annotations

from typing import Final

CLUSTER: Final = "lsp:WorkCluster"
MEMBER: Final = "lsp:clusterMember"
