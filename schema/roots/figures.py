"""What a library may know of itself in numbers, at the root."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import strawberry

from schema.ask import Ask
from schema.fields import relation
from schema.roots.arguments import Roots
from schema.types.figures import Figures, FigureStep, figures_of
from schema.types.resource import Lang, preferred


@strawberry.type(description="What a library may know of itself in numbers.")
class FigureQueries:
    """What a library may know of itself in numbers."""

    @relation(cost=100, requires="catalogue.read")
    @staticmethod
    def figures(
        roots: Roots,
        ask: Ask,
        first: Annotated[date, strawberry.argument(description="The first day.", name="from")],
        last: Annotated[date, strawberry.argument(description="The last day.", name="to")],
        by: Annotated[FigureStep, strawberry.argument(description="How long a period is.")] = FigureStep.MONTH,
        lang: Lang = None,
    ) -> list[Figures]:
        """Figures of the acting library from one day to another: its collection, and its lending for those who may see
        that. Also for `circulation.read` or `tenant.admin` alone.
        """
        known = ask.services.figures.figures(ask.actor, first, last, by.value)
        return [figures_of(known, ask, preferred(ask, lang))]
