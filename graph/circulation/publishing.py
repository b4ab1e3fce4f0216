"""The lending rules, opening hours, limits and templates of each library, kept as its settings and read as one value.

The texts are documents of the tenant's private settings graph, so that every version stays with who wrote it and when.
A library that has written none lends by the preset for public libraries, open every day; the first text it writes is
its own from then on. The rules of the network that it follows stand behind its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from threading import Lock
from typing import Final
from zoneinfo import ZoneInfo

from graph.access.model import Actor, Permission, acting
from graph.access.watch import IDENTITY, Watched
from graph.circulation.calendar_file import WEEKDAYS, read_calendars
from graph.circulation.messages.presets import KINDS
from graph.circulation.messages.templates import Template, read_templates
from graph.circulation.network_rules import rules_key
from graph.circulation.rules.in_force import (
    PRESET,
    Compiled,
    check_complete,
    in_force,
    of_network,
    read_complete,
    read_network,
)
from graph.circulation.rules.linter import lint
from graph.circulation.rules.model import Field, Notice, Rule, RuleSet
from graph.circulation.rules.parser import parse
from graph.circulation.rules.presets import PRESETS
from graph.circulation.rules.resolver import Resolver
from graph.circulation.rules.vocabulary import Vocabulary, with_those_above
from graph.circulation.settings import BlockLimits, LendingSettings
from graph.store.model import Document, Key
from graph.store.names import GraphKind, Names
from graph.store.port import Store
from graph.store.scope import Scope, grant
from graph.tenants.model import Tenant
from graph.tenants.organisation import OrgUnit
from graph.tenants.places import PlaceService
from graph.tenants.service import TenantService
from graph.tenants.texts import Edition, Finding, InvalidSettings, Published, Texts, check_length, published, text_in
from mappings.bibframe.node import Node
from mappings.money import Money

DEFAULT_RULES: Final = PRESETS[PRESET].text()
DEFAULT_HOURS: Final = '[everywhere]\nzone = "UTC"\n' + "".join(f'{day} = ["00:00-24:00"]\n' for day in WEEKDAYS)


class Text(StrEnum):
    """The texts of a library's settings, by the last part of their address."""

    RULES = "lending-rules"
    HOURS = "opening-hours"
    LIMITS = "lending-limits"
    TEMPLATES = "notice-templates"


_LENDING: Final = (Text.RULES, Text.HOURS, Text.LIMITS)
"""What every command of lending reads."""


class SettingsService:
    """The settings of lending. Everybody who lends reads them; writing them needs `tenant.admin`."""

    def __init__(
        self, store: Store, names: Names, clock: Callable[[], datetime], places: PlaceService, tenants: TenantService
    ) -> None:
        self._store, self._names, self._places, self._tenants = store, names, places, tenants
        self._texts, self._compiled = Texts(store, clock), Compiled()
        self._held: dict[str, Watched[LendingSettings]] = {}
        self._lock = Lock()

    def of(self, tenant: str) -> LendingSettings:
        """What a tenant has settled, as it is now; read again only after a change of it."""
        held = self._held.get(tenant)
        if held is None:
            with self._lock:
                held = self._held.setdefault(tenant, self._watched(tenant))
        return held.get()

    def zone(self, tenant: str) -> ZoneInfo:
        """The time zone in which a tenant's days are."""
        return self.of(tenant).calendar(None).zone

    def rules(self, actor: Actor) -> Published:
        """The lending rules of the acting tenant, with what the linter says of them. Needs `circulation.read`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        (document,), network = self._documents(tenant, [Text.RULES]), self._network(tenant)
        text = text_in(document) or (DEFAULT_RULES if network is None else "")
        return published(text, document, self._findings(parse(text), tenant, network))

    def hours(self, actor: Actor) -> Published:
        """The opening hours of the acting tenant as the text they are written in. Needs `circulation.read`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        (document,) = self._documents(tenant, [Text.HOURS])
        return published(text_in(document) or DEFAULT_HOURS, document)

    def past(self, actor: Actor, which: Text) -> list[Edition]:
        """Every version of a text of the acting tenant, the last first. Needs `tenant.admin`."""
        tenant = _writing(actor, "")
        return self._texts.past(self._key(tenant, which), _scope(tenant))

    def templates(self, actor: Actor) -> Published:
        """The acting tenant's own templates of messages; empty where the presets hold. Needs `circulation.read`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        (document,) = self._documents(tenant, [Text.TEMPLATES])
        text = text_in(document) or ""
        return published(text, document, self._kinds_unknown(read_templates(text), tenant))

    def templates_of(self, tenant: str) -> tuple[Template, ...]:
        """A tenant's own templates as they are in force."""
        (document,) = self._documents(tenant, [Text.TEMPLATES])
        return read_templates(text_in(document) or "")

    def limits(self, actor: Actor) -> tuple[BlockLimits, int]:
        """From what on a patron is blocked by itself, and the revision of that. Needs `circulation.read`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        (document,) = self._documents(tenant, [Text.LIMITS])
        return _limits_of(document), 0 if document is None else document.version

    def publish_rules(
        self, actor: Actor, text: str, if_revision: int | None = None, *, dry_run: bool = False
    ) -> Published:
        """Put lending rules in force for the acting tenant; `if_revision` None or 0: there are none yet. They may leave
        out what the network gives that it follows.

        Raises `InvalidRules` with every problem and its line, `IncompleteRules`, `StaleSettings`, `Forbidden`.
        """
        tenant = _writing(actor, text)
        findings = self._rules_checked(tenant, text)
        return self._publish(actor, tenant, Text.RULES, text, if_revision, findings, dry_run=dry_run)

    def check_rules(self, actor: Actor, text: str) -> tuple[Finding, ...]:
        """What to look at again in rules that can be put in force. Needs `circulation.read`; raises as
        `publish_rules`.
        """
        tenant = acting(actor, Permission.CIRCULATION_READ)
        check_length(text)
        return self._rules_checked(tenant, text)

    def check_hours(self, actor: Actor, text: str) -> tuple[Finding, ...]:
        """As `check_rules`, for opening hours; raises as `publish_hours`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        check_length(text)
        read_calendars(text).at(tenant)
        return ()

    def check_templates(self, actor: Actor, text: str) -> tuple[Finding, ...]:
        """As `check_rules`, for templates of messages; raises as `publish_templates`."""
        tenant = acting(actor, Permission.CIRCULATION_READ)
        check_length(text)
        return self._kinds_unknown(read_templates(text), tenant)

    def proposed(self, tenant: str, text: str, network: str | None = None) -> Resolver:
        """What a tenant would lend by if this were its text, or that of a network that it followed.

        Raises `InvalidRules`, `IncompleteRules`.
        """
        check_length(text)
        if network is None:
            behind = self._network(tenant)
            return Resolver(read_complete(text, behind), behind)
        (document,) = self._documents(tenant, [Text.RULES])
        own = text_in(document)
        return in_force(None if own is None else parse(own), of_network(network, read_network(text)))

    def follow(self, actor: Actor, network: str | None) -> Tenant:
        """Choose the network whose rules stand behind those of the acting tenant, None for none. Raises `NotAMember`,
        `IncompleteRules` where its own rules would leave something without a value then, `Forbidden`.
        """
        tenant = _writing(actor, "")
        (document,) = self._documents(tenant, [Text.RULES])
        own = text_in(document)
        if own is not None and network in {None, *self._tenants.tenant(tenant).networks}:
            check_complete(Resolver(parse(own), self._rules_of(network)))
        return self._tenants.follow(actor, tenant, network)

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

    def publish_limits(
        self, actor: Actor, limits: BlockLimits, if_revision: int | None = None
    ) -> tuple[BlockLimits, int]:
        """Set from what on a patron is blocked by itself; answers that with its revision.

        Raises `InvalidSettings`, `StaleSettings`, `Forbidden`.
        """
        tenant = _writing(actor, "")
        owed = limits.owed.minor if limits.owed is not None else None
        counts = (limits.overdue, limits.lost, limits.loans, limits.history_days, owed)
        if any(each is not None and each < 0 for each in counts):
            raise InvalidSettings("A limit is nothing less than 0.")
        key = self._key(tenant, Text.LIMITS)
        node = _limits_node(limits)
        return limits, self._texts.put(actor, f"{Text.LIMITS}.publish", key, node, if_revision, _scope(tenant))

    # inside

    def _watched(self, tenant: str) -> Watched[LendingSettings]:
        prefixes = tuple(
            self._names.resource(tenant, collection, "") for collection in ("settings", "locations", "service-points")
        )
        itself, networks = self._names.tenant(tenant), self._names.network("")

        def concerns(key: Key) -> bool:
            return key.iri == itself or key.iri.startswith((*prefixes, networks))

        scope = Scope((*_scope(tenant).reading, *IDENTITY.reading))
        return Watched(self._store, lambda: self._read(tenant), scope, concerns)

    def _read(self, tenant: str) -> LendingSettings:
        (rules, hours, limits), network = self._documents(tenant, _LENDING), self._network(tenant)
        scope = _scope(tenant)
        (units,), (points,) = self._places.units([tenant], scope), self._places.points([tenant], scope)
        zones = {each.path: ZoneInfo(each.timezone) for each in units if each.timezone is not None}
        return LendingSettings(
            tenant,
            self._compiled.library(tenant, text_in(rules), network),
            read_calendars(text_in(hours) or DEFAULT_HOURS).beside(zones),
            {each.iri: each.path for each in units},
            {each.iri: each for each in points},
            _limits_of(limits),
            0 if rules is None else rules.version,
        )

    def _documents(self, tenant: str, texts: Sequence[Text]) -> list[Document | None]:
        return self._texts.read([self._key(tenant, each) for each in texts], _scope(tenant))

    def _network(self, tenant: str) -> Resolver | None:
        """The rules of the network that a tenant follows; None where it follows none, or one without rules."""
        (known,) = self._tenants.tenants([tenant])
        return self._rules_of(None if known is None else known.lending_network)

    def _rules_of(self, network: str | None) -> Resolver | None:
        if network is None:
            return None
        (document,) = self._texts.read([rules_key(self._names, network)], IDENTITY)
        text = text_in(document)
        return None if text is None else self._compiled.network(network, text)

    def _rules_checked(self, tenant: str, text: str) -> tuple[Finding, ...]:
        network = self._network(tenant)
        return self._findings(read_complete(text, network), tenant, network)

    def _findings(self, rules: RuleSet, tenant: str, network: Resolver | None) -> tuple[Finding, ...]:
        (units,) = self._places.units([tenant], _scope(tenant))
        (points,) = self._places.points([tenant], _scope(tenant))
        known = Vocabulary(
            units=with_those_above(_paths(units)),
            service_points=frozenset(each.code for each in points) or None,
            templates=KINDS | {each.kind for each in self.templates_of(tenant)},
        )
        return tuple(lint(rules, known, network))

    def _kinds_unknown(self, templates: Iterable[Template], tenant: str) -> tuple[Finding, ...]:
        """Templates of kinds of notices that neither the rules in force nor every library send."""
        known = KINDS | _kinds_in(self.of(tenant).resolver.every_rule)
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
        command, key = f"{which}.publish", self._key(tenant, which)
        return self._texts.publish(actor, command, key, text, if_revision, findings, _scope(tenant), dry_run=dry_run)

    def _key(self, tenant: str, which: Text) -> Key:
        return Key(self._names.graph(tenant, GraphKind.SETTINGS), self._names.resource(tenant, "settings", which.value))


def _kinds_in(rules: Iterable[Rule]) -> set[str]:
    """The kinds of notices that rules name."""
    given = (each.value for rule in rules for each in rule.declarations if each.field is Field.NOTICES)
    return {each.template for value in given if isinstance(value, tuple) for each in value if isinstance(each, Notice)}


def _paths(units: Iterable[OrgUnit]) -> list[str]:
    return [each.path for each in units]


def _scope(tenant: str) -> Scope:
    return Scope(
        (grant({GraphKind.SETTINGS, GraphKind.CATALOGUE}, {tenant}),), (grant({GraphKind.SETTINGS}, {tenant}),)
    )


def _writing(actor: Actor, text: str) -> str:
    tenant = acting(actor, Permission.TENANT_ADMIN)
    check_length(text)
    return tenant


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
