"""What a mutation answers instead of its object, when a person can correct it: typed, coded, and where in the input."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any, Final

import strawberry

from graph.catalogue.errors import InUse, Invalid, ProfileRefused, StaleRevision, UndoHindered
from graph.catalogue.merge import Clash
from graph.catalogue.model import PropertyChange as Changed
from graph.circulation.calendar_file import InvalidCalendar
from graph.circulation.messages.templates import InvalidTemplates
from graph.circulation.refusals import Refused
from graph.circulation.rules.errors import InvalidRules
from graph.holdings.errors import BarcodeTaken, ItemHindered
from graph.store.scope import Scope
from graph.tenants.model import InvalidAppearance
from mappings.bibframe.node import Value, expand
from mappings.errors import CatalographError
from mappings.profiles.errors import InvalidProfiles
from schema.fields import attribute, choice, relation
from schema.scalars import IRI, JSONLD

if TYPE_CHECKING:
    from schema.ask import Ask
    from schema.types.item import Item
    from schema.types.profile import ProfileProblem
    from schema.types.resource import Resource


@strawberry.enum(description="What is wrong, as a stable code.")
class ErrorCode(Enum):
    """What is wrong, as a stable code."""

    NOT_FOUND = choice("NOT_FOUND", "There is no such thing for this caller.")
    FORBIDDEN = choice("FORBIDDEN", "The caller may not do this here.")
    INVALID = choice("INVALID", "The input can't be what it should be; see path.")
    CONFLICT = choice("CONFLICT", "Somebody else was faster; read again and retry.")
    STALE_REVISION = choice("STALE_REVISION", "It was changed since the caller read it.")
    DUPLICATE = choice("DUPLICATE", "Something that must be unique is taken.")
    IN_USE = choice("IN_USE", "Others hang on it.")
    BLOCKED = choice("BLOCKED", "Rules of the library are in the way; see blocks.")
    REFUSED = choice("REFUSED", "Refused for the reason in the message.")


@strawberry.type(description="Something that a sentence names, such as a number or a name.")
class NamedValue:
    """Something that a sentence names."""

    name: str = attribute("What it is.")
    value: str = attribute("The number, name or code as the sentence has it.")


@strawberry.interface(
    description="Something a person can correct. Faults of the server or the document are in the response's errors."
)
class UserError:
    """Something a person can correct."""

    message: str = attribute("One sentence for the person.")
    code: ErrorCode = attribute("What is wrong.")
    hint: str | None = attribute("A way out, where there is one.")
    path: list[str] | None = attribute("Where in the input, from its top; null where it is about the whole.")
    reason: str = attribute(
        "The error's own code, finer than `code`, and after a dot which of its sentences this is, where it has several."
    )
    values: list[NamedValue] = attribute("What the sentence names, for whoever says it in another language.")


@strawberry.type(description="An input that can't be taken as it is.")
class InputError(UserError):
    """An input that can't be taken as it is."""


@strawberry.type(description="What happened to one property.")
class PropertyChange:
    """What happened to one property."""

    path: str = attribute("The property, or properties joined by / below a part.")
    removed: list[str] = attribute("The values that went, as written.")
    added: list[str] = attribute("The values that came, as written.")


@strawberry.type(description="A place where what the caller wants and what others wrote disagree.")
class MergeConflict:
    """A place where two sides disagree."""

    path: str = attribute("The property, or properties joined by / below a part.")
    base: list[JSONLD] = attribute("What both began from; empty where there was nothing. A text is {`@value`}.")
    ours: list[JSONLD] = attribute("What the caller has there; empty where they took it away.")
    theirs: list[JSONLD] = attribute("What others have there; empty where they took it away.")


@strawberry.type(description="What a change did was changed again since. Nothing was written.")
class UndoHinderedError(UserError):
    """What a change did was changed again since."""

    current: Annotated[Resource, strawberry.lazy("schema.types.resource")] = attribute("The resource as it is now.")
    merged: JSONLD = attribute("The description without the change, but for the places in `conflicts`.")
    conflicts: list[MergeConflict] = attribute(
        "Where something else stands now: `base` is what the change wrote, `ours` what stands there, `theirs` what was "
        "there before."
    )


@strawberry.type(description="What is to be published does not meet its application profile. Nothing was written.")
class ProfileRefusedError(UserError):
    """It does not meet its profile."""

    problems: list[Annotated[ProfileProblem, strawberry.lazy("schema.types.profile")]] = attribute(
        "Everything the profile says."
    )


@strawberry.type(description="The resource was changed since the caller read it. Nothing was written.")
class StaleRevisionError(UserError):
    """The resource was changed since the caller read it."""

    current: Annotated[Resource, strawberry.lazy("schema.types.resource")] = attribute("The resource as it is now.")
    theirs: list[PropertyChange] = attribute("What others changed since.")
    ours: list[PropertyChange] = attribute("What the caller wanted to change.")
    base: JSONLD | None = attribute("The description both began from; null where it is no longer known.")
    merged: JSONLD | None = attribute(
        "Both brought together: what one side alone changed, and at each conflict what the caller has."
    )
    conflicts: list[MergeConflict] = attribute("Where both sides changed the same, to be decided by a person.")


@strawberry.type(description="Other resources hang on it, so it was not deleted.")
class InUseError(UserError):
    """Other resources hang on it."""

    users: list[IRI] = attribute("The resources that hang on it, at most 100.")


@strawberry.type(description="One reason why lending refuses.")
class Block:
    """One reason why lending refuses."""

    code: str = attribute("The reason, as a stable code.")
    message: str = attribute("The reason, in a sentence.")
    override: str | None = attribute("The permission with which staff may let it pass; null where nobody may.")


@strawberry.type(description="Rules of the library are in the way. Nothing was written.")
class BlockedError(UserError):
    """Rules of the library are in the way."""

    blocks: list[Block] = attribute("Every reason.")


@strawberry.type(description="Another item of the library has the barcode.")
class DuplicateError(UserError):
    """Another item of the library has the barcode."""

    taken_by: strawberry.Private[str]

    @relation()
    @staticmethod
    def holder(
        parents: list[DuplicateError], ask: Ask
    ) -> list[Annotated[Item, strawberry.lazy("schema.types.item")] | None]:
        """The item that has it."""
        from schema.types.item import items_by_iri

        return items_by_iri([each.taken_by for each in parents], ask, ask.scope())


@strawberry.type(description="One reason why an item can't be withdrawn, deleted or marked.")
class Hindrance:
    """One reason why an item can't be withdrawn, deleted or marked."""

    code: str = attribute("The reason, as a stable code: ON_LOAN, IN_TRANSIT, KEPT, REQUESTED.")
    message: str = attribute("One sentence for the person.")


@strawberry.type(description="Somebody has the item, or waits for it. Nothing was written.")
class HinderedError(UserError):
    """Somebody has the item, or waits for it."""

    hindrances: list[Hindrance] = attribute("Every reason.")


@strawberry.type(
    description="A text of rules, opening hours, templates or profiles that can't be understood at one place."
)
class TextError(UserError):
    """A text that can't be understood at one place."""

    line: int | None = attribute("The line, counted from 1, where it is known.")
    column: int | None = attribute("The column, counted from 1, where it is known.")
    suggestion: str | None = attribute("What may have been meant.")


_MOST_PROBLEMS: Final = 100
_AT_LINE: Final = re.compile(r"\(at line ([0-9]+), column ([0-9]+)\)")
_CODES = {each.value: each for each in ErrorCode} | {
    "INVALID_ID": ErrorCode.INVALID,
    "UNKNOWN_JOB": ErrorCode.NOT_FOUND,
    "UNKNOWN_BATCH": ErrorCode.NOT_FOUND,
    "UNKNOWN_TENANT": ErrorCode.NOT_FOUND,
    "UNKNOWN_NETWORK": ErrorCode.NOT_FOUND,
    "NOT_A_MEMBER": ErrorCode.NOT_FOUND,
    "NO_APPLICATION": ErrorCode.NOT_FOUND,
    "NOBODY_HAS_IT": ErrorCode.NOT_FOUND,
    "UNKNOWN_PLACE": ErrorCode.NOT_FOUND,
    "UNKNOWN_PARTNER": ErrorCode.NOT_FOUND,
    "UNKNOWN_ACCOUNT": ErrorCode.NOT_FOUND,
    "UNKNOWN_ROLE": ErrorCode.INVALID,
    "INVALID_ACCOUNT": ErrorCode.INVALID,
    "INVALID_USERNAME": ErrorCode.INVALID,
    "SCOPE_REFUSED": ErrorCode.INVALID,
    "USERNAME_TAKEN": ErrorCode.DUPLICATE,
    "INVALID_PLACE": ErrorCode.INVALID,
    "INVALID_APPEARANCE": ErrorCode.INVALID,
    "INVALID_POLICY": ErrorCode.INVALID,
    "INVALID_RULES": ErrorCode.INVALID,
    "INCOMPLETE_RULES": ErrorCode.INVALID,
    "INVALID_UPLOAD": ErrorCode.INVALID,
    "INVALID_TEMPLATES": ErrorCode.INVALID,
    "INVALID_CALENDAR": ErrorCode.INVALID,
    "INVALID_SETTINGS": ErrorCode.INVALID,
    "INVALID_PROFILES": ErrorCode.INVALID,
    "UNKNOWN_PROFILE": ErrorCode.NOT_FOUND,
    "NO_SUCH_RUN": ErrorCode.NOT_FOUND,
    "SPARQL_REFUSED": ErrorCode.INVALID,
    "INVALID_MONEY": ErrorCode.INVALID,
    "MORE_THAN_OWED": ErrorCode.INVALID,
    "OVERRIDE_NEEDS_REASON": ErrorCode.INVALID,
    "CONTENDED": ErrorCode.CONFLICT,
    "REQUEST_ID_REUSED": ErrorCode.CONFLICT,
    "TOO_MANY_ITEMS": ErrorCode.INVALID,
    "PREVIEW_OUTDATED": ErrorCode.CONFLICT,
    "BATCH_OUTDATED": ErrorCode.CONFLICT,
    "UNDO_HINDERED": ErrorCode.CONFLICT,
    "UNKNOWN_PAPER": ErrorCode.NOT_FOUND,
    "STALE_PAPER": ErrorCode.CONFLICT,
    "PROFILE_REFUSED": ErrorCode.INVALID,
}
"""Errors of the graph by their own code, where it is not the API's."""


def user_errors(error: CatalographError, scope: Scope) -> list[UserError]:
    """An expected error as members of a payload: one for each place of a text that can't be understood."""
    if isinstance(error, InvalidRules | InvalidTemplates):
        return [
            _text_error(error, each.message, each.line, each.column, each.suggestion or None)
            for each in error.problems[:_MOST_PROBLEMS]
        ]
    if isinstance(error, InvalidProfiles):
        return [
            _text_error(error, str(each), each.line, None, each.suggestion or None)
            for each in error.problems[:_MOST_PROBLEMS]
        ]
    if isinstance(error, InvalidCalendar):
        return [_text_error(error, each, *_place_in(each)) for each in error.problems[:_MOST_PROBLEMS]]
    if isinstance(error, StaleRevision):
        return [user_error(each, scope) for each in (error, *error.others)]
    return [user_error(error, scope)]


def _place_in(problem: str) -> tuple[int | None, int | None]:
    """The line and column that the reader of TOML names in its own words."""
    found = _AT_LINE.search(problem)
    return (int(found[1]), int(found[2])) if found else (None, None)


def _text_error(
    error: CatalographError, said: str, line: int | None, column: int | None, suggestion: str | None = None
) -> TextError:
    told = _told(error, ErrorCode.INVALID, ["input", "text"]) | {"message": said}
    return TextError(**told, line=line, column=column, suggestion=suggestion)


def user_error(error: CatalographError, scope: Scope) -> UserError:
    """An expected error as a member of a payload."""
    path = ["input", *error.path] if isinstance(error, Invalid | InvalidAppearance) else None
    told = _told(error, _CODES.get(error.code, ErrorCode.REFUSED), path)
    if isinstance(error, StaleRevision):
        return _stale(error, told, scope)
    if isinstance(error, UndoHindered):
        return _undo_hindered(error, told, scope)
    if isinstance(error, ProfileRefused):
        from schema.types.profile import problem_of

        return ProfileRefusedError(**told, problems=[problem_of(each.root, each.problem) for each in error.remarks])
    if isinstance(error, Refused):
        blocks = [
            Block(code=each.code.value, message=each.message, override=each.override and each.override.value)
            for each in error.blocks
        ]
        return BlockedError(**told | {"code": ErrorCode.BLOCKED}, blocks=blocks)
    if isinstance(error, InUse):
        return InUseError(**told, users=[IRI(each) for each in error.users])
    if isinstance(error, BarcodeTaken):
        return DuplicateError(**told | {"path": ["input", "set", "barcode"]}, taken_by=error.holder)
    if isinstance(error, ItemHindered):
        reasons = [Hindrance(code=each.code, message=each.message) for each in error.hindrances]
        return HinderedError(**told, hindrances=reasons)
    return InputError(**told)


def _told(error: CatalographError, code: ErrorCode, path: list[str] | None) -> dict[str, Any]:
    """What every member of a payload tells of an error."""
    return {
        "message": error.message,
        "code": code,
        "hint": error.way_out or None,
        "path": path,
        "reason": error.full_code,
        "values": [NamedValue(name=name, value=str(value)) for name, value in error.values.items()],
    }


def _stale(error: StaleRevision, told: dict[str, Any], scope: Scope) -> StaleRevisionError:
    from schema.types.resource import document_of
    from schema.types.views import view

    return StaleRevisionError(
        **told,
        current=view(error.current, scope),
        theirs=changes_of(error.theirs),
        ours=changes_of(error.ours),
        base=document_of(error.base) if error.base else None,
        merged=None if error.both is None else document_of(error.both.node),
        conflicts=[] if error.both is None else [conflict_of(each) for each in error.both.clashes],
    )


def _undo_hindered(error: UndoHindered, told: dict[str, Any], scope: Scope) -> UndoHinderedError:
    from schema.types.resource import document_of
    from schema.types.views import view

    return UndoHinderedError(
        **told,
        current=view(error.current, scope),
        merged=document_of(error.both.node),
        conflicts=[conflict_of(each) for each in error.both.clashes],
    )


def conflict_of(clash: Clash) -> MergeConflict:
    """A place where two sides disagree, for the API."""
    return MergeConflict(
        path=clash.path, base=_values(clash.base), ours=_values(clash.ours), theirs=_values(clash.theirs)
    )


def _values(values: Sequence[Value]) -> list[JSONLD]:
    return [JSONLD({"@value": each} if isinstance(each, str) else each) for each in values]


def changes_of(changes: Sequence[Changed]) -> list[PropertyChange]:
    """Changes of properties for the API."""
    return [
        PropertyChange(
            path=each.path, removed=[_written(one) for one in each.removed], added=[_written(one) for one in each.added]
        )
        for each in changes
    ]


def _written(value: Value) -> str:
    """A value in words: its label, else the texts of its parts, else its address."""
    if isinstance(value, str):
        return value
    if "@value" in value:
        return str(value["@value"])
    from schema.types.resource import labels_of

    labels = labels_of(value)
    if labels:
        return labels[0].value
    parts = [each for name, values in value.items() if name[0] != "@" for each in values]
    texts = [_written(each) for each in parts if isinstance(each, str) or len(each) > 1 or "@value" in each]
    return " ".join(texts) or expand(str(value.get("@id", "")))
