"""What holdings say in parts: statements of what is held, and how they grow, are kept, lent and copied."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

import strawberry

from mappings.bibframe.read import HoldingsPolicies, HoldingsStatement
from schema.directives import Iri
from schema.fields import attribute


@strawberry.enum(description="What a statement of holdings is about.")
class HoldingUnit(Enum):
    """What a statement of holdings is about."""

    BASIC = strawberry.enum_value("basic", description="The resource itself.")
    SUPPLEMENT = strawberry.enum_value("supplement", description="Its supplements and accompanying material.")
    INDEX = strawberry.enum_value("index", description="Its indexes.")


@strawberry.type(description="A statement of what is held.", directives=[Iri(term="lsp:HoldingsStatement")])
class HoldingStatement:
    """A statement of what is held."""

    unit: HoldingUnit = attribute("What it is about.", iri="lsp:unit")
    text: str = attribute("What is held, such as `v.1-49 (1950-1998)`; empty where only a note says it.")
    notes: list[str] = attribute("Notes on it.", iri="bf:note")
    computed: bool = attribute("Whether the text is computed from coded numbers and dates, or as somebody wrote it.")


@strawberry.type(description="How holdings grow, are kept, lent and copied. Null where nothing is recorded.")
class HoldingPolicies:
    """How holdings grow, are kept, lent and copied."""

    receipt: str | None = attribute("Whether new parts come in.", iri="lsp:receiptStatus")
    acquisition: str | None = attribute("How they are acquired.", iri="lsp:acquisitionMethod")
    retention: str | None = attribute("How long they are kept.", iri="lsp:retention")
    completeness: str | None = attribute("How complete they are.", iri="lsp:completeness")
    lending: str | None = attribute("Whether they are lent to other libraries.", iri="lsp:lending")
    reproduction: str | None = attribute("Whether copies are made for other libraries.", iri="lsp:reproduction")


def statements_of(said: Sequence[HoldingsStatement]) -> list[HoldingStatement]:
    """Statements for the API."""
    return [
        HoldingStatement(unit=HoldingUnit(each.unit), text=each.text, notes=list(each.notes), computed=each.computed)
        for each in said
    ]


def policies_of(said: HoldingsPolicies) -> HoldingPolicies:
    """Policies for the API."""
    return HoldingPolicies(
        receipt=said.receipt,
        acquisition=said.acquisition,
        retention=said.retention,
        completeness=said.completeness,
        lending=said.lending,
        reproduction=said.reproduction,
    )
