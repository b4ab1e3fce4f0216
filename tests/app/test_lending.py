"""An installation as it is composed lends: a library that has written no rules yet, from its first service point on."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap import Installation, install
from app.settings import Settings, StoreAddress
from graph.access.model import ANONYMOUS, ROLES, Actor, Reading, operator
from graph.circulation.refusals import Refused
from graph.circulation.requesting import Wish
from graph.circulation.routing import Next
from graph.holdings.changes import ItemChange
from graph.holdings.details import item_details
from graph.holdings.errors import ItemHindered
from graph.holdings.status import ItemStatus, Marker
from graph.patrons.service import PatronWanted
from graph.tenants.places import PointWanted, UnitWanted

DESK = Actor("ada", "Ada", "harbor", {"harbor": ROLES["desk"]})


@pytest.fixture
def installation(tmp_path: Path):
    opened = install(Settings(store=StoreAddress("sqlite", tmp_path / "c.sqlite"), data=tmp_path), create=True)
    services, chief = opened.services, operator("harbor")
    services.tenants.create_network(chief, "rivers", {"en": "Rivers"})
    services.tenants.create_tenant(chief, "harbor", {"en": "Harbor"}, networks=["rivers"])
    for code in ("stacks", "branch"):
        services.places.put_unit(chief, UnitWanted(code, {"en": code}))
        services.places.put_point(chief, PointWanted(f"{code}-desk", {"en": code}, serves=(code,)))
    for barcode in ("P1", "P2"):
        services.patrons.create(DESK, PatronWanted(barcode, "Somebody", "adult"))
    work = services.catalogue.create(chief, "bf:Work", {"rdfs:label": ["Tides"]}).iri
    instance = services.catalogue.create(chief, "bf:Instance", {"bf:instanceOf": [{"@id": work}]}).iri
    units = {unit.code: unit.iri for unit in services.places.units(["harbor"], services.access.scope(chief))[0]}
    item = {
        "bf:itemOf": [{"@id": instance}],
        "bf:identifiedBy": [{"@id": "#b", "@type": ["bf:Barcode"], "rdf:value": ["31"]}],
        "lsp:location": [{"@id": units["stacks"]}],
    }
    services.catalogue.create(chief, "bf:Item", item)
    yield opened
    opened.close()


def points(installation: Installation) -> dict[str, str]:
    services = installation.services
    (found,) = services.places.points(["harbor"], services.access.scope(operator("harbor")))
    return {each.code: each.iri for each in found}


def status(installation: Installation) -> ItemStatus:
    services = installation.services
    ((item,),) = services.holdings.items_by_barcode(["31"], services.access.scope(operator("harbor")))
    return item.status


def test_a_new_library_lends_requests_and_takes_back(installation) -> None:
    lending, at = installation.services.circulation, points(installation)
    loan = lending.lending.check_out(DESK, "31", "P1", at["stacks-desk"]).loan
    assert status(installation) is ItemStatus.CHECKED_OUT
    lending.requesting.place(DESK, "P2", Wish("31", pickup=at["branch-desk"]))
    with pytest.raises(Refused):
        lending.lending.renew(DESK, loan.iri)
    assert lending.returning.check_in(DESK, "31", at["stacks-desk"]).next is Next.SEND
    assert lending.returning.check_in(DESK, "31", at["branch-desk"]).next is Next.HOLD_SHELF
    assert lending.lending.check_out(DESK, "31", "P2", at["branch-desk"]).filled is not None
    assert lending.returning.check_in(DESK, "31", at["stacks-desk"]).next is Next.RESHELVE
    assert status(installation) is ItemStatus.AVAILABLE


def test_what_a_lost_item_costs_is_owed_and_paid_in_the_register(installation) -> None:
    services, at = installation.services, points(installation)
    services.circulation.lending.check_out(DESK, "31", "P1", at["stacks-desk"])
    services.circulation.losses.declare_lost(DESK, "31")
    (patron,) = services.patrons.patrons(DESK, ["P1"])
    assert patron is not None
    ((fee,),) = services.fees.of_patrons(DESK, [patron.iri])
    services.fees.pay(DESK, [fee.iri], fee.remaining)
    done = services.circulation.nightly.due(DESK)
    assert (len(done.paid), done.problems) == (1, [])
    assert status(installation) is ItemStatus.LOST_AND_PAID


def test_what_is_lent_is_not_withdrawn_and_what_staff_hide_or_note_is_lent_as_anything_else(installation) -> None:
    services, at, chief = installation.services, points(installation), operator("harbor")
    scope = services.access.scope(chief)

    def copy():
        ((item,),) = services.holdings.items_by_barcode(["31"], scope)
        return item

    editor = services.holdings_editor
    editor.item_update(DESK, copy().iri, copy().resource.revision, ItemChange(staff_notes=["From the cellar"]))
    for suppressed in (False, True):
        editor.item_update(
            DESK, copy().iri, copy().resource.revision, ItemChange(suppressed=suppressed, marker=Marker.MISSING)
        )
        services.circulation.lending.check_out(DESK, "31", "P1", at["stacks-desk"])
        assert status(installation) is ItemStatus.CHECKED_OUT
        assert item_details(copy().resource).marker is None
        with pytest.raises(ItemHindered, match="It is on loan"):
            editor.item_withdraw(DESK, copy().iri, copy().resource.revision)
        services.circulation.returning.check_in(DESK, "31", at["stacks-desk"])
        assert item_details(copy().resource).staff_notes == ("From the cellar",)
        assert item_details(copy().resource).suppressed is suppressed
    editor.item_withdraw(DESK, copy().iri, copy().resource.revision)
    assert status(installation) is ItemStatus.WITHDRAWN
    public = services.access.scope(ANONYMOUS, Reading(all=True))
    assert services.holdings.items_by_barcode(["31"], public) == [()]
