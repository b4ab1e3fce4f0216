"""Look-up: terms of authorities and vocabularies by what they are called, as a cataloguer picks one.

The index finds; everything shown is read from the documents, so nothing is shown that the scope does not read. A term
that was replaced answers with its replacement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.catalogue.headings import ALL_PATHS
from graph.catalogue.model import Resource
from graph.catalogue.resources import ResourceReader
from graph.store.derive import is_vocabulary
from graph.store.followed import Freshness
from graph.store.headings import heading_kind, heading_urn, label_of
from graph.store.paging import Slice
from graph.store.port import Store
from graph.store.scope import Scope
from graph.store.search import SearchIndex
from graph.store.terms import TermAnswer, TermMatch, TermQuery, term_owners
from mappings.bibframe import read
from mappings.bibframe.node import Node
from mappings.bibframe.reading.values import Text
from mappings.text import anchored, tokens

REPLACED: Final = "dcterms:isReplacedBy"


class TermKind(StrEnum):
    """What a term is, as cataloguers ask for it."""

    AGENT = "agent"
    PERSON = "person"
    FAMILY = "family"
    ORGANIZATION = "organization"
    JURISDICTION = "jurisdiction"
    MEETING = "meeting"
    WORK = "work"
    SUBJECT = "subject"
    TOPIC = "topic"
    PLACE = "place"
    PERIOD = "period"
    GENRE_FORM = "genre-form"
    MEDIUM = "medium"
    ROLE = "role"
    LANGUAGE = "language"
    CONTENT = "content"
    MEDIA = "media"
    CARRIER = "carrier"


_AGENTS: Final = ("bf:Agent", "bf:Person", "bf:Family", "bf:Organization", "bf:Jurisdiction", "bf:Meeting")
_TOPICS: Final = ("bf:Topic", "madsrdf:Topic", "madsrdf:ComplexSubject", "bf:Event")
_PLACES: Final = ("bf:Place", "madsrdf:Geographic", "madsrdf:HierarchicalGeographic")
_PERIODS: Final = ("bf:Temporal", "madsrdf:Temporal")
KINDS: Final[dict[TermKind, tuple[str, ...]]] = {
    TermKind.PERSON: ("bf:Person",),
    TermKind.FAMILY: ("bf:Family",),
    TermKind.ORGANIZATION: ("bf:Organization",),
    TermKind.JURISDICTION: ("bf:Jurisdiction",),
    TermKind.MEETING: ("bf:Meeting",),
    TermKind.AGENT: _AGENTS,
    TermKind.WORK: ("bf:Hub", "madsrdf:NameTitle", "madsrdf:Title"),
    TermKind.GENRE_FORM: ("bf:GenreForm", "madsrdf:GenreForm"),
    TermKind.MEDIUM: ("madsrdf:Medium",),
    TermKind.ROLE: ("bf:Role",),
    TermKind.LANGUAGE: ("bf:Language",),
    TermKind.CONTENT: ("bf:Content",),
    TermKind.MEDIA: ("bf:Media",),
    TermKind.CARRIER: ("bf:Carrier",),
    TermKind.PERIOD: _PERIODS,
    TermKind.PLACE: _PLACES,
    TermKind.TOPIC: _TOPICS,
    TermKind.SUBJECT: (*_TOPICS, *_PLACES, *_PERIODS, *_AGENTS, "bf:Hub"),
}
"""Kind → the types a term of it has any of. A term is called by the first kind it is of."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """What is looked up: `kinds`, `types` (prefixed names) and `vocabularies` (IRIs) narrow it, none of them means all.
    The page begins after a cursor, or at `offset`. `after_event` is an event the answer must know of.
    """

    text: str
    match: TermMatch = TermMatch.LEFT_ANCHORED
    kinds: tuple[TermKind, ...] = ()
    vocabularies: tuple[str, ...] = ()
    first: int = 20
    after: str | None = None
    offset: int = 0
    after_event: int | None = None
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Term:
    """A term that can be chosen: `iri` is what a description names, `matched` the form that was found (`by_variant`
    where it isn't the label), `replaces` the label of the replaced term that led here.
    """

    iri: str
    kind: TermKind | None
    resource: Resource
    matched: Text
    by_variant: bool = False
    replaces: str | None = None

    @property
    def node(self) -> Node:
        """Its description."""
        return self.resource.body

    @property
    def labels(self) -> tuple[Text, ...]:
        """What it is called, in every language."""
        return _labels(self.node)

    @property
    def label(self) -> Text:
        """What a list shows."""
        return read.preferred(self.labels)

    @property
    def vocabulary(self) -> str | None:
        """The vocabulary it is of."""
        authority = read.authority_of(self.node)
        schemes = read.iris(authority, "madsrdf:isMemberOfMADSScheme")
        if schemes:
            return schemes[0]
        iri = self.authority
        return read.scheme(self.node) or iri.rpartition("#")[0] or iri.rpartition("/")[0]

    @property
    def authority(self) -> str:
        """The IRI of its authority, the term's own where those are one."""
        return read.iri_of(read.authority_of(self.node)) or self.iri

    @property
    def code(self) -> str | None:
        """Its code, where it has one."""
        authority = read.authority_of(self.node)
        return read.plain(authority, "madsrdf:code") or read.plain(authority, "bf:code")

    @property
    def replaced(self) -> bool:
        """Whether it should not be used any more."""
        return is_replaced(self.node)

    def linked(self, *names: str) -> tuple[str, ...]:
        """The terms that its authority points at by these properties."""
        authority = read.authority_of(self.node)
        return tuple(dict.fromkeys(iri for name in names for iri in read.iris(authority, name)))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which descriptions may point at it."""
        kind, label = heading_kind(self.node), label_of(self.node)
        urn = heading_urn(kind, label) if kind and label else ""
        return tuple(dict.fromkeys(each for each in (self.iri, self.authority, urn) if each))


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A vocabulary there are terms of: its IRI and how many the reader sees."""

    iri: str
    terms: int = 0


class LookUpService:
    """Looks terms up."""

    def __init__(self, store: Store, index: SearchIndex, freshness: Freshness) -> None:
        self._store, self._index, self._freshness = store, index, freshness
        self._resources = ResourceReader(store)

    def look_up(self, wanted: LookUp, scope: Scope) -> Slice[Term]:
        """A page of terms. One look into the index and two reads, whatever their number.

        Raises `InvalidCursor`, `Unavailable`, and `Behind` or `NoSuchEvent` where an event is named.
        """
        return self.look_up_many([wanted], scope)[0]

    def look_up_many(self, wanted: Sequence[LookUp], scope: Scope) -> list[Slice[Term]]:
        """Per question, its page of terms: a look into the index for each and two reads for all."""
        for each in wanted:
            self._freshness.wait("search", each.after_event)
        owners = term_owners(scope)
        answers = [self._index.terms(_question(each, owners)) for each in wanted]
        iris = list(dict.fromkeys(hit.iri for answer in answers for hit in answer.hits))
        there = dict(zip(iris, self._read(iris, scope), strict=True))
        instead = self._instead(list(there.values()), scope)
        return [_found(answer, there, instead, each) for answer, each in zip(answers, wanted, strict=True)]

    def usage(self, terms: Sequence[Term], scope: Scope) -> list[int | None]:
        """Per term, how many descriptions in the scope use it; None for terms of vocabularies that are not followed,
        such as languages. One call.
        """
        asked = [each for each in terms if not is_vocabulary(each.iri)]
        pages = self._store.incoming([each.names for each in asked], ALL_PATHS, scope, first=1, count=True)
        counts = {each.iri: page.total for each, page in zip(asked, pages, strict=True)}
        return [counts.get(each.iri) for each in terms]

    def vocabularies(self, scope: Scope) -> list[Vocabulary]:
        """The vocabularies there are terms of, by IRI."""
        found = self._index.vocabularies(term_owners(scope))
        return [Vocabulary(iri, found[iri]) for iri in sorted(found)]

    def _read(self, iris: Sequence[str], scope: Scope) -> list[Resource | None]:
        return self._resources.resources(iris, scope) if iris else []

    def _instead(self, found: Sequence[Resource | None], scope: Scope) -> dict[str, Resource]:
        """The replacements of what was replaced, by IRI."""
        wanted = list(dict.fromkeys(iri for each in found if each is not None for iri in _replacements(each.body)))
        there = self._read(wanted, scope)
        return {iri: each for iri, each in zip(wanted, there, strict=True) if each is not None}


def _question(wanted: LookUp, owners: frozenset[str]) -> TermQuery:
    return TermQuery(
        owners=owners,
        text=wanted.text,
        match=wanted.match,
        types=frozenset((*wanted.types, *(type_ for kind in wanted.kinds for type_ in KINDS[kind]))),
        vocabularies=frozenset(each.rstrip("/") for each in wanted.vocabularies),
        first=wanted.first,
        after=wanted.after,
        offset=wanted.offset,
    )


def _found(
    answer: TermAnswer, there: Mapping[str, Resource | None], instead: Mapping[str, Resource], wanted: LookUp
) -> Slice[Term]:
    terms: dict[str, tuple[Term, str]] = {}
    for hit in answer.hits:
        if (resource := there[hit.iri]) is not None:
            term = _term(resource, instead, wanted)
            terms.setdefault(term.iri, (term, hit.cursor))
    return Slice(
        tuple(term for term, _ in terms.values()),
        tuple(cursor for _, cursor in terms.values()),
        answer.total,
        answer.has_next,
        answer.has_previous,
    )


def is_replaced(node: Node) -> bool:
    """Whether a term should not be used any more."""
    authority = read.authority_of(node)
    return "madsrdf:DeprecatedAuthority" in authority.get("@type", ()) or REPLACED in authority


def _replacements(node: Node) -> tuple[str, ...]:
    return read.iris(read.authority_of(node), REPLACED)


def _term(resource: Resource, instead: Mapping[str, Resource], wanted: LookUp) -> Term:
    """The term that answers: the replacement where there is one and no doubt which."""
    matched, by_variant = _matched(resource.body, wanted)
    replacements = _replacements(resource.body)
    if len(replacements) == 1 and (better := instead.get(replacements[0])) is not None:
        former = read.preferred(_labels(resource.body)).value
        return Term(better.iri, kind_of(better.body), better, matched, by_variant=True, replaces=former)
    return Term(resource.iri, kind_of(resource.body), resource, matched, by_variant)


def kind_of(node: Node) -> TermKind | None:
    """What a term is; None for what has no kind of its own."""
    types = node.get("@type", ())
    return next((kind for kind, among in KINDS.items() if any(each in among for each in types)), None)


def _labels(node: Node) -> tuple[Text, ...]:
    found = read.labels(node)
    return found or tuple(Text(each) for each in (read.resource_label(node),) if each)


def _matched(node: Node, wanted: LookUp) -> tuple[Text, bool]:
    """The form of a term's name that answers to what was typed, and whether it is another than its label."""
    labels = _labels(node)
    others = (*read.texts(node, "skos:altLabel"), *read.variants(node))
    shown = read.preferred(labels)
    forms = [(shown, False), *((text, False) for text in labels if text != shown), *((text, True) for text in others)]
    answers = _begins if wanted.match is TermMatch.LEFT_ANCHORED else _has_words
    return next((each for each in forms if answers(each[0].value, wanted.text)), forms[0])


def _begins(text: str, typed: str) -> bool:
    return anchored(text).startswith(anchored(typed))


def _has_words(text: str, typed: str) -> bool:
    has, wanted = tokens(text), tokens(typed)
    return bool(wanted) and set(wanted[:-1]) <= set(has) and any(each.startswith(wanted[-1]) for each in has)
