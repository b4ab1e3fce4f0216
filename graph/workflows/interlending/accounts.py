"""A partner as a borrower: the account under which it is lent to by the ordinary rules. It is no person's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Final

from graph.patrons.errors import DuplicatePatron, StalePatron
from graph.patrons.libraries import account_of, barcode_of
from graph.patrons.model import Patron
from graph.patrons.register import Register
from graph.store.model import Cause
from graph.store.names import Names
from graph.tenants.partners import Partner

_BY: Final = "interlending"


class Accounts:
    """The accounts of partners in the registers of the libraries that lend to them."""

    def __init__(self, register: Register, names: Names, clock: Callable[[], datetime]) -> None:
        self._register, self._names, self._clock = register, names, clock

    def named(self, tenant: str, partner: str) -> str:
        """The IRI that a partner's account has where there is one."""
        return account_of(self._names, tenant, partner)

    def of(self, tenant: str, partner: Partner) -> str:
        """The IRI of a partner's account, which is there from now on and says what the partner's settings say."""
        iri = self.named(tenant, partner.id)
        (found,) = self._register.patrons(tenant, [iri])
        wanted = replace(
            found or Patron(iri, tenant, barcode_of(partner.id), partner.name, partner.group),
            name=partner.name,
            group=partner.group,
            active=True,
        )
        if wanted != found:
            try:
                put = self._register.put_patron(wanted)
                self._register.commit(tenant, Cause(_BY, "partner.account", self._clock()), [put])
            except (DuplicatePatron, StalePatron):  # another wrote it at the same moment, from the same settings
                pass
        return iri
