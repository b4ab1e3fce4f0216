"""Ways through the catalogue of two libraries: what hangs together, whoever described it."""

from __future__ import annotations

import pytest

from graph.access.model import ANONYMOUS, Reading
from graph.catalogue.merge import differences
from graph.catalogue.navigation import EXPRESSION_OF
from graph.catalogue.service import CatalogueService
from graph.store.errors import InvalidCursor
from graph.store.names import GraphKind
from graph.store.paging import Page
from graph.store.scope import Scope, SystemScope

SALT = (
    "001 s1",
    "020 ## $a 9780802713735",
    "100 1# $a Kurlansky, Mark.",
    "245 10 $a Salt.",
    "650 #0 $a Salt industry.",
)
COD = ("001 s2", "100 1# $a Kurlansky, Mark.", "245 10 $a Cod.", "700 1# $a Pépin, Jacques, $e illustrator.",
       "650 #0 $a Fishing.", "651 #0 $a Greece.")  # fmt: skip


@pytest.fixture
def wide(access) -> Scope:
    return access.scope(ANONYMOUS, Reading(all=True))


def of_type(store, names, type: str, tenant: str = "harbor") -> list[str]:
    return [key.iri for key in store.scan(names.graph(tenant, GraphKind.CATALOGUE), SystemScope(), type=type).keys]


def agent(catalogue: CatalogueService, work: str, scope: Scope) -> str:
    (found,) = catalogue.resources([work], scope)
    return found.body["bf:contribution"][0]["bf:agent"][0]["@id"]


def test_equal_headings_of_one_library_are_one_node(store, names, marc, load, catalogue, scope) -> None:
    load(marc(*SALT), marc(*COD))
    one, two = of_type(store, names, "bf:Work")
    assert agent(catalogue, one, scope) == agent(catalogue, two, scope)


def test_a_heading_nobody_described_is_read_from_its_use(store, names, marc, load, catalogue, scope) -> None:
    load(marc(*SALT))
    (work,) = of_type(store, names, "bf:Work")
    iri = agent(catalogue, work, scope)
    heading, unknown = catalogue.headings([iri, "https://c.example/harbor/agents/none"], scope)
    assert (heading.kind, heading.label, heading.resource) == ("agents", "Kurlansky, Mark", None)
    assert unknown is None


def test_a_heading_somebody_described_answers_with_its_document(
    store, names, marc, load, catalogue, actor, scope
) -> None:
    described = catalogue.create(actor, "bf:Person", {"rdfs:label": ["Kurlansky, Mark, 1948-"]})
    (heading,) = catalogue.headings([described.iri], scope)
    assert (heading.kind, heading.label) == ("agents", "Kurlansky, Mark, 1948-")
    assert heading.resource is not None


def test_works_of_an_agent_meet_across_libraries(store, names, marc, load, catalogue, scope, wide) -> None:
    load(marc(*SALT))
    load(marc(*COD), tenant="lindenau")
    (ours,), (theirs,) = of_type(store, names, "bf:Work"), of_type(store, names, "bf:Work", "lindenau")
    for start in (agent(catalogue, ours, wide), agent(catalogue, theirs, wide)):
        (found,) = catalogue.works_by_agent([start], wide, Page())
        assert {work.iri for work in found.items} == {ours, theirs}
        assert found.total == 2
    (found,) = catalogue.works_by_agent([agent(catalogue, ours, wide)], scope, Page())
    assert [work.iri for work in found.items] == [ours]


def test_works_by_agent_can_be_asked_by_role(store, names, marc, load, catalogue, scope) -> None:
    load(marc(*COD))
    (work,) = of_type(store, names, "bf:Work")
    (resource,) = catalogue.resources([work], scope)
    iris = [part["bf:agent"][0]["@id"] for part in resource.body["bf:contribution"]]
    illustrator = "http://id.loc.gov/vocabulary/relators/ill"
    kurlansky, pepin = catalogue.works_by_agent(iris, scope, Page(), [illustrator])
    assert (kurlansky.total, pepin.total) == (0, 1)


def test_works_are_found_by_subject_and_by_place(store, names, marc, load, catalogue, wide) -> None:
    load(marc(*SALT))
    load(marc(*COD))
    load(marc("001 s3", "245 10 $a Fish.", "650 #0 $a Fishing."), tenant="lindenau")
    (theirs,) = of_type(store, names, "bf:Work", "lindenau")
    (resource,) = catalogue.resources([theirs], wide)
    (found,) = catalogue.works_by_subject([resource.body["bf:subject"][0]["@id"]], wide, Page())
    assert found.total == 2


def test_instances_and_works_lead_to_each_other(store, names, marc, load, catalogue, scope) -> None:
    load(marc(*SALT), marc(*COD))
    works = of_type(store, names, "bf:Work")
    slices = catalogue.instances_of([*works, "https://c.example/none"], scope, Page())
    assert [len(each.items) for each in slices] == [1, 1, 0]
    instances = [each.items[0].iri for each in slices[:2]]
    assert [work.iri for work in catalogue.works_of(instances, scope)] == works
    assert catalogue.works_of([works[0], "https://c.example/none"], scope) == [None, None]


def test_resources_are_found_by_identifier_in_any_written_form(store, names, marc, load, catalogue, scope) -> None:
    load(marc(*SALT))
    (instance,) = of_type(store, names, "bf:Instance")
    found = catalogue.identified("isbn", ["0-8027-1373-4", "9780802713735", "", "nonsense", "9780198534532"], scope)
    assert [[each.iri for each in some] for some in found] == [[instance], [instance], [], [], []]
    assert [each.iri for each in catalogue.identified("control-number", ["main|s1"], scope)[0]] == [instance]


def test_works_of_one_hub_are_related(store, names, marc, load, catalogue, wide) -> None:
    hub = "240 10 $a Voyna i mir. $l English"
    load(marc("001 a", "100 1# $a Tolstoy, Leo.", hub, "245 10 $a War and peace."))
    load(marc("001 b", "100 1# $a Tolstoy, Leo.", hub, "245 10 $a War & peace."), tenant="lindenau")
    (ours,), (theirs,) = of_type(store, names, "bf:Work"), of_type(store, names, "bf:Work", "lindenau")
    (found,) = catalogue.related_works([ours], wide, Page())
    assert [(each.relation, each.resource.iri) for each in found.items if each.resource] == [(EXPRESSION_OF, theirs)]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_a_long_list_is_read_in_pages_forward_and_backward(
    store, names, marc, load, catalogue, scope, size: int
) -> None:
    load(*(marc(f"001 {n}", "100 1# $a Kurlansky, Mark.", f"245 10 $a T{n}.") for n in range(11)))
    works = of_type(store, names, "bf:Work")
    iri = agent(catalogue, works[0], scope)
    seen, cursor = [], None
    while True:
        (page,) = catalogue.works_by_agent([iri], scope, Page(first=size, after=cursor))
        assert page.total == 11
        assert page.has_previous == (cursor is not None)
        seen += [work.iri for work in page.items]
        if not page.has_next:
            break
        cursor = page.cursors[-1]
    assert seen == works
    (page,) = catalogue.works_by_agent([iri], scope, Page(first=None, last=4))
    assert [work.iri for work in page.items] == works[-4:]
    (before,) = catalogue.works_by_agent([iri], scope, Page(first=None, last=3, before=page.cursors[0]))
    assert [work.iri for work in before.items] == works[4:7]
    assert before.has_next
    assert before.has_previous


def test_a_cursor_stays_valid_while_entries_come_and_go(store, names, marc, load, catalogue, scope, actor) -> None:
    load(*(marc(f"001 {n}", "100 1# $a Kurlansky, Mark.", f"245 10 $a T{n}.") for n in range(8)))
    works = of_type(store, names, "bf:Work")
    iri = agent(catalogue, works[0], scope)
    (page,) = catalogue.works_by_agent([iri], scope, Page(first=4))
    (gone,) = catalogue.resources([works[1]], scope)
    catalogue.delete(actor, gone.iri, gone.revision, with_dependents=True)
    load(marc("001 new", "100 1# $a Kurlansky, Mark.", "245 10 $a New."))
    (rest,) = catalogue.works_by_agent([iri], scope, Page(first=20, after=page.cursors[-1]))
    assert [work.iri for work in rest.items][:4] == works[4:]
    assert len(rest.items) == 5


def test_a_cursor_of_nobody_is_refused(store, names, marc, load, catalogue, scope) -> None:
    load(marc(*SALT))
    works = of_type(store, names, "bf:Work")
    for cursor in ("", "abc", "ÿ", "MTIz"):
        with pytest.raises(InvalidCursor):
            catalogue.instances_of(works, scope, Page(after=cursor))


def test_the_number_of_store_calls_does_not_grow_with_the_rows(
    store, names, marc, load, access, clock, exporter, wide
) -> None:
    load(*(marc(f"001 {n}", f"100 1# $a Author {n}.", f"245 10 $a T{n}.", f"650 #0 $a S{n}.") for n in range(9)))
    works = of_type(store, names, "bf:Work")
    instances = of_type(store, names, "bf:Instance")

    class Counting:
        calls = 0

        def __getattr__(self, name: str):
            Counting.calls += 1
            return getattr(store, name)

    counting = CatalogueService(Counting(), names, clock, access, exporter)
    agents = [agent(counting, work, wide) for work in works]

    def calls(n: int) -> int:
        Counting.calls = 0
        counting.resources(works[:n], wide)
        counting.instances_of(works[:n], wide, Page())
        counting.works_of(instances[:n], wide)
        counting.works_by_agent(agents[:n], wide, Page())
        counting.works_by_subject(agents[:n], wide, Page())
        counting.related_works(works[:n], wide, Page())
        counting.headings(agents[:n], wide)
        counting.history(works[:n], wide)
        counting.provenance(works[:n], wide)
        counting.identified("isbn", ["9780802713735"] * n, wide)
        return Counting.calls

    assert calls(1) == calls(9)


def test_provenance_and_history_tell_who_said_what_and_when(store, names, marc, load, catalogue, actor, scope) -> None:
    load(marc(*SALT))
    (instance,) = of_type(store, names, "bf:Instance")
    (said,) = catalogue.provenance([instance], scope)
    assert [(each.owner, each.source) for each in said] == [("harbor", "main")]
    (resource,) = catalogue.resources([instance], scope)
    catalogue.update(actor, instance, resource.revision, {**resource.body, "bf:responsibilityStatement": ["by M. K."]})
    (past,) = catalogue.history([instance], scope)
    assert [each.cause.command for each in past] == ["update", "import"]
    assert [(change.path, change.added) for change in differences(past[0].before or {}, past[0].body or {})] == [
        ("bf:responsibilityStatement", ("by M. K.",))
    ]
