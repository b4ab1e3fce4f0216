"""What can be changed at the root. Root fields of a mutation run one after the other."""

from __future__ import annotations

import strawberry

from schema.roots.administration import AdministrationMutations
from schema.roots.authorities import AuthorityMutations
from schema.roots.between_libraries import BetweenLibrariesMutations
from schema.roots.cataloguing import CataloguingMutations
from schema.roots.clusters import ClusterMutations
from schema.roots.drafting import DraftingMutations
from schema.roots.holdings import HoldingsMutations
from schema.roots.lending import LendingMutations
from schema.roots.patrons import PatronMutations
from schema.roots.profiles import ProfileMutations
from schema.roots.research import ResearchMutations
from schema.roots.settings import SettingsMutations


@strawberry.type(description="Everything that can be changed.")
class Mutation(
    CataloguingMutations,
    AuthorityMutations,
    DraftingMutations,
    HoldingsMutations,
    LendingMutations,
    BetweenLibrariesMutations,
    ClusterMutations,
    PatronMutations,
    ProfileMutations,
    ResearchMutations,
    SettingsMutations,
    AdministrationMutations,
):
    """Everything that can be changed."""
