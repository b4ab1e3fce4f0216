"""Sets up the demo: network, libraries, sign-ins and records, each once; what is done is kept beside the store."""

from __future__ import annotations

import io
import json
import os
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from app.bootstrap import Installation
from app.demo.collection import records
from app.demo.lending import lend
from app.demo.libraries import LIBRARIES, NETWORK, DemoLibrary
from app.demo.organising import organise
from app.demo.sharing import share
from graph.access.model import InvalidToken, network_owner, operator
from graph.authorities.model import Shelf
from graph.catalogue.report import ImportOptions
from mappings.marc.writer import write_marc21
from mappings.vocabularies.codes import code_terms

STORE: Final = "catalograph.sqlite"


@dataclass(frozen=True, slots=True)
class SignIn:
    """Someone of the demo: `role` at `owner`, acting in `tenant` (None: in the whole network)."""

    key: str
    name: str
    role: str
    owner: str
    tenant: str | None


SIGN_INS: Final = (
    *(
        SignIn(f"cataloguer-{each.slug}", f"Cataloguer, {each.slug}", "cataloguer", each.slug, each.slug)
        for each in LIBRARIES
    ),
    *(SignIn(f"desk-{each.slug}", f"Desk, {each.slug}", "desk-lead", each.slug, each.slug) for each in LIBRARIES),
    SignIn(
        "administrator", f"Administrator, {LIBRARIES[0].slug}", "administrator", LIBRARIES[0].slug, LIBRARIES[0].slug
    ),
    SignIn("researcher", "Researcher", "researcher", network_owner(NETWORK.slug), None),
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs in to the client by name, with one role in each of `owners`."""

    username: str
    name: str
    role: str
    works: str
    """What they do, and where in the client they begin."""
    owners: tuple[str, ...] = tuple(each.slug for each in LIBRARIES)


PEOPLE: Final = (
    Person("ana", "Ana Ferrer", "cataloguer", "catalogues"),
    Person("dora", "Dora Lind", "desk-lead", f"lends, at /app/{LIBRARIES[0].slug}/lending"),
    Person(
        "cora",
        "Cora Vance",
        "coordinator",
        f"coordinates the network, at /app/{LIBRARIES[0].slug}/same",
        (network_owner(NETWORK.slug),),
    ),
)


@dataclass(slots=True)
class State:
    """What has been done: `tokens` by sign-in, per library the digest of the `records` that were imported, and the
    `passwords` of `PEOPLE` by the name they sign in with.
    """

    path: Path
    tokens: dict[str, str]
    records: dict[str, str]
    passwords: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> State:
        """The state in a file; of a new demo where there is none."""
        known = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return cls(path, known.get("tokens", {}), known.get("records", {}), known.get("passwords", {}))

    def write(self) -> None:
        """Keep it, readable by its owner only: it holds tokens."""
        part = self.path.with_suffix(".part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
            kept = {"tokens": self.tokens, "records": self.records, "passwords": self.passwords}
            json.dump(kept, out, indent=2)
        part.replace(self.path)


def set_up(installation: Installation, state: State, told: Callable[[str], None]) -> None:
    """Make what is missing. `told` hears one line for each thing that was done."""
    set_up_libraries(installation, told)
    _tokens(installation, state)
    _codes(installation, told)
    _people(installation, state)
    for library in LIBRARIES:
        octets = b"".join(write_marc21(record) for record in records(library))
        digest = sha256(octets).hexdigest()
        if state.records.get(library.slug) != digest:
            told(_import(installation, library, octets))
            state.records[library.slug] = digest
            state.write()
    lend(installation.services, installation.store, told)
    share(installation.services, installation.store, told)


def set_up_libraries(installation: Installation, told: Callable[[str], None]) -> None:
    """The network and its libraries, with their places and what they have settled."""
    tenants, known = installation.services.tenants, installation.services.tenants.directory()
    if NETWORK.slug not in known.networks:
        tenants.create_network(operator(), NETWORK.slug, NETWORK.name)
        told(f"made the network {NETWORK.slug}")
    for library in LIBRARIES:
        if library.slug in known.tenants:
            continue
        tenants.create_tenant(
            operator(),
            library.slug,
            library.name,
            networks=(NETWORK.slug,),
            sharing=library.sharing,
            policy=library.policy,
            item_table=library.item_table,
        )
        tenants.add_locations(
            operator(), library.slug, [(each.code, each.name, each.parent) for each in library.locations]
        )
        told(f"made the library {library.slug}")
    organise(installation.services, told)


def _tokens(installation: Installation, state: State) -> None:
    access = installation.services.access
    for each in SIGN_INS:
        try:
            access.authenticate(state.tokens.get(each.key, ""))
        except InvalidToken:
            account = access.create_account(operator(), each.name, {each.owner: (each.role,)}, each.tenant)
            state.tokens[each.key] = access.issue_token(operator(), account.id, "demo").secret
            state.write()


def _people(installation: Installation, state: State) -> None:
    access, sign_in = installation.services.access, installation.services.sign_in
    for each in PEOPLE:
        account = access.account_named(each.username)
        if account is not None and each.username in state.passwords:
            continue
        roles = dict.fromkeys(each.owners, (each.role,))
        home = LIBRARIES[0].slug if LIBRARIES[0].slug in each.owners else None
        account = account or access.create_account(operator(), each.name, roles, home, each.username)
        password = secrets.token_hex(6)
        sign_in.use_code(each.username, sign_in.issue_code(operator(), account.id), password, "")
        state.passwords[each.username] = password
        state.write()


def _codes(installation: Installation, told: Callable[[str], None]) -> None:
    """The code lists that ship, for looking terms up."""
    report = installation.services.vocabularies.load(operator(), Shelf(), code_terms())
    if report.created or report.updated:
        told(f"loaded {report.created + report.updated:,} terms of code lists")


def _import(installation: Installation, library: DemoLibrary, octets: bytes) -> str:
    importer = installation.services.importer
    result = importer.run(operator(library.slug), library.slug, io.BytesIO(octets), ImportOptions())
    reported = "".join(f"\n  {each.control_number}: {each.code}: {each.message}" for each in result.problems)
    return f"imported {result.stored:,} records into {library.slug}{reported}"
