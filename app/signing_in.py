"""How people sign in to an installation, as its settings say."""

from __future__ import annotations

from datetime import timedelta
from typing import TypedDict

from app.clock import clock
from app.settings import Settings
from graph.access.administration import Administration
from graph.access.passwords import Passwords
from graph.access.provider_sign_in import ProviderSignIn
from graph.access.service import AccessService
from graph.access.sessions import SessionService
from graph.access.sign_in import SignInService
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.service import TenantService


def sign_in_service(settings: Settings, store: Store, names: Names, access: AccessService) -> SignInService:
    """Signing in by name and password, and the sessions that any sign-in begins."""
    sessions = SessionService(
        store,
        names,
        clock,
        access,
        idle=timedelta(minutes=settings.session_idle_minutes),
        longest=timedelta(hours=settings.session_hours),
    )
    passwords = Passwords(settings.password_memory_kib, settings.password_passes, settings.password_characters)
    return SignInService(store, names, clock, access, sessions, passwords, by_name=settings.password_sign_in)


def provider_sign_in_service(
    settings: Settings,
    store: Store,
    names: Names,
    access: AccessService,
    sign_in: SignInService,
    tenants: TenantService,
) -> ProviderSignIn:
    """Signing in through a provider of OpenID Connect."""
    claim, rules = settings.oidc_roles_claim, settings.oidc_roles
    return ProviderSignIn(store, names, clock, access, sign_in.sessions, tenants.policies, claim, rules)


class OfSignIn(TypedDict):
    """The services for accounts, by their names in `Services`."""

    sign_in: SignInService
    administration: Administration
    provider_sign_in: ProviderSignIn


def of_sign_in(
    settings: Settings,
    store: Store,
    names: Names,
    access: AccessService,
    sign_in: SignInService,
    tenants: TenantService,
) -> OfSignIn:
    """How people come in, and who administers that."""
    return OfSignIn(
        sign_in=sign_in,
        administration=Administration(access, sign_in, clock),
        provider_sign_in=provider_sign_in_service(settings, store, names, access, sign_in, tenants),
    )
