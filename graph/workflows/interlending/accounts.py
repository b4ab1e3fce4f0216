"""A partner as a borrower: the account under which it is lent to by the ordinary rules. It is no person's."""

from __future__ import annotations

from dataclasses import replace

from graph.circulation.reasons import Code
from graph.circulation.refusals import BlockedBy, Refused
from graph.patrons.libraries import account_of, barcode_of
from graph.patrons.model import Patron
from graph.patrons.register import Register
from graph.store.names import Names
from graph.tenants.partners import Partner


class Accounts:
    """The accounts of partners in the registers of the libraries that lend to them."""

    def __init__(self, register: Register, names: Names) -> None:
        self._register, self._names = register, names

    def named(self, tenant: str, partner: str) -> str:
        """The IRI that a partner's account has where there is one."""
        return account_of(self._names, tenant, partner)

    def of(self, tenant: str, partner: Partner) -> Patron:
        """A partner's account as its settings say, which whoever lends to it writes where it is new or has changed.

        Raises `Refused` where somebody else's account has its barcode.
        """
        iri, barcode = self.named(tenant, partner.id), barcode_of(partner.id)
        found, holder = self._register.patrons(tenant, [iri, barcode])
        if found is None and holder is not None:
            raise Refused([BlockedBy(Code.PATRON_UNKNOWN, "Another patron has the barcode of the partner's account.")])
        known = found or Patron(iri, tenant, barcode, partner.name, partner.group)
        return replace(known, name=partner.name, group=partner.group, active=True)
