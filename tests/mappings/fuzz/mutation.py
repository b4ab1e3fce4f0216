"""Damage on purpose: bytes of records as wires, disks and old systems break them, and descriptions as people edit them.

Everything asks one `Random`, so that a case is found again by its seed, and hypothesis can make it smaller.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any, Final

from mappings.bibframe import terms
from mappings.bibframe.node import Node, Value

CLASSES: Final = sorted(terms.CLASSES)
PROPERTIES: Final = sorted(terms.PROPERTIES)
TEXTS: Final = (
    "", " ", ".", "--", "$", "$a", "[", "(DE-588)", "(uri)", "http://", "http://a b/[c]", "https://x.org/%zz#a#b",
    "urn:", "880-01", "245-00/$1", "100-01/(3/r", "uuuu", "19uu/20", "..", "\u00a0", "\u200f", "e\u0301", "\ud800",
    "\ufffe", "\x00", "\x1b(N", "\x1e", "\x1f", "\U0001f4da", "ß" * 300, "1001 $aA,$d", "24510$a", "8801 $6",
    "000", "LDR$$a", "&#x1F4DA;", "<&>\"'\\",
)  # fmt: skip
"""Texts that have gone wrong somewhere before, or might."""
_OCTETS: Final = (
    b"\x1d", b"\x1e", b"\x1f", b"\x1b", b"\x1b(N", b"\x1b$1", b"\x1bs", b"\x00", b"\x88", b"\xe2", b"\xc3", b"\xff",
    b"\xed\xa0\x80", b"\xef\xbf\xbe", b"00000", b"99999", b"\r\n", b" ", b"&#x", b"880", b"245", b"008", b"\x1f6",
    b"\x1f0", b"\x1fu", b"http://",
)  # fmt: skip
_LANGUAGES: Final = ("en", "ru-Cyrl", "zxx-Arab", "", "x", "no tag", "ar-Arab-x-a")
_IRIS: Final = ("", "#", "#a b", "#title-1", "x", "http://example.org/1", "http://id.loc.gov/vocabulary/relators/aut",
                "http://id.loc.gov/vocabulary/languages/", "http://a b", "_:b0")  # fmt: skip


def damaged(random: Random, octets: bytes, others: Sequence[bytes]) -> bytes:
    """`octets` with up to four things wrong with them; `others` are spliced in."""
    for _ in range(random.randint(1, 4)):
        octets = random.choice(_DAMAGES)(random, octets, others)
    return octets


def _overwritten(random: Random, octets: bytes, _: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(octets))
    piece = random.choice(_OCTETS)
    return octets[:at] + piece + octets[at + len(piece) :]


def _inserted(random: Random, octets: bytes, _: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(octets))
    return octets[:at] + random.choice(_OCTETS) + octets[at:]


def _cut_out(random: Random, octets: bytes, _: Sequence[bytes]) -> bytes:
    at = random.randint(0, len(octets))
    return octets[:at] + octets[at + random.randint(1, 40) :]


def _ended_early(random: Random, octets: bytes, _: Sequence[bytes]) -> bytes:
    return octets[: random.randint(0, len(octets))]


def _spliced(random: Random, octets: bytes, others: Sequence[bytes]) -> bytes:
    other = random.choice(others)
    return octets[: random.randint(0, len(octets))] + other[random.randint(0, len(other)) :]


def _followed(random: Random, octets: bytes, others: Sequence[bytes]) -> bytes:
    return octets + random.choice(others)


def _flipped(random: Random, octets: bytes, _: Sequence[bytes]) -> bytes:
    if not octets:
        return octets
    at = random.randint(0, len(octets) - 1)
    return octets[:at] + bytes([octets[at] ^ 1 << random.randint(0, 7)]) + octets[at + 1 :]


def _tag_changed(random: Random, octets: bytes, _: Sequence[bytes]) -> bytes:
    """Another tag in the directory: everything else stays in order, so the record reaches the converter."""
    entries = octets.find(b"\x1e") - 24
    if entries < 12:
        return octets
    at = 24 + 12 * random.randint(0, entries // 12 - 1)
    return octets[:at] + f"{random.randint(1, 999):03}".encode() + octets[at + 3 :]


def _character_changed(random: Random, octets: bytes, _: Sequence[bytes]) -> bytes:
    """Another printable character: an indicator, a subfield code, a coded position, a letter."""
    if not octets:
        return octets
    at = random.randint(0, len(octets) - 1)
    return octets[:at] + bytes([random.randint(0x20, 0x7E)]) + octets[at + 1 :]


_DAMAGES: Final[tuple[Callable[[Random, bytes, Sequence[bytes]], bytes], ...]] = (
    _overwritten, _inserted, _cut_out, _ended_early, _spliced, _followed, _flipped, _tag_changed, _tag_changed,
    _character_changed, _character_changed, _character_changed,
)  # fmt: skip


# ---- descriptions ---------------------------------------------------------------------------------------------------


def edited(random: Random, root: Node) -> Node:
    """A copy of `root` with up to six things changed, in the form that documents are stored in."""
    copy = deepcopy(root)
    for _ in range(random.randint(1, 6)):
        _edit(random, random.choice(_nodes(copy)))
    return copy


def _nodes(node: Node) -> list[Node]:
    """The node and those below it."""
    found = [node]
    for key, values in node.items():
        if key[0] != "@":
            for value in values:
                for each in value["@list"] if isinstance(value, dict) and "@list" in value else (value,):
                    if isinstance(each, dict) and "@value" not in each and "@list" not in each:
                        found.extend(_nodes(each))
    return found


def _edit(random: Random, node: Node) -> None:
    properties = [key for key in node if key[0] != "@"]
    change = random.randint(0, 6)
    if change == 0:
        _retype(random, node)
    elif change == 1 or not properties:
        node.setdefault(random.choice(PROPERTIES), []).append(_value(random, 2))
    else:
        prop = random.choice(properties)
        values = node[prop]
        at = random.randint(0, len(values) - 1)
        if change == 2:
            del node[prop]
        elif change == 3:
            values[at] = _value(random, 2)
        elif change == 4:
            values[at] = _reworded(random, values[at])
        elif change == 5:
            node.setdefault(random.choice(PROPERTIES), []).extend(node.pop(prop))
        else:
            values.insert(random.randint(0, len(values)), deepcopy(values[at]))


def _retype(random: Random, node: Node) -> None:
    if random.randint(0, 1):
        node["@type"] = [random.choice(CLASSES) for _ in range(random.randint(1, 3))]
    else:
        node.pop("@type", None)


def _reworded(random: Random, value: Value) -> Value:
    if isinstance(value, str):
        at = random.randint(0, len(value))
        return value[:at] + random.choice(TEXTS) + value[at + random.randint(0, 3) :]
    if "@value" in value:
        return {**value, "@value": _reworded(random, value["@value"])}
    if "@id" in value:
        return {**value, "@id": random.choice(_IRIS)}
    return value


def _value(random: Random, depth: int) -> Value:
    kind = random.randint(0, 5 if depth else 3)
    if kind == 0:
        return random.choice(TEXTS)
    if kind == 1:
        return {"@value": random.choice(TEXTS), "@language": random.choice(_LANGUAGES)}
    if kind == 2:
        return {"@value": random.choice(TEXTS), "@type": random.choice(("edtf:edtf", "xsd:date", "no type"))}
    if kind == 3:
        return {"@id": random.choice(_IRIS)}
    if kind == 4:
        return {"@list": [_value(random, depth - 1) for _ in range(random.randint(0, 2))]}
    made: dict[str, Any] = {"@id": f"#made-{random.randint(1, 9)}", "@type": [random.choice(CLASSES)]}
    made[random.choice(PROPERTIES)] = [_value(random, depth - 1)]
    return made
