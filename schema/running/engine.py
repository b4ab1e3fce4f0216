"""The whole way of an operation: parse, check, limit, run, and answer.

Everything here is synchronous; the HTTP floor calls it in a worker thread.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

import strawberry
from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    OperationDefinitionNode,
    OperationType,
    is_input_type,
    type_from_ast,
)
from graphql.execution.values import VariableValues, get_variable_values

from graph.access.model import Actor
from graph.services import Services
from mappings.errors import CatalographError
from schema.ask import Ask, Spending
from schema.connections import MOST
from schema.running.bindings import Bindings
from schema.running.cost import Costs
from schema.running.documents import MOST_ERRORS, Document, Documents
from schema.running.errors import (
    InvalidVariables,
    NotAStream,
    ReadingOnly,
    UnknownOperation,
    answered,
    refusal,
)
from schema.running.execution import Operation, Result, Stopped
from schema.running.limits import (
    Budgets,
    CostLimitExceeded,
    Limits,
    RequestTimeout,
    TooManyValues,
)
from schema.running.planning import Plan

_LOG: Final = logging.getLogger("catalograph.graphql")


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sends: a document, the operation in it, and variables.

    `hash` is the SHA-256 by which it names the document; `query` is empty where it doesn't send its text along.
    """

    query: str
    operation: str | None = None
    variables: Mapping[str, Any] | None = None
    hash: str | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Who sends it, with the id of the request and the languages wanted, most wanted first."""

    actor: Actor
    request: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: the body, and what HTTP says about it.

    `executed` tells that execution began; otherwise `data` is absent. `status` is for clients of
    `application/graphql-response+json`.
    """

    body: dict[str, Any]
    executed: bool
    status: int = 200
    retry_after_s: int | None = None
    kind: str = "other"
    """`query`, `mutation` or `subscription`, as far as the document was understood."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """An operation that may run: its cost is taken from the payer's budget already."""

    operation: Operation
    kind: OperationType
    ask: Ask
    payer: str
    cost: int
    per_minute: int


class Refused(Exception):
    """An operation that may not run; `answer` says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__("refused")
        self.answer = answer


class Engine:
    """Runs operations of one schema over one set of services."""

    def __init__(
        self,
        schema: strawberry.Schema,
        services: Services,
        limits: Limits,
        clock: Callable[[], datetime],
        *,
        introspection: bool,
        budgets: Budgets | None = None,
        documents: Documents | None = None,
    ) -> None:
        self._services = services
        self._limits = limits
        self._clock = clock
        self._introspection = introspection
        self._schema = schema._schema  # noqa: SLF001 - strawberry offers its graphql-core schema in no other way
        self._bindings = Bindings(schema)
        self._costs = Costs(self._schema)
        self._budgets = budgets or Budgets(clock)
        self._documents = documents or Documents(self._schema, limits)

    def run(self, request: Request, caller: Caller, *, reading_only: bool = False) -> Answer:
        """The answer to a query or mutation. Never raises for anything a client can send."""
        try:
            prepared = self.prepare(request, caller, reading_only=reading_only)
        except Refused as refused:
            return refused.answer
        result = prepared.operation.run()
        self._settle(prepared, result)
        return self.answer(result, prepared)

    def prepare(
        self, request: Request, caller: Caller, *, reading_only: bool = False, subscribing: bool = False
    ) -> Prepared:
        """Check an operation and take its cost. Raises `Refused`."""
        known = self._documents.known(request.query, introspection=self._introspection or bool(caller.actor.grants))
        if known.node is None or known.errors:
            raise self._refused(list(known.errors), caller, 400)
        operation = self._operation(known.node, request.operation, caller)
        kind = operation.operation
        if reading_only and kind is not OperationType.QUERY:
            error = refusal(ReadingOnly("Only queries may be sent with GET."))
            raise self._refused([error], caller, 405)
        if (kind is OperationType.SUBSCRIPTION) is not subscribing:
            error = refusal(NotAStream("A subscription is answered as a stream, and nothing else is."))
            raise self._refused([error], caller, 400)
        variables = self._variables(operation, request, caller)
        plan = self._plan(known, known.node, operation, variables)
        cost = self._cost(known.node, plan, variables, caller)
        payer = f"{caller.actor.tenant or ''}/{'' if caller.actor.grants else 'anonymous'}"
        try:
            per_minute = self._per_minute(caller.actor.tenant)
            remaining, reset_at = self._budgets.take(payer, cost, per_minute)
        except CatalographError as error:
            raise self._refused([refusal(error)], caller, 429, getattr(error, "retry_after_s", None)) from None
        spending = Spending(cost, self._limits.cost, remaining, reset_at)
        ask = Ask(self._services, caller.actor, caller.request, caller.languages, self._clock, spending)
        running = Operation(plan, variables, ask, self._watch(self._limits.seconds))
        return Prepared(running, kind, ask, payer, cost, per_minute)

    def event(self, prepared: Prepared, item: object) -> Answer:
        """The answer to one event of a subscription."""
        prepared.operation.begin(self._watch(self._limits.seconds))
        return self.answer(prepared.operation.run(item), prepared)

    def refused(self, error: GraphQLError | CatalographError, caller: Caller) -> Answer:
        """The answer to a subscription whose source can't be opened."""
        shown = refusal(error) if isinstance(error, CatalographError) else error
        return self._refused([shown], caller, 400).answer

    def answer(self, result: Result, prepared: Prepared) -> Answer:
        """A result as the body of a response."""
        spending = prepared.ask.spending
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body["errors"] = [answered(each, prepared.ask.request, _LOG) for each in result.errors]
        body["extensions"] = {
            "requestId": prepared.ask.request,
            "cost": {
                "requested": spending.requested,
                "limit": spending.limit,
                "remaining": spending.remaining,
                "resetAt": spending.reset_at.isoformat(),
            },
        }
        return Answer(body, executed=True, kind=prepared.kind.value)

    def _settle(self, prepared: Prepared, result: Result) -> None:
        """Give back what an operation turned out not to need: a tenth of a point for each object it returned."""
        self._budgets.give_back(prepared.payer, max(0, prepared.cost - 1 - result.objects // 10), prepared.per_minute)

    def _per_minute(self, tenant: str | None) -> int:
        """What a library's requests may cost in a minute: its own quota, or the installation's."""
        if tenant is None:
            return self._limits.budget_per_minute
        (known,) = self._services.tenants.tenants([tenant])
        own = None if known is None else known.quota.cost_per_minute
        return self._limits.budget_per_minute if own is None else own

    # checking

    def _plan(
        self, known: Document, node: DocumentNode, operation: OperationDefinitionNode, variables: VariableValues
    ) -> Plan:
        if known.deciding is None:
            return Plan(self._schema, self._bindings, node, operation)
        key = (id(operation), *(variables.coerced.get(each) for each in known.deciding))
        plan = known.plans.get(key)
        if plan is None:
            plan = known.plans.setdefault(key, Plan(self._schema, self._bindings, node, operation))
        return plan

    def _operation(self, document: DocumentNode, name: str | None, caller: Caller) -> OperationDefinitionNode:
        operations = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
        chosen = [each for each in operations if name is None or (each.name is not None and each.name.value == name)]
        if len(chosen) != 1:
            message = (
                "Say which of the operations to run."
                if chosen
                else f"There is no operation named “{name}”."
                if name
                else "The document has no operation."
            )
            raise self._refused([refusal(UnknownOperation(message))], caller, 400)
        return chosen[0]

    def _variables(self, operation: OperationDefinitionNode, request: Request, caller: Caller) -> VariableValues:
        given = dict(request.variables or {})
        for each in operation.variable_definitions or ():
            name = each.variable.name.value
            type_ = type_from_ast(self._schema, each.type)
            if is_input_type(type_) and _longest(type_, given.get(name)) > MOST:
                raise self._refused([refusal(TooManyValues(f"“{name}” has over {MOST} values."))], caller, 400)
        found = get_variable_values(
            self._schema,
            operation.variable_definitions or (),
            given,
            max_errors=MOST_ERRORS,
            hide_suggestions=not self._introspection,
        )
        if isinstance(found, list):
            raise self._refused([refusal(InvalidVariables(each.message), each) for each in found], caller, 400)
        return found

    def _cost(self, document: DocumentNode, plan: Plan, variables: VariableValues, caller: Caller) -> int:
        cost = self._costs.of(document, plan.operation, variables.coerced, plan.costs)
        if cost > self._limits.cost:
            error = CostLimitExceeded(
                f"This can cost {cost:,}; one request may cost {self._limits.cost:,}.",
                values={"cost": cost, "most": self._limits.cost},
            )
            refused = refusal(error)
            refused.extensions = {**(refused.extensions or {}), "requested": cost, "limit": self._limits.cost}
            raise self._refused([refused], caller, 400)
        return cost

    def _watch(self, seconds: float) -> Callable[[], None]:
        deadline = time.monotonic() + seconds

        def check() -> None:
            if time.monotonic() > deadline:
                allowed = f"{seconds:g}"
                error = RequestTimeout(f"This took longer than {allowed} seconds.", values={"seconds": allowed})
                raise Stopped(refusal(error))

        return check

    @staticmethod
    def _refused(errors: list[GraphQLError], caller: Caller, status: int, retry_after_s: int | None = None) -> Refused:
        body = {
            "errors": [answered(each, caller.request, _LOG) for each in errors],
            "extensions": {"requestId": caller.request},
        }
        return Refused(Answer(body, executed=False, status=status, retry_after_s=retry_after_s))


def _longest(type_: GraphQLInputType | None, value: object) -> int:
    """The length of the longest list in a value, not looking into scalars."""
    if isinstance(type_, GraphQLNonNull):
        return _longest(type_.of_type, value)
    if isinstance(type_, GraphQLList) and isinstance(value, list):
        return max(len(value), max((_longest(type_.of_type, each) for each in value[: MOST + 1]), default=0))
    if isinstance(type_, GraphQLInputObjectType) and isinstance(value, Mapping):
        fields = type_.fields
        return max((_longest(fields[name].type, each) for name, each in value.items() if name in fields), default=0)
    return 0
