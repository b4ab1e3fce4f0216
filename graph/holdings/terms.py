"""The properties by which items and holdings say what a library keeps of them, where several modules name them."""

from __future__ import annotations

from typing import Final

ITEM: Final = "bf:Item"
HOLDINGS: Final = "lsp:Holdings"
ITEM_OF: Final = "bf:itemOf"
HOLDINGS_FOR: Final = "lsp:holdingsFor"
IN_HOLDINGS: Final = "lsp:inHoldings"
"""How an item says which holdings it is part of."""
BOUND_WITH: Final = "lsp:boundWith"
"""The further instances that are bound into one volume with what an item is of."""
SUPPRESSED: Final = "lsp:suppressed"
"""Said of an item or of holdings that the public doesn't see. It is never in a graph that can be shared."""
STAFF_NOTE: Final = "lsp:staffNote"
MARKER: Final = "lsp:marker"
MARKER_REASON: Final = "lsp:markerReason"
LIFECYCLE: Final = "lsp:lifecycle"
LOCATION: Final = "lsp:location"
TEMPORARY_LOCATION: Final = "lsp:temporaryLocation"
RETURN_BY: Final = "lsp:returnBy"
"""When a copy from another library has to be back there; no loan of it goes on for longer."""
