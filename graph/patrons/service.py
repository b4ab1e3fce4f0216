"""Patrons as staff and they themselves see and change them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from graph.access.model import Actor, Forbidden, Permission, acting, require
from graph.patrons.errors import InvalidPatron, StalePatron, UnknownPatron
from graph.patrons.model import Block, BlockScope, Contact, Patron
from graph.patrons.register import Register
from graph.store.model import Cause

_LONGEST: Final = 500
_MOST: Final = 100
_OWN: Final = frozenset({"contact", "pickup", "keep_history"})
"""What patrons change of themselves."""
_NOWHERE: Final = Contact()
_TEXTS: Final = ("barcode", "name", "group", "external_id")


@dataclass(frozen=True, slots=True)
class PatronWanted:
    """A new patron as staff want them."""

    barcode: str
    name: str
    group: str
    external_id: str = ""
    expires: date | None = None
    contact: Contact = _NOWHERE
    pickup: str | None = None
    notes: tuple[str, ...] = ()
    keep_history: bool = False


class PatronService:
    """Patrons of the acting tenant. Reading needs `patrons.read`, changing `patrons.write`, or to be the patron."""

    def __init__(self, register: Register, clock: Callable[[], datetime]) -> None:
        self._register, self._clock = register, clock

    def patrons(self, actor: Actor, names: Sequence[str]) -> list[Patron | None]:
        """The patrons with these barcodes or IRIs, in the order asked; for a patron, nobody but themselves."""
        found = self._register.patrons(acting(actor), names) if actor.tenant is not None else [None] * len(names)
        return self._shown(actor, found)

    def by_external_id(self, actor: Actor, ids: Sequence[str]) -> list[Patron | None]:
        """The patrons with these ids of another system, in the order asked."""
        found = self._register.by_external_id(acting(actor), ids) if actor.tenant is not None else [None] * len(ids)
        return self._shown(actor, found)

    def search(self, actor: Actor, text: str) -> list[Patron]:
        """The patrons with this barcode or external id, or whose name has every word of the text; at most 1,000."""
        require(actor, Permission.PATRONS_READ)
        tenant = acting(actor)
        exact = [*self._register.patrons(tenant, [text]), *self._register.by_external_id(tenant, [text])]
        found = [each for each in exact if each is not None] + self._register.named(tenant, text[:_LONGEST])
        return list({each.iri: each for each in found}.values())

    def create(self, actor: Actor, wanted: PatronWanted, *, request_id: str | None = None) -> Patron:
        """A new patron. Raises `InvalidPatron`, `DuplicatePatron`, `Forbidden`."""
        require(actor, Permission.PATRONS_WRITE)
        tenant = acting(actor)
        patron = Patron(
            self._register.new_patron_iri(tenant), tenant, wanted.barcode.strip(), wanted.name.strip(),
            wanted.group.strip(), wanted.external_id.strip(), expires=wanted.expires, contact=wanted.contact,
            pickup=wanted.pickup, notes=wanted.notes, keep_history=wanted.keep_history,
        )  # fmt: skip
        _check(patron)
        cause = self._cause(actor, "patron.create", request_id)
        committed = self._register.commit(tenant, cause, [self._register.put_patron(patron)])
        if committed.replayed:
            (found,) = self._register.patrons(tenant, [patron.barcode])
            return found or patron
        return replace(patron, revision=1)

    def update(self, actor: Actor, iri: str, if_revision: int, **changes: Any) -> Patron:
        """Change some fields of a patron; patrons themselves their contact, pick-up place and history.

        Raises `UnknownPatron`, `StalePatron`, `InvalidPatron`, `DuplicatePatron`, `Forbidden`.
        """
        if not (iri == actor.patron and _OWN.issuperset(changes)):
            require(actor, Permission.PATRONS_WRITE)
        before = self._known(actor, iri)
        if before.revision != if_revision:
            raise StalePatron("The patron was changed meanwhile.")
        trimmed = {name: value.strip() if name in _TEXTS else value for name, value in changes.items()}
        after: Patron = replace(before, **trimmed)
        _check(after)
        return self._write(actor, "patron.update", before, after)

    def add_block(
        self,
        actor: Actor,
        iri: str,
        scopes: Sequence[BlockScope],
        reason: str,
        message: str = "",
        expires: date | None = None,
    ) -> Patron:
        """Keep a patron from borrowing, renewing or requesting until somebody lifts it, or a day is over."""
        require(actor, Permission.PATRONS_WRITE)
        if not scopes or not reason.strip():
            raise InvalidPatron("A block says what it is for and why.", which="block-why")
        before = self._known(actor, iri)
        block = Block(secrets.token_hex(6), frozenset(scopes), reason.strip(), message.strip(), expires)
        after = replace(before, blocks=(*before.blocks, block))
        _check(after)
        return self._write(actor, "patron.block", before, after)

    def lift_block(self, actor: Actor, iri: str, block: str) -> Patron:
        """Take a block away. Raises `UnknownPatron` where there is none of this id."""
        require(actor, Permission.PATRONS_WRITE)
        before = self._known(actor, iri)
        kept = tuple(each for each in before.blocks if each.id != block)
        if len(kept) == len(before.blocks):
            raise UnknownPatron("The patron has no such block.")
        return self._write(actor, "patron.unblock", before, replace(before, blocks=kept))

    # inside

    def _known(self, actor: Actor, iri: str) -> Patron:
        (found,) = self._register.patrons(acting(actor), [iri])
        if found is None:
            raise UnknownPatron("There is no such patron.")
        return found

    def _write(self, actor: Actor, command: str, before: Patron, after: Patron) -> Patron:
        put = self._register.put_patron(after)
        committed = self._register.commit(before.tenant, self._cause(actor, command), [put])
        return replace(after, revision=committed.versions[0])

    def _shown(self, actor: Actor, found: Sequence[Patron | None]) -> list[Patron | None]:
        if actor.may(Permission.PATRONS_READ):
            return list(found)
        if actor.patron is None:
            raise Forbidden(f"This needs the permission {Permission.PATRONS_READ.value}.")
        return [each if each is not None and each.iri == actor.patron else None for each in found]

    def _cause(self, actor: Actor, command: str, request_id: str | None = None) -> Cause:
        return Cause(actor.id, command, self._clock(), request_id)


def _check(patron: Patron) -> None:
    if not patron.barcode or not patron.name or not patron.group:
        raise InvalidPatron("A patron has a barcode, a name and a group.", which="patron-needs")
    contact = patron.contact
    texts = (*(getattr(patron, name) for name in _TEXTS), contact.email, contact.phone, contact.address,
             contact.language, *patron.notes, *(each.reason for each in patron.blocks))  # fmt: skip
    if any(len(text) > _LONGEST for text in texts):
        raise InvalidPatron(
            f"A text about a patron has at most {_LONGEST} characters.", which="text-long", values={"most": _LONGEST}
        )
    if max(len(patron.blocks), len(patron.proxies), len(patron.notes)) > _MOST:
        raise InvalidPatron(
            f"A patron has at most {_MOST} blocks, proxies and notes.", which="patron-many", values={"most": _MOST}
        )
    if contact.email and ("@" not in contact.email or any(each.isspace() for each in contact.email)):
        raise InvalidPatron("The address for e-mail is none.", which="email")
