"""One form for every body before it is stored, so that every backend answers alike.

RDF stores rewrite literals (`"01"^^xsd:integer` becomes `1`, language tags lose their case); two backends, or a
document and its projection, would then disagree. Here literals get their canonical form once, above the port. Text is
never changed, order is kept, and a body that already has the form is returned as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Any, Final

import orjson

from graph.store.errors import InvalidDocument
from mappings.bibframe.node import Node, compact

_INTEGER: Final = re.compile(r"[+-]?[0-9]+")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_DATE_TIME: Final = re.compile(
    r"(-?[0-9]{4,}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]+)?(Z|[+-][0-9:]{5})?"
)


def encode(body: Node) -> bytes:
    """The bytes of a canonical body. Raises `InvalidDocument` where it can't be written (lone surrogates, depth)."""
    try:
        return orjson.dumps(body)
    except (TypeError, RecursionError) as error:
        raise InvalidDocument(f"A description can't be written: {error}.") from error


def canonical(node: Node) -> Node:
    """`node` with every value in a list, no empty ones, and literals in their canonical form.

    >>> canonical({"@type": ["bf:Work"], "bf:date": [{"@value": "01", "@type": "xsd:integer"}], "bf:note": []})
    {'@type': ['bf:Work'], 'bf:date': [{'@value': '1', '@type': 'xsd:integer'}]}
    """
    return node if _is_canonical(node) else _made_canonical(node)


def _is_canonical(node: Node) -> bool:
    """Whether `canonical` has nothing to do, told without a call for each property: nearly always so in an import."""
    waiting = [node]
    for each in waiting:
        for name, values in each.items():
            if name == "@id":
                if values.__class__ is not str:
                    return False
            elif values.__class__ is not list or not values:
                return False
            elif name == "@type":
                if _types(values) is not values:
                    return False
            else:
                for value in values:
                    if value.__class__ is str:
                        continue
                    if value.__class__ is not dict or not value:
                        return False
                    if "@value" not in value and "@list" not in value:
                        waiting.append(value)
                    elif _value(value) is not value:
                        return False
    return True


def _made_canonical(node: Node) -> Node:
    changed: Node | None = None
    for name, values in node.items():
        if name == "@id":
            if type(values) is not str:
                raise InvalidDocument("The @id of a node is not text.")
            continue
        kept = _types(values) if name == "@type" else _values(values)
        if kept is not values:
            changed = dict(node) if changed is None else changed
            changed[name] = kept
    if changed is None:
        return node
    return {name: values for name, values in changed.items() if values != []}


def _types(values: Any) -> list[str]:
    found = values if type(values) is list else [values]
    for each in found:
        if type(each) is not str:
            raise InvalidDocument("A type of a node is not text.")
    return found or []


def _values(values: Any) -> list[Any]:
    if type(values) is not list:
        values = [] if values is None else [values]
    changed: list[Any] | None = None
    for at, value in enumerate(values):
        if type(value) is str:
            continue
        kept = _value(value)
        if kept is not value:
            changed = list(values) if changed is None else changed
            changed[at] = kept
    if changed is not None:
        return [value for value in changed if value is not None]
    # An equal but new list tells the caller that an empty one is to go.
    return values or []


def _value(value: Any) -> Any:
    if type(value) is not dict:
        return _native(value)
    if "@value" in value:
        return _literal(value)
    if "@list" in value:
        members = _values(value["@list"])
        return value if members is value["@list"] else {"@list": members}
    return canonical(value) or None


def _native(value: Any) -> Any:
    """A number or truth value of JSON as the typed literal it stands for; None stays out."""
    if value is None:
        return None
    if isinstance(value, bool):
        return {"@value": "true" if value else "false", "@type": "xsd:boolean"}
    if isinstance(value, int):
        return {"@value": str(value), "@type": "xsd:integer"}
    if isinstance(value, float):
        return {"@value": repr(value), "@type": "xsd:double"}
    raise InvalidDocument(f"A value of type {type(value).__name__} can't stand in a description.")


def _literal(value: dict[str, Any]) -> Any:
    text = value["@value"]
    if type(text) is not str:
        return _native(text)
    if (language := value.get("@language")) is not None:
        tag = language_tag(language)
        return value if tag == language and len(value) == 2 else {"@value": text, "@language": tag}
    datatype = value.get("@type")
    if datatype is None:
        return text
    named = compact(datatype) if "/" in datatype else datatype
    if named == "xsd:string":
        return text
    rule = LEXICAL.get(named)
    kept = text if rule is None else rule(text)
    return value if kept == text and named == datatype and len(value) == 2 else {"@value": kept, "@type": named}


@lru_cache(maxsize=4096)
def language_tag(tag: str) -> str:
    """A language tag in the case BCP 47 recommends (section 2.1.1): `ru-Cyrl`, `de-CH`, `x-other`.

    >>> language_tag("RU-cyrl"), language_tag("zh-hant-tw"), language_tag("en-a-BBB-x-AA")
    ('ru-Cyrl', 'zh-Hant-TW', 'en-a-bbb-x-aa')
    """
    parts = tag.split("-")
    kept = [parts[0].lower()]
    for part in parts[1:]:
        if len(kept[-1]) == 1 or any(len(each) == 1 for each in kept):
            kept.append(part.lower())
        elif len(part) == 4 and part.isalpha():
            kept.append(part.title())
        else:
            kept.append(part.upper() if len(part) == 2 and part.isalpha() else part.lower())
    return "-".join(kept)


def _integer(text: str) -> str:
    bare = text.strip()
    if not _INTEGER.fullmatch(bare):
        return text
    digits = bare.lstrip("+-").lstrip("0") or "0"
    return f"-{digits}" if bare[0] == "-" and digits != "0" else digits


def _boolean(text: str) -> str:
    return {"1": "true", "0": "false"}.get(text.strip(), text)


def _decimal(text: str) -> str:
    bare = text.strip()
    if not _DECIMAL.fullmatch(bare):
        return text
    try:
        plain = format(Decimal(bare), "f")
    except InvalidOperation:
        return text
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in {"-0", ""} else plain


def _date_time(text: str) -> str:
    found = _DATE_TIME.fullmatch(text.strip())
    if found is None:
        return text
    seconds, fraction, zone = found.groups()
    fraction = (fraction or "").rstrip("0").rstrip(".")
    return f"{seconds}{fraction}{'Z' if zone in {'+00:00', '-00:00'} else zone or ''}"


LEXICAL: Final[dict[str, Callable[[str], str]]] = {
    "xsd:integer": _integer,
    "xsd:int": _integer,
    "xsd:long": _integer,
    "xsd:nonNegativeInteger": _integer,
    "xsd:positiveInteger": _integer,
    "xsd:boolean": _boolean,
    "xsd:decimal": _decimal,
    "xsd:dateTime": _date_time,
}
"""Per datatype, the canonical form of its values; a text that is none of its values stays as it is."""
