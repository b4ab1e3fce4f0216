"""Copies in holdings: 876-878. They are items of the instance and say which holdings they are in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mappings.rules.holdings import groups_of
from mappings.rules.holdings_fields import TAGS
from mappings.rules.items import IN_HOLDINGS, fill
from mappings.rules.model import HOLDINGS, Example, Rule, Step
from mappings.rules.tables.item_fields import ITEM_INFORMATION

if TYPE_CHECKING:
    from mappings.marc.record import DataField
    from mappings.rules.forward import Run
    from mappings.rules.items import ItemTable


def grouping(apart: str = "") -> Step:
    """The step that finds which fields speak of the same holdings. `apart` is the tag of a tenant's own item field."""
    tags = TAGS - {apart}

    def prepare(run: Run) -> None:
        if run.groups is None and not tags.isdisjoint(run.tags):
            run.groups = groups_of(run.record, apart)

    return Step(
        "which holdings a field belongs to",
        prepare=prepare,
        examples=(
            Example(
                """852 0# $8 1 $b MU $c STACKS
                   852 0# $8 2 $b MP $c ATLAS
                   866 41 $8 2 $a v. 1-9
                   866 41 $8 1 $a v. 1-4""",
                holdings={
                    "lsp:libraryCode": "MU",
                    "lsp:holdingsStatement": {"lsp:unit": "basic", "rdfs:label": "v. 1-4"},
                },
                back="""852 ## $8 1 $b MU $c STACKS
                        866 41 $8 1 $a v. 1-4
                        852 ## $8 2 $b MP $c ATLAS
                        866 41 $8 2 $a v. 1-9""",
            ),
        ),
    )


def _step(table: ItemTable) -> Step:
    def forward(run: Run, field: DataField, language: str | None) -> None:
        if language is not None or not any(code in {code for code, _ in table.means} for code, _ in field.subfields):
            return
        holdings = run.root(HOLDINGS)
        item = run.item()
        fill(item, field, table)
        item[IN_HOLDINGS] = [{"@id": holdings["@id"]}]

    return Step(
        f"items of holdings: {table.tag}",
        tags=table.tag,
        takes={table.tag: "".join(code for code, _ in table.means)},
        forward=forward,
        examples=(
            Example(
                f"852 ## $b MU\n{table.example}",
                item={"lsp:itemField": table.name},
                holdings={"lsp:libraryCode": "MU"},
            ),
        ),
    )


GROUPS: Final = grouping()
COPIES: Final = tuple(_step(table) for table in ITEM_INFORMATION)

RULES: Final[tuple[Rule, ...]] = (GROUPS, *COPIES)
