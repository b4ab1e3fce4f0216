"""A library behind a real server, and the cataloguers' client in the machine's own Chromium, driven by the keyboard.

Screenshots of the journeys are kept in `var/screenshots`, to be looked at.
"""

from __future__ import annotations

import fcntl
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from zlib import crc32

import pytest
import uvicorn

from app.bootstrap import Installation, install
from app.client import build
from app.demo.collection import records
from app.demo.libraries import LIBRARIES
from app.demo.setup import set_up_libraries
from app.server import serving
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from graph.authorities.model import Shelf
from graph.patrons.service import PatronWanted
from graph.store.paging import Page
from mappings.marc import notation
from mappings.marc.record import Record
from mappings.marc.writer import write_marc21
from mappings.vocabularies.codes import code_terms
from tests.browser.client import Client
from tests.npm import VAR

SHOTS = VAR / "screenshots"
PASSWORD = "a quiet reading room"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-software-rasterizer")
"""No graphics card is played where there is none: a fifth less computing for a module's journeys."""
HARBOR = operator("harbor")
NOT_LENT = frozenset({"harbor/hbc/ref", "harbor/hbc/loc"})
"""The shelves from which nothing is lent."""
HOSTILE = """\
LDR 00000nam a2200000 i 4500
001 hostile1
008 990101s1999    xx a     b    000 1 eng c
100 1# $a <script>alert(1)</script>, "onload=alert(2)
245 10 $a <img src=x onerror=alert(3)> : $b <svg/onload=alert(4)> &lt;b&gt; {{7*7}}
264 #1 $a "><iframe src=https://evil.example/> : $b javascript:alert(5), $c 1999.
500 ## $a <a href="javascript:alert(6)">click</a>
856 40 $u javascript:alert(7) $y click
"""


class Server:
    """A real server over an installation, that can be killed and started again at the same address."""

    def __init__(self, installation: Installation) -> None:
        self.installation = installation
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.address = f"http://localhost:{self._port}"

    def start(self) -> None:
        """Serve."""
        config = uvicorn.Config(
            serving(self.installation), port=self._port, log_level="error", ws="websockets-sansio",
            timeout_graceful_shutdown=0,
        )  # fmt: skip
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)

    def stop(self) -> None:
        """Answer no more."""
        self._server.should_exit = self._server.force_exit = True
        self._thread.join(20)

    def load(self, records: Iterable[Record], library: str = "harbor") -> None:
        """Bring records into a library, and search up to date."""
        octets = b"".join(write_marc21(each) for each in records)
        self.installation.services.importer.run(operator(library), library, [octets])
        self.catch_up()

    def employ(
        self, username: str, name: str, roles: Mapping[str, Sequence[str]], home: str | None = LIBRARIES[0].slug
    ) -> None:
        """An account of a library, the first one unless another is named, that signs in with the password."""
        services = self.installation.services
        account = services.access.create_account(operator(), name, roles, home, username)
        services.sign_in.use_code(username, services.sign_in.issue_code(operator(), account.id), PASSWORD, "")

    def catch_up(self) -> None:
        """Bring search up to date."""
        self.installation.bring_up_to_date("search")


@pytest.fixture(scope="session")
def built() -> Path:
    """The client as its sources are now, and its development packages; of test processes one at a time makes them."""
    VAR.mkdir(parents=True, exist_ok=True)
    with (VAR / "client.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not build.is_built():
            build.build()
        build.packages(build.node())
    return build.HERE


@pytest.fixture(scope="module")
def server(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """For each module, the demo's libraries with the records of one, a hostile one among them, and who works there."""
    store = StoreAddress("sqlite", tmp_path_factory.mktemp("browser") / "store.sqlite")
    installation = install(Settings(store=store), create=True)
    set_up_libraries(installation, lambda _: None)
    installation.services.vocabularies.load(operator(), Shelf(), code_terms())
    made = Server(installation)
    people = (
        ("ana", "Ana Ferrer", "cataloguer", LIBRARIES),
        ("ben", "Ben Holt", "cataloguer", LIBRARIES),
        ("dora", "Dora Lind", "desk-lead", LIBRARIES),
        ("hana", "Hana Weld", "administrator", LIBRARIES[:1]),
    )
    for username, name, role, where in people:
        made.employ(username, name, {each.slug: (role,) for each in where})
    made.load([*records(LIBRARIES[0]), notation.record(HOSTILE)])
    made.start()
    yield made
    made.stop()
    installation.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """The machine's own Chromium, for one module: beside the event loop its driver runs no other test can run one."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield found
        found.close()


@pytest.fixture
def sign_in(server: Server, browser: object, built: Path) -> Iterator[Callable[..., Client]]:
    """Opens the client in a browser of its own, signed in as somebody, in a language, with a theme."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    opened: list[Client] = []

    def enter(who: str = "ana", language: str = "en", **options: object) -> Client:
        client = Client(browser, server.address, built, SHOTS, language, options)
        opened.append(client)
        client.sign_in(who, PASSWORD)
        return client

    yield enter
    for each in opened:
        each.close()
    faults = [fault for each in opened for fault in each.faults]
    assert faults == []


@pytest.fixture(scope="module")
def barcodes(server) -> Iterator[str]:
    """Barcodes of copies that can be lent, one after the other, each of another title, so that no two tests meet in one
    queue; past the first titles, which tests ask for by name.
    """
    services = server.installation.services
    scope = services.access.scope(HARBOR)
    not_lent = {each.iri for each in services.places.units(["harbor"], scope)[0] if each.path in NOT_LENT}
    found = []
    for work in services.catalogue.works_in("harbor", scope, 400).keys[40:]:
        (editions,) = services.catalogue.instances_of([work.iri], scope, Page())
        copies = services.holdings.items_of([each.iri for each in editions.items], scope, Page())
        free = (each for some in copies for each in some.items if each.status.available)
        found += [each.barcode for each in free if each.barcode and each.location not in not_lent][:1]
    return iter(found)


@pytest.fixture
def reader(server, request):
    """A reader whose card bears the name of the test."""
    card = f"D-{crc32(request.node.name.encode()):010}"
    return server.installation.services.patrons.create(HARBOR, PatronWanted(card, "Nadia Brook", "adult"))


@pytest.fixture
def points(server):
    """The service points of the library by code."""
    services = server.installation.services
    (found,) = services.places.points(["harbor"], services.access.scope(HARBOR))
    return {each.code: each for each in found}


@pytest.fixture
def home(server, points):
    """A function that tells the code of a point where a copy is at home, and of another."""
    services = server.installation.services

    def of(barcode):
        (found,) = services.holdings.items_by_barcode([barcode], services.access.scope(HARBOR))[0]
        near = next(each.code for each in points.values() if found.location in each.serves)
        return near, next(code for code in points if code != near)

    return of
