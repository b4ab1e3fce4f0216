"""Four libraries in one installation, every text of theirs marked, and an engine to ask through: what tests of the
walls between them stand on.

Harbor is public, Lindenau shares with its network, Cloister with nobody; Outpost, public too, is in no network. Every
word a library's records hold carries that library's mark, so that a foreign word in an answer names where it is from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from threading import Thread
from typing import Any

import orjson

from app.bootstrap import Installation, install
from app.clock import clock
from app.importing import bring
from app.settings import Settings, StoreAddress
from graph.access.model import ANONYMOUS, Actor, network_owner, operator
from graph.catalogue.batches import BatchSelection
from graph.catalogue.operations import Operation, OperationKind
from graph.catalogue.papers import Content
from graph.catalogue.report import ImportOptions
from graph.circulation.messages.mailing import Reply, Result
from graph.circulation.messages.model import Trouble
from graph.circulation.offline.model import ActKind, Reported
from graph.circulation.refusals import Override
from graph.circulation.requesting import Wish
from graph.patrons.model import BlockScope, Contact, FeeType
from graph.patrons.payment_model import UnknownPayment
from graph.patrons.payment_signing import notification_signature
from graph.patrons.service import PatronWanted
from graph.research.saved import Language, Wanted
from graph.services import Services
from graph.store.names import GraphKind
from graph.store.scope import EVERY, Scope, grant
from graph.tenants.model import Appearance, Sharing
from graph.tenants.partners import PartnerWanted
from graph.tenants.places import PointWanted
from graph.workflows.interlending.requesting import FromPartner
from mappings.bibframe.node import Node
from mappings.iso18626.messages import Agency
from mappings.iso18626.messages import Wanted as Publication
from mappings.money import Money
from schema.build import schema
from schema.ids import Naming, make_id
from schema.running.documents import Documents
from schema.running.engine import Answer, Caller, Engine, Request
from schema.running.limits import Limits
from tests.graph.circulation.mailbox import Mailbox
from tests.schema.marked import KEPT, LENT, MARKS, NETWORK, OUTPOST, SHARING, authority, holdings, profiles, record
from tests.schema.stored import Onlooker, State, differences

_MOST = 1_000_000_000
UNLIMITED = Limits(characters=_MOST, tokens=_MOST, depth=100, aliases=_MOST, cost=_MOST, budget_per_minute=_MOST * 1000)


@cache
def _documents() -> Documents:
    """What is asked of one store is asked of the others: read once for all, however long it is."""
    return Documents(schema()._schema, UNLIMITED, longest_kept=_MOST)


@dataclass(frozen=True)
class World:
    """The installation, who there is in it, and what its libraries have, by library."""

    installation: Installation
    callers: dict[str, Actor]
    jobs: dict[str, str] = field(default_factory=dict)
    resources: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    lent: dict[str, list[str]] = field(default_factory=dict)
    """The global ids of what each library has of patrons and loans."""
    papers: dict[str, list[str]] = field(default_factory=dict)
    """The global ids of what the cataloguer of each library works on."""
    batches: dict[str, str] = field(default_factory=dict)
    """A batch of heading changes of each library."""
    running: list[Thread] = field(default_factory=list)
    """What is carried out beside whoever asked for it."""

    def engine(self) -> Engine:
        """An engine without limits over these services."""
        services = self.installation.services
        return Engine(schema(), services, UNLIMITED, clock, introspection=True, documents=_documents())

    def who(self, name: str, tenant: str | None = None) -> Actor:
        """A caller by name (`cataloguer@harbor`, `anonymous`), acting in another library where one is named."""
        found = self.callers[name]
        return found if tenant is None else self.installation.services.access.acting(found, tenant)

    def beside(self, run: Callable[[str], object]) -> Callable[[str], None]:
        """How work is begun here: beside whoever asked for it, in a thread, as a process would take a second."""

        def start(name: str) -> None:
            thread = Thread(target=run, args=(name,), daemon=True)
            self.running.append(thread)
            thread.start()

        return start

    def settle(self) -> None:
        """Wait until nothing is carried out any more."""
        while self.running:
            thread = self.running.pop()
            thread.join(120)
            assert not thread.is_alive(), "what was asked for has not ended"

    def state(self) -> State:
        """What is stored when nothing is carried out any more."""
        self.settle()
        return self.onlooker.look()

    def state_so_far(self) -> State:
        """The same, as it was last looked at where nothing was written since: for looking at it before, not after."""
        self.settle()
        return self.onlooker.so_far()

    def changed_since(self, before: State) -> list[str]:
        """What is stored otherwise than before, and what was done since; nothing where nothing was written."""
        now = self.state()
        return [*differences(before, now), *(self.onlooker.told(before) if now != before else ())]

    def logged_since(self, before: State) -> list[str]:
        """The same where the log went on; past the log is not looked."""
        self.settle()
        return [] if self.installation.store.position() == before.position else self.changed_since(before)

    def close(self) -> None:
        """Hold what was looked at to all that is stored, and let it go."""
        try:
            self.settle()
            assert self.onlooker.unseen() == [], "written past the log"
        finally:
            self.installation.close()

    @cached_property
    def onlooker(self) -> Onlooker:
        """Who looks at everything of these libraries, their network and the installation."""
        names = self.installation.services.names
        graphs = [names.graph(slug, kind) for slug in SHARING for kind in _OF_TENANTS]
        graphs += [names.network_graph(NETWORK), names.vocabulary, names.identity]
        return Onlooker(self.installation.store, graphs, WHOLE)


_OF_TENANTS = tuple(set(GraphKind) - {GraphKind.IDENTITY, GraphKind.VOCABULARY, GraphKind.NETWORK})
WHOLE = Scope((grant(GraphKind, (EVERY,)),))
"""Reads everything, for looking at what is stored."""

ROLES = ("reader", "researcher", "contributor", "cataloguer", "desk", "desk-lead", "acquisitions", "administrator")


def make_world(folder: Path, store: StoreAddress = StoreAddress("memory"), *, sparql: bool = True) -> World:  # noqa: B008 - a value
    """The libraries, their people and records, with search (and SPARQL) caught up. `folder` is for files to import."""
    settings = Settings(store=store, data=folder / "data", query_budget_per_minute=1_000_000_000)
    installation = install(settings, create=True)
    services, chief = installation.services, operator()
    services.query_runs._launch = lambda: None  # what waits is told of, too
    services.tenants.create_network(chief, NETWORK, {"en": "Three Rivers"})
    for slug, sharing in SHARING.items():
        networks = () if slug == OUTPOST else (NETWORK,)
        name = {"en": f"{MARKS[slug]}library"}
        services.tenants.create_tenant(chief, slug, name, networks=networks, sharing=Sharing(sharing))
        services.tenants.update(chief, slug, appearance=Appearance(welcome={"en": f"{MARKS[slug]}welcome"}))
        services.tenants.add_locations(
            operator(slug), slug, [(f"{MARKS[slug]}stacks", {"en": f"{MARKS[slug]}shelves"}, None)]
        )
    callers = {"anonymous": ANONYMOUS}
    for slug in SHARING:
        for role in ROLES:
            callers[f"{role}@{slug}"] = _signed_in(installation, f"{role} of {MARKS[slug]}", {slug: [role]}, slug)
    callers["stranger"] = _signed_in(installation, "Stranger", {}, None)
    callers["coordinator"] = _signed_in(installation, "Coordinator", {network_owner(NETWORK): ["coordinator"]}, None)
    world = World(installation, callers)
    services.headings._launch = world.beside(services.headings.run)
    services.catalogue.batches._launch = world.beside(services.catalogue.batches.run)
    services.jobs._launch = world.beside(lambda job: bring(services, job, lambda: False))
    services.past._launch = world.beside(lambda _: services.past.work())
    for slug in SHARING:
        world.jobs[slug] = _import(world, slug, folder)
    for slug in SHARING:
        (instance, *_) = _resources(installation, slug)["bf:Instance"]
        shelf: Node = {
            "lsp:holdingsFor": [{"@id": instance}],
            "bf:shelfMark": [{"@type": ["bf:ShelfMark"], "rdfs:label": [f"{MARKS[slug]}shelf"]}],
            "rdfs:label": [f"{MARKS[slug]}holding"],
        }
        services.catalogue.create(world.callers[f"cataloguer@{slug}"], "lsp:Holdings", shelf)
        services.profiles.publish(world.callers[f"administrator@{slug}"], profiles(slug))
        world.resources[slug] = _resources(installation, slug)
        world.lent[slug] = list(_lend(world, slug))
        _refuse_a_payment(world, slug)
        world.papers[slug] = list(_work_on(world, slug))
        world.batches[slug] = _carry(world, slug)
    installation.bring_up_to_date("search")
    if sparql:
        installation.bring_up_to_date("sparql")
    return world


def _work_on(world: World, slug: str) -> Iterator[str]:
    """What a library's cataloguer works on and keeps, each with the word of what the library keeps to its staff."""
    catalogue, actor = world.installation.services.catalogue, world.callers[f"cataloguer@{slug}"]
    (work, *_) = catalogue.resources(world.resources[slug]["bf:Work"][:1], WHOLE)
    assert work is not None
    body: Node = {**work.body, "bf:note": [{"@type": ["bf:Note"], "rdfs:label": [f"{KEPT[slug]}draft"]}]}
    content = Content(nodes=(body,), bases={work.iri: work.revision}, title=f"{KEPT[slug]}draft")
    yield make_id(Naming.DRAFT, catalogue.drafts.put(actor, content).iri)
    yield make_id(Naming.TEMPLATE, catalogue.templates.put(actor, content).iri)
    same = Operation(kind=OperationKind.ADD, property="bf:note", to="of a batch")
    chosen = BatchSelection(iris=(work.iri,))
    batch = catalogue.batches.apply(actor, chosen, [same], f"{KEPT[slug]}batch", dry_run=False).batch
    assert batch is not None
    yield make_id(Naming.CHANGE_BATCH, batch.iri)
    draft = catalogue.drafts.put(actor, content)
    yield make_id(Naming.PROPOSAL, catalogue.proposals.send(actor, draft.iri, str(draft.revision)).iri)
    query = Wanted(name=f"{KEPT[slug]}query", language=Language.GRAPHQL, text=f"# {KEPT[slug]}text")
    saved = world.installation.services.saved_queries
    yield make_id(Naming.SAVED_QUERY, saved.put(actor, query).iri)
    researcher, services = world.callers[f"researcher@{slug}"], world.installation.services
    run = services.query_runs.start(researcher, f"ASK {{}} # {KEPT[slug]}text", services.access.scope(researcher))
    yield make_id(Naming.SPARQL_RUN, run.id)


def _carry(world: World, slug: str) -> str:
    """A batch that carries the label of the library's authority, which descriptions have already."""
    headings = world.installation.services.headings
    batch = headings.carry(world.callers[f"cataloguer@{slug}"], world.resources[slug]["bf:Agent"][:1])
    world.settle()
    return batch.id


def _lend(world: World, slug: str) -> Iterator[str]:
    """Patrons, a loan, requests, a notice, a conflict, a fee and a service point of a library, with its word."""
    services, chief, word = world.installation.services, world.callers[f"administrator@{slug}"], LENT[slug]
    point = services.places.put_point(chief, PointWanted("DESK", {"en": f"{MARKS[slug]}desk"}))
    contact = Contact(f"{word}mail@example.org", f"{word}phone", f"{word}street", "en")
    holder, waiting = (
        services.patrons.create(
            chief, PatronWanted(f"{word}{n}", f"{word}name {n}", "adult", f"{word}external{n}", contact=contact)
        )
        for n in ("card", "other")
    )
    noted = services.patrons.update(chief, holder.iri, 1, notes=(f"{word}note",), external_id=f"{word}external")
    services.patrons.add_block(chief, noted.iri, [BlockScope.REQUEST], f"{word}reason", f"{word}message")
    loan = services.circulation.lending.check_out(chief, f"{MARKS[slug]}-2-a", holder.barcode, point.iri).loan
    wish = Wish(loan.item, pickup=point.iri)
    request = services.circulation.requesting.place(chief, waiting.barcode, wish).request
    passed = Override(frozenset({"PATRON_BLOCKED"}), f"{word}why")
    other = Wish(f"{MARKS[slug]}-2-b", pickup=point.iri)
    ready = services.circulation.requesting.place(chief, holder.barcode, other, override=passed).request
    services.circulation.returning.check_in(chief, f"{MARKS[slug]}-2-b", point.iri)
    (notice,) = services.circulation.nightly.due(chief).notices
    services.sending.send(chief, Mailbox(answers=[Reply(Result.REFUSED, Trouble.ADDRESS_REFUSED, 550)]))
    act = Reported(f"{word}act", ActKind.CHECK_OUT, clock(), f"{word}unknown", holder.barcode, point.iri)
    (conflict,) = services.offline.upload(chief, [act])
    fee = services.fees.charge(chief, holder.iri, FeeType.OTHER, Money(500, "EUR"), note=f"{word}fee")
    for naming, each in (
        (Naming.SERVICE_POINT, point),
        (Naming.PATRON, holder),
        (Naming.LOAN, loan),
        (Naming.REQUEST, request),
        (Naming.REQUEST, ready),
        (Naming.FEE, fee),
        (Naming.NOTICE, notice),
        (Naming.OFFLINE, conflict.act),
        (Naming.LIBRARY_REQUEST, _asked_elsewhere(services, chief, slug, holder.barcode, point.iri)),
    ):
        yield make_id(naming, each.iri)


def _asked_elsewhere(services: Services, chief: Actor, slug: str, card: str, point: str) -> Any:
    """A request of a patron that another library was asked for."""
    word = LENT[slug]
    there, here = Agency("ISIL", f"{word}there"), Agency("ISIL", f"{word}here")
    address = f"https://{word}.example/"
    partner, _ = services.partners.add(chief, PartnerWanted(f"{word}partner", there, here, "institution", address))
    passed = Override(frozenset({"PATRON_BLOCKED"}), f"{word}why")
    wanted = FromPartner(partner.id, card, Publication(f"{word}wanted", f"{word}author"), point, note=f"{word}asked")
    return services.interlending.requesting.ask(chief, wanted, override=passed).request


def _refuse_a_payment(world: World, slug: str) -> None:
    """A payment provider of a library, and its word on a payment that isn't there."""
    services, secret = world.installation.services, f"{KEPT[slug]}secret" * 3
    services.payment_providers.put(world.callers[f"administrator@{slug}"], f"https://{MARKS[slug]}.example/", secret)
    services.payment_trials.begin(world.callers[f"administrator@{slug}"], Money(100, "EUR"))
    reference = f"{LENT[slug]}reference"
    said = {"reference": reference, "state": "paid", "amount": "1.00", "currency": "EUR", "transaction": "t-1"}
    body = orjson.dumps(said)
    with suppress(UnknownPayment):
        services.payments.notified(slug, reference, body, notification_signature(secret, body))


def _signed_in(installation: Installation, name: str, roles: Mapping[str, Sequence[str]], tenant: str | None) -> Actor:
    access = installation.services.access
    account = access.create_account(operator(), name, roles, tenant)
    return access.authenticate(access.issue_token(operator(), account.id, f"token of {name}").secret)


def _import(world: World, slug: str, folder: Path) -> str:
    """Import the library's records, the last of them broken, as a job; the job's id."""
    services = world.installation.services
    file = folder / f"{slug}.mrc"
    broken = record(slug, 9).replace(b"00000cam", b"00000cam")[:400] + b"\x1d"
    file.write_bytes(holdings(slug, 1) + authority(slug) + record(slug, 1) + record(slug, 2) + broken)
    options = ImportOptions(source=f"{MARKS[slug]}source", conversion=True)
    job = services.jobs.start(world.callers[f"cataloguer@{slug}"], file, options)
    world.settle()
    now = services.jobs.job(job.id, WHOLE)
    assert now is not None
    assert now.report.stored == 4, now
    return job.id


def _resources(installation: Installation, slug: str) -> dict[str, list[str]]:
    """The IRIs of a library's resources by kind; of headings, those its records name."""
    names, store = installation.services.names, installation.store
    found: dict[str, list[str]] = {}
    for kind in (GraphKind.CATALOGUE, GraphKind.SOURCE, GraphKind.SETTINGS):
        page = store.scan(names.graph(slug, kind), WHOLE)
        for each in store.read(page.keys, WHOLE):
            if each is not None:
                found.setdefault(each.body["@type"][0], []).append(each.key.iri)
                found.setdefault("headings", []).extend(_headings(each.body, f"{names.base}{slug}/"))
    found["headings"] = sorted(set(found["headings"]))
    return found


def _headings(value: Any, base: str) -> Iterator[str]:
    if isinstance(value, dict):
        iri = value.get("@id", "")
        if "rdfs:label" in value and iri.startswith(base):
            yield iri
        for each in value.values():
            yield from _headings(each, base)
    elif isinstance(value, list):
        for each in value:
            yield from _headings(each, base)


def ask(engine: Engine, actor: Actor, query: str, variables: Mapping[str, Any] | None = None) -> Answer:
    """What the engine answers a caller."""
    return engine.run(Request(query, None, variables), Caller(actor, "r"))


def done(world: World, who: str, query: str, **given: Any) -> Any:
    """What the one field of a document answers a caller, or the whole answer where it has no data."""
    body = ask(world.engine(), world.who(who), query, given).body
    return next(iter(body["data"].values())) if body.get("data") else body


def batch_id(name: str) -> str:
    """The global id of a batch of heading changes."""
    return make_id(Naming.BATCH, name)


def job_id(name: str) -> str:
    """The global id of an import."""
    return make_id(Naming.JOB, name)
