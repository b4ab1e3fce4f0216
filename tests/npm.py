"""Packages of npm that tests run by Node: fetched into `var/` where they are missing, at the versions a test names."""

from __future__ import annotations

import fcntl
import shutil
import subprocess
from pathlib import Path
from typing import Final

VAR: Final = Path(__file__).parents[1] / "var"


def installed(here: Path, script: str) -> Path:
    """Where a script of a folder of tests stands beside the packages that the folder's `package.json` names."""
    folder = VAR / here.name.replace("_", "-")
    folder.mkdir(parents=True, exist_ok=True)
    wanted = (here / "package.json").read_bytes()
    whole = folder / "whole.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists() or whole.read_bytes() != wanted:
            shutil.copy(here / "package.json", folder)
            command = ["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts"]
            subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
            whole.write_bytes(wanted)
        shutil.copy(here / script, folder)
    return folder / script
