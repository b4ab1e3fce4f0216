"""Copies of the store as one file, and putting one back.

A copy is the store as it was after one event: documents keep what they were, so it is taken while others write, in
pages, and leaves out what came later. The file is lines of JSON, compressed (zstd): a head, documents with all their
states, events, answers, and a last line that tells how many there were.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar

import orjson
import zstandard

from graph.backends.neo4j.connection import Connection, Transaction
from graph.backends.neo4j.names import doc_key, version_id
from graph.backends.neo4j.natural import natural
from graph.backends.neo4j.reading import microseconds
from graph.backends.neo4j.removal import purge
from graph.backends.neo4j.stamps import body_of
from graph.backends.neo4j.writing import fixed, link
from graph.store.durable import replacing
from graph.store.errors import Corrupt, NoSuchPoint, Unavailable
from graph.store.model import ANY, Key
from graph.store.port import Copying, Point
from graph.store.portable import mark
from graph.store.prepared import prepare_put

_PAGE: Final = 500
_WIPE: Final = 5000
_FORMAT: Final = "catalograph-neo4j-1"
T = TypeVar("T")


def backup(connection: Connection, to: Path, progress: Copying | None = None) -> None:
    """See `Store.backup`. The copy appears under its name only once it is whole and on the disk."""
    try:
        with (
            replacing(to) as part,
            part.open("wb") as file,
            zstandard.ZstdCompressor(level=6).stream_writer(file) as packed,
        ):
            for line in _told(_lines(connection), progress):
                packed.write(orjson.dumps(line) + b"\n")
    except OSError as error:
        raise Unavailable(f"The backup can't be written: {error.strerror}.") from error


def _told(lines: Iterator[dict[str, Any]], progress: Copying | None) -> Iterator[dict[str, Any]]:
    """The same lines; `progress` hears of them."""
    whole = 0
    for count, line in enumerate(lines):
        whole = max(line.get("documents", 0) + line.get("position", 0), whole, count)
        yield line
        if progress is not None and count % _PAGE == 0:
            progress(count, whole)


def _lines(connection: Connection) -> Iterator[dict[str, Any]]:
    (head,) = connection.read(
        "MATCH (n:Catalograph {name: 'store'}), (l:Log {name: 'log'})"
        " RETURN n.forgets AS forgets, l.sequence AS sequence, COUNT { (:Doc) } AS documents"
    )
    position = head["sequence"]
    yield {"copy": _FORMAT, "forgets": head["forgets"], "position": position, "documents": head["documents"]}
    count = 0
    for line in (*_documents(connection, position), *_log(connection, position)):
        count += 1
        yield line
    yield {"end": count}


def _documents(connection: Connection, position: int) -> Iterator[dict[str, Any]]:
    after = -1
    while rows := connection.read(
        "MATCH (d:Doc) WHERE d.serial > $after WITH d ORDER BY d.serial LIMIT $page"
        " OPTIONAL MATCH (v:Version {key: d.key}) WHERE v.sequence <= $position"
        " WITH d, v ORDER BY v.version WITH d, collect([v.version, v.sequence, v.json]) AS states"
        " RETURN d {.graph, .iri, .serial, .version, .sequence, .json, .created, .changed} AS d, states"
        " ORDER BY d.serial",
        after=after,
        page=_PAGE,
        position=position,
    ):
        after = rows[-1]["d"]["serial"]
        for row in rows:
            d, states = row["d"], [state for state in row["states"] if state[0] is not None]
            if d["sequence"] is not None and d["sequence"] <= position:
                states.append([d["version"], d["sequence"], d["json"]])
            if states:
                yield {"doc": {name: d[name] for name in ("graph", "iri", "serial", "created")}, "states": states}


def _log(connection: Connection, position: int) -> Iterator[dict[str, Any]]:
    after = 0
    while rows := connection.read(
        "MATCH (e:Event) WHERE e.sequence > $after AND e.sequence <= $position"
        " RETURN properties(e) AS event ORDER BY e.sequence LIMIT $page",
        after=after,
        position=position,
        page=_PAGE,
    ):
        after = rows[-1]["event"]["sequence"]
        yield from ({"event": row["event"]} for row in rows)
    last = ""
    while rows := connection.read(
        "MATCH (a:Answer) WHERE a.id > $last AND a.sequence <= $position"
        " RETURN a {.id, .actor, .request, .sequence, .versions, .written} AS answer ORDER BY a.id LIMIT $page",
        last=last,
        position=position,
        page=_PAGE,
    ):
        last = rows[-1]["answer"]["id"]
        yield from ({"answer": row["answer"]} for row in rows)


def restore(connection: Connection, source: Path, to: Point = None) -> None:
    """See `Store.restore`. The file is read whole before the store is touched.

    A restore that is broken off leaves a store that says so when it is opened; running it again completes it.
    """
    head = _checked(source)
    if to is not None:
        head["position"] = _event(head["position"], source, to)
        _refuse_dropped(source, head["position"])
    # Without a log of this name nobody's write is completed any more, and followers wait.
    connection.write(
        lambda t: t.run("MATCH (n:Catalograph {name: 'store'}), (l:Log) SET n.restoring = true, l.name = 'restoring'")
    )
    _wipe(connection)
    times: dict[int, int] = {}
    for lines in _pages(_until(_read(source), head["position"]), _PAGE):
        events = [line["event"] for line in lines if "event" in line]
        answers = [line["answer"] for line in lines if "answer" in line]
        documents = [line for line in lines if "doc" in line]
        times.update((event["sequence"], event["at"]) for event in events)
        connection.write(partial(_put_back, documents=documents, events=events, answers=answers))
    _settle_times(connection, times)
    connection.write(lambda transaction: _finish(transaction, head))


def _checked(source: Path) -> dict[str, Any]:
    head: dict[str, Any] | None = None
    count, last = -1, {}
    for line in _read(source):
        head = line if head is None else head
        count, last = count + 1, line
    if head is None or head.get("copy") != _FORMAT or last.get("end") != count - 1:
        raise Corrupt(f"{source.name} is not a whole copy of a Neo4j store.")
    return head


def _read(source: Path) -> Iterator[dict[str, Any]]:
    if not source.exists():
        raise Unavailable(f"There is no backup at {source}.")
    try:
        with source.open("rb") as file, zstandard.ZstdDecompressor().stream_reader(file) as packed:
            rest = b""
            while octets := packed.read(1 << 20):
                *lines, rest = (rest + octets).split(b"\n")
                yield from map(orjson.loads, lines)
    except (zstandard.ZstdError, orjson.JSONDecodeError) as error:
        raise Corrupt(f"{source.name} is not a whole copy of a Neo4j store.") from error
    except OSError as error:
        raise Unavailable(f"The backup can't be read: {error.strerror}.") from error


def _until(lines: Iterator[dict[str, Any]], event: int) -> Iterator[dict[str, Any]]:
    """The lines as they were after an event."""
    for line in lines:
        if "doc" in line:
            line["states"] = [state for state in line["states"] if state[1] <= event]
            if line["states"]:
                yield line
        elif (line.get("event") or line.get("answer") or {"sequence": 0})["sequence"] <= event:
            yield line


def _event(last: int, source: Path, to: int | datetime) -> int:
    """The event to restore to."""
    if isinstance(to, datetime):
        at = microseconds(to)
        later = (line["event"] for line in _read(source) if "event" in line and line["event"]["at"] > at)
        return min((event["sequence"] for event in later), default=last + 1) - 1
    if not 0 <= to <= last:
        raise NoSuchPoint(f"The backup holds the events up to {last:,}.")
    return to


def _refuse_dropped(source: Path, event: int) -> None:
    """Raise `NoSuchPoint` where a document was there after the event and its state of then is in the copy no more."""
    unsure: dict[int, str] = {}
    for line in _read(source):
        if "doc" in line:
            states = line["states"]
            then = next((state for state in reversed(states) if state[1] <= event), None)
            if states[-1][1] > event and (then is None or then[2] is None):
                unsure[line["doc"]["serial"]] = line["doc"]["iri"]
        elif "event" in line and line["event"]["sequence"] > event:
            told = line["event"]
            for serial, previous in zip(told["serials"], told["previous"], strict=True):
                if (iri := unsure.pop(serial, None)) is not None and previous:
                    raise NoSuchPoint(f"What {iri} was after event {event:,} has been dropped with its graph since.")


def _wipe(connection: Connection) -> None:
    while connection.write(
        lambda t: t.run(
            "MATCH (n) WHERE NOT (n:Catalograph OR n:Forgotten OR n:Log OR n:Process) WITH n LIMIT $most"
            " DETACH DELETE n RETURN count(*) AS gone",
            most=_WIPE,
        )[0]["gone"]
    ):
        pass


def _put_back(
    transaction: Transaction, documents: Sequence[Any], events: Sequence[Any], answers: Sequence[Any]
) -> None:
    rows, earlier, puts = [], [], []
    for line in documents:
        doc, states = line["doc"], line["states"]
        key = Key(doc["graph"], doc["iri"])
        version, sequence, json = states[-1]
        properties = {
            **fixed(key), "key": doc_key(key), "serial": doc["serial"], "version": version, "sequence": sequence,
            "created": doc["created"],
        }  # fmt: skip
        labels: list[str] = []
        if json is not None:
            put = prepare_put(key, body_of(json), ANY)
            made = natural(put.body)
            labels = made.labels
            properties = {**made.properties, **properties, "g": key.graph, "types": list(put.types), "json": json}
            puts.append((put, made))
        rows.append({"properties": properties, "labels": labels})
        earlier += [
            {"id": version_id(doc_key(key), at[0]), "key": doc_key(key), "version": at[0], "sequence": at[1],
             "json": at[2]}
            for at in states[:-1]
        ]  # fmt: skip
    transaction.run("UNWIND $rows AS row CREATE (d:Doc:Rec) SET d = row.properties SET d:$(row.labels)", rows=rows)
    transaction.run("UNWIND $rows AS row CREATE (v:Version) SET v = row", rows=earlier)
    link(transaction, puts)
    transaction.run("UNWIND $rows AS row CREATE (e:Event) SET e = row", rows=list(events))
    transaction.run("UNWIND $rows AS row CREATE (a:Answer) SET a = row", rows=list(answers))


def _settle_times(connection: Connection, times: dict[int, int]) -> None:
    """When documents were changed last, by the event that wrote them; later changes are not in the copy."""
    for some in _pages(times.items(), _PAGE):
        connection.write(partial(_settle, rows=[list(pair) for pair in some]))


def _settle(transaction: Transaction, rows: list[list[int]]) -> None:
    transaction.run(
        "UNWIND $rows AS row MATCH (e:Event {sequence: row[0]}) UNWIND e.serials AS serial"
        " MATCH (d:Doc {serial: serial}) WHERE d.sequence = row[0] SET d.changed = row[1],"
        " d.created = CASE WHEN d.created > row[1] THEN row[1] ELSE d.created END",
        rows=rows,
    )


def _pages(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while page := list(islice(rest, size)):
        yield page


def _finish(transaction: Transaction, head: dict[str, Any]) -> None:
    """Forget again what was forgotten since the copy was made, and open the store."""
    later = transaction.run(
        "MATCH (f:Forgotten) WHERE f.number > $number RETURN f.mark AS mark, f.number AS number",
        number=head["forgets"],
    )
    marks = {row["mark"] for row in later}
    if marks:
        rows = transaction.run("MATCH (d:Doc) RETURN d.key AS key, d.graph AS graph, d.iri AS iri, d.serial AS serial")
        found = [row for row in rows if mark(Key(row["graph"], row["iri"])) in marks]
        if found:
            purge(transaction, found)
    transaction.run(
        "MATCH (n:Catalograph {name: 'store'}), (l:Log)"
        " SET l.name = 'log', l.sequence = $position, n.forgets = $forgets, n.incarnation = $incarnation"
        " REMOVE n.restoring, n.origin",
        incarnation=secrets.token_hex(8),
        position=head["position"],
        forgets=max([head["forgets"], *(row["number"] for row in later)]),
    )
