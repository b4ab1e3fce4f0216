"""The demo's readers have cards, loans and requests, of their own libraries and of others, once."""

from __future__ import annotations

from pathlib import Path

from app.bootstrap import installed
from app.demo.lending import READERS
from app.demo.setup import State, set_up
from app.settings import Settings, StoreAddress
from graph.access.model import operator
from graph.workflows.interlending.steps import Side


def test_readers_of_every_library_have_something_out_and_setting_up_again_adds_nothing(tmp_path: Path) -> None:
    settings = Settings(store=StoreAddress("sqlite", tmp_path / "demo.sqlite"), data=tmp_path / "data")
    told: list[str] = []
    with installed(settings, create=True) as installation:
        state = State.read(tmp_path / "demo.json")
        set_up(installation, state, told.append)
        services = installation.services
        for slug, readers in READERS.items():
            actor = operator(slug)
            patrons = services.patrons.patrons(actor, [each.barcode for each in readers])
            assert all(patrons)
            standing = services.circulation.reading.standing(actor, [each.iri for each in patrons if each])
            assert sum(len(each.loans) for each in standing) >= 2, slug
            assert sum(len(each.requests) for each in standing) >= 1, slug
        stages = sorted(
            str(each.state)
            for slug in READERS
            for each in services.interlending.listed(operator(slug), Side.REQUESTING)
        )
        assert stages == ["Loaned", "Loaned + Received", "RequestReceived", "RequestReceived", "WillSupply"]
        (owed,) = services.interlending.owing.owed(operator("harbor")).items
        assert (owed.partner, str(owed.remaining)) == ("member-meridian", "2.00 EUR")
        position = installation.store.position()
        set_up(installation, state, told.append)
        assert installation.store.position() == position
