"""What an application profile says about a place in what is to be published."""

from __future__ import annotations

from enum import Enum

import strawberry

from graph.catalogue.model import Remark
from schema.fields import attribute, choice


@strawberry.enum(description="How much a remark weighs.")
class RemarkLevel(Enum):
    """How much a remark weighs."""

    ERROR = choice("error", "It keeps what it is about from being published.")
    WARNING = choice("warning", "It should be looked at.")
    NOTE = choice("note", "It is good to know.")


@strawberry.type(description="What a profile says about one place.")
class ProfileRemark:
    """What a profile says about one place."""

    root: int = attribute("Which of the resources, counted from 0.")
    level: RemarkLevel = attribute("How much it weighs.")
    code: str = attribute("What it is, as a stable code.")
    place: str = attribute("The place in the resource: properties joined by /, `[n]` the n-th value, from 0.")
    message: str = attribute("One sentence for the person.")


def remark_of(remark: Remark) -> ProfileRemark:
    """A remark for the API."""
    return ProfileRemark(
        root=remark.root,
        level=RemarkLevel(remark.level),
        code=remark.code,
        place=remark.path,
        message=remark.message,
    )
