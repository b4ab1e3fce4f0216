"""`networkPromote` and `networkTakeBack`: a library's description becomes its network's, and its own again."""

from __future__ import annotations

from collections.abc import Sequence

import strawberry

from graph.catalogue.changing_hands import Shared
from mappings.bibframe.node import compact
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.ids import Naming, name_in
from schema.mutations.merging import SeenRevisionInput
from schema.mutations.payload import REQUEST_ID, USER_ERRORS, attempt, event_unless_tried
from schema.scalars import IRI
from schema.types.scope import slug_in


@strawberry.input(description="A description of the library, and the network's that stands in its place from then on.")
class StandingInput:
    """A description of the library, and the network's that stands in its place."""

    id: strawberry.ID = strawberry.field(description="One of those that are shared.")
    shared: strawberry.ID = strawberry.field(description="What the network describes already.")


@strawberry.input(description="Works and instances of the acting library that become its network's.")
class NetworkPromoteInput:
    """Works and instances that become a network's."""

    network: strawberry.ID = strawberry.field(description="The network, by id or slug.")
    resources: list[SeenRevisionInput] = strawberry.field(
        description="What is shared, at most 100, each at the revision the caller saw. An instance goes with its work, "
        "or after it."
    )
    into: list[StandingInput] | None = strawberry.field(
        default=None,
        description="Which of them the network describes already: of these stays what is the library's own.",
    )
    keep: list[IRI] | None = strawberry.field(
        default=None,
        description="Properties that stay the library's own, besides numbers and where the record is from.",
    )
    dry_run: bool = strawberry.field(default=False, description="Tell what it would write, and write nothing.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.input(description="Shared works and instances that the acting library takes back as its own.")
class NetworkTakeBackInput:
    """Shared works and instances that become a library's own."""

    network: strawberry.ID = strawberry.field(description="The network, by id or slug.")
    resources: list[SeenRevisionInput] = strawberry.field(
        description="What is taken back, at most 100, each at the revision the caller saw. A work comes with the "
        "editions that the library has something of, an instance with its work."
    )
    dry_run: bool = strawberry.field(default=False, description="Tell what it would write, and write nothing.")
    request_id: str | None = strawberry.field(default=None, description=REQUEST_ID)


@strawberry.type(
    description="A description and the address that it has now; the old one leads there, or stays others'."
)
class MovedAddress:
    """A description and the address that it has now."""

    iri: IRI = attribute("The address before.")
    now: IRI = attribute("The address from now on.")


@strawberry.type(description="What became a network's, or the library's own again, or why nothing did.")
class SharePayload:
    """What became a network's, or a library's own again."""

    moved: list[MovedAddress] = attribute("Each description, with those that came along.")
    written: int = attribute("How many documents are written; 0 where a request is answered again.")
    request_id: str | None = attribute("The client's own id for the request.", default=None)
    user_errors: list[UserError] = USER_ERRORS
    dry_run: strawberry.Private[bool] = False

    @relation()
    @staticmethod
    def event(parents: list[SharePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return event_unless_tried(parents, ask)


def network_promote(input: NetworkPromoteInput, ask: Ask) -> SharePayload:
    """Make descriptions of the library a network's."""

    def command() -> Shared:
        return ask.services.catalogue.promoting.promote(
            ask.actor,
            slug_in(input.network, Naming.NETWORK),
            _seen(input.resources),
            into={_named(each.id): _named(each.shared) for each in input.into or ()},
            keep=[compact(each) for each in input.keep or ()],
            dry_run=input.dry_run,
            request_id=input.request_id,
        )

    return attempt(ask, lambda: _payload(command(), input), lambda errors: _refused(errors, input))


def network_take_back(input: NetworkTakeBackInput, ask: Ask) -> SharePayload:
    """Make shared descriptions the library's own."""

    def command() -> Shared:
        return ask.services.catalogue.taking_back.take_back(
            ask.actor,
            slug_in(input.network, Naming.NETWORK),
            _seen(input.resources),
            dry_run=input.dry_run,
            request_id=input.request_id,
        )

    return attempt(ask, lambda: _payload(command(), input), lambda errors: _refused(errors, input))


def _seen(resources: Sequence[SeenRevisionInput]) -> dict[str, str]:
    return {_named(each.id): str(each.revision) for each in resources}


def _named(id: strawberry.ID) -> str:
    return name_in(id, Naming.RESOURCE)


def _payload(done: Shared, input: NetworkPromoteInput | NetworkTakeBackInput) -> SharePayload:
    moved = [MovedAddress(iri=IRI(iri), now=IRI(now)) for iri, now in done.moved.items()]
    return SharePayload(
        moved=moved, written=done.written, request_id=input.request_id, user_errors=[], dry_run=input.dry_run
    )


def _refused(errors: list[UserError], input: NetworkPromoteInput | NetworkTakeBackInput) -> SharePayload:
    return SharePayload(moved=[], written=0, request_id=input.request_id, user_errors=errors)
