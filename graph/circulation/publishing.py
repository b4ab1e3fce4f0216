"""The lending rules, opening hours, limits and templates of each library, kept as its settings and read as one value.

The texts are documents of the tenant's private settings graph, so that every version stays with who wrote it and when.
A library that has written none lends by the preset for public libraries, open every day; the first text it writes is
its own from then on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from threading import Lock
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from graph.access.model import Actor, Permission, require
from graph.access.watch import Watched
from graph.circulation.calendar_file import WEEKDAYS, read_calendars
from graph.circulation.errors import CirculationError
from graph.circulation.messages.presets import KINDS
from graph.circulation.messages.templates import Template, read_templates
from graph.circulation.rules.errors import IncompleteRules
from graph.circulation.rules.linter import Finding, lint
from graph.circulation.rules.model import Field, Notice, RuleSet
from graph.circulation.rules.parser import parse
from graph.circulation.rules.presets import PRESETS
from graph.circulation.rules.resolver import Resolver
from graph.circulation.rules.vocabulary import Vocabulary, with_those_above
from graph.circulation.settings import BlockLimits, LendingSettings
from graph.store.errors import Conflict
from graph.store.model import ABSENT, Cause, Change, Document, Expected, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.organisation import OrgUnit
from graph.tenants.places import PlaceService
from mappings.bibframe.node import Node
from mappings.money import Money

DEFAULT_RULES: Final = PRESETS["public"].text()
DEFAULT_HOURS: Final = '[everywhere]\nzone = "UTC"\n' + "".join(f'{day} = ["00:00-24:00"]\n' for day in WEEKDAYS)
LONGEST: Final = 1_000_000
"""How many characters a text may have."""


class Text(StrEnum):
    """The texts of a library's settings, by the last part of their address."""

    RULES = "lending-rules"
    HOURS = "opening-hours"
    LIMITS = "lending-limits"
    TEMPLATES = "notice-templates"


_LENDING: Final = (Text.RULES, Text.HOURS, Text.LIMITS)
"""What every command of lending reads."""


class StaleSettings(CirculationError):
    """The text was changed since the caller read it. Nothing was written."""

    code: ClassVar[str] = "STALE_REVISION"
    hint: ClassVar[str] = "Read it again and make the change on what is there now."


class InvalidSettings(CirculationError):
    """Settings of lending that can't be: a text that is too long, a limit below nothing."""

    code: ClassVar[str] = "INVALID_SETTINGS"


@dataclass(frozen=True, slots=True)
class Published:
    """A text as it is in force: `revision` 0 for a default that nobody wrote. `findings` are for a second look."""

    text: str
    revision: int
    findings: tuple[Finding, ...] = ()
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One version of a text: who put it in force, and when. `by` is an account's id."""

    revision: int
    text: str
    changed: datetime
    by: str


class SettingsService:
    """The settings of lending. Everybody who lends reads them; writing them needs `tenant.admin`."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], places: PlaceService) -> None:
        self._store, self._names, self._clock, self._places = store, names, clock, places
        self._held: dict[str, Watched[LendingSettings]] = {}
        self._lock = Lock()

    def of(self, tenant: str) -> LendingSettings:
        """What a tenant has settled, as it is now; read again only after a change of it."""
        held = self._held.get(tenant)
        if held is None:
            with self._lock:
                held = self._held.setdefault(tenant, self._watched(tenant))
        return held.get()

    def rules(self, actor: Actor) -> Published:
        """The lending rules of the acting tenant, with what the linter says of them. Needs `circulation.read`."""
        tenant = _reading(actor)
        (document,) = self._documents(tenant, [Text.RULES])
        text = _text(document) or DEFAULT_RULES
        return _published(text, document, self._findings(text, tenant))

    def hours(self, actor: Actor) -> Published:
        """The opening hours of the acting tenant as the text they are written in. Needs `circulation.read`."""
        tenant = _reading(actor)
        (document,) = self._documents(tenant, [Text.HOURS])
        return _published(_text(document) or DEFAULT_HOURS, document)

    def past(self, actor: Actor, which: Text) -> list[Edition]:
        """Every version of a text of the acting tenant, the last first. Needs `tenant.admin`."""
        tenant = _writing(actor, "")
        (versions,) = self._store.history([self._key(tenant, which)], _scope(tenant))
        found = [
            Edition(each.version, str(each.body["lsp:text"][0]), each.cause.at, each.cause.actor)
            for each in versions
            if each.body is not None and "lsp:text" in each.body
        ]
        return sorted(found, key=lambda each: -each.revision)

    def templates(self, actor: Actor) -> Published:
        """The acting tenant's own templates of messages; empty where the presets hold. Needs `circulation.read`."""
        tenant = _reading(actor)
        (document,) = self._documents(tenant, [Text.TEMPLATES])
        text = _text(document) or ""
        return _published(text, document, self._kinds_unknown(read_templates(text), tenant))

    def templates_of(self, tenant: str) -> tuple[Template, ...]:
        """A tenant's own templates as they are in force."""
        (document,) = self._documents(tenant, [Text.TEMPLATES])
        return read_templates(_text(document) or "")

    def limits(self, actor: Actor) -> tuple[BlockLimits, int]:
        """From what on a patron is blocked by itself, and the revision of that. Needs `circulation.read`."""
        tenant = _reading(actor)
        (document,) = self._documents(tenant, [Text.LIMITS])
        return _limits_of(document), 0 if document is None else document.version

    def publish_rules(
        self, actor: Actor, text: str, if_revision: int | None = None, *, dry_run: bool = False
    ) -> Published:
        """Put lending rules in force for the acting tenant; `if_revision` None or 0: there are none yet.

        Raises `InvalidRules` with every problem and its line, `IncompleteRules`, `StaleSettings`, `Forbidden`.
        """
        tenant = _writing(actor, text)
        rules = parse(text)
        if rules.missing:
            named = ", ".join(each.value for each in rules.missing)
            raise IncompleteRules(f"No rule for everything everywhere gives {named}.")
        findings = self._findings(text, tenant)
        return self._publish(actor, tenant, Text.RULES, text, if_revision, findings, dry_run=dry_run)

    def publish_hours(
        self, actor: Actor, text: str, if_revision: int | None = None, *, dry_run: bool = False
    ) -> Published:
        """Put opening hours in force for the acting tenant. They must give a zone and a week for everywhere.

        Raises `InvalidCalendar` with every problem, `NoCalendar`, `StaleSettings`, `Forbidden`.
        """
        tenant = _writing(actor, text)
        read_calendars(text).at(tenant)
        return self._publish(actor, tenant, Text.HOURS, text, if_revision, (), dry_run=dry_run)

    def publish_templates(
        self, actor: Actor, text: str, if_revision: int | None = None, *, dry_run: bool = False
    ) -> Published:
        """Put templates of messages in force for the acting tenant; for what they lack, the presets hold.

        Raises `InvalidTemplates` with every problem and its line, `StaleSettings`, `Forbidden`.
        """
        tenant = _writing(actor, text)
        findings = self._kinds_unknown(read_templates(text), tenant)
        return self._publish(actor, tenant, Text.TEMPLATES, text, if_revision, findings, dry_run=dry_run)

    def publish_limits(self, actor: Actor, limits: BlockLimits, if_revision: int | None = None) -> BlockLimits:
        """Set from what on a patron is blocked by itself. Raises `InvalidSettings`, `StaleSettings`, `Forbidden`."""
        tenant = _writing(actor, "")
        owed = limits.owed.minor if limits.owed is not None else None
        counts = (limits.overdue, limits.lost, limits.loans, limits.history_days, owed)
        if any(each is not None and each < 0 for each in counts):
            raise InvalidSettings("A limit is nothing less than 0.")
        self._put(actor, tenant, Text.LIMITS, _limits_node(limits), if_revision)
        return limits

    # inside

    def _watched(self, tenant: str) -> Watched[LendingSettings]:
        prefixes = tuple(
            self._names.resource(tenant, collection, "") for collection in ("settings", "locations", "service-points")
        )
        return Watched(
            self._store, lambda: self._read(tenant), _scope(tenant), lambda key: key.iri.startswith(prefixes)
        )

    def _read(self, tenant: str) -> LendingSettings:
        rules, hours, limits = self._documents(tenant, _LENDING)
        scope = _scope(tenant)
        (units,), (points,) = self._places.units([tenant], scope), self._places.points([tenant], scope)
        zones = {each.path: ZoneInfo(each.timezone) for each in units if each.timezone is not None}
        return LendingSettings(
            tenant,
            Resolver(parse(_text(rules) or DEFAULT_RULES)),
            read_calendars(_text(hours) or DEFAULT_HOURS).beside(zones),
            {each.iri: each.path for each in units},
            {each.iri: each for each in points},
            _limits_of(limits),
            0 if rules is None else rules.version,
        )

    def _documents(self, tenant: str, texts: Sequence[Text]) -> list[Document | None]:
        return self._store.read([self._key(tenant, each) for each in texts], _scope(tenant))

    def _findings(self, text: str, tenant: str) -> tuple[Finding, ...]:
        (units,) = self._places.units([tenant], _scope(tenant))
        (points,) = self._places.points([tenant], _scope(tenant))
        known = Vocabulary(
            units=with_those_above(_paths(units)),
            service_points=frozenset(each.code for each in points) or None,
            templates=KINDS | {each.kind for each in self.templates_of(tenant)},
        )
        return tuple(lint(parse(text), known))

    def _kinds_unknown(self, templates: Iterable[Template], tenant: str) -> tuple[Finding, ...]:
        """Templates of kinds of notices that neither the rules in force nor every library send."""
        known = KINDS | _kinds_in(self.of(tenant).resolver.rules)
        return tuple(
            Finding(each.line, "unknown-kind", f"no notice of the kind “{each.kind}” is sent")
            for each in templates
            if each.kind not in known
        )

    def _publish(
        self,
        actor: Actor,
        tenant: str,
        which: Text,
        text: str,
        if_revision: int | None,
        findings: tuple[Finding, ...],
        *,
        dry_run: bool,
    ) -> Published:
        if dry_run:
            (document,) = self._documents(tenant, [which])
            return Published(text, 0 if document is None else document.version, findings)
        node: Node = {"@type": ["lsp:Settings"], "lsp:text": [text]}
        revision = self._put(actor, tenant, which, node, if_revision)
        return Published(text, revision, findings, self._clock())

    def _put(self, actor: Actor, tenant: str, which: Text, node: Node, if_revision: int | None) -> int:
        expects: Expected = if_revision or ABSENT
        key = self._key(tenant, which)
        change = Change(
            Cause(actor.id, f"{which}.publish", self._clock()), (Put(key, {"@id": key.iri, **node}, expects),)
        )
        try:
            return self._store.commit(change, _scope(tenant)).versions[0]
        except Conflict:
            raise StaleSettings("The settings are not as the caller saw them.") from None

    def _key(self, tenant: str, which: Text) -> Key:
        return Key(self._names.graph(tenant, GraphKind.SETTINGS), self._names.resource(tenant, "settings", which.value))


def _kinds_in(rules: RuleSet) -> set[str]:
    """The kinds of notices that rules name."""
    given = (each.value for rule in rules.rules for each in rule.declarations if each.field is Field.NOTICES)
    return {each.template for value in given if isinstance(value, tuple) for each in value if isinstance(each, Notice)}


def _paths(units: Iterable[OrgUnit]) -> list[str]:
    return [each.path for each in units]


def _scope(tenant: str) -> Scope:
    return Scope(
        (grant({GraphKind.SETTINGS, GraphKind.CATALOGUE}, {tenant}),), (grant({GraphKind.SETTINGS}, {tenant}),)
    )


def _reading(actor: Actor) -> str:
    require(actor, Permission.CIRCULATION_READ)
    return actor.tenant or ""


def _writing(actor: Actor, text: str) -> str:
    require(actor, Permission.TENANT_ADMIN)
    if len(text) > LONGEST:
        raise InvalidSettings(f"The text has {len(text):,} characters, more than {LONGEST:,}.")
    return actor.tenant or ""


def _text(document: Document | None) -> str | None:
    return None if document is None else str(document.body["lsp:text"][0])


def _published(text: str, document: Document | None, findings: tuple[Finding, ...] = ()) -> Published:
    if document is None:
        return Published(text, 0, findings)
    return Published(text, document.version, findings, document.changed)


_COUNTS: Final = (("overdue", "lsp:overdueLimit"), ("lost", "lsp:lostLimit"), ("loans", "lsp:loanLimit"),
                  ("history_days", "lsp:historyDays"))  # fmt: skip


def _limits_node(limits: BlockLimits) -> Node:
    node: Node = {"@type": ["lsp:Settings"]}
    for name, term in _COUNTS:
        if (count := getattr(limits, name)) is not None:
            node[term] = [str(count)]
    if limits.owed is not None:
        node["lsp:owedLimit"] = [str(limits.owed.minor), limits.owed.currency]
    return node


def _limits_of(document: Document | None) -> BlockLimits:
    if document is None:
        return BlockLimits()
    body = document.body
    counts = {name: int(body[term][0]) if term in body else None for name, term in _COUNTS}
    owed = body.get("lsp:owedLimit")
    return BlockLimits(owed=Money(int(owed[0]), owed[1]) if owed else None, **counts)
