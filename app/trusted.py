"""The manifest of trusted documents: each operation of a client's files with the fragments it uses, by its SHA-256."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar, TypeVar

from graphql import (
    DefinitionNode,
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    OperationDefinitionNode,
    Source,
    Visitor,
    parse,
    print_ast,
    specified_rules,
    validate,
    visit,
)

from app.protocols.graphql.documents import hash_of
from mappings.errors import CatalographError
from schema.build import schema

D = TypeVar("D", OperationDefinitionNode, FragmentDefinitionNode)


class BadDocument(CatalographError):
    """A file of GraphQL documents that can't be read, or asks for what the schema doesn't have. Nothing was written."""

    code: ClassVar[str] = "BAD_DOCUMENT"
    hint: ClassVar[str] = "Correct the file at the line given; the explorer at /graphql shows what can be asked."


def manifest(sources: Iterable[Path]) -> dict[str, str]:
    """The documents of files, and of the `.graphql` files in folders, by hash. Raises `BadDocument`."""
    definitions = [each for path in _files(sources) for each in _parsed(path).definitions]
    fragments = _by_name(definitions, FragmentDefinitionNode)
    operations = _by_name(definitions, OperationDefinitionNode)
    if not operations:
        raise BadDocument("There is no operation in these files.")
    texts = [_document(each, fragments) for each in operations.values()]
    return {hash_of(text): text for text in texts}


def _files(sources: Iterable[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            yield from sorted([*source.rglob("*.graphql"), *source.rglob("*.gql")])
        else:
            yield source


def _parsed(path: Path) -> DocumentNode:
    try:
        return parse(Source(path.read_text("utf-8"), str(path)))
    except UnicodeDecodeError:
        raise BadDocument(f"{path} is not UTF-8.") from None
    except GraphQLError as error:
        raise BadDocument(_placed(error)) from None


def _by_name(definitions: Iterable[DefinitionNode], kind: type[D]) -> dict[str, D]:
    found: dict[str, D] = {}
    for each in definitions:
        if not isinstance(each, kind):
            continue
        if each.name is None:
            raise BadDocument(f"{_place(each)}: an operation needs a name, by which a client finds its hash.")
        if each.name.value in found:
            raise BadDocument(f"{_place(each)}: there are two called {each.name.value}.")
        found[each.name.value] = each
    return found


def _document(operation: OperationDefinitionNode, fragments: dict[str, FragmentDefinitionNode]) -> str:
    used: dict[str, FragmentDefinitionNode] = {}
    waiting: list[DefinitionNode] = [operation]
    while waiting:
        spreads = _Spreads()
        visit(waiting.pop(), spreads)
        for name in spreads.names:
            if name in fragments and name not in used:
                used[name] = fragments[name]
                waiting.append(fragments[name])
    whole = DocumentNode(definitions=(operation, *(used[name] for name in sorted(used))))
    errors = validate(schema()._schema, whole, specified_rules)  # noqa: SLF001 - strawberry has no public way
    if errors:
        raise BadDocument(_placed(errors[0]))
    return print_ast(whole)


class _Spreads(Visitor):
    """Finds the names of the fragments that a definition spreads."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        """Take a spread's name."""
        self.names.append(node.name.value)


def _place(node: DefinitionNode) -> str:
    return "?" if node.loc is None else f"{node.loc.source.name}:{node.loc.start_token.line}"


def _placed(error: GraphQLError) -> str:
    node = error.nodes[0] if error.nodes else None
    source = error.source or (node.loc.source if node is not None and node.loc is not None else None)
    line = error.locations[0].line if error.locations else 0
    return f"{'' if source is None else source.name}:{line}: {error.message}"
