"""What the rows of the permission matrix make their inputs of: a new thing of Harbor for each that is changed."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from graph.access.model import Actor, network_owner, operator
from graph.catalogue.batch_documents import BatchState, Pending, batch_node
from graph.catalogue.batches import BatchSelection
from graph.catalogue.job_documents import Runner
from graph.catalogue.operations import Operation, OperationKind
from graph.catalogue.papers import Content
from graph.research.saved import Audience, Language, Wanted
from graph.store.model import Cause, Change, Key, Put
from graph.store.names import GraphKind
from graph.store.scope import SystemScope
from schema.ids import Naming, make_id, name_in, resource_id
from tests.schema.library import WHOLE, World
from tests.schema.marked import HARBOR, NETWORK


@dataclass(frozen=True)
class Case:
    """What the rows make their inputs of: the world, and a folder for files."""

    world: World
    folder: Path
    role: str = "administrator"
    """Of Harbor, whose own the things are that belong to one person."""

    @property
    def own(self) -> Actor:
        """Somebody of that role."""
        return self.world.who(f"{self.role}@{HARBOR}")

    def draft(self) -> dict[str, Any]:
        """A new draft, by its id and revision."""
        kept = self.world.installation.services.catalogue.drafts.put(self.own, Content(nodes=({"@type": ["bf:Work"]},)))
        return {"id": make_id(Naming.DRAFT, kept.iri), "ifRevision": str(kept.revision)}

    def changes(self) -> str:
        """The id of a new batch of Harbor."""
        catalogue, actor = self.world.installation.services.catalogue, self.world.who(f"administrator@{HARBOR}")
        made = catalogue.create(actor, "bf:Work", {"rdfs:label": ["A work to change"]})
        same = Operation(kind=OperationKind.ADD, property="bf:note", to="of a batch")
        done = catalogue.batches.apply(actor, BatchSelection(iris=(made.iri,)), [same], dry_run=False).batch
        assert done is not None
        return str(make_id(Naming.CHANGE_BATCH, done.iri))

    def cut_off(self) -> str:
        """The id of a new batch of Harbor that nobody is at work on, with one description to do."""
        catalogue, actor = self.world.installation.services.catalogue, self.world.who(f"administrator@{HARBOR}")
        made = catalogue.create(actor, "bf:Work", {"rdfs:label": ["A work to change"]})
        (batch,) = catalogue.batches.read(actor, [name_in(self.changes(), Naming.CHANGE_BATCH)])
        assert batch is not None
        waiting = replace(
            batch,
            seen=None,
            state=BatchState.RUNNING,
            pending=(Pending(made.iri),),
            found=2,
            runner=Runner("gone", 1, ""),
        )
        names, store = self.world.installation.services.names, self.world.installation.store
        key = Key(names.graph(HARBOR, GraphKind.STAFF), batch.iri)
        put = Put(key, batch_node(waiting, names, HARBOR), batch.revision)
        store.commit(Change(Cause(actor.id, "test", batch.at), (put,)), SystemScope())
        return str(make_id(Naming.CHANGE_BATCH, batch.iri))

    def template(self) -> dict[str, Any]:
        """A new template of Harbor, by its id and revision."""
        content = Content(nodes=({"@type": ["bf:Work"]},), title="Novel")
        kept = self.world.installation.services.catalogue.templates.put(self.own, content)
        return {"id": make_id(Naming.TEMPLATE, kept.iri), "ifRevision": str(kept.revision)}

    def saved_query(self) -> dict[str, Any]:
        """A new query of the case's role in Harbor, by its id and revision."""
        wanted = Wanted(name="Languages", language=Language.GRAPHQL, text="{ event }", audience=Audience.LIBRARY)
        kept = self.world.installation.services.saved_queries.put(self.own, wanted)
        return {"id": make_id(Naming.SAVED_QUERY, kept.iri), "ifRevision": str(kept.revision)}

    def run(self) -> dict[str, Any]:
        """A new run of the case's role in Harbor, by its id."""
        services = self.world.installation.services
        run = services.query_runs.start(self.own, "ASK { ?s ?p ?o }", services.access.scope(self.own))
        return {"run": make_id(Naming.SPARQL_RUN, run.id)}

    def proposal(self) -> dict[str, Any]:
        """A new proposal, by its id and revision."""
        catalogue = self.world.installation.services.catalogue
        draft = catalogue.drafts.put(self.own, Content(nodes=({"@type": ["bf:Work"]},)))
        sent = catalogue.proposals.send(self.own, draft.iri, str(draft.revision))
        return {"id": make_id(Naming.PROPOSAL, sent.iri), "ifRevision": str(sent.revision)}

    def made(self, type_: str, node: dict[str, Any]) -> tuple[str, str]:
        """A new resource of Harbor: its id and revision."""
        catalogue = self.world.installation.services.catalogue
        found = catalogue.create(self.world.who(f"administrator@{HARBOR}"), type_, node)
        return str(resource_id(found.iri)), found.revision

    def work(self) -> tuple[str, str]:
        """A new work of Harbor."""
        return self.made("bf:Work", {"rdfs:label": ["A work to change"]})

    def sharing(self) -> Actor:
        """Somebody of the role in Harbor who catalogues for its network as well, from now on."""
        access, name = self.world.installation.services.access, f"{self.role}@{HARBOR}"
        access.set_roles(operator(), self.own.id, network_owner(NETWORK), ("cataloguer",))
        self.world.callers[name] = access.actor(self.own.id)
        return self.own

    def shared_work(self) -> tuple[str, str]:
        """A new work of Harbor's network."""
        actor, catalogue = self.sharing(), self.world.installation.services.catalogue
        made = catalogue.create(actor, "bf:Work", {"rdfs:label": ["A work of all"]}, network=NETWORK)
        return str(resource_id(made.iri)), made.revision

    def changed_work(self) -> dict[str, dict[str, Any]]:
        """A new work of Harbor that was changed, and how that is taken back."""
        catalogue, actor = self.world.installation.services.catalogue, self.world.who(f"administrator@{HARBOR}")
        made = catalogue.create(actor, "bf:Work", {"rdfs:label": ["A work to change"]})
        now = catalogue.update(actor, made.iri, made.revision, {**made.body, "rdfs:label": ["changed"]})
        named = {"id": resource_id(made.iri), "ifRevision": now.revision}
        (last, *_) = catalogue.history([made.iri], WHOLE)[0]
        return {"restore": named | {"to": made.revision}, "undo": named | {"event": last.sequence}}

    def item(self) -> tuple[str, str]:
        """A new item of Harbor."""
        return self.made("bf:Item", {"bf:itemOf": [{"@id": self.instance}], "rdfs:label": ["A copy"]})

    def holding(self) -> tuple[str, str]:
        """New holdings of Harbor."""
        return self.made("lsp:Holdings", {"lsp:holdingsFor": [{"@id": self.instance}]})

    def batch(self) -> str:
        """A new batch of heading changes that has ended."""
        batch = self.world.installation.services.headings.carry(self.world.who(f"cataloguer@{HARBOR}"), [self.author])
        self.world.settle()
        return batch.id

    def stopped(self) -> str:
        """A new batch of heading changes that was stopped before its end."""
        service = self.world.installation.services.headings.by_hand()
        waiting = service.carry(self.world.who(f"cataloguer@{HARBOR}"), [self.author])
        return service.run(waiting.id, stop=lambda: True).id

    def heading(self) -> str:
        """A heading that a new work alone names, by its IRI."""
        iri = f"https://e.example/{secrets.token_hex(4)}"
        agent = {"@id": iri, "@type": ["bf:Agent", "bf:Person"], "rdfs:label": ["Someone"]}
        self.made("bf:Work", {"bf:contribution": [{"@type": ["bf:Contribution"], "bf:agent": [agent]}]})
        return iri

    @property
    def author(self) -> str:
        """The described author of Harbor."""
        return self.world.resources[HARBOR]["bf:Agent"][0]

    @property
    def instance(self) -> str:
        """An instance of Harbor."""
        return self.world.resources[HARBOR]["bf:Instance"][0]

    @property
    def another_instance(self) -> str:
        """Another one."""
        return self.world.resources[HARBOR]["bf:Instance"][1]

    @property
    def location(self) -> str:
        """The id of a location of Harbor."""
        return str(make_id(Naming.LOCATION, self.world.resources[HARBOR]["lsp:Location"][0]))
