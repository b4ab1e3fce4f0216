"""Three libraries behind a real server: one public, one shared in their network, one private. All records are ours."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest

from app.bootstrap import Installation, install
from app.settings import Settings, StoreAddress
from graph.access.model import SharingLevel, operator
from graph.tenants.model import Sharing
from mappings.marc import notation
from mappings.marc.writer import write_marc21
from tests.app.server.sockets import Socket
from tests.running import running

BOOK = """\
LDR 00000nam a2200000 i 4500
001 {number}
008 990101s19{year:02}    xx a     b    000 1 eng c
010 ## $a   {lccn}
100 1# $a {author}
245 10 $a {title} : $b an account / $c by the author.
264 #1 $a Port : $b Quay, $c 19{year:02}.
500 ## $a {note}
650 #0 $a Tides.
650 #0 $a Harbors $z Baltic Sea.
700 1# $a Sail, Ada, $e editor.
852 0# $b {place} $c {place} $h VK{number} $p {barcode}
852 0# $b {place} $c {place} $h VK{number} $p {barcode}x
"""

PUBLIC, SHARED, PRIVATE = "harbor", "lindenau", "cloister"
SECRET = "Zugvogel"
"""A word that only the private library's data holds."""


def record_of(library: str, number: int) -> bytes:
    """A record of a library: some authors write in all of them."""
    mark = SECRET if library == PRIVATE else library.title()
    text = BOOK.format(
        number=number,
        year=number % 90 + 10,
        lccn=f"{10_000_000 + number + 1000 * len(library)}",
        author=f"Keeper, {mark} {number % 3}.",
        title=f"{mark} tides {number}",
        note=f"Seen from {mark}.",
        place=f"{mark[:4].upper()}",
        barcode=f"{mark.upper()}-{number:04}",
    )
    return write_marc21(notation.record(text))


@dataclass(frozen=True)
class World:
    """An installation with the libraries in it, and a token of each kind of caller."""

    installation: Installation
    tokens: dict[str, str] = field(default_factory=dict)

    def catch_up(self) -> None:
        """Bring search up to date."""
        self.installation.bring_up_to_date("search")


def make_world(settings: Settings, books: int = 6) -> World:
    """The three libraries with `books` records each."""
    installation = install(settings, create=True)
    services, chief = installation.services, operator()
    services.tenants.create_network(chief, "rivers", {"en": "Three Rivers"})
    for slug, sharing in (
        (PUBLIC, SharingLevel.PUBLIC),
        (SHARED, SharingLevel.NETWORK),
        (PRIVATE, SharingLevel.PRIVATE),
    ):
        services.tenants.create_tenant(
            chief,
            slug,
            {"en": f"{SECRET if slug == PRIVATE else slug.title()} Library"},
            networks=["rivers"],
            sharing=Sharing(sharing),
            item_table="standard",
        )
        records = [record_of(slug, number) for number in range(1, books + 1)]
        services.importer.run(operator(slug), slug, [b"".join(records)])
    world = World(installation)
    for role in ("cataloguer", "reader", "researcher", "administrator"):
        for slug in (PUBLIC, SHARED, PRIVATE):
            account = services.access.create_account(chief, f"{role} of {slug}", {slug: [role]}, slug)
            world.tokens[f"{role}@{slug}"] = services.access.issue_token(chief, account.id).secret
    world.catch_up()
    return world


@dataclass(frozen=True)
class Client:
    """Asks a server as one caller."""

    http: httpx.Client
    tokens: dict[str, str]

    def ask(
        self, query: str, variables: dict[str, Any] | None = None, *, who: str | None = None, tenant: str | None = None
    ) -> dict[str, Any]:
        """The whole answer to an operation, whatever its status."""
        answer = self.post({"query": query, "variables": variables or {}}, who=who, tenant=tenant)
        body: dict[str, Any] = answer.json()
        return body

    def data(self, query: str, variables: dict[str, Any] | None = None, **who: Any) -> dict[str, Any]:
        """The data of an operation that must succeed."""
        body = self.ask(query, variables, **who)
        assert "errors" not in body, body["errors"]
        data: dict[str, Any] = body["data"]
        return data

    def post(
        self, body: object, *, who: str | None = None, tenant: str | None = None, **headers: str
    ) -> httpx.Response:
        """The response to a POST of JSON."""
        return self.http.post("/graphql", json=body, headers=self.headers(who, tenant) | headers)

    def headers(self, who: str | None, tenant: str | None = None) -> dict[str, str]:
        """The headers of a caller (`role@library`, None for nobody)."""
        found = {"Accept": "application/graphql-response+json"}
        if who is not None:
            found["Authorization"] = f"Bearer {self.tokens[who]}"
        if tenant is not None:
            found["X-Tenant"] = tenant
        return found


MEMORY = Settings(store=StoreAddress("memory"), query_budget_per_minute=1_000_000_000, query_cost_limit=20_000)


@pytest.fixture(scope="module")
def world(store_address: StoreAddress, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The libraries, for the tests of one module, in each kind of store."""
    made = make_world(replace(MEMORY, store=store_address, data=tmp_path_factory.mktemp("data")))
    yield made
    made.installation.close()


@pytest.fixture(scope="session")
def book() -> Callable[[str, int], bytes]:
    """A record of a library by number."""
    return record_of


@pytest.fixture(scope="session")
def secret() -> str:
    """A word that only the private library's data holds."""
    return SECRET


@pytest.fixture(scope="module")
def address(world: World) -> Iterator[str]:
    """The address of a real server over them."""
    with running(world.installation) as found:
        yield found


@pytest.fixture(scope="module")
def client(address: str, world: World) -> Iterator[Client]:
    """A client of that server."""
    with httpx.Client(base_url=address, timeout=30) as http:
        yield Client(http, world.tokens)


@pytest.fixture
def server_with() -> Iterator[Callable[..., Client]]:
    """A server with other settings: `server_with(query_cost_limit=100)`."""
    closing: list[Callable[[], object]] = []

    def start(**settings: Any) -> Client:
        world = make_world(replace(MEMORY, **settings), books=2)
        context = running(world.installation)
        http = httpx.Client(base_url=context.__enter__(), timeout=30)
        closing.extend([world.installation.close, lambda: context.__exit__(None, None, None), http.close])
        return Client(http, world.tokens)

    yield start
    for close in reversed(closing):
        close()


@pytest.fixture
def socket(address: str, world: World) -> Iterator[Callable[..., Socket]]:
    """Opens WebSockets as one caller each."""
    opened: list[Socket] = []

    def open_as(who: str | None = None) -> Socket:
        made = Socket(address, {"authorization": f"Bearer {world.tokens[who]}"} if who else None)
        opened.append(made)
        return made

    yield open_as
    for each in opened:
        each.opened.close()
