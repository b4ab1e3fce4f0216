"""The root of what lending refuses, each with a code, a sentence and a way out."""

from __future__ import annotations

from typing import ClassVar

from mappings.errors import CatalographError


class CirculationError(CatalographError):
    """Anything that can be wrong with lending."""

    code: ClassVar[str] = "CIRCULATION"
