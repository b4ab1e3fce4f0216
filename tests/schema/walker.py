"""Questions made from the schema itself: every field of a type, its arguments filled from a pool, relations followed
to a depth. A field that is added to the schema is asked for from then on without anybody thinking of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from random import Random
from typing import Any, NamedTuple

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
    parse_value,
    value_from_ast_untyped,
)
from graphql.pyutils import Undefined

Pool = Callable[[str, str], Sequence[Any]]
"""Values for an argument or input field, by its name and its type's name; empty where there are none to try."""


class Question(NamedTuple):
    """A document and its variables."""

    text: str
    variables: Mapping[str, Any]


class Questions(NamedTuple):
    """What asks for all that a field tells, with what hangs on it, and what asks for it alone."""

    whole: Question
    alone: Question

    def answered(self, ask: Callable[[Question], dict[str, Any]]) -> Iterator[tuple[Question, dict[str, Any]]]:
        """The bodies of the answers. It is asked for alone where some of what hangs on it was refused, since that may
        take all with it; otherwise the whole has everything that it would be told alone.
        """
        body = ask(self.whole)
        yield self.whole, body
        if any(len(error.get("path", ())) != 1 for error in body.get("errors", ())):
            yield self.alone, ask(self.alone)


class Walker:
    """Writes documents over one schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        self._fragments: dict[tuple[str, int], str] = {}
        kinds: dict[str, set[str]] = {}
        roots = {schema.query_type, schema.mutation_type, schema.subscription_type}
        for type_ in schema.type_map.values():
            if not is_object_type(type_) or type_ in roots or type_.name.startswith("__"):
                continue
            for name, field in type_.fields.items():
                kinds.setdefault(name, set()).add(f"{field.type} {self._required(field)}")
        self._ambiguous = {name for name, found in kinds.items() if len(found) > 1}
        self._short = {name: f"t{number}" for number, name in enumerate(schema.type_map)}

    # whole documents

    def questions(self, field: str, pool: Pool) -> Iterator[Questions]:
        """What asks a root field for everything, for each choice of its arguments."""
        for arguments in self.choices(field, pool):
            yield Questions(*(self.everything(field, arguments, depth) for depth in (1, 0)))

    def everything(self, field: str, arguments: Mapping[str, str], depth: int) -> Question:
        """A query of a root field that asks for every field below it, and follows every relation `depth` deep.

        Its arguments are variables: whatever their values are, the text is parsed and checked once.
        """
        return self._question("query", self.schema.query_type, field, arguments, depth)

    def change(self, field: str, input: Mapping[str, Any], depth: int) -> Question:
        """A mutation that asks for everything its payload holds."""
        return self._question("mutation", self.schema.mutation_type, field, {"input": written(input)}, depth)

    def stream(self, field: str, arguments: Mapping[str, str], depth: int) -> Question:
        """A subscription that asks for everything of what it tells."""
        return self._question("subscription", self.schema.subscription_type, field, arguments, depth)

    def _question(
        self, kind: str, root: GraphQLObjectType | None, field: str, arguments: Mapping[str, str], depth: int
    ) -> Question:
        assert root is not None
        definition = root.fields[field]
        # What may be left out is named all the same: one text then serves whatever is given.
        named = [name for name, each in definition.args.items() if name in arguments or not is_non_null_type(each.type)]
        taken = ", ".join(f"${name}: {definition.args[name].type}" for name in named)
        given = ", ".join(f"{name}: ${name}" for name in named)
        self._fragments = {}
        type_ = get_named_type(definition.type)
        body = "" if is_leaf_type(type_) else self._selection(type_, depth)
        head = f"{kind} Q({taken}) {{ {field}({given}) {body} }}" if named else f"{kind} {{ {field} {body} }}"
        variables = {name: value_from_ast_untyped(parse_value(value)) for name, value in arguments.items()}
        return Question("\n".join([head, *self._fragments.values()]), variables)

    def path(self, field: str, arguments: Mapping[str, str], depth: int, random: Random, pool: Pool) -> str:
        """A query of a root field that follows relations drawn at random, two at a time, with arguments from a pool."""
        root = self.schema.query_type
        assert root is not None
        given = ", ".join(f"{name}: {value}" for name, value in arguments.items())
        type_ = get_named_type(root.fields[field].type)
        names = count()

        def selection(type_: GraphQLNamedType, left: int) -> str:
            if isinstance(type_, GraphQLUnionType | GraphQLInterfaceType):
                return self._branches(type_, lambda each: selection(each, left))
            assert isinstance(type_, GraphQLObjectType)
            asked = ["__typename", *self._leaves(type_)]
            relations = list(self._relations(type_))
            for name, target in relations if _is_frame(type_) else random.sample(relations, min(2, len(relations))):
                further = left if _is_frame(type_) else left - 1
                if further >= 0:
                    said = self._some_arguments(type_.fields[name], random, pool)
                    asked.append(f"a{next(names)}: {name}{said} {selection(target, further)}")
            return "{ " + " ".join(asked) + " }"

        body = "" if is_leaf_type(type_) else selection(type_, depth)
        return f"query {{ {field}{f'({given})' if given else ''} {body} }}"

    # arguments

    def choices(self, field: str, pool: Pool) -> Iterator[dict[str, str]]:
        """Arguments for a root field: each required one with each value of the pool, all others left out, then each
        of the others with each value.
        """
        root = self.schema.query_type
        assert root is not None
        return self.choices_of(root.fields[field], pool)

    def choices_of(self, field: GraphQLField, pool: Pool) -> Iterator[dict[str, str]]:
        """The same for any field."""
        arguments = field.args
        required = {name: each for name, each in arguments.items() if _is_required(each)}
        bases: list[dict[str, str]] = [{}]
        for name, each in required.items():
            bases = [base | {name: value} for base in bases for value in self.values(name, each, pool)]
        yield from bases
        for name, each in arguments.items():
            if name not in required and bases:
                for number, value in enumerate(self.values(name, each, pool)):
                    yield bases[number % len(bases)] | {name: value}

    def values(self, name: str, argument: Any, pool: Pool) -> list[str]:
        """What an argument may be, written as GraphQL."""
        type_ = get_named_type(argument.type)
        given = list(pool(name, type_.name))
        if not given and isinstance(type_, GraphQLEnumType):
            given = (
                [[Name(each)] for each in type_.values] if _is_list(argument.type) else list(map(Name, type_.values))
            )
        elif not given and isinstance(type_, GraphQLInputObjectType):
            members = {key: self.values(key, each, pool) for key, each in type_.fields.items()}
            if type_.is_one_of or not any(_is_required(each) for each in type_.fields.values()):
                given = [Name(f"{{{key}: {value}}}") for key, values in members.items() for value in values]
        return [
            written(each if not _is_list(argument.type) or isinstance(each, list | Name) else [each]) for each in given
        ]

    def _some_arguments(self, field: GraphQLField, random: Random, pool: Pool) -> str:
        given = {}
        for name, each in field.args.items():
            if _is_required(each) or random.random() < 0.3:
                values = self.values(name, each, pool)
                if values:
                    given[name] = random.choice(values)
        return f"({', '.join(f'{name}: {value}' for name, value in given.items())})" if given else ""

    # selections

    def _selection(self, type_: GraphQLNamedType, depth: int) -> str:
        if isinstance(type_, GraphQLUnionType | GraphQLInterfaceType):
            return self._branches(type_, lambda each: self._selection(each, depth))
        assert isinstance(type_, GraphQLObjectType)
        key = (type_.name, depth)
        if key not in self._fragments:
            self._fragments[key] = ""  # its place: what it holds comes before it is whole
            asked = ["__typename", *self._leaves(type_)]
            for name, target in self._relations(type_):
                further = depth if _is_frame(type_) else depth - 1
                if further >= 0:
                    required = self._required(type_.fields[name])
                    asked.append(f"{self._called(type_, name)}{required} {self._selection(target, further)}")
            self._fragments[key] = f"fragment {self._short[type_.name]}_{depth} on {type_.name} {{ {' '.join(asked)} }}"
        return f"{{ ...{self._short[type_.name]}_{depth} }}"

    def _branches(self, type_: GraphQLUnionType | GraphQLInterfaceType, one: Callable[[GraphQLNamedType], str]) -> str:
        possible = self.schema.get_possible_types(type_)
        return "{ __typename " + " ".join(f"... on {each.name} {one(each)}" for each in possible) + " }"

    def _leaves(self, type_: GraphQLObjectType) -> Iterator[str]:
        for name, field in type_.fields.items():
            if is_leaf_type(get_named_type(field.type)):
                yield f"{self._called(type_, name)}{self._required(field)}"

    def _called(self, type_: GraphQLObjectType, name: str) -> str:
        """A field under a name of its own, where another type's field of that name may not stand beside it."""
        return f"{self._short[type_.name]}_{name}: {name}" if name in self._ambiguous else name

    @staticmethod
    def _relations(type_: GraphQLObjectType) -> Iterator[tuple[str, GraphQLNamedType]]:
        for name, field in type_.fields.items():
            target = get_named_type(field.type)
            if not is_leaf_type(target) and not (type_.name.endswith("Edge") and name == "node"):
                yield name, target

    def _required(self, field: GraphQLField) -> str:
        given = {
            name: self.values(name, each, lambda *_: ())[:1] for name, each in field.args.items() if _is_required(each)
        }
        for name, each in field.args.items():
            if _is_list(each.type) and _is_required(each) and isinstance(get_named_type(each.type), GraphQLEnumType):
                given[name] = [f"[{', '.join(get_named_type(each.type).values)}]"]
        return f"({', '.join(f'{name}: {values[0]}' for name, values in given.items())})" if given else ""


class Name(str):
    """Text that stands in a document as it is."""

    __slots__ = ()


def written(value: Any) -> str:
    """A value as GraphQL writes it."""
    if isinstance(value, Name):
        return str(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {written(each)}" for name, each in value.items()) + "}"
    return str(value)


def _is_frame(type_: GraphQLObjectType) -> bool:
    """Whether a type only holds others: following through it is no step deeper."""
    return type_.name.endswith(("Connection", "Edge"))


def _is_required(argument: GraphQLArgument | Any) -> bool:
    return is_non_null_type(argument.type) and argument.default_value in (None, Undefined)


def _is_list(type_: Any) -> bool:
    while is_non_null_type(type_):
        type_ = type_.of_type
    return bool(is_list_type(type_))
