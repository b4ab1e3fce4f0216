"""One request for a page: who looks, in which library and language, and what can be asked for them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from starlette.datastructures import QueryParams

from app.pages.addresses import Addresses
from app.pages.asking import Asker, Json, NothingThere, PageRefused
from app.pages.wording import Wording
from graph.services import Services
from graph.tenants.model import Network, Tenant
from schema.running.engine import Caller
from schema.types.tenant import name_in

LONGEST: Final = 2_000
"""How many characters a parameter of a page may have."""
EVERYWHERE: Final[Mapping[str, Any]] = {"all": True}
"""Every library that whoever looks may read, as GraphQL takes it."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request. `house` is the library the page is of, None on the pages of the installation."""

    services: Services
    asker: Asker
    caller: Caller
    house: Tenant | None
    wording: Wording
    addresses: Addresses
    path: str
    parameters: QueryParams
    given: Mapping[str, str]
    """What a form sent."""
    clock: Callable[[], datetime]

    @property
    def library(self) -> Tenant:
        """The library the page is of."""
        if self.house is None:
            raise NothingThere
        return self.house

    def ask(self, name: str, **variables: Any) -> Json:
        """What a stored query answers in this library. Raises `PageRefused`."""
        return self.asker.ask(name, variables, self.caller)

    def parameter(self, name: str) -> str | None:
        """A parameter of the address, None where it is absent or empty. Raises `PageRefused` for a longer one."""
        found = self.parameters.get(name)
        if found is not None and len(found) > LONGEST:
            raise PageRefused("A part of this address is too long.", 414)
        return found or None


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows: a template with values; or where to go instead."""

    template: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    lead: str | None = None
    """Where the browser goes instead, with `status` 301 or 303."""
    headers: Mapping[str, str] = field(default_factory=dict)


def name_of(named: Tenant | Network, languages: Sequence[str]) -> Json:
    """What a library or network is called in the most wanted language, as queries answer it."""
    found = name_in(named.name, languages, named.slug)
    return {"value": found.value, "lang": found.lang}
