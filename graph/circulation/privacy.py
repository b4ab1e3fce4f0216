"""What a library holds about one patron: handed to them whole, or erased so that statistics still add up.

Erasing leaves copies of closed loans and of settled fees that name nobody, and forgets the originals with their past.
Each step may be done again: the patron goes last, and a copy has a name that follows from its original's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from graph.access.credentials import credential_iri
from graph.access.documents import account_node, account_of
from graph.access.model import Account, Actor, Permission, require
from graph.access.sessions import session_of
from graph.access.watch import IDENTITY
from graph.circulation import documents
from graph.circulation.model import Loan
from graph.patrons.documents import FEES, LOAN, fee_node, fee_of, patron_node
from graph.patrons.errors import StalePatron, StillInUse, UnknownPatron
from graph.patrons.model import Fee, Patron
from graph.patrons.payment_documents import OF_FEE
from graph.patrons.register import Register
from graph.store import walking
from graph.store.errors import Conflict
from graph.store.model import ABSENT, ANY, Cause, Change, Delete, Document, Key, Put
from graph.store.names import GraphKind, Names, opaque_id, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope, grant
from mappings.bibframe.node import Node

_AT_ONCE: Final = 500
_PEOPLE: Final = (documents.PATRON, documents.OPEN_LOAN_BY, documents.OPEN_REQUEST_BY, "lsp:owedBy")
_ABOUT: Final = "lsp:about"
_PROXY: Final = "lsp:proxy"


Lose = Callable[[Sequence[tuple[Key, int]]], None]
"""Drops earlier versions of documents: see `Portable.lose`."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What an erasure did: copies of loans and fees that name nobody, and how many documents were forgotten."""

    kept: int
    forgotten: int


class PrivacyService:
    """Hands out and erases what one library holds about one patron."""

    def __init__(
        self, store: Store, names: Names, register: Register, clock: Callable[[], datetime], lose: Lose
    ) -> None:
        self._store, self._names, self._register, self._clock, self._lose = store, names, register, clock, lose

    def export(self, actor: Actor, patron: str) -> list[Node]:
        """Every document of the library about a patron, the patron first. Needs `patrons.erase`, or be the patron.

        Raises `UnknownPatron`, `Forbidden`.
        """
        known = self._known(actor, patron)
        own = [each for each in self._about(known) if not self._for_another(each, known)]
        return [{"@id": each.key.iri, **each.body} for each in own]

    def erase(self, actor: Actor, patron: str) -> Erased:
        """Erase a patron. Needs `patrons.erase`. Raises `UnknownPatron`, `Forbidden`, and `StillInUse` with every
        reason while something is out, waited for or owed.
        """
        require(actor, Permission.PATRONS_ERASE)
        known = self._known(actor, patron)
        scope, found = self._scope(known.tenant), self._about(known)
        _refuse_while_open(found)
        self._leave(actor, known, found)
        self._lose_past([each.key for each in found if self._for_another(each, known)], known, scope)
        found = self._about(known)
        try:
            _refuse_while_open(found)
        except StillInUse:
            self._stay(actor, known)
            raise
        others = {each.key for each in found if self._for_another(each, known)}
        gone = [each.key for each in found if each.key not in others and each.key.iri != known.iri]
        self._lose_past(self._unlink(actor, known), known, IDENTITY)
        forgotten = self._store.forget(gone, scope) if gone else 0
        forgotten += self._store.forget([self._register.key(known.tenant, known.iri)], scope)
        return Erased(sum(1 for each in found if _copied(each) and each.key not in others), forgotten)

    def anonymise(self, actor: Actor, days: int | None, *, dry_run: bool = False) -> int:
        """Forget who had the loans of the acting tenant that ended so many days ago, with what was settled for them;
        not those of patrons who keep their history. How many loans; a dry run only counts them. Safe to run again.
        Needs `circulation.write`.
        """
        require(actor, Permission.CIRCULATION_WRITE)
        if days is None or actor.tenant is None:
            return 0
        before, graph = self._clock() - timedelta(days=days), self._names.graph(actor.tenant, GraphKind.CIRCULATION)
        loans = walking.documents(self._store, graph, self._scope(actor.tenant), type="lsp:Loan")
        over = (each for each in loans if _is_over(documents.loan_of(each), before))
        done = 0
        while batch := list(islice(over, _AT_ONCE)):
            found = self._to_forget(actor.tenant, batch)
            if not dry_run:
                self._forget_holders(actor, actor.tenant, found)
            done += len(found)
        return done

    # inside

    def _to_forget(self, tenant: str, found: Sequence[Document]) -> list[Document]:
        """Of past loans, those whose holder doesn't keep their history and owes nothing for them."""
        holders = [documents.loan_of(each).patron or "" for each in found]
        kept = {each.iri for each in self._register.patrons(tenant, holders) if each is not None and each.keep_history}
        loans = [each for each, holder in zip(found, holders, strict=True) if holder not in kept]
        fees = self._register.fees_of_loans(tenant, [each.key.iri for each in loans])
        owing = [any(fee.remaining.minor for fee in some) for some in fees]
        return [each for each, owes in zip(loans, owing, strict=True) if not owes]

    def _forget_holders(self, actor: Actor, tenant: str, loans: Sequence[Document]) -> None:
        names = [each.key.iri for each in loans]
        about = [each for each in self._pointing(tenant, names, (_ABOUT, LOAN)) if "lsp:Loan" not in each.body["@type"]]
        paid = self._pointing(tenant, [each.key.iri for each in about], (OF_FEE,))  # a payment names who made it
        copies = [self._copy(each) for each in (*loans, *about) if _copied(each)]
        there = self._store.read([each.key for each in copies], self._scope(tenant)) if copies else []
        puts = tuple(put for put, document in zip(copies, there, strict=True) if document is None)
        if puts:
            self._store.commit(Change(Cause(actor.id, "loans.anonymise", self._clock()), puts), self._scope(tenant))
        if loans:
            self._store.forget([each.key for each in (*loans, *about, *paid)], self._scope(tenant))

    def _known(self, actor: Actor, iri: str) -> Patron:
        if actor.patron is None or actor.patron != iri:
            require(actor, Permission.PATRONS_ERASE)
        (found,) = self._register.patrons(actor.tenant, [iri]) if actor.tenant is not None else [None]
        if found is None or found.iri != iri:
            raise UnknownPatron("There is no such patron.")
        return found

    def _about(self, patron: Patron) -> list[Document]:
        """The patron, what names them, and what is said about that."""
        first = self._pointing(patron.tenant, [patron.iri], (*_PEOPLE, _PROXY, _ABOUT))
        things = [each.key.iri for each in first if not self._for_another(each, patron)]
        own = self._store.read([self._register.key(patron.tenant, patron.iri)], self._scope(patron.tenant))
        second = self._pointing(patron.tenant, things, (_ABOUT,))
        together = {each.key: each for each in (*own, *first, *second) if each is not None}
        return list(together.values())

    def _pointing(self, tenant: str, targets: Sequence[str], paths: Sequence[str]) -> list[Document]:
        scope = self._scope(tenant)
        keys = list(dict.fromkeys(self._keys(targets, paths, scope)))
        return [each for each in (self._store.read(keys, scope) if keys else ()) if each is not None]

    def _keys(self, targets: Sequence[str], paths: Sequence[str], scope: Scope) -> Iterator[Key]:
        """In one list for all targets, so that the calls follow what is found and not how many are asked for."""
        after: str | None = None
        while targets:
            (page,) = self._store.incoming([tuple(targets)], paths, scope, first=_AT_ONCE, after=after)
            yield from page.keys
            after = page.after
            if after is None:
                return

    def _for_another(self, document: Document, patron: Patron) -> bool:
        """Whether it is another patron's, and this one is their proxy."""
        named, body = {"@id": patron.iri}, document.body
        own = document.key.iri == patron.iri or any(named in body.get(path, ()) for path in _PEOPLE)
        return not own and named in body.get(_PROXY, ())

    def _leave(self, actor: Actor, patron: Patron, found: Sequence[Document]) -> None:
        """Close the patron's account, write the copies that name nobody and take the patron from others' proxies."""
        puts = [self._register.put_patron(replace(patron, active=False))]
        copies = [self._copy(each) for each in found if _copied(each) and not self._for_another(each, patron)]
        there = self._store.read([each.key for each in copies], self._scope(patron.tenant)) if copies else []
        puts += [put for put, document in zip(copies, there, strict=True) if document is None]
        puts += [_without_proxy(each, patron.iri) for each in found if self._for_another(each, patron)]
        cause = Cause(actor.id, "patron.erase", self._clock())
        try:
            self._store.commit(Change(cause, tuple(puts)), self._scope(patron.tenant))
        except Conflict:
            raise StalePatron("What is known of the patron was changed meanwhile.") from None

    def _stay(self, actor: Actor, patron: Patron) -> None:
        """Somebody lent to the patron before their account was closed: it is as it was, unless changed again."""
        back = Put(self._register.key(patron.tenant, patron.iri), patron_node(patron), patron.revision + 1)
        with suppress(Conflict):
            self._store.commit(
                Change(Cause(actor.id, "patron.erase", self._clock()), (back,)), self._scope(patron.tenant)
            )

    def _copy(self, document: Document) -> Put:
        if "lsp:Loan" in document.body["@type"]:
            iri = self._nameless(document, documents.LOANS)
            loan = replace(documents.loan_of(document), iri=iri, patron=None, proxy=None)
            return Put(Key(document.key.graph, loan.iri), documents.loan_node(loan), ABSENT)
        fee = fee_of(document)
        of = fee.loan and self._names.resource(fee.tenant, documents.LOANS, opaque_id("nobody", fee.loan))
        entries = tuple(replace(each, note="") for each in fee.entries)
        bare = Fee(self._nameless(document, FEES), fee.tenant, None, fee.type, entries, fee.item, of)
        return Put(Key(document.key.graph, bare.iri), fee_node(bare), ABSENT)

    def _nameless(self, document: Document, kind: str) -> str:
        tenant = parse_graph(document.key.graph).owner
        return self._names.resource(tenant, kind, opaque_id("nobody", document.key.iri))

    def _lose_past(self, keys: Sequence[Key], patron: Patron, scope: Scope) -> None:
        """Drop what documents of others were while they named the patron."""
        pasts = zip(keys, self._store.history(keys, scope) if keys else (), strict=True)
        naming = [(key, each.version) for key, past in pasts for each in past[:-1] if patron.iri in repr(each.body)]
        if naming:
            self._lose(naming)

    def _unlink(self, actor: Actor, patron: Patron) -> list[Key]:
        """Accounts that are this patron are so no more; one that is nothing else goes with all of its past. Those that
        live on.
        """
        others: list[Key] = []
        pages = self._store.incoming([patron.iri], ("lsp:isPatron",), IDENTITY)
        for document in self._store.read(pages[0].keys, IDENTITY) if pages[0].keys else ():
            if document is None:
                continue
            account = account_of(document.body)
            left = {tenant: iri for tenant, iri in account.patrons.items() if iri != patron.iri}
            if not left and not account.held:
                self._forget_account(actor, account, document.key)
                continue
            put = Put(document.key, account_node(replace(account, patrons=left), self._names), document.version)
            self._store.commit(Change(Cause(actor.id, "account.unlink", self._clock()), (put,)), IDENTITY)
            others.append(document.key)
        return others

    def _forget_account(self, actor: Actor, account: Account, key: Key) -> None:
        """With its password, and with whom providers know. Its sessions are ended by an event, by which every process
        learns of it; the account goes last, so that the rest is found when erasing is done again.
        """
        graph = self._names.identity
        sessions = walking.documents(self._store, graph, IDENTITY, type="lsp:Session")
        ends = tuple(Delete(each.key, ANY) for each in sessions if session_of(each.body).account == account.id)
        if ends:
            self._store.commit(Change(Cause(actor.id, "patron.erase", self._clock()), deletes=ends), IDENTITY)
        known = [credential_iri(account.id, self._names), *account.identities]
        self._store.forget([Key(graph, iri) for iri in known], IDENTITY)
        self._store.forget([key], IDENTITY)

    def _scope(self, tenant: str) -> Scope:
        allowed = (grant({GraphKind.PATRONS, GraphKind.CIRCULATION}, {tenant}),)
        return Scope(allowed, allowed)


def _is_over(loan: Loan, before: datetime) -> bool:
    ended = loan.returned_at or loan.claimed_at
    return not loan.open and loan.patron is not None and ended is not None and ended < before


def _copied(document: Document) -> bool:
    return bool({"lsp:Loan", "lsp:Fee"}.intersection(document.body["@type"]))


def _without_proxy(document: Document, patron: str) -> Put:
    left = [each for each in document.body[_PROXY] if each != {"@id": patron}]
    rest = {name: values for name, values in document.body.items() if name != _PROXY}
    return Put(document.key, {**rest, _PROXY: left} if left else rest, document.version)


def _refuse_while_open(found: Sequence[Document]) -> None:
    types = [kind for each in found for kind in each.body["@type"]]
    reasons = [
        sentence.format(types.count(kind))
        for kind, sentence in (
            ("lsp:OpenLoan", "Items are still out: {}."),
            ("lsp:OpenRequest", "Requests are still open: {}."),
            ("lsp:OpenLibraryRequest", "Requests to other libraries are still open: {}."),
            ("lsp:OpenFee", "Fees are not settled: {}."),
            ("lsp:OfflineConflict", "Conflicts of an offline desk are not settled: {}."),
        )
        if kind in types
    ]
    if reasons:
        raise StillInUse(reasons)
