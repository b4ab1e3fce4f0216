"""From notices to letters: who is written to, in which language, by which template, about what.

What a notice says is read when it is sent and not kept with it. A notice that is not true any more (the item came back,
the request is over) is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from graph.catalogue.resources import ResourceReader
from graph.circulation.desk import Desk
from graph.circulation.messages.mailing import Letter, deliverable
from graph.circulation.messages.model import Notice, Trouble
from graph.circulation.messages.places import Addressed, Thing, one_line
from graph.circulation.messages.presets import TEMPLATES
from graph.circulation.messages.templates import Template, written
from graph.circulation.model import Loan, Request, RequestState
from graph.circulation.settings import LendingSettings
from graph.holdings.model import Item
from graph.holdings.service import HoldingsService
from graph.patrons.model import Patron
from graph.store.port import Store
from graph.tenants.model import Names
from mappings.bibframe.read import resource_label

_STILL: Final = {"ready": RequestState.AWAITING_PICKUP}
"""The kinds of notices about requests that are true in one state only."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The notices of one kind for one patron that go out together, in order of their names."""

    notices: tuple[Notice, ...]

    @property
    def kind(self) -> str:
        """What they are notices of."""
        return self.notices[0].template

    @property
    def patron(self) -> str:
        """The IRI of whom they are for."""
        return self.notices[0].patron


@dataclass(frozen=True, slots=True)
class Composed:
    """What becomes of a bundle: a letter about `true`, or why there is none (`trouble`); `untrue` are left out."""

    true: tuple[Notice, ...]
    untrue: tuple[Notice, ...] = ()
    letter: Letter | None = None
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of everything that some bundles are about, by IRI."""

    settings: LendingSettings
    patrons: Mapping[str, Patron]
    loans: Mapping[str, Loan]
    requests: Mapping[str, Request]
    items: Mapping[str, Item]
    titles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class House:
    """What a library's letters have in common: what it is called, and its own templates before the presets."""

    name: Names
    own: tuple[Template, ...] = ()
    templates: tuple[Template, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "templates", (*self.own, *TEMPLATES))

    def template(self, kind: str, language: str) -> Template | None:
        """The template of a kind that suits a patron's language best: in it, else in one the library writes."""
        tags = [language.lower(), language.lower().partition("-")[0]]
        tags += [each.language.lower() for each in self.own] + [each.lower() for each in self.name]
        of_kind = [each for each in self.templates if each.kind == kind]
        found = (each for tag in tags for each in of_kind if tag and each.language.lower() == tag)
        return next(found, next(iter(of_kind), None))

    def called(self, language: str) -> str:
        """What the library is called in a language, as far as it has a name in it."""
        tags = (language, language.partition("-")[0], next(iter(self.name), ""))
        return next((self.name[tag] for tag in tags if tag in self.name), "")


class Composer:
    """Reads what notices are about, many at a time, and writes letters. A constant number of store calls."""

    def __init__(self, store: Store, desk: Desk, house: Callable[[str], House]) -> None:
        self._desk, self._house = desk, house
        self._resources, self._items = ResourceReader(store), HoldingsService(store, desk.clock)

    def composed(self, tenant: str, bundles: Sequence[Bundle]) -> list[Composed]:
        """Per bundle, what becomes of it."""
        known, house = self._known(tenant, [each for bundle in bundles for each in bundle.notices]), self._house(tenant)
        return [_composed(bundle, known, house) for bundle in bundles]

    def _known(self, tenant: str, notices: Sequence[Notice]) -> _Known:
        facts, scope = self._desk.facts, self._desk.facts.scope(tenant)
        about = list(dict.fromkeys(each.about for each in notices))
        loans = {each.iri: each for each in facts.loans(tenant, about) if each is not None}
        requests = {each.iri: each for each in facts.requests(tenant, about) if each is not None}
        named = [each.item for each in loans.values()] + [each.item or each.target for each in requests.values()]
        named = list(dict.fromkeys(named))
        found = self._items.items(named, scope) if named else []
        items = {iri: item for iri, item in zip(named, found, strict=True) if item is not None}
        described = [each.instance or "" for each in items.values()] + [each for each in named if each not in items]
        described = list(dict.fromkeys(filter(None, described)))
        read = self._resources.resources(described, scope) if described else []
        titles = {iri: resource_label(each.body) for iri, each in zip(described, read, strict=True) if each is not None}
        names = list(dict.fromkeys(each.patron for each in notices))
        patrons = {each.iri: each for each in self._desk.people.patrons(tenant, names) if each is not None}
        return _Known(self._desk.settings(tenant), patrons, loans, requests, items, titles)


def _composed(bundle: Bundle, known: _Known, house: House) -> Composed:
    true = tuple(each for each in bundle.notices if _is_true(each, known))
    untrue = tuple(each for each in bundle.notices if each not in true)
    patron = known.patrons.get(bundle.patron)
    if not true or patron is None:
        return Composed((), bundle.notices)
    if not patron.contact.email.strip():
        return Composed(true, untrue, trouble=Trouble.NO_ADDRESS)
    address = deliverable(patron.contact.email)
    if address is None:
        return Composed(true, untrue, trouble=Trouble.BAD_ADDRESS)
    template = house.template(bundle.kind, patron.contact.language)
    if template is None:
        return Composed(true, untrue, trouble=Trouble.NO_TEMPLATE)
    language = template.language
    to = Addressed(patron.name, patron.barcode, house.called(language), _spoken(patron, language), len(true))
    subject, text = written(template, to, [_thing(each, known, language) for each in true])
    name = true[0].message or bundle.notices[0].iri.rpartition("/")[2]
    return Composed(true, untrue, Letter(name, address, one_line(to.library), subject, text, language))


def _spoken(patron: Patron, language: str) -> str:
    """The patron's own variety of the template's language, for dates: de-AT for a template in de."""
    own = patron.contact.language
    return own if own.lower().partition("-")[0] == language.lower() else language


def _is_true(notice: Notice, known: _Known) -> bool:
    if (loan := known.loans.get(notice.about)) is not None:
        return loan.open and loan.patron == notice.patron and notice.due_at in {None, loan.due_at}
    request = known.requests.get(notice.about)
    return request is not None and request.state is _STILL.get(notice.template, request.state)


def _thing(notice: Notice, known: _Known, language: str) -> Thing:
    loan, request, settings = known.loans.get(notice.about), known.requests.get(notice.about), known.settings
    if loan is not None:
        title, barcode = _title(loan.item, known)
        return Thing(title, barcode, loan.due_at, zone=settings.calendar(loan.location).zone)
    if request is None:
        raise AssertionError  # it is true of something
    title, barcode = _title(request.item or request.target, known)
    point = settings.points.get(request.waiting_at or request.pickup or "")
    where = "" if point is None else _called(point.name, language) or point.code
    return Thing(title, barcode, fetch_at=where, fetch_until=request.shelf_expires)


def _title(iri: str, known: _Known) -> tuple[str, str]:
    """The title and the barcode of an item, or the title of an edition or work."""
    item = known.items.get(iri)
    if item is None:
        return known.titles.get(iri, ""), ""
    return known.titles.get(item.instance or "", ""), item.barcode or ""


def _called(name: Names, language: str) -> str:
    return name.get(language) or next(iter(name.values()), "")
