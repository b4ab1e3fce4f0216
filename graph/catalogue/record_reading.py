"""Reading what a cataloguer pastes or drops, without writing anything: what a draft takes, what of each record is lost,
and which descriptions are there already.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from graph.access.model import Actor, Permission, Reading, acting
from graph.access.service import AccessService
from graph.catalogue.descriptions import AUTHORITY, OTHER_RECORDS, Describer
from graph.catalogue.errors import Invalid, NotReadable
from graph.catalogue.identity import HeadingNames, control_key
from graph.catalogue.model import Resource
from graph.catalogue.papers import MOST_ROOTS, Content, named
from graph.catalogue.resources import ResourceReader
from graph.catalogue.templates import derived_from
from graph.catalogue.validation import checked
from graph.store.canonical import canonical
from graph.store.derive import derive
from graph.store.errors import InvalidDocument
from graph.store.model import Key
from graph.store.names import GraphKind, Names, parse_graph
from graph.store.port import Store
from graph.store.scope import Scope
from graph.tenants.model import MATCH_SCHEMES
from graph.tenants.service import TenantService
from mappings.bibframe.convert import converter
from mappings.bibframe.node import Node
from mappings.bibframe.outcomes import FieldOutcome
from mappings.bibframe.read import title
from mappings.errors import CatalographError
from mappings.marc import iso2709, typed
from mappings.marc.reader import read
from mappings.marc.record import Broken, DataField, Record
from mappings.profiles.resolve import Library

MOST_OCTETS: Final = 1_000_000
MOST_RECORDS: Final = 50
SCHEMES: Final = (*MATCH_SCHEMES, "issn")
CONTROL_NUMBER: Final = "control-number"
ADDRESS: Final = "address"

_MOST_MATCHES: Final = 20
_MOST_KEYS: Final = 100
_MOST_SUBFIELDS: Final = 5_000
_BEGINNING: Final = 4_000
"""So many characters show which format a text is in."""

_PACKED: Final = b"\x1f\x8b"
_NO_NAME: Final[Mapping[str, str]] = {"bf:Work": "work", "bf:Instance": "instance", "bf:Item": "item"}
_BEYOND: Final = frozenset({"bf:hasInstance", "bf:hasItem"})
_BASE64: Final = re.compile(r"[A-Za-z0-9+/\s]+={0,2}")
_RDF_TEXT: Final = re.compile(r"(?:@?prefix|@?base)\b|<[a-z]+:[^>\s]*>\s|_:\S+\s|[a-z]\w*:\w\S*\s", re.IGNORECASE)
_RDF_XML: Final = re.compile(r"<(?:\w+:)?RDF[\s>]|22-rdf-syntax-ns#")


class InputFormat(StrEnum):
    """What somebody may paste."""

    MARC21 = "marc21"
    MARCXML = "marcxml"
    MARC_JSON = "marcjson"
    MARC_TEXT = "marctext"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRecord:
    """One record that was read, or why it wasn't. `number` counts from 1.

    `nodes` are its roots as a draft takes them, works first, new ones named `_:work-1`. `keys` are what it can be
    recognised by: a scheme of `SCHEMES`, `control-number` or `address`, and the value.
    """

    number: int
    title: str = ""
    nodes: tuple[Node, ...] = ()
    profile: str | None = None
    outcomes: tuple[FieldOutcome, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    problem: CatalographError | None = None


@dataclass(slots=True)
class Match:
    """A description that is there already, and by what it was recognised: pairs of scheme and value."""

    resource: Resource
    by: list[tuple[str, str]] = field(default_factory=list)
    own: bool = False


class RecordReading:
    """Reads pasted records for somebody who drafts in a library."""

    def __init__(
        self,
        store: Store,
        names: Names,
        access: AccessService,
        tenants: TenantService,
        profiles: Callable[[Actor], Library],
    ) -> None:
        self._store, self._names, self._access, self._tenants = store, names, access, tenants
        self._resources, self._profiles = ResourceReader(store), profiles

    def read(self, actor: Actor, text: str, format: InputFormat | None = None) -> list[ReadRecord]:
        """The records in `text`, in their order; ISO 2709 is in base 64. Nothing is fetched and nothing is written.

        Raises `Forbidden`, `NotReadable`, and the errors of `mappings.marc` where the whole is refused.
        """
        tenant = self._tenants.tenant(acting(actor, Permission.CATALOGUE_PROPOSE))
        if len(text) > MOST_OCTETS or len(text.encode("utf-8", "replace")) > MOST_OCTETS:
            raise NotReadable(
                f"At most {MOST_OCTETS:,} octets are read at once.",
                hint="Import the file instead.",
                which="too-large",
                values={"most": MOST_OCTETS},
            )
        found = format or recognised(text)
        describer = Describer(converter(tenant.item_table), HeadingNames(self._names, tenant.slug))
        reader = _Reader(describer, self._profiles(actor), tenant.policy.source)
        records = list(reader.marc(text, found) if found in _MARC else reader.rdf(text, found))
        if not records:
            raise NotReadable("There is no work, instance or item in it.", which="no-record")
        return records

    def matches(self, actor: Actor, records: Sequence[ReadRecord]) -> list[list[Match]]:
        """Per record, descriptions that the actor may read and that it can be of, those of their own library first.

        By the identifiers that imports can match on, in every library; by control number in their own alone. The
        number of calls depends on the schemes.
        """
        tenant = acting(actor, Permission.CATALOGUE_PROPOSE)
        scope = self._access.scope(actor, Reading(all=True))
        holders = self._holders(records, scope, tenant)
        iris = list(dict.fromkeys(key.iri for found in holders.values() for key in found))
        resources = dict(zip(iris, self._resources.resources(iris, scope) if iris else [], strict=True))
        return [_matched(each, holders, resources, tenant) for each in records]

    def _holders(self, records: Sequence[ReadRecord], scope: Scope, tenant: str) -> dict[tuple[str, str], list[Key]]:
        wanted: dict[str, dict[str, None]] = {}
        for each in records:
            for scheme, value in each.keys:
                wanted.setdefault(scheme, {})[value] = None
        found: dict[tuple[str, str], list[Key]] = {}
        for scheme, values in wanted.items():
            if scheme == ADDRESS:
                continue
            for value, keys in zip(values, self._store.find(scheme, list(values), scope), strict=True):
                found[scheme, value] = [each for each in keys if _counts(each, scheme, tenant)][:_MOST_MATCHES]
        graph = self._names.graph(tenant, GraphKind.CATALOGUE)
        found.update(((ADDRESS, value), [Key(graph, value)]) for value in wanted.get(ADDRESS, ()))
        return found


def recognised(text: str) -> InputFormat:
    """The format a text is in. Raises `NotReadable`."""
    begins = text.lstrip("\ufeff \t\r\n")
    if not begins:
        raise NotReadable("There is nothing in it.", which="empty")
    if begins[0] == "<" and not begins.startswith(("<http:", "<https:", "<urn:")):
        return InputFormat.RDFXML if _RDF_XML.search(begins[:_BEGINNING]) else InputFormat.MARCXML
    if begins[0] in "{[":
        is_marc = '"leader"' in begins and '"fields"' in begins
        return InputFormat.MARC_JSON if is_marc else InputFormat.JSONLD
    if typed.looks_typed(begins[:_BEGINNING]):
        return InputFormat.MARC_TEXT
    if (octets := _decoded(begins)) is not None and iso2709.looks_like(octets):
        return InputFormat.MARC21
    if _RDF_TEXT.search(begins[:_BEGINNING]):
        return InputFormat.TURTLE
    raise NotReadable("Its format is not recognised.", which="format")


_MARC: Final = frozenset({InputFormat.MARC21, InputFormat.MARCXML, InputFormat.MARC_JSON, InputFormat.MARC_TEXT})


def _decoded(text: str) -> bytes | None:
    if not _BASE64.fullmatch(text := text.strip()):
        return None
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except binascii.Error:
        return None


def _counts(key: Key, scheme: str, tenant: str) -> bool:
    """Whether a holder is a description that counts: a control number says something in one's own library alone."""
    kind, owner = parse_graph(key.graph)
    if kind not in {GraphKind.CATALOGUE, GraphKind.NETWORK, GraphKind.STAFF}:
        return False
    return scheme != CONTROL_NUMBER or owner == tenant


def _matched(
    record: ReadRecord,
    holders: Mapping[tuple[str, str], Sequence[Key]],
    resources: Mapping[str, Resource | None],
    tenant: str,
) -> list[Match]:
    found: dict[str, Match] = {}
    for by in record.keys:
        for key in holders.get(by, ()):
            resource = resources.get(key.iri)
            if resource is None or not {"bf:Instance", "bf:Work"}.intersection(resource.types):
                continue
            match = found.setdefault(resource.iri, Match(resource))
            match.own = match.own or any(parse_graph(each.key.graph).owner == tenant for each in resource.layers)
            if by not in match.by:
                match.by.append(by)
    return sorted(found.values(), key=lambda each: not each.own)[:_MOST_MATCHES]


class _Reader:
    """Reads the records of one text."""

    def __init__(self, describer: Describer, profiles: Library, source: str) -> None:
        self._describer, self._profiles, self._source = describer, profiles, source

    def marc(self, text: str, format: InputFormat) -> Iterator[ReadRecord]:
        """The records of MARC in one of its forms."""
        if format is InputFormat.MARC_TEXT:
            records = typed.records(text)
        elif format is InputFormat.MARC21:
            octets = _decoded(text)
            if octets is None or octets.startswith(_PACKED):
                raise NotReadable("This is no ISO 2709 in base 64.", hint="Send its octets, unpacked, in base 64.")
            records = read(octets)
        else:
            if format is InputFormat.MARCXML and re.search(r"<!\s*(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
                raise NotReadable("A document type or entities in XML are not read.", hint="Save it without them.")
            records = read(text.encode("utf-8", "replace"))
        for number, each in enumerate(records, 1):
            _few_enough(number)
            yield self._record(number, each)

    def rdf(self, text: str, format: InputFormat) -> Iterator[ReadRecord]:
        """The descriptions of an RDF document."""
        from graph.catalogue.rdf_reading import BASE, descriptions

        found = descriptions(text, format.value, self._describer.headings.iri)
        _few_enough(len(found))
        for number, roots in enumerate(found, 1):
            try:
                keys = [(ADDRESS, iri) for each in roots if not (iri := str(each["@id"])).startswith(BASE)]
                yield self._read(number, [checked(each, str(each["@id"])) for each in roots], keys)
            except (Invalid, InvalidDocument, NotReadable) as error:
                yield ReadRecord(number=number, problem=error)

    def _record(self, number: int, record: Record | Broken) -> ReadRecord:
        if isinstance(record, Broken):
            return ReadRecord(number=number, problem=NotReadable(record.reason, hint=""))
        refusal = _refusal(record)
        if refusal:
            return ReadRecord(number=number, problem=NotReadable(refusal, hint=""))
        try:
            roots = self._describer.roots(record, "pasted", {})
            if roots[0].part == AUTHORITY or not any(each.part in {"Work", "Instance"} for each in roots):
                message = "This is an authority record, or one of holdings: no work and no edition."
                return ReadRecord(number=number, problem=NotReadable(message, hint="Import it instead."))
            outcomes = tuple(self._describer.outcomes(record))
            control = record.control_number
            keys = [] if control is None else [(CONTROL_NUMBER, control_key(self._source, control))]
            return self._read(number, [each.body for each in roots], keys, outcomes)
        except CatalographError as error:
            return ReadRecord(number=number, problem=error)
        except Exception:  # noqa: BLE001 - a record that trips the converter must not stop the others
            return ReadRecord(
                number=number, problem=NotReadable("It can't be converted.", hint="Import it to see why.")
            )

    def _read(
        self,
        number: int,
        roots: Sequence[Node],
        keys: Sequence[tuple[str, str]],
        outcomes: tuple[FieldOutcome, ...] = (),
    ) -> ReadRecord:
        sources = {value for scheme, value in keys if scheme == ADDRESS}
        bare = _without_addresses(roots)
        if len(bare) > MOST_ROOTS:
            raise NotReadable(f"It has more than {MOST_ROOTS} editions and copies.", hint="Paste fewer of them.")
        nodes = tuple(
            derived_from(node, root["@id"]) if root["@id"] in sources else node
            for node, root in zip(bare, roots, strict=True)
        )
        types = [each for node in nodes if node["@type"] and _kind(node) != "item" for each in node["@type"]]
        profile = self._profiles.for_types(types)
        return ReadRecord(
            number=number,
            title=_title(nodes),
            nodes=nodes,
            profile=None if profile is None else profile.id,
            outcomes=outcomes,
            keys=tuple(dict.fromkeys([*keys, *self._identified(roots)]))[:_MOST_KEYS],
        )

    def _identified(self, roots: Sequence[Node]) -> list[tuple[str, str]]:
        headings = self._describer.headings
        graph = headings.names.graph(headings.tenant, GraphKind.CATALOGUE)
        return [
            (key.scheme, key.value)
            for root in roots
            for key in derive(Key(graph, root["@id"]), root).keys
            if key.scheme in SCHEMES
        ]


def _refusal(record: Record) -> str:
    """Why a record isn't converted; empty where it is."""
    kind = OTHER_RECORDS.get(record.leader[6:7])
    if kind is not None:
        return f"This is {kind}."
    subfields = sum(len(each.subfields) if isinstance(each, DataField) else 1 for each in record.fields)
    return f"It has more than {_MOST_SUBFIELDS:,} subfields." if subfields > _MOST_SUBFIELDS else ""


def _few_enough(number: int) -> None:
    if number > MOST_RECORDS:
        raise NotReadable(
            f"At most {MOST_RECORDS} records are read at once.",
            hint="Import the file instead.",
            which="too-many-records",
            values={"most": MOST_RECORDS},
        )


def _without_addresses(roots: Sequence[Node]) -> tuple[Node, ...]:
    """Roots in the form that is stored, under names that hold among themselves alone."""
    counts: dict[str, int] = {}
    given: dict[str, str] = {}
    nodes = []
    for root in roots:
        kind, iri = _kind(root), str(root["@id"])
        counts[kind] = counts.get(kind, 0) + 1
        given[iri] = f"_:{kind}-{counts[kind]}"
        body = canonical({name: values for name, values in root.items() if name not in _BEYOND})
        nodes.append(body)
    return named(Content(nodes=tuple(nodes)), given).nodes


def _kind(node: Node) -> str:
    return next((name for type_, name in _NO_NAME.items() if type_ in node["@type"]), "holdings")


def _title(nodes: Sequence[Node]) -> str:
    found = next((said for node in (*nodes[1:2], *nodes) if (said := title(node)) is not None), None)
    return "" if found is None else found.full[:300]
