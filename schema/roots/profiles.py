"""Application profiles at the root: which there are, whether a description is as one says, and a library's own."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph.catalogue.errors import Invalid
from mappings.bibframe.node import compact
from mappings.profiles.model import Profile as Known
from mappings.profiles.resolve import Library
from schema.ask import Ask
from schema.fields import relation
from schema.mutations.inputs import node_of
from schema.mutations.lending_settings import SettingsTextInput, SettingsTextPayload
from schema.mutations.profiles import profiles_publish
from schema.roots.arguments import Input, Nodes, Roots
from schema.types.lending import SettingsText, text_of
from schema.types.profile import Profile, ProfileProblem, ProfileSubject, problem_of, profile_of
from schema.types.profile_check import ProfilesTableCheck
from schema.types.settings_check import checked

_MOST = 100
Describes = Annotated[
    ProfileSubject | None, strawberry.argument(description="Only those that describe such; absent, all.")
]
ProfileId = Annotated[strawberry.ID, strawberry.argument(description="The profile, such as `monograph`.")]
Types = Annotated[
    list[str],
    strawberry.argument(description="Types of a work and its instance, such as bf:Text, with prefix or as IRIs."),
]


@strawberry.type(description="What is asked of application profiles.")
class ProfileQueries:
    """What is asked of application profiles."""

    @relation(cost=2)
    @staticmethod
    def profiles(roots: Roots, ask: Ask, describes: Describes = None) -> list[list[Profile]]:
        """The profiles of the acting tenant for its staff, else the shared ones, in the order they are offered."""
        wanted = None if describes is None else describes.value
        found = ask.services.profiles.seen_by(ask.actor).offered
        return [[profile_of(each) for each in found if wanted is None or _describes(each, wanted)]]

    @relation()
    @staticmethod
    def profile(roots: Roots, ask: Ask, id: ProfileId) -> list[Profile | None]:
        """One profile; null where there is none of this name."""
        return [_profile(ask.services.profiles.seen_by(ask.actor).profiles.get(id))]

    @relation()
    @staticmethod
    def profile_for(roots: Roots, ask: Ask, types: Types) -> list[Profile | None]:
        """The profile that fits descriptions of these types best; null where none does."""
        library: Library = ask.services.profiles.seen_by(ask.actor)
        return [_profile(library.for_types([compact(each) for each in types[:_MOST]]))]

    @relation(cost=10)
    @staticmethod
    def profile_check(roots: Roots, ask: Ask, profile: ProfileId, nodes: Nodes) -> list[list[ProfileProblem]]:
        """What is wrong with descriptions by a profile, as it is told before they are published. Nothing is stored."""
        if len(nodes) > _MOST:
            raise Invalid(f"At most {_MOST} descriptions are checked at once.", ("nodes",))
        found = ask.services.profiles.check(ask.actor, profile, [node_of(each) for each in nodes])
        return [[problem_of(at, each) for at, problems in enumerate(found) for each in problems]]

    @relation(requires="catalogue.read")
    @staticmethod
    def own_profiles(roots: Roots, ask: Ask) -> list[SettingsText | None]:
        """The acting tenant's own table of profiles in DCTAP, as it is laid over the shared ones; empty where none."""
        return [text_of(ask.services.profiles.own(ask.actor))]

    @relation(cost=20, requires="tenant.admin")
    @staticmethod
    def profiles_table_check(
        roots: Roots,
        ask: Ask,
        text: Annotated[str, strawberry.argument(description="The whole table, as CSV.")],
    ) -> list[ProfilesTableCheck | None]:
        """What is wrong or odd in a table of profiles, and what it would change, without putting it in force."""
        problems, findings = checked(lambda: ask.services.profiles.check_table(ask.actor, text), ask)
        return [ProfilesTableCheck(problems=problems, findings=findings, text=text)]


@strawberry.type(description="What can be changed of application profiles.")
class ProfileMutations:
    """What can be changed of application profiles."""

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def profiles_publish(roots: Roots, ask: Ask, input: Input[SettingsTextInput]) -> list[SettingsTextPayload]:
        """Put the acting tenant's own table of profiles in force; every mistake is named with its row and column."""
        return [profiles_publish(input, ask)]


def _describes(profile: Known, wanted: object) -> bool:
    return any(each.describes == wanted for each in profile.roots)


def _profile(known: Known | None) -> Profile | None:
    return None if known is None or known.abstract else profile_of(known)
