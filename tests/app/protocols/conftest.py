"""A library with places, rules, books and patrons behind a real server. All of it is made up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.bootstrap import Installation, install
from app.settings import Settings, StoreAddress
from graph.access.model import ROLES, Actor, SharingLevel, operator
from graph.circulation.requesting import Wish
from graph.patrons.service import PatronWanted
from graph.store.model import Cause, Change, Put
from graph.tenants.model import Sharing
from graph.tenants.organisation import UnitKind
from graph.tenants.places import PointWanted, UnitWanted
from mappings.bibframe.node import Node
from tests.app.protocols.two_libraries import READER, Pair
from tests.running import running

DESK = Actor("ada", "Ada", "harbor", {"harbor": ROLES["desk"]})
ISBN = "9783161484100"
READS = ("read", "layers", "incoming", "find", "scan", "history", "versions", "as_of", "changes")
LENT, ASKED_FOR, ON_SHELF, REFERENCE, RESTRICTED, WITHDRAWN, MISSING = (f"3100{n}" for n in range(7))


@dataclass
class World:
    """The installation, the tokens of its callers, and the addresses of what is in it by a short name."""

    installation: Installation
    address: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    at: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, who: str = "", **options: Any) -> httpx.Response:
        """Ask with GET, or another `method`."""
        headers = {"Authorization": f"Bearer {self.tokens[who]}"} if who else {}
        method = options.pop("method", "GET")
        return httpx.request(
            method, f"{self.address}{path}", headers=headers | options.pop("headers", {}), timeout=30, **options
        )


def create(world: World, name: str, type: str, node: Node) -> str:
    """Describe something in the harbor library."""
    iri = world.installation.services.catalogue.create(operator("harbor"), type, node).iri
    world.at[name] = iri
    return iri


def edition(world: World, name: str, work: str, **more: Any) -> str:
    """An edition with a control number."""
    title = {"@id": "#t", "@type": ["bf:Title"], "bf:mainTitle": ["Tides"]}
    iri = create(world, name, "bf:Instance", {"bf:instanceOf": [{"@id": work}], "bf:title": [title], **more})
    services = world.installation.services
    scope = services.access.scope(operator("harbor"))
    (found,) = services.catalogue.resources([iri], scope)
    assert found is not None
    (layer,) = found.layers  # only an import writes a control number
    put = Put(layer.key, layer.body | {"lsp:controlNumber": [f"main|{name}"]}, layer.version)
    world.installation.store.commit(Change(Cause("import", "import", layer.changed), (put,)), scope)
    return iri


def item(world: World, barcode: str, instance: str, **more: Any) -> str:
    """A copy in the stacks."""
    return create(world, barcode, "bf:Item", {
        "bf:itemOf": [{"@id": instance}],
        "bf:identifiedBy": [{"@id": "#b", "@type": ["bf:Barcode"], "rdf:value": [barcode]}],
        "bf:shelfMark": [{"@id": "#s", "@type": ["bf:ShelfMark"], "rdfs:label": [f"TI {barcode}"]}],
        "lsp:location": [{"@id": world.at["stacks"]}],
        "lsp:loanType": ["standard"],
        **more,
    })  # fmt: skip


def organise(world: World) -> None:
    """Places and their service points."""
    services, chief = world.installation.services, operator("harbor")
    services.tenants.create_tenant(chief, "harbor", {"en": "Harbor Library", "de": "Hafenbibliothek"})
    services.places.put_unit(chief, UnitWanted("central", {"en": "Central"}, kind=UnitKind.LIBRARY, isil="XX-HARBOR"))
    services.places.put_unit(chief, UnitWanted("stacks", {"en": "Stacks"}, "central"))
    services.places.put_point(chief, PointWanted("desk", {"en": "Front desk"}, "central", serves=("stacks",)))
    scope = services.access.scope(chief)
    world.at |= {each.code: each.iri for each in services.places.units(["harbor"], scope)[0]}
    world.at |= {each.code: each.iri for each in services.places.points(["harbor"], scope)[0]}
    for barcode in ("P1", "P2"):
        patron = PatronWanted(
            barcode, f"Reader {barcode}", "adult", pickup=world.at["desk"] if barcode == "P1" else None
        )
        world.at[barcode] = services.patrons.create(DESK, patron).iri


def shelve(world: World) -> None:
    """One work in two editions: copies in every state that matters."""
    work = create(world, "work", "bf:Work", {"rdfs:label": ["Tides"]})
    isbn = {"@id": "#i", "@type": ["bf:Isbn"], "rdf:value": [ISBN]}
    first, second = edition(world, "b1", work, **{"bf:identifiedBy": [isbn]}), edition(world, "b2", work)
    held = create(world, "held", "lsp:Holdings", {"lsp:holdingsFor": [{"@id": first}], "lsp:lending": ["will lend"]})
    item(world, LENT, first)
    item(world, ASKED_FOR, second)
    volume = {"@id": "#e", "@type": ["bf:Enumeration"], "rdfs:label": ["v. 2"]}
    item(world, ON_SHELF, first, **{"lsp:inHoldings": [{"@id": held}], "bf:enumerationAndChronology": [volume]})
    item(world, REFERENCE, first, **{"lsp:loanType": ["reference"]})
    item(world, RESTRICTED, first, **{"lsp:marker": ["Restricted"]})
    item(world, WITHDRAWN, first, **{"lsp:lifecycle": ["Withdrawn"]})
    item(world, MISSING, first, **{"lsp:marker": ["Missing"]})
    lending = world.installation.services.circulation
    lending.lending.check_out(DESK, LENT, "P1", world.at["desk"])
    lending.lending.check_out(DESK, ASKED_FOR, "P1", world.at["desk"])
    lending.requesting.place(DESK, "P2", Wish(ASKED_FOR, pickup=world.at["desk"]))


def enrol(world: World) -> None:
    """Who may ask: a patron, staff of two kinds, and nobody from a library of its own."""
    services = world.installation.services
    services.tenants.create_tenant(operator(), "cloister", {"en": "Cloister"}, sharing=Sharing(SharingLevel.PRIVATE))
    for role in ("desk", "reader"):
        account = services.access.create_account(operator(), role, {"harbor": [role]}, "harbor")
        world.tokens[role] = services.access.issue_token(operator(), account.id).secret
    access = services.access
    for barcode in ("P1", "P2"):
        account = access.create_account(operator(), barcode, {}, "harbor", f"reader-{barcode}".lower())
        access.set_patron(operator(), account.id, "harbor", world.at[barcode])
        world.at[f"account of {barcode}"] = account.id
        world.tokens[barcode] = access.issue_token(operator(), account.id).secret


@contextmanager
def opened(folder: Path) -> Iterator[World]:
    """The library in a memory store, with a server of its own."""
    made = World(install(Settings(store=StoreAddress("memory"), data=folder), create=True))
    organise(made)
    shelve(made)
    enrol(made)
    with running(made.installation) as made.address:
        yield made
    made.installation.close()


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The library, for tests that change nothing."""
    with opened(tmp_path_factory.mktemp("data")) as made:
        yield made


@pytest.fixture
def store_calls(fresh: World, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the reads that the store of `fresh` is asked for, as they come."""
    counted: list[str] = []
    store = type(fresh.installation.store._store)
    for name in READS:
        original = getattr(store, name)

        def counting(self: Any, *arguments: Any, _original: Any = original, _name: str = name, **options: Any) -> Any:
            counted.append(_name)
            return _original(self, *arguments, **options)

        monkeypatch.setattr(store, name, counting)
    return counted


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[World]:
    """The library, for a test that changes it."""
    with opened(tmp_path) as made:
        yield made


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    """Both libraries in a memory store, with a server."""
    made = Pair(install(Settings(store=StoreAddress("memory"), data=tmp_path), create=True))
    made.organise("harbor", "Harbor Library")
    made.organise("lindenau", "Lindenau Library")
    made.shelve()
    patron = PatronWanted("P1", READER, "adult", pickup=made.at["harbor/desk"])
    made.at["P1"] = made.services.patrons.create(operator("harbor"), patron).iri
    with running(made.installation) as made.address:
        made.acquaint()
        yield made
    made.installation.close()
