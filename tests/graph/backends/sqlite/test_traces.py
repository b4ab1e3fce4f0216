"""What is forgotten is not on the disk any more, in no file of the store."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing

import pytest

from graph.store.model import ANY, Cause, Change, Put


def patron(bench, name, secret, at):
    """A patron document that says `secret` in its body, in a key, in a link and in the request."""
    key = bench.key(name, bench.patrons)
    body = {
        "@type": ["bf:Item"],
        "bf:note": [secret],
        "bf:identifiedBy": [{"@id": "#i", "@type": ["bf:Barcode"], "rdf:value": [f"barcode-{secret}"]}],
        "bf:subject": [{"@id": f"urn:link:{secret}"}],
    }
    return key, Change(Cause("ada", "enrol", at, f"request-{secret}", f"source-{secret}"), (Put(key, body, ANY),))


def test_a_forgotten_document_leaves_no_octets_behind(bench):
    store = bench.open()
    at = bench.change().cause.at
    kept_key, kept = patron(bench, "kept", "keptword", at)
    key, first = patron(bench, "name7f3a9", "secretword", at)
    _, second = patron(bench, "name7f3a9", "laterword", at)
    for change in (kept, first, second):
        store.commit(change, bench.scope)
    for word in (b"secretword", b"laterword", b"name7f3a9"):
        assert word in bench.octets()
    assert store.forget([key], bench.scope) == 1
    octets = bench.octets()
    for word in (b"secretword", b"laterword", b"name7f3a9"):
        assert word not in octets
    assert b"keptword" in octets
    assert store.read([kept_key], bench.scope)[0] is not None


@pytest.mark.parametrize("seed", range(3))
def test_documents_forgotten_among_many_leave_no_octets_behind(bench, seed):
    chance = random.Random(seed)
    store = bench.open()
    at = bench.change().cause.at
    secrets = {f"p{n}": chance.randbytes(9).hex() for n in range(400)}
    bodies: dict[str, list[bytes]] = {}
    for name in [*secrets, *chance.choices(list(secrets), k=300)]:
        key, change = patron(bench, f"name-{secrets[name]}", f"{secrets[name]}-{chance.randrange(1000)}", at)
        store.commit(change, bench.scope)
        with closing(sqlite3.connect(bench.path)) as file:
            row = file.execute("SELECT body FROM document d JOIN iri i ON i.id = d.root WHERE i.iri = ?", (key.iri,))
            bodies.setdefault(name, []).append(row.fetchone()[0])
    gone = chance.sample(list(secrets), 60)
    for start in range(0, 60, 20):
        store.forget(
            [bench.key(f"name-{secrets[name]}", bench.patrons) for name in gone[start : start + 20]], bench.scope
        )
    octets = bench.octets()
    assert [name for name in gone if secrets[name].encode() in octets] == []
    assert [name for name in gone if any(body in octets for body in bodies[name])] == []
    assert store.check(bench.scope) == []


def test_a_search_for_what_was_forgotten_lets_go_of_no_lock(bench):
    """Whoever else had the file and left it would take themselves for the last, and its journal away."""
    store = bench.open()
    at = bench.change().cause.at
    key, change = patron(bench, "name7f3a9", "secretword", at)
    store.commit(change, bench.scope)
    store.forget([key], bench.scope)
    leaves = (
        "import sqlite3; file = sqlite3.connect(PATH); file.execute('SELECT * FROM store').fetchall(); file.close()"
    )
    assert bench.child(leaves).wait(30) == 0
    kept_key, kept = patron(bench, "kept", "keptword", at)
    store.commit(kept, bench.scope)
    asks = (
        "files = PATH.parent.glob(f'{PATH.name}*'); sys.exit(b'keptword' not in b''.join(map(Path.read_bytes, files)))"
    )
    assert bench.child(asks).wait(30) == 0, "what was acknowledged is in a file that others find"
    assert store.read([kept_key], bench.scope)[0] is not None


def test_a_dropped_private_graph_leaves_no_octets_behind(bench):
    store = bench.open()
    for n in range(50):
        key, change = patron(bench, f"name7f3a9-{n}", f"secretword-{n}", bench.change().cause.at)
        store.commit(change, bench.scope)
    assert store.drop(key.graph, bench.scope) == 50
    assert b"secretword" not in bench.octets()
    assert b"name7f3a9" not in bench.octets()


def test_a_restored_backup_leaves_no_octets_of_what_was_forgotten_since(bench, tmp_path):
    store = bench.open()
    key, change = patron(bench, "name7f3a9", "secretword", bench.change().cause.at)
    store.commit(change, bench.scope)
    store.backup(tmp_path / "copy", bench.scope)
    store.forget([key], bench.scope)
    store.restore(tmp_path / "copy", bench.scope)
    assert store.read([key], bench.scope) == [None]
    assert b"secretword" not in bench.octets()
