"""What administrators look back on: how a library's accounts were used and changed, what was let pass in lending, and
who changed its settings.

It is read from the log, newest first, and is no copy of it: addresses and secrets are in no document, and what was
forgotten is gone from here too. When patrons sign in is nobody's business; that a code was issued for one is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from graph.access.documents import account_of, token_of
from graph.access.model import Account, Actor, Permission, acting
from graph.access.watch import IDENTITY
from graph.circulation.documents import AUDITS, audit_of
from graph.circulation.model import Audit
from graph.store.errors import InvalidCursor
from graph.store.model import Event, Key
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.partners import partners_key
from graph.tenants.payment_provider import provider_key
from mappings.bibframe.node import Node

_WINDOW: Final = 1_000
_WINDOWS: Final = 20
"""How many events one question looks at: a page of a long log may be short, and says where to go on."""
_CLOCKS_DIFFER: Final = timedelta(hours=1)
_AHEAD: Final = 200
"""Events after a page's beginning in which the success of an attempt is looked for: hashing takes a moment."""


class AuditCommand(StrEnum):
    """What was done."""

    SIGN_IN = "sign-in"
    SIGN_IN_FAILED = "sign-in.attempt"
    PROVIDER_SIGN_IN = "sign-in.provider"
    PROVIDER_SIGN_IN_REFUSED = "sign-in.refused"
    ACCOUNT_LINKED = "account.link"
    ACCOUNT_UNLINKED = "account.unlink-identity"
    SIGN_OUT = "session.end"
    PASSWORD_SET = "account.password"  # noqa: S105 - a command's name
    CODE_ISSUED = "account.code"
    PATRON_CODE_ISSUED = "patron.code"
    ACCOUNT_CREATED = "account.create"
    ACCOUNT_LOCKED = "account.lock"
    ACCOUNT_UNLOCKED = "account.unlock"
    ROLES_CHANGED = "account.roles"
    TOKEN_ISSUED = "token.issue"  # noqa: S105 - a command's name
    TOKEN_REVOKED = "token.revoke"  # noqa: S105 - a command's name
    OVERRIDE = "override"
    LIBRARY_CHANGED = "tenant.update"
    NETWORK_APPLIED = "tenant.apply"
    NETWORK_JOINED = "tenant.join"
    NETWORK_LEFT = "tenant.leave"
    NETWORK_FOLLOWED = "tenant.follow"
    RULES_PUBLISHED = "lending-rules.publish"
    HOURS_PUBLISHED = "opening-hours.publish"
    TEMPLATES_PUBLISHED = "notice-templates.publish"
    LIMITS_SET = "lending-limits.publish"
    PAYMENT_PROVIDER_SET = "payment-provider.set"
    PARTNER_ADDED = "partner.add"
    PARTNER_CHANGED = "partner.change"
    PARTNER_KEY_MADE = "partner.key"
    PARTNER_REMOVED = "partner.remove"
    PROFILES_PUBLISHED = "profiles.publish"


_COMMANDS: Final = {each.value: each for each in AuditCommand}
_OF_THE_LIBRARY: Final = frozenset(
    {
        AuditCommand.LIBRARY_CHANGED,
        AuditCommand.NETWORK_APPLIED,
        AuditCommand.NETWORK_JOINED,
        AuditCommand.NETWORK_LEFT,
        AuditCommand.NETWORK_FOLLOWED,
        AuditCommand.RULES_PUBLISHED,
        AuditCommand.HOURS_PUBLISHED,
        AuditCommand.TEMPLATES_PUBLISHED,
        AuditCommand.LIMITS_SET,
        AuditCommand.PAYMENT_PROVIDER_SET,
        AuditCommand.PARTNER_ADDED,
        AuditCommand.PARTNER_CHANGED,
        AuditCommand.PARTNER_KEY_MADE,
        AuditCommand.PARTNER_REMOVED,
        AuditCommand.PROFILES_PUBLISHED,
    }
)
"""What is done to the library itself, and to no account."""
_SUCCEEDED: Final = frozenset({AuditCommand.SIGN_IN, AuditCommand.PASSWORD_SET})


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line: what was done at `at` by the actor `by` (an opaque id), to which account, with which token.

    An override has its command, the codes of the refusals that were let pass, the reason, and the loan, request or
    item it was about.
    """

    sequence: int
    at: datetime
    command: AuditCommand
    by: str
    by_name: str | None = None
    """What the account that did it is called, where it is the library's own."""
    account: str | None = None
    account_name: str | None = None
    token: str | None = None
    override: Audit | None = None


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which lines are wanted: of these commands, done to or by this account, from a moment on, before another."""

    commands: frozenset[AuditCommand] = frozenset(AuditCommand)
    account: str | None = None
    by: str | None = None
    since: datetime | None = None
    until: datetime | None = None

    def takes(self, entry: AuditEntry) -> bool:
        """Whether it is one of them. What an override is about is no account."""
        about = None if entry.command is AuditCommand.OVERRIDE else entry.account
        return (
            entry.command in self.commands
            and self.account in {None, about}
            and self.by in {None, entry.by}
            and (self.since is None or entry.at >= self.since)
            and (self.until is None or entry.at < self.until)
        )

    def is_past(self, event: Event) -> bool:
        """Whether nothing before this event is wanted: the clocks of several machines differ by less than that."""
        return self.since is not None and event.cause.at < self.since - _CLOCKS_DIFFER


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some entries, newest first. `after` continues with older events, also where a page has few entries or none."""

    entries: tuple[AuditEntry, ...]
    after: str | None


class AuditTrail:
    """Reads the log for the administrators of the acting tenant."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store, self._names = store, names

    def entries(
        self, actor: Actor, first: int, after: str | None = None, wanted: AuditFilter = AuditFilter()
    ) -> AuditPage:
        """At most `first` of the wanted entries of the acting tenant, newest first, older than the cursor. Needs
        `tenant.admin`.

        Raises `Forbidden`, `InvalidCursor`.
        """
        tenant = acting(actor, Permission.TENANT_ADMIN)
        end = self._store.position() + 1
        end = end if after is None else min(end, _position(after))
        library = Key(self._names.identity, self._names.tenant(tenant))
        itself = frozenset({library, provider_key(self._names, tenant), partners_key(self._names, tenant)})
        settings = self._names.graph(tenant, GraphKind.SETTINGS)
        reader = _Reader(self._names.resource(tenant, AUDITS, ""), self._names.base, itself, settings)
        found, end = self._look_back(reader, tenant, end, first, wanted)
        shown = self._completed(found, tenant, reader.accounts)
        return AuditPage(tuple(shown), str(end) if end > 1 else None)

    # inside

    def _look_back(
        self, reader: _Reader, tenant: str, end: int, first: int, wanted: AuditFilter
    ) -> tuple[list[AuditEntry], int]:
        """What is wanted of what happened before the event numbered `end`, and the number of the last event that was
        looked at.
        """
        scope = self._scope(tenant)
        for event in reversed(self._store.changes(end - 1, _AHEAD, scope)):
            reader.note(event)
        found: list[AuditEntry] = []
        for _ in range(_WINDOWS):
            start = max(end - 1 - _WINDOW, 0)
            events = self._store.changes(start, end - 1 - start, scope) if end > 1 else []
            self._learn(reader, events, tenant)
            for event in reversed(events):
                if len(found) >= first:
                    return found, end
                if wanted.is_past(event):
                    return found, 1
                found += filter(wanted.takes, reader.read(event))
                end = event.sequence
            if start == 0:
                return found, 1
        return found, end

    def _completed(
        self, found: Sequence[AuditEntry], tenant: str, accounts: dict[str, Account]
    ) -> Iterable[AuditEntry]:
        """The entries with what the documents they name say. One call of the store."""
        graph = self._names.graph(tenant, GraphKind.CIRCULATION)
        iris = [each.account or "" for each in found if each.command is AuditCommand.OVERRIDE]
        read = self._store.read([Key(graph, iri) for iri in iris], self._scope(tenant)) if iris else []
        overrides = {document.key.iri: document for document in read if document is not None}
        for entry in found:
            by = accounts.get(entry.by)
            named = replace(entry, by_name=None if by is None else by.name)
            if entry.command is AuditCommand.OVERRIDE:
                document = overrides.get(entry.account or "")
                if document is None:  # forgotten with the patron it was about
                    continue
                yield replace(named, account=None, override=audit_of(document))
            else:
                of = accounts.get(entry.account or "")
                yield replace(named, account_name=None if of is None else of.name)

    def _learn(self, reader: _Reader, events: Sequence[Event], tenant: str) -> None:
        """Tell the reader which of the accounts and tokens of some events are the library's own. Two calls."""
        touching = [event for event in events if event.touched]
        named = [_place(touched.key, self._names.base) for event in touching for touched in event.touched]
        tokens = map(token_of, self._bodies("tokens", (each for kind, each in named if kind == "tokens")))
        reader.tokens |= {each.id: each.account for each in tokens}
        ids = [each for kind, each in named if kind in {"accounts", "credentials"}]
        ids += [*(event.cause.actor for event in touching), *reader.tokens.values()]
        accounts = map(account_of, self._bodies("accounts", ids))
        reader.accounts |= {each.id: each for each in accounts if each.tenant == tenant}

    def _bodies(self, kind: str, ids: Iterable[str]) -> list[Node]:
        keys = [Key(self._names.identity, f"{self._names.base}{kind}/{each}") for each in dict.fromkeys(ids)]
        return [each.body for each in (self._store.read(keys, IDENTITY) if keys else ()) if each is not None]

    def _scope(self, tenant: str) -> Scope:
        """The identity graph, the library's lending and its settings: to look at what is asked for here, and at nothing
        else.
        """
        return Scope((*IDENTITY.reading, grant({GraphKind.CIRCULATION, GraphKind.SETTINGS}, {tenant})), ())


class _Reader:
    """Reads events backwards and tells an attempt that failed from one that a success followed."""

    def __init__(self, overrides: str, base: str, itself: frozenset[Key], settings: str) -> None:
        self._overrides, self._base = overrides, base
        self._itself, self._settings = itself, settings
        self.accounts: dict[str, Account] = {}
        """The library's own accounts by id, as far as they are known."""
        self.tokens: dict[str, str] = {}
        """The accounts of tokens by their ids."""
        self._later: dict[str, AuditCommand] = {}
        """Per account, the command about its password that came next."""

    def note(self, event: Event) -> None:
        """Remember what an event says of the attempts before it."""
        command = _COMMANDS.get(event.cause.command)
        for touched in event.touched:
            kind, identifier = _place(touched.key, self._base)
            if kind == "credentials" and command is not None:
                self._later[identifier] = command

    def read(self, event: Event) -> list[AuditEntry]:
        """The entries of an event. An override's `account` is the IRI of its document until that is read."""
        cause, command = event.cause, _COMMANDS.get(event.cause.command)
        found = [
            AuditEntry(event.sequence, cause.at, AuditCommand.OVERRIDE, cause.actor, account=each.key.iri)
            for each in event.touched
            if each.key.iri.startswith(self._overrides)
        ]
        if command is None or not event.touched:
            return found
        if command in _OF_THE_LIBRARY:
            own = any(each.key in self._itself or each.key.graph == self._settings for each in event.touched)
            return [*found, *([AuditEntry(event.sequence, cause.at, command, cause.actor)] if own else ())]
        kind, identifier = _place(event.touched[0].key, self._base)
        account = {
            "tokens": self.tokens.get(identifier), "sessions": cause.actor, "identities": cause.actor,
        }.get(kind, identifier)  # fmt: skip
        known = None if account is None else self.accounts.get(account)
        if known is not None and self._is_told(command, known):
            token = identifier if kind == "tokens" else None
            found.append(AuditEntry(event.sequence, cause.at, command, cause.actor, account=known.id, token=token))
        self.note(event)
        return found

    def _is_told(self, command: AuditCommand, account: Account) -> bool:
        if account.patrons and not account.held:
            return command is AuditCommand.PATRON_CODE_ISSUED
        failed = command is AuditCommand.SIGN_IN_FAILED
        return not (failed and self._later.get(account.id) in _SUCCEEDED)


def _place(key: Key, base: str) -> tuple[str, str]:
    """What kind of document of the identity graph it is, and its id; for another graph's, nothing that is one."""
    kind, _, identifier = key.iri.removeprefix(base).partition("/")
    return kind, identifier


def _position(cursor: str) -> int:
    if not cursor.isdecimal() or not cursor.isascii() or len(cursor) > 18 or int(cursor) < 1:
        raise InvalidCursor("This cursor was not handed out here.")
    return int(cursor)
