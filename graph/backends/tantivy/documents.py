"""From descriptions to documents of the index: one per Work with its instances and items folded in, one per Instance,
one per heading. Everything is folded here, once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final, TypeAlias

import orjson

from graph.backends.tantivy.alike import Clusters, alike_fields
from graph.backends.tantivy.having import copies_in
from graph.backends.tantivy.headings import Headings, Named, headings_of
from graph.backends.tantivy.schema import MARK, document_id, mark_of, number_of
from graph.store.model import Document
from mappings.bibframe import read
from mappings.bibframe.node import Node
from mappings.bibframe.vocabulary import shared
from mappings.text import fold, tokens

Fields: TypeAlias = dict[str, list[Any]]
IsAvailable: TypeAlias = Callable[[Node], bool]

_LAST_ADDED: Final = 2**33
_SHOWN: Final = 400
"""Longest text kept for highlighting, in characters."""


@dataclass(slots=True)
class Family:
    """A Work (None for an Instance on its own) with its instances, and per instance its items and holdings."""

    owner: str
    work: Document | None
    instances: list[Document] = field(default_factory=list)
    items: dict[str, list[Document]] = field(default_factory=dict)
    layered: dict[str, list[str]] = field(default_factory=dict)
    """Of what a network shares, the tenants that have a document of their own about it here: it stands for both."""
    clusters: Clusters = ()
    """What networks take the work for."""

    @property
    def every_item(self) -> Iterator[Document]:
        """The items and holdings of all its instances."""
        return (item for items in self.items.values() for item in items)


@dataclass(slots=True)
class _Texts:
    """Texts by field, each once, in order."""

    title: dict[str, None] = field(default_factory=dict)
    author: dict[str, None] = field(default_factory=dict)
    subject: dict[str, None] = field(default_factory=dict)
    series: dict[str, None] = field(default_factory=dict)
    publisher: dict[str, None] = field(default_factory=dict)
    rest: dict[str, None] = field(default_factory=dict)

    def into(self, fields: Fields, mark: str) -> None:
        for name in ("title", "author", "subject", "series", "publisher", "rest"):
            found = getattr(self, name)
            if found and (folded := _marked(found, mark)):
                fields[name] = folded

    def shown(self) -> dict[str, list[str]]:
        return {
            "t": [each[:_SHOWN] for each in self.title],
            "a": list(self.author),
            "s": list(self.subject),
        }


def documents_of(family: Family, is_available: IsAvailable) -> tuple[list[Fields], list[Named]]:
    """The documents of a family, and the headings it names."""
    found: list[Fields] = []
    headings: list[Named] = []
    work = family.work
    about = headings_of(work.body) if work is not None else Headings()
    headings.extend(about)
    texts = _Texts()
    if work is not None:
        _work_texts(work.body, texts)
    for instance in family.instances:
        fields, named = _instance_document(family, instance, about, texts, is_available)
        headings.extend(named)
        found.append(fields)
    if work is not None:
        found.append(_work_document(family, work, found, about, texts))
    return found, headings


def _work_document(family: Family, work: Document, instances: list[Fields], about: Headings, texts: _Texts) -> Fields:
    body = work.body
    for instance in family.instances:
        _instance_texts(instance.body, texts)
        for item in family.items.get(instance.key.iri, ()):
            _item_texts(item.body, texts)
    fields = _base(family, work, "work", _label(work, family.instances), texts)
    _count_headings(fields, about)
    fields["f_type"] = [name[3:] for name in read.types(body) if name != "bf:Work" and name.startswith("bf:")]
    fields["f_language"] = [iri.rpartition("/")[2] for iri in read.languages(body)]
    for name in ("f_format", "f_decade", "f_library", "f_location", "f_genre", "f_availability", "number"):
        if merged := list(dict.fromkeys(value for each in instances for value in each.get(name, ()))):
            fields[name] = [*fields.get(name, ()), *(value for value in merged if value not in fields.get(name, ()))]
    if "available" in (states := fields.get("f_availability", [])) and "unavailable" in states:
        states.remove("unavailable")
    if not instances and (found := read.format_of(read.types(body), (), ())):
        fields["f_format"] = [found]
    years = [year for each in family.instances if (year := read.first_year(each.body)) is not None]
    origin = read.first_year(body)
    if not years and origin is not None:
        years = [origin]
        fields["f_decade"] = [str(origin // 10 * 10)]
    _numbers(fields, body)
    _sort_by_year(fields, years)
    weight = min(len(family.instances), 5) * 0.02 + min(sum(map(len, family.items.values())), 10) * 0.01
    fields["prior"][0] += weight
    fields["copies"] = [copies_in(fields)]
    return fields


def _instance_document(
    family: Family, instance: Document, about: Headings, work_texts: _Texts, is_available: IsAvailable
) -> tuple[Fields, Headings]:
    body, work = instance.body, family.work
    items = family.items.get(instance.key.iri, [])
    texts = _Texts(author=dict(work_texts.author), subject=dict(work_texts.subject))
    if work is not None:
        texts.title.update(work_texts.title)
    _instance_texts(body, texts)
    for item in items:
        _item_texts(item.body, texts)
    fields = _base(family, instance, "instance", _label(instance, [] if work is None else [work]), texts)
    own = headings_of(body)
    _count_headings(fields, Headings(about.agents + own.agents, about.subjects, about.genres + own.genres))
    work_types = read.types(work.body) if work is not None else ()
    fields["f_type"] = [name[3:] for name in work_types if name != "bf:Work" and name.startswith("bf:")]
    if work is not None:
        fields["f_language"] = [iri.rpartition("/")[2] for iri in read.languages(work.body)]
    if found := read.format_of(work_types, read.types(body), (*read.carrier(body), *read.media(body))):
        fields["f_format"] = [found]
    year = read.first_year(body)
    if year is not None:
        fields["f_decade"] = [str(year // 10 * 10)]
    _sort_by_year(fields, [] if year is None else [year])
    _numbers(fields, body)
    _hold(fields, family.owner, body, items, is_available)
    return fields, own


def heading_document(owner: str, named: Named, created: float) -> Fields:
    """The document of one heading of one owner."""
    identifier = heading_id(owner, named)
    words = _marked(named.labels, MARK)
    number = number_of(identifier)
    return {
        "id": [identifier],
        "kind": [named.kind],
        "owner": [owner],
        "key": [named.key],
        "title": words,
        "author" if named.kind == "agent" else "subject": words,
        "hash": [number],
        "prior": [_tie(number)],
        "s_title": [_ending(fold(named.label)[:80], number)],
        "s_newest": [_ending("~", number)],
        "s_oldest": [_ending("~", number)],
        "s_added": [_added(created, number)],
        "shown": [
            orjson.dumps({"i": named.iri, "l": named.label, "k": named.kind, "o": owner, "key": named.key}).decode()
        ],
    }


def heading_id(owner: str, named: Named) -> str:
    """The id of a heading's document. A component without an address is a document of its own kind."""
    return document_id(owner, f"{named.kind}\x1f{named.key}")


def _base(family: Family, document: Document, kind: str, label: str, texts: _Texts) -> Fields:
    owner, iri = family.owner, document.key.iri
    layered = family.layered.get(iri)
    identifier = document_id(owner, iri)
    number = number_of(identifier)
    shown: dict[str, Any] = {"i": iri, "l": label, "k": kind, "o": owner, **texts.shown()}
    alike = alike_fields(iri, family.clusters, shown) if kind == "work" else {}
    title = read.title(document.body)
    fields: Fields = {
        **alike,
        "id": [identifier],
        "kind": [kind],
        "owner": [owner],
        "owned": [number_of(owner)],
        "f_tenant": [owner],
        "hash": [number],
        "prior": [_tie(number)],
        "s_title": [_ending(fold(title.sorting if title is not None else label)[:80], number)],
        "s_added": [_added(document.created.timestamp(), number)],
        "shown": [orjson.dumps(shown).decode()],
    }
    texts.into(fields, mark_of(kind))
    if layered:
        fields["layered"] = [*layered]
    return fields


def _marked(texts: Iterable[str], mark: str) -> list[str]:
    """The words of some texts, each with a mark before it."""
    found = (words for each in texts if (words := _words(each)))
    return [mark + words.replace(" ", f" {mark}") for words in found] if mark else list(found)


@lru_cache(maxsize=16_384)
def _words(text: str) -> str:
    """The words of a text as they are indexed. Most stand in a Work and its Instances, many in other families too."""
    return " ".join(tokens(text))


def _label(document: Document, others: Sequence[Document]) -> str:
    return next((label for each in (document, *others) if (label := read.resource_label(each.body))), "")


def _tie(number: int) -> float:
    """A weight so small that it only orders equals, the same way every time."""
    return (number & 0xFFFF) / 0xFFFF * 0.001


def _ending(value: str, number: int) -> str:
    return f"{value}\x1f{number:016x}"


def _added(created: float, number: int) -> str:
    return _ending(f"{max(_LAST_ADDED - int(created), 0):09x}", number)


def _sort_by_year(fields: Fields, years: Sequence[int]) -> None:
    number = fields["hash"][0]
    fields["s_newest"] = [_ending(f"{9999 - max(years):04d}" if years else "~", number)]
    fields["s_oldest"] = [_ending(f"{min(years):04d}" if years else "~", number)]


def _count_headings(fields: Fields, headings: Headings) -> None:
    for name, found in (
        ("f_agent", headings.agents),
        ("f_subject", headings.subjects),
        ("f_genre", headings.genres),
    ):
        if keys := list(dict.fromkeys(each.key for each in found if each.key)):
            fields[name] = keys


def _numbers(fields: Fields, body: Node) -> None:
    found = fields.setdefault("number", [])
    for each in read.identifiers(body):
        normal = each.normalized or fold(each.value)
        found.append(f"{each.scheme}:{normal}")
        found.append(fold(normal))
    for control in read.texts(body, "lsp:controlNumber"):
        found.append(fold(control.value.rpartition("|")[2].strip()))
    if not found:
        del fields["number"]


def _hold(fields: Fields, owner: str, body: Node, items: Sequence[Document], is_available: IsAvailable) -> None:
    states: dict[str, None] = {}
    if "bf:electronicLocator" in body:
        states["online"] = None
    if items:
        fields["f_library"] = [owner]
    places: dict[str, None] = {}
    for item in items:
        node = item.body
        places.update(dict.fromkeys(read.iris(node, "lsp:location")))
        if "bf:Item" not in node.get("@type", ()):
            continue
        if "bf:electronicLocator" in node and "bf:identifiedBy" not in node:
            states["online"] = None
        else:
            states["available" if is_available(node) else "unavailable"] = None
        if "bf:identifiedBy" in node:
            _numbers(fields, node)
    if places:
        fields["f_location"] = list(places)
    if states:
        if "available" in states:
            states.pop("unavailable", None)
        fields["f_availability"] = list(states)


def _work_texts(body: Node, texts: _Texts) -> None:
    texts.title.update(dict.fromkeys(read.title_texts(body)))
    for hub in read.nodes(body, "bf:expressionOf"):
        texts.title.update(dict.fromkeys(read.title_texts(hub)))
    _agent_texts(body, texts)
    for name, into in (("bf:subject", texts.subject), ("bf:genreForm", texts.subject)):
        for each in read.nodes(body, name):
            if found := read.labels(each):
                into.update(dict.fromkeys(text.value for text in found))
            elif label := read.resource_label(each):
                into[label] = None
            elif (iri := read.iri_of(each)) is not None and (known := shared(iri)) is not None:
                into[known[2]] = None
    _shared_texts(body, texts)


def _instance_texts(body: Node, texts: _Texts) -> None:
    texts.title.update(dict.fromkeys(read.title_texts(body)))
    _agent_texts(body, texts)
    for activity in read.publications(body):
        texts.publisher.update(dict.fromkeys(text.value for text in activity.publishers))
        texts.rest.update(dict.fromkeys(text.value for text in activity.places))
        texts.rest.update((date, None) for date in (activity.date_text, activity.date) if date)
    for name in ("bf:responsibilityStatement", "bf:editionStatement"):
        texts.rest.update(dict.fromkeys(text.value for text in read.texts(body, name)))
    texts.series.update(dict.fromkeys(text.value for text in read.texts(body, "bf:seriesStatement")))
    for genre in read.genres(body):
        if genre.label:
            texts.subject[genre.label] = None
    _shared_texts(body, texts)


def _shared_texts(body: Node, texts: _Texts) -> None:
    if "bf:relation" in body:
        for each in read.relations(body):
            if each.label:
                (texts.series if each.is_series else texts.rest)[each.label] = None
    for name in ("bf:summary", "bf:tableOfContents", "bf:note"):
        if name in body:
            texts.rest.update(dict.fromkeys(text.value for text in read.named(body, name)))
    if "bf:classification" in body:
        for number in read.classifications(body):
            texts.rest[number.value] = None


def _agent_texts(body: Node, texts: _Texts) -> None:
    if "bf:contribution" in body:
        for contribution in read.nodes(body, "bf:contribution"):
            for agent in read.nodes(contribution, "bf:agent"):
                texts.author.update(dict.fromkeys(text.value for text in read.labels(agent)))


def _item_texts(body: Node, texts: _Texts) -> None:
    for name in ("bf:shelfMark", "bf:enumerationAndChronology"):
        if name in body:
            texts.rest.update(dict.fromkeys(text.value for text in read.named(body, name)))
