"""A reader of a library, of whom every private word is planted: each says which field it stands in and is found nowhere
else, so that a word of theirs in an answer, a log or a file tells what leaked, and from where.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import orjson

from app.bootstrap import Installation, install
from app.clock import clock
from app.downloads import Downloads
from app.protocols.public_graphs import of_library, of_network
from app.settings import Settings, StoreAddress
from graph.access.model import Actor, SharingLevel, operator
from graph.circulation.messages.mailing import Reply, Result
from graph.circulation.messages.model import Trouble
from graph.circulation.offline.model import ActKind, Reported
from graph.circulation.refusals import Override
from graph.circulation.requesting import Wish
from graph.patrons.model import BlockScope, Contact, FeeType
from graph.patrons.payment_model import PaymentRefused
from graph.patrons.payment_signing import notification_signature
from graph.patrons.service import PatronWanted
from graph.tenants.model import Sharing
from graph.tenants.partners import PartnerWanted
from graph.tenants.places import PointWanted, point_iri
from graph.workflows.interlending.requesting import FromPartner
from mappings.errors import CatalographError
from mappings.iso18626.messages import Agency
from mappings.iso18626.messages import Wanted as Publication
from mappings.marc import notation
from mappings.marc.writer import write_marc21
from mappings.money import Money
from schema.ids import Naming, make_id, resource_id
from tests.app.privacy.graphs import OF_NOBODY, plant_graphs, words
from tests.graph.circulation.mailbox import Mailbox

HARBOR, LINDENAU, NETWORK = "harbor", "lindenau", "rivers"
MARK: Final = "Gelbvink"
"""The word that every planted text begins with."""
WORDS: Final = (
    "name", "card", "external", "mail", "phone", "street", "note", "reason", "message", "override", "fee", "waiver",
    "ledger", "method", "transaction", "act", "missing",
)  # fmt: skip
SHELVED: Final = ("H-1", "H-2", "H-3", "H-4")
"""Barcodes: lent to the reader of whom all is planted; theirs once; lent to another for whom they wait; on the shelf
for them.
"""
OTHER_CARD: Final = "card-of-another"
PASSWORD: Final = "herons stand on one leg"
PROVIDER_SECRET: Final = "0123456789abcdef" * 4
OWED: Final = 71677
"""Hundredths of what is charged, of which three euros are paid, waived and moved."""
AMOUNT: Final = "713.77"
BOOK: Final = """\
LDR 00000nam a2200000 i 4500
001 {number}
008 990101s1999    xx a     b    000 1 eng c
020 ## $a {isbn}
100 1# $a Keeper, Ada.
245 10 $a Tides of {place}.
650 #0 $a Tides.
{copies}
"""


def planted(part: str) -> str:
    """The text that stands in one private field."""
    return f"{MARK}{part}"


@dataclass
class World:
    """The installation, who asks there by name, and what is known of the reader whose every word is planted."""

    installation: Installation
    address: str = ""
    tokens: dict[str, str] = field(default_factory=dict)
    sessions: dict[str, dict[str, str]] = field(default_factory=dict)
    """The cookies of readers who signed in, by who they are."""
    ids: dict[str, str] = field(default_factory=dict)
    """Global ids of what is the reader's, by what it is."""
    iris: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    """Addresses of what everybody may see: the work, the edition, its copies by barcode."""
    unseen: list[str] = field(default_factory=list)
    """Addresses of descriptions in private graphs."""
    reference: str = ""
    secrets: list[str] = field(default_factory=list)
    """What nobody at all may be told."""

    @property
    def hidden(self) -> frozenset[str]:
        """What gives the reader away, in small letters: the planted word, and what names anything of theirs."""
        names = {iri.rpartition("/")[2] for iri in self.iris.values()}
        cookies = self.sessions.get("the reader", {}).values()
        found = {MARK, AMOUNT, self.reference, *self.secrets, *cookies, *names, *self.ids.values()}
        return frozenset(each.lower() for each in found) | words((HARBOR,), OF_NOBODY)

    def actor(self, who: str) -> Actor:
        """A caller by name."""
        token = self.tokens.get(who)
        return self.installation.services.access.authenticate(token)


def make_world(folder: Path) -> World:
    """Two libraries of one network, a book in each, two readers in one of them and staff in both."""
    settings = Settings(
        store=StoreAddress("sqlite", folder / "store.sqlite"),
        data=folder / "data",
        password_memory_kib=8,
        password_passes=1,
        query_budget_per_minute=1_000_000_000,
    )
    world = World(install(settings, create=True))
    services, chief = world.installation.services, operator()
    services.tenants.create_network(chief, NETWORK, {"en": "Three Rivers"})
    for slug, sharing, codes in ((HARBOR, SharingLevel.PUBLIC, SHELVED), (LINDENAU, SharingLevel.NETWORK, ("L-1",))):
        services.tenants.create_tenant(chief, slug, {"en": slug}, networks=[NETWORK], sharing=Sharing(sharing))
        services.tenants.add_locations(operator(slug), slug, [("STACKS", {"en": "Stacks"}, None)])
        copies = "\n".join(f"852 0# $b STACKS $c STACKS $h QA 1 $p {each}" for each in codes)
        isbn = "9783777700014" if slug == HARBOR else "9783777700021"
        text = BOOK.format(number=f"{slug}1", isbn=isbn, place=slug, copies=copies)
        services.importer.run(operator(slug), slug, [write_marc21(notation.record(text))])
        services.places.put_point(operator(slug), PointWanted("DESK", {"en": "Desk"}))
    for who in ("administrator@harbor", "desk@harbor", "cataloguer@harbor", "contributor@harbor", "researcher@harbor",
                "administrator@lindenau", "desk@lindenau", "researcher@lindenau"):  # fmt: skip
        role, _, slug = who.partition("@")
        account = services.access.create_account(chief, who, {slug: [role]}, slug)
        world.tokens[who] = services.access.issue_token(chief, account.id).secret
    _find_shown(world)
    world.unseen = plant_graphs(world, (HARBOR, LINDENAU), (world.shown["work"], world.shown["edition"]))
    _plant(world)
    world.installation.bring_up_to_date("search")
    world.installation.bring_up_to_date("sparql")
    files = Downloads(world.installation.layout.downloads, services.names.base)
    for of, slug in ((of_library, HARBOR), (of_library, LINDENAU), (of_network, NETWORK)):
        with suppress(CatalographError):  # what isn't public is in no file
            files.make(services, of(services, slug), clock(), lambda _: True)
    return world


def _find_shown(world: World) -> None:
    services = world.installation.services
    scope = services.access.scope(operator(HARBOR))
    items = [found[0] for found in services.holdings.items_by_barcode(SHELVED, scope)]
    instance = items[0].instance
    assert instance is not None
    (edition,) = services.catalogue.resources([instance], scope)
    assert edition is not None
    work = edition.body["bf:instanceOf"][0]["@id"]
    world.shown = {
        "work": work,
        "edition": instance,
        **{code: each.iri for code, each in zip(SHELVED, items, strict=True)},
    }


def _plant(world: World) -> None:
    services = world.installation.services
    chief = world.actor("administrator@harbor")
    point = point_iri(services.names, HARBOR, "DESK")
    contact = Contact(f"{planted('mail')}@example.org", planted("phone"), planted("street"), "en")
    wanted = PatronWanted(
        planted("card"), planted("name"), "adult", planted("external"), contact=contact, keep_history=True, pickup=point
    )
    reader = services.patrons.create(chief, wanted)
    reader = services.patrons.update(chief, reader.iri, reader.revision, notes=(planted("note"),))
    another = services.patrons.create(chief, PatronWanted(OTHER_CARD, "Another Reader", "adult", pickup=point))
    world.iris["patron"] = reader.iri
    for who, patron in (("the reader", reader), ("another reader", another)):
        _let_in(world, chief, who, patron)
    _lend(world, chief, reader, point)
    _owe(world, chief, reader)
    blocked = services.patrons.add_block(chief, reader.iri, [BlockScope.RENEW], planted("reason"), planted("message"))
    world.secrets.append(blocked.blocks[0].id)
    act = Reported(planted("act"), ActKind.CHECK_OUT, clock(), planted("missing"), reader.barcode, point)
    (conflict,) = services.offline.upload(chief, [act])
    world.iris["conflict"] = conflict.act.iri
    kinds = {"patron": Naming.PATRON, "conflict": Naming.OFFLINE, "notice": Naming.NOTICE}
    kinds |= {each: Naming.LOAN for each in world.iris if "loan" in each}
    kinds["asked elsewhere"] = Naming.LIBRARY_REQUEST
    kinds |= {each: Naming.REQUEST for each in world.iris if "request" in each}
    kinds |= {each: Naming.FEE for each in world.iris if "fee" in each}
    world.ids = {name: str(make_id(kinds[name], iri)) for name, iri in world.iris.items() if name in kinds}


def _let_in(world: World, chief: Actor, who: str, patron: Any) -> None:
    """A patron's own account, with a password and a token."""
    services = world.installation.services
    code = services.patron_sign_in.issue_code(chief, patron.barcode)
    services.patron_sign_in.use_code(HARBOR, patron.barcode, code, PASSWORD, "192.0.2.1")
    account = services.access.create_account(operator(), "Patron", {}, HARBOR)
    services.access.set_patron(operator(), account.id, HARBOR, patron.iri)
    world.tokens[who] = services.access.issue_token(operator(), account.id).secret
    if who == "the reader":
        world.secrets += [account.id, world.tokens[who], code]


def _lend(world: World, chief: Actor, reader: Any, point: str) -> None:
    """What the reader has out, had out, waits for and may fetch; another waits for what they have."""
    circulation = world.installation.services.circulation
    lent, had, awaited, shelved = SHELVED
    world.iris["loan"] = circulation.lending.check_out(chief, lent, reader.barcode, point).loan.iri
    world.iris["past loan"] = circulation.lending.check_out(chief, had, reader.barcode, point).loan.iri
    circulation.returning.check_in(chief, had, point)
    circulation.lending.check_out(chief, awaited, OTHER_CARD, point)
    circulation.requesting.place(chief, OTHER_CARD, Wish(lent))
    world.iris["request"] = circulation.requesting.place(chief, reader.barcode, Wish(awaited)).request.iri
    passed = Override(frozenset({"PATRON_BLOCKED"}), planted("override"))
    services = world.installation.services
    stopped = services.patrons.add_block(chief, reader.iri, [BlockScope.REQUEST], "for a day")
    ready = circulation.requesting.place(chief, reader.barcode, Wish(shelved), override=passed).request
    services.patrons.lift_block(chief, reader.iri, stopped.blocks[0].id)
    world.iris["ready request"] = ready.iri
    circulation.returning.check_in(chief, shelved, point)
    (notice,) = circulation.nightly.due(chief).notices
    services.sending.send(chief, Mailbox(answers=[Reply(Result.REFUSED, Trouble.ADDRESS_REFUSED, 550)]))
    world.iris["notice"] = notice.iri
    there, here = Agency("ISIL", "XX-ELSE"), Agency("ISIL", "XX-HERE")
    partner = PartnerWanted("Elsewhere", there, here, "institution", "http://127.0.0.1:9/", secret=planted("shown"))
    known, key = services.partners.add(chief, partner)
    world.secrets.append(key)
    wanted = FromPartner(known.id, reader.barcode, Publication(planted("wanted")), point, note=planted("asked"))
    world.iris["asked elsewhere"] = services.interlending.requesting.ask(chief, wanted).request.iri


def _owe(world: World, chief: Actor, reader: Any) -> None:
    """Fees of every fate: paid, waived, moved, and one that is being paid online."""
    services = world.installation.services
    fees = services.fees
    fee = fees.charge(chief, reader.iri, FeeType.OTHER, Money(OWED, "EUR"), note=planted("fee"))
    fees.pay(chief, [fee.iri], Money(100, "EUR"), method=planted("method"))
    fees.waive(chief, fee.iri, Money(100, "EUR"), planted("waiver"))
    fees.transfer(chief, fee.iri, Money(100, "EUR"), planted("ledger"))
    world.iris["fee"] = fee.iri
    services.payment_providers.put(chief, "https://pay.example/", PROVIDER_SECRET)
    payment = services.payments.begin(world.actor("the reader"), [fee.iri])
    world.reference = payment.reference
    said = {"reference": payment.reference, "state": "paid", "amount": "1.00", "currency": "EUR",
            "transaction": planted("transaction")}  # fmt: skip
    body = orjson.dumps(said)
    with suppress(PaymentRefused):
        services.payments.notified(HARBOR, payment.reference, body, notification_signature(PROVIDER_SECRET, body))
    world.secrets.append(PROVIDER_SECRET)


def named(world: World) -> list[str]:
    """Everything by which the reader and what is theirs could be asked for, as ids of the API."""
    shown = [str(resource_id(world.shown[each])) for each in ("work", "edition", SHELVED[0])]
    return [*world.ids.values(), str(resource_id(world.iris["patron"])), *shown]
