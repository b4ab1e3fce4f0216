"""A library elsewhere as a borrower: what the account is called under which it is lent to. It is no person's."""

from __future__ import annotations

from typing import Final

from graph.patrons.model import Patron
from graph.store.names import Names, opaque_id

_BARCODE: Final = "partner-"


def account_of(names: Names, tenant: str, partner: str) -> str:
    """The IRI that a partner's account has at a library where there is one."""
    return names.resource(tenant, "patrons", opaque_id("partner", partner))


def barcode_of(partner: str) -> str:
    """The barcode of a partner's account."""
    return f"{_BARCODE}{partner}"


def is_library(patron: Patron, names: Names) -> bool:
    """Whether an account is a partner's, also of one that is none any more: its IRI follows from its barcode."""
    return patron.iri == account_of(names, patron.tenant, patron.barcode.removeprefix(_BARCODE))
