"""Meeting what is there already by LCCN, OCLC number or ISBN, where a library's policy says so.

Identifiers are compared in the form the store keeps them as keys, so a blank or malformed one has no form and never
matches. A record matches only when everything it says leads to one and the same instance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from graph.catalogue.report import ImportProblem, ImportReport
from graph.catalogue.source import DESCRIBES, TYPE, described_by, is_marc
from graph.store.derive import derive
from graph.store.model import Document, Key
from graph.store.port import Store
from graph.store.scope import Scope

if TYPE_CHECKING:
    from graph.catalogue.descriptions import Root
    from graph.catalogue.planned import Arrival


@dataclass(frozen=True, slots=True)
class Target:
    """What a record matched: the instance, by which identifier, the addresses its parts get, and the source record
    that described it last, if any. `pending` stands for a match with an earlier record of the same batch.
    """

    instance: str = ""
    by: str = ""
    roots: Mapping[str, str] = field(default_factory=dict)
    source: Document | None = None
    pending: bool = False


class Matcher:
    """Finds what new records match in one tenant's catalogue."""

    def __init__(self, store: Store, catalogue: str, records: str, schemes: Sequence[str], scope: Scope) -> None:
        self._store, self._catalogue, self._records = store, catalogue, records
        self._schemes, self._scope = tuple(schemes), scope

    def match(self, arrivals: Sequence[tuple[Arrival, Sequence[Root]]], report: ImportReport) -> dict[str, Target]:
        """Record id → what it matched. Ambiguous matches are reported and stand for none."""
        keys = {each.id: self._keys(roots) for each, roots in arrivals}
        holders = self._holders(keys.values())
        answer: dict[str, Target] = {}
        seen: set[tuple[str, str]] = set()
        for each, _ in arrivals:
            own = keys[each.id]
            found = {holder: f"{scheme} {value}" for scheme, value in own for holder in holders[scheme, value]}
            if len(found) > 1:
                listed = ", ".join(sorted(found))
                message = f"It matches several descriptions ({listed}), so it was stored as one of its own."
                report.warn(ImportProblem(each.number, each.control_number, "AMBIGUOUS_MATCH", message))
            elif found:
                ((instance, by),) = found.items()
                answer[each.id] = Target(instance, by)
            elif seen.intersection(own):
                answer[each.id] = Target(pending=True)
            seen.update(own)
        return self._completed(answer)

    def _keys(self, roots: Sequence[Root]) -> list[tuple[str, str]]:
        return [
            (key.scheme, key.value)
            for root in roots
            if root.part.partition(" ")[0] == "Instance"
            for key in derive(Key(self._catalogue, root.iri), root.body).keys
            if key.scheme in self._schemes
        ]

    def _holders(self, keys: Iterable[list[tuple[str, str]]]) -> dict[tuple[str, str], list[str]]:
        wanted: dict[str, dict[str, None]] = {scheme: {} for scheme in self._schemes}
        for own in keys:
            for scheme, value in own:
                wanted[scheme][value] = None
        found: dict[tuple[str, str], list[str]] = {}
        for scheme, values in wanted.items():
            if values:
                for value, holders in zip(values, self._store.find(scheme, list(values), self._scope), strict=True):
                    found[scheme, value] = [key.iri for key in holders]
        return found

    def _completed(self, targets: Mapping[str, Target]) -> dict[str, Target]:
        """The targets with the addresses of their parts and the record that described them last."""
        instances = list(dict.fromkeys(target.instance for target in targets.values() if target.instance))
        if not instances:
            return dict(targets)
        documents = self._store.read([Key(self._catalogue, iri) for iri in instances], self._scope)
        sources = self._sources(instances)
        answer: dict[str, Target] = {}
        for record, target in targets.items():
            if target.pending:
                answer[record] = target
                continue
            document = documents[instances.index(target.instance)]
            if document is None or "bf:Instance" not in document.body.get("@type", ()):
                continue
            source = sources.get(target.instance)
            roots = {} if source is None else {each.part: each.iri for each in described_by(source.body).values()}
            roots["Instance"] = target.instance
            works = document.body.get("bf:instanceOf", ())
            if works:
                roots["Work"] = works[0]["@id"]
            answer[record] = Target(target.instance, target.by, roots, source)
        return answer

    def _sources(self, instances: Sequence[str]) -> dict[str, Document]:
        """Per instance, the MARC record that described it last."""
        pages = self._store.incoming(instances, (DESCRIBES,), self._scope, first=50)
        wanted = list(dict.fromkeys(key for page in pages for key in page.keys if key.graph == self._records))
        found = {
            document.key: document
            for document in self._store.read(wanted, self._scope)
            if document is not None and TYPE in document.body["@type"] and is_marc(document.body)
        }
        answer = {}
        for instance, page in zip(instances, pages, strict=True):
            own = [found[key] for key in page.keys if key in found]
            if own:
                answer[instance] = max(own, key=lambda document: (document.changed, document.key.iri))
        return answer
