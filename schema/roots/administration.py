"""What administrators ask and change of their library and its people, at the root."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph.access.administration import owner_of
from graph.access.model import Permission, require
from graph.circulation.rules.presets import PRESETS
from graph.tenants.texts import Finding, InvalidSettings
from schema.ask import Ask
from schema.connections import After, Before, Connection, First, Last, page, paged
from schema.fields import relation
from schema.ids import Naming
from schema.mutations.accounts import (
    NETWORK,
    AccountCodeInput,
    AccountCodePayload,
    AccountCreateInput,
    AccountLockInput,
    AccountPayload,
    AccountRolesSetInput,
    account_code,
    account_create,
    account_lock,
    account_roles_set,
    network_in,
)
from schema.mutations.networks import NETWORK as NETWORK_NAMED
from schema.mutations.networks import (
    MembershipPayload,
    NetworkAdmitInput,
    NetworkApplyInput,
    NetworkLeaveInput,
    network_admit,
    network_apply,
    network_leave,
)
from schema.mutations.tenant_update import TenantUpdateInput, TenantUpdatePayload, tenant_update
from schema.mutations.tokens import (
    TokenIssueInput,
    TokenIssuePayload,
    TokenRevokeInput,
    TokenRevokePayload,
    token_issue,
    token_revoke,
)
from schema.roots.arguments import Input, Roots
from schema.types.account import AccessToken, Account, Role, account_of, role_of, token_of
from schema.types.background import Job, JobKind, JobState, work_of
from schema.types.lending import LendingRulesPreset, SettingsEdition, SettingsTextKind, edition_of
from schema.types.scope import slug_in
from schema.types.settings_check import LendingRulesCheck, TextCheck, checked
from schema.types.tenant_settings import Membership, TenantSettings, membership_of

Network = Annotated[strawberry.ID | None, strawberry.argument(description=NETWORK)]
Kinds = Annotated[list[JobKind] | None, strawberry.argument(description="Only work of these kinds.")]
States = Annotated[list[JobState] | None, strawberry.argument(description="Only work in these states.")]
WholeText = Annotated[str, strawberry.argument(description="The whole text.")]
Words = Annotated[
    str | None, strawberry.argument(description="Only those whose name, or name to sign in with, holds this.")
]


@strawberry.type(description="What administrators ask of their library and its people.")
class AdministrationQueries:
    """What administrators ask of their library and its people."""

    @relation(requires="tenant.admin")
    @staticmethod
    def roles(roots: Roots, ask: Ask, network: Network = None) -> list[list[Role] | None]:
        """The roles that accounts can have, and what each allows."""
        return [[role_of(each) for each in ask.services.administration.roles(ask.actor, network_in(network))]]

    @relation(cost=5, per="first", requires="tenant.admin")
    @staticmethod
    def accounts(
        roots: Roots,
        ask: Ask,
        text: Words = None,
        network: Network = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Account]]:
        """The accounts with roles in the acting library, or at home there, by name; patrons are none of them."""
        wanted, slug = page(first, after, last, before), network_in(network)
        found = ask.services.administration.accounts(ask.actor, slug, text or "")
        owner = owner_of(ask.actor, slug)
        return [paged([account_of(each, owner) for each in found], wanted, lambda each: each.id)]

    @relation(cost=5, per="first", requires="tenant.admin")
    @staticmethod
    def tokens(
        roots: Roots,
        ask: Ask,
        network: Network = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[AccessToken]]:
        """The tokens of those accounts, the newest first, also those that ended. Their secrets are nowhere."""
        wanted, slug = page(first, after, last, before), network_in(network)
        found = ask.services.administration.tokens(ask.actor, slug)
        owner = owner_of(ask.actor, slug)
        return [paged([token_of(token, of, owner) for token, of in found], wanted, lambda each: each.id)]

    @relation(requires="tenant.admin")
    @staticmethod
    def tenant_settings(roots: Roots, ask: Ask) -> list[TenantSettings | None]:
        """What the acting library has settled about itself."""
        return [TenantSettings(known=ask.services.tenants.administered(ask.actor))]

    @relation(requires="network.admin")
    @staticmethod
    def network_applications(
        roots: Roots, ask: Ask, network: Annotated[strawberry.ID, strawberry.argument(description=NETWORK_NAMED)]
    ) -> list[list[Membership] | None]:
        """The libraries that ask to belong to a network, for its administrator."""
        found = ask.services.applications.of(ask.actor, slug_in(network, Naming.NETWORK))
        return [[membership_of(each) for each in found]]

    @relation(requires="circulation.read")
    @staticmethod
    def lending_rules_presets(roots: Roots, ask: Ask) -> list[list[LendingRulesPreset] | None]:
        """Lending rules to begin with: for a public library, a university, a school."""
        require(ask.actor, Permission.CIRCULATION_READ)
        return [[LendingRulesPreset(name=each.name, says=each.says, text=each.text()) for each in PRESETS.values()]]

    @relation(cost=5, per="first", requires="tenant.admin")
    @staticmethod
    def settings_past(
        roots: Roots,
        ask: Ask,
        which: Annotated[SettingsTextKind, strawberry.argument(description="Which text.")],
        network: Annotated[
            strawberry.ID | None,
            strawberry.argument(
                description="Of which network, by id or slug, the lending rules are, for its administrator."
            ),
        ] = None,
        first: First = 20,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[SettingsEdition]]:
        """Every version of a text of the acting library's settings, or of a network's lending rules, the last first,
        with who put it in force.
        """
        wanted, slug = page(first, after, last, before), network_in(network)
        if slug is not None and which is not SettingsTextKind.LENDING_RULES:
            raise InvalidSettings("A network has lending rules and no other text.")
        if slug is not None:
            found = ask.services.network_rules.past(ask.actor, slug)
        elif which is SettingsTextKind.PROFILES:
            found = ask.services.profiles.past(ask.actor)
        else:
            found = ask.services.settings.past(ask.actor, which.value)
        names = ask.services.administration.names(ask.actor, [each.by for each in found], slug)
        return [paged([edition_of(each, names) for each in found], wanted, lambda each: each.revision)]

    @relation(cost=10, requires="circulation.read")
    @staticmethod
    def lending_rules_check(
        roots: Roots,
        ask: Ask,
        text: WholeText,
        network: Annotated[
            strawberry.ID | None,
            strawberry.argument(
                description="Of which network the rules are, by id or slug; the library follows it then."
            ),
        ] = None,
    ) -> list[LendingRulesCheck | None]:
        """What is wrong or odd in lending rules, and what they would do in the acting library, without putting them in
        force.
        """
        slug = network_in(network)

        def check() -> tuple[Finding, ...]:
            if slug is None:
                return ask.services.settings.check_rules(ask.actor, text)
            return ask.services.network_rules.check(ask.actor, slug, text)

        problems, findings = checked(check, ask)
        return [LendingRulesCheck(problems=problems, findings=findings, text=text, network=slug)]

    @relation(cost=10, requires="circulation.read")
    @staticmethod
    def opening_hours_check(roots: Roots, ask: Ask, text: WholeText) -> list[TextCheck | None]:
        """What is wrong in opening hours, without putting them in force."""
        problems, findings = checked(lambda: ask.services.settings.check_hours(ask.actor, text), ask)
        return [TextCheck(problems=problems, findings=findings)]

    @relation(cost=10, requires="circulation.read")
    @staticmethod
    def notice_templates_check(roots: Roots, ask: Ask, text: WholeText) -> list[TextCheck | None]:
        """What is wrong or odd in templates of messages to patrons, without putting them in force."""
        problems, findings = checked(lambda: ask.services.settings.check_templates(ask.actor, text), ask)
        return [TextCheck(problems=problems, findings=findings)]

    @relation(cost=5, per="first", requires="catalogue.import")
    @staticmethod
    def jobs(
        roots: Roots,
        ask: Ask,
        kinds: Kinds = None,
        states: States = None,
        first: First = 50,
        after: After = None,
        last: Last = None,
        before: Before = None,
    ) -> list[Connection[Job]]:
        """What works, and worked, in the background of the acting library, the newest first: of each kind the last
        100.
        """
        wanted = page(first, after, last, before)
        found = ask.services.background.listed(
            ask.actor, [each.value for each in kinds or ()], [each.value for each in states or ()]
        )
        return [paged([work_of(each) for each in found], wanted, lambda each: each.id)]


@strawberry.type(description="What administrators change of their library and its people.")
class AdministrationMutations:
    """What administrators change of their library and its people."""

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def account_create(roots: Roots, ask: Ask, input: Input[AccountCreateInput]) -> list[AccountPayload]:
        """Create an account for a person or a program."""
        return [account_create(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def account_lock(roots: Roots, ask: Ask, input: Input[AccountLockInput]) -> list[AccountPayload]:
        """Keep an account out at once, its sessions and tokens included, or let it in again."""
        return [account_lock(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def account_roles_set(roots: Roots, ask: Ask, input: Input[AccountRolesSetInput]) -> list[AccountPayload]:
        """Replace the roles that an account was given here."""
        return [account_roles_set(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def account_code(roots: Roots, ask: Ask, input: Input[AccountCodeInput]) -> list[AccountCodePayload]:
        """Issue a code with which the holder of an account sets a password; the old one holds until then."""
        return [account_code(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def token_issue(roots: Roots, ask: Ask, input: Input[TokenIssueInput]) -> list[TokenIssuePayload]:
        """Issue a token for an account; its secret is told this once."""
        return [token_issue(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def token_revoke(roots: Roots, ask: Ask, input: Input[TokenRevokeInput]) -> list[TokenRevokePayload]:
        """End a token at once, for good."""
        return [token_revoke(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def tenant_update(roots: Roots, ask: Ask, input: Input[TenantUpdateInput]) -> list[TenantUpdatePayload]:
        """Settle something about the acting library: names, sharing, imports."""
        return [tenant_update(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def network_apply(roots: Roots, ask: Ask, input: Input[NetworkApplyInput]) -> list[MembershipPayload]:
        """Ask that the acting library may belong to a network; `networkAdmit` lets it in."""
        return [network_apply(input, ask)]

    @relation(cost=10, requires="network.admin")
    @staticmethod
    def network_admit(roots: Roots, ask: Ask, input: Input[NetworkAdmitInput]) -> list[MembershipPayload]:
        """Let a library that asked belong to a network."""
        return [network_admit(input, ask)]

    @relation(cost=100, requires="tenant.admin")
    @staticmethod
    def network_leave(roots: Roots, ask: Ask, input: Input[NetworkLeaveInput]) -> list[MembershipPayload]:
        """End a membership of a network, or an application for one; the network's administrator may as well. What the
        library has something of becomes its own, and nothing of it is left behind.
        """
        return [network_leave(input, ask)]
