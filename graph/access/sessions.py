"""Sessions: who signed in, told by an opaque secret that only its hash is kept of, so that every process knows them."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Final

from graph.access.model import AccessError, Actor, InvalidToken
from graph.access.service import AccessService
from graph.access.watch import IDENTITY, Watched
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.model import ABSENT, ANY, Cause, Change, Delete, Document, Key, Put
from graph.store.names import Names
from graph.store.port import Store
from mappings.bibframe.node import Node

_SECRET_OCTETS: Final = 32
_TOUCHES: Final = 10
"""A session's use is written at most this often in the time it may lie idle: reading stays reading."""


class SessionOver(InvalidToken):
    """The session was ended, or lay idle too long, or is older than any may be."""

    code: ClassVar[str] = "UNAUTHENTICATED"
    hint: ClassVar[str] = "Sign in again."


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in that lasts. `id` is the hash of its secret; times are in UTC."""

    id: str
    account: str
    began: datetime
    used: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class Begun:
    """A new session: `secret` is what the browser keeps, shown this once."""

    secret: str
    session: Session


class SessionService:
    """Begins, resumes and ends sessions."""

    def __init__(
        self,
        store: Store,
        names: Names,
        clock: Callable[[], datetime],
        access: AccessService,
        *,
        idle: timedelta = timedelta(minutes=60),
        longest: timedelta = timedelta(hours=12),
    ) -> None:
        self._store, self._names, self._clock, self._access = store, names, clock, access
        self._idle, self.longest = idle, longest
        self._known: Watched[dict[str, tuple[Document, Actor]]] = Watched(store, dict)
        self._purged = datetime.min.replace(tzinfo=clock().tzinfo)

    def begin(self, account: str) -> Begun:
        """A new session of somebody whose password was right."""
        self._purge()
        now, secret = self._clock(), secrets.token_urlsafe(_SECRET_OCTETS)
        session = Session(_digest(secret), account, now, now, now + self.longest)
        self._write(account, "session.begin", Put(self._key(session.id), session_node(session, self._names), ABSENT))
        return Begun(secret, session)

    def resume(self, secret: str) -> tuple[Actor, Session]:
        """Whose session it is, acting in their own library. Raises `SessionOver`."""
        document, actor = self._look_up(_digest(secret))
        session, now = session_of(document.body), self._clock()
        if now >= session.ends or now >= session.used + self._idle:
            raise SessionOver("This session is over.")
        if now - session.used > self._idle / _TOUCHES:
            session = replace(session, used=now)
            put = Put(document.key, session_node(session, self._names), document.version)
            with suppress(Conflict):  # another process just wrote the same, or ended it
                self._write(session.account, "session.use", put)
        return actor, session

    def end(self, secret: str) -> None:
        """Sign out. A session that is over already stays so."""
        (document,) = self._store.read([self._key(_digest(secret))], IDENTITY)
        if document is not None:
            self._end(session_of(document.body).account, [document.key])

    def end_all(self, account: str) -> int:
        """Sign an account out everywhere; how many sessions ended."""
        keys = [each.key for each in self._all() if session_of(each.body).account == account]
        self._end(account, keys)
        return len(keys)

    def _look_up(self, identifier: str) -> tuple[Document, Actor]:
        known = self._known.get()
        if (found := known.get(identifier)) is not None:
            return found
        (document,) = self._store.read([self._key(identifier)], IDENTITY)
        if document is None:
            raise SessionOver("This session is over.")
        try:
            actor = self._access.actor(session_of(document.body).account)
        except AccessError:
            raise SessionOver("This session is over.") from None
        return known.setdefault(identifier, (document, actor))

    def _end(self, account: str, keys: list[Key]) -> None:
        if keys:
            deletes = tuple(Delete(key, ANY) for key in keys)
            self._store.commit(Change(Cause(account, "session.end", self._clock()), deletes=deletes), IDENTITY)

    def _purge(self) -> None:
        """Forget the sessions that are over, at most once an hour."""
        now = self._clock()
        if now - self._purged > timedelta(hours=1):
            self._purged = now
            over = [each.key for each in self._all() if self._is_over(session_of(each.body), now)]
            if over:
                self._store.forget(over, IDENTITY)

    def _is_over(self, session: Session, now: datetime) -> bool:
        return now >= session.ends or now >= session.used + self._idle

    def _all(self) -> list[Document]:
        return list(walking.documents(self._store, self._names.identity, IDENTITY, type="lsp:Session"))

    def _write(self, account: str, command: str, put: Put) -> None:
        self._store.commit(Change(Cause(account, command, self._clock()), (put,)), IDENTITY)

    def _key(self, identifier: str) -> Key:
        return Key(self._names.identity, f"{self._names.base}sessions/{identifier}")


def session_node(session: Session, names: Names) -> Node:
    """The document of a session (`lsp:Session`)."""
    return {
        "@id": f"{names.base}sessions/{session.id}",
        "@type": ["lsp:Session"],
        "lsp:account": [session.account],
        "lsp:issuedAt": [_time(session.began)],
        "lsp:usedAt": [_time(session.used)],
        "lsp:expiresAt": [_time(session.ends)],
    }


def session_of(node: Node) -> Session:
    """A session from its document."""
    began, used, ends = (
        datetime.fromisoformat(node[name][0]["@value"]) for name in ("lsp:issuedAt", "lsp:usedAt", "lsp:expiresAt")
    )
    return Session(node["@id"].rpartition("/")[2], node["lsp:account"][0], began, used, ends)


def _time(moment: datetime) -> Node:
    return {"@value": moment.isoformat(), "@type": "xsd:dateTime"}


def _digest(secret: str) -> str:
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
