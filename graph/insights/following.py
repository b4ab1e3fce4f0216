"""The follower that keeps the ledger: which rows an event of the log becomes.

A row of what was lent stands under a name that a loan or fee keeps when its holder is forgotten (what is left then is a
copy that names nobody), so that it counts once, before and after.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from graph.circulation.documents import loan_of, request_of
from graph.circulation.model import Loan
from graph.holdings.status import Lifecycle
from graph.holdings.terms import HOLDINGS, IN_HOLDINGS, ITEM, ITEM_OF, LIFECYCLE, LOCATION, TEMPORARY_LOCATION
from graph.insights.model import Act
from graph.patrons.documents import fee_of, patron_of
from graph.patrons.model import EntryKind
from graph.store.asked import FileFollower, FileForm
from graph.store.model import NOBODY, Document, Event, Key, Version
from graph.store.names import GraphKind, opaque_id, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from mappings.bibframe import read
from mappings.bibframe.node import Node

QUARTER_S: Final = 900
"""Times are kept to the quarter of an hour: every time zone's days begin on one."""
_AT_ONCE: Final = 1000
_ERASING: Final = "patron.erase"
_NO_TYPES: Final = frozenset({"bf:Work", "bf:Monograph", "bf:Serial", "bf:Series", "bf:Hub"})
"""Types of a work that don't tell what it is made of."""
_COUNTED: Final = frozenset({GraphKind.CATALOGUE, GraphKind.STAFF, GraphKind.CIRCULATION, GraphKind.PATRONS})
_TABLES: Final = """
CREATE TABLE IF NOT EXISTS position (one INTEGER PRIMARY KEY CHECK (one = 1), event INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS act (
  doc TEXT, kind TEXT, n INTEGER, owner TEXT NOT NULL, at INTEGER NOT NULL, item TEXT,
  point TEXT, location TEXT, material TEXT, grp TEXT, minor INTEGER NOT NULL, currency TEXT NOT NULL,
  UNIQUE (doc, kind, n));
CREATE INDEX IF NOT EXISTS act_at ON act (owner, at, kind, currency, minor);
CREATE INDEX IF NOT EXISTS act_item ON act (item, kind, at);
CREATE TABLE IF NOT EXISTS copy (
  owner TEXT, iri TEXT, home TEXT NOT NULL, instance TEXT NOT NULL, location TEXT, holdings TEXT, material TEXT,
  added INTEGER NOT NULL, gone INTEGER, PRIMARY KEY (owner, iri)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS held (owner TEXT, iri TEXT, location TEXT, PRIMARY KEY (owner, iri)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS title (
  owner TEXT, iri TEXT, kind TEXT NOT NULL, work TEXT, type TEXT, language TEXT, decade TEXT,
  added INTEGER NOT NULL, gone INTEGER, PRIMARY KEY (owner, iri)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS member (
  owner TEXT, iri TEXT, graph TEXT NOT NULL, grp TEXT NOT NULL, PRIMARY KEY (owner, iri)) WITHOUT ROWID;
"""
_ACT: Final = "INTO act VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


FORM: Final = FileForm("ledger.sqlite", _TABLES, 1)


class LedgerFollower(FileFollower):
    """Keeps the ledger in `folder`. Only who holds its lock may write it."""

    name = "figures"
    form = FORM

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self._takers: dict[str, Callable[[Key, Node, Event], None]] = {
            "bf:Work": self._work,
            "bf:Instance": self._instance,
            ITEM: self._item,
            HOLDINGS: self._holdings,
            "lsp:Patron": self._patron,
            "lsp:Loan": self._loan,
            "lsp:Request": self._request,
            "lsp:InHouseUse": self._use,
            "lsp:Fee": self._fee,
        }

    def apply(self, events: Sequence[Event], store: Store, scope: Scope) -> None:
        """Count what these events wrote."""
        wanted = [
            (each.key, each.version) for event in events for each in event.touched if each.version and _counts(each.key)
        ]
        found = iter(store.versions(wanted, scope) if wanted else ())
        self._begin()
        for event in events:
            touched = [each for each in event.touched if _counts(each.key)]
            for each in touched:
                if not each.version:
                    self._remove(each.key, event)
            for each in touched:
                if each.version and (version := next(found)) is not None and version.body is not None:
                    self._take(version, version.body, event)
        if any(event.cause == NOBODY or event.cause.command == _ERASING for event in events):
            self._drop_erased(store, scope)
        self._applied = max(self._applied, events[-1].sequence)

    # inside

    def _drop_erased(self, store: Store, scope: Scope) -> None:
        """Whoever was erased is in no event: the patrons known here are looked for."""
        members = self._connection.execute("SELECT graph, iri, owner FROM member").fetchall()
        for start in range(0, len(members), _AT_ONCE):
            part = members[start : start + _AT_ONCE]
            found = store.read([Key(graph, iri) for graph, iri, _ in part], scope)
            gone = [(owner, iri) for (_, iri, owner), each in zip(part, found, strict=True) if each is None]
            self._connection.executemany("DELETE FROM member WHERE owner = ? AND iri = ?", gone)

    def _take(self, version: Version, body: Node, event: Event) -> None:
        for type_ in body.get("@type", ()):
            if (taker := self._takers.get(str(type_))) is not None:
                taker(version.key, body, event)
                return

    def _remove(self, key: Key, event: Event) -> None:
        kind, owner = parse_graph(key.graph)
        if kind in {GraphKind.CATALOGUE, GraphKind.STAFF}:
            at, home = _quarter(event.cause.at), kind.value
            self._connection.execute(
                "UPDATE copy SET gone = coalesce(gone, ?) WHERE owner = ? AND iri = ? AND home = ?",
                (at, owner, key.iri, home),
            )
            if kind is GraphKind.CATALOGUE:
                self._connection.execute("UPDATE title SET gone = ? WHERE owner = ? AND iri = ?", (at, owner, key.iri))
        elif kind is GraphKind.PATRONS:
            self._connection.execute("DELETE FROM member WHERE owner = ? AND iri = ?", (owner, key.iri))

    def _work(self, key: Key, body: Node, event: Event) -> None:
        types = [each for each in read.types(body) if each.startswith("bf:") and each not in _NO_TYPES]
        language = next((iri.rpartition("/")[2] for iri in read.languages(body)), None)
        self._title(key, event, "W", None, types[0].removeprefix("bf:") if types else None, language, None)

    def _instance(self, key: Key, body: Node, event: Event) -> None:
        work = next(iter(read.iris(body, "bf:instanceOf")), None)
        year = read.first_year(body)
        self._title(key, event, "I", work, None, None, None if year is None else str(year // 10 * 10))

    def _title(self, key: Key, event: Event, kind: str, *said: str | None) -> None:
        graph, owner = parse_graph(key.graph)
        if graph is GraphKind.CATALOGUE:
            self._connection.execute(
                "INSERT INTO title VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO UPDATE SET gone = NULL,"
                " work = excluded.work, type = excluded.type, language = excluded.language, decade = excluded.decade",
                (owner, key.iri, kind, *said, _quarter(event.cause.at)),
            )

    def _item(self, key: Key, body: Node, event: Event) -> None:
        kind, owner = parse_graph(key.graph)
        instance = next(iter(read.iris(body, ITEM_OF)), None)
        if instance is None:  # what staff alone note about it: it is told by its other document
            return
        at = _quarter(event.cause.at)
        gone = at if read.plain(body, LIFECYCLE) == Lifecycle.WITHDRAWN else None
        self._connection.execute(
            "INSERT INTO copy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET home = excluded.home,"
            " instance = excluded.instance, location = excluded.location, holdings = excluded.holdings,"
            " material = excluded.material,"
            " gone = iif(excluded.gone IS NULL, NULL, coalesce(copy.gone, excluded.gone))",
            (owner, key.iri, kind.value, instance, _place(body), next(iter(read.iris(body, IN_HOLDINGS)), None),
             read.plain(body, "lsp:materialType"), at, gone),
        )  # fmt: skip

    def _holdings(self, key: Key, body: Node, _: Event) -> None:
        owner = parse_graph(key.graph).owner
        if (place := _place(body)) is not None:
            self._connection.execute("INSERT OR REPLACE INTO held VALUES (?, ?, ?)", (owner, key.iri, place))

    def _patron(self, key: Key, body: Node, event: Event) -> None:
        patron = patron_of(_document(key, body, event))
        if patron.active:
            row = (patron.tenant, key.iri, key.graph, patron.group)
            self._connection.execute("INSERT OR REPLACE INTO member VALUES (?, ?, ?, ?)", row)
        else:
            self._connection.execute("DELETE FROM member WHERE owner = ? AND iri = ?", (patron.tenant, key.iri))

    def _loan(self, key: Key, body: Node, event: Event) -> None:
        loan = loan_of(_document(key, body, event))
        doc = _nameless(key.iri) if loan.patron is not None or loan.open else _local(key.iri)
        self._act(doc, Act.LOAN, loan, loan.opened_at, loan.checkout_point)
        if loan.returned_at is None:
            self._connection.execute("DELETE FROM act WHERE doc = ? AND kind = ?", (doc, Act.RETURN))
        else:
            self._act(doc, Act.RETURN, loan, loan.returned_at, loan.checkin_point)
        ended = loan.returned_at or loan.claimed_at or loan.opened_at
        for number in range(loan.renewals):
            at = event.cause.at if loan.patron is not None else ended
            self._act(doc, Act.RENEWAL, loan, at, loan.checkout_point, number)

    def _act(self, doc: str, act: Act, loan: Loan, at: datetime, point: str | None, number: int = 0) -> None:
        self._connection.execute(
            f"INSERT OR IGNORE {_ACT}",
            (doc, act, number, loan.tenant, _quarter(at), loan.item, point, loan.location, loan.material_type,
             loan.group, 0, ""),
        )  # fmt: skip

    def _request(self, key: Key, body: Node, event: Event) -> None:
        request = request_of(_document(key, body, event))
        self._of_item(
            _local(key.iri), Act.REQUEST, request.tenant, request.requested_at, request.item or request.target,
            point=request.pickup, group=self._group(request.tenant, request.patron),
        )  # fmt: skip

    def _use(self, key: Key, body: Node, _: Event) -> None:
        owner = parse_graph(key.graph).owner
        item, point = (next(iter(read.iris(body, name)), None) for name in ("lsp:item", "lsp:seenAt"))
        at = datetime.fromisoformat(read.plain(body, "lsp:seen") or "")
        self._of_item(_local(key.iri), Act.USE, owner, at, item, point=point)

    def _fee(self, key: Key, body: Node, event: Event) -> None:
        fee = fee_of(_document(key, body, event))
        doc = _local(key.iri) if fee.patron is None else _nameless(key.iri)
        group = self._group(fee.tenant, fee.patron)
        for number, entry in enumerate(fee.entries):
            if entry.kind in {EntryKind.PAY, EntryKind.REFUND}:
                self._of_item(
                    doc, Act.PAYMENT, fee.tenant, entry.at, fee.item,
                    number=number, group=group, minor=-entry.amount.minor, currency=entry.amount.currency,
                )  # fmt: skip

    def _of_item(
        self,
        doc: str,
        act: Act,
        owner: str,
        at: datetime,
        item: str | None,
        *,
        number: int = 0,
        point: str | None = None,
        group: str | None = None,
        minor: int = 0,
        currency: str = "",
    ) -> None:
        """Something about an item (by IRI) whose place and kind are as they are known then."""
        row = self._connection.execute(
            "SELECT coalesce(copy.location, held.location), material FROM copy"
            " LEFT JOIN held ON held.owner = copy.owner AND held.iri = copy.holdings"
            " WHERE copy.owner = ? AND copy.iri = ?",
            (owner, item),
        ).fetchone()
        location, material = row or (None, None)
        self._connection.execute(
            f"INSERT OR IGNORE {_ACT}",
            (doc, act, number, owner, _quarter(at), item, point, location, material, group, minor, currency),
        )

    def _group(self, owner: str, patron: str | None) -> str | None:
        row = self._connection.execute("SELECT grp FROM member WHERE owner = ? AND iri = ?", (owner, patron)).fetchone()
        return None if row is None else str(row[0])


def _counts(key: Key) -> bool:
    return parse_graph(key.graph).kind in _COUNTED


def _quarter(at: datetime) -> int:
    return int(at.timestamp()) // QUARTER_S


def _place(body: Node) -> str | None:
    return next((iri for name in (TEMPORARY_LOCATION, LOCATION) for iri in read.iris(body, name)), None)


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]


def _nameless(iri: str) -> str:
    """What the copy of a loan or fee is called that names nobody."""
    return opaque_id("nobody", iri)


def _document(key: Key, body: Node, event: Event) -> Document:
    return Document(key, 1, body, event.cause.at, event.cause.at)
