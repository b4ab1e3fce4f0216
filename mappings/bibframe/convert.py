"""The public face of the mapping: MARC records to BIBFRAME descriptions and back.

`converter()` is the compiled default, made once. The law it keeps: `back(forward(m)) = norm(m)` and
`forward(back(g)) = g` for every description it made. Residue and outcomes are worked out when first asked for, because
they need the way back; a plain conversion doesn't pay for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from mappings.bibframe.outcomes import FieldOutcome, outcomes
from mappings.marc.formats import FormatName, format_of
from mappings.marc.record import ControlField, DataField, Record
from mappings.rules.authority_run import AuthorityRun
from mappings.rules.compile import Tables
from mappings.rules.items import item_step
from mappings.rules.load import HOLDINGS_MODULES, load, load_authorities
from mappings.rules.punctuation import UNPUNCTUATED
from mappings.rules.residue import residue
from mappings.rules.restoring import ResidueField, restore
from mappings.rules.tables.holdings_items import GROUPS, grouping
from mappings.rules.tables.item_fields import item_table

if TYPE_CHECKING:
    from mappings.bibframe.node import Node
    from mappings.marc.record import Field
    from mappings.rules.back import Back
    from mappings.rules.forward import Minter
    from mappings.rules.model import Rule


class Description:
    """What a record became: one work, its instances, items and holdings, each a root node of its own; of an authority
    record, what its `heading` names; of a holdings record, items and holdings, with an empty `work`.
    """

    __slots__ = ("_converter", "_residue", "heading", "holdings", "instances", "items", "record", "work")

    def __init__(
        self, work: Node, instances: list[Node], items: list[Node], holdings: list[Node], *,
        record: Record | None = None, converter: Converter | None = None, heading: Node | None = None,
    ) -> None:  # fmt: skip
        self.work = work
        self.heading = heading
        self.instances = instances
        self.items = items
        self.holdings = holdings
        self.record = record
        self._converter = converter
        self._residue: list[ResidueField] | None = None

    @property
    def roots(self) -> list[Node]:
        """All root nodes, the work first."""
        if self.heading is not None:
            return [self.heading]
        return [*([self.work] if self.work else []), *self.instances, *self.items, *self.holdings]

    @property
    def format(self) -> FormatName:
        """The format of the record that says this."""
        if self.heading is not None:
            return "authority"
        return "bibliographic" if self.work or self.instances else "holdings"

    @property
    def residue(self) -> list[ResidueField]:
        """What statements alone don't give back of the record (empty for a description not made from one)."""
        if self._residue is None:
            if self.record is None or self._converter is None:
                return []
            self._residue = self._converter.residue(self.record, self)
        return self._residue

    @property
    def outcomes(self) -> list[FieldOutcome]:
        """What became of each field of the record, the leader first (empty for a description not made from one)."""
        if self.record is None or self._converter is None:
            return []
        return self._converter.outcomes(self.record, self.residue)


class Converter:
    """Both directions over one set of tables. Thread-safe: it holds no state of a record."""

    def __init__(
        self,
        rules: Sequence[Rule] | None = None,
        *,
        tables: Tables | None = None,
        headings: Tables | None = None,
        holdings: Tables | None = None,
        local: bool = False,
    ) -> None:
        """`rules` are those of bibliographic records; `local`: a tenant's own field has its items."""
        self.tables = tables or Tables(load() if rules is None else rules, local=local)
        self._own_headings, self._own_holdings = headings, holdings

    @property
    def headings(self) -> Tables:
        """The tables of authority records."""
        return self._own_headings or authorities()

    @property
    def holdings(self) -> Tables:
        """The tables of holdings records."""
        return self._own_holdings or holdings_tables()

    def rules_of(self, format: FormatName) -> tuple[Rule, ...]:
        """The rules that records of a MARC format are converted by."""
        return self._tables(format).rules

    def _tables(self, format: FormatName) -> Tables:
        if format == "bibliographic":
            return self.tables
        return self.headings if format == "authority" else self.holdings

    def forward(self, record: Record, mint: Minter) -> Description:
        """The description of a record; names of roots and headings come from `mint`."""
        if is_authority(record.leader):
            heading = self.headings.forward(record, mint).all_roots[0]
            return Description({}, [], [], [], record=record, converter=self, heading=heading)
        if format_of(record.leader) == "holdings":
            run = self.holdings.forward(record, mint)
            return Description({}, [], run.items, run.holdings, record=record, converter=self)
        run = self.tables.forward(record, mint)
        run.work["bf:hasInstance"] = [{"@id": node["@id"]} for node in run.instances]
        for instance in run.instances:
            instance["bf:instanceOf"] = [{"@id": run.work["@id"]}]
        if run.items:
            run.instance["bf:hasItem"] = [{"@id": item["@id"]} for item in run.items]
            for item in run.items:
                item["bf:itemOf"] = [{"@id": run.instance["@id"]}]
        for node in run.holdings:
            node["lsp:holdingsFor"] = [{"@id": run.instance["@id"]}]
        return Description(run.work, run.instances, run.items, run.holdings, record=record, converter=self)

    def back(
        self, description: Description, entries: Sequence[ResidueField] = (), was: Description | None = None
    ) -> Record:
        """The record of a description, with the residue that was kept of its source. Equal to `norm` of the source.

        `was` is what was made of the source, where `description` has been edited since.
        """
        before = () if was is None else self.statements(was)
        return _record(restore(self.statements(description), entries, before))

    def statements(self, description: Description) -> list[DataField]:
        """The fields statements alone give: the leader as tag "LDR", control fields as `DataField(tag, text, "",
        ())`.
        """
        if description.heading is not None:
            out: Back = self.headings.back_heading(description.heading)
        else:
            out = self._tables(description.format).back(
                description.work, description.instances, description.items, description.holdings
            )
        return [DataField("LDR", "".join(out.leader), "", ()), *out.fields()]

    def norm(self, record: Record) -> Record:
        """The canonical form of a record (docs/reference/normalisation.md)."""
        return _record(self.canonical(record))

    def canonical(self, record: Record) -> list[DataField]:
        """The fields of the canonical form, in the form `statements` answers."""
        if is_authority(record.leader):
            return self.headings.norm(record, isbd=False)
        tables = self._tables(format_of(record.leader))
        return tables.norm(record, isbd=record.leader[18:19] not in UNPUNCTUATED)

    def residue(self, record: Record, description: Description) -> list[ResidueField]:
        """What the statements of `description` don't give back of `record`."""
        return residue(self.canonical(record), self.statements(description))

    def outcomes(self, record: Record, entries: Sequence[ResidueField]) -> list[FieldOutcome]:
        """What became of each field of `record` with this residue, the leader first."""
        before = [DataField("LDR", record.leader, "", ()), *map(_uniform, record.fields)]
        return list(outcomes(before, self.canonical(record), entries))


def is_authority(leader: str) -> bool:
    """Whether a record with this leader is an authority record."""
    return leader[6:7] == "z"


@lru_cache(maxsize=1)
def authorities() -> Tables:
    """The compiled tables of authority records: the same for every converter."""
    return Tables(load_authorities(), AuthorityRun)


@lru_cache(maxsize=1)
def holdings_tables() -> Tables:
    """The compiled tables of holdings records: the same for every converter."""
    return Tables(load(HOLDINGS_MODULES))


def _uniform(field: Field) -> DataField:
    return DataField(field.tag, field.value, "", ()) if isinstance(field, ControlField) else field


def _record(fields: Sequence[DataField]) -> Record:
    leader = next((field.ind1 for field in fields if _is_leader(field)), "00000nam a2200000 i 4500")
    return Record(leader, tuple(
        ControlField(field.tag, field.ind1) if field.tag < "010" else field for field in fields if not _is_leader(field)
    ))  # fmt: skip


def _is_leader(field: DataField) -> bool:
    """Whether this is the leader, not a data field that broken records give its tag."""
    return field.tag == "LDR" and not field.ind2


@lru_cache(maxsize=32)
def converter(items: str = "") -> Converter:
    """The compiled default, with a tenant's item fields by the name of their table (`mappings.rules.items`).

    Raises `RuleError` for a table there is none of.
    """
    table = item_table(items)
    if table is None:
        return Converter()
    rules = [grouping(table.tag) if rule is GROUPS else rule for rule in load() if rule.tags != table.tag]
    return Converter((*rules, item_step(table)), local=True)
