"""How the public pages of a library look and greet."""

from __future__ import annotations

import strawberry

from graph.tenants.model import Tenant as KnownTenant
from schema.ask import Ask
from schema.fields import reading, relation
from schema.languages import LangString, chosen, lang_strings
from schema.scalars import IRI, LanguageTag, Revision
from schema.types.resource import Lang, preferred


@strawberry.type(description="How the public pages of a library look and greet.")
class Appearance:
    """How the public pages of a library look and greet."""

    known: strawberry.Private[KnownTenant]

    @reading()
    def accent(self) -> str | None:
        """The colour of buttons and links, as #rrggbb; white text can be read on it. Null: the pages' own."""
        return self.known.appearance.accent

    @reading()
    def languages(self) -> list[LanguageTag]:
        """The languages they are offered in, the first where a reader asks for none of them."""
        return [LanguageTag(each) for each in self.known.appearance.languages]

    @relation(cost=0)
    @staticmethod
    def welcome(parents: list[Appearance], ask: Ask, lang: Lang = None) -> list[LangString | None]:
        """What they greet with, in the most wanted language. Plain text."""
        wanted = preferred(ask, lang)
        return [chosen(lang_strings(each.known.appearance.welcome), wanted) for each in parents]

    @reading()
    def welcomes(self) -> list[LangString]:
        """What they greet with, in every language there is a text in. Plain text."""
        return lang_strings(self.known.appearance.welcome)

    @reading()
    def hours(self) -> IRI | None:
        """Where the opening hours are told."""
        return _iri(self.known.appearance.hours)

    @reading()
    def contact(self) -> IRI | None:
        """Where to ask: a page or a mail address."""
        return _iri(self.known.appearance.contact)

    @reading()
    def revision(self) -> Revision:
        """What a change must name: the revision of the library's settings."""
        return Revision(str(self.known.revision))


def _iri(text: str | None) -> IRI | None:
    return None if text is None else IRI(text)
