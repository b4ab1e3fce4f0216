"""Patrons and fees as documents of one library, many at a time: what services and lending read and write them by.

Nothing here asks who wants to know: callers have asked. Everything stays within the one library's patrons graph.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from graph.patrons import documents
from graph.patrons.errors import DuplicatePatron, InvalidPatron, MoreThanOwed, StalePatron
from graph.patrons.model import Entry, Fee, FeeType, Patron
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Committed, Delete, Document, Key, KeyPage, Put
from graph.store.names import GraphKind, Names, opaque_id
from graph.store.paging import Slice
from graph.store.port import Store
from graph.store.scope import Scope, grant
from mappings import text as words

_MOST: Final = 1000
_OF_PATRON: Final = (documents.PATRON,)


class Register:
    """The patrons graph of each library."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store, self._names = store, names

    # reading

    def patrons(self, tenant: str, names: Sequence[str]) -> list[Patron | None]:
        """The patrons with these barcodes or IRIs, in the order asked. Two calls of the store."""
        start = self._names.resource(tenant, documents.PATRONS, "")
        barcodes = [name.strip() for name in names if not name.startswith(start)]
        found = self._keyed(tenant, "patron-barcode", barcodes)
        return self._at(tenant, [name if name.startswith(start) else found.get(name.strip()) for name in names])

    def by_external_id(self, tenant: str, ids: Sequence[str]) -> list[Patron | None]:
        """The patrons with these ids of another system, in the order asked."""
        trimmed = [each.strip() for each in ids]
        found = self._keyed(tenant, "patron-external-id", trimmed)
        return self._at(tenant, [found.get(each) for each in trimmed])

    def named(self, tenant: str, text: str) -> list[Patron]:
        """The patrons whose name has every word of a text, in order of name; at most 1,000."""
        wanted = list(dict.fromkeys(words.fold(text).split()))
        if not wanted:
            return []
        keys = self._store.find("patron-name", wanted, self.scope(tenant))
        common = set(keys[0]).intersection(*keys[1:])
        found = self._at(tenant, sorted(key.iri for key in common))
        return sorted((each for each in found if each is not None), key=lambda each: (words.fold(each.name), each.iri))

    def fees(self, tenant: str, iris: Sequence[str]) -> list[Fee | None]:
        """The fees with these IRIs, in the order asked."""
        read = self._store.read([self.key(tenant, iri) for iri in iris], self.scope(tenant)) if iris else []
        return [_fee(each) for each in read]

    def open_fees(self, tenant: str, patrons: Sequence[str]) -> list[tuple[Fee, ...]]:
        """Per patron (an IRI), the fees of which something remains, the oldest first."""
        return self._fees_by(tenant, documents.OWED_BY, patrons)

    def all_fees(self, tenant: str, patrons: Sequence[str]) -> list[tuple[Fee, ...]]:
        """Per patron (an IRI), every fee, the oldest first."""
        return self._fees_by(tenant, documents.PATRON, patrons)

    def latest_fees(self, accounts: Mapping[str, str], first: int, after: Mapping[str, str]) -> dict[str, Slice[Fee]]:
        """Per library, fees of one account of it (an IRI), the last charged first: so many behind the cursor of the
        library, where there is one. Two calls of the store, and one for each cursor. Raises `InvalidCursor`.
        """
        scope = Scope((grant({GraphKind.PATRONS}, set(accounts)),))
        new = [each for each in accounts if each not in after]
        asked = [accounts[each] for each in new]
        found = self._store.incoming(asked, _OF_PATRON, scope, first=first, count=True, latest=True) if new else []
        pages = dict(zip(new, found, strict=True))
        for each in accounts.keys() - pages.keys():
            (pages[each],) = self._store.incoming(
                [accounts[each]], _OF_PATRON, scope, first=first, after=after[each], count=True, latest=True
            )
        keys = [key for page in pages.values() for key in page.keys]
        read = dict(zip(keys, self._store.read(keys, scope) if keys else (), strict=True))
        return {each: _slice(page, read) for each, page in pages.items()}

    def fees_of_loans(self, tenant: str, loans: Sequence[str]) -> list[tuple[Fee, ...]]:
        """Per loan (an IRI), every fee that was charged for it, settled ones too."""
        return self._fees_by(tenant, documents.LOAN, loans)

    # writing

    def new_patron_iri(self, tenant: str) -> str:
        """A name for a patron, which says nothing."""
        return self._names.resource(tenant, documents.PATRONS, secrets.token_hex(10))

    def put_patron(self, patron: Patron) -> Put:
        """The put that writes a patron as they were read, or are new."""
        return Put(self.key(patron.tenant, patron.iri), documents.patron_node(patron), patron.revision or ABSENT)

    def charge(
        self,
        tenant: str,
        patron: str,
        type: FeeType,
        entry: Entry,
        item: str | None = None,
        loan: str | None = None,
        *,
        local: str | None = None,
    ) -> tuple[Fee, Put]:
        """A new fee, and the put that writes it; `local` is the end of its name, a random one where none is given.

        Raises `InvalidPatron` for an amount of nothing.
        """
        if entry.amount.minor <= 0:
            raise InvalidPatron("A fee is of more than nothing.", which="amount-nothing")
        iri = self._names.resource(tenant, documents.FEES, local or secrets.token_hex(10))
        fee = Fee(iri, tenant, patron, type, (entry,), item, loan)
        return replace(fee, revision=1), Put(self.key(tenant, iri), documents.fee_node(fee), ABSENT)

    def entry(self, fee: Fee, entry: Entry) -> tuple[Fee, Put]:
        """The fee with one more entry, and the put that writes it. Raises `MoreThanOwed`, `InvalidPatron`."""
        if entry.amount.currency != fee.remaining.currency:
            raise InvalidPatron(
                f"The fee is in {fee.remaining.currency}.",
                which="currency",
                values={"currency": fee.remaining.currency},
            )
        after = replace(fee, entries=(*fee.entries, entry))
        if after.remaining.minor < 0:
            raise MoreThanOwed(
                f"Only {fee.remaining} remains.", which="remaining", values={"remaining": str(fee.remaining)}
            )
        put = Put(self.key(fee.tenant, fee.iri), documents.fee_node(after), fee.revision or ABSENT)
        return replace(after, revision=fee.revision + 1), put

    def receipt(self, tenant: str, actor: str, request_id: str, command: str, at: datetime) -> Put:
        """The put that notes that a request of a client's own id was carried out."""
        key = self._receipt_key(tenant, actor, request_id)
        return Put(key, {"@type": ["lsp:Receipt"], "lsp:command": [command], "lsp:at": [at.isoformat()]}, ABSENT)

    def has_receipt(self, tenant: str, actor: str, request_id: str) -> bool:
        """Whether a request of this id was carried out."""
        return self._store.read([self._receipt_key(tenant, actor, request_id)], self.scope(tenant))[0] is not None

    def _receipt_key(self, tenant: str, actor: str, request_id: str) -> Key:
        name = opaque_id("receipt", actor, request_id)
        return self.key(tenant, self._names.resource(tenant, "fee-receipts", name))

    def commit(self, tenant: str, cause: Cause, puts: Sequence[Put] = (), deletes: Sequence[Delete] = ()) -> Committed:
        """Write all of it or nothing. Raises `DuplicatePatron`, `StalePatron`."""
        try:
            return self._store.commit(Change(cause, tuple(puts), tuple(deletes)), self.scope(tenant))
        except Conflict as error:
            if any(each.startswith(("patron-barcode:", "patron-external-id:")) for each in error.subjects):
                raise DuplicatePatron("Another patron has this barcode or external id.", which="patron") from None
            raise StalePatron("It is not as the caller saw it.") from None

    # inside

    def key(self, tenant: str, iri: str) -> Key:
        """Where a document of the library's patrons graph is."""
        return Key(self._names.graph(tenant, GraphKind.PATRONS), iri)

    def scope(self, tenant: str) -> Scope:
        """The library's patrons graph and nothing else."""
        allowed = (grant({GraphKind.PATRONS}, {tenant}),)
        return Scope(allowed, allowed)

    def _keyed(self, tenant: str, scheme: str, values: Sequence[str]) -> dict[str, str]:
        wanted = list(dict.fromkeys(value for value in values if value))
        keys = self._store.find(scheme, wanted, self.scope(tenant)) if wanted else []
        return {value: found[0].iri for value, found in zip(wanted, keys, strict=True) if found}

    def _at(self, tenant: str, iris: Sequence[str | None]) -> list[Patron | None]:
        wanted = list(dict.fromkeys(iri for iri in iris if iri is not None))
        keys = [self.key(tenant, iri) for iri in wanted]
        read = self._store.read(keys, self.scope(tenant)) if keys else []
        there = {
            iri: documents.patron_of(document)
            for iri, document in zip(wanted, read, strict=True)
            if document is not None and "lsp:Patron" in document.body["@type"]
        }
        return [None if iri is None else there.get(iri) for iri in iris]

    def _fees_by(self, tenant: str, path: str, targets: Sequence[str]) -> list[tuple[Fee, ...]]:
        scope = self.scope(tenant)
        pages = self._store.incoming(targets, (path,), scope, first=_MOST) if targets else []
        keys = list(dict.fromkeys(key for page in pages for key in page.keys))
        read = dict(zip(keys, self._store.read(keys, scope) if keys else (), strict=True))
        return [
            tuple(
                sorted(
                    (fee for key in page.keys if (fee := _fee(read[key])) is not None),
                    key=lambda fee: (fee.entries[0].at, fee.iri),
                )
            )
            for page in pages
        ]


def _fee(document: Document | None) -> Fee | None:
    return None if document is None or "lsp:Fee" not in document.body["@type"] else documents.fee_of(document)


def _slice(page: KeyPage, read: Mapping[Key, Document | None]) -> Slice[Fee]:
    found = [(_fee(read[key]), cursor) for key, cursor in zip(page.keys, page.cursors, strict=True)]
    there = [(fee, cursor) for fee, cursor in found if fee is not None]
    items, cursors = tuple(fee for fee, _ in there), tuple(cursor for _, cursor in there)
    return Slice(items, cursors, page.total or 0, page.after is not None)
