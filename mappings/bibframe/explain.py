"""A record explained: which rule made which statements of a field, what went to the residue, and what gives it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mappings.bibframe.convert import Converter, Description, authorities, converter, holdings_tables, is_authority
from mappings.bibframe.outcomes import FieldOutcome
from mappings.marc.formats import format_of
from mappings.marc.record import DataField, Record
from mappings.rules.authority_run import AuthorityRun
from mappings.rules.back import Back
from mappings.rules.link_numbers import unlinked
from mappings.rules.trace import Gift, TracedTables, Use

if TYPE_CHECKING:
    from mappings.bibframe.node import Value
    from mappings.rules.forward import Minter
    from mappings.rules.model import Root


@dataclass(frozen=True, slots=True)
class ExplainedField:
    """One field: what became of it, the rules that made statements of it, and those that give it back.

    A use without a position made its statements of all the fields its rule reads together; it is here where the rule
    made none of this field alone.
    """

    outcome: FieldOutcome
    uses: tuple[Use, ...]
    gifts: tuple[Gift, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """One field coming back from statements alone: the field, and what gave it."""

    field: DataField
    gifts: tuple[Gift, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """A whole record explained, the leader first. `whole` is what rules made of it as a whole, with no field of its
    own; `given` the fields statements alone give, in their order; `unclaimed` the statements no rule reads coming back.
    """

    record: Record
    description: Description
    fields: tuple[ExplainedField, ...]
    whole: tuple[Use, ...]
    given: tuple[Given, ...]
    unclaimed: tuple[tuple[Root, str, Value], ...]


def explained(record: Record, mint: Minter, items: str = "") -> Explanation:
    """Explain a record, with a tenant's item fields by the name of their table.

    Raises what converting it raises, and `RuleError` for a table there is none of.
    """
    if is_authority(record.leader):
        tables = TracedTables(authorities().rules, AuthorityRun)
        machine = Converter(tables=converter(items).tables, headings=tables)
    elif format_of(record.leader) == "holdings":
        tables = TracedTables(holdings_tables().rules)
        machine = Converter(tables=converter(items).tables, holdings=tables)
    else:
        tables = TracedTables(converter(items).tables.rules)
        machine = Converter(tables=tables)
    description = machine.forward(record, mint)
    uses = tuple(tables.uses)
    outcomes = description.outcomes
    tables.gifts.clear()
    if description.heading is not None:
        out: Back = tables.back_heading(description.heading)
    else:
        out = tables.back(description.work, description.instances, description.items, description.holdings)
    gifts = tuple(tables.gifts)
    fields = [DataField("LDR", "".join(out.leader), "", ()), *out.fields()]
    given = tuple(Given(field, _givers(field, gifts)) for field in fields)
    canonical = machine.canonical(record)
    fields_told = tuple(_explained(each, uses, canonical, given) for each in outcomes)
    shown = {id(use) for field in fields_told for use in field.uses}
    return Explanation(
        record,
        description,
        fields_told,
        tuple(use for use in uses if id(use) not in shown),
        given,
        tuple(out.left),
    )


def _explained(
    outcome: FieldOutcome, uses: Sequence[Use], canonical: Sequence[DataField], given: Sequence[Given]
) -> ExplainedField:
    tag = outcome.field.tag
    own = [use for use in uses if use.position == outcome.position]
    rules = [use.rule for use in own]
    own += [use for use in uses if use.position is None and tag in use.rule.tags.split() and use.rule not in rules]
    wanted = unlinked(canonical[outcome.position])
    there = [each for each in given if unlinked(each.field) == wanted]
    if not there and outcome.outcome == "residue":
        there = [each for each in given if each.field in outcome.instead or _alike(each.field, outcome)]
    return ExplainedField(outcome, tuple(own), there[0].gifts if there else ())


def _alike(field: DataField, outcome: FieldOutcome) -> bool:
    """Whether a field given stands for one that is partly in the residue: the same tag, and a text in common."""
    own = outcome.field
    if field.tag != own.tag or "partly" not in outcome.reasons:
        return False
    return not own.subfields or bool({sub for sub in field.subfields if sub.code != "6"} & set(own.subfields))


def _givers(field: DataField, gifts: Sequence[Gift]) -> tuple[Gift, ...]:
    """The rules that gave a field: the one that made it; of a fixed field, all that wrote positions of it."""
    found = tuple(gift for gift in gifts if any(part.startswith(f"{field.tag}/") for part in gift.fixed))
    if found:
        return found
    return tuple(
        gift
        for gift in gifts
        for made in gift.made
        if _bare(made.field) == _bare(field) or (made.twin is not None and _bare(made.twin) == _bare(field))
    )[:1]


def _bare(field: DataField) -> Any:
    return field.tag, field.ind1, field.ind2, tuple(sub for sub in field.subfields if sub.code != "6")
