"""Application profiles in the API: what a description of each kind says, as a form, as SHACL, and as a check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import lru_cache

import strawberry

from mappings.profiles.form import form_of
from mappings.profiles.model import Level, Problem, Subject
from mappings.profiles.model import Profile as Known
from mappings.profiles.shacl import shacl_of
from schema.ask import Ask
from schema.fields import attribute, choice, relation
from schema.languages import LangString, chosen, lang_strings
from schema.scalars import JSON
from schema.types.resource import Lang, preferred


@strawberry.enum(description="What a profile describes.")
class ProfileSubject(Enum):
    """What a profile describes."""

    WORK = choice(Subject.WORK, "A work.")
    INSTANCE = choice(Subject.INSTANCE, "An instance.")
    ITEM = choice(Subject.ITEM, "An item.")
    AGENT = choice(Subject.AGENT, "The authority of a person or body.")
    SUBJECT = choice(Subject.TOPIC, "The authority of a subject.")
    SERIES = choice(Subject.SERIES, "The authority of a series.")


@strawberry.enum(description="How much a problem matters.")
class ProblemLevel(Enum):
    """How much a problem matters."""

    ERROR = choice(Level.ERROR, "It keeps the description from being published.")
    WARNING = choice(Level.WARNING, "It is probably wrong.")
    NOTE = choice(Level.NOTE, "It is worth knowing.")


@strawberry.type(description="A profile of descriptions, with everything it inherits.")
class Profile:
    """A profile of descriptions."""

    known: strawberry.Private[Known]
    id: strawberry.ID = attribute("Its name, such as `monograph`.")
    describes: list[ProfileSubject] = attribute("What it describes.")
    own: bool = attribute("Whether the acting tenant changed it, or made it.")

    @relation(cost=0)
    @staticmethod
    def label(parents: list[Profile], ask: Ask, lang: Lang = None) -> list[LangString | None]:
        """What it is called, in the most wanted language that it has."""
        return _labels([each.known.label for each in parents], ask, lang)

    @relation(cost=5)
    @staticmethod
    def form(parents: list[Profile], ask: Ask) -> list[JSON]:
        """The form, as docs/reference/profiles.md describes it: groups, shapes, fields, in every language there is."""
        return [JSON(_form(each.known)) for each in parents]

    @relation(cost=5)
    @staticmethod
    def shacl(parents: list[Profile], ask: Ask) -> list[str | None]:
        """The shapes that say the same to others: SHACL in Turtle."""
        return [_shacl(each.known) for each in parents]


@strawberry.type(description="Something that a check by a profile tells of a description.")
class ProfileProblem:
    """Something that a check by a profile tells of a description."""

    node: int = attribute("Which of the descriptions, counted from 0.")
    level: ProblemLevel = attribute("How much it matters.")
    path: str = attribute("Where: properties joined by /, the place of a value from 0 in brackets.")
    code: str = attribute("What it is, as a stable code.")
    message: str = attribute("What it is, in a sentence.")
    values: list[str] = attribute(
        "What a sentence in another language needs besides the label: datatypes, languages or classes, or a list."
    )
    texts: strawberry.Private[Mapping[str, str]]

    @relation(cost=0)
    @staticmethod
    def label(parents: list[ProfileProblem], ask: Ask, lang: Lang = None) -> list[LangString | None]:
        """What the field, or the profile, is called that it is about, in the most wanted language."""
        return _labels([each.texts for each in parents], ask, lang)


def profile_of(known: Known) -> Profile:
    """A profile for the API."""
    describes = [ProfileSubject(each.describes) for each in known.roots if each.describes is not None]
    return Profile(known=known, id=strawberry.ID(known.id), describes=describes, own=known.own)


def problem_of(node: int, known: Problem) -> ProfileProblem:
    """A problem for the API."""
    return ProfileProblem(
        node=node,
        level=ProblemLevel(known.level),
        path=known.path,
        code=known.code,
        message=known.message,
        values=list(known.values),
        texts=known.label,
    )


def _labels(texts: Sequence[Mapping[str, str]], ask: Ask, lang: Sequence[str] | None) -> list[LangString | None]:
    wanted = preferred(ask, lang)
    return [chosen(lang_strings(each), wanted) for each in texts]


@lru_cache(maxsize=256)
def _form(known: Known) -> dict[str, object]:
    return form_of(known)


@lru_cache(maxsize=64)
def _shacl(known: Known) -> str:
    return shacl_of(known)
