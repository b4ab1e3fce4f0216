"""What can be followed: read from the store's log, so that it works across processes and resumes after an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Annotated

import strawberry

from graph.access.model import Permission, require
from graph.authorities.background import Work, WorkKind
from graph.store.followed import Behind, NoSuchEvent
from graph.store.model import Event, Touched
from graph.store.names import SHAREABLE, GraphKind, is_note, parse_graph
from graph.store.scope import Scope
from mappings.bibframe.node import compact
from schema.ask import Ask
from schema.fields import attribute, choice, source
from schema.ids import Naming, name_in, resource_id
from schema.mutations.lending_inputs import point_named
from schema.roots.arguments import Id, Ids, Point
from schema.running.follow import Follow, Step
from schema.scalars import IRI
from schema.types.background import Job, work_of
from schema.types.errand import LendingChange, transits_by_iri
from schema.types.item import Item, items_by_iri
from schema.types.job import ImportJob, JobStatus, jobs_by_id
from schema.types.library_request import library_requests_by_iri
from schema.types.loan import Request, loans_by_iri, requests_by_iri
from schema.types.resource import Resource
from schema.types.scope import ScopeArgument
from schema.types.views import resources_by_iri

After = Annotated[int | None, strawberry.argument(description="Resume after this event; absent, only what is to come.")]
_EVENTS_A_LOOK = 200
_ENDED = frozenset({JobStatus.SUCCEEDED, JobStatus.FAILED, JobStatus.CANCELLED})


@strawberry.enum(description="What happened to a resource.")
class ChangeKind(Enum):
    """What happened to a resource."""

    CREATED = choice("created", "It is new.")
    UPDATED = choice("updated", "Its description changed.")
    DELETED = choice("deleted", "It is gone.")


@strawberry.type(description="A change of one resource.")
class ResourceChange:
    """A change of one resource."""

    event: int = attribute("The number of the event; resume after it by sending it as `after`.")
    kind: ChangeKind = attribute("What happened.")
    id: strawberry.ID = attribute("The resource's id.")
    iri: IRI = attribute("The resource's IRI.")
    resource: Resource | None = attribute("The resource as it is now; null where it is gone.")


@strawberry.type(description="Work in the background that got on.")
class JobsChange:
    """Work in the background that got on."""

    event: int = attribute("The event up to which it was looked.")
    jobs: list[Job] = attribute("Each that is new or further than it was, the newest first.")


@strawberry.type(description="Everything that can be followed, over graphql-transport-ws or server-sent events.")
class Subscription:
    """Everything that can be followed."""

    @source(requires="catalogue.import")
    @staticmethod
    def import_progress(ask: Ask, job: Id) -> Follow[ImportJob]:
        """An import of the acting tenant: as it is, then whenever it gets on, until it ends."""
        name = name_in(job, Naming.JOB)
        last: list[ImportJob] = []

        def look(_position: int) -> Step[ImportJob]:
            now = ask.services.events.position()
            (found,) = jobs_by_id([name], ask)
            if found is None:
                return Step((), now, done=True)
            fresh = () if last and last[0].known == found.known else (found,)
            last[:] = [found]
            return Step(fresh, now, done=found.status in _ENDED)

        return Follow(ask.services.events.position(), look)

    @source(cost=10, requires="catalogue.import")
    @staticmethod
    def jobs_changed(ask: Ask) -> Follow[JobsChange]:
        """Work in the background of the acting tenant: what waits or is at work now, be it nothing, then each whenever
        it gets on.
        """
        require(ask.actor, Permission.CATALOGUE_IMPORT)
        return Follow(0, _Working(ask).look)

    @source()
    @staticmethod
    def resource_changed(
        ask: Ask,
        ids: Annotated[list[strawberry.ID] | None, strawberry.argument(description="Only these resources.")] = None,
        types: Annotated[
            list[IRI] | None, strawberry.argument(description="Only resources of these types; deletions then stay out.")
        ] = None,
        query: Annotated[
            str | None,
            strawberry.argument(description="Only what a search for this finds, as it is then; deletions stay out."),
        ] = None,
        after: After = None,
        scope: ScopeArgument = None,
    ) -> Follow[ResourceChange]:
        """Changes of resources the caller may read, in the order they were made. What a network notes about them, which
        are one for example, is told to who asks for it by `ids` or `types`.
        """
        reading = ask.scope(None if scope is None else scope.reading())
        only = frozenset(name_in(each, Naming.RESOURCE) for each in ids or ())
        kinds = frozenset(compact(each) for each in types or ())
        noted = bool(only or kinds)

        def look(position: int) -> Step[ResourceChange]:
            events = ask.services.events.after(position, _EVENTS_A_LOOK, reading)
            touched = [
                (event.sequence, each)
                for event in events
                for each in event.touched
                if parse_graph(each.key.graph).kind in SHAREABLE
                and (not only or each.key.iri in only)
                and (noted or not is_note(each.key.iri))
            ]
            if query is not None and touched:
                iris = list(dict.fromkeys(each.key.iri for _, each in touched))
                try:
                    found = ask.services.discovery.found_among(query, iris, reading, events[-1].sequence)
                except Behind:  # search does not know of them yet: they are looked at again
                    return Step((), position)
                touched = [each for each in touched if each[1].key.iri in found]
            made = _changes(touched, ask, reading, kinds)
            return Step(tuple(made), events[-1].sequence if events else position)

        return Follow(_begin(ask, after), look)

    @source(cost=10)
    @staticmethod
    def item_status(ask: Ask, items: Ids, scope: ScopeArgument = None) -> Follow[Item]:
        """Items as they are, then each whenever its status, its due date or the number of those who wait changes."""
        reading = ask.scope(None if scope is None else scope.reading())
        iris = list(dict.fromkeys(name_in(each, Naming.RESOURCE) for each in items))
        return Follow(ask.services.events.position(), _Watched(iris, ask, reading).look)

    @source(requires="circulation.read")
    @staticmethod
    def request_queue(
        ask: Ask,
        service_point: Point,
        after: After = None,
    ) -> Follow[Request]:
        """Requests to be fetched at a service point of the acting tenant, whenever one is placed, served or ended."""
        require(ask.actor, Permission.CIRCULATION_READ)
        point, reading = point_named(service_point, ask), ask.scope()

        def look(position: int) -> Step[Request]:
            events = ask.services.events.after(position, _EVENTS_A_LOOK, reading)
            found = [each for each in requests_by_iri(_of_lending(events), ask) if each is not None]
            upto = events[-1].sequence if events else position
            return Step(tuple(each for each in found if each.known.pickup == point), upto)

        return Follow(_begin(ask, after), look)

    @source(cost=10, requires="circulation.read")
    @staticmethod
    def lending_changed(ask: Ask, after: After = None) -> Follow[LendingChange]:
        """What changes in the lending of the acting tenant: requests, transits and loans, whichever desk it was at."""
        require(ask.actor, Permission.CIRCULATION_READ)
        reading = ask.scope()

        def look(position: int) -> Step[LendingChange]:
            events = ask.services.events.after(position, _EVENTS_A_LOOK, reading)
            if not events:
                return Step((), position)
            upto, touched = events[-1].sequence, _of_lending(events)
            found = LendingChange(
                event=upto,
                requests=[each for each in requests_by_iri(touched, ask) if each is not None],
                transits=[each for each in transits_by_iri(touched, ask) if each is not None],
                loans=[each for each in loans_by_iri(touched, ask) if each is not None],
                library_requests=[each for each in library_requests_by_iri(touched, ask) if each is not None],
            )
            told = found.requests or found.transits or found.loans or found.library_requests
            return Step((found,) if told else (), upto)

        return Follow(_begin(ask, after), look)


@dataclass
class _Working:
    """Work in the background that is followed, and what was told of each last."""

    ask: Ask
    told: dict[tuple[WorkKind, str], Work] | None = None

    def look(self, position: int) -> Step[JobsChange]:
        """What got on since; at first all that has not ended."""
        background, actor, before = self.ask.services.background, self.ask.actor, self.told
        upto = self.ask.services.events.position()
        if before is not None:
            events = self.ask.services.events.after(position, _EVENTS_A_LOOK, self.ask.scope())
            upto = events[-1].sequence if events else position
            if not background.stirred(actor, events):
                return Step((), upto)
        now = background.listed(actor)
        fresh = [each for each in now if (each.ended is None if before is None else before.get(_name(each)) != each)]
        self.told = {_name(each): each for each in now}
        if before is not None and not fresh:
            return Step((), upto)
        return Step((JobsChange(event=upto, jobs=[work_of(each) for each in fresh]),), upto)


def _name(work: Work) -> tuple[WorkKind, str]:
    return work.kind, work.name


@dataclass
class _Watched:
    """Items that are followed, and what was told of each last."""

    iris: list[str]
    ask: Ask
    reading: Scope
    items: list[Item] = field(default_factory=list)
    told: dict[str, object] = field(default_factory=dict)

    def look(self, position: int) -> Step[Item]:
        """Those of which something else is to be told since; at first all. At its end when none is left."""
        elsewhere, stirred = self.ask.services.elsewhere, True
        upto = self.ask.services.events.position()
        if self.items:
            stirred, upto = elsewhere.stirred([each.copy for each in self.items], position)
        if not stirred:
            return Step((), upto)
        self.items = [each for each in items_by_iri(self.iris, self.ask, self.reading) if each is not None]
        waiting = elsewhere.queue_lengths([each.copy for each in self.items], self.reading)
        fresh = []
        for each, length in zip(self.items, waiting, strict=True):
            now = (each.copy.status, each.copy.whereabouts, length)
            if self.told.get(each.iri) != now:
                self.told[each.iri] = now
                fresh.append(each)
        return Step(tuple(fresh), upto, done=not self.items)


def _begin(ask: Ask, after: int | None) -> int:
    """The event to begin after. Raises `NoSuchEvent`."""
    last = ask.services.events.position()
    if after is not None and after > last:
        raise NoSuchEvent(f"The log ends with event {last:,}; there is no event {after:,}.")
    return last if after is None else after


def _of_lending(events: Sequence[Event]) -> list[str]:
    """What was touched of the lending of libraries, each once."""
    touched = (each.key for event in events for each in event.touched)
    return list(dict.fromkeys(key.iri for key in touched if parse_graph(key.graph).kind is GraphKind.CIRCULATION))


def _changes(
    touched: list[tuple[int, Touched]], ask: Ask, reading: Scope, kinds: frozenset[str]
) -> list[ResourceChange]:
    found = resources_by_iri([each.key.iri for _, each in touched], ask, reading)
    made = []
    for (sequence, each), resource in zip(touched, found, strict=True):
        if kinds and (resource is None or kinds.isdisjoint(resource.node.get("@type", ()))):
            continue
        kind = ChangeKind.DELETED if each.version == 0 else ChangeKind.UPDATED if each.previous else ChangeKind.CREATED
        made.append(
            ResourceChange(
                event=sequence,
                kind=kind,
                id=resource_id(each.key.iri),
                iri=IRI(each.key.iri),
                resource=resource,
            )
        )
    return made
