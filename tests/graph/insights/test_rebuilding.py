"""A ledger that was followed act by act, asked at any moment, is the one that the whole log makes at once."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest

from graph.circulation.errors import CirculationError
from graph.circulation.requesting import Wish
from graph.insights.model import Act
from graph.patrons.model import FeeType
from graph.store.model import ANY, Cause, Change, Delete, Key
from graph.store.names import GraphKind
from mappings.money import Money
from tests.graph.insights.test_figures import Library, lending

BARCODES = ("1", "2", "3", "4")
CARDS = ("P1", "P2", "P3")
POINTS = ("main", "branch")
TABLES = ("act", "copy", "held", "title", "member")


def act(library: Library, random: Random) -> None:
    """Something that happens in a library, or is refused there."""
    barcode, card, point = random.choice(BARCODES), random.choice(CARDS), library.point(random.choice(POINTS))
    staff, item = library.staff, library.item(barcode)
    match random.randrange(9):
        case 0 | 1 | 2:
            library.lending.check_out(staff, barcode, card, point)
        case 3 | 4:
            library.returning.check_in(staff, barcode, point)
        case 5:
            loan = library.lending.check_out(staff, barcode, card, point).loan
            library.later(days=2)
            library.lending.renew(staff, loan.iri)
        case 6:
            library.circulation.requesting.place(staff, card, Wish(barcode, pickup=point))
        case 7:
            fee = library.fee_desk.charge(staff, library.patron(card).iri, FeeType.OTHER, Money(500, "EUR"), item=item)
            library.fee_desk.pay(staff, [fee.iri], Money(random.randrange(1, 500), "EUR"))
        case _:
            places = [{"@id": library.location(each)} for each in ("stacks", "branch-shelves")]
            library.edit(barcode, **{"lsp:location": [random.choice(places)], "lsp:materialType": ["map"]})


def rows(library: Library) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the ledger."""
    with sqlite3.connect(library.folder / "figures" / "ledger.sqlite") as connection:
        found = {each: sorted(connection.execute(f"SELECT * FROM {each}"), key=repr) for each in TABLES}
    connection.close()
    return found


@pytest.mark.parametrize("seed", range(3))
def test_a_ledger_followed_at_any_moments_is_the_one_that_the_log_makes_at_once(tmp_path: Path, seed: int) -> None:
    library, random = Library(tmp_path), Random(seed)
    library.book(*BARCODES[:2])
    library.book(*BARCODES[2:], work="w2", type="map", location="branch-shelves")
    for card in CARDS:
        library.patron(card)
    for _ in range(120):
        library.later(hours=random.randrange(1, 30))
        with suppress(CirculationError):
            act(library, random)
        if random.random() < 0.3:
            library.figures()
    gone = Key(library.names.graph("harbor", GraphKind.CATALOGUE), library.item("4"))
    library.store.commit(Change(Cause("test", "edit", library.now), deletes=(Delete(gone, ANY),)), library.everything)
    figures = library.figures()
    followed = rows(library)
    assert library.rebuilt() == figures
    assert rows(library) == followed
    assert set(lending(figures)[0]) >= {Act.LOAN, Act.RETURN, Act.REQUEST}
    assert all(followed[each] for each in ("act", "copy", "title", "member"))
