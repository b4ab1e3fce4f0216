"""What a library settles about its places and its lending, at the root."""

from __future__ import annotations

import strawberry

from schema.ask import Ask
from schema.fields import relation
from schema.mutations.appearance import AppearancePayload, AppearanceSetInput, appearance_set
from schema.mutations.co_circulation import (
    CoCirculationSettleInput,
    CoCirculationSettlePayload,
    PoolingNetworkInput,
    PoolingNetworkPayload,
    co_circulation_settle,
    pooling_network_set,
)
from schema.mutations.lending_settings import (
    LendingLimitsInput,
    LendingLimitsPayload,
    LendingNetworkInput,
    LendingNetworkPayload,
    NetworkRulesInput,
    SettingsTextInput,
    SettingsTextPayload,
    lending_limits_set,
    lending_network_set,
    lending_rules_publish,
    network_rules_publish,
    opening_hours_publish,
)
from schema.mutations.notices import notice_templates_publish
from schema.mutations.payment_provider import (
    PaymentProviderPayload,
    PaymentProviderSetInput,
    PaymentProviderTryInput,
    payment_provider_set,
    payment_provider_try,
)
from schema.mutations.places import (
    OrgUnitDeleteInput,
    OrgUnitPayload,
    OrgUnitPutInput,
    ServicePointDeleteInput,
    ServicePointPayload,
    ServicePointPutInput,
    org_unit_delete,
    org_unit_put,
    service_point_delete,
    service_point_put,
)
from schema.roots.arguments import Input, Roots


@strawberry.type(description="What a library settles about its places and its lending.")
class SettingsMutations:
    """What a library settles about its places and its lending."""

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def org_unit_put(roots: Roots, ask: Ask, input: Input[OrgUnitPutInput]) -> list[OrgUnitPayload]:
        """Make a unit of the acting tenant, or change the one with this code."""
        return [org_unit_put(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def org_unit_delete(roots: Roots, ask: Ask, input: Input[OrgUnitDeleteInput]) -> list[OrgUnitPayload]:
        """Take away a unit of the acting tenant to which nothing belongs any more."""
        return [org_unit_delete(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def service_point_put(roots: Roots, ask: Ask, input: Input[ServicePointPutInput]) -> list[ServicePointPayload]:
        """Make a service point of the acting tenant, or change the one with this code."""
        return [service_point_put(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def service_point_delete(
        roots: Roots, ask: Ask, input: Input[ServicePointDeleteInput]
    ) -> list[ServicePointPayload]:
        """Take a service point away."""
        return [service_point_delete(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def lending_rules_publish(roots: Roots, ask: Ask, input: Input[SettingsTextInput]) -> list[SettingsTextPayload]:
        """Put lending rules in force; every error is named with its line."""
        return [lending_rules_publish(input, ask)]

    @relation(cost=10, requires="network.admin")
    @staticmethod
    def network_rules_publish(roots: Roots, ask: Ask, input: Input[NetworkRulesInput]) -> list[SettingsTextPayload]:
        """Put lending rules in force for all that follow a network; every error is named with its line."""
        return [network_rules_publish(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def lending_network_set(roots: Roots, ask: Ask, input: Input[LendingNetworkInput]) -> list[LendingNetworkPayload]:
        """Choose the network whose lending rules hold behind those of the acting tenant."""
        return [lending_network_set(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def pooling_network_set(roots: Roots, ask: Ask, input: Input[PoolingNetworkInput]) -> list[PoolingNetworkPayload]:
        """Choose the network in which the acting tenant's loans are counted with those of others."""
        return [pooling_network_set(input, ask)]

    @relation(cost=10, requires="network.admin")
    @staticmethod
    def co_circulation_settle(
        roots: Roots, ask: Ask, input: Input[CoCirculationSettleInput]
    ) -> list[CoCirculationSettlePayload]:
        """Let a network count what the same people borrow, or end that."""
        return [co_circulation_settle(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def opening_hours_publish(roots: Roots, ask: Ask, input: Input[SettingsTextInput]) -> list[SettingsTextPayload]:
        """Put opening hours in force."""
        return [opening_hours_publish(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def notice_templates_publish(roots: Roots, ask: Ask, input: Input[SettingsTextInput]) -> list[SettingsTextPayload]:
        """Put templates of messages to patrons in force; every error is named with its line."""
        return [notice_templates_publish(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def lending_limits_set(roots: Roots, ask: Ask, input: Input[LendingLimitsInput]) -> list[LendingLimitsPayload]:
        """Set from what on a patron is blocked."""
        return [lending_limits_set(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def appearance_set(roots: Roots, ask: Ask, input: Input[AppearanceSetInput]) -> list[AppearancePayload]:
        """Set how the public pages of the acting tenant look and greet."""
        return [appearance_set(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def payment_provider_set(
        roots: Roots, ask: Ask, input: Input[PaymentProviderSetInput]
    ) -> list[PaymentProviderPayload]:
        """Name where readers of the acting tenant pay online."""
        return [payment_provider_set(input, ask)]

    @relation(cost=10, requires="tenant.admin")
    @staticmethod
    def payment_provider_try(
        roots: Roots, ask: Ask, input: Input[PaymentProviderTryInput]
    ) -> list[PaymentProviderPayload]:
        """Begin a payment of nobody, for no fee, by which the payment provider of the acting tenant is tried."""
        return [payment_provider_try(input, ask)]
