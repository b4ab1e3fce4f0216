"""`appearanceSet`: how the public pages of a library look and greet."""

from __future__ import annotations

import strawberry

from graph.access.model import acting
from graph.tenants.model import PAGE_LANGUAGES, Appearance, InvalidAppearance
from schema.ask import Ask
from schema.errors import UserError
from schema.fields import attribute, relation
from schema.mutations.payload import USER_ERRORS, attempt, last_event
from schema.mutations.places import revision_in
from schema.scalars import LanguageTag, Revision
from schema.types.tenant import Tenant, tenant_of


@strawberry.input(description="A text in one language.")
class TextInput:
    """A text in one language."""

    value: str = strawberry.field(description="The text.")
    lang: LanguageTag = strawberry.field(description="The BCP 47 tag of its language.")


@strawberry.input(description="How the public pages look and greet, whole: what is absent is not kept.")
class AppearanceSetInput:
    """How the public pages look and greet."""

    accent: str | None = strawberry.field(
        default=None,
        description="The colour of buttons and links, as #rrggbb, on which white text has a contrast of 4.5 : 1 or "
        "more. Absent: the pages' own.",
    )
    languages: list[LanguageTag] | None = strawberry.field(
        default=None, description="The languages to offer, the preferred first: of en, ar and pl. Absent: all."
    )
    welcome: list[TextInput] = strawberry.field(
        default_factory=list, description="What they greet with, once a language: plain text."
    )
    hours: str | None = strawberry.field(default=None, description="The address of a page with the opening hours.")
    contact: str | None = strawberry.field(default=None, description="The address of a page to ask at, or mailto:.")
    if_revision: Revision | None = strawberry.field(
        default=None, description="The revision the caller saw; absent, whatever is there is replaced."
    )


@strawberry.type(description="The library as it looks now, or why nothing was changed.")
class AppearancePayload:
    """The library as it looks now."""

    tenant: Tenant | None = attribute("The library.", default=None)
    user_errors: list[UserError] = USER_ERRORS

    @relation()
    @staticmethod
    def event(parents: list[AppearancePayload], ask: Ask) -> list[int | None]:
        """The number of an event that includes it."""
        return last_event(parents, ask)


def appearance_set(input: AppearanceSetInput, ask: Ask) -> AppearancePayload:
    """Set how the public pages look and greet."""

    def command() -> AppearancePayload:
        languages = PAGE_LANGUAGES if input.languages is None else tuple(input.languages)
        wanted = Appearance(input.accent, languages, _texts(input.welcome), input.hours, input.contact)
        revision = revision_in(input.if_revision)
        made = ask.services.tenants.update(ask.actor, acting(ask.actor), appearance=wanted, if_revision=revision)
        return AppearancePayload(tenant=tenant_of(made, ask), user_errors=[])

    return attempt(ask, command, lambda errors: AppearancePayload(user_errors=errors))


def _texts(given: list[TextInput]) -> dict[str, str]:
    texts = {each.lang: each.value for each in given}
    if len(texts) < len(given):
        raise InvalidAppearance("There are two texts in one language.", ["welcome"])
    return {str(language): text for language, text in texts.items()}
