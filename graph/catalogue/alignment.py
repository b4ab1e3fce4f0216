"""Which value of one description is which value of another: the ground of every comparison and merge.

The values of a property have no names of their own; fragment ids (`#title-2`) are positions and shift when something is
put in front. So values are paired by what they say, then by the IRI they name, then by the id they were given, and at
last by likeness, in their order. Values of a different kind (text and node, or nodes of other classes) never pair, nor
do nodes that name two different things.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

import orjson

from mappings.bibframe.node import Node, Value

_ALIKE = 0.5
"""Two values of which at least this share is the same are one value that was changed."""


def content(value: Value) -> bytes:
    """What a value says, without the fragment ids of its parts: equal bytes, equal statements."""
    return orjson.dumps(_bare(value), option=orjson.OPT_SORT_KEYS)


def same(left: Sequence[Value], right: Sequence[Value]) -> bool:
    """Whether two lists of values say the same in the same order."""
    return len(left) == len(right) and all(content(a) == content(b) for a, b in zip(left, right, strict=True))


def same_node(left: Node, right: Node) -> bool:
    """Whether two nodes say the same, fragment ids apart."""
    return content(left) == content(right)


def align(before: Sequence[Value], after: Sequence[Value], *, by_id: bool) -> dict[int, int]:
    """Positions in `before` → positions in `after` of the same value, changed or not. Each pairs at most once.

    `by_id` trusts fragment ids: right where one was edited into the other, wrong for two independent conversions.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    tests = [_equal(before, after), _same_iri(before, after)]
    if by_id:
        tests.append(_same_fragment(before, after))
    for test in tests:
        for i, j in test:
            if i not in pairs and j not in taken:
                pairs[i] = j
                taken.add(j)
    return pairs | dict(_alike(before, after, pairs, taken))


def is_reference(value: Value) -> bool:
    """Whether a value is a bare IRI."""
    return isinstance(value, dict) and len(value) == 1 and "@id" in value


def is_node(value: Value) -> bool:
    """Whether a value is a described node: neither literal, nor list, nor bare reference."""
    return isinstance(value, dict) and "@value" not in value and "@list" not in value and not is_reference(value)


def _bare(value: Value) -> Value:
    if not isinstance(value, dict) or "@value" in value:
        return value
    if "@list" in value:
        return {"@list": [_bare(member) for member in value["@list"]]}
    if is_reference(value):
        return value
    return {
        key: found if key[0] == "@" else [_bare(each) for each in found]
        for key, found in value.items()
        if key != "@id" or not found.startswith("#")
    }


def _pairs(left: Sequence[object], right: Sequence[object]) -> list[tuple[int, int]]:
    """Equal marks of two lists, in their order, each used once. None marks what can't pair."""
    places: dict[object, list[int]] = {}
    for j, mark in enumerate(right):
        if mark is not None:
            places.setdefault(mark, []).append(j)
    found = []
    for i, mark in enumerate(left):
        if mark is not None and (free := places.get(mark)):
            found.append((i, free.pop(0)))
    return found


def _equal(before: Sequence[Value], after: Sequence[Value]) -> list[tuple[int, int]]:
    exactly = _pairs([_exact(value) for value in before], [_exact(value) for value in after])
    done, used = {i for i, _ in exactly}, {j for _, j in exactly}
    loosely = _pairs(
        [None if i in done else content(value) for i, value in enumerate(before)],
        [None if j in used else content(value) for j, value in enumerate(after)],
    )
    return exactly + loosely


def _exact(value: Value) -> tuple[bytes, str]:
    return content(value), value.get("@id", "") if isinstance(value, dict) else ""


def _same_iri(before: Sequence[Value], after: Sequence[Value]) -> list[tuple[int, int]]:
    return _pairs([_iri(value) for value in before], [_iri(value) for value in after])


def _iri(value: Value) -> str | None:
    if not isinstance(value, dict) or not is_node(value):
        return None
    iri = str(value.get("@id", "#"))
    return None if iri.startswith("#") else iri


def _same_fragment(before: Sequence[Value], after: Sequence[Value]) -> list[tuple[int, int]]:
    return _pairs([_fragment(value) for value in before], [_fragment(value) for value in after])


def _fragment(value: Value) -> tuple[str, str] | None:
    if not isinstance(value, dict) or not is_node(value):
        return None
    iri = str(value.get("@id", ""))
    return (iri, _sort(value)) if iri.startswith("#") else None


def _alike(
    before: Sequence[Value], after: Sequence[Value], pairs: dict[int, int], taken: set[int]
) -> list[tuple[int, int]]:
    left = [i for i in range(len(before)) if i not in pairs and _may_change(before[i])]
    right = [j for j in range(len(after)) if j not in taken and _may_change(after[j])]
    found = []
    for i in left:
        sort = _sort(before[i])
        rivals = [k for k in left if _sort(before[k]) == sort]
        mates = [j for j in right if _sort(after[j]) == sort]
        if not mates:
            continue
        if len(rivals) == 1 and len(mates) == 1:
            best = mates[0]
        else:
            likeness, negative = max((_likeness(before[i], after[j]), -j) for j in mates)
            if likeness < _ALIKE:
                continue
            best = -negative
        found.append((i, best))
        right.remove(best)
    return found


def _may_change(value: Value) -> bool:
    """A bare reference or a node that names something is that thing or another, never a changed one."""
    return not is_reference(value) and _iri(value) is None


def _sort(value: Value) -> str:
    if not isinstance(value, dict):
        return "text"
    if "@value" in value:
        return f"text {value.get('@language', '')} {value.get('@type', '')}".rstrip()
    if "@list" in value:
        return "list"
    types = value.get("@type") or [""]
    return f"node {types[0]}"


def _likeness(left: Value, right: Value) -> float:
    return SequenceMatcher(None, content(left), content(right), autojunk=False).ratio()
