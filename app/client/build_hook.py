"""The hook by which hatchling builds the web client, for an editable installation and for a wheel.

CATALOGRAPH_CLIENT=required makes an installation without the client a failure, as whoever publishes a wheel wants it;
CATALOGRAPH_CLIENT=skip leaves it out.
"""

from __future__ import annotations

import os
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def _building() -> ModuleType:
    """The neighbour `build.py`: hatchling loads this file alone, with no package around it."""
    spec = spec_from_file_location("catalograph_client_build", Path(__file__).with_name("build.py"))
    if spec is None or spec.loader is None:
        raise ImportError("build.py")
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


class ClientHook(BuildHookInterface[Any]):
    """Builds `app/static/` where it is missing or made of other sources."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node from PyPI, where it is needed and the path has none."""
        building = _building()
        return [building.WHEEL] if self._wanted(building) and building.needs_wheel() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Build, or say in one sentence why there is no client."""
        building = _building()
        if not self._wanted(building):
            return
        try:
            building.build()
        except building.NotBuilt as error:
            if os.environ.get("CATALOGRAPH_CLIENT") == "required":
                raise
            self.app.display_warning(f"The web client was not built: {error}. The server works without it.")

    def _wanted(self, building: ModuleType) -> bool:
        skipped = os.environ.get("CATALOGRAPH_CLIENT") == "skip"
        return self.target_name == "wheel" and not skipped and not building.is_built()
