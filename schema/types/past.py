"""How a description came about: its states, what became different between two of them, who made each statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import strawberry

from graph.catalogue.merge import differences
from graph.catalogue.model import Origin, Past, Place
from graph.catalogue.past import ON_BEHALF, places
from graph.catalogue.then import looks_back
from graph.store.model import Cause
from graph.store.scope import Scope
from mappings.bibframe.node import Node
from schema.ask import Ask
from schema.errors import PropertyChange, changes_of
from schema.fields import attribute, reading, relation
from schema.scalars import IRI, JSONLD, DateTime, Revision
from schema.types.draft import names_of
from schema.types.resource import Resource, document_of


@strawberry.type(description="Who wrote something, when, and with which command.")
class MadeBy:
    """Who wrote something."""

    event: int = attribute("The number of the event in the log.")
    at: DateTime = attribute("When.")
    command: str = attribute("With which command, such as `update`, `draftPublish` or `import`.")
    source: str | None = attribute("The declared source, where it was imported.")
    account: strawberry.Private[str]
    proposer: strawberry.Private[str | None]

    @relation(cost=0)
    @staticmethod
    def proposed_by(parents: list[MadeBy], ask: Ask) -> list[str | None]:
        """What the account is called that proposed it, where somebody proposed it."""
        named = iter(names_of([each.proposer for each in parents if each.proposer is not None], ask))
        return [None if each.proposer is None else next(named) for each in parents]

    @relation(cost=0)
    @staticmethod
    def by(parents: list[MadeBy], ask: Ask) -> list[str]:
        """What the account is called that did it."""
        return names_of([each.account for each in parents], ask)


@strawberry.type(description="One state of what one graph says about a resource.")
class PastState:
    """One state of a description."""

    graph: IRI = attribute("The graph that was written.")
    version: int = attribute("The number of the state in that graph.")
    revision: Revision | None = attribute(
        "The revision of the whole resource from then on; null where it was taken away."
    )
    made: MadeBy = attribute("Who made it so.")
    body: strawberry.Private[Node | None]
    before: strawberry.Private[Node | None]

    @reading()
    def changes(self) -> list[PropertyChange]:
        """What became different, property by property."""
        return changes_of(differences(self.before or {}, self.body or {}))

    @reading(cost=5)
    def jsonld(self) -> JSONLD | None:
        """What the graph said from then on; null where it was taken away."""
        return None if self.body is None else document_of(self.body)


@strawberry.type(description="A statement that one of two states has and the other has not.")
class DiffStatement:
    """A statement of one of two states."""

    path: str = attribute("The property, or properties joined by / below a part.")
    value: JSONLD = attribute("What it says: `{@value}`, `{@id}`.")


@strawberry.type(description="What became different between two states of a resource.")
class ResourceDiff:
    """What became different."""

    changes: list[PropertyChange] = attribute("Property by property, for people.")
    added: list[DiffStatement] = attribute("The statements that came.")
    removed: list[DiffStatement] = attribute("The statements that went.")


def histories(parents: Sequence[Resource], ask: Ask) -> list[list[PastState]]:
    """The states of each resource, newest first, as far as the caller is staff there."""

    def read(some: list[Resource], scope: Scope) -> Sequence[list[PastState]]:
        found = ask.services.catalogue.history([each.iri for each in some], scope)
        return [[_state(one) for one in each if looks_back(one.graph, scope)] for each in found]

    return ask.by_scope(parents, [each.scope for each in parents], read)


def diffs(parents: Sequence[Resource], ask: Ask, since: str | None, until: str | None) -> list[ResourceDiff | None]:
    """What became different in each resource."""

    def read(some: list[Resource], scope: Scope) -> Sequence[ResourceDiff | None]:
        catalogue, iris = ask.services.catalogue, [str(each.iri) for each in some]
        if since is None:
            past = [found[1].revision if len(found) > 1 else "" for found in catalogue.history(iris, scope)]
        else:
            past = [since] * len(iris)
        before = catalogue.bodies(list(zip(iris, past, strict=True)), scope)
        now = catalogue.resources(iris, scope)
        if until is None:
            after = [None if each is None else each.body for each in now]
        else:
            after = catalogue.bodies([(iri, until) for iri in iris], scope)
        allowed = [found is not None and all(looks_back(one.key.graph, scope) for one in found.layers) for found in now]
        return [
            diff_of(one, other) if may and one is not None and other is not None else None
            for may, one, other in zip(allowed, before, after, strict=True)
        ]

    return ask.by_scope(parents, [each.scope for each in parents], read)


def makers(statements: Sequence[tuple[str, Place, Scope]], ask: Ask) -> list[MadeBy | None]:
    """Who made each statement, as far as the caller is staff where it is said."""

    def read(some: list[tuple[str, Place, Scope]], scope: Scope) -> Sequence[MadeBy | None]:
        iris = list(dict.fromkeys(iri for iri, _, _ in some))
        origins = dict(zip(iris, ask.services.catalogue.origins(iris, scope), strict=True))
        return [_maker(origins[iri], place, scope) for iri, place, _ in some]

    return ask.by_scope(statements, [scope for _, _, scope in statements], read)


def diff_of(before: Node, after: Node) -> ResourceDiff:
    """What became different between two descriptions."""
    one, other = _said(before), _said(after)
    return ResourceDiff(
        changes=changes_of(differences(before, after)),
        added=[each for place, each in other.items() if place not in one],
        removed=[each for place, each in one.items() if place not in other],
    )


def _said(node: Node) -> dict[Place, DiffStatement]:
    """Texts and references alone: what a part says is said by its own statements."""
    return {
        place: DiffStatement(path=place.path, value=JSONLD(value if isinstance(value, dict) else {"@value": value}))
        for place in places(node, "")
        if not isinstance(value := place.value, dict) or "@value" in value or set(value) == {"@id"}
    }


def _maker(origins: Mapping[Place, Origin], place: Place, scope: Scope) -> MadeBy | None:
    found = origins.get(place)
    return made_by(found.sequence, found.cause) if found is not None and looks_back(place.graph, scope) else None


def made_by(sequence: int, cause: Cause) -> MadeBy:
    """Who wrote something, for the API."""
    proposed = cause.source is not None and cause.source.startswith(ON_BEHALF)
    return MadeBy(
        event=sequence,
        at=DateTime(cause.at),
        command=cause.command,
        source=None if proposed else cause.source,
        account=cause.actor,
        proposer=cause.source.removeprefix(ON_BEHALF) if proposed and cause.source is not None else None,
    )


def _state(past: Past) -> PastState:
    return PastState(
        graph=IRI(past.graph),
        version=past.version,
        revision=Revision(past.revision) if past.revision else None,
        made=made_by(past.sequence, past.cause),
        body=past.body,
        before=past.before,
    )
