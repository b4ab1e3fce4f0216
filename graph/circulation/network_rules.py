"""The lending rules of networks: a text that holds in every member that follows it, behind what the member says itself.

The text is a document beside its network's own in the installation's private graph: the graph that a network shares is
open to linked-data queries, and settings are not. Its past is kept as a library's is.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from graph.access.model import Actor, Forbidden, Permission, network_owner, require
from graph.access.watch import IDENTITY
from graph.circulation.messages.presets import KINDS
from graph.circulation.rules.in_force import read_network
from graph.circulation.rules.linter import lint
from graph.circulation.rules.vocabulary import Vocabulary
from graph.store.model import Key
from graph.store.names import Names
from graph.store.port import Store
from graph.tenants.service import TenantService
from graph.tenants.texts import Edition, Finding, Published, Texts, check_length, published, text_in

_KNOWN = Vocabulary(templates=KINDS)
"""Of what a network's rules name, only the kinds of notices are the same in every library."""


class NetworkRules:
    """The lending rules of networks. Writing them needs `network.admin` in the network."""

    def __init__(self, store: Store, names: Names, clock: Callable[[], datetime], tenants: TenantService) -> None:
        self._texts, self._names, self._tenants = Texts(store, clock), names, tenants

    def rules(self, actor: Actor, network: str) -> Published:
        """A network's rules, with what the linter says of them; an empty text where it has none. Needs `network.admin`
        there, or `circulation.read` in an acting tenant that belongs to it.
        """
        self._reading(actor, network)
        (document,) = self._texts.read([rules_key(self._names, network)], IDENTITY)
        text = text_in(document)
        if text is None:
            return Published("", 0)
        return published(text, document, tuple(lint(read_network(text), _KNOWN)))

    def past(self, actor: Actor, network: str) -> list[Edition]:
        """Every version of a network's rules, the last first. Needs `network.admin` there."""
        self._writing(actor, network)
        return self._texts.past(rules_key(self._names, network), IDENTITY)

    def check(self, actor: Actor, network: str, text: str) -> tuple[Finding, ...]:
        """What to look at again in rules that can be put in force for a network. For those who read its rules; raises
        as `publish`.
        """
        self._reading(actor, network)
        check_length(text)
        return tuple(lint(read_network(text), _KNOWN))

    def publish(
        self, actor: Actor, network: str, text: str, if_revision: int | None = None, *, dry_run: bool = False
    ) -> Published:
        """Put rules in force for all that follow a network; `if_revision` None or 0: there are none yet.

        Raises `InvalidRules` with every problem and its line, also for units, `IncompleteRules`, `StaleSettings`,
        `Forbidden`.
        """
        self._writing(actor, network)
        check_length(text)
        findings = tuple(lint(read_network(text), _KNOWN))
        key = rules_key(self._names, network)
        return self._texts.publish(
            actor, "network-rules.publish", key, text, if_revision, findings, IDENTITY, dry_run=dry_run
        )

    def _writing(self, actor: Actor, network: str) -> None:
        require(actor, Permission.NETWORK_ADMIN, network_owner(network))
        self._tenants.network(network)

    def _reading(self, actor: Actor, network: str) -> None:
        if actor.may(Permission.NETWORK_ADMIN, network_owner(network)):
            self._tenants.network(network)
            return
        (tenant,) = self._tenants.tenants([actor.tenant or ""])
        if tenant is None or network not in tenant.networks or not actor.may(Permission.CIRCULATION_READ):
            raise Forbidden(f"There is no network “{network[:40]}” whose lending rules you may read.")


def rules_key(names: Names, network: str) -> Key:
    """Where a network's rules are kept."""
    return Key(names.identity, f"{names.network(network)}/lending-rules")
