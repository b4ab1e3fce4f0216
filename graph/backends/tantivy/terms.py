"""Terms in the index: one document for each described heading of an owner and for each term of a vocabulary.

They answer look-ups and nothing else: searches for agents and concepts are answered by the headings in use. The label
and the other forms of a name are kept apart, because who types the beginning of a label wants that term first.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import Final

import orjson
import tantivy

from graph.backends.tantivy.documents import Fields
from graph.backends.tantivy.facets import owned_by, unscored
from graph.backends.tantivy.paging import Place, Window, part_and_place, write_cursor
from graph.backends.tantivy.schema import MARK, document_id, number_of, one_of, schema
from graph.store.headings import heading_kind, label_of
from graph.store.model import Document
from graph.store.names import GraphKind, parse_graph
from graph.store.terms import TermAnswer, TermHit, TermMatch, TermQuery
from mappings.bibframe import read
from mappings.bibframe.node import Node
from mappings.text import anchored, tokens

TERM: Final = "term"
_SORTED_BY: Final = "s_title"
_LABEL_WORDS: Final = "title"
_OTHER_WORDS: Final = "rest"
_LONGEST: Final = 200
_MOST_WORDS: Final = 12
_MOST_VOCABULARIES: Final = 1000
_SHORTEST_FUZZY: Final = len(MARK) + 4
_LONG_FUZZY: Final = len(MARK) + 8


def term_document(owner: str, document: Document) -> Fields | None:
    """The document of what can be looked up; None where a document describes no term."""
    body = document.body
    kind = heading_kind(body)
    if kind is None and parse_graph(document.key.graph).kind is not GraphKind.VOCABULARY:
        return None
    labels = [text.value for text in read.labels(body)] or [found for found in (label_of(body),) if found]
    if not labels:
        return None
    others = [text.value for text in (*read.texts(body, "skos:altLabel"), *read.variants(body))]
    identifier = document_id(owner, document.key.iri)
    number = number_of(identifier)
    fields: Fields = {
        "id": [identifier],
        "kind": [TERM],
        "owner": [owner],
        "f_type": list(dict.fromkeys((*read.types(body), *read.types(read.authority_of(body))))),
        "vocabulary": vocabularies_of(body),
        "hash": [number],
        "prior": [(number & 0xFFFF) / 0xFFFF * 0.001],
        _SORTED_BY: [f"{anchored(labels[0])[:_LONGEST]}\x1f{number:016x}"],
        "begins": _anchors(labels),
        "shown": [orjson.dumps({"i": document.key.iri}).decode()],
    }
    if codes := read.texts(read.authority_of(body), "madsrdf:code"):
        others.extend(code.value for code in codes)
    if others:
        fields["begins_other"] = _anchors(others)
        fields[_OTHER_WORDS] = [" ".join(_marked(each)) for each in others]
    fields[_LABEL_WORDS] = [" ".join(_marked(each)) for each in labels]
    return fields


def _anchors(texts: list[str]) -> list[str]:
    return list(dict.fromkeys(found for each in texts if (found := anchored(each)[:_LONGEST])))


def vocabularies_of(body: Node) -> list[str]:
    """The vocabularies a term is of: its schemes, and where its addresses begin."""
    authority = read.authority_of(body)
    found = [*read.iris(authority, "madsrdf:isMemberOfMADSScheme"), read.scheme(body) or ""]
    for iri in (str(authority.get("@id", "")), str(body["@id"])):
        start = iri.rpartition("#")[0] or iri.rpartition("/")[0]
        if "://" in start:
            found.append(start)
    return list(dict.fromkeys(each.rstrip("/") for each in found if each))


def answer(searcher: tantivy.Searcher, query: TermQuery) -> TermAnswer:
    """The page of terms that a question asks for. Raises `InvalidCursor`."""
    mark = _mark(query)
    tiers = [_Tier(searcher, *each) for each in _tiers(query)]
    total = sum(each.total for each in tiers)
    start = query.offset if query.after is None else _rank_after(tiers, mark, query.after)
    hits: list[TermHit] = []
    before = 0
    for number, tier in enumerate(tiers):
        wanted, skip = query.first - len(hits), max(start - before, 0)
        if wanted > 0 and skip < tier.total:
            page = tier.window.page(skip, wanted)
            hits.extend(_hit(searcher, place, address, f"{mark}{number}") for place, address in page.hits)
        before += tier.total
    return TermAnswer(tuple(hits), total, start + len(hits) < total, start > 0 and total > 0)


class _Tier:
    """The terms that answer equally well: in the order of their labels, or by how well they match."""

    def __init__(self, searcher: tantivy.Searcher, query: tantivy.Query, field: str | None) -> None:
        self.window = Window(searcher, query, field)
        self.total = self.window.page(0, 0).total


def _rank_after(tiers: list[_Tier], mark: str, cursor: str) -> int:
    """How many terms stand up to the one that a cursor stands for."""
    part, place = part_and_place(mark, cursor, len(tiers))
    return sum(each.total for each in tiers[:part]) + tiers[part].window.rank_after(place)


def _hit(searcher: tantivy.Searcher, place: Place, address: tantivy.DocAddress, mark: str) -> TermHit:
    shown = orjson.loads(str(searcher.doc(address).get_first("shown")))
    return TermHit(shown["i"], write_cursor(mark, place))


def vocabularies(searcher: tantivy.Searcher, owners: frozenset[str]) -> dict[str, int]:
    """Every vocabulary of the terms these owners have, and how many terms it has."""
    within = _all(_within(TermQuery(owners, "")))
    counted = {"all": {"terms": {"field": "vocabulary", "size": _MOST_VOCABULARIES}}}
    return {str(each["key"]): int(each["doc_count"]) for each in searcher.aggregate(within, counted)["all"]["buckets"]}


def _mark(query: TermQuery) -> str:
    parts = orjson.dumps([anchored(query.text), query.match.value, sorted(query.types), sorted(query.vocabularies)])
    return blake2b(parts, digest_size=6).hexdigest()


def _tiers(query: TermQuery) -> list[tuple[tantivy.Query, str | None]]:
    """What answers, best first: each a query and the field that orders it (None: by how well it matches)."""
    if not query.owners:
        return []
    within = _within(query)
    if query.match is TermMatch.LEFT_ANCHORED:
        begin = anchored(query.text)
        if not begin:
            return [(_all(within), _SORTED_BY)] if not query.text.strip() else []
        label, other = _begins("begins", begin), _begins("begins_other", begin)
        return [(_all(within, label), _SORTED_BY), (_all(within, other, without=label), _SORTED_BY)]
    words = _marked(query.text)[:_MOST_WORDS]
    if not words:
        return []
    by_word = _nearly if query.match is TermMatch.FUZZY else _word
    parts = [by_word(word, last=at == len(words) - 1) for at, word in enumerate(words)]
    return [(_all(within, *parts), None)]


def _marked(text: str) -> list[str]:
    """The words of a text, as those of terms are indexed."""
    return [MARK + each for each in tokens(text)]


def _within(query: TermQuery) -> list[tantivy.Query]:
    found = [owned_by(query.owners), unscored(tantivy.Query.term_query(schema(), "kind", TERM))]
    for field, values in (("f_type", query.types), ("vocabulary", query.vocabularies)):
        if values:
            found.append(unscored(one_of(field, values)))
    return found


def _all(within: list[tantivy.Query], *parts: tantivy.Query, without: tantivy.Query | None = None) -> tantivy.Query:
    clauses = [(tantivy.Occur.Must, each) for each in (*within, *parts)]
    if without is not None:
        clauses.append((tantivy.Occur.MustNot, without))
    return tantivy.Query.boolean_query(clauses)


def _begins(field: str, text: str) -> tantivy.Query:
    return tantivy.Query.regex_query(schema(), field, re.escape(text[:_LONGEST]) + ".*")


def _word(word: str, *, last: bool) -> tantivy.Query:
    """Terms with a word, in the label rather than in another form; the last one may only be begun."""
    found = [
        (tantivy.Occur.Should, tantivy.Query.boost_query(tantivy.Query.term_query(schema(), name, word), weight))
        for name, weight in ((_LABEL_WORDS, 4.0), (_OTHER_WORDS, 1.0))
    ]
    if last:
        found += [
            (tantivy.Occur.Should, tantivy.Query.boost_query(_begins(name, word), weight))
            for name, weight in ((_LABEL_WORDS, 1.0), (_OTHER_WORDS, 0.5))
        ]
    return tantivy.Query.boolean_query(found)


def _nearly(word: str, **_: bool) -> tantivy.Query:
    """The same, or a word that differs in one letter (in two where it is long)."""
    exact = _word(word, last=False)
    if len(word) < _SHORTEST_FUZZY or not word.removeprefix(MARK).isalpha():
        return exact
    near = [
        tantivy.Query.fuzzy_term_query(schema(), name, word, distance=1 if len(word) < _LONG_FUZZY else 2)
        for name in (_LABEL_WORDS, _OTHER_WORDS)
    ]
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in (exact, *near)])
