"""Which resource a record is: ids that follow from tenant, declared source and control number, so that importing a file
again meets what is there, on any machine, after any crash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

import orjson

from graph.store.names import Names, opaque_id
from mappings.bibframe.node import Node
from mappings.marc.formats import FormatName
from mappings.marc.record import Record

COLLECTIONS: Final[Mapping[str, str]] = {
    "Work": "works",
    "Instance": "instances",
    "Item": "items",
    "Holdings": "holdings",
    "Authority": "authorities",
}
"""The part of a description (its number taken off) → the collection its address is in."""

_KINDS: Final[Mapping[FormatName, str]] = {"holdings": "holdings record", "authority": "authority record"}
_PART: Final = re.compile(r"([A-Za-z]+)(\d*)")
_HEADINGS_REMEMBERED: Final = 200_000


def digest(record: Record) -> str:
    """What tells two versions of a source record apart: a hash of its bytes, or of its fields where it has none."""
    if record.source:
        return blake2b(record.source, digest_size=16).hexdigest()
    return blake2b(orjson.dumps([record.leader, record.fields]), digest_size=16).hexdigest()


def body_digest(body: Node) -> str:
    """What tells two states of a description apart, whatever the order of its properties."""
    return blake2b(orjson.dumps(body, option=orjson.OPT_SORT_KEYS), digest_size=12).hexdigest()


def record_id(
    tenant: str, source: str, control_number: str | None, content: str, format: FormatName = "bibliographic"
) -> str:
    """The opaque id of a record: from its control number, or from the digest of its content where it has none.

    Control numbers are unique within a format, so a holdings record may have that of a bibliographic one.
    """
    if control_number is None:
        return opaque_id("content", tenant, source, content)
    return opaque_id(_KINDS.get(format, "record"), tenant, source, control_number)


def repeated_record_id(
    tenant: str, source: str, control_number: str, content: str, format: FormatName = "bibliographic"
) -> str:
    """The id of a further, different record with a control number that was met before in the same import."""
    kind = (_KINDS[format],) if format in _KINDS else ()
    return opaque_id("repeat", *kind, tenant, source, control_number, content)


def control_key(source: str, control_number: str) -> str:
    """How an instance carries a control number (`lsp:controlNumber`), unique in its tenant."""
    return f"{source}|{control_number}"


@dataclass(slots=True)
class HeadingNames:
    """The IRIs of a tenant's headings, minted from kind and key. Frequent ones are remembered."""

    names: Names
    tenant: str
    _known: dict[tuple[str, str], str] = field(default_factory=dict)

    def iri(self, kind: str, key: str) -> str:
        """The IRI of a heading without an authority: equal headings meet in one node."""
        found = self._known.get((kind, key))
        if found is None:
            if len(self._known) >= _HEADINGS_REMEMBERED:
                self._known.clear()
            found = self.names.resource(self.tenant, kind, opaque_id(key))
            self._known[kind, key] = found
        return found


@dataclass(slots=True)
class StoreMinter:
    """Names for the description of one record. `roots` are parts that exist already under another name."""

    headings: HeadingNames
    record: str
    roots: Mapping[str, str] = field(default_factory=dict)

    def root(self, part: str) -> str:
        """The IRI of a root: where it already is, or derived from the record's id."""
        known = self.roots.get(part)
        return known if known is not None else derived_root(self.headings, self.record, part)

    def heading(self, kind: str, key: str, part: str) -> str:  # noqa: ARG002 - a template on the command line uses it
        """The IRI of a heading without an authority."""
        return self.headings.iri(kind, key)


def derived_root(headings: HeadingNames, record: str, part: str) -> str:
    """The IRI that a part of a record's description gets when it is first stored."""
    named = _PART.fullmatch(part)
    if named is None:
        return headings.names.resource(headings.tenant, _collection(part), opaque_id(record, part))
    local = f"{record}-{named[2]}" if named[2] else record
    return headings.names.resource(headings.tenant, _collection(named[1]), local)


def _collection(part: str) -> str:
    return COLLECTIONS.get(part.partition(" ")[0], "resources")
