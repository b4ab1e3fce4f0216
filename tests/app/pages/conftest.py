"""The demo's libraries, one in no network, a private one beside them, and readers with cards, behind a real server."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import httpx
import pytest

from app.bootstrap import Installation, install
from app.demo.collection import records
from app.demo.lending import lend
from app.demo.libraries import HARBOR, LINDENAU, NETWORK
from app.demo.setup import set_up_libraries
from app.settings import Settings, StoreAddress
from graph.access.model import SharingLevel, operator
from graph.tenants.model import Sharing
from mappings.marc import notation
from mappings.marc.writer import write_marc21
from tests.running import running

PASSWORD = "a lamp in the window"
SECRET = "Zugvogel"
"""A word that only the private library's data holds."""
PRIVATE = f"""\
LDR 00000nam a2200000 i 4500
001 c1
008 990101s1999    xx a     b    000 1 eng c
020 ## $a 9781400079988
100 1# $a {SECRET}, Ada.
245 10 $a {SECRET} and peace.
852 0# $b CL $h 1 $p {SECRET}-1
"""
HOSTILE = """\
LDR 00000nam a2200000 i 4500
001 hostile1
008 990101s1999    xx a     b    000 1 eng c
100 1# $a <script>alert(1)</script>, "onload=alert(2)
245 10 $a <img src=x onerror=alert(3)> : $b </script><svg/onload=alert(4)> %(num)s
520 ## $a </script><script>alert(5)</script>
856 40 $u javascript:alert(7) $y click
"""


@dataclass
class World:
    """The installation and where it is served."""

    installation: Installation
    address: str = ""

    def catch_up(self) -> None:
        """Bring search up to date."""
        self.installation.bring_up_to_date("search")

    def cluster(self) -> None:
        """Find which works are one, and bring search up to date."""
        self.catch_up()
        self.installation.bring_up_to_date("clusters")
        self.installation.services.clusters.follow()
        self.catch_up()

    def work(self, title: str, library: str = "harbor") -> str:
        """The path of a work."""
        with httpx.Client(base_url=self.address) as browser:
            page = browser.get(f"/{library}/search", params={"q": title}).text
        return page.partition(f'href="/{library}/works/')[2].partition('"')[0].partition("?")[0]


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Made once; tests that change something change what no other reads."""
    store = StoreAddress("sqlite", tmp_path_factory.mktemp("pages") / "store.sqlite")
    settings = Settings(store=store, password_memory_kib=8, password_passes=1)
    installation = install(settings, create=True)
    set_up_libraries(installation, lambda _: None)
    services = installation.services
    services.tenants.create_tenant(
        operator(),
        "cloister",
        {"en": f"{SECRET} Library"},
        networks=(NETWORK.slug,),
        sharing=Sharing(SharingLevel.PRIVATE),
    )
    services.tenants.create_tenant(operator(), "alone", {"en": "Alone"})
    services.importer.run(operator("cloister"), "cloister", [write_marc21(notation.record(PRIVATE))])
    for library in (HARBOR, LINDENAU):
        octets = [write_marc21(each) for each in records(library)]
        if library is HARBOR:
            octets.append(write_marc21(notation.record(HOSTILE)))
        services.importer.run(operator(library.slug), library.slug, [b"".join(octets)])
    lend(services, installation.store, lambda _: None)
    for card in ("H-1001", "H-1002"):
        code = services.patron_sign_in.issue_code(operator("harbor"), card)
        services.patron_sign_in.use_code("harbor", card, code, PASSWORD, "192.0.2.1")
    made = World(installation)
    made.catch_up()
    with running(installation) as made.address:
        yield made
    installation.close()


@pytest.fixture
def browser(world: World) -> Iterator[httpx.Client]:
    """Somebody who is not signed in."""
    with httpx.Client(base_url=world.address, headers={"Accept": "text/html", "Accept-Language": "en"}) as made:
        yield made


@pytest.fixture
def reader(world: World) -> Iterator[Callable[[str], httpx.Client]]:
    """Signs a reader in with their card, through the form."""
    opened: list[httpx.Client] = []

    def enter(card: str) -> httpx.Client:
        made = httpx.Client(base_url=world.address, headers={"Origin": world.address, "Accept-Language": "en"})
        opened.append(made)
        answer = made.post("/harbor/account/sign-in", data={"barcode": card, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return made

    yield enter
    for each in opened:
        each.close()


def title_of(page: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", page.partition("<h1>")[2].partition("</h1>")[0])).strip()
