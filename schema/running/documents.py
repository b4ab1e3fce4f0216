"""Documents as clients send them: parsed, checked against the schema and the limits once, and kept.

What is kept is bounded by how many there are and how long each is.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    ListValueNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    Visitor,
    parse,
    specified_rules,
    validate,
    visit,
)
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from schema.connections import MOST
from schema.running.cost import aliases, depth
from schema.running.errors import InvalidDocument, InvalidSyntax, refusal
from schema.running.limits import Limits, QueryTooDeep, QueryTooLarge, TooManyAliases, TooManyValues
from schema.running.planning import Plan, deciding_in

_RULES: Final[tuple[type[ASTValidationRule], ...]] = (*specified_rules, OneOfInputValidationRule)
_KEPT: Final = 2_000
_LONGEST_KEPT: Final = 20_000
_MOST_DECIDING: Final = 4
MOST_ERRORS: Final = 10
"""How many faults of one document are told."""


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed document: valid, or with the errors it was refused for; and the plans of its operations by their nodes
    and the values of the variables that are `deciding` what is asked for. None are kept where these are too many.
    """

    node: DocumentNode | None
    errors: tuple[GraphQLError, ...] = ()
    deciding: tuple[str, ...] | None = None
    plans: dict[tuple[object, ...], Plan] = field(default_factory=dict)


class Documents:
    """Reads documents for one schema. Threads share it, and engines of the same limits may."""

    def __init__(self, schema: GraphQLSchema, limits: Limits, longest_kept: int = _LONGEST_KEPT) -> None:
        self._schema, self._limits, self._longest_kept = schema, limits, longest_kept
        self._kept: OrderedDict[tuple[str, bool], Document] = OrderedDict()
        self._lock = Lock()

    def known(self, text: str, *, introspection: bool) -> Document:
        """A text as a document; with `introspection` it may ask what the schema has."""
        key = (text, introspection)
        with self._lock:
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
                return known
        known = self._read(text, introspection=introspection)
        if len(text) <= self._longest_kept:
            with self._lock:
                self._kept[key] = known
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
        return known

    def _read(self, text: str, *, introspection: bool) -> Document:
        limits = self._limits
        if len(text) > limits.characters:
            error = QueryTooLarge(f"This document has {len(text):,} characters; {limits.characters:,} are allowed.")
            return Document(None, (refusal(error),))
        try:
            node = parse(text, max_tokens=limits.tokens)
            deep = depth(node)
        except GraphQLError as error:
            if "more than" in error.message and "tokens" in error.message:
                return Document(None, (refusal(QueryTooLarge(f"This document has over {limits.tokens:,} tokens.")),))
            return Document(None, (refusal(InvalidSyntax(error.message), error),))
        except RecursionError:
            return Document(None, (refusal(QueryTooDeep("This document nests too deeply.")),))
        if deep > limits.depth and not _asks_the_schema(node):
            return Document(
                None, (refusal(QueryTooDeep(f"This document nests {deep} deep; {limits.depth} is allowed.")),)
            )
        if (named := aliases(node)) > limits.aliases:
            return Document(None, (refusal(TooManyAliases(f"{named} aliases; {limits.aliases} are allowed.")),))
        lists = _Lists()
        visit(node, lists)
        if lists.longest > MOST:
            return Document(None, (refusal(TooManyValues(f"A list in this document has over {MOST} values.")),))
        rules = _RULES if introspection else (*_RULES, NoSchemaIntrospectionCustomRule)
        errors = validate(self._schema, node, rules, max_errors=MOST_ERRORS, hide_suggestions=not introspection)
        refused = tuple(refusal(InvalidDocument(each.message), each) for each in errors)
        deciding = () if refused else deciding_in(node)
        return Document(node, refused, None if refused or len(deciding) > _MOST_DECIDING else deciding)


class _Lists(Visitor):
    """Finds the longest list written in a document."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0

    def enter_list_value(self, node: ListValueNode, *_: object) -> None:
        """Look at one list."""
        self.longest = max(self.longest, len(node.values))


def _asks_the_schema(document: DocumentNode) -> bool:
    """Whether a document only asks the schema about itself, as every explorer does, deeply."""
    return all(
        isinstance(each, FieldNode) and each.name.value.startswith("__")
        for definition in document.definitions
        if isinstance(definition, OperationDefinitionNode)
        for each in definition.selection_set.selections
    )
