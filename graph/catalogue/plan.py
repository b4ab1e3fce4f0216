"""Planning a batch of an import: from records and the facts of the store to the documents to write.

A plan reads a constant number of times whatever the size of the batch: source records, matches, current descriptions,
barcodes. It writes nothing; when the store refuses it because somebody was faster, a new plan is made from fresh facts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from graph.catalogue.adopting import Adopter
from graph.catalogue.descriptions import (
    AUTHORITY,
    CONTROL_NUMBER,
    OTHER_RECORDS,
    Describer,
    Root,
    barcode_of,
    without_barcode,
    without_control_numbers,
)
from graph.catalogue.elsewhere import Elsewhere
from graph.catalogue.identity import body_digest
from graph.catalogue.joining import Joiner
from graph.catalogue.matching import Matcher, Target
from graph.catalogue.merge import Clash, Merged, fill, merge
from graph.catalogue.planned import Arrival, Plan, Work, is_bibliographic, is_instance, kind
from graph.catalogue.rdf_describing import Naming, hung_on, told
from graph.catalogue.rdf_terms import SAME_AS
from graph.catalogue.received import Received
from graph.catalogue.report import ImportConflict, ImportProblem
from graph.catalogue.source import (
    Described,
    described_by,
    digest_of,
    is_marc,
    octets_of,
    received_of,
    source_iri,
    source_node,
    term_of,
)
from graph.store.canonical import canonical
from graph.store.model import ABSENT, Delete, Document, Key, Put
from graph.store.names import GraphKind
from graph.store.port import Store
from graph.store.scope import Scope
from graph.tenants.model import ImportPolicy, OnConflict, OnMatch
from mappings.bibframe.conversion_report import ConversionReport
from mappings.bibframe.node import Node
from mappings.errors import CatalographError
from mappings.marc.formats import format_of
from mappings.marc.reader import read
from mappings.marc.record import Record


class Planner:
    """Plans the batches of one import into one tenant."""

    def __init__(
        self,
        store: Store,
        describer: Describer,
        source: str,
        policy: ImportPolicy,
        scope: Scope,
        *,
        refresh: bool,
        conversion: bool = False,
    ) -> None:
        self._store = store
        self._describer = describer
        self._names, self._tenant = describer.headings.names, describer.headings.tenant
        self._source, self._policy, self._scope, self._refresh = source, policy, scope, refresh
        self._conversion = conversion
        self._catalogue = self._names.graph(self._tenant, GraphKind.CATALOGUE)
        self._records = self._names.graph(self._tenant, GraphKind.SOURCE)
        self._elsewhere = Elsewhere(store, describer.headings, scope)
        self._naming = Naming(describer.headings, {})
        self._adopter = Adopter(store, describer.headings, scope)
        self._joiner = Joiner(store, describer.headings, source, scope)
        self._matcher = Matcher(store, self._catalogue, self._records, policy.match_on, scope)

    def plan(self, batch: Sequence[Arrival], *, careful: bool = False) -> Plan:
        """What to write for these records. `careful` looks whether descriptions that should be new are there."""
        plan = Plan()
        works = self._converted(self._once(batch, plan), plan)
        works = self._matched(self._adopted(works, plan), plan)
        current = self._current(works, careful=careful)
        taken = self._barcodes(works)
        for work in works:
            self._write(work, current, taken, plan)
        self._join(works, plan)
        return plan

    def _once(self, batch: Sequence[Arrival], plan: Plan) -> list[Arrival]:
        """Each record once: a later version of one in the same batch waits for the next plan; and so do works until
        their instances have been met by their identifiers.
        """
        seen: set[str] = set()
        kept = []
        first = kind(batch[0].record) if self._policy.match_on and batch else ""
        for each in batch:
            if each.id in seen or (first == "Instance" and kind(each.record) not in {"", first}):
                plan.deferred.append(each)
            else:
                seen.add(each.id)
                kept.append(each)
        return kept

    def _converted(self, batch: Sequence[Arrival], plan: Plan) -> list[Work]:
        keys = [Key(self._records, source_iri(self._names, self._tenant, each.id)) for each in batch]
        fresh: list[tuple[Arrival, Document | None]] = []
        for each, before in zip(batch, self._store.read(keys, self._scope), strict=True):
            if before is not None and digest_of(before.body) == each.digest and not self._refresh:
                plan.report.unchanged += 1
            else:
                fresh.append((each, before))
        works = []
        marc = [each.record for each, _ in fresh if isinstance(each.record, Record)]
        waiting = iter(self._joiner.instances(marc))
        self._naming = self._elsewhere.naming([each.record for each, _ in fresh if isinstance(each.record, Received)])
        for each, before in fresh:
            instance = next(waiting) if isinstance(each.record, Record) else None
            known = {} if before is None else {p.part: p.iri for p in described_by(before.body).values()}
            roots = self._described(each, known, plan, instance)
            if roots is not None:
                works.append(Work(each, roots, before, instance=instance))
        return works

    def _described(
        self, each: Arrival, known: Mapping[str, str], plan: Plan, instance: str | None = None
    ) -> list[Root] | None:
        if isinstance(each.record, Record):
            kind = each.record.leader[6:7]
            if kind in OTHER_RECORDS:
                self._fail(plan, each, "UNSUPPORTED_RECORD", f"This is {OTHER_RECORDS[kind]}, not a description.")
                return None
            if instance is None and format_of(each.record.leader) == "holdings":
                message = "The holdings name no bibliographic record in 004 or 014; they were stored by themselves."
                plan.report.warn(self._problem(each, "HOLDINGS_OF_NOTHING", message))
        elif not each.record.roots:
            message = "Nothing in it is a work, an edition, a copy, holdings or a heading; it is kept as it came."
            plan.report.warn(self._problem(each, "NOTHING_DESCRIBED", message))
        try:
            return self._roots(each.record, each.id, known, instance)
        except CatalographError as error:
            self._fail(plan, each, error.code, error.message)
        except Exception as error:  # noqa: BLE001 - a record that trips the converter must not stop the others
            self._fail(plan, each, "CONVERSION_FAILED", f"The record could not be converted: {error!r}.")
        return None

    def _roots(
        self, record: Record | Received, identifier: str, known: Mapping[str, str], instance: str | None = None
    ) -> list[Root]:
        if isinstance(record, Record):
            return self._describer.roots(record, identifier, known, instance)
        iris = {**self._naming.iris, **{term_of(part): iri for part, iri in known.items()}}
        return told(record, identifier, replace(self._naming, iris=iris)).roots

    def _adopted(self, works: list[Work], plan: Plan) -> list[Work]:
        """Authority records with their addresses; those of a heading that another record has are reported."""
        roots = {work.arrival.id: work.roots[0] for work in works if work.roots and work.roots[0].part == AUTHORITY}
        if not roots:
            return works
        fresh = [(work.arrival.id, work.roots[0]) for work in works if work.arrival.id in roots and work.before is None]
        roots |= self._adopter.settle(fresh)
        alike = self._adopter.alike(roots)
        answer = []
        for work in works:
            identifier = work.arrival.id
            if (other := alike.get(identifier)) is not None and work.before is None:
                message = f"Another authority has the same heading: {other}. Records that use it lead to neither alone."
                plan.report.warn(self._problem(work.arrival, "HEADING_SHARED", message))
            answer.append(replace(work, roots=[roots[identifier]]) if identifier in roots else work)
        return answer

    def _matched(self, works: list[Work], plan: Plan) -> list[Work]:
        """New records that match by an identifier are converted onto what they match, or left out, or stay new."""
        if not self._policy.match_on:
            return works
        fresh = [work for work in works if work.before is None and is_bibliographic(work.arrival.record)]
        found = self._matcher.match([(work.arrival, work.roots) for work in fresh], plan.report)
        answer = []
        for work in works:
            target = found.get(work.arrival.id)
            if target is None or self._policy.on_match is OnMatch.ADD:
                answer.append(work)
            elif target.pending:
                plan.deferred.append(work.arrival)
            elif self._policy.on_match is OnMatch.SKIP:
                message = f"It matches {target.instance} by {target.by} and was left out, as the policy says."
                plan.report.skip(self._problem(work.arrival, "MATCHED", message))
            else:
                roots = self._described(work.arrival, self._onto(work, target), plan)
                if roots is not None:
                    answer.append(Work(work.arrival, roots, None, target))
        return answer

    def _onto(self, work: Work, target: Target) -> Mapping[str, str]:
        """Where the parts of a record go that met something; what its instance hangs on elsewhere is the work here."""
        if isinstance(work.arrival.record, Record):
            return target.roots
        instance = next(root for root in work.roots if is_instance(root))
        links = [(term_of(instance.part), target.instance)]
        if (met := target.roots.get("Work")) is not None:
            hangs = {each["@id"] for each in instance.body.get("bf:instanceOf", ())}
            links += [(term, met) for term, iri in hung_on(work.arrival.record, self._naming) if iri in hangs]
        self._elsewhere.meet(links)
        self._naming = replace(self._naming, iris={**self._naming.iris, **dict(links)})
        return {}

    def _current(self, works: Sequence[Work], *, careful: bool) -> dict[str, Document]:
        """The descriptions as they are now, where any can be."""
        wanted: dict[str, None] = {}
        for work in works:
            if careful or work.before is not None or work.target is not None:
                wanted.update(dict.fromkeys(root.iri for root in work.roots))
                wanted.update(dict.fromkeys(each.iri for each in work.prior().values()))
        keys = [Key(self._catalogue, iri) for iri in wanted]
        found = self._store.read(keys, self._scope) if keys else []
        return {document.key.iri: document for document in found if document is not None}

    def _barcodes(self, works: Sequence[Work]) -> dict[str, str]:
        """Barcodes of the batch that are in use → the item that has them."""
        wanted = dict.fromkeys(
            barcode
            for work in works
            for root in work.roots
            if root.part.startswith("Item") and (barcode := barcode_of(root.body)) is not None
        )
        if not wanted:
            return {}
        found = self._store.find("barcode", list(wanted), self._scope)
        leaving = {each.iri for work in works for each in work.leaving()}
        return {
            barcode: keys[0].iri
            for barcode, keys in zip(wanted, found, strict=True)
            if keys and keys[0].iri not in leaving
        }

    def _write(self, work: Work, current: Mapping[str, Document], taken: dict[str, str], plan: Plan) -> None:
        prior = work.prior()
        before = {} if work.base is None else described_by(work.base.body)
        base: Mapping[str, Root] | None = None
        describes = []
        for root in work.roots:
            describes.append(Described(root.part, root.iri, root.digest))
            document = current.get(root.iri)
            if document is None and root.part not in prior:
                self._put(root, self._free(work, root, taken, plan), None, work, plan)
                continue
            if document is None or "lsp:Redirect" in document.body["@type"]:
                self._clash(work, root.iri, Clash("", (), (root.body,)), plan)
                continue
            now = without_control_numbers(document.body)
            described = before.get(root.part)
            if described is not None and body_digest(now) == described.digest:
                body = self._free(work, root, taken, plan)
            else:
                base = self._base(work) if base is None else base
                body = _called(self._merged(base, now, root, work, plan), root.body)
            self._put(root, body, document, work, plan)
        self._remove(work, current, plan)
        self._finish(work, tuple(describes), plan)

    def _base(self, work: Work) -> Mapping[str, Root]:
        """What the previous source record said: the ground of a three-way merge."""
        before = work.base
        if before is None:
            return {}
        known = {each.part: each.iri for each in described_by(before.body).values()}
        if not is_marc(before.body):
            return {root.part: root for root in self._roots(received_of(before.body), work.arrival.id, known)}
        record = next(iter(read(octets_of(before.body))))
        if not isinstance(record, Record):
            return {}
        return {root.part: root for root in self._describer.roots(record, work.arrival.id, known, work.instance)}

    def _merged(self, base: Mapping[str, Root], now: Node, root: Root, work: Work, plan: Plan) -> Node:
        prefer = self._policy.on_conflict is OnConflict.REPLACE
        before, incoming = base.get(root.part), canonical(root.body)
        merged: Merged = (
            fill(now, incoming, prefer_incoming=prefer)
            if before is None
            else merge(canonical(before.body), now, incoming, prefer_incoming=prefer)
        )
        for clash in merged.clashes:
            self._clash(work, root.iri, clash, plan)
        return merged.node

    def _put(self, root: Root, body: Node, document: Document | None, work: Work, plan: Plan) -> None:
        keys = [] if document is None else list(document.body.get(CONTROL_NUMBER, ()))
        if root.part == self._carrier(work) and work.arrival.control_key not in {None, *keys}:
            keys.append(work.arrival.control_key)
        if keys:
            body = {**body, CONTROL_NUMBER: keys}
        if document is None or body != document.body:
            expects = ABSENT if document is None else document.version
            plan.puts.append(Put(Key(self._catalogue, root.iri), body, expects))

    @staticmethod
    def _carrier(work: Work) -> str:
        return "Instance" if any(root.part == "Instance" for root in work.roots) else "Work"

    def _free(self, work: Work, root: Root, taken: dict[str, str], plan: Plan) -> Node:
        """The body of a root, without a barcode that another item has."""
        barcode = barcode_of(root.body) if root.part.startswith("Item") else None
        if barcode is None or taken.setdefault(barcode, root.iri) == root.iri:
            return root.body
        message = f"The barcode {barcode} belongs to another item; this one was stored without it."
        plan.report.warn(self._problem(work.arrival, "BARCODE_TAKEN", message))
        return without_barcode(root.body)

    def _remove(self, work: Work, current: Mapping[str, Document], plan: Plan) -> None:
        """Roots that the record described before and no longer does go, unless people worked on them."""
        for described in work.leaving():
            document = current.get(described.iri)
            if document is None or "lsp:Redirect" in document.body["@type"]:
                continue
            if body_digest(without_control_numbers(document.body)) == described.digest:
                plan.deletes.append(Delete(document.key, document.version))
            else:
                self._clash(work, described.iri, Clash("", (document.body,), ()), plan)

    def _join(self, works: Sequence[Work], plan: Plan) -> None:
        """Holdings that came before their bibliographic record, where that turned out to describe another instance."""
        written = {put.key for put in plan.puts}
        pairs = (
            (work.arrival.control_number, root.iri)
            for work in works
            if work.arrival.control_key is not None and work.arrival.control_number is not None
            for root in work.roots
            if root.part == "Instance"
        )
        plan.puts.extend(put for put in self._joiner.moved(pairs) if put.key not in written)

    def _finish(self, work: Work, describes: tuple[Described, ...], plan: Plan) -> None:
        each, before = work.arrival, work.before
        iri = source_iri(self._names, self._tenant, each.id)
        body = source_node(iri, each.record, each.digest, self._source, each.control_number, describes)
        expects = ABSENT if before is None else before.version
        plan.puts.append(Put(Key(self._records, iri), body, expects))
        if before is None and work.target is None:
            plan.report.created += 1
        else:
            plan.report.updated += 1
        plan.report.matched += work.target is not None
        if self._conversion and isinstance(each.record, Record):
            plan.report.conversion = plan.report.conversion or ConversionReport()
            plan.report.conversion.count(self._describer.outcomes(each.record))

    def _clash(self, work: Work, iri: str, clash: Clash, plan: Plan) -> None:
        each, kept = work.arrival, self._policy.on_conflict.value
        plan.report.clash(ImportConflict(each.number, each.called, iri, clash, kept))

    def _fail(self, plan: Plan, each: Arrival, code: str, message: str) -> None:
        plan.report.fail(self._problem(each, code, message))

    @staticmethod
    def _problem(each: Arrival, code: str, message: str) -> ImportProblem:
        return ImportProblem(each.number, each.called, code, message)


def _called(body: Node, incoming: Node) -> Node:
    """A description that keeps how it is called elsewhere, whoever wins: it is found by that."""
    missing = [each for each in incoming.get(SAME_AS, ()) if each not in body.get(SAME_AS, ())]
    return {**body, SAME_AS: [*body.get(SAME_AS, ()), *missing]} if missing else body
