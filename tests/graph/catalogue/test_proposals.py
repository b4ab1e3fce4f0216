"""Templates, copies and proposals: what people begin from, and what somebody else decides about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from graph.access.model import Actor, Forbidden, SharingLevel, operator
from graph.backends.memory import MemoryStore
from graph.catalogue.errors import Invalid, NotFound, StalePaper, StaleRevision, UnknownPaper
from graph.catalogue.papers import Content, Paper, PaperKind, ProposalState, paper_node
from graph.catalogue.service import CatalogueService
from graph.store.model import ABSENT, Cause, Change, Key, Put
from graph.store.names import GraphKind, Names
from graph.store.paging import Page
from graph.store.port import Store
from graph.store.scope import SystemScope
from graph.tenants.model import Sharing
from tests.graph.catalogue.people import person
from tests.graph.catalogue.test_drafts import INSTANCE, WORK


@pytest.fixture
def store() -> MemoryStore:
    """One store in memory: what stores must do alike is held in tests/contracts."""
    return MemoryStore()


@pytest.fixture
def proposed(catalogue: CatalogueService, ana: Actor, vera: Actor) -> Callable[[], Paper]:
    """Makes a proposal of Vera's: a changed copy of a work, and a new instance of it."""

    def make() -> Paper:
        work = catalogue.create(ana, "bf:Work", {"bf:date": ["1999"]})
        body, new = {**work.body, "bf:date": ["2001"]}, {**INSTANCE, "bf:instanceOf": [{"@id": work.iri}]}
        draft = catalogue.drafts.put(vera, Content(nodes=(body, new), bases={work.iri: work.revision}))
        return catalogue.proposals.send(vera, draft.iri, str(draft.revision), "Seen on the title page")

    return make


def test_what_is_accepted_is_published_as_one_change_under_both_names(
    store: Store, catalogue: CatalogueService, scope, ana: Actor, vera: Actor, proposed
) -> None:
    proposal = proposed()
    assert catalogue.drafts.of(vera, Page(5)).total == 0
    position = store.position()
    work, instance = catalogue.proposals.accept(ana, proposal.iri, str(proposal.revision), "r").resources
    assert store.position() == position + 1
    assert (work.body["bf:date"], work.body["bf:hasInstance"]) == (["2001"], [{"@id": instance.iri}])
    cause = catalogue.history([work.iri], scope)[0][0].cause
    assert (cause.actor, cause.command, cause.source) == ("ana", "proposalAccept", "account:vera")
    assert [each.source for each in catalogue.provenance([work.iri], scope)[0]] == [None]
    (seen,) = catalogue.proposals.read(vera, [proposal.iri])
    assert seen is not None
    assert (seen.verdict.state, seen.verdict.became) == (ProposalState.ACCEPTED, (work.iri, instance.iri))
    assert catalogue.proposals.accept(ana, proposal.iri, str(proposal.revision), "r").resources == (work, instance)
    for again in (lambda: catalogue.proposals.accept(ana, proposal.iri, str(seen.revision)),
                  lambda: catalogue.proposals.take_back(vera, proposal.iri, str(seen.revision))):  # fmt: skip
        with pytest.raises(StalePaper):
            again()


def test_what_is_refused_goes_back_with_a_reason_and_can_be_mended_and_sent_again(
    catalogue: CatalogueService, ana: Actor, vera: Actor, proposed
) -> None:
    proposal = proposed()
    with pytest.raises(Invalid):
        catalogue.proposals.refuse(ana, proposal.iri, str(proposal.revision), " ")
    catalogue.proposals.refuse(ana, proposal.iri, str(proposal.revision), "The date is of the reprint.")
    (seen,) = catalogue.proposals.read(vera, [proposal.iri])
    assert seen is not None
    assert (seen.verdict.state, seen.verdict.reason) == (ProposalState.REFUSED, "The date is of the reprint.")
    draft = catalogue.proposals.take_back(vera, proposal.iri, str(seen.revision))
    assert draft.content == proposal.content
    again = catalogue.proposals.send(vera, draft.iri, str(draft.revision))
    assert [each.iri for each in catalogue.proposals.of(ana, Page(5)).items] == [again.iri]


def test_a_proposal_whose_record_others_changed_is_not_published_over_it(
    store: Store, catalogue: CatalogueService, scope, ana: Actor, proposed
) -> None:
    proposal = proposed()
    (work,) = catalogue.resources([proposal.content.nodes[0]["@id"]], scope)
    assert work is not None
    catalogue.update(ana, work.iri, work.revision, {**work.body, "bf:date": ["2002"]})
    position = store.position()
    with pytest.raises(StaleRevision):
        catalogue.proposals.accept(ana, proposal.iri, str(proposal.revision))
    assert store.position() == position


def test_a_proposal_is_seen_by_its_maker_and_by_those_who_decide_alone(
    store: Store, catalogue: CatalogueService, access, ana: Actor, vera: Actor, proposed
) -> None:
    proposal = proposed()
    other = person("vic", "contributor")
    assert catalogue.proposals.read(ana, [proposal.iri]) == [proposal]
    assert catalogue.proposals.read(other, [proposal.iri]) == [None]
    assert catalogue.proposals.of(other, Page(5)).total == 0
    assert catalogue.resources([proposal.iri], access.scope(ana)) == [None]
    position, revision = store.position(), str(proposal.revision)
    for who in (vera, other, person("rob", "reader"), ana.at("lindenau")):
        with pytest.raises((Forbidden, UnknownPaper)):
            catalogue.proposals.accept(who, proposal.iri, revision)
        with pytest.raises((Forbidden, UnknownPaper)):
            catalogue.proposals.refuse(who, proposal.iri, revision, "no")
        if who is not vera:
            with pytest.raises((Forbidden, UnknownPaper)):
                catalogue.proposals.take_back(who, proposal.iri, revision)
    assert store.position() == position


def test_a_template_is_for_all_who_draft_here_and_begins_something_new(
    catalogue: CatalogueService, ana: Actor, vera: Actor
) -> None:
    made = catalogue.create(ana, "bf:Work", {"rdfs:label": ["Novel"]})
    instance = {**INSTANCE, "bf:instanceOf": [{"@id": made.iri}]}
    kept = catalogue.templates.put(ana, Content(nodes=(made.body, instance), title="Novel", profile="monograph"))
    assert made.iri not in str(kept.content)
    assert [each.content.title for each in catalogue.templates.of(vera, Page(5)).items] == ["Novel"]
    draft = catalogue.drafts.put(vera, kept.content)
    work, edition = draft.content.nodes
    assert edition["bf:instanceOf"] == [{"@id": work["@id"]}]
    for refused in (lambda: catalogue.templates.put(vera, kept.content),
                    lambda: catalogue.templates.delete(vera, kept.iri, str(kept.revision))):  # fmt: skip
        with pytest.raises(Forbidden):
            refused()
    with pytest.raises(StalePaper):
        catalogue.templates.put(ana, kept.content, kept.iri, "7")
    catalogue.templates.delete(ana, kept.iri, str(kept.revision), "r")
    catalogue.templates.delete(ana, kept.iri, str(kept.revision), "r")
    assert catalogue.templates.read(ana, [kept.iri]) == [None]


def test_a_copy_of_another_librarys_record_begins_a_draft_that_says_where_it_is_from(
    store: Store, catalogue: CatalogueService, tenants, ana: Actor
) -> None:
    theirs = operator("lindenau")
    tenants.update(theirs, "lindenau", sharing=Sharing(SharingLevel.PUBLIC))
    work = catalogue.create(theirs, "bf:Work", {"rdfs:label": ["Salt"]})
    instance = catalogue.create(theirs, "bf:Instance", {"bf:instanceOf": [{"@id": work.iri}]})
    draft = catalogue.copying.copy(ana, instance.iri)
    mine, above = catalogue.drafts.publish(ana, draft.iri, str(draft.revision)).resources
    assert mine.iri.startswith("https://c.example/harbor/instances/")
    assert mine.body["bf:instanceOf"] == [{"@id": above.iri}]
    assert above.body["bf:adminMetadata"][0]["bf:derivedFrom"] == [{"@id": work.iri}]
    assert above.body["bf:hasInstance"] == [{"@id": mine.iri}]
    item = catalogue.create(theirs, "bf:Item", {"bf:itemOf": [{"@id": instance.iri}]})
    tenants.update(theirs, "lindenau", sharing=Sharing(SharingLevel.PRIVATE))
    position = store.position()
    for iri in (instance.iri, item.iri, "nonsense", draft.iri):
        with pytest.raises(NotFound):
            catalogue.copying.copy(ana, iri)
    assert store.position() == position


def test_what_is_begun_from_a_name_only_is_new_each_time(catalogue: CatalogueService, ana: Actor) -> None:
    first, second = (catalogue.drafts.put(ana, Content(nodes=(WORK,))) for _ in range(2))
    assert first.content.nodes[0]["@id"] != second.content.nodes[0]["@id"]


def test_a_library_with_thousands_of_proposals_sees_the_last_one_first(
    catalogue: CatalogueService, store: MemoryStore, names: Names, ana: Actor, vera: Actor
) -> None:
    graph = names.graph("harbor", GraphKind.STAFF)
    papers = [
        Paper(
            iri=names.resource("harbor", "proposals", f"p{n}"),
            kind=PaperKind.PROPOSAL,
            owner=vera.id,
            content=Content(nodes=(WORK,)),
        )
        for n in range(2001)
    ]
    puts = tuple(Put(Key(graph, each.iri), paper_node(each, names, "harbor"), ABSENT) for each in papers)
    store.commit(Change(Cause(vera.id, "proposalSend", datetime(2026, 1, 1, tzinfo=UTC)), puts), SystemScope())
    for actor in (ana, vera):
        seen = catalogue.proposals.of(actor, Page(first=2))
        assert [each.iri for each in seen.items] == [papers[2000].iri, papers[1999].iri]
        assert seen.total == 2001
        after = catalogue.proposals.of(actor, Page(first=1, after=seen.cursors[1]))
        assert [each.iri for each in after.items] == [papers[1998].iri]
