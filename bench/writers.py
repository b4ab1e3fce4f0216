"""Who writes while `bench/kills.py` kills, and what: families of work, instance and item, edits and removals of earlier
ones, and tallies. Each writer and each follower is a process of its own.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import AbstractContextManager, closing, suppress
from datetime import UTC, datetime
from itertools import count
from multiprocessing import parent_process
from pathlib import Path
from threading import Thread

from app.bootstrap import Installation, install, projector
from app.settings import Settings
from graph.store.errors import Conflict, Unavailable
from graph.store.model import ABSENT, ANY, Cause, Change, Delete, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import SystemScope
from mappings.bibframe.node import Node

TALLIES = 3
AT_ONCE = 5
"""Changes that the first writer loads at a time."""
COMMAND = "bench.kill"
LIBRARY = "harbor"
NAMES = Names("https://c.example/")
GRAPH = NAMES.graph(LIBRARY, GraphKind.CATALOGUE)
EVERYTHING = SystemScope()


def body(writer: int, number: int, kind: str, edit: int = 0) -> Node:
    """A work, its instance, or its item with a barcode."""
    local = f"{writer}-{number}"
    if kind == "works":
        title = {"@id": "#title-1", "@type": ["bf:Title"], "bf:mainTitle": [f"Война {local} 🌊 {edit}"]}
        about = {"@id": f"urn:subject:{number % 7}", "@type": ["bf:Topic"], "rdfs:label": [f"Tides {number % 7}"]}
        return {"@type": ["bf:Work"], "rdfs:label": [f"War {local}"], "bf:title": [title], "bf:subject": [about]}
    if kind == "instances":
        return {"@type": ["bf:Instance"], "bf:instanceOf": [{"@id": key(f"{local}", "works").iri}]}
    mark = {"@id": "#identifiedBy-1", "@type": ["bf:Barcode"], "rdf:value": [local]}
    return {"@type": ["bf:Item"], "bf:itemOf": [{"@id": key(local, "instances").iri}], "bf:identifiedBy": [mark]}


def key(local: str, kind: str) -> Key:
    """Where a resource is."""
    return Key(GRAPH, NAMES.resource(LIBRARY, kind, local))


def family(writer: int, number: int) -> list[Key]:
    """The work, instance and item of one step."""
    return [key(f"{writer}-{number}", kind) for kind in ("works", "instances", "items")]


def change_of(writer: int, number: int, tally: Put | None = None) -> Change:
    """What a writer does in one step, the same whenever it is asked."""
    puts = [Put(each, body(writer, number, each.iri.split("/")[-2]), ABSENT) for each in family(writer, number)]
    deletes: tuple[Delete, ...] = ()
    if number % 5 == 0:
        deletes = tuple(Delete(each, ANY) for each in family(writer, number - 3))
    if number % 4 == 2:
        puts.append(Put(key(f"{writer}-{number - 1}", "works"), body(writer, number - 1, "works", number), ANY))
    if tally is not None:
        puts.append(tally)
    cause = Cause(f"writer-{writer}", COMMAND, datetime.now(UTC), f"{writer}-{number}")
    return Change(cause, tuple(puts), deletes)


def tally_key(number: int) -> Key:
    """The tally a step counts in."""
    return key(f"tally-{number % TALLIES}", "works")


def tally(store: Store, number: int) -> Put:
    """One more in the tally of a step, as it is now."""
    (found,) = store.read([tally_key(number)], EVERYTHING)
    counted = 0 if found is None else int(str(found.body["bf:note"][0]))
    work = {"@type": ["bf:Work"], "rdfs:label": [f"Tally {number % TALLIES}"], "bf:note": [str(counted + 1)]}
    return Put(tally_key(number), work, ABSENT if found is None else found.version)


def write(settings: Settings, file: Path, writer: int) -> None:
    """Commit step after step from where the file ends; an end that isn't known is asked for again."""
    lines = acknowledged(file)
    file.write_text("".join(f"{number} {sequence}\n" for number, sequence in lines))
    with opened(settings) as installation, file.open("a") as log:
        for number in count(lines[-1][0] + 1 if lines else 1, AT_ONCE if writer == 0 else 1):
            while True:
                if not wanted():
                    return
                with suppress(Conflict, Unavailable):
                    sequences = step(installation.store, writer, number)
                    break
            log.writelines(f"{number + at} {sequence}\n" for at, sequence in enumerate(sequences))
            log.flush()
            os.fsync(log.fileno())


def step(store: Store, writer: int, number: int) -> list[int]:
    """Do one step, several in bulk for the first writer; the numbers of its events."""
    if writer == 0:
        changes = [change_of(writer, each) for each in range(number, number + AT_ONCE)]
        return [each.sequence for each in store.load(changes, EVERYTHING)]
    return [store.commit(change_of(writer, number, tally(store, number)), EVERYTHING).sequence]


def follow(settings: Settings, name: str) -> None:
    """Keep a projection, as its process does."""
    with opened(settings) as installation:
        following = projector(installation, name)
        parent = parent_process()
        if parent is not None:
            Thread(target=lambda: (parent.join(), following.stop(0)), daemon=True).start()
        following.run()


def opened(settings: Settings) -> AbstractContextManager[Installation]:
    """The installation, as soon as its server is there. Ctrl-C is the starter's business."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while wanted():
        with suppress(Unavailable):
            return closing(install(settings))
    sys.exit()


def wanted() -> bool:
    """Whether whoever started this process is still there."""
    parent = parent_process()
    return parent is None or parent.is_alive()


def acknowledged(file: Path) -> list[tuple[int, int]]:
    """The steps and the events a writer was told of; half a line, which it was killed in, is none."""
    text = file.read_text() if file.exists() else ""
    lines = text[: text.rfind("\n") + 1].split("\n")[:-1]
    return [(int(number), int(sequence)) for number, sequence in (line.split() for line in lines)]
