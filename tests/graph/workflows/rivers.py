"""Four members of a network, three of which have one copy each of what is one work: whom the fourth may ask in turn."""

from __future__ import annotations

from graph.access.model import operator
from graph.network.clusters.documents import cluster_key, cluster_node
from graph.store.model import ANY, Put
from graph.store.portable import Portable
from graph.workflows.interlending.model import LibraryRequest
from graph.workflows.interlending.routing import FromAny
from graph.workflows.interlending.steps import Side, Step
from tests.graph.workflows.members import Members

LENDERS = ("quay", "lindenau", "outpost")
"""In the order in which Harbor asks them: the nearest first."""


class Rivers(Members):
    """Four members: Harbor hasn't got `rare`; Lindenau, Quay and Outpost have one copy each of what is one work."""

    def __init__(self, store: Portable) -> None:
        super().__init__(store)
        for tenant in ("quay", "outpost"):
            self.tenants.create_tenant(operator(), tenant, {"en": tenant.title()}, networks=("rivers",))
            self.tenants.update(operator(tenant), tenant, member_group="member")
        for tenant in LENDERS:
            self.book("99", work="rare", tenant=tenant)
        self.same_work(*LENDERS)
        self.tenants.update(operator(), "harbor", transit={"quay": 1, "lindenau": 2, "outpost": 5})

    def same_work(self, *tenants: str) -> None:
        """The network takes what these have of it for one work."""
        key = cluster_key(self.names, "rivers", "rare")
        self.write_put(Put(key, cluster_node(key.iri, [self.work("rare", each) for each in tenants], []), ANY))

    def ask_any(self, **more: object) -> LibraryRequest:
        """Harbor asks whoever can fill it."""
        wanted = FromAny(self.work("rare", "outpost"), "P1", self.point())
        return self.between.routing.ask(operator("harbor"), wanted, **more).request  # type: ignore[arg-type]

    def asked(self) -> list[tuple[str, str]]:
        """What Harbor asked whom, and how that stands, the first first."""
        found = sorted(self.requests("harbor")[Side.REQUESTING], key=lambda each: each.asked_at)
        return [(each.partner.removeprefix("member-"), str(each.state)) for each in found]

    def refuse(self, tenant: str) -> None:
        """A lender can't fill what it is asked for."""
        (request,) = self.between.listed(operator(tenant), Side.SUPPLYING)
        self.answer(tenant, request.iri, Step.NOT_SUPPLY)
        self.later(minutes=1)
