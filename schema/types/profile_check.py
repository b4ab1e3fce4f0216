"""What is wrong in a library's own table of profiles before it is in force, and what it would change."""

from __future__ import annotations

import strawberry

from mappings.profiles.comparing import FieldChange
from schema.ask import Ask
from schema.fields import attribute, reading, relation
from schema.languages import LangString, chosen, lang_strings
from schema.types.resource import Lang, preferred
from schema.types.settings_check import TextCheck

_MOST_CHANGES = 200


@strawberry.type(description="A column that would say something else of a field.")
class ProfileChange:
    """A column that would say something else of a field."""

    known: strawberry.Private[FieldChange]
    profiles: list[str] = attribute("The profiles in which it would, by their names.")
    shape: str = attribute("The shape that the field is of; empty where it is about the whole profile.")
    property: str = attribute("The property of the field; empty where it is about the whole profile.")
    column: str = attribute("The column, or `field` or `profile` where that is new or gone as a whole.")
    before: str | None = attribute("What it says now; null for what is new.")
    after: str | None = attribute("What it would say; null for what would be gone.")

    @relation(cost=0)
    @staticmethod
    def label(parents: list[ProfileChange], ask: Ask, lang: Lang = None) -> list[LangString | None]:
        """What the field, or the profile, is called, in the most wanted language."""
        wanted = preferred(ask, lang)
        return [chosen(lang_strings(each.known.label), wanted) for each in parents]


@strawberry.type(description="What a table of profiles would change.")
class ProfileChanges:
    """What a table of profiles would change."""

    known: strawberry.Private[list[FieldChange]]

    @reading()
    def count(self) -> int:
        """How many changes there are."""
        return len(self.known)

    @reading()
    def shown(self) -> list[ProfileChange]:
        """The first 200 of them."""
        return [_change(each) for each in self.known[:_MOST_CHANGES]]


@strawberry.type(description="What is to be said of a table of profiles before it is put in force.")
class ProfilesTableCheck(TextCheck):
    """What is to be said of a table of profiles before it is put in force."""

    text: strawberry.Private[str]

    @relation(cost=20)
    @staticmethod
    def changes(parents: list[ProfilesTableCheck], ask: Ask) -> list[ProfileChanges | None]:
        """What it would change of the profiles as they are; null where something can't be understood."""
        profiles = ask.services.profiles
        return [
            None if each.problems else ProfileChanges(known=profiles.changes(ask.actor, each.text)) for each in parents
        ]


def _change(known: FieldChange) -> ProfileChange:
    return ProfileChange(
        known=known,
        profiles=list(known.profiles),
        shape=known.shape,
        property=known.property,
        column=known.column,
        before=known.before,
        after=known.after,
    )
