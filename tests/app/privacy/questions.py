"""What the API is asked about a reader: every root field, mutation and subscription with all that could name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
from graphql import GraphQLInputObjectType, get_named_type, is_enum_type, is_list_type, is_non_null_type
from graphql.type import GraphQLInputType

from app.clock import clock
from graph.access.model import ANONYMOUS, Actor
from graph.store.names import GraphKind
from mappings.errors import CatalographError
from schema.build import schema
from schema.ids import resource_id
from schema.running.engine import Caller, Engine, Refused, Request
from schema.running.limits import Limits
from tests.app.privacy.planting import HARBOR, NETWORK, SHELVED, World, named, planted
from tests.schema.walker import Name, Question, Questions, Walker, written

_MOST: Final = 1_000_000_000
WALKER: Final = Walker(schema()._schema)
ROOTS: Final = WALKER.schema.query_type.fields if WALKER.schema.query_type else {}
CHANGES: Final = WALKER.schema.mutation_type.fields if WALKER.schema.mutation_type else {}
STREAMS: Final = WALKER.schema.subscription_type.fields if WALKER.schema.subscription_type else {}


def sparql(world: World) -> Iterator[str]:
    """Queries that name every graph a library has, in each clause that can."""
    names = world.installation.services.names
    kinds = set(GraphKind) - {GraphKind.IDENTITY, GraphKind.VOCABULARY, GraphKind.NETWORK}
    yield "SELECT * { ?s ?p ?o }"
    yield "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
    yield f"DESCRIBE <{world.iris['patron']}>"
    for graph in (*(names.graph(HARBOR, kind) for kind in sorted(kinds)), names.identity):
        yield f"SELECT * FROM <{graph}> {{ ?s ?p ?o }}"
        yield f"SELECT * FROM NAMED <{graph}> {{ GRAPH ?g {{ ?s ?p ?o }} }}"
        yield f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"


@dataclass(frozen=True)
class Pool:
    """Values for arguments and fields of input: everything that names the reader or what is theirs."""

    world: World

    def __call__(self, name: str, type_: str) -> Sequence[Any]:
        """The values for an argument, by its name and its type's."""
        words = [planted(each) for each in ("name", "card", "mail")]
        iris = [self.world.iris["patron"], self.world.iris["loan"], self.world.shown["work"]]
        match name, type_:
            case "scope", _:
                return [Name("{all: true}")]
            case "input", "SearchInput":
                kinds = "kinds: [WORK, INSTANCE, AGENT, CONCEPT], scope: {all: true}"
                return [Name(f'{{text: "{each}", {kinds}}}') for each in words]
            case "names", "TermNameInput":
                return [[Name(f'{{text: "{each}"}}') for each in words]]
            case "ids", _:
                return [named(self.world)]
            case "tenant", "ID":
                return [HARBOR]
            case "network", "ID":
                return [NETWORK]
            case "id", "ID":
                return [*named(self.world), "monograph"]
            case _, "IRI":
                return iris
            case "query", _:
                return list(sparql(self.world))
            case _, type_ if is_enum_type(found := WALKER.schema.get_type(type_)):
                return [Name(next(iter(found.values)))]
        return {
            "text": words,
            "name": words,
            "barcode": [planted("card"), SHELVED[0]],
            "externalId": [planted("external")],
            "servicePoint": ["DESK"],
            "records": ["245 10 $a Pasted"],
            "profile": ["monograph"],
            "types": [["bf:Work"]],
            "nodes": [Name('[{title: ["x"]}]')],
            "from": ["2020-01-01"],
            "to": ["2040-12-31"],
            "job": named(self.world)[:1],
            "items": [[str(resource_id(self.world.shown[each])) for each in SHELVED]],
        }.get(name, [])


_THEIRS: Final = {
    "patron": "patron", "loan": "loan", "request": "request", "fee": "fee", "fees": "fee", "transaction": "conflict",
    "notice": "notice",
}  # fmt: skip
_PLAIN: Final[dict[str, Any]] = {
    "amount": "1.00", "currency": "EUR",
    "String": "x", "Int": 1, "Float": 1.0, "Boolean": False, "Date": "2126-01-01", "DateTime": "2126-01-01T00:00:00Z",
    "Revision": "1", "JSONLD": {"a": "b"}, "LanguageTag": "en",
}  # fmt: skip


def input_of(field: str, world: World) -> dict[str, Any]:
    """The input of a mutation: the reader's, wherever it names something."""
    type_ = get_named_type(CHANGES[field].args["input"].type)
    assert isinstance(type_, GraphQLInputObjectType)
    return _filled(field, type_, world)


def _filled(field: str, type_: GraphQLInputObjectType, world: World) -> dict[str, Any]:
    given = {}
    for name, each in type_.fields.items():
        if (value := _theirs(field, name, each.type, world)) is not None:
            given[name] = value
        elif is_non_null_type(each.type):
            given[name] = _some(field, name, each.type, world)
        if given and type_.is_one_of:
            break
    return given


def _theirs(field: str, name: str, type_: GraphQLInputType, world: World) -> Any:
    value: Any = None
    if name in _THEIRS:
        value = world.ids[_THEIRS[name]]
    elif name == "ids":
        value = world.ids["notice"] if field.startswith("notices") else named(world)[0]
    elif name in {"item", "items", "barcodes"} and get_named_type(type_).name in {"ID", "String"}:
        value = SHELVED[0]
    elif name in {"barcode", "externalId"}:
        value = planted({"barcode": "card", "externalId": "external"}[name])
    elif name == "target":
        value = SHELVED[0]
    elif name in {"pickup", "servicePoint"}:
        value = "DESK"
    if value is None or isinstance(get_named_type(type_), GraphQLInputObjectType):
        return None
    return [value] if _is_list(type_) else value


def _some(field: str, name: str, type_: GraphQLInputType, world: World) -> Any:
    found = get_named_type(type_)
    if isinstance(found, GraphQLInputObjectType):
        value: Any = _filled(field, found, world)
    elif is_enum_type(found):
        value = Name(next(iter(found.values)))
    elif found.name in {"ID", "IRI"}:
        value = named(world)[0] if found.name == "ID" else world.iris["loan"]
    else:
        value = _PLAIN.get(name, _PLAIN.get(found.name))
    return [value] if _is_list(type_) else value


def _is_list(type_: Any) -> bool:
    return is_list_type(type_.of_type if is_non_null_type(type_) else type_)


class Asked:
    """The API over the world's services, without limits: an answer as text, and which codes it refused with."""

    def __init__(self, world: World) -> None:
        self._world, self._pool = world, Pool(world)
        limits = Limits(
            characters=_MOST, tokens=_MOST, depth=100, aliases=_MOST, cost=_MOST, budget_per_minute=_MOST * 1000
        )
        self._engine = Engine(schema(), world.installation.services, limits, clock, introspection=True)

    def callers(self, *names: str) -> dict[str, Actor]:
        """Callers by name; all of them act in the reader's library."""
        access = self._world.installation.services.access
        found = {each: ANONYMOUS if each == "anonymous" else self._world.actor(each) for each in names}
        return {name: actor if name == "anonymous" else access.acting(actor, HARBOR) for name, actor in found.items()}

    def questions(self, field: str) -> Iterator[Questions]:
        """What asks a root field for everything about the reader."""
        return WALKER.questions(field, self._pool)

    def answered(self, actor: Actor, questions: Questions) -> Iterator[tuple[Question, dict[str, Any]]]:
        """What a caller is told of a root field, with the question that was asked."""
        return questions.answered(lambda each: self.answer(actor, *each))

    def answer(self, actor: Actor, text: str, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The body of the answer to an operation, without what tells of its cost."""
        body = self._engine.run(Request(text, None, variables), Caller(actor, "r")).body
        return {name: value for name, value in body.items() if name != "extensions"}

    def change(self, actor: Actor, field: str) -> dict[str, Any]:
        """The answer to a mutation about what is the reader's."""
        return self.answer(actor, *WALKER.change(field, input_of(field, self._world), 1))

    def stream(self, field: str) -> Question:
        """What asks to be told everything since the log began."""
        arguments = next(WALKER.choices_of(STREAMS[field], self._pool), {})
        if "after" in STREAMS[field].args:
            arguments["after"] = written(0)
        return WALKER.stream(field, arguments, 1)

    def heard(self, actor: Actor, question: Question) -> Iterator[dict[str, Any]]:
        """All that a subscription tells; where it is refused, why."""
        request, caller = Request(question.text, None, question.variables), Caller(actor, "r")
        try:
            prepared = self._engine.prepare(request, caller, subscribing=True)
            call, given = prepared.operation.source()
            follow = call(prepared.ask, **given)
            position, last = -1, follow.position
            while last != position:
                position = last
                step = follow.look(position)
                yield from (self._engine.event(prepared, each).body for each in step.items)
                last = position if step.done else step.position
        except Refused as refused:
            yield refused.answer.body
        except CatalographError as error:
            yield self._engine.refused(error, caller).body


def text_of(body: object) -> str:
    """An answer as text."""
    return orjson.dumps(body, default=str).decode()
