"""A subscription as a stream of answers, whatever carries it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final

from graphql import GraphQLError

from app.protocols.graphql.gate import Claim, Gate
from graph.store.errors import Unavailable
from mappings.errors import CatalographError
from schema.running.engine import Answer, Caller, Prepared, Refused, Request
from schema.running.follow import Follow, Step

_PATIENCE_S: Final = 15.0
_AWAY_S: Final = 1.0


@dataclass(frozen=True, slots=True)
class Subscribed:
    """A subscription that may run: its operation and its source."""

    prepared: Prepared
    follow: Follow[Any]


def subscribe(gate: Gate, request: Request, caller: Caller) -> Subscribed:
    """Check a subscription and open its source. Synchronous. Raises `Refused`."""
    prepared = gate.engine.prepare(gate.allowed(request, caller), caller, subscribing=True)
    try:
        call, arguments = prepared.operation.source()
        return Subscribed(prepared, call(prepared.ask, **arguments))
    except (GraphQLError, CatalographError) as error:
        raise Refused(gate.engine.refused(error, caller)) from None


async def answers(gate: Gate, subscribed: Subscribed, claim: Claim) -> AsyncIterator[Answer | None]:
    """An answer for each event, and None now and then while nothing happens. Ends when the source or the server does.

    The token is looked at again before each look, so that a revoked one ends the stream. Raises `InvalidToken`, and
    `LogReplaced` when a restore has put other events in the place of those that were followed.
    """
    prepared, follow = subscribed.prepared, subscribed.follow

    def look(position: int) -> tuple[Step[Any], list[Answer]]:
        gate.caller(claim)
        step = follow.look(position)
        return step, [gate.engine.event(prepared, item) for item in step.items]

    position = follow.position
    async with gate.watch.listening() as log:
        while True:
            try:
                step, found = await gate.work(look, position)
            except Unavailable:
                # Whoever listens has nothing to do about it: the stream goes on where it was once the store is back.
                if gate.watch.ending:
                    return
                yield None
                await asyncio.sleep(_AWAY_S)
                continue
            for each in found:
                yield each
            if step.done or gate.watch.ending:
                return
            if step.position == position and not await gate.watch.grown(log, position, _PATIENCE_S):
                yield None
            position = step.position
