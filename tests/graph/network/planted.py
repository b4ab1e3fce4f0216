"""Two members of a network with everything that can hang on what they describe: copies, loans, holds, requests between
them, overlays of shared descriptions, and clusters.
"""

from __future__ import annotations

from pathlib import Path

from graph.access.model import operator
from graph.access.service import AccessService
from graph.catalogue.exporter import Exporter
from graph.catalogue.model import Resource
from graph.catalogue.resources import REDIRECT
from graph.catalogue.service import CatalogueService
from graph.circulation.model import RequestLevel
from graph.circulation.requesting import Wish
from graph.circulation.rules.model import RequestType
from graph.network.clusters.deciding import Clustering
from graph.network.clusters.following import ClusterFile
from graph.network.clusters.making import Making
from graph.store.followed import LogNote
from graph.store.model import Key
from graph.store.names import GraphKind
from graph.store.portable import Portable
from graph.store.walking import documents
from graph.workflows.interlending.steps import Step
from mappings.bibframe.node import Node
from tests.graph.network.test_making_clusters import World
from tests.graph.workflows.members import OTHER, Members

NETWORK = "rivers"
TITLES = ("History of the harbor town", "A garden of northern roses", "Tides and their tables")
_KINDS = frozenset(GraphKind) - {GraphKind.IDENTITY, GraphKind.NETWORK, GraphKind.VOCABULARY}


class Planted(Members):
    """Each of both describes three works, with an edition and two copies of each: one is lent and waited for, one has a
    hold on the work. What is wanted from the other is asked for, and is on its way. The third work of Harbor is the
    network's; each says something of its own about it and hides something, and has copies of it.
    """

    def __init__(self, store: Portable, folder: Path) -> None:
        super().__init__(store)
        file = ClusterFile(folder / "clusters", folder / "lock", LogNote(folder / "note"), store, self.everything)
        self.making = Making(store, self.names, lambda: self.now, self.tenants, file)
        self.clusters = Clustering(store, self.names, lambda: self.now, self.making)
        self.access = AccessService(store, self.names, lambda: self.now, self.tenants.policies)
        exporter = Exporter(store, self.names, self.tenants)
        self.catalogue = CatalogueService(store, self.names, lambda: self.now, self.access, exporter)
        world = World(store, self.tenants, self.making, self.clusters, file)
        for tenant in OTHER:
            self.patron("P2", tenant)
            self.patron("P3", tenant)
            for number, title in enumerate(TITLES, 1):
                self.book(f"{number}1", f"{number}2", work=f"w{number}", tenant=tenant)
                world.describe(tenant, f"w{number}", title=title, by=f"Lee, Ann {number}", year=f"199{number}")
        self.shared, self.edition = self._share()
        for tenant in OTHER:
            self._say(tenant, f"Of {tenant}")
            for number in (1, 2):
                self._lend(tenant, number)
        self._lend("harbor", 3)
        asked = self.ask()
        self.answer("lindenau", self.copy_there("harbor", asked.id).iri, Step.WILL_SUPPLY)
        self.ask("lindenau")
        self.making.bring_up(NETWORK)

    def networks(self, tenant: str) -> tuple[str, ...]:
        """Those it belongs to."""
        return self.tenants.tenant(tenant).networks

    @property
    def works(self) -> list[str]:
        """The works that a person may decide about, Harbor's two first."""
        return [
            *(self.names.resource(tenant, "works", f"w{n}") for tenant in sorted(OTHER) for n in (1, 2)),
            self.shared,
            self.names.resource("lindenau", "works", "w3"),
        ]

    def of(self, tenant: str, iri: str) -> Resource:
        """A description as a library reads it."""
        (found,) = self.catalogue.resources([iri], self.access.scope(operator(tenant)))
        assert found is not None
        return found

    def whole(self) -> dict[Key, Node]:
        """All that either library and the network have, but for the papers that tell what was done, the counters of
        queues, which only grow, and addresses of clusters that were and lead to others.
        """
        graphs = [self.names.network_graph(NETWORK)]
        graphs += [self.names.graph(tenant, kind) for tenant in OTHER for kind in _KINDS]
        return {
            each.key: each.body
            for graph in graphs
            for each in documents(self.store, graph, self.everything)
            if each.body["@type"] not in (["lsp:BatchChange"], ["lsp:Queue"])
            and (each.key.graph != graphs[0] or each.body["@type"] != [REDIRECT])
        }

    # what is planted

    def _share(self) -> tuple[str, str]:
        mine = [self.names.resource("harbor", each, "w3") for each in ("works", "instances")]
        seen = {each: self.of("harbor", each).revision for each in mine}
        moved = self.catalogue.promoting.promote(operator("harbor"), NETWORK, seen).moved
        return moved[mine[0]], moved[mine[1]]

    def _say(self, tenant: str, note: str) -> None:
        who, seen = operator(tenant), self.of(tenant, self.shared)
        body = {name: values for name, values in seen.body.items() if name != "bf:language"}
        self.catalogue.update(who, self.shared, seen.revision, {**body, "bf:note": [note]})
        if tenant != "harbor":
            self.catalogue.create(who, "bf:Item", {"bf:itemOf": [{"@id": self.edition}]})

    def _lend(self, tenant: str, number: int) -> None:
        who, point = operator(tenant), self.point(tenant=tenant)
        self.lending.check_out(who, f"{number}1", "P1", point)
        place = self.circulation.requesting.place
        place(who, "P2", Wish(f"{number}1", RequestLevel.ITEM, RequestType.HOLD, point))
        if number == 2:
            work = self.names.resource(tenant, "works", f"w{number}")
            self.lending.check_out(who, f"{number}2", "P1", point)
            place(who, "P3", Wish(work, RequestLevel.WORK, RequestType.HOLD, point))
