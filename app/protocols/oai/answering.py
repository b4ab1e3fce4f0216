"""What is answered to each verb, as elements of XML. Only what everybody may read is in it, whoever asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from lxml import etree

from app.clock import instant
from app.formats import xml_text
from app.protocols.oai.asking import Asked, HarvestRefused, Listing, listing_of, span_of, write_token
from app.protocols.oai.formats import FORMATS, Described, described
from app.protocols.oai.sets import HarvestSet, sets_of, specs_at
from app.protocols.public_graphs import PublicGraph
from graph.feeds.model import Harvested, Wanted
from graph.services import Services

OAI: Final = "http://www.openarchives.org/OAI/2.0/"
RECORDS_AT_ONCE: Final = 100
HEADERS_AT_ONCE: Final = 1000
_VERBS: Final = {"ListRecords": RECORDS_AT_ONCE, "ListIdentifiers": HEADERS_AT_ONCE}


@dataclass(frozen=True, slots=True)
class Answer:
    """The element that answers a verb, and the moment it tells of; None where it tells of none."""

    element: etree._Element
    moment: datetime | None = None


@dataclass(frozen=True, slots=True)
class _Told:
    """A record as a header tells of it: whether it is gone, from everywhere or from the set that is harvested, and the
    sets that this is told of.
    """

    record: Harvested
    gone: bool
    specs: Sequence[str]


class Repository:
    """The records of one library as a harvester sees them."""

    def __init__(self, services: Services, public: PublicGraph, base: str, mail: str) -> None:
        self._services, self._public, self._base, self._mail = services, public, base, mail
        self._graph, self._scope = public.graph, public.scope
        self._sets: dict[str, HarvestSet] | None = None

    def answer(self, asked: Asked) -> Answer:
        """The answer to a request. Raises `HarvestRefused`."""
        match asked.verb:
            case "Identify":
                return self._identify()
            case "ListMetadataFormats":
                return self._formats(asked.arguments.get("identifier"))
            case "ListSets":
                return self._list_sets(asked.arguments)
            case "GetRecord":
                return self._get(asked.arguments["identifier"], asked.arguments["metadataPrefix"])
            case _:
                return self._list(listing_of(asked))

    # the verbs

    def _identify(self) -> Answer:
        feed = self._services.feeds.records(self._graph, self._scope, Wanted(), 0, 0)
        root = etree.Element(_oai("Identify"))
        for name, text in (
            ("repositoryName", self._public.called),
            ("baseURL", self._base),
            ("protocolVersion", "2.0"),
            ("adminEmail", self._mail),
            ("earliestDatestamp", instant(feed.earliest)),
            ("deletedRecord", "persistent"),
            ("granularity", "YYYY-MM-DDThh:mm:ssZ"),
        ):
            _sub(root, name, text)
        return Answer(root, feed.moment)

    def _formats(self, identifier: str | None) -> Answer:
        if identifier is not None:
            self._record(identifier)
        root = etree.Element(_oai("ListMetadataFormats"))
        for prefix, form in FORMATS.items():
            each = etree.SubElement(root, _oai("metadataFormat"))
            _sub(each, "metadataPrefix", prefix)
            _sub(each, "schema", self._base + form.schema if form.schema.startswith("/") else form.schema)
            _sub(each, "metadataNamespace", form.namespace)
        return Answer(root)

    def _list_sets(self, arguments: Mapping[str, str]) -> Answer:
        if "resumptionToken" in arguments:
            raise HarvestRefused("badResumptionToken", "The list of sets is answered at once.")
        if not (sets := self._known_sets()):
            raise HarvestRefused("noSetHierarchy", "This library has no libraries below it.")
        root = etree.Element(_oai("ListSets"))
        for each in sets.values():
            element = etree.SubElement(root, _oai("set"))
            _sub(element, "setSpec", each.spec)
            _sub(element, "setName", each.name)
        return Answer(root)

    def _get(self, identifier: str, prefix: str) -> Answer:
        self._format(prefix)
        record, moment = self._record(identifier)
        (element,) = self._written([self._told(record)], prefix) or (None,)
        if element is None:
            raise HarvestRefused("cannotDisseminateFormat", f"This record can't be written as {prefix}.")
        root = etree.Element(_oai("GetRecord"))
        root.append(element)
        return Answer(root, moment)

    def _list(self, listing: Listing) -> Answer:
        self._format(listing.prefix)
        since, until = span_of(listing)
        wanted = Wanted(since, until, self._locations(listing))
        limit, begins = _VERBS[listing.verb], not listing.log
        feed = self._services.feeds.records(self._graph, self._scope, wanted, listing.after, limit, count=begins)
        if not begins and feed.log != listing.log:
            raise HarvestRefused("badResumptionToken", "The list this token continues is of before a restore.")
        if begins and not feed.items:
            raise HarvestRefused("noRecordsMatch", "No record fits.", feed.moment)
        root = etree.Element(_oai(listing.verb))
        told = [self._told(each, listing.set, wanted.locations) for each in feed.items]
        headers = listing.verb == "ListIdentifiers"
        root.extend(map(self._header, told) if headers else self._written(told, listing.prefix))
        if feed.more or not begins:
            total = listing.total if feed.total is None else feed.total
            token = etree.SubElement(root, _oai("resumptionToken"))
            token.set("completeListSize", str(max(total, listing.seen + len(feed.items))))
            token.set("cursor", str(listing.seen))
            if feed.more:
                further = listing.moved(feed.items[-1].number, listing.seen + len(feed.items), total, feed.log)
                token.text = write_token(further)
        return Answer(root, feed.moment)

    # their parts

    def _record(self, identifier: str) -> tuple[Harvested, datetime | None]:
        kept = self._services.feeds.record(self._graph, self._scope, identifier)
        if identifier not in kept.records:
            raise HarvestRefused("idDoesNotExist", "There is no record of this identifier.")
        return kept.records[identifier], kept.moment

    def _known_sets(self) -> dict[str, HarvestSet]:
        if self._sets is None:
            self._sets = sets_of(self._services, self._public.slug or "", self._scope)
        return self._sets

    def _locations(self, listing: Listing) -> tuple[str, ...] | None:
        if not listing.set:
            return None
        sets = self._known_sets()
        if not sets:
            raise HarvestRefused("noSetHierarchy", "This library has no libraries below it.")
        found = sets.get(listing.set)
        return () if found is None else tuple(sorted(found.locations))

    def _format(self, prefix: str) -> None:
        if prefix not in FORMATS:
            raise HarvestRefused("cannotDisseminateFormat", f"The formats are {', '.join(FORMATS)}.")

    def _told(self, record: Harvested, spec: str = "", within: Sequence[str] | None = None) -> _Told:
        """A record as it is told to who harvests everything, or the set of this name, which is `within` locations: from
        there it is gone where nothing of it is kept there any more.
        """
        if within is not None and not record.gone and frozenset(within).isdisjoint(record.locations):
            return _Told(record, gone=True, specs=[spec])
        return _Told(record, record.gone, specs_at(record.locations, self._known_sets()))

    def _written(self, records: Sequence[_Told], prefix: str) -> list[etree._Element]:
        """Records as elements; those that the format can't carry are left out."""
        there = described(self._services, [each.record.iri for each in records if not each.gone], prefix, self._public)
        made = (self._element(each, there.get(each.record.iri), prefix) for each in records)
        return [each for each in made if each is not None]

    def _element(self, told: _Told, found: Described | None, prefix: str) -> etree._Element | None:
        root = etree.Element(_oai("record"))
        root.append(self._header(replace(told, gone=told.gone or found is None)))
        if found is not None:
            metadata = FORMATS[prefix].write(found)
            if metadata is None:
                return None
            etree.SubElement(root, _oai("metadata")).append(metadata)
        return root

    def _header(self, told: _Told) -> etree._Element:
        root = etree.Element(_oai("header"))
        if told.gone:
            root.set("status", "deleted")
        _sub(root, "identifier", told.record.iri)
        _sub(root, "datestamp", instant(told.record.changed))
        for spec in told.specs:
            _sub(root, "setSpec", spec)
        return root


def _oai(name: str) -> str:
    return f"{{{OAI}}}{name}"


def _sub(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, _oai(name)).text = xml_text(text)
