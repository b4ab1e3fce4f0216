"""Why lending refuses: every reason has a code, and some have a permission with which staff may let it pass.

A command asks all of its rules and answers with every reason at once, so nobody comes back to the desk twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from graph.access.model import Actor, Permission
from graph.circulation.errors import CirculationError
from graph.circulation.reasons import REASONS, Code


@dataclass(frozen=True, slots=True)
class BlockedBy:
    """One reason. `message` is for the desk: it names numbers, dates and codes, never a person."""

    code: Code
    message: str

    @property
    def override(self) -> Permission | None:
        """The permission that may let it pass, None where none may."""
        return REASONS[self.code].override


@dataclass(frozen=True, slots=True)
class Override:
    """What staff let pass, and why."""

    codes: frozenset[str]
    reason: str


class Refused(CirculationError):
    """A lending rule is in the way. `blocks` has every reason, with the permission that may let it pass, if any."""

    code: ClassVar[str] = "REFUSED"
    hint: ClassVar[str] = "Each reason says whether somebody with a permission may let it pass."

    def __init__(self, blocks: Sequence[BlockedBy]) -> None:
        super().__init__(" ".join(each.message for each in blocks))
        self.blocks = tuple(blocks)

    @property
    def codes(self) -> tuple[Code, ...]:
        """The codes of the reasons, in order."""
        return tuple(each.code for each in self.blocks)


class OverrideNeedsReason(CirculationError):
    """Something is to be let pass without saying why, or by a code that there is none of."""

    code: ClassVar[str] = "OVERRIDE_NEEDS_REASON"
    hint: ClassVar[str] = "Say in a few words why, and name the codes that were answered."


class Contended(CirculationError):
    """Others changed the same item, loan or request each time the command was tried. Nothing was written."""

    code: ClassVar[str] = "CONTENDED"
    hint: ClassVar[str] = "Try again."


class RequestIdReused(CirculationError):
    """A client used one request id for two different commands."""

    code: ClassVar[str] = "REQUEST_ID_REUSED"
    hint: ClassVar[str] = "Send each command with a request id of its own."


def let_pass(actor: Actor, tenant: str, found: Iterable[BlockedBy], override: Override | None) -> tuple[Code, ...]:
    """The codes that the override lets pass, of those found. Raises `Refused` with the rest, `OverrideNeedsReason`."""
    blocks = list(dict.fromkeys(found))
    if override is not None and (not override.reason.strip() or not override.codes <= set(Code)):
        raise OverrideNeedsReason("An override names codes of reasons and says why.")
    lifted = [
        each
        for each in blocks
        if override is not None
        and each.code in override.codes
        and each.override is not None
        and actor.may(each.override, tenant)
    ]
    if len(lifted) < len(blocks):
        raise Refused([each for each in blocks if each not in lifted])
    return tuple(dict.fromkeys(each.code for each in lifted))
