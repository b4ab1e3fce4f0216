"""What a library holds about one patron is handed out whole, and erased without a trace."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from graph.access.model import Actor, Forbidden, Permission, operator
from graph.backends.memory import MemoryStore
from graph.backends.sqlite import SqliteStore
from graph.circulation.documents import loan_of
from graph.circulation.model import Loan
from graph.circulation.privacy import PrivacyService
from graph.patrons.documents import fee_of
from graph.patrons.errors import StillInUse, UnknownPatron
from graph.patrons.model import Contact, Entry, EntryKind, Patron
from graph.patrons.payment_documents import PAYMENTS, payment_node
from graph.patrons.payment_model import Payment, PaymentState
from graph.store.errors import Unavailable
from graph.store.model import ABSENT, Document, Key, Put
from graph.store.names import GraphKind
from graph.store.portable import Portable
from graph.store.scope import Scope, SystemScope
from mappings.money import Money
from tests.graph.circulation.lending_desk import House

ERASE = Permission.PATRONS_ERASE

SECRETS = ("Quixotella Zwingenberger", "PX-774411", "quix@example.org", "moonstruck")


def open_store(kind: str, folder: Path) -> Portable:
    return MemoryStore() if kind == "memory" else SqliteStore(folder / "store.sqlite")


@pytest.fixture(params=["memory", "sqlite"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    return House(open_store(request.param, tmp_path))


@pytest.fixture
def privacy(house: House) -> PrivacyService:
    return house.privacy()


@pytest.fixture
def patron(house: House) -> Patron:
    """Somebody who borrowed, was late, paid, and had a note and a block set."""
    house.book("31")
    someone = house.patron(SECRETS[1], name=SECRETS[0], contact=Contact(SECRETS[2]), notes=(SECRETS[3],))
    house.lending.check_out(house.staff, "31", someone.barcode, house.point())
    return someone


def held(backup: Path) -> bytes:
    files = [backup] if backup.is_file() else sorted(each for each in backup.rglob("*") if each.is_file())
    return b"".join(each.read_bytes() for each in files)


def returned(house: House, patron: Patron) -> Patron:
    house.later(days=40)
    house.returning.check_in(house.staff, "31", house.point())
    for fee in house.register.open_fees("harbor", [patron.iri])[0]:
        off = Entry(EntryKind.PAY, Money(-fee.remaining.minor, "EUR"), house.now, "desk", note=SECRETS[3])
        house.write_put(house.register.entry(fee, off)[1])
    return patron


def loans(house: House) -> list[Loan]:
    return [loan_of(each) for each in everything(house) if "lsp:Loan" in each.body["@type"]]


def everything(house: House) -> list[Document]:
    kinds = (GraphKind.CIRCULATION, GraphKind.PATRONS)
    graphs = [house.names.graph("harbor", kind) for kind in kinds]
    keys = [key for graph in graphs for key in house.store.scan(graph, SystemScope()).keys]
    return [each for each in house.store.read(keys, SystemScope()) if each is not None]


def test_a_patron_with_something_out_is_not_erased_and_stays_as_they_are(
    house: House, privacy: PrivacyService, patron: Patron
) -> None:
    before = house.snapshot()
    with pytest.raises(StillInUse) as caught:
        privacy.erase(house.staff, patron.iri)
    assert caught.value.reasons == ("Items are still out: 1.",)
    assert house.snapshot() == before


def test_who_owes_is_not_erased(house: House, privacy: PrivacyService, patron: Patron) -> None:
    house.later(days=40)
    house.returning.check_in(house.staff, "31", house.point())
    with pytest.raises(StillInUse) as caught:
        privacy.erase(house.staff, patron.iri)
    assert caught.value.reasons == ("Fees are not settled: 1.",)


def test_what_is_left_of_an_erased_patron_names_nobody_and_still_adds_up(
    house: House, privacy: PrivacyService, patron: Patron
) -> None:
    returned(house, patron)
    (before,) = loans(house)
    fees = [fee_of(each) for each in everything(house) if "lsp:Fee" in each.body["@type"]]
    done = privacy.erase(house.staff, patron.iri)
    assert done.kept == 2
    (after,) = loans(house)
    assert after == replace(before, iri=after.iri, patron=None, revision=1)
    (left,) = [fee_of(each) for each in everything(house) if "lsp:Fee" in each.body["@type"]]
    assert (left.patron, left.loan) == (None, after.iri)
    assert [each.amount for each in left.entries] == [each.amount for each in fees[0].entries]
    with pytest.raises(UnknownPatron):
        privacy.erase(house.staff, patron.iri)


def test_no_document_version_or_event_has_anything_of_an_erased_patron(
    house: House, privacy: PrivacyService, patron: Patron
) -> None:
    returned(house, patron)
    gone = [each.key for each in everything(house) if patron.iri in repr(each.body) or each.key.iri == patron.iri]
    privacy.erase(house.staff, patron.iri)
    traces = (*SECRETS, patron.iri)
    texts = [repr(each) for each in everything(house)]
    texts += [repr(each) for each in house.store.changes(0, 1000, SystemScope())]
    assert house.store.history(gone, SystemScope()) == [()] * len(gone)
    assert [trace for trace in traces if any(trace in text for text in texts)] == []


def backed_up(folder: Path) -> tuple[House, Patron]:
    """A house with a reader who had a loan, and its backup `before`."""
    house = House(SqliteStore(folder / "store.sqlite"))
    house.book("31")
    someone = house.patron(SECRETS[1], name=SECRETS[0], contact=Contact(SECRETS[2]), notes=(SECRETS[3],))
    house.lending.check_out(house.staff, "31", someone.barcode, house.point())
    returned(house, someone)
    house.store.backup(folder / "before", SystemScope())
    return house, someone


def test_a_backup_made_afterwards_has_no_byte_of_an_erased_patron(tmp_path: Path) -> None:
    house, someone = backed_up(tmp_path)
    house.privacy().erase(house.staff, someone.iri)
    house.store.backup(tmp_path / "after", SystemScope())
    traces = [each.encode() for each in (*SECRETS, someone.iri)]
    assert {traces[1], traces[-1]} <= {each for each in traces if each in held(tmp_path / "before")}
    assert [each for each in traces if each in held(tmp_path / "after")] == []


def test_an_older_backup_that_is_restored_has_nothing_of_a_patron_erased_since(tmp_path: Path) -> None:
    house, someone = backed_up(tmp_path)
    house.privacy().erase(house.staff, someone.iri)
    house.store.restore(tmp_path / "before", SystemScope())
    assert house.register.patrons("harbor", [someone.iri]) == [None]
    house.store.backup(tmp_path / "after", SystemScope())
    assert [each for each in (*SECRETS, someone.iri) if each.encode() in held(tmp_path / "after")] == []


def test_an_erasure_that_was_broken_off_is_brought_to_its_end_by_another(
    house: House, privacy: PrivacyService, patron: Patron, monkeypatch: pytest.MonkeyPatch
) -> None:
    returned(house, patron)
    (before,) = loans(house)
    forgets = house.store.forget
    for broken in (1, 2):
        calls = count(1)

        def forget(keys: Sequence[Key], scope: Scope, calls: count[int] = calls, broken: int = broken) -> int:
            if next(calls) == broken:
                raise Unavailable("The store is away.")
            return forgets(keys, scope)

        monkeypatch.setattr(house.store, "forget", forget)
        with pytest.raises(Unavailable):
            privacy.erase(house.staff, patron.iri)
    monkeypatch.undo()
    privacy.erase(house.staff, patron.iri)
    (after,) = loans(house)
    assert after == replace(before, iri=after.iri, patron=None, revision=1)
    texts = [repr(each) for each in (*everything(house), *house.store.changes(0, 1000, SystemScope()))]
    assert [trace for trace in (*SECRETS, patron.iri) if any(trace in text for text in texts)] == []


def test_a_patron_gets_everything_about_themselves_and_nobody_else_does(
    house: House, privacy: PrivacyService, patron: Patron
) -> None:
    returned(house, patron)
    other = house.patron("P9")
    told = privacy.export(house.actor(patron), patron.iri)
    kinds = {kind for each in told for kind in each["@type"]}
    assert told[0]["lsp:name"] == [SECRETS[0]]
    assert {"lsp:Patron", "lsp:Loan", "lsp:Fee"} <= kinds
    for stranger in (house.actor(other), Actor("r", "Reader", "harbor", {"harbor": frozenset(Permission) - {ERASE}})):
        with pytest.raises(Forbidden):
            privacy.export(stranger, patron.iri)
        with pytest.raises(Forbidden):
            privacy.erase(stranger, patron.iri)
    with pytest.raises(UnknownPatron):
        privacy.export(operator("lindenau"), patron.iri)


def test_others_lose_an_erased_patron_as_their_proxy_and_nothing_else(
    house: House, privacy: PrivacyService, patron: Patron
) -> None:
    returned(house, patron)
    other = house.patron("P9", proxies=(patron.iri,), group="child")
    privacy.erase(house.staff, patron.iri)
    (left,) = house.register.patrons("harbor", [other.iri])
    assert left == replace(other, proxies=(), revision=2)
    (past,) = house.store.history([house.register.key("harbor", other.iri)], SystemScope())
    assert not any(patron.iri in repr(each.body) for each in past)


def test_a_loan_that_ended_long_ago_is_nobodys_where_the_library_settled_so(
    house: House, privacy: PrivacyService, patron: Patron
) -> None:
    returned(house, patron)
    assert privacy.anonymise(house.staff, 30) == 0
    assert privacy.anonymise(house.staff, None) == 0
    house.later(days=31)
    (before,) = loans(house)
    unchanged = house.snapshot()
    assert privacy.anonymise(house.staff, 30, dry_run=True) == 1
    assert house.snapshot() == unchanged
    assert privacy.anonymise(house.staff, 30) == 1
    (after,) = loans(house)
    assert after == replace(before, iri=after.iri, patron=None, revision=1)
    assert house.store.history(
        [Key(house.names.graph("harbor", GraphKind.CIRCULATION), before.iri)], SystemScope()
    ) == [()]
    assert [fee_of(each).patron for each in everything(house) if "lsp:Fee" in each.body["@type"]] == [None]
    assert privacy.anonymise(house.staff, 30) == 0


def test_a_payment_online_tells_nobody_whose_a_loan_was_once_it_is_nobodys(
    house: House, privacy: PrivacyService, patron: Patron
) -> None:
    returned(house, patron)
    (fee,) = house.register.all_fees("harbor", [patron.iri])[0]
    iri = house.names.resource("harbor", PAYMENTS, "abc")
    paid = Payment(iri, "harbor", patron.iri, (fee.iri,), Money(1, "EUR"), house.now, house.now, PaymentState.PAID)
    house.write_put(Put(house.register.key("harbor", iri), payment_node(paid), ABSENT))
    house.later(days=31)
    assert privacy.anonymise(house.staff, 30) == 1
    assert [each.key.iri for each in everything(house) if patron.iri in repr(each.body)] == [patron.iri]
    assert house.store.history([house.register.key("harbor", iri)], SystemScope()) == [()]


def test_who_keeps_their_history_or_owes_for_a_loan_keeps_it(house: House, privacy: PrivacyService) -> None:
    for barcode in ("41", "42"):
        house.book(barcode)
    keeps, owes = house.patron("keeps", keep_history=True), house.patron("owes")
    house.lending.check_out(house.staff, "41", keeps.barcode, house.point())
    house.lending.check_out(house.staff, "42", owes.barcode, house.point())
    house.returning.check_in(house.staff, "41", house.point())
    house.later(days=40)
    house.returning.check_in(house.staff, "42", house.point())
    house.later(days=400)
    assert privacy.anonymise(house.staff, 30) == 0
    assert {each.patron for each in loans(house)} == {keeps.iri, owes.iri}
