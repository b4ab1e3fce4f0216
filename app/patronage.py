"""The services for patrons, made of those below them."""

from __future__ import annotations

from typing import TypedDict

from app.clock import clock
from graph.access.service import AccessService
from graph.access.sign_in import SignInService
from graph.circulation.privacy import PrivacyService
from graph.patrons.fees import FeeService
from graph.patrons.payment_trials import PaymentTrials
from graph.patrons.payments import PaymentService
from graph.patrons.register import Register
from graph.patrons.service import PatronService
from graph.patrons.sign_in import PatronSignIn
from graph.store.names import Names
from graph.store.port import Store
from graph.store.portable import Portable
from graph.tenants.payment_provider import PaymentProviders
from graph.tenants.service import TenantService


class OfPatrons(TypedDict):
    """The services for patrons, by their names in `Services`."""

    patrons: PatronService
    patron_sign_in: PatronSignIn
    fees: FeeService
    payment_providers: PaymentProviders
    payments: PaymentService
    payment_trials: PaymentTrials
    privacy: PrivacyService


def of_patrons(
    store: Store,
    names: Names,
    register: Register,
    access: AccessService,
    sign_in: SignInService,
    tenants: TenantService,
    portable: Portable,
) -> OfPatrons:
    """What is known of patrons, what they owe and pay."""
    providers = PaymentProviders(store, names, clock)
    return OfPatrons(
        patrons=PatronService(register, clock),
        patron_sign_in=PatronSignIn(store, names, clock, register, access, sign_in, tenants.policies),
        fees=FeeService(register, clock),
        payment_providers=providers,
        payments=PaymentService(store, names, register, providers, clock),
        payment_trials=PaymentTrials(store, names, providers, clock),
        privacy=PrivacyService(store, names, register, clock, portable.lose),
    )
