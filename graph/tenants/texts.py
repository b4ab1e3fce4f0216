"""A text of settings as a document: read, put in force, and kept with everything it was before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from graph.access.model import Actor
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Document, Expected, Key, Put
from graph.store.port import Store
from graph.store.scope import Scope
from graph.tenants.model import TenantError
from mappings.bibframe.node import Node

LONGEST: Final = 1_000_000
"""How many characters a text may have."""


class StaleSettings(TenantError):
    """The text was changed since the caller read it. Nothing was written."""

    code: ClassVar[str] = "STALE_REVISION"
    hint: ClassVar[str] = "Read it again and make the change on what is there now."


class InvalidSettings(TenantError):
    """Settings that can't be: a text that is too long, a limit below nothing."""

    code: ClassVar[str] = "INVALID_SETTINGS"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """Something in a text to look at again: where, by which check, and what it is."""

    line: int
    check: str
    message: str

    def __str__(self) -> str:
        return f"{self.line}: {self.message} [{self.check}]"


@dataclass(frozen=True, slots=True)
class Published:
    """A text as it is in force: `revision` 0 for a default that nobody wrote. `findings` are for a second look."""

    text: str
    revision: int
    findings: tuple[Finding, ...] = ()
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a text: who put it in force, and when. `by` is an account's id."""

    revision: int
    text: str
    changed: datetime
    by: str


class Texts:
    """Settings in a store, each a document that is expected to be as its writer saw it."""

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock

    def read(self, keys: Sequence[Key], scope: Scope) -> list[Document | None]:
        """The documents, in the order asked."""
        return self._store.read(keys, scope)

    def past(self, key: Key, scope: Scope) -> list[Edition]:
        """Every version of a text, the last first."""
        (versions,) = self._store.history([key], scope)
        found = [
            Edition(each.version, str(each.body["lsp:text"][0]), each.cause.at, each.cause.actor)
            for each in versions
            if each.body is not None and "lsp:text" in each.body
        ]
        return sorted(found, key=lambda each: -each.revision)

    def publish(
        self,
        actor: Actor,
        command: str,
        key: Key,
        text: str,
        if_revision: int | None,
        findings: tuple[Finding, ...],
        scope: Scope,
        *,
        dry_run: bool,
    ) -> Published:
        """Put a text in force, or only say what would be. Raises `StaleSettings`."""
        if dry_run:
            (document,) = self._store.read([key], scope)
            return Published(text, 0 if document is None else document.version, findings)
        node: Node = {"@type": ["lsp:Settings"], "lsp:text": [text]}
        revision = self.put(actor, command, key, node, if_revision, scope)
        return Published(text, revision, findings, self._clock())

    def put(self, actor: Actor, command: str, key: Key, node: Node, if_revision: int | None, scope: Scope) -> int:
        """Write a document of settings; its new version. Raises `StaleSettings`."""
        expects: Expected = if_revision or ABSENT
        change = Change(Cause(actor.id, command, self._clock()), (Put(key, {"@id": key.iri, **node}, expects),))
        try:
            return self._store.commit(change, scope).versions[0]
        except Conflict:
            raise StaleSettings("The settings are not as the caller saw them.") from None


def check_length(text: str) -> None:
    """Raises `InvalidSettings` for a text that is too long."""
    if len(text) > LONGEST:
        raise InvalidSettings(
            f"The text has {len(text):,} characters, more than {LONGEST:,}.",
            which="text-long",
            values={"most": LONGEST},
        )


def text_in(document: Document | None) -> str | None:
    """The text of a document; None where there is none."""
    return None if document is None else str(document.body["lsp:text"][0])


def published(text: str, document: Document | None, findings: tuple[Finding, ...] = ()) -> Published:
    """A text with the revision of its document; of a default without one."""
    if document is None:
        return Published(text, 0, findings)
    return Published(text, document.version, findings, document.changed)
