"""All rows, in the order they are tried."""

from __future__ import annotations

from typing import Final

from mappings.departures.less import LESS
from mappings.departures.more import MORE
from mappings.departures.otherwise import OTHERWISE, PAIRED

DEPARTURES: Final = (*PAIRED, *LESS, *OTHERWISE, *MORE)
