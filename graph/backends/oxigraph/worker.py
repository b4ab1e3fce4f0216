"""A process that answers queries, one after another, each from the newest of some snapshots, until its parent ends.

Run by its file's path, so it imports next to nothing: `python worker.py MEMORY_BYTES [tied]`, where `tied` has it end
with the thread that started it, however that ends and whatever is just being answered. Requests and answers
are JSON, each with its length before it; an empty answer tells that it is ready. A query that runs too long or takes
too much memory ends the process.

Nothing that a query says can reach beyond the process: before the first one it gives up the right to open a socket.
"""

from __future__ import annotations

import ctypes
import json
import os
import platform
import resource
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from fcntl import LOCK_NB, LOCK_SH, flock
from pathlib import Path
from select import select
from typing import IO, Any

import pyoxigraph as ox

_UNREADABLE = (OSError, RuntimeError)
"""What the store raises for files that aren't there, and for files that don't say what was written to them."""
_HEAD = struct.Struct(">I")
_MOST_CHARACTERS = 16 * 2**20
_PART_CHARACTERS = 2**18
_PART_ROWS = 1000
"""About so much of a long answer is sent at once."""
_IDLE_S = 20.0
_STACK = 256 * 2**20
"""The engine reads and runs nested patterns by recursion."""
_ROOM = _STACK + 256 * 2**20
"""What may be asked for beyond what may be used: the stack, and what the engine reserves."""
_COURTESY = 5
"""How far a query steps back for those who wait at a desk."""
_MOST_OPEN = 3
"""Directories of snapshots of which one is kept open."""
_SOCKET = {"x86_64": 41, "aarch64": 198}
"""The number of the system call that opens a socket."""


class _Snapshot:
    """The newest snapshot, kept open until there is a newer one."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._name = ""
        self._lock: IO[bytes] | None = None
        self.store = ox.Store()
        self.graphs: frozenset[str] = frozenset()
        self.position = 0

    def refresh(self) -> None:
        """Open the newest snapshot, if it is not open already. One being removed is passed over.

        Raises `OSError` where there are some and none can be read.
        """
        names = self._names()
        for name in sorted(names, key=lambda each: -int(each.partition("-")[0])):
            if name == self._name and self._is_open(name):
                return
            try:
                lock = (self._directory / name / "lock").open("rb")
                flock(lock, LOCK_SH | LOCK_NB)
                store = ox.Store.read_only(str(self._directory / name / "data"))
                graphs = frozenset(each.value for each in store.named_graphs())
            except _UNREADABLE:
                continue
            self.store, self.graphs = store, graphs
            if self._lock is not None:
                self._lock.close()
            self._lock, self._name, self.position = lock, name, int(name.partition("-")[2])
            return
        if names:
            raise OSError(f"none of {len(names)} snapshots can be read")

    def _is_open(self, name: str) -> bool:
        """Whether the snapshot of this name is the one that is open: made anew, numbers begin again."""
        try:
            now = (self._directory / name / "lock").stat()
        except OSError:
            return False
        return self._lock is not None and now.st_ino == os.fstat(self._lock.fileno()).st_ino

    def close(self) -> None:
        """Let the snapshot go: it may be removed."""
        self.store = ox.Store()
        if self._lock is not None:
            self._lock.close()

    def _names(self) -> list[str]:
        try:
            names = [path.name for path in self._directory.iterdir()]
        except FileNotFoundError:
            return []
        return [name for name in names if name.replace("-", "", 1).isdecimal()]


def answer(store: ox.Store, graphs: frozenset[str], request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one request over a store with `graphs`: rows, a truth or triples, or why it was refused."""
    try:
        found = _found(store, graphs, request)
        if isinstance(found, ox.QueryBoolean):
            return {"boolean": bool(found)}
        if isinstance(found, ox.QueryTriples):
            return _triples(found, request["max_rows"])
        return _rows(found, request["max_rows"])
    except (SyntaxError, ValueError, RuntimeError) as error:
        return _refused(error)


def parts(store: ox.Store, graphs: frozenset[str], request: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A long answer in parts, none of them large; the last one says so, and whether there was more."""
    try:
        found = _found(store, graphs, request)
        if isinstance(found, ox.QueryBoolean):
            yield {"boolean": bool(found)}
        elif isinstance(found, ox.QueryTriples):
            for lines, truncated in _portions((f"{each} .\n" for each in found), len, request["max_rows"]):
                yield {"triples": "".join(lines), "truncated": truncated}
        else:
            variables = [variable.value for variable in found.variables]
            every = range(len(variables))
            rows = ([_term(solution[at]) for at in every] for solution in found)
            for portion, truncated in _portions(rows, _size, request["max_rows"]):
                yield {"variables": variables, "rows": portion, "truncated": truncated}
    except (SyntaxError, ValueError, RuntimeError) as error:
        yield _refused(error)
    yield {"last": True}


def _found(store: ox.Store, graphs: frozenset[str], request: dict[str, Any]) -> Any:
    default, named = request["default"], request["named"]
    options: dict[str, Any] = {}
    # Who may read all there is needs no restriction, and a query without one is many times faster.
    if graphs.issubset(default) and graphs.issubset(named):
        options["use_default_graph_as_union"] = True
    else:
        options["default_graph"] = [ox.NamedNode(graph) for graph in default]
        options["named_graphs"] = [ox.NamedNode(graph) for graph in named]
    return store.query(request["text"], base_iri=request["base"], **options)


def _refused(error: Exception) -> dict[str, Any]:
    if "corruption" in str(error).lower():
        raise error
    return {"refused": str(error)}


def _portions(found: Iterable[Any], size: Callable[[Any], int], most: int) -> Iterator[tuple[list[Any], bool]]:
    """What is found in portions, an empty one where nothing is; with the last, whether there was more than `most`."""
    portion: list[Any] = []
    characters = 0
    for number, each in enumerate(found):
        if number >= most:
            yield portion, True
            return
        portion.append(each)
        characters += size(each)
        if characters >= _PART_CHARACTERS or len(portion) >= _PART_ROWS:
            yield portion, False
            portion, characters = [], 0
    yield portion, False


def _rows(found: ox.QuerySolutions, most: int) -> dict[str, Any]:
    rows: list[list[Any]] = []
    variables = [variable.value for variable in found.variables]
    size, truncated = 0, False
    for solution in found:
        if len(rows) >= most:
            truncated = True
            break
        row = [_term(solution[at]) for at in range(len(variables))]
        size += _size(row)
        if size > _MOST_CHARACTERS:
            truncated = True
            break
        rows.append(row)
    return {"variables": variables, "rows": rows, "truncated": truncated}


def _triples(found: ox.QueryTriples, most: int) -> dict[str, Any]:
    lines: list[str] = []
    size, truncated = 0, False
    for triple in found:
        line = f"{triple} .\n"
        size += len(line)
        if len(lines) >= most or size > _MOST_CHARACTERS:
            truncated = True
            break
        lines.append(line)
    return {"triples": "".join(lines), "truncated": truncated}


def _term(term: Any) -> list[str | None] | None:
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ["iri", term.value]
    if isinstance(term, ox.Literal):
        return ["literal", term.value, None if term.language else term.datatype.value, term.language]
    return ["bnode", getattr(term, "value", str(term))]


def _size(row: list[list[str | None] | None]) -> int:
    return sum(len(part) for term in row if term is not None for part in term if part is not None)


def _opened(snapshots: dict[str, _Snapshot], directory: str) -> _Snapshot:
    """The snapshot of a directory, those used longest ago being closed where there are many."""
    snapshot = snapshots[directory] = snapshots.pop(directory) if directory in snapshots else _Snapshot(Path(directory))
    while len(snapshots) > _MOST_OPEN:
        snapshots.pop(next(iter(snapshots))).close()
    snapshot.refresh()
    return snapshot


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    snapshots: dict[str, _Snapshot] = {}
    _send(answers, {})
    while len(head := _next(requests, snapshots.values())) == _HEAD.size:
        request = json.loads(requests.read(_HEAD.unpack(head)[0]))
        # The parent ends a query that is late; should the parent be gone, the alarm does.
        signal.setitimer(signal.ITIMER_REAL, request["time_limit_s"] + 2)
        try:
            snapshot = _opened(snapshots, request["directory"])
            asked = snapshot.store, snapshot.graphs, request
            for found in parts(*asked) if request.get("in_parts") else [answer(*asked)]:
                _send(answers, {**found, "position": snapshot.position})
        except _UNREADABLE as error:
            _send(answers, {"failed": str(error), "last": True})
        signal.setitimer(signal.ITIMER_REAL, 0)


def _send(answers: IO[bytes], found: dict[str, Any]) -> None:
    data = json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass")
    answers.write(_HEAD.pack(len(data)) + data)
    answers.flush()


class _Instruction(ctypes.Structure):
    """One instruction of a filter of system calls (linux/filter.h)."""

    _fields_ = (("code", ctypes.c_ushort), ("yes", ctypes.c_ubyte), ("no", ctypes.c_ubyte), ("k", ctypes.c_uint32))


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.POINTER(_Instruction)))


def _seal() -> None:
    """From now on this process can't open a socket, on machines where that can be given up: seccomp(2)."""
    number = _SOCKET.get(platform.machine())
    if number is None or not sys.platform.startswith("linux"):
        return
    load, equal, answer, allowed, refused = 0x20, 0x15, 0x06, 0x7FFF0000, 0x00050001
    steps = ((load, 0, 0, 0), (equal, 0, 1, number), (answer, 0, 0, refused), (answer, 0, 0, allowed))
    instructions = (_Instruction * len(steps))(*(_Instruction(*each) for each in steps))
    no_new_privileges, set_seccomp, by_filter = 38, 22, 2
    libc = ctypes.CDLL(None)
    libc.prctl(no_new_privileges, 1, 0, 0, 0)
    libc.prctl(set_seccomp, by_filter, ctypes.byref(_Filter(len(steps), instructions)), 0, 0)


def _tie() -> None:
    """From now on this process is killed when the thread that started it ends, where a system can do that: prctl(2)."""
    if sys.platform.startswith("linux"):
        ends_with_parent = 1
        ctypes.CDLL(None).prctl(ends_with_parent, signal.SIGKILL, 0, 0, 0)


def _next(requests: IO[bytes], snapshots: Iterable[_Snapshot]) -> bytes:
    """The head of the next request. Who waits for long lets go of old snapshots, so that they can be removed."""
    while not select([requests], [], [], _IDLE_S)[0]:
        for each in snapshots:
            with suppress(OSError):  # told to who asks next
                each.refresh()
    return requests.read(_HEAD.size)


def main() -> None:
    """Answer until standard input ends."""
    memory = int(sys.argv[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_DATA, (memory + _ROOM, memory + _ROOM))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(_COURTESY)
    if "tied" in sys.argv:
        _tie()
    _seal()
    threading.stack_size(_STACK)
    serving = threading.Thread(target=_serve, args=(sys.stdin.buffer, sys.stdout.buffer))
    serving.start()
    serving.join()


if __name__ == "__main__":
    main()
