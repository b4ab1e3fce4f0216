"""Asks what a page shows: one stored query of GraphQL, run for whoever looks at the page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar, Final

from graphql import DefinitionNode, FragmentDefinitionNode, FragmentSpreadNode, Visitor, parse, print_ast, visit

from mappings.errors import CatalographError
from schema.running.engine import Caller, Engine, Request

Json = dict[str, Any]
_REFUSALS: Final = {"FORBIDDEN": 403, "UNAUTHENTICATED": 401, "INVALID_CURSOR": 400, "USE_SEARCH": 404}


class PageRefused(CatalographError):
    """What a page shows could not be asked; `status` is what HTTP says of it."""

    code: ClassVar[str] = "PAGE_REFUSED"

    def __init__(self, message: str, status: int, reason: str = "") -> None:
        super().__init__(message)
        self.status, self._reason = status, reason

    @property
    def full_code(self) -> str:
        """The code by which it is said in a language: that of what the query was refused for."""
        return self._reason or super().full_code


class NothingThere(PageRefused):
    """There is no such page for whoever asks."""

    code: ClassVar[str] = "NO_SUCH_PAGE"

    def __init__(self) -> None:
        super().__init__("There is nothing at this address.", 404)


class Asker:
    """Runs the stored queries on an engine of the pages' own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def ask(self, name: str, variables: Mapping[str, Any], caller: Caller) -> Json:
        """What the query answers. Raises `PageRefused`."""
        answer = self._engine.run(Request(stored()[name], variables=dict(variables)), caller)
        errors = answer.body.get("errors")
        if errors:
            told = errors[0].get("extensions", {})
            code = told.get("code", "")
            status = _REFUSALS.get(code, answer.status if answer.status >= 400 else 503)
            raise PageRefused(errors[0]["message"], status, told.get("reason", code))
        found: Json = answer.body["data"]
        return found


@cache
def stored() -> Mapping[str, str]:
    """The stored queries by name, each with the fragments it needs."""
    folder = files("app.pages").joinpath("queries")
    parsed = {each.name.removesuffix(".graphql"): parse(each.read_text("utf-8")) for each in folder.iterdir()}
    every = [each for document in parsed.values() for each in document.definitions]
    fragments = {each.name.value: each for each in every if isinstance(each, FragmentDefinitionNode)}
    return {
        name: "\n\n".join(map(print_ast, _whole(document.definitions, fragments)))
        for name, document in parsed.items()
        if any(not isinstance(each, FragmentDefinitionNode) for each in document.definitions)
    }


def _whole(
    definitions: tuple[DefinitionNode, ...], fragments: Mapping[str, FragmentDefinitionNode]
) -> list[DefinitionNode]:
    """Operations, and every fragment that they come to need."""
    made: list[DefinitionNode] = [each for each in definitions if not isinstance(each, FragmentDefinitionNode)]
    used: dict[str, None] = {}
    for each in made:
        spread = _Spread()
        visit(each, spread)
        for name in spread.names:
            if name not in used:
                used[name] = None
                made.append(fragments[name])
    return made


class _Spread(Visitor):
    """Collects the fragments that a definition spreads."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        """Note one."""
        self.names.append(node.name.value)
