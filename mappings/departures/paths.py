"""The statements of a description as paths from its roots, in the notation of `mappings.departures.model`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from mappings.bibframe.node import compact, expand

if TYPE_CHECKING:
    from mappings.bibframe.convert import Description
    from mappings.bibframe.node import Node, Value

_ROOTS: Final = ("Work", "Instance", "Item", "Holdings")
_MINTED: Final = "http://example.org/"


def paths(description: Description) -> Iterator[str]:
    """Every statement of the work, its instances and its items, as converted for examples."""
    roots = {root["@id"]: _class(root) for root in description.roots}
    for root in description.roots:
        yield from _below(root, roots[root["@id"]], roots)


def _class(node: Node) -> str:
    return next((name for name in _ROOTS if f"bf:{name}" in node["@type"] or f"lsp:{name}" in node["@type"]), "Thing")


def _below(node: Node, path: str, roots: dict[str, str]) -> Iterator[str]:
    for type_ in node.get("@type", ()):
        yield f"{path}/a {_name(type_)}"
    for key, values in node.items():
        if key[0] != "@":
            for value in values:
                yield from _leaf(value, f"{path}/{_name(key)}", roots)


def _leaf(value: Value, path: str, roots: dict[str, str]) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{path}={_quoted(value)}"
    elif "@value" in value:
        text = _quoted(value["@value"])
        tail = f"@{value['@language'].lower()}" if "@language" in value else f"^^{_name(value['@type'])}"
        yield f"{path}={text}{tail}"
    elif "@list" in value:
        for place, member in enumerate(value["@list"]):
            yield from _leaf(member, f"{path}[{place}]", roots)
    elif (iri := value.get("@id", "")) in roots:
        yield f"{path}=>{roots[iri]}"
    else:
        if iri and not iri.startswith(("#", _MINTED)):
            yield f"{path}=<{iri}>"
        classes = sorted(map(_name, value.get("@type", ())), key=_place)
        yield from _below(value, f"{path}/{'+'.join(classes) or '*'}", roots)


def _place(name: str) -> str:
    """Our own classes stand with those that have no prefix, before all others."""
    return name.replace("lsp:", "<https:")


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _name(name: str) -> str:
    short = compact(expand(name))
    return f"<{short}>" if "://" in short else short
