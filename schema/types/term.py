"""Terms that a cataloguer looks up: authorities and vocabularies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum

import strawberry

from graph.authorities.looking_up import REPLACED, LookUp, TermKind
from graph.authorities.looking_up import Term as Known
from graph.authorities.looking_up import Vocabulary as KnownVocabulary
from graph.store.scope import Scope
from graph.store.terms import TermMatch
from mappings.bibframe import read
from mappings.vocabularies.names import VOCABULARY_NAMES
from schema.ask import Ask
from schema.connections import Connection, First, connection, page
from schema.fields import attribute, choice, reading, relation
from schema.languages import LangString, lang_string
from schema.scalars import IRI
from schema.types.resource import Lang, Resource, label_in, preferred
from schema.types.statement import ResourceRef, reference
from schema.types.views import resources_by_iri


@strawberry.enum(description="How a term answers to what was typed.")
class LookUpMatch(Enum):
    """How a term answers to what was typed."""

    LEFT_ANCHORED = choice(TermMatch.LEFT_ANCHORED, "Its label, or another form of its name, begins so.")
    KEYWORD = choice(TermMatch.KEYWORD, "It has all the words, the last of them perhaps only begun.")
    FUZZY = choice(TermMatch.FUZZY, "It has all the words or such as differ in a letter or two.")


@strawberry.enum(name="TermKind", description="What a term is.")
class Kind(Enum):
    """What a term is."""

    AGENT = choice(TermKind.AGENT, "A person, family, organization, jurisdiction or meeting.")
    PERSON = choice(TermKind.PERSON, "A person.")
    FAMILY = choice(TermKind.FAMILY, "A family.")
    ORGANIZATION = choice(TermKind.ORGANIZATION, "An organization.")
    JURISDICTION = choice(TermKind.JURISDICTION, "A jurisdiction.")
    MEETING = choice(TermKind.MEETING, "A meeting.")
    WORK = choice(TermKind.WORK, "A work under a name and title, or a title.")
    SUBJECT = choice(TermKind.SUBJECT, "Anything that a work may be about.")
    TOPIC = choice(TermKind.TOPIC, "A topic.")
    PLACE = choice(TermKind.PLACE, "A place.")
    PERIOD = choice(TermKind.PERIOD, "A period.")
    GENRE_FORM = choice(TermKind.GENRE_FORM, "A genre or form.")
    MEDIUM = choice(TermKind.MEDIUM, "A medium of performance.")
    ROLE = choice(TermKind.ROLE, "What an agent did.")
    LANGUAGE = choice(TermKind.LANGUAGE, "A language.")
    CONTENT = choice(TermKind.CONTENT, "A content type.")
    MEDIA = choice(TermKind.MEDIA, "A media type.")
    CARRIER = choice(TermKind.CARRIER, "A carrier type.")


@strawberry.type(description="A form of a term's name that answers to what was typed.")
class MatchedForm:
    """A form of a term's name that answers to what was typed."""

    text: LangString = attribute("The form.")
    variant: bool = attribute("Whether it is another form than the label: the label is to be used.")


@strawberry.type(description="A term of an authority file or vocabulary, or an authority of a library.")
class Term:
    """A term that can be chosen."""

    known: strawberry.Private[Known]
    scope: strawberry.Private[Scope]
    iri: IRI = attribute("The IRI that a description names.")
    kind: Kind | None = attribute("What it is.")
    vocabulary: IRI | None = attribute("The vocabulary it is of.", iri="skos:inScheme")
    code: str | None = attribute("Its code, where it has one.")
    matched: MatchedForm = attribute("The form of its name that was found.")
    replaces: str | None = attribute("The label of a replaced term that was found and led here.")
    replaced: bool = attribute("Whether it should not be used any more.")

    @relation(cost=0, iri="skos:prefLabel")
    @staticmethod
    def label(parents: list[Term], ask: Ask, lang: Lang = None) -> list[LangString | None]:
        """What it is called: in the most wanted language, else any."""
        wanted = preferred(ask, lang)
        return [label_in(wanted, _texts(each.known.labels), each.iri) for each in parents]

    @reading()
    def labels(self) -> list[LangString]:
        """What it is called, in every language."""
        return _texts(self.known.labels)

    @reading(iri="skos:altLabel")
    def variants(self) -> list[LangString]:
        """Other forms of its name."""
        return _texts(read.variants(self.known.node))

    @reading()
    def authority(self) -> IRI:
        """The IRI of its authority; the term's own where those are one."""
        return IRI(self.known.authority)

    @reading(iri="skos:note")
    def notes(self) -> list[str]:
        """Notes on what it means and how it is used."""
        return list(read.heading_notes(self.known.node))

    @reading(iri="skos:broader")
    def broader(self) -> list[ResourceRef]:
        """Wider terms."""
        return _linked(self, "madsrdf:hasBroaderAuthority", "skos:broader")

    @reading(iri="skos:narrower")
    def narrower(self) -> list[ResourceRef]:
        """Narrower terms, as it says itself."""
        return _linked(self, "madsrdf:hasNarrowerAuthority", "skos:narrower")

    @reading(iri="skos:related")
    def related(self) -> list[ResourceRef]:
        """Related terms."""
        return _linked(self, "madsrdf:hasRelatedAuthority", "skos:related")

    @reading(iri="skos:exactMatch")
    def exact_matches(self) -> list[IRI]:
        """The same in other vocabularies."""
        return [IRI(each) for each in self.known.linked("madsrdf:hasExactExternalAuthority")]

    @reading(iri=REPLACED)
    def replaced_by(self) -> list[ResourceRef]:
        """What is to be used instead of a replaced term; where it is one term alone, that answers in its place."""
        return _linked(self, REPLACED)

    @relation(cost=2)
    @staticmethod
    def usage(parents: list[Term], ask: Ask) -> list[int | None]:
        """How many descriptions of the libraries read use it; null for codes, whose uses search counts."""
        return ask.by_scope(
            parents,
            [each.scope for each in parents],
            lambda some, scope: ask.services.look_up.usage([each.known for each in some], scope),
        )

    @relation()
    @staticmethod
    def resource(parents: list[Term], ask: Ask) -> list[Resource | None]:
        """Its description."""
        return ask.by_scope(
            parents,
            [each.scope for each in parents],
            lambda some, scope: resources_by_iri([each.iri for each in some], ask, scope),
        )


@strawberry.input(description="One of several names that are looked up at once.")
class TermNameInput:
    """One of several names that are looked up at once."""

    text: str = strawberry.field(description="The name, or its beginning.")
    kinds: list[Kind] | None = strawberry.field(default=None, description="Only terms of these kinds.")


@strawberry.type(description="One of several names that were looked up at once, and the terms that answer to it.")
class TermNameLookedUp:
    """One of several names that were looked up at once."""

    wanted: strawberry.Private[LookUp]
    scope: strawberry.Private[Scope]
    text: str = attribute("The name, as it was asked for.")

    @relation(cost=5, per="first")
    @staticmethod
    def terms(parents: list[TermNameLookedUp], ask: Ask, first: First = 5) -> list[list[Term]]:
        """The first terms that answer to it."""
        size = page(first, None).first or 0
        return ask.by_scope(
            parents,
            [each.scope for each in parents],
            lambda some, scope: [
                [term_of(known, scope) for known in found.items]
                for found in ask.services.look_up.look_up_many(
                    [replace(each.wanted, first=size) for each in some], scope
                )
            ],
        )


@strawberry.type(description="A vocabulary or authority file there are terms of.")
class Vocabulary:
    """A vocabulary there are terms of."""

    iri: IRI = attribute("Its IRI, as lookUp takes it.")
    label: str | None = attribute("What it is called, where that is known.")
    terms: int = attribute("How many terms of it the libraries read have.")


def look_up(wanted: LookUp, ask: Ask, scope: Scope) -> Connection[Term]:
    """A page of terms."""
    return connection(ask.services.look_up.look_up(wanted, scope), scope, term_of)


def term_of(known: Known, scope: Scope) -> Term:
    """A term for the API."""
    text = lang_string(known.matched.value, known.matched.lang)
    vocabulary = known.vocabulary
    return Term(
        known=known,
        scope=scope,
        iri=IRI(known.iri),
        kind=None if known.kind is None else Kind(known.kind),
        vocabulary=IRI(vocabulary) if vocabulary and "://" in vocabulary else None,
        code=known.code,
        matched=MatchedForm(text=text, variant=known.by_variant),
        replaces=known.replaces,
        replaced=known.replaced,
    )


def vocabulary_of(known: KnownVocabulary) -> Vocabulary:
    """A vocabulary for the API."""
    return Vocabulary(iri=IRI(known.iri), label=VOCABULARY_NAMES.get(known.iri), terms=known.terms)


def _texts(texts: Sequence[read.Text]) -> list[LangString]:
    return [lang_string(text.value, text.lang) for text in texts]


def _linked(term: Term, *names: str) -> list[ResourceRef]:
    return [reference(iri, "", term.scope) for iri in term.known.linked(*names)]
